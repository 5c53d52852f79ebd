"""Having files read in another process, within limits: who holds its handle, asks it, and ends it when it takes too long."""

import json
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from loaders.files.limits import Limits
from loaders.problems import SourceError
from loaders.workbook import Source
from locales import N_

# What an answer begins with, before its length (8 bytes) and its content.
PROGRESS, DATA, REFUSED, NO_MEMORY, FAILED = b"p", b"d", b"r", b"m", b"x"
LENGTH = 8

HOUSE = Path(__file__).parents[2]
# One thread each, and few arenas: what they reserve would count as memory taken.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}

TOO_LONG = N_("takes longer than {seconds} seconds to read: take out sheets or rows that are not needed, or split it")
TOO_LARGE = N_("needs more than {memory} MB of memory to read: take out what stands far from the rest, or split it")
BROKEN = N_("holds something that cannot be read: open it in Excel or LibreOffice and save it as a new .xlsx")


class _GoneError(Exception):
    """The child ended without an answer; `reason` says why as far as one can know, `is_late` that it was ended."""

    def __init__(self, template: str, *, is_late: bool = False, **values: str) -> None:
        super().__init__(template)
        self.reason, self.is_late = SourceError(template, **values), is_late


class Readers:
    """The process that reads, started when it is first needed and again when it is gone."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def start(self) -> socket.socket:
        """The socket that takes orders; returns at once, while the process still gets ready."""
        with self._guard:
            if self._orders is None or self._process is None or self._process.poll() is not None:
                self._orders, theirs = socket.socketpair()
                with theirs:
                    self._process = subprocess.Popen(
                        [sys.executable, "-m", "loaders.files.child", str(theirs.fileno())],
                        pass_fds=[theirs.fileno()], cwd=HOUSE, env=os.environ | ENVIRONMENT, stdin=subprocess.DEVNULL,
                    )  # fmt: skip
            return self._orders

    def line(self) -> socket.socket:
        """A line to a new child of the process."""
        for _ in range(2):
            orders = self.start()
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    socket.send_fds(orders, [b"."], [theirs.fileno()])
                    return ours
                except OSError:
                    ours.close()
                    self.stop()
        raise SourceError(N_("the process that reads files does not start: see the log"))

    def stop(self) -> None:
        """End the process; the next load starts another."""
        with self._guard:
            if self._orders is not None:
                self._orders.close()
                self._orders = None
            if self._process is not None:
                self._process.kill()
                self._process.wait()


READERS = Readers()


def read_apart(
    files: Sequence[Source], *, mapping: str, limits: Limits, progress: Callable[[str, float], None] = lambda what, share: None
) -> bytes:
    """The packed Dataset of files, read by a child process.

    A file that takes the child down is named in a problem, and the others are read without it.
    Raises SourceError where nothing can be read.
    """
    refused: dict[str, SourceError] = {}
    bold = {file.name for file in files}
    while True:
        at_work = ""

        def follow(what: str, share: float) -> None:
            nonlocal at_work
            at_work = what
            progress(what, share)

        try:
            return _asked(pickle.dumps((limits, mapping, files, refused, bold), protocol=5), limits, follow)
        except _GoneError as gone:
            if at_work in refused or not at_work:
                # Not one file, but all of them together.
                raise gone.reason from None
            if at_work in bold and not gone.is_late:
                # Once more, looked through before it is opened: the look may say what is wrong with it.
                bold.remove(at_work)
            else:
                refused[at_work] = gone.reason


def _asked(request: bytes, limits: Limits, progress: Callable[[str, float], None]) -> bytes:
    child = 0
    with READERS.line() as line, line.makefile("rb") as heard:
        line.settimeout(limits.seconds)
        try:
            line.sendall(request)
            while head := heard.read(1 + LENGTH):
                kind, content = head[:1], heard.read(int.from_bytes(head[1:], "big"))
                if kind == DATA:
                    return content
                if kind == REFUSED:
                    template, file, values = json.loads(content)
                    raise SourceError(template, file=file, **values)
                if kind == FAILED:
                    logging.getLogger(__name__).error("%s", content.decode())
                if kind != PROGRESS:
                    raise _GoneError(TOO_LARGE, memory=f"{limits.memory_mb:g}") if kind == NO_MEMORY else _GoneError(BROKEN)
                what, share, child = json.loads(content)
                progress(what, share)
        except TimeoutError:
            raise _GoneError(TOO_LONG, is_late=True, seconds=f"{limits.seconds:g}") from None
        except (BrokenPipeError, ConnectionError):
            pass
        finally:
            if child:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
    # It died without a word: what takes it down so is memory that it was not given.
    raise _GoneError(TOO_LARGE, memory=f"{limits.memory_mb:g}")

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
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from loaders.correction.issues_sheet import NOTHING_CALLED, Called
from loaders.files.archive import MEGABYTE
from loaders.files.limits import Limits
from loaders.problems import Problem, SourceError
from loaders.workbook import Source
from locales import N_

# What an answer begins with, before its length (8 bytes) and its content.
PROGRESS, DATA, REFUSED, NO_MEMORY, FAILED = b"p", b"d", b"r", b"m", b"x"
LENGTH = 8
# What can be asked.
READ, MARK = "read", "mark"
# To write a file takes so many times as long as to read it.
MARKING = 3
# A process that has just been started imports what it needs before it says a first word.
READY_SECONDS = 60

HOUSE = Path(__file__).parents[2]
# One thread each, few arenas, and none of Arrow's own, which is of a gigabyte: what is reserved before a
# limit is set stands outside of it.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}

TOO_LONG = N_("takes longer than {seconds} seconds to read: take out sheets or rows that are not needed, or split it")
TOO_LARGE = N_("needs more than {memory} MB of memory to read: take out what stands far from the rest, or split it")
NOT_STARTED = N_("the process that reads files does not start: see the log")
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
        raise SourceError(NOT_STARTED)

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
            return _asked(READ, limits, follow, mapping, files, refused, bold)
        except _GoneError as gone:
            if at_work in refused or not at_work:
                # Not one file, but all of them together.
                raise (gone.reason.of(files[0].name) if len(files) == 1 else gone.reason) from None
            if at_work in bold and not gone.is_late:
                # Once more, looked through before it is opened: the look may say what is wrong with it.
                bold.remove(at_work)
            else:
                refused[at_work] = gone.reason


def mark_apart(file: Source, problems: Sequence[Problem], *, called: Called = NOTHING_CALLED, language: str, limits: Limits) -> bytes:
    """The bytes of a file with its problems marked (see `correct`), made by a child process. Raises SourceError."""
    own = [problem for problem in problems if problem.file == file.name]
    names = {place: name for place, name in called.items() if place[0] == file.name}
    try:
        with TemporaryDirectory() as scratch:
            return _asked(MARK, replace(limits, seconds=MARKING * limits.seconds), lambda what, share: None, file, own, names, language, scratch)
    except _GoneError as gone:
        raise gone.reason.of(file.name) from None


def _asked(work: str, limits: Limits, progress: Callable[[str, float], None], *arguments: object) -> bytes:
    """What a child answers. Raises SourceError where it says why it has no answer, _GoneError where it does not."""
    child, most = 0, limits.unpacked_mb * MEGABYTE
    with READERS.line() as line, line.makefile("rb") as heard:
        # Until it begins, it waits for no file.
        line.settimeout(max(READY_SECONDS, limits.seconds))
        try:
            line.sendall(pickle.dumps((work, limits, arguments), protocol=5))
            while head := heard.read(1 + LENGTH):
                kind, size = head[:1], int.from_bytes(head[1:], "big")
                if size > most:
                    # What is too much to unpack is too much to take in.
                    raise _GoneError(TOO_LARGE, memory=f"{limits.memory_mb:g}")
                content = heard.read(size)
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
                line.settimeout(limits.seconds)
                progress(what, share)
        except TimeoutError:
            if not child:
                raise SourceError(NOT_STARTED) from None
            raise _GoneError(TOO_LONG, is_late=True, seconds=f"{limits.seconds:g}") from None
        except (BrokenPipeError, ConnectionError):
            pass
        finally:
            if child:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
    if not child:
        raise SourceError(NOT_STARTED)
    # It died without a word: what takes it down so is memory that it was not given.
    raise _GoneError(TOO_LARGE, memory=f"{limits.memory_mb:g}")

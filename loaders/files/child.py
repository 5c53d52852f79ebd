"""The process that opens files, so that a hostile one can hurt nobody else: `python -m loaders.files.child FD`.

It is started once and imports what reading needs. For each load it forks a child that reads (or marks a
file's problems in it) under limits of memory and time, answers over its own socket, and ends.
"""

import gc
import json
import os
import pickle
import resource
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pandas as pd

from loaders.correction.correct import correct
from loaders.correction.issues_sheet import Called
from loaders.files import store
from loaders.files.archive import MEGABYTE
from loaders.files.limits import Limits
from loaders.files.process import DATA, FAILED, LENGTH, MARK, NO_MEMORY, PROGRESS, READ, REFUSED
from loaders.mapping.rules import parse
from loaders.problems import Problem, SourceError
from loaders.reading import read
from loaders.schema import Table
from loaders.tables import TABLES
from loaders.workbook import Source
from locales import words

Progress = Callable[[str, float], None]


def main() -> None:
    """Serve until the one who started it is gone."""
    # Children are not waited for: they answer by themselves.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # It ends with its parent, not by a key pressed in the same terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whole columns of many rows are read soonest by Arrow.
    pd.set_option("mode.string_storage", "pyarrow")
    # What is made once for all files is made before anybody waits for it: the words of each table, and of dates.
    read([Source(f"{table.name}.csv", _like(table)) for table in TABLES.values()])
    read([Source("settings.csv", _like(TABLES["settings"]))])
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        while True:
            message, handles, _, _ = socket.recv_fds(orders, 1, 1)
            if not message:
                return
            if os.fork() == 0:
                orders.close()
                # It lives for one load: what it leaves behind goes with it.
                gc.disable()
                try:
                    _serve(handles[0])
                finally:
                    os._exit(0)
            os.close(handles[0])


def _like(table: Table) -> bytes:
    """A text table with the headings of a declared one, and a row of dates where it has any."""
    headings = [column.name for column in table.columns]
    return "\n".join([",".join(headings), ",".join("3 May 2018" if column.kind == "date" else "-" for column in table.columns)]).encode()


def _serve(handle: int) -> None:
    with socket.socket(fileno=handle) as line, line.makefile("rb") as heard:
        work, limits, arguments = pickle.load(heard)

        def answer(kind: bytes, content: bytes) -> None:
            line.sendall(kind + len(content).to_bytes(LENGTH, "big"))
            line.sendall(content)

        def progress(what: str, share: float) -> None:
            answer(PROGRESS, json.dumps([what, share, os.getpid()]).encode())

        # What libraries write as they abort is no news for a reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        progress("", 0)
        try:
            _bind(limits, may_write=work == MARK)
            answer(DATA, WORKS[work](*arguments, limits, progress))
        except SourceError as reason:
            answer(REFUSED, json.dumps([reason.template, reason.file, reason.values]).encode())
        except MemoryError:
            answer(NO_MEMORY, b"")
        except Exception:
            answer(FAILED, traceback.format_exc().encode())


def _read(
    mapping: str, files: Sequence[Source], refused: Mapping[str, SourceError], bold: set[str], limits: Limits, progress: Progress
) -> bytes:
    return store.pack(read(files, limits=limits, refused=refused, bold=bold, mapping=parse(mapping), progress=progress))


def _mark(
    file: Source, problems: Sequence[Problem], called: Called, language: str, scratch: str, limits: Limits, progress: Progress
) -> bytes:
    progress(file.name, 0)
    # Its temporary files go with that folder, also where it is ended in the middle.
    tempfile.tempdir = scratch
    return correct(file, problems, called=called, t=words(language), limits=limits)


WORKS: Mapping[str, Callable[..., bytes]] = {READ: _read, MARK: _mark}


def _bind(limits: Limits, *, may_write: bool) -> None:
    """Limit what this process may take. Where a system knows no such limit, the others still hold."""
    now = resource.RLIM_INFINITY
    with suppress(OSError), open("/proc/self/statm") as numbers:  # noqa: PTH123  (nothing to import under a limit)
        now = int(numbers.read().split()[0]) * resource.getpagesize()
    most: Callable[[float], tuple[int, int]] = lambda value: (int(value), int(value))  # noqa: E731
    for kind, value in (
        (resource.RLIMIT_AS, now if now == resource.RLIM_INFINITY else now + limits.memory_mb * 1e6),
        # Whoever asked ends it sooner; where that one is gone, it ends by itself. Two threads may be at work.
        (resource.RLIMIT_CPU, 2 * limits.seconds + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 5 * limits.unpacked_mb * MEGABYTE if may_write else 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, most(value))


if __name__ == "__main__":
    main()

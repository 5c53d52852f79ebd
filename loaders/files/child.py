"""The process that opens files, so that a hostile one can hurt nobody else: `python -m loaders.files.child FD`.

It is started once and imports what reading needs. For each load it forks a child that reads under
limits of memory and time, answers over its own socket, and ends.
"""

import gc
import json
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from loaders.files import store
from loaders.files.limits import Limits
from loaders.files.process import DATA, FAILED, LENGTH, NO_MEMORY, PROGRESS, REFUSED
from loaders.mapping.rules import parse
from loaders.problems import SourceError
from loaders.reading import read
from loaders.workbook import Source


def main() -> None:
    """Serve until the one who started it is gone."""
    # Children are not waited for: they answer by themselves.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # It ends with its parent, not by a key pressed in the same terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is made once for all files is made before anybody waits for it.
    read([Source("themes.csv", b"theme_id,name\n")])
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
                _serve(handles[0])
                os._exit(0)
            os.close(handles[0])


def _serve(handle: int) -> None:
    with socket.socket(fileno=handle) as line, line.makefile("rb") as heard:
        limits, mapping, files, refused, bold = pickle.load(heard)

        def answer(kind: bytes, content: bytes) -> None:
            line.sendall(kind + len(content).to_bytes(LENGTH, "big") + content)

        def progress(what: str, share: float) -> None:
            answer(PROGRESS, json.dumps([what, share, os.getpid()]).encode())

        # What libraries write as they abort is no news for a reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        progress("", 0)
        try:
            _bind(limits)
            data = read(files, limits=limits, refused=refused, bold=bold, mapping=parse(mapping), progress=progress)
            answer(DATA, store.pack(data))
        except SourceError as reason:
            answer(REFUSED, json.dumps([reason.template, reason.file, reason.values]).encode())
        except MemoryError:
            answer(NO_MEMORY, b"")
        except Exception:
            answer(FAILED, traceback.format_exc().encode())


def _bind(limits: Limits) -> None:
    """Limit what this process may take. Where a system knows no such limit, the others still hold."""
    with open("/proc/self/statm") as numbers:  # noqa: PTH123  (nothing to import under a limit)
        now = int(numbers.read().split()[0]) * resource.getpagesize()
    most: Callable[[float], tuple[int, int]] = lambda value: (int(value), int(value))  # noqa: E731
    for kind, value in (
        (resource.RLIMIT_AS, now + limits.memory_mb * 1e6),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, most(value))


if __name__ == "__main__":
    main()

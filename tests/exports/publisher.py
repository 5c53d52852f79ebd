"""Publishes in a process of its own: `crash` is killed before each thing it does to the disk in turn, `race` publishes many times.

`python -m tests.exports.publisher crash|crash-in-steps FOLDER` and `race FOLDER LETTER`.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path
from platform import machine

from exports.publish import published, stepped_back

NAMES = ("assets/page.css", "index.html", "en/overview.html")
# A page that is only in what is never finished.
MORE = "en/timeline.html"
TOUCHES = ("open", "os.", "shutil.", "ctypes.dlsym", "fcntl.")
ROUNDS, MOST = 150, 1_000


def site(said: str) -> dict[str, bytes]:
    """Pages that all say the same."""
    return dict.fromkeys(NAMES, said.encode())


def says(folder: Path) -> str:
    """What all the pages in a folder say. Raises AssertionError where they are not whole."""
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert set(found) - {MORE} == set(NAMES), f"{folder} is not whole: {sorted(found)}"
    assert len(set(found.values())) == 1, f"{folder} is mixed: {found}"
    return found["index.html"]


def main(what: str, folder: Path, letter: str = "") -> None:
    """Raises AssertionError where a reader or who publishes next would meet anything but whole pages."""
    if what == "race":
        for number in range(ROUNDS):
            published(site(f"{letter}{number}"), folder)
        return
    if what == "crash-in-steps":
        _without_exchange()
    for moment in range(1, MOST):
        published(site("first"), folder)
        published(site("second"), folder)
        if not _killed(moment, folder):
            print(moment)
            return
        aside = folder.with_name(f".{folder.name}-aside")
        assert says(folder if folder.exists() or what == "crash" else aside) in ("second", "third"), moment
        published(site("fourth"), folder)
        assert says(folder) == "fourth"
        assert {path.name for path in folder.parent.iterdir()} == {folder.name, f".{folder.name}-former"}, moment
        stepped_back(folder)
        assert says(folder) in ("second", "third"), moment


def _killed(moment: int, folder: Path) -> bool:
    """Whether a process that publishes was killed before the so-manieth thing that it did."""
    if not (child := os.fork()):
        left = moment

        def touched(event: str, words: object) -> None:
            nonlocal left
            if event.startswith(TOUCHES):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(touched)
        published({**site("third"), MORE: b"third"}, folder)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == signal.SIGKILL


def _without_exchange() -> None:
    """Have the kernel refuse to exchange two folders, as some file systems do."""
    number = {"x86_64": 316, "aarch64": 276}[machine()]
    allow, refuse = 0x7FFF0000, 0x00050000 | 22
    # If it is renameat2, and its fifth word says exchange: EINVAL. <linux/seccomp.h>, <linux/bpf_common.h>
    lines = [(0x20, 0, 0, 0), (0x15, 0, 3, number), (0x20, 0, 0, 48), (0x15, 0, 1, 2), (0x06, 0, 0, refuse), (0x06, 0, 0, allow)]

    class Line(ctypes.Structure):
        _fields_ = (("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint))

    class Program(ctypes.Structure):
        _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.POINTER(Line)))

    program = Program(len(lines), (Line * len(lines))(*(Line(*line) for line in lines)))
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0, "PR_SET_NO_NEW_PRIVS"
    assert libc.prctl(22, 2, ctypes.byref(program)) == 0, f"PR_SET_SECCOMP: {os.strerror(ctypes.get_errno())}"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])

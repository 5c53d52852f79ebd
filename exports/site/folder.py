"""Pages in a folder: put there whole or not at all, by one at a time, and never among files that are somebody else's."""

import ctypes
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EINVAL, ENOSYS, ENOTDIR, ENOTSUP
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import IO

from exports.site.page import MARK
from loaders import SourceError
from locales import LANGUAGES, N_

# From <fcntl.h> and <linux/fs.h>: paths as they stand, and two that take each other's place.
AT_FDCWD, RENAME_EXCHANGE = -100, 2
# What is written is for a web server, which is another user: whatever the umask says.
FOLDER, FILE = 0o755, 0o644
TOP = {"index.html", "assets", *LANGUAGES}


class Place:
    """A folder of pages, and what stands beside it, hidden: the pages being written, the former ones, the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.fresh, self.former, self._aside, self._lock = (self.folder.with_name(f".{self.folder.name}-{what}") for what in ("new", "former", "aside", "lock"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else write here meanwhile: who comes later waits. What a crash has left is put right first.

        Raises SourceError where the folder holds anything else, and OSError where it cannot be written or is a file.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(self.folder))
        _open_to_all(self.folder.parent)
        with self._locked():
            self._put_right()
            self._refuse_others()
            yield

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Write the files beside the folder, where no reader looks. Raises OSError, with nothing left of them."""
        try:
            for name, content in files.items():
                _open_to_all((self.fresh / name).parent)
                (self.fresh / name).write_bytes(content)
                (self.fresh / name).chmod(FILE)
        except BaseException:
            shutil.rmtree(self.fresh, ignore_errors=True)
            raise

    def put(self, one: Path, there: Path) -> None:
        """Move one of the folders to another's place, at once; what stood there stands where it came from."""
        if there.is_dir() and any(there.iterdir()):
            if not _exchanged(one, there):
                self.step(one, there)
        else:
            one.rename(there)

    def step(self, one: Path, there: Path) -> None:
        """The same in three steps, for a file system that cannot (some of networks): for an instant there is none."""
        there.rename(self._aside)
        one.rename(there)
        self._aside.rename(one)

    def _refuse_others(self) -> None:
        if self.folder.is_dir() and any(self.folder.iterdir()) and not is_ours(self.folder):
            raise SourceError(N_("holds files that are not ours: name a folder that is new or empty"), file=str(self.folder))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The lock of a process that has died is free, and none is left lying about."""
        while True:
            with self._lock.open("ab") as held:
                flock(held, LOCK_EX)
                # Whoever had it has taken the file away: what is held then is nobody's lock any more.
                if self._is_lock(held):
                    try:
                        yield
                    finally:
                        self._lock.unlink(missing_ok=True)
                    return

    def _is_lock(self, held: IO[bytes]) -> bool:
        try:
            return os.path.samestat(os.fstat(held.fileno()), self._lock.stat())
        except FileNotFoundError:
            return False

    def _put_right(self) -> None:
        for missing in (self.folder, self.former):
            if self._aside.exists() and not missing.exists():
                self._aside.rename(missing)
        for left in (self._aside, self.fresh):
            if left.exists():
                shutil.rmtree(left)


def written(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the files into a folder in place of what an earlier export put there.

    Raises SourceError where the folder holds anything else, and OSError where it cannot be written or is a file.
    """
    place = Place(folder)
    with place.alone():
        place.fill(files)
        place.put(place.fresh, place.folder)
        shutil.rmtree(place.fresh, ignore_errors=True)


def is_ours(folder: Path) -> bool:
    """Whether a folder holds pages that were exported, and nothing else."""
    return (folder / MARK).is_file() and {path.name for path in folder.iterdir()} <= TOP


def _open_to_all(folder: Path) -> None:
    """Make a folder, with those above it that are missing, for all to read."""
    if not folder.is_dir():
        _open_to_all(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders take each other's place: at every moment there is one of them under either name. False where that cannot be."""
    libc = ctypes.CDLL(None, use_errno=True)
    with suppress(AttributeError):
        if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
            return True
        if (code := ctypes.get_errno()) not in (EINVAL, ENOSYS, ENOTSUP):
            raise OSError(code, os.strerror(code), str(other))
    return False

"""The folder of data as a shelf: what is put there stands there whole or not at all, and what stood before is kept."""

import os
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TypeVar

from loaders.workbook import KINDS, Source, fingerprint, is_text
from locales import N_

ENDINGS = tuple(dict.fromkeys((*KINDS, ".csv")))
MAPPING = "mapping.toml"
# Written on the pages, not by those who keep the spreadsheets: it does not go back with them.
NOTES = "notes.xlsx"
PREVIOUS, STATE, PART = "previous", ".state", ".part"
KEPT = 10
STAMP = "%Y-%m-%dT%H-%M-%S"
LONGEST_NAME = 120
# What a corrected copy is called by, after the name of its file; browsers number what they save again.
MARKED = "-marked"
_MARKED = re.compile(rf"(?P<stem>.+){MARKED}(?: ?\(\d+\))?(?P<ending>\.\w+)", re.IGNORECASE)
# Whoever holds the lock for longer has been switched off in the middle.
LOCK, LOCK_SECONDS = ".saving", 60
# A saving takes some milliseconds: who comes meanwhile waits for so long.
PATIENCE_SECONDS, PAUSE_SECONDS = 10.0, 0.02
T = TypeVar("T")
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
# Above this no file is read (limits.py), and to keep a copy of it would take the memory of all.
LARGEST_BYTES = 100_000_000


class ShelfError(Exception):
    """Nothing was changed, and why: an English `template` and its `values`, to be said in any language."""

    def __init__(self, template: str, **values: str) -> None:
        super().__init__(template.format(**values))
        self.template, self.values = template, values


class BusyError(ShelfError):
    """Somebody else is saving at this moment."""


def patiently(save: Callable[[], T]) -> T:
    """What a saving gives, when it is its turn: who comes while another saves waits. Raises ShelfError."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return save()
        except BusyError:
            if time.monotonic() > give_up:
                raise
            time.sleep(PAUSE_SECONDS)
        except OSError as reason:
            raise ShelfError(N_("Nothing was saved, for the folder cannot be written to ({reason})."), reason=reason.strerror or "") from None


@dataclass(frozen=True)
class Former:
    """A state that was in use before: its folder's name, until when it was in use, its files, how many rows it had."""

    name: str
    until: datetime
    files: tuple[str, ...]
    rows: int | None


def is_spreadsheet(name: str) -> bool:
    """Whether a file of that name is read as data; what begins with "~$" is the lock of one open in Excel."""
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$")) and is_text(name)


def contents(folder: Path) -> dict[str, bytes]:
    """The files on the shelf by name: every spreadsheet, and the mapping. Raises ShelfError."""
    try:
        found = (path for path in sorted(folder.iterdir()) if is_spreadsheet(path.name) or path.name == MAPPING)
        return {path.name: _read(path) for path in found if path.is_file()}
    except OSError as reason:
        raise ShelfError(N_("The folder cannot be read ({reason})."), reason=reason.strerror or "") from None


def mark(files: Mapping[str, bytes]) -> str:
    """What tells one state of the shelf from another."""
    return fingerprint([Source(name, files[name]) for name in sorted(files)])


def safe_name(name: str, existing: Collection[str] = ()) -> str:
    """The name under which a file from elsewhere is saved; that of an existing one where they differ by case alone.

    Raises ShelfError where no safe name can be made of it.
    """
    base = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    shown = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C")
    safe = re.sub(r'[<>:"|?*]', "_", shown).strip()
    if safe.casefold() == MAPPING:
        raise ShelfError(N_("{file} is made on this page under “Mapping”: it is not taken as an upload."), file=MAPPING)
    if not is_spreadsheet(safe):
        raise ShelfError(N_("{file} is no spreadsheet: choose a file that ends in {endings}."), file=safe or "?", endings=", ".join(ENDINGS))
    if len(safe.encode()) > LONGEST_NAME:
        raise ShelfError(N_("{file} has too long a name: give it a shorter one."), file=safe[:40] + "…")
    alike = {unicodedata.normalize("NFC", one).casefold(): one for one in existing}
    return alike.get(safe.casefold(), safe)


def meant(name: str, existing: Collection[str]) -> tuple[str, str]:
    """The name of a file that comes back corrected, and the existing file in whose place it comes ("" for none)."""
    if not (found := _MARKED.fullmatch(name)):
        return name, ""
    alike = [one for one in existing if PurePosixPath(one).stem.casefold() == found["stem"].casefold() and is_spreadsheet(one)]
    return (found["stem"] + found["ending"], alike[0]) if len(alike) == 1 else (name, "")


def put(folder: Path, files: Mapping[str, bytes], *, seen: str, at: datetime, gone: Collection[str] = (), rows: int | None = None) -> None:
    """Save files into the folder and take away those that are `gone`, all or nothing; what was there is kept.

    `seen` is the mark of the state that the person decided on, `rows` how many rows it has. Raises
    ShelfError, with nothing changed, where another has changed it since or nothing can be saved.
    """
    try:
        with alone(folder, at):
            before = contents(folder)
            if mark(before) != seen:
                raise ShelfError(N_("The data has changed meanwhile: look at what would change now, and decide again."))
            _sweep(folder)
            kept = _keep(folder, before, at, rows)
            _exchange(folder, files, gone, kept, before)
            for old in formers(folder)[KEPT:]:
                shutil.rmtree(folder / PREVIOUS / old.name, ignore_errors=True)
    except OSError as reason:
        raise ShelfError(N_("Nothing was saved, for the folder cannot be written to ({reason})."), reason=reason.strerror or "") from None


def formers(folder: Path) -> list[Former]:
    """The states that were in use before, the latest first."""
    with suppress(OSError):
        found = [former for path in (folder / PREVIOUS).iterdir() if (former := _former(path))]
        return sorted(found, key=lambda former: former.name, reverse=True)
    return []


def go_back(folder: Path, name: str, *, seen: str, at: datetime, rows: int | None = None) -> None:
    """Put a former state back in use; the one that it replaces is kept as well. Raises ShelfError as `put` does.

    The notes stay those of now: what was written since is not lost. Only where none are left do those of then come back.
    """
    if name not in {former.name for former in formers(folder)}:
        raise ShelfError(N_("This state is no longer kept."))
    files, now = contents(folder / PREVIOUS / name), contents(folder)
    if NOTES in now:
        files.pop(NOTES, None)
    put(folder, files, seen=seen, at=at, gone=now.keys() - files.keys() - {NOTES}, rows=rows)


def _former(path: Path) -> Former | None:
    try:
        until = datetime.strptime(path.name[:19], STAMP)
    except ValueError:
        return None
    names = tuple(sorted(file.name for file in path.iterdir() if is_spreadsheet(file.name)))
    rows = None
    with suppress(OSError, ValueError):
        rows = int((path / "rows.txt").read_text())
    return Former(path.name, until, names, rows)


@contextmanager
def alone(folder: Path, at: datetime) -> Iterator[None]:
    """Let nobody else change the shelf meanwhile."""
    lock = folder / LOCK
    with suppress(FileNotFoundError):
        if at.timestamp() - lock.stat().st_mtime > LOCK_SECONDS:
            lock.unlink()
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        raise BusyError(N_("Somebody else is saving just now: try again in a minute.")) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a crash has left half written."""
    for left in folder.glob(f".*{PART}"):
        left.unlink(missing_ok=True)
    for left in (folder / PREVIOUS).glob(f".*{PART}"):
        shutil.rmtree(left, ignore_errors=True)


def _keep(folder: Path, files: Mapping[str, bytes], at: datetime, rows: int | None) -> Path | None:
    """The folder in which the state in use is kept whole; None where there was none."""
    if not files:
        return None
    stamp, number = at.strftime(STAMP), 1
    kept = folder / PREVIOUS / stamp
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{stamp}-{number}")
    part = kept.with_name(f".{kept.name}{PART}")
    # Names and addresses may stand in it, long after they were taken out of what is in use.
    kept.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    part.mkdir(mode=PRIVATE_FOLDER)
    try:
        for name, content in files.items():
            write(part / name, content, mode=PRIVATE_FILE)
        if rows is not None:
            write(part / "rows.txt", str(rows).encode(), mode=PRIVATE_FILE)
        settle(part)
        part.rename(kept)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    settle(kept.parent)
    return kept


def _exchange(folder: Path, files: Mapping[str, bytes], gone: Collection[str], kept: Path | None, before: Mapping[str, bytes]) -> None:
    """Write everything beside its place, then rename; where that fails, put back what was there."""
    parts = {name: folder / f".{name}{PART}" for name in files}
    moved: list[str] = []
    try:
        for name, content in files.items():
            write(parts[name], content)
            with suppress(OSError):
                shutil.copymode(folder / name, parts[name])
        for name, part in parts.items():
            part.replace(folder / name)
            moved.append(name)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
            moved.append(name)
        settle(folder)
    except OSError:
        for part in parts.values():
            part.unlink(missing_ok=True)
        for name in moved:
            # A rename needs no room: it goes through where the disk is full.
            if kept is not None and name in before:
                with suppress(OSError):
                    shutil.copymode(folder / name, kept / name)
                (kept / name).replace(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        if kept is not None:
            shutil.rmtree(kept, ignore_errors=True)
        raise


def _read(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_BYTES:
        raise ShelfError(N_("{file} is too large to be kept: take it out of the folder."), file=path.name)
    return path.read_bytes()


def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file and have it on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk. Windows opens no folder, and needs none."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

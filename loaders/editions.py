"""Editions: the data as it was at a meeting, kept under a name, never changed after."""

import re
import shutil
import tomllib
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import tomlkit

from loaders import shelf
from loaders.dataset import Dataset
from loaders.files import limits
from loaders.loading import load
from loaders.problems import SourceError
from loaders.shelf import PART, PRIVATE_FOLDER, ShelfError
from locales import N_

FOLDER, CARD = "editions", "edition.toml"
# Nobody writes to them again, and only who keeps the data reads them: names and addresses may stand in them.
KEPT_FILE = 0o400
HOUSE = Path(__file__).parent.parent
LONGEST_NAME = 80
# A folder's name takes 255 bytes at most, and a letter up to four; the day, a dot and an ending come on top.
LONGEST_SLUG_BYTES = 200
# What stands for the data in use wherever an edition can be named.
TODAY = "today"
# The card's own line, which is over all its others.
DIGEST = re.compile(r'^digest = "([0-9a-f]{64})"\n', re.MULTILINE)


@dataclass(frozen=True)
class Edition:
    """What was frozen: its folder's name, its own, when, by whom, with which version, of which day, and the hash of each file.

    `is_whole` is False where its card is no longer what was written: it is listed, and not opened.
    """

    id: str
    name: str
    frozen: datetime
    by: str
    version: str
    as_of: date
    files: Mapping[str, str]
    is_whole: bool = True


def freeze(folder: Path, name: str, *, at: datetime, by: str = "") -> Edition:
    """Keep the files of a folder as they are under a name, all or nothing.

    Raises SourceError where they cannot be read, and ShelfError, with nothing kept, where a file cannot
    be, where the name is taken or none, or where nothing can be written.
    """
    said = " ".join(name.split())
    slug = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", said)).strip("-_").lower()
    slug = slug.encode()[:LONGEST_SLUG_BYTES].decode(errors="ignore").rstrip("-_")
    if said.casefold() == TODAY:
        raise ShelfError(N_("“{name}” stands for the data in use: give the edition another name."), name=said)
    if not slug or len(said) > LONGEST_NAME:
        raise ShelfError(N_("Give the edition a name of up to {most} letters, such as “Board, June 2019”."), most=str(LONGEST_NAME))
    data = load(folder)
    if unread := [problem.file for problem in data.problems if problem.code == "unreadable_file"]:
        raise ShelfError(N_("{file} cannot be read: mend it or take it away, then freeze."), file=unread[0])
    path = folder / FOLDER / f"{at:%Y-%m-%d}-{slug}"
    try:
        with shelf.alone(folder, at):
            if path.exists():
                raise ShelfError(N_("There is an edition “{name}” of that day already: give this one another name."), name=said)
            files = _files(folder)
            hashes = {file: sha256(content).hexdigest() for file, content in files.items()}
            edition = Edition(path.name, said, at.astimezone(), by.strip(), version(), data.as_of(at.date()), hashes)
            _keep(path, files, edition)
    except OSError as reason:
        raise ShelfError(N_("Nothing was saved, for the folder cannot be written to ({reason})."), reason=reason.strerror or "") from None
    return edition


def editions(folder: Path) -> list[Edition]:
    """What was frozen of a folder, the latest first."""
    with suppress(OSError):
        found = [edition for path in (folder / FOLDER).iterdir() if not path.name.startswith(".") and (edition := _edition(path))]
        return sorted(found, key=lambda edition: edition.frozen, reverse=True)
    return []


def named(folder: Path, said: str) -> Edition | None:
    """The edition of an id, or the latest of a name; None where there is none."""
    return next((edition for edition in editions(folder) if said.casefold() in (edition.id.casefold(), edition.name.casefold())), None)


def opened(folder: Path, edition: Edition, *, keep_in: Path | None = None) -> Dataset:
    """The data of an edition, just as it was frozen. Raises SourceError where its folder is no longer what it was."""
    path = folder / FOLDER / edition.id
    if not edition.is_whole:
        raise SourceError(N_("is no longer what was written when “{name}” was frozen: put back the file of that day"), file=CARD, name=edition.name)
    if strange := _strangers(path, edition):
        raise SourceError(N_("was not frozen with “{name}”: take it out of the edition’s folder"), file=strange[0], name=edition.name)
    for file, digest in edition.files.items():
        try:
            is_same = sha256((path / file).read_bytes()).hexdigest() == digest
        except OSError:
            is_same = False
        if not is_same:
            raise SourceError(N_("is no longer what was frozen under “{name}”: put back the file of that day"), file=file, name=edition.name)
    return load(path, keep_in=keep_in)


def _strangers(path: Path, edition: Edition) -> list[str]:
    """What lies in an edition's folder and was not frozen with it. Hidden files are read by nobody: a system may leave some."""
    with suppress(OSError):
        return sorted(found.name for found in path.iterdir() if found.name not in (*edition.files, CARD) and not found.name.startswith("."))
    return []


def version() -> str:
    """The app's own version."""
    with (HOUSE / "pyproject.toml").open("rb") as stated:
        return str(tomllib.load(stated)["project"]["version"])


def _files(folder: Path) -> dict[str, bytes]:
    """All that the reading of a folder depends on."""
    files = shelf.contents(folder)
    bounds = folder / limits.FILE
    return {**files, limits.FILE: bounds.read_bytes()} if bounds.is_file() else files


def _keep(path: Path, files: Mapping[str, bytes], edition: Edition) -> None:
    """Write it beside its place, then rename."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    for left in path.parent.glob(f".*{PART}"):
        shutil.rmtree(left, ignore_errors=True)
    part = path.with_name(f".{path.name}{PART}")
    part.mkdir(mode=PRIVATE_FOLDER)
    try:
        for name, content in {**files, CARD: _card(edition)}.items():
            shelf.write(part / name, content, mode=KEPT_FILE)
        shelf.settle(part)
        part.rename(path)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shelf.settle(path.parent)


def _card(edition: Edition) -> bytes:
    card = tomlkit.document()
    card.add(tomlkit.comment("What was frozen. Change nothing in this folder: the hashes below would show it."))
    for key in ("id", "name", "frozen", "by", "version", "as_of"):
        card[key] = getattr(edition, key)
    card["sha256"] = dict(edition.files)
    text = tomlkit.dumps(card)
    return f'digest = "{_digest(text)}"\n{text}'.encode()


def _digest(text: str) -> str:
    """The SHA-256 of a card without its own line."""
    return sha256(DIGEST.sub("", text).encode()).hexdigest()


def _edition(path: Path) -> Edition | None:
    """The edition that a folder holds; None where its card cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        text = (path / CARD).read_bytes().decode()
        card = tomllib.loads(text)
        files = {str(name): str(digest) for name, digest in card["sha256"].items()}
        # A folder that was copied or renamed is not the one that was frozen.
        is_whole = card.get("digest") == _digest(text) and card.get("id") == path.name
        return Edition(path.name, str(card["name"]), card["frozen"].astimezone(), str(card["by"]), str(card["version"]), date.fromisoformat(str(card["as_of"])), files, is_whole)
    return None

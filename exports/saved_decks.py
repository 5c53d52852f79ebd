"""Decks that were put together and kept under a name, in a small file beside the data."""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import tomlkit

from exports.decks import Deck, Item
from loaders import shelf
from loaders.shelf import PART, PRIVATE_FILE, ShelfError
from locales import N_

FILE = "decks.toml"
LONGEST_NAME, LONGEST_TITLE, LONGEST_NOTE, MOST_ITEMS = 80, 300, 5_000, 200


@dataclass(frozen=True)
class Saved:
    """A deck under a name. `id` is made of its first name and stays when it is renamed: links go on leading to it."""

    id: str
    name: str
    items: tuple[Item, ...]

    @property
    def deck(self) -> Deck:
        """Its figures under its name."""
        return Deck(self.name, self.items)


def saved_decks(folder: Path) -> dict[str, Saved]:
    """The saved decks by id, in the order of their names; none where the file cannot be read."""
    with suppress(ShelfError):
        return dict(sorted(_read(folder).items(), key=lambda pair: pair[1].name.casefold()))
    return {}


def save(folder: Path, name: str, items: tuple[Item, ...], *, at: datetime, into: str | None = None) -> Saved:
    """Keep figures under a name; those of the deck with the id `into` are replaced. Raises ShelfError, with nothing saved."""
    said = checked(name)
    if not items:
        raise ShelfError(N_("There is no figure in the deck yet: add one first."))

    def write(decks: dict[str, Saved]) -> Saved:
        _is_free(said, decks, but=into)
        return Saved(into if into in decks else _id(said, decks), said, items[:MOST_ITEMS])

    return _changed(folder, at, write)


def rename(folder: Path, deck_id: str, name: str, *, at: datetime) -> Saved:
    """Call a saved deck otherwise. Raises ShelfError."""
    said = checked(name)

    def write(decks: dict[str, Saved]) -> Saved:
        _is_free(said, decks, but=deck_id)
        return replace(_stated(decks, deck_id), name=said)

    return _changed(folder, at, write)


def remove(folder: Path, deck_id: str, *, at: datetime) -> Saved:
    """Take a saved deck away, and give it, so that it can be put back. Raises ShelfError."""
    return _changed(folder, at, lambda decks: _stated(decks, deck_id), is_kept=False)


def put_back(folder: Path, deck: Saved, *, at: datetime) -> Saved:
    """Keep again what was taken away. Raises ShelfError where another has its name meanwhile."""

    def write(decks: dict[str, Saved]) -> Saved:
        _is_free(deck.name, decks, but=deck.id)
        return deck

    return _changed(folder, at, write)


def checked(name: str) -> str:
    """The name as it is kept. Raises ShelfError where it is none."""
    said = " ".join("".join(sign for sign in name if unicodedata.category(sign)[0] != "C" or sign.isspace()).split())
    if not re.search(r"\w", said) or len(said) > LONGEST_NAME:
        raise ShelfError(N_("Give the deck a name of up to {most} letters, such as “Board, June 2019”."), most=str(LONGEST_NAME))
    return said


def _is_free(name: str, decks: dict[str, Saved], *, but: str | None) -> None:
    if any(one.name.casefold() == name.casefold() and one.id != but for one in decks.values()):
        raise ShelfError(N_("There is a deck “{name}” already: open that one to change it, or give this one another name."), name=name)


def _stated(decks: dict[str, Saved], deck_id: str) -> Saved:
    if deck_id in decks:
        return decks[deck_id]
    raise ShelfError(N_("This deck is no longer kept."))


def _id(name: str, decks: dict[str, Saved]) -> str:
    slug = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", name)).strip("-_").lower() or "deck"
    number, found = 1, slug
    while found in decks:
        number += 1
        found = f"{slug}-{number}"
    return found


def _changed(folder: Path, at: datetime, change: Callable[[dict[str, Saved]], Saved], *, is_kept: bool = True) -> Saved:
    """Change what is kept as it is now, alone, and put the file in its place whole; gives the deck that was changed."""

    def save() -> Saved:
        with shelf.alone(folder, at):
            decks = _read(folder)
            deck = change(decks)
            decks.pop(deck.id, None)
            if is_kept:
                decks[deck.id] = deck
            part = folder / f".{FILE}{PART}"
            shelf.write(part, _document(decks), mode=PRIVATE_FILE)
            part.replace(folder / FILE)
            shelf.settle(folder)
        return deck

    return shelf.patiently(save)


def _document(decks: dict[str, Saved]) -> bytes:
    document = tomlkit.document()
    document.add(tomlkit.comment("Decks saved on the Present page. A title or a note that is not stated here is the figure’s own."))
    for deck in decks.values():
        figures = tomlkit.aot()
        for item in deck.items:
            said = {"key": item.key, "title": _cut(item.title, LONGEST_TITLE), "note": _cut(item.note, LONGEST_NOTE)}
            figures.append(tomlkit.item({name: text for name, text in said.items() if text}))
        document.append(tomlkit.key(deck.id), tomlkit.item({"name": deck.name, "figures": figures}))
    return tomlkit.dumps(document).encode()


def _cut(text: str | None, most: int) -> str | None:
    return text[:most] if text else None


def _read(folder: Path) -> dict[str, Saved]:
    """What stands in the file. Raises ShelfError where somebody has left it unreadable: it stays as it is."""
    try:
        found: dict[str, Any] = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
        return {name: Saved(name, str(deck["name"]), tuple(map(_item, deck["figures"]))) for name, deck in found.items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ShelfError(N_("{file} cannot be read, so nothing was added to it: mend it first."), file=FILE) from None


def _item(said: dict[str, Any]) -> Item:
    return Item(str(said["key"]), *(str(said[name]) if said.get(name) else None for name in ("title", "note")))

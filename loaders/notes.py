"""Notes: words beside numbers. They are read from any workbook, and written to one of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from loaders import shelf
from loaders.dataset import Dataset
from loaders.headers import column_of
from loaders.shelf import NOTES, PART, PRIVATE_FILE, ShelfError
from loaders.tables import TABLES
from locales import N_

FILE, SHEET = NOTES, "notes"
COLUMNS = ("subject", "date", "text", "author", "language")
LONGEST = 5_000


@dataclass(frozen=True)
class Place:
    """Where a note stands: its file, sheet and row."""

    file: str
    sheet: str
    row: int

    @property
    def is_ours(self) -> bool:
        """Whether it stands where notes are written: all other sheets belong to their keepers."""
        return (self.file, self.sheet) == (FILE, SHEET)


@dataclass(frozen=True)
class Note:
    """What somebody says of a record, an indicator, a page or an exhibit, in Markdown; None where it is not stated.

    `place` is where it was read; two notes that say the same are equal wherever they stand.
    """

    subject: str
    day: date
    text: str
    author: str | None = None
    language: str | None = None
    place: Place | None = field(default=None, compare=False)


def of(data: Dataset, *subjects: str) -> list[Note]:
    """The notes on a subject or several, the latest first."""
    if data.notes.empty:
        return []
    rows = data.notes[data.notes["subject"].str.strip().isin(subjects)].sort_values("date", ascending=False, kind="stable")
    return [
        Note(row.subject, row.date.date(), row.text, _stated(row.author), _stated(row.language), Place(row.source_file, row.source_sheet, row.source_row))
        for row in rows.itertuples()
    ]


def _stated(cell: Any) -> str | None:
    return None if pd.isna(cell) else cell


def add(folder: Path, note: Note, *, at: datetime) -> None:
    """Write a note to the workbook of notes, whatever else others write there. Raises ShelfError.

    One that stands there word for word, of the same day and author, is there already: who presses twice writes once.
    """
    _checked(note)
    _saved(folder, at, lambda sheet: None if _row_of(sheet, note) else _write(sheet, sheet.max_row + 1, note))


def change(folder: Path, old: Note, new: Note, *, at: datetime) -> None:
    """Put a note in another's place in the workbook of notes. Raises ShelfError, with nothing written, where that is not there."""
    _checked(new)
    _saved(folder, at, lambda sheet: _write(sheet, _stated_row(sheet, old), new))


def remove(folder: Path, note: Note, *, at: datetime) -> None:
    """Take a note out of the workbook of notes. Raises ShelfError where it is not there."""
    _saved(folder, at, lambda sheet: sheet.delete_rows(_stated_row(sheet, note)))


def _checked(note: Note) -> None:
    if not note.text.strip() or len(note.text) > LONGEST:
        raise ShelfError(N_("Write a note of up to {most} letters."), most=f"{LONGEST:,}")


def _saved(folder: Path, at: datetime, change: Callable[[Worksheet], None]) -> None:
    """Change the workbook as it is now, alone, and put it in its place whole."""

    def save() -> None:
        with shelf.alone(folder, at):
            path, part = folder / FILE, folder / f".{FILE}{PART}"
            book = _book(path)
            change(book[SHEET] if SHEET in book.sheetnames else _sheet(book))
            content = BytesIO()
            book.save(content)
            shelf.write(part, content.getvalue(), mode=PRIVATE_FILE)
            part.replace(path)
            shelf.settle(folder)

    shelf.patiently(save)


def _book(path: Path) -> Workbook:
    if not path.exists():
        book = Workbook()
        book.remove(book.active)
        return book
    try:
        return load_workbook(BytesIO(path.read_bytes()))
    except Exception:
        # Whatever is wrong with it: it stays as it is, and is named.
        raise ShelfError(N_("{file} cannot be read, so nothing was added to it: mend it first."), file=path.name) from None


def _sheet(book: Workbook) -> Worksheet:
    sheet = book.create_sheet(SHEET)
    sheet.append(list(COLUMNS))
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (24, 14, 80, 24, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    return sheet


def _places(sheet: Worksheet) -> dict[str, int]:
    """Where each column stands in a sheet that somebody may have kept by hand; the first row is its headings."""
    found = {column.name: cell.column for cell in reversed(sheet[1]) if (column := column_of(TABLES["notes"], cell.value))}
    if missing := [name for name in ("subject", "date", "text") if name not in found]:
        raise ShelfError(N_("{file} has no column “{column}” in its first row, so nothing was added to it."), file=FILE, column=missing[0])
    return found


def _write(sheet: Worksheet, row: int, note: Note) -> None:
    """Write a note's cells into a row; those of the keepers' own columns stay."""
    for name, place in _places(sheet).items():
        cell = sheet.cell(row, place)
        # Not through sheet.cell, which leaves what stands there where the new value is None.
        cell.value = _cells(note)[name]
        if isinstance(cell.value, str):
            # A text is a text, whatever it begins with.
            cell.data_type = "s"


def _stated_row(sheet: Worksheet, note: Note) -> int:
    """The row of a note. Raises ShelfError where it is not there."""
    if row := _row_of(sheet, note):
        return row
    raise ShelfError(N_("This note does not stand in {file} any more as it is shown here: look at what stands there now."), file=FILE)


def _row_of(sheet: Worksheet, note: Note) -> int | None:
    """The row that a note stands in: that which it was read from, else the last that says the same."""
    places, wanted = _places(sheet), _cells(note)
    rows = [row for row in range(2, sheet.max_row + 1) if all(_is_same(sheet.cell(row, place).value, wanted[name]) for name, place in places.items() if name != "language")]
    read_from = note.place.row if note.place and note.place.is_ours else None
    return read_from if read_from in rows else max(rows, default=None)


def _is_same(cell: object, wanted: object) -> bool:
    """Whether a cell says what was read of it: what people type has blanks around it, and "2019" for a day."""
    if isinstance(wanted, date):
        return cell.date() == wanted if isinstance(cell, datetime) else cell is not None
    return str(cell or "").split() == str(wanted or "").split()


def _cells(note: Note) -> dict[str, object]:
    text = ILLEGAL_CHARACTERS_RE.sub("", note.text)
    return {"subject": note.subject, "date": note.day, "text": text, "author": note.author, "language": note.language}

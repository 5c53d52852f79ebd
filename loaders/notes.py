"""Notes: words beside numbers. They are read from any workbook, and written to one of their own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from loaders import shelf
from loaders.dataset import Dataset
from loaders.headers import column_of
from loaders.shelf import PART, PRIVATE_FILE, BusyError, ShelfError
from loaders.tables import TABLES
from locales import N_

FILE, SHEET = "notes.xlsx", "notes"
COLUMNS = ("subject", "date", "text", "author", "language")
LONGEST = 5_000
# A saving takes some milliseconds: who comes meanwhile waits for so long.
PATIENCE_SECONDS, PAUSE_SECONDS = 10.0, 0.02


@dataclass(frozen=True)
class Note:
    """What somebody says of a record, an indicator, a page or an exhibit, in Markdown; None where it is not stated."""

    subject: str
    day: date
    text: str
    author: str | None = None
    language: str | None = None


def of(data: Dataset, subject: str) -> list[Note]:
    """The notes on a subject, the latest first."""
    if data.notes.empty:
        return []
    rows = data.notes[data.notes["subject"].str.strip() == subject].sort_values("date", ascending=False, kind="stable")
    return [Note(row.subject, row.date.date(), row.text, *(None if pd.isna(cell) else cell for cell in (row.author, row.language))) for row in rows.itertuples()]


def add(folder: Path, note: Note, *, at: datetime) -> None:
    """Write a note to the workbook of notes, whatever else others write there. Raises ShelfError."""
    if not note.text.strip() or len(note.text) > LONGEST:
        raise ShelfError(N_("Write a note of up to {most} letters."), most=f"{LONGEST:,}")
    _saved(folder, at, lambda sheet: _append(sheet, note))


def remove(folder: Path, note: Note, *, at: datetime) -> None:
    """Take a note out of the workbook of notes. Raises ShelfError where it is not there."""
    _saved(folder, at, lambda sheet: _delete(sheet, note))


def _saved(folder: Path, at: datetime, change: Callable[[Worksheet], None]) -> None:
    """Change the workbook as it is now, alone, and put it in its place whole."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with shelf.alone(folder, at):
                path, part = folder / FILE, folder / f".{FILE}{PART}"
                book = _book(path)
                change(book[SHEET] if SHEET in book.sheetnames else _sheet(book))
                content = BytesIO()
                book.save(content)
                shelf.write(part, content.getvalue(), mode=PRIVATE_FILE)
                part.replace(path)
                shelf.settle(folder)
            return
        except BusyError:
            if time.monotonic() > give_up:
                raise
            time.sleep(PAUSE_SECONDS)
        except OSError as reason:
            raise ShelfError(N_("Nothing was saved, for the folder cannot be written to ({reason})."), reason=reason.strerror or "") from None


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


def _append(sheet: Worksheet, note: Note) -> None:
    row = sheet.max_row + 1
    for name, place in _places(sheet).items():
        cell = sheet.cell(row, place, value=_cells(note)[name])
        if isinstance(cell.value, str):
            # A text is a text, whatever it begins with.
            cell.data_type = "s"


def _delete(sheet: Worksheet, note: Note) -> None:
    places, wanted = _places(sheet), _cells(note)
    for row in range(sheet.max_row, 1, -1):
        stated = {name: sheet.cell(row, place).value for name, place in places.items()}
        stated["date"] = stated["date"].date() if isinstance(stated["date"], datetime) else stated["date"]
        if all(stated.get(name) == wanted[name] for name in places):
            sheet.delete_rows(row)
            return
    raise ShelfError(N_("This note does not stand in {file}: take it out of the workbook that it came from."), file=FILE)


def _cells(note: Note) -> dict[str, object]:
    text = ILLEGAL_CHARACTERS_RE.sub("", note.text)
    return {"subject": note.subject, "date": note.day, "text": text, "author": note.author, "language": note.language}

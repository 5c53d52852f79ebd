"""A workbook of what changed: the sentence, the counts, and every row and cell, old beside new."""

from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.changes import Changes
from loaders.changes_told import by_table, changed_cells, whole_rows
from loaders.tables import TABLES
from locales import Words

ALL = 1_000_000
WIDEST, NARROWEST = 60, 10


def book(found: Changes, *, sentences: list[str], more: dict[str, pd.DataFrame] | None = None, t: Words) -> bytes:
    """An .xlsx of changes; `sentences` stand first, `more` are further tables by their sheets' names.

    Personal columns are in none of it, and nothing from a cell is a formula.
    """
    out = Workbook()
    first = out.active
    first.title = t("Summary")
    for number, sentence in enumerate(sentences, start=1):
        _put(first.cell(number, 1), sentence)
        first.cell(number, 1).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    _frame(first, by_table(found, t), top=len(sentences) + 2)
    parts = {t("Changed"): changed_cells(found, t, most=ALL)}
    for which, word in (("added", t("Added")), ("removed", t("Removed"))):
        for table in found.tables:
            if len(getattr(table, which)):
                # Each table has columns of its own, so each has a sheet.
                parts[f"{word} – {TABLES[table.table].label(t.language)}"] = whole_rows(table, which, t)
    for name, frame in ((more or {}) | parts).items():
        if len(frame):
            _frame(out.create_sheet(name[:31]), frame, top=1)
    content = BytesIO()
    out.save(content)
    return content.getvalue()


def _frame(sheet: Worksheet, frame: pd.DataFrame, *, top: int) -> None:
    for place, name in enumerate(frame.columns, start=1):
        _put(sheet.cell(top, place), name)
        sheet.cell(top, place).font = Font(bold=True)
        longest = max([len(str(name)), *(len(str(cell)) for cell in frame[name].head(200))])
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(NARROWEST, min(WIDEST, longest + 2), sheet.column_dimensions[letter].width if top > 1 else 0)
        for number, cell in enumerate(frame[name], start=top + 1):
            _put(sheet.cell(number, place), cell)
            sheet.cell(number, place).alignment = Alignment(wrap_text=True, vertical="top")
    if top == 1:
        sheet.freeze_panes = "A2"


def _put(cell: Cell, value: object) -> None:
    """Write a value; a text as a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("�", value)[:32_767]
        cell.data_type = "s"
    else:
        cell.value = value.item() if hasattr(value, "item") else value

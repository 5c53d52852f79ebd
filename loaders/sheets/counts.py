"""The cells of what was read, counted by table and by column: how many there are, are filled, are valid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.sheets.reports import SheetReport
from loaders.tables import TABLES


@dataclass(frozen=True)
class Cells:
    """Cells counted: all, those filled, those of the filled that are valid; and the rows they stand in.

    `aside` are those of the rows that were set aside; their cells count like all others.
    """

    cells: int = 0
    filled: int = 0
    valid: int = 0
    rows: int = 0
    aside: int = 0


@dataclass(frozen=True)
class ColumnCells:
    """The cells of one column in all sheets of its table: its headings as written, and how many there are.

    `headings` is empty where no sheet has the column, which then is a required one.
    """

    name: str
    headings: tuple[str, ...]
    cells: int
    filled: int
    valid: int


def cells_by_table(sheets: Iterable[SheetReport]) -> dict[str, Cells]:
    """The cells of each table that was read, in the order of a workbook."""
    sheets = list(sheets)
    found = {}
    for name in TABLES:
        own = [sheet for sheet in sheets if sheet.table == name]
        if own:
            columns = cells_by_column(own, name)
            rows, loaded = sum(sheet.rows for sheet in own), sum(sheet.loaded for sheet in own)
            cells, filled, valid = (sum(getattr(column, part) for column in columns) for part in ("cells", "filled", "valid"))
            found[name] = Cells(cells, filled, valid, rows, rows - loaded)
    return found


def cells_by_column(sheets: Iterable[SheetReport], table: str) -> list[ColumnCells]:
    """The cells of each declared column that a table's sheets have, in their order.

    A required column that a sheet lacks has a blank cell in each of its rows.
    """
    found: dict[str, ColumnCells] = {}
    for sheet in sheets:
        for column in _columns(sheet) if sheet.table == table else ():
            one = found.get(column.name, ColumnCells(column.name, (), 0, 0, 0))
            found[column.name] = ColumnCells(
                column.name, tuple(dict.fromkeys((*one.headings, *column.headings))),
                one.cells + column.cells, one.filled + column.filled, one.valid + column.valid,
            )  # fmt: skip
    return list(found.values())


def _columns(sheet: SheetReport) -> Iterator[ColumnCells]:
    for column in sheet.columns:
        yield ColumnCells(column.name, (column.heading,), column.cells, column.filled, column.valid)
    there = {column.name for column in sheet.columns}
    for declared in TABLES[sheet.table].columns:
        if declared.required and declared.name not in there:
            yield ColumnCells(declared.name, (), sheet.rows, 0, 0)

"""How complete and how sound the files are, counted in cells.

The score of a table: of 100 of its cells, how many are filled and valid, rounded down, so that 100 is
said only where every one is.

    score = floor(100 × cells that are filled and valid ÷ cells)

The cells are those of the declared columns that its sheets have, one for each row of the table, also
for the rows that were set aside. A required column that a sheet lacks has a blank cell in each row. A
cell is valid where it was read without an error or a warning. So an optional cell that is blank lowers
the score, and a column of the keeper's own does not count.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pandas as pd

from loaders import Dataset, Problem
from loaders.sheets import counts as counted
from loaders.sheets.reports import ColumnReport, SheetReport, unpacked
from loaders.tables import TABLES
from locales import N_
from metrics.measure import Measure, Rows

FORMULA = N_(
    "Cells that are filled and could be read without an error or a warning, as a share of all cells in the known columns of a sheet. "
    "Optional cells that are blank count as not filled; so does every cell of a required column that is missing. "
    "Rows that were set aside count like the others. Shares are rounded down, so that 100 is said only where every cell is filled and valid."
)


def score(valid: float, cells: float) -> int:
    """Of 100 cells, how many are filled and valid: the formula above. `cells` is not 0."""
    return int(100 * valid // cells)


def cells_by_table(data: Dataset, as_of: date) -> Measure:
    """The cells of each table that has any: `table`, `score`, `cells`, `filled`, `valid`, `rows`, `aside`,
    `errors`, `warnings`; the lowest score first. `value` is the score of all together; None without a cell.
    """  # fmt: skip
    tables = table_of(data)
    found = Counter((tables.get((problem.file, problem.sheet), ""), problem.severity) for problem in data.problems)
    table = pd.DataFrame(
        [
            (name, score(own.valid, own.cells), own.cells, own.filled, own.valid, own.rows, own.aside,
             found[name, "error"], found[name, "warning"])
            for name, own in counted.cells_by_table(data.sheets).items() if own.cells
        ],
        columns=["table", "score", "cells", "filled", "valid", "rows", "aside", "errors", "warnings"],
    )  # fmt: skip
    table = table.iloc[(table["valid"] / table["cells"]).argsort(kind="stable")].reset_index(drop=True)
    return Measure("cells_by_table", _value(table), _rows(data, table), FORMULA, table, sheets=_sheets(data, table))


def cells_by_column(data: Dataset, as_of: date) -> Measure:
    """The cells of each column of each table: `table`, `column`, `headings` (as written, a tuple), `cells`,
    `filled`, `valid`; in the order of the sheets. `value` is the score of all together; None without a cell.
    """  # fmt: skip
    table = pd.DataFrame(
        [
            (name, column.name, column.headings, column.cells, column.filled, column.valid)
            for name in counted.cells_by_table(data.sheets)
            for column in counted.cells_by_column(data.sheets, name) if column.cells
        ],
        columns=["table", "column", "headings", "cells", "filled", "valid"],
    )  # fmt: skip
    return Measure("cells_by_column", _value(table), _rows(data, table), FORMULA, table, sheets=_sheets(data, table))


Places = dict[tuple[str, str, str], dict[int, Problem]]


def cells_to_mend(data: Dataset, measure: Measure) -> pd.DataFrame:
    """The cells that a score counts and that are blank or faulty: `table`, `column`, `file`, `sheet`, `cell`, `problem`.

    `measure` is one of the two above, or of some of its lines. `problem` is what is wrong with a cell, missing where it
    is only blank. A required column that a sheet lacks has no cells to name: it has one line, with no cell.
    """
    wanted = measure.table.get("column", pd.Series("", index=measure.table.index))
    known = _problems(data)
    lines = [
        line for name, column in zip(measure.table["table"], wanted, strict=True) for sheet in data.sheets if sheet.table == name
        for line in _to_mend(sheet, column, known)
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=["table", "column", "file", "sheet", "cell", "problem"])


def _problems(data: Dataset) -> Places:
    """What is wrong in each row of each column, said first."""
    found: Places = {}
    for one in data.problems:
        if one.severity != "note" and one.row:
            found.setdefault((one.file, one.sheet, one.column), {}).setdefault(one.row, one)
    return found


def _to_mend(sheet: SheetReport, column: str, known: Places) -> Iterator[tuple[object, ...]]:
    """The lines of one sheet, of one column where one is named."""
    for own in sheet.columns:
        if column in ("", own.name):
            wrong = known.get((sheet.file, sheet.sheet, own.name), {})
            for row in sorted({*unpacked(own.blank), *(row for row in wrong if row > sheet.header)}):
                yield sheet.table, own.name, sheet.file, sheet.sheet, f"{_letters(own)}{row}", wrong.get(row)
    there = {own.name for own in sheet.columns}
    for declared in TABLES[sheet.table].columns:
        if declared.required and declared.name not in there and column in ("", declared.name) and sheet.rows:
            yield sheet.table, declared.name, sheet.file, sheet.sheet, "", None


def _letters(column: ColumnReport) -> str:
    return column.cell.rstrip("0123456789")


def table_of(data: Dataset) -> dict[tuple[str, str], str]:
    """The table that each sheet was read as, by file and sheet; those that were left out are not in it."""
    return {(sheet.file, sheet.sheet): sheet.table for sheet in data.sheets if sheet.table}


def _value(table: pd.DataFrame) -> float | None:
    return None if table.empty else score(table["valid"].sum(), table["cells"].sum())


def _rows(data: Dataset, table: pd.DataFrame) -> Rows:
    return {name: data.tables[name].index for name in dict.fromkeys(table["table"])}


def _sheets(data: Dataset, table: pd.DataFrame) -> tuple[SheetReport, ...]:
    return tuple(sheet for sheet in data.sheets if sheet.table in set(table["table"]))

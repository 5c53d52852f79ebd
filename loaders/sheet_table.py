"""A sheet read as a table: where its header and columns are, its good rows, and what is wrong in the others."""

from collections.abc import Sequence
from operator import itemgetter

import pandas as pd

from loaders.columns import is_blank, text, typed
from loaders.headers import column_of, header_row
from loaders.problems import Problem, Severity, letters, problem
from loaders.reports import ColumnReport, SheetReport
from loaders.schema import Column, Table
from loaders.workbook import Sheet
from locales import N_


class SheetTable:
    """A sheet read as a table: its good rows, and the problems of the others.

    `frame` has every declared column, `<date>_precision`, `source_file`, `source_sheet` and
    `source_row` (the spreadsheet's own, 1-based); its index counts the sheet's rows from 0.
    """

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.problems: list[Problem] = []
        self.positions: dict[str, int] = {}
        self.aside: set[int] = set()
        first = header_row(sheet.rows)
        self.header = 0 if first is None else first
        body = sheet.rows[self.header + 1 :]
        kept = [i for i, row in enumerate(body) if any(row) or not all(map(is_blank, row))]
        self.rows = [self.header + 2 + i for i in kept]
        self.body = [body[i] for i in kept]
        if first is not None:
            self._match(sheet.rows[first])
        self.frame = self._read()

    def at(self, index: int, column: str, code: str, severity: Severity, template: str, **values: str) -> None:
        """Record a problem at a cell; an error sets its row aside."""
        position = self.positions.get(column)
        cell = self.raw(index, column)
        value = "" if is_blank(cell) or self.table.column(column).personal else text(cell)
        self.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.rows[index], column=column, position=position, value=value,
        ))  # fmt: skip
        if severity == "error":
            self.aside.add(index)

    def address(self, index: int, column: str) -> str:
        """Where a cell is, for a message: sheet and address."""
        return f"{self.sheet.name} {letters(self.positions[column])}{self.rows[index]}"

    def good(self) -> pd.DataFrame:
        """The rows that were not set aside."""
        return self.frame.drop(index=sorted(self.aside)) if self.aside else self.frame

    def raw(self, index: int, column: str) -> object:
        """A cell as it was read; None where the sheet has no such column."""
        return self.body[index][self.positions[column]] if column in self.positions else None

    def report(self) -> SheetReport:
        """How the sheet was read."""
        wrong = {name: {p.row for p in self.problems if p.column == name and p.severity != "note"} for name in self.positions}
        columns = []
        for name, position in self.positions.items():
            cells = [row[position] for row in self.body]
            filled = [not is_blank(cell) for cell in cells]
            valid = sum(is_filled and row not in wrong[name] for is_filled, row in zip(filled, self.rows, strict=True))
            heading = text(self.sheet.rows[self.header][position])
            columns.append(ColumnReport(name, heading, letters(position) + str(self.header + 1), len(cells), sum(filled), valid))
        return SheetReport(
            self.sheet.file, self.sheet.name, self.table.name, self.header + 1 if self.positions else 0,
            len(self.rows), len(self.rows) - len(self.aside), 0, tuple(columns),
        )  # fmt: skip

    def _match(self, headings: Sequence[object]) -> None:
        for position, heading in enumerate(headings):
            column = column_of(self.table, heading)
            if column is not None and column.name in self.positions:
                first = self.positions[column.name]
                self._heading(position, "double_header", "error", N_("“{heading}” is the same column as {other}: keep one of them"),
                              heading=text(heading), other=letters(first) + str(self.header + 1))
            elif column is not None:
                self.positions[column.name] = position
            elif not is_blank(heading):
                self._heading(position, "extra_column", "note", N_("“{heading}” is a column of your own: it is left as it is and not shown"), heading=text(heading))
        if not self.positions:
            expected = ", ".join(f"“{column.header()}”" for column in self.table.columns if column.required)
            self.problems.clear()
            self._heading(None, "no_headings", "error", N_("no heading is known in this row, so the sheet was left out: the first row should hold headings such as {expected}"), expected=expected)
        for column in self.table.columns if self.positions else ():
            if column.required and column.name not in self.positions:
                self._heading(None, "missing_column", "error", N_("the column “{heading}” is missing, so the sheet's rows were left out: add it to the header row"), heading=column.header())
        if any(column.required and column.name not in self.positions for column in self.table.columns):
            # Said once for the sheet, not again for every row.
            self.aside.update(range(len(self.rows)))

    def _heading(self, position: int | None, code: str, severity: Severity, template: str, **values: str) -> None:
        self.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.header + 1, position=position, value=values.get("heading", ""),
        ))  # fmt: skip

    def _read(self) -> pd.DataFrame:
        count, columns = len(self.rows), {}
        for column in self.table.columns:
            position = self.positions.get(column.name)
            if position is None:
                columns.update(typed(column, [None] * count).values)
                continue
            # Columns, not cells: each is read in one go.
            result = typed(column, list(map(itemgetter(position), self.body)))
            columns.update(result.values)
            for index, bad in result.bad:
                self.at(index, column.name, bad.code, "error" if column.required else "warning", bad.template, **bad.values)
            if column.required:
                self._require(column, result.values[column.name], {index for index, _ in result.bad})
        columns["source_file"] = pd.Series(self.sheet.file, index=range(count), dtype="str")
        columns["source_sheet"] = pd.Series(self.sheet.name, index=range(count), dtype="str")
        columns["source_row"] = pd.Series(self.rows, dtype="int64")
        return pd.DataFrame(columns)

    def _require(self, column: Column, values: pd.Series, known: set[int]) -> None:
        blank = values.map(len) == 0 if column.many else values.isna()
        for index in blank.index[blank].difference(list(known)):
            self.at(index, column.name, "required_blank", "error", N_("“{heading}” is blank: every row needs it"), heading=column.header())

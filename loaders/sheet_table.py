"""A sheet read as a table: where its header and columns are, its good rows, and what is wrong in the others."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Protocol

import pandas as pd

from loaders.columns import Remark, Typed, is_blank, text, typed
from loaders.headers import column_of, fold, header_row
from loaders.problems import Problem, Severity, letters, problem
from loaders.reports import ColumnReport, SheetReport
from loaders.schema import Column, Table
from loaders.workbook import Sheet
from locales import N_


class Rule(Protocol):
    """How a sheet that was not made for a table is to be read as one: what the keeper chose, column by column."""

    @property
    def header(self) -> int | None:
        """The row of the headings (1-based); None where it is to be found."""

    @property
    def is_day_first(self) -> bool | None:
        """How 03/04/2019 is meant; None where the column is to prove it."""

    def takes(self, column: str) -> bool:
        """Whether the rule speaks of a column at all."""

    def heading(self, column: str) -> str | None:
        """The sheet's heading that a column is taken from; None where it is made without one."""

    def cells(self, column: str, raw: Sequence[object] | None, rows: Sequence[int]) -> list[object]:
        """The cells of a column as they are to be read, one for each of `rows` (the spreadsheet's own, 1-based)."""

    def place(self, column: str, row: int) -> int | None:
        """The place, counted from 0, that the cell of a column in a row was taken from; None where from none."""

    def numbers(self, rows: Sequence[int]) -> Sequence[int]:
        """The spreadsheet's own rows, 1-based, that the rows given to SheetTable are."""


class SheetTable:
    """A sheet read as a table: its good rows, and the problems of the others.

    `frame` has every declared column, `<date>_precision`, `source_file`, `source_sheet` and
    `source_row` (the spreadsheet's own, 1-based); its index counts the sheet's rows from 0.
    `positions` are the places of the columns that have a heading, `taken` all columns that have cells,
    also those that a rule makes without one. `aside` are rows with an error, `repeats` those that
    say what another row says already.
    """

    def __init__(self, sheet: Sheet, table: Table, rule: Rule | None = None) -> None:
        self.sheet, self.table, self.rule = sheet, table, rule
        self.problems: list[Problem] = []
        self.positions: dict[str, int] = {}
        self.taken: set[str] = set()
        self.aside: set[int] = set()
        self.repeats: set[int] = set()
        first = header_row(sheet.rows) if rule is None or rule.header is None else rule.header - 1
        self.header = 0 if first is None else first
        body = sheet.rows[self.header + 1 :]
        numbers: Sequence[int] = range(self.header + 2, self.header + 2 + len(body))
        numbers = numbers if rule is None else rule.numbers(numbers)
        faulty = {row + 1 for row, _ in sheet.faults}
        kept = [i for i, row in enumerate(body) if not all(map(is_blank, row)) or numbers[i] in faulty]
        self.rows = [numbers[i] for i in kept]
        self.body = [body[i] for i in kept]
        if first is not None:
            self._match(sheet.rows[first])
        self.frame = self._read()
        if rule is not None:
            self._fold_repeats()

    def at(self, index: int, column: str, code: str, severity: Severity, template: str, **values: str) -> None:
        """Record a problem at a cell (of the row alone where the column has none); an error sets its row aside."""
        place = self._place(index, column)
        cell = None if place is None else self.body[index][place]
        value = "" if is_blank(cell) or self.table.column(column).personal else text(cell)
        self.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.rows[index], column=column, position=place, value=value,
        ))  # fmt: skip
        if severity == "error":
            self.aside.add(index)

    def address(self, index: int, column: str) -> str:
        """Where a cell is, for a message: sheet and address; the row's first known cell where the column has none."""
        place = self._place(index, column)
        place = min(self.positions.values(), default=0) if place is None else place
        return f"{self.sheet.name} {letters(place)}{self.rows[index]}"

    def good(self) -> pd.DataFrame:
        """The rows that were neither set aside nor left out."""
        gone = self.aside | self.repeats
        return self.frame.drop(index=sorted(gone)) if gone else self.frame

    def raw(self, index: int, column: str) -> object:
        """A cell as it stands in the sheet; None where the sheet has no such column."""
        return self.body[index][self.positions[column]] if column in self.positions else None

    def _place(self, index: int, column: str) -> int | None:
        """The place of the cell that a column has in a row, which a rule may choose row by row."""
        if self.rule is not None and self.rule.takes(column):
            return self.rule.place(column, self.rows[index])
        return self.positions.get(column)

    def cells(self, column: str) -> list[object]:
        """The cells of a column as they are to be read, one for each row; all None where there is none."""
        position = self.positions.get(column)
        # Columns, not cells: each is read in one go.
        raw = None if position is None else list(map(itemgetter(position), self.body))
        if self.rule is not None and column in self.taken and self.rule.takes(column):
            return self.rule.cells(column, raw, self.rows)
        return [None] * len(self.rows) if raw is None else raw

    def cell(self, index: int, column: str) -> object:
        """A cell as it is to be read."""
        return self.cells(column)[index] if self.rule is not None else self.raw(index, column)

    @property
    def is_day_first(self) -> bool | None:
        """How 03/04/2019 is meant here; None where each column is to prove it."""
        return None if self.rule is None else self.rule.is_day_first

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
            self.sheet.file, self.sheet.name, self.table.name, self.header + 1 if self.taken else 0,
            len(self.rows) - len(self.repeats), len(self.rows) - len(self.aside) - len(self.repeats), len(self.repeats), tuple(columns),
        )  # fmt: skip

    def _match(self, headings: Sequence[object]) -> None:
        claimed = self._match_rule(headings)
        for position, heading in enumerate(headings):
            if fold(text(heading)) in claimed:
                continue
            column = column_of(self.table, heading)
            if column is not None and column.name in self.positions:
                first = self.positions[column.name]
                self._heading(position, "double_header", "error", N_("“{heading}” is the same column as {other}: keep one of them"),
                              heading=text(heading), other=letters(first) + str(self.header + 1))
            elif column is not None and column.name not in self.taken:
                self.positions[column.name] = position
                self.taken.add(column.name)
            elif not is_blank(heading):
                self._heading(position, "extra_column", "note", N_("“{heading}” is a column of your own: it is left as it is and not shown"), heading=text(heading))
        if not self.taken:
            expected = ", ".join(f"“{column.header()}”" for column in self.table.columns if column.required)
            self.problems.clear()
            self._heading(None, "no_headings", "error", N_("no heading is known in this row, so the sheet was left out: the first row should hold headings such as {expected}"), expected=expected)
        for column in self.table.columns if self.taken else ():
            if column.required and column.name not in self.taken:
                self._heading(None, "missing_column", "error", N_("the column “{heading}” is missing, so the sheet's rows were left out: add it to the header row"), heading=column.header())
        if any(column.required and column.name not in self.taken for column in self.table.columns):
            # Said once for the sheet, not again for every row.
            self.aside.update(range(len(self.rows)))

    def _match_rule(self, headings: Sequence[object]) -> set[str]:
        """Match the columns that the rule speaks of; the headings it names, folded."""
        claimed: set[str] = set()
        folded = [fold(text(heading)) for heading in headings]
        rule = self.rule
        if rule is None:
            return claimed
        for column in self.table.columns:
            if not rule.takes(column.name):
                continue
            heading = rule.heading(column.name)
            if heading is None:
                self.taken.add(column.name)
            elif fold(heading) in folded:
                claimed.add(fold(heading))
                self.positions[column.name] = folded.index(fold(heading))
                self.taken.add(column.name)
            else:
                known = ", ".join(f"“{text(heading)}”" for heading in headings if not is_blank(heading))
                self._heading(None, "mapped_heading_missing", "error", N_("mapping.toml takes “{column}” from a column “{heading}”, which the sheet does not have: it has {known}"),
                              column=column.name, heading=heading, known=known)
        return claimed

    def _heading(self, position: int | None, code: str, severity: Severity, template: str, **values: str) -> None:
        self.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.header + 1, position=position, value=values.get("heading", ""),
        ))  # fmt: skip

    def _read(self) -> pd.DataFrame:
        count, columns = len(self.rows), {}
        faults = self._faults()
        for column in self.table.columns:
            if column.name not in self.taken:
                columns.update(typed(column, [None] * count).values)
                continue
            result = typed(column, self.cells(column.name), is_day_first=self.is_day_first)
            columns.update(result.values)
            self._report(column, result)
            known = {index for index, _ in result.bad}
            known |= self._mark_faults(column, faults.get(self.positions.get(column.name, -1), {}), known, result.values[column.name])
            if column.required:
                self._require(column, result.values[column.name], known)
        columns["source_file"] = pd.Series(self.sheet.file, index=range(count), dtype="str")
        columns["source_sheet"] = pd.Series(self.sheet.name, index=range(count), dtype="str")
        columns["source_row"] = pd.Series(self.rows, dtype="int64")
        return pd.DataFrame(columns)

    def _report(self, column: Column, result: Typed) -> None:
        """Record what was found wrong or doubtful in a column."""
        for index, bad in result.bad:
            self.at(index, column.name, bad.code, "error" if column.required else "warning", bad.template, **bad.values)
        for index, doubt in result.doubtful:
            self.at(index, column.name, doubt.code, "warning", doubt.template, **doubt.values)
        for remark in result.remarks:
            self._remark(column, remark)

    def _remark(self, column: Column, remark: Remark) -> None:
        self.problems.append(problem(
            remark.code, "warning", remark.template, remark.values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.header + 1, column=column.name, position=self.positions.get(column.name),
        ))  # fmt: skip

    def _faults(self) -> dict[int, dict[int, str]]:
        """The formulas that went wrong: by the place of their column, then by row of the frame."""
        if not self.sheet.faults:
            return {}
        index_of = {row - 1: index for index, row in enumerate(self.rows)}
        found: dict[int, dict[int, str]] = {}
        for (row, position), fault in sorted(self.sheet.faults.items()):
            if row in index_of:
                found.setdefault(position, {})[index_of[row]] = fault
        return found

    def _mark_faults(self, column: Column, faults: dict[int, str], known: set[int], values: pd.Series) -> set[int]:
        """Record a column's formulas that went wrong, which were not told yet; the rows that they are in."""
        for index, fault in faults.items():
            if fault == "=":
                self.at(index, column.name, "formula_without_value", "error", N_("the formula's value is not stored in the file: open it in Excel or LibreOffice and save it again"))
            elif index not in known:
                self.at(index, column.name, "formula_error", "error" if column.required else "warning",
                        N_("the cell shows {value}: mend its formula, or type the value"), value=fault)
                # A default would be a value that nobody gave.
                values.at[index] = () if column.many else None
        return set(faults)

    def _fold_repeats(self) -> None:
        """Leave out the rows that say what a row above says already: one organisation on forty grants is one row."""
        repeated = self.good().drop(columns="source_row").duplicated()
        self.repeats.update(repeated.index[repeated])
        if self.repeats:
            self._heading(None, "repeated_rows", "note", N_("{count} rows say the same as a row above them and were taken once"), count=str(len(self.repeats)))

    def _require(self, column: Column, values: pd.Series, known: set[int]) -> None:
        blank = values.map(len) == 0 if column.many else values.isna()
        for index in blank.index[blank].difference(list(known)):
            self.at(index, column.name, "required_blank", "error", N_("“{heading}” is blank: every row needs it"), heading=column.header())

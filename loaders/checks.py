"""Rows and tables → problems: what is required, kept once, in order, and refers to what is there."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

import pandas as pd

from loaders.columns import is_blank, text, typed
from loaders.dates import parse
from loaders.headers import column_of, header_row
from loaders.problems import Problem, Severity, letters, problem
from loaders.schema import Column, Table
from loaders.tables import TABLES
from loaders.tables.settings import VALUES
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


def check_order(part: SheetTable) -> None:
    """Set aside rows that end before they start; give a blank end the last day its start can mean."""
    frame, names = part.frame, {column.name for column in part.table.dates}
    for start, end in (("start", "end"), ("period_start", "period_end")):
        if not {start, end} <= names:
            continue
        for index in frame.index[frame[end] < frame[start]]:
            part.at(index, end, "ends_before_start", "error", N_("it ends before it starts ({start}): mend one of the two dates"), start=frame[start][index].date().isoformat())
        if not part.table.is_open_ended:
            _close(part, start, end)


def _close(part: SheetTable, start: str, end: str) -> None:
    frame = part.frame
    blank = frame.index[frame[end].isna() & frame[start].notna()]
    if len(blank):
        periods = [parse(part.raw(index, start)) for index in blank]
        frame.loc[blank, end] = pd.to_datetime(pd.Series([p and p.end for p in periods], index=blank)).astype("datetime64[us]")
        frame.loc[blank, f"{end}_precision"] = frame.loc[blank, f"{start}_precision"]


def check_settings(part: SheetTable) -> None:
    """Set aside each setting whose value is not of its own kind."""
    for index, key in part.good()["key"].items():
        for _, bad in typed(VALUES[key], [part.raw(index, "value")]).bad:
            part.at(index, "value", bad.code, "error", bad.template, **bad.values)


def check_keys(parts: list[SheetTable]) -> None:
    """Set aside each row whose key another row of the table has already, in any of its sheets."""
    if not parts or not (key := list(parts[0].table.key)):
        return
    keys = pd.concat({number: part.good()[key] for number, part in enumerate(parts)})
    seen: dict[tuple[object, ...], str] = {}
    for (number, index), *values in keys[keys.duplicated(keep=False)].itertuples():
        part, mark = parts[number], tuple("" if pd.isna(value) else value for value in values)
        if mark in seen:
            said = " · ".join(text(value) for value in mark if value != "")
            part.at(index, key[0], "double_key", "error", N_("“{value}” stands in {other} already: each row needs one of its own"), value=said, other=seen[mark])
        else:
            seen[mark] = part.address(index, key[0])


def check_references(tables: dict[str, list[SheetTable]]) -> None:
    """Set aside rows that refer to what is not there, until all that is left refers to what is.

    Every row is looked at once, also one that was set aside for another reason, so that all there is
    to mend in it is said at the same time; then only those that are left.
    """
    there = {name: _ids(parts) for name, parts in tables.items()}
    is_first = wrong = True
    while wrong:
        good = {name: _ids(parts, good=True) for name, parts in tables.items()}
        # All are found before any is set aside: what one row lacks does not hide what another does.
        found = [(part, *miss) for parts in tables.values() for part in parts for miss in _dangling(part, good, is_first)]
        for part, index, column, missing in found:
            is_aside = any(missing in there[name] for name in column.refers_to)
            template = (
                N_("“{value}” is in {table}, but its row has an error: mend that row first")
                if is_aside
                else N_("“{value}” is not in {table}: add it there, or mend it here")
            )
            part.at(index, column.name, "unknown_id", "error", template, value=missing, table=" / ".join(column.refers_to))
        is_first, wrong = False, bool(found)


REFERRED = {name for table in TABLES.values() for column in table.columns for name in column.refers_to}


def _ids(parts: list[SheetTable], *, good: bool = False) -> set[str]:
    """The ids of a table that others refer to: of all its rows, or of its good ones."""
    return {
        value
        for part in parts
        if part.table.name in REFERRED
        for value in (part.good() if good else part.frame)[part.table.key[0]].dropna()
    }


def _dangling(part: SheetTable, ids: dict[str, set[str]], is_first: bool) -> Iterator[tuple[int, Column, str]]:
    frame = part.frame if is_first else part.good()
    for column in part.table.columns:
        if column.refers_to and column.name in part.positions:
            cells = frame[column.name].explode() if column.many else frame[column.name]
            cells = cells.dropna()
            known = set().union(*(ids[name] for name in column.refers_to))
            for index, value in cells[~cells.isin(known)].items():
                yield index, column, value

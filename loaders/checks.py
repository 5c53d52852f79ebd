"""Rows and tables → problems: what is required, kept once, in order, and refers to what is there."""

from collections.abc import Iterator

import pandas as pd

from loaders.columns import is_blank, text, typed
from loaders.dates import parse
from loaders.headers import column_of, header_row
from loaders.problems import Problem, Severity, letters, problem
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
        if first is not None:
            self._match(sheet.rows[first])
        body = sheet.rows[self.header + 1 :]
        kept = [i for i, row in enumerate(body) if not all(map(is_blank, row))]
        # Columns, not rows: each is read in one go.
        self.raw: list[tuple[object, ...]] = list(zip(*(body[i] for i in kept), strict=True)) if kept else []
        self.rows = [self.header + 2 + i for i in kept]
        self.frame = self._read()

    def at(self, index: int, column: str, code: str, severity: Severity, template: str, **values: str) -> None:
        """Record a problem at a cell; an error sets its row aside."""
        position = self.positions.get(column)
        value = "" if position is None or not self.raw or self.table.column(column).personal else self._cell(position, index)
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

    def _cell(self, position: int, index: int) -> str:
        raw = self.raw[position][index]
        return "" if is_blank(raw) else text(raw)

    def _match(self, headings: list[object]) -> None:
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
        for column in self.table.columns:
            if column.required and column.name not in self.positions:
                self._heading(None, "missing_column", "error", N_("the column “{heading}” is missing: add it to the header row"), heading=column.header())

    def _heading(self, position: int | None, code: str, severity: Severity, template: str, **values: str) -> None:
        self.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=self.header + 1, position=position, value=values["heading"],
        ))  # fmt: skip

    def _read(self) -> pd.DataFrame:
        count, columns = len(self.rows), {}
        for column in self.table.columns:
            position = self.positions.get(column.name)
            cells = self.raw[position] if position is not None and self.raw else (None,) * count
            result = typed(column, cells)
            columns.update(result.values)
            for index, bad in result.bad:
                self.at(index, column.name, bad.code, "error" if column.required else "warning", bad.template, **bad.values)
            if column.required:
                self._require(column, cells, {index for index, _ in result.bad})
        columns["source_file"] = pd.Series([self.sheet.file] * count, dtype="str")
        columns["source_sheet"] = pd.Series([self.sheet.name] * count, dtype="str")
        columns["source_row"] = pd.Series(self.rows, dtype="int64")
        return pd.DataFrame(columns)

    def _require(self, column: Column, cells: tuple[object, ...], known: set[int]) -> None:
        for index, cell in enumerate(cells):
            if is_blank(cell) and index not in known:
                self.at(index, column.name, "required_blank", "error", N_("“{heading}” is blank: every row needs it"), heading=column.header())


def check_order(part: SheetTable) -> None:
    """Set aside rows that end before they start; give a blank end the last day its start can mean."""
    frame, names = part.frame, {column.name for column in part.table.dates}
    for start, end in (("start", "end"), ("period_start", "period_end")):
        if not {start, end} <= names:
            continue
        for index in frame.index[frame[end] < frame[start]]:
            part.at(index, end, "ends_before_start", "error", N_("it ends before it starts ({start}): mend one of the two dates"), start=frame[start][index].date().isoformat())
        if not part.table.is_open_ended and part.raw and start in part.positions:
            _close(part, start, end)


def _close(part: SheetTable, start: str, end: str) -> None:
    frame = part.frame
    blank = frame.index[frame[end].isna() & frame[start].notna()]
    if len(blank):
        periods = [parse(part.raw[part.positions[start]][index]) for index in blank]
        frame.loc[blank, end] = pd.to_datetime(pd.Series([p and p.end for p in periods], index=blank)).astype("datetime64[us]")
        frame.loc[blank, f"{end}_precision"] = frame.loc[blank, f"{start}_precision"]


def check_keys(parts: list[SheetTable]) -> None:
    """Set aside each row whose key another row of the table has already."""
    seen: dict[tuple[object, ...], str] = {}
    for part in parts:
        key = list(part.table.key)
        if not key or part.frame.empty or key[0] not in part.positions:
            continue
        for index, *values in part.frame[key].itertuples():
            if index in part.aside:
                continue
            mark = tuple("" if pd.isna(value) else value for value in values)
            if mark in seen:
                part.at(index, key[0], "double_key", "error", N_("“{value}” stands in {other} already: each row needs one of its own"), value=" · ".join(map(str, values)), other=seen[mark])
            else:
                seen[mark] = part.address(index, key[0])


def check_references(tables: dict[str, list[SheetTable]]) -> None:
    """Set aside rows that refer to what is not there, until all that is left refers to what is."""
    wrong = True
    while wrong:
        ids = {name: _ids(parts, good=True) for name, parts in tables.items()}
        wrong = False
        for parts in tables.values():
            for part in parts:
                for index, column, missing in _dangling(part, ids):
                    wrong = True
                    targets = [tables.get(name, []) for name in column.refers_to]
                    is_aside = any(missing in _ids(found, good=False) for found in targets)
                    template = (
                        N_("“{value}” is in {table}, but its row has an error: mend that row first")
                        if is_aside
                        else N_("“{value}” is not in {table}: add it there, or mend it here")
                    )
                    part.at(index, column.name, "unknown_id", "error", template, value=missing, table=" / ".join(column.refers_to))


def _ids(parts: list[SheetTable], *, good: bool) -> set[str]:
    return {
        value
        for part in parts
        if part.table.key
        for value in (part.good() if good else part.frame)[part.table.key[0]]
    }  # fmt: skip


def _dangling(part: SheetTable, ids: dict[str, set[str]]) -> Iterator[tuple[int, Column, str]]:
    for column in part.table.columns:
        if not column.refers_to:
            continue
        known = set().union(*(ids.get(name, set()) for name in column.refers_to))
        for index, value in part.frame[column.name].items():
            if index in part.aside:
                continue
            for one in value if column.many else (() if pd.isna(value) else (value,)):
                if one not in known:
                    yield index, column, one
                    break

"""A sheet read as a table: where its header and columns are, its good rows, and what is wrong in the others."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from operator import itemgetter

import numpy as np
import pandas as pd

from loaders.problems import Problem, Severity, letters, problem
from loaders.schema import Column, Table
from loaders.sheets.body import Left, body, ranges
from loaders.sheets.layout import layout
from loaders.sheets.made_keys import made, made_from
from loaders.sheets.matching import Rule, language_of, match, missing
from loaders.sheets.reports import ColumnReport, SheetReport, packed
from loaders.values.columns import Remark, Typed, is_blank, nothing, text, typed
from loaders.workbook import Sheet
from locales import N_

__all__ = ["Rule", "SheetTable"]


class SheetTable:
    """A sheet read as a table: its good rows, and the problems of the others.

    `frame` has every declared column, `<date>_precision`, `source_file`, `source_sheet` and
    `source_row` (the spreadsheet's own, 1-based); its index counts the table's rows from 0. `header` is
    the last row of the headings, from 0. `positions` are the places of the columns that have a heading,
    `taken` all columns that have cells, also those that a rule makes without one. `aside` are rows with
    an error, `repeats` those that say what another row says already.
    """

    def __init__(self, sheet: Sheet, table: Table, rule: Rule | None = None) -> None:
        self.sheet, self.table, self.rule = sheet, table, rule
        self.aside: set[int] = set()
        self.repeats: set[int] = set()
        numbers: Sequence[int] = range(1, len(sheet.rows) + 1)
        self.numbers = numbers if rule is None else rule.numbers(numbers)
        here = sheet if self.numbers == numbers else _placed(sheet, self.numbers)
        named = [name for column in table.columns if rule and rule.takes(column.name) and (name := rule.heading(column.name))]
        self.where = layout(here, table, header=rule.header - 1 if rule and rule.header else None, named=named)
        self.header = self.where.bottom
        # Formulas that went wrong may be all that a sheet holds.
        matched = match(sheet, table, self.where.headings, rule=rule) if self.where.headings or sheet.faults else None
        self.headings = matched.headings if matched else {}
        self.positions = matched.positions if matched else {}
        self.taken = matched.taken if matched else set()
        self.own = matched.extras if matched else []
        self.problems: list[Problem] = matched.problems if matched else []
        found = body(here, self.where, table, self.positions)
        self.left_out = found.left_out
        self.body, self.rows = found.rows, [self.numbers[place] for place in found.places]
        self._note_title()
        for left in found.left:
            self._note_left(left)
        if matched and missing(table, self.taken):
            # Said once for the sheet, not again for every row.
            self.aside.update(range(len(self.rows)))
        self._note_bare()
        self.faults = self._faults(here, found.places)
        self.blank: dict[str, np.ndarray] = {}
        self.frame = self._read()
        if known_by := made_from(table, self.taken):
            self.frame[table.key[0]] = made(self.frame[known_by.name], self.frame)
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

    def called(self, column: Column) -> str:
        """What the sheet's keeper calls a column: its heading, else the one it has in the language of the others."""
        heading = self.headings.get(column.name)
        return heading.words if heading else column.header(language_of(self.table, self.headings.values()))

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

    def extras(self) -> pd.DataFrame:
        """The keeper's own columns as text, under their own headings; the index is the frame's."""
        columns: dict[str, pd.Series] = {}
        for position, heading in self._own_columns.items():
            name = heading if heading not in columns else f"{heading} ({letters(position)})"
            columns[name] = _as_text(list(map(itemgetter(position), self.body)))
        return pd.DataFrame(columns, index=self.frame.index)

    @cached_property
    def _own_columns(self) -> dict[int, str]:
        """The headings of the keeper's own columns by place; letters where cells have no heading above them."""
        return {heading.position: heading.words for heading in self.own} | {place: letters(place) for place in self._bare}

    @cached_property
    def _bare(self) -> list[int]:
        """The places where cells have no heading above them."""
        named = {heading.position for heading in self.where.headings}
        width = len(self.body[0]) if self.body else 0
        return [place for place in range(width) if place not in named and self._is_filled(place)]

    def _is_filled(self, place: int) -> bool:
        return any(cell and not is_blank(cell) for cell in map(itemgetter(place), self.body))

    def report(self) -> SheetReport:
        """How the sheet was read."""
        wrong: dict[str, set[int | None]] = {}
        for found in self.problems:
            if found.severity != "note" and found.code != "required_blank":
                wrong.setdefault(found.column, set()).add(found.row)
        columns = []
        for name, heading in self.headings.items():
            filled = len(self.rows) - len(self.blank[name])
            valid = filled - len(wrong.get(name, set()).intersection(self.rows))
            columns.append(ColumnReport(name, heading.words, heading.cell, len(self.rows), filled, valid, packed(self.blank[name])))
        count = len(self.rows) - len(self.repeats)
        return SheetReport(
            self.sheet.file, self.sheet.name, self.table.name, self.header + 1 if self.taken else 0,
            count, count - len(self.aside - self.repeats), self.left_out + len(self.repeats), tuple(columns), self.where.by_address,
        )  # fmt: skip

    def _blanks(self, column: Column, result: Typed) -> np.ndarray:
        """Which cells of a column are blank. Told of the distinct ones: a cell at a time is dear."""
        if column.default is None and not column.many:
            blank = result.values[column.name].isna().to_numpy(dtype=bool, copy=True)
            blank[[index for index, _ in result.bad]] = False
            return blank
        cells = self.cells(column.name)
        is_one = {cell: is_blank(cell) for cell in set(cells)}
        return np.fromiter(map(is_one.__getitem__, cells), dtype=bool, count=len(cells))

    def _note_title(self) -> None:
        above = [row for row in range(self.where.top) if not all(map(is_blank, self.sheet.rows[row]))]
        if above:
            several = N_("rows {rows} stand above the headings and were not read")
            template = several if len(above) > 1 else N_("row {rows} stands above the headings and was not read")
            self._note_left(Left(tuple(above), "title_rows", template))

    def _note_bare(self) -> None:
        for place in self._bare if self.taken else ():
            self.problems.append(problem(
                "column_without_heading", "note", N_("column {letters} has no heading: it is left as it is and not shown"),
                {"letters": letters(place)}, file=self.sheet.file, sheet=self.sheet.name, row=self.header + 1, position=place,
            ))  # fmt: skip

    def _note_left(self, left: Left) -> None:
        rows = [self.numbers[row] for row in left.rows]
        values = {**left.values, **({"rows": ranges(rows)} if "{rows}" in left.template else {})}
        self.problems.append(problem(
            left.code, "note", left.template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=rows[0] if rows else None, position=left.position,
        ))  # fmt: skip

    def _read(self) -> pd.DataFrame:
        count, columns, rows = len(self.rows), {}, np.array(self.rows)
        for column in self.table.columns:
            if column.name not in self.taken:
                columns.update(nothing(column, count))
                continue
            result = typed(column, self.cells(column.name), is_day_first=self.is_day_first, is_1904=self.sheet.is_1904)
            columns.update(result.values)
            self.blank[column.name] = rows[self._blanks(column, result)]
            self._report(column, result)
            known = {index for index, _ in result.bad}
            known |= self._mark_faults(column, self.faults.get(self.positions.get(column.name, -1), {}), known, result.values[column.name])
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

    def _faults(self, here: Sheet, places: Sequence[int]) -> dict[int, dict[int, str]]:
        """The formulas that went wrong: by the place of their column, then by row of the frame."""
        if not here.faults:
            return {}
        index_of = {place: index for index, place in enumerate(places)}
        found: dict[int, dict[int, str]] = {}
        for (place, position), fault in sorted(here.faults.items()):
            if place in index_of:
                found.setdefault(position, {})[index_of[place]] = fault
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
            several = N_("{count} rows say the same as a row above them and were taken once")
            template = several if len(self.repeats) > 1 else N_("{count} row says the same as a row above it and was taken once")
            self._note_left(Left((), "repeated_rows", template, {"count": str(len(self.repeats))}))

    def _require(self, column: Column, values: pd.Series, known: set[int]) -> None:
        blank = values.map(len) == 0 if column.many else values.isna()
        for index in blank.index[blank].difference(list(known)):
            self.at(index, column.name, "required_blank", "error", N_("“{heading}” is blank: every row needs it"), heading=self.called(column))


def _placed(sheet: Sheet, numbers: Sequence[int]) -> Sheet:
    """A sheet that a rule cut or lengthened, its faults and merges moved to where their rows are now."""
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number - 1, []).append(place)
    faults = {(place, position): fault for (row, position), fault in sheet.faults.items() for place in places.get(row, ())}
    merges = []
    for top, left, bottom, right in sheet.merges:
        there = [place for row in range(top, bottom + 1) for place in places.get(row, ())]
        if top in places:
            merges.append((min(there), left, max(there), right))
    return replace(sheet, faults=faults, merges=tuple(merges))


def _as_text(cells: Sequence[object]) -> pd.Series:
    """Cells as text, each distinct one made once; blank ones are missing."""
    # 1 and True are one key of a dict, and no one value.
    marks = list(zip(map(type, cells), cells, strict=True))
    known = {mark: None if is_blank(mark[1]) else text(mark[1]) for mark in dict.fromkeys(marks)}
    return pd.Series([known[mark] for mark in marks], dtype="str")

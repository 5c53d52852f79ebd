"""A sheet read by the rules of a mapping: which rows are rows of the table, and where each cell comes from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.headers import fold
from loaders.mapping.rules import NAME, Mapping, SheetRule
from loaders.mapping.takes import Only, Take
from loaders.problems import Problem, letters, problem, quoted
from loaders.sheets.heading import called
from loaders.sheets.layout import Layout, layout
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.values.columns import is_blank, text
from loaders.workbook import Sheet
from locales import N_

PARTS = re.compile(r"[;|\n]")
Row = Sequence[object]


def parts(sheet: Sheet, mapping: Mapping) -> list[SheetTable]:
    """The tables that the mapping makes of a sheet; none where no rule fits it."""
    bound = [BoundRule(rule, sheet) for rule in mapping.rules]
    read = [one.table() for one in bound if one.fits]
    if len(read) > 1 or any(one.rule.is_complete for one in bound if one.fits):
        _say_once(read, [one.rule for one in bound if one.fits])
    return read


def rows(mapping: Mapping) -> list[SheetTable]:
    """The rows that stand in the mapping itself, as tables of the file mapping.toml whose rows are its lines."""
    read = []
    for table, found in mapping.rows.items():
        names = list(dict.fromkeys(name for _, cells in found for name in cells))
        sheet = Sheet(NAME, table, [names, *([cells.get(name) for name in names] for _, cells in found)])
        read.append(SheetTable(sheet, TABLES[table], _Lines([0, *(line for line, _ in found)])))
    return read


def unused(mapping: Mapping, read: Iterable[SheetTable]) -> list[Problem]:
    """A note for each rule that none of the sheets were read by."""
    used = {part.rule.rule.line for part in read if isinstance(part.rule, BoundRule)}
    return [
        problem(
            "unused_rule", "note", N_("the rule in line {line} fits no sheet: mend its file or its sheet, or take it away"),
            {"line": str(rule.line)}, file=NAME, row=rule.line,
        )
        for rule in mapping.rules
        if rule.line not in used
    ]  # fmt: skip


def _say_once(read: list[SheetTable], rules: list[SheetRule]) -> None:
    """Take away notes that another part of the sheet gives too, and those on columns that a rule takes or all rules leave."""
    claimed = {fold(quoted(heading)) for rule in rules for heading in rule.headings}
    used = {letters(position) + str(part.header + 1) for part in read for position in part.positions.values()}
    doubled = {one.cell for part in read for one in part.problems if one.code == "double_mapped"}
    leaves_the_rest = all(rule.is_complete for rule in rules)
    said: set[tuple[str, str, str]] = set()
    for part in read:
        kept = []
        for one in part.problems:
            is_named = fold(one.value) in claimed
            is_left = one.code == "extra_column" and (leaves_the_rest or is_named or one.cell in used)
            # A heading that occurs twice matters to nobody who leaves both columns, and is told where it is taken.
            is_left |= one.code == "double_extra" and ((leaves_the_rest and not is_named) or one.cell in doubled)
            mark = (one.code, one.cell, one.message)
            is_again = mark in said and (one.code == "double_extra" or (one.severity == "note" and one.code != "repeated_rows"))
            if not (is_left or is_again):
                kept.append(one)
            said.add(mark)
        part.problems = kept


@dataclass(frozen=True)
class BoundRule:
    """A rule and a sheet: what SheetTable asks of a rule, and the sheet as the rule has it."""

    rule: SheetRule
    sheet: Sheet

    @property
    def fits(self) -> bool:
        """Whether the sheet is meant: its names are; where the rule names neither file nor sheet, one of its headings is there."""
        if not self.rule.names(self.sheet.file, self.sheet.name) or self.sheet.is_hidden:
            return False
        return bool(self.rule.file or self.rule.sheet or self._headings)

    def table(self) -> SheetTable:
        """The sheet read as the rule's table."""
        read = SheetTable(self._cut, TABLES[self.rule.table], self)
        if gone := self._not_meant:
            read.problems.append(problem(
                "rows_not_meant", "note", N_("mapping.toml takes only some rows as {table}; left out: {count}"),
                {"count": str(gone), "table": self.rule.table}, file=self.sheet.file, sheet=self.sheet.name,
            ))  # fmt: skip
        return read

    @property
    def header(self) -> int | None:
        """The row of the headings, 1-based; None where it is to be found."""
        return self.rule.header

    @property
    def is_day_first(self) -> bool | None:
        """How 03/04/2019 is meant."""
        return self.rule.is_day_first

    def takes(self, column: str) -> bool:
        """Whether the rule speaks of a column; a complete rule does of all but those that a row cannot do without."""
        return column in self.rule.columns or (self.rule.is_complete and not TABLES[self.rule.table].column(column).required)

    def heading(self, column: str) -> str | None:
        """The heading that a column is taken from: the first of its headings that the sheet has."""
        named = self._take(column).headings
        return next((heading for heading in named if fold(heading) in self._headings), named[0] if named else None)

    def cells(self, column: str, raw: Sequence[object] | None, rows: Sequence[int]) -> list[object]:
        """The cells of a column for some rows of the sheet, as they are to be read."""
        take = self._take(column)
        if take.row:
            return [take.row.replace("{row}", str(row)) for row in rows]
        if not take.headings:
            return [take.value] * len(rows)
        cells: list[object] = [None] * len(rows) if raw is None else list(raw)
        others = [self._headings[fold(heading)] for heading in take.headings if fold(heading) in self._headings][1:]
        for index, row in enumerate(rows) if others else ():
            if is_blank(cells[index]):
                cells[index] = next((cell for place in others if not is_blank(cell := self._cell(row, place))), None)
        return _meant(take, cells, is_list=TABLES[self.rule.table].column(column).many)

    def place(self, column: str, row: int) -> int | None:
        """The column of the sheet that a cell was taken from, counted from 0: the first filled of several."""
        places = [self._headings[fold(heading)] for heading in self._take(column).headings if fold(heading) in self._headings]
        return next((place for place in places if not is_blank(self._cell(row, place))), places[0] if places else None)

    def numbers(self, rows: Sequence[int]) -> Sequence[int]:
        """The sheet's own row, 1-based, for each of the rows of the sheet as it was cut."""
        return rows if self._cut is self.sheet else [self._numbered[row - 1][0] for row in rows]

    def _take(self, column: str) -> Take:
        return self.rule.columns.get(column, Take())

    def _cell(self, row: int, place: int) -> object:
        cells = self.sheet.rows[row - 1]
        return cells[place] if place < len(cells) else None

    @cached_property
    def _where(self) -> Layout:
        header = None if self.rule.header is None else self.rule.header - 1
        return layout(self.sheet, TABLES[self.rule.table], header=header, named=self.rule.headings)

    @cached_property
    def _headings(self) -> dict[str, int]:
        """The rule's headings that the sheet has, folded, and their places."""
        return {fold(name): found[0].position for name in self.rule.headings if (found := called(self._where.headings, name))}

    @property
    def _not_meant(self) -> int:
        """How many rows are none of the table's."""
        body = self.sheet.rows[self._where.bottom + 1 :] if self.rule.only else ()
        return sum(not self._is_meant(row) for row in body if any(row))

    def _is_meant(self, row: Row) -> bool:
        only = self.rule.only
        if only is None or (place := self._headings.get(fold(only.heading))) is None:
            return True
        cell = row[place] if place < len(row) else None
        return not is_blank(cell) if not only.words else _has(only, cell)

    @cached_property
    def _cut(self) -> Sheet:
        """The sheet without the rows that are not meant, lists parted into rows."""
        if self.rule.only is None and not self.rule.split:
            return self.sheet
        return replace(self.sheet, rows=[row for _, row in self._numbered])

    @cached_property
    def _numbered(self) -> list[tuple[int, Row]]:
        first = self._where.bottom + 1
        kept: list[tuple[int, Row]] = list(enumerate(self.sheet.rows[:first], start=1))
        places = [self._headings[fold(heading)] for heading in self.rule.split if fold(heading) in self._headings]
        for number, row in enumerate(self.sheet.rows[first:], start=first + 1):
            if any(row) and not self._is_meant(row):
                continue
            kept.extend((number, part) for part in (_parted(row, places) if places else [row]))
        return kept


def _has(only: Only, cell: object) -> bool:
    wanted = {fold(word) for word in only.words}
    said = text(cell)
    return bool(wanted & {fold(said), *map(fold, re.split(r"[;,|\n]", said))})


def _parted(row: Row, places: Sequence[int]) -> list[Row]:
    """A row for each part of the lists at some places, told off side by side."""
    lists = {place: [part.strip() for part in PARTS.split(text(row[place]))] for place in places if place < len(row) and not is_blank(row[place])}
    length = max(map(len, lists.values()), default=1)
    made: list[Row] = []
    for number in range(length):
        cells = list(row)
        for place, found in lists.items():
            cells[place] = (found[number] if number < len(found) else None) or None
        # A part that is blank in every list stands for nothing.
        if not lists or any(cells[place] is not None for place in lists):
            made.append(cells)
    return made


def _meant(take: Take, cells: list[object], *, is_list: bool) -> list[object]:
    """What cells stand for: each distinct one is looked up once."""
    if not take.values and take.otherwise is None:
        return cells
    exact = {fold(word) or word.strip(): meant for word, meant in take.values.items() if "*" not in word}
    patterns = [(_pattern(word), meant) for word, meant in take.values.items() if "*" in word]

    def find(word: str) -> tuple[bool, object]:
        key = fold(word) or word.strip()
        if key in exact:
            return True, exact[key]
        found = [meant for pattern, meant in patterns if pattern.fullmatch(word.strip())]
        return (True, found[0]) if found else (False, None)

    def mean(cell: object) -> object:
        word = "" if is_blank(cell) else text(cell)
        if is_list and not word.strip("; |\n"):
            word = ""
        is_found, meant = find(word)
        if is_found:
            return meant
        if is_list and PARTS.search(word):
            each = [find(part) for part in PARTS.split(word) if part.strip()]
            said = [one if known else take.otherwise if take.otherwise is not None else part.strip()
                    for (known, one), part in zip(each, filter(str.strip, PARTS.split(word)), strict=True)]  # fmt: skip
            return "; ".join(text(one) for one in dict.fromkeys(said) if not is_blank(one))
        return cell if take.otherwise is None else take.otherwise

    known: dict[tuple[type, object], object] = {}
    for cell in cells:
        if (type(cell), cell) not in known:
            known[type(cell), cell] = mean(cell)
    return [known[type(cell), cell] for cell in cells]


def has_pattern(take: Take, word: str) -> bool:
    """Whether one of a column's patterns, such as *train*, says what a word stands for."""
    return any(_pattern(one).fullmatch(word.strip()) for one in take.values if "*" in one)


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, word.strip().split("*"))), re.IGNORECASE | re.DOTALL)


class _Lines:
    """The rule of rows that stand in the mapping itself: nothing but where they stand."""

    header, is_day_first = 1, None

    def __init__(self, lines: Sequence[int]) -> None:
        self.lines = lines

    def takes(self, column: str) -> bool:
        return False

    def heading(self, column: str) -> str | None:
        return None

    def cells(self, column: str, raw: Sequence[object] | None, rows: Sequence[int]) -> list[object]:
        return list(raw or ())

    def place(self, column: str, row: int) -> int | None:
        return None

    def numbers(self, rows: Sequence[int]) -> list[int]:
        return [self.lines[row - 1] for row in rows]

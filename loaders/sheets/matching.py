"""Headings → columns: which column each heading of a sheet stands for, and what is to be said of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loaders.headers import fold, near_column
from loaders.problems import Problem, Severity, problem
from loaders.schema import LANGUAGES, Column, Table
from loaders.sheets.heading import Group, Heading, called, flat, said
from loaders.sheets.made_keys import made_from
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


@dataclass
class Match:
    """The headings that stand for columns, by column; all columns that have cells; the keeper's own headings."""

    headings: dict[str, Heading] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    extras: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def positions(self) -> dict[str, int]:
        """The place of each column that has a heading."""
        return {name: heading.position for name, heading in self.headings.items()}


def match(sheet: Sheet, table: Table, headings: Sequence[Heading], *, rule: Rule | None = None) -> Match:
    """Which column each heading stands for; the first of two that say the same, and a problem for the second."""
    found = _Matching(sheet, table, headings)
    claimed = found.by_rule(rule) if rule is not None else set()
    found.by_declarations([heading for heading in headings if heading.position not in claimed])
    found.check_missing()
    return found.match


class _Matching:
    def __init__(self, sheet: Sheet, table: Table, headings: Sequence[Heading]) -> None:
        self.sheet, self.table, self.headings, self.match = sheet, table, headings, Match()
        self.ruled: set[str] = set()

    def by_rule(self, rule: Rule) -> set[int]:
        """Match the columns that a rule speaks of; the places of the headings it names."""
        claimed: set[int] = set()
        doubled: dict[Heading, tuple[Column, Heading]] = {}
        for column in self.table.columns:
            if not rule.takes(column.name):
                continue
            self.ruled.add(column.name)
            name = rule.heading(column.name)
            found = called(self.headings, name) if name is not None else []
            claimed.update(heading.position for heading in found)
            if found:
                self.match.headings[column.name] = found[0]
                for again in found[1:]:
                    doubled.setdefault(again, (column, found[0]))
            if found or name is None:
                self.match.taken.add(column.name)
            else:
                known = ", ".join(f"“{heading.words}”" for heading in self.headings)
                self._say(None, "mapped_heading_missing", "error", N_("mapping.toml takes “{column}” from a column “{heading}”, which the sheet does not have: it has {known}"),
                          column=column.name, heading=name or "", known=known)
        places = {heading.position for heading in self.match.headings.values()}
        self.match.extras.extend(again for again in doubled if again.position not in places)
        for again, (column, first) in doubled.items():
            self._say(again, "double_mapped", "error", N_("“{heading}” stands in {other} too, and mapping.toml takes “{column}” from it: {other} was read. Give one of them another name"),
                      heading=again.words, other=first.cell, column=column.name)
        return claimed

    def by_declarations(self, headings: Sequence[Heading]) -> None:
        """Match headings as the declarations have it: those that are exact before those with units or in two languages."""
        mine = self.match
        inexact: set[int] = set()
        for is_exact in (True, False):
            for heading in headings:
                column = heading.column(self.table)
                if column is None or heading.is_exact(self.table) != is_exact or column.name in mine.taken:
                    continue
                mine.headings[column.name] = heading
                mine.taken.add(column.name)
                inexact.update([heading.position] if not is_exact else [])
        for heading in headings:
            column = heading.column(self.table)
            first = mine.headings.get(column.name) if column and column.name not in self.ruled else None
            if first is heading:
                continue
            mine.extras.append(heading)
            if first is not None and (heading.is_exact(self.table) or first.position in inexact):
                self._say(heading, "double_header", "error", N_("“{heading}” is the same column as {other}: keep one of them"), heading=heading.words, other=first.cell)
            else:
                self._extra(heading)
        self._say_parted(headings)

    def _say_parted(self, headings: Sequence[Heading]) -> None:
        """Say which of our columns stand above several headings of which none is the whole."""
        for group in dict.fromkeys(heading.group for heading in headings):
            column = group.column(self.table) if group is not None else None
            if group is None or column is None or column.name in self.match.taken | self.ruled or group.is_general(self.table):
                continue
            counted = N_("“{heading}” stands above {cells} and none of them is the total, so none was taken: add a column “Total” there, or choose one on the Data page")
            template = N_("“{heading}” stands above {cells}, so none of them was taken: call the one that is meant “{heading}” too, or choose it on the Data page")
            cells = ", ".join(heading.cell for heading in headings if heading.group is group)
            self._say(group, "group_without_total", "warning", counted if column.kind in ("integer", "number") else template, heading=flat(group.words), cells=cells)

    def _extra(self, heading: Heading) -> None:
        again = next((other for other in self.match.extras if other is not heading and said(other.words) == said(heading.words)), None)
        nearly = near_column(self.table, heading.own)
        column = next((column for column in self.table.columns if nearly and nearly in map(fold, column.spellings())), None)
        if again is not None:
            self._say(heading, "double_extra", "error", N_("“{heading}” stands in {other} too: give one of them another name"), heading=heading.words, other=again.cell)
        elif column is not None and column.name not in self.match.taken and (heading.group is None or heading.group.lets(self.table, column)):
            near = next(form for form in column.spellings() if fold(form) == nearly)
            self._say(heading, "near_heading", "warning", N_("“{heading}” is no column of {table}: did you mean “{near}”? Name the column so to have it read"),
                      heading=heading.words, table=self.table.name, near=near)
        else:
            self._say(heading, "extra_column", "note", N_("“{heading}” is a column of your own: it is left as it is and not shown"), heading=heading.words)

    def check_missing(self) -> None:
        """Say what headings were expected where none, or not all that are needed, are there."""
        required = [column for column in self.table.columns if column.required]
        if not self.match.taken:
            expected = ", ".join(f"“{column.header()}”" for column in required)
            self.match.problems = [p for p in self.match.problems if p.severity != "note"]
            self._say(None, "no_headings", "error", N_("no heading is known in this row, so the sheet was left out: the first row should hold headings such as {expected}"), expected=expected)
            return
        language = language_of(self.table, self.match.headings.values())
        lacking = missing(self.table, self.match.taken)
        for column in lacking:
            self._say(None, "missing_column", "error", N_("the column “{heading}” is missing, so the sheet's rows were left out: add it to the header row, or say on the Data page where it is taken from"), heading=column.header(language))
        if not lacking and (known_by := made_from(self.table, self.match.taken)):
            key = self.table.column(self.table.key[0])
            self._say(None, "made_keys", "note", N_("no column holds identifiers, so each row goes by its “{label}”: add a column “{key}” to name the rows yourself"), label=known_by.header(language), key=key.header(language))

    def _say(self, at: Heading | Group | None, code: str, severity: Severity, template: str, **values: str) -> None:
        row = at.row if at else max((heading.row for heading in self.headings), default=0)
        self.match.problems.append(problem(
            code, severity, template, values, file=self.sheet.file, sheet=self.sheet.name,
            row=row + 1, position=at.position if at else None, value=values.get("heading", ""),
        ))  # fmt: skip


def missing(table: Table, taken: set[str]) -> list[Column]:
    """The columns that every row needs and that have no cells; identifiers can be made where there are none."""
    made = table.key[:1] if made_from(table, taken) else ()
    return [column for column in table.columns if column.required and column.name not in taken and column.name not in made]


def language_of(table: Table, headings: Iterable[Heading]) -> str:
    """The language that most headings of a sheet are in; English where as many are."""
    forms = {fold(form) for heading in headings for form in heading.names}
    known = {language: {fold(form) for column in table.columns for form in column.headers[place].split("|")} for place, language in enumerate(LANGUAGES)}
    return max(LANGUAGES, key=lambda language: len(forms & known[language]))

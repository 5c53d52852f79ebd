"""Cells that refer to rows of other tables: by id, or by name; taken as ids, and said where nothing is meant by them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from loaders.headers import fold, near
from loaders.schema import Column
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from locales import N_

Parts = Mapping[str, list[SheetTable]]
REFERRED = {name for table in TABLES.values() for column in table.columns for name in column.refers_to}
# What a row is known by, beside its id.
NAMES = ("title", "name", "practice")
SEPARATORS = (r"\n", "[|｜]", "[,，]", "[/／]", "、")
# Words compared, at the most, in the search for what a misspelt one may mean.
COMPARED = 2_000_000

AMBIGUOUS = N_("“{value}” is the name of more than one row of {table}: type the id of the one that is meant: {ids}")
UNKNOWN = N_("“{value}” is not in {table}: add it there, or mend it here")
NO_SHEET = N_("“{value}” should be one of {table}, and no sheet of those was read: add a sheet “{sheet}” with a row for it")
NEARLY = N_("“{value}” is not in {table}: did you mean “{near}”? Mend it here, or add it there")
IS_ASIDE = N_("“{value}” is in {table}, but its row has an error: mend that row first")


@dataclass
class Directory:
    """What the rows of some tables are known by: their ids, and ids by folded id and by folded name."""

    parts: list[SheetTable]
    compared: int = 0

    @cached_property
    def ids(self) -> set[str]:
        """The ids of all rows, also of those that were set aside."""
        return _ids(self.parts)

    @cached_property
    def _by_id(self) -> dict[str, set[str]]:
        return _grouped((fold(one), one) for one in self.ids)

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        return _grouped((name, one) for name, one in self._names if one not in self._counting or name in self._counting[one])

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """The folded names of all rows, each with the id of its row."""
        return [
            (fold(name), one)
            for part in self.parts
            for column in _names_in(part)
            for one, name in part.frame[[part.table.key[0], column]].dropna().drop_duplicates().itertuples(index=False)
        ]

    @cached_property
    def _called(self) -> set[str]:
        """The folded names of all rows; none of them is blank."""
        return {name for name, _ in self._names} - {""}

    @cached_property
    def _counting(self) -> dict[str, set[str]]:
        """By id the folded names of the first good row that has it: of the others with that id none is to count."""
        found: dict[str, set[str]] = {}
        for part in self.parts:
            for one, *names in part.good()[[part.table.key[0], *_names_in(part)]].itertuples(index=False):
                found.setdefault(one, {fold(name) for name in names if not pd.isna(name)})
        return found

    def meant(self, word: str) -> set[str]:
        """The ids that a word may mean: that id as it is, else as it is spoken, else those of that name."""
        folded = fold(word)
        return {word} if word in self.ids else self._by_id.get(folded) or self._by_name.get(folded) or set()

    def is_aside(self, word: str) -> bool:
        """Whether a word that means no good row means one that has an error: by its id, or by its name where another has its id."""
        return word in self.ids or fold(word) in self._called

    def near(self, word: str) -> str:
        """The id of the row whose id or name a word is nearly; "" where none is, or too many would have to be compared."""
        known = {**self._by_name, **self._by_id}
        self.compared += len(known)
        found = near(fold(word), known) if self.compared <= COMPARED else ""
        return min(known[found]) if found else ""


def resolve(tables: Parts) -> dict[tuple[str, ...], Directory]:
    """Turn the names that cells refer by into ids, in the frames; the directories, by tables."""
    referred = {column.refers_to for table in TABLES.values() for column in table.columns if column.refers_to}
    directories = {names: Directory([part for name in names for part in tables[name]]) for names in referred}
    for parts in tables.values():
        for part in parts:
            for column in part.table.columns:
                if column.refers_to and column.name in part.taken:
                    _resolve(part, column, directories[column.refers_to])
    return directories


def _resolve(part: SheetTable, column: Column, there: Directory) -> None:
    cells = part.frame[column.name]
    if column.many:
        known = {cell: _parted(cell, there) for cell in dict.fromkeys(cells)}
        if any(cell != meant for cell, meant in known.items()):
            part.frame[column.name] = pd.Series([known[cell] for cell in cells], index=cells.index, dtype=object)
        return
    unknown = cells[~cells.isin(there.ids)].dropna()
    meant = {word: next(iter(ids)) for word in unknown.unique() if len(ids := there.meant(word)) == 1}
    if meant:
        part.frame.loc[unknown.index, column.name] = unknown.replace(meant)


def _parted(cell: tuple[str, ...], there: Directory) -> tuple[str, ...]:
    """The words of a list as ids; a word that means nothing is parted where each of its parts means something."""
    found: list[str] = []
    for word in cell:
        ids = there.meant(word)
        if len(ids) == 1:
            found.extend(ids)
            continue
        parted = (re.split(separator, word) for separator in SEPARATORS)
        lists = ([there.meant(part.strip()) for part in parts if part.strip()] for parts in parted if len(parts) > 1)
        sure = next((one for one in lists if one and all(len(ids) == 1 for ids in one)), None)
        found.extend([word] if sure is None else [next(iter(ids)) for ids in sure])
    return tuple(dict.fromkeys(found))


def check_references(tables: Parts, directories: Mapping[tuple[str, ...], Directory]) -> None:
    """Set aside rows that refer to what is not there, until all that is left refers to what is.

    Every row is looked at once, also one that was set aside for another reason, so that all there is
    to mend in it is said at the same time; then only those that are left.
    """
    is_first = wrong = True
    while wrong:
        good = {name: _ids(parts, good=True) for name, parts in tables.items()}
        # All are found before any is set aside: what one row lacks does not hide what another does.
        found = [(part, *miss) for parts in tables.values() for part in parts for miss in _dangling(part, good, is_first)]
        said: dict[tuple[tuple[str, ...], str], tuple[str, dict[str, str]]] = {}
        for part, index, column, missing in found:
            mark = column.refers_to, missing
            if mark not in said:
                said[mark] = _said(missing, column, directories[column.refers_to])
            template, values = said[mark]
            part.at(index, column.name, "unknown_id", "error", template, value=missing, **values)
        is_first, wrong = False, bool(found)


def _said(missing: str, column: Column, there: Directory) -> tuple[str, dict[str, str]]:
    """The sentence on a word that means no row, and what fills it in."""
    values = {"table": " / ".join(column.refers_to)}
    if len(ids := there.meant(missing)) > 1:
        return AMBIGUOUS, {**values, "ids": ", ".join(sorted(ids))}
    if there.is_aside(missing):
        return IS_ASIDE, values
    if not there.parts:
        return NO_SHEET, {**values, "sheet": column.refers_to[0]}
    nearly = there.near(missing)
    return (NEARLY, {**values, "near": nearly}) if nearly else (UNKNOWN, values)


def _names_in(part: SheetTable) -> list[str]:
    """The columns that name a sheet's rows."""
    return [column for column in NAMES if column in part.taken and column not in part.table.personal]


def _ids(parts: Iterable[SheetTable], *, good: bool = False) -> set[str]:
    """The ids of tables that others refer to: of all rows, or of the good ones."""
    return {
        value
        for part in parts
        if part.table.name in REFERRED
        for value in (part.good() if good else part.frame)[part.table.key[0]].dropna()
    }


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word, one in pairs:
        if word:
            found.setdefault(word, set()).add(one)
    return found


def _dangling(part: SheetTable, ids: dict[str, set[str]], is_first: bool) -> Iterator[tuple[int, Column, str]]:
    frame = part.frame if is_first else part.good()
    for column in part.table.columns:
        if column.refers_to and column.name in part.taken:
            cells = frame[column.name].explode() if column.many else frame[column.name]
            cells = cells.dropna()
            known = set().union(*(ids[name] for name in column.refers_to))
            for index, value in cells[~cells.isin(known)].items():
                yield index, column, value

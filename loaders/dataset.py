"""Spreadsheets → one Dataset: its tables, its problems, and the parts of it that people may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from loaders import workbook
from loaders.checks import SheetTable, check_keys, check_order, check_references, check_settings
from loaders.dates import parse
from loaders.headers import table_of
from loaders.places import locate
from loaders.problems import Problem, SourceError, problem
from loaders.scope import Scope, within
from loaders.tables import TABLES
from locales import N_

__all__ = ["Dataset", "Problem", "Scope", "SourceError", "load"]

SEVERITIES = ("error", "warning", "note")
GUIDES = {"guide", "read me", "readme", "about", "notice", "mode d'emploi"}


@dataclass(frozen=True)
class Dataset:
    """What was read: a frame for every declared table, the problems, and the SHA-256 of the files.

    Every frame has its declared columns, `<date>_precision`, `source_file`, `source_sheet` and
    `source_row`. Its index stays the same in every part of the data: a row has one label.
    """

    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""
    scopes: tuple[Scope, ...] = (Scope(has_personal=True),)

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(name) from None

    def within(self, scope: Scope) -> "Dataset":
        """The part of the data that a scope lets through; never more than this one has."""
        # What was taken away stays away, and the scope says so.
        scope = replace(scope, has_personal=scope.has_personal and self.scope.has_personal)
        return replace(self, tables=MappingProxyType(within(dict(self.tables), scope)), scopes=(*self.scopes, scope))

    @property
    def scope(self) -> Scope:
        """The scope that was applied last."""
        return self.scopes[-1]

    @property
    def mark(self) -> tuple[str, tuple[Scope, ...]]:
        """What two parts have in common where they are the same: what was read, and each cut since."""
        return self.fingerprint, self.scopes

    def setting(self, key: str) -> str | None:
        """The value of a setting; None where it is not set."""
        values = self.tables["settings"].set_index("key")["value"].dropna()
        return values.get(key)

    def as_of(self, today: date) -> date:
        """The day that the data speaks of: the setting's, else today."""
        stated = parse(self.setting("as_of"))
        return stated.end if stated else today

    @property
    def is_empty(self) -> bool:
        """Whether no activity at all was read."""
        return all(self.tables[name].empty for name in ("projects", "delegations", "events", "publications"))


def load(source: str | Path | bytes) -> Dataset:
    """The Dataset of a file, a folder of files, or bytes.

    Never raises for what stands in a cell: that is in `problems`. Raises SourceError where nothing
    can be read.
    """
    files = workbook.sources(source)
    problems: list[Problem] = []
    parts: dict[str, list[SheetTable]] = {name: [] for name in TABLES}
    unread: list[SourceError] = []
    for file in files:
        try:
            found = workbook.sheets(file)
        except SourceError as reason:
            unread.append(reason)
            problems.append(problem("unreadable_file", "error", "{reason}", {"reason": str(reason).removeprefix(f"{file.name}: ")}, file=file.name))
            continue
        for sheet in found:
            _take(sheet, parts, problems)
    if unread and len(unread) == len(files):
        raise unread[0]
    for name in TABLES:
        for part in parts[name]:
            check_order(part)
        check_keys(parts[name])
    for part in parts["settings"]:
        check_settings(part)
    check_references(parts)
    tables = {name: _table(name, parts[name], problems) for name in TABLES}
    for found_parts in parts.values():
        for part in found_parts:
            problems.extend(part.problems)
    problems.sort(key=lambda p: (SEVERITIES.index(p.severity), p.file, p.sheet, p.row or 0, len(p.cell), p.cell))
    return Dataset(MappingProxyType(tables), tuple(problems), workbook.fingerprint(files))


def _take(sheet: workbook.Sheet, parts: dict[str, list[SheetTable]], problems: list[Problem]) -> None:
    table = table_of(sheet.name)
    if sheet.is_hidden and table is not None:
        problems.append(problem("hidden_sheet", "note", N_("the sheet is hidden, so it was left out: show it to have it read"), file=sheet.file, sheet=sheet.name))
    elif table is not None:
        parts[table.name].append(SheetTable(sheet, table))
    elif sheet.name.casefold() not in GUIDES and not sheet.is_hidden:
        problems.append(problem(
            "unknown_sheet", "note", N_("no table is called “{sheet}”, so it was left out: the tables are {tables}"),
            {"sheet": sheet.name, "tables": ", ".join(TABLES)}, file=sheet.file, sheet=sheet.name,
        ))  # fmt: skip


def _table(name: str, parts: list[SheetTable], problems: list[Problem]) -> pd.DataFrame:
    """The good rows of a table's sheets in one frame, numbered from 0; cities with their coordinates."""
    frames = []
    for part in parts or [SheetTable(workbook.Sheet("", name, []), TABLES[name])]:
        frame = part.good()
        if name == "cities":
            frame, found = locate(frame, file=part.sheet.file, sheet=part.sheet.name, positions=part.positions)
            problems.extend(found)
        frames.append(frame)
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)

"""Files → one Dataset: every sheet is taken as a table, checked, and joined with the others of its table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from loaders import issues_sheet, mapped_sheet, workbook
from loaders.checks import check_keys, check_order, check_references, check_settings
from loaders.dataset import Dataset
from loaders.headers import table_of
from loaders.issues_sheet import Listed
from loaders.limits import LIMITS, Limits
from loaders.mapping import Mapping as SheetMapping
from loaders.mapping import as_file
from loaders.places import locate
from loaders.problems import Problem, SourceError, problem
from loaders.reports import SheetReport
from loaders.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.workbook import Sheet, Source
from locales import N_

NOTHING_MAPPED = SheetMapping()
SEVERITIES = ("error", "warning", "note")
GUIDES = {"guide", "read me", "readme", "about", "notice", "mode d'emploi"}


@dataclass
class _Found:
    """What the files hold so far."""

    parts: dict[str, list[SheetTable]] = field(default_factory=lambda: {name: [] for name in TABLES})
    problems: list[Problem] = field(default_factory=list)
    left_out: list[SheetReport] = field(default_factory=list)
    listed: tuple[Listed, ...] | None = None


def read(
    files: Sequence[Source],
    *,
    limits: Limits = LIMITS,
    refused: Mapping[str, str] = MappingProxyType({}),
    mapping: SheetMapping = NOTHING_MAPPED,
    progress: Callable[[str, float], None] = lambda what, share: None,
) -> Dataset:
    """The Dataset of files, read here and now.

    `refused` are files not to be opened, by name, each with the sentence that says why; `mapping` says
    how sheets that were not made for us are read, and is part of the fingerprint; `progress` is
    told the file at work and the share that is done. Raises SourceError where no file can be read.
    """
    found = _Found()
    unread = 0
    for number, file in enumerate(files):
        progress(file.name, number / (len(files) + 1))
        try:
            if file.name in refused:
                raise SourceError(refused[file.name])
            sheets, listed = issues_sheet.set_apart(workbook.sheets(file, limits))
            if listed is not None:
                found.listed = (*(found.listed or ()), *listed)
            for sheet in sheets:
                _take(sheet, found, mapping)
        except SourceError as reason:
            unread += 1
            sentence = str(reason).removeprefix(f"{file.name}: ")
            found.problems.append(problem("unreadable_file", "error", "{reason}", {"reason": sentence}, file=file.name))
    if unread == len(files):
        raise SourceError(found.problems[0].file + ": " + found.problems[0].message)
    progress("", len(files) / (len(files) + 1))
    for part in mapped_sheet.rows(mapping):
        found.parts[part.table.name].append(part)
    found.problems.extend(mapping.problems)
    found.problems.extend(mapped_sheet.unused(mapping, (part for parts in found.parts.values() for part in parts)))
    return _checked(found, workbook.fingerprint([*files, *as_file(mapping.text)]))


def _checked(found: _Found, fingerprint: str) -> Dataset:
    for name in TABLES:
        for part in found.parts[name]:
            check_order(part)
        check_keys(found.parts[name])
    for part in found.parts["settings"]:
        check_settings(part)
    check_references(found.parts)
    problems = found.problems
    tables = {name: _table(name, found.parts[name], problems) for name in TABLES}
    reports = list(found.left_out)
    for parts in found.parts.values():
        for part in parts:
            problems.extend(part.problems)
            reports.append(part.report())
    problems.sort(key=lambda p: (SEVERITIES.index(p.severity), p.file, p.sheet, p.row or 0, len(p.cell), p.cell))
    return Dataset(MappingProxyType(tables), tuple(problems), fingerprint, tuple(reports), listed=found.listed)


def _take(sheet: Sheet, found: _Found, mapping: SheetMapping) -> None:
    if by_rule := mapped_sheet.parts(sheet, mapping):
        for part in by_rule:
            found.parts[part.table.name].append(part)
        return
    table = table_of(sheet.name)
    if table is not None and not sheet.is_hidden:
        found.parts[table.name].append(SheetTable(sheet, table))
        return
    found.left_out.append(SheetReport(sheet.file, sheet.name))
    if sheet.is_hidden and table is not None:
        found.problems.append(problem("hidden_sheet", "note", N_("the sheet is hidden, so it was left out: show it to have it read"), file=sheet.file, sheet=sheet.name))
    elif sheet.name.casefold() not in GUIDES and not sheet.is_hidden:
        found.problems.append(problem(
            "unknown_sheet", "note", N_("no table is called “{sheet}”, so it was left out: the tables are {tables}"),
            {"sheet": sheet.name, "tables": ", ".join(TABLES)}, file=sheet.file, sheet=sheet.name,
        ))  # fmt: skip


def _table(name: str, parts: list[SheetTable], problems: list[Problem]) -> pd.DataFrame:
    """The good rows of a table's sheets in one frame, numbered from 0; cities with their coordinates."""
    frames = []
    for part in parts or [SheetTable(Sheet("", name, []), TABLES[name])]:
        frame = part.good()
        if name == "cities":
            frame, found = locate(frame, file=part.sheet.file, sheet=part.sheet.name, positions=part.positions)
            problems.extend(found)
        frames.append(frame)
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)

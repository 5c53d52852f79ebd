"""Files → one Dataset: every sheet is taken as a table, checked, and joined with the others of its table."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import pandas as pd

from loaders import workbook
from loaders.checks import (
    check_activities,
    check_indicators,
    check_keys,
    check_order,
    check_settings,
)
from loaders.correction import issues_sheet
from loaders.correction.issues_sheet import Listed
from loaders.dataset import Dataset
from loaders.files.limits import LIMITS, Limits
from loaders.mapping import mapped_sheet
from loaders.mapping.rules import Mapping as SheetMapping
from loaders.mapping.rules import as_file
from loaders.places import locate
from loaders.problems import Problem, SourceError, problem
from loaders.sheets.references import check_references, resolve
from loaders.sheets.reports import SheetReport
from loaders.sheets.sheet_table import SheetTable
from loaders.sheets.taking import LeftOut, take
from loaders.tables import TABLES
from loaders.workbook import Sheet, Source

NOTHING_MAPPED = SheetMapping()
SEVERITIES = ("error", "warning", "note")


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
    refused: Mapping[str, SourceError] = MappingProxyType({}),
    bold: Collection[str] = (),
    mapping: SheetMapping = NOTHING_MAPPED,
    progress: Callable[[str, float], None] = lambda what, share: None,
) -> Dataset:
    """The Dataset of files, read here and now.

    `refused` are files not to be opened, by name, each with why; `bold` are those to be opened
    at the risk of this process; `mapping` says how sheets that were not made for us are read, and is
    part of the fingerprint; `progress` is told the file at work and the share that is done. Raises
    SourceError where no file can be read.
    """
    found = _Found()
    unread: list[SourceError] = []
    for number, file in enumerate(files):
        progress(file.name, number / (len(files) + 1))
        try:
            if file.name in refused:
                raise refused[file.name]
            sheets, listed = issues_sheet.set_apart(workbook.sheets(file, limits, is_bold=file.name in bold))
            if listed is not None:
                found.listed = (*(found.listed or ()), *listed)
            for sheet in sheets:
                _take(sheet, found, mapping)
        except SourceError as reason:
            unread.append(reason.of(file.name))
            found.problems.append(problem("unreadable_file", "error", reason.template, reason.values, file=file.name))
    if len(unread) == len(files):
        raise unread[0]
    progress("", len(files) / (len(files) + 1))
    for part in mapped_sheet.rows(mapping):
        found.parts[part.table.name].append(part)
    found.problems.extend(mapping.problems)
    found.problems.extend(mapped_sheet.unused(mapping, (part for parts in found.parts.values() for part in parts)))
    return _checked(found, workbook.fingerprint([*files, *as_file(mapping.text)]))


def _checked(found: _Found, fingerprint: str) -> Dataset:
    for parts in found.parts.values():
        for part in parts:
            check_order(part)
    # Before keys, which may hold a reference; and once it is known which of two rows with one id would count.
    directories = resolve(found.parts)
    for parts in found.parts.values():
        check_keys(parts)
    check_activities(found.parts["delegations"], found.parts["events"])
    for part in found.parts["settings"]:
        check_settings(part)
    for part in found.parts["indicators"]:
        check_indicators(part)
    check_references(found.parts, directories)
    problems = found.problems
    joined = {name: _table(name, found.parts[name], problems) for name in TABLES}
    tables = {name: frame for name, (frame, _) in joined.items()}
    extras = {name: frame for name, (_, frame) in joined.items() if len(frame.columns)}
    reports = list(found.left_out)
    for parts in found.parts.values():
        for part in parts:
            problems.extend(part.problems)
            reports.append(part.report())
    problems.sort(key=lambda p: (SEVERITIES.index(p.severity), p.file, p.sheet, p.row or 0, len(p.cell), p.cell))
    return Dataset(MappingProxyType(tables), tuple(problems), fingerprint, tuple(reports), MappingProxyType(extras), listed=found.listed)


def _take(sheet: Sheet, found: _Found, mapping: SheetMapping) -> None:
    taken = mapped_sheet.parts(sheet, mapping) or take(sheet)
    if isinstance(taken, LeftOut):
        found.left_out.append(taken.report)
        found.problems.extend(taken.problems)
        return
    for part in taken if isinstance(taken, list) else [taken]:
        found.parts[part.table.name].append(part)


def _table(name: str, parts: list[SheetTable], problems: list[Problem]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The good rows of a table's sheets in one frame, numbered from 0, cities with their coordinates; their keepers' own columns."""
    if not parts:
        return _empty(name).copy(), pd.DataFrame(index=pd.RangeIndex(0))
    frames, extras = [], []
    for part in parts:
        frame = part.good()
        if name == "cities":
            frame, found = locate(frame, file=part.sheet.file, sheet=part.sheet.name, positions=part.positions)
            problems.extend(found)
        frames.append(frame)
        extras.append(part.extras().loc[frame.index])
    return _joined(frames), _joined(extras)


@cache
def _empty(name: str) -> pd.DataFrame:
    """A table of which nothing was read."""
    frame = SheetTable(Sheet("", name, []), TABLES[name]).good().reset_index(drop=True)
    return locate(frame, file="", sheet=name, positions={})[0] if name == "cities" else frame


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)

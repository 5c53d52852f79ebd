"""Rows and tables → problems: kept once, in order, referring to what is there."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from loaders.columns import text, typed
from loaders.schema import Column
from loaders.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.tables.settings import VALUES
from locales import N_


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
        # Read as an end is read: as the last day that the cell can mean.
        last = typed(replace(part.table.column(start), name=end), part.cells(start), is_day_first=part.is_day_first).values[end]
        frame.loc[blank, end] = last[blank]
        frame.loc[blank, f"{end}_precision"] = frame.loc[blank, f"{start}_precision"]


def check_settings(part: SheetTable) -> None:
    """Set aside each setting whose value is not of its own kind."""
    for index, key in part.good()["key"].items():
        for _, bad in typed(VALUES[key], [part.cell(index, "value")]).bad:
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
        if column.refers_to and column.name in part.taken:
            cells = frame[column.name].explode() if column.many else frame[column.name]
            cells = cells.dropna()
            known = set().union(*(ids[name] for name in column.refers_to))
            for index, value in cells[~cells.isin(known)].items():
                yield index, column, value

"""Rows and tables → problems: kept once, and in order."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.sheets.sheet_table import SheetTable
from loaders.tables.indicators import COUNTED_BY
from loaders.tables.settings import VALUES
from loaders.values.columns import text, typed
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
        last = typed(replace(part.table.column(start), name=end), part.cells(start), is_day_first=part.is_day_first, is_1904=part.sheet.is_1904).values[end]
        frame.loc[blank, end] = last[blank]
        frame.loc[blank, f"{end}_precision"] = frame.loc[blank, f"{start}_precision"]


def check_indicators(part: SheetTable) -> None:
    """Set aside each indicator whose filter its measure cannot heed: its number would be another than it says."""
    for index, row in part.good().iterrows():
        for name in ("kind", "sector", "language"):
            if not pd.isna(row[name]) and name not in COUNTED_BY[row["measure"]]:
                part.at(index, name, "filter_without_effect", "error", N_("“{measure}” cannot be counted by this: leave the cell blank, or choose another measure"), measure=row["measure"])
        if row["measure"] == "share_of_sector" and pd.isna(row["sector"]):
            part.at(index, "sector", "sector_missing", "error", N_("“share_of_sector” needs the sector whose share it is: choose one here"))


def check_settings(part: SheetTable) -> None:
    """Set aside each setting whose value is not of its own kind."""
    for index, key in part.good()["key"].items():
        for _, bad in typed(VALUES[key], [part.cell(index, "value")]).bad:
            part.at(index, "value", bad.code, "error", bad.template, **bad.values)


def check_keys(parts: list[SheetTable]) -> None:
    """Set aside each row whose key another row of the table has already, in any of its sheets and files.

    A row that says the very same is left out and noted: two copies of a list are no mistake, nor is a line pasted twice.
    """
    if not parts or not (key := list(parts[0].table.key)):
        return
    keys = pd.concat({number: part.good()[key] for number, part in enumerate(parts)}).apply(_in_one_form)
    seen: dict[tuple[object, ...], tuple[int, int]] = {}
    for (number, index), *values in keys[keys.duplicated(keep=False)].itertuples():
        mark = tuple("" if pd.isna(value) else value for value in values)
        if mark not in seen:
            seen[mark] = number, index
            continue
        before, row = seen[mark]
        _say_double(parts[number], index, parts[before], row)


def check_activities(delegations: list[SheetTable], events: list[SheetTable]) -> None:
    """Set aside each event that has the identifier of a delegation: a participant names one or the other by it alone."""
    for part in events:
        keys = _in_one_form(part.good()["event_id"])
        for before in delegations:
            taken = _in_one_form(before.good()["delegation_id"])
            for index, same in keys[keys.isin(taken)].items():
                other = before.address(taken.index[taken == same][0], "delegation_id")
                where = other if before.sheet.file == part.sheet.file else f"{before.sheet.file}, {other}"
                part.at(index, "event_id", "double_activity", "error", N_("“{value}” is a delegation already, in {other}: nobody could tell who took part in which. Give the event another identifier"), value=_key(part, index), other=where)


def _in_one_form(keys: pd.Series) -> pd.Series:
    """Keys for comparing: wide letters and the like are the usual ones, for nobody sees that they differ."""
    if not isinstance(keys.dtype, pd.StringDtype):
        return keys
    # By Arrow, a column at a time: a key at a time is dear.
    typed_in = pa.Array.from_pandas(keys)
    if pc.all(pc.string_is_ascii(typed_in)).as_py():
        return keys
    return pd.Series(pd.array(pc.utf8_normalize(typed_in, form="NFKC"), dtype="str"), index=keys.index)


def _say_double(part: SheetTable, index: int, before: SheetTable, row: int) -> None:
    """Say of a row that another has its key already: an error, a note where both say the same."""
    said, same = _key(part, index), _key(before, row)
    other = before.address(row, part.table.key[0])
    if before.sheet.file != part.sheet.file:
        other = f"{before.sheet.file}, {other}"
    if said != same:
        part.at(index, part.table.key[0], "double_key", "error", N_("“{value}” and “{same}” in {other} look alike and count as one: each row needs one of its own"), value=said, same=same, other=other)
        return
    differing = [column for column in part.table.columns if not _is_same(part.frame.at[index, column.name], before.frame.at[row, column.name])]
    if differing:
        template = N_("“{value}” stands in {other} already, with another {columns}: each row needs one of its own")
        columns = ", ".join(map(part.called, differing))
        part.at(index, part.table.key[0], "double_key", "error", template, value=said, other=other, columns=columns)
    else:
        part.at(index, part.table.key[0], "repeated_row", "note", N_("“{value}” stands in {other} already, and says the same: it was taken once"), value=said, other=other)
        part.repeats.add(index)


def _key(part: SheetTable, index: int) -> str:
    """The key of a row as it was typed."""
    return " · ".join(text(value) for name in part.table.key if not pd.isna(value := part.frame.at[index, name]))


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other
    return bool(pd.isna(one) and pd.isna(other)) if pd.isna(one) or pd.isna(other) else bool(one == other)

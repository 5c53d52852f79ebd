"""Indicators restated: every figure and goal that a board saw and that the data of now says otherwise, with the rows that did it."""

from dataclasses import dataclass
from datetime import date
from math import isclose

import pandas as pd

from loaders import Dataset
from loaders.changes import Changes, same_rows
from loaders.tables import TABLES
from metrics.board import Ask, asking, by_target, looked_at, stands
from metrics.indicators import Indicator, Target, declared, record_begins, targets
from metrics.measure import Measure, Rows
from metrics.periods import Period, start_month, tiles
from metrics.status import Status

# What is written for people and moves no figure.
WORDS_ALONE = ("text", "url", "email", "colour")
# Text that is counted with all the same: amounts of two currencies are not added up.
COUNTED_TEXT = ("currency",)
# Of an indicator: what it is called, and what is said of it as a goal.
NOT_ITS_MEASURE = ("title", "description", "result", "result_type", "baseline", "source_note")


@dataclass(frozen=True)
class Figure:
    """A value of a period that is another now.

    `came` are labels, in the data of now, of rows that count now and did not then; `went`, in that of then,
    of those that counted then and do no more. `cells` are the changed cells, as in `TableChanges` with a
    column `table`, of all rows that count at either time and are in the data both times.
    """

    period: Period
    then: Measure
    now: Measure
    came: Rows
    went: Rows
    cells: pd.DataFrame


@dataclass(frozen=True)
class Goal:
    """A target of a period, of a group where it is one's, or the baseline (no period): what it was and is. None: not stated.

    `statuses` are those by the target then and now, where it is one of the whole and they differ.
    """

    period: Period | None
    group: str | None
    then: float | None
    now: float | None
    statuses: tuple[Status, Status] | None = None


@dataclass(frozen=True)
class Restated:
    """What is said otherwise of one indicator. `declared` are the changed cells of what it counts, `statuses` that of then and that of now where they differ."""

    indicator: Indicator
    figures: tuple[Figure, ...]
    goals: tuple[Goal, ...]
    declared: pd.DataFrame
    statuses: tuple[Status, Status] | None
    is_gone: bool = False


def restated(old: Dataset, new: Dataset, found: Changes, as_of: date) -> list[Restated]:
    """The indicators of the old data of which something is said otherwise in the new, up to the same day.

    Compared are every fiscal year of the old record and the periods of its targets, as far as they had
    begun; the targets and baselines; and the status on the day. `found` is what changed between the two.
    """
    now, told = {one.indicator_id: one for one in declared(new)}, []
    ask_old, ask_new, year = asking(old, as_of), asking(new, as_of), looked_at(old, None, as_of)
    for before in declared(old):
        after = now.get(before.indicator_id)
        if after is None:
            told.append(Restated(before, (), (), pd.DataFrame(), None, is_gone=True))
            continue
        figures = tuple(_figures(before, old, after, new, found, seen(before, old, as_of), ask_old, ask_new))
        goals = tuple(_goals(before, old, after, new, as_of, ask_old, ask_new))
        own = _cells_of(found, "indicators", pd.Index([before.row]), pd.Index([after.row]))
        own = own[~own["column"].isin(NOT_ITS_MEASURE)]
        was, is_now = stands(before, old, as_of, year, ask_old).status, stands(after, new, as_of, year, ask_new).status
        if figures or goals or len(own) or was != is_now:
            told.append(Restated(after, figures, goals, own, (was, is_now) if was != is_now else None))
    return told


def seen(indicator: Indicator, data: Dataset, as_of: date) -> list[Period]:
    """The periods that an indicator was shown for: the fiscal years of the record, and its targets' own, the earliest first."""
    years = tiles(record_begins(data) or as_of, as_of, "year", begins=start_month(data))
    own = [target.period for target in targets(indicator, data) if target.period.start <= as_of]
    return sorted({*years, *own})


def _figures(before: Indicator, old: Dataset, after: Indicator, new: Dataset, found: Changes, periods: list[Period], ask_old: Ask, ask_new: Ask) -> list[Figure]:
    told = []
    for period in periods:
        then, now = ask_old(before, period), ask_new(after, period)
        if not _reads_alike(then, now):
            came, went = _came_and_went(old, then.rows, new, now.rows)
            told.append(Figure(period, then, now, came, went, _cells(found, then.rows, now.rows)))
    return told


def _reads_alike(one: Measure, other: Measure) -> bool:
    """Whether two measures say the same: value, whether it is an estimate, currency; of a share that is not told, its counts."""
    if (one.value is None) != (other.value is None) or one.is_estimate != other.is_estimate:
        return False
    if one.value is not None and other.value is not None and not isclose(one.value, other.value):
        return False
    names = ("currency",) if one.value is not None else ("part", "whole")
    return all(_first(one.table, name) == _first(other.table, name) for name in names)


def _first(table: pd.DataFrame, name: str) -> object:
    return table[name].iloc[0] if name in table and len(table) else None


def _came_and_went(old: Dataset, then: Rows, new: Dataset, now: Rows) -> tuple[Rows, Rows]:
    came, went = {}, {}
    for name in dict.fromkeys([*then, *now]):
        before, after = then.get(name, pd.Index([])), now.get(name, pd.Index([]))
        same = same_rows(name, old, new)
        if len(gone := before[~before.isin(same.index[same.isin(after)])]):
            went[name] = gone
        if len(more := after[~after.isin(same[same.index.isin(before)])]):
            came[name] = more
    return came, went


def _cells(found: Changes, then: Rows, now: Rows) -> pd.DataFrame:
    """The changed cells of rows that count at either time, without what is only words."""
    parts = []
    for name in dict.fromkeys([*then, *now]):
        cells = _cells_of(found, name, then.get(name, pd.Index([])), now.get(name, pd.Index([])))
        moving = [column.name for column in TABLES[name].columns if column.kind not in WORDS_ALONE or column.name in COUNTED_TEXT]
        parts.append(cells[cells["column"].isin(moving)])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _cells_of(found: Changes, name: str, then: pd.Index, now: pd.Index) -> pd.DataFrame:
    table = next((table for table in found.tables if table.table == name), None)
    if table is None:
        return pd.DataFrame({"table": [], "column": []})
    return table.cells[table.cells["was"].isin(then) | table.cells["now"].isin(now)].assign(table=name)


def _goals(before: Indicator, old: Dataset, after: Indicator, new: Dataset, as_of: date, ask_old: Ask, ask_new: Ask) -> list[Goal]:
    """The baseline and the targets that are others now; a new target only where its period had begun, for all else is a plan."""
    told = [] if before.baseline == after.baseline else [Goal(None, None, before.baseline, after.baseline)]
    then, now = _by_period(targets(before, old)), _by_period(targets(after, new))
    moved = [
        which for which in sorted({*then, *now}, key=str)
        if (then.get(which) and then[which].value) != (now.get(which) and now[which].value) and (which in then or which[0].start <= as_of)
    ]  # fmt: skip
    if not moved:
        return told
    judged, judged_now = (
        {target.row: standing.status for target, standing in by_target(one, data, as_of, ask)} for one, data, ask in ((before, old, ask_old), (after, new, ask_new))
    )
    for which in moved:
        was, is_now = then.get(which), now.get(which)
        by = (judged.get(was.row), judged_now.get(is_now.row)) if was and is_now else (None, None)
        statuses = (by[0], by[1]) if by[0] and by[1] and by[0] != by[1] else None
        told.append(Goal(which[0], which[2], was.value if was else None, is_now.value if is_now else None, statuses))
    return told


def _by_period(stated: list[Target]) -> dict[tuple[Period, str | None, str | None], Target]:
    return {(target.period, target.dimension, target.dimension_value): target for target in stated}

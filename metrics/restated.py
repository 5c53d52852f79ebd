"""Indicators restated: what was shown of a period then, what the data of now says of that same period, and the rows that did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from loaders import Dataset
from loaders.tables import TABLES
from metrics.indicators import Indicator, declared, value
from metrics.measure import Rows
from metrics.periods import Period


@dataclass(frozen=True)
class Restated:
    """One indicator whose value of a period differs: `then` and `now`; the rows by table that it has gained and lost.

    `gained` are labels in the data of now, `lost` in that of then. Where both are empty, rows that
    counted in both have changed, or the indicator itself.
    """

    indicator: Indicator
    then: float | None
    now: float | None
    gained: Rows
    lost: Rows


def restated(old: Dataset, new: Dataset, as_of: date, period: Period) -> list[Restated]:
    """The indicators of both whose value of a period, up to the same day, is no longer what it was."""
    before = {indicator.indicator_id: indicator for indicator in declared(old)}
    found = []
    for indicator in declared(new):
        if indicator.indicator_id not in before:
            continue
        was, is_now = value(before[indicator.indicator_id], old, as_of, period), value(indicator, new, as_of, period)
        if was.value != is_now.value:
            gained, lost = _missing(old, was.rows, new, is_now.rows), _missing(new, is_now.rows, old, was.rows)
            found.append(Restated(indicator, was.value, is_now.value, gained, lost))
    return found


def _missing(one: Dataset, rows: Rows, other: Dataset, others: Rows) -> Mapping[str, pd.Index]:
    """The labels of the other's rows that are not among those of the one, known by their tables' keys."""
    found = {}
    for name, labels in others.items():
        there, here = _keys(other, name, labels), set(_keys(one, name, rows.get(name, pd.Index([]))))
        if len(found_here := there.index[~there.isin(here)]):
            found[name] = found_here
    return found


def _keys(data: Dataset, name: str, labels: pd.Index) -> pd.Series:
    """What tells each row from the others, as one text: its key, else all that is in it."""
    frame = data.tables[name].loc[labels]
    columns = list(TABLES[name].key) or [column.name for column in TABLES[name].columns if not column.personal]
    joined = frame[columns].astype("str").fillna("")
    return joined.agg("\x1f".join, axis=1) if len(joined) else pd.Series([], index=frame.index, dtype="str")

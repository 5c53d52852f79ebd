"""A Measure: a value, the table behind it, and the rows that it was computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from loaders import Dataset
from loaders.sheets.reports import SheetReport

Rows = Mapping[str, pd.Index]
# Why each row that was looked at did not count: a reason by row label, by table.
LeftOut = Mapping[str, pd.Series]


@dataclass(frozen=True)
class Measure:
    """What was measured, and from what.

    `value` is the figure (None: no data); `table` the tidy frame that a chart draws; `rows` the
    labels, in the Dataset's own frames, of every row that counted, by table; `left_out` the rows that
    were looked at and did not count, with why; `formula` says in English, marked for translation as
    the reasons are, how it was computed; `is_estimate` that a headcount in it is
    about right rather than counted; `not_detailed` the people known only as a number; `planned`
    how many more are announced for after the day that the data speaks of; `members` which rows each line
    of the table is made of, where it says: the table's own columns, `table` and `row`; `sheets` those whose cells
    were counted, where cells were and not rows.

    In a shared link's view counts of people below the `minimum` are not told: `is_few` says that the value is one,
    `is_withheld` that it is not told because few people could be told apart by it; `few` is how many activities are
    not in it because their people are few.
    """

    key: str
    value: float | None
    rows: Rows
    formula: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    is_estimate: bool = False
    not_detailed: int = 0
    planned: int = 0
    sheets: tuple[SheetReport, ...] = ()
    left_out: LeftOut = field(default_factory=dict)
    members: pd.DataFrame = field(default_factory=pd.DataFrame)
    minimum: int = 0
    few: int = 0
    is_few: bool = False
    is_withheld: bool = False

    @property
    def is_told(self) -> bool:
        """Whether its value, or that there is none, is said as it is."""
        return not (self.is_few or self.is_withheld)


def begun(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The projects or transfers that have begun by a day: whose first possible day is not after it."""
    return frame[frame["start"] <= pd.Timestamp(as_of)]


def is_held(frame: pd.DataFrame, as_of: date) -> pd.Series:
    """Whether each delegation or event has happened by a day, for certain.

    A date known to the day counts from that day; a vaguer one ("2019") only once the last day that
    it can mean is over, for until then nobody can say that it has happened.
    """
    # By arrays: the board asks this some four hundred times.
    day = np.datetime64(as_of)
    exact = frame["start_precision"].to_numpy(object) == "day"
    return pd.Series((exact & (frame["start"].to_numpy() <= day)) | (frame["end"].to_numpy() <= day), index=frame.index)


def held(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The delegations or events that have happened by a day, for certain."""
    return frame[is_held(frame, as_of)]


def ahead(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The delegations or events that have not happened by a day, for all that is known."""
    return frame[~is_held(frame, as_of)]


def published(data: Dataset, as_of: date) -> pd.DataFrame:
    """The publications that are out by a day; one without a date is out unless it is forthcoming."""
    frame = data.publications
    out = frame["date"].isna() | (frame["date"] <= pd.Timestamp(as_of))
    return frame[out & ~frame["is_forthcoming"].fillna(False).astype(bool)]


def planned_mark(frame: pd.DataFrame, as_of: date) -> pd.Series:
    """Whether each delegation, event or transfer is still ahead; aligned with the frame."""
    return ~is_held(frame, as_of)


def activities_held(data: Dataset, as_of: date) -> pd.Series:
    """The ids of the delegations and events that have happened by a day."""
    parts = [data.tables[table].loc[is_held(data.tables[table], as_of), key] for table, key in (("delegations", "delegation_id"), ("events", "event_id"))]
    return pd.concat(parts, ignore_index=True)


def activities(data: Dataset) -> pd.DataFrame:
    """Delegations and events in one frame: activity_id, table, title, dates, themes, places, headcount.

    Its `row` is the label of each in its own table.
    """
    shared = ["title", "kind", "project_id", "theme_ids", "start", "start_precision", "end", "end_precision",
              "headcount", "headcount_is_estimate"]  # fmt: skip
    parts = []
    for table, key, place in (("delegations", "delegation_id", "to_city_id"), ("events", "event_id", "city_id")):
        frame = data.tables[table]
        part = frame[shared].assign(activity_id=frame[key], city_id=frame[place], table=table, row=frame.index)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)

"""What of small counts may be told: the figures of people that a shared link's view is given in place of their rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from loaders.schema import Table
from loaders.scope import ACTIVITIES, Scope
from loaders.tables import TABLES

# The least that a minimum may be: with two, whoever is one of the two would know the other.
LEAST_MINIMUM = 3
# What a link withholds where nothing is said: counts of one to four.
USUAL_MINIMUM, LARGEST_MINIMUM = 5, 100
PROVENANCE = ("source_file", "source_sheet", "source_row")
# Who wrote a note, and what a keeper noted of a row, for themselves: the columns stay, for all readers know them, and are blank.
BLANKED = {"notes": ("author",)}


@dataclass(frozen=True)
class Disclosed:
    """What is told of people in a scope on a day, with counts of fewer than `minimum_count` withheld.

    `small` are the delegations and events of fewer people than that: theirs is not told, and is in no total.
    `people` are the distinct people listed in all others; None where it is not told, and `is_few` where that is
    because they are fewer. `tables` has by column of the participants (sector, city_id, gender, age_group) a
    frame of group (missing: not detailed), people (missing: not told) and mark ("shown", "small": fewer than the
    minimum, "hidden": another would be given back); a column whose groups are too small is not in it at all.
    `indicators` are the values that need the people's rows and may be told, by indicator, in a `period`: first and last day.
    """

    scope: Scope
    as_of: date
    policy: int
    small: frozenset[str] = frozenset()
    people: int | None = None
    is_few: bool = False
    tables: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    period: tuple[date, date] | None = None
    indicators: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def minimum_count(self) -> int:
        """The least count of people that is told."""
        return self.scope.minimum_count

    def silent(self) -> "Disclosed":
        """The same without a figure: what is told with one minimum count may be too much with a larger."""
        return replace(self, people=None, is_few=False, tables=MappingProxyType({}), indicators=MappingProxyType({}))

    @property
    def mark(self) -> tuple[Scope, date, int]:
        """What two have in common where they tell the same of the same data."""
        return self.scope, self.as_of, self.policy


def usual_minimum(stated: str | None) -> int:
    """The least count of people that is told where nothing else is said: the workbook's setting `small_count`, else five."""
    return min(max(int(stated), LEAST_MINIMUM), LARGEST_MINIMUM) if stated and stated.isdecimal() else USUAL_MINIMUM


def permitted(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with only what is declared and not personal, and where each row was read from."""
    table = TABLES[name]
    blank = {column: pd.Series(pd.NA, index=frame.index, dtype=frame[column].dtype) for column in ("source_note", *BLANKED.get(name, ())) if column in frame}
    return frame[[column for column in allowed(table) if column in frame]].assign(**blank)


def without_people(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without a number of people: no participant, no headcount."""
    return {**tables, "participants": nobody(tables["participants"]), **{name: with_headcounts(tables[name], pd.Series(pd.NA, index=tables[name].index)) for name in ACTIVITIES}}


def nobody(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of the same columns without a row, made anew: a slice might keep what it was cut from in memory, and take it into a file."""
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in frame.dtypes.items()}, index=frame.index[:0].copy(deep=True))


def with_headcounts(frame: pd.DataFrame, headcounts: pd.Series) -> pd.DataFrame:
    """Delegations or events with other headcounts; where one is missing, whether it is an estimate is too."""
    counted = headcounts.astype("Int64")
    return frame.assign(headcount=counted, headcount_is_estimate=frame["headcount_is_estimate"].where(counted.notna()))


def allowed(table: Table) -> tuple[str, ...]:
    """The columns of a table that may be in a shared link's view."""
    open_columns = [column for column in table.columns if not column.personal]
    dates = [f"{column.name}_precision" for column in open_columns if column.kind == "date"]
    return (*(column.name for column in open_columns), *dates, *PROVENANCE)

"""What a shared link's view says of people, in place of what their rows would: told once, of all that the link shows."""

from dataclasses import replace
from datetime import date

import pandas as pd

from loaders import Dataset
from loaders.disclosed import Disclosed
from locales import N_
from metrics.measure import Measure, activities

PEOPLE = N_(
    "Each person listed in a delegation or event of this link that has taken place, counted once; activities of few people are left out. It is of all that the "
    "link shows, whatever the filters say. Its rows are the list of people, which is in no shared link."
)
GROUPS = N_(
    "The people of this link, each counted once and in one group, the first that a row of theirs says. Groups of few are hidden, and with them another where they could be "
    "worked out. It is of all that the link shows, whatever the filters say. Its rows are the list of people, which is in no shared link."
)
INDICATOR = N_(
    "It is counted from the rows of people, and none of these is in a shared link: it is told as of the day of the data, of all that the link shows, "
    "and only where nobody could be recognised by it."
)


def people(told: Disclosed) -> Measure:
    """The distinct people of a link's view; no value where they are few or could be told apart."""
    is_withheld = told.people is None and not told.is_few
    return Measure("people", told.people or None, {}, PEOPLE, minimum=told.minimum_count, is_few=told.is_few, is_withheld=is_withheld)


def people_by(column: str, told: Disclosed) -> Measure:
    """The people of a link's view by a column: that column, people (missing: not told), in_groups, groups and mark; `not_detailed` is a line of the table.

    `is_withheld` where the table may be told in no part; nothing is told of who came as a group.
    """
    whole = people(told)
    known = told.tables.get(column)
    table = pd.DataFrame({column: [], "people": [], "in_groups": [], "groups": [], "mark": []}) if known is None else known.rename(columns={"group": column}).assign(in_groups=0, groups=0)
    return Measure(
        f"people_by_{column.removesuffix('_id').removesuffix('_group')}", whole.value, {}, GROUPS, table,
        minimum=told.minimum_count, is_few=whole.is_few, is_withheld=(whole.value is not None and known is None) or whole.is_withheld,
    )  # fmt: skip


def groups_of_people(column: str, key: str, told: Disclosed) -> Measure:
    """How many groups the people of a link's view are of, where its table is told."""
    by = people_by(column, told)
    return Measure(key, int(by.table[column].notna().sum()) or None, {}, GROUPS, minimum=told.minimum_count, is_withheld=by.is_withheld or by.is_few)


def indicator_value(measure: str, indicator_id: str, data: Dataset, told: Disclosed, period: tuple[date, date], *, is_cumulative: bool) -> Measure:
    """The value of an indicator that needs the people's rows: in the period of the day, of all of the link, where it may be told."""
    is_asked = period == told.period or (is_cumulative and period[0] <= told.as_of <= period[1] and told.period is not None and told.as_of <= told.period[1])
    value = told.indicators.get(indicator_id) if is_asked and not _is_filtered(data, told) else None
    # Where nobody is listed at all, there is nothing to withhold.
    return Measure(measure, value, {}, INDICATOR, minimum=told.minimum_count, is_withheld=value is None and told.people != 0)


def _is_filtered(data: Dataset, told: Disclosed) -> bool:
    """Whether themes, cities or projects narrow what the link shows."""
    since = data.scopes[data.scopes.index(told.scope) :]
    return any(getattr(scope, side) not in ((), getattr(told.scope, side)) for scope in since for side in ("theme_ids", "city_ids", "project_ids"))


def are_few(data: Dataset, ids: pd.Series) -> pd.Series:
    """Whether the people of each delegation or event are too few to be told; aligned with the ids."""
    return ids.isin(data.disclosed.small if data.disclosed else ())


def withheld(measure: Measure, data: Dataset, held_ids: pd.Series) -> Measure:
    """A figure that adds up over the delegations or events of these ids, with how many are not in it because their people are few.

    It is not told where there is nothing else in it.
    """
    few = int(are_few(data, held_ids).sum())
    return replace(measure, minimum=data.scope.minimum_count, few=few, is_withheld=few > 0 and measure.value is None)


def few_held(data: Dataset, held_ids: pd.Series) -> pd.DataFrame:
    """The activities among those held whose people are too few to be told: as `activities`."""
    every = activities(data)
    return every[every["activity_id"].isin(held_ids) & are_few(data, every["activity_id"])]

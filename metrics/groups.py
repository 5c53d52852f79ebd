"""Groups of the programme: a theme, a city, the women. What is stated of the whole is not stated of them."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from loaders import Dataset
from metrics.breakdowns import Parts, parting
from metrics.indicators import Indicator, Target, chosen, is_part, measured, stated_group, targets
from metrics.periods import Period
from metrics.status import Standing, standing

NAMED = {"theme": ("themes", "theme_id"), "city": ("cities", "city_id")}


def by_id(data: Dataset, whole: Dataset) -> Dataset:
    """The data with the themes and cities of its targets and measurements by their ids, however the workbook names them."""
    return replace(data, tables=MappingProxyType({**data.tables, **{name: _named(data.tables[name], whole) for name in ("targets", "measurements")}}))


def _named(frame: pd.DataFrame, whole: Dataset) -> pd.DataFrame:
    if frame["dimension"].isna().all():
        return frame
    groups = frame["dimension_value"].astype("object")
    for dimension, (table, key) in NAMED.items():
        known = {stated_group(said): own for name in ("name", key) for said, own in zip(whole.tables[table][name], whole.tables[table][key], strict=True)}
        groups = groups.where(frame["dimension"] != dimension, groups.map(lambda cell, known=known: cell if pd.isna(cell) else known.get(stated_group(cell), cell)))
    return frame.assign(dimension_value=groups)


def judging(indicator: Indicator, data: Dataset) -> list[Target]:
    """The targets that an indicator may be held against in a part of the data, the earliest period first.

    The whole programme is held against those of the whole; a single theme or city against its own; any
    other part against none. What an indicator counts of one theme alone is the same under that theme.
    """
    group = chosen(data)
    if group == ("theme", stated_group(indicator.where.theme_id or "")):
        group = None
    elif group is None and is_part(data):
        return []
    return [target for target in targets(indicator, data) if target.group == group]


def by_group(indicator: Indicator, data: Dataset, as_of: date, *, whole: Dataset | None = None, parts: Parts | None = None) -> list[tuple[Target, Standing]]:
    """Each target of a group, the earliest period first, and how the group stood by its end or stands by now.

    None in a part of the data: the women of a theme are not those that the target speaks of. Who has broken the same
    data down before gives its `parts`.
    """
    own = [] if is_part(data) else [target for target in targets(indicator, data) if target.group is not None]
    parts = parts or parting(data, whole)
    return [(target, _stands(indicator, data, as_of, target, parts)) for target in own]


def _stands(indicator: Indicator, data: Dataset, as_of: date, target: Target, parts: Parts) -> Standing:
    day = min(target.period.end, as_of)
    assert target.group is not None
    if target.period.start > as_of:
        return standing(indicator, None, target, day)
    reached, began = group_value(indicator, data, day, target.period, target.group, parts), 0.0
    if indicator.is_cumulative and indicator.grows:
        began = group_value(indicator, data, as_of, target.eve, target.group, parts) or 0.0
    return standing(indicator, reached, target, day, began_at=began)


def group_value(indicator: Indicator, data: Dataset, as_of: date, period: Period, group: tuple[str, str], parts: Parts) -> float | None:
    """The value of one group in a period: 0 where others are told apart and it is not among them, None where nobody is."""
    if indicator.measure == "measurement":
        return measured(indicator, data, as_of, period, group).value
    found = parts(indicator, as_of, period, group[0])
    if found.value is None:
        return None
    own = found.table.loc[found.table["group"].map(stated_group) == group[1], "value"]
    return float(own.iloc[0]) if len(own) else 0.0 if len(found.table) or found.value == 0 else None

"""The part of the data that an indicator counts: its filter in columns, and a period."""

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from loaders import Dataset, Scope
from metrics.measure import activities
from metrics.participants import described
from metrics.periods import Period


@dataclass(frozen=True)
class Where:
    """The filter of an indicator; None leaves a side open.

    A theme and a city are those of an activity, a project or a transfer; of an organisation its own
    city. A kind is that of delegations, events and publications; a sector that of people and
    organisations; a language that of publications.
    """

    theme_id: str | None = None
    kind: str | None = None
    sector: str | None = None
    language: str | None = None
    city_id: str | None = None

    @property
    def stated(self) -> dict[str, str]:
        """The sides that are not open, by column."""
        return {side.name: value for side in fields(self) if (value := getattr(self, side.name)) is not None}


class Cut(Protocol):
    """Cuts a Dataset down to a period as `within_period` does."""

    def __call__(self, data: Dataset, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
        """The part of the data that counts in a period."""


def keeping() -> Cut:
    """A `within_period` that keeps what it has cut: many indicators ask for the same periods."""
    kept: dict[Hashable, Dataset] = {}

    def cut(data: Dataset, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
        mark = data.mark, period, as_of, is_cumulative
        if mark not in kept:
            kept[mark] = within_period(data, period, as_of, is_cumulative=is_cumulative)
        return kept[mark]

    return cut


def within_period(data: Dataset, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
    """What began in a period for certain; where it adds up, all that began until its end.

    Up to the day of the data nothing that adds up is cut away, for then the undated counts too.
    """
    if is_cumulative and period.end >= as_of:
        return data
    start = None if is_cumulative else period.start
    return data.within(replace(data.scope, start=start, end=period.end, is_certain=True))


def narrowed(data: Dataset, where: Where) -> Dataset:
    """The data with only the rows that pass the filter of an indicator."""
    if where.theme_id or where.city_id:
        data = _cut(data, where)
    tables = dict(data.tables)
    if where.kind:
        for name in ("delegations", "events", "publications"):
            tables[name] = _equal(tables[name], "kind", where.kind)
        done = activities(replace(data, tables=MappingProxyType(tables)))["activity_id"]
        tables["participants"] = tables["participants"][tables["participants"]["activity_id"].isin(done)]
    if where.sector:
        people = described(tables["participants"], data)
        tables["participants"] = tables["participants"].loc[_equal(people, "sector", where.sector).index]
        tables["organisations"] = _equal(tables["organisations"], "sector", where.sector)
        for name in ("delegations", "events"):
            # A headcount does not say of which sector its people are: only those listed count.
            tables[name] = tables[name].assign(headcount=pd.Series(pd.NA, index=tables[name].index, dtype="Int64"))
    if where.language:
        tables["publications"] = _equal(tables["publications"], "language", where.language)
    return replace(data, tables=MappingProxyType(tables))


def _cut(data: Dataset, where: Where) -> Dataset:
    cut = data.within(Scope(
        theme_ids=(where.theme_id,) if where.theme_id else (), city_ids=(where.city_id,) if where.city_id else (),
        has_personal=data.scope.has_personal,
    ))  # fmt: skip
    if where.city_id:
        at_home = data.organisations[data.organisations["city_id"] == where.city_id]
        cities = data.cities[data.cities["city_id"] == where.city_id]
        cut = replace(cut, tables=MappingProxyType({**cut.tables, "organisations": at_home, "cities": cities}))
    return cut


def _equal(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    return frame[frame[column].str.strip().str.casefold() == value.strip().casefold()]

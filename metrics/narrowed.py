"""The part of the data that an indicator counts: its filter in columns, and a period."""

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

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
    """Cuts a Dataset down as `within_period` does."""

    def __call__(self, data: Dataset, where: Where, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
        """The part of the data that counts in a period, of a theme and a city where they are stated."""


# What was computed of some data, for who asks again.
Kept = dict[Hashable, Any]


def keeping(kept: Kept | None = None) -> Cut:
    """A `within_period` that keeps what it has cut: many indicators ask for the same periods."""
    kept = {} if kept is None else kept

    def cut(data: Dataset, where: Where, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
        mark = "cut", data.mark, where.theme_id, where.city_id, period, as_of, is_cumulative
        if mark not in kept:
            kept[mark] = within_period(data, where, period, as_of, is_cumulative=is_cumulative)
        found: Dataset = kept[mark]
        return found

    return cut


def within_period(data: Dataset, where: Where, period: Period, as_of: date, *, is_cumulative: bool) -> Dataset:
    """What began in a period for certain, of a theme and a city where they are stated; where it adds up, all that began until its end.

    Up to the day of the data nothing that adds up is cut away, for then the undated counts too.
    All at once: a transfer has the themes of its project also in the years after that began.
    """
    scope = Scope(theme_ids=(where.theme_id,) if where.theme_id else (), has_personal=data.scope.has_personal)
    if not (is_cumulative and period.end >= as_of):
        scope = replace(scope, start=None if is_cumulative else period.start, end=period.end, is_certain=True)
    everywhere = data if scope.is_open else data.within(scope)
    if not where.city_id:
        return everywhere
    there = data.within(replace(scope, city_ids=(where.city_id,)))
    own = {name: frame[frame["city_id"] == where.city_id] for name in ("organisations", "cities") for frame in (everywhere.tables[name],)}
    return replace(there, tables=MappingProxyType({**there.tables, **own}))


def narrowed(data: Dataset, where: Where) -> Dataset:
    """The data with only the rows of the kind, sector and language that an indicator counts."""
    if not (where.kind or where.sector or where.language):
        return data
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


def _equal(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    return frame[frame[column].str.strip().str.casefold() == value.strip().casefold()]

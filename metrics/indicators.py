"""Indicators: what the board follows, as the workbook declares it, and its value in a period."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics import counts, indicator_measures
from metrics.left_out import left_out
from metrics.measure import Measure, is_held
from metrics.narrowed import Cut, Where, narrowed, within_period
from metrics.people_told import indicator_value
from metrics.periods import Period, meets

# What each measure counts; where these hold nothing at all, nobody has kept a record of it.
COUNTED: dict[str, tuple[Callable[[Dataset, date], Measure], tuple[str, ...]]] = {
    "projects": (counts.projects, ("projects",)),
    "delegations": (counts.delegations, ("delegations",)),
    "events": (counts.events, ("events",)),
    "people": (counts.people, ("participants",)),
    "participations": (counts.participations, ("delegations", "events")),
    "mission_days": (counts.mission_days, ("delegations",)),
    "partner_cities": (counts.partner_cities, ("cities",)),
    "countries": (counts.countries, ("cities",)),
    "organisations": (counts.organisations, ("organisations",)),
    "publications": (counts.publications, ("publications",)),
    "languages": (counts.languages, ("publications",)),
    "transfers": (counts.transfers, ("transfers",)),
    "transfers_piloted_or_adopted": (indicator_measures.transfers_piloted_or_adopted, ("transfers",)),
    "share_of_women": (indicator_measures.share_of_women, ("participants",)),
    "share_of_youth": (indicator_measures.share_of_youth, ("participants",)),
    "cost_per_participation": (indicator_measures.cost_per_participation, ("projects",)),
}
SHARES = ("share_of_sector", "share_of_women", "share_of_youth")
# What a period can be divided into without a rest: each row has one day that it counts from.
ADDITIVE = ("projects", "delegations", "events", "participations", "mission_days", "publications", "transfers", "transfers_piloted_or_adopted")

# What each counts of what takes place: where nothing did, nobody failed to say how much.
TAKING_PLACE = {"people": ("delegations", "events"), "participations": ("delegations", "events"), "mission_days": ("delegations",)}


@dataclass(frozen=True)
class Indicator:
    """What is followed. `row` is its label in the table of indicators; None stands for what is not stated."""

    indicator_id: str
    title: str
    description: str | None
    result: str | None
    result_type: str | None
    measure: str
    where: Where
    unit: str | None
    is_better_higher: bool
    is_cumulative: bool
    baseline: float | None
    baseline_date: date | None
    row: int

    @property
    def is_share(self) -> bool:
        """Whether its value is in percent."""
        return self.measure in SHARES

    @property
    def needs_people(self) -> bool:
        """Whether it can only be counted from the rows of people, which a shared link's view has not."""
        return self.is_share or self.measure == "people" or (self.measure in ("participations", "cost_per_participation") and self.where.sector is not None)

    @property
    def grows(self) -> bool:
        """Whether its value builds up in the course of a period, so that half of it may be due at half time."""
        return self.measure in COUNTED and self.measure not in (*SHARES, "cost_per_participation")


@dataclass(frozen=True)
class Target:
    """What an indicator should reach by the end of a period; of a group where a dimension is stated."""

    period: Period
    value: float
    dimension: str | None
    dimension_value: str | None
    row: int

    @property
    def group(self) -> tuple[str, str] | None:
        """The dimension and the group that it is of; None: the whole."""
        return (self.dimension, stated_group(self.dimension_value or "")) if self.dimension else None

    @property
    def eve(self) -> Period:
        """The day before its period."""
        day = self.period.start - timedelta(days=1)
        return Period(day, day)


def declared(data: Dataset) -> list[Indicator]:
    """The indicators of the workbook, in its order."""
    return [
        Indicator(
            row.indicator_id, row.title, _stated(row.description), _stated(row.result), _stated(row.result_type), row.measure,
            Where(*(_stated(getattr(row, side)) for side in ("theme_id", "kind", "sector", "language", "city_id"))),
            _stated(row.unit), row.direction != "decrease", bool(row.is_cumulative),
            None if pd.isna(row.baseline) else float(row.baseline), None if pd.isna(row.baseline_date) else row.baseline_date.date(), row.Index,
        )
        for row in data.indicators.itertuples()
    ]  # fmt: skip


def targets(indicator: Indicator, data: Dataset) -> list[Target]:
    """What an indicator should reach, the earliest period first."""
    own = (data.targets["indicator_id"] == indicator.indicator_id).to_numpy(bool)
    if not own.any():
        # Asked of every indicator many times over; most records state few.
        return []
    frame = data.targets[own].sort_values(["period_end", "period_start"], kind="stable")
    return [
        Target(Period(row.period_start.date(), row.period_end.date()), float(row.value), _stated(row.dimension), _stated(row.dimension_value), row.Index)
        for row in frame.itertuples()
    ]


def value(indicator: Indicator, data: Dataset, as_of: date, period: Period, *, cut: Cut = within_period, whole: Dataset | None = None, first: date | None = None) -> Measure:
    """The value of an indicator in a period, up to the day of the data; where it adds up, until the period's end.

    None (no data) where the period is still to come, lies before the record, or nothing that the
    measure counts was ever recorded. The record is that of the `whole`, where the data is a part of one.
    Who asks for many values gives a `cut` that keeps what it has cut, and the first day of the record. In a shared link's view what needs people's rows is
    told in the period of the day of the data alone.
    """
    if data.disclosed and indicator.needs_people:
        return indicator_value(indicator.measure, indicator.indicator_id, data, data.disclosed, (period.start, period.end), is_cumulative=indicator.is_cumulative)
    if indicator.measure == "measurement":
        return measured(indicator, data, as_of, period, chosen(data), is_none=is_part(data) and chosen(data) is None)
    if indicator.measure == "cost_per_participation" and data.period:
        return Measure(indicator.measure, None, {}, N_("What a project costs is for all of its time, and only a part of that is shown here."))
    measure, tables = _measure(indicator)
    whole = whole or data
    if measure is None or not meets(period, data.period) or period.start > as_of or all(whole.tables[name].empty for name in tables) or _is_before_record(first or record_begins(whole), period):
        return Measure(indicator.measure, None, {}, N_("There is no data for this period."))
    where, day = _where(indicator), min(period.end, as_of)
    part = narrowed(cut(data, where, period, as_of, is_cumulative=indicator.is_cumulative), where)
    return or_nought(measure(part, day), part, day)


def _measure(indicator: Indicator) -> tuple[Callable[[Dataset, date], Measure] | None, tuple[str, ...]]:
    if indicator.measure == "share_of_sector":
        sector = indicator.where.sector
        return (indicator_measures.share_of_sector(sector) if sector else None), ("participants",)
    return COUNTED[indicator.measure]


def _where(indicator: Indicator) -> Where:
    """Its filter; the sector of a share is what is looked for, not whom it is a share of."""
    if indicator.measure != "share_of_sector":
        return indicator.where
    stated = {**indicator.where.stated}
    stated.pop("sector", None)
    return Where(**stated)


def is_recorded(measure: str, data: Dataset) -> bool:
    """Whether anything that a measure counts was ever written down: 0 of it and no record of it are not the same."""
    if data.disclosed and COUNTED[measure][1] == ("participants",):
        return data.disclosed.people != 0
    return not all(data.tables[name].empty for name in COUNTED[measure][1])


def record_begins(data: Dataset) -> date | None:
    """The first day of which anything is recorded; None where nothing is dated."""
    firsts = [data.tables[name]["start"].min() for name in ("projects", "delegations", "events", "transfers")]
    known = [first.date() for first in (*firsts, data.publications["date"].min(), data.measurements["date"].min()) if not pd.isna(first)]
    return min(known, default=None)


def _is_before_record(first: date | None, period: Period) -> bool:
    return first is None or period.end < first


def or_nought(measure: Measure, data: Dataset, as_of: date) -> Measure:
    """A count of what takes place, 0 where nothing did: only what took place can be without a length or a headcount."""
    tables = TAKING_PLACE.get(measure.key, ())
    if measure.value is None and measure.is_told and tables and not any(is_held(data.tables[name], as_of).any() for name in tables):
        return replace(measure, value=0)
    return measure


def is_part(data: Dataset) -> bool:
    """Whether themes, cities or projects narrow the data: then it is not the programme that targets speak of."""
    return any(scope.theme_ids or scope.city_ids or scope.project_ids for scope in data.scopes)


def chosen(data: Dataset) -> tuple[str, str] | None:
    """The one theme or the one city that the data is narrowed to, as a dimension and a group; None where it is anything else."""
    sides = [(side, ids) for scope in data.scopes for side, ids in (("theme", scope.theme_ids), ("city", scope.city_ids), ("project", scope.project_ids)) if ids]
    named = {(side, stated_group(ids[0])) if len(ids) == 1 and side != "project" else None for side, ids in sides}
    return named.pop() if len(named) == 1 else None


def stated_group(cell: str) -> str:
    """What a cell says of a group, without what does not matter of its spelling."""
    return str(cell).strip().casefold()


def measured(indicator: Indicator, data: Dataset, as_of: date, period: Period, group: tuple[str, str] | None, *, is_none: bool = False) -> Measure:
    """The last value that somebody measured in a period, of a group or of the whole; where it adds up, the last until its end.

    `is_none`: nobody can have measured what is looked at.
    """
    formula = N_("The last value that was measured by hand in the period; a measurement states how things stood on its day.")
    rows = data.measurements[(data.measurements["indicator_id"] == indicator.indicator_id) & (data.measurements["date"] <= pd.Timestamp(min(period.end, as_of)))]
    rows = rows[rows["dimension"].isna()] if group is None else rows[(rows["dimension"] == group[0]) & (rows["dimension_value"].map(stated_group) == group[1])]
    if not indicator.is_cumulative:
        rows = rows[rows["date"] >= pd.Timestamp(period.start)]
    last = rows.sort_values("date", kind="stable").tail(1)
    if last.empty or period.start > as_of or is_none:
        return Measure("measurement", None, {}, formula)
    without = {"measurements": left_out(rows, last.index, otherwise=N_("a later one in the period says how things stood"))}
    return Measure("measurement", float(last["value"].iloc[0]), {"measurements": last.index}, formula, left_out=without)


def _stated(cell: object) -> str | None:
    return None if pd.isna(cell) else str(cell)

"""Delegations one by one and by route: who went where, for how many days, how many of them."""

from datetime import date

from loaders import Dataset
from locales import N_
from metrics.counts import days_of
from metrics.left_out import FEW, NOT_STATED, Reason, left_out, not_held
from metrics.measure import Measure, held, planned_mark
from metrics.people_told import are_few, withheld


def journeys(data: Dataset, as_of: date) -> Measure:
    """Every delegation in order of time: `value` those held, `planned` those ahead.

    `table` has a row each: delegation_id, title, kind, from_id, to_id, origin, destination, to_country
    (its code), dates, days and people (missing: not known), is_estimate, is_planned; its index is the Dataset's own.
    In a shared link's view also are_few: whether its people are too few to be told.
    """
    frame = data.delegations
    places = data.cities.set_index("city_id")
    names = places["name"]
    table = frame[["delegation_id", "title", "kind", "start", "start_precision", "end", "end_precision"]].assign(
        from_id=frame["from_city_id"],
        to_id=frame["to_city_id"],
        origin=frame["from_city_id"].map(names).fillna(frame["from_city_id"]),
        destination=frame["to_city_id"].map(names).fillna(frame["to_city_id"]),
        to_country=frame["to_city_id"].map(places["country_code"]),
        days=days_of(frame).astype("Int64"),
        people=frame["headcount"],
        is_estimate=frame["headcount_is_estimate"].fillna(False).astype(bool),
        is_planned=planned_mark(frame, as_of).astype(bool),
    )
    if data.disclosed:
        table["are_few"] = are_few(data, frame["delegation_id"])
    planned = int(table["is_planned"].sum())
    formula = N_("Every delegation, in order of the first day that its dates can mean; those not yet over on the day of the data are planned.")
    return Measure(
        "journeys", len(table) - planned, {"delegations": frame.index}, formula,
        table.sort_values(["start", "end", "title"]), planned=planned, minimum=data.scope.minimum_count,
    )  # fmt: skip


def delegations_by_route(data: Dataset, as_of: date) -> Measure:
    """Delegations from each place to each other: origin, destination, held, planned; the busiest first.

    `value` is the number of routes that somebody has travelled.
    """
    base = journeys(data, as_of)
    grouped = base.table.groupby(["from_id", "to_id"], sort=False)
    table = grouped.agg(origin=("origin", "first"), destination=("destination", "first"),
                        delegations=("delegation_id", "size"), planned=("is_planned", "sum"))  # fmt: skip
    table["held"] = table["delegations"] - table["planned"]
    table = table.sort_values(["held", "planned", "origin", "destination"], ascending=[False, False, True, True])
    formula = N_("Delegations that share where they come from and where they go, the way back counted apart.")
    return Measure(
        "delegations_by_route", int((table["held"] > 0).sum()), base.rows, formula,
        table[["origin", "destination", "held", "planned"]].reset_index(drop=True), planned=base.planned,
        members=base.table.assign(table="delegations", row=base.table.index),
    )  # fmt: skip


def delegates(data: Dataset, as_of: date) -> Measure:
    """People who travelled in the delegations held, by headcount; a person in two of them counts twice."""
    done = held(data.delegations, as_of)
    counted = done[done["headcount"].notna()]
    formula = N_("The headcounts of the delegations that have taken place, where somebody counted; who travelled twice counts twice.")
    travelled = Measure(
        "delegates", int(counted["headcount"].sum()) if len(counted) else None, {"delegations": counted.index}, formula,
        is_estimate=bool(counted["headcount_is_estimate"].fillna(False).any()),
        left_out={"delegations": left_out(data.delegations, counted.index, *not_held(data.delegations, as_of), _few(data), otherwise=NOT_STATED["headcount"])},
    )  # fmt: skip
    return withheld(travelled, data, done["delegation_id"])


def person_days(data: Dataset, as_of: date) -> Measure:
    """Days × people over the delegations held that state both; no value where none does."""
    done = held(data.delegations, as_of)
    days = days_of(done)
    product = (days * done["headcount"]).dropna()
    formula = N_("The days of each delegation that has taken place times its people, where both are known; nothing is assumed for the others.")
    counted, frame = done.loc[product.index], data.delegations
    length = (NOT_STATED["duration_days"], days_of(frame).isna())
    without = left_out(frame, counted.index, *not_held(frame, as_of), length, _few(data), otherwise=NOT_STATED["headcount"])
    spent = Measure(
        "person_days", int(product.sum()) if len(product) else None, {"delegations": product.index}, formula,
        is_estimate=bool(counted["headcount_is_estimate"].fillna(False).any()), left_out={"delegations": without},
    )  # fmt: skip
    # One whose length is not known would not be in it anyhow.
    return withheld(spent, data, done.loc[days.notna(), "delegation_id"])


def _few(data: Dataset) -> Reason:
    return FEW, are_few(data, data.delegations["delegation_id"])

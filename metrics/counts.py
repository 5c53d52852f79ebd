"""The programme's headline counts: what has happened by a day, and from which rows that is known."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.left_out import (
    CANCELLED,
    FEW,
    FORTHCOMING,
    NOT_ATTENDED,
    NOT_BEGUN,
    NOT_HELD,
    NOT_STATED,
    left_out,
    not_held,
    not_published,
)
from metrics.measure import Measure, Rows, activities, activities_held, begun, held, published
from metrics.people_told import are_few, withheld
from metrics.people_told import people as people_told

PARTNERS = ("founding", "partner")


def projects(data: Dataset, as_of: date) -> Measure:
    """Projects that have begun by a day; those planned or still to begin are told apart."""
    live = data.projects[data.projects["status"].fillna("") != "cancelled"]
    started = begun(live[live["status"].fillna("") != "planned"], as_of)
    formula = N_("Projects whose first day has come, without those marked planned or cancelled.")
    status = data.projects["status"].fillna("")
    without = left_out(
        data.projects, started.index, (CANCELLED, status == "cancelled"), (N_("marked planned"), status == "planned"), otherwise=NOT_BEGUN,
    )  # fmt: skip
    return Measure(
        "projects", len(started), {"projects": started.index}, formula,
        planned=len(live) - len(started), left_out={"projects": without},
    )  # fmt: skip


def delegations(data: Dataset, as_of: date) -> Measure:
    """Delegations that have taken place by a day."""
    return _occasions("delegations", data, as_of, N_("Delegations that have taken place; one with a vague date counts once the last day it can mean is over."))


def events(data: Dataset, as_of: date) -> Measure:
    """Events that have taken place by a day."""
    return _occasions("events", data, as_of, N_("Events that have taken place; one with a vague date counts once the last day it can mean is over."))


def _occasions(table: str, data: Dataset, as_of: date, formula: str) -> Measure:
    frame = data.tables[table]
    done = held(frame, as_of)
    without = left_out(frame, done.index, *not_held(frame, as_of), otherwise=NOT_HELD)
    return Measure(table, len(done), {table: done.index}, formula, planned=len(frame) - len(done), left_out={table: without})


def attended(data: Dataset, as_of: date) -> pd.DataFrame:
    """The participants' rows of the delegations and events that have taken place."""
    return data.participants[data.participants["activity_id"].isin(activities_held(data, as_of))]


def people(data: Dataset, as_of: date) -> Measure:
    """Distinct people who are listed in what has taken place; a group's row counts its headcount once."""
    if data.disclosed:
        return people_told(data.disclosed)
    rows = attended(data, as_of)
    value = int(rows.groupby("person_id")["headcount"].max().sum())
    formula = N_("Each person listed in a delegation or event that has taken place, counted once however often they took part; a row for a group counts its headcount.")
    without = left_out(data.participants, rows.index, otherwise=NOT_ATTENDED)
    return Measure("people", value if len(rows) else None, {"participants": rows.index}, formula, left_out={"participants": without})


def participations(data: Dataset, as_of: date) -> Measure:
    """Places taken in delegations and events: the headcount, or those listed where they are more.

    `table` has a row an activity that has any (activity_id, title, table, row, headcount, listed, participations,
    not_detailed); `not_detailed` is the part of the headcounts that nobody is listed for, which a shared link's view does not tell.
    """
    done = activities(data)
    done = held(done, as_of)
    listed = attended(data, as_of)
    table = done[["activity_id", "title", "table", "row", "city_id", "headcount", "headcount_is_estimate"]].copy()
    sums = listed.groupby("activity_id")["headcount"].sum()
    table["listed"] = table["activity_id"].map(sums).fillna(0).astype("int64")
    table["participations"] = table["headcount"].fillna(0).astype("int64").clip(lower=table["listed"])
    table["not_detailed"] = 0 if data.disclosed else table["participations"] - table["listed"]
    counted = table[table["participations"] > 0]
    rows = occasions_of(counted, data)
    why = N_("its headcount is not stated, and nobody is listed")
    without = {
        name: left_out(data.tables[name], index, *not_held(data.tables[name], as_of), (FEW, are_few(data, data.tables[name][f"{name[:-1]}_id"])), otherwise=why)
        for name, index in rows.items()
    }  # fmt: skip
    guessed = (counted["headcount_is_estimate"].fillna(False).astype(bool) & (counted["participations"] > counted["listed"])).any()
    formula = N_("For each delegation or event that has taken place, its headcount, or the number of people listed where that is larger; a person who took part twice counts twice.")
    taken = Measure(
        "participations", int(counted["participations"].sum()) if len(counted) else None,
        {**rows, "participants": listed.index}, formula, counted.reset_index(drop=True),
        is_estimate=bool(guessed), not_detailed=int(counted["not_detailed"].sum()),
        left_out={**without, "participants": left_out(data.participants, listed.index, otherwise=NOT_ATTENDED)},
    )  # fmt: skip
    return withheld(taken, data, table["activity_id"])


def occasions_of(frame: pd.DataFrame, data: Dataset) -> Rows:
    """The labels of the delegations and events that a frame of `table` and `row` names, in their tables' order."""
    named = {name: frame.loc[frame["table"] == name, "row"] for name in ("delegations", "events")}
    return {name: data.tables[name].index[data.tables[name].index.isin(labels)] for name, labels in named.items()}


def mission_days(data: Dataset, as_of: date) -> Measure:
    """Days spent on delegations that have taken place, where their length is known (days)."""
    done = held(data.delegations, as_of)
    days = days_of(done)
    known = days.dropna()
    formula = N_("The days of each delegation that has taken place: as stated, or from its first to its last day where both are known; those of unknown length are left out.")
    without = left_out(data.delegations, known.index, *not_held(data.delegations, as_of), otherwise=NOT_STATED["duration_days"])
    return Measure(
        "mission_days", int(known.sum()) if len(known) else None, {"delegations": known.index}, formula, left_out={"delegations": without},
    )  # fmt: skip


def days_of(delegations: pd.DataFrame) -> pd.Series:
    """The length of each delegation in days; missing where it is neither stated nor dated to the day."""
    exact = (delegations["start_precision"] == "day") & (delegations["end_precision"] == "day")
    dated = ((delegations["end"] - delegations["start"]).dt.days + 1).where(exact)
    return delegations["duration_days"].astype("Float64").fillna(dated.astype("Float64"))


def partner_cities(data: Dataset, as_of: date) -> Measure:
    """Cities with the role founding or partner; one whose first day is stated counts from that day."""
    cities = data.cities
    later = cities["member_since"] > pd.Timestamp(as_of)
    found = cities[(cities["kind"] == "city") & cities["role"].isin(PARTNERS) & ~later]
    formula = N_("Cities whose role is founding or partner, from the day they joined where it is stated; regions and countries are not counted.")
    without = left_out(
        cities, found.index, (N_("a region or a country, not a city"), cities["kind"] != "city"), (N_("it had not joined by the day of the data"), later),
        otherwise=N_("its role is neither founding nor partner"),
    )  # fmt: skip
    return Measure("partner_cities", len(found), {"cities": found.index}, formula, left_out={"cities": without})


def countries(data: Dataset, as_of: date) -> Measure:
    """Countries of the places in the data."""
    formula = N_("Distinct countries of all places on record, also of those where nothing took place and that people or organisations come from.")
    return Measure("countries", data.cities["country_code"].nunique(), {"cities": data.cities.index}, formula)


def organisations(data: Dataset, as_of: date) -> Measure:
    """Organisations in the data."""
    formula = N_("Organisations that the programme has to do with.")
    return Measure("organisations", len(data.organisations), {"organisations": data.organisations.index}, formula)


def publications(data: Dataset, as_of: date) -> Measure:
    """Publications that are out, each language edition counted."""
    out = published(data, as_of)
    formula = N_("Publications that are out; each language edition counts, forthcoming ones do not.")
    without = left_out(data.publications, out.index, *not_published(data, as_of), otherwise=FORTHCOMING)
    return Measure(
        "publications", len(out), {"publications": out.index}, formula,
        planned=len(data.publications) - len(out), left_out={"publications": without},
    )  # fmt: skip


def languages(data: Dataset, as_of: date) -> Measure:
    """Languages of the publications that are out, where the language is known."""
    out = published(data, as_of)
    known = out[out["language"] != "und"]
    formula = N_("Distinct languages of the publications that are out; those whose language is not stated are left out.")
    without = left_out(data.publications, known.index, *not_published(data, as_of), otherwise=NOT_STATED["language"])
    return Measure("languages", known["language"].nunique(), {"publications": known.index}, formula, left_out={"publications": without})


def transfers(data: Dataset, as_of: date) -> Measure:
    """Practices on their way between places that have begun by a day, at any stage."""
    started = begun(data.transfers, as_of)
    formula = N_("Transfers that have begun, at any stage.")
    without = left_out(data.transfers, started.index, otherwise=NOT_BEGUN)
    return Measure(
        "transfers", len(started), {"transfers": started.index}, formula,
        planned=len(data.transfers) - len(started), left_out={"transfers": without},
    )  # fmt: skip

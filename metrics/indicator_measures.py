"""Measures that only indicators have: shares of people, practices that took root, costs."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.counts import attended, participations
from metrics.measure import Measure, activities, begun, held
from metrics.participants import described, lowest_denominator

ROOTED = ("piloted", "adopted")
# Young as the age groups of the workbook tell it: up to 29.
YOUNG = ("under 18", "18-29")
PERCENT = 100.0


def transfers_piloted_or_adopted(data: Dataset, as_of: date) -> Measure:
    """Practices that have been tried or taken up elsewhere, of those begun by a day."""
    started = begun(data.transfers, as_of)
    rooted = started[started["stage"].isin(ROOTED)]
    formula = N_("Transfers that have begun and have come to the stage piloted or adopted.")
    return Measure("transfers_piloted_or_adopted", len(rooted), {"transfers": rooted.index}, formula)


def share_of_women(data: Dataset, as_of: date) -> Measure:
    """Women among the people whose gender is known (percent)."""
    formula = N_("Women, of the people listed in what has taken place whose gender is stated, each counted once.")
    return _share("share_of_women", "gender", lambda stated: stated == "woman", data, as_of, formula)


def share_of_youth(data: Dataset, as_of: date) -> Measure:
    """People under 30 among those whose age group is known (percent)."""
    formula = N_("People under 30, of those listed in what has taken place whose age group is stated, each counted once.")
    return _share("share_of_youth", "age_group", lambda stated: stated.isin(YOUNG), data, as_of, formula)


def share_of_sector(sector: str) -> Callable[[Dataset, date], Measure]:
    """People of a sector among those whose sector is known (percent)."""

    def share(data: Dataset, as_of: date) -> Measure:
        formula = N_("People of the sector, of those listed in what has taken place whose sector is known, each counted once.")
        return _share("share_of_sector", "sector", lambda stated: stated == sector, data, as_of, formula)

    return share


def _share(key: str, column: str, belongs: Callable[[pd.Series], pd.Series], data: Dataset, as_of: date, formula: str) -> Measure:
    """A share in percent; None below the lowest denominator.

    `table` has its counts in one row (part, whole); `not_detailed` are those whose rows do not say.
    """
    rows = described(attended(data, as_of), data)
    everyone = rows.groupby("person_id")["headcount"].max()
    known = rows.dropna(subset=[column])
    # Who is stated in two ways counts by the first.
    people = known.groupby("person_id").agg(headcount=("headcount", "max"), stated=(column, "first"))
    part, whole = int(people.loc[belongs(people["stated"]), "headcount"].sum()), int(people["headcount"].sum())
    value = PERCENT * part / whole if whole and whole >= lowest_denominator(data) else None
    table = pd.DataFrame({"part": [part], "whole": [whole]}) if whole else pd.DataFrame()
    unknown = int(everyone.drop(index=people.index).sum())
    return Measure(key, value, {"participants": known.index}, formula, table, not_detailed=unknown)


def cost_per_participation(data: Dataset, as_of: date) -> Measure:
    """Budgets of the projects that have any and somebody took part in, over those participations.

    In the budgets' currency; None where there is no such project, or where they are in several.
    `table` has a row: budget, participations, currency.
    """
    formula = N_("The budgets of projects begun that state one and whose activities count participations, divided by those participations; each budget is taken whole. Only where all are in one currency.")
    projects = begun(data.projects, as_of).dropna(subset=["budget"])
    taken = participations(data, as_of).table
    taken = taken[taken["participations"] > 0]
    done = held(activities(data), as_of).set_index("activity_id")["project_id"]
    taken = taken.assign(project_id=taken["activity_id"].map(done))
    projects = projects[projects["project_id"].isin(taken["project_id"])]
    taken = taken[taken["project_id"].isin(projects["project_id"])]
    listed = attended(data, as_of)
    rows = {name: pd.Index(taken.loc[taken["table"] == name, "row"]) for name in ("delegations", "events")}
    rows |= {"projects": projects.index, "participants": listed.index[listed["activity_id"].isin(taken["activity_id"])]}
    currencies = projects["currency"].fillna("").unique()
    if len(currencies) != 1:
        return Measure("cost_per_participation", None, rows, formula)
    budget, count = float(projects["budget"].sum()), int(taken["participations"].sum())
    table = pd.DataFrame({"budget": [budget], "participations": [count], "currency": [currencies[0]]})
    return Measure("cost_per_participation", budget / count, rows, formula, table)

"""Measures that only indicators have: shares of people, practices that took root, costs."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.counts import attended, occasions_of, participations
from metrics.left_out import NOT_BEGUN, NOT_STATED, left_out, not_attended
from metrics.measure import LeftOut, Measure, Rows, activities, begun, held
from metrics.participants import described, lowest_denominator
from metrics.people_told import withheld

ROOTED = ("piloted", "adopted")
# Young as the age groups of the workbook tell it: up to 29.
YOUNG = ("under 18", "18-29")
PERCENT = 100.0


def transfers_piloted_or_adopted(data: Dataset, as_of: date) -> Measure:
    """Practices that have been tried or taken up elsewhere, of those begun by a day."""
    started = begun(data.transfers, as_of)
    rooted = started[started["stage"].isin(ROOTED)]
    formula = N_("Transfers that have begun and have come to the stage piloted or adopted.")
    not_begun = (NOT_BEGUN, ~data.transfers.index.to_series().isin(started.index))
    without = left_out(data.transfers, rooted.index, not_begun, otherwise=N_("its stage is neither piloted nor adopted"))
    return Measure("transfers_piloted_or_adopted", len(rooted), {"transfers": rooted.index}, formula, left_out={"transfers": without})


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
    people, stated = known.groupby("person_id")["headcount"].max(), known.drop_duplicates("person_id").set_index("person_id")[column]
    part, whole = int(people[belongs(stated.reindex(people.index))].sum()), int(people.sum())
    value = PERCENT * part / whole if whole and whole >= lowest_denominator(data) else None
    table = pd.DataFrame({"part": [part], "whole": [whole]}) if whole else pd.DataFrame()
    unknown = int(everyone.drop(index=people.index).sum())
    without = left_out(data.participants, known.index, not_attended(data, as_of), otherwise=NOT_STATED[column])
    return Measure(key, value, {"participants": known.index}, formula, table, not_detailed=unknown, left_out={"participants": without})


def cost_per_participation(data: Dataset, as_of: date) -> Measure:
    """Budgets of the projects that have any and somebody took part in, over those participations.

    In the budgets' currency; None where there is no such project, or where they are in several.
    `table` has a row: budget, participations, listed (how many of these person by person), currency.
    """
    formula = N_("The budgets of projects begun that state one and whose activities count participations, divided by those participations; each budget is taken whole. Only where all are in one currency.")
    projects = begun(data.projects, as_of).dropna(subset=["budget"])
    paid = projects["project_id"]
    every = participations(data, as_of)
    taken = every.table
    done = held(activities(data), as_of).set_index("activity_id")["project_id"]
    taken = taken.assign(project_id=taken["activity_id"].map(done))
    projects = projects[projects["project_id"].isin(taken["project_id"])]
    taken = taken[taken["project_id"].isin(projects["project_id"])]
    listed = attended(data, as_of)
    rows = {**occasions_of(taken, data), "projects": projects.index, "participants": listed.index[listed["activity_id"].isin(taken["activity_id"])]}
    without = _not_in_costs(data, as_of, rows, every)
    currencies = projects["currency"].fillna("").unique()
    if len(currencies) != 1:
        none = Measure("cost_per_participation", None, rows, formula, left_out=without)
        # Where no project is left, those who took part in what has a budget may be few.
        return none if len(projects) else withheld(none, data, done.index[done.isin(paid)].to_series())
    budget, count = float(projects["budget"].sum()), int(taken["participations"].sum())
    table = pd.DataFrame({"budget": [budget], "participations": [count], "listed": [int(taken["listed"].sum())], "currency": [currencies[0]]})
    return Measure("cost_per_participation", budget / count, rows, formula, table, left_out=without)


def _not_in_costs(data: Dataset, as_of: date, rows: Rows, taken: Measure) -> LeftOut:
    """Why rows are not in the cost of a participation; `taken` are all participations."""
    frame = data.projects
    not_begun = (NOT_BEGUN, ~frame.index.to_series().isin(begun(frame, as_of).index))
    unpaid = N_("its project states no budget, or has not begun")
    without = {
        "projects": left_out(
            frame, rows["projects"], not_begun, (NOT_STATED["budget"], frame["budget"].isna()), otherwise=N_("nobody is known to have taken part in it"),
        ),
        "participants": left_out(data.participants, rows["participants"], not_attended(data, as_of), otherwise=N_("the project of its delegation or event states no budget, or has not begun")),
    }  # fmt: skip
    for name in ("delegations", "events"):
        empty = taken.left_out[name].reindex(data.tables[name].index)
        others = [(why, empty == why) for why in empty.dropna().unique()]
        without[name] = left_out(data.tables[name], rows[name], *others, otherwise=unpaid)
    return without

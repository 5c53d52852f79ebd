"""The mix of the people listed: by sector, city, gender and age group, each person counted once."""

from dataclasses import replace
from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.counts import attended, participations
from metrics.left_out import NOT_ATTENDED, NOT_STATED, left_out, not_attended
from metrics.measure import Measure, activities_held
from metrics.people_told import few_held, groups_of_people, people_by

# The three that the organisation says it brings together.
TRIO = ("local government", "civil society", "academia")
LOWEST_DENOMINATOR = 5
FORMULA = N_(
    "Each person listed in a delegation or event that has taken place, counted once; a row for a group counts its headcount. "
    "Who is listed under two of these counts in both, and once in the total. What no row says is not detailed."
)


def people_by_sector(data: Dataset, as_of: date) -> Measure:
    """People by sector: the row's own, else their organisation's (sector, people, in_groups, groups)."""
    return _people_by("sector", data, as_of)


def people_by_city(data: Dataset, as_of: date) -> Measure:
    """People by the place they come from: the row's own, else their organisation's (city_id, people, in_groups, groups)."""
    return _people_by("city_id", data, as_of)


def people_by_gender(data: Dataset, as_of: date) -> Measure:
    """People by gender, as the record states it (gender, people, in_groups, groups)."""
    return _people_by("gender", data, as_of)


def people_by_age(data: Dataset, as_of: date) -> Measure:
    """People by age group (age_group, people, in_groups, groups)."""
    return _people_by("age_group", data, as_of)


def sectors_of_people(data: Dataset, as_of: date) -> Measure:
    """Distinct sectors that the people come from; `not_detailed` are the people whose sector is not known."""
    return _distinct("sector", "sectors_of_people", data, as_of, N_("Distinct sectors of the people listed in what has taken place, where they are known."))


def places_of_people(data: Dataset, as_of: date) -> Measure:
    """Distinct places that the people come from; `not_detailed` are the people whose place is not known."""
    return _distinct("city_id", "places_of_people", data, as_of, N_("Distinct places that the people listed in what has taken place come from, where they are known."))


def _distinct(column: str, key: str, data: Dataset, as_of: date, formula: str) -> Measure:
    if data.disclosed:
        return groups_of_people(column, key, data.disclosed)
    people, rows = _people_by(column, data, as_of), _described(data, as_of).dropna(subset=[column])
    without = left_out(data.participants, rows.index, not_attended(data, as_of), otherwise=NOT_STATED[column])
    return Measure(
        key, len(people.table) or None, {"participants": rows.index}, formula,
        not_detailed=people.not_detailed, left_out={"participants": without},
    )  # fmt: skip


def people_in_groups(data: Dataset, as_of: date) -> Measure:
    """The part of the people who are known only as a group of so many."""
    rows = attended(data, as_of)
    groups = rows[rows["headcount"] > 1]
    value = int(groups.groupby("person_id")["headcount"].max().sum())
    without = left_out(data.participants, groups.index, not_attended(data, as_of), otherwise=N_("it stands for one person"))
    formula = N_("The headcounts of the rows that stand for a group, each group counted once.")
    return Measure("people_in_groups", value, {"participants": groups.index}, formula, left_out={"participants": without})


def activities_by_sectors_together(data: Dataset, as_of: date) -> Measure:
    """Activities held at which people of all three sectors are listed: `value`; `table` how many sectors at each."""
    rows = _described(data, as_of)
    three = rows[rows["sector"].isin(TRIO)]
    table = three.groupby("activity_id")["sector"].nunique().rename("sectors").reset_index()
    together = table.loc[table["sectors"] == len(TRIO), "activity_id"]
    formula = N_("Delegations and events that have taken place and list somebody of local government, of civil society and of academia.")
    unknown = (NOT_STATED["sector"], described(data.participants, data)["sector"].isna())
    without = left_out(data.participants, three.index, not_attended(data, as_of), unknown, otherwise=N_("of another sector than the three"))
    return Measure(
        "activities_by_sectors_together", len(together), {"participants": three.index}, formula, table, left_out={"participants": without},
    )  # fmt: skip


def participations_by_activity(data: Dataset, as_of: date) -> Measure:
    """The participations of each activity that has any, the most first; `in_groups` is the part of the listed who are in groups.

    In a shared link's view those of few people come last, their participations missing.
    """
    whole, rows = participations(data, as_of), attended(data, as_of)
    table = whole.table.copy()
    groups = rows[rows["headcount"] > 1].groupby("activity_id")["headcount"].sum()
    table["in_groups"] = table["activity_id"].map(groups).fillna(0).astype("int64")
    table["is_estimate"] = table["headcount_is_estimate"].fillna(False).astype(bool) & (table["participations"] > table["listed"])
    if data.disclosed:
        few = few_held(data, activities_held(data, as_of))[["activity_id", "title", "table", "row", "city_id"]]
        table = pd.concat([table, few.assign(participations=pd.NA).astype({"participations": "Int64"})], ignore_index=True) if len(few) else table
    listed = rows[["activity_id"]].assign(table="participants", row=rows.index)
    members = pd.concat([table[["activity_id", "table", "row"]], listed], ignore_index=True)
    return replace(whole, key="participations_by_activity", members=members, table=table.sort_values(["participations", "title"], ascending=[False, True]))


def lowest_denominator(data: Dataset) -> int:
    """How many people a share must be of before it is given: the setting, else 5."""
    stated = pd.to_numeric(data.setting("minimum_denominator"), errors="coerce")
    return LOWEST_DENOMINATOR if pd.isna(stated) else int(stated)


def _described(data: Dataset, as_of: date) -> pd.DataFrame:
    return described(attended(data, as_of), data)


def described(rows: pd.DataFrame, data: Dataset) -> pd.DataFrame:
    """Rows of participants, with their organisation's sector and city where their own row says none."""
    known = data.organisations.set_index("organisation_id")
    fill = {column: rows[column].fillna(rows["organisation_id"].map(known[column]).astype(rows[column].dtype)) for column in ("sector", "city_id")}
    return rows.assign(**fill)


def _people_by(column: str, data: Dataset, as_of: date) -> Measure:
    if data.disclosed:
        return people_by(column, data.disclosed)
    rows = _described(data, as_of)
    everyone = rows.groupby("person_id")["headcount"].max()
    once = rows.dropna(subset=[column]).groupby([column, "person_id"])["headcount"].max().reset_index()
    once["in_groups"] = once["headcount"].where(once["headcount"] > 1, 0)
    once["groups"] = (once["headcount"] > 1).astype("int64")
    table = once.groupby(column)[["headcount", "in_groups", "groups"]].sum().reset_index().rename(columns={"headcount": "people"})
    unknown = everyone.drop(index=once["person_id"].unique())
    members = rows[rows[column].notna() | rows["person_id"].isin(unknown.index)]
    return Measure(
        f"people_by_{column.removesuffix('_id').removesuffix('_group')}", int(everyone.sum()) if len(rows) else None,
        {"participants": rows.index}, FORMULA,
        table.sort_values(["people", column], ascending=[False, True]).reset_index(drop=True),
        not_detailed=int(unknown.sum()), left_out={"participants": left_out(data.participants, rows.index, otherwise=NOT_ATTENDED)},
        members=members[[column]].assign(table="participants", row=members.index),
    )  # fmt: skip

"""What the overview says: the span of the programme, activity by month, what is ahead, what is out."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.left_out import CANCELLED, FORTHCOMING, SEASON, left_out, not_published
from metrics.measure import LeftOut, Measure, Rows, activities, ahead, begun, held, published

OCCASIONS = ("delegations", "events")


def span(data: Dataset, as_of: date) -> tuple[date, date] | None:
    """The first and the last day of the programme so far; None where nothing has taken place.

    It opens with the first project, delegation or event that is dated to a month or a day, where
    any is, and closes with the last delegation or event; both within the period looked at.
    """
    done = held(activities(data), as_of)
    started = pd.concat([begun(data.projects, as_of), done])
    if done.empty:
        return None
    dated = [frame[frame["start_precision"].isin(["day", "month"])] for frame in (started, done)]
    first, last = (part if len(part) else frame for part, frame in zip(dated, (started, done), strict=True))
    start, end = first["start"].min().date(), last["end"].max().date()
    days = data.period or (start, end)
    return max(start, days[0]), min(end, days[1])


def linked(data: Dataset, as_of: date) -> pd.DataFrame:
    """The places that a delegation, event or transfer so far was in, came from or went to."""
    ids = set(held(data.events, as_of)["city_id"])
    for frame in (held(data.delegations, as_of), begun(data.transfers, as_of)):
        ids.update(frame["from_city_id"], frame["to_city_id"])
    return data.cities[data.cities["city_id"].isin(ids)]


def by_month(data: Dataset, as_of: date) -> Measure:
    """Delegations and events by month: month, delegations, events, held, planned; gaps filled with 0.

    Only what is dated to a month or a day; `not_detailed` counts the rest.
    """
    everything = activities(data)
    dated = everything[everything["start_precision"].isin(["day", "month"])]
    months = dated["start"].dt.to_period("M")
    past = dated.index.isin(held(dated, as_of).index)
    kinds = dated["table"].where(past, "planned")
    counts = pd.crosstab(months, kinds).reindex(columns=["delegations", "events", "planned"], fill_value=0)
    if len(counts):
        counts = counts.reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0)
    table = counts.astype("int64").rename_axis("month").rename_axis(columns=None).reset_index()
    table["month"] = pd.PeriodIndex(table["month"], freq="M").to_timestamp() if len(table) else pd.Series([], dtype="datetime64[us]")
    table["held"] = table["delegations"] + table["events"]
    formula = N_("Delegations and events by the month they begin in; those dated only to a season or a year are left out.")
    rows = _rows(dated, OCCASIONS)
    return Measure(
        "activity_by_month", int(table["held"].sum()), rows, formula, table, not_detailed=len(everything) - len(dated),
        left_out={name: left_out(data.tables[name], index, otherwise=SEASON) for name, index in rows.items()},
        members=dated[["table", "row"]].assign(month=months.dt.start_time, kind=kinds),
    )  # fmt: skip


def coming_next(data: Dataset, as_of: date) -> Measure:
    """What is still ahead, the nearest first and what has no date last: title, dates, city_id, table, row.

    Delegations and events; projects to come that have none of these ahead; forthcoming publications.
    """
    occasions = ahead(activities(data), as_of)
    projects = data.projects[data.projects["status"].fillna("") != "cancelled"]
    projects = projects.drop(index=begun(projects[projects["status"].fillna("") != "planned"], as_of).index)
    projects = projects[~projects["project_id"].isin(occasions["project_id"])]
    works = data.publications.drop(index=published(data, as_of).index)
    works = works.assign(start=works["date"], end=works["date"], start_precision=works["date_precision"], end_precision=works["date_precision"])
    parts = [occasions, *(frame.assign(table=name, row=frame.index) for name, frame in (("projects", projects), ("publications", works)))]
    columns = ["title", "start", "end", "start_precision", "end_precision", "city_id", "table", "row"]
    table = pd.concat([part.reindex(columns=columns) for part in parts if len(part)] or [occasions[columns]], ignore_index=True)
    table = table.sort_values(["start", "end"], kind="stable", na_position="last", ignore_index=True)
    formula = N_("Delegations and events that have not taken place by the day of the data, projects to come that have none of these, and forthcoming publications.")
    rows = _rows(table, (*OCCASIONS, "projects", "publications"))
    return Measure("coming_next", len(table), rows, formula, table, left_out=_come(data, rows))


def _come(data: Dataset, rows: Rows) -> LeftOut:
    """Why what is on record is not among what comes next, by table."""
    status = data.projects["status"].fillna("")
    ahead_of = data.projects["project_id"].isin(pd.concat([data.tables[name].loc[rows[name], "project_id"] for name in OCCASIONS]))
    reasons = {
        "projects": ((CANCELLED, status == "cancelled"), (N_("a delegation or event of it is ahead, and stands for it"), ahead_of)),
    }
    otherwise = {"projects": N_("it has begun"), "publications": N_("it is out")}
    return {
        name: left_out(data.tables[name], index, *reasons.get(name, ()), otherwise=otherwise.get(name, N_("it has taken place")))
        for name, index in rows.items()
    }


def latest_publications(data: Dataset, as_of: date) -> Measure:
    """Texts that are out, the latest first: title, date, date_precision, languages of all editions."""
    out = published(data, as_of)
    text = out["translation_of"].where(out["translation_of"].isin(out["publication_id"]), out["publication_id"])
    table = (
        out.assign(text=text)
        .sort_values("date", ascending=False, na_position="last", kind="stable")
        .groupby("text", sort=False)
        .agg(title=("title", "first"), date=("date", "max"), date_precision=("date_precision", "first"), languages=("language", tuple))
        .reset_index(drop=True)
    )
    formula = N_("Publications that are out, the editions of one text together, the latest first.")
    without = left_out(data.publications, out.index, *not_published(data, as_of), otherwise=FORTHCOMING)
    return Measure("latest_publications", len(table), {"publications": out.index}, formula, table, left_out={"publications": without})


def _rows(frame: pd.DataFrame, tables: tuple[str, ...]) -> Rows:
    return {name: pd.Index(frame.loc[frame["table"] == name, "row"]) for name in tables}

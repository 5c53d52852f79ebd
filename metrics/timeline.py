"""What stands on a line of time: projects, delegations, events and publications in one frame."""

from datetime import date

import pandas as pd
from pandas.tseries.offsets import MonthBegin, MonthEnd, YearBegin, YearEnd

from loaders import Dataset
from locales import N_
from metrics.measure import Measure, begun, planned_mark, published

COLUMNS = [
    "table", "row_id", "title", "kind", "project_id", "theme_ids", "city_ids", "start", "start_precision",
    "end", "end_precision", "start_until", "end_from", "is_planned", "is_open", "row",
]  # fmt: skip


def timeline(data: Dataset, as_of: date) -> Measure:
    """The delegations and events held by a day; its table has a row for each thing that has a place in time.

    `start` to `start_until` is what the first day can mean, `end_from` to `end` what the last day
    can mean; all four are empty for a publication without a date. `kind` is a project's status,
    and `row` the label of the thing in its own table. A project without an end `is_open`.
    """
    parts = [_projects(data, as_of), *_activities(data, as_of), _publications(data, as_of)]
    things = pd.concat(parts, ignore_index=True)
    things["start_until"] = last_day_meant(things["start"], things["start_precision"])
    things["end_from"] = first_day_meant(things["end"], things["end_precision"])
    is_activity = things["table"].isin(["delegations", "events"])
    planned = int((is_activity & things["is_planned"]).sum())
    return Measure(
        "timeline",
        float(is_activity.sum() - planned),
        {name: data.tables[name].index for name in ("projects", "delegations", "events", "publications")},
        N_("Delegations and events that have taken place by the day that the data speaks of, each counted once."),
        table=things[COLUMNS],
        planned=planned,
    )


def last_day_meant(first: pd.Series, precision: pd.Series) -> pd.Series:
    """The last day that each date can mean, from the first day that it can."""
    last = first.copy()
    for name, step in (("month", MonthEnd(0)), ("season", MonthEnd(3)), ("year", YearEnd(0))):
        last = last.mask(precision == name, first + step)
    return last


def first_day_meant(last: pd.Series, precision: pd.Series) -> pd.Series:
    """The first day that each date can mean, from the last day that it can."""
    next_day = last + pd.Timedelta(days=1)
    first = last.copy()
    for name, step in (("month", MonthBegin(1)), ("season", MonthBegin(3)), ("year", YearBegin(1))):
        first = first.mask(precision == name, next_day - step)
    return first


def _projects(data: Dataset, as_of: date) -> pd.DataFrame:
    frame = data.projects
    is_begun = frame.index.isin(begun(frame, as_of).index)
    return frame.assign(
        table="projects",
        row_id=frame["project_id"],
        kind=frame["status"],
        is_planned=~is_begun | (frame["status"] == "planned"),
        is_open=frame["end"].isna(),
        row=frame.index,
    )


def _activities(data: Dataset, as_of: date) -> list[pd.DataFrame]:
    """Delegations, that count where they go, and events."""
    return [
        frame.assign(
            table=table,
            row_id=frame[key],
            city_ids=[(city,) for city in frame[place]],
            is_planned=planned_mark(frame, as_of),
            is_open=False,
            row=frame.index,
        )
        for table, frame, key, place in (
            ("delegations", data.delegations, "delegation_id", "to_city_id"),
            ("events", data.events, "event_id", "city_id"),
        )
    ]


def _publications(data: Dataset, as_of: date) -> pd.DataFrame:
    """Publications; one has the cities of its project, and its project's themes where it states none."""
    frame = data.publications
    projects = data.projects.set_index("project_id")
    cities, themes = projects["city_ids"].to_dict(), projects["theme_ids"].to_dict()
    out = frame.index.isin(published(data, as_of).index)
    return frame.assign(
        table="publications",
        row_id=frame["publication_id"],
        theme_ids=[own or themes.get(project, ()) for own, project in zip(frame["theme_ids"], frame["project_id"], strict=True)],
        city_ids=[cities.get(project, ()) for project in frame["project_id"]],
        start=frame["date"],
        start_precision=frame["date_precision"],
        end=last_day_meant(frame["date"], frame["date_precision"]),
        end_precision=frame["date_precision"],
        is_planned=~out,
        is_open=False,
        row=frame.index,
    )

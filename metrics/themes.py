"""What each theme saw: by kind, by quarter, by place, and the practices that moved for it."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics import counts
from metrics.left_out import CANCELLED, SEASON, left_out
from metrics.measure import LeftOut, Measure, Rows, activities, begun, planned_mark

# What has begun, been held or come out, as the headlines count it.
DONE = {
    "projects": counts.projects, "delegations": counts.delegations,
    "events": counts.events, "publications": counts.publications,
}  # fmt: skip
KINDS = tuple(DONE)
OCCASIONS = ("delegations", "events")
# Stand where a theme's id would: every activity once, and those that name no theme.
ALL_THEMES, NO_THEME = "*", "?"


def activities_by_theme_and_kind(data: Dataset, as_of: date) -> Measure:
    """What happened for each theme: `theme_id`, `kind` (a table), `held`, `planned`.

    Themes by size, each with its four kinds; last `ALL_THEMES`, where each counts once. `value` is
    what has begun, been held or come out, counted once.
    """
    parts = []
    for kind, counted in DONE.items():
        done, every = counted(data, as_of).rows[kind], data.tables[kind]
        if kind == "projects":
            every = every[every["status"].fillna("") != "cancelled"]
        parts.append(every[["theme_ids"]].assign(table=kind, row=every.index, is_planned=~every.index.isin(done)))
    frame = pd.concat(parts, ignore_index=True)
    themed = _themed(data, frame)
    table = _counted(frame, themed, by="table").rename(columns={"table": "kind"})
    # A kind that a theme does not have is a zero, so that all four stand beside each other.
    cells = pd.MultiIndex.from_product([table["theme_id"].unique(), KINDS], names=["theme_id", "kind"])
    table = table.set_index(["theme_id", "kind"]).reindex(cells, fill_value=0).reset_index()
    return Measure(
        "activities_by_theme_and_kind", _held(frame), _rows(frame, KINDS),
        N_("Projects, delegations, events and publications that name the theme. One with two themes counts in both; the total counts it once."),
        table, planned=int(frame["is_planned"].sum()), left_out=_left_out(data, frame, KINDS, CANCELLED),
        members=themed.assign(kind=themed["table"]),
    )  # fmt: skip


def activities_by_theme_and_quarter(data: Dataset, as_of: date) -> Measure:
    """Delegations and events of each theme: `theme_id`, `quarter` (its first day), `held`, `planned`.

    One counts in the calendar quarter in which it begins, where the month of that is known. A season
    crosses two quarters and a year four: those are left out, for their quarter would be a guess.
    `value` and `planned` count each once.
    """
    frame = _occasions(data, as_of)
    dated = frame[frame["start_precision"].isin(["day", "month"])]
    dated = dated.assign(quarter=dated["start"].dt.to_period("Q").dt.start_time.astype("datetime64[us]"))
    themed = _themed(data, dated)
    return Measure(
        "activities_by_theme_and_quarter", _held(dated), _rows(dated, OCCASIONS),
        N_("Delegations and events of the theme by the calendar quarter in which they begin. One dated only to a season or a year has no quarter."),
        _counted(dated, themed, by="quarter"), planned=int(dated["is_planned"].sum()), left_out=_left_out(data, dated, OCCASIONS, SEASON),
        members=themed,
    )  # fmt: skip


def activities_by_theme_and_city(data: Dataset, as_of: date) -> Measure:
    """Delegations and events of each theme: `theme_id`, `city_id`, `held`, `planned`.

    A delegation counts where it goes. `value` and `planned` count each once.
    """
    frame = _occasions(data, as_of)
    themed = _themed(data, frame)
    return Measure(
        "activities_by_theme_and_city", _held(frame), _rows(frame, OCCASIONS),
        N_("Delegations and events of the theme by the place in which they happen; a delegation counts where it goes."),
        _counted(frame, themed, by="city_id"), planned=int(frame["is_planned"].sum()), members=themed,
    )  # fmt: skip


def transfers_between_places(data: Dataset, as_of: date) -> Measure:
    """Practices on the way, one a row: the columns of `transfers`, `theme_id` and `is_planned`.

    A transfer's theme is the first of its project's themes that is in sight, or `NO_THEME`.
    """
    frame = data.transfers
    themes = dict(zip(data.projects["project_id"], data.projects["theme_ids"], strict=True))
    wanted = set(data.narrowed.theme_ids)

    def theme(project: object) -> str:
        own = themes.get(project, ())
        return next((one for one in own if not wanted or one in wanted), NO_THEME)

    is_planned = ~frame.index.isin(begun(frame, as_of).index)
    table = frame.assign(theme_id=[theme(one) for one in frame["project_id"]], is_planned=is_planned)
    return Measure(
        "transfers_between_places", int((~table["is_planned"]).sum()), {"transfers": frame.index},
        N_("Practices that moved or are to move from one place to another. One that has begun by the day of the data counts as under way; its colour is the first theme of its project."),
        table, planned=int(table["is_planned"].sum()),
    )  # fmt: skip


def _occasions(data: Dataset, as_of: date) -> pd.DataFrame:
    frame = activities(data)
    return frame.assign(is_planned=planned_mark(frame, as_of))


def _themed(data: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each theme of each row: `theme_id`, and the columns of the frame."""
    frame = frame.assign(held=~frame["is_planned"], planned=frame["is_planned"])
    themed = frame.explode("theme_ids").rename(columns={"theme_ids": "theme_id"})
    themed["theme_id"] = themed["theme_id"].fillna(NO_THEME)
    # A cell may name a theme twice; the activity still counts in it once.
    themed = themed.drop_duplicates(["table", "row", "theme_id"])
    if wanted := data.narrowed.theme_ids:
        # Of the activities of a filtered view, or of a link of some themes, the other themes would be seen only in part.
        themed = themed[themed["theme_id"].isin(wanted)]
    return themed


def _counted(frame: pd.DataFrame, themed: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """`theme_id`, `by`, `held`, `planned`: themes by size, then `ALL_THEMES` with each row once."""
    once = frame.assign(held=~frame["is_planned"], planned=frame["is_planned"]).groupby(by, dropna=False)[["held", "planned"]].sum().reset_index()
    once.insert(0, "theme_id", ALL_THEMES)
    sizes = themed.groupby("theme_id", sort=False).size().sort_values(ascending=False, kind="stable")
    places = {theme: place for place, theme in enumerate([*sizes.index.drop(NO_THEME, errors="ignore"), NO_THEME])}
    counts = themed.groupby(["theme_id", by], dropna=False)[["held", "planned"]].sum().reset_index()
    counts = counts.sort_values("theme_id", key=lambda ids: ids.map(places), kind="stable")
    table = pd.concat([counts, once], ignore_index=True)
    return table.astype({"held": "int64", "planned": "int64"})


def _held(frame: pd.DataFrame) -> int:
    return int((~frame["is_planned"].astype(bool)).sum())


def _rows(frame: pd.DataFrame, tables: tuple[str, ...]) -> Rows:
    return {table: pd.Index(frame.loc[frame["table"] == table, "row"]) for table in tables}


def _left_out(data: Dataset, frame: pd.DataFrame, tables: tuple[str, ...], why: str) -> LeftOut:
    return {table: left_out(data.tables[table], rows, otherwise=why) for table, rows in _rows(frame, tables).items()}

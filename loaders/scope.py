"""Which part of the data somebody is to see: rows by period, theme, city and project; columns by right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from loaders.tables import TABLES

Frames = dict[str, pd.DataFrame]
ACTIVITIES = ("delegations", "events")


@dataclass(frozen=True)
class Scope:
    """A part of the data. An empty tuple or None leaves that side open; personal columns are closed.

    `start` and `end` keep what overlaps the two days, however vague its dates are; with `is_certain`
    only what begins between them on any day that its date can mean, so that no row is in two periods.
    """

    start: date | None = None
    end: date | None = None
    theme_ids: tuple[str, ...] = ()
    city_ids: tuple[str, ...] = ()
    project_ids: tuple[str, ...] = ()
    has_personal: bool = False
    is_certain: bool = False

    @property
    def is_open(self) -> bool:
        """Whether every row is in it."""
        return not (self.start or self.end or self.theme_ids or self.city_ids or self.project_ids)


def within(tables: Frames, scope: Scope) -> Frames:
    """The tables cut down to a scope: rows that are in it, and what those rows refer to."""
    frames = {name: frame if scope.has_personal else without_personal(name, frame) for name, frame in tables.items()}
    if scope.is_open:
        return frames
    projects = _by_theme(_by_period(frames["projects"], scope), scope)
    if scope.project_ids:
        projects = projects[projects["project_id"].isin(scope.project_ids)]
    frames["projects"] = _holding(projects, "city_ids", scope.city_ids)
    for name in ACTIVITIES:
        frames[name] = _by_city(_by_theme(_by_project(_by_period(frames[name], scope), scope), scope), scope)
    frames["transfers"] = _by_city(_by_project(_by_period(frames["transfers"], scope), scope), scope)
    if scope.theme_ids:
        # A transfer has no theme of its own: it has those of its project.
        themed = _holding(tables["projects"], "theme_ids", scope.theme_ids)["project_id"]
        frames["transfers"] = frames["transfers"][frames["transfers"]["project_id"].isin(themed)]
    publications = _by_theme(_by_project(frames["publications"], scope), scope)
    if scope.city_ids:
        # Nor has a publication a city: it has those of its project.
        placed = _holding(tables["projects"], "city_ids", scope.city_ids)["project_id"]
        publications = publications[publications["project_id"].isin(placed)]
    frames["publications"] = _by_date(publications, scope)
    frames = _referred(frames)
    frames["notes"] = _about(tables, frames)
    return frames


def _about(before: Frames, after: Frames) -> pd.DataFrame:
    """The notes but those about records that are not in sight any more."""
    if after["notes"].empty:
        return after["notes"]
    gone: set[str] = set()
    for name, table in TABLES.items():
        if len(table.key) == 1:
            gone.update(set(before[name][table.key[0]]) - set(after[name][table.key[0]]))
    return after["notes"][~after["notes"]["subject"].isin(gone)]


def without_personal(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table without its personal columns."""
    personal = [column for column in TABLES[name].personal if column in frame]
    return frame.drop(columns=personal) if personal else frame


def _by_period(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    if scope.is_certain:
        return _beginning(frame, "start", scope)
    keep = pd.Series(True, index=frame.index)
    if scope.start:
        keep &= frame["end"].isna() | (frame["end"] >= pd.Timestamp(scope.start))
    if scope.end:
        keep &= frame["start"] <= pd.Timestamp(scope.end)
    return frame[keep]


def _by_date(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    if not (scope.start or scope.end):
        return frame
    if scope.is_certain:
        return _beginning(frame, "date", scope)
    keep = frame["date"].notna()
    if scope.start:
        keep &= frame["date"] >= pd.Timestamp(scope.start)
    if scope.end:
        keep &= frame["date"] <= pd.Timestamp(scope.end)
    return frame[keep]


def _beginning(frame: pd.DataFrame, column: str, scope: Scope) -> pd.DataFrame:
    first = frame[column]
    keep = first.notna()
    if scope.start:
        keep &= first >= pd.Timestamp(scope.start)
    if scope.end:
        keep &= last_day(first, frame[f"{column}_precision"]) <= pd.Timestamp(scope.end)
    return frame[keep]


def last_day(first: pd.Series, precision: pd.Series) -> pd.Series:
    """The last day that a date can mean, from the first and how exactly it is known."""
    days = first.to_numpy("datetime64[D]")
    months, last = days.astype("datetime64[M]"), days
    # A season is three months.
    ends = {"month": (months + 1).astype("datetime64[D]"), "season": (months + 3).astype("datetime64[D]"), "year": (days.astype("datetime64[Y]") + 1).astype("datetime64[D]")}
    for kind, after in ends.items():
        last = np.where((precision == kind).to_numpy(bool), after - 1, last)
    return pd.Series(last.astype("datetime64[us]"), index=first.index)


def _by_theme(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return _holding(frame, "theme_ids", scope.theme_ids)


def _by_project(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return frame[frame["project_id"].isin(scope.project_ids)] if scope.project_ids else frame


def _by_city(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    if not scope.city_ids:
        return frame
    columns = [name for name in ("city_id", "from_city_id", "to_city_id") if name in frame]
    return frame[frame[columns].isin(scope.city_ids).any(axis=1)]


def _holding(frame: pd.DataFrame, column: str, wanted: Iterable[str]) -> pd.DataFrame:
    """The rows whose list has one of the values; all rows where none is wanted."""
    values = set(wanted)
    if not values:
        return frame
    # Through loc: with no row left the list is empty, and would mean no columns.
    return frame.loc[[not values.isdisjoint(cell) for cell in frame[column]]]


def _referred(frames: Frames) -> Frames:
    """The tables with only the participants, places, themes and organisations that the rest names."""
    activities = pd.concat([frames[name][f"{name[:-1]}_id"] for name in ACTIVITIES])
    frames["participants"] = frames["participants"][frames["participants"]["activity_id"].isin(activities)]
    for target in ("organisations", "themes", "cities"):
        named: set[str] = set()
        for name, frame in frames.items():
            if name in ("indicators", target):
                continue
            for column in TABLES[name].columns:
                if target in column.refers_to:
                    cells = frame[column.name]
                    named.update(*cells) if column.many else named.update(cells.dropna().unique())
        key = TABLES[target].key[0]
        frames[target] = frames[target][frames[target][key].isin(named)]
    return frames

"""Which part of the data somebody is to see: rows by period, theme, city and project; columns by right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from loaders.tables import TABLES

Frames = dict[str, pd.DataFrame]
# Which rows of a table to keep; None asks nothing of them.
Mask = np.ndarray | None
ACTIVITIES = ("delegations", "events")
# The sides of a scope that are lists, each with the table that it is chosen from, and its key.
SIDES = {"project_ids": ("projects", "project_id"), "theme_ids": ("themes", "theme_id"), "city_ids": ("cities", "city_id")}


@dataclass(frozen=True)
class Scope:
    """A part of the data. An empty tuple or None leaves that side open; personal columns are closed.

    `start` and `end` keep what overlaps the two days, however vague its dates are; with `is_certain`
    only what begins between them on any day that its date can mean, so that no row is in two periods.
    `minimum_count` is the least count of people that is told: 0 tells every one, as to the director and the board.
    """

    start: date | None = None
    end: date | None = None
    theme_ids: tuple[str, ...] = ()
    city_ids: tuple[str, ...] = ()
    project_ids: tuple[str, ...] = ()
    has_personal: bool = False
    is_certain: bool = False
    minimum_count: int = 0

    @property
    def is_open(self) -> bool:
        """Whether every row is in it."""
        return not (self.start or self.end or self.theme_ids or self.city_ids or self.project_ids)


def within(tables: Frames, scope: Scope) -> Frames:
    """The tables cut down to a scope: rows that are in it, and what those rows refer to."""
    frames = {name: frame if scope.has_personal else without_personal(name, frame) for name, frame in tables.items()}
    if scope.is_open:
        return frames
    # Every cut copies a table's columns: each table is cut once.
    frames["projects"] = _kept(
        frames["projects"], _in_period(frames["projects"], scope), _holding(frames["projects"], "theme_ids", scope.theme_ids),
        _among(frames["projects"], "project_id", scope.project_ids), _holding(frames["projects"], "city_ids", scope.city_ids),
    )  # fmt: skip
    for name in ACTIVITIES:
        frames[name] = _kept(
            frames[name], _in_period(frames[name], scope), _among(frames[name], "project_id", scope.project_ids),
            _holding(frames[name], "theme_ids", scope.theme_ids), _in_city(frames[name], scope),
        )  # fmt: skip
    # A transfer has no theme of its own, nor has a publication a city: they have those of their project, whatever its dates.
    frames["transfers"] = _kept(
        frames["transfers"], _in_period(frames["transfers"], scope), _among(frames["transfers"], "project_id", scope.project_ids),
        _of_projects(frames["transfers"], tables, "theme_ids", scope.theme_ids), _in_city(frames["transfers"], scope),
    )  # fmt: skip
    frames["publications"] = _kept(
        frames["publications"], _dated(frames["publications"], scope), _among(frames["publications"], "project_id", scope.project_ids),
        _holding(frames["publications"], "theme_ids", scope.theme_ids), _of_projects(frames["publications"], tables, "city_ids", scope.city_ids),
    )  # fmt: skip
    frames = _referred(frames)
    frames["notes"] = _about(tables, frames)
    return frames


def funded_by(projects: pd.DataFrame, organisation_id: str) -> tuple[str, ...]:
    """The projects that an organisation funds, in the order of their identifiers."""
    return tuple(sorted(one for one, funders in zip(projects["project_id"], projects["funder_ids"], strict=True) if organisation_id in funders))


def is_period(start: date | None, end: date | None) -> bool:
    """Whether two days can bound a scope: both stated, the earlier first, or neither."""
    return start <= end if start and end else start is end is None


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


def _kept(frame: pd.DataFrame, *masks: Mask) -> pd.DataFrame:
    """The rows that every mask lets through."""
    keep = np.logical_and.reduce([mask for mask in masks if mask is not None] or [np.array(True)])
    return frame if keep.all() else frame[keep]


def _in_period(frame: pd.DataFrame, scope: Scope) -> Mask:
    if scope.is_certain:
        return _begins(frame, "start", scope)
    keep = np.full(len(frame), True)
    if scope.start:
        keep &= (frame["end"].isna() | (frame["end"] >= pd.Timestamp(scope.start))).to_numpy()
    if scope.end:
        keep &= (frame["start"] <= pd.Timestamp(scope.end)).to_numpy()
    return keep


def _dated(frame: pd.DataFrame, scope: Scope) -> Mask:
    """Whether each publication is of the period, which one without a date is of none."""
    if not (scope.start or scope.end):
        return None
    if scope.is_certain:
        return _begins(frame, "date", scope)
    days = frame["date"].to_numpy("datetime64[D]")
    return ~np.isnat(days) & _is_from(days, scope) & _is_until(days, scope)


def _begins(frame: pd.DataFrame, column: str, scope: Scope) -> Mask:
    """Whether each row begins in the period on any day that its date can mean."""
    days = frame[column].to_numpy("datetime64[D]")
    return ~np.isnat(days) & _is_from(days, scope) & _is_until(_last_days(days, frame[f"{column}_precision"]), scope)


def _is_from(days: np.ndarray, scope: Scope) -> np.ndarray | np.bool:
    return days >= np.datetime64(scope.start) if scope.start else np.True_


def _is_until(days: np.ndarray, scope: Scope) -> np.ndarray | np.bool:
    return days <= np.datetime64(scope.end) if scope.end else np.True_


def _last_days(days: np.ndarray, precision: pd.Series) -> np.ndarray:
    """The last days that dates can mean, from the first and how exactly each is known."""
    months, last = days.astype("datetime64[M]"), days
    # A season is three months.
    after = {"month": months + 1, "season": months + 3, "year": days.astype("datetime64[Y]") + 1}
    for kind, begins in after.items():
        last = np.where((precision == kind).to_numpy(bool), begins.astype("datetime64[D]") - 1, last)
    return last


def _among(frame: pd.DataFrame, column: str, wanted: Sequence[str]) -> Mask:
    """Whether each row has one of the values; nothing is asked where none is wanted."""
    return frame[column].isin(wanted).to_numpy() if wanted else None


def _holding(frame: pd.DataFrame, column: str, wanted: Sequence[str]) -> Mask:
    """Whether each row's list has one of the values; nothing is asked where none is wanted."""
    values = set(wanted)
    return np.array([not values.isdisjoint(cell) for cell in frame[column]], dtype=bool) if values else None


def _in_city(frame: pd.DataFrame, scope: Scope) -> Mask:
    if not scope.city_ids:
        return None
    columns = [name for name in ("city_id", "from_city_id", "to_city_id") if name in frame]
    return frame[columns].isin(scope.city_ids).any(axis=1).to_numpy()


def _of_projects(frame: pd.DataFrame, tables: Frames, column: str, wanted: Sequence[str]) -> Mask:
    """Whether each row is of a project whose list has one of the values; nothing is asked where none is wanted."""
    if not wanted:
        return None
    projects = tables["projects"]
    return frame["project_id"].isin(projects.loc[_holding(projects, column, wanted), "project_id"]).to_numpy()


def _referred(frames: Frames) -> Frames:
    """The tables with only the participants, places, themes and organisations that the rest names."""
    activities = pd.concat([frames[name][f"{name[:-1]}_id"] for name in ACTIVITIES])
    frames["participants"] = _kept(frames["participants"], frames["participants"]["activity_id"].isin(activities).to_numpy())
    for target in ("organisations", "themes", "cities"):
        frames[target] = _kept(frames[target], frames[target][TABLES[target].key[0]].isin(named(frames, target)).to_numpy())
    return frames


def named(frames: Frames, target: str) -> set[str]:
    """The ids of a table that the others name; not what an indicator counts, for that is the whole programme's."""
    found: set[str] = set()
    for name, frame in frames.items():
        if name in ("indicators", target):
            continue
        for column in TABLES[name].columns:
            if target in column.refers_to:
                cells = frame[column.name]
                # A blank is nobody's key.
                found.update(*cells) if column.many else found.update(cells.unique())
    return found

"""Where each thing of a timeline stands: its group, its row, its lane, in dates across and pixels down."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from charts.style import wrapped

Thing = Mapping[str, Any]

DAY = timedelta(days=1)
LANE, LINE, MARK = 17, 17, 12
HEADING, GAP = 40, 16
LETTERS = 62
# A project with its bar; what belongs to a project elsewhere; what belongs to none.
KINDS = ("project", "other", "none")
# A telephone's chart is this wide: what does not overlap there overlaps nowhere.
NARROWEST = 330
# So many rows are drawn at once: a browser takes seconds over thousands.
PAGE = 80
# The part of the width, at the right, that holds what has no date, and how many marks fit abreast.
UNDATED_SHARE, ABREAST = 0.14, 3


@dataclass(frozen=True)
class Frame:
    """The days from `first` to `last` that an axis spans, and whether a strip for undated things follows."""

    first: datetime
    last: datetime
    has_undated: bool

    @property
    def days(self) -> int:
        """How many days the dated part is long."""
        return (self.last - self.first).days + 1

    @property
    def end(self) -> datetime:
        """The right end of the axis, the undated strip included."""
        share = UNDATED_SHARE / (1 - UNDATED_SHARE) if self.has_undated else 0.0
        return self.last + DAY + timedelta(days=round(self.days * share))

    def undated(self, place: int) -> datetime:
        """Where the mark of a place (0, 1, 2 …) stands within the undated strip."""
        strip = self.end - self.last
        return self.last + strip * ((place % ABREAST + 0.7) / (ABREAST + 0.4))


@dataclass(frozen=True)
class Row:
    """One line of the timeline: a project in a group, or what stands there outside of its projects.

    `bar` is the project's record; `things` are the marks', each with its `x`, its reach from `left`
    to `right` (None: no date) and its `lane`. `kind` is one of KINDS. `y` is where the row begins,
    `label` its wrapped title, `theme_id` the theme whose colour its bar has.
    """

    group: str
    kind: str
    bar: Thing | None
    things: tuple[Thing, ...]
    lanes: int
    label: str = ""
    theme_id: str = ""
    y: int = 0
    opens_group: bool = False

    @property
    def label_y(self) -> int:
        """Where its title begins."""
        return self.y + (HEADING if self.opens_group else 0)

    @property
    def band_y(self) -> int:
        """Where its band of lanes begins."""
        return self.label_y + LINE * (self.label.count("<br>") + 1) + 4

    @property
    def bottom(self) -> int:
        """Where the next row may begin."""
        return self.band_y + self.lanes * LANE + GAP


def frame_of(things: pd.DataFrame, *, as_of: date, start: date | None, end: date | None) -> Frame:
    """The whole months that hold all dates, no wider than a period that was asked for."""
    last_days = things["end"].fillna(things["start_until"])
    if things["is_open"].any():
        last_days = pd.concat([last_days, pd.Series([pd.Timestamp(as_of)])])
    first, last = things["start"].min(), last_days.max()
    if pd.isna(first):
        first = last = pd.Timestamp(as_of)
    first = max(first, pd.Timestamp(start)) if start else first
    last = min(last, pd.Timestamp(end)) if end else last
    first, last = first.replace(day=1), max(first, last) + pd.offsets.MonthEnd(0)
    return Frame(first.to_pydatetime(), last.to_pydatetime(), bool(things["start"].isna().any()))


def rows_of(things: pd.DataFrame, *, column: str | None, wanted: tuple[str, ...], names: Mapping[str, str], span: Frame) -> list[Row]:
    """The rows from top to bottom, fullest group first and by date within it, all at y = 0.

    `column` is the list that groups (None: one nameless group), `wanted` narrows the groups, `names`
    are theirs. What belongs to a project that is not in its group shares a row "other" there.
    """
    placed = records(grouped(things, column=column, wanted=wanted))
    bars = {(one["group"], one["project"]): one for one in placed if one["table"] == "projects"}
    marks: dict[tuple[str, str, str], list[Thing]] = defaultdict(list)
    for one in placed:
        if one["table"] != "projects":
            marks[_place(one, bars)].append(one)
    rows = [_row(group, "project", bar, marks.get((group, "project", project), []), span) for (group, project), bar in bars.items()]
    rows += [_row(group, kind, None, found, span) for (group, kind, _), found in marks.items() if kind != "project"]
    sizes = Counter(one["group"] for one in placed if one["table"] != "projects")
    return sorted(rows, key=lambda row: (
        row.group == "", -sizes[row.group], names.get(row.group, ""), KINDS.index(row.kind),
        row.bar["start"] if row.bar else span.first, row.bar["title"] if row.bar else "",
    ))  # fmt: skip


def _place(mark: Thing, bars: Mapping[tuple[str, str], Thing]) -> tuple[str, str, str]:
    """The row that a mark belongs in: its group, the row's kind, the project where it has a bar there."""
    group, project = mark["group"], mark["project"]
    if (group, project) in bars:
        return group, "project", project
    return group, "other" if project else "none", ""


def records(frame: pd.DataFrame) -> list[Thing]:
    """The frame's rows as plain records: dates are datetimes, None where there is none."""
    lists = {
        name: frame[name].to_numpy("datetime64[us]").tolist() if frame[name].dtype.kind == "M" else frame[name].tolist()
        for name in frame.columns
    }
    return [dict(zip(lists, values, strict=True)) for values in zip(*lists.values(), strict=True)]


def grouped(things: pd.DataFrame, *, column: str | None, wanted: tuple[str, ...] = ()) -> pd.DataFrame:
    """The things with their `group` and `project` ("": none), once for each group that they count in."""
    project = things["project_id"].astype("object").where(things["project_id"].notna(), "")
    if column is None:
        return things.assign(group="", project=project)
    groups = [tuple(one for one in own if one in wanted) or own or ("",) for own in things[column]]
    return things.assign(group=pd.Series(groups, index=things.index, dtype="object"), project=project).explode("group")


def stacked(rows: Sequence[Row], *, has_headings: bool) -> list[Row]:
    """The same rows, one below the other; a heading is said again where a page begins."""
    y, result, last = 0, [], None
    for place, row in enumerate(rows):
        opens = has_headings and (row.group != last or place % PAGE == 0)
        last = row.group
        result.append(replace(row, y=y, opens_group=opens))
        y = result[-1].bottom
    return result


def label(text: str) -> str:
    """A title wrapped for the narrowest chart; Hangul and its like are twice as wide."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return wrapped(text, LETTERS if wide * 4 < len(text) else LETTERS // 2)


def _row(group: str, kind: str, bar: Thing | None, marks: Sequence[Thing], span: Frame) -> Row:
    """A row with its marks in lanes, so that none stands on another even on a telephone."""
    near = timedelta(days=span.days * (MARK + 3) / NARROWEST / 2)
    lanes: list[datetime] = []
    things: list[Thing] = []
    for mark in sorted((one for one in marks if one["start"]), key=lambda one: (one["start"], one["end"])):
        left, right = max(mark["start"], span.first), min(mark["end"], span.last) + DAY
        middle = left + (right - left) / 2
        begins, ends = min(left, middle - near), max(right, middle + near)
        lane = next((lane for lane, taken in enumerate(lanes) if taken <= begins), len(lanes))
        lanes[lane:lane + 1] = [ends]
        things.append({**mark, "x": middle, "left": left, "right": right, "lane": lane})
    for place, mark in enumerate(one for one in marks if not one["start"]):
        things.append({**mark, "x": span.undated(place), "left": None, "right": None, "lane": place // ABREAST})
    return Row(group, kind, bar, tuple(things), 1 + max((thing["lane"] for thing in things), default=0))

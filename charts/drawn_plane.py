"""The plane that a figure is drawn on: what of its axes is where, in the picture's units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import isnan
from typing import Any

Figure = Mapping[str, Any]
EPOCH = datetime(1970, 1, 1)
# Beyond its values plotly leaves so much of an axis free where no range is stated.
SPARE = 0.055


@dataclass(frozen=True)
class Scale:
    """An axis: the numbers at its ends, and where these are drawn."""

    first: float
    last: float
    start: float
    end: float

    def at(self, value: Any) -> float:
        """Where a value is drawn."""
        return self.start + (number(value) - self.first) / ((self.last - self.first) or 1) * (self.end - self.start)


@dataclass(frozen=True)
class Plane:
    """The part of a picture that has the marks, between its axes."""

    left: float
    top: float
    width: float
    height: float
    x: Scale
    y: Scale

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


def number(value: Any) -> float:
    """A value of an axis as a number: a date in milliseconds, as plotly counts them."""
    if isinstance(value, str):
        return (datetime.fromisoformat(value) - EPOCH).total_seconds() * 1000
    return float(value)


def is_known(value: Any) -> bool:
    """Whether there is a value at all."""
    return value is not None and not (isinstance(value, float) and isnan(value))


def of(value: Any, at: int) -> Any:
    """What a setting is for one point: plotly takes one for all, or one each."""
    return value[at] if isinstance(value, (list, tuple)) else value


def plane(figure: Figure, *, width: float, top: float, bottom: float) -> Plane:
    """The plane of a figure in a picture so wide, with so much above and below it.

    Where the vertical axis states its range it counts in pixels; else the layout's height says how high the plane is.
    """
    layout = figure["layout"]
    margin, x_axis, y_axis = layout["margin"], layout["xaxis"], layout["yaxis"]
    left, across = float(margin["l"]), width - margin["l"] - margin["r"]
    if "range" in y_axis:
        low, high = map(number, y_axis["range"])
        down = abs(high - low)
    else:
        low, high = _span(figure, "y")
        down = layout["height"] - margin["t"] - margin["b"]
    first, last = map(number, x_axis["range"]) if "range" in x_axis else _span(figure, "x")
    return Plane(left, top, across, down, Scale(first, last, left, left + across), Scale(low, high, top + down, top))


def _span(figure: Figure, axis: str) -> tuple[float, float]:
    """From where to where an axis goes that does not say so."""
    traces, rest = figure["data"], figure["layout"][f"{axis}axis"]
    bars = [trace for trace in traces if trace["type"] == "bar"]
    if bars and axis == "x":
        half = step(bars) / 2
        values = [number(value) for trace in bars for value in trace["x"]]
        return min(values) - half, max(values) + half
    values = list(_totals(bars)) if bars else [number(v) for trace in traces for v in trace[axis] if is_known(v)]
    low, high = min(values, default=0.0), max(values, default=0.0)
    if rest.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    spare = (high - low or abs(high) or 1) * SPARE
    return (low if low == 0 and rest.get("rangemode") == "tozero" else low - spare), high + spare


def _totals(bars: Sequence[Figure]) -> Iterable[float]:
    """How high the bars are that stand on each other."""
    heights: dict[Any, float] = {}
    for trace in bars:
        for x, y in zip(trace["x"], trace["y"], strict=True):
            heights[x] = heights.get(x, 0.0) + (y or 0)
    return heights.values()


def step(bars: Sequence[Figure]) -> float:
    """The least distance between two columns: the room that each of them has."""
    places = sorted({number(value) for trace in bars for value in trace["x"]})
    return min((after - before for before, after in pairwise(places)), default=1.0)

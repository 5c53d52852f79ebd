"""A chart as numbers alone: what every program that draws charts of its own can take, PowerPoint and Excel among them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# solid; hollow: planned, forthcoming, still to come; hatched: not detailed; faint: as a group; dotted: so far; marks: signs without a line.
Look = Literal["solid", "hollow", "hatched", "faint", "dotted", "marks"]


@dataclass(frozen=True)
class Series:
    """The values of one series, one a label (None: no data), under a name that a person can read; `colour` has six digits.

    `colours` are the labels' own, where each has one.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    look: Look = "solid"
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Bars lie, their labels from the top down, columns stand; both are stacked. Lines go over time.

    `days` are those of a line's labels, which are not equally far apart. `ends` are the words at the end of each bar
    where they are more than its number; `is_share` says that values are percent (of 100).
    """

    kind: Literal["bars", "columns", "lines"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    ends: tuple[str, ...] = ()
    is_share: bool = False
    days: tuple[date, ...] = ()

"""A figure's table as the page writes it: numbers as the language does, links as links, a small line as a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup

from charts import style
from charts.drawing import Drawing, Mark, Paint, Path, Stroke
from charts.exhibit import SHARE
from charts.svg import svg
from locales import Words

# So many rows are read on a page; whoever wants all of a large programme takes its workbook.
MOST_ROWS = 400
LINE_WIDE, LINE_HIGH, LINE_EDGE = 96.0, 22.0, 3.0
MOST_DIGITS = 3


@dataclass(frozen=True)
class Cell:
    """What one cell says; where it leads; its picture, if it is one; the class that gives it its colour."""

    words: str
    href: str = ""
    picture: Markup | None = None
    look: str = ""


@dataclass(frozen=True)
class Column:
    """A column's heading, and whether it has numbers."""

    heading: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table in words; `left_out` says how many rows are not written, where that is any."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: str = ""


def table(frame: pd.DataFrame, t: Words, *, looks: Mapping[str, Sequence[str]] | None = None) -> Table:
    """The frame as the page writes it; `looks` has, by heading, a class for each of its cells."""
    shown = frame.head(MOST_ROWS)
    columns, cells = [], []
    for heading in shown.columns:
        values, looked = list(shown[heading]), (looks or {}).get(heading, [""] * len(shown))
        digits = _digits(values) if _is_of_numbers(values) else None
        columns.append(Column(str(heading), digits is not None))
        is_share = heading == t(SHARE)
        none = "" if digits is None else t("no data")
        cells.append([_cell(value, t, digits or 0, look, none, is_share=is_share) for value, look in zip(values, looked, strict=False)])
    left_out = ""
    if len(shown) < len(frame):
        left_out = t("The first {n} of {all} rows.", n=t.number(len(shown)), all=t.number(len(frame)))
    return Table(tuple(columns), tuple(zip(*cells, strict=True)), left_out)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) or hasattr(value, "dtype")


def _is_of_numbers(values: Sequence[Any]) -> bool:
    known = [value for value in values if not _is_missing(value)]
    return bool(known) and all(_is_number(value) and not _is_flag(value) for value in known)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool) or str(getattr(value, "dtype", "")) == "bool"


def _is_missing(value: Any) -> bool:
    return not isinstance(value, (list, tuple)) and bool(pd.isna(value))


def _digits(values: Sequence[Any]) -> int:
    """As many digits as any of the numbers needs, the same for all of them."""
    known = [float(value) for value in values if not _is_missing(value)]
    return next((digits for digits in range(MOST_DIGITS) if all(round(value, digits) == round(value, MOST_DIGITS) for value in known)), MOST_DIGITS)


def _cell(value: Any, t: Words, digits: int, look: str, none: str, *, is_share: bool) -> Cell:
    if isinstance(value, (list, tuple)):
        return Cell("", picture=small_line(value))
    if _is_missing(value):
        return Cell(none)
    if _is_flag(value):
        return Cell(t("yes") if value else t("no"))
    if _is_number(value):
        return Cell(t.percent(float(value), digits=max(0, digits - 2)) if is_share else t.number(value, digits=digits))
    if isinstance(value, date):
        return Cell(t.day(value))
    words = str(value)
    return Cell(_host(words), href=words) if _host(words) else Cell(words, look=look)


def _host(words: str) -> str:
    """The name of the place on the web that words are the address of; nothing where they are none."""
    if not words.startswith(("http://", "https://")) or any(letter.isspace() for letter in words):
        return ""
    try:
        return urlsplit(words).hostname or ""
    except ValueError:
        return ""


def small_line(values: Sequence[float]) -> Markup | None:
    """Values over time as a line of a few pixels, from 0 up, its last point marked."""
    if not values:
        return None
    top, low = max(*values, 0.0), min(*values, 0.0)
    across = (LINE_WIDE - 2 * LINE_EDGE) / max(len(values) - 1, 1)
    down = (LINE_HIGH - 2 * LINE_EDGE) / ((top - low) or 1)
    points = tuple((LINE_EDGE + at * across, LINE_EDGE + (top - value) * down) for at, value in enumerate(values))
    line = [Path(points, Stroke(style.ACCENT, 1.5))] if len(points) > 1 else []
    drawing = Drawing(LINE_WIDE, LINE_HIGH, (*line, Mark(*points[-1], 5, fill=Paint(style.ACCENT))))
    return Markup(svg(drawing, title=" → ".join(f"{value:g}" for value in (values[0], values[-1]))))

"""Horizontal bars with their labels above them: what a name needs is not taken from the bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.chart import Chart, Look
from charts.chart import Series as Numbers
from locales import Words

LINE_PX, BAR_PX, GAP_PX = 19, 14, 14
TEXT_PX = 14
# So many letters of a label fit into a telephone's width, bold ones too.
LETTERS = 50
# The narrowest plot, a telephone's, and a letter in it: how much of it the words at a bar's end may need.
PLOT_PX, LETTER_PX, MOST_ROOM = 330, 8, 0.5


@dataclass(frozen=True)
class Series:
    """One piece of every bar: its length a bar (0: none), how it is marked, what is said on it, which mark it is, its name."""

    lengths: Sequence[float]
    marker: dict[str, Any]
    hovers: Sequence[str]
    keys: Sequence[str] = ()
    name: str = ""
    look: Look = "solid"


def labelled(labels: Sequence[str], *, series: Sequence[Series], ends: Sequence[str], is_dark: bool, has_unseen: bool = False) -> dict[str, Any]:
    """A figure of one bar a label, top down; pieces of a bar follow each other, `ends` stand at its end.

    The vertical axis is in pixels, so that a label of two lines moves what is below it. With `has_unseen` a bar of no length is
    there to be pressed all the same, unseen, under what stands at its end.
    """
    lines = [style.wrapped(label, LETTERS) for label in labels]
    tops, middles, height = placed([line.count("<br>") + 1 for line in lines])
    totals = [sum(piece) for piece in zip(*(one.lengths for one in series), strict=True)]
    room = min(MOST_ROOM, (2 + max(map(len, ends), default=0)) * LETTER_PX / PLOT_PX)
    longest = (max(totals, default=0) or 1) / (1 - room)
    pieces = [
        {"type": "bar", "orientation": "h", "y": middles, "x": list(one.lengths), "width": BAR_PX,
         "marker": _outlined(one), "customdata": list(one.hovers), "hovertemplate": "%{customdata}<extra></extra>",
         **({"ids": list(one.keys)} if one.keys else {})}
        for one in [*series, *(_unseen(series, totals, longest * room) if has_unseen else [])]
    ]  # fmt: skip
    figure_layout = style.layout(
        # A pixel at the left keeps the outline of a hollow bar.
        barmode="stack", font={"color": style.ink(is_dark)}, height=height + 8, margin={"l": 1, "r": 0, "t": 0, "b": 8},
        xaxis={"visible": False, "range": [0, longest]},
        yaxis={"visible": False, "range": [height, 0], "automargin": False},
    )  # fmt: skip
    texts = [texts_at([0.0] * len(lines), tops, lines, "bottom right"), texts_at(totals, middles, [f"\u2002{end}" for end in ends], "middle right")]
    return {"data": [*pieces, *texts], "layout": figure_layout}


def _unseen(series: Sequence[Series], totals: Sequence[float], length: float) -> list[Series]:
    """A clear piece where a bar has no length, with what is said on it and which mark it is; none where all bars have one."""
    if all(totals) or not series:
        return []
    return [Series([0 if total else length for total in totals], {"color": style.CLEAR}, series[0].hovers, series[0].keys)]


def chart(labels: Sequence[str], *, series: Sequence[Series], ends: Sequence[str], is_share: bool = False) -> Chart:
    """The same bars as numbers; a piece that no bar has is left out."""
    return Chart("bars", tuple(labels), tuple(_numbers(one) for one in series if any(one.lengths)), tuple(ends), is_share)


def _numbers(series: Series) -> Numbers:
    colour, outline = series.marker["color"], series.marker.get("line", {}).get("color")
    own = () if isinstance(colour, str) else tuple(colour)
    # What is clear or fainter than its outline has the colour of that.
    seen = own[0] if own else colour if colour.startswith("#") else outline
    return Numbers(series.name, tuple(series.lengths), seen, series.look, own)


def _outlined(series: Series) -> dict[str, Any]:
    """The marker of a series, without the outline that pieces of no length would still have."""
    line = series.marker.get("line", {"width": 0})
    return {**series.marker, "line": {**line, "width": [line["width"] if n else 0 for n in series.lengths]}}


def cut(subtitle: str, shown: int, whole: int, t: Words) -> str:
    """A subtitle, with how many are drawn where that is not all."""
    if shown == whole:
        return subtitle
    return t("{subtitle}. The first {n} of {all}; the table has every one", subtitle=subtitle.rstrip("."), n=t.number(shown), all=t.number(whole))


def placed(lines: Sequence[int]) -> tuple[list[float], list[float], int]:
    """For labels of so many lines: where each label begins, the middle of its bar, and the height, in pixels."""
    tops, middles, at = [], [], 0
    for count in lines:
        tops.append(float(at))
        middles.append(at + count * LINE_PX + BAR_PX / 2 + 2)
        at += count * LINE_PX + BAR_PX + GAP_PX
    return tops, middles, at


def texts_at(x: Sequence[Any], y: Sequence[float], texts: Sequence[str], position: str) -> dict[str, Any]:
    """A trace of words alone, that nothing happens on."""
    return {"type": "scatter", "mode": "text", "x": list(x), "y": list(y), "text": list(texts),
            "textposition": position, "textfont": {"size": TEXT_PX}, "hoverinfo": "skip", "cliponaxis": False}  # fmt: skip

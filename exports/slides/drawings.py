"""Figures that no program has a chart for, as drawings the size of a slide: in one piece, in several, or not at all."""

from dataclasses import dataclass
from typing import Any

from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.exhibit import Exhibit, View
from exports.slides.cuts import between, pages, squeezed, tallest

# So many units to the slide's width: the fewer, the larger the words. The first that fits is taken; rows that need
# several slides are not drawn in the smallest.
UNITS = (1000.0, 1120.0, 1240.0)
# What is a little too high is drawn lower; lower than this its words would touch.
LEAST_SHARE = 0.85


@dataclass(frozen=True)
class Piece:
    """A drawing for one slide, and how many rows stand in it."""

    drawing: Drawing
    rows: int


def pieces_of(exhibit: Exhibit, view: View, *, tall: float) -> list[Piece]:
    """The figure as drawings no higher than `tall` times their width; none where it cannot be read so small.

    A map is as high as its land: it is drawn smaller, whatever that needs.
    """
    if exhibit.figure is None:
        return []
    found: list[Drawing] = []
    for units in UNITS:
        drawing = drawing_of(exhibit, view, width=units)
        if drawing is None or not drawing.shapes:
            return []
        if not isinstance(exhibit.figure, dict):
            return [Piece(drawing, 1)]
        if drawing.height * LEAST_SHARE <= tall * units:
            return [Piece(squeezed(drawing, min(drawing.height, tall * units)), 1)]
        found.append(drawing)
    cut = [pieces for drawing in found[:2] if (pieces := _cut(drawing, exhibit.figure["layout"], tall * drawing.width))]
    return min(cut, key=len, default=[])


def _cut(drawing: Drawing, layout: dict[str, Any], height: float) -> list[Piece]:
    """The drawing in pieces so high; none where its rows are higher."""
    top, bottom = _strips(drawing, layout)
    if tallest(drawing, top=top, bottom=bottom) > height:
        return []
    return [Piece(one, len(between(one, top=top, bottom=bottom))) for one in pages(drawing, top=top, bottom=bottom, height=height)]


def _strips(drawing: Drawing, layout: dict[str, Any]) -> tuple[float, float]:
    """How high the parts above and below the rows are: a vertical axis in pixels says it, from the last row to the first."""
    end, begin = layout["yaxis"]["range"]
    below = float(layout["margin"]["b"])
    top = drawing.height - below - (end - begin) + max(0.0, -begin)
    return top, 0.0 if layout["xaxis"].get("side") == "top" else below

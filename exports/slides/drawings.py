"""Figures that no program has a chart for, as drawings the size of a slide: in one piece, in several, or not at all."""

from typing import Any

from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.exhibit import Exhibit, View
from exports.slides.box import INCH, Box
from exports.slides.cuts import Cut, cut, squeezed

# So many units to the inch: the fewer, the larger the words. The first that fits is taken; rows that need several
# slides are not drawn in the smallest.
UNITS = (82.0, 92.0, 102.0)
# What is a little too high is drawn lower; lower than this its words would touch.
LEAST_SHARE = 0.85


def drawn_for(exhibit: Exhibit, view: View, *, room: Box, most: int) -> tuple[list[Drawing], int]:
    """The figure as at most so many drawings for a room of a slide, and how many rows stand in none; no drawing where it cannot be read so small.

    A map is as high as its land: it is drawn smaller, whatever that needs.
    """
    if exhibit.figure is None:
        return [], 0
    found: list[Drawing] = []
    tall = room.height / room.width
    for units in UNITS:
        drawing = drawing_of(exhibit, view, width=units * room.width / INCH)
        if drawing is None or not drawing.shapes:
            return [], 0
        if not isinstance(exhibit.figure, dict):
            return [drawing], 0
        if drawing.height * LEAST_SHARE <= tall * drawing.width:
            return [squeezed(drawing, min(drawing.height, tall * drawing.width))], 0
        found.append(drawing)
    cuts = [made for one in found[:2] if (made := _cut(one, exhibit.figure["layout"], tall * one.width))]
    if not cuts:
        return [], 0
    best = min(cuts, key=lambda one: len(one.spans))
    count = min(len(best.spans), most)
    return [best.piece(at) for at in range(count)], best.rows_after(count)


def _cut(drawing: Drawing, layout: dict[str, Any], height: float) -> Cut | None:
    top, bottom = _strips(drawing, layout)
    return cut(drawing, top=top, bottom=bottom, height=height)


def _strips(drawing: Drawing, layout: dict[str, Any]) -> tuple[float, float]:
    """How high the parts above and below the rows are: a vertical axis in pixels says it, from the last row to the first."""
    end, begin = layout["yaxis"]["range"]
    below = float(layout["margin"]["b"])
    top = drawing.height - below - (end - begin) + max(0.0, -begin)
    return top, 0.0 if layout["xaxis"].get("side") == "top" else below

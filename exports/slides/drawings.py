"""Figures that no program has a chart for, as drawings the size of a slide: in one piece, in several, or not at all."""

from dataclasses import dataclass

from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.exhibit import Exhibit, View
from exports.slides.cuts import between, pages, tallest

# So many units to the slide's width: the fewer, the larger the words. The first that fits; rows that need several slides take the second.
UNITS = (1000.0, 1120.0, 1240.0)
# What is a little too high is drawn smaller; smaller than this it cannot be read.
LEAST_SHARE = 0.8


@dataclass(frozen=True)
class Piece:
    """A drawing for one slide, and how many rows stand in it."""

    drawing: Drawing
    rows: int


def pieces_of(exhibit: Exhibit, view: View, *, tall: float) -> list[Piece]:
    """The figure as drawings no higher than `tall` times their width; none where it cannot be read so small.

    A map is as high as its land: it is drawn smaller, whatever that needs.
    """
    found = [drawing for units in UNITS if (drawing := drawing_of(exhibit, view, width=units)) is not None and drawing.shapes]
    if not found:
        return []
    if fits := next((one for one in found if one.height <= tall * one.width), None):
        return [Piece(fits, 1)]
    if not isinstance(exhibit.figure, dict):
        return [Piece(found[0], 1)]
    drawing, layout = found[1], exhibit.figure["layout"]
    top, bottom = _strips(drawing, layout)
    if tallest(drawing, top=top, bottom=bottom) <= tall * drawing.width:
        cut = pages(drawing, top=top, bottom=bottom, height=tall * drawing.width)
        return [Piece(one, len(between(one, top=top, bottom=bottom))) for one in cut]
    return [Piece(found[-1], 1)] if found[-1].height * LEAST_SHARE <= tall * found[-1].width else []


def _strips(drawing: Drawing, layout: dict) -> tuple[float, float]:
    """How high the parts above and below the rows are: a vertical axis in pixels says it, from the last row to the first."""
    end, begin = layout["yaxis"]["range"]
    below = float(layout["margin"]["b"])
    top = drawing.height - below - (end - begin) + max(0.0, -begin)
    return top, 0.0 if layout["xaxis"].get("side") == "top" else below

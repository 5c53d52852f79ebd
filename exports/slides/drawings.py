"""Figures that no program has a chart for, as drawings the size of a slide: in one piece, in several, or not at all."""

from charts.cuts import cut, squeezed, strips
from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.exhibit import Exhibit, View
from exports.slides.box import INCH, Box

# So many units to the inch: the fewer, the larger the words. The first that fits is taken, or that needs the fewest
# slides; in the smallest, words of 12 units have 9 points.
UNITS = (82.0, 89.0, 96.0)
# What is too high is drawn lower; lower than this its words would touch.
LEAST_SHARE = 0.8


def drawn_for(exhibit: Exhibit, view: View, *, room: Box, most: int) -> tuple[list[Drawing], int]:
    """The figure as at most so many drawings for a room of a slide, and how many rows stand in none; no drawing where it cannot be read so small.

    A map is as high as its land: it is drawn smaller, whatever that needs.
    """
    if exhibit.figure is None:
        return [], 0
    tall, cuts = room.height / room.width, []
    for units in UNITS:
        drawing = drawing_of(exhibit, view, width=units * room.width / INCH)
        if drawing is None or not drawing.shapes:
            return [], 0
        if not isinstance(exhibit.figure, dict):
            return [drawing], 0
        if drawing.height * LEAST_SHARE <= tall * drawing.width:
            return [_lowered(drawing, tall)], 0
        top, bottom = strips(drawing, exhibit.figure["layout"])
        if made := cut(drawing, top=top, bottom=bottom, height=tall * drawing.width / LEAST_SHARE):
            cuts.append(made)
    if not cuts:
        return [], 0
    best = min(cuts, key=lambda one: len(one.spans))
    count = min(len(best.spans), most)
    return [_lowered(best.piece(at), tall) for at in range(count)], best.rows_after(count)


def _lowered(drawing: Drawing, tall: float) -> Drawing:
    """The drawing no higher than a slide has room for."""
    return squeezed(drawing, min(drawing.height, tall * drawing.width))

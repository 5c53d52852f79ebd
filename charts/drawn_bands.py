"""A tall drawing in bands that fit on paper: cut where no shape is, so that none is torn."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from charts.drawing import Area, Box, Drawing, Mark, Path, Shape, Text

# A cut needs so much room, more than there is between a bar and the words above it; a band is at least so tall.
ROOM, LEAST = 5.0, 120.0
# How far words reach from their middle, in their size.
REACH = 0.6


def bands(drawing: Drawing, *, tallest: float) -> list[Drawing]:
    """The drawing from the top down in parts no taller than that, where shapes leave room for a cut; else in one that is."""
    cuts, last = [0.0], 0.0
    for gap in [*_gaps(drawing), drawing.height]:
        if gap - cuts[-1] > tallest and last >= cuts[-1] + LEAST:
            cuts.append(last)
        last = gap
    return [_band(drawing, top, bottom) for top, bottom in pairwise([*cuts, drawing.height])]


def _band(drawing: Drawing, top: float, bottom: float) -> Drawing:
    # A line on the edge itself belongs to the band that it ends.
    own = [_moved(shape, -top) for shape in drawing.shapes if top < _extent(shape)[1] <= bottom or (top == 0 and _extent(shape)[1] == 0)]
    return Drawing(drawing.width, bottom - top, tuple(own))


def _gaps(drawing: Drawing) -> Iterator[float]:
    """Heights at which no shape is crossed: the middle of each gap between them."""
    reached = 0.0
    for top, bottom in sorted(map(_extent, drawing.shapes)):
        if top > reached + ROOM:
            yield (reached + top) / 2
        reached = max(reached, bottom)


def _extent(shape: Shape) -> tuple[float, float]:
    if isinstance(shape, Box):
        return shape.y, shape.y + shape.height
    if isinstance(shape, Mark):
        return shape.y - shape.size / 2, shape.y + shape.size / 2
    if isinstance(shape, Text):
        return shape.y - shape.size * REACH, shape.y + shape.size * REACH
    heights = [y for _, y in shape.points]
    return min(heights), max(heights)


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, (Area, Path)):
        return replace(shape, points=tuple((x, y + down) for x, y in shape.points))
    return replace(shape, y=shape.y + down)

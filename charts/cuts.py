"""A tall drawing in several, each as high as a slide: cut between rows, the axis at its top on every one."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from charts.drawing import Area, Box, Drawing, Mark, Path, Shape, Text

# What runs through so much of the height is no row: it is cut.
THROUGH = 0.5
# Rows may touch; letters fill less than their line.
SLACK, LETTER = 1.5, 0.4
# So much of the width, at the left, is where names begin.
LEFT = 0.1


@dataclass(frozen=True)
class Cut:
    """A drawing in pieces: what stands above and below the rows of each, from where to where each goes, and where a row ends."""

    drawing: Drawing
    top: float
    bottom: float
    spans: tuple[tuple[float, float], ...]
    places: tuple[float, ...]

    def piece(self, at: int) -> Drawing:
        """One of the pieces."""
        first, last = self.spans[at]
        return _piece(self.drawing, top=self.top, bottom=self.bottom, first=first, last=last)

    def rows_after(self, count: int) -> int:
        """How many rows stand in none of the first so many pieces."""
        return sum(place > self.spans[count - 1][1] for place in self.places)


def cut(drawing: Drawing, *, top: float, bottom: float, height: float) -> Cut | None:
    """The drawing in pieces no higher than `height`, as even as may be; None where a row is higher.

    Its uppermost `top` and lowest `bottom` stand on each.
    """
    places, room = between(drawing, top=top, bottom=bottom), height - top - bottom
    if max(after - before for before, after in pairwise([top, *places])) > room:
        return None
    spans = parted(places, top, room)
    return Cut(drawing, top, bottom, tuple(spans), tuple(places))


def strips(drawing: Drawing, layout: Mapping[str, Any]) -> tuple[float, float]:
    """How high the parts above and below the rows are: a vertical axis in pixels says it, from the last row to the first."""
    end, begin = layout["yaxis"]["range"]
    below = float(layout["margin"]["b"])
    top = drawing.height - below - (end - begin) + max(0.0, -begin)
    return top, 0.0 if layout["xaxis"].get("side") == "top" else below


def between(drawing: Drawing, *, top: float, bottom: float) -> list[float]:
    """The heights at which a row ends and the next begins with its name at the left; the last is where the rows end."""
    end = drawing.height - bottom
    rows = [(*extent(shape), shape) for shape in drawing.shapes]
    rows = sorted((row for row in rows if row[1] > top + SLACK and row[0] < end - SLACK and row[1] - row[0] < THROUGH * (end - top)), key=lambda row: row[:2])
    reach, has_marks, found = top, False, []
    for first, last, shape in rows:
        is_name = isinstance(shape, Text) and shape.anchor == "start" and shape.x < drawing.width * LEFT
        if is_name and has_marks and first + SLACK >= reach:
            found.append((reach + first) / 2 if first > reach else reach)
            has_marks = False
        # A line between two rows belongs to neither.
        has_marks = has_marks or not (isinstance(shape, Text) or first == last)
        reach = max(reach, last - SLACK)
    return [*found, end]


def parted(places: Sequence[float], first: float, room: float) -> list[tuple[float, float]]:
    """From where to where each part goes that holds no more than `room`, cut at some of the places: as few as may be, as even as may be."""
    spans = _filled(places, first, room)
    for at in range(len(spans) - 1):
        first, left = spans[at][0], len(spans) - at
        # What is left shared evenly, as far as the rest still fits behind it.
        nearest = first + (places[-1] - first) / left
        can = [place for place in places[bisect_right(places, first) : bisect_right(places, first + room)] if len(_filled(places, place, room)) == left - 1]
        if can:
            spans[at:] = [(first, last := min(can, key=lambda place: abs(place - nearest))), *_filled(places, last, room)]
    return spans


def _filled(places: Sequence[float], first: float, room: float) -> list[tuple[float, float]]:
    found = []
    while first < places[-1]:
        last = places[min(max(bisect_right(places, first + room) - 1, bisect_right(places, first)), len(places) - 1)]
        found.append((first, last))
        first = last
    return found


def _piece(drawing: Drawing, *, top: float, bottom: float, first: float, last: float) -> Drawing:
    """The rows from one height to another, moved up below the axis."""
    shapes: list[Shape] = []
    end = drawing.height - bottom
    for shape in drawing.shapes:
        begins, ends = extent(shape)
        if ends <= top + SLACK:
            shapes.append(shape)
        elif begins >= end - SLACK:
            shapes.append(moved(shape, top + last - first - end))
        elif first - SLACK <= begins and ends <= last + SLACK:
            shapes.append(moved(shape, top - first))
        elif (kept := clipped(shape, first, last)) is not None:
            shapes.append(moved(kept, top - first))
    return Drawing(drawing.width, top + last - first + bottom, tuple(shapes))


def extent(shape: Shape) -> tuple[float, float]:
    """From where to where a shape reaches."""
    match shape:
        case Box():
            return shape.y, shape.y + shape.height
        case Mark():
            return shape.y - shape.size / 2, shape.y + shape.size / 2
        case Text():
            return shape.y - shape.size * LETTER, shape.y + shape.size * LETTER
        case Area() | Path():
            heights = [y for _, y in shape.points]
            return min(heights), max(heights)


def squeezed(drawing: Drawing, height: float) -> Drawing:
    """The drawing so much lower, its words and signs as large as before."""
    share = height / drawing.height

    def one(shape: Shape) -> Shape:
        if isinstance(shape, (Area, Path)):
            return replace(shape, points=tuple((x, y * share) for x, y in shape.points))
        return replace(shape, y=shape.y * share, height=shape.height * share) if isinstance(shape, Box) else replace(shape, y=shape.y * share)

    return Drawing(drawing.width, height, tuple(map(one, drawing.shapes)))


def moved(shape: Shape, by: float) -> Shape:
    """The shape so much lower."""
    if isinstance(shape, (Area, Path)):
        return replace(shape, points=tuple((x, y + by) for x, y in shape.points))
    return replace(shape, y=shape.y + by)


def clipped(shape: Shape, first: float, last: float) -> Shape | None:
    """What a box or a straight upright line has between two heights; None for what cannot be cut or lies outside."""
    begins, ends = extent(shape)
    if ends <= first + SLACK or begins >= last - SLACK:
        return None
    if isinstance(shape, Box):
        return replace(shape, y=max(begins, first), height=min(ends, last) - max(begins, first))
    if isinstance(shape, Path) and len(shape.points) == 2 and shape.points[0][0] == shape.points[1][0]:
        x = shape.points[0][0]
        return replace(shape, points=((x, max(begins, first)), (x, min(ends, last))))
    return None

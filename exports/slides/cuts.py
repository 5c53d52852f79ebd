"""A tall drawing in several, each as high as a slide: cut between rows, the axis at its top on every one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from charts.drawing import Area, Box, Drawing, Mark, Path, Shape, Text

# What runs through so much of the height is no row: it is cut.
THROUGH = 0.5
# Rows may touch; letters fill less than their line.
SLACK, LETTER = 1.5, 0.4
# So much of the width, at the left, is where names begin.
LEFT = 0.1


def pages(drawing: Drawing, *, top: float, bottom: float, height: float) -> list[Drawing]:
    """The drawing in pieces no higher than `height` where its rows allow it, as even as may be; its uppermost `top` and lowest `bottom` stand on each."""
    places = between(drawing, top=top, bottom=bottom)
    room = height - top - bottom
    fewest = len(_cut(places, top, room))
    # The lowest room that still gives so few makes them even.
    even = next((part for share in range(50, 100, 2) if len(_cut(places, top, part := room * share / 100)) == fewest), room)
    return [_piece(drawing, top=top, bottom=bottom, first=first, last=last) for first, last in _cut(places, top, even)]


def tallest(drawing: Drawing, *, top: float, bottom: float) -> float:
    """How high a piece has to be at least, so that no row is cut."""
    return top + bottom + max(after - before for before, after in pairwise([top, *between(drawing, top=top, bottom=bottom)]))


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


def _cut(places: Sequence[float], top: float, room: float) -> list[tuple[float, float]]:
    found, first = [], top
    while first < places[-1]:
        last = max((place for place in places if first < place <= first + room), default=None) or min(place for place in places if place > first)
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

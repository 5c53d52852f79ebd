"""What of a shape lies within a picture: a slide has no edge that would hide the rest."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from charts.drawing import Point


def clipped_ring(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """The part of a closed shape within a picture, closed along its edges (Sutherland and Hodgman's way)."""
    points = list(ring)
    for axis, limit, way in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        found: list[Point] = []
        for before, after in zip([*points[-1:], *points[:-1]], points, strict=True):
            was_in, is_in = ((point[axis] - limit) * way >= 0 for point in (before, after))
            if was_in is not is_in:
                found.append(_between(before, after, (limit - before[axis]) / (after[axis] - before[axis])))
            if is_in:
                found.append(after)
        points = found
    return points


def clipped_line(points: Sequence[Point], width: float, height: float) -> Iterator[tuple[Point, ...]]:
    """The parts of an open line within a picture (each piece of it in Liang and Barsky's way)."""
    run: list[Point] = []
    for before, after in pairwise(points):
        part = _within(before, after, width, height)
        if run and (part is None or part[0] != run[-1]):
            yield tuple(run)
            run = []
        if part:
            run = [*run, part[1]] if run else [*part]
    if run:
        yield tuple(run)


def _within(before: Point, after: Point, width: float, height: float) -> tuple[Point, Point] | None:
    across, down = after[0] - before[0], after[1] - before[1]
    first, last = 0.0, 1.0
    for step, room in ((-across, before[0]), (across, width - before[0]), (-down, before[1]), (down, height - before[1])):
        if step == 0 and room < 0:
            return None
        if step < 0:
            first = max(first, room / step)
        if step > 0:
            last = min(last, room / step)
    return (_between(before, after, first), _between(before, after, last)) if first < last else None


def _between(before: Point, after: Point, share: float) -> Point:
    if share in (0, 1):
        return after if share else before
    return before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])


def simpler(points: Sequence[Point], step: float) -> list[Point]:
    """The line without the points that are nearer than a step to the one before."""
    kept = list(points[:1])
    for point in points[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return kept

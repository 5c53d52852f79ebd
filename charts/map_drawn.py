"""The same map as shapes, for slides, files and pages without a script: flat degrees, no projection."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sin

import pandas as pd

from charts import style
from charts.drawing import Area, Drawing, Mark, Paint, Path, Point, Shape, Stroke, Text
from charts.map_clip import clipped_line, clipped_ring, simpler
from charts.map_shape import Frame, curve, frame_of, heading, nearest
from loaders.land import rings

MARGIN, LEAST_SPAN = 0.09, 24.0
SIZE, LETTER_PX, LINE_PX, HEAD_PX = 13.0, 7.0, 15.0, 4.0
# Land has no more points than a slide can carry; an island has so many pixels.
MOST_POINTS, ISLAND_PX, COARSER = 2000, 4.0, 1.25
# Marks are as large as on a page in a picture so wide, and smaller in a narrower one.
WHOLE_PX, LEAST_SHARE = 720.0, 0.6
NameBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A picture so wide of a part of the world."""

    frame: Frame
    width: float

    @property
    def height(self) -> float:
        """Its height, the degrees being as high as they are wide."""
        return float(round(self.width * (self.frame.north - self.frame.south) / (self.frame.east - self.frame.west)))

    def at(self, point: Point) -> Point:
        """Where a longitude and a latitude are drawn."""
        scale = self.width / (self.frame.east - self.frame.west)
        return (point[0] - self.frame.west) * scale, (self.frame.north - point[1]) * scale


def drawn(placed: pd.DataFrame, links: pd.DataFrame, *, width: float, is_dark: bool) -> Drawing:
    """The map. `placed` has coordinates, radius, colour and what is `told` of each; `links` both ends' coordinates, bend and the same."""
    sheet = Sheet(_widened(frame_of(placed, links)), width)
    smaller = min(1.0, max(LEAST_SHARE, width / WHOLE_PX))
    placed = placed.assign(radius=placed["radius"] * smaller, reach=placed["reach"] * smaller)
    colours = style.DARK_MAP if is_dark else style.LIGHT_MAP
    shapes: list[Shape] = [Area(ring, Paint(colours.land), Stroke(colours.border, 0.6)) for ring in _land(sheet)]
    shapes += [*_lines(links, sheet, colours), *_marks(placed, sheet, colours), *_names(placed, sheet, colours)]
    return Drawing(width, sheet.height, tuple(shapes))


def _widened(frame: Frame) -> Frame:
    """The frame with room for lines and names around it."""
    wide = max(frame.east - frame.west, LEAST_SPAN)
    middle, centre = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    half = min(wide * (0.5 + MARGIN), 180)
    tall = max((frame.north - frame.south) / 2 + half * 0.15, half * 0.4)
    # Names stand to the right of their marks.
    middle += half * 0.04
    return Frame(middle - half, max(centre - tall, -85), middle + half, min(centre + tall, 85))


@lru_cache(maxsize=64)
def _land(sheet: Sheet) -> tuple[tuple[Point, ...], ...]:
    """The land within the picture as closed shapes, without small islands, as fine as its points allow."""
    whole = [
        clipped_ring(simpler([sheet.at((x + turn, y)) for x, y in ring], 1.0), sheet.width, sheet.height)
        for ring, (west, east) in zip(rings(), _reaches(), strict=True)
        for turn in (-360, 0, 360) if west + turn < sheet.frame.east and east + turn > sheet.frame.west
    ]  # fmt: skip
    seen = [ring for ring in whole if ring and _extent(ring) > ISLAND_PX]
    step = 1.0
    while sum(map(len, simple := [simpler(ring, step) for ring in seen])) > MOST_POINTS:
        step *= COARSER
    return tuple(tuple((round(x, 1), round(y, 1)) for x, y in ring) for ring in simple if len(ring) > 2)


@lru_cache(maxsize=1)
def _reaches() -> list[tuple[float, float]]:
    """From where to where each ring of the land reaches, in degrees of longitude."""
    return [(min(x for x, _ in ring), max(x for x, _ in ring)) for ring in rings()]


def _extent(ring: list[Point]) -> float:
    across, down = zip(*ring, strict=True)
    return max(across) - min(across) + max(down) - min(down)


def _lines(links: pd.DataFrame, sheet: Sheet, colours: style.MapColours) -> Iterator[Shape]:
    """The lines with an arrow's head past the middle of each, where no mark hides it; planned ones dashed."""
    for link in links.itertuples():
        start = sheet.frame.unrolled(link.from_longitude), link.from_latitude
        path = curve(start, (link.to_longitude, link.to_latitude), bend=link.bend)
        colour = colours.ways[link.table]
        stroke = Stroke(colour, min(1.2 + 0.6 * link.count, 5), 0.75, "dash" if link.is_planned else "solid")
        # A line that leaves the map on one side comes in again on the other.
        for turn in {0.0, sheet.frame.unrolled(link.to_longitude) - nearest(link.to_longitude, start[0])}:
            points = [sheet.at((x + turn, y)) for x, y in path]
            yield from (Path(part, stroke, link.told) for part in clipped_line(points, sheet.width, sheet.height))
            (x, y), angle = heading(path)
            head = _head(sheet.at((x + turn, y)), radians(angle))
            if all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in head):
                yield Area(head, Paint(colour))


def _head(at: Point, angle: float) -> tuple[Point, ...]:
    """An arrow's head at a point: east, turned anticlockwise."""
    turned = [(x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)) for x, y in ((-HEAD_PX, -HEAD_PX), (HEAD_PX, 0.0), (-HEAD_PX, HEAD_PX))]
    return tuple((at[0] + x, at[1] + y) for x, y in turned)


def _marks(placed: pd.DataFrame, sheet: Sheet, colours: style.MapColours) -> Iterator[Mark]:
    """A disc a city, hollow where nothing has happened yet; a ring a region or country; the small above the large."""
    for place in placed.sort_values("radius", ascending=False, kind="stable").itertuples():
        x, y = sheet.at((sheet.frame.unrolled(place.longitude), place.latitude))
        is_hollow = place.kind != "city" or place.activities == 0
        fill = Paint(colours.paper, 0.75) if is_hollow else Paint(place.colour)
        line = Stroke(place.colour, 2) if is_hollow else Stroke(colours.paper)
        yield Mark(x, y, 2 * place.radius, "disc", fill, line, place.told)


def _names(placed: pd.DataFrame, sheet: Sheet, colours: style.MapColours) -> Iterator[Text]:
    """The names, the busiest first, where they hide the fewest marks; one that would lie on another, or leave the picture, is left out."""
    spots = [sheet.at((sheet.frame.unrolled(place.longitude), place.latitude)) for place in placed.itertuples()]
    marks = [(x - radius, y - radius, x + radius, y + radius) for (x, y), radius in zip(spots, placed["radius"], strict=True)]
    taken: list[NameBox] = []
    for place, (x, y) in zip(placed.itertuples(), spots, strict=True):
        wide, is_city = LETTER_PX * len(place.name), place.kind == "city"
        aside, over = place.reach + 4, place.reach + 9
        words = [Text(x, y + down, place.name, colours.ink, SIZE, "middle", halo=colours.paper) for down in (-over, over)]
        if is_city:
            words = [replace(words[0], x=x + aside, y=y, anchor="start"), replace(words[0], x=x - aside, y=y, anchor="end"), *words]
        tries = [(_covered(one, wide), one) for one in words]
        free = [(box, one) for box, one in tries if _is_in(box, sheet) and not _hidden(box, taken)]
        if free:
            box, chosen = min(free, key=lambda pair: _hidden(pair[0], marks))
            taken.append(box)
            yield chosen


def _covered(words: Text, wide: float) -> NameBox:
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - LINE_PX / 2, left + wide, words.y + LINE_PX / 2


def _is_in(box: NameBox, sheet: Sheet) -> bool:
    return box[0] >= 0 and box[2] <= sheet.width and box[1] >= 0 and box[3] <= sheet.height


def _hidden(box: NameBox, others: list[NameBox]) -> int:
    return sum(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in others)

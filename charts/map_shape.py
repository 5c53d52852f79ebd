"""The geometry of the map: what part of the world is in sight, how lines bend, how large marks are."""

from dataclasses import dataclass
from math import asinh, atan, degrees, log2, radians, sinh, tan
from typing import Any

import numpy as np
import pandas as pd

Point = tuple[float, float]
Box = tuple[float, float, float, float]

STEPS = 20
BEND, BEND_MORE = 0.12, 0.06
SMALLEST_SPAN = 12.0
LEAST_PX, MOST_PX = 4.5, 17.0
# How near, in degrees, a city lies to the point that its region or country is drawn at.
NEAR = 1.5
TILE_PX = 512
WIDE_PX, HEIGHT_PX, NARROW_PX, LOW_PX = 960, 460, 640, 340
PHONE_PX, LETTER_PX, LINE_PX = 320, 7.5, 17
# Where a name can stand, across and down from its mark, the best first; and how far from the mark.
SIDES = {"below": (0, 1), "above": (0, -1), "right": (1, 0), "left": (-1, 0)}
BENEATH_PX, BESIDE_PX = 10, 5


@dataclass(frozen=True)
class Frame:
    """The part of the world in sight, in degrees; `east` goes on beyond 180 past the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """Its middle as Mercator shows it: longitude (-180 to 180) and latitude."""
        north = (rise(self.south) + rise(self.north)) / 2
        return ((self.west + self.east) / 2 + 180) % 360 - 180, fall(north)

    def zoom(self, width_px: float, height_px: float) -> float:
        """The Mercator zoom at which all of it fits; a seventh is left around for the names."""
        across = max(self.east - self.west, SMALLEST_SPAN)
        down = max(rise(self.north) - rise(self.south), SMALLEST_SPAN)
        return round(log2(0.86 * 360 / TILE_PX * min(width_px / across, height_px / down)), 2)

    def unrolled(self, longitude: float) -> float:
        """A longitude as it stands in this frame: on the copy of the world nearest its middle."""
        middle = (self.west + self.east) / 2
        return longitude + 360 * round((middle - longitude) / 360)


def height(width_px: int) -> int:
    """A map's height in pixels; low on a telephone, so that there is room to scroll past it."""
    return LOW_PX if width_px < NARROW_PX else HEIGHT_PX


def rise(latitude: float) -> float:
    """How high Mercator draws a latitude, in degrees of longitude."""
    return degrees(asinh(tan(radians(max(-85.0, min(85.0, latitude))))))


def fall(height: float) -> float:
    """The latitude that Mercator draws at a height: the inverse of `rise`."""
    return degrees(atan(sinh(radians(height))))


def held(latitude: float, zoom: float, height_px: float) -> float:
    """The middle that leaves nothing beyond the poles in sight, as near to a latitude as that allows.

    deck.gl moves the map there at the first touch: begun there, it does not jump under the finger.
    """
    half = 360 * height_px / (TILE_PX * 2**zoom) / 2
    most = max(0.0, 180 - half)
    return round(fall(max(-most, min(most, rise(latitude)))), 2)


def frame_of(places: pd.DataFrame, links: pd.DataFrame) -> Frame:
    """What to show of the world: all places, opened at the meridian that the fewest lines cross.

    `places` has longitude and latitude; `links` has from_longitude, to_longitude and count. Of two
    meridians that cut equally few lines (each taking its short way), the one with more empty sea
    around it is cut.
    """
    longitudes = np.unique(places["longitude"].to_numpy(float))
    gaps = np.diff(longitudes, append=longitudes[0] + 360)
    cuts = longitudes + gaps
    crossed = [_crossed(links, cut) for cut in cuts]
    west = float(min(zip(crossed, -gaps, cuts, strict=True))[2])
    east = west + float(((longitudes - west) % 360).max())
    return Frame(west, float(places["latitude"].min()), east, float(places["latitude"].max()))


def _crossed(links: pd.DataFrame, cut: float) -> int:
    """How many lines would have to leave a map that is opened just west of a meridian."""
    here, there = ((links[name] - cut) % 360 for name in ("from_longitude", "to_longitude"))
    return int(links.loc[(here - there).abs() > 180, "count"].sum())


def curve(start: Point, end: Point, *, bend: float) -> list[Point]:
    """A line from one place to another, the short way round, bent to the right of its way.

    Longitudes go on past 180, so that the line never jumps; the way back bends to the other side.
    """
    (x0, y0), x1, y1 = (start[0], rise(start[1])), nearest(end[0], start[0]), rise(end[1])
    over = ((x0 + x1) / 2 + bend * (y1 - y0), (y0 + y1) / 2 - bend * (x1 - x0))
    points = []
    for step in range(STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
        x = sum(w * p for w, p in zip(weights, (x0, over[0], x1), strict=True))
        y = sum(w * p for w, p in zip(weights, (y0, over[1], y1), strict=True))
        points.append((round(x, 2), round(fall(y), 2)))
    return points


def nearest(longitude: float, to: float) -> float:
    """The same meridian, at most half a turn from another."""
    return longitude + 360 * round((to - longitude) / 360)


def heading(points: list[Point]) -> tuple[Point, float]:
    """A point a little past the middle of a line, and the line's direction there (degrees, east 0)."""
    place = len(points) * 3 // 5
    (x0, y0), (x1, y1) = points[place - 1], points[place + 1]
    return points[place], round(float(np.degrees(np.arctan2(rise(y1) - rise(y0), x1 - x0))), 1)


def bends(links: pd.DataFrame) -> pd.Series:
    """How much each line bends, so that lines between all but the same places lie beside each other."""
    ends = links[["from_longitude", "from_latitude", "to_longitude", "to_latitude"]]
    return BEND + BEND_MORE * links.groupby([(ends[name] / NEAR / 2).round() for name in ends]).cumcount()


def radii(places: pd.DataFrame) -> pd.Series:
    """The radius of each place's mark in pixels, a disc's or a ring's: its area follows the activities."""
    most = max(1, places["activities"].max())
    return (MOST_PX * (places["activities"] / most) ** 0.5).clip(lower=LEAST_PX).round(1)


def reaches(places: pd.DataFrame) -> pd.Series:
    """How far from a place its name stands, in pixels: outside its mark, and outside those at the same place."""
    reach = places["radius"].copy()
    for ring, around in _around(places):
        together = around.append(pd.Index([ring]))
        reach[together] = reach[together].max()
    return reach


def _around(places: pd.DataFrame) -> list[tuple[int, pd.Index]]:
    """The label of each region or country, with those of the cities at its place, if any."""
    cities = places.loc[places["kind"] == "city", ["longitude", "latitude"]]
    found = []
    for ring, place in places.loc[places["kind"] != "city", ["longitude", "latitude"]].iterrows():
        apart = (cities - place.astype(float)).abs().max(axis=1)
        found.append((ring, cities.index[apart < NEAR]))
    return [(ring, around) for ring, around in found if len(around)]


def sides(places: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Where each name stands: on which `side` of its mark (a key of SIDES), and whether it is `late`.

    The busiest first, each on the side where the least lies under it, on a page's map; cities try below
    first, others above. One that would lie on a name before it on a telephone is late.
    """
    middle, spots = _drawn(places, frame, NARROW_PX, HEIGHT_PX)
    marks = [(x, y, radius, radius) for (x, y), radius in zip(spots, places["radius"], strict=True)]
    names: list[Box] = []
    chosen = []
    for at, (spot, place) in enumerate(zip(spots, places.itertuples(), strict=True)):
        every = {side: _box(side, spot, place) for side in _order(place.kind)}
        # A name at the edge of the map would be cut.
        tries = {side: box for side, box in every.items() if abs(box[0] - middle) + box[2] <= NARROW_PX / 2} or every
        others = [*names, *marks[:at], *marks[at + 1 :]]
        chosen.append(min(tries, key=lambda side: _covered(tries[side], others)))
        names.append(tries[chosen[-1]])
    return pd.DataFrame({"side": chosen, "late": _late(places, frame, chosen)}, index=places.index)


def _late(places: pd.DataFrame, frame: Frame, chosen: list[str]) -> list[bool]:
    _, spots = _drawn(places, frame, PHONE_PX, PHONE_PX)
    names: list[Box] = []
    late = []
    for side, spot, place in zip(chosen, spots, places.itertuples(), strict=True):
        box = _box(side, spot, place)
        late.append(_covered(box, names) > 0)
        names += [] if late[-1] else [box]
    return late


def _drawn(places: pd.DataFrame, frame: Frame, width_px: int, height_px: int) -> tuple[float, list[Point]]:
    """On a map so large: where its middle is across, and where each place is, in pixels."""
    scale = 2 ** frame.zoom(width_px, height_px) * TILE_PX / 360
    return (frame.west + frame.east) / 2 * scale, [(frame.unrolled(place.longitude) * scale, -rise(place.latitude) * scale) for place in places.itertuples()]


def _order(kind: str) -> list[str]:
    return [*SIDES] if kind == "city" else ["above", "below", "right", "left"]


def _box(side: str, spot: Point, place: Any) -> Box:
    """What a name covers: its middle, half its width and half its height."""
    (across, down), half = SIDES[side], LETTER_PX * len(place.name) / 2
    return spot[0] + across * (place.reach + BESIDE_PX + half), spot[1] + down * (place.reach + BENEATH_PX), half, LINE_PX / 2


def _covered(box: Box, others: list[Box]) -> float:
    """How much of a box lies on others, in pixels. Each is its middle, half its width and half its height."""
    x, y, half, tall = box
    across = ((min(x + half, a + b) - max(x - half, a - b), min(y + tall, c + d) - max(y - tall, c - d)) for a, c, b, d in others)
    return sum(wide * high for wide, high in across if wide > 0 < high)

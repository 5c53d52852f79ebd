"""The same map as one SVG text, for files and for pages without a script: flat degrees, no projection."""

from functools import lru_cache
from html import escape

import pandas as pd

from charts import style
from charts.exhibit import View
from charts.map_shape import Frame, Point, curve, frame_of, heading, nearest
from loaders.land import rings

WIDTH_PX, MARGIN, LEAST_SPAN = 1000, 0.09, 24.0
LETTER_PX, LINE_PX = 7.0, 15.0
Box = tuple[float, float, float, float]


def drawn(placed: pd.DataFrame, links: pd.DataFrame, view: View) -> str:
    """The map's SVG. `placed` has coordinates, radius and colour; `links` both ends' coordinates and bend."""
    frame = _widened(frame_of(placed, links))
    colours = style.DARK_MAP if view.is_dark else style.LIGHT_MAP
    height = round(WIDTH_PX * (frame.north - frame.south) / (frame.east - frame.west))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {height}" overflow="hidden" font-family="{style.FONT}" font-size="13">',
        f'<rect width="{WIDTH_PX}" height="{height}" fill="{colours.paper}"/>',
        f'<path d="{_land(frame, height)}" fill="{colours.land}" stroke="{colours.border}" stroke-width="0.6"/>',
        *_lines(links, frame, colours),
        *_marks(placed, frame, colours),
        *_names(placed, frame, colours),
        "</svg>",
    ]
    return "\n".join(parts)


def _widened(frame: Frame) -> Frame:
    """The frame with room for lines and names around it."""
    wide = max(frame.east - frame.west, LEAST_SPAN)
    middle, centre = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    half = min(wide * (0.5 + MARGIN), 180)
    tall = max((frame.north - frame.south) / 2 + half * 0.15, half * 0.4)
    # Names stand to the right of their marks.
    middle += half * 0.04
    return Frame(middle - half, max(centre - tall, -85), middle + half, min(centre + tall, 85))


def _at(point: Point, frame: Frame) -> Point:
    scale = WIDTH_PX / (frame.east - frame.west)
    return round((point[0] - frame.west) * scale, 1), round((frame.north - point[1]) * scale, 1)


@lru_cache(maxsize=64)
def _land(frame: Frame, height: int) -> str:
    """The land in a frame as the commands of one path; small islands and repeated points left out."""
    commands = []
    for ring in rings():
        for turn in (-360, 0, 360):
            points = [_at((x + turn, y), frame) for x, y in ring]
            across, down = zip(*points, strict=True)
            if max(across) < 0 or min(across) > WIDTH_PX or max(down) < 0 or min(down) > height:
                continue
            if max(across) - min(across) + max(down) - min(down) > 2:
                whole = dict.fromkeys(f"{x:.0f} {y:.0f}" for x, y in points)
                commands.append("M" + "L".join(whole) + "Z")
    return "".join(commands)


def _lines(links: pd.DataFrame, frame: Frame, colours: style.MapColours) -> list[str]:
    """The lines with an arrow on each; planned ones dashed."""
    parts = []
    for link in links.itertuples():
        start = frame.unrolled(link.from_longitude), link.from_latitude
        path = curve(start, (link.to_longitude, link.to_latitude), bend=link.bend)
        # A line that leaves the map on one side comes in again on the other.
        for turn in {0.0, frame.unrolled(link.to_longitude) - nearest(link.to_longitude, start[0])}:
            points = " ".join(f"{x},{y}" for x, y in (_at((x + turn, y), frame) for x, y in path))
            dashes = ' stroke-dasharray="5 4"' if link.is_planned else ""
            colour, width = colours.ways[link.table], min(1.2 + 0.6 * link.count, 5)
            parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity="0.75"{dashes}/>')
            (x, y), angle = heading(path)
            across, down = _at((x + turn, y), frame)
            parts.append(f'<path d="M-4 -4L4 0L-4 4Z" fill="{colour}" transform="translate({across} {down}) rotate({-angle})"/>')
    return parts


def _marks(placed: pd.DataFrame, frame: Frame, colours: style.MapColours) -> list[str]:
    """A disc a city, hollow where nothing has happened yet; a ring a region or country; the small above the large."""
    parts = []
    for place in placed.sort_values("radius", ascending=False, kind="stable").itertuples():
        x, y = _at((frame.unrolled(place.longitude), place.latitude), frame)
        is_hollow = place.kind != "city" or place.activities == 0
        fill, line = (colours.paper, place.colour) if is_hollow else (place.colour, colours.paper)
        parts.append(f'<circle cx="{x}" cy="{y}" r="{place.radius}" fill="{fill}" fill-opacity="{0.75 if is_hollow else 1}" stroke="{line}" stroke-width="{2 if is_hollow else 1}"/>')
    return parts


def _names(placed: pd.DataFrame, frame: Frame, colours: style.MapColours) -> list[str]:
    """The names, the busiest first; one that would lie on another is left out."""
    parts: list[str] = []
    taken: list[Box] = []
    for place in placed.itertuples():
        x, y = _at((frame.unrolled(place.longitude), place.latitude), frame)
        wide, is_city = LETTER_PX * len(place.name), place.kind == "city"
        left, middle = (x + place.reach + 4, y) if is_city else (x - wide / 2, y - place.reach - 9)
        box = left, middle - LINE_PX / 2, left + wide, middle + LINE_PX / 2
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        anchor, across = ("start", left) if is_city else ("middle", x)
        parts.append(
            f'<text x="{across:.1f}" y="{middle + 4.5:.1f}" text-anchor="{anchor}" fill="{colours.ink}" stroke="{colours.paper}"'
            f' stroke-width="3" stroke-linejoin="round" paint-order="stroke">{escape(place.name)}</text>'
        )
    return parts

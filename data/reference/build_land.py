"""Writes land.json, the outline of the world's countries for the maps, beside this file.

    npm pack world-atlas@2.0.2      # then unpack it: countries-110m.json is inside
    python data/reference/build_land.py PATH/TO/countries-110m.json

Natural Earth's 1:110m countries, turned from TopoJSON into GeoJSON with the standard library alone.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).with_name("land.json")
ANTARCTICA = "010"  # ISO 3166-1 numeric: no city lies there, and it takes a fifth of the map

Point = tuple[float, float]
Ring = list[Point]


def decoded_arcs(topology: dict) -> list[Ring]:
    """The arcs in degrees; TopoJSON stores each point as whole steps from the one before it."""
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"][key] for key in ("scale", "translate")
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * scale_x + left, 2), round(y * scale_y + bottom, 2)))
        arcs.append(points)
    return arcs


def ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    """One closed ring: its arcs end to end; ~i is arc i walked backwards."""
    points: Ring = []
    for index in indexes:
        points += arcs[index] if index >= 0 else arcs[~index][::-1]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def unrolled(points: Ring) -> Ring:
    """The same ring without jumps: past the antimeridian its longitudes go on beyond 180."""
    turns, out = 0, points[:1]
    for (before, _), (x, y) in pairwise(points):
        turns += (before - x > 180) - (x - before > 180)
        out.append((round(x + 360 * turns, 2), y))
    return out


def clipped(points: Ring, *, west: float) -> Ring:
    """What of a ring lies in the 360 degrees east of `west`, moved to -180..180."""
    for sign, limit in ((1, west), (-1, west + 360)):  # Sutherland and Hodgman's clipping
        kept: Ring = []
        for (ax, ay), (bx, by) in pairwise(points):
            if (sign * (ax - limit) > 0) != (sign * (bx - limit) > 0):
                kept.append((limit, round(ay + (by - ay) * (limit - ax) / (bx - ax), 2)))
            if sign * (bx - limit) >= 0:
                kept.append((bx, by))
        points = [p for i, p in enumerate(kept) if p != kept[i - 1]]
        points += points[:1]
    return [(round(x - west - 180, 2), y) for x, y in points]


def polygons(geometry: dict, arcs: list[Ring]) -> list[list[Ring]]:
    """A country's polygons, cut at the antimeridian: an edge across it paints a band on the sea."""
    nested = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    pieces = []
    for polygon in nested:
        rings = [unrolled(ring(indexes, arcs)) for indexes in polygon]
        for west in (-540, -180, 180):
            cut = [clipped(points, west=west) for points in rings]
            # Less than a triangle is what two decimals left of a sliver.
            pieces.append([points for points in cut if len(points) >= 4])
    return [piece for piece in pieces if piece]


def main(source: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = decoded_arcs(topology)
    features = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == ANTARCTICA:
            continue
        geometry = {"type": "MultiPolygon", "coordinates": polygons(country, arcs)}
        features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    land = {"type": "FeatureCollection", "features": features}
    OUT.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(features)} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Usage: build_land.py PATH/TO/countries-110m.json")
    main(Path(sys.argv[1]))

"""The outline of the world's land, from data/reference (Natural Earth, public domain)."""

import json
from functools import cache
from pathlib import Path

OUTLINE = Path(__file__).parent.parent / "data" / "reference" / "land.json"

Ring = tuple[tuple[float, float], ...]


@cache
def rings() -> tuple[Ring, ...]:
    """Every closed ring of the land as (longitude, latitude) points; none where the file is missing."""
    if not OUTLINE.is_file():
        return ()
    found: list[Ring] = []
    for feature in json.loads(OUTLINE.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found += [tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon]
    return tuple(found)

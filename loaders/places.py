"""City names → coordinates, offline, from the gazetteer in data/reference (GeoNames, CC BY 4.0)."""

from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

import pandas as pd

from loaders.headers import fold
from loaders.problems import Problem, problem
from locales import N_

# A region with a country code of its own (Puerto Rico) stands among the countries.
AREAS = ("region", "country")
# Entries of one name nearer to each other than this are one place, entered twice.
SAME_PLACE_KM, KM_A_DEGREE = 10, 111.2
GAZETTEER = Path(__file__).parent.parent / "data" / "reference" / "gazetteer.csv"


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer: degrees north and east."""

    name: str
    region: str
    country_code: str
    latitude: float
    longitude: float

    def __str__(self) -> str:
        where = f"{self.name}, {self.region}" if self.region else self.name
        return f"{where} ({self.latitude:g}, {self.longitude:g})"


@cache
def _gazetteer() -> dict[tuple[str, str, str], list[Place]]:
    """(kind, country, folded name) → places; a place's own names before the names others call it."""
    frame = pd.read_csv(GAZETTEER, dtype="str", keep_default_na=False)
    names: dict[tuple[str, str, str], list[Place]] = {}
    others: dict[tuple[str, str, str], list[Place]] = {}
    columns = ["name", "ascii_name", "alternate_names", "kind", "country_code", "region", "latitude", "longitude"]
    for name, ascii_name, alternates, kind, country, region, north, east in frame[columns].itertuples(index=False):
        place = Place(name, region, country, float(north), float(east))
        own = {fold(name), fold(ascii_name)}
        for form in own:
            names.setdefault((kind, country, form), []).append(place)
        for form in {fold(other) for other in alternates.split("|") if other} - own:
            others.setdefault((kind, country, form), []).append(place)
    return {**others, **names}


def candidates(name: str, country_code: str, kind: str = "city") -> list[Place]:
    """The places of that name and kind in that country: none, the one, or those it may be."""
    kinds = (kind, *AREAS) if kind in AREAS else (kind,)
    named = (_gazetteer().get((one, country_code, fold(name)), []) for one in kinds)
    apart: list[Place] = []
    for place in next(filter(None, named), []):
        if all(_km(place, other) > SAME_PLACE_KM for other in apart):
            apart.append(place)
    return apart


def _km(one: Place, other: Place) -> float:
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return KM_A_DEGREE * hypot(one.latitude - other.latitude, east)


def locate(cities: pd.DataFrame, *, file: str, sheet: str, positions: dict[str, int]) -> tuple[pd.DataFrame, list[Problem]]:
    """The cities with their blank coordinates filled, and a warning for each that cannot be.

    `positions` are the places of the sheet's columns, counted from 0.
    """
    missing = cities["latitude"].isna() | cities["longitude"].isna()
    if not missing.any():
        return cities, []
    found, problems = cities.copy(), []
    for index, city in cities[missing].iterrows():
        if given := [name for name in ("latitude", "longitude") if not pd.isna(city[name])]:
            problems.append(problem(
                "half_coordinates", "warning",
                N_("only one of latitude and longitude is given, so the place was looked up by its name: type both, or neither"),
                file=file, sheet=sheet, row=int(city["source_row"]), column=given[0], position=positions.get(given[0]), value=f"{city[given[0]]:g}",
            ))  # fmt: skip
            found.loc[index, given] = float("nan")
        choices = candidates(city["name"], city["country_code"], city["kind"])
        if len(choices) == 1:
            found.loc[index, ["latitude", "longitude"]] = choices[0].latitude, choices[0].longitude
            continue
        if choices:
            code, template = "ambiguous_place", N_("several places in {country} are called “{name}”: type the latitude and longitude of the one that is meant: {choices}")
        else:
            code, template = "unknown_place", N_("no place called “{name}” is known in {country}: mend the name or the country, or type its latitude and longitude")
        values = {"name": city["name"], "country": city["country_code"], "choices": "; ".join(map(str, choices[:8]))}
        problems.append(problem(
            code, "warning", template, values, file=file, sheet=sheet, row=int(city["source_row"]),
            column="name", position=positions.get("name"), value=city["name"],
        ))  # fmt: skip
    return found, problems

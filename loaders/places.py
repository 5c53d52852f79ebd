"""City names → coordinates, offline, from the gazetteer in data/reference (GeoNames, CC BY 4.0)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from loaders.headers import fold
from loaders.problems import Problem, problem
from locales import N_

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
    return _gazetteer().get((kind, country_code, fold(name)), [])


def locate(cities: pd.DataFrame, *, file: str, sheet: str, positions: dict[str, int]) -> tuple[pd.DataFrame, list[Problem]]:
    """The cities with their blank coordinates filled, and a warning for each that cannot be.

    `positions` are the places of the sheet's columns, counted from 0.
    """
    missing = cities["latitude"].isna() | cities["longitude"].isna()
    if not missing.any():
        return cities, []
    found, problems = cities.copy(), []
    for index, city in cities[missing].iterrows():
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

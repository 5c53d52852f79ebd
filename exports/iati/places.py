"""Where an activity is: its countries with their shares, and its places with what happens there."""

from collections.abc import Iterable

import pandas as pd
from lxml import etree

from exports.iati.elements import element, shares
from exports.iati.record import Record, Row

WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
# A vocabulary of places: countries by their ISO codes.
ISO_COUNTRIES = "A4"
# Codes of GeographicLocationClass and GeographicExactness: a region's point is somewhere in it.
CLASSES = {"city": "2", "region": "1", "country": "1"}
EXACTNESS = {"city": "1", "region": "2"}


def countries(projects: Iterable[Row], record: Record) -> list[etree._Element]:
    """The countries of projects: each project counts alike, and in it each country of the places that it names."""
    weights: dict[str, float] = {}
    for project in projects:
        own = dict.fromkeys(record.cities[city].country_code for city in project.city_ids)
        for code in own:
            weights[code] = weights.get(code, 0) + 1 / len(own)
    return [element("recipient-country", code=code, percentage=share) for code, share in zip(weights, shares(weights.values()), strict=True)]


def locations(project: Row, record: Record) -> list[etree._Element]:
    """The places of a project and of its delegations and events, each with what happens there."""
    there: dict[str, list[Row]] = {city: [] for city in project.city_ids}
    for activity in record.activities.get(project.project_id, ()):
        there.setdefault(activity.city_id, []).append(activity)
    return [_location(record.cities[city], own, record) for city, own in there.items()]


def _location(place: Row, there: list[Row], record: Record) -> etree._Element:
    narrate, t = record.narrate, record.view.t
    is_country = place.kind == "country"
    has_point = not is_country and not pd.isna(place.latitude) and not pd.isna(place.longitude)
    told = [f"{one.title} ({t.period(one.start, one.end, one.start_precision, one.end_precision)})" for one in there]
    return element(
        "location",
        element("location-reach", code="1"),
        # A country as such: the point of its capital would say too much.
        element("location-id", vocabulary=ISO_COUNTRIES, code=place.country_code) if is_country else None,
        narrate.within("name", place.name),
        narrate.within("activity-description", "; ".join(told)),
        element("point", element("pos", text=f"{place.latitude:.4f} {place.longitude:.4f}"), srsName=WGS84) if has_point else None,
        element("exactness", code=EXACTNESS[place.kind]) if has_point else None,
        element("location-class", code=CLASSES[place.kind]),
        ref=place.city_id,
    )  # fmt: skip

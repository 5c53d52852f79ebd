"""Where an activity is: its countries with their shares, and its places with what happens there."""

from collections.abc import Iterable
from itertools import chain

import pandas as pd
from lxml import etree

from charts.exhibit import View
from exports.iati.elements import Narrator, element, shares
from metrics.measure import activities

WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
# Codes of GeographicLocationClass and GeographicExactness: a region's point is somewhere in it.
CLASSES = {"city": "2", "region": "1", "country": "1"}
EXACTNESS = {"city": "1", "region": "2"}


def countries(view: View, projects: pd.DataFrame) -> list[etree._Element]:
    """The countries of projects: each project counts alike, and in it each place that it names."""
    codes = view.data.cities.set_index("city_id")["country_code"]
    weights: dict[str, float] = {}
    for cities in projects["city_ids"]:
        for city in cities:
            weights[codes[city]] = weights.get(codes[city], 0) + 1 / len(cities)
    return [element("recipient-country", code=code, percentage=share) for code, share in zip(weights, shares(weights.values()), strict=True)]


def locations(view: View, project: pd.Series, narrate: Narrator) -> list[etree._Element]:
    """The places of a project and of its delegations and events, each with what happens there."""
    own = activities(view.data)
    own = own[own["project_id"] == project["project_id"]].sort_values(["start", "activity_id"])
    places = view.data.cities.set_index("city_id")
    named = dict.fromkeys(chain(project["city_ids"], own["city_id"]))
    return [_location(city, places.loc[city], own[own["city_id"] == city], view, narrate) for city in named]


def _location(city: str, place: pd.Series, there: pd.DataFrame, view: View, narrate: Narrator) -> etree._Element:
    is_country = place["kind"] == "country"
    has_point = not is_country and not pd.isna(place["latitude"]) and not pd.isna(place["longitude"])
    point = element("point", element("pos", text=f"{place['latitude']:.4f} {place['longitude']:.4f}"), srsName=WGS84) if has_point else None
    return element(
        "location",
        element("location-reach", code="1"),
        # A country as such: the point of its capital would say too much.
        element("location-id", vocabulary="A4", code=place["country_code"]) if is_country else None,
        narrate.within("name", place["name"]),
        narrate.within("activity-description", "; ".join(_told(there, view))),
        point,
        element("exactness", code=EXACTNESS[place["kind"]]) if has_point else None,
        element("location-class", code=CLASSES[place["kind"]]),
        ref=city,
    )  # fmt: skip


def _told(there: pd.DataFrame, view: View) -> Iterable[str]:
    for one in there.itertuples():
        yield f"{one.title} ({view.t.period(one.start, one.end, one.start_precision, one.end_precision)})"

"""The map: lines the short way round, marks that can be told apart, nothing sent that is not drawn."""

import json
from dataclasses import replace
from itertools import pairwise
from math import log2
from xml.etree import ElementTree

import pandas as pd
import pytest

from charts.map import exhibit, fitted, key, summary, unplaced
from charts.map_shape import HEIGHT_PX, LOW_PX, SIDES, bends, curve, fall, frame_of, height, held, radii, rise
from charts.style import DARK_MAP, LIGHT_MAP
from loaders import Scope

MONTREAL, SEOUL, AUCKLAND, BARCELONA = (-73.6, 45.5), (127.0, 37.6), (174.8, -36.9), (2.2, 41.4)


def layers_of(shown) -> dict[str, dict]:
    return {layer["id"]: layer for layer in json.loads(shown.figure.to_json())["layers"][0]}


def link(start, end, count=1) -> dict[str, float]:
    return {"from_longitude": start[0], "from_latitude": start[1], "to_longitude": end[0], "to_latitude": end[1], "count": count}


def test_the_way_from_montreal_to_seoul_goes_over_the_pacific():
    path = curve(MONTREAL, SEOUL, bend=0.1)
    assert path[0] == MONTREAL
    assert path[-1] == (127.0 - 360, 37.6)
    west = [longitude for longitude, _ in path]
    assert west == sorted(west, reverse=True), "it goes west all the way and never jumps"


@pytest.mark.parametrize(("start", "end", "last"), [(AUCKLAND, MONTREAL, 286.4), (MONTREAL, AUCKLAND, -185.2), (MONTREAL, BARCELONA, 2.2)])
def test_a_line_takes_the_short_way_over_the_antimeridian(start, end, last):
    path = curve(start, end, bend=0.1)
    assert path[-1][0] == pytest.approx(last)
    assert all(abs(b[0] - a[0]) < 15 for a, b in pairwise(path))


def test_the_way_back_bends_to_the_other_side():
    there, back = curve(MONTREAL, BARCELONA, bend=0.1), curve(BARCELONA, MONTREAL, bend=0.1)
    assert there[10][1] < 43 < 45 < back[10][1], "both bend to the right of their way"


def test_lines_between_the_same_places_lie_beside_each_other():
    assert bends(pd.DataFrame([link(MONTREAL, SEOUL), link(MONTREAL, SEOUL), link(SEOUL, MONTREAL)])).round(2).tolist() == [0.12, 0.18, 0.12]


def test_the_world_is_opened_where_the_fewest_lines_cross():
    places = pd.DataFrame([MONTREAL, SEOUL, BARCELONA], columns=["longitude", "latitude"])
    over_the_pacific = frame_of(places, pd.DataFrame([link(MONTREAL, SEOUL, 9), link(MONTREAL, BARCELONA)]))
    assert (over_the_pacific.west, round(over_the_pacific.east, 1)) == (127.0, 362.2)
    over_asia = frame_of(places, pd.DataFrame([link(MONTREAL, SEOUL), link(BARCELONA, SEOUL, 9)]))
    assert (round(over_asia.west, 1), round(over_asia.east, 1)) == (-73.6 + 360, 127.0 + 360)
    assert frame_of(places.iloc[:1], pd.DataFrame(columns=list(link(SEOUL, SEOUL)), dtype="float")).zoom(960, 460) > 3


def test_a_map_begins_where_it_stays_when_it_is_touched():
    assert held(36.99, 1.0, 340) == 36.99, "1,024 px of world, 340 in sight: there is room"
    # 422 px of world and 340 in sight: the middle may lie 41 px from the equator, 35 degrees of longitude.
    assert rise(held(60.0, log2(422 / 512), 340)) == pytest.approx(35, abs=0.1)
    assert rise(held(-60.0, log2(422 / 512), 340)) == pytest.approx(-35, abs=0.1)
    assert held(36.99, -1.0, 340) == 0, "all of the world is in sight"


def test_mercator_there_and_back():
    assert fall(rise(45.5)) == pytest.approx(45.5)
    assert rise(0) == 0


def test_a_mark_has_the_area_of_its_activities_be_it_a_disc_or_a_ring():
    places = pd.DataFrame({"kind": ["city", "city", "region"], "activities": [16, 4, 1], "longitude": [2.0, -73.0, 2.1], "latitude": [41.0, 45.0, 41.2]})
    assert radii(places).tolist() == [17.0, 8.5, 4.5]


def test_the_title_is_the_finding_and_the_sentence_tells_the_numbers(real, view_of):
    view = view_of(real)
    shown = exhibit(view)
    assert shown.title == "Barcelona saw the most: 14 of 43 delegations, events and transfers"
    assert shown.sentence.startswith("A map of delegations, events and transfers by place: Barcelona (14), Montreal (12), Korea (10)")
    assert summary(view) == "7 delegations, 22 events, and 14 transfers took place in, or between, 11 places in 6 countries."
    assert shown.table.columns[0] == "Place"
    assert shown.table.iloc[0][["In all", "Delegations from", "Delegations to", "Events", "Transfers from", "Transfers to", "Still to come"]].tolist() == [14, 0, 2, 8, 2, 2, 3]


def test_lines_are_drawn_for_every_link_and_planned_ones_dashed(real, view_of):
    lines = layers_of(exhibit(view_of(real)))["lines"]["data"]
    assert len(lines) == 18
    planned = [line for line in lines if line["d"] != [0, 0]]
    assert {line["tip"] for line in planned} == {"Montreal → Seoul\n1 planned delegation", "Quebec → Barcelona\n1 planned transfer"}


def test_colours_follow_the_paper(real, view_of):
    view = view_of(real)
    light, dark = layers_of(exhibit(view)), layers_of(exhibit(replace(view, is_dark=True)))
    for layers, colours in ((light, LIGHT_MAP), (dark, DARK_MAP)):
        assert layers["land"]["getFillColor"][:3] == list(bytes.fromhex(colours.land[1:]))


def test_only_what_is_drawn_is_sent(real, view_of):
    shown = exhibit(view_of(real))
    text = shown.figure.to_json()
    assert set(layers_of(shown)["places"]["data"][0]) == {"id", "at", "r", "f", "l", "w", "tip"}
    assert "\n  " not in text
    assert len(text) < 40_000
    deck = json.loads(text)
    assert deck["mapStyle"] == "__MAP_STYLE__", "pydeck's mark for none; any other, or its absence, asks another host"
    assert layers_of(shown)["land"]["data"] == "reference/land.json"
    secret = real.events["summary"].dropna().iloc[0]
    assert secret[:30] not in text


def test_a_place_that_is_chosen_has_a_ring_and_the_shared_map_stays_as_it_was(real, view_of):
    shown = exhibit(view_of(real))
    before = shown.figure.to_json()
    ring = layers_of(fitted(shown, width_px=960, city_id="seoul"))["chosen"]["data"]
    seoul = next(mark for mark in layers_of(shown)["places"]["data"] if mark["id"] == "seoul")
    assert ring == [{"at": seoul["at"], "r": seoul["r"] + 5}]
    assert layers_of(fitted(shown, width_px=960))["chosen"]["data"] == []
    assert shown.figure.to_json() == before


def test_a_telephone_shows_all_places_too(real, view_of):
    shown = exhibit(view_of(real))
    wide, narrow = (json.loads(fitted(shown, width_px=width).figure.to_json())["initialViewState"]["zoom"] for width in (960, 320))
    assert wide - narrow == pytest.approx(1.585, abs=0.01)
    assert 235 * 512 * 2**narrow / 360 < 320
    assert (height(320), height(960)) == (LOW_PX, HEIGHT_PX)


def test_a_telephone_leaves_out_places_in_which_nothing_is_on_record(real, view_of):
    shown = exhibit(view_of(real))
    wide, narrow = ({mark["id"] for mark in layers_of(fitted(shown, width_px=width))["places"]["data"]} for width in (960, 320))
    assert wide - narrow == {"basque-country", "cuba", "united-states"}


def test_on_a_telephone_quebec_stands_above_and_montreal_below_their_marks(real, view_of):
    layers = layers_of(fitted(exhibit(view_of(real)), width_px=320))
    assert "Quebec" in {name["t"] for name in layers["names-above"]["data"]}
    assert "Montreal" in {name["t"] for name in layers["names-below"]["data"]}


def test_places_without_coordinates_are_named(real, view_of):
    cities = real.cities.copy()
    cities.loc[cities["city_id"].isin(["puebla", "seoul"]), ["latitude", "longitude"]] = float("nan")
    view = view_of(real.__class__({**real.tables, "cities": cities}))
    assert sorted(unplaced(view)) == ["Puebla", "Seoul"]
    shown = exhibit(view)
    assert "seoul" not in {mark["id"] for mark in layers_of(shown)["places"]["data"]}
    assert "Seoul" in set(shown.table["Place"])


def test_the_key_names_only_what_is_on_the_map(real, view_of):
    words = [words for _, _, words in key(view_of(real, scope=Scope(project_ids=("pqds-exploratory",))))]
    assert words == ["founding place", "delegation"]


def test_the_picture_is_one_well_formed_svg_with_its_text_escaped(real, view_of):
    cities = real.cities.assign(name=real.cities["name"].replace({"Seoul": "<b>서울</b> & co"}))
    svg = exhibit(view_of(real.__class__({**real.tables, "cities": cities}))).svg
    texts = [node.text for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert "<b>서울</b> & co" in texts
    assert {"Montreal", "Barcelona", "Quebec"} <= set(texts)


def test_nothing_fails_without_data_and_five_hundred_projects_stay_small(empty, large, view_of):
    shown = exhibit(view_of(empty))
    assert (shown.is_empty, shown.figure, shown.title) == (True, None, "No place is on record here")
    many = exhibit(view_of(large))
    assert len(layers_of(many)["lines"]["data"]) == 80
    assert len(many.figure.to_json()) < 150_000


def test_no_name_lies_on_another_s_mark_where_a_side_is_free(demo, view_of):
    layers = layers_of(exhibit(view_of(demo)))
    sides = {name["t"]: side for side in SIDES for name in layers[f"names-{side}"]["data"]}
    # Gwangju is beneath Seoul, whose disc is larger, at the western edge; the places of Europe lie close together.
    assert {name: sides[name] for name in ("Seoul", "Gwangju")} == {"Seoul": "below", "Gwangju": "right"}
    assert {name: sides[name] for name in ("Lisbon", "Barcelona", "Bologna", "Rennes")} == {"Lisbon": "left", "Barcelona": "below", "Bologna": "above", "Rennes": "left"}
    assert layers["names-left"]["getTextAnchor"] == "end"
    assert layers["names-right"]["getTextAnchor"] == "start"

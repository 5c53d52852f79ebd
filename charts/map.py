"""The map: places sized by their activities, and the delegations and transfers between them."""

import json
from copy import copy
from dataclasses import replace
from math import log2
from typing import Any

import pandas as pd
import pydeck as pdk

from charts import map_drawn, map_lines, style
from charts import map_shape as shapes
from charts.drawing import Drawing
from charts.exhibit import Exhibit, View
from charts.map_shape import HEIGHT_PX, NARROW_PX, WIDE_PX, Frame
from charts.svg import svg
from locales import Words
from metrics import places as metrics

LAND = "reference/land.json"  # beside the page; sharing/web.py serves it
MOST_NAMED, MOST_LINES = 6, 80
FILE_PX = 1000
# Of the names on each side: from where they are written, and the ground (left, top, right, bottom) between them and their marks.
GROUNDS = {"below": ("middle", [1, 44, 1, 1]), "above": ("middle", [1, 1, 1, 44]), "right": ("start", [44, 1, 1, 1]), "left": ("end", [1, 1, 44, 1])}
ROLE_COLOURS = {"founding": style.FOUNDING, "partner": style.PARTNER, "visited": style.VISITED}


class MapDeck(pdk.Deck):
    """A deck that is sent without pydeck's indentation: a third of the bytes."""

    def to_json(self) -> str:
        """The deck as compact JSON."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


def summary(view: View) -> str:
    """The page's sentence: how many places and countries, and what moved between them."""
    t, table = view.t, view.measured(metrics.places).table
    active = table[table["activities"] > 0]
    if active.empty:
        return t("Nothing on record here has taken place.")
    delegations, events, transfers = (int(table[column].sum()) for column in ("delegations_in", "events", "transfers_in"))
    things = t.listed(filter(None, [
        t.plural("{n} delegation", "{n} delegations", delegations) if delegations else "", t.plural("{n} event", "{n} events", events) if events else "",
        t.plural("{n} transfer", "{n} transfers", transfers) if transfers else "",
    ]))  # fmt: skip
    return t(
        "{things} took place in, or between, {places} in {countries}.", things=things,
        places=t.plural("{n} place", "{n} places", len(active)),
        countries=t.plural("{n} country", "{n} countries", active["country_code"].nunique()),
    )  # fmt: skip


def exhibit(view: View) -> Exhibit:
    """The map of all places that can be placed, and the table of every place's activities."""
    t, measure = view.t, view.measured(metrics.places)
    table = measure.table
    placed = _placed(table)
    subtitle = t("Delegations to or from each place, events in it, transfers to or from it; one that links two places counts in both")
    if table.empty:
        return Exhibit("map.places", t("No place is on record here"), subtitle, t("No place is on record here"), pd.DataFrame(), measure)
    links, sentence = _busiest(placed, view), _sentence(table, t)
    figure = _deck(placed, links, view) if len(placed) else None
    picture = svg(_drawing(placed, links, view, FILE_PX), title=sentence, paper=map_lines.colours(view).paper) if len(placed) else None
    return Exhibit("map.places", _title(table, measure.value, t), subtitle, sentence, _shown(table, t), measure, figure, picture, marks=map_lines.marks(links, view))


def drawing(shown: Exhibit, view: View, *, width: float) -> Drawing | None:
    """The map of an exhibit as shapes in a picture so wide; None where no place can be placed."""
    placed = _placed(shown.measure.table)
    return _drawing(placed, _busiest(placed, view), view, width) if len(placed) else None


def _drawing(placed: pd.DataFrame, links: pd.DataFrame, view: View, width: float) -> Drawing:
    told = placed.assign(told=[_place_words(place, view.t) for place in placed.itertuples()])
    ways = links.assign(told=["\n".join(map_lines.link_words(link, view.t)) for link in links.itertuples()])
    return map_drawn.drawn(told, ways, width=width, is_dark=view.is_dark)


def _busiest(placed: pd.DataFrame, view: View) -> pd.DataFrame:
    """The links that are drawn."""
    return _located(view.measured(metrics.links), placed).nlargest(MOST_LINES, "count")


def unplaced(view: View) -> list[str]:
    """The names of the places that have no coordinates."""
    table = view.measured(metrics.places).table
    return list(table.loc[table[["latitude", "longitude"]].isna().any(axis=1), "name"])


def lines_left_out(view: View) -> int:
    """How many lines are not drawn, so that the busiest ones can be seen."""
    return max(0, len(view.measured(metrics.links)) - MOST_LINES)


def key(view: View) -> list[tuple[str, str, str]]:
    """What the marks on this map mean: shape (disc, ring, line, dashed), colour and words for each."""
    t, ways = view.t, map_lines.colours(view).ways
    table, links = view.measured(metrics.places).table, view.measured(metrics.links)
    roles, drawn = table["role"], links["table"]
    signs = [
        ((roles == "founding").any(), "disc", ROLE_COLOURS["founding"], t("founding place")),
        ((roles == "partner").any(), "disc", ROLE_COLOURS["partner"], t("partner place")),
        ((roles == "visited").any(), "disc", ROLE_COLOURS["visited"], t("visited place")),
        (roles.isna().any(), "disc", style.NEUTRAL, t("no role stated")),
        ((table["kind"] != "city").any(), "ring", style.NEUTRAL, t("region or country, where no city is named")),
        ((drawn == "delegations").any(), "line", ways["delegations"], t("delegation")),
        ((drawn == "transfers").any(), "line", ways["transfers"], t("transfer")),
        (links["is_planned"].any(), "dashed", style.NEUTRAL, t("planned")),
    ]
    return [(shape, colour, words) for is_there, shape, colour, words in signs if is_there]


def fitted(shown: Exhibit, *, width_px: int, city_id: str | None = None) -> Exhibit:
    """The same map for a screen of that width, with a ring around a place: a copy, the first is shared."""
    deck = copy(shown.figure)
    deck.initial_view_state = copy(deck.initial_view_state)
    zoom = round(deck.initial_view_state.zoom + min(0, log2(width_px / WIDE_PX)), 2)
    deck.initial_view_state.zoom = zoom
    deck.initial_view_state.latitude = shapes.held(deck.initial_view_state.latitude, zoom, shapes.height(width_px))
    layers = [_timely(layer) if width_px < NARROW_PX else layer for layer in deck.layers[0]]
    marks = next(layer.data for layer in deck.layers[0] if layer.id == "places")
    ink = next(layer.get_color for layer in layers if layer.id == "names-below")
    ring = pdk.Layer(
        "ScatterplotLayer", [{"at": mark["at"], "r": mark["r"] + 5} for mark in marks if mark["id"] == city_id], id="chosen", stroked=True,
        filled=False, get_position="at", get_radius="r", radius_units="'pixels'", get_line_color=ink, line_width_units="'pixels'", get_line_width=2, pickable=False,
    )  # fmt: skip
    deck.layers = [[*layers, ring]]
    return replace(shown, figure=deck)


def _timely(layer: pdk.Layer) -> pdk.Layer:
    """A layer without what has no room on a narrow screen: names on other names, places without anything."""
    if layer.id != "places" and not layer.id.startswith("names-"):
        return layer
    timely = copy(layer)
    timely.data = [mark for mark in layer.data if "late" not in mark]
    return timely


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """The places that have coordinates, each with its colour, its mark's radius and its reach."""
    placed = table.dropna(subset=["latitude", "longitude"]).copy()
    placed["colour"] = placed["role"].map(ROLE_COLOURS).fillna(style.NEUTRAL)
    placed["radius"] = shapes.radii(placed)
    placed["reach"] = shapes.reaches(placed)
    return placed


def _located(links: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """The links between places that can be drawn, with the names and coordinates of both, and a bend."""
    cities = placed.set_index("city_id")[["name", "longitude", "latitude"]]
    for end in ("from", "to"):
        links = links.join(cities.add_prefix(f"{end}_"), on=f"{end}_id", how="inner")
    return links.assign(bend=shapes.bends(links))


def _deck(placed: pd.DataFrame, links: pd.DataFrame, view: View) -> MapDeck:
    frame = shapes.frame_of(placed, links)
    colours, (longitude, latitude) = map_lines.colours(view), frame.middle
    layers = [_land(view), *map_lines.drawn(links, view), _discs(placed, view), *_names(placed, frame, view)]
    return MapDeck(
        # Streamlit fades every layer in which nothing is chosen, the land too. It leaves a list of
        # layers within the list alone, which deck.gl draws as if it were laid out.
        layers=[layers],
        map_provider=None,
        views=[pdk.View("MapView", controller={"scrollZoom": False, "dragRotate": False, "touchRotate": False}, repeat=True)],
        initial_view_state=pdk.ViewState(longitude=round(longitude, 2), latitude=round(latitude, 2), zoom=frame.zoom(WIDE_PX, HEIGHT_PX), min_zoom=-1),
        # No highlight under the pointer: it draws everything anew, and a slow screen would miss the click.
        tooltip={"text": "{tip}", "style": {"backgroundColor": colours.ink, "color": colours.paper, "fontFamily": style.FONT, "fontSize": "14px", "borderRadius": "6px", "maxWidth": "18rem"}},
    )  # fmt: skip


def _land(view: View) -> pdk.Layer:
    colours = map_lines.colours(view)
    return pdk.Layer(
        "GeoJsonLayer", LAND, id="land", pickable=False, stroked=True, filled=True,
        get_fill_color=style.rgba(colours.land), get_line_color=style.rgba(colours.border), line_width_min_pixels=0.6,
    )  # fmt: skip


def _discs(placed: pd.DataFrame, view: View) -> pdk.Layer:
    """The places, the large before the small, so that each can be seen and clicked; regions and countries as rings."""
    colours, marks = map_lines.colours(view), []
    for place in placed.sort_values("radius", ascending=False, kind="stable").itertuples():
        is_hollow = place.kind != "city" or place.activities == 0
        fill = style.rgba(colours.paper, 0.75) if is_hollow else style.rgba(place.colour, 0.92)
        line = style.rgba(place.colour if is_hollow else colours.paper)
        marks.append({"id": place.city_id, "at": [round(place.longitude, 3), round(place.latitude, 3)], "r": place.radius,
                      "f": fill, "l": line, "w": 2 if is_hollow else 1, "tip": _place_words(place, view.t),
                      **({} if place.activities or place.planned else {"late": True})})  # fmt: skip
    return pdk.Layer(
        "ScatterplotLayer", marks, id="places", pickable=True, stroked=True, filled=True, get_position="at",
        get_radius="r", radius_units="'pixels'", get_fill_color="f", get_line_color="l", get_line_width="w", line_width_units="'pixels'",
    )  # fmt: skip


def _names(placed: pd.DataFrame, frame: Frame, view: View) -> list[pdk.Layer]:
    """The names of the places that something happens in, beside their marks, the busiest first.

    One that would lie on another waits until the map comes closer. deck.gl asks only whether a
    name's place is free, so names are tested at twice their size, and with a clear ground that
    reaches from the name to its place.
    """
    colours = map_lines.colours(view)
    named = placed[placed["activities"] + placed["planned"] > 0]
    named = named.join(shapes.sides(named, frame)).assign(rank=range(len(named)))
    layers = []
    for group, (across, down) in shapes.SIDES.items():
        anchor, ground = GROUNDS[group]
        names = [
            {"at": [round(place.longitude, 3), round(place.latitude, 3)], "t": place.name, "p": 900 - place.rank,
             "o": [across * (place.reach + shapes.BESIDE_PX), down * (place.reach + shapes.BENEATH_PX)], **({"late": True} if place.late else {})}
            for place in named[named["side"] == group].itertuples()
        ]  # fmt: skip
        layers.append(pdk.Layer(
            "TextLayer", names, id=f"names-{group}", pickable=False, get_position="at", get_text="t", get_size=14, get_color=style.rgba(colours.ink),
            get_pixel_offset="o", get_text_anchor=f"'{anchor}'", font_family=f"'{style.FONT}'", character_set="'auto'",
            font_settings={"sdf": True, "fontSize": 64, "buffer": 12, "radius": 16}, outline_width=4, outline_color=style.rgba(colours.paper, 0.9),
            background=True, get_background_color=[0, 0, 0, 0], background_padding=ground,
            collision_group=f"'{group}'", get_collision_priority="p", collision_test_props={"sizeScale": 2},
            extensions=[{"@@type": "CollisionFilterExtension"}],
        ))  # fmt: skip
    return layers


def _place_words(place: Any, t: Words) -> str:
    """What a place's mark says under the pointer: name, country, role, and its activities by kind."""
    role = t("no role stated") if pd.isna(place.role) else t(place.role)
    return "\n".join([f"{place.name}, {t.territory(place.country_code)}" if place.kind != "country" else place.name, role, *counted(place, t)])


def counted(place: Any, t: Words) -> list[str]:
    """A place's activities by kind in words: those kinds that it has any of."""
    found = {
        t.plural("{n} delegation from here", "{n} delegations from here", place.delegations_out): place.delegations_out,
        t.plural("{n} delegation to here", "{n} delegations to here", place.delegations_in): place.delegations_in,
        t.plural("{n} event here", "{n} events here", place.events): place.events,
        t.plural("{n} transfer from here", "{n} transfers from here", place.transfers_out): place.transfers_out,
        t.plural("{n} transfer to here", "{n} transfers to here", place.transfers_in): place.transfers_in,
        t.plural("{n} still to come", "{n} still to come", place.planned): place.planned,
    }
    return [words for words, n in found.items() if n] or [t("nothing yet")]


def _title(table: pd.DataFrame, total: float | None, t: Words) -> str:
    most = table.iloc[0]
    if not most["activities"]:
        return t("Nothing on record here has taken place")
    first = table.loc[table["activities"] == most["activities"], "name"]
    if len(first) > 3:
        return t.plural("{n} place saw the most delegations, events and transfers", "{n} places saw the most delegations, events and transfers, equally many", len(first))
    return t.plural(
        "{places} saw the one delegation, event or transfer", "{places} saw the most: {share} of {n} delegations, events and transfers", total or 0,
        places=t.listed(first), share=t.number(most["activities"]),
    )  # fmt: skip


def _sentence(table: pd.DataFrame, t: Words) -> str:
    """The numbers of the busiest places, and how many more there are."""
    active = table[table["activities"] > 0]
    if active.empty:
        return t("A map of {places}, in none of which anything has taken place yet.", places=t.plural("{n} place", "{n} places", len(table)))
    named = t.listed(f"{place.name} ({t.number(place.activities)})" for place in active.head(MOST_NAMED).itertuples())
    rest = len(active) - MOST_NAMED
    if rest <= 0:
        return t("A map of delegations, events and transfers by place: {named}.", named=named)
    return t.plural(
        "A map of delegations, events and transfers by place: {named}; {n} more place has fewer.", "A map of delegations, events and transfers by place: {named}; {n} more places have fewer.",
        rest, named=named,
    )  # fmt: skip


def _shown(table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The table under headings to read; a row a place, the busiest first."""
    return pd.DataFrame({
        t("Place"): table["name"],
        t("Kind"): [t(kind) if isinstance(kind, str) else "" for kind in table["kind"]],
        t("Role"): [t(role) if isinstance(role, str) else t("no role stated") for role in table["role"]],
        t("Country"): [t.territory(code) for code in table["country_code"]],
        t("In all"): table["activities"],
        t("Delegations from"): table["delegations_out"],
        t("Delegations to"): table["delegations_in"],
        t("Events"): table["events"],
        t("Transfers from"): table["transfers_out"],
        t("Transfers to"): table["transfers_in"],
        t("Still to come"): table["planned"],
    })  # fmt: skip

"""The map's other half: what its marks mean, the choice of a place, and what happened there."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from charts.exhibit import Exhibit, View
from charts.map import key as meanings
from charts.map import lines_left_out
from charts.marks import Mark
from loaders.tables import TABLES
from metrics.places import in_place, places, touches
from ui.card import open_card
from ui.data import exhibit
from ui.filters import names
from ui.fragment import fragment
from ui.sources import mark_source, open_mark, show_sources
from ui.text import plain

PLACE, LINE = "place", "map-line"
MOST = 10
# A finger that moves up or down over the map scrolls the page; sideways, or with two, it moves the map.
# The lists of records and places read as lists: to the left, line under line.
RULES = """<style>
.stDeckGlJsonChart * { touch-action: pan-y !important; }
.st-key-place-list button { justify-content: flex-start; text-align: left; min-height: 2rem; padding-block: 0.25rem; }
</style>"""
SWATCHES = {
    "disc": "width:.8em;height:.8em;border-radius:50%;background:{colour}",
    "ring": "width:.8em;height:.8em;border-radius:50%;border:2px solid {colour}",
    "line": "width:1.6em;border-top:3px solid {colour};vertical-align:middle",
    "dashed": "width:1.6em;border-top:3px dashed {colour};vertical-align:middle",
}


def legend(view: View) -> None:
    """What the marks of the map mean, and how it is moved."""
    t = view.t
    signs = (
        f'<span style="white-space:nowrap;margin-right:1.2em"><span style="display:inline-block;box-sizing:border-box;'
        f'{SWATCHES[shape].format(colour=colour)}"></span> {escape(words)}</span>'
        for shape, colour, words in meanings(view)
    )
    st.html(f'<div style="font-size:.875rem;line-height:1.9">{" ".join(signs)}</div>{RULES}')
    st.caption(plain(t("The larger a disc or a ring, the more delegations, events and transfers. Lines bend to the right of the way they go, and grow stronger towards its end. Drag to move the map, double-click to come closer.")))
    if left_out := lines_left_out(view):
        st.caption(plain(t.plural("The busiest lines are drawn; {n} more is in the records.", "The busiest lines are drawn; {n} more are in the records.", left_out)))


def take_click(map_key: str, view: View) -> None:
    """Choose the place that was clicked on the map, or keep the line for `open_line`."""
    chosen = st.session_state[map_key]["selection"]["objects"]
    if lines := chosen.get("lines") or chosen.get("grips"):
        st.session_state[LINE] = lines[0]["id"]
    clicked = chosen.get("places", [])
    by_id = {city_id: label for label, city_id in _options(view).items()}
    if clicked and clicked[0]["id"] in by_id:
        _set_place(by_id[clicked[0]["id"]])


def open_line(shown: Exhibit, view: View) -> None:
    """Open the source of the line that was clicked since the page was last drawn, if any."""
    if line := st.session_state.pop(LINE, None):
        open_mark(shown, view, line)


def choose(view: View) -> str | None:
    """Let the reader choose a place by its name; gives its id."""
    options = _options(view)
    chosen = st.selectbox(view.t("Place"), list(options), index=None, placeholder=view.t("Choose a place here or on the map"), key=PLACE, bind="query-params")
    return options.get(chosen) if chosen else None


def _options(view: View) -> dict[str, str]:
    return dict(sorted(names(view.data.cities, "city_id", "name").items()))


def happened(view: View, city_id: str) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """What happened in a place, by kind: (heading, [(title, other place and date, table, id)]), newest first."""
    t, found = view.t, touches(view.data, view.as_of)
    found = found[found["city_id"] == city_id][::-1]
    others = view.whole.cities.set_index("city_id")["name"]
    headings = {
        "delegations_in": t("Delegations to here"), "delegations_out": t("Delegations from here"), "events": t("Events here"),
        "transfers_in": t("Transfers to here"), "transfers_out": t("Transfers from here"),
    }  # fmt: skip
    groups = []
    for way, words in headings.items():
        rows = []
        for row in found[found["way"] == way].itertuples():
            key = TABLES[row.table].key[0]
            parts = [] if pd.isna(row.other_id) else [others.get(row.other_id, row.other_id)]
            parts.append(t.period(row.start, row.end, row.start_precision, row.end_precision))
            parts += [t("planned")] if row.is_planned else []
            rows.append((row.title, " · ".join(parts), row.table, view.data.tables[row.table].at[row.row, key]))
        if rows:
            groups.append((words, rows))
    return groups


def busiest(view: View) -> None:
    """The places with the most delegations, events and transfers, each a way to choose it."""
    t, table = view.t, places(view.data, view.as_of).table
    active = table[table["activities"] > 0].head(MOST)
    labels = {city_id: label for label, city_id in _options(view).items()}
    if active.empty:
        return
    st.markdown("**" + plain(t("Where the most took place: delegations, events and transfers")) + "**")
    with st.container(gap="xxsmall"):
        for place in active.itertuples():
            count = plain(t.number(place.activities))
            st.button(
                f"{plain(place.name)} :gray[{count}]", type="tertiary", key=f"choose-{place.city_id}",
                on_click=_set_place, args=(labels[place.city_id],),
            )  # fmt: skip


def _set_place(label: str) -> None:
    st.session_state[PLACE] = label


def panel(view: View, city_id: str) -> None:
    """What happened in a place, by kind; each opens its record."""
    t = view.t
    groups = happened(view, city_id)
    if not groups:
        st.caption(plain(t("Nothing is on record here. The place is named by a project or an organisation.")))
    # Above the lists, where it has room to open.
    _source(view, city_id)
    for heading, rows in groups:
        st.markdown(f"**{plain(heading)}** :gray[{plain(t.number(len(rows)))}]")
        with st.container(gap="xxsmall"):
            for title, when, table, row_id in rows[:MOST]:
                if st.button(f"{plain(title)} :gray[{plain(when)}]", type="tertiary", key=f"open-{heading}-{row_id}"):
                    open_card(table, row_id)
        if len(rows) > MOST:
            st.caption(plain(t.plural("and {n} more, listed in the source", "and {n} more, listed in the source", len(rows) - MOST)))


@fragment
def _source(view: View, city_id: str) -> None:
    """Where a place's number comes from, when asked for."""
    sources = st.popover(view.t("Source"), type="tertiary", icon=":material/info:", on_change="rerun", key=f"sources-place-{city_id}")
    if sources.open:
        with sources:
            show_sources(place_source(view, city_id), view)


def place_source(view: View, city_id: str) -> Exhibit:
    """The map as it would be of one place alone: what took place there, the page's filters and the place."""
    name = str(view.whole.cities.set_index("city_id")["name"].get(city_id, city_id))
    shown = exhibit("map.places", view)
    return replace(mark_source(shown, Mark(name, in_place(view.data, view.as_of, city_id), (name,)), view), key=f"map.place.{city_id}")

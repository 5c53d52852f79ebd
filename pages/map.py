"""Map: where things happened, what moved between places, and, at a click, what happened in one."""

import streamlit as st

from charts.map import fitted, summary, unplaced
from charts.map_shape import height
from locales import N_
from ui.data import exhibit
from ui.page import open_page
from ui.places import busiest, choose, legend, open_line, panel, take_click
from ui.show import chart_key, tools, words
from ui.text import plain
from ui.width import width_px

view = open_page(N_("Map"), summary)
t, shown = view.t, exhibit("map.places", view)
words(shown)
left, right = st.columns([5, 3], gap="large")
with right:
    city_id = choose(view)
with left:
    if shown.figure is not None:
        width, key = width_px("map-width"), chart_key(shown)
        st.pydeck_chart(
            fitted(shown, width_px=width, city_id=city_id).figure, key=key, height=height(width), alt=shown.sentence,
            on_select=lambda: take_click(key, view), selection_mode="single-object",
        )  # fmt: skip
        legend(view)
    if missing := unplaced(view):
        st.caption(plain(t.plural(
            "{n} place could not be placed, for its coordinates are not known: {names}.",
            "{n} places could not be placed, for their coordinates are not known: {names}.",
            len(missing), names=t.listed(missing),
        )))  # fmt: skip
    if not shown.is_empty:
        tools(shown, view)
with right, st.container(key="place-list"):
    if city_id is None:
        busiest(view)
    else:
        panel(view, city_id)
open_line(shown, view)

"""What changed: between two editions, or one and today; the rows, and the indicators that they restate."""

import streamlit as st

from exports.restated import KEY
from locales import N_
from ui import deck
from ui.compared import NEW, OLD, compared, sides, summary
from ui.page import open_page

view = open_page(N_("What changed"), summary)
# The style sheet hides the filters, which do not apply here.
with st.container(key="without-filters"):
    if chosen := sides(view):
        compared(view, *chosen)
        # A deck says what changed since the last edition, as this page does until other states are chosen.
        if not (st.session_state.get(OLD) or st.session_state.get(NEW)):
            deck.adding(KEY, view)

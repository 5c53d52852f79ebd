"""What changed: between two editions, or one and today; the rows, and the indicators that they restate."""

import streamlit as st

from locales import N_
from ui.compared import compared, sides, summary
from ui.page import open_page

view = open_page(N_("What changed"), summary)
# The style sheet hides the filters, which do not apply here.
with st.container(key="without-filters"):
    if chosen := sides(view):
        compared(view, *chosen)

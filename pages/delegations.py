"""Delegations: who went where, for how many days."""

import streamlit as st

from charts.delegations import summary
from charts.journeys import in_words
from locales import N_
from ui.card import open_card
from ui.page import open_page
from ui.row_clicks import row_selected
from ui.show import beside, figures, show
from ui.text import plain

view = open_page(N_("Delegations"), summary)
t, listed = view.t, in_words(view)
figures([f"delegations.{name}" for name in ("held", "mission_days", "delegates", "routes")], view)
show("delegations.journeys", view)
if len(listed):
    left, right = beside()
    with left:
        show("delegations.by_route", view)
    with right:
        show("delegations.days", view)
    st.subheader(plain(t("Every delegation, in order of time")), anchor=False)
    st.caption(plain(t("Select a row to open its record")))
    row = row_selected(listed.reset_index(drop=True), key="journeys-list")
    if row is not None:
        open_card("delegations", view.data.delegations.loc[listed.index[row], "delegation_id"])

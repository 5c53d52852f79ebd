"""Delegations: who went where, for how many days."""

import streamlit as st

from charts.delegations import summary
from charts.journeys import in_words
from locales import N_
from ui.page import open_page
from ui.record import click_key, open_clicked, remember_row
from ui.show import beside, figures, show
from ui.text import plain

view = open_page(N_("Delegations"), summary)
t, listed = view.t, in_words(view)
figures([f"delegations.{name}" for name in ("held", "mission_days", "delegates", "routes")], view)
show("delegations.journeys", view)
left, right = beside()
with left:
    show("delegations.by_route", view)
with right:
    show("delegations.days", view)
if len(listed):
    ids = view.data.delegations.loc[listed.index, "delegation_id"].tolist()
    key = click_key("journeys-list")
    st.subheader(plain(t("Every delegation, in order of time")), anchor=False)
    st.caption(plain(t("Select a row to open its record")))
    st.dataframe(
        listed.reset_index(drop=True), hide_index=True, key=key,
        on_select=lambda: remember_row(key, "delegations", ids), selection_mode="single-row",
    )  # fmt: skip
    open_clicked(view)

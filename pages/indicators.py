"""Indicators: are we on course, what came before, and where each number comes from."""

import streamlit as st

from locales import N_
from ui.indicators import show_board, show_framework, show_not_judged, summary, thresholds
from ui.page import open_comparing_page
from ui.text import plain

SHAPES = {"board": N_("Board"), "framework": N_("Results framework")}

view = open_comparing_page(N_("Indicators"), summary, is_of_whole=True)
t = view.t
if view.whole.indicators.empty:
    st.subheader(plain(t("No indicator is declared yet")), anchor=False)
    st.markdown(plain(t("Write what the board follows into the sheet indicators, a line each, and what each should reach into the sheet targets. The template has both, with drop-down lists.")))
    st.stop()
shape = st.segmented_control(
    t("Shown as"), list(SHAPES), default="board", required=True, format_func=lambda name: t(SHAPES[name]), key="shape", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
show_not_judged(view)
if shape == "board":
    show_board(view)
else:
    show_framework(view)
thresholds(view)

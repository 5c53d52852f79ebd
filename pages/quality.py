"""Data quality: how complete each table is, what is wrong in which cell and what to type, what was left out."""

import streamlit as st

from charts.quality import label, tables
from locales import N_
from ui.data import exhibit
from ui.quality import open_files, show_left_out, show_problems, show_scores, trend
from ui.show import beside, show

view = open_files(N_("Data quality"))
t = view.t
load, change = trend(view)
left, right = beside()
with left:
    show_scores(view, load)
with right:
    if names := tables(exhibit("quality.scores", view)):
        table = st.selectbox(
            t("Columns of the table"), names, format_func=lambda name: label(name, t), key="columns-of", bind="query-params",
        )  # fmt: skip
        show(f"quality.columns.{table}", view)
show_problems(view, change)
show_left_out(view)

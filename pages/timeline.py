"""Timeline: projects as bars, delegations and events on them, publications as points."""

import streamlit as st

from charts.timeline import summary
from charts.timeline_figure import axis_of, body_of, in_words, pages_of, rows_in
from locales import N_
from ui.card import open_card
from ui.data import exhibit
from ui.mark_clicks import clicked
from ui.page import open_page
from ui.show import CONFIG, chart_key, tools, words
from ui.text import plain

GROUPS = {"theme": N_("Theme"), "city": N_("City"), "project": N_("Project")}
# More rows than these scroll in a box so high.
MOST_ROWS, TALLEST = 40, 640

view = open_page(N_("Timeline"), summary)
t = view.t
group = st.segmented_control(
    t("Grouped by"), list(GROUPS), default="theme", required=True, format_func=lambda name: t(GROUPS[name]),
    key="group", bind="query-params",
)  # fmt: skip
shown = exhibit(f"timeline.by_{group}", view)
words(shown)
if shown.figure is not None:
    st.caption(plain(in_words(t)))
    pages = pages_of(shown.figure)
    page = st.pagination(pages, key=f"timeline-page-{group}-{pages}") if pages > 1 else 1
    rows, is_long = body_of(shown.figure, page=page), rows_in(shown.figure) > MOST_ROWS
    if is_long:
        st.caption(plain(t("{n} rows, scroll for more", n=t.number(rows_in(shown.figure)))))
    # The axis stays in sight while the rows scroll; both are one picture when they are saved.
    with st.container(key=chart_key(shown), gap=None):
        with st.container(key="timeline-axis"):
            st.plotly_chart(axis_of(shown.figure), theme="streamlit", config=CONFIG | {"staticPlot": True}, key=f"{shown.key}-axis")
        with st.container(height=TALLEST if is_long else "content", border=False, key=f"timeline-rows-{page}"):
            st.plotly_chart(rows, theme="streamlit", config=CONFIG, alt=shown.sentence, key=f"{shown.key}-{page}")
    tools(shown, view)
    if mark := clicked(chart_key(shown)):
        open_card(*mark)

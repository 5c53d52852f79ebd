"""Publications: in which languages, of which kinds, when; every work with its editions and links."""

import streamlit as st

from charts.publications import FIRST_LINK, summary
from locales import N_
from ui.data import exhibit
from ui.page import open_page
from ui.show import beside, show, tools, words

# High enough for a long title to wrap, so that none is cut on a telephone.
ROW_PX, HEAD_PX, SHOWN = 66, 38, 12

view = open_page(N_("Publications"), summary)
t = view.t
left, right = beside()
with left:
    show("publications.by_language", view)
    show("publications.by_year", view)
with right:
    show("publications.by_kind", view)
listed = exhibit("publications.texts", view)
words(listed)
if not listed.is_empty:
    table = listed.table
    links = {column: st.column_config.LinkColumn(display_text=t("Open"), width=90) for column in table.columns[FIRST_LINK:]}
    st.dataframe(
        table, hide_index=True, row_height=ROW_PX, height="content" if len(table) <= SHOWN else ROW_PX * SHOWN + HEAD_PX,
        placeholder="", key="texts",
        column_config={table.columns[0]: st.column_config.TextColumn(width=340), **links},
    )  # fmt: skip
    tools(listed, view)

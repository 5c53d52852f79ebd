"""Where a figure comes from: the file, sheet and row of each record that counted in it."""

import pandas as pd
import streamlit as st

from charts.exhibit import Exhibit, View
from loaders.tables import TABLES
from ui.filters import in_words
from ui.text import plain

# What a reader would know a record by, the first that its table has.
LABELS = ("title", "name", "practice", "activity_id", "key")
MOST = 1000


def source_rows(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The rows behind an exhibit: table, record, file, sheet and row, under translated headings."""
    t, parts = view.t, []
    for name, index in exhibit.measure.rows.items():
        frame = view.data.tables[name].loc[index]
        label = next((column for column in LABELS if column in frame), frame.columns[0])
        parts.append(pd.DataFrame({
            t("Table"): TABLES[name].label(t.language),
            t("Record"): frame[label].astype("str"),
            t("File"): frame["source_file"],
            t("Sheet"): frame["source_sheet"],
            t("Row"): frame["source_row"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def show_sources(exhibit: Exhibit, view: View) -> None:
    """Say how a figure was computed, under which filters, and from which rows."""
    t = view.t
    st.markdown(plain(t(exhibit.measure.formula)))
    narrowed = in_words(view.data.scope, view.whole, t)
    st.caption(plain(t("Filters: {filters}", filters=narrowed or t("none, everything is counted"))))
    rows = source_rows(exhibit, view)
    if rows.empty:
        st.caption(plain(t("No row counts in it.")))
        return
    st.caption(plain(t.plural("{n} row counts in it", "{n} rows count in it", len(rows))))
    st.dataframe(rows.head(MOST), hide_index=True, height=min(36 * len(rows) + 38, 320), key=f"rows-{exhibit.key}")

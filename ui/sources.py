"""Where a figure comes from: the file, sheet and row of each record that counted in it."""

import pandas as pd
import streamlit as st

from charts.exhibit import Exhibit, View
from loaders.sheets.counts import cells_by_column
from ui.filters import in_words
from ui.text import plain

# What a reader would know a record by, the first that its table has.
LABELS = ("title", "name", "practice", "activity_id", "key")
MOST = 1000
# Of record, sheet, row and file: what says where to look stands in sight without scrolling.
WIDTHS_PX = (176, 92, 50, 162)


def source_rows(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The rows behind an exhibit: record, sheet, row and file, under translated headings."""
    t, parts = view.t, []
    for name, index in exhibit.measure.rows.items():
        frame = view.data.tables[name].loc[index]
        label = next((column for column in LABELS if column in frame), frame.columns[0])
        parts.append(pd.DataFrame({
            t("Record"): frame[label].astype("str"),
            t("Sheet"): frame["source_sheet"],
            t("Row"): frame["source_row"],
            t("File"): frame["source_file"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def show_sources(exhibit: Exhibit, view: View) -> None:
    """Say how a figure was computed, under which filters, and from which rows."""
    t = view.t
    st.markdown(plain(t(exhibit.measure.formula)))
    narrowed = exhibit.filters or in_words(view.data.scope, view.whole, t)
    st.caption(plain(t("Filters: {filters}", filters=narrowed or t("none, everything is counted"))))
    if exhibit.measure.sheets:
        _show_sheets(exhibit, view)
        return
    rows = source_rows(exhibit, view)
    if rows.empty:
        st.caption(plain(t("Made from no row.")))
        return
    st.caption(plain(t.plural("Made from {n} row", "Made from {n} rows", len(rows))))
    st.dataframe(
        rows.head(MOST), hide_index=True, width=sum(WIDTHS_PX), height=min(36 * len(rows) + 38, 320), key=f"rows-{exhibit.key}",
        column_config={name: st.column_config.Column(width=width) for name, width in zip(rows, WIDTHS_PX, strict=True)},
    )  # fmt: skip


def source_sheets(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The sheets whose cells an exhibit counts: sheet, its row of headings, rows, cells and file."""
    t, sheets = view.t, exhibit.measure.sheets
    counted = [sum(column.cells for column in cells_by_column([sheet], sheet.table)) for sheet in sheets]
    return pd.DataFrame({
        t("Sheet"): [sheet.sheet for sheet in sheets],
        t("Headings in row"): [sheet.header for sheet in sheets],
        t("Rows"): [sheet.rows for sheet in sheets],
        t("Cells"): counted,
        t("File"): [sheet.file for sheet in sheets],
    })  # fmt: skip


def _show_sheets(exhibit: Exhibit, view: View) -> None:
    t, sheets = view.t, source_sheets(exhibit, view)
    st.caption(plain(t.plural("Made from {n} cell", "Made from {n} cells", sheets[t("Cells")].sum())))
    st.dataframe(sheets, hide_index=True, height=min(36 * len(sheets) + 38, 320), key=f"sheets-{exhibit.key}")

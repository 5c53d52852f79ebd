"""Where a share of cells comes from: the sheets that were counted, and each cell that is blank or could not be read."""

import pandas as pd
import streamlit as st

from charts.exhibit import Exhibit, View
from exports.csv_file import csv_file
from loaders.correction.issues_sheet import said
from loaders.sheets.counts import cells_by_column
from loaders.tables import TABLES
from metrics.quality import cells_to_mend
from ui.files import download
from ui.text import plain

MOST = 1000
# Of column, cell, why and sheet; the file is last, and on a telephone scrolled to.
WIDTHS_PX = (120, 56, 260, 92, 162)


def source_sheets(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The sheets whose cells an exhibit counts: sheet, its row of headings, rows, cells and file."""
    t, sheets = view.t, exhibit.measure.sheets
    columns = set(exhibit.measure.table.get("column", ()))
    counted = [sum(one.cells for one in cells_by_column([sheet], sheet.table) if not columns or one.name in columns) for sheet in sheets]
    return pd.DataFrame({
        t("Sheet"): [sheet.sheet for sheet in sheets],
        t("Headings in row"): [sheet.header for sheet in sheets],
        t("Rows"): [sheet.rows for sheet in sheets],
        t("Cells"): counted,
        t("File"): [sheet.file for sheet in sheets],
    })  # fmt: skip


def source_cells(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The cells that lower a share: column, cell, why, sheet and file, under translated headings."""
    t, found = view.t, cells_to_mend(view.data, exhibit.measure)
    headings = {
        (sheet.file, sheet.sheet, column.name): column.heading for sheet in exhibit.measure.sheets for column in sheet.columns if column.heading
    }
    names = [
        headings.get((one.file, one.sheet, one.column)) or TABLES[one.table].column(one.column).header(t.language) for one in found.itertuples()
    ]  # fmt: skip
    blank, missing = t("the cell is blank"), t("the sheet has no such column, so that it is blank in every row")
    return pd.DataFrame({
        t("Column"): names,
        t("Cell"): found["cell"],
        t("Why not"): [said(one.problem, t) if one.problem else blank if one.cell else missing for one in found.itertuples()],
        t("Sheet"): found["sheet"],
        t("File"): found["file"],
    })  # fmt: skip


def show_cells(exhibit: Exhibit, view: View) -> None:
    """Show the sheets that were counted, and the cells that are not filled or not valid, which can be taken home."""
    t, sheets, cells = view.t, source_sheets(exhibit, view), source_cells(exhibit, view)
    st.caption(plain(t.plural("Made from {n} cell", "Made from {n} cells", sheets[t("Cells")].sum())))
    st.dataframe(sheets, hide_index=True, height=min(36 * len(sheets) + 38, 182), key=f"sheets-{exhibit.key}")
    if cells.empty:
        st.caption(plain(t("Every one of them is filled and valid.")))
        return
    st.caption(plain(t.plural("{n} cell is not filled or not valid", "{n} cells are not filled or not valid", len(cells))))
    st.dataframe(
        cells.head(MOST), hide_index=True, height=min(36 * len(cells) + 38, 320), key=f"cells-{exhibit.key}",
        column_config={name: st.column_config.Column(width=width) for name, width in zip(cells, WIDTHS_PX, strict=True)},
    )  # fmt: skip
    if len(cells) > MOST:
        st.caption(plain(t("The first {n} of {all}; the file has every one.", n=t.number(MOST), all=t.number(len(cells)))))
    download(
        t("Cells (CSV)"), lambda: csv_file(cells), of=(exhibit.key, view.mark), file_name=f"{exhibit.key.replace('.', '-')}-cells.csv", mime="text/csv",
        kind="tertiary", icon=":material/download:", key=f"cells-csv-{exhibit.key}",
    )  # fmt: skip

"""What would change, shown: rows and cells side by side."""

import pandas as pd
import streamlit as st

from loaders.changes import Changes
from loaders.changes_told import by_table, changed_cells, rows
from locales import Words
from ui.problem_list import frame
from ui.text import plain
from ui.width import width_px

# On a telephone: the widths of the cell, of what it was and of what it is, and the height of four lines.
NARROW_PX, NARROW, ROW_PX, SHOWN_PX = 640, (140, 100, 100), 96, 420


def show_changes(found: Changes, t: Words) -> None:
    """The counts by table, then every changed cell and every added and removed row, the first thousand of each."""
    if not found.tables:
        return
    frame(by_table(found, t), key="changes-tables")
    is_narrow = width_px("width-changes") < NARROW_PX
    parts = {
        t("Changed cells ({n})", n=t.number(sum(len(table.cells) for table in found.tables))): changed_cells(found, t),
        t("Added rows ({n})", n=t.number(found.added)): rows(found, "added", t),
        t("Removed rows ({n})", n=t.number(found.removed)): rows(found, "removed", t),
    }
    told = {title: listed for title, listed in parts.items() if not listed.empty}
    for place, (tab, listed) in enumerate(zip(st.tabs([plain(title) for title in told]), told.values(), strict=True)):
        with tab:
            if is_narrow and t("Before") in listed:
                _narrow(listed, t)
            else:
                frame(listed, key=f"changes-{place}")


def _narrow(cells: pd.DataFrame, t: Words) -> None:
    """The changed cells in three columns: where, what it was and what it is stand in sight together."""
    shown = pd.DataFrame({t("Record"): cells[t("Record")] + ": " + cells[t("Column")], t("Before"): cells[t("Before")], t("After"): cells[t("After")]})
    st.dataframe(
        shown, hide_index=True, row_height=ROW_PX, height="content" if ROW_PX * len(shown) < SHOWN_PX else SHOWN_PX, key="changes-narrow",
        column_config={name: st.column_config.TextColumn(width=px) for name, px in zip(shown, NARROW, strict=True)},
    )  # fmt: skip

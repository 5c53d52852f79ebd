"""What would change, shown: rows and cells side by side."""

import streamlit as st

from loaders.changes import Changes
from loaders.changes_told import by_table, changed_cells, rows
from locales import Words
from ui.problem_list import frame
from ui.text import plain


def show_changes(found: Changes, t: Words) -> None:
    """The counts by table, then every changed cell and every added and removed row, the first thousand of each."""
    if not found.tables:
        return
    frame(by_table(found, t), key="changes-tables")
    parts = {
        t("Changed cells ({n})", n=t.number(sum(len(table.cells) for table in found.tables))): changed_cells(found, t),
        t("Added rows ({n})", n=t.number(found.added)): rows(found, "added", t),
        t("Removed rows ({n})", n=t.number(found.removed)): rows(found, "removed", t),
    }
    told = {title: listed for title, listed in parts.items() if not listed.empty}
    for place, (tab, listed) in enumerate(zip(st.tabs([plain(title) for title in told]), told.values(), strict=True)):
        with tab:
            frame(listed, key=f"changes-{place}")

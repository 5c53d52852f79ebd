"""What would change, shown: a sentence first, then rows and cells side by side."""

import pandas as pd
import streamlit as st

from loaders.changes import Changes, TableChanges
from loaders.schema import Column
from loaders.tables import TABLES
from locales import Words
from ui.problem_list import frame
from ui.sources import LABELS
from ui.text import plain

MOST = 1000


def sentence(found: Changes, t: Words) -> str:
    """What would change, in a sentence: "12 rows added, 3 changed, none removed"."""
    if not found.tables:
        return t("Nothing would change: these rows are in use already.")
    added = t.plural("{n} row added", "{n} rows added", found.added) if found.added else t("no row added")
    changed = t.plural("{n} changed", "{n} changed", found.changed) if found.changed else t("none changed")
    removed = t.plural("{n} removed", "{n} removed", found.removed) if found.removed else t("none removed")
    said = t("{added}, {changed}, {removed}", added=added, changed=changed, removed=removed)
    return said[:1].upper() + said[1:]


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


def by_table(found: Changes, t: Words) -> pd.DataFrame:
    """How many rows of each table are added, changed and removed."""
    return pd.DataFrame([
        {t("Table"): _table(table, t), t("Added"): len(table.added), t("Changed"): table.changed, t("Removed"): len(table.removed)}
        for table in found.tables
    ])  # fmt: skip


def changed_cells(found: Changes, t: Words) -> pd.DataFrame:
    """The changed cells, old beside new; of personal columns it is only said that they changed."""
    told: list[dict[str, str]] = []
    for table in found.tables:
        for cell in table.cells.head(MOST - len(told)).itertuples():
            column = TABLES[table.table].column(cell.column)
            told.append({
                t("Table"): _table(table, t), t("Row"): cell.key, t("Column"): column.header(t.language),
                t("Before"): _said(column, cell.before, cell.before_precision, t),
                t("After"): _said(column, cell.after, cell.after_precision, t),
            })  # fmt: skip
    return pd.DataFrame(told)


def rows(found: Changes, which: str, t: Words) -> pd.DataFrame:
    """The rows that are "added" or "removed": what one would know them by, and where they stand."""
    parts = []
    for table in found.tables:
        some = getattr(table, which).head(MOST)
        if some.empty:
            continue
        label = next((column for column in LABELS if column in some), some.columns[0])
        parts.append(pd.DataFrame({
            t("Table"): _table(table, t), t("Record"): some[label].astype("str"), t("File"): some["source_file"],
            t("Sheet"): some["source_sheet"], t("Row"): some["source_row"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).head(MOST) if parts else pd.DataFrame()


def _table(found: TableChanges, t: Words) -> str:
    return TABLES[found.table].label(t.language)


def _said(column: Column, value: object, precision: object, t: Words) -> str:
    """A cell's value as the pages say it."""
    if column.personal:
        return t("personal: not shown")
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return t.moment(value, str(precision))
    if column.kind == "boolean":
        return t("yes") if value else t("no")
    if isinstance(value, float | int):
        return t.number(value, digits=0 if float(value).is_integer() else 2)
    return str(value)

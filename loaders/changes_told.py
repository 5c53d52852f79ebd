"""Changes between two Datasets told in words: rows and cells side by side, for a page, a workbook, a terminal."""

import pandas as pd

from loaders.changes import Changes, TableChanges
from loaders.schema import Column
from loaders.tables import TABLES
from locales import Words

# What a reader would know a record by, the first that its table has.
LABELS = ("title", "name", "practice", "activity_id", "key")
MOST = 1000


def counted(found: Changes, t: Words) -> str:
    """How many rows differ, in a sentence: "12 rows added, 3 changed, none removed"."""
    added = t.plural("{n} row added", "{n} rows added", found.added) if found.added else t("no row added")
    changed = t.plural("{n} changed", "{n} changed", found.changed) if found.changed else t("none changed")
    removed = t.plural("{n} removed", "{n} removed", found.removed) if found.removed else t("none removed")
    said = t("{added}, {changed}, {removed}", added=added, changed=changed, removed=removed)
    return said[:1].upper() + said[1:]


def by_table(found: Changes, t: Words) -> pd.DataFrame:
    """How many rows of each table are added, changed and removed."""
    return pd.DataFrame([
        {t("Table"): _table(table, t), t("Added"): len(table.added), t("Changed"): table.changed, t("Removed"): len(table.removed)}
        for table in found.tables
    ])  # fmt: skip


def changed_cells(found: Changes, t: Words, *, most: int = MOST) -> pd.DataFrame:
    """The changed cells, old beside new; of personal columns it is only said that they changed."""
    told: list[dict[str, str]] = []
    for table in found.tables:
        for cell in table.cells.head(most - len(told)).itertuples():
            column = TABLES[table.table].column(cell.column)
            told.append({
                t("Table"): _table(table, t), t("Row"): cell.key, t("Column"): column.header(t.language),
                t("Before"): _said(column, cell.before, cell.before_precision, t),
                t("After"): _said(column, cell.after, cell.after_precision, t),
            })  # fmt: skip
    return pd.DataFrame(told)


def rows(found: Changes, which: str, t: Words, *, most: int = MOST) -> pd.DataFrame:
    """The rows that are "added" or "removed": what one would know them by, and where they stand."""
    parts = []
    for table in found.tables:
        some = getattr(table, which).head(most)
        if some.empty:
            continue
        label = next((column for column in LABELS if column in some), some.columns[0])
        parts.append(pd.DataFrame({
            t("Table"): _table(table, t), t("Record"): some[label].astype("str"), t("File"): some["source_file"],
            t("Sheet"): some["source_sheet"], t("Row"): some["source_row"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).head(most) if parts else pd.DataFrame()


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

"""Changes between two Datasets told in words: rows and cells side by side, for a page, a workbook, a terminal."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.changes import TITLES, Changes, TableChanges
from loaders.schema import Column, Table
from loaders.tables import TABLES
from locales import Words

MOST = 1000
# So many cells tell a row from others where its table has neither a key nor a title.
ENOUGH = 3


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
        rows_ = _by_label(table.altered)
        for cell in table.cells.head(most - len(told)).itertuples():
            column, row = TABLES[table.table].column(cell.column), rows_[cell.now]
            told.append({
                t("Table"): _table(table, t), t("Row"): known_by_key(table.table, row, t), t("Record"): known_by(table.table, row, found.titles, t),
                t("Column"): column.header(t.language), t("Before"): before(cell, column, t), t("After"): after(cell, column, t),
            })  # fmt: skip
    return pd.DataFrame(told)


def before(cell: Any, column: Column, t: Words) -> str:
    """What a changed cell said, as the pages say it."""
    return said(column, cell.before, cell.before_precision, t)


def after(cell: Any, column: Column, t: Words) -> str:
    """What a changed cell says now."""
    return said(column, cell.after, cell.after_precision, t)


def rows(found: Changes, which: str, t: Words, *, most: int = MOST) -> pd.DataFrame:
    """The rows that are "added" or "removed": what one would know them by, their key, and where they stand."""
    told: list[dict[str, object]] = []
    for table in found.tables:
        told += [
            {
                t("Table"): _table(table, t), t("Record"): known_by(table.table, row, found.titles, t), t("Key"): known_by_key(table.table, row, t),
                t("Sheet"): row["source_sheet"], t("Row"): row["source_row"], t("File"): row["source_file"],
            }
            for row in _by_label(getattr(table, which).head(most - len(told))).values()
        ]  # fmt: skip
    return pd.DataFrame(told)


def whole_rows(table: TableChanges, which: str, t: Words) -> pd.DataFrame:
    """The rows of one table that are "added" or "removed", with every cell that is not personal, and where they stand."""
    declared, frame = TABLES[table.table], getattr(table, which)
    told: dict[str, list[object]] = {}
    for column in declared.columns:
        if column.name in frame and not column.personal:
            precision = frame[f"{column.name}_precision"] if column.kind == "date" else frame[column.name]
            told[column.header(t.language)] = [_cell(column, *pair, t) for pair in zip(frame[column.name], precision, strict=True)]
    places = {t("File"): frame["source_file"], t("Sheet"): frame["source_sheet"], t("Row"): frame["source_row"]}
    return pd.DataFrame(told).assign(**{name: cells.to_numpy() for name, cells in places.items()})


def known_by(name: str, row: Mapping[str, Any], titles: Mapping[str, str], t: Words) -> str:
    """What a reader knows a row by: its title; else what tells it from others, with the titles of what it refers to."""
    table = TABLES[name]
    if label := next((column for column in TITLES if column in row and column not in table.personal), None):
        return str(row[label])
    return _joined(table, _telling(table, row), row, titles, t)


def known_by_key(name: str, row: Mapping[str, Any], t: Words) -> str:
    """The key of a row, its dates as people write them; of a table without one the cells that tell it from others."""
    table = TABLES[name]
    return _joined(table, list(table.key) or _telling(table, row), row, {}, t)


def _telling(table: Table, row: Mapping[str, Any]) -> list[str]:
    return list(table.key) or [column.name for column in table.columns if column.name in row and not column.personal][:ENOUGH]


def _joined(table: Table, names: list[str], row: Mapping[str, Any], titles: Mapping[str, str], t: Words) -> str:
    parts = [said(table.column(name), row[name], row.get(f"{name}_precision"), t) for name in names]
    return " · ".join(titles.get(part, part) if table.column(name).refers_to else part for name, part in zip(names, parts, strict=True) if part)


def _by_label(frame: pd.DataFrame) -> dict[Any, dict[str, Any]]:
    return dict(zip(frame.index, frame.to_dict("records"), strict=True))


def _table(found: TableChanges, t: Words) -> str:
    return TABLES[found.table].label(t.language)


def _cell(column: Column, value: object, precision: object, t: Words) -> object:
    """A cell for a workbook: a number as a number, all else as the pages say it."""
    if column.kind in ("number", "integer") and not column.many:
        return None if pd.isna(value) else value
    return said(column, value, precision, t)


def said(column: Column, value: object, precision: object, t: Words) -> str:
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

"""What would change between two Datasets: rows added, changed and removed, told apart by the keys of their tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.dataset import Dataset
from loaders.schema import Column, Table
from loaders.scope import without_personal
from loaders.tables import TABLES

# Joins the parts of a key: no cell holds it.
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class TableChanges:
    """What changes in one table. Personal columns are in no frame.

    `added` and `removed` are its rows. `cells` has one row for each changed cell: `key` (its row's, as
    text), `column`, `before`, `after` (values; of dates and personal columns None), and for dates
    `before_precision`, `after_precision` beside `before` and `after`. `changed` counts rows.
    """

    table: str
    rows_before: int
    added: pd.DataFrame
    removed: pd.DataFrame
    cells: pd.DataFrame
    changed: int


@dataclass(frozen=True)
class Changes:
    """What changes from one Dataset to another: of each table in which something does."""

    tables: tuple[TableChanges, ...]
    rows_before: int

    @property
    def added(self) -> int:
        """How many rows are new."""
        return sum(len(table.added) for table in self.tables)

    @property
    def changed(self) -> int:
        """How many rows have a cell that differs."""
        return sum(table.changed for table in self.tables)

    @property
    def removed(self) -> int:
        """How many rows are gone."""
        return sum(len(table.removed) for table in self.tables)

    @property
    def loses_most(self) -> bool:
        """Whether more than half of the rows would be gone."""
        return self.removed * 2 > self.rows_before


def changes(old: Dataset, new: Dataset) -> Changes:
    """What is different in `new`. A table without a key is compared as a bag of whole rows."""
    found = [_of_table(TABLES[name], old.tables[name], new.tables[name]) for name in TABLES]
    told = [table for table in found if len(table.added) or len(table.removed) or table.changed]
    return Changes(tuple(told), sum(len(frame) for frame in old.tables.values()))


def _of_table(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> TableChanges:
    columns = [column for column in table.columns if column.name in old and column.name in new]
    before, after = _marks(table, columns, old), _marks(table, columns, new)
    where = pd.Index(before).get_indexer(after)
    is_known = where >= 0
    added = without_personal(table.name, new[~is_known])
    removed = without_personal(table.name, old[~np.isin(np.arange(len(old)), where)])
    if not table.key:
        return TableChanges(table.name, len(old), added, removed, _cells([]), 0)
    left, right = old.iloc[where[is_known]].reset_index(drop=True), new[is_known].reset_index(drop=True)
    parts = [_differences(table, column, left, right) for column in columns if column.name not in table.key]
    cells = _cells(parts)
    return TableChanges(table.name, len(old), added, removed, cells, cells["row"].nunique())


def _marks(table: Table, columns: Sequence[Column], frame: pd.DataFrame) -> pd.Series:
    """What tells each row from the others: its key, or all its cells; numbered where it occurs again."""
    named = [table.column(name) for name in table.key] or list(columns)
    joined = _as_text(named[0], frame)
    for column in named[1:]:
        joined = joined + SEPARATOR + _as_text(column, frame)
    return joined + SEPARATOR + joined.groupby(joined, sort=False).cumcount().astype("str")


def _as_text(column: Column, frame: pd.DataFrame) -> pd.Series:
    cells = frame[column.name]
    if column.many:
        return cells.map(lambda cell: ";".join(map(str, cell))).astype("str")
    said = cells.astype("str").fillna("")
    return said + frame[f"{column.name}_precision"].astype("str").fillna("") if column.kind == "date" else said


def _differences(table: Table, column: Column, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The cells of one column that differ; the rows of the two frames belong together by position."""
    differs = _differs(old[column.name], new[column.name])
    if column.kind == "date":
        differs = differs | _differs(old[f"{column.name}_precision"], new[f"{column.name}_precision"])
    places = np.flatnonzero(differs)
    cells = pd.DataFrame({"row": places, "column": column.name})
    keys = new[list(table.key)].iloc[places]
    # A blank part of a key says nothing.
    cells["key"] = [" · ".join(str(part) for part in parts if not pd.isna(part)) for parts in keys.itertuples(index=False)]
    for name, frame in (("before", old), ("after", new)):
        values = frame[column.name].iloc[places].astype("object")
        cells[name] = pd.Series([None if column.personal else value for value in values], dtype="object")
        if column.kind == "date":
            cells[f"{name}_precision"] = frame[f"{column.name}_precision"].iloc[places].to_numpy()
    return cells


def _differs(old: pd.Series, new: pd.Series) -> np.ndarray:
    if old.dtype == new.dtype and old.dtype != object:
        return (~((old == new).fillna(False).astype(bool) | (old.isna() & new.isna()))).to_numpy()
    blank = [not isinstance(cell, tuple) and pd.isna(cell) for cell in (*old, *new)]
    pairs = zip(old, new, blank[: len(old)], blank[len(old) :], strict=True)
    return np.array([one != other and not (is_none and are_none) for one, other, is_none, are_none in pairs], dtype=bool)


def _cells(parts: list[pd.DataFrame]) -> pd.DataFrame:
    names = ["row", "key", "column", "before", "after", "before_precision", "after_precision"]
    found = [part for part in parts if len(part)]
    if not found:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in names})
    return pd.concat(found, ignore_index=True).reindex(columns=names).sort_values("row", kind="stable", ignore_index=True)

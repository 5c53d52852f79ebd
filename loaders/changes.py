"""What would change between two Datasets: rows added, changed and removed, told apart by the keys of their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from loaders.dataset import Dataset
from loaders.schema import Column, Table
from loaders.scope import without_personal
from loaders.tables import TABLES

# What a reader knows a record by, the first that its table has.
TITLES = ("title", "name", "practice")
# Joins the parts of a key: no cell holds it.
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class TableChanges:
    """What changes in one table. Personal columns are in no frame.

    `added`, `removed` and `altered` are its rows, the last as they are now. `cells` has one row for each
    changed cell: `key` (its row's, as text), `column`, `before`, `after` (values; of personal columns None),
    for dates `before_precision`, `after_precision` beside them, and `was` and `now`, its row's labels in
    the old and the new frame. `changed` counts rows.
    """

    table: str
    rows_before: int
    added: pd.DataFrame
    removed: pd.DataFrame
    cells: pd.DataFrame
    altered: pd.DataFrame

    @property
    def changed(self) -> int:
        """How many rows have a cell that differs."""
        return len(self.altered)


@dataclass(frozen=True)
class Changes:
    """What changes from one Dataset to another: of each table in which something does.

    `titles` are those of the records that rows of either refer to, by their identifiers.
    """

    tables: tuple[TableChanges, ...]
    rows_before: int
    titles: Mapping[str, str] = field(default_factory=dict)

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
    titles = {**_titles(old), **_titles(new)}
    return Changes(tuple(told), sum(len(frame) for frame in old.tables.values()), titles)


def same_rows(name: str, old: Dataset, new: Dataset) -> pd.Series:
    """The rows of a table that both have: their labels in `new`, by those in `old`."""
    before, after = old.tables[name], new.tables[name]
    where = _places(TABLES[name], before, after)
    return pd.Series(after.index[where >= 0], index=before.index[where[where >= 0]])


def _titles(data: Dataset) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, table in TABLES.items():
        frame = data.tables[name]
        label = next((column for column in TITLES if column in frame and column not in table.personal), None)
        if label and len(table.key) == 1:
            found |= dict(zip(frame[table.key[0]].astype("str"), frame[label].astype("str"), strict=True))
    return found


def _of_table(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> TableChanges:
    where = _places(table, old, new)
    is_known = where >= 0
    added = without_personal(table.name, new[~is_known])
    removed = without_personal(table.name, old[~np.isin(np.arange(len(old)), where)])
    if not table.key:
        return TableChanges(table.name, len(old), added, removed, _cells([]), added.head(0))
    before, after = old.iloc[where[is_known]], new[is_known]
    left, right = before.reset_index(drop=True), after.reset_index(drop=True)
    cells = _cells([_differences(table, column, left, right) for column in _columns(table, old, new) if column.name not in table.key])
    places = cells["row"].to_numpy(dtype=int)
    cells = cells.assign(was=before.index[places], now=after.index[places])
    altered = without_personal(table.name, after.iloc[np.unique(places)])
    return TableChanges(table.name, len(old), added, removed, cells, altered)


def _columns(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> list[Column]:
    return [column for column in table.columns if column.name in old and column.name in new]


def _places(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Where in `old` each row of `new` stood; -1 where it did not."""
    columns = _columns(table, old, new)
    return pd.Index(_marks(table, columns, old)).get_indexer(_marks(table, columns, new))


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
    cells["key"] = [" · ".join(_part(part) for part in parts if not pd.isna(part)) for parts in keys.itertuples(index=False)]
    for name, frame in (("before", old), ("after", new)):
        values = frame[column.name].iloc[places].astype("object")
        cells[name] = pd.Series([None if column.personal else value for value in values], dtype="object")
        if column.kind == "date":
            cells[f"{name}_precision"] = frame[f"{column.name}_precision"].iloc[places].to_numpy()
    return cells


def _part(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, pd.Timestamp) else str(cell)


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

"""What stands behind one mark of a figure: a bar, a cell of a grid, a line of a map."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from locales import N_
from metrics.measure import LeftOut, Measure, Rows

OTHER_PART = N_("it belongs to another part of the figure")


@dataclass(frozen=True)
class Mark:
    """One mark: what it shows, in words, and the `measure` of it alone: its formula, its rows and those left out.

    `parts` are what it is of, in words, within what the figure is narrowed by; `filters` stands in place of that
    where a mark has a period of its own.
    """

    title: str
    measure: Measure
    parts: tuple[str, ...] = ()
    filters: str | None = None

    @property
    def rows(self) -> Rows:
        """The labels of the rows that it is made of, by table."""
        return self.measure.rows


@dataclass(frozen=True)
class Marks:
    """The marks of a figure by their keys; what stands behind one is looked up when it is asked for.

    `members` has a row for each row of the data in each mark: the columns `by` that say which mark,
    `table` and `row`. `titles` says each mark in words, by the key that the figure carries, `parts` what
    it is of. `formula` is that of the marks where the figure's own does not hold for one of them.
    `alone` gives the measure of a mark where each is measured by itself, and its filter in words where it has its own.
    """

    members: pd.DataFrame
    by: tuple[str, ...]
    titles: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formula: str | None = None
    alone: Callable[[str], tuple[Measure, str | None]] | None = None

    def find(self, key: str, figure: Measure) -> Mark | None:
        """The mark of a key, in the figure of a measure; None where the figure has no such mark."""
        if key not in self.titles:
            return None
        measure, filters = self.alone(key) if self.alone else (figure, None)
        rows = self._rows(key)
        own = replace(measure, rows=rows, left_out=self._left_out(rows, measure), formula=self.formula or measure.formula)
        return Mark(self.titles[key], own, self.parts.get(key, ()), filters)

    def _rows(self, key: str) -> Rows:
        own = [mark_key(*parts) == key for parts in self.members[list(self.by)].itertuples(index=False, name=None)]
        return _by_table(self.members.loc[own])

    def _left_out(self, rows: Rows, measure: Measure) -> LeftOut:
        """What the measure leaves out, and of the tables that it looks at what other marks are made of."""
        every, found = _by_table(self.members), {}
        for name in dict.fromkeys((*measure.rows, *measure.left_out, *rows)):
            own, why = rows.get(name, pd.Index([])), measure.left_out.get(name, pd.Series(dtype="str"))
            why = why[~why.index.isin(own)]
            # Rows that only say something of others, as places do, are in no mark at all.
            others = every[name].union(measure.rows.get(name, every[name])) if name in every else pd.Index([])
            others = others[~others.isin(own) & ~others.isin(why.index)]
            if len(why) or len(others):
                found[name] = pd.concat([part for part in (why, pd.Series(OTHER_PART, index=others, dtype="str")) if len(part)])
        return found


def _by_table(members: pd.DataFrame) -> dict[str, pd.Index]:
    return {str(name): pd.Index(part["row"]).unique() for name, part in members.groupby("table", sort=False)}


def members_of(by: str, parts: Iterable[tuple[Hashable, Rows]]) -> pd.DataFrame:
    """The members of marks whose rows are known: the column `by` that says which, `table` and `row`."""
    found = [pd.DataFrame({by: mark, "table": name, "row": labels}) for mark, rows in parts for name, labels in rows.items()]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[by, "table", "row"])


def named_parts(keys: Iterable[str], names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What each mark is of, by its key, where one name says it."""
    return {key: (name,) for key, name in zip(keys, names, strict=True)}


def mark_key(*parts: object) -> str:
    """The key of a mark from what it is of: ids, words, days; "?" for what is not known."""
    return "|".join("?" if pd.isna(part) else str(part) for part in parts)

"""What stands behind one mark of a figure: a bar, a cell of a grid, a line of a map."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.measure import Rows


@dataclass(frozen=True)
class Mark:
    """One mark: what it shows, in words, and the labels of the rows that it is made of, by table."""

    title: str
    rows: Rows


@dataclass(frozen=True)
class Marks:
    """The marks of a figure by their keys; the rows of one are looked up when it is asked for.

    `members` has a row for each row of the data in each mark: the columns `by` that say which mark,
    `table` and `row`. `titles` says each mark in words, by the key that the figure carries.
    """

    members: pd.DataFrame
    by: tuple[str, ...]
    titles: Mapping[str, str]

    def find(self, key: str) -> Mark | None:
        """The mark of a key; None where the figure has no such mark."""
        if key not in self.titles:
            return None
        own = [mark_key(*parts) == key for parts in self.members[list(self.by)].itertuples(index=False, name=None)]
        found = self.members.loc[own]
        return Mark(self.titles[key], {str(name): pd.Index(part["row"]) for name, part in found.groupby("table", sort=False)})


def members_of(by: str, parts: Iterable[tuple[Hashable, Rows]]) -> pd.DataFrame:
    """The members of marks whose rows are known: the column `by` that says which, `table` and `row`."""
    found = [pd.DataFrame({by: mark, "table": name, "row": labels}) for mark, rows in parts for name, labels in rows.items()]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[by, "table", "row"])


def mark_key(*parts: object) -> str:
    """The key of a mark from what it is of: ids, words, days; "?" for what is not known."""
    return "|".join("?" if pd.isna(part) else str(part) for part in parts)

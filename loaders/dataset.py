"""A Dataset: its tables, its problems, how each sheet was read, and the parts of it that people may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from loaders.correction.issues_sheet import Listed
from loaders.dates import parse
from loaders.disclosed import Disclosed, without_people
from loaders.problems import Problem
from loaders.scope import Scope, within
from loaders.sheets.reports import SheetReport


@dataclass(frozen=True)
class Dataset:
    """What was read: a frame for every declared table, the problems, and the SHA-256 of the files.

    `sheets` tells how each sheet was read, those that were left out too. `listed` is what the Issues
    sheets of corrected workbooks among the files listed; None where there was none.

    `extras` are the columns of the keepers' own, as text, by table; their rows have its labels.

    `disclosed` is what is told of people where their rows are not there: in what a shared link lets see.

    Every frame has its declared columns, `<date>_precision`, `source_file`, `source_sheet` and
    `source_row`. Its index stays the same in every part of the data: a row has one label.
    """

    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""
    sheets: tuple[SheetReport, ...] = ()
    extras: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    scopes: tuple[Scope, ...] = (Scope(has_personal=True),)
    listed: tuple[Listed, ...] | None = None
    disclosed: Disclosed | None = None

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(name) from None

    def within(self, scope: Scope) -> "Dataset":
        """The part of the data that a scope lets through; never more than this one has.

        Problems and sheets speak of every row of the files, and quote their cells: a part that leaves
        any row out has none of them. What is told of people in a shared link's view is told of all of it: no cut
        of it tells more. A minimum count that nothing has seen to yet leaves no number of people at all:
        `metrics.disclosure.protected` makes what may be told.
        """
        # What was taken away stays away, and the scope says so.
        scope = replace(scope, has_personal=scope.has_personal and self.scope.has_personal, minimum_count=max(scope.minimum_count, self.scope.minimum_count))
        seen_to = self.disclosed.minimum_count if self.disclosed else 0
        tables = within(dict(self.tables) if scope.minimum_count <= seen_to else without_people(self.tables), scope)
        # Nobody knows what the keepers' own columns hold: they are as personal as any.
        extras = {name: frame.loc[tables[name].index] for name, frame in self.extras.items() if scope.has_personal}
        told = self.disclosed.silent() if self.disclosed and scope.minimum_count > seen_to else self.disclosed
        part = replace(self, disclosed=told, tables=MappingProxyType(tables), extras=MappingProxyType(extras), scopes=(*self.scopes, scope))
        return part if scope.is_open else replace(part, problems=(), sheets=(), listed=None)

    @property
    def is_whole(self) -> bool:
        """Whether no row was cut away: only then its problems and sheets are there."""
        return all(scope.is_open for scope in self.scopes)

    @property
    def scope(self) -> Scope:
        """The scope that was applied last."""
        return self.scopes[-1]

    @property
    def period(self) -> tuple[date, date] | None:
        """The days that all its scopes have in common, or of the last where these are none: nothing outside of them is looked at. None where no scope says any."""
        said = [(one.start, one.end) for one in self.scopes if one.start and one.end]
        if not said:
            return None
        both = max(start for start, _ in said), min(end for _, end in said)
        return both if both[0] <= both[1] else said[-1]

    @property
    def narrowed(self) -> Scope:
        """All its scopes as one: what a shared link shows, and the filters of who looks at it."""
        start, end = self.period or (None, None)
        return replace(self.scope, start=start, end=end, theme_ids=self._in_all("theme_ids"), city_ids=self._in_all("city_ids"), project_ids=self._in_all("project_ids"))

    def _in_all(self, side: str) -> tuple[str, ...]:
        """What the scopes that state a side have in common; what the last states where that is nothing."""
        stated = [ids for one in self.scopes if (ids := getattr(one, side))]
        return tuple(one for one in stated[-1] if all(one in ids for ids in stated)) or stated[-1] if stated else ()

    @property
    def mark(self) -> tuple[str, tuple[Scope, ...], tuple[Scope, date, int] | None]:
        """What two parts have in common where they are the same: what was read, each cut since, and what is told of people."""
        return self.fingerprint, self.scopes, self.disclosed.mark if self.disclosed else None

    def setting(self, key: str) -> str | None:
        """The value of a setting; None where it is not set."""
        settings = self.tables["settings"]
        return next((value for name, value in zip(settings["key"], settings["value"], strict=True) if name == key and not pd.isna(value)), None)

    def as_of(self, today: date) -> date:
        """The day that the data speaks of: the setting's, else today."""
        stated = parse(self.setting("as_of"))
        return stated.end if stated else today

    @property
    def is_empty(self) -> bool:
        """Whether no activity at all was read."""
        return all(self.tables[name].empty for name in ("projects", "delegations", "events", "publications"))

"""What a shared link lets see of people: no row of theirs, no count of few, and nothing that gives one back."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from loaders import Dataset, Scope
from loaders.disclosed import LEAST_MINIMUM, Disclosed, nobody, permitted, with_headcounts
from loaders.scope import ACTIVITIES
from loaders.tables import TABLES
from loaders.tables.participants import TABLE
from metrics.board import looked_at
from metrics.counts import attended, participations
from metrics.disclosed_indicators import told_indicators
from metrics.disclosed_records import of_the_part, what_is_counted
from metrics.participants import described
from metrics.suppression import is_apart, marks

# The rules of this file and of those that it asks: another number where they tell otherwise of the same data.
POLICY = 5
TOLD_BY = ("sector", "city_id", "gender", "age_group")


def protected(data: Dataset, scope: Scope, as_of: date) -> Dataset:
    """The part of the data in the scope of a shared link, with what may be told of people on a day.

    No participant has a row in it. Delegations and events have the larger of their headcount and the people listed,
    those of fewer than `scope.minimum_count` none: they are `disclosed.small`, and in no total. What is known of people
    is told once, of all of the scope, in `disclosed`: no filter, period or export of the part tells more.
    Raises ValueError where the minimum count is below LEAST_MINIMUM.
    """
    if scope.minimum_count < LEAST_MINIMUM:
        raise ValueError(f"in a shared link counts of people under {LEAST_MINIMUM} at least are withheld")
    if data.disclosed:
        return data.within(scope)
    scope = replace(scope, has_personal=False)
    exact, counts = _counted(data.within(replace(scope, minimum_count=0)))
    small = frozenset(one for one, people in counts.items() if 0 < people < scope.minimum_count)
    told = _told(_without(exact, small), scope, as_of, small)
    part = of_the_part(_bare(data).within(replace(scope, minimum_count=0)), exact, scope, told)
    tables = {name: permitted(name, frame) for name, frame in part.tables.items()}
    tables |= {name: _headcounts(tables[name], name, counts, small) for name in ACTIVITIES}
    return Dataset(MappingProxyType(tables), fingerprint=data.fingerprint, scopes=(*data.scopes, scope), disclosed=told)


def _counted(exact: Dataset) -> tuple[Dataset, dict[str, int]]:
    """The part with the larger of each activity's headcount and the people listed as its headcount; and these by activity."""
    listed = exact.participants.groupby("activity_id")["headcount"].sum()
    tables, counts = dict(exact.tables), dict[str, int]()
    for name in ACTIVITIES:
        frame = tables[name]
        ids = frame[TABLES[name].key[0]]
        there = ids.map(listed).astype("Int64")
        people = frame["headcount"].astype("Int64").where(there.isna() | (frame["headcount"] >= there).fillna(False), there)
        # Whoever counted those listed has counted them.
        is_guess = frame["headcount_is_estimate"].where((frame["headcount"] > there.fillna(0)).fillna(False))
        tables[name] = frame.assign(headcount=people, headcount_is_estimate=is_guess)
        counts |= {one: int(n) for one, n in zip(ids, people, strict=True) if not pd.isna(n)}
    return replace(exact, tables=MappingProxyType(tables)), counts


def _without(exact: Dataset, small: frozenset[str]) -> Dataset:
    """The part without the numbers of its small activities: who is listed there alone counts nowhere."""
    tables = dict(exact.tables)
    tables["participants"] = tables["participants"][~tables["participants"]["activity_id"].isin(small)]
    tables |= {name: _headcounts(tables[name], name, None, small) for name in ACTIVITIES}
    return replace(exact, tables=MappingProxyType(tables))


def _headcounts(frame: pd.DataFrame, name: str, counts: dict[str, int] | None, small: frozenset[str]) -> pd.DataFrame:
    """The activities with their headcounts, as counted or as they stand; those of small ones missing."""
    ids = frame[TABLES[name].key[0]]
    people = frame["headcount"] if counts is None else ids.map(counts).astype("Int64")
    return with_headcounts(frame, people.where(~ids.isin(small)))


def _bare(data: Dataset) -> Dataset:
    """The data without participants: a place or house that only they name is in no part of it."""
    return replace(data, tables=MappingProxyType({**data.tables, "participants": nobody(data.participants)}))


def _told(safe: Dataset, scope: Scope, as_of: date, small: frozenset[str]) -> Disclosed:
    """What is told of the people who took part in activities that are not small."""
    rows, minimum = described(attended(safe, as_of), safe), scope.minimum_count
    once = rows.groupby("person_id")["headcount"].max()
    people = int(once.sum())
    nothing = Disclosed(scope, as_of, POLICY, small)
    # Known are the participations too: what of them is nobody's first place, or not listed, is the difference.
    taken = participations(safe, as_of).value or 0
    if people < minimum:
        # Who is listed at small activities alone is not nobody. Of one participation more than the minimum, "not told" would
        # else have one meaning alone: as many people as the minimum.
        return replace(nothing, people=None if people or small else 0, is_few=people > 0 and taken != minimum + 1)
    if not is_apart(taken - people, minimum):
        return nothing
    tables = {column: table for column in TOLD_BY if (table := _table(rows, once, column, safe, minimum)) is not None}
    # What it is in the period that the board looks at where nobody chooses one.
    period = looked_at(safe, safe.period, as_of)
    values = told_indicators(safe, once, tables, scope, as_of, period, small)
    return replace(nothing, people=people, tables=MappingProxyType(tables), period=(period.start, period.end), indicators=MappingProxyType(values))


def _table(rows: pd.DataFrame, once: pd.Series, column: str, safe: Dataset, minimum: int) -> pd.DataFrame | None:
    """The people by a column: group, people, mark; the largest shown first, what is not detailed last. None where no part may be told.

    Who is stated in two ways counts by the first, so that the groups add up to all people and no overlap tells of a few.
    """
    stated = rows.dropna(subset=[column]).drop_duplicates("person_id").set_index("person_id")[column].reindex(once.index)
    cells: dict[Hashable, int] = {group: int(n) for group, n in once.groupby(stated).sum().items()}
    rest = int(once[stated.isna()].sum())
    found = marks({**cells, **({None: rest} if rest else {})}, minimum, order=[None, *sorted(cells, key=_giving_up(column, safe))])
    if found is None:
        return None
    table = pd.DataFrame({"group": pd.array([*found], dtype="str"), "mark": pd.array([*found.values()], dtype="str")})
    table["people"] = pd.array([cells.get(group, rest) if mark == "shown" else None for group, mark in found.items()], dtype="Int64")
    # Not by numbers that are not told: by name.
    table = table.assign(is_rest=table["group"].isna(), size=table["people"].fillna(0)).sort_values(["is_rest", "size", "group"], ascending=[True, False, True])
    return table[["group", "people", "mark"]].reset_index(drop=True)


def _giving_up(column: str, safe: Dataset) -> Any:
    """The key to sort groups by, those first whose number is given up first, from what everybody can see of them."""
    if column == "city_id":
        seen = what_is_counted(safe)
        return lambda city: (seen.get(city, 0), city)
    named = list(reversed(TABLE.column(column).choices))
    return lambda group: (named.index(group) if group in named else -1, group)

"""The indicators that need the people's rows: which values may be told side by side, so that no two tell of few people."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from loaders import Dataset, Scope
from metrics.counts import attended, participations
from metrics.indicator_measures import PERCENT, YOUNG
from metrics.indicators import Indicator, declared
from metrics.narrowed import Where, narrowed, within_period
from metrics.participants import lowest_denominator
from metrics.periods import Period
from metrics.suppression import is_apart

# The people whom a share is of, by the column that says it.
SHARES: dict[str, tuple[str, tuple[str, ...]]] = {"share_of_women": ("gender", ("woman",)), "share_of_youth": ("age_group", YOUNG)}
# More sets of activities, of what some indicators count together, than can be looked at: none of them is told.
MOST_TOGETHER = 1024
Tables = Mapping[str, pd.DataFrame]
# The people whom an indicator counts, and the activities at which.
Counted = tuple[frozenset[str], frozenset[str]]


def told_indicators(safe: Dataset, once: pd.Series, tables: Tables, scope: Scope, as_of: date, period: Period, small: frozenset[str]) -> dict[str, float]:
    """The values in a period, by indicator, of those that may be told beside all else that is; none of small activities alone.

    `once` has the number of people that each row of a person stands for. Those that count people by what they took part in
    are told all or none: which of them was not would tell why. One of all activities says what the total does.
    """
    told: dict[str, float] = {}
    counted: dict[str, Counted | None] = {}
    for indicator in declared(safe):
        if indicator.measure == "people" and indicator.where.sector is None:
            part = narrowed(within_period(safe, indicator.where, period, as_of, is_cumulative=indicator.is_cumulative), indicator.where)
            found = _took_part(part, once, min(period.end, as_of))
            is_of_small_alone = found is not None and not found[1] and bool(small & {*part.events["event_id"], *part.delegations["delegation_id"]})
            if not is_of_small_alone:
                counted[indicator.indicator_id] = found
        elif indicator.needs_people and indicator.is_cumulative and period.end >= as_of and (value := _from_tables(indicator, safe, tables, int(once.sum()), scope.minimum_count)) is not None:
            told[indicator.indicator_id] = value
    taken = participations(safe, as_of).table
    places = {one: int(n) for one, n in zip(taken["activity_id"], taken["participations"], strict=True)} if len(taken) else {}
    of_all = {one for one, found in counted.items() if found and found[1] == frozenset(places)}
    others = [found for one, found in counted.items() if one not in of_all]
    if not _may_tell(others, once, _came(safe, once, as_of), places, scope.minimum_count):
        counted = {one: counted[one] for one in of_all}
    return told | {one: float(once[list(found[0])].sum()) for one, found in counted.items() if found}


def _came(safe: Dataset, once: pd.Series, as_of: date) -> list[tuple[int, frozenset[str]]]:
    """The people, each with how many they stand for and at what they were."""
    return [(int(once[person]), frozenset(came)) for person, came in attended(safe, as_of).groupby("person_id")["activity_id"]]


def _may_tell(counted: Sequence[Counted | None], once: pd.Series, came: list[tuple[int, frozenset[str]]], places: Mapping[str, int], minimum: int) -> bool:
    """Whether who is told these, and all people, learns of no few: neither of those listed nor of those who are not.

    All parts into which they divide the people are nobody or enough: whatever is added or taken away, only such parts come out.
    And of any two sets of activities that some of them count together, one within the other: what was counted at just the
    others, less the people who came to these and to none of the first, is nobody or enough. Where nobody came to the
    first, all of them came to the others, and the difference is who is not listed there.
    """
    parts, unions = [frozenset(once.index)], {frozenset[str]()}
    for found in counted:
        if found is None:
            return False
        own, occasions = found
        parts = [side for part in parts for side in (part & own, part - own) if side]
        unions |= {union | occasions for union in unions}
        if len(unions) > MOST_TOGETHER:
            return False
    bits = {one: 1 << at for at, one in enumerate(places)}
    # What was counted at each set and is nobody's first place there: of two sets the difference is that of these.
    beside = {
        sum(bits[one] for one in union): sum(places[one] for one in union) - sum(n for n, there in came if there & union)
        for union in (*unions, frozenset(places))
    }  # fmt: skip
    return all(is_apart(float(once[list(part)].sum()), minimum) for part in parts) and all(
        is_apart(beside[larger] - beside[smaller], minimum) for larger, smaller in _nested(beside)
    )


def _nested(sets: Collection[int]) -> Iterator[tuple[int, int]]:
    """The pairs of sets, a bit each activity, of which the second is in the first."""
    return ((larger, smaller) for larger in sets for smaller in sets if smaller & larger == smaller)


def _took_part(part: Dataset, once: pd.Series, day: date) -> Counted | None:
    """Who took part by a day, and at what; None where a group of them is of several sizes."""
    here, taken = attended(part, day).groupby("person_id")["headcount"].max(), participations(part, day).table
    if not (once.loc[here.index] == here).all():
        return None
    return frozenset(here.index), frozenset(taken["activity_id"]) if len(taken) else frozenset()


def _from_tables(indicator: Indicator, safe: Dataset, tables: Tables, everybody: int, minimum: int) -> float | None:
    """A value that is a cell, or a share of cells, all of which are shown; None where it is not."""
    where = indicator.where
    if indicator.measure == "people":
        return _people(tables, "sector", where.sector) if where == Where(sector=where.sector) else None
    if not indicator.is_share or where != Where(sector=where.sector if indicator.measure == "share_of_sector" else None):
        return None
    column, groups = SHARES.get(indicator.measure, ("sector", (where.sector,)))
    part, unknown = _people(tables, column, *groups), _people(tables, column, None)
    if part is None or unknown is None or None in groups:
        return None
    known = everybody - unknown
    return PERCENT * part / known if known and known >= lowest_denominator(safe) and is_apart(known - part, minimum) else None


def _people(tables: Tables, column: str, *groups: str | None) -> int | None:
    """The people of some groups (None: not detailed) together; None where one of them is not told."""
    if column not in tables:
        return None
    table = tables[column]
    wanted = {None if group is None else group.strip().casefold() for group in groups}
    own = [people for group, people in zip(table["group"], table["people"], strict=True) if (None if pd.isna(group) else group.casefold()) in wanted]
    return None if any(pd.isna(people) for people in own) else int(sum(own))

"""The indicators that need the people's rows: which values may be told side by side, so that no two tell of few people."""

from collections.abc import Mapping
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
# More choices of indicators than can be looked at: no more are told.
MOST_TOGETHER = 1024
Tables = Mapping[str, pd.DataFrame]


def told_indicators(safe: Dataset, once: pd.Series, tables: Tables, scope: Scope, as_of: date, period: Period) -> dict[str, float]:
    """The values in a period, by indicator, of those that may be told beside all else that is.

    `once` has the number of people that each row of a person stands for. Those that count people by what they took
    part in are taken in the workbook's order: one is told where all parts into which it and those told before divide the people are
    nobody or enough, and so are those who are not listed where just the others took place.
    """
    told: dict[str, float] = {}
    parts, elsewhere = [frozenset(once.index)], _Elsewhere(safe, once, scope.minimum_count, as_of)
    for indicator in declared(safe):
        if indicator.measure == "people" and indicator.where.sector is None:
            took_part = _took_part(indicator, safe, once, scope.minimum_count, as_of, period)
            if took_part is None:
                continue
            own, occasions = took_part
            divided = [side for part in parts for side in (part & own, part - own) if side]
            if all(is_apart(float(once[list(part)].sum()), scope.minimum_count) for part in divided) and elsewhere.may_tell(occasions):
                parts, told[indicator.indicator_id] = divided, float(once[list(own)].sum())
        elif indicator.needs_people and indicator.is_cumulative and period.end >= as_of and (value := _from_tables(indicator, safe, tables, int(once.sum()), scope.minimum_count)) is not None:
            told[indicator.indicator_id] = value
    return told


class _Elsewhere:
    """How many are not listed where none of what some indicators count took place: whoever is told these and all people can tell.

    Where none of the people came to what is told, all came to the rest: what was counted there and is nobody listed is the difference.
    """

    def __init__(self, safe: Dataset, once: pd.Series, minimum: int, as_of: date) -> None:
        rows = attended(safe, as_of)
        self._came = [(int(once[person]), frozenset(came)) for person, came in rows.groupby("person_id")["activity_id"]]
        taken = participations(safe, as_of).table
        self._places = dict(zip(taken["activity_id"], taken["participations"], strict=True)) if len(taken) else {}
        self._minimum = minimum
        # What some of the indicators that are told count together.
        self._told = {frozenset[str]()}

    def may_tell(self, occasions: frozenset[str]) -> bool:
        """Whether an indicator that counts these may be told beside those before; it is then one of them."""
        found = {told | occasions for told in self._told}
        if len(self._told | found) > MOST_TOGETHER or not all(is_apart(self._not_listed_but_at(told), self._minimum) for told in found):
            return False
        self._told |= found
        return True

    def _not_listed_but_at(self, told: frozenset[str]) -> int:
        return sum(n for one, n in self._places.items() if one not in told) - sum(n for n, came in self._came if not came & told)


def _took_part(indicator: Indicator, safe: Dataset, once: pd.Series, minimum: int, as_of: date, period: Period) -> tuple[frozenset[str], frozenset[str]] | None:
    """Whom an indicator counts, and at what; None where a group of them is of several sizes, or what is not listed could be told."""
    part, day = narrowed(within_period(safe, indicator.where, period, as_of, is_cumulative=indicator.is_cumulative), indicator.where), min(period.end, as_of)
    here = attended(part, day).groupby("person_id")["headcount"].max()
    people, taken = int(here.sum()), participations(part, day)
    is_safe = bool((once.loc[here.index] == here).all()) and is_apart((taken.value or 0) - people, minimum)
    return (frozenset(here.index), frozenset(taken.table["activity_id"]) if len(taken.table) else frozenset()) if is_safe else None


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

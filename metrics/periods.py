"""Periods: years that begin in any month, halves and quarters of them, and what to compare a period with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from loaders import Dataset

# How many months each kind of period has.
MONTHS = {"year": 12, "half": 6, "quarter": 3}


@dataclass(frozen=True, order=True)
class Period:
    """From a first to a last day, both in it."""

    start: date
    end: date


def start_month(data: Dataset) -> int:
    """The month (1 to 12) that a fiscal year begins in: the setting, else January."""
    stated = pd.to_numeric(data.setting("fiscal_year_start_month"), errors="coerce")
    return 1 if pd.isna(stated) else int(stated)


def tiles(first: date, last: date, kind: str, *, begins: int = 1) -> list[Period]:
    """The periods of a kind (year, half, quarter) that cover all days from the first to the last, in order.

    A year begins in the month `begins`.
    """
    months = MONTHS[kind]
    since = (first.year * 12 + first.month - begins) // months * months + begins - 1
    found = []
    while (start := _first_of(since)) <= last:
        found.append(Period(start, _first_of(since + months) - timedelta(days=1)))
        since += months
    return found


def meets(period: Period, days: tuple[date, date] | None) -> bool:
    """Whether any day of a period is among these; where none are said, all are."""
    return days is None or (period.start <= days[1] and period.end >= days[0])


def before(period: Period) -> Period:
    """The period just before, of as many months where it has whole ones, else of as many days."""
    months = _whole_months(period)
    if months is None:
        days = period.end - period.start
        return Period(period.start - days - timedelta(days=1), period.start - timedelta(days=1))
    return Period(_first_of(period.start.year * 12 + period.start.month - 1 - months), period.start - timedelta(days=1))


def a_year_earlier(period: Period) -> Period:
    """The same period of the year before; a month's last day stays its last."""
    return Period(_year_earlier(period.start), _year_earlier(period.end))


def _first_of(months: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def _whole_months(period: Period) -> int | None:
    start, after = period.start, period.end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month if start.day == after.day == 1 else None


def _year_earlier(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))

"""What a date means: a period as exactly as it is known, and the parts of a text that say which."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Precision = Literal["day", "month", "season", "year"]

FIRST_YEAR, LAST_YEAR = 1900, 2199
# Seasons go by the month that they begin in.
WINTER = 12


@dataclass(frozen=True)
class Period:
    """The first and last day that a date can mean, and how exactly it is known."""

    start: date
    end: date
    precision: Precision

    @property
    def is_range(self) -> bool:
        """Whether it is longer than the one day, month, season or year that its precision names."""
        return (self.end - self.start).days > {"day": 0, "month": 30, "season": 91, "year": 365}[self.precision]


@dataclass(frozen=True)
class Part:
    """What a text says of a date, before what is left out is known.

    `number` may be a day, a month or a quarter. `first_year` is that in which a winter begins, where it
    is said beside its `year`, in which it ends.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    quarter: int | None = None
    number: int | None = None
    first_year: int | None = None


def of_day(day: date) -> Period | None:
    """One day as a period; None where dates here do not reach."""
    return Period(day, day, "day") if FIRST_YEAR <= day.year <= LAST_YEAR else None


def period(part: Part) -> Period | None:
    """The period of a part that says enough, and says a day that there is."""
    year = part.year
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR or part.number is not None:
        return None
    if part.season:
        return _months(year - (part.season == WINTER), part.season, year, (part.season + 1) % 12 + 1, "season")
    if part.quarter is not None:
        return _months(year, 3 * part.quarter - 2, year, 3 * part.quarter, "season") if 1 <= part.quarter <= 4 else None
    if part.month is None:
        return None if part.day else _months(year, 1, year, 12, "year")
    if not 1 <= part.month <= 12:
        return None
    if part.day is None:
        return _months(year, part.month, year, part.month, "month")
    if not 1 <= part.day <= monthrange(year, part.month)[1]:
        return None
    return of_day(date(year, part.month, part.day))


def joined(first: Period | None, last: Period | None) -> Period | None:
    """The period from the one to the other, as exact as the vaguer of them; None where they stand in no order."""
    if not first or not last or (first != last and (first.start >= last.start or first.end >= last.end)):
        return None
    precisions = get_args(Precision)
    return Period(first.start, last.end, max(first.precision, last.precision, key=precisions.index))


def _months(first_year: int, first: int, last_year: int, last: int, precision: Precision) -> Period:
    return Period(date(first_year, first, 1), date(last_year, last, monthrange(last_year, last)[1]), precision)

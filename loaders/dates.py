"""Dates as exactly as they are known: a day, a month, a season or a year.

A cell's date is a `Period`: the first and the last day that it can mean. Winter is named for the
year it ends in, so "Winter 2019" is December 2018 to February 2019.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel.dates import get_month_names

Precision = Literal["day", "month", "season", "year"]

SEASONS = {
    "winter": 12, "spring": 3, "summer": 6, "fall": 9, "autumn": 9,
    "hiver": 12, "printemps": 3, "ete": 6, "automne": 9,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Period:
    """The first and last day that a date can mean, and how exactly it is known."""

    start: date
    end: date
    precision: Precision


def parse(value: object) -> Period | None:
    """The period that a cell's value means; None where it is no date.

    Takes dates and datetimes, and text: "2018-10-05", "5 October 2018", "October 5, 2018",
    "October 2018", "2018-10", "Fall 2018", "automne 2018", "2018". A number is a year from
    1900 to 2199.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Period(value, value, "day") if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return parse_text(str(value).strip()) if isinstance(value, str | int) else None


@lru_cache(maxsize=65_536)
def parse_text(text: str) -> Period | None:
    """The period that a text means; None where it is no date."""
    words = fold(text)
    try:
        if match := re.fullmatch(r"(\d{4})", words):
            return _year(int(match[1]))
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
            return _month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]+)?", words):
            return _day(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})", words):
            return _day(int(match[3]), MONTHS[match[2]], int(match[1]))
        if match := re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})", words):
            return _day(int(match[3]), MONTHS[match[1]], int(match[2]))
        if match := re.fullmatch(r"([a-z]+)(?: of)? (\d{4})", words):
            if match[1] in SEASONS:
                return _season(int(match[2]), SEASONS[match[1]])
            return _month(int(match[2]), MONTHS[match[1]])
    except (KeyError, ValueError):
        return None
    return None


def fold(text: str) -> str:
    """Text without case, accents, full stops, commas and doubled blanks, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[.,]", " ", plain).split())


def _year(year: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _month(year: int, month: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _season(year: int, month: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    start = date(year - (month == 12), month, 1)
    last = (month + 1) % 12 + 1
    return Period(start, date(year, last, monthrange(year, last)[1]), "season")


def _day(year: int, month: int, day: int) -> Period | None:
    return parse(date(year, month, day))


def _month_words() -> dict[str, int]:
    """English and French months, in full and short, to their numbers."""
    return {
        fold(name): number
        for language in ("en", "fr")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    } | {"sept": 9}


MONTHS = _month_words()

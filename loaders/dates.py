"""Dates as exactly as they are known: a day, a month, a season, a year, or a range of them.

A cell's date is a `Period`: the first and the last day that it can mean. Winter is named for the
year it ends in, so "Winter 2019" is December 2018 to February 2019.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from loaders.values.date_ranges import between, with_days_joined, years
from loaders.values.date_words import is_said, month, tidied, tokens, whole_year
from loaders.values.periods import WINTER, Part, Period, Precision, of_day, period

__all__ = ["Order", "Period", "Precision", "is_serial", "of_serial", "order", "parse", "parse_text", "years_first"]

# Excel counts days from the first, and once did so on a Mac from the second; these serial numbers are 1954 to 2123, and no years.
EPOCH, EPOCH_1904, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), date(1904, 1, 1), 20_000, 80_000
LONGEST, DAY, OPEN = 80, timedelta(days=1), ("-", "/", "")

NUMERIC = tuple(map(re.compile, (
    r"(?P<year>\d{4})",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})\.?",
    r"(?P<year>\d{4})(?P<sign>[-/. ])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})\.?",
    r"(?P<month>\d{1,2})(?P<sign>[-/.])(?P<year>\d{4})",
    # As Korean writes it in short: "18. 10. 5."
    r"(?P<year>\d\d)\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})\.",
    r"(?P<first>\d{1,2})(?P<sign>[-/. ])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)",
)))  # fmt: skip
FIGURES = re.compile(r"[0-9]+(?:[-/.][0-9]+){0,2}")
# Three figures without a full year: day first in Europe, year first in Korea.
SHORT = re.compile(r"(?<![\d./-])(\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-])")
# What stands before the half of a range that leaves its year out: "2018. 10. 5. ~ 10. 8." is year, month, day in both.
YEAR_FIRST = re.compile(r"(?:\d{4}[-/. ]|\d\d\.\d{1,2}\.\d{1,2}\.)")
# Half a range: what it lacks is said by the other half.
HALF = tuple(map(re.compile, (r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})\.?", r"(?P<number>\d{1,2})\.?")))
# What the tokens of a text stand for, in their order.
LAYOUTS = {
    "NMY": "day month year", "MNY": "month day year", "YMN": "year month day", "MY": "month year", "YM": "year month",
    "SY": "season year", "YS": "year season", "QY": "quarter year", "YQ": "year quarter", "Y": "year",
}  # fmt: skip
HALF_LAYOUTS = {"NM": "day month", "MN": "month day", "NY": "day year", "YN": "year number", "M": "month", "S": "season", "Q": "quarter", "N": "number"}
SHORT_YEAR = re.compile(r"(?:(?P<day>\d{1,2})(?P<sign>[-/. ]))?(?P<word>[^\W\d_]{3,})(?(sign)(?P=sign)|-)(?P<year>\d\d)")
OPENING = re.compile(r"^(?:from|between|du|de|del|des de|desde|entre)(?: el| le| la)? ")
JOINTS = tuple(map(re.compile, (
    r" (?:to|until|till|through|thru|au|a|al|hasta|fins|jusqu'au)(?: el| le| la| al| a)? |부터 ?|에서 ", r" - ?|- ", "/", "-",
)))  # fmt: skip
AND = re.compile(r" (?:and|et|y|i|&)(?: el| le| la)? ")


@dataclass(frozen=True)
class Order:
    """The order of day and month in a column: whether anything proves it, whether both are proved.

    `two_ways` are the texts that either order reads, each as another day.
    """

    is_day_first: bool
    is_proved: bool
    is_mixed: bool
    two_ways: tuple[str, ...]


def parse(value: object, *, is_day_first: bool = True) -> Period | None:
    """The period that a cell's value means; None where it is no date.

    Takes dates and datetimes, text in the five languages ("5 October 2018", "oct.–déc. 2018", "Fall 2018",
    "2018년 3분기"), years, and the numbers by which Excel counts days. 03/04/2019 is read in the order
    given, and 13/04/2019 in the only one it can have.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return of_day(value)
    if isinstance(value, float) and (value.is_integer() or is_serial(value)):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return parse_text(str(value), is_day_first) or parse_text(str(value), not is_day_first)


def order(texts: Iterable[str]) -> Order:
    """The order of day and month that texts prove; day first where nothing or as much proves the other."""
    proved, two_ways = {True: 0, False: 0}, []
    for said in texts:
        day_first, month_first = parse_text(said, True), parse_text(said, False)
        if day_first and month_first:
            if day_first != month_first:
                two_ways.append(said)
        elif day_first or month_first:
            proved[day_first is not None] += 1
    return Order(proved[True] >= proved[False], any(proved.values()), all(proved.values()), tuple(two_ways))


def years_first(texts: Iterable[str]) -> tuple[dict[str, str], str]:
    """The texts of a column whose short years stand first ("18.10.05"), each with its years in full; else one that may be so.

    The parts tell it: there are fewer years than days. With as many of both, points leave it in doubt: so Korea writes.
    """
    found = {said: matches for said in texts if (matches := list(SHORT.finditer(said)))}
    full = {said: SHORT.sub(lambda match: f"{whole_year(match[1])}{match[2]}{match[3]}{match[2]}{match[4]}", said) for said in found}
    if not full or not all(map(parse_text, full.values())):
        return {}, ""
    parts = [match.groups() for matches in found.values() for match in matches]
    before, behind = ({int(part[place]) for part in parts} for place in (0, 3))
    # "18.11.3" can only be so.
    if len(before) < len(behind) or not all(map(parse_text, full)):
        return full, ""
    doubtful = [said for said in full if "." in said and parse_text(said) != parse_text(full[said])]
    return {}, doubtful[0] if doubtful and len(before) == len(behind) else ""


def is_serial(value: object) -> bool:
    """Whether a value is a number by which Excel counts a day that dates here may have."""
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    return isinstance(value, int | float) and FIRST_SERIAL <= value < LAST_SERIAL


def of_serial(value: object, *, is_1904: bool = False) -> Period | None:
    """The day that a number counts, in a workbook that counts from 1900 or from 1904."""
    return of_day((EPOCH_1904 if is_1904 else EPOCH) + timedelta(days=int(float(str(value)))))


@lru_cache(maxsize=65_536)
def parse_text(text: str, is_day_first: bool = True) -> Period | None:
    """The period that a text means in that order of day and month; None where it is no date."""
    # What is this long is prose, and would be slow to try.
    if len(text) > LONGEST:
        return None
    if not any(map(str.isdigit, text)):
        return None
    said = text if FIGURES.fullmatch(text) else tidied(text)
    if not is_said(said):
        return None
    if re.fullmatch(r"\d{5}", said):
        return of_serial(said) if is_serial(said) else None
    return _single(said, is_day_first) or years(said) or _range(said, is_day_first)


def _single(said: str, is_day_first: bool) -> Period | None:
    part = _part(said, is_day_first, is_half=False)
    return period(part) if part else None


def _part(said: str, is_day_first: bool, *, is_half: bool) -> Part | None:
    if said[:1] in OPEN or said[-1:] in OPEN:
        # "2018 –" and "– 2018" leave an end open, and so do not say when.
        return None
    for pattern in NUMERIC + (HALF if is_half else ()):
        if match := pattern.fullmatch(said):
            return _numeric(match.groupdict(), is_day_first)
    if (match := SHORT_YEAR.fullmatch(said)) and (named := month(match["word"])):
        return Part(whole_year(match["year"]), named, int(match["day"]) if match["day"] else None)
    try:
        found = list(tokens(said))
    except KeyError:
        return None
    kinds, values = "".join(kind for kind, _ in found), [value for _, value in found]
    if kinds in ("SYY", "SYN", "YYS") and (year := _winter(kinds, values)):
        return Part(year, season=WINTER, first_year=year - 1)
    names = LAYOUTS.get(kinds) or (HALF_LAYOUTS.get(kinds) if is_half else None)
    return Part(**dict(zip(names.split(), values, strict=True))) if names else None


def _numeric(said: dict[str, str | None], is_day_first: bool) -> Part:
    year = said.get("year")
    known = {name: int(figures) for name, figures in said.items() if figures and name not in ("year", "sign", "first", "second")}
    if first := said.get("first"):
        pair = (int(first), int(said["second"] or 0))
        known["day"], known["month"] = pair if is_day_first else pair[::-1]
    return Part(**known, year=whole_year(year) if year else None)


def _winter(kinds: str, values: list[int]) -> int | None:
    """The year of a winter that names both of its years: 2019 in "winter 2018-19"."""
    season, first, second = values if kinds[0] == "S" else (values[2], *values[:2])
    return first + 1 if season == WINTER and second % 100 == (first + 1) % 100 else None


def _range(said: str, is_day_first: bool) -> Period | None:
    said = with_days_joined(said)
    opened = OPENING.sub("", said.removesuffix("까지"))
    for joint in (*JOINTS, AND):
        for match in joint.finditer(opened):
            left = _part(opened[: match.start()].strip(), is_day_first, is_half=True)
            right = _part(opened[match.end() :].strip(), is_day_first and not YEAR_FIRST.match(opened), is_half=True)
            if left and right and (found := between(left, right)):
                # "5 and 6 October" is a range, "5 and 8 October" is not.
                return found[2] if joint is not AND or opened != said or found[0].end + DAY == found[1].start else None
    return None

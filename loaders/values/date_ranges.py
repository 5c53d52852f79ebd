"""From one date to another: what the halves of a range say for both, and what is a range in other words."""

import re
from dataclasses import replace

from loaders.values.periods import WINTER, Part, Period, joined, period

TWO_YEARS = re.compile(r"(\d{4}) ?[-/] ?(\d\d|\d{4})")
# Three days or more, told off one by one: "5 6 et 7 octobre".
LISTED = re.compile(r"(?<!\S)\d{1,2}(?: (?:(?:and|et|y|i|&) )?\d{1,2}){2,}(?![\d./-])")


def years(said: str) -> Period | None:
    """Two years, the second perhaps in short: "2018-19"."""
    if not (match := TWO_YEARS.fullmatch(said)):
        return None
    first = int(match[1])
    second = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    is_told_from_month = len(match[2]) == 4 or int(match[2]) > 12
    return joined(period(Part(first)), period(Part(second))) if is_told_from_month and first < second else None


def with_days_joined(said: str) -> str:
    """A text in which days that follow each other are a range: "5-7 octobre"; others stay as they are."""
    return LISTED.sub(_as_range, said)


def _as_range(match: re.Match[str]) -> str:
    days = [int(day) for day in re.findall(r"\d+", match[0])]
    return f"{days[0]}-{days[-1]}" if days == list(range(days[0], days[-1] + 1)) else match[0]


def between(left: Part, right: Part) -> tuple[Period, Period, Period] | None:
    """The halves of a range, each with what the other says for both, and the range.

    A year that is said once is that of the half it stands by, and the other half is in the year before or
    after where that alone makes a range: "30 December – 2 January 2019", "Q4–Q1 2019". "Fall–Winter 2018"
    is named for its fall: only with both its years, "2018-2019", does a winter that ends it say which it is.
    """
    one, other = _filled(left, right), _filled(right, left)
    first, last = period(one), period(other)
    if first and last and first.start > last.start and _has_turned(one, other):
        if left.year is None and right.season == WINTER and right.first_year is None:
            last = period(_moved(other, 1))
        elif left.year is None:
            first = period(_moved(one, -1))
        elif right.year is None:
            last = period(_moved(other, 1))
    whole = joined(first, last)
    return (first, last, whole) if first and last and whole else None


def _has_turned(one: Part, other: Part) -> bool:
    """Whether two halves of one year are of unlike months, seasons or quarters, so that a year may have turned between."""
    return any(None not in pair and pair[0] != pair[1] for pair in ((one.month, other.month), (one.season, other.season), (one.quarter, other.quarter)))


def _moved(part: Part, by: int) -> Part:
    return replace(part, year=(part.year or 0) + by)


def _filled(part: Part, other: Part) -> Part:
    """A half of a range with what its other half says for both; its number stays one where nothing says of what."""
    slot = next((name for name in ("day", "quarter", "month") if getattr(other, name)), None)
    if part.number is not None and slot:
        part = replace(part, number=None, **{slot: part.number})
    if part.day and not part.month:
        part = replace(part, month=other.month)
    return part if part.year else replace(part, year=other.year)

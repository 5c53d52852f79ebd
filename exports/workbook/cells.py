"""What a value becomes in a cell: a number, a day, or words that no spreadsheet takes for anything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
from babel.numbers import NumberFormatError, parse_decimal

from exports.letters import without
from exports.workbook.look import ABOUT, DECIMAL, PERCENT, SIGNED, WHOLE
from locales import Words

# The most that a cell of Excel holds, in units of UTF-16.
MOST_UNITS = 32_767
SIGNS = {"+": 1, "−": -1, "±": 0}


@dataclass(frozen=True)
class Number:
    """A number, and how it is written."""

    value: float
    format: str = WHOLE


Value = Number | date | str | None


def words(said: object, t: Words) -> str:
    """Words as a cell can hold them: what XML forbids is shown as such, what is too long is cut and says so."""
    text = without(str(said).replace("\r\n", "\n").replace("\r", "\n"), instead="�")
    if units(text) <= MOST_UNITS:
        return text
    sign = t(" […] Cut here: a cell of a spreadsheet holds no more than {n} characters. The whole stands in the workbook that the data comes from.", n=t.number(MOST_UNITS))
    return cut(text, MOST_UNITS - units(sign)) + sign


def units(text: str) -> int:
    """How long a text is as Excel counts: an emoji is two."""
    return len(text) + sum(letter > "\uffff" for letter in text) if not text.isascii() else len(text)


def cut(text: str, most: int) -> str:
    """The text's beginning, of at most so many units."""
    text = text[:most]
    while units(text) > most:
        text = text[: len(text) - max(1, (units(text) - most) // 2)]
    return text


def value(said: Any, t: Words, *, is_share: bool = False) -> Value:
    """A cell of a table: a number, a day, or words; None where nothing is known."""
    if isinstance(said, str):
        return words(said, t)
    if isinstance(said, bool) or pd.api.types.is_bool(said):
        return t("yes") if said else t("no")
    if said is None or pd.isna(said):
        return None
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    return number(float(said), is_share=is_share) if pd.api.types.is_number(said) else words(said, t)


def number(found: float, *, is_share: bool = False, is_estimate: bool = False) -> Number:
    """A number as it is written: a share of 1 as percent, ≈ before an estimate."""
    shown = PERCENT if is_share else WHOLE if found.is_integer() or abs(found) >= 100 else DECIMAL
    return Number(found, ABOUT + shown if is_estimate else shown)


def spoken(said: Any, t: Words) -> Value:
    """A number that is written in words as the number; words where they say more than one.

    It is taken for one only where the language would write that number just so.
    """
    if not isinstance(said, str):
        return value(said, t)
    text, about = said.removeprefix("≈ "), said.startswith("≈ ")
    sign, digits = (text[:1], text[1:]) if text[:1] in SIGNS else ("", text)
    try:
        found = float(parse_decimal(digits.rstrip("%").strip(), locale=t.language)) if digits else None
    except NumberFormatError:
        found = None
    if found is None:
        return words(said, t)
    if digits == t.percent(found / 100):
        return number(found / 100, is_share=True, is_estimate=about)
    if digits not in (t.number(found), t.number(found, digits=1)):
        return words(said, t)
    return Number(found * SIGNS[sign], SIGNED) if sign else number(found, is_estimate=about)


def width(said: Value) -> float:
    """How wide a value is in letters, its longest line."""
    if isinstance(said, str):
        return max(map(_letters, said[:4000].split("\n")))
    return 10 if isinstance(said, date) else 2 + len(f"{said.value:,.1f}") if said else 7


def lines(said: Value, room: float) -> int:
    """On how many lines words stand in a column so wide."""
    if not isinstance(said, str):
        return 1
    return sum(max(1, ceil(_letters(line) / max(1, room - 1.5))) for line in said[:4000].split("\n"))


def widths(columns: Iterable[Iterable[Value]], *, most: float, room: float) -> list[float]:
    """The width of each column: what its cells need, none over `most`, all together no more than `room`."""
    found = [min(most, max((width(cell) for cell in cells), default=0) + 2.5) for cells in columns]
    found = [max(9, one) for one in found]
    while sum(found) > room and max(found) > 14:
        widest = found.index(max(found))
        found[widest] = max(14, found[widest] * 0.92)
    return found


def _letters(line: str) -> float:
    if line.isascii():
        return len(line)
    return sum(1.9 if east_asian_width(letter) in "WF" else 1 for letter in line)

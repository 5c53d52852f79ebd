"""Numbers as people type them: with blanks, commas, points or apostrophes between thousands, and money's signs around them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from loaders.values.cells import FOOTNOTE, REMOVED

# Words of money beside the codes that CLDR knows, some of which are words themselves.
MONEY_WORDS = r"dollars?|euros?|wons?|d[oò]lars|d[oó]lares|원|달러|유로|[fF] ?CFA|CFA"
# What is counted, behind the count.
COUNTED = r"명|인|건|회|개|pers|people|persons?|personnes?|personas?|persones|participants?|participantes|assistents|asistentes"
NO_CODES = {"ALL", "CUP", "TOP", "TRY", "XXX"}
MINUS = re.compile("[−‒–—﹣－]")
APOSTROPHES = re.compile("[’‘`´′]")
POWER = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
# Thousands in threes behind blanks or apostrophes, behind points, or behind commas; then the decimals.
SHAPES = tuple(
    re.compile(rf"([0-9]{{1,3}}(?:{group}[0-9]{{3}})+)(?:([{mark}])([0-9]+))?")
    for group, mark in ((r"[ ']", ".,"), (r"\.", ","), (",", "."))
)
BARE = re.compile(r"([0-9]*)(?:([.,])([0-9]*))?")
# What most numbers are, and the others: what is before the figures, the figures, and what is behind them.
SIMPLE = re.compile(r"-?[0-9]+(\.[0-9]{0,2}|)")
AROUND = re.compile(r"([^0-9.,]*)([0-9.,](?:[0-9.,' ]*[0-9.,])?)([^0-9]*)")
LONGEST = 60


@dataclass(frozen=True)
class Figure:
    """A number that was read; the other value it could have, and the sign that it proves to stand before decimals.

    `sign` is the one that has two readings: before thousands `value` is meant, before decimals `other`.
    """

    value: float
    other: float | None = None
    mark: str = ""
    sign: str = ""


@lru_cache(maxsize=65_536)
def parse(text: str) -> Figure | None:
    """The number that a text says; None where it says none.

    "1.234" and "1,234" have two values: the first is the one with thousands.
    """
    if len(text) > LONGEST:
        return None
    if match := SIMPLE.fullmatch(text):
        return Figure(float(text), mark="." if len(match[1]) > 1 else "")
    said = MINUS.sub("-", APOSTROPHES.sub("'", FOOTNOTE.sub("", text.translate(REMOVED).strip())))
    said = " ".join(unicodedata.normalize("NFKC", said).split()).lstrip("' ")
    if POWER.fullmatch(said):
        return Figure(float(said))
    if not (match := AROUND.fullmatch(said)) or not (around := _around(match[1], match[3])):
        return None
    (sign, has_money), body = around, match[2]
    for pattern in SHAPES:
        # No thousands begin with a nought: "0,125" has decimals.
        if body[0] != "0" and (match := pattern.fullmatch(body)):
            return _grouped(match, sign, has_money)
    if not (match := BARE.fullmatch(body)) or not (match[1] or match[3]):
        return None
    return Figure(sign * float(f"{match[1] or 0}.{match[3] or 0}"), mark=match[2] if match[3] else "")


def decimal_mark(figures: Iterable[Figure]) -> str:
    """The one sign that figures prove to stand before decimals; none where they prove no or both."""
    marks = {figure.mark for figure in figures} - {""}
    return marks.pop() if len(marks) == 1 else ""


def _grouped(match: re.Match[str], sign: int, has_money: bool) -> Figure:
    whole, mark, decimals = match.groups()
    groups = re.findall("[.,]", whole)
    value = sign * float(f"{re.sub('[^0-9]', '', whole)}.{decimals or 0}")
    if mark:
        return Figure(value, mark=mark)
    if not groups:
        return Figure(value)
    if len(groups) > 1 or has_money:
        # Money has no three decimals, and decimals have no second sign.
        return Figure(value, mark="." if groups[0] == "," else ",")
    return Figure(value, other=sign * float(whole.replace(",", ".")), sign=groups[0])


@lru_cache(maxsize=1024)
def _around(before: str, behind: str) -> tuple[int, bool] | None:
    """The sign of figures and whether they are money, from what is around them; None where that is anything else."""
    before, behind, sign = before.strip(), behind.strip(), 1
    if before.startswith("(") and behind.endswith(")"):
        # As accounts write what is owed.
        before, behind, sign = before[1:].strip(), behind[:-1].strip(), -1
    elif before[:1] in ("-", "+"):
        before, sign = before[1:].strip(), -1 if before[0] == "-" else 1
    elif before[-1:] in ("-", "+"):
        before, sign = before[:-1].strip(), -1 if before[-1] == "-" else 1
    if not all(_money().fullmatch(part) for part in (before, behind)):
        return None
    return sign, bool(before or behind)


@cache
def _money() -> re.Pattern[str]:
    """What may stand before or behind a number: nothing, one or two currency signs, codes and words, or what is counted."""
    codes = "|".join(sorted(set(Locale("en").currencies) - NO_CODES))
    words = rf"(?:{codes}|(?i:{MONEY_WORDS}|{COUNTED}))(?![^\W\d_])\.?"
    return re.compile(rf"(?:(?:{words}|[A-Z]{{0,2}}\$ ?(?:US|CA|CAD|USD)?|[€£¥₩₹₱₫₪₽¢]) ?){{0,2}}")

"""Numbers as people type them: with blanks, commas, points or apostrophes between thousands, and money's signs around them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from loaders.cells import FOOTNOTE, REMOVED

# Words of money beside the codes that CLDR knows, some of which are words themselves.
MONEY_WORDS = r"dollars?|euros?|wons?|d[oò]lars|d[oó]lares|원|달러|유로|[fF] ?CFA|CFA"
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


@dataclass(frozen=True)
class Figure:
    """A number that was read; the other value it could have, and the sign that it proves to stand before decimals."""

    value: float
    other: float | None = None
    mark: str = ""


def parse(text: str) -> Figure | None:
    """The number that a text says; None where it says none.

    "1.234" and "1,234" have two values: the first is the one with thousands.
    """
    said = MINUS.sub("-", APOSTROPHES.sub("'", FOOTNOTE.sub("", text.translate(REMOVED).strip())))
    said = " ".join(unicodedata.normalize("NFKC", said).split()).lstrip("' ")
    sign, body, has_money = _bare(said)
    if POWER.fullmatch(body):
        return Figure(sign * float(body))
    for pattern in SHAPES:
        # No thousands begin with a nought: "0,125" has decimals.
        if body[:1] != "0" and (match := pattern.fullmatch(body)):
            return _grouped(match, sign, has_money)
    if not (match := BARE.fullmatch(body)) or not (match[1] or match[3]):
        return None
    return Figure(sign * float(f"{match[1] or 0}.{match[3] or 0}"), mark=match[2] or "" if match[3] else "")


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
    return Figure(value, other=sign * float(whole.replace(",", ".")))


def _bare(said: str) -> tuple[int, str, bool]:
    """The sign, the figures between sign and money, and whether there was money."""
    sign, bare, has_money = 1, said, False
    if said.startswith("(") and said.endswith(")"):
        # As accounts write what is owed.
        sign, bare = -1, said[1:-1].strip()
    before = None
    while bare != before:
        before = bare
        if bare[:1] in ("-", "+") and sign == 1 and bare[1:2] not in ("-", "+"):
            sign, bare = (-1 if bare[0] == "-" else 1), bare[1:].strip()
        stripped = _money().sub("", bare).strip()
        has_money, bare = has_money or stripped != bare, stripped
    return sign, bare, has_money


@cache
def _money() -> re.Pattern[str]:
    """What may stand before or behind a number: currency signs, codes and words."""
    codes = "|".join(sorted(set(Locale("en").currencies) - NO_CODES))
    words = rf"(?<![^\W\d_])(?:{codes}|(?i:{MONEY_WORDS}))(?![^\W\d_])\.?"
    one = rf"(?:{words}|[A-Z]{{0,2}}\$ ?(?:US|CA|CAD|USD)?|[€£¥₩₹₱₫₪₽¢])"
    return re.compile(rf"^{one} ?| ?{one}$")

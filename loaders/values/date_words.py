"""The words of dates in the five languages, and a text of them as tokens: 5 October 2018 is a number, a month, a year."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names

from loaders.schema import LANGUAGES
from loaders.values.cells import FOOTNOTE, fold, plain

SEASONS = {
    "winter": 12, "hiver": 12, "invierno": 12, "hivern": 12, "겨울": 12,
    "spring": 3, "printemps": 3, "primavera": 3, "봄": 3,
    "summer": 6, "ete": 6, "verano": 6, "estiu": 6, "여름": 6,
    "fall": 9, "autumn": 9, "automne": 9, "otono": 9, "tardor": 9, "가을": 9,
}  # fmt: skip
# What people write and CLDR does not.
MORE_MONTHS = {
    "sept": 9, "set": 9, "fevr": 2, "fev": 2, "febr": 2, "juil": 7, "juill": 7, "jul": 7, "aout": 8, "agost": 8, "jan": 1, "gen": 1, "setiembre": 9, "feb": 2,
}  # fmt: skip
MORE_DAYS = {"tues", "weds", "thur", "thurs", *"월화수목금토일"}
FILLERS = {"of", "the", "de", "del", "d", "le", "la", "l", "el", "en"}
# What joins the halves of a range, and what opens it.
JOINING = {
    "to", "until", "till", "through", "thru", "au", "a", "al", "hasta", "fins", "jusqu", "부터", "에서", "까지", "and", "et", "y", "i",
    "from", "between", "du", "des", "desde", "entre",
}  # fmt: skip
KNOWN = {*FILLERS, *SEASONS, *JOINING, "q", "년", "월", "일"}
WORD, WORD_OR_NUMBER, MOST_WORDS = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W_]+"), 16
ORDINALS = {
    1: "1|first|premier|primer|primero|primera", 2: "2|second|deuxieme|segundo|segon", 3: "3|third|troisieme|tercer|tercero",
    4: "4|fourth|quatrieme|cuarto|quart",
}  # fmt: skip
SUFFIX = r"(?:st|nd|rd|th|er|re|eme|ero|e|r|n|t|o|a)"
NUMBERED = "|".join(ORDINALS.values())
QUARTERS = "(?:quarter|trimestre|trim|qtr)"
# The words first: "4t trimestre" is no "4t" before a word.
QUARTER = re.compile(
    rf"\b({NUMBERED}){SUFFIX}? +{QUARTERS}\b|\b{QUARTERS} +([1-4])\b"
    r"|(?<![a-z])[qt] ?([1-4])(?!\d)|(?<!\d)([1-4]) ?[qt](?![a-z])|(?:제 ?)?([1-4])(?:/4)? ?분기"
)
CLOCK = r"\d{1,2}(?::\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\b\.?)?|h(?:\d\d)?)"
TIME = re.compile(rf"(?<=\d{{8}})t\d{{4,6}}z?$|(?:(?<=\d)t|(?:,| at| a)? ){CLOCK}(?: ?(?:-|to|a) ?{CLOCK})?(?: ?(?:z|utc|gmt))?(?:[+-]\d\d:?\d\d)?$")
DASHES = re.compile("[‐‑‒–—―−~∼〜～]")
QUOTES = re.compile("[’‘‛`´′]")
# In brackets, or beside a date in figures; beside words it is left out as a token.
WEEKDAY = re.compile(r" ?\(([^\W\d_]+)\.?\)|^([^\W\d_]+)\.?,? (?=\d+[-/. ]+\d+[-/. ]+\d)|(?<=\d),? ([^\W\d_]+)\.?$|(?<=\d\.),? ([^\W\d_]+)\.?$")
TUESDAY = re.compile(r"(?:^|(?<=- )|(?<=-))mar (?=\d)")
TOKEN = re.compile(r"(?P<quarter>\bq[1-4]\b)|(?P<year>\d{2,4}) ?년|(?P<month>\d{1,2}) ?월|(?P<day>\d{1,2}) ?일|(?<!\w)'(?P<short>\d\d)(?!\d)|(?P<number>\d+)|(?P<word>[^\W\d_]+)")


def tidied(value: str) -> str:
    """A date's text as the patterns expect it: plain, without time, footnote marks, weekday in brackets and stray quotes."""
    said = plain(DASHES.sub("-", QUOTES.sub("'", FOOTNOTE.sub("", value))))
    said = TIME.sub("", said.strip(" '\"“”«»"))
    said = WEEKDAY.sub(lambda match: "" if is_weekday(next(word for word in match.groups() if word)) else match[0], said)
    said = re.sub(r"(?<=\d)\.(?=(?:er|o|a)\b)", "", said)
    said = re.sub(r"(?<=[^\W\d_])\.|,|(?<=[년월일기])(?=부터|에서|까지)", " ", said)
    said = QUARTER.sub(lambda match: f" q{_quarter(match)} ", said)
    said = re.sub(rf"(?<![\w'])(\d{{1,2}}){SUFFIX}\b", r"\1", said)
    said = re.sub(r" ?/ ?", "/", re.sub(r"(?<=\d)\. (?=\d)", ".", said))
    return _without_tuesday(" ".join(said.split()))


def _without_tuesday(said: str) -> str:
    """A text without the "mar." that opens a date and is Tuesday, as what stands around it shows: "mar. 11 – dim. 16 janv."."""
    rest, openings = TUESDAY.subn("", said)
    words = WORD.findall(rest) if openings else []
    is_tuesday = any(is_weekday(word) and month(word) is None for word in words) or (openings > 1 and any(map(month, words)))
    return rest if is_tuesday else said


def _quarter(match: re.Match[str]) -> int:
    said = next(group for group in match.groups() if group)
    return next(number for number, words in ORDINALS.items() if said in words.split("|"))


def tokens(said: str) -> Iterator[tuple[str, int]]:
    """The tokens of a tidied text: (Y)ear, (M)onth, (S)eason, (Q)uarter, a (N)umber, each with its value.

    Raises KeyError at a word or a sign that no date has.
    """
    words = list(TOKEN.finditer(said))
    if unknown := TOKEN.sub("", said).strip(" -/.'"):
        raise KeyError(unknown)
    for place, match in enumerate(words):
        kind, found = match.lastgroup, match[match.lastgroup or 0]
        if kind == "word":
            # "mar." is Tuesday or March: Tuesday before a day whose month is still to come.
            is_before_day = place + 1 < len(words) and words[place + 1].lastgroup == "number"
            if found in FILLERS or (is_weekday(found) and (month(found) is None or (is_before_day and any(month(later[0]) for later in words[place + 2 :])))):
                continue
            number = month(found)
            yield ("S", SEASONS[found]) if number is None else ("M", number)
        elif kind == "number":
            yield "Y" if len(found) == 4 else "N", int(found)
        else:
            yield {"quarter": "Q", "month": "M", "day": "N"}.get(kind or "", "Y"), whole_year(found) if kind in ("year", "short") else int(found.strip("q"))


def whole_year(figures: str) -> int:
    """The year that figures mean: of two, 70 and later are the last century's."""
    year = int(figures)
    return year if len(figures) > 2 else year + (1900 if year >= 70 else 2000)


def is_said(said: str) -> bool:
    """Whether a tidied text may be a date or a range: not long, and without a word that dates lack."""
    return len(WORD_OR_NUMBER.findall(said)) <= MOST_WORDS and all(map(_is_known, WORD.findall(said)))


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    return word in KNOWN or month(word) is not None or is_weekday(word)


@lru_cache(maxsize=4096)
def month(word: str) -> int | None:
    """The number of the month that a folded word names in any of the languages; None for another word."""
    if word in FILLERS or word in SEASONS:
        return None
    # English first: the other languages are only loaded where they are met.
    return next((months[word] for months in map(_months, LANGUAGES) if word in months), MORE_MONTHS.get(word))


def is_weekday(word: str) -> bool:
    """Whether a folded word is a day of the week in any of the languages."""
    return word in MORE_DAYS or any(word in _weekdays(language) for language in LANGUAGES)


@cache
def _months(language: str) -> dict[str, int]:
    return {
        fold(name).split()[-1]: number
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "stand-alone", language).items()
        if not name[0].isdigit()
    }


@cache
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(fold(name) for width in ("wide", "abbreviated") for name in get_day_names(width, "format", language).values())

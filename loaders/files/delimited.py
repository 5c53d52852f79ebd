"""Reading text tables (csv): which letters, which separator, and the rows as a spreadsheet program would number them."""

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from loaders.files.limits import Limits
from loaders.problems import SourceError, letters
from locales import N_

SEPARATORS = ",;\t|"
_SAMPLE = 200
_STATED = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
# A letter of CP949 in two bytes, the first of them high; and a syllable of Hangul, of those in use. Its bytes differ: a high byte twice
# is a line of points in Windows-1252.
_PAIR = re.compile(rb"[\x80-\xff].", re.DOTALL)
_SYLLABLE = re.compile(rb"(?!(.)\1)[\xb0-\xc8][\xa1-\xfe]", re.DOTALL)
_PAIRS = 10_000
# Letters that UTF-16 keeps in two bytes of which one is nothing, as in all Latin text.
_SPREAD = 0.3


def rows(content: bytes, limits: Limits) -> list[list[str]]:
    """The records of a text table, all of one length, blank cells as ""; a quoted line break ends no record.

    Raises SourceError where it is no text, a quotation mark is never closed, or the limits are passed.
    """
    text = decoded(content)
    stated = _STATED.match(text)
    separator = stated[1] if stated else separator_of(text)
    # The line that states the separator is no row to a spreadsheet program either.
    text = text[stated.end() :] if stated else text
    found: list[list[str]] = []
    try:
        for record in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if len(found) >= limits.rows and any(record):
                raise SourceError(N_("has more than the {most} rows that are read: split it into several files"), most=f"{limits.rows:,}")
            found.append(record)
    except csv.Error:
        raise SourceError(N_("row {row} cannot be told apart from the rows below it: look there for a quotation mark too many"), row=str(len(found) + 1)) from None
    while found and not any(found[-1]):
        found.pop()
    # Where a quotation mark is never closed, the last cell swallows what follows.
    if text.count('"') % 2 and found and any("\n" in cell or "\r" in cell for cell in found[-1][-1:]):
        raise SourceError(N_("a quotation mark in row {row} is never closed, so the rows below it cannot be told apart: close or remove it"), row=str(len(found)))
    width = max((len(record) for record in found), default=0)
    if width > limits.columns:
        found = [_trimmed(record) for record in found]
        width = max(map(len, found))
    if width > limits.columns:
        row = next(i for i, record in enumerate(found) if len(record) > limits.columns)
        raise SourceError(
            N_("reaches to cell {cell}, more than the {most} columns that are read: delete what stands there"),
            cell=f"{letters(len(found[row]) - 1)}{row + 1}", most=str(limits.columns),
        )  # fmt: skip
    if width * len(found) > limits.cells:
        raise SourceError(
            N_("has {rows} rows of {columns} columns, more than are read: split it into several files"), rows=f"{len(found):,}", columns=str(width)
        )
    return [record if len(record) == width else record + [""] * (width - len(record)) for record in found]


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without its mark, else CP949 where it is Korean, else Windows-1252.

    Raises SourceError where it is no text.
    """
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise SourceError(N_("breaks off in the middle of a letter: copy it again, or save it anew")) from None
        text = _korean(content) or _western(content)
    if "\0" in text or sum(map(text.count, map(chr, range(1, 9)))) > len(text) / 100:
        raise SourceError(N_("is no spreadsheet and no text that can be read: save the list as .xlsx or .csv"))
    return text


def separator_of(text: str) -> str:
    """The separator that parts the rows of a table alike into more than one cell; a comma where none does."""
    sample = _sample(text)
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > _SPREAD * len(head) / 2 and len(content) % 2 == 0:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _western(content: bytes) -> str:
    # The five bytes that Windows-1252 leaves open are kept as they are, as browsers do.
    return content.decode("latin-1" if set(content) & set(b"\x81\x8d\x8f\x90\x9d") else "cp1252")


def _korean(content: bytes) -> str:
    """The text in CP949, as Excel saves it in Korea; none where it is no Korean.

    Letters with accents stand alone between others, and so make no pairs of bytes, or pairs that are no
    syllables in use.
    """
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError:
        return ""
    are_syllables = [_SYLLABLE.fullmatch(pair[0]) is not None for pair in islice(_PAIR.finditer(content), _PAIRS)]
    return text if 2 * sum(are_syllables) > len(are_syllables) > 1 else ""


def _sample(text: str) -> str:
    """The first lines of a text, whole."""
    lines = StringIO(text, newline="")
    return "".join(line for _, line in zip(range(_SAMPLE), lines, strict=False))


def _fit(sample: str, separator: str) -> tuple[float, float, int]:
    """How well a separator parts a text.

    First, the share of the records from the first to the last that it parts which are parted: titles
    stand above a table, and what is whole in the midst of one is its own headings. Then the share of
    the records of the commonest length above one; then that length.
    """
    try:
        lengths = [len(record) for record in csv.reader(StringIO(sample, newline=""), delimiter=separator) if any(record)]
    except csv.Error:
        return 0, 0, 0
    places = [place for place, length in enumerate(lengths) if length > 1]
    if not places:
        return 0, 0, 0
    length, count = max(Counter(lengths[place] for place in places).items(), key=lambda item: (item[1], item[0]))
    # What parts less than half of the records is a sign in their cells.
    inside = len(places) / (places[-1] + 1 - places[0]) if 2 * len(places) >= len(lengths) else 0
    return inside, count / len(lengths), length


def _trimmed(record: list[str]) -> list[str]:
    """A record without the blank cells at its end."""
    last = next((place for place in reversed(range(len(record))) if record[place]), -1)
    return record[: last + 1]

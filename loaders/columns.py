"""Raw cells of one column → typed values. Each distinct value is read once, however often it occurs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isnan

import numpy as np
import pandas as pd
from babel import Locale

from loaders import dates
from loaders.schema import Column
from locales import N_

NOT_A_NUMBER = N_("“{value}” is not a number: type digits alone, such as 20")

# Blanks may part thousands; a comma may mean two things, so it is asked about.
NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)"
LARGEST = 1e15
TRUE, FALSE = {"yes", "oui", "true", "vrai", "x", "1", "y", "o"}, {"no", "non", "false", "faux", "0", "n"}
# What a spreadsheet stores where a formula went wrong.
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
LANGUAGE_CODES = {code for code in map(str, Locale("en").languages) if len(code) == 2} | {"und"}
ENDS = {"end", "period_end"}
# The kinds that stay text, and what the whole of such a text must look like.
PATTERNS = {
    "id": "", "text": "",
    "url": r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+",
    "email": r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+",
}  # fmt: skip
COUNTRY_CODES = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)} - {"ZZ"}


@dataclass(frozen=True)
class Remark:
    """Something to say of a value that was read all the same: a stable code, and a sentence to fill in."""

    code: str
    template: str
    values: dict[str, str]


@dataclass
class Typed:
    """A column's values, frames' columns by name, and the position of each bad cell with what is wrong.

    `doubtful` are the positions of cells that were read, and could mean something else; `remarks` are
    said once for the whole column.
    """

    values: dict[str, pd.Series]
    bad: list[tuple[int, "UnreadableError"]]
    doubtful: list[tuple[int, Remark]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


class UnreadableError(Exception):
    """A cell's value is not of the column's kind; `template` says what to type instead."""

    def __init__(self, code: str, template: str, **values: str):
        super().__init__(template.format(**values))
        self.code, self.template, self.values = code, template, values


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing a person would see. "NA" is a word, not a blank."""
    return value is None or (isinstance(value, str) and not value.strip())


def text(value: object) -> str:
    """A cell as text: 7.0 is "7", a date is ISO, blanks at the ends are dropped."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def typed(column: Column, cells: Sequence[object], *, is_day_first: bool | None = None) -> Typed:
    """The cells of a column as Series: text, numbers, booleans, dates with precision, tuples of text.

    `is_day_first` is how 03/04/2019 is meant; None leaves it to what the column itself proves.
    """
    kinds = set(map(type, cells))
    if column.kind in PATTERNS and not column.many and kinds == {str}:
        return _words(column, cells)  # type: ignore[arg-type]
    # 1 and True are one key of a dict, and no one value.
    marks: Sequence[object] = list(zip(map(type, cells), cells, strict=True)) if bool in kinds else cells
    known: dict[object, object] = {}
    wrong: dict[object, UnreadableError] = {}
    for mark, cell in dict(zip(marks, cells, strict=True)).items():
        try:
            known[mark] = _read(column, cell)
        except UnreadableError as problem:
            wrong[mark] = problem
            known[mark] = () if column.many else None
    bad = [(place, wrong[mark]) for place, mark in enumerate(marks) if mark in wrong] if wrong else []
    return Typed(_series(column, [known[mark] for mark in marks]), bad)


def _words(column: Column, cells: Sequence[str]) -> Typed:
    """A column of nothing but text, taken as a whole: the many rows of a table are mostly this."""
    series = pd.Series(cells, dtype="str").str.strip()
    blank, suspect = series == "", series.isin(ERRORS)
    if pattern := PATTERNS[column.kind]:
        # Anchored, and not fullmatch: that one goes cell by cell.
        suspect |= ~blank & ~series.str.contains(f"^(?:{pattern})$")
    bad = []
    for place in suspect.index[suspect]:
        try:
            _read(column, cells[place])
        except UnreadableError as problem:
            bad.append((place, problem))
    return Typed({column.name: series.mask(blank | suspect)}, bad)


def _read(column: Column, cell: object) -> object:
    if is_blank(cell):
        return () if column.many else column.default
    if isinstance(cell, str) and cell.strip() in ERRORS:
        raise UnreadableError("formula_error", N_("the cell shows {value}: mend its formula, or type the value"), value=cell.strip())
    read = READERS[column.kind]
    if not column.many:
        return read(column, cell)
    parts = [part.strip() for part in text(cell).split(";")]
    return tuple(dict.fromkeys(read(column, part) for part in parts if part))


def _series(column: Column, values: list[object]) -> dict[str, pd.Series]:
    if column.kind == "date":
        periods: list[dates.Period | None] = values  # type: ignore[assignment]
        # The end of a period is the last day it can mean; every other date is its first.
        days = [p and (p.end if column.name in ENDS else p.start) for p in periods]
        return {
            column.name: pd.Series(np.array(days, dtype="datetime64[us]")),
            f"{column.name}_precision": pd.Series([p and p.precision for p in periods], dtype="str"),
        }
    if column.many:
        return {column.name: pd.Series(values, dtype=object)}
    dtype = {"number": "float64", "integer": "Int64", "boolean": "boolean"}.get(column.kind, "str")
    return {column.name: pd.Series(values, dtype=dtype)}


def _text(column: Column, cell: object) -> str:
    return text(cell)


def _choice(column: Column, cell: object) -> str:
    word = text(cell)
    for choice in column.choices:
        if dates.fold(word) == dates.fold(choice):
            return choice
    raise UnreadableError("not_a_choice", N_("“{value}” is not one of the words used here: type one of {choices}"), value=word, choices=", ".join(column.choices))


def _date(column: Column, cell: object) -> dates.Period:
    period = dates.parse(cell)
    if period is None:
        raise UnreadableError(
            "not_a_date",
            N_("“{value}” is not a date: type a day (2018-10-05), a month (October 2018), a season (Fall 2018) or a year (2018)"),
            value=text(cell),
        )
    return period


def _number(column: Column, cell: object) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not isnan(cell):
        value = float(cell)
    elif isinstance(cell, str) and re.fullmatch(NUMBER, digits := re.sub(r"\s", "", cell)):
        value = float(digits)
    else:
        raise UnreadableError("not_a_number", NOT_A_NUMBER, value=text(cell))
    least = -LARGEST if column.minimum is None else column.minimum
    most = LARGEST if column.maximum is None else column.maximum
    if value < least:
        raise UnreadableError("out_of_range", N_("{value} is too small: type {limit} or more"), value=text(cell), limit=f"{least:,.0f}")
    if value > most:
        raise UnreadableError("out_of_range", N_("{value} is too large: type {limit} or less"), value=text(cell), limit=f"{most:,.0f}")
    return value


def _integer(column: Column, cell: object) -> int:
    value = _number(column, cell)
    if not value.is_integer():
        raise UnreadableError("not_a_whole_number", N_("{value} is not a whole number: type one, such as {example}"), value=text(cell), example=str(round(value)))
    return int(value)


def _boolean(column: Column, cell: object) -> bool:
    word = dates.fold(text(cell))
    if word in TRUE | FALSE:
        return word in TRUE
    raise UnreadableError("not_yes_or_no", N_("“{value}” is neither yes nor no: type yes or no"), value=text(cell))


def _language(column: Column, cell: object) -> str:
    code = text(cell).lower()
    if code not in LANGUAGE_CODES:
        raise UnreadableError("not_a_language", N_("“{value}” is not a language code: type its two letters, such as en, fr or ko, or und where it is not known"), value=text(cell))
    return code


def _country(column: Column, cell: object) -> str:
    code = text(cell).upper()
    if code not in COUNTRY_CODES:
        raise UnreadableError("not_a_country", N_("“{value}” is not a country code: type its two letters, such as CA, ES or KR"), value=text(cell))
    return code


def _url(column: Column, cell: object) -> str:
    if not re.fullmatch(PATTERNS["url"], text(cell)):
        raise UnreadableError("not_a_link", N_("“{value}” is not a web address: type it in full, beginning with https://"), value=text(cell))
    return text(cell)


def _email(column: Column, cell: object) -> str:
    if not re.fullmatch(PATTERNS["email"], text(cell)):
        raise UnreadableError("not_an_email", N_("this is not an e-mail address: type it as name@example.org"))
    return text(cell)


def _colour(column: Column, cell: object) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text(cell)):
        raise UnreadableError("not_a_colour", N_("“{value}” is not a colour: type it as #117733"), value=text(cell))
    return text(cell).upper()


READERS: dict[str, Callable[[Column, object], object]] = {
    "id": _text, "text": _text, "choice": _choice, "date": _date, "number": _number, "integer": _integer,
    "boolean": _boolean, "language": _language, "country": _country, "url": _url, "email": _email,
    "colour": _colour,
}  # fmt: skip

"""One cell of a column → its typed value, in the habits of its column; what cannot be read says what to type."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import isnan

from loaders import dates
from loaders.schema import Column
from loaders.values import numbers, vocabularies
from loaders.values.cells import Doubtful, Remark, UnreadableError, fold, text, tidy
from locales import N_

LARGEST = 1e15
ENDS = {"end", "period_end"}
# The dates that stand beside an end, so that a range in them loses nothing.
STARTS = {"start", "period_start"}
# The kinds that stay text, and what the whole of such a text must look like.
PATTERNS = {
    "id": "", "text": "",
    "url": r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+",
    "email": r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+",
}  # fmt: skip
DOI = re.compile(r"(?:doi:? ?|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[^\s<>\"]+)", re.IGNORECASE)
SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
FIGURES = re.compile(r"[0-9]+(?:[., ][0-9]+)*(?![0-9 ]*%)")
NOT_A_DATE = N_("“{value}” is not a date: type a day (2018-10-05), a month (October 2018), a season (Fall 2018) or a year (2018), or leave the cell blank")
NOT_A_NEEDED_DATE = N_("“{value}” is not a date: type a day (2018-10-05), a month (October 2018), a season (Fall 2018) or a year (2018)")
NOT_A_NUMBER = N_("“{value}” is not a number: type digits alone, such as {example}")
NOT_A_LINK = N_("“{value}” is not a web address: type it in full, beginning with https://")


@dataclass(frozen=True)
class Habits:
    """How a column writes what can be read in two ways.

    `is_day_first` is the order of its dates in figures, `two_ways` those that either order would read
    where the column has both; `years_first` are those whose short years stand first, with the years in
    full; `mark` stands before decimals, none where nothing proves one; `is_1904` says that its workbook
    counts days from 1904.
    """

    is_day_first: bool = True
    two_ways: frozenset[str] = field(default_factory=frozenset)
    years_first: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
    is_1904: bool = False


def habits(column: Column, cells: Iterable[object], is_day_first: bool | None) -> tuple[Habits, list[Remark]]:
    """How a column's distinct cells are written, and what to say of that for all of them."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    if column.kind in ("number", "integer"):
        return Habits(mark=numbers.decimal_mark(figure for said in texts if (figure := numbers.parse(said)))), []
    if column.kind != "date":
        return Habits(), []
    if is_day_first is not None:
        return Habits(is_day_first), []
    full, doubtful = dates.years_first(texts)
    proved = dates.order(full.get(said, said) for said in texts)
    remarks = [_years_remark(*next(iter(full.items())))] if full else [_doubtful_years(doubtful)] if doubtful else []
    if proved.is_mixed:
        return Habits(proved.is_day_first, frozenset(proved.two_ways), full), remarks
    if proved.two_ways and not proved.is_proved:
        remarks.append(_order_remark(proved.two_ways[0]))
    return Habits(proved.is_day_first, years_first=full), remarks


def _years_remark(said: str, full: str) -> Remark:
    return Remark(
        "year_or_day_first",
        N_("the short dates in this column seem to begin with the year: “{value}” was read as {day}. Type {day} to be sure"),
        {"value": said, "day": _said(dates.parse(full))},
    )


def _doubtful_years(said: str) -> Remark:
    return Remark(
        "year_or_day_first",
        N_("nothing in this column shows whether “{value}” begins with the day or with the year: it was read as {day}. Type {day} to be sure"),
        {"value": said, "day": _said(dates.parse(said))},
    )


def _order_remark(said: str) -> Remark:
    return Remark(
        "day_or_month_first",
        N_("nothing in this column shows whether “{value}” is day first or month first: all of it was read day first, “{value}” as {day}. Type {day} to be sure"),
        {"value": said, "day": _said(dates.parse(said))},
    )


def _said(period: dates.Period | None) -> str:
    """A period as it may be typed: a day, or two with a stroke between them."""
    if period is None or period.start == period.end:
        return period.start.isoformat() if period else ""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def _text(column: Column, cell: object, habits: Habits) -> str:
    return text(cell)


def _id(column: Column, cell: object, habits: Habits) -> str:
    return tidy(text(cell))


def _choice(column: Column, cell: object, habits: Habits) -> str:
    word = text(cell)
    if found := vocabularies.choice(word, column.choices):
        return found
    choices = ", ".join(column.choices)
    if near := vocabularies.near_choice(word, column.choices):
        raise UnreadableError("not_a_choice", N_("“{value}” is not one of the words used here: did you mean “{suggestion}”? Type one of {choices}"), value=word, suggestion=near, choices=choices)
    raise UnreadableError("not_a_choice", N_("“{value}” is not one of the words used here: type one of {choices}"), value=word, choices=choices)


def _date(column: Column, cell: object, habits: Habits) -> dates.Period | Doubtful:
    said = text(cell)
    is_serial = dates.is_serial(cell)
    period = dates.of_serial(cell, is_1904=habits.is_1904) if is_serial else dates.parse(habits.years_first.get(said, cell), is_day_first=habits.is_day_first)
    if period is None:
        raise UnreadableError("not_a_date", NOT_A_NEEDED_DATE if column.required else NOT_A_DATE, value=said)
    values = {"value": said, "day": _said(period)}
    if said in habits.two_ways:
        return Doubtful(period, Remark("day_or_month_first", N_("“{value}” is day first or month first, and this column has both: it was read as {day}. Type {day} to be sure"), values))
    if is_serial:
        return Doubtful(period, Remark("day_number", N_("{value} is a number and no date: it was read as {day}, the day that a spreadsheet counts so. Type {day} to be sure"), values))
    if period.is_range and column.name not in STARTS | ENDS:
        values = {"value": said, "day": period.start.isoformat()}
        return Doubtful(period, Remark("more_than_one_day", N_("“{value}” is more than one date, and one belongs here: {day} was kept. Type the date that you mean"), values))
    return period


def _number(column: Column, cell: object, habits: Habits) -> float | Doubtful:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not isnan(cell):
        return _within(column, cell, float(cell))
    figure = numbers.parse(cell) if isinstance(cell, str) else None
    if figure is None:
        raise UnreadableError("not_a_number", NOT_A_NUMBER, value=text(cell), example=_figures(text(cell)))
    if figure.other is None:
        return _within(column, cell, figure.value)
    return _of_two(column, text(cell), figure, habits)


def _figures(said: str) -> str:
    """The one number among other words, as it is to be typed alone; another where there is none, or several."""
    found = FIGURES.findall(said)
    figure = numbers.parse(found[0]) if len(found) == 1 else None
    return "20" if figure is None else text(figure.value)


def _of_two(column: Column, said: str, figure: numbers.Figure, habits: Habits) -> float | Doubtful:
    """The number that "1,234" or "1.234" is: with thousands or with decimals."""
    whole, decimal = figure.value, figure.other
    assert decimal is not None
    if column.kind == "integer":
        return _within(column, said, whole)
    if habits.mark:
        return _within(column, said, decimal if habits.mark == figure.sign else whole)
    # As English writes it where nothing else tells: 1,234 is a thousand and more, 1.234 is one and a bit.
    first, second = (whole, decimal) if figure.sign == "," else (decimal, whole)
    least, most = _limits(column)
    if not least <= first <= most and least <= second <= most:
        first, second = second, first
    return Doubtful(
        _within(column, said, first),
        Remark("two_numbers", N_("“{value}” can be {read} or {other}: it was read as {read}. Type it as a number, without a sign between thousands, to be sure"), {"value": said, "read": text(first), "other": text(second)}),
    )


def _limits(column: Column) -> tuple[float, float]:
    return (-LARGEST if column.minimum is None else column.minimum, LARGEST if column.maximum is None else column.maximum)


def _within(column: Column, cell: object, value: float) -> float:
    least, most = _limits(column)
    if value < least:
        raise UnreadableError("out_of_range", N_("{value} is too small: type {limit} or more"), value=text(cell), limit=f"{least:,.0f}")
    if value > most:
        raise UnreadableError("out_of_range", N_("{value} is too large: type {limit} or less"), value=text(cell), limit=f"{most:,.0f}")
    return value


def _integer(column: Column, cell: object, habits: Habits) -> int:
    value = _number(column, cell, habits)
    assert isinstance(value, float)
    if not value.is_integer():
        raise UnreadableError("not_a_whole_number", N_("{value} is not a whole number: type one, such as {example}"), value=text(cell), example=str(round(value)))
    return int(value)


def _boolean(column: Column, cell: object, habits: Habits) -> bool:
    word = fold(text(cell))
    if word in vocabularies.TRUE | vocabularies.FALSE:
        return word in vocabularies.TRUE
    raise UnreadableError("not_yes_or_no", N_("“{value}” is neither yes nor no: type yes or no"), value=text(cell))


def _language(column: Column, cell: object, habits: Habits) -> str:
    word = text(cell)
    # A stored FALSE would be "no", and so Norwegian.
    if not isinstance(cell, bool) and (found := vocabularies.language(word)):
        return found
    if near := vocabularies.near_language(word):
        raise UnreadableError("not_a_language", N_("“{value}” is not a language: did you mean “{suggestion}”?"), value=word, suggestion=near)
    raise UnreadableError("not_a_language", N_("“{value}” is not a language code: type its two letters, such as en, fr or ko, or und where it is not known"), value=word)


def _country(column: Column, cell: object, habits: Habits) -> str:
    word = text(cell)
    # A stored FALSE would be "no", and so Norway.
    if not isinstance(cell, bool) and (found := vocabularies.country(word)):
        return found
    if near := vocabularies.near_country(word):
        raise UnreadableError("not_a_country", N_("“{value}” is not a country: did you mean “{suggestion}”?"), value=word, suggestion=near)
    raise UnreadableError("not_a_country", N_("“{value}” is not a country code: type its two letters, such as CA, ES or KR"), value=word)


def _url(column: Column, cell: object, habits: Habits) -> str:
    word = text(cell)
    if re.fullmatch(PATTERNS["url"], word):
        return word
    whole = f"https://doi.org/{found[1]}" if (found := DOI.fullmatch(word)) else f"https://{word}" if SITE.fullmatch(word) else ""
    if whole:
        raise UnreadableError("not_a_link", N_("“{value}” is not a whole web address: type {suggestion}"), value=word, suggestion=whole)
    raise UnreadableError("not_a_link", NOT_A_LINK, value=word)


def _email(column: Column, cell: object, habits: Habits) -> str:
    if not re.fullmatch(PATTERNS["email"], text(cell)):
        raise UnreadableError("not_an_email", N_("this is not an e-mail address: type it as name@example.org"))
    return text(cell)


def _colour(column: Column, cell: object, habits: Habits) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text(cell)):
        raise UnreadableError("not_a_colour", N_("“{value}” is not a colour: type it as #117733"), value=text(cell))
    return text(cell).upper()


READERS: dict[str, Callable[[Column, object, Habits], object]] = {
    "id": _id, "text": _text, "choice": _choice, "date": _date, "number": _number, "integer": _integer,
    "boolean": _boolean, "language": _language, "country": _country, "url": _url, "email": _email,
    "colour": _colour,
}  # fmt: skip

"""One language's words, numbers and dates. Imports nothing of the project: any layer may use it."""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

FOLDER = Path(__file__).parent
LANGUAGES = {"en": "English", "fr": "Français"}
SEASON_NAMES = ("winter {year}", "spring {year}", "summer {year}", "fall {year}")


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a mark)
    """Mark a message that is kept in English and translated where it is shown."""
    return message


@dataclass(frozen=True)
class Words:
    """What one language says: call it with an English message to have it translated and filled."""

    language: str
    catalogue: gettext.NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its `{values}` filled in."""
        return self.catalogue.gettext(message).format(**values)

    def plural(self, one: str, many: str, n: float, **values: object) -> str:
        """The form of the message for `n` of a thing; `{n}` in it is written in the language."""
        form = self.catalogue.ngettext(one, many, round(n))
        return form.format(n=self.number(n), **values)

    def number(self, value: float | None, *, digits: int = 0) -> str:
        """A number with the language's separators; the words for no data where there is none."""
        if value is None or pd.isna(value):
            return self("no data")
        pattern = "#,##0" if not digits else "#,##0." + "0" * digits
        return format_decimal(value, format=pattern, locale=self.language)

    def percent(self, share: float, *, digits: int = 0) -> str:
        """A share of 1 as a percentage, a whole one but where digits are asked for."""
        pattern = Locale.parse(self.language).percent_formats[None].pattern
        return format_percent(share, format=pattern.replace("0", "0." + "0" * digits, 1) if digits else None, locale=self.language)

    def signed(self, value: float) -> str:
        """A difference with its sign, a true minus before a loss."""
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        return sign + self.number(abs(value))

    def listed(self, items: Iterable[str]) -> str:
        """Items as the language lists them: "a, b and c"."""
        return format_list(list(items), locale=self.language)

    def day(self, value: date) -> str:
        """A day in full: "22 March 2019"."""
        if self.language == "fr" and value.day == 1:
            # French counts the first of a month, and Babel does not.
            return "1er " + format_date(value, "MMMM y", self.language)
        return format_date(value, "d MMMM y", self.language)

    def month(self, value: date, *, short: bool = False) -> str:
        """A month and its year: "March 2019"."""
        return format_skeleton("yMMM" if short else "yMMMM", value, locale=self.language)

    def quarter(self, value: date, *, short: bool = False) -> str:
        """A calendar quarter by its months: "October – December 2018"; "Q4" where short."""
        if short:
            return format_date(value, "QQQ", self.language)
        first = value.replace(month=(value.month - 1) // 3 * 3 + 1, day=1)
        return format_interval(first, first.replace(month=first.month + 2), "yMMMM", locale=self.language)

    def month_name(self, value: date) -> str:
        """A month without its year, short: for the ticks of an axis."""
        return format_date(value, "LLL", self.language)

    def moment(self, value: date, precision: str) -> str:
        """A date said no more exactly than the record says it ("fall 2018", "March 2019", "2019")."""
        if pd.isna(value):
            return self("no date")
        if precision == "year":
            return str(value.year)
        if precision == "season":
            # December opens the winter that is named for the year which follows.
            quarter, year = (value.month % 12) // 3, value.year + (value.month == 12)
            return self(SEASON_NAMES[quarter], year=year)
        if precision == "month":
            return self.month(value)
        return self.day(value)

    def period(self, start: date, end: date, start_precision: str, end_precision: str) -> str:
        """Two moments as one period; said once where both say the same."""
        if pd.isna(start):
            return self("no date")
        first = self.moment(start, start_precision)
        if pd.isna(end):
            return self("since {start}", start=first)
        last = self.moment(end, end_precision)
        if first == last:
            return first
        if start_precision == end_precision == "day":
            return format_interval(start, end, "yMMMd", locale=self.language)
        return f"{first} – {last}"

    def span(self, start: date, end: date) -> str:
        """Two days as a span of months: "February 2018 – June 2019"."""
        first, last = self.month(start), self.month(end)
        return first if first == last else self("{start} to {end}", start=first, end=last)

    def months(self, start: date, end: date) -> str:
        """Two days as a span of months, short: "Jan – Jul 2019"."""
        return format_interval(start, end, "yMMM", locale=self.language)

    def between(self, start: date, end: date) -> str:
        """Two days as the opening of a sentence: "Between February 2018 and June 2019"."""
        first, last = self.month(start), self.month(end)
        return self("In {month}", month=first) if first == last else self("Between {start} and {end}", start=first, end=last)

    def territory(self, code: str) -> str:
        """The name of a country in this language, from its ISO 3166-1 code."""
        return Locale.parse(self.language).territories.get(code, code)

    def tongue(self, code: str) -> str:
        """The name of a language in this language, from its ISO 639-1 code."""
        if code == "und":
            return self("language not stated")
        return Locale.parse(self.language).languages.get(code, code)


@lru_cache
def words(language: str) -> Words:
    """The words of a language; English for a language that has no catalogue."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if language not in LANGUAGES or not path.exists():
        return Words("en", gettext.NullTranslations())
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Words(language, gettext.GNUTranslations(compiled))

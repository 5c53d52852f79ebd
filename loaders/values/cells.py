"""One cell as a person means it: blank or not, its text, its text for comparing, and what is wrong with it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

# Signs that take no room: they come along from web pages and PDF files.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u00ad"
ENDS = INVISIBLE + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
# What a spreadsheet stores where a formula went wrong, and what it shows for it in a csv file.
ERRORS = {
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!",
    "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "#¡DIV/0!",
    "#VALOR!", "#N/D", *(f"Err:{number}" for number in range(501, 541)),
}  # fmt: skip
# Stars, daggers and raised figures behind a value point to a footnote.
FOOTNOTE = re.compile(r"(?:\s*[*†‡⁰¹²³⁴-⁹])+$")
REMOVED = {ord(sign): None for sign in INVISIBLE}
PUNCTUATION = str.maketrans(".,", "  ")


class UnreadableError(Exception):
    """A cell's value is not of the column's kind; `template` says what to type instead."""

    def __init__(self, code: str, template: str, **values: str):
        super().__init__(template.format(**values))
        self.code, self.template, self.values = code, template, values


@dataclass(frozen=True)
class Remark:
    """Something to say of a value that was read all the same: a stable code, and a sentence to fill in."""

    code: str
    template: str
    values: dict[str, str]


@dataclass(frozen=True)
class Doubtful:
    """A value that was read and could mean something else, with what to say of it."""

    value: object
    remark: Remark


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing a person would see. "NA" is a word, not a blank."""
    return value is None or (isinstance(value, str) and not (value.strip() if value.isascii() else value.strip(ENDS)))


def text(value: object) -> str:
    """A cell as text: 7.0 is "7", a date is ISO, blanks at the ends are dropped."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip(ENDS)


def tidy(value: str) -> str:
    """A text for keeping and comparing as an identifier: NFC, plain single blanks, nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", value.translate(REMOVED)).split())


def plain(value: str) -> str:
    """A text without case, accents, wide forms, odd blanks and what is invisible."""
    apart = unicodedata.normalize("NFKD", value.translate(REMOVED).casefold())
    apart = "".join(letter for letter in apart if not unicodedata.combining(letter))
    # Hangul comes apart into its letters under NFKD: put it together again.
    return " ".join(unicodedata.normalize("NFKC", apart).split())


def fold(value: str) -> str:
    """A plain text without full stops and commas too, for comparing."""
    return " ".join(plain(value).translate(PUNCTUATION).split())

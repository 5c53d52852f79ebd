"""What may be said in a mapping.toml, value by value, and the sentence for what may not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from locales import N_

TAKE_WORDS = ("heading", "headings", "value", "row", "leave", "values", "otherwise")
NOT_KNOWN = N_("“{key}” in line {line} means nothing there: what can be said is {known}")
PLAIN = (str, int, float, date)


@dataclass(frozen=True)
class Take:
    """Where the cells of a column come from: the first filled of some headings, one value, or the row's number.

    With none of them the column is left out. `values` say what a cell stands for, `otherwise` what all
    other cells stand for, blank ones too; where it is None they stay as they are.
    """

    headings: tuple[str, ...] = ()
    value: object = None
    row: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    otherwise: object = None


@dataclass(frozen=True)
class Only:
    """Which rows of a sheet are rows of the table: those with a filled cell under a heading, or with one of some words in it."""

    heading: str
    words: tuple[str, ...] = ()


class WrongError(Exception):
    """Something in the mapping is not as it should be; `template` says what to write."""

    def __init__(self, template: str, **values: str) -> None:
        super().__init__(template)
        self.template, self.values = template, values


def near(word: str, words: Sequence[str]) -> str:
    """The one of some words that a misspelt word may mean; "" where none is near."""
    return next(iter(get_close_matches(word, words, 1, 0.75)), "")


def unknown(key: str, known: Sequence[str], template: str = NOT_KNOWN) -> WrongError:
    """What to say of a word that means nothing: the one it may be meant for, else all that are known."""
    if meant := near(key, known):
        return WrongError(N_("“{key}” in line {line} is not known: did you mean {near}?"), key=key, near=meant)
    return WrongError(template, key=key, known=", ".join(known))


def _text(key: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise WrongError(N_("“{key}” in line {line} should be a text in quotes"), key=key)


def _texts(key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise WrongError(N_("“{key}” in line {line} should be a list of texts, such as [\"a\", \"b\"]"), key=key)


def _row_number(key: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise WrongError(N_("“{key}” in line {line} should be the number of a row, counted from 1"), key=key)


def _yes_or_no(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongError(N_("“{key}” in line {line} should be true or false"), key=key)


def _only(key: str, value: object) -> Only:
    if isinstance(value, dict) and value.keys() <= {"heading", "is"} and "heading" in value:
        return Only(_text("heading", value["heading"]), _texts("is", value["is"]) if "is" in value else ())
    if isinstance(value, str):
        return Only(value)
    raise WrongError(N_("“{key}” in line {line} should be a heading, or {{ heading = \"…\", is = [\"…\"] }}"), key=key)


def value_of(key: str, value: object) -> object:
    """A value as a cell would hold it, a list as "a; b". Raises WrongError."""
    if isinstance(value, list) and all(isinstance(one, PLAIN) for one in value):
        return "; ".join(map(str, value))
    if isinstance(value, PLAIN):
        return value
    raise WrongError(N_("“{key}” in line {line} should be a text in quotes, a number, a date, or a list of them"), key=key)


def take_of(key: str, source: object) -> Take:
    """Where a column comes from. Raises WrongError."""
    if isinstance(source, str):
        return Take((source,))
    if not isinstance(source, dict):
        raise WrongError(N_("“{key}” in line {line} should be a heading in quotes"), key=key)
    for word in source.keys() - set(TAKE_WORDS):
        raise unknown(word, TAKE_WORDS)
    if len(source.keys() & {"heading", "headings", "value", "row", "leave"}) != 1:
        raise WrongError(N_("“{key}” in line {line} should say one thing: heading, headings, value, row or leave"), key=key)
    values = source.get("values", {})
    if not isinstance(values, dict):
        raise WrongError(N_("the values of “{key}” in line {line} should be pairs, such as \"as written\" = \"as meant\""), key=key)
    return Take(
        _texts("heading", source["heading"]) if "heading" in source else _texts("headings", source.get("headings", "")) if "headings" in source else (),
        value_of(key, source["value"]) if "value" in source else None,
        _text("row", source.get("row", "")),
        MappingProxyType({word: value_of(word, meant) for word, meant in values.items()}),
        value_of("otherwise", source["otherwise"]) if "otherwise" in source else None,
    )


# What can be said of a sheet beside its table and columns: the rule's own name for it, and what it must be.
CHECKS: dict[str, tuple[str, Callable[[str, object], object]]] = {
    "file": ("file", _text), "sheet": ("sheet", _text), "header": ("header", _row_number), "day_first": ("is_day_first", _yes_or_no),
    "only": ("only", _only), "only_listed": ("is_complete", _yes_or_no), "split": ("split", _texts),
}  # fmt: skip

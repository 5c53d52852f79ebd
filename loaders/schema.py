"""The small language in which tables are declared: columns, their kinds, their headers in every language."""

from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("en", "fr", "es", "ca", "ko")

Kind = Literal[
    "id", "text", "choice", "date", "number", "integer", "boolean",
    "language", "country", "url", "email", "colour",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: its name, kind and headers (one a language, synonyms after `|`), and what it holds."""

    name: str
    kind: Kind
    headers: tuple[str, str, str, str, str]
    about: str
    required: bool = False
    many: bool = False
    personal: bool = False
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    default: object = None
    example: object = ""
    width: int = 18

    def header(self, language: str = "en") -> str:
        """The header to show in a language: the first of its synonyms."""
        return self.headers[LANGUAGES.index(language)].split("|")[0]

    def spellings(self) -> tuple[str, ...]:
        """Every header that stands for this column: its name, and the synonyms of all languages."""
        return (self.name, *(form for header in self.headers for form in header.split("|")))


@dataclass(frozen=True)
class Table:
    """One table: its name (also the sheet's), labels, key, columns, and what a blank `end` means."""

    name: str
    labels: tuple[str, str, str, str, str]
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    is_open_ended: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", (*self.columns, SOURCE_NOTE))

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    def label(self, language: str = "en") -> str:
        """The table's name for people, in a language."""
        return self.labels[LANGUAGES.index(language)].split("|")[0]

    def spellings(self) -> tuple[str, ...]:
        """Every sheet name that stands for this table."""
        return (self.name, *(form for label in self.labels for form in label.split("|")))

    @property
    def dates(self) -> tuple[Column, ...]:
        """The date columns, each of which brings a `<column>_precision`."""
        return tuple(column for column in self.columns if column.kind == "date")

    @property
    def personal(self) -> tuple[str, ...]:
        """The names of the columns that only a signed-in director may see."""
        return tuple(column.name for column in self.columns if column.personal)


SOURCE_NOTE = Column(
    "source_note", "text",
    ("Source note", "Note de source", "Nota de fuente", "Nota de font", "출처 메모"),
    "Where the row comes from (a section of a report, a mail, a meeting) and what is doubtful in it.",
    width=48,
)  # fmt: skip

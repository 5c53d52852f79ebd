"""What is wrong with a spreadsheet, said so that the person who keeps it can mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]
# So many letters of a cell are quoted, and so many of a list of words or places: the whole stands in the file.
QUOTED, LISTED = 80, 400


class SourceError(Exception):
    """Nothing can be read, and why: an English `template` and its `values`, said of a `file` where it is one.

    Its text is the English sentence, after the file's name.
    """

    def __init__(self, template: str, /, *, file: str = "", **values: str) -> None:
        sentence = template.format(**values)
        super().__init__(f"{file}: {sentence}" if file else sentence)
        self.template, self.values, self.file = template, values, file

    def __reduce__(self) -> tuple[Callable[[], "SourceError"], tuple[()]]:
        # An exception is otherwise copied from its text, which is no template.
        return partial(SourceError, self.template, file=self.file, **self.values), ()

    def of(self, file: str) -> "SourceError":
        """The same, said of a file."""
        return SourceError(self.template, file=file, **self.values)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: `error` set the row aside, `warning` kept the row, `note` only tells.

    `message` is an English sentence that says what to type instead; `template` and `values` are
    what it was made of, so that it can be said in another language. `value` is the cell's, cut where it is long.
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    row: int | None
    column: str
    cell: str
    value: str
    message: str
    template: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where it is, as a person would say it: file, sheet and cell."""
        return ", ".join(part for part in (self.file, self.sheet, self.cell) if part)


def letters(position: int) -> str:
    """The letters of a spreadsheet column from its place, counted from 0: 0 is A, 26 is AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def problem(
    code: str,
    severity: Severity,
    template: str,
    values: Mapping[str, str] = MappingProxyType({}),
    *,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    position: int | None = None,
    value: str = "",
) -> Problem:
    """A problem at a place: `row` is 1-based, `position` the column's place counted from 0. Long texts are cut."""
    cell = letters(position) + str(row) if position is not None and row is not None else ""
    said = {name: quoted(text, QUOTED if name == "value" or f"“{{{name}}}”" in template else LISTED) for name, text in values.items()}
    message = template.format(**said)
    return Problem(code, severity, file, sheet, row, column, cell, quoted(value), message, template, tuple(said.items()))


def quoted(text: str, most: int = QUOTED) -> str:
    """A text as a problem quotes it: its beginning, where it is long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def together(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """The problems in their order, those that say the same of several cells of a column once, each with how many it stands for."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        found.setdefault((one.code, one.severity, one.file, one.sheet, one.column, one.message, one.cell if not one.column else ""), []).append(one)
    return [(same[0], len(same)) for same in found.values()]

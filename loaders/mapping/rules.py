"""`mapping.toml`: how sheets that were not made for us are read as tables. See docs/mapping.md.

What a mapping says is read here (mapping_values.py has what may be said); mapped_sheet.py reads a sheet
by it, mapping_file.py writes it.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Mapping as Words
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from loaders.mapping.takes import CHECKS, Only, Take, WrongError, take_of, unknown, value_of
from loaders.problems import Problem, Severity, SourceError, problem
from loaders.tables import TABLES
from loaders.workbook import Source
from locales import N_

NAME = "mapping.toml"
LARGEST_BYTES = 1_000_000
# Longer names there are not, nor patterns that need more.
LONGEST_PATTERN = 500
# A key of so many parts means nothing here, and a long one takes memory by the square of its parts.
_TOO_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){30}""")


@dataclass(frozen=True)
class SheetRule:
    """How the sheets of some name are read as a table. A blank `file` or `sheet` fits any; `header` is 1-based.

    `split` are headings whose cells hold a list: each part makes a row of its own. `is_complete` says
    that no column but those in `columns` is taken.
    """

    table: str
    file: str = ""
    sheet: str = ""
    header: int | None = None
    is_day_first: bool | None = None
    only: Only | None = None
    split: tuple[str, ...] = ()
    is_complete: bool = False
    columns: Words[str, Take] = field(default_factory=lambda: MappingProxyType({}))
    line: int = 0

    def names(self, file: str, sheet: str) -> bool:
        """Whether the rule's patterns name a sheet of a file."""
        return _fits(self.file, file) and _fits(self.sheet, sheet)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the rule names."""
        named = [heading for take in self.columns.values() for heading in take.headings]
        return tuple(dict.fromkeys([*named, *([self.only.heading] if self.only else []), *self.split]))


@dataclass(frozen=True)
class Mapping:
    """What a mapping.toml says: rules for sheets, rows of its own by table (line, cells by column), and what is wrong with it."""

    rules: tuple[SheetRule, ...] = ()
    rows: Words[str, tuple[tuple[int, Words[str, object]], ...]] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    text: str = ""


def text_beside(source: Path) -> str:
    """The text of the mapping.toml in a folder, or beside a file; "" where there is none. Raises SourceError."""
    path = (source if source.is_dir() else source.parent) / NAME
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_BYTES + 1).decode("utf-8-sig", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as reason:
        raise SourceError(N_("cannot be read ({reason})"), file=NAME, reason=reason.strerror or "") from None


def as_file(text: str) -> list[Source]:
    """A mapping's text as one of the files that were read; none where it is blank."""
    return [Source(NAME, text.encode())] if text else []


def read(source: Path) -> Mapping:
    """The mapping in a folder or beside a file; an empty one where there is none. Raises SourceError."""
    return parse(text_beside(source))


def parse(text: str) -> Mapping:
    """The mapping that a text says. What cannot be understood is a problem, and the rest holds."""
    return _Reading(text).mapping()


def entry_lines(text: str, key: str) -> list[int]:
    """The lines, counted from 1, that open an entry: [[sheet]] or [[row]]."""
    return [number for number, line in enumerate(text.splitlines(), start=1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]


def _fits(pattern: str, name: str) -> bool:
    """Whether a name is a pattern's: itself, or with * for any letters; blank fits all."""
    one, other = (normalize("NFC", each).casefold() for each in (pattern, name))
    if one in ("", other):
        return True
    # "[2018]" in a file's name is no set of letters.
    return len(one) <= LONGEST_PATTERN and fnmatchcase(other, one.replace("[", "[[]"))


class _Reading:
    """A mapping's text, read part by part so that one mistake spoils nothing else."""

    def __init__(self, text: str) -> None:
        self.text, self.problems = text, []  # type: str, list[Problem]
        # Found once: a text may have as many entries and keys as lines.
        self._opened = {key: entry_lines(text, key) for key in ("sheet", "row")}
        self._set: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            key, sets, _ = line.partition("=")
            if sets:
                self._set.setdefault(key.strip().strip("\"'"), []).append(number)

    def mapping(self) -> Mapping:
        said = self._toml()
        for key in said.keys() - {"sheet", "row"}:
            self._wrong(self._line(key), unknown(key, ("[[sheet]]", "[[row]]")), "warning")
        rules = [rule for number, entry in enumerate(self._entries(said, "sheet")) if (rule := self._rule(number, entry))]
        rows: dict[str, list[tuple[int, Words[str, object]]]] = {}
        for number, entry in enumerate(self._entries(said, "row")):
            line = self._place("row", number)
            if (table := self._table(line, entry)) and (cells := self._cells(line, table, entry)):
                rows.setdefault(table, []).append((line, cells))
        frozen = MappingProxyType({table: tuple(found) for table, found in rows.items()})
        return Mapping(tuple(rules), frozen, tuple(self.problems), self.text)

    def _toml(self) -> dict[str, Any]:
        try:
            if len(self.text) > LARGEST_BYTES or _TOO_DEEP.search(self.text):
                raise ValueError
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as reason:
            line = re.search(r"at line (\d+)", str(reason))
            self._wrong(int(line[1]) if line else 1, WrongError(N_("nothing of it can be used before line {line} is mended: write texts in quotes, lists as [\"a\", \"b\"], and one entry a line")), "error")
            return {}

    def _entries(self, said: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
        entries = said.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._wrong(self._line(key), WrongError(N_("“{key}” in line {line} should be a list of entries, each under a line [[{key}]]"), key=key), "error")
            return
        yield from entries

    def _rule(self, number: int, entry: dict[str, Any]) -> SheetRule | None:
        line = self._place("sheet", number)
        table = self._table(line, entry)
        if table is None:
            return None
        for key in entry.keys() - {*CHECKS, "table", "columns"}:
            self._wrong(self._line(key, line), unknown(key, ("table", *CHECKS, "columns")), "warning")
        told: dict[str, Any] = {}
        for key, (name, check) in CHECKS.items():
            if key in entry:
                with self._told(self._line(key, line)):
                    told[name] = check(key, entry[key])
        columns: dict[str, Take] = {}
        listed = entry.get("columns", {})
        for name, source in listed.items() if isinstance(listed, dict) else ():
            place = self._line(name, line)
            if self._column(place, table, name):
                with self._told(place):
                    columns[name] = take_of(name, source)
        return SheetRule(table, **told, columns=MappingProxyType(columns), line=line)

    def _table(self, line: int, entry: dict[str, Any]) -> str | None:
        name = entry.get("table", "")
        if isinstance(name, str) and name in TABLES:
            return name
        self._wrong(self._line("table", line), unknown(str(name), tuple(TABLES), N_("“{key}” in line {line} is no table: write table = \"…\" with one of {known}")), "error")
        return None

    def _column(self, line: int, table: str, name: str) -> bool:
        known = tuple(column.name for column in TABLES[table].columns)
        if name in known:
            return True
        self._wrong(line, unknown(name, known, N_("“{key}” in line {line} is no column of that table: its columns are {known}")), "warning")
        return False

    def _cells(self, line: int, table: str, entry: dict[str, Any]) -> dict[str, object]:
        cells: dict[str, object] = {}
        for name, value in entry.items():
            if name != "table" and self._column(line, table, name):
                with self._told(line):
                    cells[name] = value_of(name, value)
        return cells

    @contextmanager
    def _told(self, line: int) -> Iterator[None]:
        """Make a problem at a line of what goes wrong within."""
        try:
            yield
        except WrongError as wrong:
            self._wrong(line, wrong, "error")

    def _wrong(self, line: int, wrong: WrongError, severity: Severity) -> None:
        self.problems.append(problem("bad_mapping", severity, wrong.template, wrong.values | {"line": str(line)}, file=NAME, row=line))

    def _place(self, key: str, number: int) -> int:
        """The line of an entry's [[key]], counted from 1."""
        lines = self._opened[key]
        return lines[number] if number < len(lines) else 1

    def _line(self, key: str, after: int = 1) -> int:
        """The first line from `after` on that sets a key; `after` where there is none."""
        lines = self._set.get(key, [])
        place = bisect_left(lines, after)
        return lines[place] if place < len(lines) else after

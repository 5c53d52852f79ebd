"""Which rows under a sheet's headings are rows of the table: without blank ones, totals, sections and footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from loaders.headers import fold
from loaders.problems import letters
from loaders.schema import Table
from loaders.sheets.layout import Layout
from loaders.sheets.row_words import AVERAGE, FOOTNOTE, TAG, TOTAL, TOTAL_OF
from loaders.values.columns import is_blank, text
from loaders.workbook import Sheet
from locales import N_

# A row with so few cells may be words about the table; a longer one never.
FEW_CELLS = 2
# How many columns a row cannot do without before a lone cell is no row.
ENOUGH_NEEDED = 3
# The last rows are looked at one by one: there a total may stand with every cell filled.
TAIL = 30
SHOWN = 5
# Letters of a cell that are looked at, and shown.
LONGEST = 60

Row = Sequence[object]


@dataclass(frozen=True)
class Left:
    """Rows that were left out, from 0: a stable code, a sentence to fill in, its values, and the place of the cell it speaks of."""

    rows: tuple[int, ...]
    code: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    position: int | None = None


@dataclass
class Body:
    """The rows of a table, their places in the sheet from 0, and what was left out between and beneath them."""

    rows: list[Row]
    places: list[int]
    left: list[Left] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """How many rows are no rows of the table."""
        return sum(len(left.rows) for left in self.left if left.code != "merged_cells")


def body(sheet: Sheet, where: Layout, table: Table, positions: Mapping[str, int]) -> Body:
    """The rows of a sheet that are rows of a table whose columns stand at `positions`."""
    return _Reading(sheet, where, table, positions).body()


class _Reading:
    """A sheet's rows under its headings, told apart; `needed` are the places a row cannot do without."""

    def __init__(self, sheet: Sheet, where: Layout, table: Table, positions: Mapping[str, int]) -> None:
        self.sheet, self.where, self.positions = sheet, where, positions
        self.first = where.bottom + 1
        self.rows = _squared(sheet.rows[self.first :])
        required = {positions[column.name] for column in table.columns if column.required and column.name in positions}
        self.needed = sorted(required or set(positions.values()))
        self.keys = [positions[name] for name in table.key if name in positions]
        self.has_people = bool(table.personal)
        self.personal = {positions[name] for name in table.personal if name in positions}
        self.above = {heading.position: _folded(sheet.rows[heading.row][heading.position]) for heading in where.headings}
        self.faulty = {row - self.first for row, _ in sheet.faults}
        self.across = {row for top, left, bottom, right in sheet.merges if right > left for row in range(top, min(bottom + 1, len(sheet.rows)))}
        self.left: list[Left] = []

    def body(self) -> Body:
        merged = self._fill_merged()
        suspects = self._suspects()
        blank = {place for place in suspects if place not in self.faulty and all(map(is_blank, self.rows[place]))}
        gone = set(blank)
        rest = [place for place in suspects if place not in blank]
        last = self._last_sound(set(suspects))
        # A legend stands under the last sound row, below a blank one.
        legend = next((place for place in sorted(blank) if place > last), len(self.rows))
        for place in rest:
            if left := self._left(place, legend):
                self.left.append(left)
                gone.add(place)
        kept = [place for place in range(len(self.rows)) if place not in gone] if gone else list(range(len(self.rows)))
        self._note_blank(blank, kept)
        if kept and merged:
            self._note_merged(merged)
        rows = [self.rows[place] for place in kept] if gone else self.rows
        return Body(rows, [place + self.first for place in kept], self.left)

    def _fill_merged(self) -> list[str]:
        """Let a cell that is merged downwards count for each of its rows; the ranges."""
        filled = []
        for top, left, bottom, right in self.sheet.merges:
            if bottom == top or top < self.first or top - self.first >= len(self.rows):
                continue
            value = self._cell(top - self.first, left)
            under = range(top - self.first + 1, min(bottom - self.first + 1, len(self.rows)))
            # A row that holds nothing else is no row.
            own = [place for place in under if not all(map(is_blank, self.rows[place]))]
            if is_blank(value) or not own:
                continue
            for place in own:
                cells = list(self.rows[place])
                cells[left] = value
                self.rows[place] = cells
            filled.append(f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}")
        return filled

    def _suspects(self) -> list[int]:
        """The rows that may be no rows: those that lack what a row needs, say the headings again, or stand last."""
        if not self.needed:
            return list(range(len(self.rows)))
        found = set(range(max(0, len(self.rows) - TAIL), len(self.rows)))
        for position in self.needed:
            cells = list(map(itemgetter(position), self.rows))
            if not _are_filled(cells):
                found.update(place for place, cell in enumerate(cells) if not cell or (cell.__class__ is str and cell.isspace()))
            if position == self.needed[0] and cells.count(self.heading):
                found.update(place for place, cell in enumerate(cells) if cell == self.heading)
        return sorted(found | set(range(min(1, len(self.rows)))))

    @property
    def heading(self) -> object:
        """The heading above the first of the cells that a row needs."""
        return self.sheet.rows[self.where.bottom][self.needed[0]] or "\0"

    def _last_sound(self, suspects: set[int]) -> int:
        """The last row that has all that a row needs; -1 where there is none."""
        return next(
            (place for place in reversed(range(len(self.rows))) if place not in suspects or not self._lacking(place)), -1
        )

    def _lacking(self, place: int) -> int:
        return sum(is_blank(self._cell(place, position)) for position in self.needed)

    def _cell(self, place: int, position: int) -> object:
        row = self.rows[place]
        return row[position] if position < len(row) else None

    def _left(self, place: int, legend: int) -> Left | None:
        """Why a row is no row of the table; None where it is one, also where that is in doubt."""
        cells = {position: cell for position, cell in enumerate(self.rows[place]) if not is_blank(cell)}
        if not cells:
            return None
        position, first = next(iter(cells.items()))
        told = {"text": "…" if position in self.personal else _short(first)}
        if place == 0 and _are_tags(cells.values()):
            return self._because(place, "row_of_tags", N_("the row holds tags such as “{text}” for machines, so it was left out"), told)
        if self._is_headings(cells):
            return self._because(place, "repeated_headings", N_("the row says the headings again, so it was left out"), told)
        if self._is_total(cells, first, is_faulty=place in self.faulty):
            return self._because(place, "total_row", N_("the row begins with “{text}” and was taken for a total, so it was left out"), told)
        if self._lacking(place) and self._is_average(cells, first, is_faulty=place in self.faulty):
            return self._because(place, "total_row", N_("the row begins with “{text}” and was taken for an average, so it was left out"), told)
        if place in self.faulty or not self._lacking(place):
            return None
        if isinstance(first, str) and len(cells) <= FEW_CELLS and FOOTNOTE.match(first):
            return self._because(place, "footnote", N_("“{text}” was taken for a footnote, so the row was left out"), told)
        is_poor = len(self.needed) >= ENOUGH_NEEDED and self._lacking(place) > 1
        if place > legend and len(cells) <= FEW_CELLS and (is_poor or self._is_remark(cells)):
            return self._because(place, "footnote", N_("“{text}” was taken for a footnote, so the row was left out"), told)
        if len(cells) == 1 and (is_poor or place + self.first in self.across):
            return self._because(place, "section_row", N_("“{text}” stands alone in its row and was taken for the title of a section, so the row was left out"), told)
        return None

    def _because(self, place: int, code: str, template: str, values: Mapping[str, str]) -> Left:
        first = next(position for position, cell in enumerate(self.rows[place]) if not is_blank(cell))
        return Left((place + self.first,), code, template, values, first)

    def _is_headings(self, cells: Mapping[int, object]) -> bool:
        same = sum(self.above.get(position) == _folded(cell) for position, cell in cells.items())
        return same > 1 and 2 * same >= len(cells)

    def _is_total(self, cells: Mapping[int, object], first: object, *, is_faulty: bool) -> bool:
        """Whether a row is a sum: it begins with the word, has no key of its own, and lacks words where words are needed.

        A sum whose formula went wrong (`is_faulty`) is one too.
        """
        if not isinstance(first, str) or len(first) > LONGEST:
            return False
        words, has_key, rest = fold(first), self._has_key(cells), _words_after_first(cells)
        if TOTAL.fullmatch(words):
            lacking = sum(position not in cells for position in self.needed)
            return not has_key and (bool(lacking) or not rest)
        return bool(TOTAL_OF.fullmatch(words)) and not has_key and not rest and (len(cells) > 1 or is_faulty)

    def _is_average(self, cells: Mapping[int, object], first: object, *, is_faulty: bool) -> bool:
        """Whether a row is an average: it begins with the word, and has nothing but numbers besides, or a formula that went wrong."""
        is_word = isinstance(first, str) and len(first) <= LONGEST and bool(AVERAGE.fullmatch(fold(first)))
        return is_word and (len(cells) > 1 or is_faulty) and not self._has_key(cells) and not _words_after_first(cells)

    def _is_remark(self, cells: Mapping[int, object]) -> bool:
        """Whether a lone cell holds several words where a key stands, which is short, or none of our columns; never where they may be a person."""
        position, first = next(iter(cells.items()))
        is_place = position in self.keys or position not in self.positions.values()
        return len(cells) == 1 and is_place and isinstance(first, str) and len(first.split()) > 1 and not self.has_people

    def _has_key(self, cells: Mapping[int, object]) -> bool:
        """Whether a row has a key that is not the first of its cells."""
        first = next(iter(cells))
        return any(position in cells and position != first for position in self.keys)

    def _note_blank(self, blank: Iterable[int], kept: Sequence[int]) -> None:
        between = sorted(place + self.first for place in blank if kept and kept[0] < place < kept[-1])
        if between:
            template = N_("rows {rows} are blank and were passed over") if len(between) > 1 else N_("row {rows} is blank and was passed over")
            self.left.append(Left(tuple(between), "blank_rows", template))

    def _note_merged(self, merged: Sequence[str]) -> None:
        told = ", ".join(merged[:SHOWN]) + (" …" if len(merged) > SHOWN else "")
        self.left.append(Left((), "merged_cells", N_("a merged cell counts for each of its rows: {cells}"), {"cells": told}))


def ranges(rows: Sequence[int]) -> str:
    """Rows as a person says them: "5, 9–12"."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in _runs(rows))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def _squared(rows: Sequence[Row]) -> list[Row]:
    """The rows, all of one length."""
    lengths = set(map(len, rows))
    longest = max(lengths, default=0)
    return list(rows) if len(lengths) < 2 else [row if len(row) == longest else [*row, *[None] * (longest - len(row))] for row in rows]


def _are_filled(cells: Sequence[object]) -> bool:
    """Whether all cells are texts and none is blank: said of a whole column at once, for most have no other."""
    return set(map(type, cells)) == {str} and "" not in cells and not any(map(str.isspace, cells))  # type: ignore[arg-type]


def _are_tags(cells: Iterable[object]) -> bool:
    found = [isinstance(cell, str) and bool(TAG.fullmatch(cell.strip())) for cell in cells]
    return sum(found) > 1 and 2 * sum(found) > len(found)


def _words_after_first(cells: Mapping[int, object]) -> list[object]:
    """What is no number in a row, but for its first cell."""
    return [cell for cell in list(cells.values())[1:] if not _is_number(cell)]


def _is_number(cell: object) -> bool:
    return not isinstance(cell, str) or bool(re.fullmatch(r"[\d\s.,'%$€£₩+-]+|[A-Z]{3}|#\w+[/!?]\w*", cell.strip()))


def _folded(cell: object) -> object:
    return cell.strip().casefold() if isinstance(cell, str) else cell


def _short(cell: object) -> str:
    words = text(cell)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"

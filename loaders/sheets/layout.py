"""Where a sheet's headings are: under titles and blank rows, in one row or in two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.headers import column_of, fold, is_exact
from loaders.problems import letters
from loaders.schema import Column, Table
from loaders.tables import TABLES
from loaders.values.columns import is_blank, text
from loaders.workbook import Sheet

SEARCHED = 30
LIKELY_COLUMNS = 3

Row = Sequence[object]


@dataclass(frozen=True)
class Heading:
    """One heading: the place of its column and its row (both from 0), its words, and what it may be matched by.

    Under a group its words are the group's and its own, "Dates · Début"; `forms` begin with the most telling.
    """

    position: int
    row: int
    words: str
    forms: tuple[str, ...]

    @property
    def cell(self) -> str:
        """Its address."""
        return letters(self.position) + str(self.row + 1)

    def column(self, table: Table) -> Column | None:
        """The column of a table that it stands for."""
        return next((column for form in self.forms if (column := column_of(table, form))), None)

    def is_exact(self, table: Table) -> bool:
        """Whether it is one of the headings of the declarations."""
        return any(is_exact(table, form) for form in self.forms)

    def is_called(self, name: str) -> bool:
        """Whether somebody who names a heading may mean this one."""
        return fold(name) in map(fold, (self.words, *self.forms))


@dataclass(frozen=True)
class Layout:
    """The rows of a sheet's headings, from 0, the first and the last of them; and the headings."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    score: int = 0

    @property
    def by_address(self) -> tuple[tuple[str, str], ...]:
        """Address and words of every heading."""
        return tuple((heading.cell, heading.words) for heading in self.headings)


def layout(sheet: Sheet, table: Table, *, header: int | None = None, named: Sequence[str] = ()) -> Layout:
    """Where the headings of a sheet are that is read as a table: the first of the rows that say most.

    `header` is the row where they are known to be, from 0; `named` are headings that a rule speaks of.
    """
    wanted = set(map(fold, named))

    def weigh(headings: Sequence[Heading]) -> int:
        columns = {column.name: column for heading in headings if (column := heading.column(table))}
        claimed = sum(not wanted.isdisjoint(map(fold, (heading.words, *heading.forms))) for heading in headings) if wanted else 0
        return 3 * claimed + sum(2 if column.required else 1 for column in columns.values())

    return _best(sheet, table, weigh, [header] if header is not None else None)


def likely(sheet: Sheet) -> tuple[Table | None, Layout]:
    """The table that a sheet's headings look like, and its layout as that table; else the fullest row of words."""
    found: tuple[float, int, Table | None, Layout] | None = None
    for table in TABLES.values():
        here = layout(sheet, table)
        names = {column.name for heading in here.headings if (column := heading.column(table))}
        required = [column.name in names for column in table.columns if column.required]
        share = sum(required) / len(required)
        if len(names) >= LIKELY_COLUMNS and share > 1 / 2 and (found is None or (share, len(names)) > found[:2]):
            found = share, len(names), table, here
    return (found[2], found[3]) if found else (None, _fullest(sheet))


def _best(sheet: Sheet, table: Table, weigh: Callable[[Sequence[Heading]], int], among: Sequence[int] | None) -> Layout:
    rows = _searched(sheet) if among is None else sheet.rows[: among[0] + 1]
    singles = {place: _single(rows, place) for place, row in enumerate(rows) if not all(map(is_blank, row))}
    scores = {place: weigh(headings) for place, headings in singles.items()}
    best = Layout(0, 0, ())
    for place in singles if among is None else [row for row in among if row in singles]:
        if scores[place] > best.score or not best.headings:
            best = Layout(place, place, singles[place], scores[place])
    # A pair of rows must say more than either of them does.
    for place in singles:
        if place + 1 not in singles or (among is not None and place + 1 not in among):
            continue
        pair = _pair(sheet, rows, place)
        score = weigh(pair)
        if not pair or not _is_second(rows, place, pair, table):
            continue
        is_group = _spans(sheet, place)
        better = score > max(scores[place], scores[place + 1]) or (score == scores[place + 1] and is_group) or (
            score == scores[place] and _is_again(singles[place], singles[place + 1], table)
        )
        if better and (score > best.score or (score == best.score and place <= best.top) or (score == best.score and is_group and place + 1 == best.top)):
            best = Layout(place, place + 1, pair, score)
    return best


def _searched(sheet: Sheet) -> Sequence[Row]:
    """The rows in which headings are looked for: so many from the first that is not blank, and the blank ones above it."""
    first = next((place for place, row in enumerate(sheet.rows) if not all(map(is_blank, row))), 0)
    return sheet.rows[: first + SEARCHED]


def _single(rows: Sequence[Row], place: int) -> tuple[Heading, ...]:
    return tuple(Heading(position, place, _flat(words), (words,)) for position, cell in enumerate(rows[place]) if (words := _words(cell)))


def _pair(sheet: Sheet, rows: Sequence[Row], place: int) -> tuple[Heading, ...]:
    """The headings of two rows: groups above, or one language above the other.

    A group reaches over the cells that it is merged with; where none is merged, over the blank ones to its right.
    """
    merged = {left: right for top, left, bottom, right in sheet.merges if top == place and right > left}
    found, group, end = [], "", -1
    for position, sub in enumerate(map(_words, rows[place + 1])):
        own = _words(rows[place][position]) if position < len(rows[place]) else ""
        if own:
            group, end = own, merged.get(position, position) if merged else len(rows[place + 1])
        elif position > end:
            group = ""
        if sub and group:
            forms = (f"{group} {sub}", f"{sub} {group}", sub, *([own] if own else []))
            found.append(Heading(position, place + 1, _flat(f"{group} · {sub}"), forms))
        elif sub or own:
            found.append(Heading(position, place + 1 if sub else place, _flat(sub or own), (sub or own,)))
    return tuple(found)


def _is_second(rows: Sequence[Row], place: int, pair: Sequence[Heading], table: Table) -> bool:
    """Whether the second of two rows holds headings, and no values that only look like some."""
    cells = [cell for cell in rows[place + 1] if not is_blank(cell)]
    if not all(isinstance(cell, str) for cell in cells):
        return False
    under = [heading for heading in pair if heading.row == place + 1]
    known = sum(any(column_of(table, form) for form in heading.forms[:3]) for heading in under)
    return 2 * known >= len(cells) and known >= min(2, len(pair))


def _is_again(first: Sequence[Heading], second: Sequence[Heading], table: Table) -> bool:
    """Whether two rows say the same, in two languages."""
    above = {heading.position: heading.column(table) for heading in first}
    same = [heading for heading in second if (column := heading.column(table)) and column == above.get(heading.position)]
    return len(same) > 1 and 2 * len(same) >= len(second)


def _spans(sheet: Sheet, place: int) -> bool:
    """Whether a row holds merged groups, more than the one cell of a title."""
    merged = [left for top, left, bottom, right in sheet.merges if top == bottom == place and right > left]
    return bool(merged) and sum(not is_blank(cell) for cell in sheet.rows[place]) > 1


def _fullest(sheet: Sheet) -> Layout:
    """The first row that has nearly as many words as any: headings, whatever they mean."""
    rows = _searched(sheet)
    counts = [sum(isinstance(cell, str) and not is_blank(cell) for cell in row) for row in rows]
    most = max(counts, default=0)
    place = next((place for place, count in enumerate(counts) if count and 4 * count >= 3 * most), None)
    return Layout(0, 0, ()) if place is None else Layout(place, place, _single(rows, place))


def _words(cell: object) -> str:
    return "" if is_blank(cell) else text(cell)


def _flat(words: str) -> str:
    """Words without the line breaks of a narrow column."""
    return " ".join(words.split())

"""Where a sheet's headings are: under titles and blank rows, in one row or in two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.schema import Table
from loaders.sheets.heading import Heading, said
from loaders.sheets.pairs import has_groups, is_again, is_proven, is_second, pair, single
from loaders.tables import TABLES
from loaders.values.columns import is_blank
from loaders.workbook import Sheet

SEARCHED = 30
LIKELY_COLUMNS = 3

Row = Sequence[object]


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
    wanted = set(map(said, named))

    def weigh(headings: Sequence[Heading]) -> int:
        columns = {column.name: column for heading in headings if (column := heading.column(table))}
        claimed = sum(not wanted.isdisjoint(map(said, heading.names)) for heading in headings) if wanted else 0
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
    singles = {place: single(rows, place) for place, row in enumerate(rows) if not all(map(is_blank, row))}
    scores = {place: weigh(headings) for place, headings in singles.items()}
    best = Layout(0, 0, ())
    for place in singles if among is None else [row for row in among if row in singles]:
        if scores[place] > best.score or not best.headings:
            best = Layout(place, place, singles[place], scores[place])
    # A pair of rows must say more than either of them does, or be proven.
    for place in singles:
        if place + 1 not in singles or (among is not None and place + 1 not in among):
            continue
        both, either = pair(sheet, rows, place), max(scores[place], scores[place + 1])
        has_proof = is_proven(sheet, rows, place, both, table)
        if not has_proof and not is_second(rows, place, both, table):
            continue
        # What a single row says more than a proven pair, it says by leaving out the groups.
        score = max(weigh(both), either if has_proof else 0)
        is_group = has_proof or has_groups(sheet, place)
        better = has_proof or score > either or (score == scores[place + 1] and is_group) or (
            score == scores[place] and is_again(singles[place], singles[place + 1], table)
        )
        if better and (score > best.score or (score == best.score and place <= best.top) or (score == best.score and is_group and place + 1 == best.top)):
            best = Layout(place, place + 1, both, score)
    return best


def _searched(sheet: Sheet) -> Sequence[Row]:
    """The rows in which headings are looked for: so many from the first that is not blank, and the blank ones above it."""
    first = next((place for place, row in enumerate(sheet.rows) if not all(map(is_blank, row))), 0)
    return sheet.rows[: first + SEARCHED]


def _fullest(sheet: Sheet) -> Layout:
    """The first row that has nearly as many words as any: headings, whatever they mean."""
    rows = _searched(sheet)
    counts = [sum(isinstance(cell, str) and not is_blank(cell) for cell in row) for row in rows]
    most = max(counts, default=0)
    place = next((place for place, count in enumerate(counts) if count and 4 * count >= 3 * most), None)
    return Layout(0, 0, ()) if place is None else Layout(place, place, single(rows, place))


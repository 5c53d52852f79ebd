"""Two rows that are one header: groups above headings, or one language above the other."""

from collections.abc import Sequence

from loaders.headers import column_of
from loaders.schema import Table
from loaders.sheets.heading import Group, Heading
from loaders.values.columns import is_blank, text
from loaders.workbook import Sheet

# So many columns that stand alone beside groups prove a row of headings: a title over them has none.
ENOUGH_ALONE = 2

Row = Sequence[object]


def single(rows: Sequence[Row], place: int) -> tuple[Heading, ...]:
    """The headings of one row."""
    return tuple(Heading(position, place, words) for position, cell in enumerate(rows[place]) if (words := _words(cell)))


def pair(sheet: Sheet, rows: Sequence[Row], place: int) -> tuple[Heading, ...]:
    """The headings of a row and the one under it."""
    under = list(map(_words, rows[place + 1]))
    found = {}
    for position, end in _reaches(sheet, rows, place).items():
        words, parts = _words(rows[place][position]), tuple(filter(None, under[position : end + 1]))
        group = Group(position, place, words, parts) if parts else None
        found.update({at: Heading(at, place + 1, under[at], group) for at in range(position, min(end + 1, len(under))) if under[at]})
        found.setdefault(position, Heading(position, place, words))
    found.update({at: Heading(at, place + 1, own) for at, own in enumerate(under) if own and at not in found})
    return tuple(found[at] for at in sorted(found))


def is_second(rows: Sequence[Row], place: int, headings: Sequence[Heading], table: Table) -> bool:
    """Whether the second of two rows holds headings, and no values that only look like some: most are ours."""
    cells = [cell for cell in rows[place + 1] if not is_blank(cell)]
    under = [heading for heading in headings if heading.row == place + 1]
    known = sum(any(column_of(table, form) for form in (*heading.together, heading.own)) for heading in under)
    return _are_words(rows, place + 1) and 2 * known >= len(cells) and known >= min(2, len(headings))


def is_proven(sheet: Sheet, rows: Sequence[Row], place: int, headings: Sequence[Heading], table: Table) -> bool:
    """Whether two rows are one header however few of their words are ours.

    Some group stands over several words, and every word of the lower row has a merged group above it or nothing; one
    cell alone above it only where columns of ours stand beside with nothing beneath. Where none is merged, such columns
    there must be, and words under the groups alone, from their first column on.
    """
    groups = {heading.group for heading in headings if heading.group}
    if not _are_words(rows, place + 1) or all(group.only for group in groups):
        return False
    merged = _merged(sheet, place)
    beside = sum(heading.row == place and heading.column(table) is not None for heading in headings) >= ENOUGH_ALONE
    if merged:
        return has_groups(sheet, place) and all(group.position in merged or (group.only and beside) for group in groups)
    starts = {heading.position for heading in headings if heading.row > place}
    return beside and all(not group.only and group.position in starts for group in groups)


def is_again(first: Sequence[Heading], second: Sequence[Heading], table: Table) -> bool:
    """Whether two rows say the same, in two languages."""
    above = {heading.position: heading.column(table) for heading in first}
    same = [heading for heading in second if (column := heading.column(table)) and column == above.get(heading.position)]
    return len(same) > 1 and 2 * len(same) >= len(second)


def has_groups(sheet: Sheet, place: int) -> bool:
    """Whether a row holds merged groups, more than the one cell of a title."""
    return bool(_merged(sheet, place)) and sum(not is_blank(cell) for cell in sheet.rows[place]) > 1


def _merged(sheet: Sheet, place: int) -> dict[int, int]:
    """The first and the last column of each range that is merged sideways in a row."""
    return {left: right for top, left, bottom, right in sheet.merges if top == bottom == place and right > left}


def _reaches(sheet: Sheet, rows: Sequence[Row], place: int) -> dict[int, int]:
    """The last column under each cell that has words: of those merged with it; where none is, of the blank ones to its right."""
    merged = _merged(sheet, place)
    filled = [position for position, cell in enumerate(rows[place]) if not is_blank(cell)]
    ends = [after - 1 for after in [*filled[1:], max(len(rows[place]), len(rows[place + 1]))]]
    return {position: merged.get(position, position) if merged else end for position, end in zip(filled, ends, strict=True)}


def _are_words(rows: Sequence[Row], place: int) -> bool:
    return all(isinstance(cell, str) for cell in rows[place] if not is_blank(cell))


def _words(cell: object) -> str:
    return "" if is_blank(cell) else text(cell)

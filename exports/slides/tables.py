"""Tables: native ones, whose words are measured before they are set; what is too long goes on on further slides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import pandas as pd
from pptx.oxml.ns import nsdecls

from charts.cuts import parted
from exports.slides.box import POINT, Box
from exports.slides.colours import INK, LAND, QUIET, fill
from exports.slides.page import Page
from exports.slides.words import LINE, called, cut, lines, one_line, paragraph, run, width
from locales import Words

SIZE, SMALL = 12.0, 11.0
# Around the words of a cell, in points: left and right, above and below.
ASIDE, ABOVE, ROUNDED = 5.0, 4.5, 0.5
MOST_LINES = 3
# No table without lines and colours of its own is in every program but this one.
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
# A column is no narrower than this, in points; a word longer than so much of the table is broken.
NARROWEST, WIDEST_WORD = 40.0, 0.22


@dataclass(frozen=True)
class Cell:
    """What a cell says, on which side, in what colour; `tint` is what it is filled with, as XML."""

    words: str
    align: str = "l"
    colour: str = INK
    is_bold: bool = False
    tint: str = ""


@dataclass(frozen=True)
class Grid:
    """A table measured: its headings and rows, the width of each column and the height of each row, in points."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    head_height: float
    size: float


def cells_of(table: pd.DataFrame, t: Words) -> tuple[tuple[Cell, ...], list[tuple[Cell, ...]]]:
    """The headings and the rows of a figure's table, as the language writes them; numbers on the right."""
    columns = [table.iloc[:, place] for place in range(table.shape[1])]
    sides = ["r" if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column) else "l" for column in columns]
    digits = [_digits(column) for column in columns]
    head = tuple(Cell(one_line(name), side, QUIET, True) for name, side in zip(table.columns, sides, strict=True))
    rows = [
        tuple(Cell(written(value, t, digits=digit), side) for value, side, digit in zip(row, sides, digits, strict=True))
        for row in table.itertuples(index=False, name=None)
    ]  # fmt: skip
    return head, rows


def written(value: Any, t: Words, *, digits: int = 0) -> str:
    """The value of a cell in words."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, (list, tuple, set, frozenset)):
        return t.listed(one_line(one) for one in value)
    if pd.isna(value):
        return ""
    if isinstance(value, date):
        return t.day(value)
    return t.number(value, digits=digits) if isinstance(value, (int, float)) or hasattr(value, "__index__") else one_line(value)


def _digits(column: pd.Series) -> int:
    """One precision a column: none where all its numbers are whole."""
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return 0
    known = column.dropna().astype(float)
    return 0 if (known == known.round()).all() else 1


def laid_out(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, room: tuple[float, float], fixed: Sequence[float | None] = ()) -> tuple[Grid, list[range]]:
    """The table measured, and which of its rows stand on which slide: in the size that needs the fewest, the larger where both do."""
    grids = [measured(head, rows, room=room[0], fixed=fixed, size=size) for size in (SIZE, SMALL)]
    return min(((grid, split(grid, room[1])) for grid in grids), key=lambda found: len(found[1]))


def measured(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, room: float, fixed: Sequence[float | None] = (), size: float = SIZE) -> Grid:
    """The table so wide: columns as wide as their words need, the widest of them on several lines where they do not fit.

    `fixed` are the widths of columns that say nothing themselves.
    """
    wanted = [
        fixed[place] if fixed and fixed[place] else min(max(width(row[place].words[:400], size, is_bold=row[place].is_bold) for row in (head, *rows)) + 2 * ASIDE + ROUNDED, room)
        for place in range(len(head))
    ]  # fmt: skip
    # No word of a column is broken, unless it alone would fill the table.
    longest = [max((width(word, size, is_bold=row[place].is_bold) for row in (head, *rows) for word in row[place].words[:400].split()), default=0) + 2 * ASIDE for place in range(len(head))]
    least = [fixed[place] or 0.0 if fixed and fixed[place] else max(NARROWEST, min(longest[place], room * WIDEST_WORD)) for place in range(len(head))]
    widths = shared([float(one or 0) for one in wanted], least, room)
    cells = [[_set(cell, size, wide) for cell, wide in zip(row, widths, strict=True)] for row in (head, *rows)]
    heights = [max(len(lines(cell.words, size, wide - 2 * ASIDE, is_bold=cell.is_bold)) for cell, wide in zip(row, widths, strict=True)) * size * LINE + 2 * ABOVE for row in cells]
    return Grid(tuple(cells[0]), tuple(map(tuple, cells[1:])), tuple(widths), tuple(heights[1:]), heights[0], size)


def shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The room shared among columns: each what it wants, or, where that is too much, what is left in the measure of its wants."""
    if sum(wanted) <= room:
        spare = room - sum(wanted)
        total = sum(wanted) or 1
        return [one + spare * one / total for one in wanted]
    floor = [min(low, want) for low, want in zip(least, wanted, strict=True)]
    if sum(floor) >= room:
        return [one * room / sum(floor) for one in floor]
    # Short columns have all they want; the long ones share the rest.
    found, open_, left = list(wanted), set(range(len(wanted))), room
    while open_:
        fair = left / len(open_)
        content = {place for place in open_ if max(wanted[place], floor[place]) <= fair}
        if not content:
            share = sum(wanted[place] - floor[place] for place in open_) or 1
            spare = left - sum(floor[place] for place in open_)
            for place in open_:
                found[place] = floor[place] + spare * (wanted[place] - floor[place]) / share
            break
        left -= sum(wanted[place] for place in content)
        open_ -= content
    return found


def _set(cell: Cell, size: float, wide: float) -> Cell:
    return Cell(cut(cell.words, size, wide - 2 * ASIDE, most=MOST_LINES, is_bold=cell.is_bold), cell.align, cell.colour, cell.is_bold, cell.tint)


def split(grid: Grid, height: float) -> list[range]:
    """Which rows stand on which slide, each no higher than `height` points, as even as may be."""
    ends = list(accumulate(grid.heights))
    if not ends:
        return [range(0)]
    at = {0.0: 0, **{end: place for place, end in enumerate(ends, 1)}}
    return [range(at[first], at[last]) for first, last in parted(ends, 0.0, height - grid.head_height)]


def add_table(page: Page, grid: Grid, rows: range, *, name: str, descr: str, holder: int | None = None) -> list[list[Box]]:
    """Rows of the table at the top of a page's room; where each of their cells stands."""
    widths = [round(one * POINT) for one in grid.widths]
    heights = [round(one * POINT) for one in (grid.head_height, *(grid.heights[place] for place in rows))]
    shown = [grid.head, *(grid.rows[place] for place in rows)]
    columns = "".join(f'<a:gridCol w="{wide}"/>' for wide in widths)
    body = "".join(_row(row, high, page.language, grid.size, is_head=not place) for place, (row, high) in enumerate(zip(shown, heights, strict=True)))
    box = Box(page.room.x, page.room.y, sum(widths), sum(heights))
    held = f'<p:ph idx="{holder}"/>' if holder is not None else ""
    page.add(
        f'<p:graphicFrame {nsdecls("p", "a")}><p:nvGraphicFramePr><p:cNvPr id="{next(page.numbers)}" {called(name, descr)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr>{held}</p:nvPr></p:nvGraphicFramePr>{box.xml("p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{PLAIN}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )
    lefts = [box.x + sum(widths[:place]) for place in range(len(widths))]
    tops = [box.y + sum(heights[: place + 1]) for place in range(len(rows))]
    return [[Box(left, top, wide, high) for left, wide in zip(lefts, widths, strict=True)] for top, high in zip(tops, heights[1:], strict=True)]


def _row(cells: Sequence[Cell], height: int, language: str, size: float, *, is_head: bool) -> str:
    return f'<a:tr h="{height}">{"".join(_cell(cell, language, size, is_head=is_head) for cell in cells)}</a:tr>'


def _cell(cell: Cell, language: str, size: float, *, is_head: bool) -> str:
    edge = f'<a:lnB w="{12_700 if is_head else 6_350}">{fill(QUIET if is_head else LAND)}</a:lnB>'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    inside, around = round(ASIDE * POINT), round(ABOVE * POINT * 0.9)
    words = paragraph(run(cell.words, language, size=size, is_bold=cell.is_bold, colour=cell.colour) if cell.words else f'<a:endParaRPr lang="{language}" sz="{round(size * 100)}"/>', align=cell.align)
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody><a:tcPr marL="{inside}" marR="{inside}" marT="{around}" marB="{around}" anchor="{"b" if is_head else "ctr"}">'
        f"{none}{edge}{cell.tint or '<a:noFill/>'}</a:tcPr></a:tc>"
    )

"""The board of indicators: a table, a small native line over the last cell of each row."""

from collections.abc import Sequence
from dataclasses import replace

from charts import style
from charts.exhibit import Exhibit
from charts.indicators import MARKS
from exports.slides.box import POINT, Box
from exports.slides.charts import add_frame, small_line, spark
from exports.slides.data_sheet import workbook
from exports.slides.page import Page
from exports.slides.tables import Cell, Grid, add_table, cells_of, laid_out
from locales import Words
from metrics.status import Status

INKS = {Status.MET: style.GOOD, Status.ON_COURSE: style.FAIR, Status.BEHIND: style.LATE, Status.OFF_COURSE: style.BAD, Status.NO_DATA: style.QUIET, Status.NO_TARGET: style.QUIET, Status.NOT_SHOWN: style.QUIET}
# Of the column of lines, in points; what a line keeps around it in its cell.
LINE_WIDTH, INSET = 110.0, round(2 * POINT)


def board_grid(exhibit: Exhibit, t: Words, *, room: tuple[float, float]) -> tuple[Grid, list[range]]:
    """The board's table in parts, each status in its colour, the column of lines left free."""
    head, rows = cells_of(exhibit.table, t)
    by_word = {f"{mark} {t(word)}": INKS[status][0] for status, (mark, word) in MARKS.items()}
    numbers, last = (t("Value"), t("Change")), len(head) - 1
    sides = ["r" if cell.words in numbers else "l" for cell in head]
    head = tuple(replace(cell, align=side) for cell, side in zip(head, sides, strict=True))
    shown = [tuple(Cell("") if place == last else replace(cell, align=sides[place], colour=by_word.get(cell.words, cell.colour)) for place, cell in enumerate(row)) for row in rows]
    return laid_out(head, shown, room=room, fixed=[LINE_WIDTH if place == last else None for place in range(len(head))])


def add_board(page: Page, exhibit: Exhibit, grid: Grid, rows: range, t: Words, *, descr: str) -> None:
    """Rows of the board on a page, with their lines."""
    places = add_table(page, grid, rows, name=exhibit.title, descr=descr, holder=page.holder)
    names, lines = exhibit.table.iloc[:, 0], exhibit.table.iloc[:, -1]
    for place, row in enumerate(rows):
        _line(page, str(names.iloc[row]), list(lines.iloc[row]), places[place][-1], t)


def _line(page: Page, name: str, values: Sequence[float], cell: Box, t: Words) -> None:
    # One point alone is no line.
    if len(values) < 2:
        return
    box = Box(cell.x + INSET, cell.y + INSET, cell.width - 2 * INSET, cell.height - 2 * INSET)
    told = t("{title}: {value}", title=name, value=", ".join(t.number(value, digits=0 if float(value).is_integer() else 1) for value in values))
    add_frame(page, box, small_line(values, colour=style.ACCENT), workbook(spark(values, colour=style.ACCENT, name=name)), name=name, descr=told)

"""A figure on a sheet: its table in numbers, its chart beside it, and beneath that the numbers that only the chart has."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range

from charts import style
from charts.chart import Chart
from charts.exhibit import SHARE, Exhibit
from exports.workbook.cells import Number, Value, number, spoken, value, widths, words
from exports.workbook.look import ABOUT
from exports.workbook.native import Cells, Column, height, native
from exports.workbook.page import Page
from locales import N_, Words

# Columns of indicators whose numbers the table has in words.
SPOKEN = (N_("Value"), N_("Target"), N_("Change"))
# Which columns say that a row is about right, and of what.
ESTIMATES = {N_("Estimate"): (N_("Participations"), N_("Not detailed")), N_("People are an estimate"): (N_("People"),)}
# In letters: the most that a column, a table, and a table beside a chart take.
MOST, ROOM, ROOM_BESIDE, LABELS = 48, 150, 110, 30
GAP = 3
LINES = 18


@dataclass(frozen=True)
class Grid:
    """A table as it is written: its headings, its cells by column, and the lists that are drawn as small lines."""

    headings: list[str]
    columns: list[list[Value]]
    small_lines: list[list[float]] | None = None

    @property
    def length(self) -> int:
        """How many rows it has."""
        return len(self.columns[0]) if self.columns else 0


def grid(exhibit: Exhibit, t: Words) -> Grid:
    """The table of an exhibit as it is written into cells; what is an estimate looks it."""
    headings: list[str] = []
    columns: list[list[Value]] = []
    small = None
    told = {t(one) for one in SPOKEN} if exhibit.key.startswith("indicators.") else set()
    for place, heading in enumerate(exhibit.table.columns):
        cells = exhibit.table.iloc[:, place].tolist()
        headings.append(words(heading, t))
        if any(isinstance(cell, list) for cell in cells):
            small = cells
            columns.append([None] * len(cells))
        elif heading in told:
            columns.append([spoken(cell, t) for cell in cells])
        else:
            columns.append([value(cell, t, is_share=heading == t(SHARE)) for cell in cells])
    for sign, told_of in ESTIMATES.items():
        about = {t(one) for one in told_of} if t(sign) in headings else set()
        for place, heading in enumerate(headings):
            if heading in about:
                columns[place] = [_about(cell) if is_about else cell for cell, is_about in zip(columns[place], exhibit.table[t(sign)], strict=True)]
    return Grid(headings, columns, small)


def table_widths(table: Grid, *, has_chart: bool) -> list[float]:
    """The width of each column of a table."""
    found = widths(([heading, *cells] for heading, cells in zip(table.headings, table.columns, strict=True)), most=MOST, room=ROOM_BESIDE if has_chart else ROOM)
    return [max(LINES, width) if table.small_lines and not any(cells) else width for width, cells in zip(found, table.columns, strict=True)]


def write(page: Page, book: Workbook, exhibit: Exhibit, table: Grid, *, top: int, beside: int) -> int:
    """Write a figure from a row on, its chart from the column `beside`; the first row that is free below it comes back."""
    free, chart = write_table(page, table, top=top) if table.length else top, exhibit.chart
    if table.small_lines:
        return max(free, _small_lines(page, table, top=top, beside=beside))
    beside = beside if table.length else 0
    if chart is None or not chart.series or not chart.labels:
        return free
    below = page.below(top, height(chart) + 12)
    cells, end = _cells(page, chart, table, top=top, below=below, beside=beside)
    page.sheet.insert_chart(top, beside, native(book, chart, cells, page.t), {"object_position": 2, "description": words(exhibit.sentence or exhibit.title, page.t)})
    return max(free, below, end)


def write_table(page: Page, table: Grid, *, top: int, column: int = 0, is_drawn: bool = False) -> int:
    """Write a table from a row on; numbers have their headings above their right end.

    Where there is no number it says so. In what is drawn nothing is written there at all: XlsxWriter would keep 0 for it with the chart.
    """
    heads: list[Value] = [*table.headings]
    page.line(top, column, heads, "heading")
    for at, cells in enumerate(table.columns, start=column):
        if any(isinstance(cell, Number) for cell in cells):
            page.sheet.write_string(top, at, table.headings[at - column], page.look.of("heading", is_right=True))
    numeric = [any(isinstance(cell, Number) for cell in cells) for cells in table.columns]
    none = page.t("no data")
    for row in range(table.length):
        at = top + 1 + row
        page.line(at, column, [cells[row] for cells in table.columns], has_blanks=not is_drawn)
        for place, cells in enumerate(table.columns):
            if cells[row] is None and numeric[place] and not is_drawn:
                page.put(at, column + place, None, none=none)
    # A year or a number that is a name stays words: Excel needs no green corner to say so.
    if table.length:
        page.sheet.ignore_errors({"number_stored_as_text": xl_range(top, column, top + table.length, column + len(table.columns) - 1)})
    return top + table.length + 1


def _cells(page: Page, chart: Chart, table: Grid, *, top: int, below: int, beside: int) -> tuple[Cells, int]:
    """Where the numbers of a chart stand: in the table's own columns where it has them, else in a block that is written below the chart."""
    t = page.t
    block: list[tuple[str, list[Value]]] = []

    def placed(heading: str, values: list[Value]) -> Column:
        block.append((heading, values))
        return Column(page.name, below + 1, below + 2, below + 1 + len(values), beside + len(block) - 1)

    def own(at: int) -> Column:
        return Column(page.name, top, top + 1, top + table.length, at)

    # A line's gaps are blank cells: they stand in its own block.
    found = [None if chart.kind == "lines" else _found(one.name, one.values, table) for one in chart.series]
    labels: list[Value] = [words(label, t) for label in chart.labels]
    # The table's months in full stand for short ones.
    if None not in found and not chart.days and (table.columns[0] == labels or chart.kind == "columns"):
        return Cells(own(0), tuple(own(at) for at in found if at is not None)), below
    names = placed(t("Label"), labels)
    names = placed(t("Day"), [*chart.days]) if chart.days else names
    series = [
        own(at) if at is not None else placed(words(one.name, t), [_number(cell, chart) for cell in one.values])
        for one, at in zip(chart.series, found, strict=True)
    ]  # fmt: skip
    return Cells(names, tuple(series)), _block(page, block, below=below, beside=beside)


def _block(page: Page, block: Sequence[tuple[str, list[Value]]], *, below: int, beside: int) -> int:
    """Write the numbers of a chart under its own headings; the first free row comes back."""
    t = page.t
    name = t("Numbers of the chart") if len(block) > 1 else t("Names in the chart")
    page.sheet.write_string(below, beside, name, page.look.of("section", is_wrapped=False))
    page.widen(beside, [min(LABELS, one) for one in widths(([heading, *cells] for heading, cells in block), most=LABELS, room=ROOM)])
    return write_table(page, Grid([heading for heading, _ in block], [cells for _, cells in block]), top=below + 1, column=beside, is_drawn=True)


def _found(name: str, values: Sequence[float | None], table: Grid) -> int | None:
    """The column of a table that has the numbers of a series under its name; None where it has not."""
    for at, (heading, cells) in enumerate(zip(table.headings, table.columns, strict=True)):
        if heading.casefold() == name.casefold() and [_amount(cell) for cell in cells] == [one or 0 for one in values]:
            return at
    return None


def _amount(cell: Value) -> object:
    return cell.value if isinstance(cell, Number) else 0 if cell is None else cell


def _about(cell: Value) -> Value:
    return Number(cell.value, ABOUT + cell.format) if isinstance(cell, Number) else cell


def _number(found: float | None, chart: Chart) -> Value:
    if found is None:
        return None
    return number(float(found) / 100, is_share=True) if chart.is_share else number(float(found))


def _small_lines(page: Page, table: Grid, *, top: int, beside: int) -> int:
    """Draw each list as a small line in its cell, from numbers beside the table."""
    t, lists = page.t, table.small_lines or []
    at = next(place for place, cells in enumerate(table.columns) if not any(cells))
    most = max(map(len, lists), default=0)
    if not most:
        return top
    page.sheet.merge_range(top, beside, top, beside + max(1, most - 1), "", page.look.of("heading"))
    page.sheet.write_string(top, beside, t("Numbers of the small lines, one a period that is over, the latest last"), page.look.of("heading"))
    page.widen(beside, [9.0] * most)
    for row, cells in enumerate(lists, start=top + 1):
        for place, one in enumerate(cells):
            page.put(row, beside + place, number(float(one)))
        if len(cells) > 1:
            page.sheet.add_sparkline(row, at, {
                "range": f"{quote_sheetname(page.name)}!{xl_range(row, beside, row, beside + len(cells) - 1)}",
                "series_color": style.ACCENT, "last_point": True, "last_color": style.ACCENT, "weight": 1.5, "min": 0,
            })  # fmt: skip
    # On paper the lines say it.
    page.sheet.print_area(0, 0, top + len(lists), beside - 2)
    return top + len(lists) + 1


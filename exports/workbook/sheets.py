"""The sheets of the workbook: what is in it, the headline figures, a sheet a figure, and lists."""

from collections.abc import Sequence
from itertools import chain, zip_longest

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname

from charts.exhibit import View
from charts.small_counts import untold
from exports.told import foot
from exports.workbook.cells import Value, number, value, widths, words
from exports.workbook.figure import Grid, grid, table_widths, write, write_table
from exports.workbook.native import WIDTH_PX
from exports.workbook.page import Page
from exports.workbook.plan import Figure, Part, Plan
from locales import Words

GAP, LETTER_PX = 3, 7
# The most that a column of words, and all of them, may take, in letters.
MOST_OF_WORDS, ROOM_OF_WORDS = 52, 170
# Rows of a list on one sheet: Excel ends a little later.
MOST_ROWS = 1_000_000


def figure(page: Page, contents: str, *, one: Figure, view: View, book: Workbook) -> None:
    """A figure's sheet, or the sheet of several of one thing: findings, tables, charts, and the notes on them."""
    t = view.t
    grids = [grid(part.exhibit, t) for part in one.parts]
    has_chart = any(part.exhibit.chart is not None for part in one.parts)
    for table in grids:
        page.widen(0, table_widths(table, has_chart=has_chart))
    beside = max(len(table.headings) for table in grids) + 1
    page.widen(beside - 1, [float(GAP)])
    last = _last(page, beside, has_chart=has_chart)
    _back(page, contents, one.name)
    top = _head(page, one, view, last=last)
    head = top
    for at, (part, table) in enumerate(zip(one.parts, grids, strict=True)):
        if at:
            top = _under(page, part, top=top, last=last, filters=one.parts[0].exhibit.filters)
        top = write(page, book, part.exhibit, table, top=top, beside=beside) + 1
    is_one = len(one.parts) == 1 and grids[0].length > 0
    page.sheet.freeze_panes(head + 1 if is_one else 2, 0)
    page.printed(foot=foot(view), head=one.name, first=1, last=head if is_one else 1)
    _notes(page, one.notes, top=top, last=last)


def _head(page: Page, one: Figure, view: View, *, last: int) -> int:
    """The finding as a heading, what is measured, under which filters, whose data of which day; the row of the table comes back.

    An indicator has its name above: its finding does not say what it speaks of.
    """
    first, row = one.parts[0].exhibit, 1
    if one.key.startswith("indicators.trend"):
        page.across(row, last, one.name, "title", line_px=28, scale=1.45)
        row += 1
    is_title = row == 1
    page.across(row, last, first.title, "title" if is_title else "section", line_px=28 if is_title else 20, scale=1.45 if is_title else 1.1)
    for said, style in ((first.subtitle, "subtitle"), (_filters(first.filters, view), "subtitle"), (foot(view), "small")):
        if said:
            row += 1
            page.across(row, last, said, style)
    return row + 2


def _under(page: Page, part: Part, *, top: int, last: int, filters: str | None) -> int:
    """The words above a further figure of a sheet; the row of its table comes back."""
    own = part.exhibit.filters
    rows = [(part.name, "section"), (part.exhibit.title, "finding"), (part.exhibit.subtitle, "subtitle"), (own if own != filters else "", "subtitle")]
    for said, style in rows:
        if said:
            page.across(top, last, said, style)
            top += 1
    return top


def _filters(said: str | None, view: View) -> str:
    return view.t("Filters: {filters}", filters=said) if said else ""


def _last(page: Page, beside: int, *, has_chart: bool) -> int:
    """The last column that a heading may stand over: that where a chart ends, or the table."""
    if not has_chart:
        return max(beside - 2, _until(page, 0, 90 * LETTER_PX))
    return _until(page, beside, WIDTH_PX)


def _until(page: Page, first: int, pixels: float) -> int:
    column = first
    while (pixels := pixels - LETTER_PX * page.widths.get(column, 9)) > 0:
        column += 1
    return column


def _back(page: Page, contents: str, name: str) -> None:
    """Above all: the way back to the contents, and what the figure is."""
    page.sheet.write_url(0, 0, f"internal:{quote_sheetname(contents)}!A1", page.look.of("back", is_wrapped=False), string=words(f"‹ {contents}", page.t))
    page.sheet.write_string(0, 1, words(name, page.t), page.look.of("above", is_wrapped=False))


def _notes(page: Page, notes: Sequence[tuple[str, str]], *, top: int, last: int) -> None:
    if notes:
        page.across(top, last, page.t("Notes on this figure"), "section")
    for text, who in notes:
        page.across(top + 1, last, text, "note")
        page.across(top + 2, last, who, "small")
        top += 3


def headlines(page: Page, contents: str, *, plan: Plan, view: View, notes: Sequence[tuple[str, str]]) -> None:
    """The headline figures, group by group, each with what stands beside it and how it is computed."""
    t = view.t
    page.widen(0, [28, 14, 44, 64])
    _back(page, contents, t("Overview"))
    page.across(1, 3, t("The programme in figures"), "title", line_px=28, scale=1.45)
    page.across(2, 3, foot(view), "small")
    row = 4
    for title, exhibits in plan.headlines:
        page.line(row, 0, [title, t("Value"), t("Beside it"), t("How it is computed")], "heading")
        page.sheet.write_string(row, 1, t("Value"), page.look.of("heading", is_right=True))
        for at, exhibit in enumerate(exhibits, start=row + 1):
            measure = exhibit.measure
            page.line(at, 0, [words(exhibit.title, t), None, words(exhibit.subtitle, t), t(measure.formula)])
            found = None if measure.value is None else number(float(measure.value), is_estimate=measure.is_estimate)
            page.put(at, 1, found if measure.is_told else None, "strong", none=untold(measure, t) or t("no data"))
        row += len(exhibits) + 2
    _notes(page, notes, top=row, last=3)
    page.sheet.freeze_panes(2, 0)
    page.printed(foot=foot(view), head=t("The programme in figures"), first=1, last=1)


def listed(page: Page, contents: str, *, title: str, about: str, frames: Sequence[tuple[str, pd.DataFrame]], view: View) -> None:
    """A sheet of words in tables, one under the other, each under its name."""
    t = view.t
    grids = [_grid(frame, t) for _, frame in frames]
    # The tables stand under each other: each column is as wide as all of them need.
    columns = zip_longest(*([[head, *cells] for head, cells in zip(table.headings, table.columns, strict=True)] for table in grids), fillvalue=[])
    page.widen(0, widths((chain.from_iterable(cells) for cells in columns), most=MOST_OF_WORDS, room=ROOM_OF_WORDS))
    last = max((len(table.headings) for table in grids), default=1) - 1
    _back(page, contents, title)
    page.across(1, last, title, "title", line_px=28, scale=1.45)
    page.across(2, last, about, "subtitle")
    row = 4
    for (name, _), table in zip(frames, grids, strict=True):
        if name:
            page.across(row, last, name, "section")
            row += 1
        row = write_table(page, table, top=row) + 1
    page.sheet.freeze_panes(2, 0)
    page.printed(foot=foot(view), head=title, first=1, last=1)


def long_list(page: Page, contents: str, *, title: str, about: str, frame: pd.DataFrame, view: View) -> None:
    """A list of many thousand rows, with a filter in its headings; no more on it than it needs."""
    t, columns = view.t, [[*frame[name]] for name in frame]
    first = 400
    page.widen(0, widths(([name, *(value(cell, t) for cell in cells[:first])] for name, cells in zip(frame, columns, strict=True)), most=44, room=190))
    _back(page, contents, title)
    page.across(1, max(0, len(columns) - 1), title, "title", line_px=28, scale=1.45)
    page.across(2, max(0, len(columns) - 1), about, "subtitle")
    heads: list[Value] = [*frame.columns]
    page.line(4, 0, heads, "heading")
    plain = page.look.of("note", number="0", is_right=True)
    for at, cells in enumerate(columns):
        known: dict[object, str] = {}
        for row, cell in enumerate(cells, start=5):
            if isinstance(cell, str):
                if cell not in known:
                    known[cell] = words(cell, t)
                if cell:
                    page.sheet.write_string(row, at, known[cell])
            else:
                page.sheet.write_number(row, at, cell, plain)
    if len(frame):
        page.sheet.autofilter(4, 0, 4 + len(frame), len(columns) - 1)
    page.sheet.freeze_panes(5, 0)
    page.printed(foot=foot(view), head=title, first=4, last=4)


def _grid(frame: pd.DataFrame, t: Words) -> Grid:
    return Grid([words(name, t) for name in frame], [[value(cell, t) for cell in frame[name].tolist()] for name in frame])

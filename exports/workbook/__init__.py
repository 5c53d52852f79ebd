"""The programme as an .xlsx report: contents, a sheet a figure with a chart of Excel's own, definitions, filters, rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
from xlsxwriter import Workbook

from charts.exhibit import View
from exports.asked import Asked
from exports.decks import FIGURES
from exports.rows import rows_of_all
from exports.told import taken_along
from exports.workbook import definitions, narrowed, sheets
from exports.workbook.cells import words
from exports.workbook.contents import Line, contents
from exports.workbook.look import Look
from exports.workbook.names import section, tabs
from exports.workbook.page import Page
from exports.workbook.plan import HEADLINES, Plan, plan

# No text of a cell becomes a formula, a link or a number.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# How much of the time the figures take, before any sheet is written.
MADE = 0.8


@dataclass(frozen=True)
class Sheet:
    """A sheet to write: what it is called, what the contents say of it, and what writes it, told the name of the contents."""

    name: str
    finding: str
    write: Callable[[Page, str], None]
    part: str = ""
    measured: str = ""


def _unheard(share: float, doing: str) -> None:
    """Tells nobody how far it is."""


def workbook_file(asked: Asked, *, progress: Callable[[float, str], None] = _unheard) -> bytes:
    """The .xlsx of all figures that have something to show; the same for the same data, day and language.

    `progress` is told how much is done, from 0 to 1, and in words what is being done.
    """
    view, t = asked.view, asked.view.t
    found = plan(asked, lambda share, doing: progress(share * MADE, doing))
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    # A day of the data's, not of the clock: the same data give the same bytes.
    book.set_properties({"title": words(t("All figures, with their numbers and sources"), t), "company": words(view.whole.setting("organisation") or "", t),
                         "created": datetime.combine(view.as_of, time())})  # fmt: skip
    figures, lists = [*_figures(found, view, book)], [*_lists(found, view)]
    names = tabs([t("Contents"), *(one.name for one in (*figures, *lists))])
    look = Look(book)
    first, *pages = (Page(book.add_worksheet(name), look, t) for name in names)
    lines = [Line(one.part, one.name, page.name, one.finding, one.measured) for one, page in zip((*figures, *lists), pages, strict=True)]
    contents(first, view, lines[: len(figures)], lines[len(figures) :], found.without)
    for at, (one, page) in enumerate(zip((*figures, *lists), pages, strict=True)):
        progress(MADE + (1 - MADE) * at / len(names), one.name)
        one.write(page, first.name)
    book.close()
    progress(1, "")
    return content.getvalue()


def _figures(found: Plan, view: View, book: Workbook) -> Iterator[Sheet]:
    """The headline figures on one sheet, where any has a number, then a sheet a figure."""
    t, notes = view.t, taken_along(view, "overview", *FIGURES, *HEADLINES)
    if found.figures or any(exhibit.measure.value for _, group in found.headlines for exhibit in group):
        yield Sheet(t("Overview"), t("The programme in figures"), partial(sheets.headlines, plan=found, view=view, notes=notes), t("Overview"))
    for one in found.figures:
        yield Sheet(one.name, one.finding, partial(sheets.figure, one=one, view=view, book=book), section(one.key, t), one.parts[0].exhibit.subtitle)


def _lists(found: Plan, view: View) -> Iterator[Sheet]:
    """The definitions, what all figures are narrowed by, and the rows: on several sheets where one cannot hold them."""
    t = view.t
    told = [("", definitions.figures(found, view)), (t("Indicators"), definitions.indicators(found, view)), (t("Words"), definitions.terms(t))]
    yield _listed(t("Definitions"), t("What each figure and indicator measures and how, and what the words mean"), told, view)
    told = [("", narrowed.conditions(view)), (t("Files"), narrowed.files(view))]
    yield _listed(t("Filters and date"), t("What the figures are narrowed by, of which day they are, and from which files"), told, view)
    rows = rows_of_all(found.by_figure, view)
    name, about = t("Rows"), t("Each row of the files that counted in a figure, and each that was looked at and did not, with why")
    for at in range(0, len(rows), sheets.MOST_ROWS):
        yield Sheet(name, about, partial(sheets.long_list, title=name, about=about, frame=rows[at : at + sheets.MOST_ROWS], view=view))


def _listed(name: str, about: str, told: list[tuple[str, pd.DataFrame]], view: View) -> Sheet:
    tables = [(heading, frame) for heading, frame in told if len(frame)]
    return Sheet(name, about, partial(sheets.listed, title=name, about=about, frames=tables, view=view))


def sheets_in(made: bytes) -> int:
    """How many sheets a workbook has."""
    with ZipFile(BytesIO(made)) as parts:
        return sum(name.startswith("xl/worksheets/sheet") for name in parts.namelist())

"""The programme as an .xlsx report: contents, a sheet a figure with a chart of Excel's own, definitions, filters, rows."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from zipfile import ZipFile

from xlsxwriter import Workbook

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
from exports.workbook.plan import HEADLINES, plan

# No text of a cell becomes a formula, a link or markup.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# How much of the time the figures take, before any sheet is written.
MADE = 0.8


def _unheard(share: float, doing: str) -> None:
    """Tells nobody how far it is."""


def workbook_file(asked: Asked, *, progress: Callable[[float, str], None] = _unheard) -> bytes:
    """The .xlsx of all figures that have something to show; the same for the same data, day and language.

    `progress` is told how much is done, from 0 to 1, and in words what is being done.
    """
    view, t = asked.view, asked.view.t
    found = plan(asked, lambda share, doing: progress(share * MADE, doing))
    progress(MADE, t("Rows"))
    rows = rows_of_all(found.by_figure, view)
    parts = [rows[at : at + sheets.MOST_ROWS] for at in range(0, len(rows), sheets.MOST_ROWS)]
    lists = [
        (t("Definitions"), t("What each figure and indicator measures and how, and what the words mean")),
        (t("Filters and date"), t("What the figures are narrowed by, of which day they are, and from which files")),
        *((t("Rows"), t("Each row of the files that counted in a figure, and each that was looked at and did not, with why")) for _ in parts),
    ]
    figures = found.figures
    has_headlines = bool(figures) or any(exhibit.measure.value for _, group in found.headlines for exhibit in group)
    first = [(t("Overview"), t("The programme in figures"))] if has_headlines else []
    names = tabs([t("Contents"), *(name for name, _ in first), *(one.name for one in figures), *(name for name, _ in lists)])
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    # A day of the data's, not of the clock: the same data give the same bytes.
    book.set_properties({"title": words(t("All figures, with their numbers and sources"), t), "company": words(view.whole.setting("organisation") or "", t),
                         "created": datetime.combine(view.as_of, time())})  # fmt: skip
    look = Look(book)
    pages = [Page(book.add_worksheet(name), look, t) for name in names]
    for page in pages:
        page.sheet.hide_gridlines(2)
    lines = [Line(t("Overview"), t("Overview"), names[1], words_of, "") for _, words_of in first]
    own = pages[1 + len(first) :]
    lines += [Line(section(one.key, t), one.name, page.name, one.finding, one.parts[0].exhibit.subtitle) for one, page in zip(figures, own, strict=False)]
    own_lists = own[len(figures) :]
    contents(pages[0], view, lines, [Line("", name, page.name, said) for (name, said), page in zip(lists, own_lists, strict=True)], found.without)
    if first:
        sheets.headlines(pages[1], found, view, names[0], taken_along(view, *FIGURES, *HEADLINES))
    for at, (one, page) in enumerate(zip(figures, own, strict=False)):
        progress(MADE + (1 - MADE) * at / (len(figures) + 3), one.name)
        sheets.figure(page, book, one, view, names[0])
    frames = [("", definitions.figures(found, view)), (t("Indicators"), definitions.indicators(found, view)), (t("Words"), definitions.terms(t))]
    sheets.listed(own_lists[0], view, names[0], *lists[0], [(name, frame) for name, frame in frames if len(frame)])
    frames = [("", narrowed.conditions(view)), (t("Files"), narrowed.files(view))]
    sheets.listed(own_lists[1], view, names[0], *lists[1], [(name, frame) for name, frame in frames if len(frame)])
    for part, page in zip(parts, own_lists[2:], strict=True):
        progress(0.97, t("Rows"))
        sheets.long_list(page, view, names[0], *lists[2], part)
    book.close()
    progress(1, "")
    return content.getvalue()


def sheets_in(made: bytes) -> int:
    """How many sheets a workbook has."""
    with ZipFile(BytesIO(made)) as parts:
        return sum(name.startswith("xl/worksheets/sheet") for name in parts.namelist())

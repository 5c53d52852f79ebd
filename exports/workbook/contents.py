"""The first sheet: whose data of which day, and a line a figure that leads to its sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import quote_sheetname

from charts import overview
from charts.exhibit import View
from exports.told import foot, narrowed_to, noticed
from exports.workbook.cells import Value, words
from exports.workbook.page import Page
from exports.workbook.plan import Part
from metrics.overview import span

WIDTHS = (18, 34, 78, 60)


@dataclass(frozen=True)
class Line:
    """One line of the contents: the part of the dashboard, the sheet's name and tab, what it finds and what it measures."""

    section: str
    name: str
    tab: str
    finding: str
    measured: str = ""


def period(view: View) -> str:
    """The period in words: what was chosen, else that of the whole record."""
    t, days = view.t, span(view.data, view.as_of)
    if view.data.period:
        return t.span(*view.data.period)
    return t("{span}: the whole record", span=t.span(*days)) if days else t("the whole record")


def about(view: View) -> list[tuple[str, Value]]:
    """What all figures have in common, under its names: organisation, day, edition, period, filters, language."""
    t = view.t
    found: list[tuple[str, Value]] = [
        (t("Organisation"), view.whole.setting("organisation")), (t("Data as of"), view.as_of),
        (t("Edition"), view.edition), (t("Period"), period(view)),
        (t("Filters"), narrowed_to(view) or t("none, everything is counted")), (t("Language"), t.tongue(t.language)),
    ]  # fmt: skip
    return [(name, words(one, t) if isinstance(one, str) else one) for name, one in found if one]


def contents(page: Page, view: View, figures: Sequence[Line], lists: Sequence[Line], without: Sequence[Part]) -> None:
    """The contents: who, when and what, then a line a sheet; last the figures that have nothing to show yet."""
    t, last = view.t, len(WIDTHS) - 1
    page.widen(0, WIDTHS)
    page.across(0, last, view.whole.setting("organisation") or "", "above")
    page.across(1, last, t("All figures, with their numbers and sources"), "title", line_px=28, scale=1.45)
    row = 2
    if notice := noticed(view.whole, t):
        page.across(row, last, notice, "warning")
        row += 1
    page.across(row, last, overview.summary(view) if figures else t("There is nothing to show yet: no record has been read."), "subtitle")
    row += 2
    for name, said in about(view):
        page.put(row, 0, name, "above")
        page.across(row, last, t.day(said) if isinstance(said, date) else str(said), "note", first=1)
        row += 1
    row += 1
    if figures:
        row = _lines(page, row, [t("Part"), t("Sheet"), t("What it shows"), t("What is measured")], figures) + 1
    row = _lines(page, row, [t("And"), t("Sheet"), t("What it holds"), ""], lists) + 1
    if without:
        _lines(page, row, [t("Nothing to show yet"), "", "", ""], [Line("", part.name, "", part.exhibit.title) for part in without])
    page.sheet.freeze_panes(2, 0)
    page.printed(foot=foot(view), head=t("All figures, with their numbers and sources"), first=1, last=1)


def _lines(page: Page, top: int, headings: Sequence[Value], found: Sequence[Line]) -> int:
    """Write a line each under headings, what leads to a sheet as a link; a part is named once. The first free row comes back."""
    t, section = page.t, ""
    page.line(top, 0, headings, "heading")
    for row, line in enumerate(found, start=top + 1):
        name = words(line.name, t)
        page.line(row, 0, ["" if line.section == section else line.section, name, words(line.finding, t), words(line.measured, t)])
        if line.tab:
            page.sheet.write_url(row, 1, f"internal:{quote_sheetname(line.tab)}!A1", page.look.of("link"), string=name)
        section = line.section
    return top + len(found) + 1

"""The data sheet inside a chart: what a person sees who clicks on "Edit data"."""

import io
from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from charts.chart import Chart
from exports.slides.words import clean

SHEET = "Sheet1"
# No cell of a spreadsheet holds more.
MOST_LETTERS = 32_000
# Days are counted from here.
EPOCH = date(1899, 12, 30)
MONTHS = "mmm yyyy"


def workbook(chart: Chart, *, total: str | None = None) -> bytes:
    """A workbook of one sheet: a row a label, a column a series; `total` heads a last column that adds them up."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet, as_day = book.add_worksheet(SHEET), book.add_format({"num_format": MONTHS})
    for row, label in enumerate(chart.labels, 1):
        if chart.days:
            sheet.write_number(row, 0, serial(chart.days[row - 1]), as_day)
        else:
            # As a string: the words of a cell stay words, whatever they begin with.
            sheet.write_string(row, 0, clean(label)[:MOST_LETTERS])
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, clean(series.name)[:MOST_LETTERS])
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    if total:
        last = xl_col_to_name(len(chart.series))
        sheet.write_string(0, len(chart.series) + 1, total)
        for row, value in enumerate(totals(chart), 2):
            sheet.write_formula(row - 1, len(chart.series) + 1, f"=SUM(B{row}:{last}{row})", None, value)
    book.close()
    return out.getvalue()


def totals(chart: Chart) -> Sequence[float]:
    """How long each bar is in all."""
    return [sum(value or 0 for value in values) for values in zip(*(one.values for one in chart.series), strict=True)]


def serial(day: date) -> int:
    """A day as spreadsheets count them."""
    return (day - EPOCH).days


def names(column: int) -> str:
    """Where the name of a series stands, from 1 on."""
    return f"{SHEET}!${xl_col_to_name(column)}$1"


def cells(column: int, rows: int) -> str:
    """Where the values of a series stand, or the labels (0)."""
    letter = xl_col_to_name(column)
    return f"{SHEET}!${letter}$2:${letter}${rows + 1}"

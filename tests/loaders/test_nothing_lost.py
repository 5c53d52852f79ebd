"""Whatever a workbook holds, each of its rows is either loaded or named in a problem: nothing is lost silently."""

from datetime import date, datetime
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from loaders import Dataset, SourceError, load
from loaders.tables import TABLES

# Problems that speak of all rows of a sheet at once.
WHOLE_SHEET = {"unknown_sheet", "near_sheet", "hidden_sheet", "no_headings", "missing_column"}
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=24)
WORDS = st.sampled_from([
    "Total", "total général", "합계", "Note: approximate", "* estimates", "2018", "Fall 2018", "22–25 March 2019", "05/10/2018",
    "youth", "Montréal", "a; b", "a, b", "#REF!", "NA", "yes", "1 234,50 $", "=1+1", "<b>x</b>", "\u00a0", " ",
])  # fmt: skip
CELLS = st.one_of(
    st.none(), TEXT, WORDS, st.integers(-10, 100_000), st.floats(-1e6, 1e6, allow_nan=False), st.booleans(),
    st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)),
)  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[list[object]]]:
    """Sheets by name, each with headings of a table (some missing, some of the keeper's own) and rows of anything."""
    sheets = {}
    for table in draw(st.lists(st.sampled_from(list(TABLES.values())), min_size=1, max_size=3, unique_by=lambda table: table.name)):
        columns = draw(st.lists(st.sampled_from(table.columns), min_size=1, max_size=len(table.columns), unique_by=lambda column: column.name))
        wanted = [*(column for column in table.columns if column.required), *columns] if draw(st.booleans()) else columns
        headings = [draw(st.sampled_from(column.spellings())) for column in dict.fromkeys(wanted)]
        headings += draw(st.lists(st.sampled_from(["Telephone", "Shoe size", "Remarks of Núria"]), max_size=2))
        rows = draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=8))
        title = draw(st.sampled_from([[], [["A title"], []]]))
        sheets[draw(st.sampled_from([table.name, table.label("fr"), table.label("ko"), f"{table.name} 2018"]))] = [*title, headings, *rows]
    return sheets


def written(sheets: dict[str, list[list[object]]]) -> bytes:
    book, content = Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, place, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    book.save(content)
    return content.getvalue()


def is_filled(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def loaded_rows(data: Dataset, sheet: str) -> set[int]:
    return {row for frame in data.tables.values() for row in frame.loc[frame["source_sheet"] == sheet, "source_row"]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_each_row_is_loaded_or_named(sheets):
    try:
        data = load(written(sheets))
    except SourceError:
        pytest.fail("a sound workbook was refused")
    for name, rows in sheets.items():
        problems = [problem for problem in data.problems if problem.sheet == name]
        if any(problem.code in WHOLE_SHEET for problem in problems):
            continue
        accounted = loaded_rows(data, name) | {problem.row for problem in problems}
        report = next(report for report in data.sheets if report.sheet == name)
        for number, row in enumerate(rows, start=1):
            if number != report.header and any(map(is_filled, row)) and row != ["A title"]:
                assert number in accounted, (name, number, row)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_each_cell_of_a_loaded_row_is_read_or_named(sheets):
    data = load(written(sheets))
    named = {(problem.sheet, problem.cell) for problem in data.problems}
    for report in data.sheets:
        if not report.table:
            continue
        frame = data.tables[report.table]
        frame = frame[frame["source_sheet"] == report.sheet].set_index("source_row")
        places = {column.name: column.cell.rstrip("0123456789") for column in report.columns}
        for number, row in enumerate(sheets[report.sheet], start=1):
            if number not in frame.index:
                continue
            for column, letters in places.items():
                cell = row[ord(letters) - 65] if len(letters) == 1 else None
                value = frame.at[number, column]
                is_read = len(value) > 0 if isinstance(value, tuple) else not pd.isna(value)
                assert is_read or not is_filled(cell) or (report.sheet, f"{letters}{number}") in named, (report.sheet, letters, number, cell)

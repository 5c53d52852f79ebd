"""LibreOffice opens the workbook, and finds in it what was written."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from loaders import Dataset, Scope
from loaders.workbook import sheets, sources
from tests.exports.books import asked, charts, few, opened, workbook_of
from tests.exports.office import converted, needs_office

PART = Scope(project_ids=("coop-schools", "summer-coops"))


@pytest.fixture(scope="module")
def content(demo: Dataset) -> bytes:
    """A part of the invented programme: LibreOffice takes its time with the whole."""
    return workbook_of(few(demo), scope=PART)


def values(book: openpyxl.Workbook) -> dict[str, list[list[object]]]:
    """What the cells of each sheet hold, without blank rows and cells at their ends."""
    found = {}
    for sheet in book:
        rows = [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = [[cell for cell in row if cell is not None] for row in rows if any(cell is not None for cell in row)]
    return found


def letters(text: str) -> str:
    """The letters and digits alone: a page breaks lines where it will."""
    return "".join(letter for letter in text if letter.isalnum())


@needs_office
def test_libreoffice_reads_every_cell_as_it_was_written_and_keeps_the_charts(content: bytes, tmp_path: Path):
    again = converted(content, "figures.xlsx", "xlsx", tmp_path)
    assert values(opened(again)) == values(opened(content))
    assert {name: [len(one.series) for one in found] for name, found in charts(again).items()} == {name: [len(one.series) for one in found] for name, found in charts(content).items()}


@needs_office
def test_it_prints_on_pages_with_the_finding_and_their_number(content: bytes, demo: Dataset, tmp_path: Path):
    pages = [letters(page.extract_text()) for page in PdfReader(BytesIO(converted(content, "figures.xlsx", "pdf", tmp_path))).pages]
    assert [f"Page{at}of{len(pages)}" in page for at, page in enumerate(pages, start=1)] == [True] * len(pages)
    for sheet in opened(content).worksheets[2:12]:
        assert any(letters(str(sheet["A2"].value)) in page for page in pages), sheet.title
    assert all(letters(str(asked(demo, scope=PART).view.whole.setting("organisation"))) in page for page in pages)


def test_the_dashboard_s_own_reader_reads_it(content: bytes):
    book = opened(content)
    [source] = sources(content)
    found = {sheet.name: sheet for sheet in sheets(source)}
    assert [*found] == book.sheetnames

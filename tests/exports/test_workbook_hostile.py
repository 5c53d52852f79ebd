"""What somebody typed to harm, or by mistake, stands in the workbook as words and as nothing else."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from exports.workbook import workbook_file
from exports.workbook.cells import MOST_UNITS, Number, spoken, units, value, words
from exports.workbook.page import MOST_FOOT, said
from loaders import Dataset
from locales import words as words_of
from tests.exports.books import asked, few, opened, parts
from tests.exports.office import converted, needs_office

EVENTS = ("=1+1", "+cmd|' /C calc'!A0", "{=SUM(A1:A9)}", "@import", "https://evil.example/x", "file:///etc/passwd", "internal:Rows!A1", "&[Picture]&G&P", "<b>bold</b> ]]> &amp;",
          "bell\x07 null\x00 end\uffff", "_x0007_ typed", "\u202eright to left\u202c", "😀 서울 café", "line\nbreak", "\ttab", " 007", "1e5", "TRUE", "#REF!", "-5")  # fmt: skip


@pytest.fixture(scope="module")
def hostile(demo: Dataset) -> Dataset:
    """The invented programme whose events, themes and organisation are called by formulas, links and orders to the printer."""
    data = few(demo)
    events, themes, settings = (data.tables[name].copy() for name in ("events", "themes", "settings"))
    events["title"] = pd.Series([*EVENTS, "long " * 8_000, *events["title"][len(EVENTS) + 1 :]], index=events.index, dtype=object)
    themes["name"] = pd.Series([f"=HYPERLINK(\"https://evil.example\",\"{name}\")" for name in themes["name"]], index=themes.index, dtype=object)
    settings.loc[settings["key"] == "organisation", "value"] = "R&Group & Sons " + "&" * 300
    return replace(data, tables=MappingProxyType({**data.tables, "events": events, "themes": themes, "settings": settings}))


@pytest.fixture(scope="module")
def content(hostile: Dataset) -> bytes:
    return workbook_file(asked(hostile))


def test_every_text_is_shown_as_typed_and_none_is_a_formula_or_a_link(content: bytes):
    book = opened(content)
    every = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    for typed in EVENTS:
        shown = typed.replace("\x07", "�").replace("\x00", "�").replace("\uffff", "�")
        assert every.get(shown) == "s", typed
    assert not set(every.values()) - {"s"}
    found = parts(content)
    assert not [name for name, xml in found.items() if 'TargetMode="External"' in xml or ("<f>" in xml and name.startswith("xl/worksheets"))]
    assert not [name for name in book.sheetnames if "evil" in name]


def test_what_is_too_long_is_cut_with_a_sign_that_says_where_the_whole_stands(content: bytes):
    longest = max((cell.value for row in opened(content)["Rows"].iter_rows() for cell in row if isinstance(cell.value, str)), key=len)
    assert units(longest) == MOST_UNITS and longest.startswith("long long ")
    assert longest.endswith("a cell of a spreadsheet holds no more than 32,767 characters. The whole stands in the workbook that the data comes from.")


def test_emoji_count_as_excel_counts_them():
    t = words_of("en")
    assert units(words("😀" * 20_000, t)) <= MOST_UNITS
    assert words("😀" * 16_383, t) == "😀" * 16_383


def test_the_foot_of_a_page_takes_no_orders_and_fits():
    assert said("R&Group & Sons") == "R&&\u2060Group && Sons"
    assert said("AT&P\nnext") == "AT&&P next"
    for text in ("&" * 300, "word & " * 90, "😀&" * 200):
        assert units(said(text)) <= MOST_FOOT and said(text).endswith("…")


@needs_office
def test_libreoffice_finds_the_same_words(content: bytes, tmp_path: Path):
    again = opened(converted(content, "figures.xlsx", "xlsx", tmp_path))
    before = {cell.value for row in opened(content)["Timeline by project"].iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {cell.value for row in again["Timeline by project"].iter_rows() for cell in row if isinstance(cell.value, str)} == before


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("17", "en", Number(17)), ("1,200", "en", Number(1200)), ("1\u202f200", "fr", Number(1200)), ("12.5", "en", Number(12.5, "#,##0.0")), ("12,5", "fr", Number(12.5, "#,##0.0")),
        ("57%", "en", Number(0.57, "0%")), ("57\xa0%", "fr", Number(0.57, "0%")), ("≈ 290", "en", Number(290, '"≈ "#,##0')),
        ("+3", "en", Number(3, '+#,##0;"−"#,##0;0')), ("−1,400", "en", Number(-1400, '+#,##0;"−"#,##0;0')),
        # What says more than a number, or is no number of the language, stays words.
        ("at least 20", "en", "at least 20"), ("5 of 8", "en", "5 of 8"), ("no data", "en", "no data"), ("007", "en", "007"), ("1,2,3", "en", "1,2,3"), ("", "en", ""), ("±0 points", "en", "±0 points"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_a_number_where_the_language_writes_it_so(typed: str, language: str, expected: object):
    assert spoken(typed, words_of(language)) == expected


def test_a_cell_is_what_it_is():
    t = words_of("en")
    assert value(3, t) == Number(3) and value(0.5, t, is_share=True) == Number(0.5, "0%") and value(2.25, t) == Number(2.25, "#,##0.0")
    assert value(True, t) == "yes" and value(float("nan"), t) is None and value(pd.NA, t) is None and value(pd.NaT, t) is None
    assert value("2018", t) == "2018"

"""Cells that would break a file or run in it: every deck of them opens, and says what they say."""

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation

from exports.decks import Deck, Item
from exports.slides import deck_file
from loaders import Dataset
from tests.exports.slides.reading import HAS_FONT, POINT, asked_of, charts, every, said, sheet_of, tall

CONTROL = "Bad\x00\x01\x0b\x1f\ufffe end"
WORDS = ["=HYPERLINK(\"http://x\")", "</a:t></script>&amp;<b>", CONTROL, "x" * 40_000, "word " * 8_000, "العربية من اليمين", "도시의 지식 공유", "🏙️🚲 emoji", "_x0041_", "a\tb\r\nc\u2028d"]

# A figure of each kind: numbers, columns, bars, drawings, tables, the board.
KEYS = (
    "overview.figures", "overview.months", "overview.next", "timeline.by_project", "map.places", "themes.by_kind", "themes.by_quarter", "themes.transfers",
    "delegations.journeys", "delegations.by_route", "participants.by_city", "participants.by_activity", "publications.texts", "indicators.board",
)  # fmt: skip


def hurt(data: Dataset) -> Dataset:
    """The data with such words for every name and title."""
    tables = dict(data.tables)
    for table, column in (("projects", "title"), ("events", "title"), ("delegations", "title"), ("publications", "title"), ("cities", "name"), ("themes", "name"), ("transfers", "practice"), ("indicators", "title")):
        frame = tables[table]
        tables[table] = frame.assign(**{column: pd.Series([WORDS[at % len(WORDS)] for at in range(len(frame))], index=frame.index, dtype=object)})
    return replace(data, tables=tables)


@pytest.fixture(scope="module")
def file(demo):
    deck = Deck(CONTROL, tuple(Item(key, note="<b>\x02=1+1") for key in KEYS))
    return deck_file(deck, asked_of(hurt(demo)))


def test_every_part_is_well_formed(file):
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))


def test_words_stay_words(file):
    slides = Presentation(io.BytesIO(file)).slides
    words = "\n".join(said(slide) for slide in slides)
    assert "Bad end" in words and "</a:t></script>&amp;<b>" in words and "도시의 지식 공유" in words
    assert "\x01" not in words and "\ufffe" not in words
    assert all("<b>=1+1" in slide.notes_slide.notes_text_frame.text for slide in list(slides)[1:])


def test_no_cell_of_a_data_sheet_is_a_formula_of_the_data(file):
    found = 0
    for _, _, chart in charts(Presentation(io.BytesIO(file))):
        for row in sheet_of(chart)[1:]:
            found += str(row[0]).startswith("=HYPERLINK")
        with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml")
            assert b"HYPERLINK" not in sheet and b"<hyperlink" not in sheet
    assert found


@pytest.mark.skipif(not HAS_FONT, reason="Liberation Sans, which has the measures of Arial, is not installed")
def test_however_long_the_words_they_stay_in_their_boxes(file):
    deck = Presentation(io.BytesIO(file))
    for number, slide in enumerate(deck.slides, 1):
        for shape in every(slide.shapes):
            if shape.has_text_frame and shape.text_frame.word_wrap is not False and shape.text_frame.text and "emoji" not in shape.text_frame.text:
                assert tall(shape.text_frame.paragraphs, shape.width / POINT) <= shape.height / POINT + 2, (number, shape.name)
        assert all(shape.top + shape.height <= deck.slide_height + POINT for shape in slide.shapes), number

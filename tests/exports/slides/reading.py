"""What the tests read out of a deck: its shapes, its words and how large they are, its charts and their sheets."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl import load_workbook
from PIL import ImageFont
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as File

from charts.exhibit import View
from exports.asked import Asked, Earlier, cutting
from exports.decks import Deck, Shown
from loaders import Dataset, Scope
from locales import words
from tests.conftest import TODAY

POINT = 12_700
FACES = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}


def is_installed(face: str) -> bool:
    try:
        ImageFont.truetype(face, 10)
    except OSError:
        return False
    return True


HAS_FONT = all(map(is_installed, FACES.values()))


@dataclass(frozen=True)
class Made:
    """A deck, what it was made of, and the file."""

    deck: Deck
    asked: Asked
    figures: list[Shown]
    bytes: bytes
    file: File


EVERYTHING = Scope()


def asked_of(data: Dataset, scope: Scope = EVERYTHING, language: str = "en", earlier: Earlier | None = None) -> Asked:
    part = data.within(scope)
    return Asked(View(part, data, data.as_of(TODAY), words(language), cut=cutting()), earlier)


def every(shapes: Any) -> Iterator[Any]:
    """Shapes and those in groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def descr(shape: Any) -> str:
    return shape._element.xpath("./*/p:cNvPr")[0].get("descr") or ""


def said(slide: Any) -> str:
    """All that stands on a slide."""
    parts = []
    for shape in every(slide.shapes):
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if getattr(shape, "has_table", False):
            parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def charts(file: File) -> list[tuple[Any, Any, Any]]:
    """Each slide's charts: the slide, the shape, the chart."""
    return [(slide, shape, shape.chart) for slide in file.slides for shape in slide.shapes if shape.has_chart]


def sheet_of(chart: Any) -> list[list[Any]]:
    """The data sheet inside a chart, its formulas as they are written."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


@cache
def font(size: float, is_bold: bool) -> Any:
    return ImageFont.truetype(FACES[is_bold], round(size * 10))


def wide(text: str, size: float, is_bold: bool) -> float:
    return font(size, is_bold).getlength(text) / 10


def lines(text: str, size: float, is_bold: bool, room: float) -> int:
    """How many lines a paragraph takes in a box so wide; every other font program breaks at spaces too."""
    count, at, space = 1, 0.0, wide(" ", size, is_bold)
    for word in text.split(" "):
        own = wide(word, size, is_bold)
        if at and at + own > room:
            count, at = count + 1, 0.0
        while own > room:
            count, own = count + 1, own - room
        at += own + space
    return count


def tall(paragraphs: Any, room: float) -> float:
    """How high paragraphs are, in points; each run says its size."""
    found = 0.0
    for paragraph in paragraphs:
        runs = [run for run in paragraph.runs if run.text]
        if runs:
            size = max(run.font.size.pt for run in runs)
            found += lines(paragraph.text, size, bool(runs[0].font.bold), room) * size * 1.17
    return found

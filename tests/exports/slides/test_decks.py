"""Every ready deck, opened again: native throughout, its numbers those of the figures, its words in their boxes."""

import re
from itertools import combinations

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.slides.words import one_line, tag
from tests.exports.slides.conftest import DECKS
from tests.exports.slides.reading import HAS_FONT, POINT, charts, descr, every, said, sheet_of, tall, wide

PICTURES = (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.LINKED_PICTURE, MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT, MSO_SHAPE_TYPE.MEDIA)
deck = pytest.mark.parametrize("name", DECKS)


def box(shape):
    return shape.left / POINT, shape.top / POINT, (shape.left + shape.width) / POINT, (shape.top + shape.height) / POINT


@deck
def test_there_is_a_slide_for_every_figure_and_no_picture_of_any(made, name):
    one = made(name)
    titles = [slide.shapes.title.text_frame.text for slide in one.file.slides]
    assert titles[0] == one.deck.title
    for figure in one.figures:
        assert any(figure.title in title for title in titles), figure.key
    for slide in one.file.slides:
        assert not [shape.name for shape in every(slide.shapes) if shape.shape_type in PICTURES]
    # Neither is one hidden in a fill, a background or the file's own picture.
    parts = [str(part.partname) for part in one.file.part.package.iter_parts()]
    assert not [part for part in parts if re.search(r"\.(png|jpe?g|emf|wmf|gif|svg|bin)$", part)]


@deck
def test_every_figure_says_in_words_what_it_shows(made, name):
    one = made(name)
    sentences = {one_line(exhibit.sentence)[:200] for figure in one.figures for exhibit in figure.exhibits}
    told = set()
    for slide in list(one.file.slides)[1:]:
        figures = [shape for shape in slide.shapes if shape.has_chart or getattr(shape, "has_table", False) or shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        texts = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
        assert figures or texts
        for shape in figures or texts:
            assert descr(shape), shape.name
            told.add(descr(shape)[:200])
    assert sentences <= told


@deck
def test_every_slide_says_whose_data_it_is_of_which_day_and_from_which_file(made, name):
    one = made(name)
    view = one.asked.view
    day, file = view.t.day(view.as_of), view.whole.projects["source_file"].iloc[0]
    for number, slide in enumerate(one.file.slides, 1):
        assert view.whole.setting("organisation") in said(slide)
        assert day in said(slide)
        if number > 1:
            kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
            footer = next(shape for kind, shape in kinds.items() if "FOOTER" in str(kind)).text_frame.text
            assert file in footer and day in footer
            assert any("SLIDE_NUMBER" in str(kind) for kind in kinds)


@deck
def test_the_notes_name_the_file_the_sheet_and_the_rows_of_each_figure(made, name):
    one = made(name)
    view = one.asked.view
    row = {"en": r"rows? [\d–, ]+", "fr": r"(rows?|lignes?) [\d–, ]+"}[view.t.language]
    for slide in list(one.file.slides)[1:]:
        notes = slide.notes_slide.notes_text_frame.text
        assert view.whole.projects["source_file"].iloc[0] in notes
        assert re.search(rf"\.xlsx, .+: {row}", notes), notes


@deck
def test_each_chart_holds_the_numbers_of_its_figure_and_so_does_its_sheet(made, name):
    one = made(name)
    figures = [figure for figure in one.figures if figure.exhibit.chart]
    found = [(shape, chart) for _, shape, chart in charts(one.file) if any(descr(shape) == one_line(figure.exhibit.sentence) for figure in figures)]
    assert len(found) == len(figures)
    for figure, (_, chart) in zip(figures, found, strict=True):
        wanted = figure.exhibit.chart
        series = [series for plot in chart.plots for series in plot.series][: len(wanted.series)]
        assert [one.name for one in series] == [one.name for one in wanted.series]
        assert [tuple(one.values) for one in series] == [one.values for one in wanted.series]
        sheet = sheet_of(chart)
        assert sheet[0][1 : len(wanted.series) + 1] == [one.name for one in wanted.series]
        columns = list(zip(*(row[1 : len(wanted.series) + 1] for row in sheet[1:]), strict=True))
        assert columns == [one.values for one in wanted.series]
        if wanted.days:
            assert [row[0].date() for row in sheet[1:]] == list(wanted.days)
        else:
            assert [row[0] for row in sheet[1:]] == list(wanted.labels) == list(chart.plots[0].categories)


@deck
def test_every_run_says_its_language(made, name):
    one = made(name)
    tags = {element.get("lang") for slide in one.file.slides for element in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")}
    assert tags == {tag(one.asked.view.t.language)}
    assert tags <= {"en-US", "fr-FR"}


@deck
def test_what_is_coloured_takes_its_colour_from_the_theme(made, name):
    one = made(name)
    drawn = [slide.part.blob for slide in one.file.slides] + [chart.part.blob for _, _, chart in charts(one.file)]
    assert not [blob for blob in drawn if b"srgbClr" in blob]


@pytest.mark.skipif(not HAS_FONT, reason="Liberation Sans, which has the measures of Arial, is not installed")
@deck
def test_no_words_run_out_of_their_box(made, name):
    for number, slide in enumerate(made(name).file.slides, 1):
        for shape in every(slide.shapes):
            if getattr(shape, "has_table", False):
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        inner = (column.width - cell.margin_left - cell.margin_right) / POINT
                        assert tall(cell.text_frame.paragraphs, inner) <= row.height / POINT - 2, (number, cell.text)
            elif shape.has_text_frame and shape.text_frame.text:
                frame = shape.text_frame
                if frame.word_wrap is False:
                    run = frame.paragraphs[0].runs[0]
                    assert wide(frame.text, run.font.size.pt, bool(run.font.bold)) <= shape.width / POINT + 0.5, (number, frame.text)
                elif frame.paragraphs[0].runs:
                    assert tall(frame.paragraphs, shape.width / POINT) <= shape.height / POINT + 2, (number, frame.text)


@deck
def test_nothing_lies_over_anything_but_the_small_lines_in_their_cells(made, name):
    one = made(name)
    for number, slide in enumerate(one.file.slides, 1):
        boxes = [(shape, box(shape)) for shape in slide.shapes]
        for (first, a), (second, b) in combinations(boxes, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            is_line = getattr(first, "has_table", False) and second.has_chart
            if is_line:
                assert across >= 0 or down >= 0
                continue
            assert across <= 1 or down <= 1, (number, first.name, second.name)
        for shape in every(slide.shapes):
            left, top, right, bottom = box(shape)
            assert left >= -1 and top >= -1 and right <= one.file.slide_width / POINT + 1 and bottom <= one.file.slide_height / POINT + 1, (number, shape.name)


@deck
def test_no_shape_has_the_number_of_another(made, name):
    for slide in made(name).file.slides:
        numbers = [shape.shape_id for shape in every(slide.shapes)]
        assert len(numbers) == len(set(numbers))

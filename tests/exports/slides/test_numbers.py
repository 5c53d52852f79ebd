"""What stands in the charts of the real programme, counted by hand in its workbook."""

import io

import pytest
from pptx import Presentation

from charts import made as drawn
from exports.decks import Deck, Item
from exports.slides import deck_file
from exports.slides.words import one_line
from loaders import Scope
from tests.exports.slides.reading import asked_of, charts, descr, said, sheet_of


def test_the_months_of_the_programme(made):
    sheet = sheet_of(next(chart for _, shape, chart in charts(made("real board").file) if "one a month" in descr(shape)))
    by_month = {row[0]: row[1:] for row in sheet[1:]}
    assert sheet[0][1:] == ["Events", "Delegations", "Still to come"]
    # In October 2018 the GSEF in Bilbao; in March 2019 three delegations.
    assert by_month["Oct 2018"] == [5, 1, 0]
    assert by_month["Mar 2019"] == [3, 3, 0]
    assert by_month["Oct 2019"] == [0, 0, 2]


def test_the_people_by_sector_and_those_who_are_known_as_a_number_alone(made):
    chart = next(chart for _, shape, chart in charts(made("real board").file) if "60" in descr(shape) and chart.plots[0].series[-1].values[-1] == 60)
    plot = chart.plots[0]
    assert list(zip(plot.categories, plot.series[0].values, strict=True))[:2] == [("Local government", 5.0), ("Academia", 2.0)]
    assert plot.categories[-1] == "Not detailed"
    # What stands at the end of a bar is the sum of its pieces, which the sheet adds up.
    assert [row[-1] for row in sheet_of(chart)][:3] == ["In all", "=SUM(B2:C2)", "=SUM(B3:C3)"]
    assert tuple(chart.plots[1].series[0].values) == (5, 2, 1, 1, 1, 60)


def test_the_headlines_are_numbers_in_words_that_can_be_edited(made):
    words = said(made("real board").file.slides[1])
    for name, number in (("Projects", "12"), ("Delegations", "7"), ("Events", "22"), ("People listed", "70"), ("Participations", "≈ 290")):
        assert f"{name}\n{number}\n" in words


def test_the_board_is_a_table_with_small_charts_over_its_last_cells(made):
    one = made("demo board")
    slides = [slide for slide in one.file.slides if any(getattr(shape, "has_table", False) and shape.table.cell(0, 0).text == "Indicator" and len(shape.table.columns) == 7 for shape in slide.shapes)]
    board = next(figure.exhibit for figure in one.figures if figure.key == "indicators.board")
    wanted = {str(row[0]): list(row[-1]) for row in board.table.itertuples(index=False)}
    found, rows = {}, []
    for slide in slides:
        table = next(shape for shape in slide.shapes if getattr(shape, "has_table", False))
        rows += [tuple(cell.text for cell in row.cells)[:3] for row in list(table.table.rows)[1:]]
        for shape in slide.shapes:
            if shape.has_chart:
                found[shape.name] = list(shape.chart.plots[0].series[0].values)
                assert table.left < shape.left and shape.left + shape.width < table.left + table.width
    assert found == {name: values for name, values in wanted.items() if len(values) > 1}
    assert len(rows) == len(board.table) == 22
    assert ("Study missions", "✕ off course", "2") in rows


def test_an_indicator_stands_beside_its_targets(made):
    one = made("demo board")
    slide, chart = next((slide, chart) for slide, _, chart in charts(one.file) if "Study missions – 2 of 8" in slide.shapes.title.text_frame.text)
    sheet = sheet_of(chart)
    assert sheet[0][1:] == ["Value", "So far", "Target"]
    assert [row[1:] for row in sheet[1:]][-1] == [None, 2, 8]
    # It has a period and a filter of its own, said at its foot.
    assert "April 2021 to March 2022; study mission" in said(slide)


def test_a_timeline_has_a_shape_for_each_project_delegation_and_event(made):
    one = made("real board")
    names = [descr(shape) for slide in one.file.slides for group in slide.shapes if group.shape_type == 6 for shape in group.shapes]
    timeline = next(figure.exhibit for figure in one.figures if figure.key == "timeline.by_project")
    for title in timeline.table["Title"]:
        assert any(name.startswith(title) for name in names), title


def test_a_map_is_land_and_places_and_ways(made):
    one = made("real board")
    slide = next(slide for slide in one.file.slides if "Barcelona saw the most" in slide.shapes.title.text_frame.text)
    group = next(shape for shape in slide.shapes if shape.shape_type == 6)
    land = [shape for shape in group.shapes if shape._element.xpath(".//a:custGeom")]
    points = len(group._element.xpath(".//a:pt"))
    assert len(land) > 50 and points < 9000
    assert {"Barcelona", "Montreal", "Seoul"} <= {shape.text_frame.text for shape in group.shapes if shape.has_text_frame}


def test_a_timeline_fills_few_slides_in_words_that_can_be_read(made):
    one = made("demo board")
    timeline = next(figure.exhibit for figure in one.figures if figure.key == "timeline.by_project")
    groups = [shape for slide in one.file.slides for shape in slide.shapes if shape.shape_type == 6 and descr(shape) == one_line(timeline.sentence)]
    assert len(groups) == 3
    assert min(run.font.size.pt for group in groups for shape in group.shapes if shape.has_text_frame for paragraph in shape.text_frame.paragraphs for run in paragraph.runs) >= 9


def test_what_does_not_fit_is_counted(large):
    asked = asked_of(large)
    file = Presentation(io.BytesIO(deck_file(Deck("Large", (Item("timeline.by_project"), Item("overview.next"))), asked)))
    words = [said(slide) for slide in file.slides]
    tables = [shape.table for slide in file.slides for shape in slide.shapes if getattr(shape, "has_table", False)]
    shown = sum(len(table.rows) - 1 for table in tables)
    ahead = drawn("overview.next", asked.view)(asked.view).table
    assert f"{len(ahead) - shown} more rows are in the dashboard" in words[-1]
    assert any("478 more rows" in one for one in words)


def test_titles_and_notes_of_a_persons_own_deck_are_theirs(real):
    deck = Deck("Réunion", (Item("themes.by_kind", title="Where we work", note="Ask the board about 2020."), Item("no.such.figure")))
    file = Presentation(io.BytesIO(deck_file(deck, asked_of(real, Scope(), "fr"))))
    assert [slide.shapes.title.text_frame.text for slide in file.slides] == ["Réunion", "Where we work"]
    assert file.slides[1].notes_slide.notes_text_frame.text.startswith("Ask the board about 2020.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_data_gives_the_same_deck(real, language):
    deck = Deck("Twice", (Item("publications.by_year"),))
    one, other = (Presentation(io.BytesIO(deck_file(deck, asked_of(real, language=language)))) for _ in range(2))
    assert [part.blob for part in one.part.package.iter_parts() if part.partname.endswith(".xml")] == [part.blob for part in other.part.package.iter_parts() if part.partname.endswith(".xml")]
    assert one.core_properties.modified.date() == real.as_of(None)

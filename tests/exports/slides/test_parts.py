"""The parts that slides are made of, each by itself: words measured, colours of a theme, drawings cut, charts, tables."""

import io
from datetime import date
from zipfile import ZipFile

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation

from charts import style
from charts.chart import Chart, Series
from charts.drawing import Area, Box, Drawing, Mark, Paint, Path, Stroke, Text
from exports.slides.charts import add_chart
from exports.slides.colours import THEME, scheme
from exports.slides.design import design
from exports.slides.page import figure_page
from exports.slides.shapes import add_drawing, thinned
from exports.slides.tables import cells_of, laid_out, shared, written
from exports.slides.words import clean, fitted, lines, one_line, tag, width
from locales import words
from tests.exports.slides.reading import HAS_FONT, charts, descr, sheet_of, wide

EN, FR = words("en"), words("fr")


def page(language: str = "en"):
    made = design(None)
    return made.deck, figure_page(made, title="Finding", told="What is measured", foot="Foot", language=language)


# Words


@pytest.mark.skipif(not HAS_FONT, reason="Liberation Sans, which has the measures of Arial, is not installed")
@pytest.mark.parametrize("text", ["Most belongs to Social finance: 26 of 99", "Évènements à Montréal, ≈ 2 699", "Study missions – 2 of 8 by March 2022"])
@pytest.mark.parametrize("is_bold", [False, True])
def test_words_are_as_wide_as_the_font_says_and_a_little_to_spare(text, is_bold):
    assert wide(text, 20, is_bold) <= width(text, 20, is_bold=is_bold) <= wide(text, 20, is_bold) * 1.08


def test_hangul_is_as_wide_as_it_is_high():
    assert width("도시", 10) == pytest.approx(2 * 10 * 1.04)


def test_lines_break_between_words_and_inside_those_that_are_too_long():
    assert lines("one two three", 10, 45.0) == ("one two", "three")
    assert len(lines("x" * 40, 10, 60.0)) == 4
    # A space that holds a number and its unit together is no place to break.
    assert lines("about 12\u00a0345", 10, 45.0) == ("about", "12\u00a0345")


def test_what_fits_is_large_and_what_never_fits_is_cut():
    assert fitted("Short", room=200, height=40, sizes=(26, 20, 14)) == (26, "Short")
    assert fitted("A finding of several words", room=150, height=40, sizes=(26, 20, 14))[0] == 14
    size, text = fitted("word " * 100, room=100, height=36, sizes=(20, 14))
    assert size == 14 and text.endswith("…") and len(text) < 40


def test_signs_that_break_a_file_are_left_out():
    assert clean("a\x00b\x0bc\ufffed") == "abcd"
    assert one_line("a\r\n  b\tc\u2028d") == "a b c d"


def test_the_language_of_a_run_has_a_territory():
    assert [tag(language) for language in ("en", "fr", "ko", "qq")] == ["en-US", "fr-FR", "ko-KR", "qq"]


# Colours


def test_the_themes_own_colours_are_named_and_others_are_shades_of_the_nearest():
    assert scheme(style.ACCENT) == '<a:schemeClr val="accent1"></a:schemeClr>'
    assert scheme(style.LIGHT_MAP.ink) == '<a:schemeClr val="tx1"></a:schemeClr>'
    assert scheme(style.NEUTRAL).startswith('<a:schemeClr val="tx2"><a:')
    assert 'val="accent1"' in scheme("#44AA99") and "hueOff" in scheme("#44AA99")
    assert scheme(style.ACCENT, 0.45).endswith('<a:alpha val="45000"/></a:schemeClr>')


@pytest.mark.parametrize("colour", [*style.MUTED, *style.SEQUENTIAL, style.NEUTRAL, style.NO_THEME, style.FOUNDING, *(pair[0] for pair in (style.GOOD, style.FAIR, style.LATE, style.BAD))])
def test_in_our_own_design_every_colour_is_the_one_of_the_dashboard(colour):
    from colorsys import hls_to_rgb, rgb_to_hls

    found = etree.fromstring(f'<r xmlns:a="a">{scheme(colour)}</r>')[0]
    base = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(found.get("val"), found.get("val"))
    parts = {child.tag.split("}")[1]: int(child.get("val")) for child in found}
    hue, light, full = rgb_to_hls(*(part / 255 for part in bytes.fromhex(THEME[base][1:])))
    shown = hls_to_rgb((hue + parts.get("hueOff", 0) / 21_600_000) % 1, light + parts.get("lumOff", 0) / 100_000, full + parts.get("satOff", 0) / 100_000)
    assert [round(255 * part) for part in shown] == pytest.approx(list(bytes.fromhex(colour[1:])), abs=1)


# Drawings

INK = Stroke("#23201B")
FILL = Paint("#2E7D87")


def test_a_drawing_is_one_group_of_shapes_that_are_named():
    deck, one = page()
    shapes = (
        Area(((0.0, 0.0), (50.0, 0.0), (20.0, 40.0)), FILL, name="Land"), Path(((0.0, 0.0), (30.0, 5.0), (60.0, 0.0)), INK, "Way", has_head=True),
        Path(((60.0, 50.0), (10.0, 10.0)), Stroke("#882255", 2, dash="dash"), "Back"), Mark(10, 10, 8, "triangle", None, INK, "Place"),
        Box(0, 60, 30, 10, Paint("#83807A", is_hatched=True), INK, "Not detailed"), Text(50, 80, "Upright", "#23201B", 12, "middle", angle=-90, halo="#FBFAF7"),
    )  # fmt: skip
    add_drawing(one, Drawing(100, 100, shapes), one.room, name="Figure", descr="What it shows")
    group = deck.slides[0].shapes[-1]
    assert (group.name, descr(group)) == ("Figure", "What it shows")
    assert [descr(shape) for shape in group.shapes] == ["Land", "Way", "Back", "Place", "Not detailed", ""]
    assert group.width == one.room.width
    xml = etree.tostring(group._element).decode()
    assert "tailEnd" in xml and "pattFill" in xml and 'flipH="1"' in xml and 'prst="triangle"' in xml and 'rot="16200000"' in xml
    land = group.shapes[0]
    assert (land.left, land.top) == (one.room.x, one.room.y) and land.width == one.room.width // 2


def test_a_bar_of_uncertain_ends_is_one_shape_and_two_that_fade():
    deck, one = page()
    slices = [(0, 10, 0.1), (10, 10, 0.3), (20, 50, 0.42), (70, 10, 0.3), (80, 10, 0.1)]
    boxes = tuple(Box(x, 0, wide_, 10, Paint("#117733", opacity), name="A project" if wide_ == 50 else "") for x, wide_, opacity in slices)
    add_drawing(one, Drawing(100, 20, boxes), one.room, name="Figure", descr="What it shows")
    group = deck.slides[0].shapes[-1]
    assert [shape.name for shape in group.shapes] == ["Fade", "A project", "Fade"]
    assert b"gradFill" in etree.tostring(group.shapes[0]._element)


def test_a_coast_has_no_more_points_than_show():
    coast = [(at * 1000, (at % 7) * 100) for at in range(1000)]
    assert len(thinned(coast)) < 120 and thinned(coast)[-1] == coast[-1]
    assert thinned(coast[:20]) == coast[:20]


# Charts


def drawn(chart: Chart, language: str = "en"):
    deck, one = page(language)
    add_chart(one, chart, name="Chart", descr="What it shows", t=words(language))
    out = io.BytesIO()
    deck.save(out)
    return Presentation(io.BytesIO(out.getvalue()))


def xml_of(file) -> str:
    return etree.tostring(charts(file)[0][2].part._element, encoding="unicode")


def test_bars_of_one_series_say_their_own_numbers():
    chart = drawn(Chart("bars", ("=A", "B"), (Series("n", (3.0, 1.0), "#2E7D87"),))) .slides[0].shapes[-1].chart
    assert chart.plots[0].categories[0] == "=A" and tuple(chart.plots[0].series[0].values) == (3, 1)
    assert sheet_of(chart) == [[None, "n"], ["=A", 3], ["B", 1]]
    assert not chart.has_legend


def test_words_at_the_end_of_a_bar_stand_where_they_are_more_than_its_number():
    xml = xml_of(drawn(Chart("bars", ("A", "B"), (Series("Held", (2.0, 1.0), "#2E7D87"), Series("Planned", (1.0, 0.0), "#2E7D87", "hollow")), ends=("2, and 1 planned", "1"))))
    assert "2, and 1 planned" in xml and ">1</a:t>" not in xml
    assert "<a:noFill/>" in xml and 'val="stacked"' in xml


@pytest.mark.parametrize(("look", "sign"), [("hollow", "<a:noFill/><a:ln w="), ("hatched", "pattFill"), ("faint", '<a:alpha val="45000"/>')])
def test_what_is_planned_not_detailed_or_in_groups_looks_it(look, sign):
    assert sign in xml_of(drawn(Chart("bars", ("A",), (Series("n", (1.0,), "#2E7D87", look),))))


def test_a_line_has_its_days_its_gaps_and_its_targets_as_signs():
    days = (date(2020, 3, 31), date(2021, 3, 31), date(2022, 3, 31))
    chart = Chart("lines", ("Mar 2020", "Mar 2021", "Mar 2022"), (Series("Value", (1.0, None, 3.0), "#2E7D87"), Series("Target", (None, 2.0, 4.0), "#CC6677", "marks")), days=days)
    file = drawn(chart, "fr")
    found = charts(file)[0][2]
    assert [tuple(one.values) for one in found.plots[0].series] == [(1, None, 3), (None, 2, 4)]
    assert [row[0].date() for row in sheet_of(found)[1:]] == list(days)
    xml = xml_of(file)
    assert 'dispBlanksAs val="gap"' in xml and 'symbol val="diamond"' in xml and "[$-40C]mmm yyyy" in xml


def test_shares_are_percent_as_the_language_writes_them():
    bars = Chart("bars", ("A",), (Series("n", (40.0,), "#2E7D87"),), is_share=True)
    assert 'formatCode="0&quot;%&quot;"' in xml_of(drawn(bars))
    assert FR.percent(0)[1:] in xml_of(drawn(bars, "fr"))


def test_each_bar_may_have_a_colour_of_its_own():
    chart = charts(drawn(Chart("bars", ("A", "B"), (Series("n", (3.0, 1.0), "#2E7D87", colours=("#CC6677", "#117733")),))))[0][2]
    assert len(chart.part._element.xpath(".//c:dPt")) == 2


def test_a_chart_stands_in_the_placeholder_for_figures():
    shape = drawn(Chart("columns", ("A",), (Series("n", (3.0,), "#2E7D87"),))).slides[0].shapes[-1]
    assert shape.is_placeholder and shape.placeholder_format.idx == 14
    with ZipFile(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()


# Tables


def test_cells_are_written_as_the_language_writes_them():
    table = pd.DataFrame({"n": [1234.0, None], "share": [0.5, 2.0], "is": [True, False], "day": [date(2020, 3, 1), None], "list": [("a", "b"), ()]})
    head, found = cells_of(table, FR)
    assert [cell.words for cell in found[0]] == ["1\u202f234", "0,5", "oui", "1er mars 2020", "a et b"]
    assert [cell.words for cell in found[1]] == ["", "2,0", "non", "", ""]
    assert [cell.align for cell in head] == ["r", "r", "l", "l", "l"]


def test_a_cell_is_a_word_whatever_it_is():
    assert [written(value, EN) for value in (pd.NaT, pd.Timestamp(2020, 1, 2), True, 3, "=1")] == ["", "2 January 2020", "yes", "3", "=1"]


def test_columns_have_what_they_need_or_share_what_there_is():
    assert shared([100, 100], [40, 40], 300) == [150, 150]
    assert shared([50, 500], [40, 40], 300) == [50, 250]
    assert sum(shared([400, 400, 400], [200, 200, 200], 300)) == pytest.approx(300)


def test_long_tables_go_on_evenly():
    table = pd.DataFrame({"What": [f"Thing {at}" for at in range(30)]})
    _, parts = laid_out(*cells_of(table, EN), room=(800, 300))
    assert [row for part in parts for row in part] == list(range(30))
    assert max(map(len, parts)) - min(map(len, parts)) <= 1

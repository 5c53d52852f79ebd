"""The charts of the workbook are Excel's own, and are drawn from the numbers on its sheets."""

import re
from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from charts import EXHIBITS, made
from charts.chart import Chart, Look, Series
from exports.workbook.native import Cells, Column, native
from loaders import Dataset
from locales import words
from tests.exports.books import asked, cells, charts, few, opened, parts, workbook_of

TEAL = "#2E7D87"


def test_every_chart_refers_to_cells_that_hold_the_numbers_of_its_figure(demo: Dataset):
    content, view = workbook_of(few(demo)), asked(few(demo)).view
    book, drawn = opened(content), charts(content)
    by_sentence = {one.said: one for found in drawn.values() for one in found}
    keys = [key for key in EXHIBITS if not key.startswith("quality.")] + ["indicators.trend.events", "indicators.trend.women", "indicators.parts.events.theme"]
    tried = 0
    for key in keys:
        draw = made(key, view)
        assert draw is not None
        exhibit = draw(view)
        if exhibit.chart is None:
            continue
        found, tried = by_sentence[exhibit.sentence], tried + 1
        assert len(found.series) == len(exhibit.chart.series), key
        by_name = {cells(book, one.name)[0]: one for one in found.series}
        for series in exhibit.chart.series:
            one, share = by_name[series.name], 100 if exhibit.chart.is_share else 1
            in_cells = cells(book, one.values)
            assert [cell if isinstance(cell, (int, float)) else None for cell in in_cells] == in_cells, f"{key}: a word would be drawn as 0"
            assert [(cell or 0) * share for cell in in_cells] == pytest.approx([value or 0 for value in series.values]), key
            assert [cell is None for cell in in_cells] == [value is None for value in series.values] or exhibit.chart.kind != "lines", f"{key}: gaps stay gaps"
            assert one.kept == pytest.approx(in_cells, nan_ok=True), f"{key}: what Excel shows before it reads the cells"
            assert len(cells(book, one.labels)) == len(series.values), key
    assert tried >= 15


def test_the_months_of_the_real_programme_are_those_of_its_table(real: Dataset):
    content = workbook_of(real)
    book, [chart] = opened(content), charts(content)["Activity by month"]
    series = {cells(book, one.name)[0]: one for one in chart.series}
    months = cells(book, series["Events"].labels)
    # Counted by hand on the sheets events and delegations: five events and one delegation in October 2018.
    assert (months[0], months[-1], months.index("October 2018")) == ("April 2018", "December 2019", 6)
    assert cells(book, series["Events"].values)[6] == 5
    assert cells(book, series["Delegations"].values)[6] == 1
    assert sum(cells(book, series["Still to come"].values)) == 3
    # They are the table's own cells: who corrects one there corrects the chart.
    assert {series[name].values.split("!")[1][1] for name in series} == {"B", "C", "D"}


def test_small_lines_are_drawn_from_the_history_beside_the_board(demo: Dataset):
    data = few(demo)
    content = workbook_of(data)
    book, sheet, table = opened(content), parts(content), EXHIBITS["indicators.board"](asked(data).view).table
    at = book.sheetnames.index("Indicators") + 1
    ranges = re.findall(r"<xm:f>([^<]+)</xm:f><xm:sqref>([A-Z]+)(\d+)</xm:sqref>", sheet[f"xl/worksheets/sheet{at}.xml"])
    lines = [line for line in table["Over time"] if len(line) > 1]
    assert len(ranges) == len(lines) == 4
    for reference, _, row in ranges:
        name = book["Indicators"][f"A{row}"].value
        assert cells(book, reference) == pytest.approx(table.set_index("Indicator")["Over time"][name])


def drawn(chart: Chart) -> str:
    """The XML of a chart whose numbers stand in the first columns of a sheet."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet, last = book.add_worksheet("It's one"), len(chart.labels)
        for at, (name, values) in enumerate([("Label", chart.labels), *((one.name, one.values) for one in chart.series)]):
            sheet.write_column(0, at, [name, *values])
        columns = [Column("It's one", 0, 1, last, at) for at in range(len(chart.series) + 1)]
        sheet.insert_chart(0, 9, native(book, chart, Cells(columns[0], tuple(columns[1:])), words("en")))
    return parts(content.getvalue())["xl/charts/chart1.xml"]


@pytest.mark.parametrize(
    ("look", "sign"),
    [("solid", '<a:solidFill><a:srgbClr val="2E7D87"/>'), ("hollow", "<a:noFill/><a:ln"), ("hatched", '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="2E7D87"/>'), ("faint", '<a:alpha val="40000"/>')],
)
@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_what_is_planned_not_detailed_or_a_group_looks_it(kind: str, look: Look, sign: str):
    xml = drawn(Chart(kind, ("A", "B"), (Series("One", (1, 2), TEAL, look), Series("Two", (1, 2), "#CC6677"))))  # type: ignore[arg-type]
    first = xml.split("<c:ser>")[1].replace("\n", "")
    assert sign in first.split("<c:dLbls>")[0]
    assert '<c:grouping val="stacked"/>' in xml and '<c:overlap val="100"/>' in xml


def test_bars_read_from_the_top_down_without_a_legend_where_there_is_one_series():
    xml = drawn(Chart("bars", ("A", "B"), (Series("One", (3, 4), TEAL),)))
    assert '<c:barDir val="bar"/>' in xml and '<c:orientation val="maxMin"/>' in xml
    assert "<c:legend>" not in xml and '<c:autoTitleDeleted val="1"/>' in xml
    # At the end of the bar, where Excel puts numbers if nothing else is said.
    assert '<c:showVal val="1"/>' in xml and "dLblPos" not in xml
    assert "'It''s one'!$B$2:$B$3" in xml


def test_a_small_piece_among_others_has_no_number_and_one_alone_has():
    xml = drawn(Chart("bars", ("A", "B", "C"), (Series("One", (100, 1, 1), TEAL), Series("Two", (0, 0, 100), "#CC6677", "hatched"))))
    labels = dict(re.findall(r'<c:dLbl><c:idx val="(\d)"/>(.*?)</c:dLbl>', xml.split("<c:ser>")[1]))
    assert "<c:delete" in labels["2"] and 'dLblPos val="inBase"' in labels["1"] and "0" not in labels


def test_lines_go_over_time_with_what_is_so_far_dotted_and_targets_as_marks():
    days = (date(2019, 12, 31), date(2020, 12, 31), date(2021, 6, 30))
    xml = drawn(Chart("lines", ("2019", "2020", "2021"), (
        Series("Value", (1, 2, None), TEAL), Series("So far", (None, 2, 3), TEAL, "dotted"), Series("Target", (2, 2, 5), "#CC6677", "marks"),
    ), days=days))  # fmt: skip
    so_far, value, target = re.findall("<c:ser>(.*?)</c:ser>", xml, re.DOTALL)
    assert "<c:dateAx>" in xml
    assert 'prstDash val="sysDot"' in so_far and 'prstDash' not in value
    assert "<a:ln><a:noFill/></a:ln>" in re.sub(r"<a:ln[^>]*>", "<a:ln>", target) and 'symbol val="diamond"' in target
    # Only the last value is written, and every target.
    assert value.count("<c:delete") == 3 and so_far.count("<c:delete") == 2 and target.count("<c:delete") == 0
    # Where nothing else is said, a blank cell is a gap.
    assert "dispBlanksAs" not in xml


def test_a_label_of_its_own_has_a_colour_of_its_own():
    xml = drawn(Chart("bars", ("A", "B"), (Series("One", (1, 2), TEAL, colours=("#117733", "#882255")),)))
    points = re.findall(r"<c:dPt>.*?srgbClr val=\"(\w+)\"", xml)
    assert points == ["117733", "882255"]

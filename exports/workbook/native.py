"""A chart of Excel's own, drawn from cells of its sheet: who changes a cell changes the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from charts import style
from charts.chart import Chart, Series
from exports.workbook.look import FONT, INK, PERCENT, SOFT, WHOLE
from locales import Words

WIDTH_PX, HEIGHT_PX = 720, 320
# A bar with its gap, and a line more where its label is long; the legend above them.
BAR_PX, LINE_PX, LEGEND_PX, LETTERS = 26, 14, 44, 34
# Between bars, in percent of one; two alone would be blocks.
GAP, WIDE_GAP = 45, 200
# Numbers stand in columns up to so many of them.
MOST_WRITTEN = 36
# A piece holds its number that is no smaller a part of the longest bar.
SMALL = 0.05
PAPER = "#FFFFFF"
# How Windows numbers the languages that months are written in.
LANGUAGE_CODES = {"en": "409", "fr": "40C"}
TYPES = {"bars": "bar", "columns": "column", "lines": "line"}


@dataclass(frozen=True)
class Column:
    """Cells of a sheet that stand under each other: of the rows from the first to the last, and the cell of their heading."""

    sheet: str
    heading: int
    first: int
    last: int
    column: int

    @property
    def name(self) -> list[Any]:
        """Their heading, as XlsxWriter refers to a cell."""
        return [self.sheet, self.heading, self.column]

    @property
    def cells(self) -> list[Any]:
        """All of them, as XlsxWriter refers to a range."""
        return [self.sheet, self.first, self.column, self.last, self.column]


@dataclass(frozen=True)
class Cells:
    """Where the labels and the numbers of a chart stand."""

    labels: Column
    series: tuple[Column, ...]


def height(chart: Chart) -> int:
    """How high a chart is, in pixels."""
    if chart.kind != "bars":
        return HEIGHT_PX
    lines = sum(min(2, len(label) // LETTERS) for label in chart.labels)
    return LEGEND_PX + BAR_PX * max(3, len(chart.labels)) + LINE_PX * lines


def native(book: Workbook, chart: Chart, cells: Cells, t: Words) -> NativeChart:
    """The chart, drawn from the cells; without a title, which is the sheet's."""
    made: NativeChart = book.add_chart({"type": TYPES[chart.kind], **({"subtype": "stacked"} if chart.kind != "lines" and len(chart.series) > 1 else {})})
    draw = _line if chart.kind == "lines" else _bar
    # What is only so far lies beneath the line that it goes on from.
    order = sorted(range(len(chart.series)), key=lambda at: chart.series[at].look != "dotted") if chart.kind == "lines" else range(len(chart.series))
    for at in order:
        made.add_series({"name": cells.series[at].name, "categories": cells.labels.cells, "values": cells.series[at].cells, **draw(chart, at)})
    _axes(made, chart, t)
    # Excel gives a chart of one series its name for a title; what it is stands above the table.
    made.set_title({"none": True})
    made.set_legend({"none": True} if len(chart.series) == 1 else {"position": "top", "font": _font(SOFT)})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    made.set_plotarea({"border": {"none": True}, "fill": {"none": True}})
    made.set_size({"width": WIDTH_PX, "height": height(chart)})
    return made


def _bar(chart: Chart, at: int) -> dict[str, Any]:
    one = chart.series[at]
    shape: dict[str, Any] = {**_filled(one, one.colour), "gap": GAP if len(chart.labels) > 2 else WIDE_GAP}
    if one.colours:
        shape["points"] = [_filled(one, colour) for colour in one.colours]
    if len(chart.series) == 1:
        shape["data_labels"] = {"value": True, "position": "outside_end", "num_format": _written(chart), "font": _font(INK)}
    elif chart.kind == "bars" or len(chart.labels) <= MOST_WRITTEN:
        shape["data_labels"] = {"value": True, "position": "center", "num_format": f"{_written(chart)};;", "custom": _seen(chart, at), **_on(one)}
    return shape


def _filled(one: Series, colour: str) -> dict[str, Any]:
    outline = {"color": colour, "width": 1}
    if one.look == "hollow":
        return {"fill": {"none": True}, "border": outline}
    if one.look == "hatched":
        return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": PAPER}, "border": outline}
    if one.look == "faint":
        return {"fill": {"color": colour, "transparency": 60}, "border": outline}
    return {"fill": {"color": colour}, "border": {"none": True}}


def _on(one: Series) -> dict[str, Any]:
    """The label within a bar: white or ink, whichever can be read; on hatching with paper behind it."""
    if one.look == "hatched":
        return {"font": _font(INK), "fill": {"color": PAPER}}
    is_dark = one.look == "solid" and style.contrast(one.colour, PAPER) >= 4.5
    return {"font": _font(PAPER if is_dark else INK)}


def _seen(chart: Chart, at: int) -> list[dict[str, Any] | None]:
    """Which pieces of bars have their number: those that hold it, and a small one that is the whole of its bar, with the number over it."""
    totals = [sum(value or 0 for value in values) for values in zip(*(one.values for one in chart.series), strict=True)]
    least = SMALL * max(totals, default=0)
    found: list[dict[str, Any] | None] = []
    for value, total in zip(chart.series[at].values, totals, strict=True):
        is_small = 0 < (value or 0) < least
        over = {"position": "inside_base", "font": _font(INK), "fill": {"none": True}}
        found.append(None if not is_small else over if value == total else {"delete": True})
    return found


def _line(chart: Chart, at: int) -> dict[str, Any]:
    one = chart.series[at]
    stroke, ring = {"color": one.colour, "width": 2.25}, {"color": one.colour, "width": 1.75}
    marks = {
        # LibreOffice draws a mark in what fills it, and no outline.
        "marks": ({"none": True}, {"type": "diamond", "size": 9, "fill": {"color": one.colour}, "border": ring}),
        "dotted": ({**stroke, "dash_type": "round_dot"}, {"type": "circle", "size": 8, "fill": {"color": PAPER}, "border": ring}),
    }
    line, marker = marks.get(one.look, (stroke, {"type": "circle", "size": 6, "fill": {"color": one.colour}, "border": {"color": one.colour}}))
    return {"line": line, "marker": marker, "data_labels": {"value": True, "position": "above", "num_format": _written(chart), "font": _font(INK), "custom": _told(chart, at)}}


def _told(chart: Chart, at: int) -> list[dict[str, Any] | None]:
    """Which values are written: the last of a line, what is so far before what is over; of marks each, away from the line."""
    one, lines = chart.series[at], [series for series in chart.series if series.look != "marks"]
    if one.look == "marks":
        beside = [next((series.values[place] for series in lines if series.values[place] is not None), None) for place in range(len(one.values))]
        return [
            {"position": "below"} if value is not None and other is not None and value <= other else None
            for value, other in zip(one.values, beside, strict=True)
        ]  # fmt: skip
    is_last = one.look == "dotted" or not any(series.look == "dotted" for series in lines)
    last = max((place for place, value in enumerate(one.values) if value is not None), default=-1) if is_last else -1
    return [None if place == last else {"delete": True} for place in range(len(one.values))]


def _axes(made: NativeChart, chart: Chart, t: Words) -> None:
    """An axis of names; that of numbers is not drawn: they stand beside what they are of."""
    names: dict[str, Any] = {"num_font": _font(INK), "line": {"color": style.NEUTRAL, "width": 0.75}, "major_tick_mark": "none", "major_gridlines": {"visible": False}}
    numbers = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    if chart.kind == "bars":
        made.set_y_axis({**names, "reverse": True})
        made.set_x_axis(numbers)
        return
    if chart.days:
        months = (chart.days[-1] - chart.days[0]).days // 30
        unit = (3, "months") if months <= 24 else (1 + months // 120, "years")
        code = LANGUAGE_CODES.get(t.language, LANGUAGE_CODES["en"])
        names |= {"date_axis": True, "num_format": f"[$-{code}]mmm yyyy", "major_unit": unit[0], "major_unit_type": unit[1]}
    else:
        count = len(chart.labels)
        names["interval_unit"] = 1 if count <= 14 else 3 if count <= MOST_WRITTEN else 12
    made.set_x_axis(names)
    made.set_y_axis(_from_below(numbers, chart.series))


def _from_below(numbers: dict[str, Any], series: Sequence[Series]) -> dict[str, Any]:
    """The axis begins at 0, but where a value is below."""
    lowest = min((value for one in series for value in one.values if value is not None), default=0)
    return {**numbers, "min": None} if lowest < 0 else numbers


def _written(chart: Chart) -> str:
    if chart.is_share:
        return PERCENT
    is_whole = all(float(value).is_integer() or abs(value) >= 100 for one in chart.series for value in one.values if value is not None)
    return WHOLE if is_whole else "#,##0.0"


def _font(colour: str) -> dict[str, Any]:
    return {"name": FONT, "size": 10, "color": colour}

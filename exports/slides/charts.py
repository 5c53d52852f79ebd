"""Native charts: bars, columns and lines that PowerPoint draws and edits, their data sheet inside."""

import locale
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import nsdecls
from pptx.parts.chart import ChartPart

from charts.chart import Chart, Series
from exports.slides import chart_xml as xml
from exports.slides.box import INCH, Box
from exports.slides.colours import on
from exports.slides.data_sheet import totals, workbook
from exports.slides.page import Page
from exports.slides.words import LINE, called, width
from locales import Words

# A bar with its gap is at most so high: three bars do not fill a slide.
BAR = round(0.62 * INCH)
LEGEND = 26.0
# Of the width, what labels and the words at a bar's end take at most.
MOST_LABEL, MOST_END = 0.42, 0.4
# More columns than these have no number in each; more points of a line only their last.
MOST_NUMBERED, MOST_POINTS = 40, 9
GAP_PT, SIGN, FOOT = 8.0, 52.0, 24.0
ROWS_SMALL = 14


def add_chart(page: Page, chart: Chart, *, name: str, descr: str, t: Words) -> None:
    """A chart in the room of a page."""
    room, draw = page.room, {"bars": _bars, "columns": _columns, "lines": _lines}[chart.kind]
    legend = LEGEND if len(chart.series) > 1 else 0.0
    if chart.kind == "bars":
        room = replace(room, height=min(room.height, len(chart.labels) * BAR + round(legend * 12_700)))
    add_frame(page, room, draw(chart, room, legend, t), workbook(chart, total=t("In all") if _has_total(chart) else None), name=name, descr=descr, holder=page.holder)


def add_frame(page: Page, box: Box, chart: bytes, book: bytes, *, name: str, descr: str, holder: int | None = None) -> None:
    """Put a chart and its workbook on a page, in the placeholder for content where there is one."""
    package = page.slide.part.package
    part = ChartPart.load(package.next_partname(ChartPart.partname_template), CT.DML_CHART, package, chart)
    part.chart_workbook.update_from_xlsx_blob(book)
    related = page.slide.part.relate_to(part, RT.CHART)
    held = f'<p:ph idx="{holder}"/>' if holder is not None else ""
    page.add(
        f'<p:graphicFrame {nsdecls("p", "a", "r")}><p:nvGraphicFramePr><p:cNvPr id="{next(page.numbers)}" {called(name, descr)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr>{held}</p:nvPr></p:nvGraphicFramePr>{box.xml("p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{related}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def small_line(values: Sequence[float], *, colour: str) -> bytes:
    """A line of a few points without axes, its last point marked."""
    chart = spark(values, colour=colour, name="")
    series = xml.line_series(chart, 0, labels="").replace(xml.mark("circle", 7, colour), "<c:marker><c:symbol val=\"none\"/></c:marker>" + _point(len(values) - 1, colour), 1)
    axes = xml.axis("catAx", 1, 2, place="b", is_shown=False) + xml.axis("valAx", 2, 1, place="l", is_shown=False)
    return xml.space(f'{xml.layout(0.03, 0.12, 0.94, 0.76)}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>{axes}')


def spark(values: Sequence[float], *, colour: str, name: str) -> Chart:
    """The numbers of a small line, for its data sheet."""
    return Chart("lines", tuple(str(place) for place in range(1, len(values) + 1)), (Series(name, tuple(values), colour),))


def _point(at: int, colour: str) -> str:
    return f'<c:dPt><c:idx val="{at}"/>{xml.mark("circle", 5, colour)}<c:bubble3D val="0"/></c:dPt>'


def _has_total(chart: Chart) -> bool:
    """Whether bars in pieces have their words at the end of all: a series that nobody sees carries them."""
    return chart.kind == "bars" and len(chart.series) > 1


def _bars(chart: Chart, room: Box, legend: float, t: Words) -> bytes:
    wide, high = room.points
    size = xml.SMALL if len(chart.labels) > ROWS_SMALL else xml.LABEL
    form, sums = _form(chart, t), totals(chart)
    ends = chart.ends or tuple(_written(value, chart, t) for value in sums)
    label = min(max(width(one, size) for one in chart.labels) + GAP_PT, MOST_LABEL * wide)
    end = min(max(width(one, size) for one in ends) + 2 * GAP_PT, MOST_END * wide)
    longest = (max(sums, default=0) or 1) * (wide - label) / (wide - label - end)
    own = {at: said for at, said in enumerate(ends) if said != _written(sums[at], chart, t)}
    said = xml.words_at(form=form, size=size, own=own, language=t.language)
    is_whole, single = _has_total(chart), "" if _has_total(chart) else said
    pieces = "".join(xml.bar_series(chart, place, labels=single) for place in range(len(chart.series)))
    group = '<c:barChart><c:barDir val="bar"/><c:grouping val="{}"/><c:varyColors val="0"/>{}<c:gapWidth val="55"/><c:overlap val="100"/><c:axId val="{}"/><c:axId val="{}"/></c:barChart>'
    plots = group.format("stacked" if is_whole else "clustered", pieces, 1, 2)
    axes = xml.axis("catAx", 1, 2, place="l", is_reversed=True, size=size, after=_AUTO) + xml.axis("valAx", 2, 1, place="t", is_shown=False, top=longest, after=_BETWEEN)
    if is_whole:
        plots += group.format("clustered", _whole(chart, sums, said), 3, 4)
        axes += xml.axis("catAx", 3, 4, place="l", is_shown=False, is_reversed=True, after=_AUTO)
        axes += xml.axis("valAx", 4, 3, place="t", is_shown=False, top=longest, after=_BETWEEN)
    plot = xml.layout(label / wide, legend / high, 1 - label / wide, 1 - legend / high)
    return xml.space(plot + plots + axes, legend=_legend(chart, label / wide, legend / high, size, wide))


def _whole(chart: Chart, sums: Sequence[float], said: str) -> str:
    place = len(chart.series)
    return f'<c:ser>{xml.unnamed(place)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>{said}{xml.categories(chart)}{xml.values(place, sums)}</c:ser>'


_AUTO = '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/>'
_BETWEEN = '<c:crossBetween val="between"/>'


def _columns(chart: Chart, room: Box, legend: float, t: Words) -> bytes:
    wide, high = room.points
    form, most = _form(chart, t), max(totals(chart), default=0) or 1
    is_numbered = len(chart.labels) <= MOST_NUMBERED
    left, label = 0.0 if is_numbered else 36.0, max(width(one, xml.SMALL) for one in chart.labels) + GAP_PT
    pitch = (wide - left) / len(chart.labels)
    # Names stand upright where they would not fit side by side; of very many every so many are written.
    is_upright, every = label > pitch, max(1, -(-xml.SMALL * LINE // pitch))
    skip = f'<c:tickLblSkip val="{every:.0f}"/>' if is_upright and every > 1 else ""
    tall = high - legend - (label if is_upright else FOOT) - GAP_PT
    pieces = []
    for place, series in enumerate(chart.series):
        # A number has room in its piece, or is not written.
        small = [at for at, value in enumerate(series.values) if not value or value / most * tall < xml.SMALL * 1.15]
        colour = on(series.colour) if series.look == "solid" else xml.INK
        pieces.append(xml.bar_series(chart, place, labels=xml.words_at(form=form, colour=colour, size=xml.SMALL, place="ctr", hidden=small) if is_numbered else ""))
    axes = xml.axis("catAx", 1, 2, place="b", size=xml.SMALL, is_upright=is_upright, after=f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>{skip}<c:noMultiLvlLbl val="1"/>')
    axes += xml.axis("valAx", 2, 1, place="l", is_shown=not is_numbered, has_grid=not is_numbered, form=form, size=xml.SMALL, after=_BETWEEN)
    plots = f'<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>{"".join(pieces)}<c:gapWidth val="30"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    plot = xml.layout(left / wide, (legend + GAP_PT) / high, 1 - left / wide, tall / high)
    return xml.space(plot + plots + axes, legend=_legend(chart, left / wide, legend / high, xml.LABEL, wide))


def _lines(chart: Chart, room: Box, legend: float, t: Words) -> bytes:
    wide, high = room.points
    form, aims, values = _form(chart, t), _at(chart, is_target=True), _at(chart, is_target=False)
    spoken_of = max(values, default=None)
    series = []
    for place, one in enumerate(chart.series):
        there = [at for at, value in enumerate(one.values) if value is not None]
        is_target, is_last = one.look == "marks", bool(there) and there[-1] == spoken_of
        written = there if is_target or (one.look == "solid" and len(there) <= MOST_POINTS) else there[-1:] if is_last else []
        sides = {at: _side(at, one.values[at] or 0, values if is_target else aims, is_target=is_target) for at in written}
        hidden = [at for at in range(len(one.values)) if at not in written]
        series.append(xml.line_series(chart, place, labels=xml.words_at(form=form, place="t", places=sides, hidden=hidden, is_bold=is_last and not is_target)))
    edge = 0.05
    plot = xml.layout(edge, (legend + 24) / high, 1 - 2 * edge, 1 - (legend + 24 + 30) / high)
    plots = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    axes = _time(chart, t) if chart.days else xml.axis("catAx", 1, 2, place="b", after=_AUTO)
    axes += xml.axis("valAx", 2, 1, place="l", is_shown=False, top=_above(chart), after='<c:crossBetween val="midCat"/>')
    return xml.space(plot + plots + axes, legend=_legend(chart, edge, legend / high, xml.LABEL, wide))


def _at(chart: Chart, *, is_target: bool) -> dict[int, float]:
    """By place the values, or the targets."""
    return {at: value for one in chart.series if (one.look == "marks") is is_target for at, value in enumerate(one.values) if value is not None}


def _side(at: int, value: float, others: Mapping[int, float], *, is_target: bool) -> str:
    """A value is written above its point and a target beside the value on its other side, so that neither hides the other."""
    other = others.get(at)
    if other is None:
        return "t"
    if other > value or (is_target and other == value):
        # Below a point on the axis stand the axis' own words.
        return "b" if value else "r"
    return "t"


def _above(chart: Chart) -> float | None:
    most = max((value for one in chart.series for value in one.values if value is not None), default=0)
    return most * 1.12 if most > 0 else None


def _time(chart: Chart, t: Words) -> str:
    """An axis of days: equal spans of time are equally long."""
    months = (chart.days[-1].year - chart.days[0].year) * 12 + chart.days[-1].month - chart.days[0].month
    step = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120) if months / one <= 8), 240)
    number = next((key for key, name in locale.windows_locale.items() if name.startswith(t.language + "_")), None)
    form = f"[$-{number:X}]mmm yyyy" if number else "mmm yyyy"
    after = f'<c:auto val="0"/><c:lblOffset val="60"/><c:baseTimeUnit val="days"/><c:majorUnit val="{step}"/><c:majorTimeUnit val="months"/>'
    return xml.axis("dateAx", 1, 2, place="b", form=form, after=after)


def _legend(chart: Chart, x: float, height: float, size: float, wide: float) -> str:
    if len(chart.series) < 2:
        return ""
    # A sign, its gaps and a name each, and one to spare: no program breaks the row.
    room = min(1 - x, sum(width(one.name, size) + SIGN for one in (*chart.series, *chart.series[:1])) / wide)
    return f'<c:legend><c:legendPos val="t"/>{xml.layout(x, 0, room, height * 0.9, is_plot=False)}<c:overlay val="0"/>{xml.text(size, xml.INK)}</c:legend>'


def _form(chart: Chart, t: Words) -> str:
    """How its numbers are written, in the language of spreadsheets."""
    if chart.is_share:
        return f'0"{t.percent(0).lstrip("0")}"'
    return "#,##0" if all(float(value).is_integer() for one in chart.series for value in one.values if value is not None) else "#,##0.0"


def _written(value: float, chart: Chart, t: Words) -> str:
    return t.percent(value / 100) if chart.is_share else t.number(value, digits=0 if float(value).is_integer() else 1)


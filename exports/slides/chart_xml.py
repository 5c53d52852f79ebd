"""The parts of a native chart as XML: series, labels, axes."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from charts import style
from charts.chart import Chart, Series
from exports.slides import data_sheet
from exports.slides.colours import INK, LAND, fill, hatched, named
from exports.slides.words import clean, tag

LABEL, SMALL, SPOKEN_OF = 12, 11, 14
FAINT = 0.45
QUOTE = {'"': "&quot;"}
OUTLINE = 19_050


def painted(series: Series, colour: str) -> str:
    """What a bar or column is filled with, by how it looks."""
    line = f'<a:ln w="{OUTLINE}">{fill(colour)}</a:ln>'
    if series.look == "hollow":
        return f"<c:spPr><a:noFill/>{line}</c:spPr>"
    if series.look == "hatched":
        return f'<c:spPr>{hatched(style.NEUTRAL)}<a:ln w="9525">{fill(style.NEUTRAL)}</a:ln></c:spPr>'
    return f"<c:spPr>{fill(colour, FAINT if series.look == 'faint' else 1)}<a:ln><a:noFill/></a:ln></c:spPr>"


def bar_series(chart: Chart, place: int, *, labels: str) -> str:
    """A series of bars or columns; a label's own colour where it has one."""
    series = chart.series[place]
    points = "".join(f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{painted(series, colour)}</c:dPt>' for at, colour in enumerate(series.colours))
    return (
        f"<c:ser>{heading(place, series.name)}{painted(series, series.colour)}<c:invertIfNegative val=\"0\"/>{points}{labels}"
        f"{categories(chart)}{values(place, series.values)}</c:ser>"
    )


def line_series(chart: Chart, place: int, *, labels: str) -> str:
    """A series along time: a line with its points, dots for what is only so far, signs alone for targets."""
    series, last = chart.series[place], max((at for at, value in enumerate(chart.series[place].values) if value is not None), default=0)
    is_line, is_so_far = series.look != "marks", series.look == "dotted"
    dash = '<a:prstDash val="sysDot"/>' if is_so_far else ""
    line = f'<a:ln w="28575" cap="rnd">{fill(series.colour)}{dash}<a:round/></a:ln>' if is_line else '<a:ln w="28575"><a:noFill/></a:ln>'
    sign = mark("circle" if is_line else "diamond", 7 if is_line else 10, series.colour, is_hollow=is_so_far)
    # The dots begin at a point of the line, which has a sign already.
    bare = "".join(f'<c:dPt><c:idx val="{at}"/><c:marker><c:symbol val="none"/></c:marker><c:bubble3D val="0"/></c:dPt>' for at in range(last)) if is_so_far else ""
    return (
        f"<c:ser>{heading(place, series.name)}<c:spPr>{line}</c:spPr>{sign}{bare}{labels}{categories(chart)}{values(place, series.values)}<c:smooth val=\"0\"/></c:ser>"
    )


def mark(symbol: str, size: int, colour: str, *, is_hollow: bool = False) -> str:
    """The sign at a point of a line."""
    inside = fill("bg1") if is_hollow else fill(colour)
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{inside}<a:ln w="{OUTLINE}">{fill(colour)}</a:ln></c:spPr></c:marker>'


def unnamed(place: int) -> str:
    """The number of a series that has no name in the legend."""
    return f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:v> </c:v></c:tx>'


def heading(place: int, name: str) -> str:
    """The number and the name of a series."""
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(clean(name))}</c:v></c:pt></c:strCache>'
    return f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{data_sheet.names(place + 1)}</c:f>{cache}</c:strRef></c:tx>'


def categories(chart: Chart) -> str:
    """The labels of all series, or their days."""
    where = data_sheet.cells(0, len(chart.labels))
    if chart.days:
        points = _points([data_sheet.serial(day) for day in chart.days])
        return f"<c:cat><c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{data_sheet.MONTHS}</c:formatCode>{points}</c:numCache></c:numRef></c:cat>"
    return f"<c:cat><c:strRef><c:f>{where}</c:f><c:strCache>{_points([escape(clean(one)) for one in chart.labels])}</c:strCache></c:strRef></c:cat>"


def values(place: int, numbers: Sequence[float | None]) -> str:
    """The numbers of a series; where there is none, none."""
    return f"<c:val><c:numRef><c:f>{data_sheet.cells(place + 1, len(numbers))}</c:f><c:numCache><c:formatCode>General</c:formatCode>{_points(numbers)}</c:numCache></c:numRef></c:val>"


def _points(items: Sequence[object]) -> str:
    found = "".join(f'<c:pt idx="{at}"><c:v>{_number(one)}</c:v></c:pt>' for at, one in enumerate(items) if one is not None)
    return f'<c:ptCount val="{len(items)}"/>{found}'


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def words_at(
    *, form: str, colour: str = INK, size: float = LABEL, place: str = "outEnd", is_bold: bool = False,
    own: Mapping[int, str] | None = None, places: Mapping[int, str] | None = None, hidden: Sequence[int] = (), language: str = "en",
) -> str:  # fmt: skip
    """The labels of a series: its numbers in a format, `own` words where they say more, at `places` of their own; none where they are `hidden`."""
    look, words, sides = text(size, colour, is_bold=is_bold), own or {}, places or {}
    shape = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    number = f'<c:numFmt formatCode="{escape(form, QUOTE)}" sourceLinked="0"/>'
    single = []
    for at in sorted({*hidden, *words, *sides}):
        if at in hidden:
            single.append(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>')
            continue
        where = f'<c:dLblPos val="{sides.get(at, place)}"/>'
        said = ""
        if at in words:
            run = f'<a:r><a:rPr lang="{tag(language)}" sz="{round(size * 100)}" b="{int(is_bold)}">{fill(colour)}</a:rPr><a:t>{escape(clean(words[at]))}</a:t></a:r>'
            said = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{run}</a:p></c:rich></c:tx>'
        single.append(f'<c:dLbl><c:idx val="{at}"/>{said}{number}{shape}{look if not said else ""}{where}{_SHOWN}</c:dLbl>')
    return f'<c:dLbls>{"".join(single)}{number}{shape}{look}<c:dLblPos val="{place}"/>{_SHOWN}</c:dLbls>'


_SHOWN = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'


def text(size: float, colour: str, *, is_bold: bool = False, is_upright: bool = False) -> str:
    """How words of a chart look."""
    return f'<c:txPr><a:bodyPr rot="{-5_400_000 if is_upright else 0}" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(is_bold)}">{fill(colour)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'


def axis(
    kind: str, number: int, other: int, *, place: str, inside: str = "", after: str = "", is_shown: bool = True, is_reversed: bool = False,
    top: float | None = None, has_grid: bool = False, form: str = "General", size: float = LABEL, is_upright: bool = False,
) -> str:  # fmt: skip
    """An axis: of labels (catAx), of days (dateAx) or of numbers (valAx); numbers begin at zero."""
    ends = (f'<c:max val="{top:g}"/>' if top else "") + ('<c:min val="0"/>' if kind == "valAx" else "")
    grid = f'<c:majorGridlines><c:spPr><a:ln w="9525">{fill(LAND)}</a:ln></c:spPr></c:majorGridlines>' if has_grid else ""
    line = "<a:ln><a:noFill/></a:ln>" if kind == "valAx" else f'<a:ln w="9525"><a:solidFill>{named(LAND)}</a:solidFill></a:ln>'
    return (
        f'<c:{kind}><c:axId val="{number}"/><c:scaling><c:orientation val="{"maxMin" if is_reversed else "minMax"}"/>{ends}</c:scaling><c:delete val="{int(not is_shown)}"/>'
        f'<c:axPos val="{place}"/>{grid}<c:numFmt formatCode="{escape(form, QUOTE)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if kind != "valAx" else "nextTo"}"/><c:spPr>{line}</c:spPr>{text(size, INK, is_upright=is_upright)}<c:crossAx val="{other}"/>{inside or CROSSES}{after}</c:{kind}>'
    )


CROSSES = '<c:crosses val="autoZero"/>'


def layout(x: float, y: float, width: float, height: float, *, is_plot: bool = True) -> str:
    """Where a part of a chart stands, in shares of the whole."""
    target = '<c:layoutTarget val="inner"/>' if is_plot else ""
    size = f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
    return f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{size}</c:manualLayout></c:layout>'


def space(plot: str, *, legend: str = "") -> bytes:
    """A whole chart."""
    names = (
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {names}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text(LABEL, INK)}</c:chartSpace>'
    ).encode()

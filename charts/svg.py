"""A drawing as SVG text: for files, for pages without a script, for print."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from math import atan2, cos, pi, sin

from charts import style
from charts.drawing import Area, Box, Drawing, Mark, Paint, Path, Point, Stroke, Text
from charts.drawn_words import wide

DASHES = {"solid": "", "dot": "2 3", "dash": "5 4"}
# The foot of a line of words below its middle, in its size; how far paper reaches around words.
FOOT, HALO_PX = 0.34, 3
HATCH_PX, HATCH_WIDTH = 6.0, 1.2
HEAD_PX, HEAD_TURN = 7.0, pi / 7
# How much wider words are in other letters than those that were measured.
LETTERS_VARY = 1.06
Inks = Mapping[str, str]
# What XML cannot hold, not even escaped.
_UNSAID = dict.fromkeys([*(code for code in range(32) if code not in (9, 10, 13)), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def svg(drawing: Drawing, *, title: str | None, paper: str | None = None, inks: Inks | None = None) -> str:
    """The drawing as one SVG element that says its title to who cannot see it; one without a title is passed over.

    `paper` is laid beneath where the picture stands alone; `inks` says how a colour is written where
    not as it is: `{"#23201B": "var(--ink)"}`.
    """
    spoken = 'aria-hidden="true"' if title is None else f'role="img" aria-label="{said(title)}"'
    width, height, known = _n(drawing.width), _n(drawing.height), inks or {}
    ground = [f'<rect width="{width}" height="{height}" fill="{_ink(paper, known)}"/>'] if paper else []
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {spoken}'
        f' font-family="{escape(style.FONT)}" overflow="hidden">',
        *ground, *_elements(drawing, known), "</svg>",
    ])  # fmt: skip


def said(words: str) -> str:
    """Words as XML holds them, in an element or an attribute."""
    return escape(words.translate(_UNSAID))


def _elements(drawing: Drawing, inks: Inks) -> Iterator[str]:
    """An element a shape; lines that look alike and say nothing are one."""
    for stroke, run in groupby(drawing.shapes, key=lambda shape: shape.stroke if isinstance(shape, Path) and not shape.name and not shape.has_head else None):
        if stroke is None:
            yield from (_words(shape, drawing.width, inks) if isinstance(shape, Text) else _element(shape, inks) for shape in run)
        else:
            yield f'<path d="{"".join(_line(shape.points) for shape in run if isinstance(shape, Path))}" fill="none"{_stroked(stroke, inks)}/>'


def _element(shape: Area | Box | Mark | Path, inks: Inks) -> str:
    if isinstance(shape, Path):
        return _arrow(shape, inks)
    if isinstance(shape, Box):
        form = f'rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
    elif isinstance(shape, Area):
        form = f'path d="{_line(shape.points)}Z"'
    elif shape.symbol == "disc":
        form = f'circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.size / 2)}"'
    else:
        form = f'path d="{_line(_corners(shape))}Z"'
    hatch = _hatch(shape, shape.fill, inks) if isinstance(shape, Box) and shape.fill and shape.fill.is_hatched else ""
    # Nothing is drawn of what is clear, and still it answers to the pointer.
    fill = ' fill="transparent"' if hatch or shape.fill is None else _filled(shape.fill, inks)
    return f"{hatch}<{form}{fill}{_stroked(shape.stroke, inks)}{_named(form, shape.name)}"


def _named(form: str, name: str) -> str:
    return f"><title>{said(name)}</title></{form.split()[0]}>" if name else "/>"


def _arrow(shape: Path, inks: Inks) -> str:
    line = f'<path d="{_line(shape.points)}" fill="none"{_stroked(shape.stroke, inks)}{_named("path", shape.name)}'
    if not shape.has_head:
        return line
    (x0, y0), (x, y) = shape.points[-2:]
    way = atan2(y - y0, x - x0) + pi
    sides = [(x + HEAD_PX * cos(way + turn), y + HEAD_PX * sin(way + turn)) for turn in (HEAD_TURN, -HEAD_TURN)]
    return f'{line}<path d="{_line(((x, y), *sides))}Z"{_filled(Paint(shape.stroke.colour, shape.stroke.opacity), inks)}/>'


def _words(shape: Text, width: float, inks: Inks) -> str:
    y = shape.y + FOOT * shape.size
    if shape.angle:
        place = f' transform="translate({_n(shape.x)} {_n(shape.y)}) rotate({_n(shape.angle)})" y="{_n(FOOT * shape.size)}"'
    else:
        place = f' x="{_n(shape.x)}" y="{_n(y)}"'
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    weight = ' font-weight="600"' if shape.is_bold else ""
    halo = f' stroke="{_ink(shape.halo, inks)}" stroke-width="{HALO_PX}" stroke-linejoin="round" paint-order="stroke"' if shape.halo else ""
    pieces = "".join(_piece(run.words, run.is_bold, run.colour, inks) for run in shape.runs) or said(shape.words)
    return f'<text{place} font-size="{_n(shape.size)}" fill="{_ink(shape.colour, inks)}"{anchor}{weight}{halo}{_held(shape, width)} xml:space="preserve">{pieces}</text>'


def _held(shape: Text, width: float) -> str:
    """Words that would be cut at the picture's right edge are drawn narrower, whichever letters the reader has."""
    room = width - shape.x
    if shape.anchor != "start" or shape.angle or not 0 < room < wide(shape.words, shape.size, is_bold=shape.is_bold) * LETTERS_VARY:
        return ""
    return f' textLength="{_n(room)}" lengthAdjust="spacingAndGlyphs"'


def _piece(words: str, is_bold: bool, colour: str | None, inks: Inks) -> str:
    look = (' font-weight="600"' if is_bold else "") + (f' fill="{_ink(colour, inks)}"' if colour else "")
    return f"<tspan{look}>{said(words)}</tspan>" if look else said(words)


def _hatch(box: Box, paint: Paint, inks: Inks) -> str:
    """Slanted lines within a box, drawn one by one: a pattern would need an id, and a page has many pictures."""
    lines, at = [], HATCH_PX / 2
    while at < box.width + box.height:
        right, low = min(at, box.width), max(0.0, at - box.width)
        left, down = max(0.0, at - box.height), min(at, box.height)
        lines.append(_line(((box.x + left, box.y + down), (box.x + right, box.y + low))))
        at += HATCH_PX
    return f'<path d="{"".join(lines)}" fill="none"{_stroked(Stroke(paint.colour, HATCH_WIDTH, paint.opacity), inks)}/>'


def _corners(mark: Mark) -> tuple[Point, ...]:
    x, y, half = mark.x, mark.y, mark.size / 2
    if mark.symbol == "diamond":
        return (x, y - half), (x + half, y), (x, y + half), (x - half, y)
    if mark.symbol == "triangle":
        return (x - half, y - half), (x + half, y), (x - half, y + half)
    return (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)


def _line(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _filled(paint: Paint, inks: Inks) -> str:
    return f' fill="{_ink(paint.colour, inks)}"' + _share("fill", paint.opacity)


def _stroked(stroke: Stroke | None, inks: Inks) -> str:
    if stroke is None:
        return ""
    dashes = f' stroke-dasharray="{DASHES[stroke.dash]}"' if DASHES[stroke.dash] else ""
    return f' stroke="{_ink(stroke.colour, inks)}" stroke-width="{_n(stroke.width)}"{_share("stroke", stroke.opacity)}{dashes}'


def _share(what: str, opacity: float) -> str:
    return "" if opacity >= 1 else f' {what}-opacity="{opacity:.2f}"'


def _ink(colour: str, inks: Inks) -> str:
    return escape(inks.get(colour.upper(), colour))


def _n(value: float) -> str:
    """A number with one digit at most: a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")

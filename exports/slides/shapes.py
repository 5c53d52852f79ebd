"""A Drawing as native shapes in one group: each can be picked, coloured and moved, and the group as one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin

from pptx.oxml.ns import nsdecls

from charts import drawing as d
from exports.slides import box as b
from exports.slides.box import POINT
from exports.slides.colours import PAPER, fill, hatched, named, scheme
from exports.slides.page import Page
from exports.slides.words import LINE, called, paragraph, run, text_box, width

SYMBOLS = {"disc": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle"}
DASHES = {"solid": "", "dot": '<a:prstDash val="sysDot"/>', "dash": '<a:prstDash val="dash"/>'}
# Points nearer to each other than this do not show, nor do areas so small; short paths keep all of theirs.
NEAR, SMALL, FEW = 0.75 * POINT, 1.2 * POINT, 40
HALO = 0.75
TOUCHING = 0.6


@dataclass(frozen=True)
class Fade:
    """A box whose strength changes evenly from its left to its right."""

    box: d.Box
    start: d.Paint
    end: d.Paint


def add_drawing(page: Page, drawing: d.Drawing, box: b.Box, *, name: str, descr: str) -> None:
    """The drawing on a page as one group, as wide as its box; what is named says so."""
    draw = _Pen(page, box, box.width / drawing.width)
    inside = "".join(draw.shape(one) for one in blended(drawing.shapes))
    height = round(drawing.height * draw.scale)
    place = replace(box, height=height)
    child = f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{height}"/>'
    page.add(
        f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="{next(page.numbers)}" {called(name, descr)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f'<p:grpSpPr>{place.xml().replace("</a:xfrm>", child + "</a:xfrm>")}</p:grpSpPr>{inside}</p:grpSp>'
    )


def blended(shapes: Iterable[d.Shape]) -> Iterator[d.Shape | Fade]:
    """The shapes; boxes of one thing that touch in a row are three at most: its body, and how it begins and ends."""
    row: list[d.Box] = []
    for shape in shapes:
        if isinstance(shape, d.Box) and row and _goes_on(row, shape):
            row.append(shape)
            continue
        yield from _together(row)
        row = [shape] if isinstance(shape, d.Box) and _can_blend(shape) else []
        if not row:
            yield shape
    yield from _together(row)


def _goes_on(row: Sequence[d.Box], after: d.Box) -> bool:
    last, name = row[-1], next((one.name for one in row if one.name), "")
    is_level = (last.y, last.height) == (after.y, after.height) and abs(last.x + last.width - after.x) < TOUCHING
    is_one_colour = bool(last.fill and after.fill and last.fill.colour == after.fill.colour)
    return is_level and is_one_colour and _can_blend(after) and after.name in ("", name or after.name)


def _can_blend(box: d.Box) -> bool:
    return box.stroke is None and box.fill is not None and not box.fill.is_hatched


def _together(row: Sequence[d.Box]) -> Iterator[d.Shape | Fade]:
    if not row:
        return
    place = max(range(len(row)), key=lambda at: row[at].width)
    name = next((box.name for box in row if box.name), "")
    yield from _fade(row[:place])
    yield replace(row[place], name=name)
    yield from _fade(row[place + 1 :])


def _fade(row: Sequence[d.Box]) -> Iterator[d.Shape | Fade]:
    if len(row) < 2 or not (row[0].fill and row[-1].fill):
        yield from row
        return
    yield Fade(replace(row[0], width=row[-1].x + row[-1].width - row[0].x), row[0].fill, row[-1].fill)


@dataclass(frozen=True)
class _Pen:
    """Draws shapes on a page, in a box, so large."""

    page: Page
    box: b.Box
    scale: float

    def shape(self, one: d.Shape | Fade) -> str:
        """A shape as XML; nothing where it would not be seen."""
        match one:
            case Fade():
                return self._fade(one)
            case d.Box():
                return self._preset("rect", self._at(one.x, one.y, one.width, one.height), one.fill, one.stroke, one.name)
            case d.Mark():
                return self._preset(SYMBOLS[one.symbol], self._at(one.x - one.size / 2, one.y - one.size / 2, one.size, one.size), one.fill, one.stroke, one.name)
            case d.Area():
                return self._free(one.points, one.fill, one.stroke, one.name, is_closed=True)
            case d.Path() if len(one.points) == 2:
                return self._line(one)
            case d.Path():
                return self._free(one.points, None, one.stroke, one.name, is_closed=False, has_head=one.has_head)
            case d.Text():
                return self._text(one)

    def _x(self, x: float) -> int:
        return self.box.x + round(x * self.scale)

    def _y(self, y: float) -> int:
        return self.box.y + round(y * self.scale)

    def _at(self, x: float, y: float, wide: float, high: float) -> b.Box:
        left, top = self._x(x), self._y(y)
        return b.Box(left, top, max(self._x(x + wide) - left, 1), max(self._y(y + high) - top, 1))

    def _named(self, name: str, kind: str) -> str:
        return f'<p:cNvPr id="{next(self.page.numbers)}" {called(name or kind, name)}/>'

    def _preset(self, geometry: str, place: b.Box, paint: d.Paint | None, stroke: d.Stroke | None, name: str) -> str:
        look = f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{_fill(paint)}{self._stroke(stroke)}'
        return f"<p:sp><p:nvSpPr>{self._named(name, 'Shape')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place.xml()}{look}</p:spPr></p:sp>"

    def _fade(self, one: Fade) -> str:
        stops = "".join(f'<a:gs pos="{at}">{scheme(paint.colour, paint.opacity)}</a:gs>' for at, paint in ((0, one.start), (100_000, one.end)))
        place = self._at(one.box.x, one.box.y, one.box.width, one.box.height)
        look = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill><a:ln><a:noFill/></a:ln>'
        return f"<p:sp><p:nvSpPr>{self._named('', 'Fade')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place.xml()}{look}</p:spPr></p:sp>"

    def _line(self, one: d.Path) -> str:
        (x0, y0), (x1, y1) = ((self._x(x), self._y(y)) for x, y in one.points)
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        place = b.Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).xml().replace("<a:xfrm", f"<a:xfrm{flips}", 1)
        look = f'{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{self._stroke(one.stroke, has_head=one.has_head)}'
        return f"<p:cxnSp><p:nvCxnSpPr>{self._named(one.name, 'Line')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{look}</p:spPr></p:cxnSp>"

    def _free(self, points: Sequence[d.Point], paint: d.Paint | None, stroke: d.Stroke | None, name: str, *, is_closed: bool, has_head: bool = False) -> str:
        placed = thinned([(self._x(x), self._y(y)) for x, y in points])
        left, top = (min(part) for part in zip(*placed, strict=True))
        right, bottom = (max(part) for part in zip(*placed, strict=True))
        if is_closed and not name and max(right - left, bottom - top) < SMALL:
            return ""
        place = b.Box(left, top, max(right - left, 1), max(bottom - top, 1))
        first, *rest = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in placed)
        path = f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{one}</a:lnTo>' for one in rest)}{'<a:close/>' if is_closed else ''}"
        nothing = "" if is_closed else ' fill="none"'
        shape = (
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{place.width}" h="{place.height}"{nothing}>{path}</a:path></a:pathLst></a:custGeom>'
        )
        look = f"{place.xml()}{shape}{_fill(paint)}{self._stroke(stroke, has_head=has_head)}"
        return f"<p:sp><p:nvSpPr>{self._named(name, 'Outline' if is_closed else 'Line')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{look}</p:spPr></p:sp>"

    def _text(self, one: d.Text) -> str:
        if not one.words.strip():
            return ""
        size = one.size * self.scale / POINT
        wide, high = (width(one.words, size, is_bold=one.is_bold) + 1) * POINT, size * LINE * POINT
        along = {"start": wide / 2, "middle": 0.0, "end": -wide / 2}[one.anchor]
        turn = radians(one.angle)
        middle = self._x(one.x) + along * cos(turn), self._y(one.y) + along * sin(turn)
        place = b.Box(round(middle[0] - wide / 2), round(middle[1] - high / 2), round(wide), round(high))
        said = paragraph(run(one.words, self.page.language, size=size, is_bold=one.is_bold, colour=one.colour), align={"start": "l", "middle": "ctr", "end": "r"}[one.anchor])
        paint = f"<a:solidFill>{named(PAPER, HALO)}</a:solidFill>" if one.halo else ""
        return text_box(next(self.page.numbers), place, [said], name=one.words, anchor="ctr", paint=paint, turn=one.angle, is_wrapped=False)

    def _stroke(self, stroke: d.Stroke | None, *, has_head: bool = False) -> str:
        if stroke is None or not stroke.width:
            return "<a:ln><a:noFill/></a:ln>"
        head = '<a:tailEnd type="triangle" w="med" len="med"/>' if has_head else ""
        return f'<a:ln w="{max(round(stroke.width * self.scale), 3175)}">{fill(stroke.colour, stroke.opacity)}{DASHES[stroke.dash]}{head}</a:ln>'


def _fill(paint: d.Paint | None) -> str:
    if paint is None or not paint.opacity:
        return "<a:noFill/>"
    return hatched(paint.colour) if paint.is_hatched else fill(paint.colour, paint.opacity)


def thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points of a long path without those that are too near to the one before to be seen."""
    if len(points) <= FEW:
        return list(points)
    found = [points[0]]
    for x, y in points[1:-1]:
        if hypot(x - found[-1][0], y - found[-1][1]) >= NEAR:
            found.append((x, y))
    return [*found, points[-1]]

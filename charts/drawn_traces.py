"""A figure's traces as shapes: its bars, lines, areas, marks and words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from charts.drawing import Area, Box, Mark, Paint, Path, Point, Shape, Stroke, Symbol, Text
from charts.drawn_plane import Plane, is_known, number, of, step
from charts.drawn_words import LINE, lines, plain, text, wide

Trace = Mapping[str, Any]
SYMBOLS: dict[str, tuple[Symbol, float]] = {"circle": ("disc", 1), "square": ("square", 1), "diamond": ("diamond", 1.3), "triangle-right": ("triangle", 1)}
ANCHORS: dict[str, Literal["start", "middle", "end"]] = {"left": "end", "center": "middle", "right": "start"}
# Where plotly writes the first line: its foot so far below the point, and its middle above its foot, in its size.
FOOT, MIDDLE = 0.75, 0.34
SLIVER = 0.05


def paint(colour: str | None) -> Paint | None:
    """A colour of plotly's as paint; None where nothing of it is seen."""
    if colour and colour.startswith("rgba("):
        red, green, blue, share = colour[5:-1].split(",")
        opacity = float(share)
        return Paint(f"#{int(red):02X}{int(green):02X}{int(blue):02X}", opacity) if opacity else None
    return Paint(colour.upper()) if colour else None


def stroke(line: Trace, at: int = 0) -> Stroke | None:
    """A line of plotly's as a stroke; None where nothing of it is seen."""
    ink, width = paint(of(line.get("color"), at)), float(of(line.get("width", 1), at))
    dash: Literal["solid", "dot"] = "solid" if line.get("dash", "solid") == "solid" else "dot"
    return Stroke(ink.colour, width, ink.opacity, dash) if ink and width else None


def hover(trace: Trace, at: int) -> str:
    """What is said on a point, in plain words; empty where nothing is."""
    template = trace.get("hovertemplate", "")
    for name in ("customdata", "hovertext"):
        if template.startswith(f"%{{{name}}}"):
            return plain(of(trace[name], at))
    return plain(of(trace["text"], at)) if trace.get("hoverinfo") == "text" else ""


def bars(traces: list[Trace], layout: Mapping[str, Any], plane: Plane, ink: str) -> Iterator[Shape]:
    """The bars of all traces; those that are stacked begin where the one before ends."""
    reached: dict[float, float] = {}
    for trace in traces:
        is_lying = trace.get("orientation") == "h"
        boxes = list(_boxes(trace, layout, plane, reached, room=step(traces) if not is_lying else 0))
        yield from _one_name_each(boxes)
        if trace.get("textposition") == "inside":
            yield from _inside(trace, boxes, ink)


def _boxes(trace: Trace, layout: Mapping[str, Any], plane: Plane, reached: dict[float, float], *, room: float) -> Iterator[Box | None]:
    """A box a bar, None where it has no length."""
    is_lying, marker = trace.get("orientation") == "h", trace["marker"]
    lengths, places = (trace["x"], trace["y"]) if is_lying else (trace["y"], trace["x"])
    along, over = (plane.x, plane.y) if is_lying else (plane.y, plane.x)
    for at, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if not is_known(length) or not length:
            yield None
            continue
        middle = number(place)
        stacked = reached.get(middle, 0.0) if layout.get("barmode", "stack") == "stack" else 0.0
        base = number(of(trace["base"], at)) if "base" in trace else stacked
        reached[middle] = base + length
        half = of(trace.get("width", room * (1 - layout.get("bargap", 0.2))), at) / 2
        ends = sorted((along.at(base), along.at(base + length)))
        sides = sorted((over.at(middle - half), over.at(middle + half)))
        (left, right), (top, bottom) = (ends, sides) if is_lying else (sides, ends)
        fill = paint(of(marker.get("color"), at))
        if fill and "pattern" in marker:
            fill = replace(fill, is_hatched=True)
        yield Box(left, top, right - left, bottom - top, fill, stroke(marker.get("line", {"width": 0}), at), hover(trace, at))


def _one_name_each(boxes: list[Box | None]) -> Iterator[Box]:
    """The boxes, slices of one bar that look alike as one; the name of a bar on the widest of its slices."""
    seen = [box for box in boxes if box is not None and min(box.width, box.height) >= SLIVER]
    for _, run in groupby(seen, key=lambda box: (box.name, box.y, box.height) if box.name else box):
        slices: list[Box] = []
        for box in run:
            last = slices[-1] if slices else None
            if last and (last.fill, last.stroke) == (box.fill, box.stroke) and abs(last.x + last.width - box.x) < SLIVER:
                slices[-1] = replace(last, width=box.x + box.width - last.x)
            else:
                slices.append(box)
        widest = max(slices, key=lambda box: box.width)
        yield from (box if box is widest else replace(box, name="") for box in slices)


def _inside(trace: Trace, boxes: list[Box | None], ink: str) -> Iterator[Text]:
    """The numbers in the bars that have room for them."""
    colour = trace.get("insidetextfont", {}).get("color", ink)
    for words, box in zip(trace["text"], boxes, strict=True):
        if words and box and wide(words, 12) + 3 <= box.width and box.height >= 12:
            yield Text(box.x + box.width / 2, box.y + box.height / 2, plain(words), colour, 12, "middle")


def scatter(trace: Trace, plane: Plane, ink: str, *, width: float) -> Iterator[Shape]:
    """The areas, lines, marks and words of a trace."""
    mode, line = trace["mode"], trace.get("line", {})
    if trace.get("fill") == "toself":
        points = tuple((plane.x.at(x), plane.y.at(y)) for x, y in zip(trace["x"], trace["y"], strict=True))
        yield Area(points, paint(trace.get("fillcolor")), stroke(line), plain(trace.get("text", "")))
        return
    if "lines" in mode and (drawn := stroke(line)):
        yield from (Path(points, drawn) for points in _polylines(trace, plane))
    if "markers" in mode:
        yield from _marks(trace, plane)
    if "text" in mode:
        yield from _texts(trace, plane, ink, width)


def _polylines(trace: Trace, plane: Plane) -> Iterator[tuple[Point, ...]]:
    """The lines of a trace, broken where it has no value."""
    pairs = zip(trace["x"], trace["y"], strict=True)
    for is_there, run in groupby(pairs, key=lambda pair: is_known(pair[0]) and is_known(pair[1])):
        points = tuple((plane.x.at(x), plane.y.at(y)) for x, y in run) if is_there else ()
        if len(points) > 1:
            yield points


def _marks(trace: Trace, plane: Plane) -> Iterator[Mark]:
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if is_known(x) and is_known(y) and (found := sign(trace["marker"], plane.x.at(x), plane.y.at(y), at, name=hover(trace, at))):
            yield found


def sign(marker: Trace, x: float, y: float, at: int = 0, *, name: str = "") -> Mark | None:
    """A marker of plotly's at a point; None where it has no size."""
    size, said = float(of(marker.get("size", 6), at)), of(marker.get("symbol", "circle"), at)
    symbol, share = SYMBOLS[said.removesuffix("-open")]
    fill, line = paint(of(marker.get("color"), at)), stroke(marker.get("line", {"width": 0}), at)
    if said.endswith("-open"):
        fill, line = None, Stroke(fill.colour, line.width if line else 1) if fill else line
    return Mark(x, y, size * share, symbol, fill, line, name) if size else None


def _texts(trace: Trace, plane: Plane, ink: str, width: float) -> Iterator[Text]:
    """The words beside, above or below each point, as plotly places them; within the picture."""
    font = trace.get("textfont", {})
    size, colour, is_bold = float(font.get("size", 12)), font.get("color", ink), font.get("weight", 400) >= 600
    for at, (x, y, markup) in enumerate(zip(trace["x"], trace["y"], trace.get("text", ()), strict=False)):
        if not markup or not is_known(x) or not is_known(y):
            continue
        down, across = of(trace.get("textposition", "middle center"), at).split()
        told = lines(markup, is_bold=is_bold)
        reach = of(trace["marker"].get("size", 6), at) / 1.6 + 1 if "markers" in trace["mode"] else 0
        step_down = {"bottom": 1, "middle": 0, "top": -1}[down]
        tall = size * ((len(told) - 1) * LINE + 1)
        first = plane.y.at(y) + FOOT * size + step_down * reach + (step_down - 1) * tall / 2 - MIDDLE * size
        begins = plane.x.at(x) + {"left": -1, "center": 0, "right": 1}[across] * reach
        for row, runs in enumerate(told):
            if runs:
                held = within(begins, "".join(run.words for run in runs), size, across, width)
                yield text(runs, held, first + row * LINE * size, colour=colour, size=size, anchor=ANCHORS[across])


def within(x: float, words: str, size: float, across: str, width: float) -> float:
    """The same place, moved so far that words around it are not cut at the picture's edge."""
    half = wide(words, size) / 2
    return min(max(x, half), width - half) if across == "center" and 2 * half < width else x

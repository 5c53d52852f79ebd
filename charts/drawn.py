"""An exhibit's figure as shapes, for whatever draws no plotly: slides, pages without a script, files.

Of plotly's format only what the charts of this folder use: bars, lines, areas, marks and words; one pair of axes,
ticks that are named, legends that lie, notes without arrows.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from charts import map as places_map
from charts import style
from charts.drawing import Box, Drawing, Path, Shape, Text
from charts.drawn_plane import Plane, number, plane
from charts.drawn_traces import bars, paint, scatter, sign, stroke, within
from charts.drawn_words import LINE, lines, plain, text, wide
from charts.exhibit import Exhibit, View

TICK_PX, TICK_GAP_PX = 12, 4
# A legend: its words, the room of its signs, between its entries and of a row of it.
KEY_PX, SIGN_PX, APART_PX, ROW_PX = 12, 18, 18, 20


def drawing_of(exhibit: Exhibit, view: View, *, width: float) -> Drawing | None:
    """The figure as shapes in a picture so wide; its height is the layout's. None where there is no figure."""
    if exhibit.figure is None:
        return None
    if not isinstance(exhibit.figure, dict):
        return places_map.drawing(exhibit, view, width=width)
    return of_figure(exhibit.figure, ink=style.ink(view.is_dark), width=width)


def of_figure(figure: Mapping[str, Any], *, ink: str, width: float) -> Drawing:
    """A figure in plotly's format as shapes."""
    layout, traces = figure["layout"], figure["data"]
    keys = _key_rows(traces, layout, width)
    is_above = bool(keys) and layout["legend"]["y"] > 0.5
    margin, axis, key_px = layout["margin"], layout["xaxis"], len(keys) * ROW_PX
    labels, is_upright = _ticks(figure, width)
    room = _tick_room(labels, is_upright) if axis.get("automargin") else 0.0
    is_top = axis.get("side") == "top"
    top = max(float(margin["t"]), key_px + 8.0 if is_above else 0.0, room if is_top else 0.0)
    bottom = max(float(margin["b"]), 0.0 if is_top else room)
    here = plane(figure, width=width, top=top, bottom=bottom)
    shapes: list[Shape] = [
        *_straight(layout, here, is_below=True),
        *bars([one for one in traces if one["type"] == "bar"], layout, here, ink),
        *(shape for one in traces if one["type"] == "scatter" for shape in scatter(one, here, ink, width=width)),
        *_straight(layout, here, is_below=False),
        *_tick_words(labels, here, ink, is_top=is_top, is_upright=is_upright, is_right=axis.get("ticklabelposition") == "outside right", width=width),
        *_notes(layout, here, ink, width=width),
    ]
    height = here.bottom + bottom
    if keys:
        at = (top - key_px) / 2 if is_above else here.bottom + TICK_GAP_PX
        shapes += _legend(keys, ink, top=at, left=here.left)
        height = max(height, here.bottom + (0 if is_above else key_px + TICK_GAP_PX))
    return Drawing(width, height, tuple(shapes))


def _straight(layout: Mapping[str, Any], here: Plane, *, is_below: bool) -> Iterator[Path]:
    """The lines of a layout that belong to no trace."""
    for shape in layout.get("shapes", ()):
        if (shape.get("layer") == "below") is is_below and (drawn := stroke(shape["line"])):
            ends = [_upright(shape[name], shape.get("yref"), here) for name in ("y0", "y1")]
            yield Path(((here.x.at(shape["x0"]), ends[0]), (here.x.at(shape["x1"]), ends[1])), drawn)


def _upright(y: Any, reference: str | None, here: Plane) -> float:
    """Where a height is drawn: on the axis, or as a share of the plane."""
    return here.bottom - float(y) * here.height if reference == "paper" else here.y.at(y)


def _notes(layout: Mapping[str, Any], here: Plane, ink: str, *, width: float) -> Iterator[Text]:
    """The words of a layout that belong to no trace; those that would be cut are moved as far as they need."""
    for note in layout.get("annotations", ()):
        size, anchor = float(note.get("font", {}).get("size", TICK_PX)), {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
        y = _upright(note["y"], note.get("yref"), here) - (size * LINE / 2 + 2 if note.get("yanchor") == "bottom" else 0)
        words, x = plain(note["text"]), here.x.at(note["x"]) + note.get("xshift", 0)
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide(words, size)
        x += max(0.0, before - x) - max(0.0, x + wide(words, size) - before - width)
        yield Text(x, y, words, ink, size, anchor)  # type: ignore[arg-type]


def _ticks(figure: Mapping[str, Any], width: float) -> tuple[list[tuple[Any, list[str]]], bool]:
    """The values that have a name on the horizontal axis, each with its lines; whether the names have to stand upright."""
    axis = figure["layout"]["xaxis"]
    if axis.get("visible") is False or not axis.get("showticklabels", True):
        return [], False
    labels = [(value, plain(words).split("\n")) for value, words in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)]
    if "autotickangles" not in axis or len(labels) < 2:
        return labels, False
    here = plane(figure, width=width, top=0, bottom=0)
    apart = min(abs(here.x.at(after[0]) - here.x.at(before[0])) for before, after in pairwise(labels))
    return labels, max(wide(line, TICK_PX) for _, words in labels for line in words) + TICK_GAP_PX > apart


def _tick_room(labels: list[tuple[Any, list[str]]], is_upright: bool) -> float:
    """How high the names of the ticks are."""
    if not labels:
        return 0.0
    tall = max(wide(line, TICK_PX) for _, words in labels for line in words) if is_upright else max(len(words) for _, words in labels) * TICK_PX * LINE
    return tall + 2 * TICK_GAP_PX


def _tick_words(
    labels: list[tuple[Any, list[str]]], here: Plane, ink: str, *, is_top: bool, is_upright: bool, is_right: bool, width: float
) -> Iterator[Text]:
    for value, words in labels:
        x = here.x.at(value)
        for row, line in enumerate(words):
            if is_upright:
                yield Text(x + (row - (len(words) - 1) / 2) * TICK_PX * LINE, here.top - TICK_GAP_PX, line, ink, TICK_PX, "start", angle=-90)
                continue
            above = (len(words) - row - 0.5) * TICK_PX * LINE + TICK_GAP_PX
            y = here.top - above if is_top else here.bottom + TICK_GAP_PX + (row + 0.5) * TICK_PX * LINE
            yield Text(x + 2 if is_right else within(x, line, TICK_PX, "center", width), y, line, ink, TICK_PX, "start" if is_right else "middle")


def _key_rows(traces: list[Mapping[str, Any]], layout: Mapping[str, Any], width: float) -> list[list[Mapping[str, Any]]]:
    """The traces that the legend names, in rows that have room; none where there is no legend."""
    rows: list[list[Mapping[str, Any]]] = []
    at = width
    for trace in traces if layout.get("showlegend") else ():
        if "name" in trace and trace.get("showlegend", True):
            need = _entry(trace)
            if at + need > width:
                rows.append([])
                at = 0.0
            rows[-1].append(trace)
            at += need
    return rows


def _entry(trace: Mapping[str, Any]) -> float:
    return SIGN_PX + wide(plain(trace["name"]), KEY_PX) + APART_PX


def _legend(rows: list[list[Mapping[str, Any]]], ink: str, *, top: float, left: float) -> Iterator[Shape]:
    for place, row in enumerate(rows):
        at, y = left, top + (place + 0.5) * ROW_PX
        for trace in row:
            yield from _key(trace, at, y)
            yield from (text(runs, at + SIGN_PX, y, colour=ink, size=KEY_PX) for runs in lines(trace["name"]))
            at += _entry(trace)


def _key(trace: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    """The sign of an entry: what its trace is drawn with."""
    if trace["type"] == "bar":
        yield Box(x, y - KEY_PX / 2, KEY_PX, KEY_PX, paint(trace["marker"].get("color")), stroke(trace["marker"].get("line", {"width": 0})))
        return
    if "lines" in trace["mode"] and (drawn := stroke(trace["line"])):
        yield Path(((x, y), (x + KEY_PX, y)), drawn)
    marker = {**trace["marker"], "size": max(number(one) for one in _listed(trace["marker"].get("size", 6)))}
    if found := sign(marker, x + KEY_PX / 2, y):
        yield found


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]

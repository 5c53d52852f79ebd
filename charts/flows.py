"""What moves from place to place, as a Sankey: where from on the left, where to on the right.

Drawn as filled curves and not as plotly's own sankey, whose labels lie on the flows and are cut on a
telephone: here each place's name stands above its bar, where no flow passes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.bars import LINE_PX, texts_at

# A practice is so wide, and narrower where there are so many that they would be taller than a screen.
PRACTICE_PX, SCREEN_PX = 18, 700
GAP_PX, BAR_PX, HEAD_PX, LEGEND_PX = 12, 6, 26, 22
SOLID = 0.6
# Of the width: where a flow leaves its bar, where its arrow begins and ends, and where it bends.
LEAVES, TIP_BEGINS, ARRIVES = 0.012, 0.955, 0.985
BENDS = (0.3, 0.7)
STEPS = 16


@dataclass(frozen=True)
class Flow:
    """So many practices of one theme from one place to another, all of them planned or none; `key` says which mark it is."""

    start: str
    end: str
    theme: str
    count: int
    is_planned: bool
    hover: str
    key: str


def drawn(
    flows: Sequence[Flow], *, places: Mapping[str, str], themes: Mapping[str, str], colours: Mapping[str, str],
    sides: tuple[str, str], is_dark: bool,
) -> dict[str, Any]:  # fmt: skip
    """The figure of flows between places; one that sends and receives stands on both sides.

    `places` and `themes` are names, `colours` the themes'; `sides` say from and to. A flow that is
    only planned is hollow. The vertical axis is in pixels.
    """
    starts, ends = _sides(flows)
    total = sum(flow.count for flow in flows)
    unit = min(PRACTICE_PX, SCREEN_PX / total)
    tall = max(len(starts), len(ends)) * (LINE_PX + GAP_PX) + total * unit
    left, right = _tops(starts, tall, unit), _tops(ends, tall, unit)
    used = list(dict.fromkeys(flow.theme for flow in flows))
    figure_layout = style.layout(
        height=round(HEAD_PX + tall + LEGEND_PX * (1 + len(used) / 2)), margin={"l": 4, "r": 4, "t": 0, "b": 8},
        font={"color": style.ink(is_dark)}, showlegend=True, hoverdistance=-1,
        legend={"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        xaxis={"visible": False, "range": [0, 1]},
        yaxis={"visible": False, "range": [tall, -HEAD_PX], "automargin": False},
    )  # fmt: skip
    bars = [*_bars(starts, left, unit, at=0), *_bars(ends, right, unit, at=1)]
    words = [
        *_labels(_counts(flows, "start", starts), left, places, sides[0], at=0),
        *_labels(_counts(flows, "end", ends), right, places, sides[1], at=1),
    ]
    keys = [_key(style.safe(themes[theme]), colours[theme]) for theme in used]
    return {"data": [*_ribbons(flows, left, right, unit, colours), *bars, *words, *keys], "layout": figure_layout}


def _sides(flows: Sequence[Flow]) -> tuple[dict[str, int], dict[str, int]]:
    """Places with their practices: those who send by size, those who receive so that few flows cross."""
    sent: dict[str, int] = {}
    received: dict[str, int] = {}
    for flow in flows:
        sent[flow.start] = sent.get(flow.start, 0) + flow.count
        received[flow.end] = received.get(flow.end, 0) + flow.count
    starts = dict(sorted(sent.items(), key=lambda item: -item[1]))
    ranks = {place: rank for rank, place in enumerate(starts)}
    middle = {end: sum(ranks[f.start] * f.count for f in flows if f.end == end) / n for end, n in received.items()}
    return starts, dict(sorted(received.items(), key=lambda item: (middle[item[0]], -item[1])))


def _tops(places: Mapping[str, int], tall: float, unit: float) -> dict[str, float]:
    """Where each place's bar begins, its name above it; the bars of a side spread over the height."""
    free = (tall - sum(places.values()) * unit - len(places) * LINE_PX) / len(places)
    tops, at = {}, 0.0
    for place, count in places.items():
        tops[place] = at + LINE_PX
        at += LINE_PX + count * unit + free
    return tops


def _ribbons(
    flows: Sequence[Flow], left: Mapping[str, float], right: Mapping[str, float], unit: float, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """A filled curve with an arrow's tip for each flow; flows of a bar lie in the order of their other ends."""
    leaving, arriving = dict(left), dict(right)
    begins, finishes = {}, {}
    for flow in sorted(flows, key=lambda flow: (right[flow.end], flow.theme)):
        begins[flow], leaving[flow.start] = leaving[flow.start], leaving[flow.start] + flow.count * unit
    for flow in sorted(flows, key=lambda flow: (left[flow.start], flow.theme)):
        finishes[flow], arriving[flow.end] = arriving[flow.end], arriving[flow.end] + flow.count * unit
    return [_ribbon(flow, begins[flow], finishes[flow], flow.count * unit - 1.5, colours[flow.theme]) for flow in flows]


def _ribbon(flow: Flow, top: float, end_top: float, thick: float, colour: str) -> dict[str, Any]:
    bend = [(step / STEPS, (step / STEPS) ** 2 * (3 - 2 * step / STEPS)) for step in range(STEPS + 1)]
    x = [LEAVES, *(BENDS[0] + across * (BENDS[1] - BENDS[0]) for across, _ in bend), TIP_BEGINS]
    upper = [top, *(top + down * (end_top - top) for _, down in bend), end_top]
    lower = [at + thick for at in upper]
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "hoveron": "fills", "text": flow.hover, "hoverinfo": "text", "meta": flow.key,
        "x": [*x, ARRIVES, *reversed(x), LEAVES], "y": [*upper, end_top + thick / 2, *reversed(lower), top],
        "fillcolor": style.CLEAR if flow.is_planned else style.tinted(colour, SOLID),
        # Its edge has the whole colour: fainter ones sink into dark paper.
        "line": {"color": colour, "width": 1.5 if flow.is_planned else 1}, "showlegend": False,
    }  # fmt: skip


def _bars(places: Mapping[str, int], tops: Mapping[str, float], unit: float, *, at: int) -> list[dict[str, Any]]:
    return [
        {"type": "scatter", "mode": "lines", "x": [at, at], "y": [tops[place], tops[place] + count * unit - 1.5],
         "line": {"color": style.NEUTRAL, "width": BAR_PX}, "hoverinfo": "skip", "showlegend": False}
        for place, count in places.items()
    ]  # fmt: skip


def _counts(flows: Sequence[Flow], side: str, places: Mapping[str, int]) -> dict[str, str]:
    """What each place sent or received, what is still planned after a plus."""
    planned = {place: sum(flow.count for flow in flows if flow.is_planned and getattr(flow, side) == place) for place in places}
    return {place: f"{count - planned[place] or ''} {f'+{planned[place]}' if planned[place] else ''}".strip() for place, count in places.items()}


def _labels(
    places: Mapping[str, str], tops: Mapping[str, float], names: Mapping[str, str], side: str, *, at: int
) -> list[dict[str, Any]]:
    towards = "left" if at else "right"
    texts = [f"{style.safe(names[place])} <b>{count}</b>" for place, count in places.items()]
    heading = texts_at([at], [-HEAD_PX / 2], [f"<b>{style.safe(side)}</b>"], f"middle {towards}")
    labels = texts_at([at] * len(texts), [tops[place] - 2 for place in places], texts, f"top {towards}")
    return [{**trace, "showlegend": False} for trace in (heading, labels)]


def _key(name: str, colour: str) -> dict[str, Any]:
    """A colour with its name: nothing but an entry of the legend."""
    marker = {"symbol": "square", "size": 12, "color": style.tinted(colour, SOLID), "line": {"color": colour, "width": 1}}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": name, "marker": marker, "showlegend": True}

"""A timeline's figure: its axis of months, its groups, the day that the data speaks of."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from charts import style
from charts.exhibit import View
from charts.timeline_marks import Hovers, iso, lines, traces
from charts.timeline_rows import GAP, PAGE, Frame, Row
from locales import Words

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
MOST_TICKS = 6
CLEAR_SHARE = 0.07
# Above the rows: the ticks' two lines, then the line that names the day.
TICKS, NAMED_DAY = 40, 28
TOP, BOTTOM = 4, 6

Layout = dict[str, Any]


def figure(rows: Sequence[Row], view: View, *, names: Mapping[str, str], span: Frame, hovers: Hovers) -> dict[str, Any]:
    """The whole timeline, its axis at the top; a pixel down is one of the vertical axis."""
    colours = style.theme_colours(view.whole, is_dark=view.is_dark)
    height, days = rows[-1].bottom, tick_days(span)
    x_axis = style.axis(
        type="date", side="top", range=[iso(span.first), iso(span.end)], automargin=False,
        **ticks(days, view.t),
    )  # fmt: skip
    layout = style.layout(
        height=height + NAMED_DAY + TICKS + BOTTOM,
        meta={"rows": len(rows), "pages": [rows[place].y for place in range(0, len(rows), PAGE)] + [height]},
        margin={"l": 2, "r": 2, "t": TICKS, "b": BOTTOM},
        font={"color": style.ink(view.is_dark)}, barmode="overlay", barcornerradius=0, bargap=0, hoverdistance=12,
        xaxis=x_axis,
        yaxis={"visible": False, "range": [height, -NAMED_DAY], "automargin": False},
        annotations=[*_named_day(span, view), *_undated(span, view.t)],
        shapes=_day_line(span, view.as_of),
    )  # fmt: skip
    data = [
        _rules(rows, span=span),
        *traces(rows, span=span, colours=colours, hovers=hovers, as_of=midnight(view.as_of), days=days, paper=style.paper(view.is_dark)),
        _headings(rows, names=names, span=span, colours=colours),
    ]
    return {"data": data, "layout": layout}


def axis_of(whole: Mapping[str, Any]) -> dict[str, Any]:
    """The figure's axis alone, to stand above rows that scroll."""
    shown: Layout = whole["layout"]
    layout = {
        **shown,
        "height": TICKS + NAMED_DAY,
        "margin": {**shown["margin"], "b": 0},
        "yaxis": {**shown["yaxis"], "range": [0, -NAMED_DAY]},
    }
    # Without a trace plotly draws no axis.
    return {"data": [{"type": "scatter", "x": [None], "y": [None]}], "layout": layout}


def rows_in(whole: Mapping[str, Any]) -> int:
    """How many rows the figure has."""
    return int(whole["layout"]["meta"]["rows"])


def pages_of(whole: Mapping[str, Any]) -> int:
    """How many pages the figure's rows fill."""
    return len(whole["layout"]["meta"]["pages"]) - 1


def body_of(whole: Mapping[str, Any], *, page: int) -> dict[str, Any]:
    """The rows of one page alone, from 1 on, to scroll below the axis."""
    shown: Layout = whole["layout"]
    top, bottom = shown["meta"]["pages"][page - 1:page + 1]
    layout = {
        **shown,
        "height": bottom - top + TOP + BOTTOM,
        "margin": {**shown["margin"], "t": TOP},
        "xaxis": {**shown["xaxis"], "showticklabels": False},
        "yaxis": {**shown["yaxis"], "range": [bottom, top]},
        "annotations": [],
        "shapes": [],
    }
    return {"data": [_between(trace, top, bottom) for trace in whole["data"]], "layout": layout}


def first_page(whole: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of the first page with the axis above them; all of a figure that has one page."""
    layout: Layout = whole["layout"]
    pages = layout["meta"]["pages"]
    if len(pages) <= 2:
        return dict(whole)
    own = {
        **layout, "height": pages[1] + NAMED_DAY + TICKS + BOTTOM, "meta": {"rows": min(PAGE, rows_in(whole)), "pages": pages[:2]},
        "yaxis": {**layout["yaxis"], "range": [pages[1], -NAMED_DAY]},
    }  # fmt: skip
    return {"data": body_of(whole, page=1)["data"], "layout": own}


def _between(trace: Mapping[str, Any], top: float, bottom: float) -> dict[str, Any]:
    """A trace with only the points from `top` to `bottom`, and the breaks (None) between its lines."""
    y = trace["y"]
    keep = [at for at, value in enumerate(y) if (value is None and at and _is_in(y[at - 1], top, bottom)) or _is_in(value, top, bottom)]

    def cut(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: cut(value) for name, value in part.items()}
        return [part[at] for at in keep] if isinstance(part, list) and len(part) == len(y) else part

    return {name: cut(value) for name, value in trace.items()}


def _is_in(y: float | None, top: float, bottom: float) -> bool:
    return y is not None and top <= y < bottom


def midnight(day: date) -> datetime:
    """The day's beginning."""
    return datetime.combine(day, time())


def tick_days(span: Frame) -> list[datetime]:
    """The first days of months to mark on the axis: no more than a telephone has room for."""
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    step = next((step for step in STEPS if months / step <= MOST_TICKS), STEPS[-1])
    # The words "no date" need the place of a last tick.
    last = span.last - (span.last - span.first) * CLEAR_SHARE if span.has_undated else span.last
    days = pd.date_range(span.first, last, freq="MS").to_pydatetime()
    return [day for day in days if (day.year * 12 + day.month - 1) % step == 0]


def ticks(days: Sequence[datetime], t: Words) -> dict[str, Any]:
    """The ticks in words: months with the year below the first of each, or years alone."""
    is_yearly = all(day.month == 1 for day in days)
    words, year = [], None
    for day in days:
        words.append(str(day.year) if is_yearly else f"{t.month_name(day)}<br>{'' if day.year == year else day.year}")
        year = day.year
    return {"tickvals": [iso(day) for day in days], "ticktext": words, "ticklabelposition": "outside right"}


def _named_day(span: Frame, view: View) -> list[dict[str, Any]]:
    """The words beside the line of the day, on the side that has room for them."""
    day = midnight(view.as_of)
    if not span.first <= day <= span.last:
        return []
    is_late = (day - span.first) > (span.end - span.first) / 2
    return [{
        "x": iso(day), "y": -NAMED_DAY / 2, "xref": "x", "yref": "y", "showarrow": False, "font": {"size": 12},
        "text": view.t("{day}: the day of this data", day=view.t.day(view.as_of)),
        "xanchor": "right" if is_late else "left", "xshift": -5 if is_late else 5,
    }]  # fmt: skip


def _day_line(span: Frame, as_of: date) -> list[dict[str, Any]]:
    """The line of the day beside its words; through the rows it goes on as a trace."""
    day = midnight(as_of)
    if not span.first <= day <= span.last:
        return []
    return [{
        "type": "line", "xref": "x", "yref": "y", "x0": iso(day), "x1": iso(day), "y0": -NAMED_DAY, "y1": 0,
        "line": {"color": style.NEUTRAL, "width": 1.75},
    }]  # fmt: skip


def _undated(span: Frame, t: Words) -> list[dict[str, Any]]:
    """The words above the strip for what has no date."""
    if not span.has_undated:
        return []
    return [{
        "x": iso(span.end), "y": 1, "xref": "x", "yref": "paper", "showarrow": False, "font": {"size": 12},
        "text": t("no date"), "xanchor": "right", "yanchor": "bottom",
    }]  # fmt: skip


def _rules(rows: Sequence[Row], *, span: Frame) -> dict[str, Any]:
    """A hairline above each row, so that a title at the left leads to a bar at the right."""
    heights = [row.y - GAP / 2 for row in rows[1:]]
    return lines([((span.first, y), (span.end, y)) for y in heights], width=1, share=0.3)


def _headings(rows: Sequence[Row], *, names: Mapping[str, str], span: Frame, colours: Mapping[str, str]) -> dict[str, Any]:
    """The names of the groups, with a square in the colour of those that have one."""
    firsts = [row for row in rows if row.opens_group]
    texts = []
    for row in firsts:
        square = f'<span style="color:{colours[row.group]}">■</span> ' if row.group in colours else ""
        texts.append(square + style.wrapped(names.get(row.group, row.group), 44))
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False, "textposition": "bottom right",
        "textfont": {"size": 16, "weight": 600}, "x": [iso(span.first)] * len(firsts),
        "y": [row.y + 8 for row in firsts], "text": texts,
    }  # fmt: skip


def in_words(t: Words) -> str:
    """What each sign of the timeline means."""
    return t(
        "◆ delegation, ● event, ■ publication, each on the bar of its project. Hollow: planned. "
        "Dotted or fading: the date is only known to the month, season or year. ▸ No end date is known. Click one to open its record."
    )

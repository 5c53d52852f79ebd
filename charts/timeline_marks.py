"""The traces of a timeline: a handful for any number of rows, since each trace costs the browser more than a mark."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from charts import style
from charts.timeline_rows import DAY, GAP, LANE, MARK, Frame, Row, Thing

SYMBOLS = {"delegations": "diamond", "events": "circle", "publications": "square"}
SIZES = {"delegations": MARK + 1, "events": MARK - 1, "publications": MARK - 2}
# How much of a bar's colour there is where the day is known; where nobody knows it, it falls in
# steps, more of them the longer nobody knows.
TINT, STEP_DAYS, STEPS = 0.42, 30, (4, 12)

Hovers = Mapping[tuple[str, str], str]
Colours = Mapping[str, str]
Point = tuple[datetime, float]


def traces(rows: Sequence[Row], *, span: Frame, colours: Colours, hovers: Hovers, as_of: datetime, days: Sequence[datetime], paper: str) -> list[dict[str, Any]]:
    """Guides at `days`, bars, their edges, whiskers, marks, titles: back to front.

    What can be clicked carries [table, id] as customdata.
    """
    exact, vague = _edges(rows, span=span, as_of=as_of)
    return [
        *_uprights(rows, span=span, days=days, as_of=as_of),
        _bars(rows, span=span, colours=colours, hovers=hovers, as_of=as_of),
        lines(exact),
        lines(vague, dash="2px,3px"),
        _arrows(rows, span=span, as_of=as_of),
        _marks(rows, colours=colours, hovers=hovers, paper=paper),
        _titles(rows, span=span, hovers=hovers),
    ]


def extent(bar: Thing, *, as_of: datetime) -> tuple[datetime, datetime, datetime, datetime]:
    """Where a project begins, is surely under way, may be over, is over; half-open, the last day being whole.

    One without an end runs to the day that the data speaks of, or as far as its beginning may lie.
    """
    start, sure = bar["start"], bar["start_until"] if bar["start_precision"] != "day" else bar["start"]
    if bar["is_open"]:
        end = max(as_of, bar["start_until"]) + DAY
        return start, min(sure, end), end, end
    end = bar["end"] + DAY
    maybe = bar["end_from"] if bar["end_precision"] != "day" else end
    maybe = max(maybe, start)
    if sure > maybe:
        sure = maybe = maybe + (min(sure, end) - maybe) / 2
    return start, sure, maybe, end


def _bars(rows: Sequence[Row], *, span: Frame, colours: Colours, hovers: Hovers, as_of: datetime) -> dict[str, Any]:
    """One trace of all bars, in slices: a vague end is several, each fainter than the one before."""
    base, length, middle, height, colour, data, texts = [], [], [], [], [], [], []
    for row in rows:
        if row.bar is None:
            continue
        own = colours.get(row.theme_id, style.NO_THEME)
        for left, right, tint in _slices(row.bar, as_of=as_of):
            left, right = max(left, span.first), min(right, span.last + DAY)
            if left >= right:
                continue
            base.append(iso(left))
            length.append((right - left).total_seconds() * 1000)
            middle.append(row.band_y + row.lanes * LANE / 2)
            height.append(row.lanes * LANE)
            colour.append(style.CLEAR if row.bar["is_planned"] else style.tinted(own, tint))
            data.append(["projects", row.bar["row_id"]])
            texts.append(hovers["projects", row.bar["row_id"]])
    return {
        "type": "bar", "orientation": "h", "base": base, "x": length, "y": middle, "width": height,
        "marker": {"color": colour, "line": {"width": 0}}, "customdata": data, "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _slices(bar: Thing, *, as_of: datetime) -> Iterator[tuple[datetime, datetime, float]]:
    """The bar from left to right: (from, to, how much of its colour)."""
    start, sure, maybe, end = extent(bar, as_of=as_of)
    for left, right, share in _steps(start, sure):
        yield left, right, TINT * share
    yield sure, maybe, TINT
    for left, right, share in _steps(maybe, end):
        yield left, right, TINT * (1 - share)


def _steps(left: datetime, right: datetime) -> Iterator[tuple[datetime, datetime, float]]:
    count = min(max((right - left).days // STEP_DAYS, STEPS[0]), STEPS[1])
    step = (right - left) / count
    for place in range(count):
        yield left + step * place, left + step * (place + 1), (place + 0.5) / count


def _edges(rows: Sequence[Row], *, span: Frame, as_of: datetime) -> tuple[list[tuple[Point, ...]], list[tuple[Point, ...]]]:
    """The lines that are sure and those that are vague: edges of bars, and the reach of each mark."""
    exact: list[tuple[Point, ...]] = []
    vague: list[tuple[Point, ...]] = []
    for row in rows:
        top, bottom = float(row.band_y), float(row.band_y + row.lanes * LANE)
        if row.bar is not None:
            start, sure, maybe, end = (min(max(day, span.first), span.last + DAY) for day in extent(row.bar, as_of=as_of))
            for y in (top, bottom):
                exact.append(((sure, y), (maybe, y)))
                vague += [((start, y), (sure, y)), ((maybe, y), (end, y))]
            if start == sure or row.bar["is_planned"]:
                (exact if start == sure else vague).append(((start, top), (start, bottom)))
            if maybe == end and not row.bar["is_open"]:
                exact.append(((end, top), (end, bottom)))
            elif row.bar["is_planned"] and not row.bar["is_open"]:
                vague.append(((end, top), (end, bottom)))
        for thing in row.things:
            if thing["left"]:
                y = _middle(row, thing)
                is_exact = thing["start_precision"] == thing["end_precision"] == "day"
                (exact if is_exact else vague).append(((thing["left"], y), (thing["right"], y)))
    return exact, vague


def lines(segments: Sequence[tuple[Point, ...]], *, dash: str = "solid", width: float = 1.25, share: float = 1) -> dict[str, Any]:
    """Many separate lines in one trace, so opaque."""
    points = [point for one in segments if one[0] != one[-1] for point in (*one, None)]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [iso(point[0]) if point else None for point in points],
        "y": [point[1] if point else None for point in points],
        "line": {"color": style.tinted(style.NEUTRAL, share), "width": width, "dash": dash},
    }  # fmt: skip


def _uprights(rows: Sequence[Row], *, span: Frame, days: Sequence[datetime], as_of: datetime) -> list[dict[str, Any]]:
    """Guides down from the ticks and from the day, broken where a title stands so that none is struck through."""

    def through(day: datetime) -> list[tuple[Point, ...]]:
        return [((day, row.band_y - 4), (day, row.bottom - GAP / 2)) for row in rows]

    guides = [segment for day in days if day > span.first for segment in through(day)]
    if span.has_undated:
        guides += through(span.last + DAY)
    now = through(as_of) if span.first <= as_of <= span.last else []
    return [lines(guides, width=1, share=0.28), lines(now, width=1.75)]


def _arrows(rows: Sequence[Row], *, span: Frame, as_of: datetime) -> dict[str, Any]:
    """A point to the right where a project has no end: it goes on."""
    ends = [(extent(row.bar, as_of=as_of)[3], row) for row in rows if row.bar is not None and row.bar["is_open"]]
    ends = [(end, row) for end, row in ends if end <= span.last + DAY]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip",
        "x": [iso(end) for end, _ in ends],
        "y": [row.band_y + row.lanes * LANE / 2 for _, row in ends],
        "marker": {"symbol": "triangle-right", "size": 10, "color": style.NEUTRAL},
    }  # fmt: skip


def _marks(rows: Sequence[Row], *, colours: Colours, hovers: Hovers, paper: str) -> dict[str, Any]:
    """One trace of all delegations, events and publications; what is planned is hollow, bare paper within."""
    pairs = [(row, thing) for row in rows for thing in row.things]
    own = [_colour(row, thing, colours) for row, thing in pairs]
    hollow = [bool(thing["is_planned"]) for _, thing in pairs]
    return {
        "type": "scatter", "mode": "markers",
        "x": [iso(thing["x"]) for _, thing in pairs],
        "y": [_middle(row, thing) for row, thing in pairs],
        "marker": {
            "opacity": 1,
            "symbol": [SYMBOLS[thing["table"]] for _, thing in pairs],
            "size": [SIZES[thing["table"]] for _, thing in pairs],
            "color": [paper if is_hollow else one for one, is_hollow in zip(own, hollow, strict=True)],
            "line": {
                "color": style.NEUTRAL,
                "width": [2 if is_hollow else 1 for is_hollow in hollow],
            },
        },
        "customdata": [[thing["table"], thing["row_id"]] for _, thing in pairs],
        "hovertext": [hovers[thing["table"], thing["row_id"]] for _, thing in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _titles(rows: Sequence[Row], *, span: Frame, hovers: Hovers) -> dict[str, Any]:
    """The row's titles, above its band, all from the left edge."""
    return {
        "type": "scatter", "mode": "text", "textposition": "bottom right", "textfont": {"size": 13},
        "x": [iso(span.first)] * len(rows), "y": [row.label_y for row in rows], "text": [row.label for row in rows],
        "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _colour(row: Row, thing: Thing, colours: Colours) -> str:
    """The colour of the theme that a mark stands under: its group's, else its own first."""
    themes = thing["theme_ids"]
    theme = row.theme_id if row.theme_id in themes else next(iter(themes), row.theme_id)
    return colours.get(theme, style.NO_THEME)


def _middle(row: Row, thing: Thing) -> float:
    return row.band_y + (thing["lane"] + 0.5) * LANE


def iso(moment: datetime) -> str:
    """A moment as plotly reads it."""
    return moment.isoformat(timespec="minutes")

"""An indicator's card: its line over time beside its targets, and its parts."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from charts import bars, style
from charts.exhibit import Exhibit, View
from charts.indicators import amount, narrowed_by, said, status, whole_record
from charts.marks import Marks, mark_key, members_of
from locales import N_, Words
from metrics.board import Point, by_target, history, looked_at, stands
from metrics.breakdowns import BY, breakdown
from metrics.indicators import Indicator, Target, declared, targets, value
from metrics.narrowed import keeping
from metrics.status import Standing, in_force

HEIGHT_PX = 280
DIMENSIONS = {"sector": N_("sector"), "gender": N_("gender"), "age_group": N_("age group"), "city": N_("place"), "theme": N_("theme")}


def found(view: View, indicator_id: str) -> Indicator | None:
    """The indicator of an id; None where the workbook has none."""
    return next((one for one in declared(view.whole) if one.indicator_id == indicator_id), None)


def trend(indicator: Indicator) -> Callable[[View], Exhibit]:
    """The chart function of an indicator over time: its values as a line, its targets as marks."""

    def draw(view: View) -> Exhibit:
        t, data = view.t, whole_record(view)
        points = [point for point in history(indicator, data, view.as_of) if point.value is not None]
        period = looked_at(data, view.data.scope.start, view.data.scope.end, view.as_of)
        measure = value(indicator, data, view.as_of, period)
        title = said(indicator, stands(indicator, data, view.as_of, period, keeping()), t)
        subtitle = " · ".join(filter(None, [indicator.unit, t("adding up from the beginning") if indicator.is_cumulative else t("each period by itself")]))
        aims = by_target(indicator, data, view.as_of)
        table = pd.DataFrame({
            t("Period"): [t.span(target.period.start, target.period.end) for target, _ in aims],
            t("Value"): [amount(indicator, standing.value, t) for _, standing in aims],
            t("Target"): [amount(indicator, target.value, t) for target, _ in aims],
            t("Status"): [status(standing.status, t) for _, standing in aims],
        })  # fmt: skip
        sentence = t("{indicator}. {finding}.", indicator=indicator.title, finding=title)
        figure = _figure(indicator, points, aims, view) if points or aims else None
        return Exhibit(f"indicators.trend.{indicator.indicator_id}", title, subtitle, sentence, table, measure, figure, filters=narrowed_by(indicator, view, period), marks=_marks(indicator, points, aims, t))

    return draw


def _marks(indicator: Indicator, points: Sequence[Point], aims: Sequence[tuple[Target, Standing]], t: Words) -> Marks:
    """A value has the rows that it was counted from, a target the row that states it."""
    values = {mark_key("value", point.period.end): (_value(indicator, point, t), point.rows) for point in points}
    stated = {mark_key("target", target.row): (_target(indicator, target, t), {"targets": pd.Index([target.row])}) for target, _ in aims}
    both = values | stated
    return Marks(members_of("key", [(key, rows) for key, (_, rows) in both.items()]), ("key",), {key: said for key, (said, _) in both.items()})


def _value(indicator: Indicator, point: Point, t: Words) -> str:
    return t("{group}: {value}", group=t.month(point.period.end), value=amount(indicator, point.value, t))


def _target(indicator: Indicator, target: Target, t: Words) -> str:
    return t("Target for {month}: {value}", month=t.month(target.period.end), value=amount(indicator, target.value, t))


def _figure(indicator: Indicator, points: Sequence[Point], goals: Sequence[tuple[Target, Standing]], view: View) -> dict[str, object]:
    t, ink = view.t, style.ink(view.is_dark)
    days = [min(point.period.end, view.as_of).isoformat() for point in points]
    line = {
        "type": "scatter", "mode": "lines+markers+text", "x": days, "y": [point.value for point in points], "name": t("Value"),
        "line": {"color": style.ACCENT, "width": 2.5}, "marker": {"color": style.ACCENT, "size": 7}, "cliponaxis": False,
        # Only the last value is written: it is the one that is spoken of.
        "text": [*[""] * (len(points) - 1), amount(indicator, points[-1].value, t)] if points else [], "textposition": "top center",
        "textfont": {"size": 16, "color": ink},
        "customdata": [style.safe(_value(indicator, point, t)) for point in points], "hovertemplate": "%{customdata}<extra></extra>",
        "ids": [mark_key("value", point.period.end) for point in points],
    }  # fmt: skip
    aims = {
        "type": "scatter", "mode": "markers+text", "x": [target.period.end.isoformat() for target, _ in goals], "y": [target.value for target, _ in goals], "name": t("Target"),
        "marker": {"symbol": "diamond-open", "size": 11, "color": style.SECOND, "line": {"width": 2, "color": style.SECOND}}, "cliponaxis": False,
        "text": [amount(indicator, target.value, t) for target, _ in goals], "textposition": "top center", "textfont": {"color": ink},
        "customdata": [style.safe(_target(indicator, target, t)) for target, _ in goals], "ids": [mark_key("target", target.row) for target, _ in goals],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip
    ticks = _ticks([date.fromisoformat(day) for day in days] + [target.period.end for target, _ in goals])
    layout = style.layout(
        height=HEIGHT_PX, showlegend=bool(goals), margin={"t": 40, "b": 28, "l": 16, "r": 32},
        legend={"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        xaxis={"tickvals": [day.isoformat() for day in ticks], "ticktext": [t.month(day, short=True) if day in (ticks[0], ticks[-1]) else str(day.year) for day in ticks], "tickangle": 0},
        yaxis={"rangemode": "tozero", "visible": False},
    )  # fmt: skip
    return {"data": [line, *([aims] if goals else [])], "layout": layout}


def _ticks(days: Sequence[date]) -> list[date]:
    """The first and the last day, and between them the years that have room."""
    first, last = min(days), max(days)
    step = max(1, (last.year - first.year) // 4)
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    room = (last - first) / 6
    return [first, *(day for day in years if day - first > room and last - day > room), *([last] if last > first else [])]


def dimensions(indicator: Indicator) -> tuple[str, ...]:
    """What an indicator can be broken down by."""
    return BY.get(indicator.measure, ())


def parts(indicator: Indicator, dimension: str) -> Callable[[View], Exhibit]:
    """The chart function of an indicator broken down: a bar a group, hatched what is not detailed."""

    def draw(view: View) -> Exhibit:
        t, data = view.t, whole_record(view)
        period = looked_at(data, view.data.scope.start, view.data.scope.end, view.as_of)
        measure = breakdown(indicator, data, view.as_of, period, dimension)
        key, subtitle = f"indicators.parts.{indicator.indicator_id}.{dimension}", t("What counts in several groups counts in each of them")
        if measure.value is None or measure.table.empty:
            return Exhibit(key, t("Nothing is recorded by {dimension}", dimension=t(DIMENSIONS[dimension])), "", "", pd.DataFrame(), measure)
        names = [_name(group, dimension, view) for group in measure.table["group"]]
        lengths = [float(one) for one in measure.table["value"]]
        if measure.not_detailed:
            names, lengths = [*names, t("not detailed")], [*lengths, float(measure.not_detailed)]
        groups = [*measure.table["group"], *([None] if measure.not_detailed else [])]
        keys = [mark_key(group) for group in groups]
        goals = [_goal(indicator, view, dimension, group, name, min(period.end, view.as_of)) for group, name in zip(groups, names, strict=True)]
        table = pd.DataFrame({t(DIMENSIONS[dimension]).capitalize(): names, t("Value"): lengths})
        if any(goal is not None for goal in goals):
            table[t("Target")] = goals
        title = t("{group}: {value}", group=names[0], value=t.number(lengths[0])) if measure.table["value"].iloc[0] else t("No group has any")
        figure = bars.labelled(names, series=_series(names, lengths, keys, measure.not_detailed, t), ends=[_end(length, goal, t) for length, goal in zip(lengths, goals, strict=True)], is_dark=view.is_dark)
        told = [t("{group}: {value}", group=name, value=t.number(length)) for name, length in zip(names, lengths, strict=True)]
        marks = Marks(measure.members, ("group",), dict(zip(keys, told, strict=True)))
        return Exhibit(key, title, subtitle, t.listed(told), table, measure, figure, filters=narrowed_by(indicator, view, period), marks=marks)

    return draw


def _goal(indicator: Indicator, view: View, dimension: str, group: str | None, name: str, day: date) -> float | None:
    """The target of a group on a day, named in the workbook by its id or by its name; None where it has none."""
    own = targets(indicator, view.whole)
    found = next((one for said in (group, name) if said and (one := in_force(own, day, dimension=dimension, group=said))), None)
    return found.value if found else None


def _end(length: float, goal: float | None, t: Words) -> str:
    return t.number(length) if goal is None else t("{value} of {target}", value=t.number(length), target=t.number(goal))


def _series(names: list[str], lengths: list[float], keys: list[str], not_detailed: int, t: Words) -> list[bars.Series]:
    hovers = [f"{style.safe(name)}: {t.number(length)}" for name, length in zip(names, lengths, strict=True)]
    known = [*lengths[:-1], 0.0] if not_detailed else lengths
    series = [bars.Series(known, {"color": style.ACCENT}, hovers, keys)]
    return [*series, bars.Series([0.0] * (len(lengths) - 1) + [lengths[-1]], style.hatched(), hovers, keys)] if not_detailed else series


def _name(group: str, dimension: str, view: View) -> str:
    if dimension == "city":
        return str(view.whole.cities.set_index("city_id")["name"].get(group, group))
    if dimension == "theme":
        return str(view.whole.themes.set_index("theme_id")["name"].get(group, group))
    return view.t(group)

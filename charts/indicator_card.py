"""An indicator's card: its line over time beside its targets, and its parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from charts import bars, style
from charts.chart import Chart, Look
from charts.chart import Series as Numbers
from charts.exhibit import Compared, Exhibit, View
from charts.indicators import (
    aim,
    amount,
    asked_of,
    narrowed_by,
    parts_of,
    period_of,
    reached,
    said,
    status,
    unit,
    whole_record,
)
from charts.marks import Marks, mark_key, members_of, named_parts
from loaders import Dataset
from locales import N_, Words
from metrics.board import Line, Point, by_target, history, stands
from metrics.breakdowns import BY
from metrics.groups import NAMED, by_group, group_value
from metrics.indicators import Indicator, Target, declared, stated_group
from metrics.measure import Measure
from metrics.periods import Period
from metrics.status import Standing, in_force

HEIGHT_PX = 280
STATED = N_("The target as it is stated in the sheet targets.")
DIMENSIONS = {"sector": N_("sector"), "gender": N_("gender"), "age_group": N_("age group"), "city": N_("place"), "theme": N_("theme")}


def found(view: View, indicator_id: str) -> Indicator | None:
    """The indicator of an id; None where the workbook has none."""
    return next((one for one in declared(view.whole) if one.indicator_id == indicator_id), None)


def trend(indicator: Indicator) -> Callable[[View], Exhibit]:
    """The chart function of an indicator over time: its values as a line, its targets as marks."""

    def draw(view: View) -> Exhibit:
        t, data, period = view.t, whole_record(view), period_of(view)
        ask = asked_of(view)
        points = history(indicator, data, view.as_of, ask, whole=view.whole)
        measure = ask(indicator, period)
        title = said(indicator, stands(indicator, data, view.as_of, period, ask), t)
        subtitle = " · ".join(filter(None, [unit(indicator, measure), t("adding up from the beginning") if indicator.is_cumulative else t("each period by itself")]))
        aims = by_target(indicator, data, view.as_of, ask)
        of_groups = by_group(indicator, data, view.as_of, parts=parts_of(view))
        sentence = t("{indicator}. {finding}.", indicator=indicator.title, finding=title)
        figure = _figure(indicator, points, aims, view) if aims or any(point.value is not None for point in points) else None
        table = _targets(indicator, aims, of_groups, view)
        return Exhibit(f"indicators.trend.{indicator.indicator_id}", title, subtitle, sentence, table, measure, figure, filters=narrowed_by(indicator, view, period),
                       chart=_numbers(indicator, points, aims, view) if figure else None, marks=_marks(indicator, points, aims, view))  # fmt: skip

    return draw


def _targets(indicator: Indicator, aims: Sequence[tuple[Target, Standing]], of_groups: Sequence[tuple[Target, Standing]], view: View) -> pd.DataFrame:
    """Every target, those of groups after those of the whole, with its own status."""
    t, both = view.t, [*aims, *of_groups]
    table = pd.DataFrame({
        t("Period"): [t.span(target.period.start, target.period.end) for target, _ in both],
        t("Value"): [reached(indicator, standing, t) for _, standing in both],
        t("Target"): [aim(indicator, target.value, t) for target, _ in both],
        t("Status"): [status(standing.status, t) for _, standing in both],
    })  # fmt: skip
    if of_groups:
        table.insert(1, t("Group"), [t("the whole") if target.dimension is None else _name(str(target.dimension_value), target.dimension, view) for target, _ in both])
    return table


def compared(line: Line, view: View) -> tuple[Compared, ...]:
    """The value of the period that a line is compared with, where it was counted and is not a baseline."""
    if line.then is None or line.measure_then is None or line.earlier is None:
        return ()
    t, indicator = view.t, line.indicator
    span = t.span(line.then.start, line.then.end)
    return (Compared(t("{group}: {value}", group=span, value=amount(indicator, line.earlier, t)), line.measure_then, narrowed_by(indicator, view, line.then)),)


def _marks(indicator: Indicator, points: Sequence[Point], aims: Sequence[tuple[Target, Standing]], view: View) -> Marks:
    """A value has the rows that it was counted from and its own period, a target the row that states it."""
    t = view.t
    values = {mark_key("value", point.period.end): (_value(indicator, point, t), point.rows) for point in points if point.value is not None}
    stated = {mark_key("target", target.row): (_target(indicator, target, t), {"targets": pd.Index([target.row])}) for target, _ in aims}
    both = values | stated
    by_key = {mark_key("value", point.period.end): point.period for point in points}
    goals = {mark_key("target", target.row): target for target, _ in aims}

    def alone(key: str) -> tuple[Measure, str]:
        if target := goals.get(key):
            span = t.span(target.period.start, target.period.end)
            return Measure("target", target.value, {}, STATED), "; ".join([indicator.title, span])
        return asked_of(view)(indicator, by_key[key]), narrowed_by(indicator, view, by_key[key])

    return Marks(members_of("key", [(key, rows) for key, (_, rows) in both.items()]), ("key",), {key: said for key, (said, _) in both.items()}, alone=alone)


def _value(indicator: Indicator, point: Point, t: Words) -> str:
    value = amount(indicator, point.value, t)
    return t("{group}: {value}", group=t.month(point.period.end), value=value) if point.is_over else t("{period} so far: {value}", period=t.span(point.period.start, point.period.end), value=value)


def _target(indicator: Indicator, target: Target, t: Words) -> str:
    return t("Target for {month}: {value}", month=t.month(target.period.end), value=amount(indicator, target.value, t))


def _figure(indicator: Indicator, points: Sequence[Point], goals: Sequence[tuple[Target, Standing]], view: View) -> dict[str, object]:
    t, ink = view.t, style.ink(view.is_dark)
    days = [min(point.period.end, view.as_of).isoformat() for point in points]
    over = [point for point in points if point.is_over]
    line = _line(indicator, over, days, view, name=t("Value"))
    so_far = points[-1] if points and not points[-1].is_over and points[-1].value is not None else None
    traces = [line] if so_far is None else [line, _line(indicator, points[-2:], days[-2:], view, name=t("So far"), is_so_far=True)]
    # Only the last value is written: it is the one that is spoken of.
    traces[-1]["text"] = [*[""] * (len(traces[-1]["y"]) - 1), amount(indicator, traces[-1]["y"][-1], t) if traces[-1]["y"] and traces[-1]["y"][-1] is not None else ""]
    values = {point.period.end: point.value for point in points if point.value is not None}
    last = next(reversed(values.values()), None)
    aims = {
        "type": "scatter", "mode": "markers+text", "x": [target.period.end.isoformat() for target, _ in goals], "y": [target.value for target, _ in goals], "name": t("Target"),
        "marker": {"symbol": "diamond-open", "size": 11, "color": style.SECOND, "line": {"width": 2, "color": style.SECOND}}, "cliponaxis": False,
        "text": [amount(indicator, target.value, t) for target, _ in goals],
        # On the side that the line is not on: it would strike the number through.
        "textposition": [_away(target.value, values.get(target.period.end, last)) for target, _ in goals], "textfont": {"size": 14, "color": ink},
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
    return {"data": [*traces, *([aims] if goals else [])], "layout": layout}


def _numbers(indicator: Indicator, points: Sequence[Point], goals: Sequence[tuple[Target, Standing]], view: View) -> Chart:
    """Value, what it is so far, and targets by the ends of their periods, in order of time."""
    t = view.t
    over = {point.period.end: point.value for point in points if point.is_over}
    so_far = {point.period.end: point.value for point in points[-2:]} if points and not points[-1].is_over else {}
    aims = {target.period.end: target.value for target, _ in goals}
    days = sorted({*over, *so_far, *aims})
    found: list[tuple[str, dict[date, float | None], str, Look]] = [
        (t("Value"), over, style.ACCENT, "solid"), (t("So far"), so_far, style.ACCENT, "dotted"), (t("Target"), {**aims}, style.SECOND, "marks"),
    ]  # fmt: skip
    series = tuple(Numbers(name, tuple(values.get(day) for day in days), colour, look) for name, values, colour, look in found if any(one is not None for one in values.values()))
    return Chart("lines", tuple(t.month(day, short=True) for day in days), series, is_share=indicator.is_share, days=tuple(days))


def _line(indicator: Indicator, points: Sequence[Point], days: Sequence[str], view: View, *, name: str, is_so_far: bool = False) -> dict[str, Any]:
    """Values as a line, broken where there is no data; what is only so far is joined to the last that is over by dots, its own mark hollow."""
    t = view.t
    return {
        "type": "scatter", "mode": "lines+markers+text", "x": list(days[: len(points)]), "y": [point.value for point in points], "name": name, "connectgaps": False,
        "line": {"color": style.ACCENT, "width": 2.5, "dash": "dot" if is_so_far else "solid"}, "cliponaxis": False,
        # The point that the dots begin at is the line's own.
        "marker": {"color": style.ACCENT, "symbol": "circle-open" if is_so_far else "circle", "size": [0] * (len(points) - 1) + [9] if is_so_far else 7, "line": {"width": 2, "color": style.ACCENT}},
        "textposition": "top center", "textfont": {"size": 16, "color": style.ink(view.is_dark)},
        "customdata": [style.safe(_value(indicator, point, t)) for point in points], "hovertemplate": "%{customdata}<extra></extra>",
        "ids": [mark_key("value", point.period.end) for point in points],
    }  # fmt: skip


def _away(target: float, value: float | None) -> str:
    return "bottom center" if value is not None and value >= target else "top center"


def _ticks(days: Sequence[date]) -> list[date]:
    """The first and the last day, and between them the years that have room."""
    first, last = min(days), max(days)
    step = max(1, (last.year - first.year) // 4)
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    room = (last - first) / 6
    return [first, *(day for day in years if day - first > room and last - day > room), *([last] if last > first else [])]


def dimensions(indicator: Indicator) -> Callable[[View], tuple[str, ...]]:
    """What an indicator is broken down by in the period looked at: the dimensions of which something is recorded or aimed at."""

    def offered(view: View) -> tuple[str, ...]:
        data, period = whole_record(view), period_of(view)
        aimed = {target.dimension for target, _ in by_group(indicator, data, view.as_of, parts=parts_of(view))}
        return tuple(
            dimension for dimension in BY.get(indicator.measure, ())
            if dimension in aimed or len(parts_of(view)(indicator, view.as_of, period, dimension).table)
        )  # fmt: skip

    return offered


def parts(indicator: Indicator, dimension: str) -> Callable[[View], Exhibit]:
    """The chart function of an indicator broken down: a bar a group, beside its target if it has one; hatched what is not detailed."""

    def draw(view: View) -> Exhibit:
        t, data, period = view.t, whole_record(view), period_of(view)
        measure = parts_of(view)(indicator, view.as_of, period, dimension)
        goals = _goals(indicator, dimension, data, period, view)
        key, subtitle = f"indicators.parts.{indicator.indicator_id}.{dimension}", t("What counts in several groups counts in each of them")
        groups, lengths = _groups(indicator, measure, goals, data, period, view)
        if not groups:
            return Exhibit(key, t("Nothing is recorded by {dimension}", dimension=t(DIMENSIONS[dimension])), "", "", pd.DataFrame(), measure)
        names = [t("not detailed") if group is None else _name(group, dimension, view) for group in groups]
        keys, aims = [mark_key(group) for group in groups], [goals.get(stated_group(group)) if group is not None else None for group in groups]
        table = pd.DataFrame({t(DIMENSIONS[dimension]).capitalize(): names, t("Value"): lengths if None not in lengths else [t.number(length) for length in lengths]})
        if goals:
            table[t("Target")] = [aim.target.value if aim and aim.target else None for aim in aims]
            table[t("Status")] = [status(aim.status, t) if aim else "" for aim in aims]
        labels = [_beside(indicator, name, one, t) for name, one in zip(names, aims, strict=True)]
        series, ends = _series(names, lengths, keys, measure.not_detailed, t), [t.number(length) for length in lengths]
        figure = bars.labelled(labels, series=series, ends=ends, is_dark=view.is_dark)
        told = [t("{group}: {value}", group=name, value=t.number(length)) for name, length in zip(names, lengths, strict=True)]
        title = _most(indicator, measure, dimension, view)
        narrowed = narrowed_by(indicator, view, period)
        marks = Marks(measure.members if len(measure.members) else members_of("group", []), ("group",), dict(zip(keys, told, strict=True)), named_parts(keys, names), alone=lambda _: (replace(measure, formula=asked_of(view)(indicator, period).formula), narrowed))
        return Exhibit(key, title, subtitle, t.listed(told), table, measure, figure, filters=narrowed, marks=marks, chart=bars.chart(labels, series=series, ends=ends))

    return draw


def _groups(
    indicator: Indicator, measure: Measure, goals: Mapping[str, Standing], data: Dataset, period: Period, view: View,
) -> tuple[list[str | None], list[float | None]]:
    """The groups and their values: those found, the largest first, those that only have a target, and None for what is not detailed."""
    found = list(measure.table["group"]) if len(measure.table) else []
    values: list[float | None] = [float(one) for one in measure.table["value"]] if found else []
    missing = [aim.target for group, aim in goals.items() if aim.target and group not in {stated_group(one) for one in found}]
    for target in missing:
        found.append(target.dimension_value)
        values.append(group_value(indicator, data, view.as_of, period, target.group, parts_of(view)) if target.group else None)
    rest = [None] if measure.not_detailed else []
    return [*found, *rest], [*values, *([float(measure.not_detailed)] if rest else [])]


def _goals(indicator: Indicator, dimension: str, data: Dataset, period: Period, view: View) -> dict[str, Standing]:
    """How each group of a dimension stands beside its target in force at the end of the period looked at."""
    own = [(target, standing) for target, standing in by_group(indicator, data, min(period.end, view.as_of), parts=parts_of(view)) if target.dimension == dimension]
    found = {}
    for group in dict.fromkeys(target.group for target, _ in own):
        here = {target: standing for target, standing in own if target.group == group}
        if group and (target := in_force(list(here), min(period.end, view.as_of))):
            found[group[1]] = here[target]
    return found


def _beside(indicator: Indicator, name: str, standing: Standing | None, t: Words) -> str:
    """A group's name, and its target with its status if it has one."""
    if standing is None or standing.target is None:
        return name
    return t(
        "{group} · target {target} by {month}: {status}", group=name, target=aim(indicator, standing.target.value, t),
        month=t.month(standing.target.period.end, short=True), status=status(standing.status, t),
    )  # fmt: skip


def _most(indicator: Indicator, measure: Measure, dimension: str, view: View) -> str:
    """What a breakdown found: the largest group, and how much of the whole it is."""
    t = view.t
    if measure.table.empty or measure.value is None:
        return t("No group is recorded yet by {dimension}", dimension=t(DIMENSIONS[dimension]))
    most = measure.table["value"].max()
    if not most:
        return t("No group has any")
    named = t.listed(_name(group, dimension, view) for group in measure.table.loc[measure.table["value"] == most, "group"])
    if indicator.measure == "measurement":
        return t("Highest: {groups}, {value}", groups=named, value=t.number(most))
    return t("Most: {groups}, {value} of {whole}", groups=named, value=t.number(most), whole=t.number(measure.value))


def _series(names: list[str], lengths: list[float | None], keys: list[str], not_detailed: int, t: Words) -> list[bars.Series]:
    hovers = [f"{style.safe(name)}: {t.number(length)}" for name, length in zip(names, lengths, strict=True)]
    drawn = [length or 0.0 for length in lengths]
    known = [*drawn[:-1], 0.0] if not_detailed else drawn
    series = [bars.Series(known, {"color": style.ACCENT}, hovers, keys, t("Value"))]
    return [*series, bars.Series([0.0] * (len(drawn) - 1) + [drawn[-1]], style.hatched(), hovers, keys, t("Not detailed"), "hatched")] if not_detailed else series


def _name(group: str, dimension: str, view: View) -> str:
    if dimension in NAMED:
        table, key = NAMED[dimension]
        return str(view.whole.tables[table].set_index(key)["name"].get(group, group))
    return view.t(group)

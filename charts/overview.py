"""The overview: activity by month, what comes next, the latest publications."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import style
from charts.chart import Chart, Look, Series
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key
from metrics import MEASURES, overview
from metrics.measure import Measure

MOST_NAMED = 3
# Columns of fewer months are no wider than these would be: one alone would fill the page.
FEWEST, MONTH, BAR = 6, pd.Timedelta(days=30), pd.Timedelta(days=22)


def summary(view: View) -> str:
    """The programme in one sentence, from the data."""
    t, data = view.t, view.data
    projects = data.projects.loc[MEASURES["projects"](data, view.as_of).rows["projects"]]
    themes = {theme for ids in projects["theme_ids"] for theme in ids} & set(data.narrowed.theme_ids or data.themes["theme_id"])
    places = overview.linked(data, view.as_of)
    days = overview.span(data, view.as_of)
    if days is None and not view.measured(overview.coming_next).planned and not view.measured(MEASURES["projects"]).planned:
        return t("Nothing on record here has taken place, and nothing is planned.")
    if days is None:
        return t("Nothing on record here has taken place; what is planned is shown below.")
    span, count = t.between(*days), t.plural("{n} place", "{n} places", len(places))
    where = t("in, or between, {places} in {countries}", places=count, countries=t.plural("{n} country", "{n} countries", places["country_code"].nunique()))
    if projects.empty:
        both = sum(int(MEASURES[name](data, view.as_of).value or 0) for name in overview.OCCASIONS)
        return t.plural("{span}, {n} activity took place {where}.", "{span}, {n} activities took place {where}.", both, span=span, where=where)
    within = t.plural("{n} theme", "{n} themes", len(themes))
    return t.plural("{span}, {n} project in {themes} took place {where}.", "{span}, {n} projects in {themes} took place {where}.",
                    len(projects), span=span, themes=within, where=where)  # fmt: skip


def by_month(view: View) -> Exhibit:
    """Delegations and events a month: those held filled, those planned hollow; vaguer ones in words."""
    t, measure = view.t, view.measured(overview.by_month)
    frame, vague = measure.table, measure.not_detailed
    subtitle = t("Delegations and events each month; hollow where still to come")
    if vague:
        subtitle += ". " + t.plural("{n} more is dated only to a season or a year", "{n} more are dated only to a season or a year", vague)
    table = pd.DataFrame({
        t("Month"): [t.month(month) for month in frame["month"]],
        t("Delegations"): frame["delegations"], t("Events"): frame["events"], t("Still to come"): frame["planned"],
    })  # fmt: skip
    if frame.empty:
        return Exhibit("overview.months", t("No activity is dated to a month"), subtitle, "", table, measure)
    title = _busiest(view, frame)
    sentence = t("Columns, one a month from {start} to {end}. {finding}.", start=t.month(frame["month"].iloc[0]), end=t.month(frame["month"].iloc[-1]), finding=title)
    figure: dict[str, Any] = {"data": _columns(view, frame), "layout": _months_layout(view, frame)}
    return Exhibit("overview.months", title, subtitle, sentence, table, measure, figure, chart=_numbers(view, frame),
                   marks=_marks(measure, figure["data"], [t.month(month) for month in frame["month"]]))


def _numbers(view: View, frame: pd.DataFrame) -> Chart:
    t = view.t
    looks: tuple[tuple[str, str, str, Look], ...] = (
        ("events", t("Events"), style.ACCENT, "solid"), ("delegations", t("Delegations"), style.SECOND, "solid"),
        ("planned", t("Still to come"), style.NEUTRAL, "hollow"),
    )  # fmt: skip
    series = tuple(Series(name, tuple(frame[column].tolist()), colour, look) for column, name, colour, look in looks if frame[column].any())
    return Chart("columns", tuple(t.month(month, short=True) for month in frame["month"]), series)


def _marks(measure: Measure, columns: list[dict[str, Any]], months: Sequence[str]) -> Marks:
    titles = {key: said for one in columns for key, said in zip(one["ids"], one["customdata"], strict=True)}
    parts = {key: (month, one["name"]) for one in columns for key, month in zip(one["ids"], months, strict=True)}
    return Marks(measure.members, ("month", "kind"), titles, parts)


def _busiest(view: View, frame: pd.DataFrame) -> str:
    t, most = view.t, frame["held"].max()
    if not most:
        return t("All that is dated is still to come")
    months = [t.month(month) for month in frame.loc[frame["held"] == most, "month"]]
    count = t.plural("{n} activity", "{n} activities", most)
    if len(months) == 1:
        return t("{month} was the busiest month: {activities}", month=months[0], activities=count)
    if len(months) <= MOST_NAMED:
        return t("{months} were the busiest months: {activities} each", months=t.listed(months), activities=count)
    return t("{n} months were the busiest, with {activities} each", n=t.number(len(months)), activities=count)


def _columns(view: View, frame: pd.DataFrame) -> list[dict[str, Any]]:
    t = view.t
    base: dict[str, Any] = {"type": "bar", "x": frame["month"].dt.strftime("%Y-%m-%d").tolist(), "hovertemplate": "%{customdata}<extra></extra>"}
    if len(frame) < FEWEST:
        base["width"] = BAR / pd.Timedelta(milliseconds=1)
    # A number has room in its bar up to three years of months.
    is_roomy, ink = len(frame) <= 36, style.ink(view.is_dark)
    kinds = (
        ("events", t("Events"), style.ACCENT, 0.0, lambda n: t.plural("{n} event", "{n} events", n)),
        ("delegations", t("Delegations"), style.SECOND, 0.0, lambda n: t.plural("{n} delegation", "{n} delegations", n)),
        ("planned", t("Still to come"), style.CLEAR, 1.5, lambda n: t.plural("{n} still to come", "{n} still to come", n)),
    )
    return [
        {
            **base, "name": name, "marker": {"color": colour, "line": style.outline(width)},
            # No bar at all for nothing: a bar of height 0 would draw its outline.
            "y": [n or None for n in frame[column].tolist()],
            "customdata": [f"{t.month(month)}: {words(n)}" for month, n in zip(frame["month"], frame[column], strict=True)],
            "ids": [mark_key(month, column) for month in frame["month"]],
            "text": [t.number(n) if n and is_roomy else "" for n in frame[column]],
            "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
            "insidetextfont": {"color": {"events": style.ON_ACCENT, "delegations": style.ON_SECOND}.get(column, ink)},
        }
        for column, name, colour, width, words in kinds
    ]  # fmt: skip


def _months_layout(view: View, frame: pd.DataFrame) -> dict[str, object]:
    t, months = view.t, frame["month"]
    # Ticks by month, quarter or year, so that none is cut on a telephone; the year under its first.
    step = 1 if len(months) <= 14 else 3 if len(months) <= 36 else 12
    shown = [month for month in months if (month.month - 1) % step == 0] or [months.iloc[0]]
    firsts = {month.year: month for month in reversed(shown)}
    ticks = [
        str(month.year) if step == 12 else t.month_name(month) + (f"<br>{month.year}" if firsts[month.year] == month else "")
        for month in shown
    ]
    middle, half = months.iloc[0] + (months.iloc[-1] - months.iloc[0]) / 2, FEWEST * MONTH / 2
    around = {"range": [f"{day:%Y-%m-%d}" for day in (middle - half, middle + half)]} if len(months) < FEWEST else {}
    return style.layout(
        # On a telephone a number too small to be read is left out: the table has it.
        barmode="stack", height=300, uniformtext={"minsize": 11, "mode": "hide"}, bargap=0.25, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        xaxis={"tickvals": [month.strftime("%Y-%m-%d") for month in shown], "ticktext": ticks, "tickangle": 0, **around},
        yaxis={"visible": False, "rangemode": "tozero"},
        margin={"t": 36, "b": 44},
    )  # fmt: skip


def coming_next(view: View) -> Exhibit:
    """What is planned, the nearest first: date, what, where."""
    t, measure = view.t, view.measured(overview.coming_next)
    frame = measure.table
    names = view.whole.cities.set_index("city_id")["name"]
    table = pd.DataFrame({
        t("When"): [t.moment(*day) for day in frame[["start", "start_precision"]].itertuples(index=False)],
        t("What"): frame["title"], t("Where"): frame["city_id"].map(names).fillna(""),
    })  # fmt: skip
    title = t.plural("{n} thing is planned or announced", "{n} things are planned or announced", len(frame)) if len(frame) else t("Nothing on record here is still to come")
    subtitle = t("After {day}, the nearest first", day=t.day(view.as_of))
    return Exhibit("overview.next", title, subtitle, title, table, measure)


def latest_publications(view: View) -> Exhibit:
    """The publications that are out, the latest first, those without a date last."""
    t, measure = view.t, view.measured(overview.latest_publications)
    frame = measure.table
    table = pd.DataFrame({
        t("When"): [t.moment(day, precision) for day, precision in frame[["date", "date_precision"]].itertuples(index=False)],
        t("What"): frame["title"],
        t("Languages"): [t.listed(t.tongue(code) for code in codes) for codes in frame["languages"]],
    })  # fmt: skip
    title = t.plural("{n} work is out", "{n} works are out", len(frame)) if len(frame) else t("No publication on record here is out")
    subtitle = t("Each with its language editions, the latest first")
    return Exhibit("overview.latest", title, subtitle, title, table, measure)



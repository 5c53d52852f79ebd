"""Delegations: the journeys in order of time, the routes, and the days away."""

from datetime import date
from typing import Any

import pandas as pd

from charts import style
from charts.bars import BAR_PX, Series, labelled, placed, texts_at
from charts.exhibit import Exhibit, View
from charts.headlines import number
from locales import Words
from metrics import counts
from metrics import delegations as metrics
from metrics.measure import Measure

MOST = 40
# The vaguer a date, the paler its bar.
SHADES = {"day": 4, "month": 4, "season": 3, "year": 2}
DAY_MS = 24 * 60 * 60 * 1000


def summary(view: View) -> str:
    """The page's sentence: how many delegations went where, and when."""
    t, measure = view.t, metrics.journeys(view.data, view.as_of)
    done = measure.table[~measure.table["is_planned"]]
    if measure.table.empty:
        return t("No delegation is on record here.")
    if done.empty:
        return t.plural("{n} delegation is planned; none has taken place.", "{n} delegations are planned; none has taken place.", measure.planned)
    delegations = t.plural("{n} delegation", "{n} delegations", len(done))
    places = t.plural("{n} place", "{n} places", done["to_id"].nunique())
    first, last = done.iloc[0], done.loc[done["end"].idxmax()]
    period = t.period(first["start"], last["end"], first["start_precision"], last["end_precision"])
    if not measure.planned:
        return t("{delegations} went to {places} ({period}).", delegations=delegations, places=places, period=period)
    planned = t.plural("{n} more is planned", "{n} more are planned", measure.planned)
    return t("{delegations} went to {places} ({period}); {planned}.", delegations=delegations, places=places, period=period, planned=planned)


def held(view: View) -> Exhibit:
    """The delegations held, as a figure."""
    t, measure = view.t, counts.delegations(view.data, view.as_of)
    planned = t.plural("{n} more planned", "{n} more planned", measure.planned) if measure.planned else ""
    return number("delegations.held", t("Delegations"), planned, measure, t)


def mission_days(view: View) -> Exhibit:
    """The days of the delegations held, as a figure, and for how many they are stated."""
    measure = counts.mission_days(view.data, view.as_of)
    return number("delegations.mission_days", view.t("Mission days"), _known_for(measure, view), measure, view.t)


def delegates(view: View) -> Exhibit:
    """The people who travelled, as a figure, and in how many delegations they were counted."""
    measure = metrics.delegates(view.data, view.as_of)
    return number("delegations.delegates", view.t("People who travelled"), _known_for(measure, view), measure, view.t)


def routes(view: View) -> Exhibit:
    """The routes travelled, as a figure."""
    t, measure = view.t, metrics.delegations_by_route(view.data, view.as_of)
    places = measure.table.loc[measure.table["held"] > 0, "destination"].nunique()
    return number("delegations.routes", t("Routes travelled"), t.plural("to {n} place", "to {n} places", places) if places else "", measure, t)


def _known_for(measure: Measure, view: View) -> str:
    known, total = len(measure.rows["delegations"]), counts.delegations(view.data, view.as_of).value or 0
    return view.t("known for {n} of {total} delegations", n=view.t.number(known), total=view.t.number(total)) if total else ""


def in_words(view: View) -> pd.DataFrame:
    """The journeys in words, in order of time: when, from, to, length, people, kind, status, title.

    The index is the Dataset's own, so that a row leads back to its record.
    """
    t, table = view.t, metrics.journeys(view.data, view.as_of).table
    return pd.DataFrame(
        {
            t("When"): [_period(row, t) for row in table.itertuples()],
            t("From"): table["origin"],
            t("To"): table["destination"],
            t("Length"): [length(days, t) for days in table["days"]],
            t("People"): [people(n, guess, t) for n, guess in zip(table["people"], table["is_estimate"], strict=True)],
            t("Kind"): _kinds(table, t),
            t("Status"): _statuses(table, t),
            t("Title"): table["title"],
        },
        index=table.index,
    )


def _numbers(table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The journeys with their numbers as numbers."""
    return pd.DataFrame(
        {
            t("When"): [_period(row, t) for row in table.itertuples()],
            t("From"): table["origin"],
            t("To"): table["destination"],
            t("Days"): table["days"],
            t("People"): table["people"],
            t("People are an estimate"): table["is_estimate"],
            t("Kind"): _kinds(table, t),
            t("Status"): _statuses(table, t),
            t("Title"): table["title"],
        }
    )


def _period(row: Any, t: Words) -> str:
    return t.period(row.start, row.end, row.start_precision, row.end_precision)


def _kinds(table: pd.DataFrame, t: Words) -> list[str]:
    return ["" if pd.isna(kind) else t(kind) for kind in table["kind"]]


def _statuses(table: pd.DataFrame, t: Words) -> list[str]:
    return [t("planned") if planned else t("held") for planned in table["is_planned"]]


def length(days: float, t: Words) -> str:
    """A delegation's days in words."""
    return t("length not stated") if pd.isna(days) else t.plural("{n} day", "{n} days", days)


def people(headcount: float, is_estimate: bool, t: Words) -> str:
    """A delegation's people in words: counted, about right, or not counted."""
    if pd.isna(headcount):
        return t("people not counted")
    if is_estimate:
        return t.plural("≈ {n} person", "≈ {n} people", headcount)
    return t.plural("{n} person", "{n} people", headcount)


def journeys(view: View) -> Exhibit:
    """Each delegation as a bar over the days that its dates can mean, in order of time."""
    t, measure = view.t, metrics.journeys(view.data, view.as_of)
    shown = measure.table.tail(MOST)
    subtitle = t("A bar spans every day that the record allows, paler where it is vaguer; hollow is planned")
    if len(shown) < len(measure.table):
        subtitle = t("The latest {shown} of {all}. A bar spans every day that the record allows, paler where it is vaguer; hollow is planned",
                     shown=t.number(len(shown)), all=t.number(len(measure.table)))  # fmt: skip
    return Exhibit(
        "delegations.journeys", _journeys_title(measure.table, t), subtitle if len(shown) else "",
        _journeys_sentence(measure.table, t), _numbers(measure.table, t), measure,
        _journeys_figure(shown, view) if len(shown) else None,
    )  # fmt: skip


def _journeys_title(table: pd.DataFrame, t: Words) -> str:
    done = table[~table["is_planned"]]
    if done.empty:
        return _none_held(table, t)
    # By country, for the record names now a city, now only its country.
    to = done["to_country"].value_counts()
    most, total = int(to.max() if len(to) else 0), t.number(len(done))
    top = sorted(t.territory(code) for code in to[to == most].index)
    if most > 1 and len(top) == 1:
        return t("{country} received the most delegations: {n} of {total}", country=top[0], n=t.number(most), total=total)
    if most > 1 and len(top) <= 3:
        return t("{countries} received the most delegations: {n} each of {total}", countries=t.listed(top), n=t.number(most), total=total)
    return t.plural("{n} delegation has taken place", "{n} delegations have taken place", len(done))


def _none_held(table: pd.DataFrame, t: Words) -> str:
    return t("No delegation has taken place yet") if len(table) else t("No delegation is on record here")


def _journeys_sentence(table: pd.DataFrame, t: Words) -> str:
    told = [
        t("{origin} to {destination}, {period} ({status})", origin=row.origin, destination=row.destination,
          period=_period(row, t),
          status=t("planned") if row.is_planned else t("held"))
        for row in table.tail(MOST).itertuples()
    ]  # fmt: skip
    return t("Delegations in order of time: {journeys}.", journeys="; ".join(told)) if told else ""


def _journeys_figure(table: pd.DataFrame, view: View) -> dict[str, Any]:
    t = view.t
    labels = [_label(row, t) for row in table.itertuples()]
    tops, middles, height = placed([2] * len(table))
    first, last = _edges(table, view.as_of)
    bars = {
        "type": "bar", "orientation": "h", "y": middles, "width": BAR_PX,
        "base": [day.isoformat() for day in table["start"]],
        "x": [((end - start).days + 1) * DAY_MS for start, end in zip(table["start"], table["end"], strict=True)],
        "marker": _marks(table), "customdata": [style.wrapped(title, 40) for title in table["title"]],
        "ids": [str(row) for row in table.index], "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip
    ticks = _ticks(first, last)
    return {
        "data": [_leaders(table, middles, first), bars, texts_at([first.isoformat()] * len(labels), tops, labels, "bottom right")],
        "layout": style.layout(
            height=height + 56, margin={"l": 0, "r": 0, "t": 24, "b": 32},
            xaxis={"type": "date", "range": [first.isoformat(), last.isoformat()], "tickvals": [day.isoformat() for day in ticks],
                   "ticktext": [t.month(day, short=True) for day in ticks], "ticklabelposition": "outside right", "automargin": False},
            yaxis={"visible": False, "range": [height, 0], "automargin": False},
            **_as_of_line(view, is_late=pd.Timestamp(view.as_of) > first + (last - first) / 2),
        ),
    }  # fmt: skip


def _label(row: Any, t: Words) -> str:
    route = t("{route} (planned)", route=_route(row, t)) if row.is_planned else _route(row, t)
    details = t("{period} · {length} · {people}", period=_period(row, t), length=length(row.days, t), people=people(row.people, row.is_estimate, t))
    return f"<b>{style.safe(route)}</b><br>{style.safe(details)}"


def _route(row: Any, t: Words) -> str:
    return t("{origin} → {destination}", origin=row.origin, destination=row.destination)


def _marks(table: pd.DataFrame) -> dict[str, Any]:
    """A marker with a colour a bar: solid to the month, paler beyond, hollow where it is planned."""
    shades = [style.SEQUENTIAL[SHADES[precision]] for precision in table["start_precision"]]
    bare = style.hollow(style.ACCENT)["color"]
    colours = [bare if planned else shade for shade, planned in zip(shades, table["is_planned"], strict=True)]
    return {"color": colours, "line": {"color": style.ACCENT, "width": 1.5}}


def _leaders(table: pd.DataFrame, middles: list[float], first: pd.Timestamp) -> dict[str, Any]:
    """A dotted line from the left to each bar, that leads the eye from its label."""
    x = [edge for start in table["start"] for edge in (first.isoformat(), start.isoformat(), None)]
    y = [edge for middle in middles for edge in (middle, middle, None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": style.NEUTRAL, "width": 0.5, "dash": "dot"}, "hoverinfo": "skip"}


def _edges(table: pd.DataFrame, as_of: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The axis from the first of a month to where every bar and the day of the data have ended, and a little more."""
    day = pd.Timestamp(as_of)
    first, last = min(table["start"].min(), day).replace(day=1), max(table["end"].max(), day) + pd.offsets.MonthEnd(0)
    return first, last + (last - first) / 50


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """Four months or fewer to write under the axis, evenly apart; none where its name would not fit."""
    months = pd.date_range(first, last - (last - first) / 6, freq="MS")
    return list(months[:: max(1, -(-len(months) // 4))])


def _as_of_line(view: View, *, is_late: bool) -> dict[str, Any]:
    """The line for the day of the data and its date, written on the side where there is room."""
    day, text = view.as_of.isoformat(), view.t.day(view.as_of)
    line = {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": {"color": style.NEUTRAL, "width": 1, "dash": "dot"}}
    words = {"x": day, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "right" if is_late else "left", "showarrow": False, "text": text}
    return {"shapes": [line], "annotations": [words]}


def by_route(view: View) -> Exhibit:
    """Delegations by route, the busiest first; planned ones hollow at the end of the bar."""
    t, measure = view.t, metrics.delegations_by_route(view.data, view.as_of)
    table, shown = measure.table, measure.table.head(MOST)
    labels = [_route(row, t) for row in shown.itertuples()]
    ends = [_held_and_planned(row.held, row.planned, t) for row in shown.itertuples()]
    told = [f"{label}: {end}" for label, end in zip(labels, ends, strict=True)]
    hovers = [style.safe(one) for one in told]
    figure = labelled(
        labels, ends=ends,
        series=[Series(shown["held"].tolist(), {"color": style.ACCENT}, hovers),
                Series(shown["planned"].tolist(), style.hollow(style.ACCENT), hovers)],
    )  # fmt: skip
    return Exhibit(
        "delegations.by_route", _route_title(table, t), t("Delegations by route; hollow is planned; a country or region stands where the record names no city") if told else "",
        t("Delegations by route: {routes}.", routes="; ".join(told)) if told else "",
        table.set_axis([t("From"), t("To"), t("Delegations held"), t("Planned")], axis=1), measure, figure if told else None,
    )  # fmt: skip


def _held_and_planned(held: int, planned: int, t: Words) -> str:
    if not planned:
        return t.number(held)
    if not held:
        return t("{planned} planned", planned=t.number(planned))
    return t("{held}, and {planned} planned", held=t.number(held), planned=t.number(planned))


def _route_title(table: pd.DataFrame, t: Words) -> str:
    travelled = table[table["held"] > 0]
    if travelled.empty:
        return _none_held(table, t)
    most = travelled["held"].max()
    top = travelled[travelled["held"] == most]
    if most > 1 and len(top) <= 2:
        routes = t.listed(_route(row, t) for row in top.itertuples())
        return t.plural("Travelled most, {n} time: {routes}", "Travelled most, {n} times: {routes}", most, routes=routes)
    return t.plural("{n} route has been travelled", "{n} routes have been travelled", len(travelled))


def days(view: View) -> Exhibit:
    """The days of each delegation held, the longest first, and in words how many state none."""
    t, measure = view.t, counts.mission_days(view.data, view.as_of)
    base = metrics.journeys(view.data, view.as_of).table
    done = base[~base["is_planned"]].sort_values(["days", "start"], ascending=[False, True])
    known = done[done["days"].notna()]
    shown, missing = known.head(MOST), len(done) - len(known)
    labels = [t("{origin} → {destination}, {period}", origin=row.origin, destination=row.destination,
                period=_period(row, t)) for row in shown.itertuples()]  # fmt: skip
    ends = [length(row.days, t) for row in shown.itertuples()]
    told = [f"{label}: {end}" for label, end in zip(labels, ends, strict=True)]
    figure = labelled(labels, series=[Series([float(n) for n in shown["days"]], {"color": style.ACCENT}, [style.safe(one) for one in told])], ends=ends)
    aside = _days_aside(missing, view)
    table = _numbers(known, t).iloc[:, :4]
    return Exhibit(
        "delegations.days", _days_title(measure.value, len(known), len(done), t) if len(done) else _none_held(base, t),
        aside if len(done) else "", t("{journeys}. {aside}", journeys="; ".join(told), aside=aside) if told else "",
        table, measure, figure if told else None,
    )  # fmt: skip


def _days_title(total: float | None, known: int, done: int, t: Words) -> str:
    if total is None:
        return t("No delegation states how long it lasted")
    return t("{days} of mission in the {known} of {total} delegations that state their length",
             days=t.plural("{n} day", "{n} days", total), known=t.number(known), total=t.number(done))  # fmt: skip


def _days_aside(missing: int, view: View) -> str:
    """What cannot be told: the delegations of unknown length, and the days times people."""
    t, product = view.t, metrics.person_days(view.data, view.as_of)
    if product.value is None:
        persons = t("Person-days cannot be told: no delegation states both its days and its people.")
    else:
        value = t.number(product.value)
        persons = t.plural("Person-days, where both are known ({n} delegation): {value}.", "Person-days, where both are known ({n} delegations): {value}.",
                           len(product.rows["delegations"]), value=f"≈ {value}" if product.is_estimate else value)  # fmt: skip
    if not missing:
        return persons
    rest = t.plural("The length of {n} more is not stated.", "The length of {n} more is not stated.", missing)
    return f"{rest} {persons}"

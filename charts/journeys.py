"""The journeys one by one: each delegation on a line of time, and in words."""

from datetime import date
from typing import Any

import pandas as pd

from charts import style
from charts.bars import BAR_PX, placed, texts_at
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key, named_parts
from charts.small_counts import few
from locales import Words
from metrics import delegations as metrics

MOST = 20
# The vaguer a date, the fainter its bar.
STRENGTHS = {"day": 1.0, "month": 1.0, "season": 0.55, "year": 0.3}
# Months between the ticks of the axis.
STEPS = (1, 3, 6, 12, 24, 60, 120)
DAY_MS = 24 * 60 * 60 * 1000


def in_words(view: View) -> pd.DataFrame:
    """The journeys in words, in order of time: when, title, from, to, length, people, kind, status.

    The index is the Dataset's own, so that a row leads back to its record.
    """
    t, measure = view.t, view.measured(metrics.journeys)
    table = measure.table
    return pd.DataFrame(
        {
            t("When"): [period(row, t) for row in table.itertuples()],
            t("Title"): table["title"],
            t("From"): table["origin"],
            t("To"): table["destination"],
            t("Length"): [length(days, t) for days in table["days"]],
            t("People"): [people(row, measure.minimum, t) for row in table.itertuples()],
            t("Kind"): _kinds(table, t),
            t("Status"): _statuses(table, t),
        },
        index=table.index,
    )


def in_numbers(table: pd.DataFrame, t: Words, *, minimum: int = 0) -> pd.DataFrame:
    """The journeys with their numbers as numbers; those of people as words where any is of fewer than a minimum that is told."""
    counted = table["people"] if not any(map(_is_few, table.itertuples())) else [_in_cell(row, minimum, t) for row in table.itertuples()]
    return pd.DataFrame(
        {
            t("When"): [period(row, t) for row in table.itertuples()],
            t("From"): table["origin"],
            t("To"): table["destination"],
            t("Days"): table["days"],
            t("People"): counted,
            t("People are an estimate"): table["is_estimate"],
            t("Kind"): _kinds(table, t),
            t("Status"): _statuses(table, t),
            t("Title"): table["title"],
        }
    )


def period(row: Any, t: Words) -> str:
    """When a delegation was, no more exact than it is known."""
    return t.period(row.start, row.end, row.start_precision, row.end_precision)


def _kinds(table: pd.DataFrame, t: Words) -> list[str]:
    return ["" if pd.isna(kind) else t(kind) for kind in table["kind"]]


def _statuses(table: pd.DataFrame, t: Words) -> list[str]:
    return [t("planned") if planned else t("held") for planned in table["is_planned"]]


def length(days: float, t: Words) -> str:
    """A delegation's days in words."""
    return t("length not stated") if pd.isna(days) else t.plural("{n} day", "{n} days", days)


def people(row: Any, minimum: int, t: Words) -> str:
    """A delegation's people in words: counted, about right, fewer than are told, or not counted."""
    if _is_few(row):
        return t("< {n} people", n=t.number(minimum))
    if pd.isna(row.people):
        return t("people not counted")
    if row.is_estimate:
        return t.plural("≈ {n} person", "≈ {n} people", row.people)
    return t.plural("{n} person", "{n} people", row.people)


def _is_few(row: Any) -> bool:
    """Whether the people of a delegation are too few to be told; to who is told all, none are."""
    return bool(getattr(row, "are_few", False))


def _in_cell(row: Any, minimum: int, t: Words) -> str:
    return few(minimum, t) if _is_few(row) else "" if pd.isna(row.people) else t.number(row.people)


def journeys(view: View) -> Exhibit:
    """Each delegation as a bar over the days that its dates can mean, in order of time."""
    t, measure = view.t, view.measured(metrics.journeys)
    shown = _nearest(measure.table, view.as_of)
    subtitle = t("A bar spans every day that the record allows, fainter where it is vaguer; hollow is planned")
    if len(shown) < len(measure.table):
        subtitle = t("The {n} nearest to {day}, of {all}. A bar spans every day that the record allows, fainter where it is vaguer; hollow is planned",
                     n=t.number(len(shown)), day=t.day(view.as_of), all=t.number(len(measure.table)))  # fmt: skip
    return Exhibit(
        "delegations.journeys", _title(measure.table, view), subtitle if len(shown) else "",
        _sentence(shown, t), in_numbers(measure.table, t, minimum=measure.minimum), measure,
        _figure(shown, view, measure.minimum) if len(shown) else None,
        marks=Marks(shown.assign(table="delegations", row=shown.index), ("delegation_id",),
                    dict(zip(map(mark_key, shown["delegation_id"]), shown["title"], strict=True)), named_parts(map(mark_key, shown["delegation_id"]), shown["title"])),
    )  # fmt: skip


def _nearest(table: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The journeys nearest to a day, before and after it, in order of time."""
    away = (table["start"] - pd.Timestamp(as_of)).abs()
    return table.loc[table.index.isin(away.nsmallest(MOST).index)]


def _title(table: pd.DataFrame, view: View) -> str:
    """The finding: how many delegations between when and when, and who received the most of them."""
    t, done = view.t, table[~table["is_planned"]]
    if done.empty:
        return none_held(table, t)
    period = _whole_period(done, t)
    held = t.plural("{n} delegation ({period})", "{n} delegations ({period})", len(done), period=period)
    # By country, for the record names now a city, now only its country.
    to = done["to_country"].value_counts()
    most = int(to.max() if len(to) else 0)
    top = sorted(_country(code, view) for code in to[to == most].index)
    if most > 1 and len(top) == 1:
        return t("{delegations}; {country} received the most, {n}", delegations=held, country=top[0], n=t.number(most))
    if most > 1 and len(top) <= 3:
        return t("{delegations}; {countries} received the most, {n} each", delegations=held, countries=t.listed(top), n=t.number(most))
    return held


def _whole_period(table: pd.DataFrame, t: Words) -> str:
    """When the first of the delegations began and the last was over, no more exact than they are known."""
    first, last = table.loc[table["start"].idxmin()], table.loc[table["end"].idxmax()]
    return t.period(first["start"], last["end"], first["start_precision"], last["end_precision"])


def _country(code: str, view: View) -> str:
    """A country as the workbook calls it where it has a place of its own, else as the language does."""
    cities = view.whole.cities
    own = cities.loc[(cities["kind"] == "country") & (cities["country_code"] == code), "name"]
    return own.iloc[0] if len(own) else view.t.territory(code)


def none_held(table: pd.DataFrame, t: Words) -> str:
    """What to say where no delegation has taken place."""
    return t("No delegation has taken place yet") if len(table) else t("No delegation is on record here")


def _sentence(table: pd.DataFrame, t: Words) -> str:
    told = [
        t("{origin} to {destination}, {period} ({status})", origin=row.origin, destination=row.destination,
          period=period(row, t),
          status=t("planned") if row.is_planned else t("held"))
        for row in table.itertuples()
    ]  # fmt: skip
    return t("Delegations in order of time: {journeys}.", journeys="; ".join(told)) if told else none_held(table, t)


def _figure(table: pd.DataFrame, view: View, minimum: int) -> dict[str, Any]:
    t = view.t
    labels = [_label(row, minimum, t) for row in table.itertuples()]
    tops, middles, height = placed([2] * len(table))
    first, last = _edges(table, view.as_of)
    bars = {
        "type": "bar", "orientation": "h", "y": middles, "width": BAR_PX,
        "base": [day.isoformat() for day in table["start"]],
        "x": [((end - start).days + 1) * DAY_MS for start, end in zip(table["start"], table["end"], strict=True)],
        "marker": _marks(table), "customdata": [style.wrapped(title, 40) for title in table["title"]],
        "hovertemplate": "%{customdata}<extra></extra>", "ids": [mark_key(one) for one in table["delegation_id"]],
    }  # fmt: skip
    ticks = _ticks(first, last)
    return {
        "data": [_leaders(table, middles, first), bars, texts_at([first.isoformat()] * len(labels), tops, labels, "bottom right")],
        "layout": style.layout(
            height=height + 56, font={"color": style.ink(view.is_dark)}, margin={"l": 0, "r": 0, "t": 24, "b": 32},
            xaxis={"type": "date", "range": [first.isoformat(), last.isoformat()], "tickvals": [day.isoformat() for day in ticks],
                   "ticktext": [t.month(day, short=True) for day in ticks], "ticklabelposition": "outside right", "automargin": False},
            yaxis={"visible": False, "range": [height, 0], "automargin": False},
            **_as_of_line(view, is_late=pd.Timestamp(view.as_of) > first + (last - first) / 2),
        ),
    }  # fmt: skip


def _label(row: Any, minimum: int, t: Words) -> str:
    way = t("{route} (planned)", route=route(row, t)) if row.is_planned else route(row, t)
    details = t("{period} · {length} · {people}", period=period(row, t), length=length(row.days, t), people=people(row, minimum, t))
    return f"<b>{style.safe(way)}</b><br>{style.safe(details)}"


def route(row: Any, t: Words) -> str:
    """Where a delegation came from and went to."""
    return t("{origin} → {destination}", origin=row.origin, destination=row.destination)


def _marks(table: pd.DataFrame) -> dict[str, Any]:
    """A marker with a colour a bar: solid to the month, fainter beyond, hollow where it is planned."""
    strengths = table[["start_precision", "end_precision"]].apply(lambda column: column.map(STRENGTHS)).min(axis=1)
    colours = [style.CLEAR if planned else style.tinted(style.ACCENT, strength) for strength, planned in zip(strengths, table["is_planned"], strict=True)]
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
    """The months to write under the axis, four or so, in quarters, halves or whole years; none where its name would not fit."""
    months = pd.date_range(first, last - (last - first) / 6, freq="MS")
    step = next((step for step in STEPS if len(months) <= 4 * step), STEPS[-1])
    return [month for month in months if (month.year * 12 + month.month - 1) % step == 0]


def _as_of_line(view: View, *, is_late: bool) -> dict[str, Any]:
    """The line for the day of the data and its date, written on the side where there is room."""
    day, text = view.as_of.isoformat(), view.t.day(view.as_of)
    line = {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": {"color": style.NEUTRAL, "width": 1, "dash": "dot"}}
    words = {"x": day, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "right" if is_late else "left", "showarrow": False, "text": text}
    return {"shapes": [line], "annotations": [words]}

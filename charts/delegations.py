"""Delegations: how many, by which routes, for how many days."""

import pandas as pd

from charts import style
from charts.bars import Series, chart, cut, labelled
from charts.exhibit import Exhibit, View
from charts.headlines import number, recorded
from charts.journeys import in_numbers, length, none_held, period, route
from charts.marks import Marks, mark_key, named_parts
from charts.small_counts import not_in_it, sentence
from locales import Words
from metrics import counts
from metrics import delegations as metrics
from metrics.measure import Measure

MOST = 20


def summary(view: View) -> str:
    """The page's sentence: how many delegations went where, and when."""
    t, measure = view.t, view.measured(metrics.journeys)
    done = measure.table[~measure.table["is_planned"]]
    if measure.table.empty:
        return t("No delegation is on record here.")
    if done.empty:
        return t.plural("{n} delegation is planned; none has taken place.", "{n} delegations are planned; none has taken place.", measure.planned)
    delegations = t.plural("{n} delegation", "{n} delegations", len(done))
    places = t.plural("{n} place", "{n} places", done["to_id"].nunique())
    first, last = done.iloc[0], done.loc[done["end"].idxmax()]
    when = t.period(first["start"], last["end"], first["start_precision"], last["end_precision"])
    if not measure.planned:
        return t("{delegations} went to {places} ({period}).", delegations=delegations, places=places, period=when)
    planned = t.plural("{n} more is planned", "{n} more are planned", measure.planned)
    return t("{delegations} went to {places} ({period}); {planned}.", delegations=delegations, places=places, period=when, planned=planned)


def held(view: View) -> Exhibit:
    """The delegations held, as a figure."""
    t, measure = view.t, recorded("delegations", view)
    planned = t.plural("{n} more planned", "{n} more planned", measure.planned) if measure.planned else ""
    return number("delegations.held", t("Delegations"), planned, measure, t)


def mission_days(view: View) -> Exhibit:
    """The days of the delegations held, as a figure, and for how many they are stated."""
    measure = view.measured(counts.mission_days)
    return number("delegations.mission_days", view.t("Mission days"), _known_for(measure, view), measure, view.t)


def delegates(view: View) -> Exhibit:
    """The people who travelled, as a figure, and in how many delegations they were counted."""
    measure = view.measured(metrics.delegates)
    note = " · ".join(filter(None, ["" if measure.is_withheld else _known_for(measure, view), not_in_it(measure, view.t)]))
    return number("delegations.delegates", view.t("People who travelled"), note, measure, view.t)


def routes(view: View) -> Exhibit:
    """The routes travelled, as a figure."""
    t, measure = view.t, view.measured(metrics.delegations_by_route)
    places = measure.table.loc[measure.table["held"] > 0, "destination"].nunique()
    return number("delegations.routes", t("Routes travelled"), t.plural("to {n} place", "to {n} places", places) if places else "", measure, t)


def _known_for(measure: Measure, view: View) -> str:
    t, known, total = view.t, len(measure.rows["delegations"]), view.measured(counts.delegations).value or 0
    if known == total:
        return t("known for every delegation") if total else ""
    return t.plural("known for {known} of {n} delegation", "known for {known} of {n} delegations", total, known=t.number(known))


def by_route(view: View) -> Exhibit:
    """Delegations by route, the busiest first; planned ones hollow at the end of the bar."""
    t, measure = view.t, view.measured(metrics.delegations_by_route)
    table, shown = measure.table, measure.table.head(MOST)
    labels = [route(row, t) for row in shown.itertuples()]
    ends = [_held_and_planned(row.held, row.planned, t) for row in shown.itertuples()]
    told = [f"{label}: {end}" for label, end in zip(labels, ends, strict=True)]
    hovers = [style.safe(one) for one in told]
    keys = [mark_key(row.origin, row.destination) for row in shown.itertuples()]
    series = [
        Series(shown["held"].tolist(), {"color": style.ACCENT}, hovers, keys, t("Delegations held")),
        Series(shown["planned"].tolist(), style.hollow(style.ACCENT), hovers, keys, t("Planned"), "hollow"),
    ]
    subtitle = t("Delegations by route; hollow is planned; a country or region stands where the record names no city")
    title = _route_title(table, t)
    return Exhibit(
        "delegations.by_route", title, cut(subtitle, len(shown), len(table), t) if told else "",
        t("Delegations by route: {routes}.", routes="; ".join(told)) if told else title,
        table.set_axis([t("From"), t("To"), t("Delegations held"), t("Planned")], axis=1), measure,
        labelled(labels, ends=ends, is_dark=view.is_dark, series=series) if told else None, chart=chart(labels, series=series, ends=ends) if told else None,
        marks=Marks(measure.members, ("origin", "destination"), dict(zip(keys, told, strict=True)), named_parts(keys, labels)),
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
        return none_held(table, t)
    most = travelled["held"].max()
    top = travelled[travelled["held"] == most]
    if most > 1 and len(top) <= 2:
        routes = t.listed(route(row, t) for row in top.itertuples())
        if len(top) == 1:
            return t.plural("{routes} was the most travelled route: {n} delegation", "{routes} was the most travelled route: {n} delegations", most, routes=routes)
        return t.plural("{routes} were the most travelled routes: {n} delegation each", "{routes} were the most travelled routes: {n} delegations each", most, routes=routes)
    return t.plural("{n} route has been travelled", "{n} routes have been travelled", len(travelled))


def days(view: View) -> Exhibit:
    """The days of each delegation held, the longest first, and in words how many state none."""
    t, measure = view.t, view.measured(counts.mission_days)
    base = view.measured(metrics.journeys).table
    done = base[~base["is_planned"]].sort_values(["days", "start"], ascending=[False, True])
    known = done[done["days"].notna()]
    shown, missing = known.head(MOST), len(done) - len(known)
    labels = [t("{origin} → {destination}, {period}", origin=row.origin, destination=row.destination,
                period=period(row, t)) for row in shown.itertuples()]  # fmt: skip
    ends = [length(row.days, t) for row in shown.itertuples()]
    told = [f"{label}: {end}" for label, end in zip(labels, ends, strict=True)]
    keys = [mark_key(one) for one in shown["delegation_id"]]
    bars = Series([float(n) for n in shown["days"]], {"color": style.ACCENT}, [style.safe(one) for one in told], keys, t("Days"))
    title = _days_title(measure.value, len(known), len(done), t) if len(done) else none_held(base, t)
    aside = _days_aside(missing if told else 0, view) if len(done) else ""
    return Exhibit(
        "delegations.days", title, cut(aside, len(shown), len(known), t),
        t("{journeys}. {aside}", journeys="; ".join(told), aside=aside) if told else title, in_numbers(known, t).iloc[:, :4], measure,
        labelled(labels, series=[bars], ends=ends, is_dark=view.is_dark) if told else None,
        chart=chart(labels, series=[bars], ends=ends) if told else None,
        marks=Marks(shown.assign(table="delegations", row=shown.index), ("delegation_id",), dict(zip(keys, told, strict=True)), named_parts(keys, labels)),
    )  # fmt: skip


def _days_title(total: float | None, known: int, done: int, t: Words) -> str:
    if total is None:
        return t("No delegation states how long it lasted")
    days = t.plural("{n} day", "{n} days", total)
    if known == done:
        return t("{days} of mission, the length of every delegation being known", days=days)
    return t("{days} of mission in the {known} of {total} delegations that state their length",
             days=days, known=t.number(known), total=t.number(done))  # fmt: skip


def _days_aside(missing: int, view: View) -> str:
    """What cannot be told: the delegations of unknown length, and the days times people."""
    t, product = view.t, view.measured(metrics.person_days)
    if product.is_withheld:
        persons = t("Days times people: not shown.")
    elif product.value is None:
        persons = t("Days and people are not both known for any delegation.")
    else:
        value = t.number(product.value)
        persons = t.plural("Days times people, where both are known ({n} delegation): {value}.", "Days times people, where both are known ({n} delegations): {value}.",
                           len(product.rows["delegations"]), value=f"≈ {value}" if product.is_estimate else value)  # fmt: skip
    rest = t.plural("The length of {n} more is not stated.", "The length of {n} more is not stated.", missing) if missing else ""
    return " ".join(filter(None, [rest, persons, sentence(not_in_it(product, t))]))

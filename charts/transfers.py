"""The practices that move from place to place, in the colours of their themes."""

from collections.abc import Mapping

import pandas as pd

from charts import flows, style
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key
from charts.themes import leaders, named, nothing, of, place_names, theme_colours, theme_names
from locales import Words
from metrics.measure import Measure
from metrics.themes import transfers_between_places

KEY = ("from_city_id", "to_city_id", "theme_id", "is_planned")


def transfers(view: View) -> Exhibit:
    """Practices on their way from place to place."""
    t, measure = view.t, view.measured(transfers_between_places)
    table = measure.table
    if table.empty:
        return nothing("themes.transfers", t("No practice has moved between places yet"), measure)
    names, places = theme_names(view), place_names(view)
    sent = table["from_city_id"].value_counts()
    received = table["to_city_id"].value_counts()
    told = {
        side: t.listed(t("{place}: {n}", place=places[one], n=t.number(n)) for one, n in counts.items())
        for side, counts in (("sent", sent), ("received", received))
    }
    return Exhibit(
        "themes.transfers", _finding(table, measure, places, t),
        t("Transfers of a practice, from the place on the left to the place on the right, in the colour of their theme. Hollow, and after a plus: planned."),
        t("Transfers by the place they come from: {sent}. By the place they go to: {received}. Of these, still planned: {planned}.",
          planned=t.number(measure.planned), **told),
        pd.DataFrame({
            t("From"): table["from_city_id"].map(places), t("To"): table["to_city_id"].map(places),
            t("Practice"): table["practice"], t("Theme"): table["theme_id"].map(names),
            t("Stage"): [t(stage) for stage in table["stage"]],
            t("When"): [t.period(row.start, row.end, row.start_precision, row.end_precision) for row in table.itertuples()],
            t("Status"): [t("planned") if one else t("begun") for one in table["is_planned"]],
        }),
        measure, flows.drawn(_flows(table, places, names, t), places=places, themes=names, colours=theme_colours(view),
                             sides=(t("From"), t("To")), is_dark=view.is_dark),
        marks=_marks(table, places, names, t),
    )  # fmt: skip


def _marks(table: pd.DataFrame, places: Mapping[str, str], names: Mapping[str, str], t: Words) -> Marks:
    titles, parts = {}, {}
    for (start, end, theme, is_planned), part in table.groupby(list(KEY), sort=False):
        n = t.plural("{n} planned transfer", "{n} planned transfers", len(part)) if is_planned else t.plural("{n} transfer", "{n} transfers", len(part))
        key, way = mark_key(start, end, theme, is_planned), f"{places[start]} → {places[end]}"
        titles[key] = t("{theme}, {column}: {count}", theme=names[theme], column=way, count=n)
        parts[key] = (names[theme], way, *([t("planned")] if is_planned else []))
    return Marks(table.assign(table="transfers", row=table.index), KEY, titles, parts)


def _finding(table: pd.DataFrame, measure: Measure, places: Mapping[str, str], t: Words) -> str:
    """Who has sent the most, of what has begun: what is planned counts for nobody yet."""
    if not measure.value:
        return t.plural("{n} transfer is planned, none has begun yet", "{n} transfers are planned, none has begun yet", measure.planned)
    sent = table.loc[~table["is_planned"].astype(bool), "from_city_id"].value_counts()
    first = leaders(sent)
    who, most = named([places[one] for one in first], t), of(sent.max(), measure, t)
    if len(first) == 1:
        return t.plural("{place} shared the one transfer begun", "{place} shared the most: {share} of {n} transfers begun", place=who, **most)
    return t("{places} shared the most: {n} each of {total} transfers begun", places=who, n=most["share"], total=t.number(measure.value))


def _flows(table: pd.DataFrame, places: Mapping[str, str], names: Mapping[str, str], t: Words) -> list[flows.Flow]:
    found = []
    for (start, end, theme, is_planned), part in table.groupby(list(KEY), sort=False):
        lines = [f"{style.safe(places[start])} → {style.safe(places[end])}", style.safe(names[theme])]
        lines += [f"{style.wrapped(row.practice, 40)} ({t('planned') if is_planned else t(row.stage)})" for row in part.itertuples()]
        found.append(flows.Flow(start, end, theme, len(part), bool(is_planned), "<br>".join(lines), mark_key(start, end, theme, is_planned)))
    return found

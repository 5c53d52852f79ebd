"""Participations of each delegation and event: who is listed of those who came, and what is not detailed."""

from dataclasses import replace

import pandas as pd

from charts import style
from charts.bars import Series, chart, cut, labelled
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key, named_parts
from charts.participants import GROUP, MOST, ONE_BY_ONE, about
from charts.small_counts import few, not_in_it
from locales import N_, Words
from metrics import participants as metrics
from metrics.measure import Measure

SMALL = N_("At an activity this small people could be recognised: their number is not told and in no total, and nobody is listed or named.")


def by_activity(view: View) -> Exhibit:
    """Participations of each delegation and event: listed one by one, as a group, and not detailed."""
    t, measure = view.t, view.measured(metrics.participations_by_activity)
    table = measure.table
    if table.empty:
        aside = t("A headcount, or a row a person on the participants sheet, would show here.")
        return Exhibit("participants.by_activity", t("No participation is on record here"), aside, aside, pd.DataFrame(), measure)
    if view.data.disclosed:
        return _told(view, measure)
    shown = table.head(MOST)
    ends = [_places(row, t) for row in shown.itertuples()]
    told = [t("{label}: {n}", label=title, n=end) for title, end in zip(shown["title"], ends, strict=True)]
    hovers = [style.wrapped(one, 40) for one in told]
    alone, keys = shown["listed"] - shown["in_groups"], [mark_key(one) for one in shown["activity_id"]]
    series = [
        Series(alone.tolist(), ONE_BY_ONE, hovers, keys, t("One by one")), Series(shown["in_groups"].tolist(), GROUP, hovers, keys, t("In groups"), "faint"),
        Series(shown["not_detailed"].tolist(), style.hatched(), hovers, keys, t("Not detailed"), "hatched"),
    ]  # fmt: skip
    figure = labelled(shown["title"].tolist(), ends=ends, is_dark=view.is_dark, series=series)
    subtitle = t("Places taken at each activity: solid where listed one by one, fainter as a group, hatched where not detailed")
    return Exhibit(
        "participants.by_activity", _activity_title(measure, t), cut(subtitle, len(shown), len(table), t),
        t("Participations by activity: {parts}.", parts="; ".join(told)),
        table[["title", "participations", "listed", "in_groups", "not_detailed", "is_estimate"]].set_axis(
            [t("Activity"), t("Participations"), t("Listed"), t("Of them in groups"), t("Not detailed"), t("Estimate")], axis=1),
        measure, figure, chart=chart(shown["title"].tolist(), series=series, ends=ends),
        marks=Marks(measure.members, ("activity_id",), dict(zip(keys, told, strict=True)), named_parts(keys, shown["title"])),
    )  # fmt: skip


def _places(row: pd.Series, t: Words) -> str:
    """An activity's participations in words, with how many of them are listed where not all are."""
    n = about(t.number(row.participations), row.is_estimate, t)
    if row.not_detailed:
        return t.plural("{all} ({n} listed)", "{all} ({n} listed)", row.listed, all=n)
    return t("{n} (a group)", n=n) if row.in_groups == row.listed else n


def _activity_title(measure: Measure, t: Words) -> str:
    total = about(t.plural("{n} participation", "{n} participations", measure.value or 0), measure.is_estimate, t)
    if not measure.not_detailed:
        return t("{participations}, all of them listed", participations=total)
    return t.plural("Of {participations}, {n} is not detailed", "Of {participations}, {n} are not detailed", measure.not_detailed, participations=total)


def _told(view: View, measure: Measure) -> Exhibit:
    """The same in a shared link's view: of each activity its people, or that they are few; who of them is listed is not told."""
    t, table = view.t, measure.table
    ends = [few(measure.minimum, t) if pd.isna(row.participations) else about(t.number(row.participations), row.is_estimate is True, t) for row in table.itertuples()]
    told = [t("{label}: {n}", label=title, n=end) for title, end in zip(table["title"], ends, strict=True)]
    shown = table.head(MOST)
    titles, keys = shown["title"].tolist(), [mark_key(one) for one in shown["activity_id"]]
    hidden = replace(measure, value=None, is_few=True, formula=SMALL)
    small = {mark_key(one) for one in table.loc[table["participations"].isna(), "activity_id"]}
    bars = [Series([float(n) for n in shown["participations"].fillna(0)], {"color": style.ACCENT}, [style.wrapped(one, 40) for one in told[:MOST]], keys, t("Participations"))]
    subtitle = t("Places taken at each activity; not shown for those of fewer than {k} people", k=t.number(measure.minimum))
    return Exhibit(
        "participants.by_activity", _told_title(measure, t), cut(subtitle, len(shown), len(table), t), t("Participations by activity: {parts}.", parts="; ".join(told)),
        pd.DataFrame({t("Activity"): table["title"].tolist(), t("Participations"): ends}), measure,
        labelled(titles, ends=[style.safe(end) for end in ends[:MOST]], is_dark=view.is_dark, has_unseen=True, series=bars), chart=chart(titles, series=bars, ends=ends[:MOST]),
        marks=Marks(measure.members, ("activity_id",), dict(zip(keys, told, strict=False)), named_parts(keys, titles), alone=lambda key: (hidden if key in small else measure, None)),
    )  # fmt: skip


def _told_title(measure: Measure, t: Words) -> str:
    if measure.value is None:
        return t("No activity of {k} people or more is on record here", k=t.number(measure.minimum))
    total, without = about(t.plural("{n} participation", "{n} participations", measure.value), measure.is_estimate, t), not_in_it(measure, t)
    return t("{participations}; {without}", participations=total, without=without) if without else total

"""The headline figures: one number each, with what it was in the period before."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from charts.exhibit import Exhibit, View
from loaders import Scope
from locales import N_, Words
from metrics import MEASURES
from metrics.measure import Measure, published

HEADLINES = {
    "projects": N_("Projects"),
    "delegations": N_("Delegations"),
    "events": N_("Events"),
    "people": N_("People listed"),
    "participations": N_("Participations"),
    "partner_cities": N_("Partner cities"),
    "publications": N_("Publications"),
    "languages": N_("Languages of publication"),
}
def headline(name: str) -> Callable[[View], Exhibit]:
    """The chart function of a headline figure."""

    def draw(view: View) -> Exhibit:
        measure, t = MEASURES[name](view.data, view.as_of), view.t
        title = t(HEADLINES[name])
        notes = [*_told_apart(measure, t), _change(name, view)]
        subtitle = " · ".join(filter(None, notes))
        table = pd.DataFrame({t("Figure"): [title], t("Value"): [measure.value]})
        sentence = t("{title}: {value}", title=title, value=figure(measure, t))
        return Exhibit(f"overview.{name}", title, subtitle, sentence, table, measure)

    return draw


def figure(measure: Measure, t: Words) -> str:
    """A headline's number as it is written: ≈ before an estimate."""
    return ("≈ " if measure.is_estimate else "") + t.number(measure.value)


def number(key: str, title: str, note: str, measure: Measure, t: Words) -> Exhibit:
    """A figure alone: its name, its number, and a note beneath it."""
    table = pd.DataFrame({t("Figure"): [title], t("Value"): [measure.value]})
    return Exhibit(key, title, note, t("{title}: {value}", title=title, value=figure(measure, t)), table, measure)


def windows(scope: Scope, as_of: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The period looked at, up to the day of the data, and the same stretch of the period before.

    Without a period it is the twelve months up to that day, and the twelve before them.
    """
    if scope.start is None or scope.end is None:
        end, months = as_of, 12
        start = back(as_of, 12) + timedelta(days=1)
    else:
        start, end = scope.start, max(scope.start, min(scope.end, as_of))
        months = (scope.end.year - start.year) * 12 + scope.end.month - start.month + 1
    return (start, end), (back(start, months), back(end, months))


def back(day: date, months: int) -> date:
    """The same day some months earlier; the month's last where it has no such day, or it was the last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))


def _told_apart(measure: Measure, t: Words) -> list[str]:
    notes = []
    if measure.planned:
        word = t.plural("{n} forthcoming", "{n} forthcoming", measure.planned)
        notes.append(word if measure.key == "publications" else t.plural("{n} more planned", "{n} more planned", measure.planned))
    if measure.not_detailed:
        notes.append(t.plural("{n} not detailed", "{n} not detailed", measure.not_detailed))
    return notes


def _change(name: str, view: View) -> str:
    """What it was in the period before, in words; nothing where there was nothing in either."""
    t, (now, before) = view.t, windows(view.data.scope, view.as_of)
    undated = int(published(view.data, view.as_of)["date"].isna().sum()) if name in ("publications", "languages") else 0
    if undated:
        return t.plural("not compared, {n} has no date", "not compared, {n} have no date", undated)
    current, earlier = (_value_in(name, view, window) or 0 for window in (now, before))
    if not (current or earlier):
        return ""
    if view.data.scope.start is None:
        return t("{now} in the last 12 months, {earlier} in the 12 before", now=t.number(current), earlier=t.number(earlier))
    return t("against {earlier} in {before}", earlier=t.number(earlier), before=_span(before, t))


def _value_in(name: str, view: View, window: tuple[date, date]) -> float | None:
    scope = replace(view.data.scope, start=window[0], end=window[1])
    return MEASURES[name](view.cut(view.whole, scope), min(window[1], view.as_of)).value


def _span(window: tuple[date, date], t: Words) -> str:
    start, end = window
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    return t.months(start, end)

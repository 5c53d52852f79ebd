"""The headline figures: one number each, with what it was in the period before."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from charts.exhibit import Compared, Exhibit, View
from charts.small_counts import OF_ALL, not_in_it, untold
from loaders import Scope
from locales import N_, Words
from metrics import MEASURES
from metrics.indicators import is_recorded, or_nought
from metrics.measure import Measure, activities, held, published

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
# What does not begin and end, but is there on a day: members.
STANDING = ("partner_cities",)
YEAR = 12


def headline(name: str) -> Callable[[View], Exhibit]:
    """The chart function of a headline figure."""

    def draw(view: View) -> Exhibit:
        measure, t = recorded(name, view), view.t
        title = t(HEADLINES[name])
        change, compared = _change(name, view) if measure.value is not None else ("", ())
        if view.data.disclosed and name == "people":
            # No difference of two periods tells of a few.
            change, compared = (t(OF_ALL), ()) if measure.value is not None or not measure.is_told else ("", ())
        subtitle = " · ".join(filter(None, [*_told_apart(measure, t), change]))
        table = _table(title, measure, t)
        sentence = t("{title}: {value}", title=title, value=figure(measure, t))
        # A period that is the page's own has its rows listed already.
        others = tuple(one for one in compared if not _has_same_rows(one.measure, measure))
        return Exhibit(f"overview.{name}", title, subtitle, sentence, table, measure, compared=others)

    return draw


def recorded(name: str, view: View) -> Measure:
    """What a headline counts: 0 where nothing took place, no value where nothing of what it counts was ever written down."""
    if name in STANDING:
        measure = _standing(name, view, min(view.data.period[1] if view.data.period else view.as_of, view.as_of))
    else:
        measure = or_nought(view.measured(MEASURES[name]), view.data, view.as_of)
    return measure if is_recorded(name, view.whole) else replace(measure, value=None, is_few=False, is_withheld=False)


def _standing(name: str, view: View, day: date) -> Measure:
    """What there is on a day, whether or not anything took place in the period: the period cuts nothing away."""
    return MEASURES[name](view.cut(view.whole, replace(view.data.scope, start=None, end=None, is_certain=False)), day)


def figure(measure: Measure, t: Words) -> str:
    """A headline's number as it is written: ≈ before an estimate; "< 5" or "not shown" where it is of few people."""
    return untold(measure, t) or ("≈ " if measure.is_estimate else "") + t.number(measure.value)


def number(key: str, title: str, note: str, measure: Measure, t: Words) -> Exhibit:
    """A figure alone: its name, its number, and a note beneath it."""
    table = _table(title, measure, t)
    return Exhibit(key, title, note, t("{title}: {value}", title=title, value=figure(measure, t)), table, measure)


def _table(title: str, measure: Measure, t: Words) -> pd.DataFrame:
    return pd.DataFrame({t("Figure"): [title], t("Value"): [untold(measure, t) or measure.value]})


def windows(scope: Scope, as_of: date, compare: str = "before") -> tuple[tuple[date, date], tuple[date, date]] | None:
    """The period looked at, up to the day of the data, and the same stretch of the one before, or of the "year" before.

    Without a period it is the year of that day so far. None where the period is still to come.
    """
    start, end = scope.start or date(as_of.year, 1, 1), scope.end or date(as_of.year, 12, 31)
    if start > as_of:
        return None
    months = YEAR if compare == "year" else (end.year - start.year) * 12 + end.month - start.month + 1
    now = start, min(end, as_of)
    return now, (back(now[0], months), back(now[1], months))


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
    if measure.few:
        notes.append(not_in_it(measure, t))
    return notes


def _change(name: str, view: View) -> tuple[str, tuple[Compared, ...]]:
    """What it was in the period and in the one before, in words and by itself, or why the two are not compared.

    Counts only what began in either for certain: a date too vague to tell is in neither.
    """
    t, both = view.t, windows(view.data.scope, view.as_of, view.compare)
    # A headline has no baseline: indicators have.
    if both is None or view.compare == "baseline":
        return "", ()
    record = _record_begins(view)
    if record is None or both[1][0] < record:
        return "" if record is None else t("not compared: the record begins in {year}", year=record.year), ()
    if reason := _why_not(name, view):
        return reason, ()
    if (shown := view.whole.period) and (both[1][0] < shown[0] or both[0][1] > shown[1]):
        # What a link does not show is not nothing.
        return t("not compared: only {period} is shown here", period=_span(shown, t)), ()
    measures = [_measure_in(name, view, window) for window in both]
    now, before = (one.value or 0 for one in measures)
    spans = [_span(window, t) for window in both]
    message = N_("{now} begun in {period}, {earlier} in {before}") if name == "projects" else N_("{now} in {period}, {earlier} in {before}")
    said = t(message, now=t.number(now), period=spans[0], earlier=t.number(before), before=spans[1])
    compared = [Compared(t("{group}: {value}", group=span, value=t.number(one.value or 0)), one, span) for span, one in zip(spans, measures, strict=True)]
    return said, tuple(compared)


def _has_same_rows(one: Measure, other: Measure) -> bool:
    return all(rows.equals(other.rows[table]) for table, rows in one.rows.items())


def _why_not(name: str, view: View) -> str:
    """Why a figure is not compared: too little of it is dated, or counted; nothing where it can be."""
    t = view.t
    if name in ("publications", "languages"):
        missing = int(view.measured(published)["date"].isna().sum())
        return t.plural("not compared: {n} has no date", "not compared: {n} have no date", missing) if missing else ""
    if name in ("people", "participations"):
        table = view.measured(MEASURES["participations"]).table
        known = int((table["listed" if name == "people" else "participations"] > 0).sum())
        every = len(held(activities(view.data), view.as_of))
        if 2 * known < every:
            return t.plural("not compared: known for {known} of {n} activity", "not compared: known for {known} of {n} activities", every, known=t.number(known))
    return ""


def _record_begins(view: View) -> date | None:
    """The first day of which anything is recorded; None where nothing is dated."""
    starts = [view.whole.tables[name]["start"].min() for name in ("projects", "delegations", "events")]
    known = [start.date() for start in starts if not pd.isna(start)]
    return min(known, default=None)


def _measure_in(name: str, view: View, window: tuple[date, date]) -> Measure:
    if name in STANDING:
        return _standing(name, view, min(window[1], view.as_of))
    scope = replace(view.data.scope, start=window[0], end=window[1], is_certain=True)
    return MEASURES[name](view.cut(view.whole, scope), min(window[1], view.as_of))


def _span(window: tuple[date, date], t: Words) -> str:
    start, end = window
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    return t.months(start, end)

"""The board's view: each indicator's value, target and status, what it was before, and how it came there."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from loaders import Dataset
from metrics.groups import judging
from metrics.indicators import Indicator, Target, declared, is_part, record_begins, value
from metrics.measure import Measure, Rows, published
from metrics.narrowed import Kept, keeping
from metrics.periods import Period, a_year_earlier, before, meets, start_month, tiles
from metrics.status import Standing, in_force, standing

# The finest division of the record that a small line can still show.
MOST_POINTS = 16
LEVELS = ("impact", "outcome", "output")


@dataclass(frozen=True)
class Point:
    """A value at the end of a period, the rows that it was counted from, and the target of just that period, if any.

    `is_over`: nothing more comes to it; else it is the value so far.
    """

    period: Period
    value: float | None
    rows: Rows
    target: Target | None = None
    is_over: bool = True


@dataclass(frozen=True)
class Line:
    """An indicator as the board sees it.

    `measure` is its value in the period that is looked at, `earlier` what it is compared with, which is
    `measure_then` in the period `then`, or the baseline;
    `standing` holds its value in the period of the target in force beside that target.
    """

    indicator: Indicator
    period: Period
    measure: Measure
    standing: Standing
    earlier: float | None
    then: Period | None = None
    measure_then: Measure | None = None


class Ask(Protocol):
    """Asks for the value of an indicator in a period."""

    def __call__(self, indicator: Indicator, period: Period, day: date | None = None) -> Measure:
        """Its value, up to a day: else that of the data."""


def looked_at(data: Dataset, days: tuple[date, date] | None, as_of: date) -> Period:
    """The period that is looked at: the one chosen, else the fiscal year of the day of the data."""
    if days:
        return Period(*days)
    return tiles(as_of, as_of, "year", begins=start_month(data))[0]


def lines(data: Dataset, as_of: date, period: Period, *, compare: str = "before", whole: Dataset | None = None, ask: Ask | None = None) -> list[Line]:
    """A line for each indicator, in the order of the results framework: impact, outcome, output; else the workbook's.

    `compare` is "before" (the period before), "year" (the same period of last year) or "baseline".
    `whole` is the record that the data is a part of, if it is one. Who has asked of the same data before gives its `ask`.
    """
    ask = ask or asking(data, as_of, whole)
    found = [Line(one, period, ask(one, period), stands(one, data, as_of, period, ask), *_earlier(one, data, as_of, period, compare, ask)) for one in declared(data)]
    rank = {level: place for place, level in enumerate(LEVELS)}
    return sorted(found, key=lambda line: rank.get(line.indicator.result_type or "", len(LEVELS)))


def asking(data: Dataset, as_of: date, whole: Dataset | None = None, *, kept: Kept | None = None) -> Ask:
    """Who asks for many values of the same data: what was cut for one is kept for the next.

    In `kept` it is kept for others too, who ask of the same data later.
    """
    kept = {} if kept is None else kept
    cut, first = keeping(kept), record_begins(whole or data)
    told: dict[tuple[Indicator, Period, date], Measure] = kept.setdefault(("values", data.mark, whole.mark if whole else None, as_of), {})

    def ask(indicator: Indicator, period: Period, day: date | None = None) -> Measure:
        mark = indicator, period, day or as_of
        if mark not in told:
            told[mark] = value(indicator, data, mark[2], period, cut=cut, whole=whole, first=first)
        return told[mark]

    return ask


def is_of_the_day(indicator: Indicator, data: Dataset) -> bool:
    """Whether a value is told in the period of the day alone, and in none before: in a shared link's view, of people."""
    return data.disclosed is not None and indicator.needs_people


def stands(indicator: Indicator, data: Dataset, as_of: date, period: Period, ask: Ask) -> Standing:
    """How an indicator stands at the end of a period beside the target in force: its value in the period of that target.

    Where there is none, its value in the period itself.
    """
    day = min(period.end, as_of)
    target = in_force(_judged_by(indicator, data), day)
    if target is None:
        measure = ask(indicator, period)
        return standing(indicator, measure.value, None, day, measure=measure)
    return _beside(indicator, as_of, target, day, ask)


def _beside(indicator: Indicator, as_of: date, target: Target, day: date, ask: Ask) -> Standing:
    """How an indicator stands on a day beside one of its targets; what adds up begins where it stood on the eve."""
    if target.period.start > as_of:
        return standing(indicator, None, target, day)
    measure, began = ask(indicator, target.period, day), 0.0
    if indicator.is_cumulative and indicator.grows:
        began = ask(indicator, target.eve).value or 0.0
    return standing(indicator, measure.value, target, day, began_at=began, measure=measure)


def _earlier(indicator: Indicator, data: Dataset, as_of: date, period: Period, compare: str, ask: Ask) -> tuple[float | None, Period | None, Measure | None]:
    if is_of_the_day(indicator, data):
        return None, None, None
    if compare == "baseline":
        # It is that of the whole programme.
        return (None if is_part(data) else indicator.baseline), None, None
    if indicator.measure in ("publications", "languages") and published(data, as_of)["date"].isna().any():
        # What has no date would seem to be new.
        return None, None, None
    then = before(period) if compare == "before" else a_year_earlier(period)
    if not indicator.is_cumulative and indicator.measure != "measurement" and period.start <= as_of < period.end:
        # Half of this year is compared with half of the last; a measurement says how things stood, whenever it was taken.
        then = Period(then.start, then.start + (as_of - period.start))
    if data.period and then.start < data.period[0]:
        # Nothing of it can be seen in this part, which is not that nothing was.
        return None, None, None
    measure = ask(indicator, then)
    return measure.value, then, measure


def history(indicator: Indicator, data: Dataset, as_of: date, ask: Ask, *, whole: Dataset | None = None) -> list[Point]:
    """The values from the beginning of the record to the day of the data, in quarters, halves or years."""
    first = record_begins(whole or data)
    if first is None or is_of_the_day(indicator, data):
        return []
    begins, own = start_month(data), judging(indicator, data)
    kinds = ("quarter", "half", "year") if indicator.is_cumulative else ("year",)
    divided = [tiles(first, as_of, kind, begins=begins) for kind in kinds]
    periods = [one for one in next((found for found in divided if len(found) <= MOST_POINTS), divided[-1]) if meets(one, data.period)]
    measures = [ask(indicator, period) for period in periods]
    points = [
        Point(period, measure.value, measure.rows, _of(period, own), is_over=indicator.is_cumulative or period.end <= as_of)
        for period, measure in zip(periods, measures, strict=True)
    ]  # fmt: skip
    # Of the years in which nothing was there yet, the last is where the line begins.
    begun = next((place for place, point in enumerate(points) if point.value or point.target), len(points))
    return points[max(0, begun - 1) :]


def small_line(points: list[Point]) -> list[float]:
    """What a line of a few pixels can tell of a history: the periods that are over, since the last one without data.

    It can draw neither a gap nor a point that is only so far, and would join both to the others.
    """
    found: list[float] = []
    for point in points:
        if point.is_over:
            found = [] if point.value is None else [*found, point.value]
    return found


def by_target(indicator: Indicator, data: Dataset, as_of: date, ask: Ask) -> list[tuple[Target, Standing]]:
    """Each target of what is looked at, the earliest first, and how the indicator stood by its end or stands by now."""
    return [(target, _beside(indicator, as_of, target, min(target.period.end, as_of), ask)) for target in _judged_by(indicator, data)]


def _judged_by(indicator: Indicator, data: Dataset) -> list[Target]:
    """The targets that an indicator is held against: none where it builds up and nobody may know where it began."""
    return [] if is_of_the_day(indicator, data) and indicator.grows else judging(indicator, data)


def _of(period: Period, own: list[Target]) -> Target | None:
    return next((target for target in own if target.period.end == period.end), None)

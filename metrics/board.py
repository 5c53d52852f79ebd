"""The board's view: each indicator's value, target and status, what it was before, and how it came there."""

from dataclasses import dataclass
from datetime import date, timedelta

from loaders import Dataset
from metrics.indicators import Indicator, Target, declared, record_begins, targets, value
from metrics.measure import Measure, Rows, published
from metrics.narrowed import Cut, keeping
from metrics.periods import Period, a_year_earlier, before, start_month, tiles
from metrics.status import Standing, in_force, standing

# The finest division of the record that a small line can still show.
MOST_POINTS = 16
LEVELS = ("impact", "outcome", "output")


@dataclass(frozen=True)
class Point:
    """A value at the end of a period, the rows that it was counted from, and the target of just that period, if any."""

    period: Period
    value: float | None
    rows: Rows
    target: Target | None = None


@dataclass(frozen=True)
class Line:
    """An indicator as the board sees it.

    `measure` is its value in the period that is looked at, `earlier` what it is compared with;
    `standing` holds its value in the period of the target in force beside that target.
    """

    indicator: Indicator
    period: Period
    measure: Measure
    standing: Standing
    earlier: float | None


def looked_at(data: Dataset, start: date | None, end: date | None, as_of: date) -> Period:
    """The period that is looked at: the one chosen, else the fiscal year of the day of the data."""
    if start and end:
        return Period(start, end)
    return tiles(as_of, as_of, "year", begins=start_month(data))[0]


def lines(data: Dataset, as_of: date, period: Period, *, compare: str = "before") -> list[Line]:
    """A line for each indicator, in the order of the results framework: impact, outcome, output; else the workbook's.

    `compare` is "before" (the period before), "year" (the same period of last year) or "baseline".
    """
    cut = keeping()
    found = [_line(indicator, data, as_of, period, compare, cut) for indicator in declared(data)]
    rank = {level: place for place, level in enumerate(LEVELS)}
    return sorted(found, key=lambda line: rank.get(line.indicator.result_type or "", len(LEVELS)))


def _line(indicator: Indicator, data: Dataset, as_of: date, period: Period, compare: str, cut: Cut) -> Line:
    measure = value(indicator, data, as_of, period, cut=cut)
    return Line(indicator, period, measure, stands(indicator, data, as_of, period, cut), _earlier(indicator, data, as_of, period, compare, cut))


def stands(indicator: Indicator, data: Dataset, as_of: date, period: Period, cut: Cut) -> Standing:
    """How an indicator stands at the end of a period beside the target in force: its value in the period of that target.

    Where there is none, its value in the period itself.
    """
    day = min(period.end, as_of)
    target = in_force(targets(indicator, data), day)
    if target is None:
        return standing(indicator, value(indicator, data, as_of, period, cut=cut).value, None, day)
    return _beside(indicator, data, as_of, target, day, cut)


def _beside(indicator: Indicator, data: Dataset, as_of: date, target: Target, day: date, cut: Cut) -> Standing:
    """How an indicator stands on a day beside one of its targets; what adds up begins where it stood on the eve."""
    if target.period.start > as_of:
        return standing(indicator, None, target, day)
    reached, began = value(indicator, data, day, target.period, cut=cut).value, 0.0
    if indicator.is_cumulative and indicator.grows:
        eve = target.period.start - timedelta(days=1)
        began = value(indicator, data, as_of, Period(eve, eve), cut=cut).value or 0.0
    return standing(indicator, reached, target, day, began_at=began)


def _earlier(indicator: Indicator, data: Dataset, as_of: date, period: Period, compare: str, cut: Cut) -> float | None:
    if compare == "baseline":
        return indicator.baseline
    if indicator.measure in ("publications", "languages") and published(data, as_of)["date"].isna().any():
        # What has no date would seem to be new.
        return None
    then = before(period) if compare == "before" else a_year_earlier(period)
    if not indicator.is_cumulative and indicator.measure != "measurement" and period.start <= as_of < period.end:
        # Half of this year is compared with half of the last; a measurement says how things stood, whenever it was taken.
        then = Period(then.start, then.start + (as_of - period.start))
    return value(indicator, data, as_of, then, cut=cut).value


def history(indicator: Indicator, data: Dataset, as_of: date, cut: Cut | None = None) -> list[Point]:
    """The values from the beginning of the record to the day of the data, in quarters, halves or years."""
    first = record_begins(data)
    if first is None:
        return []
    cut, begins, own = cut or keeping(), start_month(data), targets(indicator, data)
    kinds = ("quarter", "half", "year") if indicator.is_cumulative else ("year",)
    divided = [tiles(first, as_of, kind, begins=begins) for kind in kinds]
    periods = next((found for found in divided if len(found) <= MOST_POINTS), divided[-1])
    measures = [value(indicator, data, as_of, period, cut=cut) for period in periods]
    points = [Point(period, measure.value, measure.rows, _of(period, own)) for period, measure in zip(periods, measures, strict=True)]
    # Of the years in which nothing was there yet, the last is where the line begins.
    begun = next((place for place, point in enumerate(points) if point.value or point.target), len(points))
    return points[max(0, begun - 1) :]


def by_target(indicator: Indicator, data: Dataset, as_of: date) -> list[tuple[Target, Standing]]:
    """Each target of the whole, the earliest first, and how the indicator stood by its end or stands by now."""
    cut, whole = keeping(), [target for target in targets(indicator, data) if target.dimension is None]
    return [(target, _beside(indicator, data, as_of, target, min(target.period.end, as_of), cut)) for target in whole]


def _of(period: Period, own: list[Target]) -> Target | None:
    return next((target for target in own if target.dimension is None and target.period.end == period.end), None)

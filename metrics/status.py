"""Whether an indicator is on course: its value beside its target. The thresholds stand here and nowhere else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.indicators import Indicator, Target
from metrics.measure import Measure
from metrics.periods import Period

# Of what was due by the day of the data, so much must be there: a tenth short is still on course,
# four tenths short is behind, less is off course. docs/decisions/0026-indicators.md says why.
ON_COURSE, BEHIND = 0.9, 0.6


class Status(StrEnum):
    """How an indicator stands. Each has a word and a mark, never a colour alone."""

    MET = "met"
    ON_COURSE = "on course"
    BEHIND = "behind"
    OFF_COURSE = "off course"
    NO_DATA = "no data"
    NO_TARGET = "no target"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Standing:
    """A value beside its target: `due` is what should be there by the day of the data, `measure` how the value was measured."""

    status: Status
    value: float | None
    target: Target | None = None
    due: float | None = None
    measure: Measure | None = None


def in_force(targets: list[Target], day: date) -> Target | None:
    """Of targets of the same, that of the shortest period that a day lies in; else that of the last period before it."""
    around = [target for target in targets if target.period.start <= day <= target.period.end]
    if around:
        return min(around, key=lambda target: target.period.end - target.period.start)
    return max((target for target in targets if target.period.end < day), key=lambda target: target.period.end, default=None)


def standing(indicator: Indicator, value: float | None, target: Target | None, as_of: date, *, began_at: float = 0.0, measure: Measure | None = None) -> Standing:
    """How a value stands beside its target on a day: what share of what is due is there.

    What builds up is due in step with time: at half of the period half of the way from where it began
    to the target. All else, and what is to stay below a target, is due in full at any time.
    """
    if value is None:
        is_told = measure is None or measure.is_told
        return Standing(Status.NO_DATA if is_told else Status.NOT_SHOWN, None, target, measure=measure)
    if target is None:
        return Standing(Status.NO_TARGET, value, measure=measure)
    is_paced = indicator.grows and indicator.is_better_higher
    due = began_at + elapsed(target.period, as_of) * (target.value - began_at) if is_paced else target.value
    if is_reached(indicator, value, target.value):
        return Standing(Status.MET, value, target, due, measure)
    above, below = (value, due) if indicator.is_better_higher else (due, value)
    # Where nothing is due yet, nobody is late.
    return Standing(_status(above / below if below > 0 else 1.0), value, target, due, measure)


def is_reached(indicator: Indicator, value: float, target: float) -> bool:
    """Whether a value is as good as a target or better."""
    return value >= target if indicator.is_better_higher else value <= target


def elapsed(period: Period, as_of: date) -> float:
    """The share of a period's days that are over at the end of a day, from 0 to 1."""
    days = (period.end - period.start).days + 1
    return max(0.0, min(1.0, ((as_of - period.start).days + 1) / days))


def _status(share: float) -> Status:
    return Status.ON_COURSE if share >= ON_COURSE else Status.BEHIND if share >= BEHIND else Status.OFF_COURSE

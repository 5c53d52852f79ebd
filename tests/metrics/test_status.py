"""Status: what is due by a day, and how far a value is from it."""

from datetime import date

import pytest

from metrics.indicators import Indicator, Target
from metrics.narrowed import Where
from metrics.periods import Period
from metrics.status import Status, in_force, standing

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
HALF_TIME, OVER = date(2019, 7, 2), date(2020, 3, 1)


def indicator(measure: str = "events", *, is_better_higher: bool = True) -> Indicator:
    return Indicator("one", "One", None, None, None, measure, Where(), None, is_better_higher, False, None, None, 0)


def target(value: float, period: Period = YEAR) -> Target:
    return Target(period, value, None, None, 0)


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        # Of 20 by the end of the year, 10 are due at half time: 9 are a tenth short, 6 four tenths.
        (20, HALF_TIME, Status.MET),
        (10, HALF_TIME, Status.ON_COURSE),
        (9.1, HALF_TIME, Status.ON_COURSE),
        (8.9, HALF_TIME, Status.BEHIND),
        (6.1, HALF_TIME, Status.BEHIND),
        (5.9, HALF_TIME, Status.OFF_COURSE),
        # When it is over, all 20 are due.
        (18, OVER, Status.ON_COURSE),
        (17, OVER, Status.BEHIND),
        (11, OVER, Status.OFF_COURSE),
        (None, OVER, Status.NO_DATA),
    ],
)
def test_what_builds_up_is_due_in_step_with_time(value, day, expected):
    assert standing(indicator(), value, target(20), day).status == expected


def test_seventeen_of_twenty_a_month_before_the_end_is_on_course():
    period = Period(date(2018, 7, 1), date(2019, 6, 30))
    found = standing(indicator(), 17, target(20, period), date(2019, 5, 31))
    assert found.status == Status.ON_COURSE
    assert found.due == pytest.approx(20 * 335 / 365)


def test_nobody_is_late_on_what_is_still_to_begin():
    assert standing(indicator(), 0, target(20), date(2018, 12, 1)).status == Status.ON_COURSE


def test_a_share_is_due_in_full_at_any_time():
    share = indicator("share_of_women")
    assert standing(share, 44.0, target(50), date(2019, 1, 2)).status == Status.BEHIND
    assert standing(share, 46.0, target(50), date(2019, 1, 2)).status == Status.ON_COURSE


def test_what_is_to_fall_is_held_against_its_target():
    costs = indicator("cost_per_participation", is_better_higher=False)
    assert [standing(costs, value, target(100), HALF_TIME).status for value in (100, 110, 150, 200)] == [Status.MET, Status.ON_COURSE, Status.BEHIND, Status.OFF_COURSE]


def test_what_adds_up_begins_where_it_stood():
    """Forty by the end of 2019, from thirty: at half time thirty-five are due."""
    found = standing(indicator(), 35, target(40), HALF_TIME, began_at=30)
    assert (found.status, found.due) == (Status.ON_COURSE, pytest.approx(35, abs=0.05))
    assert standing(indicator(), 31, target(40), HALF_TIME, began_at=30).status == Status.BEHIND


def test_without_a_target_nothing_is_judged():
    assert standing(indicator(), 5, None, OVER).status == Status.NO_TARGET


def test_the_shortest_target_around_a_day_holds_and_then_the_last_before_it():
    quarter = Period(date(2019, 4, 1), date(2019, 6, 30))
    both = [target(20), target(6, quarter)]
    assert in_force(both, date(2019, 5, 1)) == target(6, quarter)
    assert in_force(both, date(2019, 8, 1)) == target(20)
    assert in_force(both, OVER) == target(20)
    assert in_force(both, date(2018, 1, 1)) is None

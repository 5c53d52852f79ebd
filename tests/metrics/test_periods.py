"""Periods: they tile the years without a gap, and each has one before it."""

from datetime import date

import pytest

from loaders import Scope
from metrics.periods import Period, a_year_earlier, before, start_month, tiles


def test_fiscal_years_begin_in_their_month_and_leave_no_day_out():
    assert tiles(date(2018, 5, 18), date(2019, 6, 30), "year", begins=4) == [
        Period(date(2018, 4, 1), date(2019, 3, 31)), Period(date(2019, 4, 1), date(2020, 3, 31)),
    ]  # fmt: skip
    assert tiles(date(2018, 2, 1), date(2018, 3, 31), "year", begins=4) == [Period(date(2017, 4, 1), date(2018, 3, 31))]


def test_quarters_and_halves():
    assert [period.start for period in tiles(date(2019, 1, 1), date(2019, 12, 31), "quarter")] == [date(2019, month, 1) for month in (1, 4, 7, 10)]
    assert tiles(date(2019, 3, 1), date(2019, 3, 2), "half", begins=10) == [Period(date(2018, 10, 1), date(2019, 3, 31))]
    assert tiles(date(2020, 2, 29), date(2020, 2, 29), "quarter") == [Period(date(2020, 1, 1), date(2020, 3, 31))]


@pytest.mark.parametrize(
    ("start", "end", "earlier_start", "earlier_end"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), date(2018, 1, 1), date(2018, 12, 31)),
        (date(2019, 1, 1), date(2019, 6, 30), date(2018, 7, 1), date(2018, 12, 31)),
        # Ten days, and the ten before them.
        (date(2019, 3, 5), date(2019, 3, 14), date(2019, 2, 23), date(2019, 3, 4)),
    ],
)
def test_the_period_before_is_as_long_and_touches_it(start, end, earlier_start, earlier_end):
    assert before(Period(start, end)) == Period(earlier_start, earlier_end)


def test_the_same_period_of_last_year():
    assert a_year_earlier(Period(date(2020, 2, 1), date(2020, 2, 29))) == Period(date(2019, 2, 1), date(2019, 2, 28))
    assert a_year_earlier(Period(date(2019, 2, 1), date(2019, 2, 28))) == Period(date(2018, 2, 1), date(2018, 2, 28))
    assert a_year_earlier(Period(date(2021, 2, 1), date(2021, 2, 28))) == Period(date(2020, 2, 1), date(2020, 2, 29))


def test_a_fiscal_year_begins_in_january_unless_the_settings_say_so(real):
    assert start_month(real.within(Scope())) == 1

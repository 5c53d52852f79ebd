"""Each headline beside the period before it."""

from datetime import date

import pytest

from charts.headlines import HEADLINES, back, figure, headline, windows
from loaders import Scope

AS_OF = date(2019, 7, 31)


@pytest.mark.parametrize(
    ("scope", "now", "before"),
    [
        (Scope(), (date(2018, 8, 1), date(2019, 7, 31)), (date(2017, 8, 1), date(2018, 7, 31))),
        (Scope(date(2018, 1, 1), date(2018, 12, 31)), (date(2018, 1, 1), date(2018, 12, 31)), (date(2017, 1, 1), date(2017, 12, 31))),
        # The year is not over: it is held against the same months of the one before.
        (Scope(date(2019, 1, 1), date(2019, 12, 31)), (date(2019, 1, 1), date(2019, 7, 31)), (date(2018, 1, 1), date(2018, 7, 31))),
        (Scope(date(2018, 7, 1), date(2018, 12, 31)), (date(2018, 7, 1), date(2018, 12, 31)), (date(2018, 1, 1), date(2018, 6, 30))),
    ],
)
def test_a_period_is_compared_with_the_same_stretch_before(scope, now, before):
    assert windows(scope, AS_OF) == (now, before)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2019, 7, 31), 1, date(2019, 6, 30)),
        (date(2019, 6, 30), 6, date(2018, 12, 31)),
        (date(2019, 3, 15), 3, date(2018, 12, 15)),
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
        (date(2019, 1, 1), 12, date(2018, 1, 1)),
    ],
)
def test_a_months_last_day_goes_back_to_a_months_last_day(day, months, expected):
    assert back(day, months) == expected


def test_a_headline_says_what_is_planned_and_how_it_has_changed(real, view_of):
    exhibit = headline("delegations")(view_of(real))
    # The tour of Korea, dated only "2018", had not happened for certain by July 2018.
    assert exhibit.subtitle == "1 more planned · 7 in the last 12 months, 0 in the 12 before"
    assert exhibit.sentence == "Delegations: 7"


def test_a_year_is_compared_with_the_months_before(real, view_of):
    exhibit = headline("events")(view_of(real, scope=Scope(date(2019, 1, 1), date(2019, 12, 31))))
    # April, twice in May and June 2018: Seoul, the launch, the conference and its field trips, Montreal.
    assert exhibit.subtitle == "3 more planned · against 5 in Jan\u2009–\u2009Jul 2018"


def test_an_estimate_is_marked(real, view_of):
    view = view_of(real)
    assert figure(headline("participations")(view).measure, view.t) == "≈ 290"


@pytest.mark.parametrize("name", HEADLINES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_fails_where_nothing_is(empty, view_of, name, language):
    exhibit = headline(name)(view_of(empty, language=language))
    assert exhibit.subtitle == ""

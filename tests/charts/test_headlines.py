"""Each headline beside the period before it."""

from dataclasses import replace
from datetime import date

import pytest

from charts.headlines import HEADLINES, back, figure, headline, windows
from loaders import Scope

AS_OF = date(2019, 7, 31)


@pytest.mark.parametrize(
    ("scope", "now", "before"),
    [
        # Without a period: the year so far.
        (Scope(), (date(2019, 1, 1), date(2019, 7, 31)), (date(2018, 1, 1), date(2018, 7, 31))),
        (Scope(date(2018, 1, 1), date(2018, 12, 31)), (date(2018, 1, 1), date(2018, 12, 31)), (date(2017, 1, 1), date(2017, 12, 31))),
        # The year is not over: it is held against the same months of the one before.
        (Scope(date(2019, 1, 1), date(2019, 12, 31)), (date(2019, 1, 1), date(2019, 7, 31)), (date(2018, 1, 1), date(2018, 7, 31))),
        (Scope(date(2018, 7, 1), date(2018, 12, 31)), (date(2018, 7, 1), date(2018, 12, 31)), (date(2018, 1, 1), date(2018, 6, 30))),
    ],
)
def test_a_period_is_compared_with_the_same_stretch_before(scope, now, before):
    assert windows(scope, AS_OF) == (now, before)


def test_a_quarter_is_compared_with_the_same_one_of_the_year_before():
    spring = Scope(date(2019, 4, 1), date(2019, 6, 30))
    assert windows(spring, AS_OF, "year") == ((date(2019, 4, 1), date(2019, 6, 30)), (date(2018, 4, 1), date(2018, 6, 30)))
    assert windows(spring, AS_OF) == ((date(2019, 4, 1), date(2019, 6, 30)), (date(2019, 1, 1), date(2019, 3, 31)))


def test_a_headline_says_what_it_is_compared_with(real, view_of):
    spring = view_of(real, scope=Scope(date(2019, 4, 1), date(2019, 6, 30)))
    # The meeting in Barcelona and Puerto Rico; in the year before Seoul, the launch, the panel, the conference and its visits.
    assert headline("events")(replace(spring, compare="year")).subtitle.endswith("2 in Apr\u2009–\u2009Jun 2019, 5 in Apr\u2009–\u2009Jun 2018")
    assert "2018" not in headline("events")(replace(spring, compare="baseline")).subtitle


def test_a_period_still_to_come_is_not_compared(real, view_of):
    year = Scope(date(2020, 1, 1), date(2020, 12, 31))
    assert windows(year, AS_OF) is None
    assert headline("events")(view_of(real, scope=year)).subtitle == "1 more planned"


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


@pytest.mark.parametrize(
    ("name", "subtitle"),
    [
        # March: health, TIESS, PQDS; April: FSMET. The tour of Korea is dated "2018" and is in neither stretch.
        ("delegations", "1 more planned · 4 in Jan – Jul 2019, 0 in Jan – Jul 2018"),
        # 2019: the talks on health and on TIESS, the signing, FSMET, Puerto Rico. 2018: Seoul in April, the
        # launch, the conference and its field trips in May, Montreal in June.
        ("events", "4 more planned · 5 in Jan – Jul 2019, 5 in Jan – Jul 2018"),
        ("participations", "218 not detailed · not compared: known for 9 of 29 activities"),
        ("publications", "1 forthcoming · not compared: 9 have no date"),
    ],
)
def test_a_headline_says_what_is_planned_and_what_it_was_before(real, view_of, name, subtitle):
    assert headline(name)(view_of(real)).subtitle.replace("\u2009", " ") == subtitle


def test_a_time_before_the_record_is_not_taken_for_nothing(real, view_of):
    exhibit = headline("events")(view_of(real, scope=Scope(date(2018, 1, 1), date(2018, 12, 31))))
    assert exhibit.subtitle == "not compared: the record begins in 2018"


def test_an_estimate_is_marked(real, view_of):
    view = view_of(real)
    assert figure(headline("participations")(view).measure, view.t) == "≈ 290"


@pytest.mark.parametrize("name", HEADLINES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_fails_where_nothing_is(empty, view_of, name, language):
    exhibit = headline(name)(view_of(empty, language=language))
    assert exhibit.subtitle == ""


def test_what_was_never_kept_is_no_data_and_not_zero(real, view_of):
    kept = replace(real, tables={**real.tables, "publications": real.publications.head(0)})
    view = view_of(kept)
    shown = {name: figure(headline(name)(view).measure, view.t) for name in HEADLINES}
    assert (shown["publications"], shown["languages"], shown["delegations"]) == ("no data", "no data", "7")
    # None in this month, of what is kept: that is a number.
    quiet = view_of(real, scope=Scope(date(2019, 12, 1), date(2019, 12, 31)))
    assert figure(headline("delegations")(quiet).measure, quiet.t) == "0"

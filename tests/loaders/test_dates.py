from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import parse
from locales import words

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2018-10-05", "2018-10-05", "2018-10-05", "day"),
        ("5 October 2018", "2018-10-05", "2018-10-05", "day"),
        ("October 5, 2018", "2018-10-05", "2018-10-05", "day"),
        ("1er août 2018", "2018-08-01", "2018-08-01", "day"),
        (datetime(2018, 10, 5, 23, 59), "2018-10-05", "2018-10-05", "day"),
        ("oct. 2018", "2018-10-01", "2018-10-31", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("février 2019", "2019-02-01", "2019-02-28", "month"),
        ("Fall 2018", "2018-09-01", "2018-11-30", "season"),
        ("automne 2018", "2018-09-01", "2018-11-30", "season"),
        ("Winter 2020", "2019-12-01", "2020-02-29", "season"),
        ("summer of 2019", "2019-06-01", "2019-08-31", "season"),
        (2018, "2018-01-01", "2018-12-31", "year"),
        (2018.0, "2018-01-01", "2018-12-31", "year"),
        (" 2018 ", "2018-01-01", "2018-12-31", "year"),
    ],
)
def test_a_date_means_a_period(value, start, end, precision):
    found = parse(value)
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", "2018-13", "2018-02-30", "31/12/18", "Fall", "Fall 9999", 43378, 20.5, True, time(9), "1850", date(1850, 1, 1), "Smarch 2018"],
)
def test_what_is_no_date(value):
    assert parse(value) is None


@given(DAYS, st.sampled_from(["en", "fr"]))
def test_a_day_is_read_as_it_is_written(day, language):
    for written in (day.isoformat(), words(language).day(day), day):
        assert (parse(written).start, parse(written).end, parse(written).precision) == (day, day, "day")


@given(DAYS, st.sampled_from(["month", "season", "year"]))
def test_a_vague_date_is_read_as_it_is_written(day, precision):
    written = words("en").moment(day, precision)
    found = parse(written)
    assert found.start <= day <= found.end
    assert found.precision == precision
    assert parse(words("en").moment(found.start, precision)) == found == parse(words("en").moment(found.end, precision))


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=True), DAYS, st.datetimes(), st.booleans()))
def test_start_is_never_after_end(value):
    found = parse(value)
    assert found is None or found.start <= found.end

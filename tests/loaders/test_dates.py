from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date, format_interval
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import is_serial, order, parse, years_first
from locales import words

DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
# The five languages, and the places whose people keep our spreadsheets.
PLACES = st.sampled_from(["en", "en_CA", "en_GB", "fr", "fr_CA", "es", "ca", "ko"])


def said(value, **more):
    found = parse(value, **more)
    return found and (found.start.isoformat(), found.end.isoformat(), found.precision)


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
    assert said(value) == (start, end, precision)


@pytest.mark.parametrize(
    "value",
    [
        "5 de octubre de 2018", "5 d'octubre de 2018", "5 d’octubre del 2018", "5 oct. 2018", "5 d’oct. 2018", "5th October 2018", "5 OCTOBRE 2018",
        "2018년 10월 5일", "2018 년 10 월 5 일", "18년 10월 5일", "2018. 10. 5.", "2018. 10. 5. (금)", "2018. 10. 5. 금", "18. 10. 5.", "2018.10.05",
        "Friday, October 5, 2018", "vendredi 5 octobre 2018", "ven. 05/10/2018", "viernes, 5 de octubre de 2018", "divendres, 5 d’octubre del 2018",
        "05/10/2018", "5/10/18", "05.10.2018", "05-10-2018", "05 10 2018", "' 05/10/18'", "2018/10/05", "2018/10/5", "20181005", 20181005,
        "5-Oct-18", "5-oct-2018", "2018-10-05T10:30:00Z", "2018-10-05 10:30:00.000+02:00", "20181005T103000Z", "2018-10-05T00:00",
        "5 October 2018, 10:00-12:00", "5 octobre 2018 à 14h30", "5 October 2018 at 2:30 p.m.",
        "2018\u201110\u201105", "5\u00a0octobre\u202f2018", "２０１８-１０-０５", "5 de\u200b octubre de 2018", "5 octubre 2018*", "5 octobre 2018¹",
        "43378", 43378, 43378.5,
    ],
)  # fmt: skip
def test_one_day_is_written_in_many_ways(value):
    assert said(value) == ("2018-10-05", "2018-10-05", "day")


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        # months
        ("octubre del 2018", "2018-10-01", "2018-10-31", "month"),
        ("d'octubre de 2018", "2018-10-01", "2018-10-31", "month"),
        ("févr. 2019", "2019-02-01", "2019-02-28", "month"),
        ("fe\u0301vrier 2019", "2019-02-01", "2019-02-28", "month"),
        ("Sept. 2018", "2018-09-01", "2018-09-30", "month"),
        ("set. 2018", "2018-09-01", "2018-09-30", "month"),
        ("mar. 2019", "2019-03-01", "2019-03-31", "month"),
        ("mar. 5 févr. 2019", "2019-02-05", "2019-02-05", "day"),
        ("2018년 10월", "2018-10-01", "2018-10-31", "month"),
        ("10/2018", "2018-10-01", "2018-10-31", "month"),
        ("oct-18", "2018-10-01", "2018-10-31", "month"),
        ("Oct ’18", "2018-10-01", "2018-10-31", "month"),
        ("2011-12", "2011-12-01", "2011-12-31", "month"),
        ("2018년", "2018-01-01", "2018-12-31", "year"),
        # seasons and quarters
        ("2018년 가을", "2018-09-01", "2018-11-30", "season"),
        ("봄 2018", "2018-03-01", "2018-05-31", "season"),
        ("여름 2018", "2018-06-01", "2018-08-31", "season"),
        ("겨울 2018", "2017-12-01", "2018-02-28", "season"),
        ("otoño de 2018", "2018-09-01", "2018-11-30", "season"),
        ("tardor del 2018", "2018-09-01", "2018-11-30", "season"),
        ("Verano 2018", "2018-06-01", "2018-08-31", "season"),
        ("estiu 2018", "2018-06-01", "2018-08-31", "season"),
        ("primavera 2018", "2018-03-01", "2018-05-31", "season"),
        ("invierno 2019", "2018-12-01", "2019-02-28", "season"),
        ("winter 2018-19", "2018-12-01", "2019-02-28", "season"),
        ("hiver 2018-2019", "2018-12-01", "2019-02-28", "season"),
        *((quarter, "2018-07-01", "2018-09-30", "season") for quarter in (
            "Q3 2018", "2018 Q3", "2018-Q3", "2018Q3", "T3 2018", "3T 2018", "3e trimestre 2018", "3r trimestre 2018", "3.er trimestre de 2018",
            "troisième trimestre 2018", "third quarter of 2018", "2018년 3분기", "2018년 제 3/4분기", "2018년 3/4분기", "trimestre 3 2018",
        )),
        # ranges
        ("22–25 March 2019", "2019-03-22", "2019-03-25", "day"),
        ("22-25 mars 2019", "2019-03-22", "2019-03-25", "day"),
        ("March 22–25, 2019", "2019-03-22", "2019-03-25", "day"),
        ("March 5-8, 2019", "2019-03-05", "2019-03-08", "day"),
        ("30 March – 2 April 2019", "2019-03-30", "2019-04-02", "day"),
        ("30 December – 2 January 2019", "2018-12-30", "2019-01-02", "day"),
        ("December 2018 – February", "2018-12-01", "2019-02-28", "month"),
        ("oct.–déc. 2018", "2018-10-01", "2018-12-31", "month"),
        ("October to December 2018", "2018-10-01", "2018-12-31", "month"),
        ("entre octubre i desembre de 2018", "2018-10-01", "2018-12-31", "month"),
        ("10-12/2018", "2018-10-01", "2018-12-31", "month"),
        ("2018년 10월~12월", "2018-10-01", "2018-12-31", "month"),
        ("2018년 10월 5일~8일", "2018-10-05", "2018-10-08", "day"),
        ("2018년 10월 5일부터 8일까지", "2018-10-05", "2018-10-08", "day"),
        ("from 5 to 8 October 2018", "2018-10-05", "2018-10-08", "day"),
        ("du 5 au 8 octobre 2018", "2018-10-05", "2018-10-08", "day"),
        ("del 5 al 8 de octubre de 2018", "2018-10-05", "2018-10-08", "day"),
        ("del 5 al 8 d'octubre del 2018", "2018-10-05", "2018-10-08", "day"),
        ("5 and 6 October 2018", "2018-10-05", "2018-10-06", "day"),
        ("2019-03-22/2019-03-25", "2019-03-22", "2019-03-25", "day"),
        ("2019-03-05/08", "2019-03-05", "2019-03-08", "day"),
        ("2019-03-22/2019-03-22", "2019-03-22", "2019-03-22", "day"),
        ("22.–25.3.2019", "2019-03-22", "2019-03-25", "day"),
        ("22/03 - 25/03/2019", "2019-03-22", "2019-03-25", "day"),
        ("5/10/2018-8/10/2018", "2018-10-05", "2018-10-08", "day"),
        ("2010 - 2012", "2010-01-01", "2012-12-31", "year"),
        ("2018-19", "2018-01-01", "2019-12-31", "year"),
        ("2018/19", "2018-01-01", "2019-12-31", "year"),
        ("2018/2019", "2018-01-01", "2019-12-31", "year"),
        ("Mar – Apr 2000", "2000-03-01", "2000-04-30", "month"),
        ("1999-00", None, None, None),
        ("Q1–Q2 2019", "2019-01-01", "2019-06-30", "season"),
        ("1er-2e trimestre 2019", "2019-01-01", "2019-06-30", "season"),
        ("Spring/Summer 2019", "2019-03-01", "2019-08-31", "season"),
        ("2018년 10~12월", "2018-10-01", "2018-12-31", "month"),
        ("2018년 10~3월", "2018-10-01", "2019-03-31", "month"),
        ("2018. 10. ~ 12.", "2018-10-01", "2018-12-31", "month"),
        ("2018. 10.~2019. 3.", "2018-10-01", "2019-03-31", "month"),
        ("2018년 3~4분기", "2018-07-01", "2018-12-31", "season"),
        ("4t trimestre 2019", "2019-10-01", "2019-12-31", "season"),
        ("1er trim. 2019", "2019-01-01", "2019-03-31", "season"),
        ("trim. 2 2019", "2019-04-01", "2019-06-30", "season"),
        ("5, 6 et 7 octobre 2018", "2018-10-05", "2018-10-07", "day"),
        ("October 5, 6 and 7, 2018", "2018-10-05", "2018-10-07", "day"),
        ("2018년 10월 5, 6, 7일", "2018-10-05", "2018-10-07", "day"),
        # over the turn of a year
        *((fall_and_winter, "2018-09-01", "2019-02-28", "season") for fall_and_winter in (
            "Fall–Winter 2018", "automne-hiver 2018", "automne et hiver 2018", "automne-hiver 2018-2019", "automne–hiver 2018-19", "Fall/Winter 2018/19",
            "otoño-invierno 2018", "2018년 가을~겨울", "automne 2018 – hiver", "Fall 2018 – Winter 2019",
        )),
        ("winter–spring 2019", "2018-12-01", "2019-05-31", "season"),
        ("Q4–Q1 2019", "2018-10-01", "2019-03-31", "season"),
        ("Q4 2018–Q1", "2018-10-01", "2019-03-31", "season"),
        ("nov.–févr. 2019", "2018-11-01", "2019-02-28", "month"),
        ("15 October 2018 – 2019", "2018-10-15", "2019-12-31", "year"),
    ],
)  # fmt: skip
def test_months_seasons_quarters_and_ranges(value, start, end, precision):
    assert said(value) == (start and (start, end, precision))


@pytest.mark.parametrize(
    "value",
    [
        None, "", "soon", "2018-13", "2018-02-30", "Fall", "Fall 9999", 433, 90_000, 20.5, True, time(9), timedelta(days=10), "1850", date(1850, 1, 1), "Smarch 2018",
        "TBD", "à confirmer", "por confirmar", "미정", "yet to commence", "2018?", "~2018", "2018 –", "– 2018", "since 2018", "depuis 2018", "circa 2018", "early 2018",
        "March 22-25", "Oct 5", "5 October", "31/02/2018", "13/13/2018", "5 and 8 October 2018", "2009/2009-2010", "'01/0817 '", "2018 - 10", "Fall 2018–Winter 2018",
        "2018 10-12", "2018년 10~12", "10-Q4 2018", "Q4 2018-19", "5, 6 et 8 octobre 2018", "7, 6, 5 octobre 2018", "automne 2018 - 10",
        "25-22 March 2019", "2019-2018", "2018-10-05-07-09", "1-2-3-4-5-6-7-8-9-10-11-12 May 2018", "1st", "Q5 2018", "10-5-3", "a" * 500, "5 " * 50,
    ],
)  # fmt: skip
def test_what_is_no_date(value):
    assert parse(value) is None


def test_day_and_month_follow_the_order_unless_only_the_other_is_a_date():
    assert said("03/04/2019") == said("03/04/2019", is_day_first=True) == ("2019-04-03", "2019-04-03", "day")
    assert said("03/04/2019", is_day_first=False) == ("2019-03-04", "2019-03-04", "day")
    assert said("13/04/2019", is_day_first=False) == said("04/13/2019") == ("2019-04-13", "2019-04-13", "day")
    assert said("03/04 - 05/04/2019", is_day_first=False) == ("2019-03-04", "2019-05-04", "day")
    assert said("2019-03-04", is_day_first=False) == ("2019-03-04", "2019-03-04", "day")


@pytest.mark.parametrize(
    ("texts", "is_day_first", "is_proved", "is_mixed", "two_ways"),
    [
        (["03/04/2019", "13/04/2019"], True, True, False, ("03/04/2019",)),
        (["03/04/2019", "04/13/2019"], False, True, False, ("03/04/2019",)),
        (["03/04/2019", "05/05/2019", "May 2019", "x"], True, False, False, ("03/04/2019",)),
        (["03/04/2019", "13/05/2019", "05/13/2019", "05/14/2019"], False, True, True, ("03/04/2019",)),
        (["2019-04-03", "5 October 2018", "2018"], True, False, False, ()),
    ],
)
def test_a_column_proves_its_order(texts, is_day_first, is_proved, is_mixed, two_ways):
    found = order(texts)
    assert (found.is_day_first, found.is_proved, found.is_mixed, found.two_ways) == (is_day_first, is_proved, is_mixed, two_ways)


@pytest.mark.parametrize("value", ["2018. 10. 5. ~ 10. 8.", "2018.10.5~10.8", "2018-10-05 - 10/08", "18. 10. 5. ~ 10. 8."])
def test_a_range_that_begins_with_its_year_goes_on_month_first(value):
    assert said(value) == ("2018-10-05", "2018-10-08", "day")


@pytest.mark.parametrize(
    ("texts", "full", "doubtful"),
    [
        (["18.10.05", "18.11.13", "May 2018"], {"18.10.05": "2018.10.05", "18.11.13": "2018.11.13"}, ""),
        (["18.10.05~10.08", "18.11.3"], {"18.10.05~10.08": "2018.10.05~10.08", "18.11.3": "2018.11.3"}, ""),
        (["05.10.18", "13.11.18"], {}, ""),
        (["18.10.05", "30.11.19", "20.12.19"], {}, ""),
        (["18.10.05"], {}, "18.10.05"),
        (["18.11.3"], {"18.11.3": "2018.11.3"}, ""),
        (["18/10/05", "05/10/18", "18. 10. 5.", "2018.10.05"], {}, ""),
    ],
)
def test_a_column_shows_whether_its_short_years_stand_first(texts, full, doubtful):
    assert years_first(texts) == (full, doubtful)


def test_a_range_is_longer_than_its_precision():
    ranges = ("22–25 March 2019", "oct.–déc. 2018", "2010 - 2012", "Q1–Q2 2019")
    units = ("22 March 2019", "oct. 2018", "2012", "Q1 2020", "winter 2020", "summer 2019", "février 2019")
    assert [parse(value).is_range for value in ranges + units] == [True] * len(ranges) + [False] * len(units)


def test_serial_numbers_are_no_years():
    assert [is_serial(value) for value in (43378, "43378", 43378.25, 2018, "2018", 19_999, 80_000, "43378 ", None)] == [True, True, True, False, False, False, False, True, False]


@given(DAYS, st.sampled_from(["en", "fr"]))
def test_a_day_is_read_as_it_is_written(day, language):
    for written in (day.isoformat(), words(language).day(day), day):
        assert (parse(written).start, parse(written).end, parse(written).precision) == (day, day, "day")


@given(DAYS, PLACES, st.sampled_from(["full", "long", "medium", "short"]))
def test_a_day_is_read_as_each_language_writes_it(day, place, length):
    written = format_date(day, length, place)
    assert parse(written, is_day_first=place != "en").start == day


@given(DAYS, st.integers(1, 300), PLACES, st.sampled_from(["yMMMd", "yMMMMd", "yMMMEd", "yMMM", "yMMMM", "y"]))
def test_a_range_is_read_as_each_language_writes_it(day, days, place, skeleton):
    last = day + timedelta(days=days)
    found = parse(format_interval(day, last, skeleton, locale=place))
    if skeleton[-1] == "d":
        assert (found.start, found.end) == (day, last)
    elif skeleton == "y":
        assert (found.start.isoformat(), found.end.isoformat()) == (f"{day.year}-01-01", f"{last.year}-12-31")
    else:
        assert (found.start, found.end.replace(day=1)) == (day.replace(day=1), last.replace(day=1))


@given(DAYS, st.sampled_from(["month", "season", "year"]))
def test_a_vague_date_is_read_as_it_is_written(day, precision):
    written = words("en").moment(day, precision)
    found = parse(written)
    assert found.start <= day <= found.end
    assert found.precision == precision
    assert parse(words("en").moment(found.start, precision)) == found == parse(words("en").moment(found.end, precision))


@given(st.one_of(st.text(), st.text("0123456789-/. '년월일octmaq"), st.integers(), st.floats(allow_nan=True), DAYS, st.datetimes(), st.booleans()), st.booleans())
def test_start_is_never_after_end(value, is_day_first):
    found = parse(value, is_day_first=is_day_first)
    assert found is None or found.start <= found.end

from datetime import date

import pandas as pd
import pytest

from locales import words

DEC, JAN, FEB, MAR = date(2018, 12, 1), date(2019, 1, 31), date(2019, 2, 28), date(2019, 3, 22)
SEP, NOV = date(2018, 9, 1), date(2018, 11, 30)
THIN, FIXED = "\u202f", "\u00a0"  # the narrow no-break space, the no-break space


def both(*cases):
    """A case for English and one for French from (argument, …, English, French)."""
    return [case for *given, en, fr in cases for case in (("en", *given, en), ("fr", *given, fr))]


@pytest.mark.parametrize(
    ("language", "value", "digits", "expected"),
    both(
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1234567, 0, "1,234,567", f"1{THIN}234{THIN}567"),
        (-1234, 0, "-1,234", f"-1{THIN}234"),
        (12.6, 0, "13", "13"),
        (0.5, 2, "0.50", "0,50"),
        (1234.5, 1, "1,234.5", f"1{THIN}234,5"),
    ),
)
def test_number(language, value, digits, expected):
    assert words(language).number(value, digits=digits) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "no data"), ("fr", "aucune donnée")],
)
@pytest.mark.parametrize("value", [None, float("nan"), pd.NA])
def test_no_number(language, value, expected):
    assert words(language).number(value) == expected


@pytest.mark.parametrize(
    ("language", "share", "expected"),
    both((0, "0%", f"0{FIXED}%"), (1 / 3, "33%", f"33{FIXED}%"), (0.456, "46%", f"46{FIXED}%"), (12, "1,200%", f"1{THIN}200{FIXED}%")),
)
def test_percent(language, share, expected):
    assert words(language).percent(share) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    both((3, "+3", "+3"), (0, "±0", "±0"), (-3, "−3", "−3"), (-1234, "−1,234", f"−1{THIN}234")),
)
def test_signed(language, value, expected):
    assert words(language).signed(value) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    both((MAR, "22 March 2019", "22 mars 2019"), (date(2018, 8, 5), "5 August 2018", "5 août 2018")),
)
def test_day(language, value, expected):
    assert words(language).day(value) == expected


def test_the_first_of_a_month_in_french():
    assert words("fr").day(date(2019, 3, 1)) == "1er mars 2019"


@pytest.mark.parametrize(
    ("language", "value", "long", "short"),
    [
        ("en", MAR, "March 2019", "Mar 2019"),
        ("fr", MAR, "mars 2019", "mars 2019"),
        ("en", FEB, "February 2019", "Feb 2019"),
        ("fr", FEB, "février 2019", "févr. 2019"),
    ],
)
def test_month(language, value, long, short):
    assert (words(language).month(value), words(language).month(value, short=True)) == (long, short)


@pytest.mark.parametrize(("language", "long", "short"), [("en", "October\u2009–\u2009December 2018", "Q4"), ("fr", "octobre\u2009–\u2009décembre 2018", "T4")])
def test_quarter(language, long, short):
    assert (words(language).quarter(DEC), words(language).quarter(DEC, short=True)) == (long, short)


@pytest.mark.parametrize(
    ("language", "value", "precision", "expected"),
    both(
        (MAR, "day", "22 March 2019", "22 mars 2019"),
        (MAR, "month", "March 2019", "mars 2019"),
        (MAR, "year", "2019", "2019"),
        (NOV, "season", "fall 2018", "automne 2018"),
        # Winter has the name of the year that it ends in.
        (DEC, "season", "winter 2019", "hiver 2019"),
        (JAN, "season", "winter 2019", "hiver 2019"),
        (FEB, "season", "winter 2019", "hiver 2019"),
        (date(2019, 3, 1), "season", "spring 2019", "printemps 2019"),
        (date(2019, 8, 31), "season", "summer 2019", "été 2019"),
        (pd.NaT, "day", "no date", "sans date"),
    ),
)
def test_moment(language, value, precision, expected):
    assert words(language).moment(value, precision) == expected


@pytest.mark.parametrize(
    ("language", "period", "expected"),
    both(
        ((SEP, NOV, "season", "season"), "fall 2018", "automne 2018"),
        ((DEC, FEB, "season", "season"), "winter 2019", "hiver 2019"),
        ((SEP, FEB, "season", "season"), "fall 2018 – winter 2019", "automne 2018 – hiver 2019"),
        ((MAR, MAR, "day", "day"), "22 March 2019", "22 mars 2019"),
        ((date(2018, 1, 1), date(2018, 12, 31), "year", "year"), "2018", "2018"),
        ((date(2018, 2, 1), date(2019, 6, 30), "month", "month"), "February 2018 – June 2019", "février 2018 – juin 2019"),
        ((MAR, date(2019, 12, 31), "day", "year"), "22 March 2019 – 2019", "22 mars 2019 – 2019"),
        ((pd.NaT, pd.NaT, "", ""), "no date", "sans date"),
    ),
)
def test_period(language, period, expected):
    assert words(language).period(*period) == expected


def test_days_of_one_month_share_it():
    assert words("fr").period(MAR, date(2019, 3, 25), "day", "day") == "22–25 mars 2019"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "since fall 2018"), ("fr", f"début{FIXED}: automne 2018")],
)
def test_a_period_without_an_end(language, expected):
    assert words(language).period(SEP, pd.NaT, "season", "") == expected


@pytest.mark.parametrize(
    ("language", "span", "between", "within"),
    [
        ("en", "September 2018 to March 2019", "Between September 2018 and March 2019", "In March 2019"),
        ("fr", "septembre 2018 à mars 2019", "Entre septembre 2018 et mars 2019", "En mars 2019"),
    ],
)
def test_span_and_between(language, span, between, within):
    t = words(language)
    assert (t.span(SEP, MAR), t.between(SEP, MAR), t.between(MAR, MAR)) == (span, between, within)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_span_of_one_month_is_its_month(language):
    assert words(language).span(MAR, MAR) == words(language).month(MAR)


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 0, "0 days"), ("en", 1, "1 day"), ("en", 2, "2 days"), ("en", 1234, "1,234 days"),
        ("fr", 0, "0 jour"), ("fr", 1, "1 jour"), ("fr", 2, "2 jours"), ("fr", 1234, f"1{THIN}234 jours"),
    ],
)  # fmt: skip
def test_plural(language, n, expected):
    assert words(language).plural("{n} day", "{n} days", n) == expected


@pytest.mark.parametrize(
    ("language", "items", "expected"),
    both(((), "", ""), (("a",), "a", "a"), (("a", "b"), "a and b", "a et b"), (("a", "b", "c"), "a, b, and c", "a, b et c")),
)
def test_listed(language, items, expected):
    assert words(language).listed(iter(items)) == expected


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    both(("KR", "South Korea", "Corée du Sud"), ("ES", "Spain", "Espagne"), ("QQ", "QQ", "QQ")),
)
def test_territory(language, code, expected):
    assert words(language).territory(code) == expected


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        *both(("ko", "Korean", "coréen"), ("fr", "French", "français"), ("qq", "qq", "qq")),
        ("en", "und", "language not stated"),
        ("fr", "und", "langue non précisée"),
    ],
)
def test_tongue(language, code, expected):
    assert words(language).tongue(code) == expected


@pytest.mark.parametrize("language", ["ko", "xx", "", "EN", "../en", "fr_CA"])
def test_an_unknown_language_falls_back_to_english(language):
    t = words(language)
    assert (t.language, t("Download"), t.day(MAR), t.number(1234)) == ("en", "Download", "22 March 2019", "1,234")


@pytest.mark.parametrize(("language", "expected"), [("en", "Download"), ("fr", "Télécharger")])
def test_a_message_in_its_language(language, expected):
    assert words(language)("Download") == expected


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_message_that_no_catalogue_has_is_said_as_it_is(language):
    assert words(language)("Nobody wrote this, {name}", name="Ada") == "Nobody wrote this, Ada"


@pytest.mark.parametrize("name", ["{n}", "{", "}", "{}", "{0.__class__}", "{name}", "%(n)s", "a}b{c"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_braces_in_a_cell_are_no_template(language, name):
    colon = f"{FIXED}:" if language == "fr" else ":"
    assert words(language)("{title}: {value}", title=name, value="2") == f"{name}{colon} 2"
    assert name in words(language).plural("{routes} was the most travelled route: {n} delegation", "{routes} was the most travelled route: {n} delegations", 3, routes=name)
    assert words(language).listed([name, name]) in (f"{name} and {name}", f"{name} et {name}")

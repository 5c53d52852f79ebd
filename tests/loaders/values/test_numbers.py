import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.numbers import Figure, decimal_mark, parse


@pytest.mark.parametrize(
    ("said", "value", "mark"),
    [
        ("20", 20, ""), ("1 234", 1234, ""), ("1\u00a0234", 1234, ""), ("1\u202f234\u202f567", 1_234_567, ""), ("1'234", 1234, ""), ("1’234.50", 1234.5, "."),
        ("1.234,50", 1234.5, ","), ("1,234.50", 1234.5, "."), ("12,5", 12.5, ","), ("12.5", 12.5, "."), (".5", 0.5, "."), ("5.", 5, ""), ("1234,567", 1234.567, ","),
        ("0,125", 0.125, ","), ("0.125", 0.125, "."), ("1 234,567", 1234.567, ","), ("1.234.567", 1_234_567, ","), ("1,234,567", 1_234_567, "."), ("1,234567", 1.234567, ","),
        ("$1,200", 1200, "."), ("1 200 $ CA", 1200, ""), ("2.254,62 €", 2254.62, ","), ("€1.5", 1.5, "."), ("CAD 1,200", 1200, "."), ("1200CAD", 1200, ""),
        ("₩1,200,000", 1_200_000, "."), ("1,000원", 1000, "."), ("US$ 50", 50, ""), ("C$5", 5, ""), ("€ 1.234", 1234, ","), ("10 euros", 10, ""), ("CAD $1,200.00", 1200, "."),
        ("2.645.000***", 2_645_000, ","), ("1200¹", 1200, ""), ("12†", 12, ""),
        ("(1,200,000)", -1_200_000, "."), ("($1,200.50)", -1200.5, "."), ("-$5", -5, ""), ("$-5", -5, ""), ("−5", -5, ""), ("+5", 5, ""),
        ("1.2E+06", 1_200_000, ""), ("１２３", 123, ""), ("\ufeff12", 12, ""), ("'12", 12, ""),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(said, value, mark):
    assert parse(said) == Figure(value, mark=mark)


def test_one_sign_before_three_figures_has_two_readings():
    assert parse("1,234") == parse("１，２３４") == Figure(1234, other=1.234, sign=",")
    assert parse("-12.345") == Figure(-12_345, other=-12.345, sign=".")


@pytest.mark.parametrize(
    "said",
    ["", "-", "$", ".", "x", "50%", "20 18", "12 34", "1,234,56", "1.5.2", "12,345.678.9", "1_000", "inf", "nan", "1e", "TOP 5", "5 camels", "1.2M", "½", "--5", "(-5)", "2018-19", "100 €/mois", "0x10", "1,,2"],
)  # fmt: skip
def test_what_is_no_number(said):
    assert parse(said) is None


def test_a_column_proves_its_mark():
    assert [decimal_mark(map(parse, column)) for column in (["1,5", "1.234"], ["1.5", "1,234"], ["1,5", "1.5"], ["1,234", "20"], [])] == [",", ".", "", "", ""]


@given(st.decimals(-10**9, 10**9, places=2), st.sampled_from(["en", "fr", "fr_CA", "es", "ca", "ko", "de_CH"]))
def test_a_number_is_read_as_each_language_writes_it(value, place):
    figure = parse(format_decimal(value, "#,##0.00", locale=place))
    assert (figure.value, figure.other) == (float(value), None)


@given(st.integers(0, 10**9), st.sampled_from(["en", "en_CA", "fr", "fr_CA", "es", "ca", "ko"]), st.sampled_from(["CAD", "EUR", "KRW", "USD"]))
def test_money_is_read_as_each_language_writes_it(value, place, currency):
    figure = parse(format_currency(value, currency, locale=place))
    assert (figure.value, figure.other) == (value, None)


@given(st.one_of(st.text(), st.text("0123456789.,' -()$€*")))
def test_any_text_is_a_number_or_none(said):
    figure = parse(said)
    assert figure is None or abs(figure.value) >= 0

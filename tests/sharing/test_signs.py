"""Numbers and days of the canaries' folder are known again however they are written."""

import json

import pytest

from tests.sharing.signs import SIGN, SUM, plain


def found(text: str) -> list[str]:
    return [plain(word.decode("utf-8", "replace").lower()) for word in SIGN.findall(text.encode())]


@pytest.mark.parametrize("text", ["7319107", "7319107.0", "7,319,107", "7 319 107", "7\u00a0319\u202f107", json.dumps("7\u202f319\u202f107"), "7&nbsp;319&#8239;107", "$7,319,107.", "<v>7319107</v>", "CA$7,319,107.00"])
def test_a_budget_is_known_again(text: str):
    assert found(text) == ["7319107"]


@pytest.mark.parametrize("text", ["8800003000", "8800003000.0", "8800003012", "8,800,003,000", "8\u202f800\u202f003\u202f000", "8’800’003’000", "≈\u00a08,800,003,000", ",8800003000,"])
def test_a_headcount_is_known_again_with_few_more(text: str):
    assert found(text) == ["8800003000"]


@pytest.mark.parametrize("text", ["17600003000", "17,600,003,000", "123\u202f200\u202f003\u202f041", "[17600003000.0]", '"98765432101"'])
def test_a_sum_with_a_headcount_is_told_from_other_numbers(text: str):
    assert found(text) == [SUM]


@pytest.mark.parametrize("text", ["1936-03-04", "1936-03-04T00:00:00", "1936-03", "4 March 1936", "March 4, 1936", "4\u00a0mars\u00a01936", "Q2 1936", '"1936"', ">1936<", "<v>13212</v>", "-1070000000000", "in 1936."])
def test_a_day_is_known_again(text: str):
    assert found(text) == ["1936"]


@pytest.mark.parametrize("text", ["1794355200", "1794355200123", "[100,200,300,400]", "a8800003000", "550e8400-e29b-41d4-a716-446655440000", "648000000.0", "/media/8800003000", "8.8", "2019-03-04", "12192000"])
def test_other_numbers_are_let_through(text: str):
    assert found(text) == []


def test_what_lasted_long_is_no_sum():
    assert SUM not in found("79056000000.0")

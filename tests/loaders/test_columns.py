from datetime import datetime

import pandas as pd
import pytest

from loaders.columns import UnreadableError, text, typed
from loaders.schema import Column

HEADERS = ("", "", "", "", "")


def values(kind, cells, **more):
    result = typed(Column("x", kind, HEADERS, "", **more), cells)
    return [None if not isinstance(v, tuple) and pd.isna(v) else v for v in result.values["x"]], [(i, b.code) for i, b in result.bad]


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("id", ["007", 7.0, 7, " a "], ["007", "7", "7", "a"]),
        ("text", ["NA", "N/A", "nan", "None", "", "  ", None], ["NA", "N/A", "nan", "None", None, None, None]),
        ("text", ["NA", "nan", "", " x "], ["NA", "nan", None, "x"]),
        ("text", [datetime(2018, 5, 1), True], ["2018-05-01", "yes"]),
        ("number", [1, 2.5, "1 000.5", "-3", ""], [1, 2.5, 1000.5, -3, None]),
        ("integer", [20.0, "20", None], [20, 20, None]),
        ("boolean", ["Oui", "no", True, 0, 1, ""], [True, False, True, False, True, None]),
        ("language", ["FR", "und"], ["fr", "und"]),
        ("country", ["ca"], ["CA"]),
        ("colour", ["#11aaff"], ["#11AAFF"]),
        ("url", ["https://a.org/x?y=1", "HTTP://b.org"], ["https://a.org/x?y=1", "HTTP://b.org"]),
        ("email", ["a@b.org", ""], ["a@b.org", None]),
    ],
)
def test_cells_become_values(kind, cells, expected):
    assert values(kind, cells) == (expected, [])


@pytest.mark.parametrize(
    ("kind", "cells", "bad"),
    [
        ("number", [1, True, "1,5", "1_000", "inf", "nan", "x"], [(i, "not_a_number") for i in range(1, 7)]),
        ("boolean", ["perhaps", 2], [(0, "not_yes_or_no"), (1, "not_yes_or_no")]),
        ("url", ["www.a.org", "https://a b.org", "javascript:x"], [(0, "not_a_link"), (1, "not_a_link"), (2, "not_a_link")]),
        ("url", ["www.a.org", 7], [(0, "not_a_link"), (1, "not_a_link")]),
        ("email", ["a@b", "a@b.org", "x y@b.org"], [(0, "not_an_email"), (2, "not_an_email")]),
        ("language", ["french"], [(0, "not_a_language")]),
        ("country", ["ZZ", "Spain"], [(0, "not_a_country"), (1, "not_a_country")]),
        ("colour", ["red"], [(0, "not_a_colour")]),
        ("text", ["fine", "#N/A"], [(1, "formula_error")]),
    ],
)
def test_bad_cells_are_blank_and_named(kind, cells, bad):
    found, named = values(kind, cells)
    assert named == bad
    assert [found[place] for place, _ in bad] == [None] * len(bad)


def test_lists_are_split_and_said_once():
    assert values("id", ["a; b;a;", 7.0, None], many=True) == ([("a", "b"), ("7",), ()], [])
    assert values("integer", ["8; 18"], many=True, maximum=17) == ([()], [(0, "out_of_range")])


def test_choices_forgive_case_and_accents():
    assert values("choice", ["SOCIAL  Finance"], choices=("social finance",)) == (["social finance"], [])


def test_a_blank_takes_the_default():
    assert values("integer", [None, 3], default=1) == ([1, 3], [])


def test_a_date_stands_with_its_precision():
    result = typed(Column("end", "date", HEADERS, ""), ["Winter 2019", datetime(2019, 3, 22), None, "x"])
    assert result.values["end"].astype("str").tolist()[:2] == ["2019-02-28", "2019-03-22"]
    assert result.values["end_precision"].tolist()[:2] == ["season", "day"]
    assert result.values["end"].isna().tolist() == [False, False, True, True]


def test_what_is_unreadable_says_what_to_type():
    assert str(UnreadableError("x", "“{value}” is bad", value="v")) == "“v” is bad"
    assert text(12.5) == "12.5"

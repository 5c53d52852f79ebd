"""Tables as CSV that a spreadsheet opens as words and numbers, never as formulas."""

import pandas as pd
import pytest

from exports.csv_file import csv_file


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://example.org")', '"\'=HYPERLINK(""http://example.org"")"'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("-5", "-5"),
        ("+33.5", "+33.5"),
        ("−3", "−3"),
        ("a=b", "a=b"),
        ("Été", "Été"),
        ("bell\x07", "bell"),
        ("=\x071", "'=1"),
        (None, ""),
    ],
)
def test_a_cell_that_would_run_begins_with_an_apostrophe(cell, written):
    lines = csv_file(pd.DataFrame({"x": [cell], "y": ["z"]})).decode("utf-8-sig").split("\n")
    assert lines[:2] == ["x,y", f"{written},z"]


def test_numbers_stay_numbers_and_headings_are_words_too():
    table = pd.DataFrame({"=n": [-1.5, 2.0], "day": pd.to_datetime(["2018-01-02", None])})
    assert csv_file(table).decode("utf-8-sig") == "'=n,day\n-1.5,2018-01-02\n2.0,\n"
    assert list(table.columns) == ["=n", "day"], "the table itself is left alone"

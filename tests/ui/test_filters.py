"""What the filters offer."""

from datetime import date

import pandas as pd

from loaders import Scope
from locales import words
from ui.filters import in_words, names, periods


def test_periods_are_the_years_and_half_years_of_the_data_newest_first(real):
    found = periods(real)
    assert list(found)[:4] == ["2020", "2020 · 01–06", "2020 · 07–12", "2019"]
    assert found["2018 · 01–06"] == (date(2018, 1, 1), date(2018, 6, 30))


def test_two_of_one_name_are_told_apart():
    frame = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Same", "Same", "Other"]})
    assert names(frame, "id", "name") == {"Same (a)": "a", "Same (b)": "b", "Other": "c"}


def test_filters_are_said_in_words(real):
    scope = Scope(date(2018, 1, 1), date(2018, 12, 31), city_ids=("bilbao", "seoul"))
    assert in_words(scope, real, words("en")) == "January 2018 to December 2018; Seoul and Bilbao"
    assert in_words(Scope(), real, words("en")) == ""

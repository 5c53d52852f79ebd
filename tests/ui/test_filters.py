"""What the filters offer."""

from datetime import date

import pandas as pd

from exports.told import in_words
from loaders import Scope, load
from locales import words
from tests.fixtures import demo
from ui.filters import names, periods


def test_periods_are_the_years_of_the_data_newest_first_each_with_its_halves_and_quarters(real):
    found = periods(real)
    assert list(found)[:8] == ["2020", "2020 · 01–06", "2020 · 07–12", "2020 · 01–03", "2020 · 04–06", "2020 · 07–09", "2020 · 10–12", "2019"]
    assert found["2018 · 01–06"] == (date(2018, 1, 1), date(2018, 6, 30))
    assert found["2018 · 10–12"] == (date(2018, 10, 1), date(2018, 12, 31))


def test_fiscal_years_come_first_where_the_settings_have_them_each_with_its_own_halves_and_quarters():
    found = periods(load(demo.FOLDER))
    # From the first project in 2019 to the assembly of 2022.
    assert list(found)[::7][:6] == ["2022–23", "2021–22", "2020–21", "2019–20", "2018–19", "2022"]
    assert list(found)[21:28] == ["2019–20", *(f"2019–20 · {months}" for months in ("04–09", "10–03", "04–06", "07–09", "10–12", "01–03"))]
    assert found["2019–20"] == (date(2019, 4, 1), date(2020, 3, 31))
    assert found["2019–20 · 10–03"] == (date(2019, 10, 1), date(2020, 3, 31))
    assert found["2019–20 · 01–03"] == (date(2020, 1, 1), date(2020, 3, 31))
    # Those of the calendar year are there too.
    assert found["2020 · 01–06"] == (date(2020, 1, 1), date(2020, 6, 30))


def test_two_of_one_name_are_told_apart():
    frame = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Same", "Same", "Other"]})
    assert names(frame, "id", "name") == {"Same (a)": "a", "Same (b)": "b", "Other": "c"}


def test_filters_are_said_in_words(real):
    scope = Scope(date(2018, 1, 1), date(2018, 12, 31), city_ids=("bilbao", "seoul"))
    assert in_words(scope, real, words("en")) == "January 2018 to December 2018; Seoul and Bilbao"
    assert in_words(Scope(), real, words("en")) == ""

from datetime import datetime

import pandas as pd
import pytest

from loaders.schema import Column
from loaders.tables import TABLES
from loaders.values.columns import UnreadableError, is_blank, text, typed
from loaders.values.vocabularies import choice
from locales import words

HEADERS = ("", "", "", "", "")
STATUSES = ("planned", "active", "completed", "suspended", "cancelled")


def read(kind, cells, *, name="x", is_day_first=None, is_1904=False, **more):
    return typed(Column(name, kind, HEADERS, "", **more), cells, is_day_first=is_day_first, is_1904=is_1904)


def values(kind, cells, **more):
    result = read(kind, cells, **more)
    return [None if not isinstance(v, tuple) and pd.isna(v) else v for v in result.values["x"]], [(i, b.code) for i, b in result.bad]


def doubts(result):
    return [(place, remark.template.format(**remark.values)) for place, remark in result.doubtful]


def days(result, name="x"):
    return [None if pd.isna(day) else day.date().isoformat() for day in result.values[name]]


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("id", ["007", 7.0, 7, " a "], ["007", "7", "7", "a"]),
        ("id", ["caf\u0065\u0301", "a\u00a0 b", "\u200bc\u200b", "d\te", "fine"], ["caf\u00e9", "a b", "c", "d e", "fine"]),
        ("id", ["a\u00a0b", 7.0], ["a b", "7"]),
        ("text", ["NA", "N/A", "nan", "None", "", "  ", None], ["NA", "N/A", "nan", "None", None, None, None]),
        ("text", ["NA", "nan", "", " x "], ["NA", "nan", None, "x"]),
        ("text", ["\u200b", "\ufeffx\u00a0", "a\u00a0b", "e\u0301"], [None, "x", "a\u00a0b", "e\u0301"]),
        ("text", [datetime(2018, 5, 1), True], ["2018-05-01", "yes"]),
        ("number", [1, 2.5, "1 000.5", "-3", ""], [1, 2.5, 1000.5, -3, None]),
        ("number", ["1.234", "12,5", "1.234,50 €"], [1234, 12.5, 1234.5]),
        ("number", ["1,234", "12.5", "1.234"], [1234, 12.5, 1.234]),
        ("number", ["１２，０００", "12.5"], [12_000, 12.5]),
        ("number", ["１２，０００"], [12_000]),
        ("number", ["１２，０００", "12,5"], [12, 12.5]),
        ("integer", [20.0, "20", None], [20, 20, None]),
        ("integer", ["1,234", "1.234", "1 234", "(1,200)", "1,000원"], [1234, 1234, 1234, -1200, 1000]),
        ("boolean", ["Oui", "no", True, 0, 1, ""], [True, False, True, False, True, None]),
        ("boolean", ["sí", "예", "네", "✓", "✔\ufe0f", "VERDADERO", "X"], [True] * 7),
        ("boolean", ["non", "아니오", "아니요", "FAUX", "n"], [False] * 5),
        ("language", ["FR", "und"], ["fr", "und"]),
        ("language", ["French", "Français", "castellano", "한국어", "en-CA", "fra", "Catalan"], ["fr", "fr", "es", "ko", "en", "fr", "ca"]),
        ("country", ["ca"], ["CA"]),
        ("country", ["Canada", "Espagne", "대한민국", "South Korea", "Corée du Sud", "CAN", "U.S.A.", "UK", "Etats Unis"], ["CA", "ES", "KR", "KR", "KR", "CA", "US", "GB", "US"]),
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
        ("number", [1, True, "50%", "1_000", "inf", "nan", "x"], [(i, "not_a_number") for i in range(1, 7)]),
        ("integer", ["12,5"], [(0, "not_a_whole_number")]),
        ("boolean", ["perhaps", 2], [(0, "not_yes_or_no"), (1, "not_yes_or_no")]),
        ("url", ["www.a.org", "https://a b.org", "javascript:x"], [(0, "not_a_link"), (1, "not_a_link"), (2, "not_a_link")]),
        ("url", ["www.a.org", 7], [(0, "not_a_link"), (1, "not_a_link")]),
        ("email", ["a@b", "a@b.org", "x y@b.org"], [(0, "not_an_email"), (2, "not_an_email")]),
        ("language", ["Frnch", "en fr", False], [(0, "not_a_language"), (1, "not_a_language"), (2, "not_a_language")]),
        ("country", ["ZZ", "Quebec", False], [(0, "not_a_country"), (1, "not_a_country"), (2, "not_a_country")]),
        ("colour", ["red"], [(0, "not_a_colour")]),
        ("date", ["TBD", "à confirmer"], [(0, "not_a_date"), (1, "not_a_date")]),
        ("text", ["fine", "#N/A", "Err:502", "#SPILL!", "#¡VALOR!", "#tag", "Err: no"], [(i, "formula_error") for i in range(1, 5)]),
        ("date", ["#GETTING_DATA", 2018], [(0, "formula_error")]),
    ],
)
def test_bad_cells_are_blank_and_named(kind, cells, bad):
    found, named = values(kind, cells)
    assert named == bad
    assert [found[place] for place, _ in bad] == [None] * len(bad)


@pytest.mark.parametrize(
    ("kind", "cell", "message"),
    [
        ("choice", "Complet", "“Complet” is not one of the words used here: did you mean “completed”? Type one of planned, active, completed, suspended, cancelled"),
        ("choice", "terminat", "“terminat” is not one of the words used here: did you mean “terminé”? Type one of planned, active, completed, suspended, cancelled"),
        ("choice", "shelved", "“shelved” is not one of the words used here: type one of planned, active, completed, suspended, cancelled"),
        ("country", "Spian", "“Spian” is not a country: did you mean “Spain”?"),
        ("language", "Frnch", "“Frnch” is not a language: did you mean “French”?"),
        ("url", "10.1234/abc", "“10.1234/abc” is not a whole web address: type https://doi.org/10.1234/abc"),
        ("url", "doi: 10.1234/abc", "“doi: 10.1234/abc” is not a whole web address: type https://doi.org/10.1234/abc"),
        ("url", "www.example.org/a", "“www.example.org/a” is not a whole web address: type https://www.example.org/a"),
        ("url", "Webpage", "“Webpage” is not a web address: type it in full, beginning with https://"),
        ("date", "TBD", "“TBD” is not a date: type a day (2018-10-05), a month (October 2018), a season (Fall 2018) or a year (2018), or leave the cell blank"),
        ("number", "50%", "“50%” is not a number: type digits alone, such as 20"),
        ("integer", "env. 40", "“env. 40” is not a number: type digits alone, such as 40"),
        ("integer", "10-12", "“10-12” is not a number: type digits alone, such as 20"),
    ],
)
def test_what_is_wrong_says_what_to_type(kind, cell, message):
    (_, problem), = read(kind, [cell], choices=STATUSES if kind == "choice" else ()).bad
    assert str(problem) == message


def test_who_needs_a_date_is_not_told_to_leave_it_blank():
    (_, problem), = read("date", ["TBD"], required=True).bad
    assert str(problem) == "“TBD” is not a date: type a day (2018-10-05), a month (October 2018), a season (Fall 2018) or a year (2018)"


def test_lists_are_split_and_said_once():
    assert values("id", ["a; b;a;", 7.0, None], many=True) == ([("a", "b"), ("7",), ()], [])
    assert values("integer", ["8; 18"], many=True, maximum=17) == ([()], [(0, "out_of_range")])


def test_lists_are_split_at_commas_where_all_parts_are_words_of_theirs():
    sectors = ("civil society", "food, drink", "academia")
    assert values("choice", ["academia, Civil Society", "food, drink", "academia\ncivil society", "academia|academia"], many=True, choices=sectors) == (
        [("academia", "civil society"), ("food, drink",), ("academia", "civil society"), ("academia",)], [],
    )  # fmt: skip
    assert values("integer", ["8, 11", "8,11", "8 · 11|13"], many=True, minimum=1, maximum=17) == ([(8, 11), (8, 11), (8, 11, 13)], [])
    assert values("language", ["en, français"], many=True) == ([("en", "fr")], [])
    # What other tables hold is not known here.
    assert values("id", ["Acme, Inc.; b"], many=True) == ([("Acme, Inc.", "b")], [])


def test_a_list_names_the_part_that_is_wrong():
    (_, problem), = read("integer", ["8, 18, x"], many=True, minimum=1, maximum=17).bad
    assert str(problem) == "18 is too large: type 17 or less"


def test_choices_forgive_case_and_accents():
    assert values("choice", ["SOCIAL  Finance"], choices=("social finance",)) == (["social finance"], [])
    assert values("choice", ["Study_missions", "co organiser", "coorganizers", "18 – 29"], choices=("study mission", "co-organiser", "18-29")) == (["study mission", "co-organiser", "co-organiser", "18-29"], [])
    assert values("choice", ["Terminé", "terminées", "en cours", "A VENIR"], choices=STATUSES) == (["completed", "completed", "active", "planned"], [])


@pytest.mark.parametrize("column", [pytest.param(c, id=f"{t.name}.{c.name}") for t in TABLES.values() for c in t.columns if c.choices])
def test_each_choice_is_known_by_its_name_and_its_translation(column):
    assert [choice(word, column.choices) for word in column.choices] == list(column.choices)
    assert [choice(words("fr")(word), column.choices) for word in column.choices] == list(column.choices)


def test_a_blank_takes_the_default():
    assert values("integer", [None, 3, "\u200b"], default=1) == ([1, 3, 1], [])


def test_a_date_stands_with_its_precision():
    result = read("date", ["Winter 2019", datetime(2019, 3, 22), None, "x"], name="end")
    assert result.values["end"].astype("str").tolist()[:2] == ["2019-02-28", "2019-03-22"]
    assert result.values["end_precision"].tolist()[:2] == ["season", "day"]
    assert result.values["end"].isna().tolist() == [False, False, True, True]


def test_a_range_is_its_first_and_its_last_day():
    cells = ["22–25 March 2019", "oct.–déc. 2018"]
    assert days(read("date", cells, name="start"), "start") == ["2019-03-22", "2018-10-01"]
    assert days(read("date", cells, name="end"), "end") == ["2019-03-25", "2018-12-31"]
    alone = read("date", cells)
    assert days(alone) == ["2019-03-22", "2018-10-01"]
    assert doubts(alone)[0] == (0, "“22–25 March 2019” is more than one date, and one belongs here: 2019-03-22 was kept. Type the date that you mean")


def test_a_column_decides_which_of_day_and_month_is_first():
    day_first, month_first = read("date", ["03/04/2019", "13/04/2019"]), read("date", ["03/04/2019", "04/13/2019"])
    assert (days(day_first), day_first.is_day_first) == (["2019-04-03", "2019-04-13"], True)
    assert (days(month_first), month_first.is_day_first) == (["2019-03-04", "2019-04-13"], False)
    assert day_first.remarks == day_first.doubtful == month_first.remarks == month_first.doubtful == []


@pytest.mark.parametrize(
    ("said", "choices", "kept"),
    [
        ("Taller", ("conference", "workshop"), "workshop"), ("Fòrum", ("forum", "other"), "forum"), ("워크숍", ("workshop",), "workshop"),
        ("Réunion", ("meeting", "launch"), "meeting"), ("Mesa redonda", ("panel",), "panel"), ("Finançador", ("founder", "funder"), "funder"),
        ("Dona", ("woman", "man"), "woman"), ("여", ("woman", "man"), "woman"), ("Home", ("woman", "man"), "man"),
        ("65세 이상", ("45-64", "65 and over"), "65 and over"), ("En curs", ("planned", "active"), "active"),
        # A man, or una mujer; a word of another list.
        ("M", ("woman", "man"), None), ("Taller", ("woman", "man"), None),
    ],
)  # fmt: skip
def test_a_word_of_a_list_may_be_spanish_catalan_or_korean(said, choices, kept):
    assert choice(said, choices) == kept


def test_short_years_that_stand_first_are_read_so_and_it_is_said():
    result = read("date", ["18.10.05", "18.11.13", "19.01.20"])
    assert days(result) == ["2018-10-05", "2018-11-13", "2019-01-20"]
    assert [remark.template.format(**remark.values) for remark in result.remarks] == [
        "the short dates in this column seem to begin with the year: “18.10.05” was read as 2018-10-05. Type 2018-10-05 to be sure"
    ]
    alone = read("date", ["18.10.05"])
    assert [remark.template.format(**remark.values) for remark in alone.remarks] == [
        "nothing in this column shows whether “18.10.05” begins with the day or with the year: it was read as 2005-10-18. Type 2005-10-18 to be sure"
    ]
    assert (days(read("date", ["05.10.18", "13.11.18"])), read("date", ["05.10.18", "13.11.18"]).remarks) == (["2018-10-05", "2018-11-13"], [])


def test_a_column_that_proves_no_order_is_read_day_first_and_says_so_once():
    result = read("date", ["05/05/2019", "03/04/2019", "03/04/2019", "04/05/2019"])
    assert days(result) == ["2019-05-05", "2019-04-03", "2019-04-03", "2019-05-04"]
    assert [remark.template.format(**remark.values) for remark in result.remarks] == [
        "nothing in this column shows whether “03/04/2019” is day first or month first: all of it was read day first, “03/04/2019” as 2019-04-03. Type 2019-04-03 to be sure"
    ]
    assert result.doubtful == []
    assert read("date", ["05/05/2019", "2019-04-03"]).remarks == []


def test_a_column_with_both_orders_doubts_what_could_be_either():
    result = read("date", ["13/05/2019", "05/13/2019", "03/04/2019", "05/05/2019"])
    assert days(result) == ["2019-05-13", "2019-05-13", "2019-04-03", "2019-05-05"]
    assert doubts(result) == [(2, "“03/04/2019” is day first or month first, and this column has both: it was read as 2019-04-03. Type 2019-04-03 to be sure")]
    assert result.remarks == []


def test_an_order_that_is_given_is_not_asked_about():
    result = read("date", ["03/04/2019", "13/05/2019"], is_day_first=False)
    assert (days(result), result.doubtful, result.remarks) == (["2019-03-04", "2019-05-13"], [], [])


def test_a_number_among_dates_is_read_as_excel_counts_days_and_said():
    result = read("date", [43378, "43378", 2018])
    assert days(result) == ["2018-10-05", "2018-10-05", "2018-01-01"]
    assert doubts(result) == [(place, "43378 is a number and no date: it was read as 2018-10-05, the day that a spreadsheet counts so. Type 2018-10-05 to be sure") for place in (0, 1)]


def test_a_number_that_could_be_two_is_kept_and_said():
    comma, point = read("number", ["1,234"]), read("number", ["1.234"])
    assert (comma.values["x"].tolist(), point.values["x"].tolist()) == ([1234], [1.234])
    assert doubts(point) == [(0, "“1.234” can be 1.234 or 1234: it was read as 1.234. Type it as a number, without a sign between thousands, to be sure")]
    assert doubts(comma) == [(0, "“1,234” can be 1234 or 1.234: it was read as 1234. Type it as a number, without a sign between thousands, to be sure")]


def test_the_reading_within_the_limits_is_preferred():
    assert read("number", ["45,123"], minimum=-90, maximum=90).values["x"].tolist() == [45.123]
    assert read("number", ["1.500"], minimum=1000).values["x"].tolist() == [1500]


def test_what_is_unreadable_says_what_to_type():
    assert str(UnreadableError("x", "“{value}” is bad", value="v")) == "“v” is bad"
    assert text(12.5) == "12.5"


def test_a_blank_shows_nothing():
    assert [is_blank(value) for value in (None, "", " \t\n", "\u00a0", "\u200b \ufeff", "\u3000", 0, False, "NA", "-")] == [True] * 6 + [False] * 4


@pytest.mark.parametrize(("is_1904", "day"), [(False, "2014-10-04"), (True, "2018-10-05")])
def test_a_number_in_a_date_column_is_the_day_that_its_workbook_counts(is_1904, day):
    result = read("date", [41916.0, "41916", 41916.75, "2018-10-05", 2018], is_1904=is_1904)
    assert days(result) == [day, day, day, "2018-10-05", "2018-01-01"]
    assert [(place, remark.code, remark.values["day"]) for place, remark in result.doubtful] == [(place, "day_number", day) for place in (0, 1, 2)]

from datetime import datetime

import pytest

from tests.loaders.books import CITIES, EVENTS, PROJECTS, THEMES, read, said


def event(**cells):
    row = dict(zip(EVENTS[0], EVENTS[1], strict=True)) | cells
    return [EVENTS[0], [row[name] for name in EVENTS[0]]]


def test_a_sound_workbook_has_no_problems(tmp_path):
    data = read(tmp_path)
    assert said(data) == []
    assert data.events[["event_id", "source_file", "source_sheet", "source_row"]].values.tolist() == [
        ["launch", "book.xlsx", "events", 2]
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"title": None}, ("error", "required_blank", "events!B2")),
        ({"title": "   "}, ("error", "required_blank", "events!B2")),
        ({"kind": "gala"}, ("error", "not_a_choice", "events!C2")),
        ({"project_id": "coop"}, ("error", "unknown_id", "events!D2")),
        ({"theme_ids": "youth; old"}, ("error", "unknown_id", "events!E2")),
        ({"theme_ids": " ; "}, ("error", "required_blank", "events!E2")),
        ({"city_id": "mlt"}, ("error", "unknown_id", "events!F2")),
        ({"start": "soon"}, ("error", "not_a_date", "events!G2")),
        ({"end": "soon"}, ("warning", "not_a_date", "events!H2")),
        ({"end": "April 2018"}, ("error", "ends_before_start", "events!H2")),
        ({"headcount": "many"}, ("warning", "not_a_number", "events!I2")),
        ({"headcount": 2.5}, ("warning", "not_a_whole_number", "events!I2")),
        ({"headcount": -1}, ("warning", "out_of_range", "events!I2")),
        ({"headcount": "1e9999"}, ("warning", "not_a_number", "events!I2")),
        ({"headcount": 10**20}, ("warning", "out_of_range", "events!I2")),
        ({"headcount": True}, ("warning", "not_a_number", "events!I2")),
        ({"headcount": "#REF! "}, ("warning", "formula_error", "events!I2")),
    ],
)  # fmt: skip
def test_each_mistake_is_said_at_its_cell(tmp_path, cells, expected):
    data = read(tmp_path, events=event(**cells))
    assert said(data) == [expected]
    assert len(data.events) == (expected[0] == "warning")


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "precision"),
    [
        (datetime(2018, 10, 5), 2018, "2018-10-05", "2018-12-31", "year"),
        ("2018-05-01", "2018-05-01", "2018-05-01", "2018-05-01", "day"),
        ("Fall 2018", None, "2018-09-01", "2018-11-30", "season"),
        (2018, datetime(2018, 3, 1), "2018-01-01", "2018-03-01", "day"),
        (datetime(2018, 10, 5, 14, 30), None, "2018-10-05", "2018-10-05", "day"),
    ],
)
def test_a_vague_end_is_not_before_its_start(tmp_path, start, end, first, last, precision):
    data = read(tmp_path, events=event(start=start, end=end))
    assert said(data) == []
    found = data.events.loc[0]
    assert (str(found["start"].date()), str(found["end"].date()), found["end_precision"]) == (first, last, precision)


def test_a_project_without_an_end_stays_open(tmp_path):
    data = read(tmp_path, projects=[PROJECTS[0], ["coops", "Co-ops", "youth", "2018", None]])
    assert data.projects["end"].isna().all()


def test_each_unknown_id_of_a_row_is_said_at_once(tmp_path):
    data = read(tmp_path, events=event(project_id="x", theme_ids="y; youth; z", city_id="w", headcount=1))
    assert said(data) == [
        ("error", "unknown_id", "events!D2"), ("error", "unknown_id", "events!E2"),
        ("error", "unknown_id", "events!E2"), ("error", "unknown_id", "events!F2"),
    ]  # fmt: skip
    assert [p.message for p in data.problems][1] == "“y” is not in themes: add it there, or mend it here"


def test_a_row_with_one_error_still_says_its_unknown_id(tmp_path):
    data = read(tmp_path, events=event(title=None, city_id="w"))
    assert said(data) == [("error", "required_blank", "events!B2"), ("error", "unknown_id", "events!F2")]


def test_a_row_set_aside_takes_along_what_refers_to_it_and_says_why(tmp_path):
    data = read(
        tmp_path,
        themes=[THEMES[0], ["youth", None]],
        participants=[["person_id", "activity_id"], ["P1", "launch"]],
    )
    assert said(data) == [
        ("error", "unknown_id", "events!E2"), ("error", "unknown_id", "participants!B2"),
        ("error", "unknown_id", "projects!C2"), ("error", "required_blank", "themes!B2"),
    ]  # fmt: skip
    assert data.events.empty
    assert data.participants.empty
    assert "“launch” is in delegations / events, but its row has an error: mend that row first" in [p.message for p in data.problems]


def test_the_second_row_of_a_key_is_set_aside_and_the_first_is_named(tmp_path):
    data = read(tmp_path, cities=[*CITIES, ["mtl", "Montréal", "CA", 45.5, -73.6]])
    [problem] = data.problems
    assert (problem.code, problem.cell) == ("double_key", "A4")
    assert problem.message == "“mtl” stands in cities A2 already, with another name: each row needs one of its own"
    assert data.cities["name"].tolist() == ["Montreal", "Barcelona"]


@pytest.mark.parametrize(
    ("projects", "counts", "does_not"),
    [
        ([["coops", "Co-ops", "youth", "2018", None], ["coops", "Night markets", "youth", "2018", None]], "Co-ops", "Night markets"),
        # The first has an error of its own: the second is the one that has the id.
        ([["coops", "Co-ops", "youth", "2018", "2017"], ["coops", "Night markets", "youth", "2018", None]], "night markets", "Co-ops"),
        ([["coops", "Co-ops", None, "2018", None], ["coops", "Night markets", "youth", "2018", None]], "night markets", "Co-ops"),
    ],
)
def test_of_two_rows_with_one_id_the_name_of_the_one_set_aside_does_not_mean_the_other(tmp_path, projects, counts, does_not):
    launches = [["first", "First", "launch", counts, "youth", "mtl", "May 2018", None, 1], ["second", "Second", "launch", does_not, "youth", "mtl", "May 2018", None, 1]]
    data = read(tmp_path, projects=[PROJECTS[0], *projects], events=[EVENTS[0], *launches])
    assert data.projects["project_id"].tolist() == ["coops"]
    assert data.events["event_id"].tolist() == ["first"]
    assert f"“{does_not}” is in projects, but its row has an error: mend that row first" in [p.message for p in data.problems if p.cell == "D3"]


def test_a_key_in_wide_letters_is_the_same_key_and_both_cells_are_named(tmp_path):
    cities = [*CITIES, ["ｍｔｌ", "Montréal", "CA", 45.5, -73.6], ["서울", "Seoul", "KR", 37.5, 127]]
    data = read(tmp_path, cities=cities, events=[EVENTS[0], ["launch", "Launch", "launch", "coops", "youth", "ＢＣＮ", "May 2018", None, 100]])
    assert [(p.code, p.cell, p.message) for p in data.problems] == [
        ("double_key", "A4", "“ｍｔｌ” and “mtl” in cities A2 look alike and count as one: each row needs one of its own")
    ]
    assert data.cities["city_id"].tolist() == ["mtl", "bcn", "서울"]
    assert data.events["city_id"].tolist() == ["bcn"]


def test_a_key_in_wide_letters_alone_stays_as_it_was_typed_and_is_found(tmp_path):
    data = read(tmp_path, cities=[CITIES[0], ["ｍｔｌ", *CITIES[1][1:]], CITIES[2]])
    assert data.problems == ()
    assert data.events["city_id"].tolist() == ["ｍｔｌ"]


def test_a_row_with_an_error_does_not_keep_its_key(tmp_path):
    data = read(tmp_path, cities=[CITIES[0], ["mtl", None, "CA", None, None], *CITIES[1:]])
    assert said(data) == [("error", "required_blank", "cities!B2")]
    assert data.cities["city_id"].tolist() == ["mtl", "bcn"]
    assert data.cities["source_row"].tolist() == [3, 4]


def test_one_person_in_two_activities_is_no_double_key(tmp_path):
    events = [*EVENTS, ["end", "End", "meeting", None, "youth", "bcn", 2019, None, None]]
    heads = ["person_id", "activity_id", "role"]
    data = read(tmp_path, events=events, participants=[heads, ["P1", "launch", ""], ["P1", "end", "speaker"], ["P1", "end", ""]])
    assert said(data) == [("error", "double_key", "participants!A4")]


def test_an_event_with_the_identifier_of_a_delegation_is_set_aside(tmp_path):
    delegations = [["delegation_id", "title", "theme_ids", "from_city_id", "to_city_id", "start"], ["launch", "To Barcelona", "youth", "mtl", "bcn", 2018]]
    data = read(tmp_path, delegations=delegations, participants=[["person_id", "activity_id"], ["P1", "launch"]])
    [problem] = data.problems
    assert (problem.severity, problem.code, problem.cell) == ("error", "double_activity", "A2")
    assert problem.message == "“launch” is a delegation already, in delegations A2: nobody could tell who took part in which. Give the event another identifier"
    assert (data.events.empty, data.delegations["delegation_id"].tolist(), data.participants["activity_id"].tolist()) == (True, ["launch"], ["launch"])


def test_a_row_that_stands_in_a_sheet_twice_is_taken_once_and_noted(tmp_path):
    data = read(tmp_path, cities=[*CITIES, CITIES[1]])
    [problem] = data.problems
    assert (problem.severity, problem.code, problem.cell) == ("note", "repeated_row", "A4")
    assert problem.message == "“mtl” stands in cities A2 already, and says the same: it was taken once"
    assert data.cities["city_id"].tolist() == ["mtl", "bcn"]


def test_a_sheet_without_a_required_column_says_it_once(tmp_path):
    data = read(tmp_path, cities=[["city_id", "name"], ["mtl", "Montreal"], ["bcn", "Barcelona"]], events=[EVENTS[0]])
    assert said(data) == [("error", "missing_column", "cities!")]
    assert "“Country”" in data.problems[0].message
    assert data.cities.empty


def test_a_sheet_whose_headings_are_unknown_says_what_is_expected(tmp_path):
    data = read(tmp_path, notes=[["Foo", "Bar"], [1, 2]])
    assert said(data) == [("error", "no_headings", "notes!")]
    assert "“Subject”, “Date”, “Text”" in data.problems[0].message


def test_a_doubled_heading_and_one_of_ones_own(tmp_path):
    data = read(tmp_path, themes=[["theme_id", "Name", "Thème", "Budget line"], ["youth", "Youth", "Other", 7]])
    assert said(data) == [("error", "double_header", "themes!C1"), ("note", "extra_column", "themes!D1")]
    assert data.themes["name"].tolist() == ["Youth"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("as_of", "next summer", "not_a_date"),
        ("fiscal_year_start_month", 13, "out_of_range"),
        ("fiscal_year_start_month", "April", "not_a_number"),
        ("small_count", "few", "not_a_number"),
        ("languages", "en; elvish", "not_a_language"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_said_at_its_cell(tmp_path, key, value, code):
    data = read(tmp_path, settings=[["key", "value"], ["organisation", "Us"], [key, value]])
    assert said(data) == [("error", code, "settings!B3")]
    assert data.settings["key"].tolist() == ["organisation"]


def test_a_blank_setting_is_no_problem(tmp_path):
    assert said(read(tmp_path, settings=[["key", "value"], ["as_of", None]])) == []


def test_no_name_and_no_address_stands_in_a_problem(tmp_path):
    heads = ["person_id", "name", "email", "activity_id"]
    data = read(tmp_path, participants=[heads, ["P1", "Ana Secret", "ana.secret", "launch"], ["P2", "#REF! ", "Bo Secret", "launch"]])
    assert said(data) == [
        ("warning", "not_an_email", "participants!C2"), ("warning", "formula_error", "participants!B3"),
        ("warning", "not_an_email", "participants!C3"),
    ]  # fmt: skip
    assert "ecret" not in repr(data.problems)


INDICATORS = ["indicator_id", "title", "measure", "kind", "sector", "language"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["a", "Visits", "delegations", "study mission", None, None], []),
        (["a", "Visits", "delegations", None, None, "fr"], [("error", "filter_without_effect", "indicators!F2")]),
        (["a", "Projects", "projects", "pilot", None, None], [("error", "filter_without_effect", "indicators!D2")]),
        (["a", "Visits", "delegations", None, "academia", None], [("error", "filter_without_effect", "indicators!E2")]),
        (["a", "Academics", "share_of_sector", None, None, None], [("error", "sector_missing", "indicators!E2")]),
        (["a", "Academics", "share_of_sector", None, "academia", None], []),
        (["a", "Cases", "measurement", "case", "academia", "fr"], []),
    ],
)
def test_an_indicator_whose_filter_has_no_effect_is_refused(tmp_path, row, expected):
    data = read(tmp_path, indicators=[INDICATORS, row])
    assert said(data) == expected
    assert len(data.indicators) == (not expected)

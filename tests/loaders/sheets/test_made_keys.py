"""A list without identifiers is read all the same: its rows go by what people know them by."""

from tests.loaders.books import EVENTS, read, said

HEAD = ["행사명", "종류", "프로젝트", "주제", "도시", "시작일"]


def test_rows_go_by_their_title_and_year(tmp_path):
    data = read(tmp_path, events=[
        ["Title", "Kind", "Themes", "City", "Start"],
        ["Annual Forum", "forum", "youth", "mtl", "May 2018"],
        ["Annual forum", "forum", "youth", "mtl", "May 2019"],
        ["Évènement d'été", "meeting", "youth", "bcn", "Summer 2018"],
        ["Annual Forum", "forum", "youth", "bcn", "June 2018"],
    ])  # fmt: skip
    assert data.events["event_id"].tolist() == ["annual-forum-2018", "annual-forum-2019", "evenement-d-ete-2018", "annual-forum-2018-2"]
    assert said(data) == [("note", "made_keys", "events!")]
    assert data.problems[0].message == "no column holds identifiers, so each row goes by its “Title”: add a column “ID” to name the rows yourself"


def test_a_korean_list_says_so_in_its_own_headings(tmp_path):
    data = read(tmp_path, events=[HEAD, ["청년 포럼", "forum", "coops", "youth", "mtl", "2018년 5월"]])
    assert data.events["event_id"].tolist() == ["청년-포럼-2018"]
    assert "“식별자”" in data.problems[0].message


def test_others_refer_to_such_rows_by_their_title(tmp_path):
    data = read(
        tmp_path,
        projects=[["Title", "Themes", "Start"], ["Co-ops for all", "youth", "2018"]],
        events=[EVENTS[0], ["launch", "Launch", "launch", "co-ops for all", "youth", "mtl", "May 2018", None, 100]],
    )
    assert data.events["project_id"].tolist() == data.projects["project_id"].tolist() == ["co-ops-for-all-2018"]


def test_a_row_without_a_title_has_its_error_and_no_more(tmp_path):
    data = read(tmp_path, themes=[["Name", "Colour"], ["Youth", "#117733"], [None, "#332288"]], projects=[["project_id", "title", "theme_ids", "start"]], events=[EVENTS[0]])
    assert data.themes["theme_id"].tolist() == ["youth"]
    assert ("error", "required_blank", "themes!A3") in said(data)


def test_a_list_where_no_row_has_a_title_is_all_errors(tmp_path):
    data = read(tmp_path, events=[["Title", "Kind", "Themes", "City", "Start"], [None, "forum", "youth", "mtl", "May 2018"]])
    assert data.events.empty
    assert ("error", "required_blank", "events!A2") in said(data)


def test_people_are_not_told_apart_by_their_names(tmp_path):
    data = read(tmp_path, participants=[["Name", "Activity"], ["Ada", "launch"]])
    assert data.participants.empty
    assert ("error", "missing_column", "participants!") in said(data)


def test_two_lists_of_one_year_that_differ_are_asked_about(tmp_path):
    rows = [["Title", "Kind", "Themes", "City", "Start", "Headcount"], ["Forum", "forum", "youth", "mtl", "May 2018", 20]]
    again = [rows[0], [*rows[1][:5], 25]]
    data = read(tmp_path, **{"events": rows, "events 2018": again})
    assert len(data.events) == 1
    assert [p.code for p in data.problems if p.severity == "error"] == ["double_key"]

"""The Data quality page: the whole of the files, what is wrong in them, and what became of it."""

from datetime import UTC, datetime

import pytest

from loaders import history, load
from tests.loaders.books import EVENTS, SOUND, write
from tests.pages.test_pages import run

WRONG_KIND = ["e2", "Fair", "fête", "coops", "youth", "mtl", "2018", None, 5]
NO_NUMBER = ["e3", "Talk", "panel", "coops", "youth", "bcn", "2018", "2019", "![x](http://example.org)"]
PEOPLE = [["person_id", "name", "email", "activity_id", "sector"], ["p1", "Secret Person", "secret at example", "launch", "academia"]]
MESSY = {**SOUND, "events": [[*EVENTS[0], "Shoe size"], *EVENTS[1:], WRONG_KIND, NO_NUMBER], "participants": PEOPLE, "Old list": [["x"]]}


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "book.xlsx", MESSY)
    return tmp_path


def said(test):
    return [element.value.replace("\\", "") for element in test.markdown] + [element.value.replace("\\", "") for element in test.caption]


def problems(test):
    return next(frame.value for frame in test.dataframe if "Value" in frame.value)


def test_problems_come_worst_first_with_cell_value_and_what_to_type(folder, monkeypatch):
    test = run(monkeypatch, folder, "quality")
    assert not test.exception
    assert [h.value for h in test.subheader if "problem" in h.value] == ["3 problems to look at"]
    listed = problems(test)
    assert listed[["Severity", "Sheet", "Cell", "Value", "Column"]].to_numpy().tolist() == [
        ["✕ Error", "events", "C3", "fête", "kind"],
        ["▲ Warning", "events", "I4", "![x](http://example.org)", "headcount"],
        ["▲ Warning", "participants", "C2", "", "email"],
        ["○ Note", "Old list", "", "", ""],
        ["○ Note", "events", "J1", "Shoe size", ""],
    ]  # fmt: skip
    assert "type one of" in listed["What to do"][0]
    assert test.segmented_control(key="severity").options == ["All", "Errors", "Warnings", "Notes"]
    assert "1 error, 2 warnings, and 2 notes" in said(test)


def test_no_personal_cell_is_shown(folder, monkeypatch):
    test = run(monkeypatch, folder, "quality")
    shown = str([*said(test), *(frame.value.to_csv() for frame in test.dataframe)])
    assert "Secret Person" not in shown
    assert "secret at example" not in shown


def test_problems_are_filtered_by_severity_table_and_words(folder, monkeypatch):
    test = run(monkeypatch, folder, "quality")
    test.segmented_control(key="severity").set_value("warning").run()
    assert problems(test)["Cell"].tolist() == ["I4", "C2"]
    assert test.selectbox(key="problem-table").options == ["Events", "Participants"]
    test.selectbox(key="problem-table").set_value("participants").run()
    assert problems(test)["Cell"].tolist() == ["C2"]
    test.text_input(key="problem-search").set_value("![x](").run()
    assert "No problem matches." in said(test)
    test.segmented_control(key="severity").set_value("all").run()
    test.selectbox(key="problem-table").set_value(None).run()
    assert problems(test)["Cell"].tolist() == ["I4"]


def test_a_file_that_cannot_be_read_is_named(folder, monkeypatch):
    (folder / "a torn one.xlsx").write_bytes((folder / "book.xlsx").read_bytes()[:-300])
    listed = problems(run(monkeypatch, folder, "quality"))
    assert listed[["Severity", "Sheet"]].to_numpy().tolist()[0] == ["✕ Error", "a torn one.xlsx"]


def test_the_filters_of_other_pages_do_not_narrow_it(folder, monkeypatch):
    whole, narrowed = run(monkeypatch, folder, "quality"), run(monkeypatch, folder, "quality", cities="Barcelona", period="2019")
    assert not narrowed.exception
    assert narrowed.markdown[0].value == whole.markdown[0].value
    assert len(problems(narrowed)) == 5


def test_what_was_left_out_is_named_by_its_kind(folder, monkeypatch):
    test = run(monkeypatch, folder, "quality")
    assert "1 row was set aside until its errors, named above, are mended." in said(test)
    assert "1 sheet was not read as a table: Old list." in said(test)
    assert [one.label for one in test.expander][-2:] == ["Sheets that are no table · 1", "Columns of your own · 1"]


def test_why_a_guide_and_a_blank_sheet_were_left_out_is_said_too(tmp_path, monkeypatch):
    write(tmp_path / "book.xlsx", {**MESSY, "guide": [["How to fill this in"]], "Sheet2": []})
    test = run(monkeypatch, tmp_path, "quality")
    assert "3 sheets were not read as tables: Old list, guide, and Sheet2." in said(test)
    assert "“guide” is for people to read: it holds no table." in said(test)
    assert "“Sheet2” is blank." in said(test)


def test_a_link_to_the_warnings_leads_there_however_many_there_are(tmp_path, monkeypatch):
    for name, cells in {"one": ["I4"], "two": ["I4", "C2"]}.items():
        (tmp_path / name).mkdir()
        write(tmp_path / name / "book.xlsx", {**MESSY, "participants": PEOPLE if name == "two" else []})
        assert problems(run(monkeypatch, tmp_path / name, "quality", severity="Warnings"))["Cell"].tolist() == cells


def test_sound_files_are_said_to_be(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "quality")
    assert "Every cell that is filled could be read" in [h.value for h in test.subheader]
    assert "severity" not in [control.key for control in test.segmented_control]


def test_a_thousand_problems_are_shown_and_the_rest_counted(tmp_path, monkeypatch):
    wrong = [[f"e{number}", *WRONG_KIND[1:]] for number in range(1200)]
    write(tmp_path / "book.xlsx", {**SOUND, "events": [*EVENTS, *wrong]})
    test = run(monkeypatch, tmp_path, "quality")
    assert len(problems(test)) == 1000
    assert "The first 1,000 of 1,200; the file has every one." in said(test)


def test_what_was_fixed_remains_and_is_new_is_told(folder, monkeypatch):
    loaded = datetime(2026, 3, 12, 12, tzinfo=UTC)
    history.record(folder, load(folder), loaded)
    mended = [*EVENTS, [*WRONG_KIND[:2], "panel", *WRONG_KIND[3:]], NO_NUMBER, ["e4", None, *WRONG_KIND[2:]]]
    write(folder / "book.xlsx", {**MESSY, "events": mended})
    history.record(folder, load(folder), datetime(2026, 3, 13, 12, tzinfo=UTC))
    test = run(monkeypatch, folder, "quality")
    assert f"Since the load of 12 March 2026 at {loaded.astimezone():%H:%M}: 1 problem fixed, 2 remaining, 2 new." in said(test)
    test.segmented_control(key="severity").set_value("new").run()
    assert problems(test)["Cell"].tolist() == ["B5", "C5"]


def test_a_first_load_and_a_folder_that_keeps_none_are_said_once(folder, monkeypatch):
    history.record(folder, load(folder), datetime(2026, 3, 12, 12, tzinfo=UTC))
    assert said(run(monkeypatch, folder, "quality")).count("This is the first load on record; the next one is compared with it.") == 1


def test_a_workbook_of_which_no_row_could_be_read_is_no_empty_page(tmp_path, monkeypatch):
    write(tmp_path / "book.xlsx", {"events": [["Nothing", "known"], ["a", "b"]]})
    test = run(monkeypatch, tmp_path, "quality")
    assert not test.exception
    assert "1 problem to look at" in [h.value for h in test.subheader]


def table_of(test):
    [listed] = [frame for frame in test.dataframe if "Value" in frame.value]
    return listed


def test_a_sentence_of_two_lines_has_a_row_that_is_high_enough_to_wrap(tmp_path, monkeypatch):
    twice = [*EVENTS, ["launch", "Another launch of the same kind", *EVENTS[1][2:]]]
    write(tmp_path / "book.xlsx", {**SOUND, "events": twice})
    listed = table_of(run(monkeypatch, tmp_path, "quality"))
    assert len(listed.value["What to do"][0]) > 85
    # Streamlit wraps above 64 pixels alone.
    assert listed.proto.row_height == 66


def test_a_long_sentence_has_a_row_of_three_lines_and_is_said_whole_at_a_click(tmp_path, monkeypatch):
    indicators = [["indicator_id", "title", "measure"], ["i1", "Reach", "visitors of all the events that were held in the year"]]
    write(tmp_path / "book.xlsx", {**SOUND, "indicators": indicators})
    test = run(monkeypatch, tmp_path, "quality")
    assert table_of(test).proto.row_height == 76
    assert "A click on a row says all of it here." in said(test)

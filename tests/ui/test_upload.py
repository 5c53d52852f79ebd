"""A dry run says what an upload would do and does nothing; the page's flow from files to use."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import Dataset, load
from loaders.changes import changes
from loaders.changes_told import by_table, changed_cells, counted, rows
from loaders.shelf import ShelfError
from locales import words
from tests.loaders.books import EVENTS, SOUND, write
from ui.data import live
from ui.upload import Trial, sentence, tried

T = words("en")
PARTY = ["party", "Party", "launch", "coops", "youth", "mtl", "June 2018", None, 20]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "a.xlsx", {name: table for name, table in SOUND.items() if name != "events"})
    write(folder / "b.xlsx", {"events": EVENTS})
    return folder


def book(tmp_path: Path, **sheets: object) -> bytes:
    return write(tmp_path / "new.xlsx", sheets).read_bytes()


def run(folder: Path, now: Dataset, uploads: dict[str, bytes], *, is_replacing: bool = False) -> Trial:
    return tried(folder, uploads, now=now, is_replacing=is_replacing)


def test_a_dry_run_reads_the_folder_as_it_would_be_and_changes_nothing(folder, tmp_path):
    now = load(folder)
    before = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    trial = run(folder, now, {"B.XLSX": book(tmp_path, events=[*EVENTS, PARTY])})
    assert list(trial.files) == ["b.xlsx"], "the file there, whatever case its name is typed in"
    assert len(trial.data.events) == 2
    assert len(trial.data.projects) == 1
    assert sentence(trial, T) == "1 row added, none changed, none removed"
    assert {path.name: path.read_bytes() for path in folder.glob("*.xlsx")} == before


def test_it_has_the_fingerprint_that_the_folder_will_have(folder, tmp_path):
    content = book(tmp_path, events=[*EVENTS, PARTY])
    trial = run(folder, load(folder), {"b.xlsx": content})
    (folder / "b.xlsx").write_bytes(content)
    assert trial.data.fingerprint == load(folder).fingerprint


@pytest.mark.parametrize(("given", "files", "gone"), [
    ("b-marked.xlsx", ["b.xlsx"], set()),
    ("B-marked (2).xlsx", ["b.xlsx"], set()),
    ("list-marked.xlsx", ["list.xlsx"], {"list.csv"}),
    ("other-marked.xlsx", ["other-marked.xlsx"], set()),
])  # fmt: skip
def test_a_corrected_copy_comes_in_the_place_of_its_file(folder, tmp_path, given, files, gone):
    (folder / "list.csv").write_text("subject,date,text\n")
    trial = run(folder, load(folder), {given: book(tmp_path, events=EVENTS)})
    assert list(trial.files) == files
    assert trial.gone == gone


def test_all_files_in_use_can_be_replaced(folder, tmp_path):
    trial = run(folder, load(folder), {"new.xlsx": book(tmp_path, **SOUND)}, is_replacing=True)
    assert trial.gone == {"a.xlsx", "b.xlsx"}
    assert sentence(trial, T) == "Nothing would change: these rows are in use already."


WRONG = ["fair", "Fair", "fête", "coops", "nowhere", "mtl", "2018", None, 5]
MENDED = [*WRONG[:2], "panel", *WRONG[3:]]


@pytest.mark.parametrize(("before", "after", "said", "problems"), [
    # One error of two is mended: the row still is set aside, and the work is worth keeping.
    ([*EVENTS, WRONG], [*EVENTS, MENDED], "No row in use would change.", (1, 1, 0)),
    (EVENTS, [*EVENTS, WRONG], "No row in use would change.", (0, 0, 2)),
    # As it is in use, but not all of it is.
    ([*EVENTS, WRONG], [*EVENTS, WRONG], "No row in use would change.", (0, 2, 0)),
    (EVENTS, EVENTS, "Nothing would change: these rows are in use already.", (0, 0, 0)),
    ([*EVENTS, WRONG], EVENTS, "No row in use would change.", (2, 0, 0)),
])  # fmt: skip
def test_where_no_row_changes_it_is_said_what_does(folder, tmp_path, before, after, said, problems):
    write(folder / "b.xlsx", {"events": before})
    trial = run(folder, load(folder), {"b.xlsx": book(tmp_path, events=after)})
    assert sentence(trial, T) == said
    assert (trial.problems.fixed, trial.problems.remaining, len(trial.problems.new)) == problems


@pytest.mark.parametrize(("sheets", "said"), [
    ({"Budget": [["Item", "Amount"], ["Room", 12]]}, "No row would change: no table was found in what you uploaded."),
    ({"events": EVENTS[:1]}, "No row would change: what you uploaded has no row that is not in use already."),
    # A copy beside the file that is in use.
    ({"events": EVENTS}, "No row would change: what you uploaded has no row that is not in use already."),
    ({"events": [EVENTS[0], WRONG]}, "No row in use would change."),
])  # fmt: skip
def test_and_so_it_is_of_another_file(folder, tmp_path, sheets, said):
    assert sentence(run(folder, load(folder), {"other.xlsx": book(tmp_path, **sheets)}), T) == said


def test_limits_beside_the_data_are_heeded(folder, tmp_path):
    (folder / "limits.toml").write_text("rows = 3\n")
    trial = run(folder, load(folder), {"b.xlsx": book(tmp_path, events=[*EVENTS, PARTY, ["more", *PARTY[1:]]])})
    assert trial.unreadable == ["b.xlsx"]


def test_two_files_of_one_name_are_refused(folder, tmp_path):
    with pytest.raises(ShelfError, match="Two of the files"):
        run(folder, load(folder), {"x.xlsx": b"1", "X.xlsx": b"2"} | {"b.xlsx": b"3", "B.xlsx": b"4"})


def test_changes_are_told_in_the_readers_words(folder, tmp_path):
    launch = ["launch", "Launch", "launch", "coops", "youth", "mtl", date(2018, 5, 3), None, 1200]
    found = run(folder, load(folder), {"b.xlsx": book(tmp_path, events=[EVENTS[0], launch, PARTY])}).changes
    assert counted(found, T) == "1 row added, 1 changed, none removed"
    told = changed_cells(found, T).set_index("Column")[["Before", "After"]]
    assert told.loc["Start"].tolist() == ["May 2018", "3 May 2018"]
    assert told.loc["Headcount"].tolist() == ["100", "1,200"]
    assert rows(found, "added", T)[["Table", "Record", "Row"]].values.tolist() == [["Events", "Party", 3]]
    assert by_table(found, T).values.tolist() == [["Events", 1, 1, 0]]


def test_nobodys_name_is_in_what_is_shown(folder, tmp_path):
    people = [["person_id", "name", "activity_id"], ["p1", "Ada Secret", "launch"], ["p2", "Bo Secret", "launch"]]
    write(folder / "c.xlsx", {"participants": people})
    other = [people[0], ["p1", "Ada Hidden", "launch"], ["p3", "Cy Hidden", "launch"]]
    found = changes(load(folder), run(folder, load(folder), {"c.xlsx": book(tmp_path, participants=other)}).data)
    shown = pd.concat([changed_cells(found, T), rows(found, "added", T), rows(found, "removed", T)]).to_csv()
    assert "personal: not shown" in shown
    assert "Secret" not in shown
    assert "Hidden" not in shown


def page() -> None:
    """The Data page's upload alone, as for a keeper."""
    from locales import words
    from ui.data import source
    from ui.upload import upload

    upload(source(), words("en"))


@pytest.fixture
def app(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CITIES_DATA", str(folder))
    return AppTest.from_function(page, default_timeout=60).run()


def test_from_files_to_use(app, folder, tmp_path):
    content = book(tmp_path, events=[*EVENTS, PARTY])
    app.file_uploader[0].upload("b.xlsx", content).run()
    assert not app.exception
    assert app.subheader[0].value == "1 row added, none changed, none removed"
    app.button(key="upload-use").click().run()
    assert (folder / "b.xlsx").read_bytes() == content
    assert "In use now" in app.success[0].value
    assert not app.subheader


def words_of(app: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in (*app.markdown, *app.caption, *app.subheader, *app.error)]


def test_a_keeper_who_mended_one_of_two_errors_is_told_so_before_the_decision(app, folder, tmp_path):
    write(folder / "b.xlsx", {"events": [*EVENTS, WRONG]})
    live().refresh()
    app.file_uploader[0].upload("b.xlsx", book(tmp_path, events=[*EVENTS, MENDED])).run()
    said = words_of(app)
    assert "1 problem fixed, 1 remaining, 0 new." in said
    assert "1 row of what you uploaded is set aside until its errors are mended." in said
    order = [one.type for one in app.main]
    assert order.index("button") < order.index("dataframe"), f"the buttons stand before the tables {order}"


def test_of_a_file_that_cannot_be_read_it_is_not_said_that_its_rows_are_in_use(app):
    app.file_uploader[0].upload("c.xlsx", b"PK\x03\x04 torn").run()
    assert not app.subheader
    assert "cannot be used: c.xlsx cannot be read" in app.error[0].value.replace("\\", "")
    assert not [said for said in words_of(app) if "would change" in said]


def test_what_was_said_of_a_file_stays_in_its_place_when_the_page_is_drawn_again(app):
    """Else it would be seen twice for a moment, in the new place and in the old."""
    app.file_uploader[0].upload("c.xlsx", b"PK\x03\x04 torn").run()
    place = {number: block.type for number, block in app.main.children.items() if block.type == "error"}
    assert len(place) == 1
    assert {number: block.type for number, block in app.run().main.children.items() if block.type == "error"} == place


def test_the_problems_of_what_was_uploaded_come_first(app, folder, tmp_path):
    write(folder / "b.xlsx", {"events": [*EVENTS, WRONG]})
    live().refresh()
    app.file_uploader[0].upload("events-2.csv", b"event_id,title\nx,X\n").run()
    listed = next(frame.value for frame in app.dataframe if "What to do" in frame.value)
    assert listed["Where"].str.startswith("events-2.csv").tolist()[0]
    assert not listed["Where"].str.startswith("events-2.csv").all()


def test_who_decided_on_other_data_is_asked_to_look_again(app, folder, tmp_path):
    app.file_uploader[0].upload("b.xlsx", book(tmp_path, events=[*EVENTS, PARTY])).run()
    write(folder / "c.xlsx", {"notes": [["subject", "date", "text"], ["coops", datetime.now() - timedelta(1), "New."]]})
    # Taken up now, and not at some moment between the two presses: the second would be on other data again.
    live().refresh()
    theirs = (folder / "b.xlsx").read_bytes()
    app.button(key="upload-use").click().run()
    assert "has changed meanwhile" in app.warning[0].value
    assert (folder / "b.xlsx").read_bytes() == theirs
    app.button(key="upload-use").click().run()
    assert (folder / "b.xlsx").read_bytes() != theirs
    assert (folder / "c.xlsx").exists()


def test_a_hostile_name_is_shown_as_typed_and_saved_nowhere(app, folder):
    app.file_uploader[0].upload("../![x](https://evil.example/a.png).xlsx", b"no spreadsheet").run()
    assert not app.exception
    assert app.button(key="upload-use").disabled
    said = " ".join(element.value for element in (*app.error, *app.markdown))
    assert "![x](" not in said
    assert "evil" in said or "png" in said


def test_a_dashboard_of_one_file_says_what_can_be_done(tmp_path, monkeypatch):
    monkeypatch.setenv("CITIES_DATA", str(write(tmp_path / "book.xlsx", SOUND)))
    app = AppTest.from_function(page, default_timeout=60).run()
    assert "The dashboard shows the file" in app.markdown[0].value
    assert not app.get("file_uploader")

"""A sheet that nothing matched is mapped by choosing from lists; what is shown before is what loads after."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import load
from loaders.mapping import rules as mapping
from loaders.tables import TABLES
from locales import LANGUAGES, words
from tests.fixtures import calendar, grants
from tests.fixtures.tables import as_xlsx
from tests.loaders.books import SOUND, write
from ui.text import plain


def _script() -> None:
    from ui import data
    from ui.mapping_editor import show_mapping
    from ui.page import language

    show_mapping(data.folder(), data.source(), language())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITIES_DATA", str(tmp_path))
    write(tmp_path / "programme.xlsx", SOUND)
    (tmp_path / "calendar.csv").write_bytes(calendar.csv())
    return tmp_path


def opened(*, language: str = "English") -> AppTest:
    test = AppTest.from_function(_script, default_timeout=60)
    test.session_state["lang"] = language
    test.run()
    assert not test.exception
    return test


def box(test: AppTest, label: str):
    return next(one for one in test.selectbox if one.label.replace("\\", "") == label)


def choose(test: AppTest, label: str, option: str) -> AppTest:
    test = box(test, label).select(option).run()
    assert not test.exception
    return test


def text(test: AppTest) -> str:
    return "\n".join(one.value for one in (*test.markdown, *test.info, *test.caption, *test.error, *test.success)).replace("\\", "")


def mapped_calendar() -> AppTest:
    test = choose(opened(), "Table that it holds", "events")
    for label, option in (("ID · needed", "row"), ("Title · needed", "=Subject"), ("Kind · needed", "same"), ("Themes · needed", "same"), ("City · needed", "same")):
        test = choose(test, label, option)
    for label, option in (("Kind, for every row", "meeting"), ("Themes, for every row", "youth"), ("City, for every row", "bcn")):
        test = choose(test, label, option)
    return choose(test, "03/04/2019 means", "month")


def test_the_sheets_that_nothing_matched_come_first(folder):
    options = box(opened(), "Sheet").options
    assert options[0] == "calendar.csv: not read yet"
    assert "programme.xlsx › events: read as Events (1 row)" in options[1:]


def test_a_sheet_of_which_no_row_was_read_comes_before_those_read_and_a_guide_comes_last(folder):
    (folder / "calendar.csv").unlink()
    write(folder / "more.xlsx", {"guide": [["Column", "About"]], "행사 목록": [["연번", "행사명"], [1, "개회식"]]})
    options = box(opened(), "Sheet").options
    assert options[0].startswith("more.xlsx › 행사 목록")
    assert options[-1] == "more.xlsx › guide: not read yet"


def test_what_matches_is_chosen_and_what_may_is_only_offered(folder):
    (folder / "calendar.csv").unlink()
    (folder / "x.xlsx").write_bytes(as_xlsx([["Project reference", "Titel", "Start", "Themes"], ["p9", "Nine", "2018", "youth"]], sheet="Unser Blatt"))
    test = choose(opened(), "Table that it holds", "projects")
    assert box(test, "Start · needed").value == "=Start"
    assert box(test, "Title · needed").value == "leave"
    assert "Perhaps “Titel”?" in text(test)
    assert "Still to choose: ID and Title." in text(test)
    assert next(one for one in test.button if one.label == "Save the mapping").disabled


def test_the_preview_shows_the_rows_as_they_then_load(folder):
    test = mapped_calendar()
    assert "6 rows would load." in text(test)
    frame = test.dataframe[0].value
    assert frame["ID"].tolist() == [f"events-{row}" for row in range(2, 8)]
    assert frame["Start"].tolist() == ["14 September 2018", "14 September 2018", "5 October 2018", "5 October 2018", "2 November 2018", "23 January 2019"]
    assert not (folder / "mapping.toml").exists()
    test = choose(test, "Only rows that have something under", "Categories")
    assert "5 rows would load." in text(test)
    words = next(one for one in test.text_input if "one of these words" in one.label)
    test = words.set_value("Programme").run()
    assert "4 rows would load." in text(test)
    next(one for one in test.button if one.label == "Save the mapping").click().run()
    assert not test.exception
    assert "Saved" in text(test)
    assert load(folder).events["event_id"].tolist() == ["events-2", "events-4", "events-5", "events-7", "launch"]
    assert "calendar.csv: read as Events (4 rows)" in box(test, "Sheet").options
    assert box(test, "Sheet").value == ("calendar.csv", "calendar")


def test_dates_are_shown_no_more_exactly_than_they_are_known(folder):
    (folder / "calendar.csv").unlink()
    (folder / "x.xlsx").write_bytes(as_xlsx([["Ref", "What", "Begins", "Themes"], ["p9", "Nine", "octobre 2019", "youth"], ["p10", "Ten", "Fall 2018", "youth"]], sheet="Unser Blatt"))
    test = choose(opened(), "Table that it holds", "projects")
    for label, option in (("ID · needed", "=Ref"), ("Title · needed", "=What"), ("Start · needed", "=Begins")):
        test = choose(test, label, option)
    assert test.dataframe[0].value["Start"].tolist() == ["October 2019", "fall 2018"]


def test_a_key_cannot_be_the_same_for_every_row(folder):
    test = choose(opened(), "Table that it holds", "events")
    same = "The same for every row …"
    assert same not in box(test, "ID · needed").options
    assert same in box(test, "Kind · needed").options
    # Of the two columns that tell participants apart, either may be.
    test = choose(test, "Table that it holds", "participants")
    assert same in box(test, "Activity · needed").options


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_a_declared_column_has_signs_that_are_read_aloud(language):
    t = words(language)
    labels = [column.header(language) for table in TABLES.values() for column in table.columns]
    labels += [t("{column} · needed", column=""), t("{column}, for every row", column=""), t("{column}, where that is blank", column="")]
    assert not [label for label in labels if plain(label).replace("\\-", "-") != label.strip()]


def test_a_mapping_is_changed_and_taken_away_again(folder):
    (folder / "mapping.toml").write_text('# by Ana\n[[sheet]]\nfile = "calendar*"\ntable = "events"\nonly_listed = true\n[sheet.columns]\ntitle = "Subject"\nstart = { headings = ["Start Date", "End Date"] }\nevent_id = { row = "cal {row}" }\nkind = { value = "forum" }\ntheme_ids = { value = "youth" }\ncity_id = { value = "mtl" }\n', encoding="utf-8")
    test = choose(opened(), "Sheet", ("calendar.csv", "calendar"))
    assert box(test, "Table that it holds").options[0] == "Events (line 2 of the mapping)"
    assert (box(test, "Kind, for every row").value, box(test, "Start, where that is blank").value) == ("forum", "End Date")
    test = choose(test, "Kind, for every row", "panel")
    next(one for one in test.button if one.label == "Save the mapping").click().run()
    written = (folder / "mapping.toml").read_text(encoding="utf-8")
    assert written.startswith("# by Ana\n")
    assert mapping.parse(written).rules[0].columns["kind"].value == "panel"
    assert mapping.parse(written).rules[0].columns["event_id"].row == "cal {row}"
    test = choose(test, "Sheet", ("calendar.csv", "calendar"))
    next(one for one in test.button if one.label == "Take it away").click().run()
    assert not test.exception
    assert mapping.read(folder).rules == ()
    assert load(folder).events["event_id"].tolist() == ["launch"]


def test_words_that_a_pattern_has_are_not_asked_about(folder):
    (folder / "mapping.toml").write_text('[[sheet]]\nfile = "calendar*"\ntable = "events"\n[sheet.columns]\nkind = { heading = "Categories", values = { "*Workshop*" = "workshop" } }\n', encoding="utf-8")
    test = choose(opened(), "Sheet", ("calendar.csv", "calendar"))
    asked = {one.label.replace("\\", "") for one in test.selectbox}
    assert {"Programme;Forum", "Family"} <= asked
    assert not {one for one in asked if "Workshop" in one}


def test_words_that_are_not_known_are_translated_one_by_one(folder):
    (folder / "calendar.csv").unlink()
    (folder / "lantern.xlsx").write_bytes(grants.xlsx())
    test = choose(opened(), "Table that it holds", "projects")
    test = choose(test, "Themes · needed", "=Grant Programme:Title")
    assert {"Health & care", "Homes", "a place to live"} <= {one.label.replace("\\", "") for one in test.selectbox}
    test = choose(test, "All others, and blank ones", "youth")
    test = choose(test, "Start · needed", "=Award Date")
    assert "8 rows would load." in text(test)


def test_problems_name_their_cells_and_never_a_person(folder):
    (folder / "calendar.csv").unlink()
    (folder / "list.xlsx").write_bytes(as_xlsx([["Ref", "Full name", "E-mail", "What", "Headcount"], ["a", "Ana Soler", "ana(at)example", "launch", "many"]], sheet="Liste 9"))
    test = choose(opened(), "Table that it holds", "participants")
    test = choose(test, "ID · needed", "=Ref")
    test = choose(test, "Activity · needed", "=What")
    assert "1 row would load." in text(test)
    assert "E2 " in text(test).replace("*", "")
    shown = text(test) + test.dataframe[0].value.to_string()
    assert "Ana" not in shown
    assert "ana(at)" not in shown


def test_a_mapping_that_cannot_be_read_is_left_to_its_writer(folder):
    (folder / "mapping.toml").write_text("[[sheet]\n", encoding="utf-8")
    test = opened()
    assert "mapping.toml is to be mended by hand" in text(test)
    assert not test.selectbox


def test_it_speaks_the_readers_language(folder):
    test = choose(opened(language="Français"), "Table qu’elle contient", "events")
    assert any(one.label.startswith("Titre") for one in test.selectbox)
    assert "Événements" in box(test, "Table qu’elle contient").options


def test_a_cell_is_never_markdown(folder):
    (folder / "calendar.csv").unlink()
    evil = "![x](https://evil.example/x.png)"
    (folder / "evil.xlsx").write_bytes(as_xlsx([["Ref", evil, "Kind"], ["a", evil, f"<b>{evil}</b>"]], sheet="<b>Blatt"))
    test = choose(opened(), "Table that it holds", "events")
    test = choose(test, "Kind · needed", "=Kind")
    said = [one.value for one in (*test.markdown, *test.caption, *test.info)] + [one.label for one in test.selectbox]
    assert not [one for one in said if "![" in one or "](" in one or "<b>" in one]


def test_only_words_of_the_heading_that_mean_nothing_yet_are_asked_about(folder):
    (folder / "calendar.csv").unlink()
    write(folder / "more.xlsx", {
        "행사": [["행사명", "구분", "주제", "도시", "시작일"], ["개회식", "회의", "youth", "mtl", "2018"], ["잔치", "큰잔치", "youth", "mtl", "2018"]],
        "주제": [["코드", "이름"], ["commons", "공유"]],
    })  # fmt: skip
    test = choose(opened(), "Sheet", ("more.xlsx", "행사"))
    assert [one.label for one in test.expander if "translate" in one.label] == ["1 word to translate"]

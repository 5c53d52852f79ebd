"""The Present page: a deck chosen or put together, ordered, worded, kept under a name, and made into files."""

import shutil
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from exports.decks import Item
from exports.saved_decks import save, saved_decks
from loaders.editions import freeze
from sharing.viewer import Viewer
from tests.pages.test_pages import run
from ui.deck_files import MADE

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
MONTHS = "October 2018 and March 2019 were the busiest months: 6 activities each"


def titles(test: AppTest) -> list[str]:
    """The deck's figures as they are listed, without their numbers."""
    rows = [button for button in test.button if button.key.startswith("deck-open-")]
    assert [button.label.partition("\\.")[0] for button in rows] == [str(place + 1) for place in range(len(rows))]
    return [button.label.partition("\\. ")[2].replace("\\", "") for button in rows]


def in_address(test: AppTest) -> str:
    """The deck that the address keeps, once the frame is drawn: AppTest draws most pages, and parts of them, without it."""
    return test.switch_page("dashboard.py").run().session_state["deck"]


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label.replace("\\", "").startswith(label)).click().run()


def field(test: AppTest, label: str):
    return next(one for one in [*test.text_input, *test.text_area] if one.label == label)


def said(test: AppTest) -> str:
    return "\n".join(one.value.replace("\\", "") for one in [*test.markdown, *test.caption, *test.subheader, *test.error, *test.success])


@pytest.fixture
def folder(folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real programme, and somebody who keeps it: AppTest comes from nowhere, and nobody from there may save."""
    for path in folders["real"].glob("*.xlsx"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr("ui.deck_choice.is_keeper", lambda: True)
    return tmp_path


def test_a_ready_deck_lists_its_findings_in_order(folders, monkeypatch):
    found = titles(run(monkeypatch, folders["real"], "present", deck="board"))
    assert [found.index(title) for title in ("The programme in figures", "What changed since the last edition")] == [0, 2]
    # The months, the timeline, the map, the sectors, and last what is next.
    assert len(found) - found.index(MONTHS) == 5


def test_who_looks_is_asked_no_oftener_for_a_deck_of_more_figures(looking, folders, monkeypatch):
    asked = []

    def identified() -> Viewer:
        asked.append(looking)
        return looking

    monkeypatch.setattr("ui.who.identified", identified)
    often = []
    for deck in ("overview.months", "overview.months timeline.by_theme themes.activities delegations.sectors publications.by_year"):
        asked.clear()
        assert not run(monkeypatch, folders["real"], "overview", deck=deck).exception
        often.append(len(asked))
    assert often[0] == often[1] < 30


def test_a_figure_is_added_on_its_page_and_taken_out_there_again(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "overview")
    test = press(press(test, "Add these figures to the deck"), "Add to deck")
    assert in_address(test) == "overview.figures overview.months"
    assert [button.label for button in test.button].count("In the deck") == 2
    shown = titles(test.switch_page("pages/present.py").run())
    assert shown[0] == "The programme in figures"
    assert shown[1] == MONTHS
    test.switch_page("pages/overview.py").run()
    assert in_address(press(test, "In the deck")) == "overview.months"


def test_what_is_added_to_a_ready_deck_makes_a_deck_of_ones_own_of_it(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "overview", deck="annual")
    ready = len(titles(run(monkeypatch, folders["real"], "present", deck="annual")))
    test.button(key="to-deck-overview.latest").click().run()
    keys = in_address(test).split()
    assert (len(keys), keys[0], keys[-1]) == (ready + 1, "overview.figures", "overview.latest")


def test_a_choice_that_a_changed_deck_took_the_place_of_can_be_brought_back(folders, monkeypatch):
    test = press(run(monkeypatch, folders["real"], "overview"), "Add these figures to the deck")
    test.switch_page("pages/present.py").run()
    assert "Bring back" not in " ".join(button.label for button in test.button)
    test.selectbox(key="deck-shown").set_value("annual").run()
    test.switch_page("pages/overview.py").run()
    test.button(key="to-deck-overview.latest").click().run()
    test.switch_page("pages/present.py").run()
    assert len(titles(test)) > 5
    assert titles(press(test, "Bring back your earlier choice: 1 figure")) == ["The programme in figures"]
    assert "Bring back" not in " ".join(button.label for button in test.button)


def test_figures_are_moved_taken_out_and_brought_back(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "present", deck="overview.months map.places overview.next")
    first, second, third = titles(test)
    assert titles(press(test, f"Move down: {first}")) == [second, first, third]
    assert titles(press(test, f"Move up: {third}")) == [second, third, first]
    assert titles(press(test, f"Take out: {third}")) == [second, first]
    assert f"“{third}” is taken out." in said(test)
    assert titles(press(test, "Undo")) == [second, third, first]
    assert "is taken out" not in said(test)
    ends = [button.disabled for button in test.button if button.label.startswith(("Move up", "Move down"))]
    assert ends == [True, False, False, False, False, True]


def test_a_title_and_a_note_stay_with_their_figure_and_are_in_the_slides(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "present", deck="overview.months overview.next")
    first, second = titles(test)
    press(test, f"1. {first}")
    field(test, "Title, where not the finding").set_value("Our **busiest** month").run()
    field(test, "What to say of it").set_value("Pause here.").run()
    field(test, "Title of the deck").set_value("For the board").run()
    assert titles(press(test, "Move down: Our **busiest** month")) == [second, "Our **busiest** month"]
    press(test, "Make the slides")
    assert not test.exception
    slides = list(Presentation(BytesIO(test.session_state[MADE].content)).slides)
    assert [slide.shapes.title.text_frame.text for slide in slides] == ["For the board", second, "Our **busiest** month"]
    assert "Pause here." in slides[2].notes_slide.notes_text_frame.text
    assert "Pause here." not in " ".join(shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame)
    # What was made is not offered for another deck.
    assert "Save For-the-board.pptx" in " ".join(one.proto.label.replace("\\", "") for one in test.get("download_button"))
    press(test, f"Take out: {second}")
    assert not test.get("download_button")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"deck": "theme"}, "Choose one theme in the filters above"),
        ({"deck": "city"}, "Choose one city in the filters above"),
        ({"deck": "funder"}, "Choose the funder’s projects in the filters above"),
        ({"deck": "saved.nowhere"}, "There is no deck “nowhere” here"),
        ({"deck": "<b>no</b> figure overview.months"}, "2 names in the address are no figures of this data: <b>no</b> and figure."),
        ({}, "No figure is in the deck yet"),
    ],
)
def test_an_address_that_cannot_be_meant_so_is_said(folders, monkeypatch, address, sentence):
    test = run(monkeypatch, folders["real"], "present", **address)
    assert not test.exception
    assert sentence in said(test)


def test_the_deck_of_one_theme_follows_the_filter(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "present", deck="theme", themes="Urban commons")
    assert field(test, "Title of the deck").value == "Urban commons"
    assert "Choose one theme" not in said(test)
    assert titles(test)


def test_what_changed_is_in_the_deck_of_the_board_once_an_edition_was_frozen_and_no_filter_is_set(folder, monkeypatch):
    freeze(folder, "Last meeting", at=AT)
    assert "No indicator says anything else of any year than “Last meeting” did" in titles(run(monkeypatch, folder, "present", deck="board"))
    assert "What changed since the last edition" in titles(run(monkeypatch, folder, "present", deck="board", themes="Urban commons"))


def test_what_changed_is_added_where_it_is_said(folder, monkeypatch):
    freeze(folder, "Last meeting", at=AT)
    test = press(run(monkeypatch, folder, "changes"), "Add to deck")
    assert titles(test.switch_page("pages/present.py").run()) == ["No indicator says anything else of any year than “Last meeting” did"]


def test_a_deck_is_saved_opened_renamed_deleted_and_brought_back(folder, monkeypatch):
    test = run(monkeypatch, folder, "present", deck="overview.months map.places")
    first, second = titles(test)
    press(test, f"1. {first}")
    field(test, "Title, where not the finding").set_value("Busy").run()
    field(test, "Name of the deck").set_value("Board, June 2019")
    press(test, "Save the deck")
    assert "“Board, June 2019” is saved." in said(test)
    assert in_address(test) == "saved.board-june-2019"

    other = run(monkeypatch, folder, "present", deck="saved.board-june-2019")
    assert titles(other) == ["Busy", second]
    press(other, "Move up: " + second)
    assert titles(other) == [second, "Busy"]
    press(other, "Save the deck")
    assert [item.key for item in saved_decks(folder)["board-june-2019"].items] == ["map.places", "overview.months"]
    assert [item.title for item in saved_decks(folder)["board-june-2019"].items] == [None, "Busy"]

    press(other, "Delete")
    assert saved_decks(folder) == {}
    assert titles(other) == [second, "Busy"]
    press(other, "Undo")
    assert list(saved_decks(folder)) == ["board-june-2019"]
    assert titles(other) == [second, "Busy"]


def test_a_name_that_another_deck_has_is_refused(folder, monkeypatch):
    save(folder, "Board", (Item("map.places"),), at=AT)
    test = run(monkeypatch, folder, "present", deck="overview.months")
    field(test, "Name of the deck").set_value("board")
    assert "There is a deck “board” already" in said(press(test, "Save the deck"))
    assert [item.key for item in saved_decks(folder)["board"].items] == ["map.places"]


def test_who_does_not_keep_the_data_saves_no_deck_and_opens_all(folders, tmp_path, monkeypatch):
    shutil.copytree(folders["real"], tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    save(tmp_path / "data", "Board", (Item("map.places", "Where"),), at=AT)
    test = run(monkeypatch, tmp_path / "data", "present", deck="saved.board")
    assert titles(test) == ["Where"]
    assert "Save the deck" not in [button.label for button in test.button]
    assert "In your own template" not in [one.label for one in test.expander]


@pytest.mark.parametrize(("label", "holds"), [("Workbook (.xlsx)", "xl/workbook.xml"), ("Tables (.zip)", "datapackage.json"), ("Pages (.zip)", "fr/overview.html")])
def test_the_other_files_are_made_of_what_is_looked_at(folders, monkeypatch, label, holds):
    test = press(run(monkeypatch, folders["real"], "present", themes="Urban commons"), label)
    assert not test.exception
    made = test.session_state[MADE]
    with zipfile.ZipFile(BytesIO(made.content)) as file:
        assert holds in file.namelist()
        assert "CITIES" in made.name


def test_a_page_to_send_is_made_of_what_is_looked_at(folders, monkeypatch):
    test = press(run(monkeypatch, folders["real"], "present", themes="Urban commons"), "Page (.html)")
    assert not test.exception
    assert test.session_state[MADE].content.decode().lstrip().lower().startswith("<!doctype html>")


def test_what_iati_needs_and_the_data_lacks_is_said(folders, monkeypatch):
    test = press(run(monkeypatch, folders["real"], "present"), "IATI (.xml)")
    assert not test.exception
    assert MADE not in test.session_state
    assert "identifier" in said(test)

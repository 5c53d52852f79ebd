"""A press does its work whole and once, also where a hand is quick: nothing is made twice, taken back twice, or made and not told of."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from exports.decks import Item
from exports.publish import published
from exports.saved_decks import save, saved_decks
from exports.site.page import MARK
from loaders import load, notes
from loaders.editions import freeze
from loaders.notes import Note
from sharing import links
from sharing.grants import Grant
from tests.servers import awaited
from tests.sharing.crawl import state
from tests.sharing.serving import House, serving
from tests.sharing.tab import Piece, Tab
from tests.ui.hasty import called, calm, clock, figures, go, is_there, opened, press, told

MONTHS = "overview.months"


@pytest.fixture(scope="module")
def places(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of data to write into, and one to publish into."""
    data, pages = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("www") / "pages"
    shutil.copy(folders["demo"] / "programme.xlsx", data)
    return data, pages


@pytest.fixture(scope="module")
def house(places: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data, pages = places
    with serving(data, tmp_path_factory.mktemp("var"), environ={"CITIES_PUBLISH": str(pages)}) as found:
        yield found


@pytest.fixture
def tab(house: House) -> Iterator[Tab]:
    with opened(house) as found:
        yield found


def pressed(piece: Piece) -> WidgetState:
    return state(piece.id, "trigger_value", True)


def twice(tab: Tab, piece: Piece, heard: int, *says: WidgetState) -> None:
    """Press a button twice: the second time when so much of what the first did has come, all of it where it is less."""
    tab.ask(pressed(piece), *says, fragment=piece.fragment)
    for _ in range(heard):
        if tab.hear().WhichOneof("type") == "script_finished":
            break
    tab.ask(pressed(piece), *says, fragment=piece.fragment)
    calm(tab)


def filled(tab: Tab, name: str) -> list[WidgetState]:
    """The form of a link with a funder and a name in it."""
    go(tab, "share")
    tab.run(pressed(called(tab, "share-open")))
    funder = called(tab, "share-funder")
    says = [state(funder.id, "string_value", funder.proto.options[0])]
    tab.run(*says)
    says.append(state(called(tab, "share-name").id, "string_value", name))
    tab.run(*says)
    return says


def made(house: House, name: str) -> list[links.Link]:
    return [link for link in links.listed(house.store) if link.grant.name == name]


@pytest.mark.parametrize("heard", [0, 1, 2, 3, 5, 20, 100])
def test_a_link_that_is_made_with_two_presses_is_one_and_its_address_is_there(house: House, tab: Tab, heard: int):
    says = filled(tab, f"Twice {heard}")
    twice(tab, called(tab, "share-make"), heard, *says)
    assert len(made(house, f"Twice {heard}")) == 1
    assert is_there(tab, "share-made-done")
    assert tab.failures == []


@pytest.mark.parametrize("button", ["share-make", "share-cancel"])
def test_a_form_that_is_closed_is_not_asked_by_a_clock_of_the_page_which_funder_it_has(tab: Tab, button: str):
    says = filled(tab, "A clock")
    press(tab, button, *says)
    for _ in range(3):
        tab.ask(*says, fragment=clock(tab))
    calm(tab)
    assert tab.failures == []
    assert is_there(tab, "share-open")
    assert is_there(tab, "share-made-done") == (button == "share-make")


@pytest.mark.parametrize("heard", [0, 1, 3, 20])
def test_who_goes_back_with_two_presses_goes_back_by_one(places: tuple[Path, Path], tab: Tab, heard: int):
    for words in (b"first", b"second"):
        published({"index.html": words, MARK: b""}, places[1])
    go(tab, "share")
    tab.state[called(tab, "publish-back-").id] = state(called(tab, "publish-back-").id, "bool_value", True)
    tab.run()
    twice(tab, called(tab, "published-back-"), heard)
    assert (places[1] / "index.html").read_bytes() == b"first"


def test_who_publishes_with_two_presses_keeps_what_was_there_before(places: tuple[Path, Path], tab: Tab):
    published({"index.html": b"before", MARK: b""}, places[1])
    go(tab, "share")
    ask = next(piece for piece in tab.of_kind("popover") if piece.key.startswith("publish-") and not piece.key.startswith("publish-back"))
    tab.state[ask.id] = state(ask.id, "bool_value", True)
    tab.run()
    publish = next(piece for piece in tab.of_kind("button") if piece.key.startswith("published-") and "back" not in piece.key)
    tab.ask(pressed(publish), fragment=publish.fragment)
    tab.hear()
    tab.ask(pressed(publish), fragment=publish.fragment)
    awaited(lambda: (places[1] / "index.html").read_bytes() != b"before")
    calm(tab)
    back = called(tab, "publish-back-").id
    tab.state[back] = state(back, "bool_value", True)
    tab.run()
    tab.run(pressed(called(tab, "published-back-")))
    assert (places[1] / "index.html").read_bytes() == b"before"


def decked(tab: Tab) -> list[WidgetState]:
    """A director's own deck of one figure, and a theme that they have chosen."""
    field = called(tab, "themes").id
    tab.state[field] = state(field, "string_array_value", ["Urban commons"])
    press(tab, f"to-deck-{MONTHS}")
    told(tab, "The deck has 1 figure now")
    calm(tab)
    return [tab.state[field]]


def own(tab: Tab) -> tuple[list[str], int]:
    """What a director has chosen, and how many figures their deck has."""
    themes = list(called(tab, "themes").proto.raw_values)
    go(tab, "present")
    return themes, len(figures(tab))


@pytest.mark.parametrize(("looks", "backs"), [(2, 1), (1, 2), (2, 2)])
@pytest.mark.parametrize("heard", [0, 1, 20])
def test_who_looks_and_comes_back_with_two_presses_has_their_own_again(house: House, tab: Tab, looks: int, backs: int, heard: int):
    number = house.link(Grant("South", funder_id="fund-south"))[1]
    decked(tab)
    go(tab, "share")
    for key, times in ((f"share-look-{number}", looks), ("preview-back", backs)):
        piece = called(tab, key)
        if times == 2:
            twice(tab, piece, heard)
        else:
            tab.ask(pressed(piece), fragment=piece.fragment)
            calm(tab)
        # A browser says what it was told.
        tab.state.pop(called(tab, "themes").id, None)
        assert ("You see what South will see" in tab.says) == (key != "preview-back")
    # A second press is one of the page on which the first was done.
    assert tab.pages[tab.page_hash] == "share" or backs == 2
    assert own(tab) == (["Urban commons"], 1)
    assert tab.failures == []


@pytest.mark.parametrize("said", ["language", "edition"])
def test_who_looks_with_another_language_or_an_edition_in_the_address_gets_there_and_back(house: House, places: tuple[Path, Path], said: str):
    number = house.link(Grant("South", funder_id="fund-south"))[1]
    edition = freeze(places[0], "Then", at=datetime.now(UTC)).id if said == "edition" else ""
    with opened(house) as tab:
        tab.run(query=f"edition={edition}" if edition else "lang=Français&period=2019", is_from_history=True)
        go(tab, "share")
        press(tab, f"share-look-{number}")
        calm(tab)
        assert ("You see what South will see" in tab.says, "Vous voyez ce que" in tab.says) == (said == "edition", said == "language")
        press(tab, "preview-back")
        calm(tab)
        assert tab.pages[tab.page_hash] == "share"
        assert tab.failures == []


def test_a_card_that_was_closed_is_not_opened_again_by_a_clock_of_the_page(tab: Tab):
    go(tab, "delegations")
    rows = called(tab, "journeys-list-")
    selected = state(rows.id, "string_value", json.dumps({"selection": {"rows": [0], "columns": [], "cells": []}}))
    tab.ask(selected)
    for _ in range(3):
        tab.ask(selected, fragment=clock(tab))
    calm(tab)
    tab.run(selected)
    for dialog in tab.of_kind("dialog"):
        tab.run(state(dialog.proto.id, "trigger_value", True))
    tab.run(selected, fragment=clock(tab))
    tab.run()
    assert tab.of_kind("dialog") == []


def test_what_was_taken_out_is_brought_back_once(tab: Tab):
    tab.run(query="deck=overview.months overview.next", is_from_history=True)
    go(tab, "present")
    before = figures(tab)
    tab.run(pressed(called(tab, "deck-out-")))
    twice(tab, called(tab, "undo-take-out"), 5)
    assert figures(tab) == before
    assert tab.failures == []


@pytest.mark.parametrize("heard", [0, 1, 3])
def test_a_note_that_is_deleted_with_two_presses_can_be_brought_back(places: tuple[Path, Path], tab: Tab, heard: int):
    notes.add(places[0], Note("overview", date(2021, 1, 1), f"Said {heard}", None, "en"), at=datetime.now())

    def deleting() -> Piece | None:
        tab.run()
        return next((piece for piece in tab.of_kind("button") if piece.key.startswith("delete-note-")), None) if f"Said {heard}" in tab.says else None

    twice(tab, awaited(deleting), heard)
    left = said_of_it(places[0])
    tab.run(pressed(called(tab, "undo-note-overview")))
    assert len(said_of_it(places[0])) == len(left) + 1


def said_of_it(folder: Path) -> list[Note]:
    return notes.of(load(folder), "overview")


def test_a_saved_deck_that_was_changed_is_still_the_one_to_save_whatever_a_clock_of_the_page_says(places: tuple[Path, Path], tab: Tab):
    kept = save(places[0], "Kept", (Item("overview.months"), Item("overview.next")), at=datetime.now(UTC))
    go(tab, "present")
    choice = called(tab, "deck-shown")
    before = state(choice.id, "string_value", "Saved: Kept")
    tab.run(before)
    press(tab, "deck-down-", before)
    calm(tab)
    mine = state(choice.id, "string_value", called(tab, "deck-shown").proto.options[0])
    for said in (before, mine):
        tab.run(said, fragment=clock(tab))
    tab.run(mine)
    assert is_there(tab, f"deck-name-{kept.id}")


def test_what_was_typed_of_a_figure_is_saved_with_the_deck_though_its_button_is_pressed_at_once(places: tuple[Path, Path], tab: Tab):
    tab.run(query="deck=overview.months", is_from_history=True)
    go(tab, "present")
    tab.run(pressed(called(tab, "deck-open-")))
    note, name = called(tab, "deck-said-"), called(tab, "deck-name-")
    words = state(note.id, "string_value", "Say this")
    tab.ask(words)
    tab.ask(words, state(name.id, "string_value", "Quick"), pressed(next(piece for piece in tab.of_kind("button") if piece.proto.label == "Save the deck")))
    calm(tab)
    assert [item.note for item in saved_decks(places[0])["quick"].items] == ["Say this"]
    assert is_there(tab, "delete-deck"), "the saved deck is the one that is open"

"""What a press puts into a field of the page stays in it, whatever a browser that was not told yet says meanwhile."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from sharing.grants import Grant
from tests.sharing.crawl import state
from tests.sharing.serving import House, serving
from tests.sharing.tab import Heard, Piece, Tab

MONTHS, LATEST = "overview.months", "overview.latest"
# What comes while the server is at work comes at another moment each time.
TIMES = 4
PATIENCE_SECONDS = 20


@pytest.fixture(scope="module")
def house(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with serving(folders["demo"], tmp_path_factory.mktemp("var")) as found:
        yield found


@contextmanager
def opened(house: House) -> Iterator[Tab]:
    with Tab(house.address, Heard(re.compile(b"nothing is looked for"))) as found:
        found.run()
        yield found


@pytest.fixture
def tab(house: House) -> Iterator[Tab]:
    with opened(house) as found:
        yield found


def called(tab: Tab, key: str) -> Piece:
    return next(piece for piece in tab.pieces.values() if piece.key == key)


def press(tab: Tab, key: str, *says: WidgetState) -> None:
    """Press a button of a part of the page, and do not wait for what it does."""
    piece = called(tab, key)
    tab.ask(state(piece.id, "trigger_value", True), *says, fragment=piece.fragment)


def told(tab: Tab, words: str) -> None:
    """Wait until the page says so, for a short while, as a reader sees it."""
    while words not in tab.hear(timeout=PATIENCE_SECONDS).delta.new_element.toast.body:
        pass


def go(tab: Tab, name: str) -> None:
    """Open another page, and have it whole."""
    page_hash = next(one for one, known in tab.pages.items() if known == name)
    tab.ask(page_hash=page_hash, page_name=name)
    arrive(tab, page_hash)


def arrive(tab: Tab, page_hash: str) -> None:
    """Wait until a page is there, whole."""
    while tab.hear().navigation.page_script_hash != page_hash:
        pass
    while tab.hear().WhichOneof("type") != "script_finished":
        pass


def figures(tab: Tab) -> list[str]:
    """The figures of the deck on its page, without their numbers."""
    return [piece.proto.label.partition("\\. ")[2] for piece in tab.of_kind("button") if piece.key.startswith("deck-open-")]


def in_the_deck(tab: Tab) -> int:
    go(tab, "present")
    count = len(figures(tab))
    go(tab, "")
    return count


@pytest.mark.parametrize("time", range(TIMES))
def test_a_figure_stays_in_the_deck_though_a_clock_of_the_page_still_says_that_there_is_none(tab: Tab, time: int):
    (clock,) = tab.reruns
    none_yet = state(called(tab, "deck").id, "string_value", "")
    press(tab, f"to-deck-{MONTHS}", none_yet)
    for _ in range(10 * time + 1):
        tab.ask(none_yet, fragment=clock)
    told(tab, "The deck has 1 figure now")
    assert in_the_deck(tab) == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_two_figures_that_are_added_quickly_are_both_in_the_deck(tab: Tab, time: int):
    none_yet = state(called(tab, "deck").id, "string_value", "")
    second = called(tab, f"to-deck-{LATEST}")
    press(tab, f"to-deck-{MONTHS}", none_yet)
    for _ in range(10 * time + 1):
        tab.hear()
    tab.ask(state(second.id, "trigger_value", True), none_yet, fragment=second.fragment)
    told(tab, "The deck has 2 figures now")
    assert in_the_deck(tab) == 2


def test_what_was_in_a_field_before_counts_again_once_the_browser_has_said_what_was_put_into_it(tab: Tab):
    field = called(tab, "deck").id
    press(tab, f"to-deck-{MONTHS}", state(field, "string_value", ""))
    told(tab, "The deck has 1 figure now")
    assert in_the_deck(tab) == 1
    tab.run(state(field, "string_value", MONTHS))
    # A step back in the browser.
    tab.state[field] = state(field, "string_value", "")
    assert in_the_deck(tab) == 0


def looked(tab: Tab, number: int, themes: list[str], times: int) -> str:
    """The words of the first page of a link, which a director looks at who had chosen some themes, while a clock of the page says so."""
    overview = tab.page_hash
    field = called(tab, "themes").id
    tab.state[field] = chosen = state(field, "string_array_value", themes)
    go(tab, "share")
    clock = list(tab.reruns)[-1]
    press(tab, f"share-look-{number}")
    for _ in range(times):
        tab.ask(chosen, fragment=clock)
    arrive(tab, overview)
    assert "You see what South will see" in tab.says
    return tab.says


@pytest.mark.parametrize("time", range(TIMES))
def test_what_a_link_shows_is_looked_at_without_the_filters_of_who_looks(house: House, time: int):
    number = house.link(Grant("South", funder_id="fund-south"))[1]
    with opened(house) as one, opened(house) as other:
        assert looked(one, number, ["Urban commons"], 10 * time + 1) == looked(other, number, [], 0)


@pytest.fixture
def changed(tab: Tab) -> tuple[WidgetState, list[str]]:
    """A ready deck was chosen, which had some figures, and its first was moved down: the choice, and the figures as they were."""
    go(tab, "present")
    choice = called(tab, "deck-shown")
    ready = state(choice.id, "string_value", choice.proto.options[0])
    tab.run(ready)
    before = figures(tab)
    down = next(piece for piece in tab.of_kind("button") if piece.key.startswith("deck-down-"))
    tab.run(state(down.id, "trigger_value", True), ready)
    return ready, before


def test_a_ready_deck_that_was_changed_is_not_chosen_again_by_a_clock_of_the_page(tab: Tab, changed: tuple[WidgetState, list[str]]):
    ready, (first, second, *others) = changed
    tab.run(ready, fragment=list(tab.reruns)[-1])
    tab.run()
    assert figures(tab) == [second, first, *others]


def test_a_ready_deck_that_was_changed_can_be_chosen_again(tab: Tab, changed: tuple[WidgetState, list[str]]):
    ready, before = changed
    assert figures(tab) != before
    tab.run(ready)
    assert figures(tab) == before


@pytest.mark.parametrize("time", range(TIMES))
def test_a_presentation_that_is_left_is_left_though_a_clock_of_the_page_still_says_that_it_is_on(tab: Tab, time: int):
    tab.run(query="present=1&deck=overview.months", is_from_history=True)
    keys, still_on = called(tab, "present-keys"), state(called(tab, "present").id, "string_value", "1")
    left = state(f"$$STREAMLIT_INTERNAL_KEY_{keys.id}__events", "json_trigger_value", json.dumps([{"event": "left", "value": True}]))
    tab.ask(left, still_on, fragment=keys.fragment)
    for _ in range(10 * time + 1):
        tab.ask(still_on, fragment=list(tab.reruns)[-1])
    arrive(tab, tab.page_hash)
    assert "present-keys" not in [piece.key for piece in tab.pieces.values()]

"""What a press puts into a field of the page stays in it, whatever a browser that was not told yet says meanwhile."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from sharing.grants import Grant
from tests.sharing.crawl import state
from tests.sharing.serving import House, serving
from tests.sharing.tab import Tab
from tests.ui.hasty import (
    arrive,
    called,
    calm,
    clock,
    figures,
    go,
    in_the_deck,
    is_there,
    opened,
    press,
    told,
)

MONTHS, LATEST = "overview.months", "overview.latest"
# What comes while the server is at work comes at another moment each time.
TIMES = 4


@pytest.fixture(scope="module")
def house(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with serving(folders["demo"], tmp_path_factory.mktemp("var")) as found:
        yield found


@pytest.fixture
def tab(house: House) -> Iterator[Tab]:
    with opened(house) as found:
        yield found


@pytest.mark.parametrize("time", range(TIMES))
def test_a_figure_stays_in_the_deck_though_a_clock_of_the_page_still_says_that_there_is_none(tab: Tab, time: int):
    none_yet = state(called(tab, "deck").id, "string_value", "")
    press(tab, f"to-deck-{MONTHS}", none_yet)
    for _ in range(10 * time + 1):
        tab.ask(none_yet, fragment=clock(tab))
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


def test_a_step_back_takes_out_what_was_added(tab: Tab):
    field = called(tab, "deck").id
    press(tab, f"to-deck-{MONTHS}", state(field, "string_value", ""))
    told(tab, "The deck has 1 figure now")
    calm(tab)
    tab.state[field] = state(field, "string_value", "")
    tab.query = ""
    tab.run(is_from_history=True)
    assert in_the_deck(tab) == 0


def test_what_was_in_a_field_before_counts_again_once_a_clock_has_said_what_was_put_into_it(tab: Tab):
    field = called(tab, "deck").id
    press(tab, f"to-deck-{MONTHS}", state(field, "string_value", ""))
    told(tab, "The deck has 1 figure now")
    assert in_the_deck(tab) == 1
    tab.run(state(field, "string_value", MONTHS), fragment=clock(tab))
    tab.state[field] = state(field, "string_value", "")
    assert in_the_deck(tab) == 0


def looked(tab: Tab, number: int, themes: list[str], times: int) -> str:
    """The words of the first page of a link, which a director looks at who had chosen some themes, while a clock of the page says so."""
    overview = tab.page_hash
    field = called(tab, "themes").id
    tab.state[field] = chosen = state(field, "string_array_value", themes)
    go(tab, "share")
    press(tab, f"share-look-{number}")
    for _ in range(times):
        tab.ask(chosen, fragment=clock(tab))
    arrive(tab, overview)
    assert "You see what South will see" in tab.says
    return tab.says


@pytest.mark.parametrize("time", range(TIMES))
def test_what_a_link_shows_is_looked_at_without_the_filters_of_who_looks(house: House, time: int):
    number = house.link(Grant("South", funder_id="fund-south"))[1]
    with opened(house) as one, opened(house) as other:
        assert looked(one, number, ["Urban commons"], 10 * time + 1) == looked(other, number, [], 0)


def test_who_has_looked_has_their_own_filters_again_and_can_let_them_go(house: House, tab: Tab):
    number = house.link(Grant("South", funder_id="fund-south"))[1]
    looked(tab, number, ["Urban commons"], 1)
    share = next((one for one, name in tab.pages.items() if name == "share"), None)
    assert share is None
    press(tab, "preview-back")
    calm(tab)
    assert tab.pages[tab.page_hash] == "share"
    field = called(tab, "themes")
    assert list(field.proto.raw_values) == ["Urban commons"]
    tab.run(state(field.id, "string_array_value", ["Urban commons"]), fragment=clock(tab))
    tab.state[field.id] = state(field.id, "string_array_value", [])
    tab.run()
    assert not called(tab, "themes").proto.set_value, "what the reader has said stands"
    assert tab.failures == []


@pytest.fixture
def changed(tab: Tab) -> tuple[WidgetState, list[str]]:
    """A ready deck was chosen, which had some figures, and its first was moved down: the choice, and the figures as they were."""
    go(tab, "present")
    choice = called(tab, "deck-shown")
    ready = state(choice.id, "string_value", choice.proto.options[0])
    tab.run(ready)
    before = figures(tab)
    press(tab, "deck-down-", ready)
    calm(tab)
    return ready, before


def test_a_ready_deck_that_was_changed_is_not_chosen_again_by_a_clock_of_the_page(tab: Tab, changed: tuple[WidgetState, list[str]]):
    ready, (first, second, *others) = changed
    tab.run(ready, fragment=clock(tab))
    tab.run()
    assert figures(tab) == [second, first, *others]


def test_a_ready_deck_that_was_changed_can_be_chosen_again(tab: Tab, changed: tuple[WidgetState, list[str]]):
    ready, before = changed
    assert figures(tab) != before
    mine = called(tab, "deck-shown")
    tab.run(state(mine.id, "string_value", mine.proto.options[0]), fragment=clock(tab))
    tab.run(ready)
    assert figures(tab) == before


# Streamlit forgets a press where another comes before it has looked at it: the second comes when the first has been heard.
@pytest.mark.parametrize(("name", "heard"), [("down", 60), ("down", 120), ("out", 60), ("out", 120)])
def test_two_quick_presses_on_a_ready_deck_both_count(tab: Tab, name: str, heard: int):
    go(tab, "present")
    choice = called(tab, "deck-shown")
    ready = state(choice.id, "string_value", choice.proto.options[0])
    tab.run(ready)
    first, second, third, *others = figures(tab)
    keys = [piece.key for piece in tab.of_kind("button") if piece.key.startswith(f"deck-{name}-")]
    buttons = [called(tab, key).id for key in keys]
    tab.ask(state(buttons[0], "trigger_value", True), ready)
    for _ in range(heard):
        tab.hear()
    tab.ask(state(buttons[0 if name == "down" else 1], "trigger_value", True), ready)
    calm(tab)
    assert figures(tab) == ([second, third, first, *others] if name == "down" else [third, *others])


@pytest.mark.parametrize("time", range(TIMES))
def test_a_presentation_that_is_left_is_left_though_a_clock_of_the_page_still_says_that_it_is_on(tab: Tab, time: int):
    tab.run(query="present=1&deck=overview.months", is_from_history=True)
    keys, still_on = called(tab, "present-keys"), state(called(tab, "present").id, "string_value", "1")
    left = state(f"$$STREAMLIT_INTERNAL_KEY_{keys.id}__events", "json_trigger_value", json.dumps([{"event": "left", "value": True}]))
    tab.ask(left, still_on, fragment=keys.fragment)
    for _ in range(10 * time + 1):
        tab.ask(still_on, fragment=clock(tab))
    arrive(tab, tab.page_hash)
    assert not is_there(tab, "present-keys")

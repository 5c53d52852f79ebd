"""A link or a role that ends at the worst moment: while a page is drawn, and before what is left of it is asked again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from sharing import audit, links
from sharing.grants import Grant
from tests.servers import awaited
from tests.sharing.canary import Canary
from tests.sharing.crawl import state
from tests.sharing.serving import AWAY, House, serving
from tests.sharing.signs import SIGN
from tests.sharing.tab import Heard, NothingCameError, Tab
from tests.sharing.test_doors import leaks, words

# The link is open until it was asked about so often as the file says: it ends between two looks of one run.
ENDING = """
import pathlib, sharing.links as links
at, known, asked = pathlib.Path({at!r}), links.open_link, [0]
def ending(store, number, now):
    if not at.exists():
        asked[0] = 0
        return known(store, number, now)
    asked[0] += 1
    return known(store, number, now) if asked[0] < int(at.read_text()) else None
links.open_link = ending
"""
DOOR = "does not open anything any more"


@pytest.fixture(scope="module")
def ends_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ends") / "at"


@pytest.fixture(scope="module")
def house(folder: Canary, ends_at: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with serving(folder.folder, tmp_path_factory.mktemp("var"), first=ENDING.format(at=str(ends_at))) as found:
        yield found


@pytest.mark.parametrize("page", ["", "map", "publications"])
def test_a_link_that_ends_while_a_page_is_drawn_shows_nothing_more(folder: Canary, house: House, youth: Grant, ends_at: Path, page: str):
    cookies = house.opened(house.link(youth)[0])
    heard = Heard(SIGN)
    ended = set()
    for asked in range(1, 40):
        with Tab(house.address, heard, cookies=cookies, headers=AWAY) as tab:
            tab.run()
            page_hash = next(one for one, name in tab.pages.items() if name == page)
            ends_at.write_text(str(asked), encoding="utf-8")
            try:
                tab.run(page_hash=page_hash, page_name=page)
                ended.add(DOOR in tab.says)
            finally:
                ends_at.unlink()
    assert True in ended, "it ended in the middle"
    assert leaks(folder, heard) == []


def test_what_was_drawn_before_a_link_was_revoked_is_drawn_for_nobody(folder: Canary, house: House, youth: Grant):
    token, number = house.link(youth)
    heard = Heard(SIGN)
    with Tab(house.address, heard, cookies=house.opened(token), headers=AWAY) as tab:
        tab.run()
        opened = [piece for piece in tab.pieces.values() if piece.kind == "popover" or piece.key.startswith("table-")]
        fragments = sorted({piece.fragment for piece in tab.pieces.values() if piece.fragment})
        assert len(fragments) > 3 and words(heard)
        links.revoke(house.store, number, by="Director", now=datetime.now(UTC))
        tab.run()
        assert DOOR in tab.says
        heard.words.clear()
        for piece in opened:
            tab.state[piece.id] = state(piece.id, "bool_value", True)
        for fragment in fragments:
            # Each to its end: those asked at once are one run of the whole page.
            tab.ask(fragment=fragment)
            try:
                while tab.hear(timeout=5).WhichOneof("type") != "script_finished":
                    pass
            except NothingCameError:
                pass
            tab.run()
    assert words(heard) == set()


def test_a_button_of_a_directors_page_does_nothing_for_who_takes_the_session_over(folder: Canary, house: House):
    with Tab(house.address, Heard(SIGN)) as director:
        director.run()
        director.run(page_hash=next(one for one, name in director.pages.items() if name == "data"), page_name="data")
        fields = {piece.key: piece.id for piece in director.pieces.values() if piece.id}
        freeze = next(piece for piece in director.of_kind("button") if "Freeze" in piece.proto.label)
        session = director.session_id
    before = sorted((folder.folder / "editions").iterdir())
    with Tab(house.address, Heard(SIGN), headers=AWAY, subprotocols=("streamlit", "PLACEHOLDER_AUTH_TOKEN", session)) as stranger:
        for key in ("freeze-name", "freeze-by"):
            stranger.state[fields[key]] = state(fields[key], "string_value", "Taken over")
        stranger.run(state(freeze.id, "trigger_value", True))
    assert sorted((folder.folder / "editions").iterdir()) == before
    assert "data_changed" not in {entry.what for entry in audit.entries(house.store)}


@contextmanager
def links_away(house: House) -> Iterator[None]:
    """The store of links answers nothing that it is asked."""
    with house.store.saving() as connection:
        connection.execute(text("ALTER TABLE shared_links RENAME TO links_away"))
    try:
        yield
    finally:
        with house.store.saving() as connection:
            connection.execute(text("ALTER TABLE links_away RENAME TO shared_links"))


def test_while_links_cannot_be_asked_of_an_open_tab_is_empty_says_so_and_comes_back(house: House, youth: Grant):
    heard = Heard(SIGN)
    with Tab(house.address, heard, cookies=house.opened(house.link(youth)[0]), headers=AWAY) as tab:
        tab.run()
        assert tab.of_kind("plotly_chart")
        with links_away(house):
            heard.words.clear()
            looked(tab)
            assert "cannot look up links at this moment" in tab.says and DOOR not in tab.says
            assert words(heard) == set() and not tab.of_kind("plotly_chart", "multiselect")
            answer = house.ask("/s/" + "A" * 43)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
            assert "It is not the fault of yours" in answer.text
        # Where the answer was kept for some seconds, it takes as long.
        awaited(lambda: looked(tab).of_kind("plotly_chart"))
        assert "cannot look up links" not in tab.says


def test_a_view_that_is_closed_is_closed_in_the_other_tabs_of_its_browser_too(house: House, youth: Grant):
    token, _ = house.link(youth)
    mine, others, heard = house.opened(token), house.opened(token), Heard(SIGN)
    with Tab(house.address, heard, cookies=mine, headers=AWAY) as tab, Tab(house.address, Heard(SIGN), cookies=others, headers=AWAY) as other:
        for one in (tab, other):
            one.run()
            assert one.of_kind("plotly_chart")
        assert house.ask("/leave", cookies=mine).status_code == 303
        heard.words.clear()
        looked(tab)
        assert "This view was closed" in tab.says and DOOR not in tab.says
        assert words(heard) == set() and not tab.of_kind("plotly_chart", "multiselect")
        assert looked(other).of_kind("plotly_chart"), "another browser that has the same link open stays"
    with Tab(house.address, heard, cookies=house.opened(token), headers=AWAY) as again:
        again.run()
        assert again.of_kind("plotly_chart")


def looked(tab: Tab) -> Tab:
    """A tab that has asked by itself whether it may go on, and was drawn anew where the answer was another."""
    tab.run(fragment=min(tab.reruns, key=lambda one: tab.reruns[one]))
    tab.run()
    return tab

"""What opens over the page to ask before something is done stands whole on the screen, also where it was opened from low on it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sharing import links
from sharing.grants import Grant
from sharing.store import open_store
from tests.browser.conftest import settle
from tests.servers import serve

LINKS, ROOM_BELOW = 8, 120


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory, folders: dict[str, Path]) -> Iterator[str]:
    """The Share page of a house with some links, which is let publish."""
    var, www, now = tmp_path_factory.mktemp("var"), tmp_path_factory.mktemp("www"), datetime.now(UTC)
    store = open_store(var=var)
    for number in range(LINKS):
        links.create(store, Grant(f"Fund {number}"), until=now.date() + timedelta(days=20 + number), by="this machine", now=now)
    store.close()
    with serve(folders["demo"], environ={"CITIES_VAR": str(var), "CITIES_PUBLISH": str(www / "programme")}) as address:
        yield f"{address}/share"


@pytest.mark.parametrize(("opens", "answer"), [("Publish", "Publish for everybody"), ("Revoke", "Revoke for good"), ("Renew", "Renew")])
def test_a_question_opened_low_on_the_screen_is_whole_on_it(open_browser, share, opens, answer):
    page: Page = open_browser()[0]
    page.goto(share)
    button = page.get_by_role("button", name=opens, exact=True).last
    expect(button).to_be_visible()
    settle(page)
    # Below it there is room for what is empty and none for what is asked.
    button.evaluate("(one, room) => document.querySelector('[data-testid=stMain]').scrollBy(0, one.getBoundingClientRect().bottom + room - innerHeight)", ROOM_BELOW)
    settle(page)
    button.click()
    pressed = page.get_by_test_id("stPopoverBody").get_by_role("button", name=answer, exact=True)
    expect(pressed).to_be_visible()
    settle(page)
    # Not below the edge of the screen, nor of what has opened.
    expect(pressed).to_be_in_viewport(ratio=1, timeout=5_000)

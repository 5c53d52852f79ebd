"""The whole life of a link in real browsers: a director's, and the funder's telephone."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sharing import links
from sharing.grants import Grant
from sharing.store import open_store
from tests.browser.conftest import PATIENCE_MS, settle
from tests.servers import serve

FUND = "Southern Cities Fund (invented)"
NOW = datetime.now(UTC)


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the links of this test are kept."""
    monkeypatch.setenv("CITIES_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture
def house(var: Path, folders: dict[str, Path]) -> Iterator[str]:
    with serve(folders["demo"]) as address:
        yield address


@pytest.fixture
def browser_of(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a browser of somebody's own, which shares nothing with the others; what its console complains of fails the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def start(**options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-CA", **options})
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
        return page

    yield start
    for context in opened:
        context.close()
    assert errors == []


@pytest.fixture
def made(var: Path) -> Callable[..., str]:
    """Makes a link, and gives its token."""

    def make(name: str, *, days: int = 90, ago: int = 0, **grant: object) -> str:
        store, at = open_store(var=var), NOW - timedelta(days=ago)
        try:
            return links.create(store, Grant(name, **grant), until=at.date() + timedelta(days=days), by="ana@example.org", now=at)[0]
        finally:
            store.close()

    return make


def press(page: Page, name: str) -> None:
    # A click on what is still being drawn is lost.
    settle(page)
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page: Page, field: str, option: str) -> None:
    settle(page)
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=option, exact=True).click()


def visit(page: Page, house: str, name: str, title: str) -> None:
    page.goto(f"{house}/{name}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_whole_life_of_a_link(browser_of, house):
    director = browser_of(permissions=["clipboard-read", "clipboard-write"])
    visit(director, house, "share", "Share")
    press(director, "Make a link")
    choose(director, "What a funder funds", FUND)
    summary = director.locator(".st-key-share-summary")
    expect(summary).to_contain_text("4 projects, 4 delegations, 25 events")
    expect(director.get_by_role("textbox", name="For whom")).to_have_value(FUND)
    settle(director)
    director.get_by_role("button", name="Overview", exact=True).click()
    expect(summary).to_contain_text("7 pages: Timeline, Map, ")

    # Looked at before it is made: from the first page that is in it, and nothing else is in sight.
    press(director, "Look as they will")
    expect(director.get_by_text(f"You see what {FUND} will see.")).to_be_visible()
    expect(director.get_by_role("heading", level=1)).to_have_text("Timeline")
    for gone in ("Overview", "Data", "Share", "Record of events", "What changed"):
        expect(director.get_by_role("link", name=gone, exact=True)).to_have_count(0)
    press(director, "Back")
    expect(director.get_by_role("link", name="Share", exact=True)).to_be_visible()
    settle(director)
    if not urlsplit(director.url).path.endswith("/share"):
        director.get_by_role("link", name="Share", exact=True).click()
    # What was begun is still there.
    expect(director.get_by_role("textbox", name="For whom")).to_have_value(FUND)
    expect(summary).to_contain_text("7 pages: Timeline, Map, ")

    press(director, "Make the link")
    dialog = director.get_by_role("dialog")
    expect(dialog).to_contain_text("it is not shown again")
    # Opened on the machine itself, it says that nobody else can come by this address.
    expect(dialog).to_contain_text("opens on this machine alone")
    dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(dialog.get_by_role("button", name="Copied", exact=True)).to_be_visible()
    address = director.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(house) + r"/s/[\w-]{43}", address)
    expect(dialog.get_by_role("textbox", name="The link")).to_have_value(address)
    # Neither a key nor a press beside it loses an address that nobody can look up.
    director.keyboard.press("Escape")
    director.mouse.click(5, 500)
    expect(dialog).to_be_visible()
    settle(director)
    dialog.get_by_role("button", name="I have copied it").click()
    expect(dialog).to_have_count(0)
    card = director.locator(".st-key-share-link-1")
    expect(card).to_contain_text("not opened yet")
    director.reload()
    expect(card).to_be_visible()
    assert address.rpartition("/")[2] not in director.content()

    funder = browser_of(viewport={"width": 390, "height": 800}, has_touch=True)
    funder.goto(address)
    expect(funder.get_by_role("heading", level=1)).to_have_text("Timeline")
    assert address.rpartition("/")[2] not in funder.url + funder.content()
    expect(funder.get_by_text(f"Shared with {FUND}")).to_be_visible()

    visit(director, house, "share", "Share")
    expect(card).to_contain_text("opened 1 time, last")
    settle(director)
    card.get_by_role("button", name="Renew").click()
    bubble = director.get_by_test_id("stPopoverBody")
    expect(bubble).to_contain_text("The link that they have stays the same.")
    settle(director)
    bubble.get_by_role("button", name="Renew").click()
    expect(director.get_by_text(f"The link for {FUND} works until")).to_be_visible()
    expect(bubble).to_have_count(0)

    settle(director)
    card.get_by_role("button", name="Revoke").click()
    expect(bubble).to_contain_text("the tabs in which it is open go empty within seconds. This cannot be undone")
    # Asking alone takes nothing from anybody.
    expect(funder.get_by_role("heading", level=1)).to_have_text("Timeline")
    settle(director)
    bubble.get_by_role("button", name="Revoke for good").click()
    expect(director.get_by_text("No link is open.")).to_be_visible()
    # A tab that nobody touches.
    expect(funder.get_by_role("heading", name="Timeline")).to_have_count(0)
    expect(funder.get_by_text(f"Shared with {FUND}")).to_have_count(0)
    assert funder.goto(address).status == 404
    expect(funder.get_by_role("heading", level=1)).to_have_text("This link opens nothing")

    # The same once more, and nothing of it has to be typed.
    settle(director)
    director.get_by_text("1 link that opens nothing any more").click()
    press(director, "Make again")
    expect(director.get_by_role("textbox", name="For whom")).to_have_value(FUND)
    expect(summary).to_contain_text("7 pages: Timeline, Map, ")
    press(director, "Make the link")
    expect(director.get_by_role("dialog")).to_contain_text(FUND)
    press(director, "I have copied it")

    visit(director, house, "audit", "Record of events")
    settle(director)
    with director.expect_download() as waiting:
        director.get_by_role("button", name="All of it (CSV)").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["Link made", "Link revoked", "Link renewed", "Link opened", "Link made"]
    assert address.rpartition("/")[2] not in "".join(lines)


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 390, "height": 800}, "has_touch": True}, {"color_scheme": "dark"}])
def test_links_and_events_fit_the_screen_of_a_director(browser_of, house, made, options):
    made("A house with a long name, the Ministry of International Relations and La Francophonie", days=10, funder_id="fund-south", has_exports=True)
    made("Everything", days=200)
    page = browser_of(**options)
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    visit(page, house, "share", "Share")
    expect(page.get_by_text("2 links are open. 1 ends within 14 days")).to_be_visible()
    press(page, "Make a link")
    expect(page.get_by_role("button", name="Make the link")).to_be_visible()
    settle(page)
    assert page.evaluate(fits), "nothing is cut at the side"
    # What is pressed with a thumb is no smaller than one.
    heights = page.locator("[class*=st-key-share-tools] button").evaluate_all("found => found.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24
    visit(page, house, "audit", "Record of events")
    settle(page)
    expect(page.get_by_test_id("stDataFrame").or_(page.get_by_text("Link made").nth(1)).first).to_be_visible()
    assert page.evaluate(fits), "nothing is cut at the side"


def test_who_makes_a_link_again_far_down_the_list_is_led_to_the_form(browser_of, house, made):
    for number in range(12):
        made(f"Fund {number}", days=20 + number, theme_ids=())
    page = browser_of()
    visit(page, house, "share", "Share")
    settle(page)
    last = page.locator(".st-key-share-list").get_by_role("button", name="Make again").last
    last.scroll_into_view_if_needed()
    last.click()
    expect(page.get_by_role("textbox", name="For whom")).to_have_value("Fund 11")
    expect(page.get_by_role("textbox", name="For whom")).to_be_in_viewport()

"""The whole life of a link in real browsers: a director's, and the funder's telephone."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from sharing import audit, links
from sharing.grants import SHAREABLE, Grant
from sharing.store import open_store
from tests.browser.conftest import PATIENCE_MS, settle
from tests.servers import awaited, serve

FUND = "Southern Cities Fund (invented)"
NOW = datetime.now(UTC)
EMPTY_WITHIN_MS = 5_000
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
TELEPHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}


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
    button = page.get_by_role("button", name=name, exact=True).first
    expect(button).to_be_visible()
    # A click on what is still being drawn, or moves while what holds it opens, is lost.
    settle(page)
    button.click()


def choose(page: Page, field: str, option: str) -> None:
    settle(page)
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=option, exact=True).click()


def visit(page: Page, house: str, name: str, title: str) -> None:
    page.goto(f"{house}/{name}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_whole_life_of_a_link(browser_of, house):
    director = browser_of(permissions=["clipboard-read", "clipboard-write"])
    # A filter of a director's own is theirs, and no part of what is looked at.
    visit(director, house, "share?period=2019", "Share")
    press(director, "Make a link")
    # The next press of Tab is in the form, and not on a link of somebody else's.
    expect(director.locator(".st-key-share-form")).to_be_focused()
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
    expect(director.get_by_role("combobox", name="Period")).to_have_value("")
    press(director, "Back")
    # Led back to where they began, with what they had chosen and begun.
    expect(director).to_have_url(re.compile(r"/share\?.*period=2019"))
    settle(director)
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

    funder, token, asked = browser_of(**TELEPHONE), address.rpartition("/")[2], []
    funder.on("request", lambda request: asked.append(request))
    funder.goto(address)
    expect(funder.get_by_role("heading", level=1)).to_have_text("Timeline")
    assert token not in funder.url + funder.content()
    expect(funder.get_by_text(f"Shared with {FUND}, open until")).to_be_visible()
    # It is in the first address alone: in no other, nor in what is said with one.
    assert [one.url for one in asked if token in one.url + str(one.all_headers())] == [address]
    assert len(asked) > 10

    visit(director, house, "share", "Share")
    expect(card).to_contain_text("opened 1 time from the message, last")
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
    expect(funder.get_by_role("heading", name="Timeline")).to_have_count(0, timeout=EMPTY_WITHIN_MS)
    expect(funder.get_by_text(f"Shared with {FUND}")).to_have_count(0, timeout=EMPTY_WITHIN_MS)
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


@pytest.mark.parametrize("options", [{}, TELEPHONE, {"color_scheme": "dark"}])
def test_links_and_events_fit_the_screen_of_a_director(browser_of, house, made, options):
    made("A house with a long name, the Ministry of International Relations and La Francophonie", days=10, funder_id="fund-south", has_exports=True)
    made("Everything", days=200)
    page = browser_of(**options)
    visit(page, house, "share", "Share")
    expect(page.get_by_text("2 links are open. 1 ends within 14 days")).to_be_visible()
    press(page, "Make a link")
    expect(page.get_by_role("button", name="Make the link")).to_be_visible()
    settle(page)
    assert page.evaluate(FITS), "nothing is cut at the side"
    # What is pressed with a thumb is no smaller than one.
    heights = page.locator("[class*=st-key-share-tools] button").evaluate_all("found => found.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24
    visit(page, house, "audit", "Record of events")
    settle(page)
    expect(page.get_by_test_id("stDataFrame").or_(page.get_by_text("Link made").nth(1)).first).to_be_visible()
    assert page.evaluate(FITS), "nothing is cut at the side"


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


def ways_out(page: Page, address: str) -> set[str]:
    """What a page offers to take along with a table and a source open, by each name under which that can stand, also what only who points at a table sees."""
    found: set[str] = set()

    def look(within: Locator) -> None:
        settle(page)
        if (tables := within.get_by_test_id("stDataFrame")).count():
            tables.first.hover()
        names = page.locator("button, a").evaluate_all("all => all.map(one => [one.ariaLabel, one.title, one.innerText].join(' '))")
        found.update(re.findall(r"download as csv|download|\w+ \((?:csv|png|svg)\)", " | ".join(names).lower()))

    page.goto(address)
    main = page.get_by_test_id("stMain")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)
    if (tables := main.get_by_text("Table", exact=True)).count():
        tables.first.click()
        expect(main.get_by_test_id("stDataFrame").first).to_be_visible()
    look(main)
    page.get_by_role("button", name="Source").first.click()
    bubble = page.get_by_test_id("stPopoverBody")
    # It opens before the server has filled it.
    expect(bubble.get_by_text("Filters: ").first).to_be_visible()
    look(bubble)
    return found


def test_a_link_without_files_offers_none_on_any_page_and_the_tables_have_none_of_their_own(browser_of, house, made):
    funder = browser_of()
    funder.goto(f"{house}/s/{made('Looks on', funder_id='fund-south')}")
    # The first page has no name in its address.
    assert {name: ways_out(funder, f"{house}/{name.removeprefix('overview')}") for name in SHAREABLE} == {name: set() for name in SHAREABLE}
    with_files = browser_of()
    with_files.goto(f"{house}/s/{made('Takes along', funder_id='fund-south', has_exports=True)}")
    assert ways_out(with_files, f"{house}/publications") == {"download", "rows (csv)"}
    # A director too takes what is written down alone, and of names nothing.
    director = browser_of()
    assert ways_out(director, f"{house}/publications") == {"download", "rows (csv)"}
    director.goto(f"{house}/map?place=Seoul")
    director.locator("[class*=st-key-open-Events] button").first.click()
    director.get_by_text("Names and e-mail addresses").click()
    names = director.get_by_role("dialog").get_by_test_id("stDataFrame")
    expect(names).to_be_visible()
    settle(director)
    names.hover()
    expect(director.get_by_role("dialog").get_by_role("button", name=re.compile("Search"))).to_be_attached()
    expect(director.get_by_role("dialog").get_by_role("button", name=re.compile("CSV"))).to_have_count(0)


def test_a_picture_that_is_saved_is_in_the_record(browser_of, house, made, var):
    funder = browser_of()
    funder.goto(f"{house}/s/{made('Takes along', funder_id='fund-south', has_exports=True)}")
    settle(funder)
    funder.locator(".st-key-tools-overview-months").get_by_role("button", name="Download").click()
    for label, name in (("Picture (SVG)", "overview-months.svg"), ("Picture (PNG)", "overview-months.png"), ("Table (CSV)", "overview-months.csv")):
        settle(funder)
        with funder.expect_download() as waiting:
            funder.get_by_role("button", name=label).click()
        assert waiting.value.suggested_filename == name
    settle(funder)
    store = open_store(var=var)
    try:
        taken = awaited(lambda: len(found := audit.entries(store, limit=100, what="exported")) == 3 and found)
    finally:
        store.close()
    assert [(entry.who, entry.link_id, entry.detail) for entry in taken] == [("link 1", 1, f"overview-months.{kind}") for kind in ("csv", "png", "svg")]


def test_each_page_of_a_link_fits_a_telephone(browser_of, house, made):
    funder = browser_of(**TELEPHONE)
    funder.goto(f"{house}/s/{made('A house with a long name, the Ministry of International Relations', funder_id='fund-south', has_exports=True)}")
    for name in SHAREABLE:
        # The first page is open: one that is left while it connects complains.
        if name != "overview":
            funder.goto(f"{house}/{name}")
        expect(funder.get_by_text("Shared with A house with a long name")).to_be_visible()
        settle(funder)
        assert funder.evaluate(FITS), f"{name}: nothing is cut at the side"
    # The foot is far on a telephone: the way out stands at the head too.
    funder.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    funder.get_by_role("link", name="Close this view").first.click()
    expect(funder.get_by_text("Shared with A house with a long name")).to_have_count(0)
    # On the machine itself who leaves is its director again.
    expect(funder.get_by_role("heading", level=1)).to_have_text("Overview")

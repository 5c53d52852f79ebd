"""A deck in a real browser: put together from pages, ordered, worded, saved as a file; and on the wall, where nothing else is."""

import re

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from loaders.template import workbook
from tests.browser.conftest import settle
from tests.browser.test_text_from_cells import PAYLOAD, found
from tests.fixtures import spoilt
from tests.servers import serve

MONTHS = "October 2018 and March 2019 were the busiest months: 6 activities each"
LANGUAGES = "French and Korean, 2 each; for 5 the language is not stated"
# What a key or a reader's program could still come to.
REACHED = "[...document.querySelectorAll('a, button, input, select, textarea, [tabindex]:not(main)')].filter(one => one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})).map(one => one.outerHTML.slice(0, 80))"
# Words that run out of the screen, or are cut.
CUT = """[...document.querySelectorAll('.screen h1, .screen > p, .screen footer, .screen-figure, .screen-table, .screen-numbers')]
  .filter(one => { const box = one.getBoundingClientRect(); return box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || (one.matches('.screen-figure, .screen-numbers') && one.scrollHeight > one.clientHeight + 2) })
  .map(one => one.outerHTML.slice(0, 120))"""
SMALLEST = """Math.min(...[...document.querySelectorAll('.screen-figure svg text')].map(one => one.getBoundingClientRect().height ? parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a : 99), 99)"""


def presented(page: Page, app: str, address: str) -> None:
    page.goto(f"{app}/?present=1&{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def at(page: Page, place: int, title: str | re.Pattern[str]) -> None:
    """The screen of that place is shown, and its title is the only heading of its kind."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("output")).to_contain_text(re.compile(rf"^{place} / \d+"))
    expect(page).to_have_url(re.compile(rf"slide={place}(&|$)"))
    expect(page).to_have_title(title)


def heard_title(page: Page, place: int, count: int) -> str:
    """What who hears the page is told when a screen comes: its title."""
    told = page.locator("output span")
    expect(told).to_contain_text(f"{place} of {count}: ")
    return told.text_content().partition(": ")[2]


def swipe(page: Page, start: int, end: int) -> None:
    """A finger across the screen."""
    hand = page.context.new_cdp_session(page)
    points = [start, (start + end) // 2, end]
    for kind, x in (("touchStart", points[0]), ("touchMove", points[1]), ("touchMove", points[2])):
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 400}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_deck_is_put_together_ordered_worded_and_taken_home(page, heard, app, tmp_path):
    page.goto(f"{app}/")
    expect(page.locator(".st-key-chart-overview-months .main-svg").first).to_be_visible()
    settle(page)
    page.locator(".st-key-tools-overview-months").get_by_role("button", name="Add to deck").click()
    expect(page.get_by_text("The deck has 1 figure now: see Present.")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Publications").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publications")
    settle(page)
    page.locator(".st-key-tools-publications-by_language").get_by_role("button", name="Add to deck").click()
    expect(page.locator(".st-key-tools-publications-by_language").get_by_role("button", name="In the deck")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Present", exact=True).click()
    listed = page.locator("[class*=st-key-deck-open-]")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text(MONTHS)
    settle(page)
    # By the keyboard alone.
    page.get_by_role("button", name=f"Move down: {MONTHS}").press("Enter")
    expect(listed.last).to_contain_text(MONTHS)
    expect(page).to_have_url(re.compile(r"deck=publications\.by_language(\+|%20)overview\.months"))
    settle(page)
    listed.last.get_by_role("button").click()
    expect(page.locator(".screen svg[role=img]")).to_be_visible()
    settle(page)
    page.get_by_role("textbox", name="Title, where not the finding").fill("Two busy months")
    page.get_by_role("textbox", name="Title, where not the finding").press("Enter")
    expect(listed.last).to_contain_text("Two busy months")
    settle(page)
    page.get_by_role("button", name="Make the slides").click()
    with page.expect_download() as file:
        page.get_by_role("button", name=re.compile(r"^Save CITIES")).click()
    file.value.save_as(tmp_path / "deck.pptx")
    slides = list(Presentation(str(tmp_path / "deck.pptx")).slides)
    assert [slide.shapes.title.text_frame.text for slide in slides[1:]] == [LANGUAGES, "Two busy months"]
    assert (heard.elsewhere, heard.errors) == ([], [])


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_a_deck_is_walked_through_and_nothing_else_is_on_the_screen(open_browser, app, width, height):
    page, heard = open_browser(viewport={"width": width, "height": height}, color_scheme="dark")
    presented(page, app, "deck=board")
    at(page, 1, "The programme in figures")
    assert page.evaluate(REACHED) == []
    count = int(page.locator("output b").inner_text().rpartition(" ")[2])
    titles = []
    for place in range(1, count + 1):
        titles.append(heard_title(page, place, count))
        at(page, place, titles[-1])
        assert (place, page.evaluate(CUT)) == (place, [])
        assert page.evaluate(SMALLEST) >= (20 if width == 1920 else 13)
        picture = page.locator(".screen-figure > svg")
        assert picture.count() == 0 or picture.get_attribute("aria-label")
        page.keyboard.press("ArrowRight")
    assert MONTHS in titles
    at(page, count, titles[-1])
    # The light paper, whatever the reader's own is: a projector stands in a lit room.
    assert page.evaluate("getComputedStyle(document.querySelector('.screen')).backgroundColor") == "rgb(251, 250, 247)"
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_every_key_and_hand_that_walks(open_browser, app):
    page, _ = open_browser(viewport={"width": 1280, "height": 720}, has_touch=True)
    presented(page, app, "deck=overview.months+publications.by_language+publications.by_kind+overview.next")
    second, last = LANGUAGES, re.compile("planned")
    # Pressed faster than the server draws: none is lost.
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key, delay=0)
    at(page, 2, second)
    for key, place in (("End", 4), ("Home", 1), ("PageDown", 2), ("Space", 3), ("PageUp", 2), ("Shift+Space", 1), ("Enter", 2)):
        page.keyboard.press(key)
        expect(page.locator("output")).to_contain_text(re.compile(rf"^{place} / 4"))
    at(page, 2, second)
    page.mouse.click(1200, 400)
    page.mouse.click(1200, 400)
    at(page, 4, last)
    page.mouse.click(80, 400)
    expect(page.locator("output")).to_contain_text(re.compile(r"^3 / 4"))
    swipe(page, 300, 700)
    at(page, 2, second)
    # Where words are marked with the mouse, nothing moves.
    page.mouse.move(300, 60)
    page.mouse.down()
    page.mouse.move(700, 60, steps=4)
    page.mouse.up()
    swipe(page, 700, 300)
    expect(page.locator("output")).to_contain_text(re.compile(r"^3 / 4"))
    page.keyboard.press("PageUp")
    at(page, 2, second)
    # Where one was is in the address.
    page.reload()
    at(page, 2, second)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    expect(page).not_to_have_url(re.compile("present=|slide="))
    expect(page.get_by_role("combobox", name="Period")).to_be_visible()


def test_the_page_presents_at_a_key_and_comes_back(page, app):
    page.goto(f"{app}/present?deck=overview.months&cities=Bilbao")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
    settle(page)
    # A letter that is typed is a letter.
    page.get_by_role("textbox", name="Title of the deck").press("p")
    expect(page.locator(".screen")).to_have_count(0)
    page.get_by_role("heading", level=1).click()
    settle(page)
    page.keyboard.press("p")
    expect(page.locator(".screen h1")).to_be_visible()
    expect(page.locator(".screen footer")).to_contain_text("Bilbao")
    assert page.evaluate("document.fullscreenElement !== null"), "the whole screen"
    settle(page)
    page.evaluate("document.exitFullscreen()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Present")
    expect(page).to_have_url(re.compile("/present?.*deck=overview.months"))


def test_on_a_telephone_a_screen_is_as_long_as_it_has_to_be(open_browser, app):
    page, heard = open_browser(viewport={"width": 390, "height": 800}, has_touch=True)
    presented(page, app, "deck=overview.figures+overview.months+overview.next")
    expect(page.locator(".screen.narrow")).to_be_visible()
    for place in (1, 2, 3):
        expect(page.locator("output")).to_contain_text(re.compile(rf"^{place} / 3"))
        settle(page)
        assert page.evaluate("[document.documentElement, document.querySelector('.st-key-presentation')].every(one => one.scrollWidth <= window.innerWidth)")
        assert page.evaluate(SMALLEST) >= 11
        page.touchscreen.tap(350, 400)
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_an_address_without_a_deck_says_how_to_get_one(page, app):
    presented(page, app, "deck=theme")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing to present yet")
    expect(page.get_by_text("Choose one theme in the filters above")).to_be_visible()


@pytest.fixture
def spoilt_address(tmp_path):
    (tmp_path / "programme.xlsx").write_bytes(workbook(spoilt.rows(PAYLOAD)))
    with serve(tmp_path) as address:
        yield address


def test_nothing_from_a_cell_becomes_more_than_text_on_the_wall(open_browser, spoilt_address):
    page, heard = open_browser(viewport={"width": 1280, "height": 720})
    heard.own = spoilt_address
    presented(page, spoilt_address, "deck=annual")
    count = int(page.locator("output b").inner_text().rpartition(" ")[2])
    is_seen = False
    for place in range(1, count + 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(heard_title(page, place, count))
        is_seen = is_seen or "<script>window.evil=1</script>" in page.locator(".screen").inner_text()
        assert (place, found(page), heard.elsewhere, heard.errors) == (place, [], [], [])
        page.keyboard.press("ArrowRight")
    assert is_seen

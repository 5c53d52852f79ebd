"""Text from cells is shown as typed, never as Markdown or HTML: a payload in every text column, every page with all that opens on it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from dashboard import PAGES
from loaders.editions import freeze
from loaders.template import workbook
from tests.browser.conftest import settle
from tests.browser.test_pages import visit
from tests.browser.test_timeline import click_mark
from tests.fixtures import demo, spoilt
from tests.servers import serve

PAYLOAD = (
    "![evil](https://evil.example/x.png) <img src=https://evil.example/y.png onerror=\"window.evil=1\"> <script>window.evil=1</script> "
    "[evil](https://evil.example/z) <a href='https://evil.example/a'>evil</a> https://evil.example/b www.evil.example <b>evil</b> **evil** `evil` :red[evil] $evil$"
)  # fmt: skip
# What would be there if any of it had been taken for what it is written in.
MADE = (
    "[src*=evil], [onerror], script:has-text('evil'), b:text-is('evil'), strong:text-is('evil'), code:text-is('evil'), span[class*=colored]:text-is('evil'), .katex, "
    # Alone in a note an address is a link: tests/browser/test_notes.py.
    "a[href*=evil]:not([class*=st-key-note-] a), [class*=st-key-note-] a:not([href^='https://evil.example/'])"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of that programme, with an edition of what it was before to compare it with."""
    folder = tmp_path_factory.mktemp("spoilt")
    (folder / "programme.xlsx").write_bytes(demo.content())
    freeze(folder, "Before", at=datetime(2021, 10, 1, tzinfo=UTC), by=PAYLOAD)
    (folder / "programme.xlsx").write_bytes(workbook(spoilt.rows(PAYLOAD)))
    with serve(folder) as address:
        yield address


def found(page: Page) -> list[str]:
    """The elements on a page that were made from a cell, and what a script in one did."""
    settle(page)
    made = page.locator(MADE).evaluate_all("found => found.map(one => one.outerHTML.slice(0, 200))")
    return [*made, *(["a script ran"] if page.evaluate("'evil' in window") else [])]


def open_all(page: Page, check: Callable[[], None]) -> None:
    """Open what every page may have: expanders, the tables of its figures, its first and last Source."""
    settle(page)
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    for label in page.locator("[class*=st-key-tools-] label", has_text="Table").all():
        label.click()
    check()
    sources = page.get_by_role("button", name="Source", exact=True)
    for number in sorted({0, sources.count() - 1}) if sources.count() else ():
        settle(page)
        sources.nth(number).click()
        body = page.get_by_test_id("stPopoverBody")
        # It opens before the server has filled it.
        expect(body.get_by_text("Filters: ").first).to_be_visible()
        settle(page)
        for summary in body.locator("summary").all():
            summary.click()
        check()
        page.keyboard.press("Escape")
        expect(body).to_have_count(0)


def of_overview(page: Page, check: Callable[[], None]) -> None:
    projects = page.get_by_role("combobox", name="Projects")
    projects.scroll_into_view_if_needed()
    # A list that is open closes where the page scrolls.
    settle(page)
    projects.click()
    expect(page.get_by_role("option").filter(has_text="evil").first).to_be_visible()
    check()


def of_timeline(page: Page, check: Callable[[], None]) -> None:
    click_mark(page, "event-01")
    in_dialog(page, check)


def of_map(page: Page, check: Callable[[], None]) -> None:
    records = page.locator(".st-key-place-list button")
    records.first.click()
    expect(page.get_by_text("Events here")).to_be_visible()
    settle(page)
    records.first.click()
    in_dialog(page, check)


def of_delegations(page: Page, check: Callable[[], None]) -> None:
    listed = page.locator("[data-testid=stDataFrame]").last
    listed.scroll_into_view_if_needed()
    settle(page)
    # The box before the first line.
    listed.click(position={"x": 16, "y": 35 + 17})
    in_dialog(page, check)


def of_indicators(page: Page, check: Callable[[], None]) -> None:
    page.get_by_text("Results framework").click()
    page.get_by_role("button", name="People reached").click()
    in_dialog(page, check)
    card = page.get_by_role("dialog", name="People reached")
    expect(card.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    settle(page)
    card.get_by_role("button", name="Source").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text("Filters: ").first).to_be_visible()
    check()


def in_dialog(page: Page, check: Callable[[], None]) -> None:
    expect(page.get_by_role("dialog")).to_contain_text("evil")
    check()


# What opens on one page alone.
MORE = {"overview": of_overview, "timeline": of_timeline, "map": of_map, "delegations": of_delegations, "indicators": of_indicators}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_from_a_cell_becomes_more_than_text(open_browser, address, name):
    page, heard = open_browser(viewport={"width": 1280, "height": 1400})
    heard.own = address
    visit(page, address, name)

    def check() -> None:
        assert (found(page), heard.elsewhere, heard.errors) == ([], [], [])

    check()
    expect(page.get_by_text("![evil]", exact=False).first).to_be_attached()
    open_all(page, check)
    if name in MORE:
        MORE[name](page, check)

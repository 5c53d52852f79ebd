"""Hostile files arrive, in the data folder and by upload, while somebody else looks at the dashboard: they notice nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.browser.test_data_page import figure, offer
from tests.fixtures.hostile import HOSTILE
from tests.loaders.books import write
from tests.servers import ROOT, serve

NAME = "cities-2018-2019.xlsx"
# Each of those that the limits are for, by what it does: memory, time, an archive, an entity, a name.
UPLOADED = (
    "zip bomb", "zip bomb in a lying directory", "lone far cell", "billion laughs", "external entity", "nested archive", "truncated",
    "empty", "web page", "text", "encrypted xlsx", "300 sheets", "million-character cell",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(ROOT / "data" / NAME, folder)
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


def choose_city(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Cities").click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")


def test_who_looks_on_notices_nothing_of_hostile_uploads(open_browser, server):
    viewer, heard = open_browser()
    heard.own = server
    viewer.goto(server)
    expect(figure(viewer)).to_have_text("22")
    keeper, _ = open_browser()
    keeper.goto(f"{server}/data")
    for place, what in enumerate(UPLOADED):
        name, make, _ = HOSTILE[what]
        offer(keeper, (f"{place}-{name}", make()))
        # The viewer goes on at once, while the file is being read.
        choose_city(viewer, "Bilbao")
        expect(figure(viewer)).not_to_have_text("22")
        expect(keeper.get_by_text("It cannot be used", exact=False)).to_be_visible()
        expect(keeper.get_by_role("button", name="Use this data")).to_be_disabled()
        assert keeper.get_by_text(re.compile("Traceback|Error:|Exception")).count() == 0, what
        viewer.get_by_role("combobox", name="Cities").press("Backspace")
        expect(figure(viewer)).to_have_text("22")
        expect(viewer.locator(".st-key-band")).to_have_count(0)
        settle(keeper)
        keeper.get_by_role("button", name="Discard").click()
        expect(keeper.get_by_role("button", name="Use this data")).to_have_count(0)
    assert (heard.elsewhere, heard.errors) == ([], [])


@pytest.mark.parametrize("what", ["zip bomb", "lone far cell of ods", "billion laughs"])
def test_who_looks_on_keeps_the_numbers_when_a_hostile_file_takes_the_place_of_the_data(open_browser, server, folder, what):
    viewer, heard = open_browser()
    heard.own = server
    viewer.goto(server)
    expect(figure(viewer)).to_have_text("22")
    (folder / "new.part").write_bytes(HOSTILE[what][1]())
    (folder / "new.part").replace(folder / NAME)
    band = viewer.locator(".st-key-band")
    expect(band).to_contain_text(f"{NAME} cannot be read since")
    expect(figure(viewer)).to_have_text("22")
    choose_city(viewer, "Bilbao")
    expect(figure(viewer)).not_to_have_text("22")
    viewer.goto(f"{server}/data")
    expect(viewer.get_by_role("heading", level=1)).to_have_text("Data")
    expect(viewer.get_by_role("heading", name="Files to download")).to_be_visible()
    assert (heard.elsewhere, heard.errors) == ([], [])


MARKUP = "![x](https://evil.example/x.png) <img src=https://evil.example/y.png> <b>bold</b> **bold** :red[r] $x$"
# What may stand in the names of sheets and files.
TAME = "<b>bold __bold__ `bold` $x$"
FOUND = "img[src*=evil], img[alt=x], a[href*=evil], b:has-text('bold'), strong:has-text('bold'), code:has-text('bold'), .katex"


def is_plain(page: Page) -> bool:
    settle(page)
    return page.locator(FOUND).count() == 0


@pytest.fixture
def marked_up(tmp_path: Path) -> Path:
    """A folder whose headings, sheet and file names, cells and faulty values all are Markdown and HTML."""
    folder = tmp_path / "marked"
    folder.mkdir()
    rows = {"themes": [["theme_id", "name"], ["youth", f"Youth {MARKUP}"]],
            "projects": [["project_id", "title", "theme_ids", "start", "status", MARKUP], ["coops", f"Co-ops {MARKUP}", MARKUP, MARKUP, MARKUP, MARKUP], [MARKUP, MARKUP, "youth", "2018", "active", ""]],
            "events": [["event_id", "title", "start", "headcount"], ["fair", MARKUP, "2018-05-02", MARKUP], [MARKUP, f"Fair {MARKUP}", "2018-05-03", 5], [f"Total {MARKUP}", "", "", ""]],
            TAME: [[MARKUP, f"Name {MARKUP}", "Thing"], [MARKUP, MARKUP, MARKUP], [MARKUP, "b", "c"]]}  # fmt: skip
    write(folder / f"programme {TAME}.xlsx", rows)
    (folder / f"![x](evil.example) {TAME}.csv").write_text(f'"{MARKUP}",b\n"{MARKUP}",c\n"{MARKUP}",d\n', encoding="utf-8")
    return folder


def test_nothing_in_a_file_is_shown_as_anything_but_what_was_typed(open_browser, marked_up):
    with serve(marked_up) as address:
        # All of it in sight: a list that is open closes where the page scrolls.
        page, heard = open_browser(viewport={"width": 1280, "height": 2600})
        heard.own = address
        page.goto(f"{address}/quality")
        expect(page.get_by_role("heading", level=1)).to_have_text("Data quality")
        settle(page)
        for expander in page.locator("[data-testid=stExpander] summary").all():
            expander.click()
        assert is_plain(page)
        page.goto(f"{address}/data")
        expect(page.get_by_role("heading", name="Files to download")).to_be_visible()
        assert is_plain(page)
        settle(page)
        # Its name has signs that a name may not have, and its rows are other rows.
        content = next(marked_up.glob("*.xlsx")).read_bytes()
        other = write(marked_up.parent / "other.xlsx", {"events": [["event_id", "title", "start"], ["gala", MARKUP, MARKUP], [MARKUP, MARKUP, "2019"]]}).read_bytes()
        offer(page, (f"new {TAME}.xlsx", content), (f"![x](evil) {TAME}.xlsx", other), ("bad __bold__.xlsx", b"PK\x03\x04 torn"))
        expect(page.get_by_text("It cannot be used", exact=False)).to_be_visible()
        assert is_plain(page)
        for tab in page.get_by_role("tab").all():
            tab.click()
            assert is_plain(page)
        settle(page)
        page.get_by_role("button", name="Discard").click()
        expect(page.get_by_text("It cannot be used", exact=False)).to_have_count(0)
        page.locator(".st-key-mapping summary").click()
        expect(page.get_by_role("combobox", name="Sheet", exact=False).first).to_be_visible()
        assert is_plain(page)
        page.get_by_role("combobox", name="Table that it holds", exact=False).click()
        page.get_by_role("option", name="Themes", exact=False).first.click()
        assert is_plain(page)
        # Each list of the editor shows the file's own headings. (Escape would take the choice away.)
        lists = page.locator(".st-key-mapping [role=combobox]:visible")
        for number in range(min(lists.count(), 6)):
            lists.nth(number).click()
            assert is_plain(page), number
            page.keyboard.press("Tab")
            settle(page)
        # Where a file goes bad, its name stands in the band of every page.
        book = next(marked_up.glob("*.xlsx"))
        book.write_bytes(content[: len(content) // 2])
        page.goto(address)
        expect(page.locator(".st-key-band")).to_contain_text("cannot be read since")
        assert is_plain(page)
        assert (heard.elsewhere, heard.errors) == ([], [])

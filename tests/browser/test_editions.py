"""An edition's life in a real browser: frozen, compared with what came after, and opened again."""

import re
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from dashboard import PAGES
from loaders.editions import freeze
from tests.browser.conftest import settle
from tests.servers import ROOT, serve

# Where a page has no figures of an edition.
BANDS = {"share": "Links show today’s files.", "audit": "is open on the other pages.", "data": "This page speaks of today’s files.", "changes": "This page compares the two states chosen below."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "data" / "cities-2018-2019.xlsx", tmp_path)
    return tmp_path


@pytest.fixture
def kept(folder: Path):
    with serve(folder) as address:
        yield address


def events_of(page: Page, app: str, address: str = "") -> str:
    page.goto(f"{app}/{address}")
    figure = page.locator(".st-key-figures p", has_text="Events").locator("strong")
    expect(figure).to_be_visible()
    return figure.inner_text()


def test_what_was_shown_at_a_meeting_can_be_shown_again(page, kept, folder):
    page.goto(f"{kept}/data")
    page.get_by_role("textbox", name="Name of the edition").fill("Board, June 2019")
    page.get_by_role("button", name="Freeze the data as it is now").click()
    expect(page.get_by_text("“Board, June 2019” is frozen.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Name of the edition")).to_have_value("")
    expect(page.locator(".st-key-editions").get_by_role("link", name="Compare with today")).to_be_visible()

    book = load_workbook(folder / "cities-2018-2019.xlsx")
    # The launch is taken out.
    assert book["events"]["A2"].value == "cities-launch-2018"
    book["participants"].delete_rows(2, 2)
    book["events"].delete_rows(2)
    book.save(folder / "cities-2018-2019.xlsx")
    page.goto(f"{kept}/")
    figure = page.locator(".st-key-figures p", has_text="Events").locator("strong")
    expect(figure).to_have_text("21")

    page.goto(f"{kept}/changes")
    expect(page.get_by_role("heading", name="From “Board, June 2019” to today")).to_contain_text("none changed, 3 removed")
    expect(page.get_by_role("heading", name="indicators say something else")).to_be_visible()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="All of it as a workbook").click()
    taken = load_workbook(BytesIO(download.value.path().read_bytes()))
    assert taken.sheetnames == ["Summary", "Indicators", "Removed – Events", "Removed – Participants"]
    assert {"Name", "E-mail"}.isdisjoint(cell.value for cell in taken["Removed – Participants"][1])

    page.goto(f"{kept}/")
    page.get_by_role("combobox", name="Edition").click()
    page.get_by_role("option", name="Board, June 2019").click()
    expect(figure).to_have_text("22")
    expect(page.get_by_text("You see the edition “Board, June 2019”")).to_be_visible()
    # What is taken home says so too.
    settle(page)
    page.locator(".st-key-tools-overview-months").get_by_role("button", name="Download").click()
    # A click on what is still being drawn is lost.
    settle(page)
    with page.expect_download() as table:
        page.get_by_role("button", name="Table (CSV)").click()
    assert table.value.suggested_filename.endswith("-board-june-2019.csv")
    page.keyboard.press("Escape")
    page.locator(".st-key-tools-overview-months").get_by_role("button", name="Source").click()
    settle(page)
    with page.expect_download() as table:
        page.get_by_role("button", name="Rows (CSV)").click()
    assert table.value.suggested_filename.endswith("-board-june-2019-rows.csv")
    page.keyboard.press("Escape")
    # The filters stay, it is in the address by its folder's name, and it is on the next page.
    expect(page).to_have_url(re.compile(r"[?&]edition=\d{4}-\d\d-\d\d-board-june-2019(&|$)"))
    for name, title in [*PAGES.items(), ("themes", "Themes")]:
        # A click on a page that is still being drawn is lost.
        settle(page)
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_text(BANDS.get(name, "You see the edition “Board, June 2019”"))).to_be_visible()
        expect(page.get_by_role("combobox", name="Edition")).to_be_visible()
    page.get_by_role("button", name="Back to today").click()
    expect(page.get_by_text("You see the edition")).to_have_count(0)
    page.get_by_role("link", name="Overview").click()
    expect(figure).to_have_text("21")


def test_an_address_with_an_edition_that_nobody_froze_says_so_and_shows_today(page, kept):
    assert events_of(page, kept, "?edition=2019-06-30-nowhere") == "22"
    expect(page.get_by_text("There is no edition “2019-06-30-nowhere” here: you see the data of today.")).to_be_visible()
    page.get_by_role("button", name="Back to today").click()
    expect(page.get_by_text("There is no edition")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("edition="))


def test_filters_that_were_chosen_stay_in_the_address_when_an_edition_is(page, kept, folder):
    freeze(folder, "Board", at=datetime.now().astimezone())
    page.goto(f"{kept}/?themes=Urban+commons")
    page.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name="2019", exact=True).click()
    expect(page).to_have_url(re.compile("period=2019"))
    page.get_by_role("combobox", name="Edition").click()
    page.get_by_role("option", name="Board").click()
    expect(page.get_by_text("You see the edition “Board”")).to_be_visible()
    settle(page)
    for part in ("period=2019", "themes=Urban", "edition="):
        assert part in page.url

"""New data in a real browser: tried, used and taken back; taken up in tabs that nobody touches; torn files kept away."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.fixtures import calendar
from tests.servers import ROOT, serve

NAME = "cities-2018-2019.xlsx"
REAL = ROOT / "data" / NAME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real data to work on."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(REAL, folder)
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


def changed(*, more: int = 0, kept: int | None = None, title: str = "") -> bytes:
    """The real workbook with events added, or all but the first taken away, or the first one renamed."""
    book = load_workbook(REAL)
    sheet = book["events"]
    row = [cell.value for cell in sheet[2]]
    for number in range(more):
        sheet.append([f"more-{number}", *row[1:]])
    if kept is not None:
        for name in book.sheetnames:
            book[name].delete_rows(2 + kept, 1000)
    if title:
        sheet.cell(2, 2).value = title
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def figure(page: Page):
    return page.locator(".st-key-figures p", has_text="Events").locator("strong")


def offer(page: Page, *files: tuple[str, bytes]) -> None:
    """Drop files on the Data page."""
    place = page.locator("input[type=file]")
    # After files were discarded there are two for a moment: the old one, and the one that takes its place.
    expect(place).to_have_count(1)
    place.set_input_files([{"name": name, "mimeType": "", "buffer": content} for name, content in files])


def test_data_is_tried_used_and_taken_back_and_open_tabs_follow(open_browser, server):
    overview, _ = open_browser()
    overview.goto(server)
    expect(figure(overview)).to_have_text("22")
    page, heard = open_browser()
    heard.own = server
    page.goto(f"{server}/data")
    offer(page, (NAME, changed(more=3, title="![x](https://evil.example/x.png) <b>bold</b>")))
    expect(page.get_by_role("heading", name="3 rows added, 1 changed, none removed")).to_be_visible()
    expect(figure(overview)).to_have_text("22")
    settle(page)
    page.get_by_role("button", name="Use this data").click()
    expect(page.get_by_text("In use now, on every page", exact=False)).to_be_visible()
    # A tab that nobody touches.
    expect(figure(overview)).to_have_text("25")
    settle(page)
    page.get_by_role("button", name="Go back to this").click()
    expect(page.get_by_text("You have gone back", exact=False)).to_be_visible()
    expect(figure(overview)).to_have_text("22")
    expect(page.get_by_role("button", name="Go back to this")).to_have_count(2)
    assert (heard.elsewhere, heard.errors) == ([], [])


# What a page has shown of a bar, however short.
BARS = """() => {
  window.bars = []
  new MutationObserver(() => document.querySelectorAll("[role=progressbar]").forEach(one => {
    const text = one.closest("[data-testid=stProgress]")?.innerText.trim()
    if (text && !window.bars.includes(text)) window.bars.push(text)
  })).observe(document.body, { childList: true, subtree: true, characterData: true })
}"""


def test_a_bar_says_what_is_read_while_a_large_file_is_tried(page, heard, server):
    heard.own = server
    sent: list[str] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda content: sent.append(content.decode(errors="replace") if isinstance(content, bytes) else content)))
    page.goto(f"{server}/data")
    expect(page.get_by_role("heading", name="Files to download")).to_be_visible()
    page.evaluate(BARS)
    rows = "".join(f"overview,2019-05-01,The note number {number}\n" for number in range(30_000))
    offer(page, ("notes.csv", f"subject,date,text\n{rows}".encode()))
    expect(page.get_by_role("heading", name="30,000 rows added")).to_be_visible()
    # Of bars that follow each other a browser that has much to do draws only the last: each is looked for in what it was sent.
    assert any(re.search(r"Reading notes\\?\.csv …", content) for content in sent)
    bars = page.evaluate("window.bars")
    assert bars and all(re.fullmatch(r"Reading( [\w.-]+)? …|Checking …", bar) for bar in bars)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert (heard.elsewhere, heard.errors) == ([], [])


def choose(page: Page, label: str, option: str) -> None:
    settle(page)
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_sheet_that_nothing_matched_is_mapped_by_choosing_from_lists_and_let_go_again(open_browser, server, folder):
    (folder / "calendar.csv").write_bytes(calendar.csv())
    # All of it in sight: a list that is open closes where the page scrolls.
    page, heard = open_browser(viewport={"width": 1280, "height": 2600})
    heard.own = server
    page.goto(f"{server}/data")
    expect(page.get_by_text("177 rows read from 2 files", exact=False)).to_be_visible()
    settle(page)
    page.get_by_text("Mapping: say what", exact=False).click()
    sheet = page.get_by_role("combobox", name="Sheet", exact=True)
    expect(sheet).to_have_value("calendar.csv: not read yet")
    expect(page.get_by_role("combobox", name="Table that it holds", exact=True)).to_have_value("Events")
    expect(page.get_by_text("Still to choose: ID, Title, Kind, and Themes.", exact=False)).to_be_visible()
    save = page.get_by_role("button", name="Save the mapping")
    expect(save).to_be_disabled()
    choose(page, "ID · needed", "Made from the row's number")
    choose(page, "Title · needed", "Subject")
    for column, value in (("Kind", "workshop"), ("Themes", "Social finance (social-finance)"), ("City", "Montreal (montreal)")):
        choose(page, f"{column} · needed", "The same for every row …")
        choose(page, f"{column}, for every row", value)
    expect(page.get_by_text("6 rows would load.")).to_be_visible()
    settle(page)
    page.get_by_text("Which rows, and how dates are meant").click()
    choose(page, "Only rows that have something under", "Categories")
    expect(page.get_by_text("5 rows would load.")).to_be_visible()
    # What follows the rows stands there once, with rows and without.
    kept = page.get_by_text("It is kept beside the data", exact=False)
    choose(page, "Title · needed", "Choose …")
    expect(page.get_by_text("Still to choose: Title.", exact=False)).to_be_visible()
    expect(page.get_by_text("5 rows would load.")).to_have_count(0)
    expect(kept).to_have_count(1)
    choose(page, "Title · needed", "Subject")
    expect(page.get_by_text("5 rows would load.")).to_be_visible()
    expect(kept).to_have_count(1)
    assert not (folder / "mapping.toml").exists()
    settle(page)
    save.click()
    expect(page.get_by_text("Saved: the sheet is read so from now on.")).to_be_visible()
    expect(page.get_by_text("182 rows read from 2 files", exact=False)).to_be_visible()
    expect(sheet).to_have_value("calendar.csv: read as Events (5 rows)")
    settle(page)
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("Taken away: the sheet is read as it was before.")).to_be_visible()
    expect(page.get_by_text("177 rows read from 2 files", exact=False)).to_be_visible()
    expect(sheet).to_have_value("calendar.csv: not read yet")
    assert (folder / "calendar.csv").read_bytes() == calendar.csv()
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_what_is_discarded_changes_nothing(page, server, folder):
    page.goto(f"{server}/data")
    before = (folder / NAME).read_bytes()
    offer(page, (NAME, changed(more=1)))
    expect(page.get_by_role("heading", name="1 row added, none changed, none removed")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("button", name="Use this data")).to_have_count(0)
    assert (folder / NAME).read_bytes() == before
    assert not (folder / "previous").exists()


def test_who_would_lose_most_of_the_data_is_asked_once_more(page, server):
    page.goto(f"{server}/data")
    offer(page, (NAME, changed(kept=1)))
    use = page.get_by_role("button", name="Use this data")
    expect(use).to_be_disabled()
    settle(page)
    page.get_by_text(re.compile(r"Yes, \d+ of the 177 rows in use are to go")).click()
    expect(use).to_be_enabled()


def test_a_file_that_cannot_be_read_is_not_offered_for_use(page, server):
    page.goto(f"{server}/data")
    offer(page, ("<b>new</b>.xlsx", b"PK\x03\x04 torn"))
    expect(page.get_by_text("It cannot be used", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Use this data")).to_be_disabled()
    assert page.locator("b:has-text('new')").count() == 0


def test_a_file_replaced_on_disk_is_taken_up_in_a_tab_that_nobody_touches(page, server, folder):
    page.goto(server)
    expect(figure(page)).to_have_text("22")
    (folder / "new.part").write_bytes(changed(more=2))
    (folder / "new.part").replace(folder / NAME)
    expect(figure(page)).to_have_text("24")


def test_a_torn_file_leaves_the_numbers_says_so_and_is_forgotten_once_good(page, server, folder):
    page.goto(server)
    expect(figure(page)).to_have_text("22")
    whole = changed(more=4)
    (folder / NAME).write_bytes(whole[: len(whole) // 2])
    band = page.locator(".st-key-band")
    expect(band).to_contain_text(f"{NAME} cannot be read since")
    expect(band).to_contain_text("You see the data of")
    expect(figure(page)).to_have_text("22")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    expect(band).to_be_visible()
    (folder / NAME).write_bytes(whole)
    expect(band).to_have_count(0)
    page.get_by_role("link", name="Overview").click()
    expect(figure(page)).to_have_text("26")


def test_a_first_visitor_of_an_empty_folder_can_begin(open_browser, tmp_path):
    with serve(tmp_path) as address:
        page, _ = open_browser()
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no data yet")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="An empty workbook to fill in").click()
        assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
        offer(page, (NAME, REAL.read_bytes()))
        expect(page.get_by_role("heading", name="177 rows would be in use")).to_be_visible()
        settle(page)
        page.get_by_role("button", name="Use this data").click()
        expect(figure(page)).to_have_text("22")


def test_who_comes_through_a_proxy_stands_at_the_door(open_browser, server):
    page, _ = open_browser(extra_http_headers={"X-Forwarded-For": "192.0.2.1"})
    for address in (server, f"{server}/data", f"{server}/quality"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("The programme dashboard")
        expect(page.get_by_role("link", name="Data quality")).to_have_count(0)
        expect(page.locator("input[type=file]")).to_have_count(0)
        expect(figure(page)).to_have_count(0)

"""Notes in a real browser: written by two at once, seen by all, in files, changed, deleted and brought back; nothing in them is run or fetched."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders import load
from loaders.notes import of
from tests.browser.conftest import settle
from tests.servers import ROOT, serve

HOSTILE = "**Busy** month ![x](https://evil.example/x.png) <img src=https://evil.example/y.png> [report](https://example.org/) " + "b" * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "data" / "cities-2018-2019.xlsx", tmp_path)
    return tmp_path


@pytest.fixture
def noted(folder: Path):
    with serve(folder) as address:
        yield address


def opened(page, address):
    page.goto(f"{address}/")
    expect(page.locator(".st-key-chart-overview-months .main-svg").first).to_be_visible()
    settle(page)


def filled(page, subject, text, author):
    """The form of a note on a subject, filled in and not yet saved."""
    page.locator(f"[class*=st-key-add-note-{subject}] button").click()
    form = page.get_by_test_id("stPopoverBody")
    form.get_by_role("textbox", name="Note", exact=True).fill(text)
    form.get_by_role("textbox", name="Your name").fill(author)
    settle(page)
    return form


def downloaded(page, name):
    page.locator(".st-key-tools-overview-months").get_by_role("button", name="Download").click()
    # A click on what is still being drawn is lost.
    settle(page)
    with page.expect_download() as file:
        page.get_by_role("button", name=name).click()
    page.keyboard.press("Escape")
    return Path(file.value.path()).read_text(encoding="utf-8-sig")


def test_a_note_is_written_seen_by_others_taken_along_changed_deleted_and_brought_back(open_browser, noted, folder):
    other, _ = open_browser()
    page, heard = open_browser()
    heard.own = noted
    for one in (other, page):
        opened(one, noted)
    # Both press at the same time, one of them twice; the other on a list, which has no figure.
    mine, others = filled(page, "overview-months", HOSTILE, "The director"), filled(other, "overview-next", "Soon.", "The secretary")
    mine.get_by_role("button", name="Save the note").dblclick(no_wait_after=True)
    others.get_by_role("button", name="Save the note").click()
    for one in (page, other):
        note = one.locator(".st-key-note-overview-months-0")
        expect(note.locator("strong", has_text="Busy")).to_be_visible()
        expect(note).to_contain_text("The director")
        expect(note.get_by_role("link", name="report")).to_have_attribute("href", "https://example.org/")
        expect(note.locator("img")).to_have_count(0)
        expect(one.locator(".st-key-note-overview-next-0")).to_contain_text("The secretary")
        expect(one.get_by_test_id("stPopoverBody")).to_have_count(0)
    assert heard.elsewhere == []
    assert [[one.text for one in of(load(folder), subject)] for subject in ("overview.months", "overview.next")] == [[HOSTILE], ["Soon."]]

    settle(page)
    picture = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", downloaded(page, "Picture (SVG)"))).replace(" ", "")
    assert "Busymonth" in picture
    assert "b" * 400 in picture
    settle(page)
    table = list(csv.reader(downloaded(page, "Table (CSV)").splitlines(keepends=True)))
    assert {len(row) for row in table} == {len(table[0])}
    assert table[0][-1] == "Notes on this figure"
    assert table[1][-1].startswith("Busy month")
    assert {row[-1] for row in table[2:]} == {""}

    settle(page)
    page.locator(".st-key-note-overview-months-0").get_by_role("button", name="Edit").click()
    form = page.get_by_test_id("stPopoverBody")
    form.get_by_role("textbox", name="Note", exact=True).fill("**Calm** month")
    settle(page)
    form.get_by_role("button", name="Save the note").click()
    expect(other.locator(".st-key-note-overview-months-0 strong")).to_have_text("Calm")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    assert [one.text for one in of(load(folder), "overview.months")] == ["**Calm** month"]

    settle(page)
    page.locator(".st-key-note-overview-months-0").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("The note is deleted.")).to_be_visible()
    expect(other.locator(".st-key-note-overview-months-0")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-note-overview-months-0 strong", has_text="Calm")).to_be_visible()
    assert heard.errors == []

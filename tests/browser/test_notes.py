"""Notes in a real browser: written beside a figure, seen by others, deleted and brought back; nothing in them is run or fetched."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders import load
from loaders.notes import of
from tests.browser.conftest import ROOT, serve, settle

HOSTILE = "**Busy** month ![x](https://evil.example/x.png) <img src=https://evil.example/y.png> [report](https://example.org/)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "data" / "cities-2018-2019.xlsx", tmp_path)
    return tmp_path


@pytest.fixture
def noted(folder: Path):
    yield from serve(folder)


def test_a_note_is_written_seen_by_others_deleted_and_brought_back(open_browser, noted, folder):
    other, _ = open_browser()
    other.goto(f"{noted}/")
    expect(other.locator(".st-key-chart-overview-months .main-svg").first).to_be_visible()
    page, heard = open_browser()
    heard.own = noted
    page.goto(f"{noted}/")
    expect(page.locator(".st-key-chart-overview-months .main-svg").first).to_be_visible()
    settle(page)
    page.locator(".st-key-add-note-overview-months button").click()
    form = page.get_by_test_id("stPopoverBody")
    form.get_by_role("textbox", name="Note", exact=True).fill(HOSTILE)
    form.get_by_role("textbox", name="Your name").fill("The director")
    form.get_by_role("button", name="Save the note").click()
    for one in (page, other):
        note = one.locator(".st-key-note-overview-months-0")
        expect(note.locator("strong", has_text="Busy")).to_be_visible()
        expect(note).to_contain_text("The director")
        expect(note.get_by_role("link", name="report")).to_have_attribute("href", "https://example.org/")
        expect(note.locator("img")).to_have_count(0)
    assert heard.elsewhere == []
    assert [one.text for one in of(load(folder), "overview.months")] == [HOSTILE]

    settle(page)
    page.locator(".st-key-note-overview-months-0").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("The note is deleted.")).to_be_visible()
    expect(other.locator(".st-key-note-overview-months-0")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-note-overview-months-0 strong", has_text="Busy")).to_be_visible()
    assert heard.errors == []

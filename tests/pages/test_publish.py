"""Publishing from the Share page: asked before everybody sees it, told when and by whom it was done, and taken back."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from exports.publish import has_former
from sharing import audit
from sharing.viewer import Viewer
from tests.exports.s3 import s3
from tests.pages.test_pages import run
from tests.pages.test_share import opened, press, said, store
from ui.text import JOINER

__all__ = ["store"]
FORMERLY = "What was published before is there again"


@pytest.fixture
def www(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder into which who runs the dashboard lets directors publish."""
    monkeypatch.setenv("CITIES_PUBLISH", str(folder := tmp_path / "www" / "programme"))
    return folder


@pytest.fixture
def page(store, www, folders, monkeypatch) -> AppTest:
    return run(monkeypatch, folders["empty"], "share")


def published(test: AppTest, turn: int = 0) -> AppTest:
    return press(opened(test, f"publish-{turn}"), "Publish for everybody")


def told(test: AppTest) -> str:
    return "\n".join(one.value.replace("\\", "") for one in test.success)


def buttons(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def test_without_a_folder_that_who_runs_it_has_named_nothing_is_offered(store, folders, monkeypatch):
    # As compose says where nothing is to be published.
    monkeypatch.setenv("CITIES_PUBLISH", "")
    assert "Publish for everybody" not in said(run(monkeypatch, folders["demo"], "share"))


def test_a_director_is_asked_and_told_who_will_see_what_and_where(page, www):
    assert "Nothing is published at the moment" in said(page)
    assert "Publish for everybody" not in buttons(page), "not by one press"
    test = opened(page, "publish-0")
    assert "Publish for everybody?" in said(test)
    assert "all but names, participants and counts of fewer than 5 people" in said(test)
    assert f"The pages go into {www} on the server" in said(test)
    assert not www.exists()


def test_what_was_published_is_told_with_when_and_by_whom(www, store, folders, monkeypatch):
    test = published(run(monkeypatch, folders["demo"], "share"))
    assert "Published at " in told(test)
    assert "Common Ground Exchange" in (www / "index.html").read_text(encoding="utf-8")
    assert [(entry.what, entry.who, entry.detail) for entry in audit.entries(store)] == [("published", "ana@example.org", "programme")]
    assert "Last published: " in said(test)
    assert "by ana@example.org." in said(test).replace(JOINER, "")
    assert "Publish for everybody?" not in said(test), "what asked is closed"
    test = opened(test, "publish-back-1")
    assert "Go back" not in buttons(test), "there is nothing to go back to"
    assert not told(test), "it is said once"


def test_what_was_published_before_is_put_back_once_that_is_asked_too(page, www, store):
    test = published(published(page), turn=1)
    (www.with_name(".programme-former") / "index.html").write_text("as it was", encoding="utf-8")
    test = opened(test, "publish-back-2")
    assert "Go back to what was published before?" in said(test)
    assert "Everybody will see the pages of " in said(test)
    assert (www / "index.html").read_text(encoding="utf-8") != "as it was"
    test = press(test, "Go back")
    assert (www / "index.html").read_text(encoding="utf-8") == "as it was"
    assert FORMERLY in told(test)
    assert "Gone back to the former pages: " in said(test)
    assert has_former(www), "and forward again"
    assert [entry.detail for entry in audit.entries(store)] == ["programme: the former pages", "programme", "programme"]


def test_pages_that_came_from_the_command_line_are_told_by_when_they_were_made(page, www):
    test = published(page)
    for made in (www / "assets" / "page.css", www / "index.html"):
        os.utime(made, (4e9, 4e9))
    assert "Published now: pages of 2 October 2096, " in said(test.run())


def test_what_cannot_be_published_is_said_and_nothing_is_lost(page, www):
    www.mkdir(parents=True)
    (www / "letter.txt").write_text("mine", encoding="utf-8")
    test = published(page)
    assert "holds files that are not ours" in "\n".join(one.value for one in test.error)
    assert (www / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not told(test)


def test_whose_role_has_ended_publishes_nothing_with_a_page_that_is_still_open(page, www, store, monkeypatch):
    test = opened(page, "publish-0")
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("board", "ana@example.org", "user ana"))
    press(test, "Publish for everybody")
    assert not www.exists()
    assert not audit.entries(store)


def test_a_bucket_is_named_and_said_to_keep_nothing(store, folders, monkeypatch, tmp_path):
    with s3(tmp_path) as server:
        for name, value in {**server.environ, "CITIES_PUBLISH": "s3://www/programme"}.items():
            monkeypatch.setenv(name, value)
        test = opened(run(monkeypatch, folders["empty"], "share"), "publish-0")
        assert "Nothing has been published from this page" in said(test)
        assert "The pages go into s3://www/programme, in place of those that are there, which are not kept" in said(test).replace(JOINER, "")
        test = press(test, "Publish for everybody")
        assert "Published at " in told(test)
        assert "Last published: " in said(test)
        assert "programme/index.html" in server.holds()
    assert [entry.detail for entry in audit.entries(store)] == ["s3://www/programme"]
    test = published(test, turn=1)
    assert "the bucket cannot be written to" in "\n".join(one.value for one in test.error)


def test_a_folder_that_cannot_be_looked_into_leaves_the_page_as_it_is(store, folders, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CITIES_PUBLISH", str(tmp_path / "file" / "programme"))
    test = run(monkeypatch, folders["empty"], "share")
    assert "Nothing is published at the moment" in said(test)
    assert "programme: cannot be written (" in "\n".join(one.value.replace("\\", "") for one in published(test).error)

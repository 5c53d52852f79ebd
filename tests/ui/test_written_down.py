"""Whatever a director changes of the data is in the record of events: who and what, and no participant's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sharing import audit
from sharing.viewer import Viewer
from tests.conftest import ROOT
from tests.loaders.books import EVENTS, SOUND, write
from ui import doors

PERSON = "Ada Secret"
PEOPLE = [["person_id", "name", "activity_id"], ["p1", PERSON, "launch"]]
PARTY = ["party", "Party", "launch", "coops", "youth", "mtl", "June 2018", None, 20]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A director's data, in which a person is named, and a record of events in which nothing stands yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "a.xlsx", {**SOUND, "participants": PEOPLE})
    monkeypatch.setenv("CITIES_DATA", str(folder))
    monkeypatch.setenv("CITIES_VAR", str(tmp_path / "var"))
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("director", "ana@example.org", "user ana"))
    doors.house.cache_clear()
    yield folder
    doors.store().close()
    doors.house.cache_clear()


def written() -> list[tuple[str, str, str]]:
    return [(entry.what, entry.who, entry.detail) for entry in audit.entries(doors.store(), limit=100)]


def upload_page() -> None:
    from locales import words
    from ui.data import source
    from ui.upload import upload

    upload(source(), words("en"))


def freeze_page() -> None:
    from locales import words
    from ui.editions import freezing

    freezing(words("en"))


def test_files_that_are_put_in_use(folder, tmp_path):
    app = AppTest.from_function(upload_page, default_timeout=60).run()
    content = write(tmp_path / "new.xlsx", {**SOUND, "events": [*EVENTS, PARTY], "participants": PEOPLE}).read_bytes()
    app.file_uploader[0].upload("a.xlsx", content).run()
    assert written() == [], "nothing is changed yet"
    app.button(key="upload-use").click().run()
    assert (folder / "a.xlsx").read_bytes() == content
    assert written() == [("data_changed", "ana@example.org", "a.xlsx")]


def test_a_note_that_is_written(folder):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state["add-note-overview-0"] = True
    app.run()
    app.text_area(key="text-overview-0").set_value(f"{PERSON} was there").run()
    app.text_input(key="author-overview-0").set_value(PERSON).run()
    app.button(key="save-overview-0").click().run()
    assert not app.exception
    assert any(f"{PERSON} was there" in one.value for one in app.markdown)
    assert written() == [("data_changed", "ana@example.org", "notes.xlsx")]


def test_an_edition_that_is_frozen(folder):
    app = AppTest.from_function(freeze_page, default_timeout=60).run()
    app.text_input(key="freeze-name").set_value("Board")
    app.text_input(key="freeze-by").set_value(PERSON)
    app.button[0].click().run()
    assert "“Board” is frozen" in app.success[0].value
    assert written() == [("data_changed", "ana@example.org", "Board")]

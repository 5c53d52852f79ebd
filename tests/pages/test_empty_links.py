"""A link of which nothing is on record any more: who opens it is told whom to ask, and its director sees it in the list."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sharing import links
from sharing.grants import Grant
from sharing.viewer import Viewer
from tests.pages.test_pages import run
from ui import doors

NOW = datetime.now(UTC)
GRANT = Grant("South", project_ids=("taken-out",))
LAST = NOW.date() + timedelta(days=90)


@pytest.fixture(autouse=True)
def link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A link of a project that the data does not have."""
    monkeypatch.setenv("CITIES_VAR", str(tmp_path / "var"))
    doors.house.cache_clear()
    links.create(doors.store(), GRANT, until=LAST, by="ana@example.org", now=NOW)
    yield
    doors.store().close()
    doors.house.cache_clear()


@pytest.mark.parametrize("page", ["overview", "map", "participants"])
@pytest.mark.parametrize(("language", "heading", "shared"), [
    ("English", "This link shows nothing at the moment", "Shared with South, open until"),
    ("Français", "Ce lien ne montre rien pour le moment", "Partagé avec South"),
])  # fmt: skip
def test_who_opens_it_is_told_whom_to_ask_and_not_how_to_install(monkeypatch, folders, page, language, heading, shared):
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("funder", "link 1", "link 1", GRANT, 1, LAST))
    test = run(monkeypatch, folders["demo"], page, lang=language)
    assert [one.value for one in test.subheader] == [heading]
    assert any(shared in one.value for one in test.caption)
    assert not test.code


def test_its_director_sees_that_it_shows_nothing(monkeypatch, folders):
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("director", "ana@example.org", "user ana"))
    links.create(doors.store(), Grant("North", project_ids=("coop-schools",)), until=LAST, by="ana@example.org", now=NOW)
    said = [one.value for one in run(monkeypatch, folders["demo"], "share").markdown]
    assert len([one for one in said if "It shows nothing at the moment" in one]) == 1

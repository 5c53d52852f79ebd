"""A director who looks at what a link shows sees that and nothing else, whatever they had chosen for themselves; and it is there again afterwards."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from sharing import links
from sharing.grants import SHAREABLE, Grant
from sharing.viewer import Viewer
from tests.pages.test_pages import run
from ui import doors

DIRECTOR = Viewer("director", "ana@example.org", "user ana")
GRANT = Grant("South", funder_id="fund-south", has_exports=True, minimum_count=10)
TODAY = datetime.now(UTC).date()
THEIRS = Viewer("funder", "link 1", "link 1", GRANT, 1, TODAY + timedelta(days=90))
# As plain words, as Markdown, in a figure.
FEW = re.compile(r"(<|\\<|&lt;|\\u003c) ?10")
DAYS = (date(2019, 1, 1), date(2019, 6, 30))


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """One link, of what a funder funds."""
    monkeypatch.setenv("CITIES_VAR", str(tmp_path / "var"))
    doors.house.cache_clear()
    # AppTest goes where the test says; that a browser is led there is seen in tests/browser/test_share.py.
    monkeypatch.setattr("streamlit.switch_page", lambda page: streamlit.stop())
    now = datetime.now(UTC)
    links.create(doors.store(), GRANT, until=now.date() + timedelta(days=90), by="ana@example.org", now=now)
    yield
    doors.store().close()
    doors.house.cache_clear()


def looked(test: AppTest) -> AppTest:
    """A director's view of the link."""
    next(button for button in test.switch_page("pages/share.py").run().button if button.label == "Look as they will").click().run()
    # With its frame: AppTest draws all pages but the first alone. A browser's address is blank after such a way.
    test.query_params.clear()
    test.switch_page("dashboard.py").run()
    assert not test.exception
    assert [one.value.replace("\\", "") for one in test.markdown if "You see what" in one.value] == ["You see what South will see."]
    return test


def said(test: AppTest) -> list[str]:
    """All words and figures of a page, but for the band above it."""
    words = [one.value for one in (*test.title, *test.subheader, *test.markdown, *test.caption)]
    drawn = [str(one.proto.spec or one.proto.figure) for one in test.get("plotly_chart")]
    tables = [one.value.to_csv() for one in test.dataframe]
    return [one for one in (*words, *drawn, *tables) if "You see what" not in one]


@pytest.mark.parametrize("page", SHAREABLE)
def test_a_preview_says_what_who_has_the_link_is_told(folders, monkeypatch, page):
    monkeypatch.setattr("ui.who.identified", lambda: DIRECTOR)
    chosen = {"period": "2019", "themes": ["Urban commons"], "compare": "year", "deck": "overview.months", "group": "project", "shape": "results", "place": "Seoul"}
    preview = looked(run(monkeypatch, folders["demo"], "overview", **chosen))
    monkeypatch.setattr("ui.who.identified", lambda: THEIRS)
    theirs = run(monkeypatch, folders["demo"], "overview")
    if page != "overview":
        monkeypatch.setattr("ui.who.identified", lambda: DIRECTOR)
        preview.switch_page(f"pages/{page}.py").run()
        monkeypatch.setattr("ui.who.identified", lambda: THEIRS)
        theirs.switch_page(f"pages/{page}.py").run()
    assert not preview.exception and not theirs.exception
    assert said(preview) == said(theirs)
    assert page != "overview" or any("Shared with South, open until" in one.replace("\\", "") for one in said(theirs))
    if page == "participants":
        assert any(FEW.search(one) for one in said(theirs)), "counts of few people are in it"


@pytest.mark.parametrize(("address", "kept"), [
    ({"period": "2019", "themes": ["Urban commons"], "deck": "overview.months"}, {"period": "2019", "themes": ["Urban commons"], "deck": "overview.months"}),
    ({"period": "Dates …", "days": ["2019-01-01", "2019-06-30"]}, {"period": "Dates …", "days": DAYS}),
    ({}, {"period": None, "themes": [], "deck": ""}),
])  # fmt: skip
def test_what_a_director_had_chosen_is_there_again_afterwards(folders, monkeypatch, address, kept):
    monkeypatch.setattr("ui.who.identified", lambda: DIRECTOR)
    test = run(monkeypatch, folders["demo"], "overview", **address)
    assert {key: test.session_state[key] for key in kept} == kept
    looked(test)
    assert {key: test.session_state[key] for key in kept if key in test.session_state} != kept or not address
    test.selectbox(key="period").set_value("2020").run()
    next(button for button in test.button if button.label == "Back").click().run()
    test.run()
    assert not test.exception and not test.warning
    assert not [one for one in test.markdown if "You see what" in one.value]
    assert {key: test.session_state[key] for key in kept} == kept

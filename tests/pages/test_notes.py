"""Wherever a note can be added, on a page or a card, what is written there is seen there."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from loaders.notes import Note, add
from sharing.viewer import KEEPERS
from ui.card import OPEN
from ui.data import live
from ui.note_text import safe_markdown

ROOT = Path(__file__).parent.parent.parent
SECONDS = 120
AT = datetime(2021, 9, 30, tzinfo=UTC)
FIGURES = {
    "overview": {"overview", "overview.months", "overview.next", "overview.latest"},
    "timeline": {"timeline", "timeline.by_theme"},
    "map": {"map", "map.places"},
    "publications": {"publications", "publications.texts"},
    "indicators": {"indicators", "indicators.board"},
    "quality": {"data quality", "quality.scores"},
}
CARDS = {"events": "indicators", "mobile-clinics": "projects"}


@pytest.fixture
def folder(folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(folders["demo"] / "programme.xlsx", tmp_path)
    monkeypatch.setenv("CITIES_DATA", str(tmp_path))
    # Only who keeps the data may write.
    monkeypatch.setattr("ui.notes.is_keeper", lambda: True)
    return tmp_path


def pages() -> Iterator[tuple[str, AppTest]]:
    """Each page, one after the other as a reader goes, and the first with each card open."""
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS).run()
    yield "overview", test
    for page in PAGES:
        if page not in {"overview", *KEEPERS}:
            yield page, test.switch_page(f"pages/{page}.py").run()
    for row_id, table in CARDS.items():
        card = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS)
        card.session_state[OPEN] = (table, row_id, None)
        yield row_id, card.run()


def offers(block) -> Iterator[str]:
    """The subjects on which a page offers to add a note."""
    for child in getattr(block, "children", {}).values():
        told = getattr(child, "proto", None)
        if "popover" in {field.name for field, _ in (told.ListFields() if hasattr(told, "ListFields") else [])}:
            key = told.popover.id.partition("add-note-")[2]
            yield from [key.removesuffix("-0")] if key else []
        yield from offers(child)


def test_what_is_written_is_seen_where_it_was_written(folder):
    offered = {}
    for page, test in pages():
        assert not test.exception
        offered[page] = set(offers(test._tree))
        assert FIGURES.get(page, set()) <= offered[page]
    assert all(card in offered[card] for card in CARDS)
    for subject in sorted(set().union(*offered.values())):
        add(folder, Note(subject, date(2021, 9, 30), f"On {subject}"), at=AT)
    live().refresh()
    for page, test in pages():
        seen = [words.value for words in test.markdown]
        assert {subject: seen.count(safe_markdown(f"On {subject}")) for subject in offered[page]} == dict.fromkeys(offered[page], 1)

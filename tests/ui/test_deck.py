"""Which figures an address means, and which edition a deck compares with."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exports.decks import Item
from exports.restated import KEY as CHANGED
from loaders import Scope
from loaders.editions import freeze
from ui import deck, editions

STRANGE = "indicators.trend.a b;c/ü%"


@pytest.fixture
def folder(folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(folders["demo"] / "programme.xlsx", tmp_path)
    monkeypatch.setenv("CITIES_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What a session holds; there is none outside of a run."""
    held: dict[str, object] = {}
    monkeypatch.setattr("ui.deck.st.session_state", held)
    return held


def test_keys_go_into_an_address_and_come_back_whatever_is_in_them(said, demo, view_of):
    said[deck.KEY] = deck.encoded(["overview.months", STRANGE])
    assert " " in str(said[deck.KEY])
    found = deck.chosen(view_of(demo))
    assert (found.keys, found.unknown) == (("overview.months",), (STRANGE,))


def test_a_figure_that_is_named_twice_stands_once(said, demo, view_of):
    said[deck.KEY] = "map.places overview.months map.places"
    assert deck.chosen(view_of(demo)).keys == ("map.places", "overview.months")


def test_an_indicator_is_said_with_its_name(demo, view_of):
    one = deck.shown(Item("indicators.trend.missions"), deck.Asked(view_of(demo)))
    named = deck.shown(Item("indicators.trend.missions", "So many?"), deck.Asked(view_of(demo)))
    assert one is not None
    assert one.title == "Study missions – 2 of 8 by March 2022: off course"
    assert named is not None
    assert named.title == "So many?"


def test_a_deck_is_of_the_light_paper_and_compares_with_the_edition_before(folder, demo, view_of, monkeypatch):
    first, second = (freeze(folder, f"Meeting {month}", at=datetime(2021, month, 1, tzinfo=UTC)) for month in (4, 8))
    monkeypatch.setattr(editions, "chosen", lambda: None)
    wanted = deck.asked(replace(view_of(demo), is_dark=True), [CHANGED])
    assert wanted.earlier is not None
    assert (wanted.view.is_dark, wanted.earlier.name) == (False, "Meeting 8")
    assert "name" not in wanted.earlier.data.participants
    # Whoever looks at an edition compares it with the one before it.
    monkeypatch.setattr(editions, "chosen", lambda: second)
    before = deck.asked(view_of(demo), [CHANGED]).earlier
    assert before is not None
    assert before.name == "Meeting 4"
    monkeypatch.setattr(editions, "chosen", lambda: first)
    assert deck.asked(view_of(demo), [CHANGED]).earlier is None


@pytest.mark.parametrize(("scope", "keys"), [(Scope(theme_ids=("commons",)), [CHANGED]), (Scope(), ["overview.months"])])
def test_no_edition_is_opened_for_a_part_or_where_nothing_compares(folder, demo, view_of, monkeypatch, scope, keys):
    freeze(folder, "Meeting", at=datetime(2021, 4, 1, tzinfo=UTC))
    monkeypatch.setattr(editions, "chosen", lambda: None)
    assert deck.asked(view_of(demo, scope=scope), keys).earlier is None

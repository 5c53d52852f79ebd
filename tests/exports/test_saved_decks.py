"""Decks kept under a name: what was saved is read again, nobody's is lost, and a file that was mended by hand stays."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from exports.decks import Item
from exports.saved_decks import FILE, put_back, remove, rename, save, saved_decks
from loaders.shelf import ShelfError

AT = datetime(2019, 7, 31, 9, tzinfo=UTC)
ITEMS = (Item("overview.months", "The busiest months", "Say why.\nThen pause."), Item("map.places"), Item("indicators.trend.events; 2"))


def test_a_saved_deck_is_read_again_as_it_was_put_together(tmp_path):
    saved = save(tmp_path, "  Board,  June 2019 ", ITEMS, at=AT)
    assert (saved.id, saved.name) == ("board-june-2019", "Board, June 2019")
    assert saved_decks(tmp_path) == {"board-june-2019": saved}
    assert saved.deck.items == ITEMS
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("text", ['"""\n[other]', "=1+1", "</script>", "한글 ﷽ 🎈", "\x00\x07 bell", "a\\b", "x" * 40_000])
def test_whatever_is_typed_is_a_title_and_nothing_else(tmp_path, text):
    save(tmp_path, "One", (Item("map.places", text, text),), at=AT)
    [item] = saved_decks(tmp_path)["one"].items
    assert (item.title, item.note) == (text[:300], text[:5_000])


def test_a_deck_is_changed_under_its_name_renamed_taken_away_and_put_back(tmp_path):
    save(tmp_path, "Board", ITEMS, at=AT)
    save(tmp_path, "Funder", ITEMS[:1], at=AT)
    save(tmp_path, "Board", ITEMS[1:2], at=AT, into="board")
    assert saved_decks(tmp_path)["board"].items == ITEMS[1:2]
    rename(tmp_path, "board", "Annual meeting", at=AT)
    assert [(one.id, one.name) for one in saved_decks(tmp_path).values()] == [("board", "Annual meeting"), ("funder", "Funder")]
    gone = remove(tmp_path, "board", at=AT)
    assert list(saved_decks(tmp_path)) == ["funder"]
    put_back(tmp_path, gone, at=AT)
    assert saved_decks(tmp_path)["board"] == gone


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: save(folder, "BOARD", ITEMS, at=AT), "There is a deck “BOARD” already"),
        (lambda folder: rename(folder, "funder", "board", at=AT), "There is a deck “board” already"),
        (lambda folder: save(folder, " … ", ITEMS, at=AT), "Give the deck a name of up to 80 letters"),
        (lambda folder: save(folder, "x" * 81, ITEMS, at=AT), "Give the deck a name of up to 80 letters"),
        (lambda folder: save(folder, "Empty", (), at=AT), "There is no figure in the deck yet"),
        (lambda folder: remove(folder, "nowhere", at=AT), "This deck is no longer kept."),
    ],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(tmp_path, change, sentence):
    for name in ("Board", "Funder"):
        save(tmp_path, name, ITEMS, at=AT)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ShelfError, match=sentence):
        change(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("content", ["[board", "[board]\nname = 'Board'", "board = 3", "[board]\nname='B'\nfigures=['x']"])
def test_a_file_that_somebody_has_broken_is_left_as_it_is(tmp_path, content):
    (tmp_path / FILE).write_text(content)
    assert saved_decks(tmp_path) == {}
    with pytest.raises(ShelfError, match=r"decks\.toml cannot be read"):
        save(tmp_path, "Board", ITEMS, at=AT)
    assert (tmp_path / FILE).read_text() == content


def test_two_names_that_are_alike_have_links_of_their_own(tmp_path):
    assert [save(tmp_path, name, ITEMS, at=AT).id for name in ("Board 2019", "Board: 2019")] == ["board-2019", "board-2019-2"]


def test_two_people_at_once_lose_nothing(tmp_path):
    with ThreadPoolExecutor(max_workers=2) as both:
        list(both.map(lambda number: save(tmp_path, f"Deck {number}", ITEMS, at=datetime.now(UTC)), range(20)))
    assert len(saved_decks(tmp_path)) == 20

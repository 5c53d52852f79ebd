"""Editions: what was frozen stays as it was, and a half one is none."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders import SourceError, load
from loaders.editions import CARD, FOLDER, editions, freeze, named, opened
from loaders.shelf import ShelfError
from tests.loaders.books import EVENTS, SOUND, write

ROOT = Path(__file__).parents[2]
AT = datetime(2019, 6, 30, 18, 5, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "programme.xlsx", SOUND)
    (tmp_path / "limits.toml").write_text("rows = 5000\n")
    return tmp_path


def test_what_was_frozen_is_kept_with_its_name_its_day_and_its_files(folder):
    freeze(folder, "Board,  June 2019", at=AT, by="The director")
    (edition,) = editions(folder)
    assert (edition.id, edition.name, edition.by, edition.frozen) == ("2019-06-30-board-june-2019", "Board, June 2019", "The director", AT)
    assert sorted(edition.files) == ["limits.toml", "programme.xlsx"]
    assert (folder / FOLDER / edition.id / "programme.xlsx").read_bytes() == (folder / "programme.xlsx").read_bytes()
    assert named(folder, "board, june 2019") == named(folder, edition.id) == edition


def test_a_change_of_the_workbook_does_not_reach_it(folder):
    freeze(folder, "Before", at=AT)
    book = load_workbook(folder / "programme.xlsx")
    book["events"]["B2"] = "Another title"
    book.save(folder / "programme.xlsx")
    (edition,) = editions(folder)
    assert list(opened(folder, edition).events["title"]) != ["Another title"]
    assert list(load(folder).events["title"]) == ["Another title"]


def test_the_day_of_the_data_is_kept_where_the_settings_say_none(folder):
    assert freeze(folder, "One", at=AT).as_of == date(2019, 6, 30)
    write(folder / "programme.xlsx", {**SOUND, "settings": [["key", "value"], ["as_of", "2018-12-31"]]})
    assert freeze(folder, "Two", at=AT).as_of == date(2018, 12, 31)


def test_a_name_is_taken_once_a_day(folder):
    freeze(folder, "Board", at=AT)
    with pytest.raises(ShelfError, match="There is an edition “BOARD” of that day already"):
        freeze(folder, "BOARD", at=AT)
    freeze(folder, "Board", at=datetime(2020, 6, 30, 9, tzinfo=UTC))
    assert [edition.id for edition in editions(folder)] == ["2020-06-30-board", "2019-06-30-board"]


@pytest.mark.parametrize("name", ["", "  ", "../..", "/", "x" * 81])
def test_a_name_that_is_none_is_refused(folder, name):
    with pytest.raises(ShelfError, match="Give the edition a name"):
        freeze(folder, name, at=AT)
    assert editions(folder) == []


def test_a_name_never_leads_out_of_the_folder(folder):
    assert freeze(folder, "../../etc/Séance d’été 서울", at=AT).id == "2019-06-30-etc-séance-d-été-서울"


def test_a_file_that_cannot_be_read_is_not_frozen(folder):
    (folder / "torn.xlsx").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(ShelfError, match=r"^torn\.xlsx cannot be read"):
        freeze(folder, "Board", at=AT)
    assert editions(folder) == []


def test_an_edition_that_somebody_changed_is_not_opened(folder):
    edition = freeze(folder, "Board", at=AT)
    path = folder / FOLDER / edition.id / "programme.xlsx"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(SourceError, match=r"^programme\.xlsx: is no longer what was frozen under “Board”"):
        opened(folder, edition)


def test_a_file_that_was_not_frozen_with_it_is_refused(folder):
    edition = freeze(folder, "Board", at=AT)
    path = folder / FOLDER / edition.id
    (path / ".DS_Store").write_bytes(b"left by a system")
    assert len(opened(folder, edition).events) == 1
    write(path / "more.xlsx", {"events": [EVENTS[0], ["party", *EVENTS[1][1:]]]})
    with pytest.raises(SourceError, match=r"^more\.xlsx: was not frozen with “Board”: take it out of the edition’s folder"):
        opened(folder, edition)


@pytest.mark.parametrize("change", [
    lambda card: card.replace("The director", "Somebody else"),
    lambda card: re.sub(r"as_of = .*", "as_of = 2018-01-01", card),
    lambda card: re.sub(r'"programme\.xlsx" = .*\n', "", card),
    lambda card: re.sub(r"digest = .*\n", "", card),
])  # fmt: skip
def test_a_card_that_somebody_changed_is_listed_and_not_opened(folder, change: Callable[[str], str]):
    freeze(folder, "Board", at=AT, by="The director")
    card = folder / FOLDER / "2019-06-30-board" / CARD
    card.chmod(0o600)
    written = card.read_text(encoding="utf-8")
    card.write_text(change(written), encoding="utf-8")
    assert card.read_text(encoding="utf-8") != written
    (edition,) = editions(folder)
    with pytest.raises(SourceError, match=r"^edition\.toml: is no longer what was written when “Board” was frozen"):
        opened(folder, edition)


def test_a_copy_of_an_edition_under_another_name_is_not_opened(folder):
    edition = freeze(folder, "Board", at=AT)
    shutil.copytree(folder / FOLDER / edition.id, folder / FOLDER / "2018-12-31-board")
    copy = named(folder, "2018-12-31-board")
    with pytest.raises(SourceError, match=r"^edition\.toml"):
        opened(folder, copy)


@pytest.mark.parametrize("name", ["today", " Today "])
def test_the_word_for_the_data_in_use_names_no_edition(folder, name):
    with pytest.raises(ShelfError, match="stands for the data in use: give the edition another name"):
        freeze(folder, name, at=AT)


@pytest.mark.parametrize("name", ["서" * 80, "é" * 80, "x" * 80])
def test_a_name_of_eighty_letters_of_any_script_can_be_kept(folder, name):
    edition = freeze(folder, name, at=AT)
    assert edition.name == name
    assert len(opened(folder, edition).events) == 1


def test_what_a_crash_left_is_no_edition_and_is_swept_away(folder):
    edition = freeze(folder, "Board", at=AT)
    half = folder / FOLDER / f".{edition.id}-half.part"
    shutil.copytree(folder / FOLDER / edition.id, half)
    without_card = folder / FOLDER / "2019-07-01-without"
    without_card.mkdir()
    assert editions(folder) == [edition]
    freeze(folder, "Next", at=AT)
    assert not half.exists()


def test_nobody_else_can_read_it_and_nobody_writes_to_it(folder):
    edition = freeze(folder, "Board", at=AT)
    path = folder / FOLDER / edition.id
    assert [oct(one.stat().st_mode & 0o777) for one in (path.parent, path, path / "programme.xlsx")] == ["0o700", "0o700", "0o400"]

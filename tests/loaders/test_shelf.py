"""What is put into the data folder stands there whole or not at all, and can be taken back."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loaders import load
from loaders.reading import read
from loaders.shelf import (
    ENDINGS,
    KEPT,
    PREVIOUS,
    ShelfError,
    contents,
    formers,
    go_back,
    mark,
    put,
    safe_name,
)
from loaders.workbook import sources
from tests.loaders.books import EVENTS, SOUND, write

NOON = datetime(2026, 1, 15, 12, 0, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(b"a1")
    (folder / "b.csv").write_bytes(b"b1")
    (folder / "mapping.toml").write_bytes(b"m1")
    return folder


def seen(folder: Path) -> str:
    return mark(contents(folder))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_put_is_there_and_what_was_before_is_kept_whole(folder):
    put(folder, {"a.xlsx": b"a2", "c.ods": b"c1"}, seen=seen(folder), at=NOON, rows=7)
    assert contents(folder) == {"a.xlsx": b"a2", "b.csv": b"b1", "c.ods": b"c1", "mapping.toml": b"m1"}
    (former,) = formers(folder)
    assert (former.name, former.until, former.files, former.rows) == ("2026-01-15T12-00-00", NOON, ("a.xlsx", "b.csv"), 7)
    assert contents(folder / PREVIOUS / former.name) == {"a.xlsx": b"a1", "b.csv": b"b1", "mapping.toml": b"m1"}
    assert names(folder) == ["a.xlsx", "b.csv", "c.ods", "mapping.toml", "previous"]


def test_a_file_and_its_folder_are_on_the_disk_before_anything_is_built_on_them(folder, monkeypatch):
    """The order in which the system is asked: all is written out, then renamed, then the names are written out."""
    asked: list[tuple[object, ...]] = []
    fsync = os.fsync

    def synced(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        asked.append(("on disk", named(path), *([] if path.is_dir() else [path.read_bytes()])))
        fsync(handle)

    def named(path: object) -> str:
        return Path(str(path)).relative_to(folder).as_posix()

    def recorded(move):
        def moved(old, new, **options: object) -> None:
            asked.append(("renamed", named(old), named(new)))
            move(old, new, **options)
        return moved

    monkeypatch.setattr(os, "fsync", synced)
    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, recorded(getattr(os, name)))
    put(folder, {"a.xlsx": b"a2", "c.ods": b"c1"}, seen=seen(folder), at=NOON, gone={"b.csv"}, rows=7)
    assert asked == [
        ("on disk", "previous/.2026-01-15T12-00-00.part/a.xlsx", b"a1"),
        ("on disk", "previous/.2026-01-15T12-00-00.part/b.csv", b"b1"),
        ("on disk", "previous/.2026-01-15T12-00-00.part/mapping.toml", b"m1"),
        ("on disk", "previous/.2026-01-15T12-00-00.part/rows.txt", b"7"),
        ("on disk", "previous/.2026-01-15T12-00-00.part"),
        ("renamed", "previous/.2026-01-15T12-00-00.part", "previous/2026-01-15T12-00-00"),
        ("on disk", "previous"),
        ("on disk", ".a.xlsx.part", b"a2"),
        ("on disk", ".c.ods.part", b"c1"),
        ("renamed", ".a.xlsx.part", "a.xlsx"),
        ("renamed", ".c.ods.part", "c.ods"),
        ("on disk", "."),
    ]


def test_going_back_can_itself_be_taken_back(folder):
    put(folder, {"a.xlsx": b"a2", "c.ods": b"c1"}, seen=seen(folder), at=NOON, gone={"b.csv"})
    go_back(folder, "2026-01-15T12-00-00", seen=seen(folder), at=NOON)
    assert contents(folder) == {"a.xlsx": b"a1", "b.csv": b"b1", "mapping.toml": b"m1"}
    undone = formers(folder)[0]
    assert undone.name == "2026-01-15T12-00-00-2", "the same second does not overwrite"
    go_back(folder, undone.name, seen=seen(folder), at=NOON + timedelta(minutes=1))
    assert contents(folder) == {"a.xlsx": b"a2", "c.ods": b"c1", "mapping.toml": b"m1"}


def test_a_mapping_made_since_goes_when_one_goes_back(folder):
    (folder / "mapping.toml").unlink()
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON)
    (folder / "mapping.toml").write_bytes(b"m2")
    go_back(folder, formers(folder)[0].name, seen=seen(folder), at=NOON)
    assert sorted(contents(folder)) == ["a.xlsx", "b.csv"]


def test_notes_written_since_survive_going_back(folder):
    (folder / "notes.xlsx").write_bytes(b"one note")
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON)
    (folder / "notes.xlsx").write_bytes(b"two notes")
    go_back(folder, "2026-01-15T12-00-00", seen=seen(folder), at=NOON + timedelta(minutes=1))
    assert contents(folder) == {"a.xlsx": b"a1", "b.csv": b"b1", "mapping.toml": b"m1", "notes.xlsx": b"two notes"}
    assert contents(folder / PREVIOUS / formers(folder)[0].name)["notes.xlsx"] == b"two notes"


def test_notes_stay_where_the_state_gone_back_to_had_none(folder):
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON)
    (folder / "notes.xlsx").write_bytes(b"one note")
    go_back(folder, "2026-01-15T12-00-00", seen=seen(folder), at=NOON + timedelta(minutes=1))
    assert contents(folder)["notes.xlsx"] == b"one note"


def test_notes_that_are_gone_come_back_with_the_state_that_had_them(folder):
    (folder / "notes.xlsx").write_bytes(b"one note")
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON)
    (folder / "notes.xlsx").unlink()
    go_back(folder, "2026-01-15T12-00-00", seen=seen(folder), at=NOON + timedelta(minutes=1))
    assert contents(folder)["notes.xlsx"] == b"one note"


def test_the_last_ten_are_kept(folder):
    for number in range(KEPT + 3):
        put(folder, {"a.xlsx": str(number).encode()}, seen=seen(folder), at=NOON + timedelta(minutes=number))
    assert [former.until.minute for former in formers(folder)] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]


def test_nothing_is_kept_of_an_empty_folder(tmp_path):
    put(tmp_path, {"a.xlsx": b"a"}, seen=seen(tmp_path), at=NOON)
    assert names(tmp_path) == ["a.xlsx"]


def test_two_who_save_at_once_are_told(folder):
    first = seen(folder)
    put(folder, {"a.xlsx": b"hers"}, seen=first, at=NOON)
    with pytest.raises(ShelfError, match="has changed meanwhile"):
        put(folder, {"a.xlsx": b"his"}, seen=first, at=NOON)
    assert (folder / "a.xlsx").read_bytes() == b"hers"
    assert len(formers(folder)) == 1


def test_a_lock_is_respected_until_it_is_plainly_forgotten(folder):
    lock = folder / ".saving"
    lock.write_bytes(b"")
    os.utime(lock, (NOON.timestamp(), NOON.timestamp()))
    with pytest.raises(ShelfError, match="Somebody else is saving"):
        put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON + timedelta(seconds=59))
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON + timedelta(seconds=61))
    assert not lock.exists()


def test_where_one_file_cannot_be_replaced_none_is(folder):
    (folder / "z").mkdir()
    before = contents(folder)
    with pytest.raises(ShelfError, match="Nothing was saved"):
        put(folder, {"a.xlsx": b"a2", "n.xlsx": b"new", "z": b"a folder stands here"}, seen=mark(before), at=NOON)
    assert contents(folder) == before
    assert formers(folder) == []
    assert names(folder) == ["a.xlsx", "b.csv", "mapping.toml", "previous", "z"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ShelfError, match="Nothing was saved"):
        put(tmp_path / "gone", {"a.xlsx": b"a"}, seen="", at=NOON)


def test_what_a_crash_left_half_written_is_not_read_and_is_swept(tmp_path):
    """A crash between writing and renaming: the temporaries stand there, the data is as it was."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "book.xlsx", SOUND)
    (folder / ".book.xlsx.part").write_bytes(b"half")
    (folder / PREVIOUS / ".2026-01-15T11-00-00.part").mkdir(parents=True)
    assert len(load(folder).events) == 1
    assert formers(folder) == []
    book = write(tmp_path / "new.xlsx", {**SOUND, "events": [EVENTS[0]]}).read_bytes()
    put(folder, {"book.xlsx": book}, seen=seen(folder), at=NOON)
    assert names(folder) == ["book.xlsx", "previous"]
    assert names(folder / PREVIOUS) == ["2026-01-15T12-00-00"]
    assert load(folder).events.empty


def test_a_state_that_is_not_kept_cannot_be_gone_back_to(folder):
    with pytest.raises(ShelfError, match="no longer kept"):
        go_back(folder, "../../etc", seen=seen(folder), at=NOON)


@pytest.mark.parametrize(("given", "saved"), [
    ("programme.xlsx", "programme.xlsx"),
    ("../../etc/programme.xlsx", "programme.xlsx"),
    ("C:\\Users\\me\\Liste 2019.XLS", "Liste 2019.XLS"),
    ("a\x00b\nc\u202e.csv", "abc.csv"),
    ('what? "now".ods', "what_ _now_.ods"),
    ("서울.xlsx", "서울.xlsx"),
    ("e\u0301te\u0301.xlsx", "été.xlsx"),
])  # fmt: skip
def test_a_name_from_a_browser_is_made_safe(given, saved):
    assert safe_name(given) == saved


@pytest.mark.parametrize("given", ["", ".", "..", "a/", ".hidden.xlsx", "~$programme.xlsx", "run.sh", "programme.xlsx.exe", "xlsx", "Mapping.TOML", "x" * 130 + ".csv"])
def test_a_name_that_cannot_be_made_safe_is_refused(given):
    with pytest.raises(ShelfError):
        safe_name(given)


def test_a_name_that_differs_by_case_alone_is_that_of_the_file_there():
    assert safe_name("PROGRAMME.XLSX", {"Programme.xlsx"}) == "Programme.xlsx"


def test_every_kind_that_is_read_can_be_uploaded():
    assert {".xlsx", ".xlsm", ".xls", ".ods", ".csv"} <= set(ENDINGS)


def test_what_was_in_use_before_is_kept_for_nobody_else(folder):
    put(folder, {"a.xlsx": b"a2"}, seen=seen(folder), at=NOON, rows=7)
    (kept,) = (folder / PREVIOUS).iterdir()
    assert [path.stat().st_mode & 0o777 for path in (folder / PREVIOUS, kept)] == [0o700, 0o700]
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}


def test_a_file_too_large_to_be_kept_is_named_and_not_read(folder):
    with (folder / "huge.csv").open("wb") as huge:
        huge.truncate(50_000_000_000)
    with pytest.raises(ShelfError, match=r"^huge\.csv is too large to be kept: take it out of the folder\.$"):
        contents(folder)


def test_a_file_whose_name_is_no_text_is_left_where_it_is_and_told(folder):
    (folder / os.fsdecode(b"\xff.csv")).write_bytes(b"theme_id,name\nyouth,Youth\n")
    assert "\udcff.csv" not in contents(folder)
    told = {problem.file: problem.message for problem in read(sources(folder)).problems if problem.severity == "error"}
    assert told["\ufffd.csv"] == "has a name that cannot be read: give it another one"

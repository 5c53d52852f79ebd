"""Files are taken up when they have changed and are at rest; a torn one is not, and the last good data stays."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from loaders import Dataset, SourceError, load
from loaders.shelf import LOCK
from tests.loaders.books import EVENTS, SOUND, write
from ui import band
from ui import live as following
from ui.live import Live

NOW = 1_800_000_000.0
PARTY = ["party", "Party", "launch", "coops", "youth", "mtl", "June 2018", None, 20]
PARTS = {"a.xlsx": {name: rows for name, rows in SOUND.items() if name != "events"}, "b.xlsx": {"events": EVENTS}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, sheets in PARTS.items():
        write(folder / name, sheets)
    settle(folder, NOW - 60)
    return folder


@pytest.fixture
def live(folder: Path) -> Iterator[Live]:
    yield started(folder)


def started(folder: Path) -> Live:
    live = Live(folder, read=load)
    live.look(NOW)
    return live


def settle(folder: Path, when: float) -> None:
    """Have all files of a folder, and it, changed at that moment."""
    for path in [*folder.iterdir(), folder]:
        os.utime(path, (when, when))


def events(live: Live) -> int:
    return len(live.served().data.events)


def parted(folder: Path, when: float) -> None:
    """One event more in b.xlsx."""
    write(folder / "b.xlsx", {"events": [*EVENTS, PARTY]})
    settle(folder, when)


def test_a_changed_file_is_taken_up_when_it_is_at_rest(live, folder):
    first = live.served()
    parted(folder, NOW + 10)
    live.look(NOW + 10.5)
    assert events(live) == 1, "it changed half a second ago: somebody may still be writing"
    live.look(NOW + 11)
    assert events(live) == 2
    assert live.served().mark != first.mark
    assert (live.served().saved.timestamp(), live.served().taken_up.timestamp()) == (NOW + 10, NOW + 11)


def test_what_is_waited_for_leaves_room_within_five_seconds():
    """At the worst a changed file comes to rest just after a look, and is read just after a page has looked."""
    assert following.REST_SECONDS + following.LOOK_SECONDS + band.LOOK_SECONDS < 4, "a second is left to read it and to draw the page"


def test_a_file_whose_time_lies_in_the_future_is_taken_up_once_it_stays_the_same(live, folder):
    parted(folder, NOW + 99_999)
    live.look(NOW + 10)
    assert events(live) == 1
    live.look(NOW + 11)
    assert events(live) == 2


def test_files_that_are_being_exchanged_are_waited_for(live, folder):
    parted(folder, NOW + 10)
    (folder / LOCK).write_bytes(b"")
    os.utime(folder / LOCK, (NOW + 10, NOW + 10))
    live.look(NOW + 30)
    assert events(live) == 1
    (folder / LOCK).unlink()
    live.look(NOW + 32)
    assert events(live) == 2


def test_a_torn_file_is_not_taken_up_and_it_is_said_since_when_and_why(live, folder):
    whole = (folder / "b.xlsx").read_bytes()
    (folder / "b.xlsx").write_bytes(whole[: len(whole) // 2])
    settle(folder, NOW + 10)
    live.look(NOW + 12)
    state = live.served()
    assert len(state.data.events) == 1, "nor is the rest of the folder without it"
    assert (state.trouble.file, state.trouble.since.timestamp(), state.saved.timestamp()) == ("b.xlsx", NOW + 12, NOW - 60)
    assert state.trouble.reason
    (folder / "b.xlsx").write_bytes(whole[: len(whole) // 3])
    settle(folder, NOW + 20)
    live.look(NOW + 22)
    assert live.served().trouble.since.timestamp() == NOW + 12, "since the first time"
    (folder / "b.xlsx").write_bytes(whole)
    settle(folder, NOW + 30)
    live.look(NOW + 32)
    assert live.served().trouble is None
    assert events(live) == 1


def test_another_file_that_changes_meanwhile_waits_for_the_torn_one(live, folder):
    (folder / "a.xlsx").write_bytes(b"PK torn")
    parted(folder, NOW + 10)
    live.look(NOW + 12)
    assert events(live) == 1
    assert live.served().trouble.file == "a.xlsx"


def test_the_only_file_torn(tmp_path):
    path = write(tmp_path / "book.xlsx", SOUND)
    settle(tmp_path, NOW - 60)
    live = started(path)
    path.write_bytes(b"")
    settle(tmp_path, NOW + 10)
    live.look(NOW + 12)
    assert events(live) == 1
    assert live.served().trouble.file == "book.xlsx"


def test_a_new_file_that_was_never_good_keeps_nothing_away(live, folder):
    (folder / "c.xlsx").write_bytes(b"no spreadsheet")
    parted(folder, NOW + 10)
    live.look(NOW + 12)
    assert events(live) == 2
    assert live.served().trouble is None
    assert [problem.file for problem in live.served().data.problems if problem.severity == "error"] == ["c.xlsx"]


def test_the_rows_of_a_file_that_was_deleted_go(live, folder):
    (folder / "b.xlsx").unlink()
    os.utime(folder, (NOW + 10, NOW + 10))
    live.look(NOW + 10.5)
    assert events(live) == 1, "programs save by deleting and renaming"
    live.look(NOW + 12)
    assert events(live) == 0


def test_a_folder_from_which_all_was_taken_has_no_data(live, folder):
    for path in folder.glob("*.xlsx"):
        path.unlink()
    os.utime(folder, (NOW + 10, NOW + 10))
    live.look(NOW + 12)
    with pytest.raises(SourceError, match="no spreadsheet"):
        live.served()


def test_a_folder_that_cannot_be_reached_keeps_its_data(live, folder):
    folder.rename(folder.with_name("away"))
    live.look(NOW + 10)
    live.look(NOW + 12)
    assert events(live) == 1
    assert live.served().trouble.file == "data"


def test_after_a_start_with_a_torn_file_the_last_good_data_is_had_again(live, folder):
    (folder / "b.xlsx").write_bytes(b"torn")
    settle(folder, NOW + 10)
    again = started(folder)
    assert events(again) == 1
    assert again.served().trouble.file == "b.xlsx"


def test_without_any_last_good_data_what_can_be_read_is_shown_with_its_problem(folder):
    (folder / "b.xlsx").write_bytes(b"torn")
    state = started(folder).served()
    assert (len(state.data.projects), len(state.data.events), state.trouble) == (1, 0, None)
    assert state.data.problems[0].file == "b.xlsx"


def test_a_reader_that_breaks_down_leaves_the_last_good_data(folder):
    is_broken = Event()

    def read(path: Path) -> Dataset:
        if is_broken.is_set():
            raise RuntimeError("a mistake of ours")
        return load(path)

    live = Live(folder, read=read)
    live.look(NOW)
    is_broken.set()
    parted(folder, NOW + 10)
    live.look(NOW + 12)
    assert events(live) == 1
    assert "went wrong" in str(live.served().trouble.reason)


def test_fifty_who_come_at_once_wait_for_one_load(folder):
    reads: list[Path] = []

    def read(path: Path) -> Dataset:
        reads.append(path)
        return load(path)

    live = Live(folder, read=read)
    with ThreadPoolExecutor(50) as pool:
        states = list(pool.map(lambda _: live.state(), range(50)))
    assert len(reads) == 1
    assert all(state is states[0] for state in states)


def test_while_new_data_is_read_the_old_is_served(folder):
    started_reading, may_go_on = Event(), Event()

    def read(path: Path) -> Dataset:
        if started_reading.is_set() or not live_is_up.is_set():
            return load(path)
        started_reading.set()
        may_go_on.wait(20)
        return load(path)

    live_is_up = Event()
    live = Live(folder, read=read)
    live.look(NOW)
    live_is_up.set()
    parted(folder, NOW + 10)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(live.look, NOW + 12)
        assert started_reading.wait(20)
        live.look(NOW + 13)
        assert events(live) == 1
        may_go_on.set()
        reading.result(20)
    assert events(live) == 2


def test_what_has_just_been_saved_is_taken_up_at_once(live, folder):
    parted(folder, NOW)
    live.refresh()
    assert events(live) == 2

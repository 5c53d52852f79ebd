"""Files are read by a process of their own: what takes it down takes nobody else down."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from loaders import SourceError, load
from loaders.files import store
from loaders.files.limits import LIMITS, Limits
from loaders.files.process import READERS, read_apart
from loaders.workbook import Source, sources
from tests.loaders.books import EVENTS, SOUND, write

MANY = [["person_id", "activity_id", "role"], *([f"p{i}", "launch", f"role {i}"] for i in range(60_000))]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = write(tmp_path_factory.mktemp("large") / "large.xlsx", {"participants": MANY})
    return Source(path.name, path.read_bytes())


@pytest.fixture
def small(tmp_path: Path) -> Source:
    return sources(write(tmp_path / "small.xlsx", SOUND))[0]


def apart(*files: Source, limits: Limits = LIMITS):
    return store.unpack(read_apart(files, mapping="", limits=limits))


def test_a_file_that_needs_too_much_memory_is_refused_in_a_sentence(large):
    with pytest.raises(SourceError, match=r"^large\.xlsx: needs more than 1 MB of memory to read: "):
        apart(large, limits=Limits(memory_mb=1))


def test_a_file_that_takes_too_long_is_refused_in_a_sentence(large):
    with pytest.raises(SourceError, match=r"^large\.xlsx: takes longer than 0\.05 seconds to read: "):
        apart(large, limits=Limits(seconds=0.05))


def test_the_other_files_are_read_without_it(large, small):
    data = apart(large, small, limits=Limits(memory_mb=45))
    assert len(data.events) == 1
    (problem,) = [p for p in data.problems if p.severity == "error"]
    assert (problem.code, problem.file) == ("unreadable_file", "large.xlsx")
    assert problem.message.startswith("needs more than 45 MB of memory to read")


def test_the_next_file_is_read_after_one_was_refused(large, small):
    with pytest.raises(SourceError):
        apart(large, limits=Limits(memory_mb=1))
    assert len(apart(small).events) == 1


def test_many_load_at_once(tmp_path):
    paths = []
    for number in range(8):
        events = [EVENTS[0], *([f"e{i}", *EVENTS[1][1:]] for i in range(number + 1))]
        paths.append(write(tmp_path / f"book{number}.xlsx", {**SOUND, "events": events}))
    with ThreadPoolExecutor(8) as pool:
        assert [len(data.events) for data in pool.map(load, paths)] == list(range(1, 9))


def test_a_process_that_was_ended_is_started_again(small):
    apart(small)
    READERS.stop()
    assert len(apart(small).events) == 1


def test_progress_names_the_file_at_work_and_never_goes_back(small):
    told: list[tuple[str, float]] = []
    read_apart([small, Source("other.xlsx", small.content)], mapping="", limits=LIMITS, progress=lambda what, share: told.append((what, share)))
    assert [what for what, _ in told if what] == ["small.xlsx", "other.xlsx"]
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_an_unchanged_file_is_not_read_again(tmp_path):
    path, folder = write(tmp_path / "book.xlsx", SOUND), tmp_path / "kept"
    told: list[str] = []
    first = load(path, keep_in=folder, progress=lambda what, share: told.append(what))
    assert "book.xlsx" in told
    told.clear()
    assert load(path, keep_in=folder, progress=lambda what, share: told.append(what)).events.equals(first.events)
    assert not told
    write(path, {**SOUND, "events": [EVENTS[0]]})
    assert load(path, keep_in=folder).events.empty

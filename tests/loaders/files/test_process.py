"""Files are read by a process of their own: what takes it down takes nobody else down."""

import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from loaders import SourceError, load
from loaders.files import store
from loaders.files.limits import LIMITS, Limits
from loaders.files.process import ENVIRONMENT, READERS, mark_apart, read_apart
from loaders.problems import problem
from loaders.workbook import Source, sources
from tests.fixtures.hostile import HOSTILE
from tests.loaders.books import EVENTS, SOUND, write

# What is free in the process that reads is not counted: the file must need far more than that.
MANY = [["person_id", "activity_id", "role"], *([f"p{i}", "launch", f"{Random(i).getrandbits(1000):x}"] for i in range(40_000))]


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
    data = apart(large, small, limits=Limits(memory_mb=10))
    assert len(data.events) == 1
    (problem,) = [p for p in data.problems if p.severity == "error"]
    assert (problem.code, problem.file) == ("unreadable_file", "large.xlsx")
    assert problem.message.startswith("needs more than 10 MB of memory to read")


def test_the_next_file_is_read_after_one_was_refused(large, small):
    with pytest.raises(SourceError):
        apart(large, limits=Limits(memory_mb=1))
    assert len(apart(small).events) == 1


def has_ended(handle: int) -> bool:
    """Whether the process of a handle ends within 20 seconds."""
    ended, _, _ = select.select([handle], [], [], 20)
    os.close(handle)
    return bool(ended)


def test_what_arrow_takes_counts_as_memory(small):
    # A gigabyte that was set aside before the limit would stand outside of it.
    pool = subprocess.run(
        [sys.executable, "-c", "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"],
        env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert pool.stdout == "system\n"


def test_an_answer_larger_than_what_may_be_unpacked_is_not_taken_in():
    # Each row has a problem, and a problem is longer than its row.
    content = b"person_id,activity_id\n" + b"".join(b"p%d,nothing\n" % i for i in range(20_000))
    with pytest.raises(SourceError, match=r"^participants\.csv: needs more than "):
        apart(Source("participants.csv", content), limits=Limits(unpacked_mb=1))


def test_whoever_was_asked_ends_when_the_one_who_asked_is_gone(tmp_path):
    (tmp_path / "themes.csv").write_text("theme_id,name\n")
    asked = f"from loaders import load; from loaders.files.process import READERS; load({str(tmp_path)!r}); print(READERS._process.pid, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", asked], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asker:
        reader = int(asker.stdout.readline())
        handle = os.pidfd_open(reader)
        asker.kill()
        assert has_ended(handle)


def test_many_loads_leave_no_handle_and_no_process(small):
    apart(small)
    reader = READERS._process.pid
    open_before = len(list(Path("/proc/self/fd").iterdir())), len(list(Path(f"/proc/{reader}/fd").iterdir()))
    for _ in range(30):
        apart(small)
        with pytest.raises(SourceError):
            apart(Source("bad.xlsx", b"PK\x03\x04"))
    assert (len(list(Path("/proc/self/fd").iterdir())), len(list(Path(f"/proc/{reader}/fd").iterdir()))) == open_before
    # The last may be on its way out.
    for child in Path(f"/proc/{reader}/task/{reader}/children").read_text().split():
        with suppress(ProcessLookupError):
            assert has_ended(os.pidfd_open(int(child)))


@pytest.mark.parametrize("what", ["zip bomb", "zip bomb in a lying directory", "lone far cell of ods", "encrypted zip", "torn in a part", "billion laughs", "xls in a circle"])
def test_a_hostile_file_is_marked_by_a_process_of_its_own_and_refused_as_when_it_is_read(what):
    name, make, sentence = HOSTILE[what]
    with pytest.raises(SourceError) as refused:
        mark_apart(Source(name, make()), [], language="en", limits=LIMITS)
    assert str(refused.value) == f"{name}: {sentence}"


@pytest.mark.parametrize("name", ["book.xlsx", "book.csv"])
def test_a_file_is_marked_apart_as_it_is_here(name, tmp_path):
    path = write(tmp_path / "book.xlsx", SOUND) if name.endswith("xlsx") else tmp_path / name
    content = path.read_bytes() if path.exists() else b"theme_id,name\nyouth,Youth\n"
    fault = problem("wrong", "error", "it is wrong", file=name, sheet=path.stem if name.endswith("csv") else "themes", row=2, position=1)
    marked = mark_apart(Source(name, content), [fault], language="fr", limits=LIMITS)
    assert load_workbook(BytesIO(marked)).worksheets[0 if name.endswith("csv") else -1] is not None
    assert b"it is wrong" in b"".join(ZipFile(BytesIO(marked)).read(part) for part in ZipFile(BytesIO(marked)).namelist() if "comments" in part)


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


def test_a_process_that_is_not_ready_yet_is_waited_for(small):
    apart(small)
    # One that stands still has not begun either.
    os.kill(READERS._process.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(apart, small, limits=Limits(seconds=2))
        with pytest.raises(TimeoutError):
            asked.result(timeout=3)
        os.kill(READERS._process.pid, signal.SIGCONT)
        assert len(asked.result().events) == 1, "the file took no longer than others"


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

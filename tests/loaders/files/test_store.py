"""What was read can be kept and had again: the same tables, problems and reports, or nothing."""

import os
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset, Scope, load
from loaders.files import store
from loaders.tables import TABLES
from tests.loaders.books import SOUND, write


@pytest.fixture
def data(tmp_path: Path) -> Dataset:
    participants = [
        ["person_id", "name", "email", "activity_id", "headcount", "Telephone"],
        ["p1", "Ada", "ada@example.org", "launch", None, "+1 514"],
        ["p2", "Bo", "not an address", "launch", 12, None],
    ]
    projects = [["project_id", "title", "theme_ids", "start", "sdgs"], ["coops", "Co-ops", "youth", "Fall 2018", "8; 11"]]
    return load(write(tmp_path / "book.xlsx", {**SOUND, "participants": participants, "projects": projects}))


def test_what_was_packed_comes_back_the_same(data):
    again = store.unpack(store.pack(data))
    for name in TABLES:
        pd.testing.assert_frame_equal(again.tables[name], data.tables[name])
    assert again.projects["sdgs"].tolist() == [("8", "11")] or again.projects["sdgs"].tolist() == [(8, 11)]
    assert (again.problems, again.sheets, again.fingerprint) == (data.problems, data.sheets, data.fingerprint)
    assert any("Telephone" in problem.message for problem in again.problems)


def test_it_can_be_narrowed_like_any_other(data):
    again = store.unpack(store.pack(data)).within(Scope())
    assert "name" not in again.participants and len(again.participants) == 2


@pytest.mark.parametrize("content", [b"", b"\0" * 8, b"\0\0\0\0\0\0\0\2{}", b"\xff" * 40, b"\0\0\0\0\0\0\0\4null"])
def test_bytes_that_are_no_dataset_are_refused(content):
    with pytest.raises(ValueError):
        store.unpack(content)


def test_what_is_kept_is_had_again_and_a_torn_file_is_not(data, tmp_path):
    folder = tmp_path / "kept"
    assert store.kept(folder, "key") is None
    store.keep(folder, "key", store.pack(data))
    assert store.kept(folder, "key").fingerprint == data.fingerprint
    assert store.kept(folder, "another key") is None
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    assert store.kept(folder, "key") is None


def test_only_the_last_few_are_kept(data, tmp_path):
    for number in range(store.KEPT + 2):
        store.keep(tmp_path / "kept", str(number), store.pack(data))
        newest = max((tmp_path / "kept").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, ns=(number, number))
    assert store.kept(tmp_path / "kept", "0") is None
    assert store.kept(tmp_path / "kept", str(store.KEPT + 1)) is not None


def test_a_folder_that_takes_nothing_does_no_harm(data, tmp_path):
    (tmp_path / "file").write_text("in the way")
    store.keep(tmp_path / "file", "key", store.pack(data))
    assert store.kept(tmp_path / "file", "key") is None


def test_what_is_kept_is_for_nobody_else(data, tmp_path):
    (tmp_path / "kept").mkdir(mode=0o755)
    store.keep(tmp_path / "kept", "key", store.pack(data))
    (kept,) = (tmp_path / "kept").iterdir()
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "kept", kept)] == [0o700, 0o600]

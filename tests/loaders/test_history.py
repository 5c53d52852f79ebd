"""What is kept of each load beside the data, and what a trend is told from."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loaders import history
from loaders.history import Change
from loaders.sheets.counts import Cells
from tests.loaders.books import CITIES, EVENTS, read

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
WRONG_KIND = ["e1", "Fair", "fête", "coops", "youth", "mtl", "2018", None, 5]
NO_NUMBER = ["e2", "Talk", "panel", "coops", "youth", "mtl", "2018", None, "many"]


def kept(folder):
    return (folder / ".state" / "loads.jsonl").read_text(encoding="utf-8")


def test_a_load_is_kept_with_its_cells_and_its_problems_but_no_value(tmp_path):
    data = read(tmp_path, events=[*EVENTS, WRONG_KIND])
    history.record(tmp_path, data, NOON)
    (load,) = history.loads(tmp_path)
    assert (load.when, load.fingerprint, load.files) == (NOON, data.fingerprint, ("book.xlsx",))
    assert load.tables["events"] == Cells(cells=18, filled=16, valid=15, rows=2, aside=1)
    assert load.severities == {"error": 1}
    assert load.marks == {("not_a_choice", "book.xlsx", "events", "kind", "C3"): 1}
    assert "fête" not in kept(tmp_path)
    assert "Fair" not in kept(tmp_path)


def test_the_same_files_are_kept_once(tmp_path):
    data = read(tmp_path)
    history.record(tmp_path, data, NOON)
    history.record(tmp_path, data, NOON + timedelta(days=1))
    assert [load.when for load in history.loads(tmp_path)] == [NOON]


def test_a_file_s_loads_are_kept_in_its_folder(tmp_path):
    data = read(tmp_path)
    history.record(tmp_path / "book.xlsx", data, NOON)
    assert [load.fingerprint for load in history.loads(tmp_path)] == [data.fingerprint]


def test_the_load_before_is_that_before_the_last_of_the_same_files(tmp_path):
    first = read(tmp_path)
    second = replace(first, fingerprint="second")
    for day, data in enumerate((first, second, first)):
        history.record(tmp_path, data, NOON + timedelta(days=day))
    known = history.loads(tmp_path)
    assert history.before(known, first.fingerprint).fingerprint == "second"
    assert history.before(known, "second").when == NOON
    assert history.before(known[:1], first.fingerprint) is None
    assert history.before(known, "never read") is None


@pytest.mark.parametrize("torn", ['{"when": "2026-03-1', "", "[1, 2]", '{"when": 1}', "\ufffd\x00", '{"when":"2026-03-13T12:00:00+00:00","fingerprint":"x","files":["a"],"tables":[],"severities":{}}'])
def test_a_line_that_is_torn_is_passed_over_and_the_next_load_is_kept(tmp_path, torn):
    data = read(tmp_path)
    history.record(tmp_path, data, NOON)
    with (tmp_path / ".state" / "loads.jsonl").open("a", encoding="utf-8") as out:
        out.write(torn)
    assert [load.when for load in history.loads(tmp_path)] == [NOON]
    history.record(tmp_path, replace(data, fingerprint="next"), NOON)
    assert [load.fingerprint for load in history.loads(tmp_path)] == [data.fingerprint, "next"]


def test_a_folder_that_takes_nothing_has_no_trend(tmp_path):
    data = read(tmp_path)
    # A file in the place of the folder: even a superuser cannot write below it.
    (tmp_path / ".state").write_text("")
    history.record(tmp_path, data, NOON)
    assert history.loads(tmp_path) == []


def test_two_hundred_loads_are_kept_and_the_last_three_with_their_problems(tmp_path):
    data = read(tmp_path, events=[*EVENTS, WRONG_KIND])
    history.record(tmp_path, data, NOON)
    line = json.loads(kept(tmp_path))
    lines = [json.dumps({**line, "fingerprint": str(number)}) for number in range(250)]
    (tmp_path / ".state" / "loads.jsonl").write_text("\n".join(lines) + "\n")
    history.record(tmp_path, data, NOON)
    known = history.loads(tmp_path)
    assert [load.fingerprint for load in known] == [*map(str, range(51, 250)), data.fingerprint]
    assert [load.marks is not None for load in known[-4:]] == [False, True, True, True]
    assert history.change(known[0], data) is None
    assert known[0].severities == {"error": 1}


def test_problems_are_fixed_remaining_and_new(tmp_path):
    before = read(tmp_path, events=[*EVENTS, WRONG_KIND, NO_NUMBER])
    history.record(tmp_path, before, NOON)
    after = read(tmp_path, events=[*EVENTS, WRONG_KIND, [*NO_NUMBER[:5], "nowhere", "2018", None, 9]])
    found = history.change(history.loads(tmp_path)[0], after)
    assert (found.fixed, found.remaining) == (1, 1)
    assert [(after.problems[place].code, after.problems[place].cell) for place in found.new] == [("unknown_id", "F4")]


def test_notes_are_no_problem_to_be_fixed(tmp_path):
    history.record(tmp_path, read(tmp_path, events=[[*EVENTS[0], "own"], [*EVENTS[1], "x"]]), NOON)
    assert history.change(history.loads(tmp_path)[0], read(tmp_path)) == Change(0, 0, ())


def test_two_problems_of_one_cell_are_two(tmp_path):
    cities = [*CITIES, ["sel", "Seoul", "KR", 37.5, 127.0]]
    both = read(tmp_path, cities=cities, events=[EVENTS[0], [*EVENTS[1][:4], "a; b", *EVENTS[1][5:]]])
    one = read(tmp_path, cities=cities, events=[EVENTS[0], [*EVENTS[1][:4], "a; youth", *EVENTS[1][5:]]])
    assert history.change(history.taken(both, NOON), one) == Change(1, 1, ())
    assert history.change(history.taken(one, NOON), both).remaining == 1
    assert len(history.change(history.taken(one, NOON), both).new) == 1


def test_a_corrected_copy_under_another_name_is_the_same_file(tmp_path):
    data = read(tmp_path, events=[*EVENTS, WRONG_KIND])
    renamed = replace(
        data, problems=tuple(replace(one, file="book corrected.xlsx") for one in data.problems),
        sheets=tuple(replace(one, file="book corrected.xlsx") for one in data.sheets),
    )  # fmt: skip
    assert history.change(history.taken(data, NOON), renamed) == Change(0, 1, ())
    two = replace(renamed, sheets=(*renamed.sheets, replace(renamed.sheets[0], file="other.xlsx")))
    assert history.change(history.taken(data, NOON), two).fixed == 1, "of two files each is its own"

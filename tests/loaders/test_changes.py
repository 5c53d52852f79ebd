"""What would change is said row by row and cell by cell, by the tables' keys; nobody's name is."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset, load
from loaders.changes import TableChanges, changes
from tests.loaders.books import EVENTS, PROJECTS, SOUND, read, write

PEOPLE = [
    ["person_id", "name", "email", "activity_id", "role"],
    ["p1", "Ada Secret", "ada@secret.example", "launch", "speaker"],
    ["p2", "Bo Secret", "bo@secret.example", "launch", None],
]
NOTES = [
    ["subject", "date", "text"],
    ["launch", "2018-05-01", "Rain."],
    ["launch", "2018-05-01", "Rain."],
    ["coops", "2018-06", "Sun."],
]


@pytest.fixture
def old(tmp_path: Path) -> Dataset:
    return read(tmp_path, participants=PEOPLE, notes=NOTES)


def only(old: Dataset, new: Dataset) -> TableChanges:
    (found,) = changes(old, new).tables
    return found


def cells(found: TableChanges) -> list[tuple[object, ...]]:
    return list(found.cells[["key", "column", "before", "after"]].itertuples(index=False, name=None))


def test_the_same_data_changes_nothing(old, tmp_path):
    found = changes(old, read(tmp_path, participants=PEOPLE, notes=NOTES))
    assert found.tables == ()
    assert (found.added, found.changed, found.removed, found.loses_most) == (0, 0, 0, False)


def test_rows_in_another_order_and_another_sheet_are_the_same_rows(old, tmp_path):
    book = {**SOUND, "participants": [PEOPLE[0], PEOPLE[2], PEOPLE[1]], "notes": [NOTES[0], *NOTES[:0:-1]]}
    assert changes(old, load(write(tmp_path / "other.xlsx", dict(reversed(book.items()))))).tables == ()


def test_a_changed_cell_stands_beside_what_it_was(old, tmp_path):
    launch = ["launch", "Grand launch", "launch", "coops", "youth", "bcn", "May 2018", None, 120]
    found = only(old, read(tmp_path, participants=PEOPLE, notes=NOTES, events=[EVENTS[0], launch]))
    assert (found.table, found.changed, len(found.added), len(found.removed)) == ("events", 1, 0, 0)
    assert cells(found) == [
        ("launch", "title", "Launch", "Grand launch"),
        ("launch", "city_id", "mtl", "bcn"),
        ("launch", "headcount", 100, 120),
    ]


def test_added_and_removed_rows(old, tmp_path):
    party = ["party", "Party", "launch", "coops", "youth", "mtl", "June 2018", None, None]
    found = only(old, read(tmp_path, participants=PEOPLE, notes=NOTES, events=[*EVENTS, party]))
    assert found.added["event_id"].tolist() == ["party"]
    back = changes(read(tmp_path, participants=PEOPLE, notes=NOTES, events=[*EVENTS, party]), old)
    assert [table.removed["event_id"].tolist() for table in back.tables] == [["party"]]


def test_a_date_that_is_known_more_exactly_has_changed(old, tmp_path):
    launch = [*EVENTS[1][:6], date(2018, 5, 1), *EVENTS[1][7:]]
    found = only(old, read(tmp_path, participants=PEOPLE, notes=NOTES, events=[EVENTS[0], launch]))
    start = found.cells[found.cells["column"] == "start"].iloc[0]
    assert (start["before"], start["before_precision"]) == (pd.Timestamp(2018, 5, 1), "month")
    assert (start["after"], start["after_precision"]) == (pd.Timestamp(2018, 5, 1), "day")


def test_a_list_is_one_cell_and_blank_is_blank(old, tmp_path):
    projects = [["project_id", "title", "theme_ids", "start", "end", "sdgs"], [*PROJECTS[1], "8; 11"]]
    found = only(old, read(tmp_path, participants=PEOPLE, notes=NOTES, projects=projects))
    assert [(column, len(before), len(after)) for _, column, before, after in cells(found)] == [("sdgs", 0, 2)]


def test_of_a_personal_column_it_is_said_that_it_changed_and_not_to_what(old, tmp_path):
    ada = ["p1", "Ada Married", "ada@married.example", "launch", "speaker"]
    new = ["p3", "Cy Secret", "cy@secret.example", "launch", "guest"]
    found = only(old, read(tmp_path, participants=[PEOPLE[0], ada, new], notes=NOTES))
    assert cells(found) == [("p1 · launch", "name", None, None), ("p1 · launch", "email", None, None)]
    told = "".join(frame.to_csv() for frame in (found.added, found.removed, found.cells))
    assert "p3" in told
    assert "p2" in told
    assert not any(word in told for word in ("Secret", "Married", "@"))


def test_a_table_without_a_key_is_compared_as_a_bag_of_rows(old, tmp_path):
    found = only(old, read(tmp_path, participants=PEOPLE, notes=[*NOTES[:2], NOTES[3], ["coops", "2018-07", "Snow."]]))
    assert found.added["text"].tolist() == ["Snow."]
    assert found.removed["text"].tolist() == ["Rain."], "one of the two that were alike"
    assert found.changed == 0


def test_a_part_of_a_key_that_is_blank_stays_unsaid(tmp_path):
    indicators = [["indicator_id", "title", "measure"], ["i", "I", "people"]]
    head = ["indicator_id", "period_start", "period_end", "value"]
    one = read(tmp_path, indicators=indicators, targets=[head, ["i", 2019, 2019, 4]])
    two = read(tmp_path, indicators=indicators, targets=[head, ["i", 2019, 2019, 5]])
    ((key, column, before, after),) = cells(only(one, two))
    assert key.startswith("i · ")
    assert "nan" not in key
    assert (column, before, after) == ("value", 4, 5)


def test_an_upload_that_loses_more_than_half_of_the_rows_is_noticed(old, tmp_path):
    # 10 rows: 1 theme, 2 cities, 1 project, 1 event, 2 participants, 3 notes.
    head = {"participants": PEOPLE[:1], "notes": NOTES[:1]}
    assert not changes(old, read(tmp_path, **head)).loses_most, "five of ten is half"
    assert changes(old, read(tmp_path, **head, events=EVENTS[:1])).loses_most

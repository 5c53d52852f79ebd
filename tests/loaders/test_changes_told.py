"""What changed, told so that a reader knows each row again."""

from loaders.changes import changes
from loaders.changes_told import changed_cells, rows
from locales import words
from tests.loaders.books import read

T = words("en")
PEOPLE = [["person_id", "name", "activity_id"], ["p1", "Ada Secret", "launch"], ["p2", "Bo Secret", "launch"]]
INDICATORS = [["indicator_id", "title", "measure"], ["i", "People reached", "people"]]
TARGETS = [["indicator_id", "period_start", "period_end", "value"], ["i", "2019-04-01", "2020-03-31", 4]]


def test_who_took_part_is_known_by_a_code_and_by_the_activity(tmp_path):
    found = changes(read(tmp_path, participants=PEOPLE), read(tmp_path, participants=PEOPLE[:2]))
    told = rows(found, "removed", T)
    assert told[["Table", "Record", "Key", "Row"]].values.tolist() == [["Participants", "p2 · Launch", "p2 · launch", 3]]
    assert "Secret" not in told.to_csv()


def test_a_row_that_a_date_tells_from_others_says_it_as_people_write_it(tmp_path):
    more = [TARGETS[0], [*TARGETS[1][:3], 9999]]
    found = changes(read(tmp_path, indicators=INDICATORS, targets=TARGETS), read(tmp_path, indicators=INDICATORS, targets=more))
    assert changed_cells(found, T).values.tolist() == [
        ["Targets", "i · 1 April 2019 · 31 March 2020", "People reached · 1 April 2019 · 31 March 2020", "Target", "4", "9,999"]
    ]


def test_a_row_without_a_key_is_known_by_its_first_cells(tmp_path):
    measured = [["indicator_id", "date", "value", "comment"], ["i", "2019-12-31", 42, "A survey."]]
    found = changes(read(tmp_path, indicators=INDICATORS), read(tmp_path, indicators=INDICATORS, measurements=measured))
    assert rows(found, "added", T)["Record"].tolist() == ["People reached · 31 December 2019 · 42"]

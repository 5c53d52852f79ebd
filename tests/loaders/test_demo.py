"""The invented programme that comes with the app: it is whole, sound, and says on every page that it is invented."""

from openpyxl import load_workbook

from loaders import load
from loaders.tables import TABLES
from tests.fixtures import demo


def test_it_is_sound_and_every_table_is_filled():
    data = load(demo.FOLDER)
    assert [str(problem) for problem in data.problems] == []
    assert {name: len(data.tables[name]) > 0 for name in TABLES} == dict.fromkeys(TABLES, True)


def test_it_tells_of_three_years_and_five_hundred_people():
    data = load(demo.FOLDER)
    people = data.participants[data.participants["headcount"] == 1]
    assert people["person_id"].nunique() == 500
    assert sorted(data.events["start"].dt.year.unique()) == [2019, 2020, 2021]
    assert data.setting("notice") == "Invented data, to try the dashboard with: no such programme exists."
    # Whoever meets a name sees that nobody is behind it.
    assert people["name"].str.startswith("Example Person").all()
    assert people["email"].str.endswith("@example.org").all()


def test_the_workbook_is_the_one_that_its_maker_writes(tmp_path):
    (tmp_path / "anew.xlsx").write_bytes(demo.content())
    anew, shipped = load_workbook(tmp_path / "anew.xlsx"), load_workbook(demo.FILE)
    assert anew.sheetnames == shipped.sheetnames
    for sheet in anew:
        assert list(sheet.values) == list(shipped[sheet.title].values), sheet.title

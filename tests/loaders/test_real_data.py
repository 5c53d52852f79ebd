"""The shipped workbook against numbers counted by hand in the organisation's own report of 2018-2019."""

import re
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from loaders import load
from loaders.tables import TABLES

ROWS = {
    "projects": 15, "delegations": 8, "events": 26, "participants": 13, "publications": 11, "transfers": 15,
    "themes": 9, "cities": 16, "organisations": 43, "indicators": 13, "targets": 0, "measurements": 2,
    "settings": 6, "notes": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def data():
    return load("data")


def counted(column):
    return column.value_counts().to_dict()


def test_there_is_nothing_to_mend(data):
    assert [p for p in data.problems if p.severity != "note"] == []


def test_every_row_is_there_and_says_where_it_comes_from(data):
    assert {name: len(frame) for name, frame in data.tables.items()} == ROWS
    for name, frame in data.tables.items():
        assert frame["source_note"].notna().all(), name


def test_projects(data):
    assert counted(data.projects["status"]) == {"planned": 3, "active": 6, "completed": 6}
    assert data.projects.loc[data.projects["funder_ids"].map(bool), "project_id"].tolist() == ["social-finance-catalonia"]
    assert data.projects["budget"].isna().all()


def test_delegations(data):
    frame = data.delegations.set_index("delegation_id")
    assert counted(frame["kind"]) == {"expert visit": 3, "conference delegation": 2, "study mission": 2, "exploratory mission": 1}
    assert counted(frame["to_city_id"]) == {"korea": 3, "barcelona": 2, "seoul": 2, "bilbao": 1}
    assert frame["headcount"].dropna().to_dict() == {"gsef-2018-delegation": 20}
    assert not frame.loc["gsef-2018-delegation", "headcount_is_estimate"]
    assert frame["duration_days"].dropna().to_dict() == {"urban-commons-barcelona-2018": 6, "social-finance-korea-tour": 7}
    assert counted(frame["start_precision"]) == {"month": 6, "season": 1, "year": 1}
    commons = frame.loc["urban-commons-barcelona-2018"]
    assert (commons["start"].date(), commons["end"].date()) == (date(2018, 9, 1), date(2018, 11, 30))


def test_events(data):
    frame = data.events.set_index("event_id")
    assert counted(frame["start"].dt.year) == {2018: 17, 2019: 8, 2020: 1}
    assert counted(frame["start_precision"]) == {"month": 17, "year": 6, "season": 2, "day": 1}
    assert frame.loc["svsf-mou-signing-2019", "start"].date() == date(2019, 3, 22)
    assert frame["headcount"].dropna().to_dict() == {"cities-launch-2018": 100, "gsef-2018-cities-breakfast": 100}
    assert frame.loc[frame["headcount"].notna(), "headcount_is_estimate"].all()
    assert counted(frame["city_id"])["barcelona"] == 10
    assert counted(frame["involvement"]) == {"organiser": 5, "co-organiser": 8, "speaker": 8, "attendee": 4}
    assert frame["project_id"].isna().sum() == 3


def test_participants(data):
    frame = data.participants
    assert frame["headcount"].sum() == 72
    assert frame.loc[frame["headcount"] == 60, "name"].isna().all()
    assert frame["person_id"].nunique() == 11
    assert frame["email"].isna().all()
    people = frame.drop_duplicates("person_id")
    assert counted(people["sector"]) == {
        "local government": 5, "academia": 2, "international organisation": 1, "civil society": 1, "enterprise": 1,
    }  # fmt: skip
    assert counted(people["gender"]) == {"man": 2}
    assert frame["age_group"].isna().all()


def test_publications_and_transfers(data):
    assert counted(data.publications["language"]) == {"und": 6, "fr": 2, "ko": 2, "en": 1}
    assert data.publications["translation_of"].notna().sum() == 3
    assert data.publications["date"].notna().sum() == 1
    assert data.publications["url"].notna().sum() == 3
    assert counted(data.transfers["stage"]) == {"adopted": 1, "piloted": 2, "presented": 9, "documented": 3}
    assert counted(data.transfers["from_city_id"]) == {"quebec": 7, "montreal": 3, "france": 2, "barcelona": 2, "rennes": 1}


def test_organisations_and_places(data):
    assert counted(data.organisations["sector"]) == {
        "other": 10, "social economy network": 9, "local government": 5, "academia": 5, "enterprise": 5,
        "civil society": 4, "social finance": 3, "international organisation": 2,
    }  # fmt: skip
    assert counted(data.cities["kind"]) == {"city": 8, "region": 4, "country": 4}
    assert counted(data.cities["role"]) == {"founding": 3, "visited": 3, "partner": 1}
    assert data.cities[["latitude", "longitude"]].notna().all(axis=None)
    assert data.organisations["city_id"].isna().sum() == 4


def test_it_speaks_of_the_summer_of_2019(data):
    assert data.as_of(date(2026, 1, 1)) == date(2019, 7, 31)


def test_no_address_of_a_person_is_in_it(data):
    for frame in data.tables.values():
        for column in frame.select_dtypes("str"):
            assert not frame[column].dropna().map(lambda cell: bool(re.search(r"\S@\S+\.\S", cell))).any()


def test_the_workbook_is_one_that_a_person_would_keep():
    book = load_workbook("data/cities-2018-2019.xlsx")
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert all(cell.font.bold for cell in sheet[1])
        assert all(sheet.column_dimensions[cell.column_letter].width >= len(cell.value) for cell in sheet[1])
    lists = {str(rule.sqref).partition("2")[0]: rule.formula1 for rule in book["projects"].data_validations.dataValidation}
    assert lists["E"] == '"planned,active,completed,suspended,cancelled"'
    # The one full day of the report is a date, what is vaguer stays words.
    events = {row[0].value: row for row in book["events"].iter_rows(min_row=2)}
    start = [cell.value for cell in book["events"][1]].index("start")
    assert events["svsf-mou-signing-2019"][start].value == datetime(2019, 3, 22)
    assert events["gsef-2018-bilbao"][start].value == "October 2018"

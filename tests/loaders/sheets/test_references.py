"""A cell may refer to a row by its id or by its name; what it does not find is said with what is near."""

import pytest

from loaders.sheets.references import check_references, resolve
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.workbook import Sheet

CITIES = [["city_id", "name", "country_code"], ["mtl", "Montréal", "CA"], ["bcn", "Barcelona", "ES"], ["seoul", "서울", "KR"],
          ["lds-1", "Leeds", "GB"], ["lds-2", "Leeds", "US"], ["bar", "bcn", "CA"], ["jb", "Jeju, Busan", "KR"]]  # fmt: skip
THEMES = [["theme_id", "name"], ["youth", "Youth / Jeunes"], ["care", "Care"]]
EVENTS = ["event_id", "title", "kind", "theme_ids", "city_id", "start"]
PROJECTS = ["project_id", "title", "theme_ids", "start", "city_ids"]


def checked(**rows):
    tables = {name: [] for name in TABLES}
    for name, sheet in {"cities": CITIES, "themes": THEMES, **rows}.items():
        tables[name] = [SheetTable(Sheet("book.xlsx", name, sheet), TABLES[name])]
    check_references(tables, resolve(tables))
    return {name: parts[0] for name, parts in tables.items() if parts}


@pytest.mark.parametrize(
    ("cell", "city"),
    [("mtl", "mtl"), ("MTL", "mtl"), ("Montréal", "mtl"), (" montreal ", "mtl"), ("Montre\u0301al", "mtl"), ("MONT\u00a0RÉAL", None), ("서울", "seoul"),
     ("서울", "seoul"), ("bcn", "bcn"), ("Ｂａｒｃｅｌｏｎａ", "bcn"), ("Leeds", None), ("lds 1", "lds-1"), ("Paris", None), ("Jeju, Busan", "jb")],
)  # fmt: skip
def test_a_city_is_meant_by_its_id_or_its_name(cell, city):
    part = checked(events=[EVENTS, ["e", "E", "workshop", "youth", cell, 2018]])["events"]
    assert part.good()["city_id"].tolist() == ([city] if city else [])


@pytest.mark.parametrize(
    ("cell", "cities"),
    [("mtl; bcn", ["mtl", "bcn"]), ("Montréal, Barcelona", ["mtl", "bcn"]), ("mtl | 서울", ["mtl", "seoul"]), ("Montréal / bcn; mtl", ["mtl", "bcn"]),
     ("mtl\nBarcelona", ["mtl", "bcn"]), ("Jeju, Busan", ["jb"]), ("mtl，bcn", ["mtl", "bcn"]), ("mtl／bcn", ["mtl", "bcn"]), ("mtl｜bcn", ["mtl", "bcn"]), ("Montréal, Paris", None), ("Leeds, mtl", None)],
)  # fmt: skip
def test_a_list_is_parted_where_every_part_is_known(cell, cities):
    part = checked(projects=[PROJECTS, ["p", "P", "youth / jeunes, care", 2018, cell]])["projects"]
    assert [list(value) for value in part.good()["city_ids"]] == ([cities] if cities else [])
    assert list(part.frame["theme_ids"][0]) == ["youth", "care"]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("Montreil", "“Montreil” is not in cities: did you mean “mtl”? Mend it here, or add it there"),
        ("Barcelone", "“Barcelone” is not in cities: did you mean “bcn”? Mend it here, or add it there"),
        ("Paris", "“Paris” is not in cities: add it there, or mend it here"),
        ("Leeds", "“Leeds” is the name of more than one row of cities: type the id of the one that is meant: lds-1, lds-2"),
    ],
)
def test_what_is_not_found_is_said_with_what_is_near(cell, message):
    part = checked(events=[EVENTS, ["e", "E", "workshop", "youth", cell, 2018]])["events"]
    assert [(p.code, p.cell, p.message) for p in part.problems] == [("unknown_id", "E2", message)]


def test_a_name_of_a_row_that_was_set_aside_says_so():
    parts = checked(cities=[*CITIES, ["qc", "Québec", None]], events=[EVENTS, ["e", "E", "workshop", "youth", "Quebec", 2018]])
    assert [p.message for p in parts["events"].problems] == ["“qc” is in cities, but its row has an error: mend that row first"]


def test_the_name_of_a_person_is_no_reference():
    people = [["person_id", "name", "activity_id"], ["p", "Ana", "e"]]
    parts = checked(events=[EVENTS, ["e", "E", "workshop", "youth", "mtl", 2018]], participants=people)
    assert parts["participants"].good()["activity_id"].tolist() == ["e"]


def test_thousands_of_unknown_names_are_said_in_a_breath():
    people = [["person_id", "activity_id"], *([f"p{i}", f"unknown-{i}"] for i in range(3_000))]
    events = [EVENTS, *([f"e{i}", f"Event number {i}", "workshop", "youth", "mtl", 2018] for i in range(3_000))]
    part = checked(events=events, participants=people)["participants"]
    assert len(part.problems) == 3_000

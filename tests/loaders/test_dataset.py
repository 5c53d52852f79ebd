from datetime import date

import pytest
from openpyxl import load_workbook

from loaders import SourceError, load
from loaders.problems import Problem
from loaders.scope import Scope
from tests.loaders.books import CITIES, EVENTS, SOUND, THEMES, read, said, write


def test_a_file_a_folder_and_bytes_say_the_same(tmp_path):
    path = write(tmp_path / "book.xlsx", SOUND)
    sets = [load(path), load(str(path)), load(tmp_path), load(path.read_bytes())]
    assert [data.events["event_id"].tolist() for data in sets] == [["launch"]] * 4
    assert sets[0].fingerprint == sets[2].fingerprint
    assert len(sets[0].fingerprint) == 64
    write(path, SOUND | {"themes": [*THEMES, ["more", "More"]]})
    assert load(path).fingerprint != sets[0].fingerprint


def test_sheets_and_files_of_one_table_are_joined(tmp_path):
    write(tmp_path / "a.xlsx", SOUND)
    write(tmp_path / "b.xlsx", {"Villes": [["city_id", "name", "country_code", "latitude", "longitude"], ["par", "Paris", "FR", 48.9, 2.4], ["mtl", "Again", "CA", 1, 2]],
                                "Événements": [EVENTS[0], ["paris", "Paris", "meeting", None, "youth", "par", 2019, None, None]]})  # fmt: skip
    data = load(tmp_path)
    assert data.cities[["city_id", "source_file", "source_sheet", "source_row"]].values.tolist() == [
        ["mtl", "a.xlsx", "cities", 2], ["bcn", "a.xlsx", "cities", 3], ["par", "b.xlsx", "Villes", 2],
    ]  # fmt: skip
    assert data.events.index.tolist() == [0, 1]
    assert [(p.code, p.place) for p in data.problems] == [("double_key", "b.xlsx, Villes, A3")]


def test_headers_alone_and_blank_sheets_are_empty_tables(tmp_path):
    data = read(tmp_path, notes=[["subject", "date", "text"]], targets=[], events=[EVENTS[0], [None, " "]])
    assert said(data) == []
    assert data.events.empty
    assert data.events.dtypes.equals(read(tmp_path).events.dtypes)


def test_rows_are_counted_as_the_spreadsheet_counts(tmp_path):
    data = read(tmp_path, cities=[[], ["", ""], *CITIES[:2], [], CITIES[2]])
    assert data.cities["source_row"].tolist() == [4, 6]


def test_ragged_rows_are_read(tmp_path):
    data = read(tmp_path, themes=[["theme_id", "name", "colour"], ["youth", "Youth"], ["x", "X", "#112233", "over the edge"]])
    assert data.themes["colour"].fillna("").tolist() == ["", "#112233"]


def test_an_id_stays_text(tmp_path):
    data = read(tmp_path, themes=[*THEMES, ["007", "Bond"], [7, "Seven"], ["NA", "Namibia"]])
    assert data.themes["theme_id"].tolist() == ["youth", "007", "7", "NA"]


def test_unknown_and_hidden_sheets_are_told(tmp_path):
    data = read(tmp_path, Budget=[["a"]], guide=[["words"]])
    assert said(data) == [("note", "unknown_sheet", "Budget!")]


def test_problems_come_worst_first_and_in_the_order_of_the_sheet(tmp_path):
    data = read(tmp_path, Budget=[["a"]], events=[EVENTS[0], *(["e", "E", "gala", None, "youth", "mtl", 2018, None, "x"],) * 11])
    assert [p.severity for p in data.problems] == sorted((p.severity for p in data.problems), key=["error", "warning", "note"].index)
    assert [p.row for p in data.problems if p.severity == "error"] == list(range(2, 13))


def test_the_fields_of_a_problem():
    assert list(Problem.__dataclass_fields__)[:9] == ["code", "severity", "file", "sheet", "row", "column", "cell", "value", "message"]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"words", "holds plain text"), (b"PK\x03\x04 broken", "is damaged"), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "x.xlsx: ")],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, content, why):
    (tmp_path / "x.xlsx").write_bytes(content)
    for source in (tmp_path / "x.xlsx", tmp_path):
        with pytest.raises(SourceError, match=why):
            load(source)


def test_a_missing_file_and_a_folder_of_nothing(tmp_path):
    with pytest.raises(SourceError, match="there is no such file or folder"):
        load(tmp_path / "nothing.xlsx")
    with pytest.raises(SourceError, match="holds no spreadsheet"):
        load(tmp_path)


def test_one_bad_file_among_good_ones_is_a_problem(tmp_path):
    write(tmp_path / "a.xlsx", SOUND)
    (tmp_path / "b.xlsx").write_bytes(b"PK broken")
    (tmp_path / "~$a.xlsx").write_text("lock")
    data = load(tmp_path)
    assert [(p.severity, p.code, p.file) for p in data.problems] == [("error", "unreadable_file", "b.xlsx")]
    assert len(data.events) == 1


def test_settings_and_the_day_it_speaks_of(tmp_path):
    today = date(2026, 1, 1)
    data = read(tmp_path, settings=[["key", "value"], ["as_of", "summer 2019"], ["small_count", 5]])
    assert (data.setting("small_count"), data.setting("logo"), data.as_of(today)) == ("5", None, date(2019, 8, 31))
    assert read(tmp_path).as_of(today) == today


def test_tables_are_attributes_and_others_are_not(tmp_path):
    data = read(tmp_path)
    assert data.events is data.tables["events"]
    assert not data.is_empty
    with pytest.raises(AttributeError):
        data.nothing  # noqa: B018


def test_two_sheets_of_one_table_add_up_and_copies_are_taken_once(tmp_path):
    write(tmp_path / "2018.xlsx", SOUND)
    write(tmp_path / "2019.xlsx", {"Projets 2019": [["ID", "Titre", "Thèmes", "Début", "Fin"], ["coops", "Co-ops", "youth", "2018", "2019"], ["care", "Care", "Youth", 2019, None]],
                                   "Projets 2020": [["ID", "Titre", "Thèmes", "Début"], ["care", "Caring", "youth", 2020]]})  # fmt: skip
    data = load(tmp_path)
    assert data.projects[["project_id", "source_file", "source_sheet"]].values.tolist() == [
        ["coops", "2018.xlsx", "projects"], ["care", "2019.xlsx", "Projets 2019"],
    ]  # fmt: skip
    assert [(p.severity, p.code, p.place, p.message) for p in data.problems] == [
        ("error", "double_key", "2019.xlsx, Projets 2020, A2", "“care” stands in Projets 2019 A3 already, with another Titre, Début: each row needs one of its own"),
        ("note", "repeated_row", "2019.xlsx, Projets 2019, A2", "“coops” stands in 2018.xlsx, projects A2 already, and says the same: it was taken once"),
    ]


def test_a_key_that_names_its_reference_by_another_word_is_the_same_key(tmp_path):
    heads = ["person_id", "activity_id"]
    data = read(tmp_path, participants=[heads, ["P1", "launch"], ["P1", "LAUNCH"]])
    assert said(data) == [("note", "repeated_row", "participants!A3")]


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("Delegatons", [["a", "b"]], ("warning", "near_sheet", "“Delegatons” is no table: did you mean “delegations”? Name the sheet so to have it read")),
        ("Ma liste", [["Programme"], ["ID", "Titre", "Début", "Thèmes", "Ville", "Type"], ["a"]],
         ("note", "unknown_sheet", "no table is called “Ma liste”, so it was left out, but its headings look like “events”: name the sheet so to have it read, or choose it on the Data page")),
        ("Actividades 2019", [["Programa"], ["Código", "Título", "Inicio", "Temas", "Lugar", "Tipo"], ["a"]],
         ("warning", "near_sheet", "“Actividades 2019” is no table: did you mean “events”? Name the sheet so to have it read")),
        ("Activities", [["Programme"], ["ID", "Title", "Start", "Themes", "From", "To"], ["a"]],
         ("note", "unknown_sheet", "no table is called “Activities”, so it was left out, but its headings look like “delegations”: name the sheet so to have it read, or choose it on the Data page")),
        ("Lisez-moi", [["words"]], None),
        ("Sheet2", [[]], None),
        ("Feuil2", [[None, " "]], None),
    ],
)  # fmt: skip
def test_a_sheet_that_is_left_out_says_what_it_may_be(tmp_path, name, rows, expected):
    data = read(tmp_path, **{name: rows})
    assert [(p.severity, p.code, p.message) for p in data.problems] == ([expected] if expected else [])
    [report] = [sheet for sheet in data.sheets if sheet.sheet == name]
    assert report.table == ""
    assert [words for _, words in report.headings] == [cell for cell in rows[min(1, len(rows) - 1)] if cell and cell.strip()]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_left_out_and_told(tmp_path, state):
    path = write(tmp_path / "book.xlsx", {**SOUND, "Événements": [EVENTS[0], ["x"]], "Scratch": [["a"]], "Empty": [[]]})
    book = load_workbook(path)
    for name in ("Événements", "Scratch", "Empty"):
        book[name].sheet_state = state
    book.save(path)
    data = load(path)
    assert said(data) == [("note", "hidden_sheet", "Scratch!"), ("note", "hidden_sheet", "Événements!")]
    assert data.events["event_id"].tolist() == ["launch"]


def test_own_columns_stay_with_their_rows_and_are_for_a_director_alone(tmp_path):
    rows = [[*EVENTS[0], "Telephone"], [*EVENTS[1], "514 555 0100"], ["bad", *[None] * 9], ["end", "End", "meeting", None, "youth", "bcn", 2020, None, 5, "93 555 01 00"]]
    data = read(tmp_path, events=rows, Actes=[EVENTS[0], ["third", "Third", "meeting", None, "youth", "bcn", 2021, None, 5]])
    assert list(data.extras) == ["events"]
    assert data.extras["events"].index.equals(data.events.index)
    assert data.extras["events"]["Telephone"].fillna("-").tolist() == ["514 555 0100", "93 555 01 00", "-"]
    some = data.within(Scope(start=date(2020, 1, 1), has_personal=True))
    assert (some.events["event_id"].tolist(), some.extras["events"]["Telephone"].fillna("-").tolist()) == (["end", "third"], ["93 555 01 00", "-"])
    assert dict(data.within(Scope()).extras) == {}
    assert dict(data.within(Scope()).within(Scope(has_personal=True)).extras) == {}

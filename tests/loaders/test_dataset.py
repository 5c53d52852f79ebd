from datetime import date

import pytest

from loaders import SourceError, load
from loaders.problems import Problem
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

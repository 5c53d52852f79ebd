import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from loaders.problems import letters, problem
from loaders.schema import LANGUAGES
from loaders.tables import TABLES
from loaders.values.columns import READERS


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
def test_each_table_is_declared_whole(table):
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    assert names[-1] == "source_note"
    assert table.about.endswith(".")
    for column in table.columns:
        assert column.kind in READERS
        assert all(column.headers)
        assert len(column.headers) == len(LANGUAGES)
        assert column.about.endswith(".")
        assert set(column.refers_to) <= set(TABLES)
        assert (column.kind == "choice") == bool(column.choices)


def test_names_and_addresses_are_personal():
    assert {name: table.personal for name, table in TABLES.items() if table.personal} == {"participants": ("name", "email")}


def test_labels_and_headers_follow_the_language():
    assert TABLES["events"].label("fr") == "Événements"
    assert TABLES["events"].column("start").header("ko") == "시작일"
    with pytest.raises(KeyError):
        TABLES["events"].column("nothing")


@given(st.integers(0, 16_383))
def test_letters_are_the_spreadsheets(position):
    assert letters(position) == get_column_letter(position + 1)


def test_a_problem_has_a_place_and_a_sentence():
    found = problem("x", "error", "“{value}” is bad", {"value": "v"}, file="f.xlsx", sheet="events", row=14, column="start", position=3)
    assert (found.cell, found.place, found.message) == ("D14", "f.xlsx, events, D14", "“v” is bad")

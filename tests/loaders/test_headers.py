import pytest

from loaders.headers import column_of, fold, table_of
from loaders.tables import TABLES


@pytest.mark.parametrize(
    ("name", "table"),
    [("Projects", "projects"), (" PROJETS ", "projects"), ("행사", "events"), ("Événements", "events"), ("Evenements", "events"),
     ("Publicacions", "publications"), ("Sheet1", None), ("", None)],
)  # fmt: skip
def test_a_sheet_is_known_in_each_language(name, table):
    found = table_of(name)
    assert (found and found.name) == table


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Début", "start"), ("date de DEBUT", "start"), ("start_date", "start"), ("시작일", "start"), ("Inici", "start"), ("event_id", "event_id"),
     ("ID", "event_id"), ("mine", None), (None, None), (7.0, None)],
)  # fmt: skip
def test_a_heading_is_known_in_each_language(heading, column):
    found = column_of(TABLES["events"], heading)
    assert (found and found.name) == column


def test_no_spelling_stands_for_two():
    sheets = [(fold(form), table.name) for table in TABLES.values() for form in table.spellings()]
    assert len({form for form, _ in sheets}) == len(set(sheets))
    for table in TABLES.values():
        columns = {(fold(form), column.name) for column in table.columns for form in column.spellings()}
        assert len({form for form, _ in columns}) == len(columns), table.name

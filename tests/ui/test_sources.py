"""What the source of a figure lists, and its file."""

from datetime import date

import pandas as pd
import pytest

from charts import EXHIBITS
from charts.exhibit import View
from loaders import Dataset, load
from loaders.tables import TABLES
from loaders.template import workbook
from locales import words
from ui.csv_file import csv_file
from ui.sources import all_rows, left_out_rows, source_rows

AS_OF = date(2019, 7, 31)


def view(*, language: str = "en") -> View:
    """One delegation held, one vague, one ahead, and who was in them; with all that is personal."""
    shared = {"theme_ids": ["t"], "from_city_id": "ville", "to_city_id": "ville"}
    data = load(workbook({
        "themes": [{"theme_id": "t", "name": "T"}], "cities": [{"city_id": "ville", "name": "Ville", "country_code": "CA"}],
        "delegations": [
            {"delegation_id": "d0", "title": "=Done()", "start": "2019-05-02", "end": "2019-05-03", **shared},
            {"delegation_id": "d1", "title": "Some day of 2019", "start": "2019", **shared},
            {"delegation_id": "d2", "title": "Ahead", "start": "2020-02-01", **shared},
        ],
        "participants": [
            {"person_id": "p0", "name": "Ann Private", "email": "ann@example.org", "activity_id": "d0"},
            {"person_id": "p0", "name": "Ann Private", "email": "ann@example.org", "activity_id": "d2"},
        ],
    }))  # fmt: skip
    return View(data, data, AS_OF, words(language))


def test_the_rows_that_counted_and_those_that_did_not_with_why_and_where():
    shown = EXHIBITS["overview.delegations"](view())
    assert source_rows(shown, view())[["Record", "Sheet", "Row"]].to_numpy().tolist() == [["=Done()", "delegations", 2]]
    assert left_out_rows(shown, view())[["Record", "Why not", "Sheet", "Row"]].to_numpy().tolist() == [
        ["Some day of 2019", "its date is vague: by the day of the data nobody can say whether it has taken place", "delegations", 3],
        ["Ahead", "it has not taken place by the day of the data", "delegations", 4],
    ]  # fmt: skip


def test_the_file_has_both_and_runs_nothing():
    text = csv_file(all_rows(EXHIBITS["overview.delegations"](view()), view())).decode("utf-8")
    assert text.startswith("\ufeffRecord,Counted,Why not,Sheet,Row,File")
    assert [line.split(",")[:2] for line in text.splitlines()[1:]] == [["'=Done()", "yes"], ["Some day of 2019", "no"], ["Ahead", "no"]]


def test_who_took_part_is_known_by_what_in_and_never_by_name():
    shown = EXHIBITS["overview.people"](view())
    found = all_rows(shown, view())
    assert found[["Record", "Counted"]].to_numpy().tolist() == [["=Done()", "yes"], ["Ahead", "no"]]
    assert "rivate" not in csv_file(found).decode("utf-8")


@pytest.mark.parametrize("key", EXHIBITS)
def test_no_source_of_any_exhibit_names_a_person(large: Dataset, key: str):
    seen = View(large, large, date(2024, 6, 30), words("fr"))
    found = all_rows(EXHIBITS[key](seen), seen)
    assert not found.astype("str").apply(lambda cells: cells.str.contains("Private|example.org")).any(axis=None)
    assert not set(found.columns) & set(TABLES["participants"].personal)
    assert isinstance(found, pd.DataFrame)


def test_the_reasons_are_in_the_reader_s_language():
    why = left_out_rows(EXHIBITS["overview.delegations"](view(language="fr")), view(language="fr"))["Motif"]
    assert not why.str.contains("the day").any()

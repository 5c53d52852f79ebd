"""What the source of a figure lists, and its file."""

from datetime import date

import pandas as pd
import pytest

from charts import EXHIBITS
from charts.exhibit import View
from charts.indicator_card import compared
from charts.indicators import board_lines
from exports.csv_file import csv_file
from exports.rows import all_rows, left_out_rows, source_rows
from loaders import Dataset, Scope, load
from loaders.tables import TABLES
from loaders.template import workbook
from locales import words
from metrics.places import places
from tests.loaders.books import EVENTS, read
from ui.places import place_source
from ui.source_cells import source_cells, source_sheets
from ui.sources import compared_sources, mark_source

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


def test_a_mark_is_narrowed_by_what_its_figure_is_and_by_what_it_is_of(demo: Dataset):
    part = demo.within(Scope(start=date(2019, 1, 1), end=date(2019, 12, 31), city_ids=("montreal",)))
    seen = View(part, demo, demo.as_of(AS_OF), words("en"))
    shown = EXHIBITS["overview.months"](seen)
    mark = shown.marks.find("2019-03-01 00:00:00|events", shown.measure)
    own = mark_source(shown, mark, seen)
    assert own.filters == "January 2019 to December 2019; Montreal; March 2019; Events"
    assert own.marks is None
    found = all_rows(own, seen)
    assert len(found[found["Counted"] == "yes"]) == int(mark.title.split(": ")[1].split()[0])
    assert "it belongs to another part of the figure" in set(found["Why not"])


def test_what_a_headline_is_compared_with_lists_its_own_rows_under_its_own_period(demo: Dataset):
    part = demo.within(Scope(start=date(2020, 1, 1), end=date(2020, 12, 31), theme_ids=("social-finance",)))
    seen = View(part, demo, demo.as_of(AS_OF), words("en"))
    shown = EXHIBITS["overview.events"](seen)
    # What is counted in 2020 is the figure itself.
    [(own, whole)] = compared_sources(shown, seen)
    assert (own.title, own.filters) == ("2019: 4", "2019; Social finance")
    assert len(source_rows(own, whole)) == own.measure.value == 4
    assert set(demo.events.loc[own.measure.rows["events"], "start"].dt.year) == {2019}
    assert "5 in 2020, 4 in 2019" in shown.subtitle


def test_without_a_period_both_that_are_compared_are_listed(demo: Dataset):
    seen = View(demo, demo, demo.as_of(AS_OF), words("en"))
    shown = EXHIBITS["overview.events"](seen)
    assert [own.title.split(":")[0].split()[-1] for own, _ in compared_sources(shown, seen)] == ["2021", "2020"]


def test_the_card_of_an_indicator_lists_what_its_value_is_compared_with(demo: Dataset):
    seen = View(demo, demo, demo.as_of(AS_OF), words("en"))
    line = next(one for one in board_lines(seen) if one.indicator.measure == "events" and not one.indicator.is_cumulative)
    [one] = compared(line, seen)
    assert len(one.measure.rows["events"]) == line.earlier
    assert one.title.endswith(f": {line.earlier}")
    assert one.filters.startswith(one.title.split(":")[0])


def test_a_place_of_the_map_lists_what_took_place_there(demo: Dataset):
    seen = View(demo, demo, demo.as_of(AS_OF), words("en"))
    table = places(demo, seen.as_of).table.set_index("city_id")
    for city_id in table.index[:3]:
        own = place_source(seen, city_id)
        found = all_rows(own, seen)
        assert (found["Counted"] == "yes").sum() == own.measure.value == table.loc[city_id, "activities"] > 0
        assert own.filters == table.loc[city_id, "name"]
        assert len(found) == sum(len(demo.tables[name]) for name in ("delegations", "events", "transfers"))
        assert "it has to do with other places" in set(found["Why not"])


def test_the_cells_of_a_score_are_named_with_what_is_wrong_with_each(tmp_path):
    data = read(tmp_path, events=[*EVENTS, ["e2", "Fair", "fête", "coops", "youth", "mtl", "2018", None, 5]])
    seen = View(data, data, AS_OF, words("en"))
    shown = EXHIBITS["quality.scores"](seen)
    own = mark_source(shown, shown.marks.find("events", shown.measure), seen)
    assert own.filters == "Events"
    assert source_sheets(own, seen)[["Sheet", "Rows", "Cells"]].to_numpy().tolist() == [["events", 2, 18]]
    found = source_cells(own, seen)
    assert found[["Column", "Cell", "Sheet"]].to_numpy().tolist() == [["kind", "C3", "events"], ["end", "H2", "events"], ["end", "H3", "events"]]
    assert found["Why not"][0].startswith("“fête”")
    assert found["Why not"][1] == "the cell is blank"


def test_no_cell_of_a_score_names_a_person(large: Dataset):
    seen = View(large, large, date(2024, 6, 30), words("en"))
    found = source_cells(EXHIBITS["quality.scores"](seen), seen)
    assert not found.astype("str").apply(lambda cells: cells.str.contains("Private|example.org")).any(axis=None)

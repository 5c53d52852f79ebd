"""The score of a table: filled and valid cells, of all cells in its known columns."""

from datetime import date

import pytest

from loaders import Scope
from metrics.quality import cells_by_column, cells_by_table, cells_to_mend, score
from tests.loaders.books import EVENTS, PROJECTS, read

TODAY = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("valid", "cells", "points"),
    [(0, 7, 0), (7, 7, 100), (999, 1000, 99), (1, 1000, 0), (29, 100, 29), (2, 3, 66), (10**9 - 1, 10**9, 99)],
)
def test_a_score_is_rounded_down_so_that_100_means_all(valid, cells, points):
    assert score(valid, cells) == points


def test_tables_come_worst_first_with_what_became_of_their_rows(tmp_path):
    """Events: 3 rows × 9 columns; blank are 2 ends and a title, faulty a kind and a headcount."""
    data = read(tmp_path, events=[
        *EVENTS,
        ["e2", "Fair", "fête", "coops", "youth", "mtl", "2018", None, 5],
        ["e3", None, "panel", "coops", "youth", "bcn", "2018", "2019", "many"],
    ])  # fmt: skip
    measure = cells_by_table(data, TODAY)
    assert measure.table.to_numpy().tolist() == [
        ["events", 81, 27, 24, 22, 3, 2, 2, 1],
        ["projects", 100, 5, 5, 5, 1, 0, 0, 0],
        ["themes", 100, 2, 2, 2, 1, 0, 0, 0],
        ["cities", 100, 10, 10, 10, 2, 0, 0, 0],
    ]
    assert measure.value == 88, "39 of 44"
    assert [sheet.sheet for sheet in measure.sheets] == ["projects", "events", "themes", "cities"]
    assert {name: len(index) for name, index in measure.rows.items()} == {"events": 1, "projects": 1, "themes": 1, "cities": 2}


def test_an_optional_column_that_is_blank_lowers_the_score_and_one_of_ones_own_does_not(tmp_path):
    def points(*rows):
        table = cells_by_table(read(tmp_path, projects=rows), TODAY).table
        return table.set_index("table")["score"]["projects"]

    assert points(*PROJECTS) == 100
    assert points([*PROJECTS[0], "summary"], [*PROJECTS[1], None]) == 83, "5 of 6"
    assert points([*PROJECTS[0], "my column"], [*PROJECTS[1], None]) == 100


def test_a_required_column_that_is_missing_counts_as_blank_in_every_row(tmp_path):
    data = read(tmp_path, projects=[["project_id", "title", "theme_ids"], ["coops", "Co-ops", "youth"]])
    table = cells_by_table(data, TODAY).table.set_index("table")
    assert table.loc["projects", ["score", "cells", "valid", "aside"]].tolist() == [75, 4, 3, 1]
    columns = cells_by_column(data, TODAY).table
    missing = columns[columns["headings"].map(len) == 0]
    assert missing[["table", "column", "cells", "filled"]].to_numpy().tolist() == [["projects", "start", 1, 0]]


def test_columns_come_in_the_order_of_the_sheet_under_the_keepers_headings(tmp_path):
    data = read(tmp_path, themes=[["Nom", "theme_id"], ["Youth", "youth"]])
    columns = cells_by_column(data, TODAY).table
    assert columns.loc[columns["table"] == "themes", ["column", "headings"]].to_numpy().tolist() == [["name", ("Nom",)], ["theme_id", ("theme_id",)]]


def test_nothing_read_has_no_score(empty):
    for measure in (cells_by_table(empty, TODAY), cells_by_column(empty, TODAY)):
        assert measure.value is None
        assert measure.table.empty


def test_a_part_of_the_rows_carries_no_problem_and_no_sheet(tmp_path):
    data = read(tmp_path, events=[*EVENTS, ["e2", "Secret fair", "fête", "coops", "youth", "mtl", "2018", None, 5]])
    assert data.within(Scope()).problems == data.problems
    part = data.within(Scope(city_ids=("bcn",)))
    assert (part.problems, part.sheets, part.is_whole) == ((), (), False)
    assert part.within(Scope()).problems == (), "what was taken away stays away"
    assert part.within(Scope()).is_whole is False
    assert cells_by_table(part, TODAY).value is None


@pytest.mark.parametrize("name", ["real", "demo"])
def test_as_many_cells_are_named_as_a_score_lacks(request, name):
    data = request.getfixturevalue(name)
    for measure in (cells_by_table(data, TODAY), cells_by_column(data, TODAY)):
        assert len(cells_to_mend(data, measure)) == measure.table["cells"].sum() - measure.table["valid"].sum() > 0

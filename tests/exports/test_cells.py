"""Where a figure comes from: the formula, the filters, and the rows of which sheets, as a person says them."""

import pandas as pd

from charts import EXHIBITS
from exports.cells import cells_in_words, ranges, source_in_words
from loaders import Scope
from metrics.measure import Measure


def test_rows_that_follow_each_other_are_one_range():
    assert list(ranges([12, 4, 5, 6, 9, 5])) == [(4, 6), (9, 9), (12, 12)]
    assert list(ranges([])) == []


def test_a_figure_names_the_file_the_sheet_and_the_rows(real, view_of):
    view = view_of(real)
    assert cells_in_words(EXHIBITS["overview.delegations"](view), view) == ["cities-2018-2019.xlsx, delegations: rows 2–8"]


def test_of_a_part_the_same_rows_are_named_as_in_the_sheet(real, view_of):
    view = view_of(real, scope=Scope(city_ids=("barcelona",)))
    shown = EXHIBITS["overview.delegations"](view)
    rows = real.delegations.loc[shown.measure.rows["delegations"], "source_row"].tolist()
    assert 0 < len(rows) < 7
    assert [line.partition(": rows ")[2] for line in cells_in_words(shown, view)] == [", ".join(map(str, rows))]
    assert "Filters: Barcelona" in source_in_words(shown, view)


def test_every_figure_says_where_it_is_from(demo, view_of):
    view = view_of(demo)
    for key, draw in EXHIBITS.items():
        said = source_in_words(draw(view), view)
        assert said[0], key
        assert any("programme.xlsx" in line for line in said), key


def test_many_ranges_are_counted_not_listed(large, view_of):
    view = view_of(large)
    shown = EXHIBITS["overview.events"](view)
    every_second = Measure("some", 1.0, {"events": pd.Index(large.events.index[::2])}, "")
    (line,) = cells_in_words(type(shown)(**{**shown.__dict__, "measure": every_second}), view)
    assert line.endswith(f"and {len(large.events.index[::2]) - 24:,} more")
    assert len(line) < 200

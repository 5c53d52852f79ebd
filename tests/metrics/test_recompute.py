"""Each figure again from its own rows alone: what its source lists is what it was made from, no more and no less."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

import pandas as pd
import pytest

from loaders import Dataset, Scope
from loaders.tables import TABLES
from metrics import MEASURES, overview
from metrics.measure import Measure, Rows

AS_OF = date(2019, 7, 31)
# Names, colours and limits that a row refers to: they say what a row is called, not that it counts.
DIRECTORIES = ("themes", "cities", "organisations", "settings")
REFERRED_TO = {target for table in TABLES.values() for column in table.columns for target in column.refers_to}
# Cells of sheets are counted in these, and not rows: tests/metrics/test_quality.py counts them again.
CELLS = {"cells_by_table", "cells_by_column"}
FIGURES: dict[str, Callable[[Dataset, date], Measure]] = {
    **{name: measure for name, measure in MEASURES.items() if name not in CELLS},
    "activity_by_month": overview.by_month, "coming_next": overview.coming_next, "latest_publications": overview.latest_publications,
}  # fmt: skip


def any_scopes(data: Dataset, count: int, seed: int) -> Iterator[Scope]:
    """As many filters by period, theme, place and project, each side open in half of them; the first lets all through."""
    luck = Random(seed)
    ids = {table: sorted(data.tables[table][f"{side}_id"]) for table, side in (("themes", "theme"), ("cities", "city"), ("projects", "project"))}
    first, last = data.delegations["start"].min().date(), data.events["end"].max().date()
    yield Scope()
    for _ in range(count - 1):
        days = sorted(first + timedelta(days=luck.randrange((last - first).days)) for _ in range(2))
        chosen = {table: tuple(luck.sample(those, luck.choice((0, 0, 1, 3)))) for table, those in ids.items()}
        yield Scope(
            start=luck.choice((None, days[0])), end=luck.choice((None, days[1])), is_certain=luck.random() < 0.3,
            theme_ids=chosen["themes"], city_ids=chosen["cities"], project_ids=chosen["projects"] if luck.random() < 0.5 else (),
        )  # fmt: skip


def alone(data: Dataset, rows: Rows) -> Dataset:
    """The data with only these rows, and, of the tables that they are not of, what they refer to by its id."""
    tables = {name: frame[frame.index.isin(rows[name])] if name in rows else frame for name, frame in data.tables.items()}
    named = set()
    for name in rows:
        for column in (column for column in TABLES[name].columns if column.refers_to):
            cells = tables[name][column.name].to_numpy()
            named.update(one for cell in cells for one in cell) if column.many else named.update(cells)
    for name in set(tables) - set(rows) - set(DIRECTORIES):
        keys = tables[name][f"{name[:-1]}_id"] if name in REFERRED_TO else pd.Series(index=tables[name].index, dtype="str")
        tables[name] = tables[name][keys.isin(named)]
    return replace(data, tables=MappingProxyType(tables))


def check(measure: Callable[[Dataset, date], Measure], part: Dataset, as_of: date) -> None:
    """A figure in a part of the data is the same from its rows alone, and these and the left out are all there are."""
    whole = measure(part, as_of)
    again = measure(alone(part, whole.rows), as_of)
    assert again.value == whole.value
    if not again.table.equals(whole.table):
        pd.testing.assert_frame_equal(again.table, whole.table)
    assert set(whole.left_out) <= set(whole.rows)
    for table, counted in whole.rows.items():
        without = whole.left_out.get(table, pd.Series(dtype="str"))
        labels = [*counted, *without.index]
        assert len(labels) == len(set(labels)), table
        assert set(labels) == set(part.tables[table].index), table
        assert without.str.len().gt(0).all(), table


@pytest.fixture(scope="module")
def parts(real: Dataset) -> list[Dataset]:
    """A hundred parts of the programme, cut once for all figures."""
    return [real.within(scope) for scope in any_scopes(real, 100, seed=2019)]


def different(parts: list[Dataset], tables: set[str]) -> list[Dataset]:
    """The parts without those whose rows of some tables another one of them has, too."""
    return list({tuple(tuple(part.tables[name].index) for name in sorted(tables)): part for part in parts}.values())


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_computed_again_from_its_rows_alone(parts, name):
    tables = set(FIGURES[name](parts[0], AS_OF).rows)
    looked_at = tables | {"delegations", "events"} if "participants" in tables else tables
    for part in different(parts, looked_at):
        check(FIGURES[name], part, AS_OF)


@pytest.mark.parametrize("name", FIGURES)
def test_so_it_is_where_there_are_five_hundred_projects(large, name):
    for scope in any_scopes(large, 2, seed=500):
        check(FIGURES[name], large.within(scope), date(2024, 6, 30))


def test_the_cells_of_all_rows_are_counted(real):
    for name in CELLS:
        measure = MEASURES[name](real, AS_OF)
        assert all(rows.equals(real.tables[table].index) for table, rows in measure.rows.items())

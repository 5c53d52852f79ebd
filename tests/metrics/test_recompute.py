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
from metrics.breakdowns import BY, breakdown
from metrics.indicator_measures import share_of_sector
from metrics.indicators import COUNTED, Indicator, declared, or_nought, record_begins, value
from metrics.measure import Measure, Rows
from metrics.narrowed import narrowed, within_period
from metrics.participants import described
from metrics.periods import Period

AS_OF, DEMO_DAY = date(2019, 7, 31), date(2021, 9, 30)
# Names, colours and limits that a row refers to: they say what a row is called, not that it counts.
DIRECTORIES = ("themes", "cities", "organisations", "settings")
REFERRED_TO = {target for table in TABLES.values() for column in table.columns for target in column.refers_to}
# Cells of sheets are counted in these, and not rows: tests/metrics/test_quality.py counts them again.
CELLS = {"cells_by_table", "cells_by_column"}
FIGURES: dict[str, Callable[[Dataset, date], Measure]] = {
    **{name: measure for name, measure in MEASURES.items() if name not in CELLS},
    "activity_by_month": overview.by_month, "coming_next": overview.coming_next, "latest_publications": overview.latest_publications,
    "share_of_sector": share_of_sector("academia"),
}  # fmt: skip
# What counts rows: as many as are listed.
COUNTS = {"projects", "delegations", "events", "partner_cities", "organisations", "publications", "transfers", "transfers_piloted_or_adopted", "coming_next"}
# Of the 2018-2019 programme, which records no gender, age, budget or goal, these have no value.
UNRECORDED = {"share_of_women", "share_of_youth", "share_of_sector", "cost_per_participation", "person_days", "activities_by_goal"}
# What counts something that several rows may say: one of them is not missed, all that say it are.
SAID_BY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("people", "people_in_groups", "people_by_sector", "people_by_city", "people_by_gender", "people_by_age"), ("person_id",)),
    **dict.fromkeys(("share_of_women", "share_of_youth", "share_of_sector"), ("person_id",)),
    "sectors_of_people": ("sector",), "places_of_people": ("city_id",), "activities_by_sectors_together": ("activity_id", "sector"),
    "countries": ("country_code",), "languages": ("language",),
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


def misses(name: str, measure: Callable[[Dataset, date], Measure], part: Dataset, as_of: date, luck: Random) -> None:
    """A figure misses a row that it lists, whichever is taken away: it is another, or it is made of other parts."""
    whole = measure(part, as_of)
    # Of each table, so that the few rows of one are not lost among the many of another.
    for table, label in [(table, label) for table, labels in whole.rows.items() for label in luck.sample([*labels], min(2, len(labels)))]:
        frame = part.tables[table].loc[whole.rows[table]]
        frame = described(frame, part) if table == "participants" else frame
        said = frame[list(SAID_BY[name])].apply(tuple, axis=1) if name in SAID_BY else frame.index.to_series()
        without = {**whole.rows, table: frame.index[said != said[label]]}
        again = measure(alone(part, without), as_of)
        assert again.value != whole.value or not again.table.equals(whole.table), f"{name} does not need row {label} of {table}"


def check(measure: Callable[[Dataset, date], Measure], part: Dataset, as_of: date) -> float | None:
    """A figure in a part of the data, the same from its rows alone; these and the left out are all there are."""
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
    return whole.value


@pytest.fixture(scope="module")
def parts(real: Dataset) -> list[Dataset]:
    """A hundred parts of the programme, cut once for all figures."""
    return [real.within(scope) for scope in any_scopes(real, 100, seed=2019)]


def different(parts: list[Dataset], tables: set[str]) -> list[Dataset]:
    """The parts without those whose rows of some tables another one of them has, too."""
    return list({tuple(tuple(part.tables[name].index) for name in sorted(tables)): part for part in parts}.values())


@pytest.fixture(scope="module")
def invented(demo: Dataset) -> list[Dataset]:
    """A hundred parts of the invented programme, in which all is recorded."""
    return [demo.within(scope) for scope in any_scopes(demo, 100, seed=2021)]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_computed_again_from_its_rows_alone(request, name):
    parts, as_of = (request.getfixturevalue("invented"), DEMO_DAY) if name in UNRECORDED else (request.getfixturevalue("parts"), AS_OF)
    tables = set(FIGURES[name](parts[0], as_of).rows)
    looked_at = tables | {"delegations", "events"} if "participants" in tables else tables
    found = different(parts, looked_at)
    values = [check(FIGURES[name], part, as_of) for part in found]
    assert sum(one is not None for one in values[:20]) >= 3, "nothing was tried"


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_lists_a_row_that_it_does_not_need(request, name):
    parts, as_of = (request.getfixturevalue("invented"), DEMO_DAY) if name in UNRECORDED else (request.getfixturevalue("parts"), AS_OF)
    luck = Random(name)
    for part in parts[:12]:
        misses(name, FIGURES[name], part, as_of, luck)
    if name in COUNTS:
        for part in parts:
            whole = FIGURES[name](part, as_of)
            assert whole.value == sum(map(len, whole.rows.values()))


@pytest.mark.parametrize("name", FIGURES)
def test_so_it_is_where_there_are_five_hundred_projects(large, name):
    for scope in any_scopes(large, 2, seed=500):
        check(FIGURES[name], large.within(scope), date(2024, 6, 30))


def test_the_cells_of_all_rows_are_counted(real):
    for name in CELLS:
        measure = MEASURES[name](real, AS_OF)
        assert all(rows.equals(real.tables[table].index) for table, rows in measure.rows.items())


def in_periods(demo: Dataset, count: int) -> Iterator[tuple[Dataset, Period]]:
    """Parts of the invented programme without a period, each with one."""
    luck, first = Random(7), date(2019, 1, 1)
    for scope in any_scopes(demo, count, seed=22):
        start, end = sorted(first + timedelta(days=luck.randrange(1000)) for _ in range(2))
        yield demo.within(replace(scope, start=None, end=None, is_certain=False)), Period(start, end)


def counted(indicator: Indicator, part: Dataset, period: Period) -> Dataset:
    """What an indicator looks at: its period and its filter; the sector of a share is what is looked for."""
    where = replace(indicator.where, sector=None) if indicator.measure == "share_of_sector" else indicator.where
    return narrowed(within_period(part, where, period, DEMO_DAY, is_cumulative=indicator.is_cumulative), where)


def recorded(part: Dataset, rows: Rows) -> Dataset:
    """These rows alone; when the record begins is a matter of all rows, so a measurement of nothing is dated there."""
    only = alone(part, rows)
    first = part.measurements.head(1).assign(indicator_id="", date=pd.Timestamp(record_begins(part)))
    return replace(only, tables=MappingProxyType({**only.tables, "measurements": pd.concat([only.measurements, first])}))


def test_the_value_of_an_indicator_is_computed_again_from_its_rows_alone(demo):
    tried, luck = set(), Random(4)
    for part, period in in_periods(demo, 6):
        for indicator in declared(demo):
            whole = value(indicator, part, DEMO_DAY, period)
            if whole.value is None:
                continue
            tried.add(indicator.indicator_id)
            if indicator.measure == "measurement":
                assert value(indicator, alone(part, whole.rows), DEMO_DAY, period).value == whole.value
                assert len(whole.rows["measurements"]) == 1
                continue
            measure = share_of_sector(indicator.where.sector) if indicator.measure == "share_of_sector" else COUNTED[indicator.measure][0]
            seen, day = counted(indicator, part, period), min(period.end, DEMO_DAY)
            check(measure, seen, day)
            misses(indicator.measure, measure, seen, day, luck)
            own = or_nought(measure(seen, day), seen, day)
            assert (own.value, {name: [*rows] for name, rows in own.rows.items()}) == (whole.value, {name: [*rows] for name, rows in whole.rows.items()})
    # Nobody has measured that one yet.
    assert {indicator.indicator_id for indicator in declared(demo)} - tried == {"hosts"}


def test_the_parts_of_an_indicator_are_computed_again_from_their_rows_alone(demo):
    tried = set()
    for part, period in in_periods(demo, 2):
        for indicator in declared(demo):
            for dimension in BY.get(indicator.measure, ()):
                whole = breakdown(indicator, part, DEMO_DAY, period, dimension)
                # An organisation is in a period because rows of other tables name it: not from its own row alone.
                if not whole.value or indicator.measure == "organisations":
                    continue
                again = breakdown(indicator, recorded(part, whole.rows), DEMO_DAY, period, dimension)
                assert (again.value, again.not_detailed) == (whole.value, whole.not_detailed)
                pd.testing.assert_frame_equal(again.table, whole.table)
                if indicator.measure == "measurement":
                    continue
                for group, n in whole.table.head(2).itertuples(index=False):
                    own = whole.members[whole.members["group"] == group]
                    rows = {str(name): pd.Index(some["row"]).unique() for name, some in own.groupby("table")}
                    alone_in_it = breakdown(indicator, recorded(part, rows), DEMO_DAY, period, dimension)
                    assert alone_in_it.table.set_index("group")["value"][group] == n
                    tried.add((indicator.measure, dimension))
    assert len(tried) >= 10

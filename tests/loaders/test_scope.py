from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import Scope, load
from loaders.scope import _in_period

WHOLE = load("data")
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2020, 12, 31))


def some(table, column):
    return st.lists(st.sampled_from(sorted(WHOLE.tables[table][column])), max_size=3, unique=True).map(tuple)


SCOPES = st.builds(
    Scope, start=DAYS, end=DAYS, theme_ids=some("themes", "theme_id"), city_ids=some("cities", "city_id"),
    project_ids=some("projects", "project_id"), has_personal=st.booleans(),
)  # fmt: skip


def is_part(small, large):
    return all(
        set(frame.index) <= set(large.tables[name].index) and set(frame.columns) <= set(large.tables[name].columns)
        for name, frame in small.tables.items()
    )


@given(SCOPES, SCOPES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_scope_within_a_scope_lets_no_more_through(first, second):
    once = WHOLE.within(first)
    twice = once.within(second)
    assert is_part(once, WHOLE)
    assert is_part(twice, once)
    assert twice.scope.has_personal <= first.has_personal
    for column in ("name", "email"):
        assert (column in twice.participants) == (first.has_personal and second.has_personal)


@given(SCOPES)
@settings(deadline=None, max_examples=60)
def test_what_is_let_through_is_in_the_scope(scope):
    data = WHOLE.within(scope)
    for name in ("projects", "delegations", "events"):
        frame = data.tables[name]
        if scope.start:
            assert not (frame["end"] < pd.Timestamp(scope.start)).any()
        if scope.end:
            assert not (frame["start"] > pd.Timestamp(scope.end)).any()
        if scope.theme_ids:
            assert all(set(ids) & set(scope.theme_ids) for ids in frame["theme_ids"])
        if scope.project_ids:
            assert frame["project_id"].isin(scope.project_ids).all()
    if scope.city_ids:
        assert data.events["city_id"].isin(scope.city_ids).all()
    activities = set(data.delegations["delegation_id"]) | set(data.events["event_id"])
    assert set(data.participants["activity_id"]) <= activities


def test_an_open_scope_hides_personal_columns_alone():
    data = WHOLE.within(Scope())
    assert {name: len(frame) for name, frame in data.tables.items()} == {name: len(frame) for name, frame in WHOLE.tables.items()}
    assert set(WHOLE.participants) - set(data.participants) == {"name", "email"}
    assert data.fingerprint == WHOLE.fingerprint


def test_the_tables_referred_to_shrink():
    data = WHOLE.within(Scope(project_ids=("cjs",)))
    assert data.projects["project_id"].tolist() == ["cjs"]
    assert set(data.events["project_id"]) == {"cjs"}
    assert 0 < len(data.cities) < len(WHOLE.cities)
    assert 0 < len(data.organisations) < len(WHOLE.organisations)
    assert set(data.events["city_id"]) <= set(data.cities["city_id"])


@pytest.mark.parametrize("field", ["theme_ids", "city_ids", "project_ids"])
def test_what_nothing_is_called_lets_nothing_through(field):
    data = WHOLE.within(Scope(**{field: ("nothing",)}))
    assert data.is_empty
    assert data.participants.empty


def test_what_overlaps_a_period_is_in_it():
    data = WHOLE.within(Scope(start=date(2018, 10, 31), end=date(2018, 10, 31)))
    assert "urban-commons-barcelona-2018" in set(data.delegations["delegation_id"])
    assert "tiess-korea-2019" not in set(data.delegations["delegation_id"])


@pytest.mark.parametrize(
    ("start", "precision", "is_kept"),
    [
        ("2018-03-22", "day", True), ("2018-06-01", "month", True), ("2018-07-01", "month", False),
        ("2018-03-01", "season", True), ("2018-06-01", "season", False), ("2018-01-01", "year", False),
        ("2017-12-31", "day", False),
    ],
)  # fmt: skip
def test_for_certain_keeps_what_begins_in_the_period_on_any_day_it_can_mean(start, precision, is_kept):
    first, exact = pd.Series(pd.to_datetime([start])), pd.Series([precision])
    frame = pd.DataFrame({"start": first, "start_precision": exact, "end": first, "end_precision": exact})
    half = Scope(date(2018, 1, 1), date(2018, 6, 30), is_certain=True)
    assert _in_period(frame, half).tolist() == [is_kept]

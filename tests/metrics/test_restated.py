"""Indicators restated: which, of which periods, from what to what, and by which rows."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from loaders.changes import changes
from metrics.periods import Period
from metrics.restated import Figure, Restated, restated
from metrics.status import Status

AS_OF = date(2019, 7, 31)
DEMO_DAY = date(2021, 9, 30)


def changed(data, **frames):
    return replace(data, tables=MappingProxyType({**data.tables, **frames}), fingerprint="changed")


def found(old, new, as_of=AS_OF) -> dict[str, Restated]:
    return {one.indicator.indicator_id: one for one in restated(old, new, changes(old, new), as_of)}


def values(one: Restated) -> dict[Period, tuple[float | None, float | None]]:
    return {figure.period: (figure.then.value, figure.now.value) for figure in one.figures}


def rows(figure: Figure, old, new) -> tuple[list[str], list[str], list[str]]:
    """The events that came and went, and the changed cells."""
    came = list(new.events.loc[figure.came.get("events", []), "event_id"])
    went = list(old.events.loc[figure.went.get("events", []), "event_id"])
    return came, went, [f"{cell.key}: {cell.column} {cell.before} → {cell.after}" for cell in figure.cells.itertuples()]


def year(first: int) -> Period:
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


def test_nothing_is_restated_where_nothing_changed(real):
    assert found(real, real) == {}


def test_an_event_that_went_is_named_in_every_period_that_counted_it(real):
    gone = real.events["event_id"] == "svsf-mou-signing-2019"
    new = changed(real, events=real.events[~gone])
    told = found(real, new)
    # A signing that nobody is counted in: the events alone are one fewer.
    assert list(told) == ["events-count"]
    figures = told["events-count"].figures
    assert [(one.then.value, one.now.value) for one in figures] == [(22, 21)]
    assert figures[0].period.end >= date(2019, 1, 1), "the year before is as it was"
    assert rows(figures[0], real, new) == ([], ["svsf-mou-signing-2019"], [])


def test_a_year_long_past_is_compared_too(demo):
    starts = demo.events["start"]
    new = changed(demo, events=demo.events[~starts.between("2019-01-01", "2019-12-31")])
    told = found(demo, new, DEMO_DAY)
    of_2019 = {name: values(one).get(year(2019)) for name, one in told.items()}
    assert (23, 4) in of_2019.values()
    assert (1207, 379) in of_2019.values()


def test_a_row_that_came_one_that_went_and_one_that_changed_are_told_apart(real):
    events = real.events
    mended = events.assign(headcount=events["headcount"].where(events["event_id"] != "cities-launch-2018", 120))
    gone = mended[mended["event_id"] != "gsef-2018-cities-breakfast"]
    extra = events[events["event_id"] == "cities-launch-2018"].assign(event_id="second-launch")
    extra.index = [10_000]
    new = changed(real, events=pd.concat([gone, extra]))
    told = found(real, new)["participations-count"].figures[0]
    came, went, cells = rows(told, real, new)
    assert (came, went) == (["second-launch"], ["gsef-2018-cities-breakfast"])
    assert cells == ["cities-launch-2018: headcount 100 → 120"]


def test_a_row_that_moved_to_another_year_says_by_which_cell(demo):
    one = demo.events[demo.events["start"].between("2019-05-01", "2019-12-31") & (demo.events["start_precision"] == "day")].iloc[0]
    moved = demo.events.copy()
    moved.loc[one.name, ["start", "end"]] = pd.Timestamp("2020-06-01")
    new = changed(demo, events=moved)
    told = next(restated for restated in found(demo, new, DEMO_DAY).values() if restated.indicator.measure == "events" and not restated.indicator.is_cumulative)
    in_2019, in_2020 = told.figures
    assert rows(in_2019, demo, new)[:2] == ([], [one["event_id"]])
    assert rows(in_2020, demo, new)[:2] == ([one["event_id"]], [])
    assert list(in_2019.cells["column"]) == ["start", "end"]


def test_a_title_is_not_blamed(real):
    events = real.events.assign(title=real.events["title"] + "!", headcount=real.events["headcount"].where(real.events["event_id"] != "cities-launch-2018", 120))
    told = found(real, changed(real, events=events))
    assert {column for one in told.values() for figure in one.figures for column in figure.cells["column"]} == {"headcount"}


def test_a_goal_that_was_moved_is_restated_with_its_status(demo):
    where = (demo.targets["indicator_id"] == "new-practices") & demo.targets["dimension"].isna()
    targets = demo.targets.assign(value=demo.targets["value"].where(~where, 9999.0))
    told = found(demo, changed(demo, targets=targets), DEMO_DAY)
    assert list(told) == ["new-practices"]
    one = told["new-practices"]
    assert one.figures == ()
    assert [goal.now for goal in one.goals] == [9999.0] * int(where.sum())
    assert one.goals[0].period == year(2019)
    assert one.statuses is not None
    assert one.statuses[1] == Status.OFF_COURSE
    assert one.goals[0].statuses is not None
    assert one.goals[0].statuses[1] == Status.OFF_COURSE


def test_a_baseline_and_what_an_indicator_counts_are_restated(demo):
    first = demo.indicators.index[0]
    indicators = demo.indicators.copy()
    indicators.loc[first, "baseline"] = 77.0
    indicators.loc[first, "is_cumulative"] = not bool(indicators.loc[first, "is_cumulative"])
    one = found(demo, changed(demo, indicators=indicators), DEMO_DAY)[demo.indicators.loc[first, "indicator_id"]]
    assert [(goal.period, goal.now) for goal in one.goals] == [(None, 77.0)]
    assert list(one.declared["column"]) == ["is_cumulative"]


def test_a_target_of_a_period_to_come_is_a_plan_and_none_restated(demo):
    one = demo.targets.iloc[[0]].assign(period_start=pd.Timestamp("2030-04-01"), period_end=pd.Timestamp("2031-03-31"))
    one.index = [10_000]
    assert found(demo, changed(demo, targets=pd.concat([demo.targets, one])), DEMO_DAY) == {}


def test_an_indicator_that_is_no_longer_followed_is_said(demo):
    gone = demo.indicators["indicator_id"].iloc[0]
    told = found(demo, changed(demo, indicators=demo.indicators.iloc[1:]), DEMO_DAY)
    assert told[gone].is_gone
    assert list(told) == [gone]

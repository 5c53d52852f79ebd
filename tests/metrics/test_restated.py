"""Indicators restated: which, from what to what, and by which rows."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from metrics.periods import Period
from metrics.restated import restated

AS_OF, YEAR = date(2019, 7, 31), Period(date(2019, 1, 1), date(2019, 12, 31))


def changed(data, **frames):
    return replace(data, tables=MappingProxyType({**data.tables, **frames}), fingerprint="changed")


def test_nothing_is_restated_where_nothing_changed(real):
    assert restated(real, real, AS_OF, YEAR) == []


def test_an_event_that_went_is_named(real):
    gone = real.events["event_id"] == "svsf-mou-signing-2019"
    found = {one.indicator.indicator_id: one for one in restated(real, changed(real, events=real.events[~gone]), AS_OF, YEAR)}
    # A signing that nobody is counted in: the events alone are one fewer.
    assert list(found) == ["events-count"]
    one = found["events-count"]
    assert (one.then, one.now, dict(one.gained)) == (22, 21, {})
    assert list(real.events.loc[one.lost["events"], "event_id"]) == ["svsf-mou-signing-2019"]


def test_a_headcount_that_was_mended_names_no_row_that_came_or_went(real):
    more = real.events.assign(headcount=real.events["headcount"].where(real.events["event_id"] != "cities-launch-2018", 120))
    (one,) = restated(real, changed(real, events=more), AS_OF, YEAR)
    assert (one.indicator.indicator_id, one.then, one.now) == ("participations-count", 290, 310)
    assert (dict(one.gained), dict(one.lost)) == ({}, {})

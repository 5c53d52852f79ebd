"""Each mark of a figure leads to as many rows as it draws."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from charts import EXHIBITS
from charts import indicator_card as cards
from charts.exhibit import Exhibit, View
from charts.marks import OTHER_PART
from loaders import Dataset
from metrics.indicators import declared
from metrics.left_out import SEASON

ViewOf = Callable[..., View]


def drawn(figure: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """(key, number) of each bar that has a length."""
    for trace in figure["data"]:
        lengths = trace.get("x" if trace.get("orientation") == "h" else "y", ())
        yield from ((key, n) for key, n in zip(trace.get("ids", ()), lengths, strict=False) if n)


def count(shown: Exhibit, key: str) -> int:
    mark = shown.marks.find(key, shown.measure)
    return sum(map(len, mark.rows.values()))


@pytest.mark.parametrize("data", ["real", "large"])
@pytest.mark.parametrize(("key", "bars"), [("themes.by_kind", 20), ("overview.months", 10), ("publications.by_kind", 1)])
def test_a_bar_has_as_many_rows_as_it_is_long(request, view_of: ViewOf, data: str, key: str, bars: int) -> None:
    shown = EXHIBITS[key](view_of(request.getfixturevalue(data)))
    found = list(drawn(shown.figure))
    assert len(found) >= bars
    assert [(one, count(shown, one)) for one, _ in found] == found


@pytest.mark.parametrize("data", ["real", "large"])
@pytest.mark.parametrize("key", ["themes.by_quarter", "themes.by_city"])
def test_a_cell_has_as_many_rows_as_its_number_says(request, view_of: ViewOf, data: str, key: str) -> None:
    shown = EXHIBITS[key](view_of(request.getfixturevalue(data)))
    cells = shown.figure["data"][0]
    assert len(cells["ids"]) >= 15
    for one, hover in zip(cells["ids"], cells["customdata"], strict=True):
        # "Urban commons<br>Seoul: 2 so far, 1 planned"
        told = re.search(r": (\d+) so far, (\d+) planned$", hover)
        assert count(shown, one) == int(told[1]) + int(told[2])


@pytest.mark.parametrize("data", ["real", "large"])
def test_a_line_of_the_map_has_as_many_rows_as_it_counts(request, view_of: ViewOf, data: str) -> None:
    view = view_of(request.getfixturevalue(data))
    shown = EXHIBITS["map.places"](view)
    lines = next(layer.data for layer in shown.figure.layers[0] if layer.id == "lines")
    assert lines
    for line in lines:
        told = int(line["tip"].split("\n")[1].split(" ")[0])
        assert count(shown, line["id"]) == told


def test_a_mark_says_what_it_is(real: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["themes.by_quarter"](view_of(real))
    assert shown.marks.find("networks|2018-10-01 00:00:00", shown.measure).title == (
        "International networks, October\u2009–\u2009December 2018: 4 activities"
    )  # fmt: skip
    shown = EXHIBITS["map.places"](view_of(real))
    found = shown.marks.find("montreal|bilbao|delegations|False", shown.measure)
    assert (found.title, {table: len(rows) for table, rows in found.rows.items()}) == ("Montreal → Bilbao: 1 delegation", {"delegations": 1})


@pytest.mark.parametrize("key", ["participants.by_sector", "participants.by_activity", "delegations.by_route", "delegations.days", "delegations.journeys", "publications.by_language"])
def test_every_bar_opens_something(real: Dataset, view_of: ViewOf, key: str) -> None:
    shown = EXHIBITS[key](view_of(real))
    found = list(drawn(shown.figure))
    assert found
    assert all(count(shown, one) for one, _ in found)


def test_a_flow_has_as_many_rows_as_it_is_wide(real: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["themes.transfers"](view_of(real))
    keys = [trace["meta"] for trace in shown.figure["data"] if "meta" in trace]
    assert sum(count(shown, one) for one in keys) == len(shown.table)
    assert shown.marks.find("montreal|puebla|?|False", shown.measure).title == "No theme, Montreal → Puebla: 1 transfer"


def test_who_asks_for_a_mark_that_is_not_there_gets_none(real: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["themes.by_kind"](view_of(real))
    assert shown.marks.find("<img src=x>|projects|False", shown.measure) is None


# What counts rows, not people or days: a bar of so many is made of so many rows.
COUNTS_ROWS = ("projects", "delegations", "events", "publications", "transfers", "transfers_piloted_or_adopted", "organisations")


def test_a_bar_of_a_goal_has_as_many_rows_as_it_is_long(demo: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["themes.by_goal"](view_of(demo))
    found = list(drawn(shown.figure))
    assert len(found) >= 5
    assert [(one, count(shown, one)) for one, _ in found] == found


def test_the_parts_of_an_indicator_open_their_rows(demo: Dataset, view_of: ViewOf) -> None:
    view, seen = view_of(demo), set()
    for indicator in declared(demo):
        for dimension in cards.dimensions(indicator)(view):
            shown = cards.parts(indicator, dimension)(view)
            for key, n in drawn(shown.figure) if shown.figure else ():
                rows = count(shown, key)
                assert rows == n if indicator.measure in COUNTS_ROWS else rows, (indicator, dimension, key)
                seen.add(indicator.measure)
    assert seen >= {"projects", "delegations", "events", "publications", "people", "participations", "mission_days"}


def test_a_point_of_an_indicator_opens_its_rows_and_a_target_the_row_that_states_it(demo: Dataset, view_of: ViewOf) -> None:
    events = next(one for one in declared(demo) if one.indicator_id == "finance-events")
    shown = cards.trend(events)(view_of(demo))
    values, goals = (dict(zip(trace["ids"], trace["y"], strict=True)) for trace in shown.figure["data"])
    assert len(values) >= 8
    assert {key: count(shown, key) for key in values} == values
    assert [list(shown.marks.find(key, shown.measure).rows) for key in goals] == [["targets"]] * 3
    last = demo.targets.loc[shown.marks.find([*goals][-1], shown.measure).rows["targets"], "value"]
    assert [*last] == [12]
    assert shown.marks.find([*goals][-1], shown.measure).title == "Target for March 2022: 12"


def reasons(shown: Exhibit, key: str) -> dict[str, dict[str, int]]:
    """Of a mark, by table, how many rows are left out for which reason."""
    left = shown.marks.find(key, shown.measure).measure.left_out
    return {table: dict(Counter(why)) for table, why in left.items()}


def test_what_a_mark_leaves_out_are_the_figure_s_own_and_what_other_marks_are_made_of(real: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["themes.by_quarter"](view_of(real))
    mark = shown.marks.find("networks|2018-10-01 00:00:00", shown.measure)
    assert mark.parts == ("International networks", "October\u2009–\u2009December 2018")
    vague = {table: len(why) for table, why in shown.measure.left_out.items()}
    for table, why in mark.measure.left_out.items():
        assert dict(Counter(why)) == {SEASON: vague[table], OTHER_PART: len(real.tables[table]) - vague[table] - len(mark.rows[table])}


@pytest.mark.parametrize("key", ["overview.months", "themes.by_kind", "themes.by_city", "participants.by_sector", "publications.by_kind", "delegations.by_route", "themes.transfers"])
def test_every_row_that_a_figure_looks_at_is_in_a_mark_or_left_out_of_it_with_why(demo: Dataset, view_of: ViewOf, key: str) -> None:
    shown = EXHIBITS[key](view_of(demo))
    for one in [*shown.marks.titles][:3]:
        mark = shown.marks.find(one, shown.measure)
        assert mark.parts
        for table, counted in shown.measure.rows.items():
            without = mark.measure.left_out.get(table, pd.Series(dtype="str"))
            assert sorted([*mark.rows.get(table, ()), *without.index]) == sorted([*counted, *shown.measure.left_out.get(table, pd.Series(dtype="str")).index])
            assert without.str.len().gt(0).all()


def test_a_point_of_an_indicator_has_its_own_period_and_what_was_left_out_of_it(demo: Dataset, view_of: ViewOf) -> None:
    people = next(one for one in declared(demo) if one.measure == "people")
    shown = cards.trend(people)(view_of(demo))
    key = next(key for key in shown.marks.titles if key == "value|2019-06-30")
    mark = shown.marks.find(key, shown.measure)
    assert mark.filters.startswith("all until 30 June 2019")
    assert mark.measure.formula == shown.measure.formula
    whole, early = (set(one.rows["participants"]) for one in (shown.measure, mark))
    assert len(early) < len(whole)
    assert reasons(shown, key)["participants"][OTHER_PART] >= len(whole - early)


def test_a_target_says_that_it_is_stated_and_leaves_out_the_other_targets(demo: Dataset, view_of: ViewOf) -> None:
    events = next(one for one in declared(demo) if one.indicator_id == "finance-events")
    shown = cards.trend(events)(view_of(demo))
    key = [key for key in shown.marks.titles if key.startswith("target")][-1]
    mark = shown.marks.find(key, shown.measure)
    assert mark.measure.formula == "The target as it is stated in the sheet targets."
    assert mark.filters == f"{events.title}; April 2021 to March 2022"
    assert reasons(shown, key) == {"targets": {OTHER_PART: 2}}


def test_a_part_of_an_indicator_says_how_it_is_counted_and_of_which_group(demo: Dataset, view_of: ViewOf) -> None:
    events = next(one for one in declared(demo) if one.indicator_id == "finance-events")
    shown = cards.parts(events, "city")(view_of(demo))
    key, title = next(iter(shown.marks.titles.items()))
    mark = shown.marks.find(key, shown.measure)
    assert mark.measure.formula.startswith("Events that have taken place")
    assert mark.filters == shown.filters
    assert title.startswith(mark.parts[0])
    assert set(reasons(shown, key)) == {"events"}


def test_a_line_of_the_map_says_how_it_is_counted(real: Dataset, view_of: ViewOf) -> None:
    shown = EXHIBITS["map.places"](view_of(real))
    mark = shown.marks.find("montreal|bilbao|delegations|False", shown.measure)
    assert mark.measure.formula.startswith("Delegations or transfers from the one place to the other")
    assert mark.parts == ("Montreal → Bilbao", "Delegations")
    # Places are no part of a line, and no other line's either.
    assert set(reasons(shown, "montreal|bilbao|delegations|False")) == {"delegations", "transfers"}

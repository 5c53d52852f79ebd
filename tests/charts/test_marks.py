"""Each mark of a figure leads to as many rows as it draws."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from charts import EXHIBITS
from charts import indicator_card as cards
from charts.exhibit import Exhibit, View
from loaders import Dataset
from metrics.indicators import declared

ViewOf = Callable[..., View]


def drawn(figure: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """(key, number) of each bar that has a length."""
    for trace in figure["data"]:
        lengths = trace.get("x" if trace.get("orientation") == "h" else "y", ())
        yield from ((key, n) for key, n in zip(trace.get("ids", ()), lengths, strict=False) if n)


def count(shown: Exhibit, key: str) -> int:
    mark = shown.marks.find(key)
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
    assert shown.marks.find("networks|2018-10-01 00:00:00").title == (
        "International networks, October\u2009–\u2009December 2018: 4 activities"
    )  # fmt: skip
    found = EXHIBITS["map.places"](view_of(real)).marks.find("montreal|bilbao|delegations|False")
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
    assert shown.marks.find("montreal|puebla|?|False").title == "No theme, Montreal → Puebla: 1 transfer"


def test_who_asks_for_a_mark_that_is_not_there_gets_none(real: Dataset, view_of: ViewOf) -> None:
    assert EXHIBITS["themes.by_kind"](view_of(real)).marks.find("<img src=x>|projects|False") is None


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
        for dimension in cards.dimensions(indicator):
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
    assert [list(shown.marks.find(key).rows) for key in goals] == [["targets"]] * 3
    last = demo.targets.loc[shown.marks.find([*goals][-1]).rows["targets"], "value"]
    assert [*last] == [12]
    assert shown.marks.find([*goals][-1]).title == "Target for March 2022: 12"

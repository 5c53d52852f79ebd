"""What happened in each place: each activity in every place that it touches, once in the total."""

from datetime import date

import pandas as pd

from metrics.places import WAYS, links, places, touches

DAY = date(2019, 7, 31)


def counts_of(table: pd.DataFrame, city_id: str) -> tuple[int, ...]:
    row = table.set_index("city_id").loc[city_id]
    return tuple(int(row[name]) for name in (*WAYS, "activities", "planned"))


def test_the_real_programme_by_place(real):
    measure = places(real, DAY)
    # 7 delegations, 22 events and 14 transfers by July 2019; 1 delegation, 4 events and 1 transfer to come.
    assert (measure.value, measure.planned) == (43, 6)
    # Delegations from and to, events, transfers from and to, all together, still to come.
    assert counts_of(measure.table, "barcelona") == (0, 2, 8, 2, 2, 14, 3)
    assert counts_of(measure.table, "montreal") == (6, 0, 2, 3, 1, 12, 1)
    assert counts_of(measure.table, "korea") == (0, 3, 3, 0, 4, 10, 0)
    assert counts_of(measure.table, "gwangju") == (0, 0, 0, 0, 0, 0, 1)
    assert list(measure.table["city_id"][:4]) == ["barcelona", "montreal", "korea", "quebec"]
    assert len(measure.table) == 16


def test_the_rows_behind_it_are_those_of_the_record(real):
    rows = places(real, DAY).rows
    assert {name: len(index) for name, index in rows.items()} == {"delegations": 8, "events": 26, "transfers": 15, "cities": 16}


def test_a_journey_within_one_place_counts_there_once(real):
    within = real.delegations.assign(from_city_id="seoul", to_city_id="seoul").iloc[[0]]
    data = real.__class__({**real.tables, "delegations": within, "events": real.events.iloc[:0], "transfers": real.transfers.iloc[:0]})
    assert counts_of(places(data, DAY).table, "seoul") == (1, 1, 0, 0, 0, 1, 0)
    assert links(data, DAY).empty, "a line from a place to itself cannot be drawn"


def test_links_tell_both_directions_and_the_planned_ones_apart(real):
    found = links(real, DAY).set_index(["from_id", "to_id", "table", "is_planned"])["count"]
    assert found["montreal", "barcelona", "delegations", False] == 2
    assert found["barcelona", "montreal", "transfers", False] == 1
    assert found["quebec", "korea", "transfers", False] == 4
    assert found["montreal", "seoul", "delegations", True] == 1
    assert found.sum() == 8 + 15


def test_touches_are_in_order_of_time_and_know_the_other_end(real):
    found = touches(real, DAY)
    bilbao = found[found["city_id"] == "bilbao"]
    assert bilbao["start"].is_monotonic_increasing
    assert list(bilbao.loc[bilbao["way"] == "delegations_in", "other_id"]) == ["montreal"]


def test_nothing_fails_where_there_is_nothing(empty):
    measure = places(empty, DAY)
    assert (measure.value, measure.planned, len(measure.table)) == (0, 0, 0)
    assert links(empty, DAY).empty

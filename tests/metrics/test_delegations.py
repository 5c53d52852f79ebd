from datetime import date

import pandas as pd

from loaders import Dataset, Scope, load
from loaders.template import workbook
from metrics import counts, delegations
from metrics.disclosure import protected

AS_OF = date(2019, 7, 31)


def travelled(*rows: dict[str, object]) -> Dataset:
    """A Dataset of these delegations, numbered d0, d1 …, from Ville to Ciutat where they do not say."""
    cities = [{"city_id": city, "name": name, "country_code": code} for city, name, code in
              (("ville", "Ville", "CA"), ("ciutat", "Ciutat", "ES"), ("dosi", "Dosi", "KR"))]  # fmt: skip
    shared = {"theme_ids": ["t"], "from_city_id": "ville", "to_city_id": "ciutat", "start": "2019"}
    made = [{"delegation_id": f"d{i}", "title": f"Journey {i}"} | shared | row for i, row in enumerate(rows)]
    return load(workbook({"themes": [{"theme_id": "t", "name": "T"}], "cities": cities, "delegations": made}))


def test_journeys_come_in_order_of_time_and_tell_the_planned_apart() -> None:
    data = travelled({"start": date(2019, 9, 1)}, {"start": "October 2018"}, {"start": "2018"})
    measure = delegations.journeys(data, AS_OF)
    assert measure.table["delegation_id"].tolist() == ["d2", "d1", "d0"]
    assert measure.table["is_planned"].tolist() == [False, False, True]
    assert (measure.value, measure.planned) == (2, 1)


def test_a_length_is_stated_or_follows_from_two_days_and_is_else_missing() -> None:
    data = travelled(
        {"start": date(2019, 3, 1), "end": date(2019, 3, 5)},
        {"start": date(2019, 3, 1), "end": date(2019, 3, 5), "duration_days": 3},
        {"start": "March 2019", "duration_days": 6},
        {"start": "March 2019"},
    )
    days = delegations.journeys(data, AS_OF).table.sort_values("delegation_id")["days"]
    assert days.tolist() == [5, 3, 6, pd.NA]


def test_the_way_back_is_a_route_of_its_own_and_the_busiest_comes_first() -> None:
    data = travelled(
        {"start": "2018"}, {"start": "2018", "from_city_id": "ciutat", "to_city_id": "ville"},
        {"start": "2018", "from_city_id": "ciutat", "to_city_id": "ville"}, {"start": "2021", "to_city_id": "dosi"},
    )  # fmt: skip
    measure = delegations.delegations_by_route(data, AS_OF)
    assert measure.table.to_dict("split")["data"] == [["Ciutat", "Ville", 2, 0], ["Ville", "Ciutat", 1, 0], ["Ville", "Dosi", 0, 1]]
    assert (measure.value, measure.planned) == (2, 1)


def test_person_days_multiply_only_what_states_both() -> None:
    data = travelled(
        {"start": "2018", "duration_days": 6, "headcount": 10}, {"start": "2018", "duration_days": 7},
        {"start": "2018", "headcount": 20}, {"start": "2021", "duration_days": 5, "headcount": 5},
    )  # fmt: skip
    measure = delegations.person_days(data, AS_OF)
    assert measure.value == 60
    assert measure.rows["delegations"].tolist() == [0]


def test_headcounts_are_summed_where_counted_and_marked_where_about_right() -> None:
    data = travelled({"start": "2018", "headcount": 20}, {"start": "2018"}, {"start": "2018", "headcount": 30, "headcount_is_estimate": "yes"})
    measure = delegations.delegates(data, AS_OF)
    assert (measure.value, measure.is_estimate) == (50, True)
    assert measure.rows["delegations"].tolist() == [0, 2]


def test_the_report_tells_of_seven_journeys_on_five_routes_and_thirteen_days(real: Dataset) -> None:
    journeys = delegations.journeys(real, AS_OF)
    assert (journeys.value, journeys.planned) == (7, 1)
    assert journeys.table["delegation_id"].tolist()[0] == "social-finance-korea-tour"
    assert journeys.table["delegation_id"].tolist()[-1] == "urban-commons-seoul-2019"
    routes = delegations.delegations_by_route(real, AS_OF).table
    assert routes.to_dict("split")["data"] == [
        ["Montreal", "Barcelona", 2, 0], ["Montreal", "Korea", 2, 0], ["Montreal", "Seoul", 1, 1],
        ["Montreal", "Bilbao", 1, 0], ["Quebec", "Korea", 1, 0],
    ]  # fmt: skip
    days = counts.mission_days(real, AS_OF)
    assert (days.value, len(days.rows["delegations"])) == (13, 2)
    assert delegations.delegates(real, AS_OF).value == 20
    # The two that state their days state no headcount.
    assert delegations.person_days(real, AS_OF).value is None


def test_nothing_is_measured_where_there_is_nothing(empty: Dataset) -> None:
    assert delegations.journeys(empty, AS_OF).value == 0
    assert delegations.delegations_by_route(empty, AS_OF).table.empty
    assert delegations.delegates(empty, AS_OF).value is None
    assert delegations.person_days(empty, AS_OF).value is None


def test_where_all_who_travelled_are_few_a_link_is_told_that_it_is_not_shown() -> None:
    rows = [{"start": "2018", "duration_days": 6, "headcount": 3}, {"start": "2018", "duration_days": 7}, {"start": "2018", "headcount": 4}]
    measure = {name: getattr(delegations, name)(protected(travelled(*rows), Scope(minimum_count=5), AS_OF), AS_OF) for name in ("delegates", "person_days")}
    # Of the two of few people one states no length, and would not be in days times people anyhow.
    assert [(one.value, one.few, one.is_withheld, one.minimum) for one in measure.values()] == [(None, 2, True, 5), (None, 1, True, 5)]
    more = protected(travelled(*rows, {"start": "2018", "duration_days": 2, "headcount": 9}), Scope(minimum_count=5), AS_OF)
    both = [delegations.delegates(more, AS_OF), delegations.person_days(more, AS_OF), counts.participations(more, AS_OF)]
    assert [(one.value, one.few, one.is_withheld) for one in both] == [(9, 2, False), (18, 1, False), (9, 2, False)]
    exact = travelled(*rows)
    assert (delegations.person_days(exact, AS_OF).value, delegations.person_days(exact, AS_OF).few) == (18, 0)

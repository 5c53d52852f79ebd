from datetime import date

import pytest

from loaders import Dataset, Scope, load
from loaders.template import workbook
from metrics import counts, participants

AS_OF = date(2019, 7, 31)


def attended(*rows: dict[str, object], activities: int = 2) -> Dataset:
    """A Dataset of these participants in events e0, e1 … of 2018 and a later one, "ahead"."""
    events = [{"event_id": f"e{i}", "title": f"Event {i}", "kind": "panel", "theme_ids": ["t"], "city_id": "ville", "start": "2018"} for i in range(activities)]
    events.append({"event_id": "ahead", "title": "Ahead", "kind": "panel", "theme_ids": ["t"], "city_id": "ville", "start": "2021"})
    cities = [{"city_id": "ville", "name": "Ville", "country_code": "CA"}, {"city_id": "dosi", "name": "Dosi", "country_code": "KR"}]
    shared = {"activity_id": "e0"}
    return load(workbook({
        "themes": [{"theme_id": "t", "name": "T"}], "cities": cities, "events": events,
        "organisations": [{"organisation_id": "school", "name": "School", "sector": "academia", "city_id": "dosi"}],
        "participants": [{"person_id": f"p{i}"} | shared | row for i, row in enumerate(rows)],
    })).within(Scope())  # fmt: skip


def table(measure: object) -> list[list[object]]:
    return measure.table.drop(columns="groups").to_dict("split")["data"]  # type: ignore[attr-defined]


def test_a_person_in_two_activities_is_one_person_and_two_participations() -> None:
    data = attended({"sector": "academia"}, {"person_id": "p0", "activity_id": "e1", "sector": "academia"})
    assert table(participants.people_by_sector(data, AS_OF)) == [["academia", 1, 0]]
    assert counts.participations(data, AS_OF).value == 2


def test_a_person_with_two_sectors_counts_in_both_and_once_in_the_total() -> None:
    data = attended({"sector": "academia"}, {"person_id": "p0", "activity_id": "e1", "sector": "enterprise"})
    measure = participants.people_by_sector(data, AS_OF)
    assert table(measure) == [["academia", 1, 0], ["enterprise", 1, 0]]
    assert (measure.value, measure.not_detailed) == (1, 0)


def test_a_group_counts_its_headcount_once() -> None:
    data = attended({"city_id": "ville", "headcount": 60}, {"person_id": "p0", "activity_id": "e1", "city_id": "ville", "headcount": 60}, {"city_id": "ville"})
    measure = participants.people_by_city(data, AS_OF)
    assert table(measure) == [["ville", 61, 60]]
    assert measure.table["groups"].tolist() == [1]
    assert participants.people_in_groups(data, AS_OF).value == 60


def test_what_a_row_does_not_say_its_organisation_does_and_what_nobody_says_is_not_detailed() -> None:
    data = attended({"organisation_id": "school"}, {"organisation_id": "school", "city_id": "ville", "sector": "enterprise"}, {"headcount": 7})
    sectors = participants.people_by_sector(data, AS_OF)
    assert table(sectors) == [["academia", 1, 0], ["enterprise", 1, 0]]
    assert sectors.not_detailed == 7
    assert table(participants.people_by_city(data, AS_OF)) == [["dosi", 1, 0], ["ville", 1, 0]]


def test_who_is_known_from_one_row_is_not_unknown_for_another() -> None:
    data = attended({"gender": "woman"}, {"person_id": "p0", "activity_id": "e1"}, {})
    measure = participants.people_by_gender(data, AS_OF)
    assert (table(measure), measure.not_detailed) == ([["woman", 1, 0]], 1)


def test_nobody_is_counted_before_the_day() -> None:
    data = attended({"activity_id": "ahead", "sector": "academia"})
    assert participants.people_by_sector(data, AS_OF).value is None


@pytest.mark.parametrize(("third", "together"), [("e0", 1), ("e1", 0)])
def test_three_sectors_are_together_only_in_one_activity(third: str, together: int) -> None:
    data = attended({"sector": "academia"}, {"sector": "local government"}, {"sector": "civil society", "activity_id": third})
    assert participants.activities_by_sectors_together(data, AS_OF).value == together


@pytest.mark.parametrize(("stated", "lowest"), [("12", 12), ("many", 5), (None, 5)])
def test_the_lowest_denominator_is_the_setting_else_five(stated: str | None, lowest: int) -> None:
    settings = [{"key": "minimum_denominator", "value": stated}] if stated else []
    assert participants.lowest_denominator(load(workbook({"settings": settings}))) == lowest


def test_the_report_names_ten_people_and_a_group_of_sixty(real: Dataset) -> None:
    sectors = participants.people_by_sector(real, AS_OF)
    assert (sectors.value, sectors.not_detailed) == (70, 60)
    assert table(sectors) == [
        ["local government", 5, 0], ["academia", 2, 0], ["civil society", 1, 0], ["enterprise", 1, 0], ["international organisation", 1, 0],
    ]  # fmt: skip
    assert table(participants.people_by_city(real, AS_OF)) == [
        ["cuba", 60, 60], ["montreal", 5, 0], ["barcelona", 3, 0], ["rennes", 1, 0], ["seoul", 1, 0],
    ]  # fmt: skip
    genders = participants.people_by_gender(real, AS_OF)
    assert (table(genders), genders.not_detailed) == ([["man", 2, 0]], 68)
    ages = participants.people_by_age(real, AS_OF)
    assert (ages.table.empty, ages.not_detailed) == (True, 70)
    # The panel has local government and academia; civil society is listed elsewhere.
    assert participants.activities_by_sectors_together(real, AS_OF).value == 0


def test_the_report_has_290_participations_of_which_218_are_not_detailed(real: Dataset) -> None:
    measure = participants.participations_by_activity(real, AS_OF)
    assert (measure.value, measure.not_detailed, measure.is_estimate) == (290, 218, True)
    assert measure.table["listed"].sum() == 72
    assert measure.table[["activity_id", "listed", "not_detailed"]].head(4).to_dict("split")["data"] == [
        ["gsef-2018-cities-breakfast", 0, 100], ["cities-launch-2018", 2, 98],
        ["canal-conference-barcelona-2018", 60, 0], ["gsef-2018-delegation", 0, 20],
    ]  # fmt: skip
    assert measure.table["in_groups"].sum() == 60


def test_nothing_is_measured_where_there_is_nothing(empty: Dataset) -> None:
    for measure in (participants.people_by_sector, participants.people_by_age, participants.participations_by_activity):
        assert measure(empty, AS_OF).value is None
        assert measure(empty, AS_OF).table.empty
    assert participants.people_in_groups(empty, AS_OF).value == 0

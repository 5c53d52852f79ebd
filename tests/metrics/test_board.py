"""The board's lines on a programme of a few rows: what each is held against, and what it is compared with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders import Dataset, Scope, load
from loaders.template import workbook
from metrics.board import Line, Point, asking, history, lines, small_line
from metrics.groups import by_group, by_id
from metrics.indicators import declared
from metrics.periods import Period
from metrics.status import Status

AS_OF = date(2021, 9, 30)
FISCAL, BEFORE = Period(date(2021, 4, 1), date(2022, 3, 31)), Period(date(2020, 4, 1), date(2021, 3, 31))
PLACES = [{"city_id": name.lower(), "name": name, "country_code": code} for name, code in (("Lisbon", "PT"), ("Dakar", "SN"))]
THEMES = [{"theme_id": "food", "name": "Local food"}, {"theme_id": "care", "name": "Care"}]


def event(name: str, start: date, **cells: object) -> dict[str, object]:
    return {"event_id": name, "title": name, "kind": "meeting", "city_id": "lisbon", "start": start, "theme_ids": "food", **cells}


def mission(name: str, start: date | str, **cells: object) -> dict[str, object]:
    return {"delegation_id": name, "title": name, "from_city_id": "lisbon", "to_city_id": "dakar", "start": start, "theme_ids": "food", **cells}


def followed(name: str, measure: str, **cells: object) -> dict[str, object]:
    return {"indicator_id": name, "title": name.capitalize(), "measure": measure, "is_cumulative": False, **cells}


def target(name: str, value: float, period: Period = FISCAL, **group: str) -> dict[str, object]:
    return {"indicator_id": name, "period_start": period.start, "period_end": period.end, "value": value, **group}


def measured(name: str, day: date, value: float, **group: str) -> dict[str, object]:
    return {"indicator_id": name, "date": day, "value": value, **group}


@pytest.fixture
def programme(tmp_path: Path) -> Callable[..., Dataset]:
    """Makes the programme of some rows a table, in fiscal years from April."""

    def make(**tables: list[dict[str, object]]) -> Dataset:
        path = tmp_path / "programme.xlsx"
        settings = [{"key": "as_of", "value": AS_OF}, {"key": "fiscal_year_start_month", "value": 4}]
        path.write_bytes(workbook({"settings": settings, "cities": PLACES, "themes": THEMES, **tables}))
        data = load(path)
        assert [problem.message for problem in data.problems if problem.severity == "error"] == []
        return data

    return make


def only(data: Dataset, period: Period = FISCAL, *, compare: str = "before", whole: Dataset | None = None) -> Line:
    (line,) = lines(data, AS_OF, period, compare=compare, whole=whole)
    return line


def under(data: Dataset, **scope: tuple[str, ...]) -> Line:
    """The only line under a filter of the page."""
    return only(by_id(data.within(Scope(**scope)), data), whole=data)


def test_without_a_target_the_status_speaks_of_the_value_in_the_period_looked_at(programme):
    """Two of three meetings were this fiscal year; none was on its last day so far."""
    data = programme(
        indicators=[followed("meetings", "events")],
        events=[event("one", date(2020, 5, 4)), event("two", date(2021, 4, 7)), event("three", date(2021, 9, 2))],
    )
    line = only(data)
    assert (line.measure.value, line.standing.value, line.standing.status) == (2, 2, Status.NO_TARGET)
    assert only(data, BEFORE).standing.value == 1


def test_a_measurement_of_last_year_counts_whole(programme):
    """81 in March is later in its year than September is in this one."""
    data = programme(indicators=[followed("praise", "measurement")], measurements=[measured("praise", date(2021, 3, 15), 81), measured("praise", date(2021, 9, 15), 83)])
    assert [only(data, compare=how).earlier for how in ("before", "year")] == [81, 81]


def test_half_of_a_year_that_adds_up_is_still_compared_with_half(programme):
    """In May 2020 one, in December two more: half of this year is not held against all of the last."""
    days = (date(2020, 5, 4), date(2020, 12, 1), date(2020, 12, 2), date(2021, 5, 4))
    data = programme(indicators=[followed("meetings", "events")], events=[event(f"event{day}", day) for day in days])
    assert (only(data).measure.value, only(data).earlier) == (1, 1)


@pytest.fixture
def meetings(programme) -> Dataset:
    """Three meetings on food, one on care too, in Lisbon; eight are aimed at, of them two on food, by its name."""
    return programme(
        indicators=[followed("meetings", "events", baseline=1)],
        events=[event("one", date(2021, 4, 7)), event("two", date(2021, 5, 7), theme_ids="food; care"), event("three", date(2021, 9, 2))],
        targets=[target("meetings", 8), target("meetings", 2, dimension="theme", dimension_value="Local food")],
    )


def test_a_part_of_the_programme_is_not_held_against_the_target_of_the_whole(meetings):
    """Of eight by March, four are due at half time: three are behind. One of care is no such thing."""
    assert (only(meetings).standing.status, only(meetings).standing.target.value) == (Status.BEHIND, 8)
    of_care = under(meetings, theme_ids=("care",))
    assert (of_care.measure.value, of_care.standing.status, of_care.standing.target) == (1, Status.NO_TARGET, None)
    # Nor is it compared with the baseline of the whole.
    assert only(by_id(meetings.within(Scope(theme_ids=("care",))), meetings), compare="baseline").earlier is None
    assert only(meetings, compare="baseline").earlier == 1


def test_a_single_theme_or_city_is_held_against_a_target_of_its_own(meetings):
    line = under(meetings, theme_ids=("food",))
    assert (line.standing.status, line.standing.target.value) == (Status.MET, 2)
    # Of both themes, of a theme in a city, or of what has no target, none.
    for scope in ({"theme_ids": ("care", "food")}, {"theme_ids": ("food",), "city_ids": ("lisbon",)}, {"city_ids": ("lisbon",)}, {"project_ids": ("none",)}):
        assert under(meetings, **scope).standing.target is None, scope


def test_what_counts_one_theme_alone_keeps_its_target_under_that_theme(programme):
    data = programme(indicators=[followed("meetings", "events", theme_id="food")], events=[event("one", date(2021, 4, 7))], targets=[target("meetings", 2)])
    assert under(data, theme_ids=("food",)).standing.target.value == 2
    assert under(data, theme_ids=("care",)).standing.target is None


def test_under_a_filter_a_measurement_is_that_of_the_very_group_or_none(programme):
    data = programme(
        indicators=[followed("praise", "measurement")],
        measurements=[measured("praise", date(2021, 9, 15), 83), measured("praise", date(2021, 9, 1), 90, dimension="city", dimension_value="Lisbon")],
        events=[event("one", date(2021, 4, 7))],
    )
    assert only(data).measure.value == 83
    assert [under(data, **scope).measure.value for scope in ({"city_ids": ("lisbon",)}, {"city_ids": ("dakar",)}, {"theme_ids": ("food",)}, {"city_ids": ("dakar", "lisbon")})] == [90, None, None, None]


@pytest.mark.parametrize("measure", ["mission_days", "participations", "people", "delegations"])
def test_where_nothing_took_place_there_was_nothing_to_count(programme, measure):
    """A mission in 2020 with its length and its people; none this fiscal year; nothing was recorded in 2018."""
    data = programme(
        indicators=[followed("one", measure)],
        delegations=[mission("visit", date(2020, 5, 4), end=date(2020, 5, 6), headcount=4)],
        participants=[{"person_id": "p", "activity_id": "visit"}],
    )
    expected = {"mission_days": 3, "participations": 4, "people": 1, "delegations": 1}[measure]
    assert [only(data, period).measure.value for period in (BEFORE, FISCAL, Period(date(2018, 1, 1), date(2018, 12, 31)))] == [expected, 0, None]
    # So it is in a city where nothing ever took place: the record of the programme is kept.
    assert under(data, theme_ids=("care",)).measure.value == 0


@pytest.mark.parametrize("measure", ["mission_days", "participations", "people"])
def test_what_took_place_without_saying_how_much_is_no_data(programme, measure):
    data = programme(
        indicators=[followed("one", measure)], delegations=[mission("visit", "May 2021"), mission("before", "May 2020")],
        participants=[{"person_id": "p", "activity_id": "before"}],
    )
    assert only(data).measure.value is None


def test_a_group_with_a_target_has_a_status_though_no_row_is_of_it(programme):
    """A woman of fifty who are aimed at, none of ten men; nobody says who came from where."""
    data = programme(
        indicators=[followed("people", "people")], events=[event("one", date(2021, 4, 7))], participants=[{"person_id": "p", "activity_id": "one", "gender": "woman"}],
        targets=[
            target("people", 40, BEFORE, dimension="gender", dimension_value="woman"), target("people", 50, dimension="gender", dimension_value="woman"),
            target("people", 10, dimension="gender", dimension_value="man"), target("people", 5, dimension="age_group", dimension_value="18-29"),
        ],
    )
    found = [(aim.value, standing.value, standing.status) for aim, standing in by_group(declared(data)[0], data, AS_OF)]
    assert found == [(40, None, Status.NO_DATA), (50, 1, Status.OFF_COURSE), (10, 0, Status.OFF_COURSE), (5, None, Status.NO_DATA)]
    # A part of the programme is not what these targets speak of.
    assert by_group(declared(data)[0], data.within(Scope(theme_ids=("food",))), AS_OF) == []


def test_a_group_is_held_against_its_own_measurement(programme):
    data = programme(
        indicators=[followed("praise", "measurement")], targets=[target("praise", 85, dimension="gender", dimension_value="Woman ")],
        measurements=[measured("praise", date(2021, 9, 15), 83), measured("praise", date(2021, 6, 1), 86, dimension="gender", dimension_value="woman")],
    )
    assert [(standing.value, standing.status) for _, standing in by_group(declared(data)[0], data, AS_OF)] == [(86, Status.MET)]


def test_the_history_knows_what_is_only_so_far_and_what_has_no_data(programme):
    data = programme(
        indicators=[followed("praise", "measurement")],
        measurements=[measured("praise", date(year, 3, 1), value) for year, value in ((2018, 60), (2020, 70), (2021, 81))] + [measured("praise", date(2021, 9, 1), 83)],
    )
    points = history(declared(data)[0], data, AS_OF, asking(data, AS_OF))
    assert [(point.value, point.is_over) for point in points] == [(60, True), (None, True), (70, True), (81, True), (83, False)]
    # A line of a few pixels would join over the gap, and fall to what is not over.
    assert small_line(points) == [70, 81]
    assert small_line([Point(FISCAL, None, {})]) == []

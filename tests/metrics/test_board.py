"""The board's lines on a programme of a few rows: what each is held against, and what it is compared with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders import Dataset, load
from loaders.template import workbook
from metrics.board import Line, lines
from metrics.periods import Period
from metrics.status import Status

AS_OF = date(2021, 9, 30)
FISCAL, BEFORE = Period(date(2021, 4, 1), date(2022, 3, 31)), Period(date(2020, 4, 1), date(2021, 3, 31))
PLACES = [{"city_id": name.lower(), "name": name, "country_code": code} for name, code in (("Lisbon", "PT"), ("Dakar", "SN"))]
THEMES = [{"theme_id": "food", "name": "Local food"}, {"theme_id": "care", "name": "Care"}]


def event(name: str, start: date, **cells: object) -> dict[str, object]:
    return {"event_id": name, "title": name, "kind": "meeting", "city_id": "lisbon", "start": start, "theme_ids": "food", **cells}


def mission(name: str, start: date, **cells: object) -> dict[str, object]:
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


def only(data: Dataset, period: Period = FISCAL, *, compare: str = "before") -> Line:
    (line,) = lines(data, AS_OF, period, compare=compare)
    return line


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

"""What each theme saw, against the report and against small literal frames."""

from datetime import date

import pandas as pd
import pytest

from loaders import Dataset, Scope, load
from loaders.template import workbook
from metrics.themes import (
    ALL_THEMES,
    KINDS,
    NO_THEME,
    activities_by_theme_and_city,
    activities_by_theme_and_kind,
    activities_by_theme_and_quarter,
    transfers_between_places,
)  # fmt: skip

AS_OF = date(2019, 7, 31)
THEMES = [{"theme_id": "a", "name": "A"}, {"theme_id": "b", "name": "B"}]
CITIES = [{"city_id": "seoul", "name": "Seoul", "country_code": "KR", "kind": "city"},
          {"city_id": "bilbao", "name": "Bilbao", "country_code": "ES", "kind": "city"}]  # fmt: skip


def event(name: str, start: str, themes: list[str], **more: object) -> dict[str, object]:
    return {"event_id": name, "title": name, "kind": "forum", "start": start, "theme_ids": themes, "city_id": "seoul", **more}


def of(**tables: list[dict[str, object]]) -> Dataset:
    return load(workbook({"themes": THEMES, "cities": CITIES, **tables}))


def cells(table: pd.DataFrame, by: str) -> list[tuple]:
    """(theme, column, held, planned) of each row; None for no column."""
    frame = table.astype({by: object}).where(table.notna(), None)
    return list(frame[["theme_id", by, "held", "planned"]].itertuples(index=False, name=None))


def kinds_of(table: pd.DataFrame, theme: str) -> list[tuple[int, int]]:
    """(held, planned) of a theme's projects, delegations, events and publications."""
    one = table[table["theme_id"] == theme].set_index("kind").loc[list(KINDS)]
    return list(one[["held", "planned"]].itertuples(index=False, name=None))


def test_the_whole_programme_by_kind_counts_each_activity_once(real: Dataset) -> None:
    measure = activities_by_theme_and_kind(real, AS_OF)
    assert kinds_of(measure.table, ALL_THEMES) == [(12, 3), (7, 1), (22, 4), (10, 1)]
    assert (measure.value, measure.planned) == (51, 9)
    assert {table: len(rows) for table, rows in measure.rows.items()} == {
        "projects": 15, "delegations": 8, "events": 26, "publications": 11,
    }  # fmt: skip


@pytest.mark.parametrize(("theme", "expected"), [
    # 4 projects; 2 delegations (GSEF, convergence); 8 events and the FSMET forum of 2020.
    ("networks", [(4, 0), (2, 0), (8, 1), (0, 0)]),
    # GSEF, TIESS, CJS, Korea, guide, and Barcelona planned; the TIESS visit; two at GSEF and one in Korea.
    ("knowledge-transfer", [(5, 1), (1, 0), (3, 0), (3, 0)]),
    # No event of its own; cases, tool and video.
    ("urban-commons", [(2, 1), (2, 1), (0, 0), (3, 0)]),
    ("social-innovation", [(0, 0), (0, 0), (2, 0), (0, 0)]),
])  # fmt: skip
def test_real_themes_by_kind(real: Dataset, theme: str, expected: list[tuple[int, int]]) -> None:
    assert kinds_of(activities_by_theme_and_kind(real, AS_OF).table, theme) == expected


def test_the_largest_theme_stands_first_and_the_whole_last(real: Dataset) -> None:
    order = list(activities_by_theme_and_kind(real, AS_OF).table["theme_id"].unique())
    assert (order[0], order[-1], len(order)) == ("networks", ALL_THEMES, 10)


def test_two_themes_count_in_both_and_once_in_the_whole() -> None:
    data = of(events=[event("one", "2018-05-02", ["a", "b"]), event("two", "2018-05-03", ["a", "a"])])
    measure = activities_by_theme_and_kind(data, AS_OF)
    assert [kinds_of(measure.table, theme)[2] for theme in ("a", "b", ALL_THEMES)] == [(2, 0), (1, 0), (2, 0)]
    assert measure.value == 2


def test_a_publication_without_a_theme_is_kept_apart_and_last() -> None:
    data = of(publications=[{"publication_id": "p", "title": "P", "language": "fr"},
                            {"publication_id": "q", "title": "Q", "language": "fr"}],
              events=[event("one", "2018-05-02", ["a"])])  # fmt: skip
    table = activities_by_theme_and_kind(data, AS_OF).table
    assert list(table["theme_id"].unique()) == ["a", NO_THEME, ALL_THEMES]
    assert kinds_of(table, NO_THEME) == [(0, 0), (0, 0), (0, 0), (2, 0)]


def test_a_cancelled_project_is_no_activity() -> None:
    project = {"project_id": "p", "title": "P", "theme_ids": ["a"], "start": "2018-05-01"}
    data = of(projects=[project, {**project, "project_id": "q", "status": "cancelled"}])
    measure = activities_by_theme_and_kind(data, AS_OF)
    assert kinds_of(measure.table, "a")[0] == (1, 0)
    assert len(measure.rows["projects"]) == 1


def test_a_filter_by_theme_shows_no_part_of_another(real: Dataset) -> None:
    table = activities_by_theme_and_kind(real.within(Scope(theme_ids=("public-policy",))), AS_OF).table
    assert list(table["theme_id"].unique()) == ["public-policy", ALL_THEMES]


def test_only_what_is_known_to_the_month_has_a_quarter() -> None:
    data = of(events=[
        event("day", "2018-03-31", ["a"]), event("month", "April 2018", ["a"]), event("season", "Fall 2018", ["a"]),
        event("year", "2018", ["b"]), event("ahead", "October 2019", ["b"]),
        # It begins in one quarter and ends in the next: it counts where it begins.
        event("across", "2018-06-29", ["b"], end="2018-07-02"),
    ])  # fmt: skip
    measure = activities_by_theme_and_quarter(data, AS_OF)
    assert cells(measure.table, "quarter") == [
        ("a", pd.Timestamp(2018, 1, 1), 1, 0), ("a", pd.Timestamp(2018, 4, 1), 1, 0),
        ("b", pd.Timestamp(2018, 4, 1), 1, 0), ("b", pd.Timestamp(2019, 10, 1), 0, 1),
        ("*", pd.Timestamp(2018, 1, 1), 1, 0), ("*", pd.Timestamp(2018, 4, 1), 2, 0),
        ("*", pd.Timestamp(2019, 10, 1), 0, 1),
    ]  # fmt: skip
    assert (measure.value, measure.planned) == (3, 1)
    assert list(data.events.loc[measure.left_out["events"].index, "title"]) == ["season", "year"]


def test_real_quarters(real: Dataset) -> None:
    measure = activities_by_theme_and_quarter(real, AS_OF)
    once = measure.table[measure.table["theme_id"] == ALL_THEMES]
    # Spring 2018: Seoul in April; launch, Canal and its field trips in May; Conference of Montreal in June. Vague:
    # in 2018 workshop, congress, IDIT, training, Korean tour, in fall two pilots and the study mission; pilots of 2019, forum of 2020.
    assert [(quarter.strftime("%Y-%m"), held, planned)
            for quarter, held, planned in once[["quarter", "held", "planned"]].itertuples(index=False)] == [
        ("2018-04", 5, 0), ("2018-07", 1, 0), ("2018-10", 6, 0), ("2019-01", 6, 0), ("2019-04", 3, 0),
        ("2019-10", 0, 3),
    ]  # fmt: skip
    assert {table: len(rows) for table, rows in measure.left_out.items()} == {"delegations": 2, "events": 8}


def test_a_delegation_counts_where_it_goes() -> None:
    data = of(
        delegations=[{"delegation_id": "d", "title": "D", "theme_ids": ["a"], "from_city_id": "seoul",
                      "to_city_id": "bilbao", "start": "May 2018"}],
        events=[event("one", "May 2018", ["a"]), event("two", "October 2019", ["a"])],
    )  # fmt: skip
    measure = activities_by_theme_and_city(data, AS_OF)
    assert cells(measure.table, "city_id")[:2] == [("a", "bilbao", 1, 0), ("a", "seoul", 1, 1)]
    assert (measure.value, measure.planned) == (2, 1)


def test_real_places(real: Dataset) -> None:
    table = activities_by_theme_and_city(real, AS_OF).table
    once = table[table["theme_id"] == ALL_THEMES].set_index("city_id")
    # By the report: events at 10 + 4 + 3 + 2, delegations to 2 + 1 + 3 + 2; two events of Barcelona are still to come.
    assert once.loc[["barcelona", "bilbao", "korea", "seoul"], ["held", "planned"]].to_numpy().tolist() == [
        [10, 2], [5, 0], [6, 0], [3, 1],
    ]  # fmt: skip


def test_a_transfer_has_the_first_theme_of_its_project_that_is_in_sight(real: Dataset) -> None:
    measure = transfers_between_places(real, AS_OF)
    themes = measure.table.set_index("transfer_id")["theme_id"]
    assert (themes["cjs-quebec-france"], themes["impulse-plan-barcelona-puebla"]) == ("youth-coops", NO_THEME)
    assert (measure.value, measure.planned) == (14, 1)
    assert measure.table.loc[measure.table["is_planned"], "transfer_id"].tolist() == ["tiess-quebec-barcelona"]
    narrowed = transfers_between_places(real.within(Scope(theme_ids=("knowledge-transfer",))), AS_OF)
    assert narrowed.table.set_index("transfer_id")["theme_id"]["cjs-quebec-france"] == "knowledge-transfer"


@pytest.mark.parametrize("measure", [
    activities_by_theme_and_kind, activities_by_theme_and_quarter, activities_by_theme_and_city, transfers_between_places,
])  # fmt: skip
def test_nothing_in_an_empty_workbook(empty: Dataset, measure) -> None:
    found = measure(empty, AS_OF)
    assert (found.value, found.planned, len(found.table)) == (0, 0, 0)

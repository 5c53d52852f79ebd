"""The board of indicators: what it says of each, and what it draws."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from charts import indicator_card as cards
from charts.indicators import (
    board,
    board_lines,
    by_period,
    levels,
    not_judged,
    said,
    status,
    summary,
)
from loaders import Dataset, Scope, load
from loaders.template import workbook
from locales import words
from metrics.indicators import Indicator, Target
from metrics.measure import Measure
from metrics.narrowed import Where
from metrics.periods import Period
from metrics.status import Standing, Status

EN, FR = words("en"), words("fr")


def indicator(**changes: object) -> Indicator:
    one = Indicator("one", "One", None, None, None, "delegations", Where(), None, True, True, None, None, 0)
    return replace(one, **changes)  # type: ignore[arg-type]


def target(value: float) -> Target:
    return Target(Period(date(2018, 7, 1), date(2019, 6, 30)), value, None, None, 0)


def few(part: int, whole: int) -> Measure:
    return Measure("share_of_women", None, {}, "", pd.DataFrame({"part": [part], "whole": [whole]}))


@pytest.fixture
def aimed(real) -> Dataset:
    """The real programme with targets for delegations: four in 2018, nine in all by the end of 2019."""
    rows = pd.DataFrame({
        "indicator_id": ["delegations-count"] * 2, "value": [4.0, 9.0], "dimension": [None] * 2, "dimension_value": [None] * 2,
        "period_start": pd.to_datetime(["2018-01-01", "2019-01-01"]), "period_end": pd.to_datetime(["2018-12-31", "2019-12-31"]),
    })  # fmt: skip
    return replace(real, tables=MappingProxyType({**real.tables, "targets": rows}), fingerprint="aimed")


@pytest.mark.parametrize(
    ("changes", "standing", "expected"),
    [
        ({}, Standing(Status.ON_COURSE, 17, target(20)), "17 of 20 by June 2019: on course"),
        ({"measure": "share_of_women"}, Standing(Status.BEHIND, 44.4, target(60)), "44%; at least 60% is to be reached by June 2019: behind"),
        ({"measure": "cost_per_participation", "is_better_higher": False}, Standing(Status.OFF_COURSE, 180.5, target(90)), "180; at most 90 is to be reached by June 2019: off course"),
        ({}, Standing(Status.NO_DATA, None, target(20)), "no data; the target is 20 by June 2019"),
        ({}, Standing(Status.NO_DATA, None), "no data"),
        ({"measure": "share_of_women"}, Standing(Status.NO_DATA, None, measure=few(2, 4)), "2 of 4: too few for a percentage"),
        ({}, Standing(Status.NO_TARGET, 1200), "1,200: no target"),
    ],
)  # fmt: skip
def test_the_sentence_of_an_indicator(changes, standing, expected):
    assert said(indicator(**changes), standing, EN) == expected


def test_every_status_has_a_word_and_a_mark_of_its_own():
    written = [status(one, EN) for one in Status]
    assert written == ["✓ met", "→ on course", "↘ behind", "✕ off course", "○ no data", "– no target", "· not shown"]
    assert len({one[0] for one in written}) == len(Status)


def test_the_board_of_the_real_programme(real, view_of):
    shown = board(view_of(real))
    row = shown.table.set_index("Indicator").loc["Events"]
    # Seventeen in 2018, five in 2019 so far.
    assert (row["Status"], row["Value"], row["Target"], row["Change"]) == ("– no target", "22", "none", "+5")
    assert shown.table.set_index("Indicator").loc["Participations", "Value"] == "≈ 290"
    assert shown.title == "Nothing can be judged yet: no indicator has both a target and data"
    assert summary(view_of(real)) == "13 indicators are followed; none has a target yet."
    # Ten works are out and only one is dated: what they were a year ago nobody knows.
    assert shown.table.set_index("Indicator").loc["Publications", "Change"] == "not compared"


def test_the_board_names_what_is_behind(aimed, view_of):
    """Three of four in 2018, seven of nine by July 2019: from three to nine, 6.5 are due by then."""
    view = view_of(aimed)
    row = board(view).table.set_index("Indicator").loc["Delegations and missions"]
    assert (row["Status"], row["Value"], row["Target"], row["Change"]) == ("→ on course", "7", "9 by Dec 2019", "+4")
    assert summary(view) == "13 indicators are followed: 1 on course and 12 without a target."
    assert board(view).title == "All that can be judged is met or on course"
    early = view_of(replace(aimed, tables=MappingProxyType({**aimed.tables, "settings": aimed.settings.assign(value=aimed.settings["value"].replace("2019-07-31", "2018-12-31"))}), fingerprint="early"))
    assert board(early).title == "Behind: Delegations and missions"


def test_the_card_shows_every_target_with_its_own_status(aimed, view_of):
    view = view_of(aimed)
    one = cards.found(view, "delegations-count")
    trend = cards.trend(one)(view)
    assert trend.title == "7 of 9 by December 2019: on course"
    assert trend.table.to_dict("list") == {
        "Period": ["January 2018 to December 2018", "January 2019 to December 2019"], "Value": ["3", "7"], "Target": ["4", "9"], "Status": ["↘ behind", "→ on course"],
    }  # fmt: skip
    line, aims = trend.figure["data"]
    assert (line["y"][-1], line["x"][-1]) == (7, "2019-07-31")
    assert aims["y"] == [4.0, 9.0]


def test_the_results_framework_goes_from_outcome_to_output(real, view_of):
    tree = levels(view_of(real))
    assert [level for level, _ in tree] == ["Outcomes", "Outputs"]
    assert [(result, [line.indicator.title for line in lines]) for result, lines in tree[0][1]] == [
        ("Local governments, civil society and academics work together across continents", ["Partner cities"]),
        ("Practices take root in other places", ["Transfers", "Transfers piloted or adopted"]),
    ]


def test_the_parts_of_an_indicator_are_drawn_with_what_is_not_detailed(real, view_of):
    view = view_of(real)
    parts = cards.parts(cards.found(view, "participations-count"), "sector")(view)
    # Of 290, ten people by name in twelve places, one of them twice; the rest is in headcounts and in a group.
    assert parts.table["Value"].sum() == 290
    assert parts.table.iloc[-1, 0] == "not detailed"


def test_a_group_with_a_target_of_its_own_shows_it(aimed, view_of):
    own = pd.DataFrame({
        "indicator_id": ["delegations-count"], "value": [5.0], "dimension": ["city"], "dimension_value": ["Korea"],
        "period_start": pd.to_datetime(["2019-01-01"]), "period_end": pd.to_datetime(["2019-12-31"]),
    })  # fmt: skip
    data = replace(aimed, tables=MappingProxyType({**aimed.tables, "targets": own}), fingerprint="own")
    view = view_of(data)
    parts = cards.parts(cards.found(view, "delegations-count"), "city")(view)
    assert parts.table.iloc[0].to_dict() == {"Place": "Korea", "Value": 3.0, "Target": 5.0, "Status": "→ on course"}
    labels, ends = ([text.strip() for text in trace["text"]] for trace in parts.figure["data"][-2:])
    assert (labels[0], labels[1]) == ("Korea · target 5 by Dec 2019: → on course", "Barcelona")
    assert ends == ["3", "2", "1", "1"]
    assert parts.title == "Most: Korea, 3 of 7"
    # That of a group is none of the whole.
    assert board(view).table.set_index("Indicator").loc["Delegations and missions", "Target"] == "none"


def test_a_period_without_a_value_draws_no_point(tmp_path, view_of):
    path = tmp_path / "one.xlsx"
    path.write_bytes(workbook({
        "indicators": [{"indicator_id": "a", "title": "Visits", "measure": "delegations"}],
        "settings": [{"key": "as_of", "value": date(2020, 6, 30)}],
    }))  # fmt: skip
    view = view_of(load(path))
    shown = board(view)
    assert shown.table.loc[0, "Value"] == "no data"
    assert shown.table.loc[0, "Status"] == "○ no data"
    assert cards.trend(cards.found(view, "a"))(view).figure is None


def test_on_the_invented_board_each_number_has_its_unit_once(demo, view_of):
    rows = board(view_of(demo)).table.set_index("Indicator")
    cost, again = rows.loc["Cost of a participation"], rows.loc["Participants who would come again"]
    assert (cost["Value"], cost["Target"], cost["Change"], cost["Unit"]) == ("259", "at most 450 by Mar 2022", "−70", "Canadian dollars")
    # 81 in March, 83 in September: the year is not over, and left out of the small line.
    assert (again["Value"], again["Change"], again["Over time"]) == ("83", "+2", [72, 81])
    assert rows.loc["Women among the people", "Unit"] == ""
    # What builds up over the years stands beside what is counted in one.
    assert (rows.loc["Projects begun", "Unit"], rows.loc["Study missions", "Unit"]) == ("projects, in all", "delegations")


def test_under_a_theme_only_its_own_target_judges(demo, view_of):
    view = view_of(demo, scope=Scope(theme_ids=("social-finance",)))
    rows = board(view).table.set_index("Indicator")
    assert {name: row["Target"] for name, row in rows.iterrows() if row["Target"] != "none"} == {"Events": "8 by Mar 2022", "Events on social finance": "12 by Mar 2022"}
    assert rows.loc["Visits to the library of cases", "Value"] == "1,200"
    assert not_judged(view, board_lines(view)) == "Targets speak of the whole programme: under this filter only what has a target of its own for it is judged."
    of_two = view_of(demo, scope=Scope(theme_ids=("food", "health")))
    assert not_judged(of_two, board_lines(of_two)).startswith("Targets speak of the whole programme: nothing is judged")
    assert board(of_two).title == "A part of the programme is shown, and not judged by the targets of the whole"
    assert not_judged(view_of(demo), board_lines(view_of(demo))) == ""


def test_groups_that_have_a_target_and_no_row_are_shown_beside_it(demo, view_of):
    view = view_of(demo)
    praise = cards.found(view, "satisfaction")
    assert cards.dimensions(praise)(view) == ("gender",)
    shown = cards.parts(praise, "gender")(view)
    row = shown.table.iloc[0]
    assert (row["Gender"], row["Value"], row["Target"], row["Status"]) == ("woman", "no data", 85, "○ no data")
    assert shown.title == "No group is recorded yet by gender"
    assert [text.strip() for text in shown.figure["data"][-1]["text"]] == ["no data", "83"]
    last = cards.trend(praise)(view).table.iloc[-1].to_dict()
    assert last == {"Period": "April 2021 to March 2022", "Group": "woman", "Value": "no data", "Target": "at least 85", "Status": "○ no data"}


def test_a_card_opens_on_what_something_is_recorded_of(demo, view_of):
    view = view_of(demo)
    assert cards.dimensions(cards.found(view, "visits-web"))(view) == ("theme",)
    assert cards.dimensions(cards.found(view, "people"))(view)[:3] == ("sector", "gender", "age_group")


def test_what_is_only_so_far_is_hollow_and_joined_by_dots(demo, view_of):
    view = view_of(demo)
    over, so_far, aims = cards.trend(cards.found(view, "events"))(view).figure["data"]
    assert over["x"][-1] == so_far["x"][0] == "2021-03-31"
    assert (so_far["x"][-1], so_far["line"]["dash"], so_far["marker"]["symbol"], so_far["text"][-1]) == ("2021-09-30", "dot", "circle-open", "12")
    assert so_far["customdata"][-1] == "April 2021 to March 2022 so far: 12"
    assert len(aims["y"]) == 3


def test_a_year_without_data_is_a_gap(tmp_path, view_of):
    path = tmp_path / "one.xlsx"
    path.write_bytes(workbook({
        "indicators": [{"indicator_id": "a", "title": "Praise", "measure": "measurement", "is_cumulative": False}],
        "measurements": [{"indicator_id": "a", "date": date(year, 6, 1), "value": year} for year in (2016, 2018, 2019)],
        "settings": [{"key": "as_of", "value": date(2019, 12, 31)}],
    }))  # fmt: skip
    view = view_of(load(path))
    (line,) = cards.trend(cards.found(view, "a"))(view).figure["data"]
    assert line["y"] == [2016, None, 2018, 2019]
    assert line["connectgaps"] is False
    assert board(view).table.loc[0, "Over time"] == [2018, 2019]


def test_a_target_s_number_stands_where_the_line_is_not(demo, view_of):
    """55 over 45 by March 2020: the number goes below its mark; 18 and 22 of 25 under it: above."""
    women, youth = (cards.trend(cards.found(view_of(demo), one))(view_of(demo)).figure["data"][-1] for one in ("women", "youth"))
    assert women["textposition"] == ["bottom center"] * 3
    assert youth["textposition"][1:] == ["top center"] * 2


def test_the_framework_says_the_last_periods_of_each(demo, view_of):
    told = by_period(view_of(demo))
    assert told["cost"][-1] == ("April 2021 to March 2022", "259", "at most 450", Status.MET)
    assert told["hosts"][0] == ("April 2019 to March 2020", "no data", "at least 80", Status.NO_DATA)
    # Without a target: what it was in the last quarters.
    assert [row[2:] for row in told["countries"]] == [("", None)] * 4

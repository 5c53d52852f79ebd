"""The board of indicators: what it says of each, and what it draws."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from charts import indicator_card as cards
from charts.indicators import board, levels, said, status, summary
from loaders import Dataset, load
from loaders.template import workbook
from locales import words
from metrics.indicators import Indicator, Target
from metrics.narrowed import Where
from metrics.periods import Period
from metrics.status import Standing, Status

EN, FR = words("en"), words("fr")


def indicator(**changes: object) -> Indicator:
    one = Indicator("one", "One", None, None, None, "delegations", Where(), None, True, True, None, None, 0)
    return replace(one, **changes)  # type: ignore[arg-type]


def target(value: float) -> Target:
    return Target(Period(date(2018, 7, 1), date(2019, 6, 30)), value, None, None, 0)


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
        ({"measure": "share_of_women"}, Standing(Status.BEHIND, 44.4, target(60)), "44%, and 60% is to be reached by June 2019: behind"),
        ({"measure": "cost_per_participation", "is_better_higher": False}, Standing(Status.OFF_COURSE, 180.5, target(90)), "180, and 90 is to be reached by June 2019: off course"),
        ({}, Standing(Status.NO_DATA, None, target(20)), "no data"),
        ({}, Standing(Status.NO_TARGET, 1200), "1,200: no target"),
    ],
)  # fmt: skip
def test_the_sentence_of_an_indicator(changes, standing, expected):
    assert said(indicator(**changes), standing, EN) == expected


def test_every_status_has_a_word_and_a_mark_of_its_own():
    written = [status(one, EN) for one in Status]
    assert written == ["✓ met", "→ on course", "↘ behind", "✕ off course", "○ no data", "– no target"]
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
    assert parts.table.iloc[0].to_dict() == {"Place": "Korea", "Value": 3.0, "Target": 5.0}
    assert [text.strip() for text in parts.figure["data"][-1]["text"]] == ["3 of 5", "2", "1", "1"]
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

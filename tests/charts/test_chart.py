"""A figure's numbers, for programs that draw charts of their own: the same as its table's and its picture's."""

import pytest

from charts import EXHIBITS, made
from loaders import Dataset
from metrics.indicators import declared


def test_the_months_of_the_real_programme_as_columns(real: Dataset, view_of):
    """October 2018: the delegation to Bilbao, and five events there and in Barcelona; October 2019: two to come."""
    chart = EXHIBITS["overview.months"](view_of(real)).chart
    assert (chart.kind, len(chart.labels)) == ("columns", 21)
    by_name = {one.name: dict(zip(chart.labels, one.values, strict=True)) for one in chart.series}
    assert {name: values["Oct 2018"] for name, values in by_name.items()} == {"Events": 5, "Delegations": 1, "Still to come": 0}
    assert {name: values["Oct 2019"] for name, values in by_name.items()} == {"Events": 0, "Delegations": 0, "Still to come": 2}
    assert {one.name: one.look for one in chart.series} == {"Events": "solid", "Delegations": "solid", "Still to come": "hollow"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_bar_chart_has_its_numbers_and_names_for_them(demo: Dataset, view_of, language):
    view, seen = view_of(demo, language=language), 0
    for key, draw in EXHIBITS.items():
        exhibit = draw(view)
        chart = exhibit.chart
        bars = [trace for trace in exhibit.figure["data"] if trace["type"] == "bar"] if isinstance(exhibit.figure, dict) else []
        if chart is None:
            # What is drawn by place or by day is no chart of bars: a grid, a timeline, flows, a map.
            assert not bars or key in ("themes.by_quarter", "themes.by_city", "delegations.journeys") or key.startswith("timeline."), key
            continue
        seen += 1
        assert all(len(one.values) == len(chart.labels) for one in chart.series), key
        assert all(one.name for one in chart.series) and len({one.name for one in chart.series}) == len(chart.series), key
        assert not chart.ends or len(chart.ends) == len(chart.labels), key
        lengths = "y" if chart.kind == "columns" else "x"
        drawn = sum(length or 0 for trace in bars for length in trace[lengths])
        assert sum(value or 0 for one in chart.series for value in one.values) == pytest.approx(drawn), key
    assert seen >= 12


def test_an_indicator_over_time_has_its_values_and_targets_by_day(demo: Dataset, view_of):
    view = view_of(demo)
    for indicator in declared(demo):
        exhibit = made(f"indicators.trend.{indicator.indicator_id}", view)(view)
        if exhibit.figure is None:
            continue
        chart = exhibit.chart
        assert chart.kind == "lines" and list(chart.days) == sorted(chart.days)
        aims = next((one for one in chart.series if one.look == "marks"), None)
        stated = demo.targets[(demo.targets["indicator_id"] == indicator.indicator_id) & demo.targets["dimension"].isna()]
        assert sorted(value for value in (aims.values if aims else ()) if value is not None) == sorted(stated["value"])


def test_no_chart_is_made_of_a_key_that_the_view_does_not_have(demo: Dataset, view_of):
    view = view_of(demo)
    for key in ("indicators.trend.nothing", "indicators.trend.", "indicators.parts.missions.nothing", "nothing", "overview", "indicators"):
        assert made(key, view) is None, key

from collections.abc import Callable

import pytest

from charts import delegations, journeys
from charts.exhibit import View
from loaders import Dataset, Scope
from tests.metrics.test_delegations import travelled

Make = Callable[..., View]


def words_of(figure: dict, trace: int) -> list[str]:
    return figure["data"][trace]["text"]


def test_the_page_says_who_went_where_and_what_is_planned(real: Dataset, view_of: Make) -> None:
    assert delegations.summary(view_of(real)) == "7 delegations went to 4 places (2018 – April 2019); 1 more is planned."


def test_the_figures_say_for_how_many_they_are_known(real: Dataset, view_of: Make) -> None:
    told = [chart(view_of(real)) for chart in (delegations.held, delegations.mission_days, delegations.delegates, delegations.routes)]
    assert [(one.sentence, one.subtitle) for one in told] == [
        ("Delegations: 7", "1 more planned"),
        ("Mission days: 13", "known for 2 of 7 delegations"),
        ("People who travelled: 20", "known for 1 of 7 delegations"),
        ("Routes travelled: 5", "to 4 places"),
    ]


def test_a_journey_says_its_route_its_vague_date_and_what_is_not_known(real: Dataset, view_of: Make) -> None:
    exhibit = journeys.journeys(view_of(real))
    labels = words_of(exhibit.figure, 2)
    assert labels[0] == "<b>Quebec → Korea</b><br>2018 · 7 days · people not counted"
    assert labels[1] == "<b>Montreal → Barcelona</b><br>fall 2018 · 6 days · people not counted"
    assert labels[2] == "<b>Montreal → Bilbao</b><br>October 2018 · length not stated · 20 people"
    assert labels[7] == "<b>Montreal → Seoul (planned)</b><br>October 2019 · length not stated · people not counted"


def test_countries_are_compared_since_a_journey_may_name_no_city(real: Dataset, view_of: Make) -> None:
    # Korea three times and Seoul once.
    assert journeys.journeys(view_of(real)).title == "7 delegations (2018 – April 2019); Korea received the most, 4"


def test_a_bar_spans_what_its_date_can_mean_and_is_hollow_where_planned(real: Dataset, view_of: Make) -> None:
    bars = journeys.journeys(view_of(real)).figure["data"][1]
    assert bars["base"][0].startswith("2018-01-01")
    assert [days / journeys.DAY_MS for days in bars["x"]] == [365, 91, 31, 31, 31, 31, 30, 31]
    colours = bars["marker"]["color"]
    assert colours[7] == "rgba(0,0,0,0)"
    assert len({colours[0], colours[1], colours[2], colours[7]}) == 4
    assert len(set(colours[2:7])) == 1


def test_the_table_keeps_numbers_as_numbers(real: Dataset, view_of: Make) -> None:
    table = journeys.journeys(view_of(real)).table
    assert table["Days"].dropna().tolist() == [7, 6]
    assert table["People"].dropna().tolist() == [20]
    assert table["Status"].tolist() == ["held"] * 7 + ["planned"]


def test_the_list_leads_back_to_each_record(real: Dataset, view_of: Make) -> None:
    listed = journeys.in_words(view_of(real))
    assert real.delegations.loc[listed.index[0], "delegation_id"] == "social-finance-korea-tour"
    assert listed.iloc[2].tolist() == [
        "October 2018", "Montreal delegation to GSEF2018", "Montreal", "Bilbao", "length not stated", "20 people", "conference delegation", "held",
    ]  # fmt: skip


def test_an_estimate_is_said_to_be_one(view_of: Make) -> None:
    view = view_of(travelled({"start": "2018", "headcount": 100, "headcount_is_estimate": "yes", "duration_days": 1}))
    assert journeys.in_words(view)[["Length", "People"]].iloc[0].tolist() == ["1 day", "≈ 100 people"]


def test_text_from_a_cell_is_never_markup(view_of: Make) -> None:
    view = view_of(travelled({"start": "2018", "title": "<b>Bold</b> & <img src=x>"}))
    assert journeys.journeys(view).figure["data"][1]["customdata"] == ["&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img src=x&gt;"]


def test_the_busiest_routes_are_named_and_the_planned_journey_is_hollow(real: Dataset, view_of: Make) -> None:
    exhibit = delegations.by_route(view_of(real))
    assert exhibit.title == "Montreal → Barcelona and Montreal → Korea were the most travelled routes: 2 delegations each"
    held, planned, labels, ends = exhibit.figure["data"]
    assert held["x"] == [2, 2, 1, 1, 1]
    assert planned["x"] == [0, 0, 1, 0, 0]
    assert planned["marker"]["color"] == "rgba(0,0,0,0)"
    assert labels["text"][2] == "Montreal → Seoul"
    assert [end.strip() for end in ends["text"]] == ["2", "2", "1, and 1 planned", "1", "1"]


def test_days_are_drawn_where_stated_and_what_is_missing_is_said(real: Dataset, view_of: Make) -> None:
    exhibit = delegations.days(view_of(real))
    assert exhibit.title == "13 days of mission in the 2 of 7 delegations that state their length"
    assert exhibit.subtitle == "The length of 5 more is not stated. Days and people are not both known for any delegation."
    assert exhibit.figure["data"][0]["x"] == [7, 6]


def test_person_days_are_told_where_both_are_known(view_of: Make) -> None:
    view = view_of(travelled({"start": "2018", "duration_days": 6, "headcount": 10}, {"start": "2018", "duration_days": 2}))
    assert delegations.days(view).subtitle == "Days times people, where both are known (1 delegation): 60."


def test_where_no_length_is_stated_nothing_is_drawn(view_of: Make) -> None:
    exhibit = delegations.days(view_of(travelled({"start": "2018"})))
    assert (exhibit.title, exhibit.figure) == ("No delegation states how long it lasted", None)
    assert exhibit.table.empty


def test_what_is_only_planned_is_not_said_to_have_happened(view_of: Make) -> None:
    view = view_of(travelled({"start": "2099"}))
    assert delegations.summary(view) == "1 delegation is planned; none has taken place."
    assert journeys.journeys(view).title == "No delegation has taken place yet"
    assert journeys.journeys(view).figure is not None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_workbook_is_said_to_be_empty(empty: Dataset, view_of: Make, language: str) -> None:
    view = view_of(empty, language=language)
    for chart in (journeys.journeys, delegations.by_route, delegations.days):
        exhibit = chart(view)
        assert exhibit.is_empty
        assert exhibit.figure is None
        assert exhibit.title
    assert delegations.summary(view)
    assert journeys.in_words(view).empty


def test_a_filter_that_leaves_nothing_is_no_failure(real: Dataset, view_of: Make) -> None:
    view = view_of(real, scope=Scope(theme_ids=("no-such-theme",)))
    assert journeys.journeys(view).is_empty
    assert delegations.held(view).measure.value == 0


def test_a_length_known_of_all_is_said_so(view_of: Make) -> None:
    view = view_of(travelled({"start": "2018", "duration_days": 6}, {"start": "2018", "duration_days": 2}))
    assert delegations.days(view).title == "8 days of mission, the length of every delegation being known"
    assert delegations.mission_days(view).subtitle == "known for every delegation"


def test_five_hundred_projects_stay_legible_and_the_table_has_every_journey(large: Dataset, view_of: Make) -> None:
    exhibit = journeys.journeys(view_of(large))
    assert len(exhibit.table) == len(large.delegations) > journeys.MOST
    colours = exhibit.figure["data"][1]["marker"]["color"]
    # Those nearest to the day of the data: some before it, some still ahead.
    assert len(colours) == journeys.MOST > colours.count("rgba(0,0,0,0)") > 0
    assert exhibit.subtitle.startswith(f"The 20 nearest to 30 June 2024, of {len(large.delegations)}.")
    assert "The first 20 of" in delegations.by_route(view_of(large)).subtitle

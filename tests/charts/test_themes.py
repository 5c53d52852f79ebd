"""The themes' figures: their findings, and that drawing, sentence and table tell the same numbers."""

from collections.abc import Callable
from typing import Any

import pytest

from charts import style, theme_kinds, themes, transfers
from charts.exhibit import Exhibit, View
from loaders import Dataset, Scope, load
from loaders.template import workbook

ALL = (theme_kinds.by_kind, themes.by_quarter, themes.by_city, transfers.transfers)
ViewOf = Callable[..., View]


def ribbons(exhibit: Exhibit) -> list[dict[str, Any]]:
    return [trace for trace in exhibit.figure["data"] if trace.get("fill") == "toself"]


def words(exhibit: Exhibit) -> list[str]:
    """All words drawn, with their markup."""
    return [text for trace in exhibit.figure["data"] for text in trace.get("text", ()) if isinstance(trace.get("text"), list)]


def test_the_findings_of_the_real_programme(real: Dataset, view_of: ViewOf) -> None:
    view = view_of(real)
    assert [draw(view).title for draw in ALL] == [
        "Most belongs to International networks: 14 of 51 projects, delegations, events and publications",
        "October\u2009–\u2009December 2018 and January\u2009–\u2009March 2019 were the busiest quarters, with 6 of 21 delegations and events each",
        "Barcelona saw the most: 10 of 29 delegations and events",
        "Quebec shared the most: 6 of 14 transfers begun",
    ]


def test_the_page_says_that_two_themes_count_twice(real: Dataset, view_of: ViewOf) -> None:
    assert themes.summary(view_of(real)) == (
        "So far 51 projects, delegations, events and publications in 9 themes; 9 more are planned. One with two themes counts in both; a total counts it once."
    )


def test_the_bars_are_as_long_as_the_table_says_in_the_themes_colours(real: Dataset, view_of: ViewOf) -> None:
    view = view_of(real)
    exhibit = theme_kinds.by_kind(view)
    solid, hollow = exhibit.figure["data"][:2]
    first = exhibit.table.iloc[0]
    assert first.tolist() == ["International networks", 4, 0, 2, 0, 8, 1, 0, 0]
    assert solid["x"][:4] == [4, 2, 8, None]
    assert hollow["x"][:4] == [None, None, 1, None]
    assert solid["marker"]["color"][:4] == [style.theme_colours(real)["networks"]] * 4
    assert hollow["base"][2] - solid["base"][2] == 8


def test_the_table_ends_with_the_whole_counted_once(real: Dataset, view_of: ViewOf) -> None:
    last = theme_kinds.by_kind(view_of(real)).table.iloc[-1].tolist()
    assert last == ["All themes, each counted once", 12, 3, 7, 1, 22, 4, 10, 1]


def test_what_is_too_vague_for_a_quarter_is_said_and_not_drawn(real: Dataset, view_of: ViewOf) -> None:
    exhibit = themes.by_quarter(view_of(real))
    assert "10 are dated only to a season or a year, and are left out." in exhibit.subtitle
    assert sum(map(len, exhibit.measure.left_out.values())) == 10
    drawn = exhibit.table[~exhibit.table["Theme"].str.startswith("All themes")]
    cells = exhibit.figure["data"][0]
    assert len(cells["x"]) == len(drawn)
    assert exhibit.figure["layout"]["xaxis"]["ticktext"] == ["2018<br>Q2", "Q3", "Q4", "2019<br>Q1", "Q2", "Q3", "Q4"]


def test_planned_cells_are_hollow_with_their_number_after_a_plus(real: Dataset, view_of: ViewOf) -> None:
    cells, _, numbers = themes.by_quarter(view_of(real)).figure["data"]
    last = [place for place, column in enumerate(cells["x"]) if column == 6]
    assert [numbers["text"][place] for place in last] == ["+1", "+1", "+1"]
    assert {cells["marker"]["color"][place] for place in last} == {style.CLEAR}


def test_places_stand_by_size_and_the_least_together_where_there_are_many(real: Dataset, large: Dataset, view_of: ViewOf) -> None:
    assert themes.by_city(view_of(real)).figure["layout"]["xaxis"]["ticktext"][:4] == ["Barcelona", "Korea", "Bilbao", "Seoul"]
    exhibit = themes.by_city(view_of(large))
    places = exhibit.figure["layout"]["xaxis"]["ticktext"]
    assert (len(places), places[-1].replace("<br>", " ")) == (12, "29 other places")
    assert exhibit.table["Place"].nunique() == 40
    assert exhibit.title.startswith(places[0])
    # Twelve cells are too narrow for "11 +3" on a telephone: what was held is written, the outline says the rest.
    assert not any("+" in text for text in exhibit.figure["data"][2]["text"])


def test_many_quarters_have_no_numbers_in_cells_too_narrow_for_them(large: Dataset, view_of: ViewOf) -> None:
    figure = themes.by_quarter(view_of(large)).figure
    assert len(figure["data"]) == 2
    assert figure["layout"]["xaxis"]["ticktext"] == ["2016", "2018", "2020", "2022", "2024"]


def test_quarters_that_would_overprint_each_other_are_named_by_their_years(view_of: ViewOf) -> None:
    places = {"themes": [{"theme_id": "a", "name": "A"}], "cities": [{"city_id": "x", "name": "X", "country_code": "KR", "kind": "city"}]}

    def headings(last: int) -> list[str]:
        events = [{"event_id": str(year), "title": "E", "kind": "forum", "city_id": "x", "theme_ids": ["a"], "start": f"March {year}"} for year in (2010, last)]
        return themes.by_quarter(view_of(load(workbook({"events": events, **places})))).figure["layout"]["xaxis"]["ticktext"]

    assert headings(2011) == ["2010<br>Q1", "Q2", "Q3", "Q4", "2011<br>Q1"]
    assert headings(2012) == ["2010", "2011", "2012"]
    assert len(headings(2049)) <= 8


def test_other_places_take_no_colour_from_a_city(large: Dataset, view_of: ViewOf) -> None:
    cells = themes.by_city(view_of(large)).figure["data"][0]
    colours = {is_other: {colour for colour, at in zip(cells["marker"]["color"], cells["x"], strict=True) if (at == 11) is is_other} for is_other in (True, False)}
    assert colours[True] == {style.tinted(style.NEUTRAL, 0.18)}
    assert style.tinted(style.ACCENT, 0.65) in colours[False], "the busiest city is the fullest"


def test_a_place_that_sends_and_receives_stands_on_both_sides(real: Dataset, view_of: ViewOf) -> None:
    drawn = words(transfers.transfers(view_of(real)))
    assert "<b>From</b>" in drawn and "<b>To</b>" in drawn
    # One from Quebec to Barcelona is planned.
    assert {"Barcelona <b>2</b>", "Barcelona <b>2 +1</b>", "Quebec <b>6 +1</b>", "Korea <b>4</b>"} <= set(drawn)


def test_the_one_planned_transfer_is_hollow_and_says_so(real: Dataset, view_of: ViewOf) -> None:
    exhibit = transfers.transfers(view_of(real))
    hollow = [trace["text"] for trace in ribbons(exhibit) if trace["fillcolor"] == style.CLEAR]
    assert hollow == ["Quebec → Barcelona<br>Knowledge transfer methods<br>TIESS research-action methodology (planned)"]
    assert exhibit.table["Status"].tolist().count("planned") == 1


def test_a_flow_is_as_wide_as_its_practices(real: Dataset, view_of: ViewOf) -> None:
    widths = {trace["text"].split("<br>")[1]: abs(trace["y"][-2] - trace["y"][0])
              for trace in ribbons(transfers.transfers(view_of(real))) if "Quebec → Korea" in trace["text"]}  # fmt: skip
    # Two practices of social finance beside one of health: twice as wide, but for the gap between flows.
    assert widths == {"Social finance": 34.5, "Health co-operatives": 16.5, "Knowledge transfer methods": 16.5}


def test_markup_in_a_cell_is_drawn_as_typed(view_of: ViewOf) -> None:
    place = {"country_code": "KR", "kind": "city"}
    data = load(workbook({
        "themes": [{"theme_id": "a", "name": "<b>Bold</b>"}],
        "cities": [{"city_id": "x", "name": "<i>X</i>", **place}, {"city_id": "y", "name": "Y", **place}],
        "projects": [{"project_id": "p", "title": "P", "theme_ids": ["a"], "start": "2018"}],
        "events": [{"event_id": "e", "title": "E", "kind": "forum", "theme_ids": ["a"], "city_id": "x", "start": "May 2018"}],
        "transfers": [{"transfer_id": "t", "practice": "<img>", "project_id": "p", "from_city_id": "x", "to_city_id": "y",
                       "stage": "adopted", "start": "2018"}],
    }))  # fmt: skip
    for draw in ALL:
        drawn = str(draw(view_of(data)).figure)
        assert not any(tag in drawn for tag in ("<b>Bold", "<i>", "<img>"))


def test_a_filter_by_theme_keeps_its_colour(real: Dataset, view_of: ViewOf) -> None:
    view = view_of(real, scope=Scope(theme_ids=("youth-coops",)))
    assert theme_kinds.by_kind(view).title == "Most belongs to Youth and youth co-operatives: 6 of 6 projects, delegations, events and publications"
    assert set(theme_kinds.by_kind(view).figure["data"][0]["marker"]["color"]) == {style.theme_colours(real)["youth-coops"]}


@pytest.mark.parametrize("draw", ALL)
def test_an_empty_workbook_says_so_calmly(empty: Dataset, view_of: ViewOf, draw: Callable[[View], Exhibit]) -> None:
    exhibit = draw(view_of(empty))
    assert exhibit.is_empty and exhibit.figure is None
    assert exhibit.title.startswith(("No ", "There is no "))
    assert themes.summary(view_of(empty)) == "No record names a theme yet."

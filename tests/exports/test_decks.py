"""Which figures stand in which deck, and that each ready one has what its reader needs."""

import pytest

from exports.asked import Asked, Earlier
from exports.decks import READY, Deck, Item, ready, shown
from loaders import Dataset, Scope, SourceError

SCOPES = {
    "board": Scope(), "annual": Scope(), "funder": Scope(project_ids=("coop-schools", "summer-coops")), "theme": Scope(theme_ids=("health",)), "city": Scope(city_ids=("dakar",)),
}  # fmt: skip


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_ready_deck_shows_figures_with_a_finding(demo: Dataset, view_of, name: str, language: str):
    asked = Asked(view_of(demo.within(SCOPES[name]), language=language))
    found = list(shown(ready(name, asked), asked))
    assert len(found) >= 8
    for one in found:
        assert one.title and all(exhibit.sentence for exhibit in one.exhibits), one.key
    assert len({one.key for one in found}) == len(found)


def test_the_board_sees_its_indicators_what_changed_what_is_behind_and_what_is_next(demo: Dataset, view_of):
    part = demo.within(Scope())
    asked = Asked(view_of(part), Earlier("March 2021", part, part.as_of(part.as_of(None))))
    keys = [one.key for one in shown(ready("board", asked), asked)]
    assert keys[:3] == ["overview.figures", "indicators.board", "indicators.changed"]
    assert keys[-1] == "overview.next"
    # The furthest from their targets, as the board's own finding names them first.
    assert keys[3:5] == ["indicators.trend.missions", "indicators.trend.mission-days"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("theme", "names one theme"), ("city", "names one city"), ("funder", "names the funder, or its projects")],
)
def test_a_deck_of_a_part_says_what_it_needs(demo: Dataset, view_of, name: str, said: str):
    with pytest.raises(SourceError, match=said):
        ready(name, Asked(view_of(demo)))


def test_the_deck_of_a_theme_or_city_is_called_as_it_is(demo: Dataset, view_of):
    assert ready("theme", Asked(view_of(demo.within(SCOPES["theme"])))).title == "Health co-operatives"
    assert ready("city", Asked(view_of(demo.within(SCOPES["city"])))).title == "Dakar"


@pytest.mark.parametrize(
    ("projects", "title"),
    [(("coop-schools", "summer-coops"), "Report to Youth Works Foundation (invented)"), (("coop-schools", "commons-atlas"), "Report to a funder"), (("care-coops",), "Report to a funder")],
)
def test_the_report_to_a_funder_names_the_one_who_funds_all_that_is_in_it(demo: Dataset, view_of, projects: tuple[str, ...], title: str):
    assert ready("funder", Asked(view_of(demo.within(Scope(project_ids=projects))))).title == title


def test_the_line_of_an_indicator_without_a_target_is_shown_under_its_name(demo: Dataset, view_of):
    asked = Asked(view_of(demo))
    [one] = shown(Deck("Ours", (Item("indicators.trend.countries"),)), asked)
    assert one.exhibit.table.empty
    assert one.title.startswith("Countries – ")


def test_a_theme_that_nothing_belongs_to_has_a_deck_all_the_same(demo: Dataset, view_of):
    asked = Asked(view_of(demo.within(Scope(theme_ids=("nothing",)))))
    deck = ready("theme", asked)
    assert deck.title == "nothing"
    assert "map.places" not in [one.key for one in shown(deck, asked)]


def test_a_deck_of_ones_own_keeps_order_and_titles_and_leaves_out_what_is_not_there(demo: Dataset, view_of):
    asked = Asked(view_of(demo))
    items = (Item("themes.by_goal", title="Eight goals", note="Say thanks"), Item("indicators.trend.nothing"), Item("indicators.changed"), Item("overview.months"))
    found = list(shown(Deck("Ours", items), asked))
    assert [(one.key, one.title) for one in found] == [("themes.by_goal", "Eight goals"), ("overview.months", "February 2020 was the busiest month: 4 activities")]
    assert found[0].notes[0] == ("Say thanks", "")


def test_nothing_is_shown_of_nothing(empty: Dataset, view_of):
    asked = Asked(view_of(empty))
    assert [one.key for one in shown(Deck("Empty", (Item("overview.months"), Item("map.places"), Item("publications.texts"))), asked)] == []

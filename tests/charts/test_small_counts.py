"""What a link's view says in place of a count of few people: on every figure, in words, bars and tables."""

import json
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from charts import (
    EXHIBITS,
    delegations,
    indicator_card,
    indicators,
    overview,
    participants,
    publications,
    style,
    themes,
    timeline,
)
from charts import map as charts_map
from charts.exhibit import Exhibit, View
from charts.indicators import board_lines
from charts.participants import summary
from loaders import Dataset, Scope
from locales import words
from metrics.disclosure import protected
from tests.fixtures import few_of
from tests.fixtures.attended import AS_OF, EVENTS, programme

LINK = Scope(minimum_count=5)
# 17 and 3 and 20 of three kinds came to two events; a third had 4.
PEOPLE = [(("fair",), "academia")] * 17 + [(("walk",), "enterprise")] * 3 + [(("walk",), None)] * 20


def seen(data: Dataset, scope: Scope | None = None) -> View:
    return View(data.within(scope) if scope else data, data, AS_OF, words("en"))


@pytest.fixture
def link() -> Dataset:
    return protected(programme({"fair": 40, "forum": 4, "walk": 30}, PEOPLE), LINK, AS_OF)


@pytest.fixture
def few() -> Dataset:
    return protected(programme({"fair": 40}, PEOPLE[:4]), LINK, AS_OF)


def exhibit(key: str, data: Dataset, scope: Scope | None = None) -> Exhibit:
    return EXHIBITS[key](seen(data, scope))


def test_a_group_of_few_and_one_that_would_give_it_back_are_named_without_a_number(link: Dataset) -> None:
    shown = exhibit("participants.by_sector", link)
    assert shown.title == "Of 40 people listed, the largest group shown is Academia: 17"
    assert shown.table.values.tolist() == [["Academia", "17"], ["Enterprise", "< 5"], ["not detailed", "not shown"]]
    assert shown.sentence == "Of 40 people listed: Academia: 17; Enterprise: < 5; not detailed: not shown."
    assert "of all that this link shows; filters do not change it" in shown.subtitle
    # A bar has the length of what is told, and what is not has none; but it can be pointed at, and says what is told of it.
    assert shown.figure is not None and shown.chart is not None
    *bars, unseen = [bar for bar in shown.figure["data"] if bar["type"] == "bar"]
    assert [bar["x"] for bar in bars] == [[17, 0, 0], [0, 0, 0]]
    assert [bool(n) for n in unseen["x"]] == [False, True, True] and unseen["marker"]["color"] == style.CLEAR
    assert unseen["customdata"] == ["Academia: 17", "Enterprise: &lt; 5", "not detailed: not shown"] and unseen["hovertemplate"] == "%{customdata}<extra></extra>"
    assert [trace["text"] for trace in shown.figure["data"] if trace["type"] == "scatter"][1] == ["\u200217", "\u2002&lt; 5", "\u2002not shown"]
    assert [one.values for one in shown.chart.series] == [(17, 0, 0)] and shown.chart.ends == ("17", "< 5", "not shown")


def test_shares_are_of_those_known_only_where_that_is_told() -> None:
    people = [(("fair",), "academia")] * 17 + [(("fair",), "enterprise")] * 13 + [(("walk",), None)] * 20
    shown = exhibit("participants.by_sector", protected(programme({}, people), LINK, AS_OF))
    assert shown.table["Share of those known"].fillna(-1).tolist() == [0.567, 0.433, -1]


@pytest.mark.parametrize(("headcount", "people", "title"), [
    (None, [(("fair",), "academia")] * 5 + [(("fair",), "enterprise")], "Not shown: its groups are too small"),
    (9, [(("fair",), "academia")] * 4, "Fewer than 5 people are listed"), (None, [], "Nobody is listed here"),
    # At an activity of few: how many are told of is not that nobody is.
    (None, [(("fair",), "academia")] * 4, "Not shown: its groups are too small"),
])  # fmt: skip
def test_a_table_that_is_told_in_no_part_says_why(headcount: int | None, people: list[tuple[tuple[str], str]], title: str) -> None:
    shown = exhibit("participants.by_sector", protected(programme({"fair": headcount}, people), LINK, AS_OF))
    assert (shown.title, shown.is_empty, shown.figure) == (title, True, None)


def test_an_activity_of_few_is_last_and_has_no_number(link: Dataset) -> None:
    shown = exhibit("participants.by_activity", link)
    assert shown.table.values.tolist() == [["Fair", "40"], ["Walk", "30"], ["Forum", "< 5"]]
    assert shown.title == "70 participations; 1 activity of fewer than 5 people is not in it"
    total = exhibit("participants.participations", link)
    assert (total.measure.value, total.subtitle) == (70, "1 activity of fewer than 5 people is not in it")


def test_headlines_say_that_people_are_few(few: Dataset) -> None:
    for key in ("overview.people", "participants.people"):
        shown = exhibit(key, few)
        assert shown.table.iloc[0, 1] == "< 5" and shown.sentence == "People listed: < 5"
    assert summary(seen(few)) == "Fewer than 5 people are listed in all that this link shows. 40 participations are on record here."


def test_the_page_sums_up_what_is_told(link: Dataset) -> None:
    assert summary(seen(link)) == "40 people are listed, of all that this link shows; filters do not change it. 70 participations are on record here. 1 activity of fewer than 5 people is not in it."
    assert exhibit("overview.participations", link, Scope(theme_ids=("forum",))).sentence == "Participations: not shown"


def test_a_people_figure_is_not_compared_between_periods(link: Dataset) -> None:
    half = Scope(theme_ids=("fair",))
    shown = exhibit("overview.people", link, half)
    assert (shown.subtitle, shown.compared, shown.measure.rows) == ("of all that this link shows; filters do not change it", (), {})


def test_a_delegation_of_few_says_so(real: Dataset) -> None:
    data = protected(real, LINK, AS_OF)
    shown = EXHIBITS["delegations.journeys"](View(data, data, AS_OF, words("en")))
    people = dict(zip(shown.table["Title"], shown.table["People"], strict=True))
    assert people["TIESS visit to Korea"] == "< 5" and people["Montreal delegation to GSEF2018"] == "20" and people["Social finance tour of Korea"] == ""
    assert "&lt; 5 people" in json.dumps(shown.figure["data"][2]["text"], ensure_ascii=False)  # type: ignore[index]
    travelled = EXHIBITS["delegations.delegates"](View(data, data, AS_OF, words("en")))
    assert travelled.measure.value == 20 and travelled.subtitle.endswith("1 activity of fewer than 5 people is not in it")


def test_indicators_of_people_are_told_for_all_of_the_link_or_not_at_all(link: Dataset) -> None:
    def told(scope: Scope | None = None) -> dict[str, str]:
        board = EXHIBITS["indicators.board"](seen(link, scope)).table
        return dict(zip(board["Indicator"], board["Value"], strict=True))

    assert told() == {
        "People": "40", "People at panels": "17", "People at workshops": "23", "Scholars": "17", "Share of scholars": "not shown",
        "Participations": "70", "Participations of scholars": "not shown",
        # It had four.
        "People at the forum": "not shown",
    }  # fmt: skip
    under_a_filter = told(Scope(theme_ids=("fair",)))
    assert {under_a_filter[one] for one in ("People", "People at panels", "People at workshops", "Scholars")} == {"not shown"}
    assert under_a_filter["Participations"] == "40"


def test_an_indicator_of_people_has_no_line_over_time_and_no_parts(link: Dataset) -> None:
    view = seen(link)
    lines = {line.indicator.indicator_id: line for line in board_lines(view)}
    people, places = lines["people"], lines["places"]
    assert people.earlier is None and indicator_card.dimensions(people.indicator)(view) == ()
    assert indicator_card.trend(people.indicator)(view).figure is None
    assert set(indicator_card.dimensions(places.indicator)(view)) == {"city", "theme"}
    hidden = indicator_card.trend(lines["scholarly"].indicator)(view)
    assert hidden.title.startswith("Not shown here: a shared link tells it of all its activities together")


def test_a_bar_without_a_number_opens_why_nobody_stands_behind_it(link: Dataset) -> None:
    for key, pressed, title, why, value in (
        ("by_sector", "academia", "Academia: 17", "The people of this link, each counted once", 17),
        ("by_sector", "enterprise", "Enterprise: < 5", "In a group this small people could be recognised", None),
        ("by_sector", "?", "not detailed: not shown", "With this number that of a small group could be worked out", None),
        ("by_activity", "forum", "Forum: < 5", "At an activity this small people could be recognised", None),
    ):
        shown = exhibit(f"participants.{key}", link)
        assert shown.figure is not None and shown.marks is not None
        assert any(pressed in bar.get("ids", ()) for bar in shown.figure["data"] if bar["x"] and bar["type"] == "bar")
        mark = shown.marks.find(pressed, shown.measure)
        assert mark is not None and (mark.title, mark.measure.value) == (title, value)
        assert mark.measure.formula.startswith(why)
        assert set(mark.rows) <= {"events"}, "no row of a person"


@pytest.mark.parametrize(("headcounts", "people", "said"), [
    ({"fair": 3}, 2, "How many people are listed in all that this link shows is not told, so that nobody can be recognised. 1 activity of fewer than 5 people is on record here, and how many came is not shown."),
    ({"fair": 9}, 2, "Fewer than 5 people are listed in all that this link shows. 9 participations are on record here."),
    ({"fair": None}, 0, "Nobody is listed in what this link shows. No headcount is on record here."),
])  # fmt: skip
def test_a_link_of_few_people_is_summed_up_in_whole_sentences(headcounts: dict[str, int | None], people: int, said: str) -> None:
    data = protected(programme(headcounts, [(("fair",), "academia")] * people), LINK, AS_OF)
    assert summary(seen(data)) == said
    for page in (overview, timeline, charts_map, themes, delegations, publications, participants, indicators):
        told = page.summary(seen(data))
        assert told.endswith(".") and not any(one in told for one in ("  ", " ;", " 0 ", "< 5", "None")), told


def test_what_is_not_shown_has_a_status_of_its_own_and_is_not_without_data() -> None:
    few = programme({"fair": 3}, [(("fair",), "academia")] * 2)
    board = exhibit("indicators.board", protected(few, LINK, AS_OF))
    told = dict(zip(board.table["Indicator"], zip(board.table["Status"], board.table["Value"], strict=True), strict=True))
    assert told["People"] == told["Participations"] == ("· not shown", "not shown")
    assert board.title == "Nothing can be judged here: no indicator that is shown has both a target and data"
    assert indicators.summary(seen(protected(few, LINK, AS_OF))) == "8 indicators are followed: 8 not shown to protect small groups of people."
    # Where nobody is listed at all, nothing is hidden.
    nobody = protected(programme({"fair": None}, []), LINK, AS_OF)
    assert exhibit("indicators.board", nobody).table["Status"].tolist() == ["○ no data"] * 8
    # The sentence of its card says why.
    view = seen(protected(few, LINK, AS_OF))
    places = next(line.indicator for line in board_lines(view) if line.indicator.indicator_id == "places")
    assert indicator_card.trend(places)(view).title == "Not shown: none of its activities is of 5 people or more"


def test_a_part_of_the_programme_says_that_targets_are_of_the_whole() -> None:
    people = [(("fair",), "academia")] * 9
    part = protected(programme({"fair": 40}, people), replace(LINK, theme_ids=("fair", "walk")), AS_OF)
    assert indicators.summary(seen(part)) == "7 indicators are followed: 6 not judged (targets are for the whole programme) and 1 not shown to protect small groups of people."
    counts_alone = replace(part, tables=MappingProxyType({**part.tables, "indicators": part.indicators[part.indicators["indicator_id"] == "places"]}))
    assert indicators.summary(seen(counts_alone)) == "1 indicator is followed; none is judged here, for targets are for the whole programme."


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", [key for key in EXHIBITS if not key.startswith("quality")])
def test_no_exhibit_of_a_link_has_a_number_of_few(key: str, language: str) -> None:
    exact = programme(*few_of.PROGRAMME, sizes=few_of.SIZES)
    data = protected(exact, Scope(minimum_count=few_of.MINIMUM), AS_OF)
    for scope in (None, *(Scope(theme_ids=(one,)) for one in EVENTS)):
        view = View(data.within(scope) if scope else data, data, AS_OF, words(language))
        shown = EXHIBITS[key](view)
        assert not few_of.told(_all_of(shown))
        if key == "participants.by_sector":
            assert "12007" in few_of.numbers(_all_of(shown)), "what is told is found"
    if key in ("participants.by_sector", "indicators.board"):
        would = few_of.told(_all_of(EXHIBITS[key](View(exact, exact, AS_OF, words(language)))))
        assert would >= ({"7919", "9541", "39.7", "40%"} if key == "participants.by_sector" else {"40%"}), "what is not told would be found"


def _all_of(shown: Exhibit) -> str:
    measure = shown.measure
    frames = [shown.table, measure.table, measure.members]
    figure = json.dumps(shown.figure, default=str, ensure_ascii=False) if isinstance(shown.figure, dict) else getattr(shown.figure, "to_json", str)()
    return " ".join([shown.title, shown.subtitle, shown.sentence, str(measure.value), str(measure.not_detailed), str(shown.chart), shown.svg or "", figure, *(frame.to_csv() for frame in frames if isinstance(frame, pd.DataFrame))])


@pytest.mark.parametrize("view_language", [("fr", "n’est pas")])
def test_nothing_is_said_of_few_where_all_is_told(view_language: tuple[str, str], demo: Dataset, view_of: Callable[..., View]) -> None:
    exact = view_of(demo)
    for key in ("overview.people", "participants.participations", "delegations.delegates"):
        shown = EXHIBITS[key](exact)
        assert shown.measure.is_told and shown.measure.few == 0 and "<" not in shown.sentence

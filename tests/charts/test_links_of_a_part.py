"""A shared link of a part: it is one wherever it is looked at, also where who has it sets no filter."""

from datetime import date
from pathlib import Path

import pytest

from charts import EXHIBITS, indicators, overview, timeline
from charts.exhibit import View
from exports.asked import Asked
from exports.decks import ready
from exports.told import narrowed_to
from exports.workbook.contents import period
from loaders import Dataset, Scope, load
from locales import words
from metrics.disclosure import protected
from ui.filters import THEMES, choices

AS_OF = date(2021, 9, 30)
THEME, YEAR = Scope(theme_ids=("procurement",), minimum_count=5), Scope(start=date(2020, 1, 1), end=date(2020, 12, 31), minimum_count=5)


@pytest.fixture(scope="module")
def invented(folders: dict[str, Path]) -> Dataset:
    return load(folders["demo"])


def seen(data: Dataset, scope: Scope | None = None, *, language: str = "en") -> View:
    return View(data.within(scope or Scope()), data, AS_OF, words(language))


def linked(data: Dataset, scope: Scope) -> View:
    return seen(protected(data, scope, AS_OF))


def test_a_link_of_a_theme_has_no_part_of_another(invented: Dataset) -> None:
    link, filtered = linked(invented, THEME), seen(invented, Scope(theme_ids=THEME.theme_ids))
    for key in ("themes.by_kind", "themes.by_quarter", "themes.by_city", "timeline.by_theme"):
        assert EXHIBITS[key](link).table.to_csv() == EXHIBITS[key](filtered).table.to_csv(), key
    assert "Social finance" in EXHIBITS["themes.by_kind"](seen(invented)).table.to_csv(), "it would be found"
    assert list(choices(link.whole)[THEMES]) == ["Social procurement"]
    assert overview.summary(link) == overview.summary(filtered)
    assert "in 1 theme took" in overview.summary(link)


def test_a_link_of_a_year_names_no_other_time(invented: Dataset) -> None:
    link, filtered = linked(invented, YEAR), seen(invented, Scope(start=YEAR.start, end=YEAR.end))
    assert overview.summary(link).startswith("Between January 2020 and December 2020, ")
    assert timeline.summary(link).startswith("January 2020 to December 2020: ")
    assert EXHIBITS["timeline.by_project"](link).figure["layout"]["xaxis"]["range"] == EXHIBITS["timeline.by_project"](filtered).figure["layout"]["xaxis"]["range"]
    assert period(link) == "January 2020 to December 2020"
    # Of a link's year and a reader's longer period what both have in common, and of a shorter one that.
    assert seen(link.whole, Scope(start=date(2019, 1, 1), end=date(2020, 3, 31))).data.period == (date(2020, 1, 1), date(2020, 3, 31))
    assert seen(link.whole, Scope(start=date(2020, 4, 1), end=date(2020, 6, 30))).data.period == (date(2020, 4, 1), date(2020, 6, 30))


def test_an_event_of_a_project_that_is_not_shown_is_not_said_to_have_none(invented: Dataset) -> None:
    drawn = str(EXHIBITS["timeline.by_theme"](linked(invented, YEAR)).figure)
    assert "In no project" in drawn and "Without a project" not in drawn


def test_a_link_of_a_year_is_not_said_to_be_of_a_programme_without_targets(invented: Dataset) -> None:
    view = linked(invented, YEAR)
    board = EXHIBITS["indicators.board"](view)
    assert (board.title, board.subtitle) == ("A part of the programme is shown, and not judged by the targets of the whole", "Values for January 2020 to December 2020")
    assert "without a target" not in indicators.summary(view)
    assert indicators.not_judged(view, indicators.board_lines(view)) == "Targets speak of the whole programme: this is a part of it, and shown without them."
    assert indicators.not_judged(seen(invented, Scope(start=YEAR.start, end=YEAR.end)), []) == ""


@pytest.mark.parametrize(("name", "scope"), [
    ("theme", THEME), ("city", Scope(city_ids=("seoul",), minimum_count=5)), ("funder", Scope(project_ids=("coop-schools",), minimum_count=5)),
])  # fmt: skip
def test_the_ready_deck_of_a_part_is_made_on_the_link_of_it(invented: Dataset, name: str, scope: Scope) -> None:
    assert ready(name, Asked(linked(invented, scope))).items
    assert "Social" not in narrowed_to(linked(invented, Scope(project_ids=tuple(invented.projects["project_id"][:5]), minimum_count=5)))


def test_a_file_says_what_its_link_is_of(invented: Dataset) -> None:
    assert narrowed_to(linked(invented, THEME)) == "Social procurement"
    assert narrowed_to(linked(invented, YEAR)) == "January 2020 to December 2020"
    assert narrowed_to(linked(invented, Scope(project_ids=tuple(invented.projects["project_id"][:5]), minimum_count=5))) == "5 projects"
    assert narrowed_to(seen(invented)) == ""
    # Of four projects two are of other months: how many these are is outside of the link.
    four = Scope(project_ids=("commons-atlas", "mobile-clinics", "shared-roofs", "short-chains"), start=date(2019, 1, 1), end=date(2019, 6, 30), minimum_count=5)
    assert narrowed_to(linked(invented, four)) == "January 2019 to June 2019; 2 projects"


def test_members_are_those_of_the_end_of_the_period_wherever_they_are_counted(invented: Dataset) -> None:
    # Dakar joined in March 2021, and took part in 2020 already; Bologna joined in January 2020.
    exhibit = EXHIBITS["overview.partner_cities"](seen(invented, Scope(start=YEAR.start, end=YEAR.end)))
    assert (exhibit.measure.value, exhibit.subtitle) == (5, "5 in 2020, 4 in 2019")
    now = EXHIBITS["overview.partner_cities"](seen(invented))
    assert (now.measure.value, now.subtitle) == (6, "6 in Jan\u2009–\u2009Sep 2021, 5 in Jan\u2009–\u2009Sep 2020")

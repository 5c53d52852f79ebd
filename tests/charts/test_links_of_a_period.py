"""A shared link of some months: what lies outside of them is not shown, and nowhere is it said to be nothing."""

from datetime import date
from pathlib import Path

import pytest

from charts import EXHIBITS, indicator_card
from charts.exhibit import View
from charts.indicators import board_lines, period_of
from loaders import Dataset, Scope, load
from locales import words
from metrics.disclosure import protected
from metrics.periods import Period
from ui.filters import periods
from ui.share_words import counted

SPRING = date(2020, 4, 1), date(2020, 7, 31)
# The invented programme is of 30 September 2021, and its years begin in April.
AS_OF = date(2021, 9, 30)


@pytest.fixture(scope="module")
def invented(folders: dict[str, Path]) -> Dataset:
    return load(folders["demo"])


def seen(part: Dataset, scope: Scope | None = None, language: str = "en") -> View:
    return View(part.within(scope or Scope()), part, AS_OF, words(language))


@pytest.fixture(scope="module")
def spring(invented: Dataset) -> Dataset:
    return protected(invented, Scope(start=SPRING[0], end=SPRING[1], minimum_count=5), AS_OF)


@pytest.mark.parametrize("name", ["events", "participations", "publications"])
def test_no_figure_is_compared_with_a_time_that_is_not_shown(spring: Dataset, name: str) -> None:
    # This year and the last lie after the link's days; of a quarter of them the one before lies before.
    for scope in (None, Scope(start=date(2020, 4, 1), end=date(2020, 6, 30)), Scope(start=date(2020, 7, 1), end=date(2020, 12, 31))):
        subtitle = EXHIBITS[f"overview.{name}"](seen(spring, scope)).subtitle
        assert "not compared: only Apr\u2009–\u2009Jul 2020 is shown here" in subtitle
    assert "non comparé\u00a0: rien n’est montré ici hors de avr.–juil. 2020" in EXHIBITS[f"overview.{name}"](seen(spring, language="fr")).subtitle


def test_a_link_that_shows_both_times_compares_them(invented: Dataset) -> None:
    whole = protected(invented, Scope(start=date(2020, 1, 1), end=date(2021, 12, 31), minimum_count=5), AS_OF)
    assert "not compared" not in EXHIBITS["overview.events"](seen(whole)).subtitle


def test_indicators_are_of_the_link_s_own_days(spring: Dataset) -> None:
    view = seen(spring)
    assert period_of(view) == Period(*SPRING)
    board = EXHIBITS["indicators.board"](view)
    assert board.subtitle == "Values for April 2020 to July 2020"
    told = dict(zip(board.table["Indicator"], board.table["Value"], strict=True))
    # Four events took place in these months, and two works came out.
    assert (told["Events"], told["Publications"]) == ("4", "2")
    # People are told once, of all of the link, which is what is looked at.
    assert told["People reached"] == "50"
    assert set(board.table["Change"]) == {"not compared"}


def test_what_projects_cost_in_all_is_not_divided_by_a_part_of_what_they_did(spring: Dataset) -> None:
    line = next(line for line in board_lines(seen(spring)) if line.indicator.indicator_id == "cost")
    assert line.measure.value is None
    assert line.measure.formula == "What a project costs is for all of its time, and only a part of that is shown here."


def test_a_line_over_time_ends_with_what_is_shown(spring: Dataset) -> None:
    indicator = next(line.indicator for line in board_lines(seen(spring)) if line.indicator.indicator_id == "new-practices")
    shown = indicator_card.trend(indicator)(seen(spring))
    assert shown.figure is not None
    days = sorted({str(day)[:10] for trace in shown.figure["data"] for day in trace["x"]})
    # By quarters: those that begin in April and in July 2020.
    assert days[0] >= "2020-04-01" and days[-1] <= "2020-09-30"


def test_only_periods_in_which_something_is_shown_are_offered(spring: Dataset, invented: Dataset) -> None:
    assert {"2021–22", "2021", "2019"} <= periods(invented).keys()
    assert list(periods(spring)) == [
        "2020–21", "2020–21 · 04–09", "2020–21 · 04–06", "2020–21 · 07–09", "2020", "2020 · 01–06", "2020 · 07–12", "2020 · 04–06", "2020 · 07–09",
    ]  # fmt: skip


def test_what_a_director_is_told_of_a_link_names_its_own_days(spring: Dataset) -> None:
    # Its projects began before and go on after.
    assert counted(spring, words("en")).endswith("April 2020 to July 2020")

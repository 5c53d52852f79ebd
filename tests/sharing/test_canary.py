"""Nothing outside of a link reaches who opened it: every page, widget, filter, screen and file of a link's session, in a folder where every word tells where it stands."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from loaders import Dataset, load
from loaders.tables import TABLES
from metrics.disclosure import protected
from sharing.grants import SHAREABLE, Grant
from tests.sharing import canary
from tests.sharing.canary import FIRST_DAY, LAST_DAY, SOUTH, YOUTH, Canary
from tests.sharing.crawl import Crawl
from tests.sharing.serving import House, serving
from tests.sharing.signs import SIGN, plain
from tests.sharing.tab import Heard, Tab

# What a page is called in the address: the first one has none.
FIRST = ""
PAGES = [FIRST, *SHAREABLE[1:]]
SLOW = (FIRST, "indicators")
# Figures of which each link has something to show.
FIGURES = {
    "chart-overview-months", "chart-map-places", "chart-themes-by_kind", "chart-themes-by_quarter", "chart-themes-by_city", "chart-delegations-by_route", "chart-publications-by_language",
    "chart-publications-by_year", "chart-publications-by_kind", "timeline.by_theme-axis", "timeline.by_city-axis", "timeline.by_project-axis",
}  # fmt: skip
# Lets every row through, as a scope would that was forgotten.
BROKEN = "import loaders.dataset\nloaders.dataset.within = lambda tables, scope: tables"


@dataclass(frozen=True)
class Told:
    """What a viewer was told: the words of the folder in it, where each stood, and how the crawl went."""

    words: dict[str, str]
    heard: Heard
    crawl: Crawl


def told(house: House, grant: Grant, walk: Callable[[Crawl], None]) -> Told:
    """What who opens a new link is told on a walk."""
    token, _ = house.link(grant)
    heard = Heard(SIGN)
    with Tab(house.address, heard, cookies=house.opened(token)) as tab:
        crawl = Crawl(tab)
        crawl.pages()
        walk(crawl)
        assert tab.failures == []
        assert token not in house.log.read_text(encoding="utf-8", errors="replace"), "a token is in no log"
    return Told({plain(word): where for word, where in heard.words.items()}, heard, crawl)


def leaks(folder: Canary, found: Told, projects: Iterable[str]) -> list[str]:
    """The words that a link for these projects may not say, with the places where they stand and where they were said."""
    return sorted(f"{folder.told([word])[0]} on {found.words[word]}" for word in folder.forbidden(projects) & found.words.keys())


def unsaid(folder: Canary, found: Told, projects: Iterable[str]) -> list[str]:
    """The records of which nothing was said: what was not looked at hides nothing."""
    return [name for name, word in canary.records(folder, projects) if word not in found.words]


GRANTS = {
    "projects": lambda ids: Grant("Projects", project_ids=tuple(ids["projects", one] for one in YOUTH)), "theme": lambda ids: Grant("Theme", theme_ids=(ids["themes", "health"],)),
    "city": lambda ids: Grant("City", city_ids=(ids["cities", "dakar"],)), "period": lambda ids: Grant("Period", start=FIRST_DAY, end=LAST_DAY), "whole": lambda ids: Grant("Whole"),
}  # fmt: skip


@pytest.fixture(scope="module")
def data(folder: Canary) -> Dataset:
    return load(folder.folder)


@pytest.mark.parametrize("side", GRANTS)
def test_what_a_link_is_made_of_names_no_record_that_is_not_in_it(folder: Canary, data: Dataset, side: str):
    part = protected(data, GRANTS[side](folder.ids).scope(data), data.as_of(date(2026, 1, 15)))
    said = {plain(found.decode()) for name in TABLES for found in SIGN.findall(part.tables[name].to_csv().encode())}
    said |= {plain(found.decode()) for found in SIGN.findall(repr((part.disclosed, part.problems, part.sheets, part.extras, part.listed)).encode())}
    # Numbers and days that only look like one of them.
    said &= folder.places.keys()
    inside = {(name, str(one)) for name, table in TABLES.items() if table.key for one in part.tables[name][table.key[0]]}
    places = {word: folder.places[word] for word in said}
    keyed = ("projects", *canary.OF_PROJECTS, "organisations", "themes", "cities", "indicators")
    assert folder.told(word for word, place in places.items() if place.table in keyed and (place.table, folder.ids[place.table, place.row]) not in inside) == []
    # What counts many, was long ago or was aimed at is of the whole alone.
    assert {place.table for place in places.values()} <= {*keyed, "settings", "notes", "measurements", "files", *({"sums", "dates", "targets"} if side == "whole" else ())}
    assert folder.told(word for word in said if (folder.places[word].table, folder.places[word].column) in canary.NEVER) == []
    assert len(said) > 50


def some_pages(crawl: Crawl) -> None:
    for name in (FIRST, "timeline", "publications"):
        crawl.all_open(name)


def all_pages(crawl: Crawl) -> None:
    for name in PAGES:
        crawl.all_open(name)


def everything(crawl: Crawl) -> None:
    names = list(crawl.tab.pages.values())
    # First without a filter: the last ones stay from page to page.
    for name in names:
        crawl.everything(name)
    # Each value of each filter on some page, and every page under some of the values: few on those that take the longest.
    quick = [name for name in names if name not in SLOW]
    for place, name in enumerate(quick):
        crawl.filtered(name, every=len(quick), first=place)
    for name in SLOW:
        crawl.filtered(name, every=20)
    crawl.tab.is_dark = True
    crawl.all_open(FIRST, query="lang=Français")


def test_a_funder_is_told_nothing_of_what_is_outside_of_their_link(folder: Canary, house: House):
    found = told(house, Grant("The youth fund", funder_id=folder.ids["organisations", "fund-youth"]), everything)
    assert leaks(folder, found, YOUTH) == []
    assert unsaid(folder, found, YOUTH) == []
    assert sorted(found.crawl.tab.pages.values()) == sorted(PAGES)
    assert found.heard.pages == set(PAGES)
    assert found.heard.figures >= FIGURES
    assert found.crawl.walked.pressed.keys() >= {"popover", "checkbox", "button", "button_group", "selectbox", "bidi_component", "deck_gl_json_chart", "dataframe", "filters"}
    assert {folder.places[word].table for word in found.words.keys() & folder.places} >= {"projects", *canary.OF_PROJECTS, "organisations", "themes", "cities", "indicators", "notes", "settings"}
    assert found.heard.runs > 200
    assert found.crawl.walked.pressed["popover"] > 50, "no filter that stayed has taken figures away"
    assert found.crawl.walked.saved == [], "a link without files gives none"


def take_along(crawl: Crawl) -> None:
    all_pages(crawl)
    crawl.everything("present", query="deck=board")
    # What a deck of a theme or a city shows is in the others.
    for deck in ("annual", "funder"):
        crawl.presented(f"present=1&deck={deck}")


def test_what_a_funder_takes_along_says_nothing_of_what_is_outside_of_their_link(folder: Canary, house: House):
    found = told(house, Grant("The youth fund", funder_id=folder.ids["organisations", "fund-youth"], has_exports=True), take_along)
    assert leaks(folder, found, YOUTH) == []
    assert unsaid(folder, found, YOUTH) == []
    kinds = {ending[1] for label in found.crawl.walked.saved if (ending := re.match(r"Save .*\.(\w+) \\?\(", label))}
    assert kinds == {"pptx", "xlsx", "html", "zip", "xml"}
    assert sum("CSV" in label for label in found.crawl.walked.saved) > 5
    assert found.crawl.walked.pressed["screens"] > 10


def test_two_links_in_one_process_share_nothing_whoever_comes_first(folder: Canary, house: House):
    youth = Grant("The youth fund", project_ids=tuple(folder.ids["projects", one] for one in YOUTH))
    south = Grant("The fund of the south", funder_id=folder.ids["organisations", "fund-south"])
    for grant, projects in ((youth, YOUTH), (south, SOUTH), (youth, YOUTH)):
        found = told(house, grant, some_pages)
        assert leaks(folder, found, projects) == []
        # These pages tell of all but transfers.
        assert [name for name in unsaid(folder, found, projects) if not name.startswith("transfers/")] == []


@pytest.mark.parametrize("side", ["theme", "city", "period"])
def test_a_link_of_a_theme_a_city_or_a_period_says_nothing_of_other_activities(folder: Canary, house: House, side: str):
    outside = {
        "theme": lambda row: "health" not in str(row["theme_ids"]),
        "city": lambda row: "dakar" not in (row.get("city_id"), row.get("from_city_id"), row.get("to_city_id")),
        # Those of which the day is known.
        "period": lambda row: isinstance(row["start"], date) and not FIRST_DAY <= row["start"] <= LAST_DAY and not (isinstance(row.get("end"), date) and row["start"] <= FIRST_DAY <= row["end"]),
    }[side]
    rows = {(table, canary.name_of(table, row)) for table in canary.ACTIVITIES for row in folder.rows[table] if outside(row)}
    hidden = {word for word, place in folder.places.items() if (place.table, place.row) in rows or (place.table, place.column) in canary.NEVER or place.table in ("sums", "dates")}
    found = told(house, GRANTS[side](folder.ids), all_pages)
    assert [f"{folder.told([word])[0]} on {found.words[word]}" for word in sorted(hidden & found.words.keys())] == []
    assert len(rows) > 20
    assert found.heard.pages == set(PAGES)
    assert any(folder.places[word].table in canary.ACTIVITIES for word in found.words.keys() & folder.places), "something is in it"


def test_the_crawl_finds_what_gets_out(folder: Canary, tmp_path: Path):
    """The crawl itself is tried: with a scope that lets every row through it hears of every table, of numbers and of days."""
    with serving(folder.folder, tmp_path / "var", first=BROKEN) as house:
        found = told(house, Grant("The youth fund", funder_id=folder.ids["organisations", "fund-youth"], has_exports=True), lambda crawl: [crawl.all_open(name) for name in ("timeline", "delegations", "publications")])
    tables = {folder.places[word].table for word in folder.forbidden(YOUTH) & found.words.keys()}
    assert tables >= {"projects", "delegations", "events", "publications", "themes", "cities", "sums", "dates"}
    assert "headcount" in {folder.places[word].column for word in found.words.keys() & folder.places if word.isdigit()}

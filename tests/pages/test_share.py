"""The Share page and the record of events, as a director finds them: links made, looked at, renewed, revoked, made again."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit import config
from streamlit.testing.v1 import AppTest

from loaders import load
from locales import words
from sharing import audit, links
from sharing.grants import SHAREABLE, Grant
from sharing.links import Link
from sharing.store import Store
from sharing.viewer import Viewer
from tests.conftest import ROOT
from tests.pages.test_pages import run
from ui import doors

TODAY = datetime.now(UTC).date()
DIRECTOR = Viewer("director", "ana@example.org", "user ana")
FUND = "Southern Cities Fund (invented)"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """A director, and a store of links of this test's own."""
    monkeypatch.setattr("ui.who.identified", lambda: DIRECTOR)
    monkeypatch.setenv("CITIES_VAR", str(tmp_path / "var"))
    doors.house.cache_clear()
    yield doors.store()
    doors.store().close()
    doors.house.cache_clear()


@pytest.fixture
def keeps(store: Store, tmp_path: Path) -> Iterator[Callable[[object], None]]:
    """Has the file of secrets say for how many days events are kept."""
    path, before = tmp_path / "secrets.toml", config.get_option("secrets.files")

    def say(days: object) -> None:
        path.write_text(f"[access]\naudit_days = {days!r}\n", encoding="utf-8")

    config.set_option("secrets.files", [str(path)])
    doors.house.cache_clear()
    yield say
    doors.store().close()
    config.set_option("secrets.files", before)


@pytest.fixture
def page(store: Store, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The Share page of the invented programme."""
    return run(monkeypatch, folders["demo"], "share")


def made(store: Store, name: str, *, days: int = 90, ago: int = 0, **grant: object) -> Link:
    """A link that was made some days ago, for so many days."""
    at = datetime.now(UTC) - timedelta(days=ago)
    return links.create(store, Grant(name, **grant), until=at.date() + timedelta(days=days), by="ana@example.org", now=at)[1]


def press(test: AppTest, label: str, place: int = 0) -> AppTest:
    return [button for button in test.button if button.label.replace("\\", "") == label][place].click().run()


def opened(test: AppTest, key: str) -> AppTest:
    """A popover or an expander pressed open."""
    test.session_state[key] = True
    return test.run()


def said(test: AppTest) -> str:
    return "\n".join(one.value.replace("\\", "") for one in [*test.markdown, *test.caption, *test.subheader, *test.error, *test.toast])


def cards(test: AppTest) -> list[str]:
    """For whom the links are that are listed, in order."""
    names = {f"share-again-{link.link_id}": link.grant.name for link in links.listed(doors.store())}
    return [names[button.key] for button in test.button if button.key in names]


def address(test: AppTest) -> str:
    """The link that is shown, with what it is shown with; blank where none is."""
    return "".join(str(one.proto) for one in test.get("bidi_component") if one.key == "share-address")


def test_without_a_link_the_page_says_what_one_is_for(page):
    assert page.title[0].value == "Share"
    assert "asks nobody to sign in" in said(page)
    assert "No link has been made yet" in said(page)
    assert "No link has been made yet" not in said(press(page, "Make a link"))


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_made(page, store):
    press(page, "Make a link")
    assert "Say for whom" not in said(page), "nobody is told off before they have tried"
    press(page, "Make the link")
    assert "Say for whom the link is" in said(page)
    assert "or say that it is the whole programme" in said(page)
    # Beside the button, too: the fields may be out of sight.
    assert "Not yet: 2 fields above are to be filled in or mended" in said(page)
    page.pills(key="share-pages").set_value([]).run()
    assert "Choose at least one page." in said(page)
    page.date_input(key="share-until").set_value(None).run()
    assert "Choose the last day on which the link works, until" in said(page)
    assert links.listed(store) == []
    page.text_input(key="share-name").set_value("A fund").run()
    assert "Say for whom" not in said(page), "what is mended is not said any more"


@pytest.mark.parametrize("days", [-1, 367, 10_000])
def test_a_last_day_that_is_out_of_reach_is_not_taken_for_another_one(page, store, days):
    press(page, "Make a link")
    page.text_input(key="share-name").set_value("A fund").run()
    page.selectbox(key="share-funder").set_value("fund-south").run()
    day = TODAY + timedelta(days=days)
    page.date_input(key="share-until").set_value(day).run()
    # At once, and not only when somebody has tried.
    assert "Choose the last day on which the link works, until" in said(page)
    press(press(page, "Make the link"), "Look as they will")
    assert page.date_input(key="share-until").value == day, "it stands as it was typed"
    assert links.listed(store) == [] and "preview" not in page.session_state
    page.date_input(key="share-until").set_value(TODAY + timedelta(days=30)).run()
    press(page, "Make the link")
    assert [link.until.date() for link in links.listed(store)] == [TODAY + timedelta(days=30)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"share-first": date(2020, 1, 1)}, "State both days of the period."),
        ({"share-first": date(2020, 1, 1), "share-last": date(2019, 1, 1)}, "The period ends before it begins."),
        ({"share-first": date(1950, 1, 1), "share-last": date(1950, 2, 1)}, "Nothing in the data belongs to all of this"),
        ({"share-name": "  "}, "Say for whom the link is"),
        ({"share-name": "A\x07fund"}, "Say for whom the link is"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_a_sentence(page, store, fields, sentence):
    press(page, "Make a link")
    page.text_input(key="share-name").set_value("A fund").run()
    page.selectbox(key="share-funder").set_value("fund-south").run()
    for key, value in fields.items():
        one = page.text_input(key=key) if key == "share-name" else page.date_input(key=key)
        one.set_value(value).run()
    press(press(page, "Make the link"), "Look as they will")
    assert sentence in said(page)
    assert links.listed(store) == []
    assert "preview" not in page.session_state


def test_a_funder_suggests_the_name_and_never_takes_the_place_of_one_that_was_typed(page):
    press(page, "Make a link")
    page.selectbox(key="share-funder").set_value("fund-south").run()
    assert page.text_input(key="share-name").value == FUND
    page.selectbox(key="share-funder").set_value("fund-youth").run()
    assert page.text_input(key="share-name").value != FUND
    page.text_input(key="share-name").set_value("Ms Kim").run()
    page.selectbox(key="share-funder").set_value("fund-south").run()
    assert page.text_input(key="share-name").value == "Ms Kim"


def test_only_who_funds_a_project_is_offered(page, demo):
    press(page, "Make a link")
    paying = {one for cell in demo.projects["funder_ids"] for one in cell}
    assert len(page.selectbox(key="share-funder").options) == len(paying) == 3


def test_what_they_will_see_is_counted_in_the_part_itself(page, demo):
    press(page, "Make a link")
    page.selectbox(key="share-funder").set_value("fund-south").run()
    projects = [row.project_id for row in demo.projects.itertuples() if "fund-south" in row.funder_ids]
    delegations, events = (sum(frame["project_id"].isin(projects)) for frame in (demo.delegations, demo.events))
    assert f"{len(projects)} projects, {delegations} delegations, {events} events" in said(page)
    assert "All pages · no files to take along · counts of people under 5 are not shown" in said(page)
    page.pills(key="share-pages").set_value(["map", "overview"]).run()
    page.toggle(key="share-exports").set_value(True).run()
    page.segmented_control(key="share-minimum").set_value(10).run()
    assert "2 pages: Overview and Map · tables and charts to take along · counts of people under 10 are not shown" in said(page)
    page.multiselect(key="share-project_ids").set_value(projects[:1]).run()
    assert "1 project, " in said(page)


def test_a_link_is_made_of_what_was_chosen_and_its_address_shown_this_once(page, store, demo, monkeypatch):
    monkeypatch.setenv("CITIES_ADDRESS", "https://dash.example.org/cities/")
    press(page, "Make a link")
    page.selectbox(key="share-funder").set_value("fund-south").run()
    page.pills(key="share-pages").set_value(["themes", "overview"]).run()
    page.segmented_control(key="share-minimum").set_value(10).run()
    page.date_input(key="share-first").set_value(date(2019, 1, 1)).run()
    page.date_input(key="share-last").set_value(date(2020, 12, 31)).run()
    row = next(demo.projects[["fund-south" in cell for cell in demo.projects["funder_ids"]]].itertuples())
    page.multiselect(key="share-theme_ids").set_value([row.theme_ids[0]]).run()
    page.multiselect(key="share-city_ids").set_value([row.city_ids[0]]).run()
    assert page.date_input(key="share-until").value == TODAY + timedelta(days=90)
    press(page, "Make the link")
    [link] = links.listed(store)
    assert link.grant == Grant(
        FUND, funder_id="fund-south", theme_ids=(row.theme_ids[0],), city_ids=(row.city_ids[0],), start=date(2019, 1, 1), end=date(2020, 12, 31), pages=("overview", "themes"), minimum_count=10,
    )  # fmt: skip
    assert (link.until.date(), link.created_by) == (TODAY + timedelta(days=90), "ana@example.org")
    token = page.session_state["share-made"].token
    assert links.found(store, token, datetime.now(UTC)) == link
    assert f"https://dash.example.org/cities/s/{token}" in address(page)
    # Drawn anew, as it is when the data changes, it is still there.
    assert token in address(page.run())
    assert "Copy it now: it is not shown again" in said(page)
    assert "this machine alone" not in said(page)
    press(page, "I have copied it")
    assert address(page.run()) == ""
    assert "share-made" not in page.session_state
    assert "share-name" not in [field.key for field in page.text_input], "the form is closed, and empty when it is opened again"
    assert press(page, "Make a link").text_input(key="share-name").value == ""


def test_an_address_that_was_not_copied_is_forgotten_with_the_page(page):
    press(page, "Make a link")
    page.text_input(key="share-name").set_value("A fund").run()
    page.segmented_control(key="share-what").set_value("whole").run()
    press(page, "Make the link")
    assert page.session_state["share-made"].token in address(page)
    page.switch_page("pages/audit.py").run()
    page.switch_page("pages/share.py").run()
    assert address(page) == ""
    assert "share-made" not in page.session_state


def test_the_whole_programme_is_shared_only_where_that_is_said(page, store, demo):
    press(page, "Make a link")
    page.multiselect(key="share-theme_ids").set_value([demo.themes["theme_id"].iloc[0]]).run()
    page.segmented_control(key="share-what").set_value("whole").run()
    page.text_input(key="share-name").set_value("A city").run()
    press(page, "Make the link")
    [link] = links.listed(store)
    assert link.grant == Grant("A city")


def test_links_are_listed_the_soonest_to_end_first_and_what_is_over_is_folded_away(store, folders, monkeypatch):
    made(store, "Late", days=200)
    made(store, "Soon", days=14)
    made(store, "Middle", days=15)
    made(store, "Over", days=2, ago=10)
    revoked = made(store, "Revoked", days=3)
    links.revoke(store, revoked.link_id, by="ana@example.org", now=datetime.now(UTC))
    test = run(monkeypatch, folders["demo"], "share")
    assert cards(test) == ["Soon", "Middle", "Late"]
    assert "3 links are open. 1 ends within 14 days: Soon (" in said(test)
    assert "14 more days" in said(test)
    assert "2 links that opens nothing" not in said(test)
    assert cards(opened(test, "share-ended")) == ["Soon", "Middle", "Late", "Revoked", "Over"]
    labels = [button.label for button in test.button]
    # What was revoked can neither be looked at nor renewed, only made again.
    assert (labels.count("Look as they will"), labels.count("Make again")) == (4, 5)


def test_a_card_says_what_is_in_a_link_who_made_it_and_whether_it_was_opened(store, folders, monkeypatch):
    link = made(store, "A **fund** [x](https://evil.example)", ago=3, funder_id="fund-south", start=date(2019, 1, 1), end=date(2019, 12, 31), has_exports=True)
    text = said(run(monkeypatch, folders["demo"], "share"))
    assert f"Funded by {FUND} · 1 January 2019 to 31 December 2019" in text
    day, now = words("en").day, datetime.now(UTC)
    assert f"Link {link.link_id} · made on {day((now - timedelta(days=3)).astimezone().date())} by " in text
    assert "by ana@" in text.replace("\u2060", "")
    assert "not opened yet" in text
    last = now - timedelta(days=1)
    links.count_opening(store, link.link_id, now - timedelta(days=2))
    links.count_opening(store, link.link_id, last)
    test = run(monkeypatch, folders["demo"], "share")
    assert f"last {day(last.astimezone().date())}, {last.astimezone():%H:%M}" in said(test)
    assert "opened 2 times from the message, last" in said(test)
    raw = "\n".join(one.value for one in test.markdown)
    assert "[x]" not in raw and "\\[x\\]" in raw, "a name is shown as typed"


def test_a_link_of_another_version_says_so_and_can_only_be_revoked(store, folders, monkeypatch):
    link = made(store, "A fund")
    with store.saving() as connection:
        connection.exec_driver_sql("UPDATE shared_links SET granted = replace(granted, 'theme_ids', 'region_ids')")
    test = opened(run(monkeypatch, folders["demo"], "share"), "share-ended")
    assert "No link is open." in said(test)
    assert "**A fund**" in said(test) and "made by another version of the dashboard. It opens nothing here, and can only be revoked." in said(test)
    assert not {"Look as they will", "Make again", "Renew"} & {button.label for button in test.button}
    assert not opened(test, f"share-renew-{link.link_id}-0").date_input
    press(opened(test, f"share-revoke-{link.link_id}-0"), "Revoke for good")
    assert links.listed(store)[0].revoked and not test.exception


def test_a_link_is_renewed_to_another_day(store, folders, monkeypatch):
    link = made(store, "A fund", days=5)
    test = opened(run(monkeypatch, folders["demo"], "share"), f"share-renew-{link.link_id}-0")
    day = test.date_input(key=f"share-day-{link.link_id}-0")
    assert day.value == TODAY + timedelta(days=95)
    day.set_value(TODAY + timedelta(days=40)).run()
    [button] = [one for one in test.button if one.key.startswith("share-renewed")]
    button.click().run()
    [link] = links.listed(store)
    assert link.until.date() == TODAY + timedelta(days=40)
    assert "The link for A fund works until" in said(test)


@pytest.mark.parametrize("days", [-1, 367, 10_000, None])
def test_a_link_is_not_renewed_to_a_day_that_nobody_typed_or_that_is_out_of_reach(store, folders, monkeypatch, days):
    link = made(store, "A fund", days=5)
    test = opened(run(monkeypatch, folders["demo"], "share"), f"share-renew-{link.link_id}-0")
    test.date_input(key=f"share-day-{link.link_id}-0").set_value(None if days is None else TODAY + timedelta(days=days)).run()
    assert "Choose the last day on which the link works, until" in said(test)
    [button] = [one for one in test.button if one.key.startswith("share-renewed")]
    assert button.disabled
    [same] = links.listed(store)
    assert same.until == link.until


def test_a_link_is_revoked_only_once_it_was_asked_and_said_that_it_is_for_good(store, folders, monkeypatch):
    link = made(store, "A fund")
    test = opened(run(monkeypatch, folders["demo"], "share"), f"share-revoke-{link.link_id}-0")
    assert "tabs in which it is open go empty within seconds. This cannot be undone" in said(test)
    assert links.listed(store)[0].revoked is None
    press(test, "Revoke for good")
    assert links.listed(store)[0].revoked
    assert "No link is open." in said(test)
    assert "The link for A fund is revoked" in said(test)
    assert "Renew" not in [button.label for button in opened(test, "share-ended").button]


def test_making_a_link_again_fills_the_form_with_its_contents(store, folders, monkeypatch, demo):
    project = demo.projects["project_id"].iloc[4]
    grant = {"project_ids": (project,), "start": date(2019, 1, 1), "end": date(2020, 1, 1), "pages": ("map",), "has_exports": True, "minimum_count": 7}
    made(store, "A fund", days=5, **grant)
    test = press(run(monkeypatch, folders["demo"], "share"), "Make again")
    assert test.date_input(key="share-until").value == TODAY + timedelta(days=90)
    press(test, "Make the link")
    again, first = links.listed(store)
    assert again.grant == first.grant


def test_what_the_data_does_not_know_any_more_widens_no_link(store, folders, monkeypatch, demo):
    made(store, "A fund", project_ids=("gone", demo.projects["project_id"].iloc[4]), pages=("map",))
    made(store, "Nobody", funder_id="gone")
    test = press(run(monkeypatch, folders["demo"], "share"), "Make again", 0)
    assert "gone is not in the data any more: take it out." in said(test)
    press(test, "Make the link")
    assert len(links.listed(store)) == 2
    test.multiselect(key="share-project_ids").set_value([demo.projects["project_id"].iloc[4]]).run()
    press(test, "Make the link")
    assert len(links.listed(store)) == 3
    press(test, "I have copied it")
    [place] = [n for n, name in enumerate(cards(test)) if name == "Nobody"]
    press(press(test, "Make again", place), "Make the link")
    assert "funds none of the projects in the data" in said(test)
    assert len(links.listed(store)) == 3


def test_who_is_no_director_any_more_makes_and_revokes_nothing(page, store, monkeypatch, folders):
    link = made(store, "A fund")
    press(page.run(), "Make a link")
    page.text_input(key="share-name").set_value("Another").run()
    page.segmented_control(key="share-what").set_value("whole").run()
    opened(page, f"share-revoke-{link.link_id}-0")
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("board", "bo@example.org", "user bo"))
    make, revoke = (next(one for one in page.button if one.label == label) for label in ("Make the link", "Revoke for good"))
    make.click()
    revoke.click().run()
    assert [one.grant.name for one in links.listed(store)] == ["A fund"]
    assert links.listed(store)[0].revoked is None
    assert "Make the link" not in [one.label for one in page.button]


@pytest.mark.parametrize("name", ["share", "audit"])
def test_the_pages_are_for_directors_alone(store, folders, monkeypatch, name):
    made(store, "A fund")
    test = run(monkeypatch, folders["demo"], name)
    monkeypatch.setattr("ui.who.identified", lambda: Viewer("board", "bo@example.org", "user bo"))
    assert "A fund" not in said(test.run())
    # Not in the navigation any more; and what is asked for by its file stops by itself.
    alone = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=60).run()
    assert "This page is for directors alone." in said(alone)
    assert not alone.button and not alone.dataframe


def test_links_that_cannot_be_read_are_said_so(store, folders, monkeypatch, tmp_path):
    with store.saving() as connection:
        connection.exec_driver_sql("DROP TABLE shared_links")
    test = run(monkeypatch, folders["demo"], "share")
    assert not test.exception
    assert "The store of links cannot be read" in said(test)


def test_projects_that_are_taken_out_of_the_data_stay_in_a_form_until_they_are_taken_out_there(store, folders, monkeypatch, tmp_path, demo):
    path = tmp_path / "data" / "programme.xlsx"
    path.parent.mkdir()
    path.write_bytes((folders["demo"] / "programme.xlsx").read_bytes())
    test = press(run(monkeypatch, path.parent, "share"), "Make a link")
    gone = load(path).projects["project_id"].iloc[-1]
    test.multiselect(key="share-project_ids").set_value([gone]).run()
    book = load_workbook(path)
    sheet = book["projects"]
    [row] = [cells[0].row for cells in sheet.iter_rows() if cells[0].value == gone]
    sheet.delete_rows(row)
    book.save(path)
    from ui import data

    data.live().refresh()
    assert f"{gone} is not in the data any more" in said(test.run())


def test_the_record_of_events_says_what_was_done_when_and_by_whom(store, folders, monkeypatch):
    test = run(monkeypatch, folders["demo"], "audit")
    assert "Nothing has been written down yet" in said(test)
    assert "It is kept for 365 days." in said(test)
    link = made(store, "A fund", days=5)
    links.count_opening(store, link.link_id, datetime.now(UTC))
    audit.record(store, "exported", who=f"link {link.link_id}", now=datetime.now(UTC), link_id=link.link_id, detail="=1+1.csv")
    audit.record(store, "data_changed", who="this machine", now=datetime.now(UTC), detail="programme.xlsx")
    test = run(monkeypatch, folders["demo"], "audit")
    table = test.dataframe[0].value
    assert list(table["What was done"]) == ["Data changed", "File taken", "Link opened", "Link made"]
    assert list(table["Who"]) == ["this machine", "whoever holds link 1", "whoever holds link 1", "ana@example.org"]
    assert list(table["Link"]) == ["", "1: A fund", "1: A fund", "1: A fund"]
    assert list(table["Details"])[:3] == ["programme.xlsx", "=1+1.csv", ""]
    assert list(table["Details"])[3].startswith("until ")
    test.pills(key="audit-kind").set_value("opened").run()
    assert list(test.dataframe[0].value["What was done"]) == ["Link opened"]
    test.pills(key="audit-kind").set_value("published").run()
    assert "Nothing of this kind has been written down" in said(test)


def test_a_name_that_reads_like_a_day_is_shown_as_a_name(store, folders, monkeypatch):
    """There is no 30th of February; nor is a day written in other than our digits."""
    names = ["Fund, until 2026-02-30", "Fund, until ٢٠٢٦-٠١-٠١", "Fund, until 2026-13-01"]
    for name in names:
        link = made(store, name, days=5)
        links.count_opening(store, link.link_id, datetime.now(UTC))
        links.revoke(store, link.link_id, by="ana@example.org", now=datetime.now(UTC))
    audit.record(store, "data_changed", who="this machine", now=datetime.now(UTC), detail="x, until 2026-02-30")
    test = run(monkeypatch, folders["demo"], "audit")
    assert not test.exception
    table = test.dataframe[0].value
    until = f"until {words('en').day(TODAY + timedelta(days=5))}"
    assert list(table["Details"]) == ["x, until 2026-02-30", *["", "", until] * 3]
    assert list(table["Link"])[1::3] == [f"{number}: {name}" for number, name in zip((3, 2, 1), reversed(names), strict=True)]


def test_the_record_holds_nothing_older_than_it_says_when_it_is_opened(store, folders, monkeypatch, keeps):
    keeps(30)
    for days in (29, 31):
        audit.record(store, "exported", who="this machine", now=datetime.now(UTC) - timedelta(days=days), detail=f"{days} days ago")
    test = run(monkeypatch, folders["demo"], "audit")
    assert "It is kept for 30 days." in said(test)
    assert list(test.dataframe[0].value["Details"]) == ["29 days ago"]


def test_an_event_is_written_down_and_what_is_too_old_taken_out(store, keeps):
    keeps(30)
    audit.record(store, "exported", who="this machine", now=datetime.now(UTC) - timedelta(days=31), detail="old")
    doors.tell("exported", "this machine", detail="new")
    assert [entry.detail for entry in audit.entries(store)] == ["new"]


def test_an_event_is_written_down_also_where_nothing_can_be_taken_out(store, keeps):
    """Who says for how long events are kept may have made a slip."""
    keeps("soon")
    link = made(store, "A fund")
    doors.tell("exported", "this machine", detail="board.pptx")
    doors.count_opening(link.link_id, "a")
    assert [entry.what for entry in audit.entries(store)] == ["opened", "exported", "created"]


def test_what_counts_once_is_told_to_the_store_once(store):
    link = made(store, "A fund")
    for number in ("a", "a", "b"):
        doors.count_opening(link.link_id, number)
        doors.tell("signed_in", "ana@example.org", once=f"signed in {number}")
    # As after a restart.
    doors.house().firsts.__init__()
    doors.count_opening(link.link_id, "a")
    doors.tell("signed_in", "ana@example.org", once="signed in b")
    assert links.listed(store)[0].times_opened == len(audit.entries(store, what="opened")) == len(audit.entries(store, what="signed_in")) == 2


def test_all_events_are_taken_along_and_no_cell_is_run(store, folders, monkeypatch):
    from exports.csv_file import csv_file
    from locales import words
    from ui.audit import AT_ONCE, every, in_columns

    with store.saving() as connection:
        for n in range(AT_ONCE + 3):
            audit.write(connection, "exported", who="this machine", now=datetime.now(UTC), detail=f"=cmd{n}")
    test = run(monkeypatch, folders["demo"], "audit")
    assert len(test.dataframe[0].value) == 200
    assert len(press(test, "Show older ones").dataframe[0].value) == 400
    rows = list(csv.DictReader(io.StringIO(csv_file(in_columns(every(None), {}, words("en"))).decode("utf-8-sig"))))
    assert [row["Details"] for row in rows] == [f"'=cmd{n}" for n in reversed(range(AT_ONCE + 3))]


def test_every_page_that_can_be_shared_has_its_title(page):
    press(page, "Make a link")
    from dashboard import PAGES

    assert list(page.pills(key="share-pages").options) == [PAGES[name] for name in SHAREABLE]

"""What somebody could forge: values that were never offered, pages and files of others, cookies and links that are no more. A real process answers, and nothing gets out."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from sharing import audit, links, passes
from sharing.grants import SHAREABLE, Grant
from sharing.house import SECRET
from sharing.passes import COOKIE
from tests.sharing import canary
from tests.sharing.canary import YOUTH, Canary
from tests.sharing.crawl import Crawl, state
from tests.sharing.serving import AWAY, House
from tests.sharing.signs import SIGN, plain
from tests.sharing.tab import Heard, Tab

EVERY_PAGE = (*SHAREABLE, "changes", "quality", "present", "data", "share", "audit")
Cookies = dict[str, str]
ENDED = "This link does not open anything any more"


def words(heard: Heard) -> set[str]:
    return {plain(word) for word in heard.words}


def tab_of(house: House, heard: Heard, cookies: Cookies | None, **more: object) -> Tab:
    """A tab of somebody who is not at the machine itself."""
    return Tab(house.address, heard, cookies=cookies, **{"headers": AWAY, **more})  # type: ignore[arg-type]


def leaks(folder: Canary, heard: Heard, *, asked: Iterable[str] = ()) -> list[str]:
    """What was said and may not be; but for words that the viewer brought, which come back to where they were typed."""
    brought = {plain(found.decode().lower()) for one in asked for found in SIGN.findall(one.encode())}
    found = {plain(word): where for word, where in heard.words.items()}
    return sorted(f"{folder.told([word])[0]} on {where}" for word, where in found.items() if word in folder.forbidden(YOUTH) - brought)


def of_others(folder: Canary, what: str) -> dict[str, list[str]]:
    """Names, or identifiers, that the filters of the link do not offer, by filter."""
    inside = canary.shown(folder.rows, set(YOUTH))
    found: dict[str, list[str]] = {}
    for key, column in {"themes": "name", "cities": "name", "projects": "title"}.items():
        hidden = {canary.name_of(key, row): row[column] for row in folder.rows[key] if canary.name_of(key, row) not in inside[key]}
        said = {place.row: word for word, place in folder.places.items() if (place.table, place.column) == (key, column)}
        found[key] = [f"{said[row]} {name}" if what == "names" else folder.ids[key, row] for row, name in hidden.items()]
    return found


@pytest.mark.parametrize("what", ["names", "identifiers"])
def test_widgets_set_to_what_was_never_offered_show_nothing_more(folder: Canary, house: House, cookies: Cookies, what: str):
    asked, heard = of_others(folder, what), Heard(SIGN)
    assert all(len(some) > 1 for some in asked.values())
    with tab_of(house, heard, cookies) as tab:
        crawl = Crawl(tab)
        crawl.pages()
        for name in ("map", "timeline"):
            crawl.open(name)
            widgets = {piece.key: piece for piece in tab.pieces.values() if piece.id}
            for key, some in asked.items():
                tab.run(state(widgets[key].id, "string_array_value", some))
            for key, one in product(("period", "place", "lang", "group"), (asked["cities"][0], asked["projects"][-1])):
                if key in widgets:
                    kind = "string_array_value" if widgets[key].kind == "button_group" else "string_value"
                    tab.run(state(widgets[key].id, kind, [one] if kind == "string_array_value" else one))
    assert leaks(folder, heard, asked=[one for some in asked.values() for one in some]) == []
    assert heard.runs > 12


def test_marks_and_places_that_were_never_drawn_open_nothing(folder: Canary, house: House, cookies: Cookies):
    mission, event, project, theme = (folder.ids[one] for one in (("delegations", "mission-01"), ("events", "event-01"), ("projects", "solidarity-funds"), ("themes", "health")))
    seoul, montreal = folder.ids["cities", "puebla"], folder.ids["cities", "gwangju"]
    heard, line = Heard(SIGN), f"{seoul}|{montreal}|delegations|False"
    marks = [["delegations", mission], ["events", event], ["projects", project], theme, seoul, line, {}]
    with tab_of(house, heard, cookies) as tab:
        crawl = Crawl(tab)
        for name in crawl.pages():
            crawl.open(name)
            # One of each page: a click is understood in one place for all.
            listener = next((piece for piece in tab.of_kind("bidi_component") if piece.key.endswith("-clicks")), None)
            for mark in marks if listener else []:
                tab.run(state(f"$$STREAMLIT_INTERNAL_KEY_{listener.id}__events", "json_trigger_value", json.dumps([{"event": "clicked", "value": mark}])))
            for chart, (layer, one) in product(tab.of_kind("deck_gl_json_chart"), product(("places", "lines", "grips"), (seoul, line))):
                if chart.id:
                    tab.run(state(chart.id, "string_value", json.dumps({"selection": {"indices": {layer: [0]}, "objects": {layer: [{"id": one}]}}})))
    assert leaks(folder, heard, asked=[mission, event, project, theme, seoul, montreal]) == []
    assert heard.runs > 30


def test_addresses_that_were_edited_show_nothing_more(folder: Canary, house: House, cookies: Cookies):
    asked, heard = of_others(folder, "names"), Heard(SIGN)
    edition = next((folder.folder / "editions").iterdir()).name
    queries = [
        *({key: some[0]} for key, some in asked.items()), {"edition": edition}, {"edition": edition, "present": "1", "deck": "board"},
        {"present": "1", "deck": "saved.board"}, {"deck": f"saved.{edition}"}, {"from": edition, "to": "today"}, {"place": asked["cities"][0]},
        {"present": "1", "deck": "quality.scores changes.restated quality.columns.participants"}, {"present": "1", "deck": f"indicators.trend.{folder.ids['indicators', 'finance-events']}"},
        {"period": "Dates …", "days": "1900-01-01,2100-01-01"}, {"preview": "1"}, {"lang": "xx"}, {"columns-of": "participants"},
    ]  # fmt: skip
    for query in queries:
        said = urlencode(query, quote_via=quote)
        with tab_of(house, heard, cookies) as tab:
            tab.run(query=said)
            crawl = Crawl(tab)
            for name in ("map", "present"):
                crawl.open(name, query=said)
    brought = [edition, *(one for query in queries for one in query.values())]
    assert leaks(folder, heard, asked=brought) == []
    assert heard.figures


def test_pages_that_a_link_does_not_open_cannot_be_reached(folder: Canary, house: House, youth: Grant):
    with Tab(house.address, Heard(SIGN)) as director:
        director.run()
        known = {name or "overview": page_hash for page_hash, name in director.pages.items()}
    assert known.keys() == set(EVERY_PAGE), "every page there is"
    heard = Heard(SIGN)
    grant = Grant(youth.name, project_ids=tuple(folder.ids["projects", one] for one in YOUTH), pages=("overview", "map"))
    with tab_of(house, heard, house.opened(house.link(grant)[0])) as tab:
        tab.run()
        for name, page_hash in known.items():
            for said in ({"page_hash": page_hash}, {"page_hash": page_hash, "page_name": name}, {"page_hash": "", "page_name": name}, {"page_hash": "", "page_name": name, "query": "present=1&deck=board"}):
                tab.run(**said, is_from_history=True)  # type: ignore[arg-type]
                assert sorted(tab.pages.values()) == ["", "map"]
                assert not {"figure", "screen"} & {piece.key for piece in tab.pieces.values()}
    assert heard.pages <= {"", "map"}
    assert heard.figures == {"chart-overview-months", "chart-map-places"}
    assert leaks(folder, heard) == []


def test_what_only_a_session_may_hold_is_not_taken_from_a_browser(folder: Canary, house: House, cookies: Cookies):
    heard, edition = Heard(SIGN), next((folder.folder / "editions").iterdir()).name
    said = {"preview": '{"name": "x"}', "edition": edition, "card-open": '["delegations", "mission-01", ""]', "made-file": "1", "map-line": "a|b", "deck-own": "overview.months"}
    for shape in ("{}", "$$ID-0123456789abcdef0123456789abcdef-{}", "$$STREAMLIT_INTERNAL_KEY_{}"):
        with tab_of(house, heard, cookies) as tab:
            tab.run()
            for key, value in said.items():
                tab.state[shape.format(key)] = state(shape.format(key), "json_value", value)
            tab.run()
            for asked in ({"load_git_info": True}, {"set_run_on_save": True}, {"clear_cache": True}):
                tab.send(BackMsg(**asked))  # type: ignore[arg-type]
            tab.run()
            assert tab.pages.keys() and "data" not in tab.pages.values()
    assert leaks(folder, heard, asked=[edition]) == []


def test_a_session_of_another_cannot_be_taken_over(folder: Canary, house: House, cookies: Cookies):
    first = Heard(SIGN)
    with Tab(house.address, first) as director:
        Crawl(director).pages()
        director.run(query="edition=" + next((folder.folder / "editions").iterdir()).name, is_from_history=True)
        session = director.session_id
    assert words(first) & folder.forbidden(YOUTH), "the director saw more"
    heard = Heard(SIGN)
    with tab_of(house, heard, cookies, subprotocols=("streamlit", "PLACEHOLDER_AUTH_TOKEN", session)) as tab:
        tab.run()
        for page_hash in tab.pages:
            tab.run(page_hash=page_hash)
        assert heard.figures
    assert leaks(folder, heard) == []


def a_file(tab: Tab) -> tuple[str, str]:
    """The file of the rows behind a figure: its address, and what it is asked for by."""
    Crawl(tab).pages()
    for piece in tab.of_kind("popover"):
        tab.state[piece.id] = state(piece.id, "bool_value", True)
    tab.run()
    button = next(piece for piece in tab.of_kind("download_button") if piece.proto.deferred_file_id)
    return tab.deferred(button.proto.deferred_file_id), button.proto.deferred_file_id


def test_a_file_is_served_to_whom_it_was_made_for_and_to_nobody_else(folder: Canary, house: House, youth: Grant):
    token, number = house.link(youth)
    mine, other = house.opened(token), house.opened(house.link(Grant("South", funder_id=folder.ids["organisations", "fund-south"], has_exports=True))[0])
    with Tab(house.address, Heard(SIGN)) as director, tab_of(house, Heard(SIGN), mine) as funder, tab_of(house, Heard(SIGN), other) as stranger:
        stranger.run()
        of_director, asked_by_director = a_file(director)
        answers = [house.ask(of_director, cookies=who) for who in (mine, other, None)]
        assert house.ask(of_director, headers={}).status_code == 200, "the director has it"
        of_link, asked_by_link = a_file(funder)
        answers += [
            *(house.ask(of_link, cookies=who) for who in (other, None)), house.ask(of_link, headers={}),
            *(house.ask(of_link, cookies=other, headers=AWAY | more) for more in ({"Range": "bytes=0-9"}, {"Range": "bytes=999999999-"}, {"Range": "bytes=x"}, {"If-None-Match": "*"})),
            *(house.ask(f"{before}{of_link}{after}", cookies=other) for before, after in (("/", ""), ("", "/"), ("/.", ""), ("", "?x=1"), ("/media/..", ""), ("", "%00"), ("", ";.png"))),
            house.ask(of_link.replace("/media/", "/media/%2e/"), cookies=other), house.ask(of_link.replace("/media/", "/media//"), cookies=other),
        ]  # fmt: skip
        assert house.ask(of_link, cookies=other, method="HEAD").status_code == 404
        theirs = house.ask(of_link, cookies=mine)
        assert theirs.status_code == 200, "who opened the link has it"
        name = theirs.headers["content-disposition"].rpartition("''")[2]
        assert re.fullmatch(r"[\w-]+-rows\.csv", name), "it is called by its name alone"
        assert [(entry.who, entry.detail) for entry in audit.entries(house.store, limit=100) if (entry.what, entry.link_id) == ("exported", number)] == [(f"link {number}", name)]
        for answer in answers:
            assert answer.status_code != 200 or answer.headers["content-type"].startswith("text/html"), answer.url
            assert "content-disposition" not in answer.headers and "content-range" not in answer.headers
            assert not SIGN.search(answer.content)
        for asked in (asked_by_director, asked_by_link):
            assert not (url := stranger.deferred(asked)) or house.ask(url, cookies=other).status_code == 404, "a file that another session asked for is not the stranger's"
        links.revoke(house.store, number, by="Director", now=datetime.now(UTC))
        for more in ({}, {"Range": "bytes=0-9"}, {"Range": "bytes=999999999-"}):
            assert house.ask(of_link, cookies=mine, headers=AWAY | more).status_code == 404, "nor is it served, or its size told, after the link was revoked"
        assert not (url := funder.deferred(asked_by_link)) or house.ask(url, cookies=mine).status_code == 404


def test_an_open_tab_is_emptied_when_its_link_is_revoked(folder: Canary, house: House, youth: Grant):
    token, number = house.link(youth)
    heard = Heard(SIGN)
    with tab_of(house, heard, house.opened(token)) as tab:
        tab.run()
        assert tab.of_kind("plotly_chart")
        assert tab.reruns and max(tab.reruns.values()) > 0
        looks = min(tab.reruns, key=lambda one: tab.reruns[one])
        assert tab.reruns[looks] <= 5, "it asks by itself every five seconds at the latest"
        fragments = sorted({piece.fragment for piece in tab.pieces.values() if piece.fragment})
        links.revoke(house.store, number, by="Director", now=datetime.now(UTC))
        heard.words.clear()
        tab.run(fragment=looks)
        assert not tab.of_kind("plotly_chart", "dataframe", "download_button", "multiselect")
        assert tab.pages.keys() <= {""} or words(heard) == set()
        for fragment in fragments:
            tab.ask(fragment=fragment)
        tab.run()
    assert words(heard) == set(), "not a word more"


@pytest.mark.parametrize("kind", ["revoked", "expired", "old", "of tomorrow", "changed", "of another house", "of no link", "nonsense"])
def test_a_cookie_that_is_no_more_shows_nothing(house: House, youth: Grant, kind: str):
    token, number = house.link(youth)
    good, now = house.opened(token)[COOKIE], datetime.now(UTC)
    secret = (house.var / SECRET).read_text(encoding="ascii").strip()
    if kind == "revoked":
        links.revoke(house.store, number, by="Director", now=now)
    if kind == "expired":
        past = now - timedelta(days=40)
        number = house.link(youth, made=past, until=past.date() + timedelta(days=30))[1]
    cookie = {
        "old": passes.issue(secret, number, now - timedelta(hours=12, seconds=1)), "of tomorrow": passes.issue(secret, number, now + timedelta(days=1)), "changed": "W" + good[1:-9] + ("A" if good[-9] != "A" else "B") + good[-8:],
        "of another house": passes.issue("another", number, now), "of no link": passes.issue(secret, 9_999, now), "expired": passes.issue(secret, number, now), "nonsense": "x.y.z",
    }.get(kind, good)  # fmt: skip
    heard = Heard(SIGN)
    # That it was held for too long is told; all others are alike.
    told, others = ("This view was closed after twelve hours", ENDED) if kind == "old" else (ENDED, "twelve hours")
    # Also at the machine itself, where who has no cookie is a director.
    for headers in (AWAY, {}):
        with tab_of(house, heard, {COOKIE: cookie}, headers=headers) as tab:
            for name in ("", "map", "data", "share"):
                tab.run(page_name=name, page_hash="")
                assert told in tab.says and others not in tab.says
            assert not tab.of_kind("plotly_chart", "multiselect", "file_uploader")
    assert words(heard) == set()
    assert house.ask("/_stcore/upload_file/a/b", method="PUT", cookies={COOKIE: cookie}, content=b"x").status_code == 403


def test_who_has_no_link_and_is_elsewhere_is_shown_nothing(house: House):
    heard = Heard(SIGN)
    with tab_of(house, heard, None) as tab:
        for name in ("", *EVERY_PAGE):
            tab.run(page_name=name, page_hash="", query="present=1&deck=board")
        assert not tab.of_kind("plotly_chart", "multiselect", "file_uploader")
    assert words(heard) == set()
    assert heard.size > 1_000


def test_who_opens_is_counted_and_named_by_number_alone(house: House, youth: Grant):
    token, number = house.link(youth)
    with tab_of(house, Heard(SIGN), house.opened(token)) as tab:
        tab.run()
        tab.run()
    opened = links.open_link(house.store, number, datetime.now(UTC))
    assert opened is not None and opened.times_opened == 1
    entries = [entry for entry in audit.entries(house.store) if entry.link_id == number]
    assert {entry.who for entry in entries if entry.what == "opened"} == {f"link {number}"}
    assert not any("203.0.113" in str(entry) or token in str(entry) for entry in entries)
    kept = b"".join(path.read_bytes() for path in Path(house.var).rglob("*") if path.is_file())
    assert token.encode() not in kept, "the token is in no file of the house, nor its log"


def test_a_grant_of_a_funder_who_funds_nothing_any_more_shows_nothing(folder: Canary, house: House):
    grant = Grant("Nobody", funder_id="gone", start=date(2019, 1, 1), end=date(2021, 12, 31))
    heard = Heard(SIGN)
    with tab_of(house, heard, house.opened(house.link(grant)[0])) as tab:
        crawl = Crawl(tab)
        for name in crawl.pages():
            crawl.open(name)
    hidden = {word for word, place in folder.places.items() if place.table in ("projects", *canary.OF_PROJECTS, "participants", "organisations", "notes")}
    assert words(heard) & hidden == set()


"""What the server answers to who asks it by hand: with other methods, by other names, at other spellings of an address. A real process answers."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from itertools import product

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sharing import links
from sharing.grants import Grant
from sharing.passes import COOKIE
from tests.sharing.serving import AWAY, House
from tests.sharing.signs import SIGN
from tests.sharing.tab import Heard, Tab
from tests.sharing.test_doors import a_file

Cookies = dict[str, str]
BOUNDARY = "b0undary"
FILE = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="programme.xlsx"\r\n\r\nx\r\n--{BOUNDARY}--\r\n'.encode()


def spellings(path: str, address: str) -> Iterator[str]:
    """Ways to write an address that one who reads it could take for the plain one, and another for something else."""
    yield from (path, f"/{path}", f"/.{path}", f"{path}/", f"/x/..{path}", f"/x/%2e%2e{path}", f"/..{path}", f"{path}?x=1", f"{path}#x", f"{path};x", f"{path}%00", f"{path}%20", f"{path}%0a", f"{path}/.", f"{path}/x/..")
    yield from (f"/programme{path}", f"/static{path}", f"/s{path}", f"{address}{path}", f"http://evil.example{path}")
    for one, other in (("/", "//"), ("/", "%2f"), ("/", "%5c"), ("_", "%5f"), ("a", "%61"), ("/", "/./"), ("/", "%252f")):
        yield path[0] + path[1:].replace(one, other)
    yield path.upper()


def by_hand(house: House, method: str, path: str, headers: Mapping[str, str], content: bytes = b"") -> tuple[HTTPResponse, bytes]:
    """The answer to a request whose address is sent as it is written here: clients tidy theirs."""
    connection = HTTPConnection(house.address.removeprefix("http://"), timeout=60)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            connection.putheader(name, value)
        connection.endheaders(content)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def said(cookies: Mapping[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_link_is_opened_by_looking_alone(house: House, youth: Grant, method: str):
    token, number = house.link(youth)
    for path in (f"/s/{token}", "/leave"):
        answer = house.ask(path, method=method)
        assert answer.status_code in (404, 405)
        assert not answer.cookies
    opened = links.open_link(house.store, number, datetime.now(UTC))
    assert opened is not None and opened.times_opened == 0


def test_a_link_leads_away_from_its_token(house: House, youth: Grant):
    token, _ = house.link(youth)
    answer = house.ask(f"/s/{token}", headers=AWAY | {"X-Forwarded-Proto": "https"})
    said = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert token not in str(answer.headers) + answer.text
    assert answer.headers["referrer-policy"] == "no-referrer" and "no-store" in answer.headers["cache-control"]
    assert {"httponly", "samesite=lax", "secure"} <= {part.strip() for part in said.split(";")}
    assert int(said.split("max-age=")[1].split(";")[0]) <= 12 * 3600


def test_a_link_that_is_no_more_answers_as_one_that_never_was(house: House, youth: Grant):
    now = datetime.now(UTC)
    revoked, number = house.link(youth)
    links.revoke(house.store, number, by="Director", now=now)
    expired, _ = house.link(youth, made=now - timedelta(days=40), until=now.date() - timedelta(days=10))
    answers = [house.ask(f"/s/{token}") for token in ("A" * 43, revoked, expired, "short", "é" * 20, "x" * 4_000)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted((name, value) for name, value in answer.headers.items() if name != "date")) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)


def test_files_are_taken_from_nobody_with_a_link(house: House, cookies: Cookies):
    """Nor from who has none, or only says who they are: by no method, at no spelling, for nobody's session."""
    # Streamlit itself refuses who does not repeat its token: these do.
    xsrf = house.ask("/_stcore/health").cookies["_streamlit_xsrf"]
    usual = {"X-Xsrftoken": xsrf, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    own = {"_streamlit_xsrf": xsrf}
    others = [
        AWAY | said(own), AWAY | said(own | cookies), said(own | cookies), said(own | {COOKIE: "here"}), said(own | {COOKIE: cookies[COOKIE][:-1]}),
        AWAY | said(own | {"_streamlit_user": '"director@example.org"'}), said(own) | {"Host": "dashboard.example.org"},
        *(said(own) | {name: value} for name, value in (("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("Via", "1.1 localhost"))),
    ]  # fmt: skip
    with Tab(house.address, Heard(SIGN)) as director, Tab(house.address, Heard(SIGN), cookies=cookies, headers=AWAY) as funder:
        director.run()
        funder.run()
        for tab in (director, funder):
            path = f"/_stcore/upload_file/{tab.session_id}/1"
            assert by_hand(house, "PUT", path, usual | said(own), FILE)[0].status == 204, "the director's are taken"
            for who, method in product(others, ("PUT", "DELETE", "POST", "PATCH", "GET")):
                assert by_hand(house, method, path, usual | who, FILE)[0].status == 403
        for spelt, who in product(spellings(path, house.address), others[:2]):
            assert by_hand(house, "PUT", spelt, usual | who, FILE)[0].status in (400, 403, 404, 405), spelt


def test_a_file_is_handed_to_nobody_else_at_any_spelling(house: House, youth: Grant, cookies: Cookies):
    with Tab(house.address, Heard(SIGN)) as director:
        url, _ = a_file(director)
        (plain, content), *_ = [by_hand(house, "GET", url, {})]
        assert plain.status == 200 and SIGN.search(content), "the director has it"
        for spelt, who, method in product(spellings(url, house.address), (AWAY, AWAY | said(cookies)), ("GET", "HEAD")):
            answer, content = by_hand(house, method, spelt, who)
            assert answer.getheader("content-disposition") is None, spelt
            assert not SIGN.search(content), spelt
            assert answer.status in (307, 308, 400, 404, 405) or content.startswith(b"<!") or method == "HEAD", spelt


CLOSED = ("/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp")


@pytest.mark.parametrize("path", CLOSED)
def test_what_drives_and_measures_the_process_is_closed(house: House, cookies: Cookies, path: str):
    assert by_hand(house, "GET", path, {})[0].status == by_hand(house, "POST", path, {}, b"{}")[0].status == 404, "to who sits at the machine too"
    for spelt, (method, who) in product(spellings(path, house.address), (("GET", AWAY | said(cookies)), ("POST", {}))):
        answer, content = by_hand(house, method, spelt, who, b"{}" if method == "POST" else b"")
        assert answer.status in (307, 308, 400, 404, 405) or (method == "GET" and content.startswith(b"<!")), f"{method} {spelt}"
        assert content.startswith(b"<!") or not any(word in content.lower() for word in (b"streamlit", b"openapi", b"jsonrpc", b"# type")), spelt


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "dashboard.example.org.evil.example", "", "dashboard.example.org@evil.example"])
def test_by_another_name_the_house_does_not_answer(house: House, youth: Grant, cookies: Cookies, host: str):
    token, _ = house.link(youth)
    for path in ("/", f"/s/{token}", "/media/x.csv"):
        assert house.ask(path, cookies=cookies, headers=AWAY | {"Host": host}).status_code == 400
    assert house.ask(f"/s/{token}", headers=AWAY | {"Host": "dashboard.example.org"}).status_code == 303


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"}])
def test_a_page_of_another_site_opens_no_session(house: House, cookies: Cookies, headers: dict[str, str]):
    stream = house.address.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises((InvalidStatus, ConnectionClosed)), connect(stream, additional_headers=said(cookies) | headers) as socket, suppress(TimeoutError):
        socket.recv(timeout=1)

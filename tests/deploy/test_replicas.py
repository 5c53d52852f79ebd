"""Two dashboards behind an nginx: a link is opened on one and revoked for both, and one that dies takes no visitor with it."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, RemoteDisconnected

import pytest
from playwright.sync_api import Browser, Page, expect

from sharing.guesses import MOST
from tests.browser.conftest import settle
from tests.deploy.conftest import Shared
from tests.deploy.replicas import COOKIE, Replica, Site
from tests.servers import PATIENCE_SECONDS, ROOT, awaited

# What the deployment promises, however many look: seconds.
EMPTY_WITHIN, CARRIES_ON_WITHIN = 5.0, 10.0

Visit = Callable[..., Page]
Share = Callable[..., Shared]


def see(page: Page, title: str) -> None:
    """Expect a page of the programme, and wait until it is drawn."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    settle(page)


class Deadline:
    """A moment from now on, in seconds, by which several things have to have come one after the other."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The milliseconds that are left: for a browser, to which none at all would mean for ever."""
        return max((self._end - time.monotonic()) * 1000, 1)


@pytest.fixture
def shared(share: Share) -> Shared:
    return share("--exports")


@pytest.fixture
def both(site: Site, visit: Visit, shared: Shared) -> tuple[Page, Page]:
    """Two visitors who have the link open, one on each process."""
    first, second = (visit(replica, f"/s/{shared.token}") for replica in site.replicas)
    for page in (first, second):
        see(page, "Overview")
    return first, second


def test_a_link_that_is_revoked_on_one_process_is_empty_on_the_other_too(both, shared, site, chromium):
    assert [page.url for page in both] == [f"{site.address}/"] * 2, "the token does not stay in the address"
    pass_ = next(cookie for cookie in both[0].context.cookies() if cookie["name"] == "cities_link")
    assert (pass_["secure"], pass_["httpOnly"], pass_["sameSite"]) == (True, True, "Lax")
    revoked = revoke_on(site.replicas[1], shared, chromium)
    for page in both:
        expect(page.get_by_text("This link does not open anything any more")).to_be_visible(timeout=revoked.left)
        expect(page.get_by_role("link", name="Timeline")).to_have_count(0, timeout=revoked.left)
    for page in both:
        assert page.goto(f"{site.address}/s/{shared.token}").status == 404


def revoke_on(replica: Replica, shared: Shared, chromium: Browser) -> Deadline:
    """Revoke a link as a director at the machine does, on the page of one process, past nginx; gives by when it has to be closed."""
    context = chromium.new_context(locale="en-CA", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"http://localhost:{replica.port}/share")
    revoke = page.locator(f".st-key-share-link-{shared.link_id}").get_by_role("button", name="Revoke")
    expect(revoke).to_be_visible()
    # A click on what is still being drawn is lost.
    settle(page)
    revoke.click()
    page.get_by_role("button", name="Revoke for good").click()
    expect(page.get_by_text("is revoked: it opens nothing any more")).to_be_visible()
    # They are told of it once it is done.
    deadline = Deadline(EMPTY_WITHIN)
    context.close()
    return deadline


def test_the_visitors_of_a_process_that_is_killed_carry_on_with_the_other(both, site, shared, sharing):
    first, (page, bystander) = site.replicas[0], both
    hung_up: list[object] = []
    bystander.on("websocket", lambda one: hung_up.append(one))
    way = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE)
    first.die()
    deadline = Deadline(CARRIES_ON_WITHIN)
    try:
        page.get_by_role("link", name="Timeline").first.click(timeout=deadline.left)
        expect(page.get_by_role("heading", level=1)).to_have_text("Timeline", timeout=deadline.left)
        settle(page)
        bystander.get_by_role("link", name="Publications").first.click()
        see(bystander, "Publications")
        assert not hung_up, "who was with the other process has noticed nothing"
        assert re.search(rf"^{shared.link_id}  .*, opened 2 times, ", sharing("list"), re.MULTILINE), "who came over opened nothing anew"
    finally:
        first.rise()
    # Its visitors are led back to it, those too whose page went on elsewhere in the meantime.
    awaited(lambda: site.led_to(way) is first)
    page.locator(".st-key-tools-timeline-by_theme").get_by_role("button", name="Download").click()
    settle(page)
    with page.expect_download() as table:
        page.get_by_role("button", name="Table (CSV)").click()
    assert table.value.failure() is None, [line for line in site.logged().splitlines() if " /media/" in line]
    assert table.value.path().read_bytes().count(b"\n") > 10
    page.reload()
    see(page, "Timeline")


def test_who_has_no_link_sees_none_of_the_programme_whatever_they_claim(site, visit):
    page = visit(site.replicas[0], "/", extra_http_headers={"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"})
    expect(page.get_by_text("It opens with a link that somebody sent you")).to_be_visible()
    expect(page.get_by_role("link", name="Timeline")).to_have_count(0)
    with pytest.raises(RemoteDisconnected):
        site.ask("/", headers={"Host": "elsewhere.example.org"})


def test_a_browser_keeps_to_one_process_by_a_number_that_it_is_given_once(site):
    given = site.ask("/").getheader("Set-Cookie", "")
    assert given.endswith("; Path=/; HttpOnly; Secure; SameSite=Lax")
    way = given.removeprefix(f"{COOKIE}=").partition(";")[0]
    assert site.ask("/", way=way).getheader("Set-Cookie") is None
    assert len({site.led_to(way).port for _ in range(5)}) == 1
    assert {site.led_to(f"{number:032x}").port for number in range(20)} == {replica.port for replica in site.replicas}, "both have visitors"


def test_the_door_hangs_up_on_a_process_before_that_would_hang_up_itself(site):
    """Who is hung up on as it speaks takes the process for gone; and where the other one is gone indeed, there is none."""
    (stated,) = re.findall(r"keepalive_timeout (\d+)s;", (ROOT / "deploy" / "nginx.conf").read_text())
    with closing(HTTPConnection("localhost", site.replicas[0].port, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", "/_stcore/health")
        connection.getresponse().read()
        begin = time.monotonic()
        assert connection.sock.recv(1) == b"", "it hangs up in the end"
        assert time.monotonic() - begin > int(stated) + 1


def test_the_address_of_a_link_is_written_nowhere_even_when_nobody_answers(site, shared):
    assert site.ask(f"/s/{shared.token}").status == 303
    for replica in site.replicas:
        replica.die()
    try:
        assert site.ask(f"/s/{shared.token}").status == 502
        assert site.ask("/not/a/link").status == 502
        written = awaited(lambda: (said := site.logged()).count("/not/a/link") > 1 and said)
        assert "GET /not/a/link" in written, "what is no link is written down"
        assert shared.token not in written
        assert shared.token not in site.said()
    finally:
        for replica in site.replicas:
            replica.rise()


def test_no_broken_or_misdirected_request_writes_a_link_down_either(site):
    """One for another name, over a connection that was made for the right one; one that names none; one with too long a header."""
    with pytest.raises(RemoteDisconnected):
        site.ask("/s/under-another-name", headers={"Host": "elsewhere.example.org"})
    assert site.said_to("GET /s/without-a-name HTTP/1.1\r\n\r\n").startswith("HTTP/1.1 400 ")
    assert site.said_to(f"GET /%73/too-much HTTP/1.1\r\nHost: localhost\r\nCookie: {'x' * 40_000}\r\n\r\n").startswith("HTTP/1.1 400 ")
    assert site.said_to("GET /not/a/link/without-a-name HTTP/1.1\r\n\r\n").startswith("HTTP/1.1 400 ")
    written = awaited(lambda: (said := site.logged()).count("/not/a/link/without-a-name") and said)
    assert not [word for word in ("under-another-name", "without-a-name", "too-much") if f"/s/{word}" in written or f"/%73/{word}" in written]


def test_who_guesses_waits_and_nobody_else_whatever_they_claim_to_be(site, shared):
    """Each reader is counted by the address that nginx sees, behind which no process sees any other."""
    way = next(way for way in (f"{number:032x}" for number in range(40)) if site.led_to(way) is site.replicas[0])
    answers = [site.ask(f"/s/{number:043d}", way=way, ip="127.0.0.2", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status for number in range(MOST + 1)]
    assert answers == [404] * MOST + [429]
    assert site.ask(f"/s/{shared.token}", way=way, ip="127.0.0.2").status == 429, "a good link waits, too"
    assert site.ask(f"/s/{shared.token}", way=way, ip="127.0.0.3").status == 303

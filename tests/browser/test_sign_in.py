"""Signing in through a real OpenID server: who gets in, as what, and for how long; and the door for everyone else."""

import codecs
import json
import re
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sharing import audit, links
from sharing.grants import Grant
from sharing.store import open_store
from tests.browser.conftest import PATIENCE_MS, settle
from tests.servers import free_ports, running, serve

ROLES = {"director": ["ana@example.org"], "board": ["bo@example.org"], "board_groups": ["/trustees"]}
SECRET = "c" * 43
# Every address in the invented programme is one of these, and none of who signs in.
ADDRESS = re.compile(rb"person\d+@example\.org")


def configured(path: Path, provider: str, *, roles: dict[str, list[str]] = ROLES, hours: float = 12) -> None:
    lines = [f"{key} = {json.dumps(values)}" for key, values in roles.items()]
    path.write_text(f"""
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "of-the-provider"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles]
{chr(10).join(lines)}
[access]
sign_in_hours = {hours}
""")


@dataclass
class House:
    """A dashboard with a sign-in, the file that says who has which role, and the OpenID server that it asks."""

    address: str
    secrets: Path
    provider: str

    def set(self, **what: object) -> None:
        configured(self.secrets, self.provider, **what)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    with running([sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)], f"{address}/.well-known/openid-configuration"):
        yield address


@pytest.fixture(scope="module")
def served(folders: dict[str, Path], provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    secrets = folder / "secrets.toml"
    configured(secrets, provider)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
        environment.setenv("CITIES_VAR", str(folder / "var"))
        with serve(folders["demo"]) as address:
            yield House(address, secrets, provider)


@pytest.fixture
def house(served: House) -> House:
    served.set()
    return served


@dataclass
class Person:
    """Somebody's own browser: its page, all that the dashboard sent to it, and what its console complained of."""

    page: Page
    sent: list[bytes]
    errors: list[str]

    @property
    def addresses(self) -> set[bytes]:
        return set(ADDRESS.findall(b" ".join(self.sent)))


@pytest.fixture
def browser_of(chromium: Browser) -> Iterator[Callable[[str], Person]]:
    """Opens a browser of somebody's own at an address."""
    opened: list[BrowserContext] = []

    def start(address: str, **options: object) -> Person:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **{"locale": "en-CA", **options})
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        person = Person(context.new_page(), [], [])

        def keep(frame: object) -> None:
            person.sent.append(frame if isinstance(frame, bytes) else str(frame).encode())

        person.page.on("websocket", lambda socket: socket.on("framereceived", keep))
        person.page.on("console", lambda message: person.errors.append(message.text) if message.type == "error" else None)
        person.page.goto(address)
        return person

    yield start
    for context in opened:
        context.close()


def sign_in(person: Person, house: House, **claims: object) -> None:
    """Go through the door as somebody of whom the provider makes these claims."""
    name = str(claims.get("email") or "somebody")
    request = urllib.request.Request(
        f"{house.provider}/users/{name}", json.dumps(claims).encode(), {"Content-Type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=10).close()
    settle(person.page)
    person.page.get_by_role("button", name="Sign in").click()
    person.page.wait_for_url(f"{house.provider}/**")
    person.page.locator("input[name=sub]").fill(name)
    person.page.get_by_role("button", name="Authorize").click()
    person.page.wait_for_url(f"{house.address}/**")


def on_the_door(page: Page, title: str) -> None:
    """See a door with that title, and nothing of the programme beside it."""
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator(".st-key-filters")).to_have_count(0)
    expect(page.get_by_role("link", name="Participants")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def card(person: Person, house: House) -> None:
    """Open the record of an event in which people took part."""
    person.page.goto(f"{house.address}/map?place=Seoul")
    person.page.locator("[class*=st-key-open-Events] button").first.click()
    expect(person.page.get_by_role("dialog")).to_contain_text("Source:")
    settle(person.page)


def test_a_director_signs_in_and_sees_the_data_page_and_who_was_there(browser_of, house):
    ana = browser_of(house.address)
    on_the_door(ana.page, "The programme dashboard")
    assert b"Example" not in b"".join(ana.sent)
    sign_in(ana, house, email="Ana@example.org", email_verified=True)
    expect(ana.page.get_by_role("link", name="Participants")).to_be_visible()
    card(ana, house)
    assert not ana.addresses
    ana.page.get_by_text("Names and e-mail addresses").click()
    expect(ana.page.get_by_role("dialog").get_by_test_id("stDataFrame")).to_be_visible()
    assert ana.addresses
    ana.page.goto(f"{house.address}/data")
    expect(ana.page.locator("input[type=file]").first).to_be_attached()
    # Going to the provider and back breaks none of the rules that the browser was given.
    assert not [error for error in ana.errors if "Content Security Policy" in error]


@pytest.mark.parametrize("claims", [{"email": "bo@example.org"}, {"email": "trustee@example.org", "groups": ["/staff", "/trustees"]}])
def test_the_board_by_address_or_group_sees_all_but_the_data_page_and_names(browser_of, house, claims):
    bo = browser_of(house.address)
    sign_in(bo, house, **claims)
    expect(bo.page.get_by_role("link", name="Participants")).to_be_visible()
    expect(bo.page.get_by_role("link", name="Data", exact=True)).to_have_count(0)
    card(bo, house)
    expect(bo.page.get_by_text("Names and e-mail addresses")).to_have_count(0)
    for page in ("participants", "data", "share", "audit"):
        bo.page.goto(f"{house.address}/{page}")
        expect(bo.page.locator("h1")).to_be_visible()
        settle(bo.page)
        expect(bo.page.locator("input[type=file]")).to_have_count(0)
    assert not bo.addresses


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": "eva@example.org"}, "You are signed in as eva@example.org, and nothing is open to this address."),
        ({"email": "ana@example.org", "email_verified": False}, "has not verified that this address is yours"),
        ({"name": "ana@example.org", "groups": ["/staff"]}, "does not say what your e-mail address is"),
    ],
)  # fmt: skip
def test_who_has_no_role_is_told_why_and_signs_out(browser_of, house, claims, sentence):
    eva = browser_of(house.address)
    sign_in(eva, house, **claims)
    on_the_door(eva.page, "You cannot see the dashboard yet")
    # An invisible joiner keeps an address from becoming a link.
    expect(eva.page.get_by_test_id("stMain")).to_contain_text(re.compile(".?".join(map(re.escape, sentence))))
    settle(eva.page)
    eva.page.get_by_role("button", name="Sign out").click()
    eva.page.get_by_role("button", name="End session").click()
    eva.page.wait_for_url(f"{house.address}/**")
    on_the_door(eva.page, "The programme dashboard")
    eva.page.reload()
    on_the_door(eva.page, "The programme dashboard")
    assert not eva.addresses


def test_a_role_that_is_taken_away_closes_what_is_open(browser_of, house):
    ana = browser_of(house.address)
    sign_in(ana, house, email="ana@example.org")
    expect(ana.page.get_by_role("link", name="Data", exact=True)).to_be_visible()
    house.set(roles={**ROLES, "director": ["eva@example.org"], "board": ["ana@example.org"]})
    ana.page.get_by_role("link", name="Themes").click()
    expect(ana.page.get_by_role("link", name="Data", exact=True)).to_have_count(0)
    expect(ana.page.get_by_role("link", name="Themes")).to_be_visible()
    house.set(roles={**ROLES, "director": ["eva@example.org"]})
    # Nobody touches the tab.
    on_the_door(ana.page, "You cannot see the dashboard yet")


def test_a_sign_in_that_is_over_has_to_be_confirmed(browser_of, house):
    house.set(hours=1e-6)
    ana = browser_of(house.address)
    sign_in(ana, house, email="ana@example.org")
    on_the_door(ana.page, "Sign in again")
    house.set()
    sign_in(ana, house, email="ana@example.org")
    expect(ana.page.get_by_role("link", name="Data", exact=True)).to_be_visible()


def saved(person: Person, house: House) -> tuple[str, str]:
    """A table that somebody takes from a page: its address, and the name under which their browser keeps it."""
    person.page.goto(house.address)
    settle(person.page)
    person.page.locator(".st-key-tools-overview-months").get_by_role("button", name="Download").click()
    settle(person.page)
    with person.page.expect_download() as waiting:
        person.page.get_by_role("button", name="Table (CSV)").click()
    assert Path(waiting.value.path()).read_bytes().startswith(codecs.BOM_UTF8)
    return waiting.value.url, waiting.value.suggested_filename


def test_files_go_out_and_come_in_by_the_role_of_who_signed_in(browser_of, house, folders):
    # Addresses of this test's own, whose sign-ins are told from others'; so many groups that a cookie comes in several.
    roles = {"director": ["dora@example.org", "eva@example.org"], "board": ["ben@example.org"]}
    house.set(roles=roles)
    dora, ben = browser_of(house.address), browser_of(house.address)
    sign_in(dora, house, email="dora@example.org", groups=[f"/{uuid4()}" for _ in range(80)])
    sign_in(ben, house, email="ben@example.org")
    assert {"_streamlit_user", "_streamlit_user_tokens_1"} <= {cookie["name"] for cookie in dora.page.context.cookies()}
    of_dora, of_ben = saved(dora, house), saved(ben, house)
    assert of_dora[1] == of_ben[1] == "overview-months.csv"

    def status(person: Person, url: str) -> int:
        return person.page.context.request.get(url).status

    assert [status(dora, of_dora[0]), status(ben, of_ben[0])] == [200, 200]
    assert [status(ben, of_dora[0]), status(dora, of_ben[0])] == [404, 404], "each was made for one of them alone"

    dora.page.goto(f"{house.address}/data")
    with dora.page.expect_request(lambda request: "/_stcore/upload_file/" in request.url) as waiting:
        dora.page.locator("input[type=file]").set_input_files([{"name": "programme.xlsx", "mimeType": "", "buffer": (folders["demo"] / "programme.xlsx").read_bytes()}])
    expect(dora.page.get_by_role("heading", name="Nothing would change")).to_be_visible()
    assert waiting.value.response().status == 204
    address = waiting.value.url
    for method in ("PUT", "POST"):
        assert ben.page.context.request.fetch(address, method=method, data=b"x").status == 403

    # Nobody touches her tab, and the address that she kept hands out nothing more.
    house.set(roles={**roles, "director": ["eva@example.org"]})
    on_the_door(dora.page, "You cannot see the dashboard yet")
    assert [status(dora, of_dora[0]), status(ben, of_ben[0])] == [404, 200]
    assert dora.page.context.request.fetch(address, method="PUT", data=b"x").status == 403

    store = open_store(var=house.secrets.parent / "var")
    try:
        done = [(entry.what, entry.who, entry.detail) for entry in audit.entries(store, limit=500) if entry.who in ("dora@example.org", "ben@example.org")]
    finally:
        store.close()
    assert done == [
        ("exported", "ben@example.org", "overview-months.csv"), ("exported", "dora@example.org", "overview-months.csv"),
        ("signed_in", "ben@example.org", "board"), ("signed_in", "dora@example.org", "director"),
    ]  # fmt: skip


@pytest.mark.parametrize(("secret", "is_let_in"), [("g" * 43, False), (SECRET, True)])
def test_a_cookie_of_ones_own_making_needs_the_secret(browser_of, house, secret, is_let_in):
    ana = browser_of(house.address)
    on_the_door(ana.page, "The programme dashboard")
    said = {"email": "ana@example.org", "is_logged_in": True, "origin": house.address, "provider": "default", "iat": int(time.time())}
    cookie = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(said))
    ana.page.context.add_cookies([{"name": "_streamlit_user", "value": str(cookie), "url": house.address}])
    ana.page.reload()
    if is_let_in:
        expect(ana.page.get_by_role("link", name="Data", exact=True)).to_be_visible()
    else:
        on_the_door(ana.page, "The programme dashboard")


def test_a_file_that_cannot_be_meant_closes_what_is_open_and_tells_visitors_nothing_of_it(browser_of, house):
    ana, eva = browser_of(house.address), browser_of(house.address)
    sign_in(ana, house, email="ana@example.org")
    expect(ana.page.get_by_role("link", name="Data", exact=True)).to_be_visible()
    house.set(roles={"director": ["*"]})
    # Nobody touches Ana's tab; Eva comes anew.
    on_the_door(ana.page, "The dashboard is closed at the moment")
    eva.page.reload()
    for person in (ana, eva):
        on_the_door(person.page, "The dashboard is closed at the moment")
        assert not [word for word in (b"secrets.toml", b"[roles]", SECRET.encode()) if word in b"".join(person.sent)]
    house.set()
    expect(ana.page.get_by_role("link", name="Data", exact=True)).to_be_visible()


def test_bound_to_another_address_without_a_sign_in_only_the_door_is_there(browser_of, folders, tmp_path, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(tmp_path / "secrets.toml"))
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("CITIES_VAR", str(tmp_path / "var"))
    with serve(folders["demo"]) as address:
        person = browser_of(address)
        on_the_door(person.page, "The programme dashboard")
        expect(person.page.get_by_test_id("stMain")).to_contain_text("redirect_uri")
        expect(person.page.get_by_role("button", name="Sign in")).to_have_count(0)
        for page in ("data", "participants", "share"):
            person.page.goto(f"{address}/{page}")
            on_the_door(person.page, "The programme dashboard")
        assert b"Example" not in b"".join(person.sent)
        # A link that is made for the house opens there.
        store, at = open_store(var=tmp_path / "var"), datetime.now(UTC)
        try:
            token, _ = links.create(store, Grant("South", funder_id="fund-south", pages=("themes",)), until=at.date() + timedelta(days=9), by="Director", now=at)
        finally:
            store.close()
        person.page.goto(f"{address}/s/{token}")
        expect(person.page.get_by_role("heading", level=1)).to_have_text("Themes")
        expect(person.page.get_by_text("Shared with South, open until")).to_be_visible()

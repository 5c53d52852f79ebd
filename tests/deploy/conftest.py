"""A PostgreSQL, two dashboards that keep their links in it, an nginx before them, and browsers that come by a link."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PATIENCE_MS, chromium
from tests.deploy.replicas import COOKIE, NGINX, Replica, Site, deployed
from tests.servers import ROOT
from tests.sharing import postgresql

__all__ = ["chromium"]
SECRET = "as long as a secret has to be, and the same for all"


@dataclass
class Shared:
    """A link that was made: its number, and what its address ends with."""

    link_id: str
    token: str


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """The address of a PostgreSQL that is started for the tests."""
    with postgresql.running() as address:
        yield address


@pytest.fixture(scope="session")
def site(postgresql_address: str, folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole of a deployment, showing the invented programme."""
    if not NGINX:
        pytest.skip("there is no nginx on this machine")
    environ = {"DATABASE_URL": postgresql_address, "CITIES_COOKIE_SECRET": SECRET, "STREAMLIT_SERVER_COOKIE_SECRET": SECRET, "CITIES_HOSTS": "localhost"}
    with deployed(tmp_path_factory.mktemp("site"), folders["demo"], environ) as site:
        yield site


@pytest.fixture
def sharing(site: Site, folders: dict[str, Path]) -> Callable[..., str]:
    """`python -m sharing` at the deployment's store, from a process of its own; gives what it prints."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "sharing", *words, "--data", str(folders["demo"])]
        done = subprocess.run(command, cwd=ROOT, env=dict(site.environ), check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def share(sharing: Callable[..., str]) -> Callable[..., Shared]:
    """Makes a link to the whole programme."""

    def make(*words: str) -> Shared:
        found = re.search(r"/s/(\S+)  \(link (\d+) ", said := sharing("create", "--for", "The foundation", *words))
        assert found, said
        return Shared(found[2], found[1])

    return make


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own, one that is led to a certain process: `visit(replica, "/s/token", **options)`."""
    contexts: list[BrowserContext] = []

    def come(replica: Replica, path: str, **options: object) -> Page:
        way = next(way for way in iter(lambda: token_hex(16), "") if site.led_to(way) is replica)
        context = chromium.new_context(ignore_https_errors=True, locale="en-CA", viewport={"width": 1280, "height": 900}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": COOKIE, "value": way, "url": site.address, "httpOnly": True, "secure": True}])
        contexts.append(context)
        page = context.new_page()
        page.goto(site.address + path)
        return page

    yield come
    for context in contexts:
        context.close()

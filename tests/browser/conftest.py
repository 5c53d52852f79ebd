"""A real server on the real data, and a real Chromium that notes what it asks for and what it complains of."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.servers import serve

PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
# WebGL is drawn by the processor: by Mesa where it is there, which keeps the programs that it has made, else by the browser's
# own. The browser's own errands stay off, so that each request is the page's.
DRAWN_BY = "gl-egl" if any(Path("/usr/lib").glob("*/dri/swrast_dri.so")) else "swiftshader"
FLAGS = [
    "--no-sandbox", "--use-gl=angle", f"--use-angle={DRAWN_BY}", "--ignore-gpu-blocklist", "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing", "--disable-background-networking", "--disable-component-update", "--no-first-run",
]  # fmt: skip
# Streamlit looks for its own address from the longest path to the shortest: the first may be missing.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Heard:
    """What a page asked for, and what its console said was wrong."""

    own: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """The requests to any host but the app's own."""
        return [url for url in self.requests if not url.startswith((self.own, self.own.replace("http", "ws"), "data:", "blob:"))]


def settle(page: Page) -> None:
    """Wait until no script is at work and the page draws ten frames without a pause, in which nothing grows or moves (20 s at most).

    A press during a pause is taken for a long one, and what moves under a press is not pressed: a table that is still
    to come, what opens. One page behind another is drawn once a second: who uses a page has it in front.
    """
    page.bring_to_front()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
    page.evaluate("""() => new Promise(resolve => {
      const begin = performance.now()
      let calm = 0, last = begin, before = ""
      const places = () => [...document.querySelectorAll("[data-testid=stVerticalBlock]")].map(one => {
        const box = one.getBoundingClientRect()
        return [box.top, box.height]
      }).join()
      const frame = now => {
        const here = places()
        const isToCome = document.querySelector("[data-testid=stSkeleton]") !== null
        calm = now - last < 120 && here === before && !isToCome ? calm + 1 : 0
        last = now
        before = here
        calm < 10 && now - begin < 20000 ? requestAnimationFrame(frame) : resolve()
      }
      requestAnimationFrame(frame)
    })""")


@pytest.fixture(scope="session")
def app(folders: dict[str, Path]) -> Iterator[str]:
    """The address of the dashboard of the real programme."""
    with serve(folders["real"]) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Gives the browser context of some options: one for all tests, for each would read the same scripts anew."""
    made: dict[str, BrowserContext] = {}

    def context_of(**options: object) -> BrowserContext:
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-CA", **options}
        if (key := repr(sorted(options.items()))) not in made:
            made[key] = chromium.new_context(**options)  # type: ignore[arg-type]
            made[key].set_default_timeout(PATIENCE_MS)
        return made[key]

    yield context_of
    for context in made.values():
        context.close()


@pytest.fixture
def open_browser(contexts: Callable[..., BrowserContext], app: str) -> Iterator[Callable[..., tuple[Page, Heard]]]:
    """Opens a page of its own: `open_browser(locale="fr-CA", color_scheme="dark")` gives it and what it heard."""
    pages: list[Page] = []

    def start(**options: object) -> tuple[Page, Heard]:
        page, heard = contexts(**options).new_page(), Heard(app)
        pages.append(page)

        def ask(request: Request) -> None:
            heard.requests.append(request.url)

        def complain(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.location.get("url", "").endswith(PROBES):
                heard.errors.append(message.text)

        page.on("request", ask)
        page.on("console", complain)
        page.on("pageerror", lambda error: heard.errors.append(str(error)))
        return page, heard

    yield start
    for page in pages:
        page.context.clear_cookies()
        page.close()


@pytest.fixture
def opened(open_browser: Callable[..., tuple[Page, Heard]]) -> tuple[Page, Heard]:
    """An English page on a laptop, and what it heard."""
    return open_browser()


@pytest.fixture
def page(opened: tuple[Page, Heard]) -> Page:
    return opened[0]


@pytest.fixture
def heard(opened: tuple[Page, Heard]) -> Heard:
    return opened[1]

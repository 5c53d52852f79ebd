"""Pages in a real browser: cold starts, filter changes, switches, the map, bytes over the wire.

Each is timed inside the page, at every frame, from the navigation or the pointer's press to the
first frame in which what is waited for is there; floor and ours in turn.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Result, result
from benchmarks.servers import Server, floor, ours, ours_with

SWITCHES = (
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
LONGEST_MS = 30_000
PAUSE_MS = 700

# Looks at each frame for what is waited for, and notes when it was first there.
WATCH = """
window.waitFor = (wanted) => { window.wanted = wanted; window.seen = {} }
waitFor({%s})
const look = () => {
  for (const [name, isThere] of Object.entries(wanted))
    if (!(name in seen) && isThere()) seen[name] = performance.now()
  requestAnimationFrame(look)
}
addEventListener("pointerdown", () => { window.pressed = performance.now() }, true)
look()
"""
METRICS = "[...document.querySelectorAll('.st-key-figures strong')].map(e => e.innerText).join()"
BARS = "[...document.querySelectorAll('.st-key-chart-overview-months .point path')].map(e => e.getAttribute('d')).join()"
TEXT = "document.querySelector('[data-testid=stMarkdown]')?.innerText"
TITLE = "document.querySelector('h1')?.innerText"
IS_FINISHED = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"

HI = {"words": f"{TEXT} === 'hi'", "all": f"{TEXT} === 'hi'"}
CHOICE = {"all": f"{TEXT}?.startsWith('Chosen') && {IS_FINISHED}"}
PAGE_ONE = {"all": f"{TITLE} === 'One' && {IS_FINISHED}"}
OVERVIEW = {
    "words": f"{TITLE} && document.querySelectorAll('.st-key-figures strong').length >= 8",
    "all": f"{BARS} && {IS_FINISHED}",
}
PLAIN = {
    "words": "document.querySelectorAll('[data-testid=stMetricValue]').length === 4",
    "all": "document.querySelectorAll('.js-plotly-plot .point path').length > 8 && document.querySelector('[data-testid=stDataFrame] canvas')",
}
# A map is there when its canvas is, and the land that it draws has come.
MAP_WORDS = f"{TITLE} && {IS_FINISHED}"
LAND = "performance.getEntriesByType('resource').some(e => e.name.includes('/reference/land.json') && e.responseEnd > 0)"
MAP = {"all": f"{MAP_WORDS} && document.querySelector('#deckgl-overlay')?.width > 0 && {LAND}"}
WITHOUT_MAP = "import streamlit as st\nst.pydeck_chart = lambda *arguments, **named: None\n"

# Years that differ in every figure; the first time each is chosen, its figures are made.
PERIODS = ("2018", "2019", "2018 · 07–12", "2019 · 01–06", "2018 · 01–06")
# Where a switch goes, and the last chart of that page.
SWITCH_TO, LAST_CHART = "Delegations", "chart-delegations-days"


def results(*, rounds: int) -> list[Result]:
    """Every measurement of pages, medians of that many rounds."""
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(SWITCHES))
        stack.callback(browser.close)
        house = stack.enter_context(ours())
        hi, plain = stack.enter_context(floor("hi")), stack.enter_context(floor("plain"))
        found = cold_starts(browser, rounds=rounds, hi=hi, plain=plain, house=house)
        found += wire(browser, hi=hi, plain=plain, house=house)
        found += filter_changes(browser, rounds=rounds, choice=stack.enter_context(floor("choice")), plain=plain, house=house)
        found += switches(browser, rounds=rounds, pages=stack.enter_context(floor("two_pages")), house=house)
        found += maps(browser, rounds=rounds, bare=stack.enter_context(ours_with(WITHOUT_MAP)), house=house)
        found.append(Result("memory of our server, at its most", house.memory_mib(is_peak=True), "MiB", hi.memory_mib(is_peak=True)))
        return found


def cold_starts(browser: Browser, *, rounds: int, hi: Server, plain: Server, house: Server) -> list[Result]:
    """From navigation, with nothing in the browser's cache, to words and metrics, and to all."""
    subjects = {"floor": (hi, HI), "ours": (house, OVERVIEW), "plain": (plain, PLAIN)}
    times = in_turn(rounds, {name: partial(cold, browser, server.address, watched) for name, (server, watched) in subjects.items()})
    words, everything = ({name: [one[moment] for one in many] for name, many in times.items()} for moment in ("words", "all"))
    return [
        result("cold start: words and metrics", words["ours"], words["floor"], goal=1.25),
        result("cold start: all of the overview", everything["ours"], everything["floor"], goal=1.85),
        result("(plain Streamlit, cold: words and metrics)", words["plain"], words["floor"]),
        result("(plain Streamlit, cold: all)", everything["plain"], everything["floor"]),
    ]


def filter_changes(browser: Browser, *, rounds: int, choice: Server, plain: Server, house: Server) -> list[Result]:
    """From the press on a filter's value to the last element that it changes."""
    with opened(browser, choice.address, CHOICE) as small, opened(browser, house.address, OVERVIEW) as page, opened(browser, plain.address, PLAIN) as usual:
        years = iter(str(2011 + n % 18) for n in range(100))

        def small_change() -> float:
            return choose(small, next(years), f"{TEXT} !== before", TEXT)

        def change(period: str) -> float:
            before = f"[{METRICS}, {BARS}]"
            return choose(page, period, f"{METRICS} !== before[0] && {BARS} && {BARS} !== before[1]", before)

        first = in_turn(len(PERIODS), {"floor": small_change, "ours": iterating(change, PERIODS)})
        later = in_turn(2 * rounds, {"floor": small_change, "ours": iterating(change, PERIODS[:2] * rounds)})
        charts = "[...document.querySelectorAll('.point path')].map(e => e.getAttribute('d')).join()"
        reference = [choose(usual, kind, f"{charts} !== before", charts) for kind in ("conference", "all") * rounds]
    return [
        result("filter change", later["ours"], later["floor"], goal=1.5),
        result("filter change, to a period that nobody chose before", first["ours"], first["floor"]),
        result("(plain Streamlit, filter change)", reference, later["floor"]),
    ]


def switches(browser: Browser, *, rounds: int, pages: Server, house: Server) -> list[Result]:
    """From the press on another page's name to that page's last chart: the first time, and again."""
    there = f"{TITLE} === '{SWITCH_TO}' && document.querySelector('.st-key-{LAST_CHART} .point path')"
    subjects = {
        "floor": lambda: to_and_fro(browser, pages, PAGE_ONE, ("Two", f"{TITLE} === 'Two'"), ("One", f"{TITLE} === 'One'")),
        "ours": lambda: to_and_fro(browser, house, OVERVIEW, (SWITCH_TO, there), ("Overview", f"{TITLE} === 'Overview' && {BARS}")),
    }
    times = in_turn(rounds, subjects)
    first, later = ({name: [one[moment] for one in many] for name, many in times.items()} for moment in ("first", "later"))
    return [
        result(f"first switch, to {SWITCH_TO}", first["ours"], first["floor"], goal=5),
        result(f"later switches to {SWITCH_TO}", later["ours"], later["floor"], goal=2),
    ]


def to_and_fro(browser: Browser, server: Server, is_open: Mapping[str, str], there: tuple[str, str], back: tuple[str, str]) -> dict[str, float]:
    """The ms of the first switch to a page, and of a later one to the same."""
    with opened(browser, server.address, is_open) as page:
        first, _, later = (press(page, page.get_by_test_id("stTopNavLink").filter(has_text=name).click, shown) for name, shown in (there, back, there))
    return {"first": first, "later": later}


def maps(browser: Browser, *, rounds: int, bare: Server, house: Server) -> list[Result]:
    """A cold start on the page with the map, against the same page without it."""
    subjects = {
        "floor": lambda: cold(browser, bare.address + "/map", {"all": MAP_WORDS}),
        "ours": lambda: cold(browser, house.address + "/map", MAP),
    }
    times = in_turn(rounds, subjects)
    return [result("cold start on the map, against that page without its map", [one["all"] for one in times["ours"]], [one["all"] for one in times["floor"]], goal=1.1)]


def wire(browser: Browser, *, hi: Server, plain: Server, house: Server) -> list[Result]:
    """What a cold start takes over the wire, WebSocket included, and in how many requests."""
    (small, few), (large, many), (ours_mb, our_requests) = (
        transferred(browser, server.address, watched) for server, watched in ((hi, HI), (plain, PLAIN), (house, OVERVIEW))
    )
    return [
        Result("over the wire on a cold start", ours_mb, "MB", limit=3.5),
        Result("(the floor, over the wire)", small, "MB"),
        Result("(plain Streamlit, over the wire)", large, "MB"),
        Result("requests on a cold start", our_requests, "", few),
        Result("(plain Streamlit, requests)", many, "", few),
    ]


def transferred(browser: Browser, address: str, watched: Mapping[str, str]) -> tuple[float, int]:
    """(MB, requests) of a cold start, until a second after all is there."""
    amount, count = 0.0, 0

    def add(event: dict[str, float]) -> None:
        nonlocal amount, count
        amount, count = amount + event["encodedDataLength"], count + 1

    def add_frame(event: dict[str, dict[str, str]]) -> None:
        nonlocal amount
        # Binary frames are told in base64.
        amount += len(event["response"]["payloadData"]) * 3 / 4

    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", add)
    session.on("Network.webSocketFrameReceived", add_frame)
    arrive(page, address, watched)
    page.wait_for_timeout(1_000)
    page.context.close()
    return amount / 1e6, count


def in_turn(rounds: int, subjects: Mapping[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """What each subject measured, A B A B …, so that what slows the machine slows all alike."""
    found: dict[str, list[Any]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, measure in subjects.items():
            found[name].append(measure())
    return found


def iterating(measure: Callable[[str], float], values: tuple[str, ...]) -> Callable[[], float]:
    """A measurement that takes the next value at each call."""
    rest = iter(values)
    return lambda: measure(next(rest))


def cold(browser: Browser, address: str, watched: Mapping[str, str]) -> dict[str, float]:
    """When each thing was seen, in ms since the navigation, in a browser that knows nothing yet."""
    context = browser.new_context()
    seen = arrive(context.new_page(), address, watched)
    context.close()
    return seen


@contextmanager
def opened(browser: Browser, address: str, watched: Mapping[str, str]) -> Iterator[Page]:
    """A page that is there in full, and at rest."""
    context = browser.new_context()
    page = context.new_page()
    arrive(page, address, watched)
    page.wait_for_timeout(PAUSE_MS)
    yield page
    context.close()


def arrive(page: Page, address: str, watched: Mapping[str, str]) -> dict[str, float]:
    """Go there; gives when each thing was seen."""
    page.add_init_script(WATCH % ", ".join(f"{name}: () => {isThere}" for name, isThere in watched.items()))
    page.goto(address, wait_until="commit")
    return _seen(page, len(watched))


def choose(page: Page, value: str, changed: str, before: str) -> float:
    """The ms from the press on a value of the page's first selectbox until `changed` holds."""
    page.get_by_test_id("stSelectbox").first.locator("input").click()
    option = page.get_by_role("option", name=value, exact=True)
    option.scroll_into_view_if_needed()
    return press(page, option.click, changed, before)


def press(page: Page, click: Callable[[], None], changed: str, before: str = "null") -> float:
    """The ms from a press until `changed` holds, which may speak of what was `before`."""
    page.wait_for_timeout(PAUSE_MS)
    page.evaluate(f"() => {{ const before = {before}; waitFor({{all: () => {changed}}}) }}")
    click()
    return _seen(page, 1)["all"] - page.evaluate("() => pressed")


def _seen(page: Page, count: int) -> dict[str, float]:
    page.wait_for_function("count => Object.keys(seen).length === count", arg=count, timeout=LONGEST_MS, polling=50)
    return page.evaluate("() => seen")

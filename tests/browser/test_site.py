"""The single page from a folder: readable with the network cut and without a script, asked questions of with one; and on paper."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from pypdf import PdfReader

from charts.exhibit import View
from exports.asked import Asked
from exports.pdf import pdf_file
from exports.site import page_file
from loaders import Dataset
from locales import words

Opened = tuple[Page, list[str]]
A4_PT = (595, 842)


def asked(data: Dataset, language: str = "en") -> Asked:
    return Asked(View(data, data, data.as_of(date(2026, 1, 15)), words(language)))


@pytest.fixture(scope="module")
def file(real: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "programme.html"
    path.write_bytes(page_file(asked(real)))
    return path


@pytest.fixture
def open_file(chromium: Browser, file: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the file with the network cut: `open_file("#fr", java_script_enabled=False)` gives the page and what went wrong."""
    contexts: list[BrowserContext] = []

    def start(at: str = "", **options: object) -> Opened:
        context = chromium.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page, wrong = context.new_page(), []

        def complain(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                wrong.append(message.text)

        page.on("console", complain)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((file.as_uri(), "data:")) else None)
        page.goto(file.as_uri() + at)
        return page, wrong

    yield start
    for context in contexts:
        context.close()


def scroll_through(page: Page) -> None:
    """Bring every figure that is shown into sight, and wait until each is drawn."""
    for figure in page.locator("figure:has(> script)").all():
        if figure.is_visible():
            figure.scroll_into_view_if_needed()
            expect(figure).to_have_class("is-drawn")


def test_without_a_script_every_word_table_and_figure_is_there(open_file):
    page, wrong = open_file(java_script_enabled=False)
    for title in ("Overview", "Timeline", "Map", "Themes", "Delegations", "Participants", "Publications", "Indicators"):
        expect(page.get_by_role("heading", name=title, exact=True, level=2)).to_be_visible()
    pictures = page.locator("#en figure").filter(visible=True)
    # One each of overview, timeline and map, four themes, three delegations, four participants, three publications, 13 indicators.
    assert pictures.count() == 30
    assert pictures.locator("svg[role=img]").filter(visible=True).count() == 30
    expect(page.locator("#en-delegations text", has_text="Montreal → Seoul").filter(visible=True)).to_have_count(3)
    page.locator("#en-map").get_by_text("Table", exact=True).click()
    expect(page.locator("#en-map").get_by_role("row", name="Montreal city")).to_be_visible()
    expect(page.locator("#fr")).to_be_hidden()
    assert wrong == []


def test_the_other_language_is_one_click_away_and_needs_no_script(open_file):
    page, wrong = open_file(java_script_enabled=False)
    page.locator("#en nav").get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", name="Chronologie", level=2)).to_be_visible()
    expect(page.locator("#en")).to_be_hidden()
    page.locator("#fr nav").get_by_role("link", name="Carte").click()
    expect(page.locator("#fr-map")).to_be_in_viewport()
    expect(page.locator("#en")).to_be_hidden()
    page.locator("#fr nav").get_by_role("link", name="English").click()
    expect(page.locator("#fr")).to_be_hidden()
    assert wrong == []


def test_with_a_script_every_kind_of_figure_answers_to_the_pointer_and_nothing_is_forbidden(open_file):
    page, wrong = open_file()
    scroll_through(page)
    assert page.locator("#en figure.is-drawn").count() > 20
    bars = page.locator("#en-participants figure").first
    bars.scroll_into_view_if_needed()
    # Plotly listens on a sheet above its bars.
    box = bars.locator(".barlayer .point").first.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    expect(bars.locator(".hoverlayer")).to_contain_text("Local government: 5 people")
    # The bold words of a figure need what the policy lets in.
    heading = page.locator("#en-themes .plot").first.locator("text", has_text="Social finance")
    assert heading.locator("tspan").evaluate("node => getComputedStyle(node).fontWeight") == "700"
    assert wrong == []


def test_on_a_dark_telephone_it_fits_and_its_figures_are_light(open_file):
    page, wrong = open_file("#fr-themes", color_scheme="dark", viewport={"width": 390, "height": 844})
    figure = page.locator("#fr-themes figure").first
    expect(figure).to_have_class("is-drawn")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # International networks, the first, is #882255 on paper, too dark to be seen here.
    assert figure.locator(".barlayer .point path").first.evaluate("node => getComputedStyle(node).fill") == "rgb(185, 46, 116)"
    assert figure.locator(".textpoint text").first.evaluate("node => getComputedStyle(node).fill") == "rgb(237, 233, 225)"
    assert wrong == []


def test_on_paper_it_is_a4_with_numbered_pages_and_every_title(real):
    read = PdfReader(BytesIO(pdf_file(asked(real, "fr"))))
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in read.pages} == {A4_PT}
    texts = [" ".join(page.extract_text().split()) for page in read.pages]
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert "CITIES, International Centre" in text
    every = " ".join(texts)
    for title in ("Aperçu", "Chronologie", "Carte", "Thèmes", "Délégations", "Participants", "Publications", "Indicateurs"):
        assert title in every
    assert "cities-2018-2019.xlsx" in every, "the sources, folded on the screen"
    assert "Overview" not in every
    assert "Youth Engagement" in every, "the timeline’s own words"

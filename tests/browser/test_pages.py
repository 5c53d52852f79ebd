"""What a reader meets in a real browser: content, calm consoles, links that carry the view, files to keep."""

import re
import struct
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from dashboard import PAGES
from tests.browser.conftest import settle
from tests.servers import serve

# A sign of each page's own content: the figure, or the canvas that it draws on.
CONTENT = {
    "overview": ".st-key-chart-overview-months .main-svg",
    "timeline": ".js-plotly-plot .main-svg",
    "map": "[data-testid=stDeckGlJsonChart] canvas",
    "themes": ".js-plotly-plot .main-svg",
    "delegations": ".js-plotly-plot .main-svg",
    "participants": ".js-plotly-plot .main-svg",
    "publications": ".js-plotly-plot .main-svg",
    "indicators": ".st-key-board [data-testid=stDataFrame]",
    "changes": "h3",
    "quality": ".js-plotly-plot .main-svg",
    "present": ".st-key-make-workbook button",
    "data": "[data-testid=stFileUploader]",
    "share": ".st-key-share-open button",
    "audit": "h1",
}
PNG = b"\x89PNG\r\n\x1a\n"


def visit(page: Page, app: str, name: str = "", **address: str) -> None:
    """Open a page and wait until its content is drawn."""
    query = "&".join(f"{key}={value}" for key, value in address.items())
    page.goto(f"{app}/{'' if name == 'overview' else name}?{query}")
    expect(page.locator(CONTENT[name or "overview"]).first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_shows_its_content_asks_no_other_host_and_fits(open_browser, app, name, width):
    page, heard = open_browser(viewport={"width": width, "height": 900})
    visit(page, app, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[name])
    assert heard.elsewhere == []
    assert heard.errors == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is cut at the side"


def test_a_page_in_the_dark_asks_no_other_host(open_browser, app):
    page, heard = open_browser(color_scheme="dark")
    visit(page, app, "map")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(27, 25, 22)"
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_a_filter_survives_to_the_next_page_and_in_a_copied_address(page, app, open_browser):
    visit(page, app, "overview")
    page.get_by_role("combobox", name="Cities").click()
    page.get_by_role("option", name="Bilbao").click()
    figure = page.locator(".st-key-figures p", has_text="Events").locator("strong")
    expect(figure).to_have_text("4")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Delegations").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delegations")
    expect(page.get_by_text("Bilbao").first).to_be_visible()
    assert parse_qs(urlparse(page.url).query)["cities"] == ["Bilbao"]

    copied, _ = open_browser()
    copied.goto(page.url.replace("/delegations", "/"))
    expect(copied.locator(".st-key-figures p", has_text="Events").locator("strong")).to_have_text("4")


def test_a_copied_link_carries_filters_and_language(open_browser, app):
    page, _ = open_browser(locale="fr-CA", permissions=["clipboard-read", "clipboard-write"])
    visit(page, app, "delegations", cities="Bilbao")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("button", name="Copié, pour l’équipe seulement")).to_be_visible()
    copied = parse_qs(urlparse(page.evaluate("navigator.clipboard.readText()")).query)
    assert copied == {"cities": ["Bilbao"], "lang": ["Français"]}


def test_the_first_visitor_of_a_server_may_come_by_a_copied_link(folders, open_browser):
    page, _ = open_browser()
    with serve(folders["real"]) as address:
        page.goto(f"{address}/delegations?cities=Bilbao")
        expect(page.get_by_role("heading", level=1)).to_have_text("Delegations")
        expect(page.get_by_role("combobox", name="Period")).to_be_visible()


def test_the_browser_chooses_the_language_and_the_switch_changes_it(open_browser, app):
    page, _ = open_browser(locale="fr-CA")
    visit(page, app, "overview")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aperçu")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert parse_qs(urlparse(page.url).query)["lang"] == ["English"]
    # Who has it read aloud hears English.
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_figure_opens_the_rows_it_was_counted_from(page, app):
    visit(page, app, "overview")
    page.locator(".st-key-figures").get_by_role("button", name="Source").nth(1).click()
    bubble = page.locator("[data-testid=stPopoverBody]")
    expect(bubble.get_by_text("Made from 7 rows")).to_be_visible()
    expect(bubble.get_by_text("Delegations that have taken place", exact=False)).to_be_visible()
    expect(bubble.locator("[data-testid=stDataFrame]").first).to_be_visible()


def test_tables_are_sent_only_when_asked_for(page, app):
    visit(page, app, "overview")
    tables = page.locator("[data-testid=stDataFrame]")
    expect(tables).to_have_count(0)
    page.locator(".st-key-tools-overview-months").get_by_text("Table").click()
    expect(tables).to_have_count(1)


def test_a_chart_is_saved_as_png_svg_and_csv(page, heard, app, tmp_path):
    visit(page, app, "overview")
    finding = page.get_by_role("heading", level=3).filter(has_text="busiest month").inner_text()
    page.locator(".st-key-tools-overview-months").get_by_role("button", name="Download").click()
    page.locator("[data-testid=stPopoverBody]").wait_for()
    files = {}
    for label in ("Picture (PNG)", "Picture (SVG)", "Table (CSV)"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        waiting.value.save_as(files.setdefault(label, tmp_path / waiting.value.suggested_filename))
    png, svg = files["Picture (PNG)"].read_bytes(), ElementTree.parse(files["Picture (SVG)"]).getroot()
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    assert width > 600 and height > 200
    written = " ".join(svg.itertext())
    assert "Oct" in written
    assert finding in written
    assert "Data as of 31 July 2019" in written
    assert not re.search(r"https?://(?!www\.w3\.org)", Path(files["Picture (SVG)"]).read_text())
    csv = files["Table (CSV)"].read_bytes()
    assert csv.startswith("\ufeffMonth,Delegations,Events".encode())
    # October 2018: the delegation to Bilbao, four events there, and the Sharing Cities Summit.
    assert b"October 2018,1,5,0" in csv.replace(b"\r\n", b"\n")
    assert heard.elsewhere == []


def test_any_two_days_are_a_period_and_stand_in_the_address(page, heard, app):
    page.goto(f"{app}/?period=Dates+…&days=2018-10-01&days=2018-10-31")
    figure = page.locator(".st-key-figures p", has_text="Events").locator("strong")
    # Four at the forum in Bilbao, the summit in Barcelona; two pilots of that fall and four events of that year may have been then.
    expect(figure).to_have_text("11")
    page.get_by_role("combobox", name="Compared with").click()
    page.get_by_role("option", name="Compared with the same period of the year before").click()
    expect(page).to_have_url(re.compile("compare="))
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_the_years_above_the_quarters_of_one_theme_are_whole(page, app):
    visit(page, app, "themes", themes="Health co-operatives")
    chart = page.locator(".st-key-chart-themes-by_quarter")
    years = chart.locator(".xtick text", has_text=re.compile("20[0-9][0-9]"))
    expect(years.first).to_be_attached()
    settle(page)
    top = chart.locator(".main-svg").first.bounding_box()["y"]
    assert [year for year in years.all() if year.bounding_box()["y"] < top] == []

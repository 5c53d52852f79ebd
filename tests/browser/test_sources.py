"""Where a number comes from, in a real browser: of a figure, of one bar, and of one line of the map."""

import json

import pytest
from playwright.sync_api import Error, Page, expect

from charts.map import exhibit, fitted
from tests.browser.conftest import settle
from tests.browser.test_map import CHART, on_the_page, visit


@pytest.mark.parametrize("width", [1280, 390])
def test_a_figure_opens_its_rows_and_those_left_out_and_both_can_be_taken_home(open_browser, app, width):
    page, heard = open_browser(viewport={"width": width, "height": 844})
    page.goto(app)
    page.get_by_role("button", name="Source").nth(2).click()
    source = page.get_by_test_id("stPopoverBody")
    expect(source).to_contain_text("Events that have taken place")
    expect(source).to_contain_text("Made from 22 rows")
    settle(page)
    assert source.bounding_box()["height"] > (400 if width == 390 else 200), "there is room to read it"
    source.get_by_text("4 rows were left out").first.click()
    expect(source).to_contain_text("it has not taken place by the day of the data (3)")
    with page.expect_download() as download:
        # The periods that are compared have files of their own, after it.
        source.get_by_role("button", name="Rows (CSV)").first.click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    answers = [line.split(",") for line in text.splitlines()]
    assert (sum("yes" in line for line in answers), sum("no" in line for line in answers)) == (22, 4)
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_a_bar_opens_its_own_rows(page, heard, app):
    page.goto(f"{app}/themes")
    bars = page.locator(".st-key-chart-themes-by_kind .barlayer .trace").first.locator("path")
    expect(bars.first).to_be_visible()
    settle(page)
    # The events of the first theme, after its projects and delegations.
    bar = bars.nth(2)
    bar.scroll_into_view_if_needed()
    settle(page)
    box = bar.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("International networks, Events: 8")
    expect(dialog).to_contain_text("Made from 8 rows")
    assert (heard.elsewhere, heard.errors) == ([], [])


@pytest.mark.parametrize(("width", "line", "title", "beside"), [
    (1280, "montreal|bilbao|delegations|False", "Montreal → Bilbao: 1 delegation", 0),
    # Where a telephone's lines leave room between them, a finger need not be on one to the pixel.
    (390, "quebec|seoul|transfers|False", "Quebec → Seoul: 1 transfer", 4),
])  # fmt: skip
def test_a_line_of_the_map_opens_its_rows(open_browser, app, real, view_of, width, line, title, beside):
    page, heard = open_browser(viewport={"width": width, "height": 1000})
    visit(page, f"{app}/map")
    click_until_told(page, line, view_of(real), beside)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(title)
    expect(dialog).to_contain_text("Made from 1 row")
    assert (heard.elsewhere, heard.errors) == ([], [])


def click_until_told(page: Page, line: str, view, beside: int) -> None:
    """Click on a line, or as many pixels above it, where no place is, until it is answered: drawn by the processor, a press may seem too long."""
    path = next(one["path"] for layer in json.loads(fitted(exhibit(view), width_px=960).figure.to_json())["layers"][0] if layer["id"] == "lines" for one in layer["data"] if one["id"] == line)
    for step in (10, 9, 11, 8, 10, 12):
        page.locator(f"{CHART} canvas").scroll_into_view_if_needed()
        settle(page)
        x, y = on_the_page(path[step], page, view)
        page.mouse.move(x, y - beside)
        settle(page)
        page.mouse.down()
        page.mouse.up()
        try:
            page.get_by_role("dialog").wait_for(timeout=15_000)
        except Error:
            continue
        return
    raise AssertionError("a click on a line opened nothing")

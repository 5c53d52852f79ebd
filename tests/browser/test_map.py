"""The map in a real browser: it draws without any other host, and a click on a city opens what happened there."""

import json
from collections.abc import Sequence
from io import BytesIO
from math import asinh, degrees, radians, tan

import pytest
from PIL import Image
from playwright.sync_api import Error, Page, expect

from charts.map import exhibit, fitted
from charts.map_shape import height
from tests.browser.conftest import settle

CHART = ".st-key-chart-map-places"


def visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(f"{CHART} canvas")).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    settle(page)


def pixel_of(city_id: str, page: Page, view) -> tuple[float, float]:
    """Where on the page a place is drawn."""
    layers = json.loads(exhibit(view).figure.to_json())["layers"][0]
    return on_the_page(next(mark["at"] for layer in layers if layer["id"] == "places" for mark in layer["data"] if mark["id"] == city_id), page, view)


def on_the_page(at: Sequence[float], page: Page, view) -> tuple[float, float]:
    """Where on the page a longitude and latitude are drawn: Mercator, from the middle of the first view."""
    box = page.locator(f"{CHART} canvas").bounding_box()
    shown = exhibit(view)
    width = int(box["width"]) // 80 * 80
    deck = json.loads(fitted(shown, width_px=width).figure.to_json())
    assert box["height"] == height(width)
    start = deck["initialViewState"]
    scale = 512 * 2 ** start["zoom"] / 360
    across = (at[0] - start["longitude"] + 180) % 360 - 180
    up = degrees(asinh(tan(radians(at[1])))) - degrees(asinh(tan(radians(start["latitude"]))))
    return box["x"] + box["width"] / 2 + across * scale, box["y"] + box["height"] / 2 - up * scale


def click_until_chosen(page: Page, city_id: str, name: str, view, below: int = 0) -> None:
    """Click as a person would who is not answered: drawn by the processor, a press may seem too long."""
    for _ in range(6):
        page.locator(f"{CHART} canvas").scroll_into_view_if_needed()
        settle(page)
        # Where it is now: what is shown of the place before may have moved the page.
        x, y = pixel_of(city_id, page, view)
        page.mouse.move(x, y + below)
        # To find what is under the pointer takes the processor longer than a press may last.
        settle(page)
        page.mouse.down()
        page.mouse.up()
        try:
            page.wait_for_url(f"**place={name}*", timeout=20_000)
        except Error:
            continue
        return
    raise AssertionError(f"a click on {name} chose nothing")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_city_opens_what_happened_there(open_browser, app, real, view_of, width):
    page, heard = open_browser(viewport={"width": width, "height": 1000})
    visit(page, f"{app}/map")
    # Quebec's ring lies over the upper part of Montreal's disc on a telephone: the lower part is in sight.
    for city_id, name, sign, below in (("puebla", "Puebla", "Smart Cities Puebla 2018", 0), ("montreal", "Montreal", "Official Launch", 8)):
        click_until_chosen(page, city_id, name, view_of(real), below)
        expect(page.get_by_role("button", name=sign)).to_be_visible()
    page.get_by_role("button", name="Official Launch").click()
    expect(page.get_by_role("dialog")).to_contain_text("May 2018")
    assert (heard.elsewhere, heard.errors) == ([], [])
    assert sum("/reference/land.json" in url for url in heard.requests) == 1


def test_the_map_is_drawn_in_the_land_s_colour(open_browser, app):
    page, _ = open_browser()
    visit(page, f"{app}/map")
    picture = Image.open(BytesIO(page.locator(f"{CHART} canvas").screenshot())).convert("RGB")
    colours = {colour: n for n, colour in picture.getcolors(1_000_000)}
    assert colours.get((0xEA, 0xE4, 0xD8), 0) > 0.15 * picture.width * picture.height, "land is there, from the app's own address"
    assert colours.get((0x1F, 0x6F, 0x79), 0) + sum(n for (r, g, b), n in colours.items() if r < 110 and abs(g - b) < 30 < g - r) > 20, "and the lines"


def test_the_address_opens_a_place_and_a_name_does_what_a_click_does(page, heard, app):
    visit(page, f"{app}/map?place=Bilbao")
    expect(page.get_by_role("button", name="CITIES Breakfast")).to_be_visible()
    page.get_by_role("combobox", name="Place").click()
    page.get_by_role("option", name="Sabadell").click()
    expect(page.get_by_role("button", name="CJS pilot project in Sabadell")).to_be_visible()
    expect(page).to_have_url(f"{app}/map?place=Sabadell")
    assert (heard.elsewhere, heard.errors) == ([], [])

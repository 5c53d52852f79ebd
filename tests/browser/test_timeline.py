"""The timeline in a real browser: a click on a mark opens its record once, and the axis stays in sight."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

CHART = ".st-key-chart-timeline-by_theme"
# Where the mark of a record stands on the page, from plotly's own axes.
MARK_AT = """([chart, id]) => {
  const plot = [...document.querySelectorAll(`${chart} .js-plotly-plot`)].at(-1)
  const trace = plot.data.find(one => one.mode === "markers" && one.customdata?.some(custom => custom[1] === id))
  const at = trace.customdata.findIndex(custom => custom[1] === id)
  const { xaxis, yaxis } = plot._fullLayout, box = plot.getBoundingClientRect()
  return [box.x + xaxis._offset + xaxis.d2p(trace.x[at]), box.y + yaxis._offset + yaxis.d2p(trace.y[at])]
}"""


def visit(page: Page, app: str) -> None:
    page.goto(f"{app}/timeline")
    expect(page.locator(f"{CHART} .js-plotly-plot .main-svg").last).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)


def click_mark(page: Page, record_id: str) -> None:
    """Bring a mark to the middle of the window and click it."""
    _, down = page.evaluate(MARK_AT, [CHART, record_id])
    page.evaluate("down => document.querySelector('[data-testid=stMain]').scrollBy(0, down - window.innerHeight / 2)", down)
    settle(page)
    page.mouse.move(*page.evaluate(MARK_AT, [CHART, record_id]))
    # Plotly opens what it has found under the pointer: its hover label is the sign that it has.
    expect(page.locator(f"{CHART} .hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(*page.evaluate(MARK_AT, [CHART, record_id]))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_mark_opens_its_record_once(open_browser: Any, app: str, real: Any, width: int) -> None:
    delegation = real.delegations.set_index("delegation_id").loc["gsef-2018-delegation"]
    page, heard = open_browser(viewport={"width": width, "height": 900})
    visit(page, app)
    click_mark(page, "gsef-2018-delegation")
    record = page.get_by_role("dialog")
    expect(record).to_contain_text(delegation["title"])
    expect(record).to_contain_text(
        f"Source: {delegation['source_file']}, sheet {delegation['source_sheet']}, row {delegation['source_row']}"
    )
    page.keyboard.press("Escape")
    expect(record).to_have_count(0)
    page.get_by_role("radio", name="City").or_(page.get_by_role("button", name="City", exact=True)).first.click()
    expect(page.locator(".st-key-chart-timeline-by_city .main-svg").last).to_be_visible()
    settle(page)
    expect(record).to_have_count(0)
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_the_axis_stays_in_sight_while_the_rows_scroll_with_the_page(page: Page, app: str) -> None:
    visit(page, app)
    axis, header = page.locator(".st-key-timeline-axis"), page.locator("[data-testid=stHeader]")
    assert page.evaluate("chart => [...document.querySelectorAll(`${chart} *`)].every(one => one.scrollHeight <= one.clientHeight + 2 || getComputedStyle(one).overflowY !== 'auto')", CHART), "no box scrolls within the page"
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1200)")
    settle(page)
    assert abs(axis.bounding_box()["y"] - header.bounding_box()["height"]) < 3

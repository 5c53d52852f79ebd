"""Indicators in a real browser: the board, the framework, a card, and where its number comes from."""

from playwright.sync_api import expect

from tests.browser.conftest import settle


def test_a_card_tells_the_value_its_parts_and_its_rows(page, heard, app):
    page.goto(f"{app}/indicators?shape=Results+framework")
    page.get_by_role("button", name="Delegations and missions").click()
    card = page.get_by_role("dialog", name="Delegations and missions")
    expect(card).to_contain_text("7: no target")
    expect(card).to_contain_text("By 31 July 2019: 7")
    expect(card.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    card.get_by_role("button", name="Source").first.click()
    bubble = page.get_by_test_id("stPopoverBody")
    expect(bubble).to_contain_text("Delegations that have taken place")
    expect(bubble).to_contain_text("Filters: all until 31 July 2019")
    expect(bubble).to_contain_text("Made from 7 rows")
    # Three of the seven went to Korea.
    expect(card).to_contain_text("Most: Korea, 3 of 7")
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_a_line_of_the_board_opens_its_card(page, heard, app):
    page.goto(f"{app}/indicators")
    board = page.locator(".st-key-board [data-testid=stDataFrame]")
    expect(board).to_be_visible()
    settle(page)
    # The box before the second line: Transfers, after Partner cities.
    board.click(position={"x": 16, "y": 35 + 35 + 17})
    expect(page.get_by_role("dialog")).to_contain_text("Transfers")
    expect(page.get_by_role("dialog")).to_contain_text("14: no target")
    assert (heard.elsewhere, heard.errors) == ([], [])


def test_a_bar_on_a_card_tells_its_own_rows_below_the_figure(page, heard, app):
    page.goto(f"{app}/indicators?shape=Results+framework")
    page.get_by_role("button", name="Delegations and missions").click()
    card = page.get_by_role("dialog", name="Delegations and missions")
    bar = card.locator(".barlayer .trace").first.locator("path").first
    expect(bar).to_be_visible()
    bar.scroll_into_view_if_needed()
    settle(page)
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    own = card.locator(".st-key-mark-source-indicators-parts-delegations-count-city")
    expect(own).to_contain_text("Made from 3 rows")
    assert (heard.elsewhere, heard.errors) == ([], [])

"""A file to save is there when it is asked for, however late and whatever others do in the meantime."""

from playwright.sync_api import Route

from tests.browser.conftest import settle

# A page that looks whether it may still be shown exchanges some five messages. Streamlit drops a file after the second look of anybody's.
MESSAGES = 30


def test_a_file_that_is_fetched_late_is_still_there(page, app):
    sockets: list = []
    held: list[Route] = []
    page.on("websocket", lambda one: sockets.append(one))
    page.goto(f"{app}/publications")
    page.locator(".st-key-tools-publications-by_year").get_by_role("button", name="Download").click()
    settle(page)
    page.route("**/media/*.csv", lambda route: held.append(route))
    page.get_by_role("button", name="Table (CSV)").click()
    for _ in range(MESSAGES):
        sockets[-1].wait_for_event("framereceived")
    with page.expect_response("**/media/*.csv") as answer:
        held[0].continue_()
    assert answer.value.status == 200

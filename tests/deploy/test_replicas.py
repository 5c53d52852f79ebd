"""Two dashboards behind an nginx: a link is opened on one and revoked for both, and one that dies takes no visitor with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.deploy.conftest import Shared
from tests.deploy.replicas import COOKIE, Replica, Site

# What the deployment promises: milliseconds.
TAKEN_BACK_WITHIN, CARRIES_ON_WITHIN = 5_000, 10_000
# A process that is up again is asked again after 5 s (nginx.conf), whoever comes.
ASKED_AGAIN_WITHIN_SECONDS = 20

Visit = Callable[[Replica, str], Page]
Share = Callable[..., Shared]


@pytest.fixture
def both(site: Site, visit: Visit, share: Share) -> tuple[Shared, list[Page]]:
    """A link, and two visitors who have it open, one on each process."""
    link = share("--exports")
    pages = [visit(replica, f"/s/{link.token}") for replica in site.replicas]
    for page in pages:
        expect(page.get_by_role("heading", name="Overview").first).to_be_visible()
        settle(page)
    return link, pages


def test_a_link_is_revoked_for_the_visitors_of_every_process(both, sharing, site):
    link, pages = both
    assert [page.url for page in pages] == [f"{site.address}/"] * 2, "the token does not stay in the address"
    sharing("revoke", link.link_id)
    for page in pages:
        expect(page.get_by_text("This link does not open anything any more")).to_be_visible(timeout=TAKEN_BACK_WITHIN)
        expect(page.get_by_role("heading", name="Overview")).to_have_count(0)
    for replica in site.replicas:
        page = pages[site.replicas.index(replica)]
        assert page.goto(f"{site.address}/s/{link.token}").status == 404


def test_the_visitors_of_a_process_that_dies_carry_on_with_the_other(both, site):
    first, second = site.replicas
    page, bystander = both[1]
    hung_up: list[object] = []
    bystander.on("websocket", lambda one: hung_up.append(one))
    first.die()
    try:
        page.get_by_role("link", name="Timeline").first.click(timeout=CARRIES_ON_WITHIN)
        expect(page.get_by_role("heading", name="Timeline").first).to_be_visible(timeout=CARRIES_ON_WITHIN)
        settle(page)
        bystander.get_by_role("link", name="Publications").first.click()
        expect(bystander.get_by_role("heading", name="Publications").first).to_be_visible()
        assert not hung_up, "who was with the other process has noticed nothing"
        page.reload()
        expect(page.get_by_role("heading", name="Timeline").first).to_be_visible()
    finally:
        first.rise()

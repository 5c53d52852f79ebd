"""Which pages are for whom, and who may take files along."""

import pytest

from dashboard import PAGES
from sharing.grants import SHAREABLE, Grant
from sharing.viewer import NOBODY, Viewer

DIRECTOR, BOARD = Viewer("director", "d@example.org"), Viewer("board", "b@example.org")


def opened(viewer: Viewer) -> set[str]:
    return {page for page in PAGES if viewer.may_open(page)}


def funder(**said: object) -> Viewer:
    return Viewer("funder", "link 1", "link 1", Grant("A funder", **said), 1)


def test_a_director_opens_every_page_and_the_board_those_that_change_nothing():
    assert opened(DIRECTOR) == set(PAGES)
    assert opened(BOARD) == set(PAGES) - {"data", "share", "audit"}
    assert opened(NOBODY) == set()


def test_a_link_opens_its_pages_alone():
    assert opened(funder()) == set(SHAREABLE)
    assert opened(funder(pages=("overview", "map"))) == {"overview", "map"}


@pytest.mark.parametrize(("viewer", "may"), [(DIRECTOR, True), (BOARD, True), (NOBODY, False), (funder(), False), (funder(has_exports=True), True)])
def test_files_are_for_whom_they_are(viewer, may):
    assert viewer.may_export is may


def test_what_is_presented_comes_with_files_and_all_pages_or_not_at_all():
    assert funder(has_exports=True).may_open("present")
    assert not funder().may_open("present")
    assert not funder(has_exports=True, pages=("overview",)).may_open("present")


def test_every_page_that_a_link_can_open_is_there_and_none_that_speaks_of_the_files():
    assert set(SHAREABLE) <= set(PAGES)
    assert not {"quality", "changes", "data", "share", "audit", "present"} & set(SHAREABLE)

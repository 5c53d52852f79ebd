"""The audit: who did what, when, with which link; without what would name a reader or break a page."""

from datetime import timedelta

import pytest

from sharing import audit, links
from sharing.audit import Entry
from sharing.errors import SharingError
from sharing.grants import Grant
from sharing.store import Store
from tests.sharing.conftest import NOW


def test_every_step_in_the_life_of_a_link_is_written_down(store: Store):
    _, link = links.create(store, Grant("Fonds"), until=NOW.date(), by="a@x.org", now=NOW)
    steps = [NOW + timedelta(hours=hours) for hours in range(4)]
    links.count_opening(store, link.link_id, steps[1])
    links.renew(store, link.link_id, until=NOW.date() + timedelta(days=1), by="b@x.org", now=steps[2])
    links.revoke(store, link.link_id, by="c@x.org", now=steps[3])
    assert audit.entries(store) == [
        Entry(4, steps[3], "revoked", "c@x.org", 1, "Fonds"),
        Entry(3, steps[2], "renewed", "b@x.org", 1, "Fonds, until 2026-11-28"),
        Entry(2, steps[1], "opened", "link 1", 1, "Fonds"),
        Entry(1, steps[0], "created", "a@x.org", 1, "Fonds, until 2026-11-27"),
    ]


@pytest.mark.parametrize("what", audit.KINDS)
def test_what_is_done_elsewhere_is_recorded(store: Store, what: str):
    audit.record(store, what, who="director@x.org", now=NOW, detail="programme.xlsx")
    assert audit.entries(store) == [Entry(1, NOW, what, "director@x.org", None, "programme.xlsx")]


def test_only_known_kinds_are_recorded(store: Store):
    with pytest.raises(ValueError, match="looked is none of created, renewed"):
        audit.record(store, "looked", who="x", now=NOW)
    assert audit.entries(store) == []


def test_an_entry_of_no_link_is_not_kept(store: Store):
    with pytest.raises(SharingError, match="Nothing was saved"):
        audit.record(store, "opened", who="link 9", now=NOW, link_id=9)
    assert audit.entries(store) == []


def test_the_latest_come_first_a_page_at_a_time_and_by_kind(store: Store):
    for number in range(7):
        audit.record(store, "exported" if number % 3 else "signed_in", who="x", now=NOW - timedelta(days=number), detail=str(number))
    first = audit.entries(store, limit=3)
    assert [entry.detail for entry in first] == ["6", "5", "4"]
    assert [entry.detail for entry in audit.entries(store, limit=3, before_id=first[-1].entry_id)] == ["3", "2", "1"]
    assert [entry.detail for entry in audit.entries(store, what="signed_in", before_id=7)] == ["3", "0"]


def test_entries_are_kept_for_so_many_days(store: Store):
    for days in (29, 30, 31, 400):
        audit.record(store, "exported", who="x", now=NOW - timedelta(days=days), detail=str(days))
    assert audit.prune(store, days=30, now=NOW) == 2
    assert [entry.detail for entry in audit.entries(store)] == ["30", "29"]
    assert audit.prune(store, days=30, now=NOW) == 0


@pytest.mark.parametrize(
    ("detail", "kept"),
    [("a\0b\x1b[2J", "a�b�[2J"), ("two\nlines", "two lines"), ("\u202egpj.exe", "�gpj.exe"), ("lone \ud800", "lone ?"), ("x" * 1000, "x" * 500), ("“é” 서울", "“é” 서울")],
)
def test_an_entry_is_one_line_that_any_page_and_database_takes(store: Store, detail: str, kept: str):
    audit.record(store, "data_changed", who=detail, now=NOW, detail=detail)
    assert [(entry.who, entry.detail) for entry in audit.entries(store)] == [(kept, kept)]


def test_a_moment_without_a_time_zone_is_nobodys(store: Store):
    with pytest.raises(SharingError, match="a moment without a time zone"):
        audit.record(store, "exported", who="x", now=NOW.replace(tzinfo=None))

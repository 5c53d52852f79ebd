"""The life of a link: made, found by its token, opened, renewed, revoked; and what is never kept of it."""

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, text

from sharing import audit, links
from sharing.errors import SharingError
from sharing.grants import Grant
from sharing.links import Link
from sharing.store import Store
from tests.sharing.conftest import NOW, Place

UNTIL = date(2027, 1, 31)
GRANT = Grant("Fonds jeunesse", project_ids=("a", "b"), start=date(2019, 1, 1), end=date(2019, 12, 31), pages=("overview", "map"), minimum_count=10)


def _made(store: Store, grant: Grant = GRANT, until: date = UNTIL) -> tuple[str, Link]:
    return links.create(store, grant, until=until, by="director@x.org", now=NOW)


def test_a_link_is_found_by_its_token_and_grants_what_was_meant(store: Store):
    token, link = _made(store)
    assert len(token) == 43, "256 bits, six to a sign"
    with store.reading() as connection:
        assert connection.execute(text("SELECT token_sha256 FROM shared_links")).scalar_one() == sha256(token.encode()).digest()
    assert links.found(store, token, NOW) == links.open_link(store, link.link_id, NOW) == link
    assert link == Link(link.link_id, GRANT, NOW, "director@x.org", datetime(2027, 1, 31, 23, 59, 59, 999999, tzinfo=UTC))


def test_a_token_is_32_bytes_of_the_operating_systems_own_chance(store: Store, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    known = secrets.token_urlsafe

    def told(size: int) -> str:
        asked.append(size)
        return known(size)

    monkeypatch.setattr(secrets, "token_urlsafe", told)
    _made(store)
    assert asked == [32]


def test_no_two_tokens_are_alike(store: Store):
    assert len({_made(store)[0] for _ in range(20)}) == 20


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "é\0\ud800", "' OR 1=1 --", "x" * 100_000])
def test_what_is_no_token_opens_nothing(store: Store, token: str):
    _made(store)
    assert links.found(store, token, NOW) is None


@pytest.mark.parametrize("link_id", [0, -1, 99, 2**31, 2**80])
def test_what_is_no_number_opens_nothing(store: Store, link_id: int):
    _made(store)
    assert links.open_link(store, link_id, NOW) is None
    with pytest.raises(SharingError, match=rf"^There is no link {link_id}\.$"):
        links.revoke(store, link_id, by="me", now=NOW)
    with pytest.raises(SharingError, match="There is no link"):
        links.renew(store, link_id, until=UNTIL, by="me", now=NOW)
    with pytest.raises(SharingError, match="There is no link"):
        links.count_opening(store, link_id, NOW)
    assert [entry.what for entry in audit.entries(store)] == ["created"]


def test_the_token_is_kept_nowhere(place: Place):
    with closing(place.open()) as store:
        token, link = _made(store)
        links.count_opening(store, link.link_id, NOW)
        with store.reading() as connection:
            kept = "".join(str(tuple(row)) for table in ("shared_links", "audit_entries") for row in connection.execute(text(f"SELECT * FROM {table}")))
        assert "Fonds jeunesse" in kept
        files = b"".join(path.read_bytes() for path in place.var.iterdir())
        assert bool(place.url) or b"Fonds jeunesse" in files
        assert token not in kept + repr(link) and token.encode() not in files


def test_a_link_works_to_the_end_of_its_last_day_in_utc(store: Store):
    token, link = _made(store)
    last = datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)
    montreal = timezone(timedelta(hours=-5))
    for now, is_open in ((last, True), (last.astimezone(montreal), True), (last + timedelta(seconds=1), False), (datetime(2027, 1, 31, 20, tzinfo=montreal), False)):
        assert (links.found(store, token, now) is not None) is is_open
        assert (links.open_link(store, link.link_id, now) is not None) is is_open
        assert link.state(now) == ("open" if is_open else "expired")


def test_unknown_expired_and_revoked_take_the_same_way(store: Store):
    """The same questions, and no row in answer to any: nothing is left that could take longer for one."""
    revoked, link = _made(store)
    links.revoke(store, link.link_id, by="me", now=NOW)
    expired, _ = _made(store, until=NOW.date())
    good, _ = _made(store)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda connection, cursor, statement, *rest: asked.append(statement))
    ways = []
    for token in ("unknown", expired, revoked, good):
        asked.clear()
        answer = links.found(store, token, NOW + timedelta(days=3))
        ways.append((answer is None, tuple(asked)))
    assert ways[0] == ways[1] == ways[2]
    assert ways[0] == (True, ways[3][1]) and not ways[3][0]
    assert len([statement for statement in ways[0][1] if statement.startswith("SELECT")]) == 1
    with store.reading() as connection:
        for token in (expired, revoked):
            question = links._open(NOW + timedelta(days=3)).where(links.LINKS.c.token_sha256 == links._digest(token))
            assert connection.execute(question).all() == []


def test_a_revoked_link_opens_nothing_and_never_again(store: Store):
    token, link = _made(store)
    gone = links.revoke(store, link.link_id, by="b@x.org", now=NOW + timedelta(hours=1))
    assert gone == replace(link, revoked=NOW + timedelta(hours=1))
    assert gone.state(NOW) == "revoked"
    assert links.found(store, token, NOW) is None and links.open_link(store, link.link_id, NOW) is None
    again = links.revoke(store, link.link_id, by="c@x.org", now=NOW + timedelta(hours=2))
    assert again == gone, "who revokes after another finds it done"
    with pytest.raises(SharingError, match=r"^Link 1 was revoked, which is for good: make a new one\.$"):
        links.renew(store, link.link_id, until=UNTIL, by="me", now=NOW)
    assert links.found(store, token, NOW) is None
    assert [(entry.what, entry.who) for entry in audit.entries(store)] == [("revoked", "b@x.org"), ("created", "director@x.org")]


def test_an_expired_link_works_again_when_it_is_renewed(store: Store):
    token, link = _made(store)
    later = NOW + timedelta(days=100)
    assert links.found(store, token, later) is None
    renewed = links.renew(store, link.link_id, until=date(2027, 6, 1), by="me", now=later)
    assert links.found(store, token, later) == renewed == replace(link, until=datetime(2027, 6, 1, 23, 59, 59, 999999, tzinfo=UTC))


@pytest.mark.parametrize("until", [date(2026, 11, 26), date(2027, 11, 28), date(9999, 12, 31)])
def test_every_link_ends_within_a_year(store: Store, until: date):
    with pytest.raises(SharingError, match="A link ends on a day from 2026-11-27 to 2027-11-27"):
        _made(store, until=until)
    assert links.listed(store) == []
    _, link = _made(store)
    with pytest.raises(SharingError, match="A link ends on a day from"):
        links.renew(store, link.link_id, until=until, by="me", now=NOW)
    assert links.listed(store) == [link]


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2026, 11, 27), date(2027, 11, 27)), (date(2027, 3, 1), date(2028, 3, 1)), (date(2028, 2, 28), date(2029, 2, 28)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_year_ends_on_the_same_day_of_the_next(store: Store, today: date, last: date):
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    assert links.last_day(today) == last
    assert links.create(store, GRANT, until=last, by="me", now=now)[1].until.date() == last
    with pytest.raises(SharingError, match=f"from {today} to {last}"):
        links.create(store, GRANT, until=last + timedelta(days=1), by="me", now=now)


def test_a_grant_that_cannot_be_meant_is_not_kept(store: Store):
    with pytest.raises(SharingError, match="Say for whom"):
        _made(store, replace(GRANT, name=" "))
    assert links.listed(store) == []


def test_openings_are_counted(store: Store):
    _, link = _made(store)
    for hours in (1, 2):
        links.count_opening(store, link.link_id, NOW + timedelta(hours=hours))
    assert links.listed(store) == [replace(link, times_opened=2, last_opened=NOW + timedelta(hours=2))]
    opened = audit.entries(store, what="opened")
    assert [(entry.who, entry.link_id, entry.detail) for entry in opened] == [("link 1", 1, "Fonds jeunesse")] * 2


def test_an_opening_is_counted_once_whoever_tells_of_it(place: Place):
    """The process that a visitor comes to when another was killed does not know what that one has written down."""
    with closing(place.open()) as one, closing(place.open()) as other:
        _, link = _made(one)
        for store, number, hours in ((one, "a", 1), (other, "a", 2), (one, "a", 3), (other, "b", 4)):
            links.count_opening(store, link.link_id, NOW + timedelta(hours=hours), number=number)
        assert links.listed(one) == [replace(link, times_opened=2, last_opened=NOW + timedelta(hours=4))]
        assert [entry.at.hour for entry in audit.entries(one, what="opened")] == [16, 13]


def test_of_two_who_tell_of_one_opening_at_once_one_counts(place: Place):
    with closing(place.open()) as one, closing(place.open()) as other:
        _, link = _made(one)
        together = Barrier(2)

        def tell(store: Store) -> None:
            for number in range(20):
                together.wait()
                links.count_opening(store, link.link_id, NOW, number=str(number))

        threads = [Thread(target=tell, args=(store,)) for store in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert links.listed(one)[0].times_opened == len(audit.entries(one, what="opened")) == 20


def test_links_are_listed_the_latest_first_with_those_that_are_over(store: Store):
    made = [_made(store, replace(GRANT, name=name))[1] for name in ("one", "two", "three")]
    links.revoke(store, made[1].link_id, by="me", now=NOW)
    assert [(link.grant.name, link.state(NOW)) for link in links.listed(store)] == [("three", "open"), ("two", "revoked"), ("one", "open")]


def test_what_is_revoked_in_one_process_is_revoked_in_all(place: Place):
    with closing(place.open()) as one, closing(place.open()) as other:
        token, link = _made(one)
        assert links.found(other, token, NOW) == link
        links.revoke(one, link.link_id, by="me", now=NOW)
        assert links.found(other, token, NOW) is None and links.open_link(other, link.link_id, NOW) is None


def test_of_two_directors_who_save_at_once_both_have_saved(place: Place):
    """Each makes links, and both change the same one: what one revokes the other's renewal does not bring back."""
    with closing(place.open()) as one, closing(place.open()) as other:
        token, shared = _made(one)
        together = Barrier(2)
        made: list[Link] = []

        def work(store: Store, change: Callable[[Store], object]) -> None:
            for number in range(15):
                together.wait()
                made.append(_made(store, replace(GRANT, name=f"{id(store)}-{number}"))[1])
                links.count_opening(store, shared.link_id, NOW)
                if number == 7:
                    change(store)

        def renew(store: Store) -> None:
            try:
                links.renew(store, shared.link_id, until=date(2027, 5, 1), by="renewer", now=NOW)
            except SharingError as reason:
                assert "was revoked" in str(reason)

        threads = [
            Thread(target=work, args=(one, lambda store: links.revoke(store, shared.link_id, by="revoker", now=NOW))),
            Thread(target=work, args=(other, renew)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = {link.link_id: link for link in links.listed(one)}
        assert len(made) == 30 and all(kept[link.link_id] == link for link in made)
        assert kept[shared.link_id].state(NOW) == "revoked" and kept[shared.link_id].times_opened == 30
        assert links.found(other, token, NOW) is None
        assert len(audit.entries(one, what="created")) == 31 and len(audit.entries(one, what="opened")) == 30


def test_a_link_that_was_kept_for_another_version_opens_nothing_and_can_be_revoked_alone(store: Store):
    """A side that this version does not know may have narrowed it: it is as no link, never more than was meant."""
    token, link = _made(store)
    with store.saving() as connection:
        connection.execute(text("UPDATE shared_links SET granted = replace(granted, '\"theme_ids\"', '\"region_ids\"')"))
    assert links.found(store, token, NOW) is None and links.open_link(store, link.link_id, NOW) is None
    [kept] = links.listed(store)
    assert (kept.state(NOW), kept.is_readable, kept.grant.name) == ("unreadable", False, "Fonds jeunesse")
    with pytest.raises(SharingError, match=r"^Link 1 was made by another version of the dashboard, and opens nothing here: make a new one\.$"):
        links.renew(store, link.link_id, until=date(2027, 6, 1), by="me", now=NOW)
    assert links.listed(store) == [kept], "nothing of it was changed"
    assert links.revoke(store, link.link_id, by="me", now=NOW).state(NOW) == "revoked"


@pytest.mark.parametrize("granted", ["", "{", "3", "[]", "{}", '{"name": 7}', '{"name": "a\\nb"}'])
def test_a_link_of_which_nothing_can_be_read_is_listed_all_the_same(store: Store, granted: str):
    _, link = _made(store)
    with store.saving() as connection:
        connection.execute(text("UPDATE shared_links SET granted = :granted"), {"granted": granted})
    assert [(one.link_id, one.grant.name, one.grant.pages, one.state(NOW)) for one in links.listed(store)] == [(link.link_id, "?", (), "unreadable")]

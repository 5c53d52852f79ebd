"""What a process remembers of its visitors: for a while, of so many, and no guess of one counted against another."""

from threading import Barrier, Thread

import pytest

from sharing.guesses import MOST, SECONDS, Guesses, neighbourhood
from sharing.memory import ROLE_SECONDS, Firsts, Roles


def test_a_role_is_remembered_for_a_minute_and_a_half():
    roles = Roles()
    roles.note("user ana", "director", 100.0)
    roles.note("user bo", "board", 100.0)
    assert (ROLE_SECONDS, roles.of("user ana", 189.9), roles.of("user bo", 189.9)) == (90, "director", "board")
    assert (roles.of("user ana", 190.0), roles.of("user eva", 100.0)) == ("", "")
    roles.note("user ana", "director", 150.0)
    assert roles.of("user ana", 230.0) == "director"


def test_a_role_that_is_taken_away_is_forgotten_at_once_and_nobody_is_not_remembered():
    roles = Roles()
    roles.note("user ana", "director", 0.0)
    for audience, role in (("user ana", "nobody"), ("user eva", "nobody"), ("", "director")):
        roles.note(audience, role, 1.0)
        assert roles.of(audience, 1.0) == ""
    assert not roles._found


def test_of_too_many_the_one_who_was_not_seen_for_longest_is_forgotten():
    roles, firsts = Roles(most=2), Firsts(most=2)
    for at, audience in enumerate(("a", "b", "a", "c")):
        roles.note(audience, "board", at)
    assert [roles.of(audience, 4) for audience in "abc"] == ["board", "", "board"]
    assert [firsts.is_first(event) for event in ("a", "b", "a", "c", "a", "b")] == [True, True, False, True, False, True]


def test_of_many_who_meet_an_event_at_once_one_is_the_first():
    firsts, together, found = Firsts(), Barrier(8), []

    def meet() -> None:
        for number in range(100):
            together.wait()
            found.append((number, firsts.is_first(str(number))))

    threads = [Thread(target=meet) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for number, is_first in found if is_first) == list(range(100))


@pytest.mark.parametrize(("address", "counted_as"), [
    ("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("2001:db8:1:2::a", "2001:db8:1:2::/64"), ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    ("2001:db8:1:3::a", "2001:db8:1:3::/64"), ("", ""), ("testclient", "testclient"),
])  # fmt: skip
def test_the_addresses_that_one_subscriber_has_guess_together(address, counted_as):
    assert neighbourhood(address) == counted_as


def test_who_has_guessed_too_often_is_free_after_a_minute_and_nobody_else_has_to_wait():
    guesses = Guesses()
    for number in range(MOST):
        assert not guesses.too_many("203.0.113.9", 100.0)
        guesses.wrong("203.0.113.9", 100.0 + number)
    last = 100.0 + MOST - 1
    assert (SECONDS, guesses.too_many("203.0.113.9", last)) == (60, True)
    assert not guesses.too_many("203.0.113.10", last), "another address"
    assert guesses.too_many("203.0.113.9", 100.0 + SECONDS - 0.1)
    assert not guesses.too_many("203.0.113.9", 100.0 + SECONDS), "the first of them is a minute ago"
    guesses.wrong("203.0.113.9", 100.0 + SECONDS)
    assert guesses.too_many("203.0.113.9", 100.0 + SECONDS)
    assert not guesses.too_many("203.0.113.9", 1_000.0)

"""Which cells of a table are told: none that is not can be worked out, even by who knows the rule by heart."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics import suppression
from metrics.suppression import HIDDEN, SHOWN, SMALL, marks

GROUPS = ("a", "b", "c", "d")
Cells = Mapping[str, int]
Rule = Callable[[Cells, int], "dict[str, str] | None"]


def ours(cells: Cells, minimum: int) -> dict[str, str] | None:
    return marks(cells, minimum, order=GROUPS)


def small_alone(cells: Cells, minimum: int) -> dict[str, str]:
    """What the test must see through: the small withheld, and nothing with them."""
    return {group: SMALL if n < minimum else SHOWN for group, n in cells.items() if n}


def smallest_first(cells: Cells, minimum: int) -> dict[str, str] | None:
    """The usual way, which tells who knows it that what is hidden is less than what is shown."""
    return marks(cells, minimum, order=sorted(cells, key=lambda group: (cells[group], group)))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # Enough in every group: all are shown.
        ({"a": 5, "b": 9}, {"a": SHOWN, "b": SHOWN}),
        # Three of 40 would be what is missing from 40: the first in the order goes with them.
        ({"a": 20, "b": 3, "c": 17}, {"a": HIDDEN, "b": SMALL, "c": SHOWN}),
        # 2 and 3 are 5 together: each may be 1, 2, 3 or 4, and nothing more is given up.
        ({"a": 20, "b": 2, "c": 3}, {"a": SHOWN, "b": SMALL, "c": SMALL}),
        # 1 and 1 can only be that, and 4 and 4 too.
        ({"a": 20, "b": 1, "c": 1}, {"a": HIDDEN, "b": SMALL, "c": SMALL}),
        ({"a": 20, "b": 4, "c": 4}, {"a": HIDDEN, "b": SMALL, "c": SMALL}),
        # 1 and 5 are 6, which is 1 and 5 alone: one more.
        ({"a": 5, "b": 1, "c": 30}, {"a": HIDDEN, "b": SMALL, "c": HIDDEN}),
        # Nothing is left to hide behind: the table is told in no part.
        ({"a": 5, "b": 1}, None),
        ({"b": 4, "c": 1}, {"b": SMALL, "c": SMALL}),
        ({"b": 1, "c": 1}, None),
        ({"a": 0, "b": 7}, {"b": SHOWN}),
    ],
)
def test_what_is_withheld_with_a_minimum_of_five(cells: Cells, told: dict[str, str] | None) -> None:
    assert ours(cells, 5) == told


def range_of(cells: Cells, told: dict[str, str], minimum: int, group: str) -> tuple[int, int]:
    """What a withheld cell can be for who knows the total, what is shown, and what each mark means."""
    bounds = {SHOWN: lambda n: (n, n), SMALL: lambda _: (1, minimum - 1), HIDDEN: lambda _: (minimum, np.inf)}
    names = [*told]
    low, high = zip(*(bounds[told[name]](cells[name]) for name in names), strict=True)
    of_group = np.array([name == group for name in names], dtype=float)
    total = LinearConstraint(np.ones(len(names)), sum(cells.values()), sum(cells.values()))
    least, most = (milp(sign * of_group, constraints=total, bounds=Bounds(low, high), integrality=np.ones(len(names))) for sign in (1, -1))
    return round(least.fun), round(-most.fun)


def given_back(cells: Cells, minimum: int, rule: Rule) -> list[str]:
    """The cells that are withheld and can be worked out all the same."""
    told = rule(cells, minimum) or {}
    withheld = [group for group, mark in told.items() if mark != SHOWN]
    return [group for group in withheld if len(set(range_of(cells, told, minimum, group))) == 1]


TABLES = st.lists(st.integers(0, 12) | st.integers(0, 400), min_size=4, max_size=4).map(lambda found: dict(zip(GROUPS, found, strict=True)))


@given(TABLES, st.integers(3, 12))
@settings(deadline=None, max_examples=250)
def test_no_withheld_cell_is_determined_by_all_that_is_shown(cells: Cells, minimum: int) -> None:
    assert given_back(cells, minimum, ours) == []


def test_the_solver_finds_what_the_small_alone_would_give_back() -> None:
    assert given_back({"a": 20, "b": 3, "c": 17, "d": 0}, 5, small_alone) == ["b"]
    assert given_back({"a": 20, "b": 4, "c": 4, "d": 0}, 5, small_alone) == ["b", "c"]


def determined(minimum: int, most: int, rule: Rule) -> Iterator[tuple[object, str]]:
    """What is published and a withheld cell that is the same in every table of which just that would be published."""
    alike: dict[object, list[Cells]] = defaultdict(list)
    for found in product(range(most + 1), repeat=len(GROUPS)):
        if minimum <= sum(found) <= most:
            cells = dict(zip(GROUPS, found, strict=True))
            told = rule(cells, minimum)
            seen = None if told is None else tuple((group, mark, cells[group] if mark == SHOWN else None) for group, mark in told.items())
            alike[sum(found), seen].append(cells)
    for published, tables in alike.items():
        withheld: Sequence[str] = GROUPS if published[1] is None else [group for group, mark, _ in published[1] if mark != SHOWN]  # type: ignore[index]
        yield from ((published, group) for group in withheld if len({cells[group] for cells in tables}) == 1)


@pytest.mark.parametrize(("minimum", "most"), [(3, 16), (4, 18), (5, 20)])
def test_who_knows_the_rule_can_work_out_no_cell_of_any_table(minimum: int, most: int) -> None:
    # Where nothing is told, nobody is told that a group has anyone: that one has none is all that can be.
    assert [found for found in determined(minimum, most, ours) if found[0][1] is not None] == []  # type: ignore[index]


@pytest.mark.parametrize("rule", [small_alone, smallest_first])
def test_other_rules_are_seen_through(rule: Rule) -> None:
    assert any(published[1] is not None for published, _ in determined(3, 14, rule))  # type: ignore[index]


def test_with_a_narrower_gap_the_rule_itself_would_be_seen_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "GAP", 1)
    assert any(published[1] is not None for published, _ in determined(3, 14, ours))  # type: ignore[index]

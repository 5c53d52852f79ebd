"""Which cells of a table of people may be told: the small are withheld, and others with them, so that no total gives one back."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)
# How far what is withheld must be from the least it can be (and from the most): with one less, who knows how cells
# are chosen could tell from another cell being withheld too that a first was exactly one.
GAP = 2
SHOWN, SMALL, HIDDEN = "shown", "small", "hidden"


def marks(cells: Mapping[Group, int], minimum: int, *, order: Sequence[Group]) -> dict[Group, str] | None:
    """A mark for each group that has anybody; None where the table is told in no part.

    `order` is in which groups are given up for others, from what everybody knows: never by their own numbers, or
    the choice would tell of them. Source: the complementary suppression of statistical disclosure control (Hundepool
    et al., Statistical Disclosure Control, 2012, chapter 4), made stricter for who knows the rule; see docs/decisions/0033-small-counts.md.
    """
    small = [group for group, people in cells.items() if 0 < people < minimum]
    told = {group: SMALL if group in small else SHOWN for group, people in cells.items() if people}
    # By how much what is withheld is more than it must be; its sum is known: the total less what is shown.
    slack, most = sum(cells[group] for group in small) - len(small), len(small) * (minimum - 2)
    if not small or (len(small) > 1 and GAP <= slack <= most - GAP):
        return told
    for group in order:
        if told.get(group) == SHOWN:
            told[group] = HIDDEN
            slack += cells[group] - minimum
            if slack >= GAP:
                return told
    return None


def is_apart(people: float, minimum: int) -> bool:
    """Whether a number of people, or a difference of two, may be known: nobody, or enough."""
    return people == 0 or people >= minimum

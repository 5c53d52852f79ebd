"""A measured result against its floor and its goal, and the table that is printed of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEADINGS = ("", "floor", "ours", "ratio", "goal", "")


@dataclass(frozen=True)
class Result:
    """One subject: its median, the floor's of the same run, and the most that is allowed.

    `goal` limits the ratio to the floor, `limit` the value itself. Without either, it was measured
    to be known.
    """

    subject: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return None if self.floor is None else self.value / self.floor

    @property
    def is_met(self) -> bool:
        """Whether the goal, if any, is met."""
        is_near = self.goal is None or (self.ratio is not None and self.ratio <= self.goal)
        return is_near and (self.limit is None or self.value <= self.limit)

    def cells(self) -> tuple[str, ...]:
        """The result in words, one for each heading."""
        goals = [f"≤ {self.goal:g} ×"] if self.goal else []
        goals += [f"≤ {self.limit:g} {self.unit}"] if self.limit else []
        return (
            self.subject,
            "" if self.floor is None else f"{number(self.floor)} {self.unit}",
            f"{number(self.value)} {self.unit}",
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            " and ".join(goals),
            "" if not goals else "met" if self.is_met else "MISSED",
        )


def result(subject: str, times: Sequence[float], floors: Sequence[float] = (), *, goal: float | None = None, unit: str = "ms") -> Result:
    """The result of measurements taken in turn with their floor's."""
    return Result(subject, median(times), unit, median(floors) if floors else None, goal)


def number(value: float) -> str:
    """A measured number with no more digits than it deserves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(title: str, results: Sequence[Result]) -> str:
    """A Markdown table of results, its columns aligned for a terminal."""
    rows = [HEADINGS, *(one.cells() for one in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([f"## {title}", "", lines[0], rule, *lines[1:], ""])

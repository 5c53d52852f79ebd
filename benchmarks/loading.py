"""How fast a workbook is read: loaders.load beside python-calamine's raw rows, which read and do nothing else.

`python -m benchmarks.loading` prints the table. Floor and subject run in turn, each in a process of its own.
"""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import xlsxwriter

ROWS, ROUNDS = 100_000, 5
GOAL, GOAL_OF_TEN_TIMES = 1.5, 10.5
# Each prints the seconds that the reading took and the peak memory of its process in MiB.
MEASURED = """
import sys, time
from resource import RUSAGE_SELF, getrusage
{imports}
start = time.perf_counter()
{reading}
print(time.perf_counter() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024)
"""
FLOOR = MEASURED.format(
    imports="from python_calamine import CalamineWorkbook",
    reading="book = CalamineWorkbook.from_path(sys.argv[1]); rows = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]",
)
SUBJECT = MEASURED.format(
    imports="from loaders import load",
    reading="data = load(sys.argv[1]); assert not data.problems, data.problems[:3]",
)


@dataclass(frozen=True)
class Result:
    """One measured subject: seconds of it and of its floor, their ratio, the goal, peak memory in MiB."""

    name: str
    seconds: float
    floor_seconds: float
    ratio: float
    goal: float
    memory: float


def run(*, rows: int = ROWS, rounds: int = ROUNDS) -> list[Result]:
    """The results: a load beside its floor, and a load of ten times the rows beside a load of them."""
    with TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.xlsx", Path(folder) / "large.xlsx"
        write(small, rows=rows // 10)
        write(large, rows=rows)
        return [
            _compared(f"load {rows:,} rows, beside raw rows", (SUBJECT, large), (FLOOR, large), GOAL, rounds),
            _compared(f"load {rows:,} rows, beside {rows // 10:,}", (SUBJECT, large), (SUBJECT, small), GOAL_OF_TEN_TIMES, rounds),
        ]


def write(path: Path, *, rows: int) -> None:
    """Write a workbook of that many participants in 12 columns, and small sheets for all they refer to."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        _sheet(book, "themes", "theme_id name", ((f"t{i}", f"Theme {i}") for i in range(8)))
        _sheet(book, "cities", "city_id name country_code latitude longitude", ((f"c{i}", f"City {i}", "CA", 45 + i / 10, -73) for i in range(40)))
        _sheet(book, "organisations", "organisation_id name sector", ((f"o{i}", f"Organisation {i}", "academia") for i in range(200)))
        _sheet(book, "projects", "project_id title theme_ids start", ((f"p{i}", f"Project {i}", f"t{i % 8}", "2018") for i in range(50)))
        _sheet(book, "events", "event_id title kind project_id theme_ids city_id start headcount", (
            (f"e{i}", f"Event {i}", "workshop", f"p{i % 50}", f"t{i % 8}; t{(i + 1) % 8}", f"c{i % 40}", "October 2018", 40) for i in range(1000)
        ))  # fmt: skip
        _sheet(book, "participants", "person_id name email activity_id organisation_id sector city_id gender age_group role headcount source_note", (
            (f"P{i:06d}", f"Person {i}", f"p{i}@example.org", f"e{i * 7919 % 1000}", f"o{i % 200}", "academia", f"c{i % 40}",
             "woman", "18-29", "panellist", 1, f"List {i % 300}") for i in range(rows)
        ))  # fmt: skip


def _sheet(book: xlsxwriter.Workbook, name: str, headings: str, rows: Iterable[Sequence[object]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings.split())
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def _compared(name: str, subject: tuple[str, Path], floor: tuple[str, Path], goal: float, rounds: int) -> Result:
    # In turn, so that what else the machine does falls on both.
    pairs = [(_measured(*floor), _measured(*subject)) for _ in range(rounds)]
    ratio = median(ours[0] / theirs[0] for theirs, ours in pairs)
    seconds, floor_seconds = (median(pair[side][0] for pair in pairs) for side in (1, 0))
    return Result(name, seconds, floor_seconds, ratio, goal, max(ours[1] for _, ours in pairs))


def _measured(script: str, path: Path) -> tuple[float, float]:
    said = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
    seconds, memory = map(float, said.stdout.split())
    return seconds, memory


def main() -> None:
    print(f"{'':42}{'s':>8}{'floor s':>9}{'ratio':>8}{'goal':>8}{'peak MiB':>10}")
    for result in run():
        print(f"{result.name:42}{result.seconds:8.2f}{result.floor_seconds:9.2f}{result.ratio:8.2f}{result.goal:8.2f}{result.memory:10.0f}")


if __name__ == "__main__":
    main()

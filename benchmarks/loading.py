"""How fast a workbook is read: loaders.load beside python-calamine's raw rows, which read and do nothing else.

`python -m benchmarks.loading` prints the table. Floor and subject run in turn, each in a process of its own.
"""

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import xlsxwriter

ROWS, ROUNDS = 100_000, 5
GOAL, GOAL_OF_TEN_TIMES, GOAL_UNCHANGED, GOAL_OF_MEMORY = 1.5, 10.5, 0.1, 2.0
# Each prints the seconds that the reading took.
MEASURED = """
import sys, time
from pathlib import Path
{imports}
start = time.perf_counter()
{reading}
print(time.perf_counter() - start)
"""
FLOOR = MEASURED.format(
    imports="from python_calamine import CalamineWorkbook",
    reading="book = CalamineWorkbook.from_path(sys.argv[1]); rows = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]",
)
PANDAS = MEASURED.format(imports="import pandas", reading="pandas.read_excel(sys.argv[1], sheet_name=None, engine='calamine')")
# The process that reads is started by the app before anybody asks; a small file shows that it is ready.
SUBJECT = MEASURED.format(
    imports="from loaders import load; load(sys.argv[2])",
    reading="data = load(sys.argv[1]); assert not data.problems, data.problems[:3]",
)
UNCHANGED = MEASURED.format(
    imports="from loaders import load; kept = Path(sys.argv[2]).parent / 'kept'; load(sys.argv[1], keep_in=kept)",
    reading="data = load(sys.argv[1], keep_in=kept); assert not data.problems, data.problems[:3]",
)
SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Result:
    """One measured subject, its floor, their ratio and the goal; in seconds, or in MiB where `unit` says so."""

    name: str
    value: float
    floor: float
    ratio: float
    goal: float
    unit: str = "s"


def run(*, rows: int = ROWS, rounds: int = ROUNDS) -> list[Result]:
    """The results: a load beside its floor, and a load of ten times the rows beside a load of them."""
    with TemporaryDirectory() as folder:
        tiny, small, large = (Path(folder) / f"{name}.xlsx" for name in ("tiny", "small", "large"))
        write(tiny, rows=10)
        write(small, rows=rows // 10)
        write(large, rows=rows)

        def compared(name: str, subject: str, floor: str, goal: float, floor_file: Path = large) -> Result:
            # In turn, so that what else the machine does falls on both.
            pairs = [(_measured(floor, floor_file, tiny)[0], _measured(subject, large, tiny)[0]) for _ in range(rounds)]
            ratio = median(ours / theirs for theirs, ours in pairs)
            return Result(name, median(ours for _, ours in pairs), median(theirs for theirs, _ in pairs), ratio, goal)

        def memory() -> Result:
            theirs, ours = (max(_measured(script, large, tiny)[1] for _ in range(2)) for script in (PANDAS, SUBJECT))
            return Result("peak memory of it, all processes, beside pandas", ours, theirs, ours / theirs, GOAL_OF_MEMORY, "MiB")

        return [
            compared(f"load {rows:,} rows, beside raw rows", SUBJECT, FLOOR, GOAL),
            compared("load them again, unchanged", UNCHANGED, FLOOR, GOAL_UNCHANGED),
            compared(f"load {rows:,} rows, beside {rows // 10:,}", SUBJECT, SUBJECT, GOAL_OF_TEN_TIMES, small),
            memory(),
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


def _measured(script: str, path: Path, tiny: Path) -> tuple[float, float]:
    """The seconds that a script printed, and the peak memory in MiB of it and all that it started."""
    with subprocess.Popen([sys.executable, "-c", script, str(path), str(tiny)], stdout=subprocess.PIPE, text=True) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(SAMPLE_SECONDS)
        assert process.stdout is not None
        return float(process.stdout.read()), peak


def _memory(pid: int) -> float:
    """The memory in MiB of a process and its children's children, what they share counted once."""
    kilobytes, waiting = 0, [pid]
    while waiting:
        one = Path("/proc") / str(waiting.pop())
        # It may end while it is looked at.
        with suppress(OSError):
            rollup = (one / "smaps_rollup").read_text()
            kilobytes += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
            waiting += map(int, (one / "task" / one.name / "children").read_text().split())
    return kilobytes / 1024


def main() -> None:
    print(f"{'':48}{'ours':>10}{'floor':>10}{'ratio':>8}{'goal':>8}")
    for result in run():
        print(f"{result.name:48}{result.value:10.2f}{result.floor:10.2f}{result.ratio:8.2f}{result.goal:8.2f}  {result.unit}")


if __name__ == "__main__":
    main()

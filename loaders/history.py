"""What each load found, kept beside the data in `.state/loads.jsonl`: what a trend is told from.

A line is a load, the latest last: when, of which files, cells and rows by table, problems by severity
and by place. No value of a cell is kept.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders.dataset import Dataset
from loaders.problems import Problem
from loaders.sheets.counts import Cells, cells_by_table

PLACE = Path(".state") / "loads.jsonl"
MOST_LOADS = 200
# Only the last loads are compared problem by problem; those before keep their counts alone.
MOST_DETAILED = 3

Mark = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Load:
    """One load: when it was made, of which files, and what was found.

    `severities` counts all problems; `marks` counts errors and warnings by code, file, sheet, column and
    cell, and is None where a load is too old to be compared so.
    """

    when: datetime
    fingerprint: str
    files: tuple[str, ...]
    tables: Mapping[str, Cells]
    severities: Mapping[str, int]
    marks: Mapping[Mark, int] | None

    @property
    def mark(self) -> str:
        """What tells one load from every other."""
        return f"{self.fingerprint} {self.when.isoformat()}"


@dataclass(frozen=True)
class Change:
    """The errors and warnings since another load: how many are gone, how many are still there.

    `new` are the places of the new ones among the Dataset's problems, counted from 0.
    """

    fixed: int
    remaining: int
    new: tuple[int, ...]


def taken(dataset: Dataset, at: datetime) -> Load:
    """What is kept of a Dataset that was taken up at a moment."""
    return Load(
        at, dataset.fingerprint, tuple(sorted({report.file for report in dataset.sheets})), cells_by_table(dataset.sheets),
        Counter(problem.severity for problem in dataset.problems),
        Counter(_mark(problem) for problem in dataset.problems if problem.severity != "note"),
    )  # fmt: skip


def record(folder: Path, dataset: Dataset, at: datetime) -> None:
    """Keep what a load found in the data folder (for a file: in its folder), unless it is the last one kept.

    Where the folder cannot be written to, nothing is kept.
    """
    known = loads(folder)
    if known and known[-1].fingerprint == dataset.fingerprint:
        return
    kept = [*known, taken(dataset, at)][-MOST_LOADS:]
    lines = [_line(load, is_detailed=place >= len(kept) - MOST_DETAILED) for place, load in enumerate(kept)]
    try:
        _write(_path(folder), "\n".join(lines) + "\n")
    except OSError:
        return


def loads(folder: Path) -> list[Load]:
    """The loads kept in a folder, the latest last; a line that is torn, or of no known form, is passed over."""
    try:
        lines = _path(folder).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            found.append(_load(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def before(known: Sequence[Load], fingerprint: str) -> Load | None:
    """The load before the last one of those files; None where that was the first, or none was kept."""
    places = [place for place, load in enumerate(known) if load.fingerprint == fingerprint]
    return known[places[-1] - 1] if places and places[-1] else None


def change(old: Load, dataset: Dataset) -> Change | None:
    """What became of a load's errors and warnings, told by code and cell; None where it is too old to say.

    A file alone in its folder is the same file, whatever it is called: a corrected copy has another name.
    """
    if old.marks is None:
        return None
    is_alone = len(old.files) == 1 == len({report.file for report in dataset.sheets})
    left: Counter[Mark] = Counter()
    for mark, times in old.marks.items():
        left[_compared(mark, is_alone=is_alone)] += times
    remaining, new = 0, []
    for place, problem in enumerate(dataset.problems):
        if problem.severity == "note":
            continue
        mark = _compared(_mark(problem), is_alone=is_alone)
        if left[mark] > 0:
            left[mark] -= 1
            remaining += 1
        else:
            new.append(place)
    return Change(left.total(), remaining, tuple(new))


def _compared(mark: Mark, *, is_alone: bool) -> Mark:
    code, file, *place = mark
    return (code, "" if is_alone else file, place[0], place[1], place[2])


def _mark(problem: Problem) -> Mark:
    # A row without a cell of its own is told by its number.
    return problem.code, problem.file, problem.sheet, problem.column, problem.cell or str(problem.row or "")


def _path(folder: Path) -> Path:
    return (folder if folder.is_dir() else folder.parent) / PLACE


def _write(path: Path, text: str) -> None:
    """Put a file in place whole: who reads meanwhile reads the old one or the new one."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _line(load: Load, *, is_detailed: bool) -> str:
    kept: dict[str, Any] = {
        "when": load.when.isoformat(), "fingerprint": load.fingerprint, "files": load.files,
        "tables": {name: [cells.cells, cells.filled, cells.valid, cells.rows, cells.aside] for name, cells in load.tables.items()},
        "severities": load.severities,
    }  # fmt: skip
    if is_detailed and load.marks is not None:
        # A column often has one fault many times: its place is said once, then the cells.
        places: dict[tuple[str, str, str, str], dict[str, int]] = {}
        for (code, file, sheet, column, cell), times in load.marks.items():
            places.setdefault((code, file, sheet, column), {})[cell] = times
        kept["problems"] = [[*place, cells] for place, cells in places.items()]
    return json.dumps(kept, ensure_ascii=False)


def _load(kept: dict[str, Any]) -> Load:
    marks = None
    if "problems" in kept:
        marks = {
            (code, file, sheet, column, cell): int(times)
            for code, file, sheet, column, cells in kept["problems"]
            for cell, times in cells.items()
        }
    return Load(
        datetime.fromisoformat(kept["when"]), str(kept["fingerprint"]), tuple(kept["files"]),
        {name: Cells(*map(int, numbers)) for name, numbers in kept["tables"].items()},
        {name: int(n) for name, n in kept["severities"].items()}, marks,
    )  # fmt: skip

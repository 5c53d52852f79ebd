"""How long an export takes, beside the making of its figures alone; the invented programme, and the 2018-2019 one as a page.

`python -m benchmarks.exports` prints the table. Each run is a process of its own, with the data loaded and all modules imported.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.report import Result, result, table

ROOT = Path(__file__).parent.parent
DEMO, REAL = ROOT / "data" / "examples" / "demo-2019-2021", ROOT / "data"
MOST_SECONDS, MOST_MEGABYTES = 3.0, 6.0
SCRIPT = """
import sys, time
from datetime import date
from pathlib import Path
from exports.asked import asked
from exports.decks import ready, shown
from exports.site import page_file
from exports.slides import deck_file
from exports.workbook import workbook_file
from charts import EXHIBITS
wanted = asked(Path(sys.argv[1]), today=date(2026, 1, 15))
start = time.perf_counter()
{work}
print(time.perf_counter() - start, len(made))
"""
BOARD = "made = list(shown(ready('board', wanted), wanted))"
FIGURES = "made = [draw(wanted.view) for key, draw in EXHIBITS.items() if not key.startswith('quality.')]"
SUBJECTS = (
    ("a board deck, beside its figures alone", DEMO, BOARD, "made = deck_file(ready('board', wanted), wanted)"),
    ("a workbook of all figures, beside them alone", DEMO, FIGURES, "made = workbook_file(wanted)"),
    ("the single page of 2018-2019, beside its figures", REAL, FIGURES, "made = page_file(wanted)"),
)


def results(*, rounds: int) -> list[Result]:
    """Seconds of each export, floor and subject in turn, and the size of the page."""
    found, size = [], 0.0
    for name, folder, floor, work in SUBJECTS:
        pairs = [(_run(floor, folder), _run(work, folder)) for _ in range(rounds)]
        one = result(name, [ours for _, (ours, _) in pairs], [theirs for (theirs, _), _ in pairs], unit="s")
        found.append(Result(one.subject, one.value, one.unit, one.floor, limit=MOST_SECONDS))
        size = pairs[-1][1][1] / 1e6
    return [*found, Result("the single page of 2018-2019", size, "MB", limit=MOST_MEGABYTES)]


def _run(work: str, folder: Path) -> tuple[float, float]:
    """The seconds that some work took, and how much it made."""
    told = subprocess.run([sys.executable, "-c", SCRIPT.format(work=work), str(folder)], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, size = told.stdout.split()
    return float(seconds), float(size)


if __name__ == "__main__":
    print(table("Exports", results(rounds=5)))

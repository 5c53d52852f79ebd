"""`python -m benchmarks`: loading, exports, pages, many viewers and closed links, each against its floor and its goal.

It starts servers and a browser of its own, asks no other host for anything, and ends by itself.
"""

import argparse
import os
import platform
from datetime import date

from benchmarks import exports, links, loading, pages, viewers
from benchmarks.report import Result, table


def loaded(*, rounds: int) -> list[Result]:
    """The loading of workbooks, told as the others are."""
    return [Result(one.name, one.value, one.unit, one.floor, one.goal) for one in loading.run(rounds=rounds)]


def main() -> None:
    """Measure all and print the tables."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="fewer rounds: a first look, no medians to rely on")
    is_quick = arguments.parse_args().quick
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores\n", flush=True)
    for title, measured in (
        ("Loading a workbook", lambda: loaded(rounds=2 if is_quick else 5)),
        ("Exports", lambda: exports.results(rounds=2 if is_quick else 5)),
        ("A page in the browser", lambda: pages.results(rounds=2 if is_quick else 7)),
        ("Many viewers", lambda: viewers.results(seconds=10 if is_quick else 30)),
        ("Links that open nothing", lambda: links.results(rounds=500 if is_quick else 2000)),
    ):
        print(table(title, measured()), flush=True)


if __name__ == "__main__":
    main()

"""The loaders' command line: check spreadsheets, write the template, print the data dictionary."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from loaders import Dataset, Problem, SourceError, load
from loaders.dictionary import markdown
from loaders.tables import TABLES
from loaders.template import write_template

FIELDS = ("code", "severity", "file", "sheet", "row", "column", "cell", "value", "message")


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 clean, 1 with errors, 2 where nothing could be read or written."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except SourceError as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename}: cannot be written ({problem.strerror})", file=sys.stderr)
    return 2


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="say what is to mend in a file or folder")
    check.add_argument("source", metavar="SOURCE")
    check.add_argument("--json", action="store_true", help="print the result as JSON")
    check.set_defaults(run=_check)
    template = commands.add_parser("template", help="write an empty workbook to fill in")
    template.add_argument("out", metavar="OUT.xlsx", type=Path)
    template.set_defaults(run=_template)
    dictionary = commands.add_parser("dictionary", help="print the data dictionary, in Markdown")
    dictionary.set_defaults(run=_dictionary)
    return parser


def _check(asked: Namespace) -> int:
    data = load(asked.source)
    counts = Counter(problem.severity for problem in data.problems)
    if asked.json:
        print(json.dumps(_as_json(data), ensure_ascii=False, indent=1))
    else:
        for problem in data.problems:
            mark = "" if problem.severity == "error" else f" ({problem.severity})"
            print(f"{problem.place}: {problem.message}{mark}")
        rows = sum(map(len, data.tables.values()))
        found = ", ".join(_counted(counts[severity], severity) for severity in ("error", "warning", "note"))
        print(f"{_counted(rows, 'row')} read from {asked.source}: {found}")
    return 1 if counts["error"] else 0


def _as_json(data: Dataset) -> dict[str, object]:
    return {
        "fingerprint": data.fingerprint,
        "rows": {name: len(frame) for name, frame in data.tables.items()},
        "problems": [_fields(problem) for problem in data.problems],
    }


def _fields(problem: Problem) -> dict[str, object]:
    said = asdict(problem)
    return {name: said[name] for name in FIELDS}


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _template(asked: Namespace) -> int:
    if asked.out.suffix.lower() != ".xlsx":
        raise SourceError(f"{asked.out}: give the template a name that ends in .xlsx")
    write_template(asked.out)
    print(f"{asked.out} written: {len(TABLES)} sheets to fill in, and a guide")
    return 0


def _dictionary(asked: Namespace) -> int:
    print(markdown(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

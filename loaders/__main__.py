"""The loaders' command line: check and correct spreadsheets, write the template, print the data dictionary."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from loaders import Dataset, Problem, SourceError, load, workbook
from loaders.command_line import OneSentence, counted, harmless
from loaders.correction.correct import correct, ending
from loaders.correction.issues_sheet import called, shown_at
from loaders.dictionary import markdown
from loaders.edition_commands import commands_of_editions
from loaders.problems import together
from loaders.shelf import ShelfError
from loaders.tables import TABLES
from loaders.template import write_template
from loaders.workbook import Source
from locales import words

FIELDS = ("code", "severity", "file", "sheet", "row", "column", "cell", "value", "message")


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 clean, 1 with errors, 2 where nothing could be read or written."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except (SourceError, ShelfError) as problem:
        print(harmless(str(problem)), file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename}: cannot be written ({problem.strerror})", file=sys.stderr)
    return 2


def _parser() -> ArgumentParser:
    parser = OneSentence(
        prog="python -m loaders", description="Check and correct spreadsheets, and write an empty workbook to fill in.",
        epilog="How spreadsheets are read: docs/spreadsheets.md",
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, title="commands", metavar="COMMAND")
    check = commands.add_parser("check", help="say what is to mend, cell by cell", description="Say what is to mend, cell by cell.")
    check.add_argument("source", metavar="IN", help="a spreadsheet, or a folder of them")
    check.add_argument("--json", action="store_true", help="print the result as JSON")
    check.set_defaults(run=_check)
    correct_ = commands.add_parser("correct", help="give files back with their problems marked", description="Give files back with their problems marked in them.")
    correct_.add_argument("source", metavar="IN", type=Path, help="a spreadsheet, or a folder of them")
    correct_.add_argument("out", metavar="OUT", type=Path, help="the marked .xlsx to write; for a folder, the folder to write them to")
    correct_.set_defaults(run=_correct)
    template = commands.add_parser("template", help="write an empty workbook to fill in", description="Write an empty workbook to fill in.")
    template.add_argument("out", metavar="OUT.xlsx", type=Path, help="the workbook to write")
    template.set_defaults(run=_template)
    commands_of_editions(commands)
    dictionary = commands.add_parser("dictionary", help="print the data dictionary", description="Print the data dictionary, in Markdown.")
    dictionary.set_defaults(run=_dictionary)
    return parser


def _check(asked: Namespace) -> int:
    data = load(asked.source)
    counts = Counter(problem.severity for problem in data.problems)
    if asked.json:
        print(json.dumps(_as_json(data), ensure_ascii=False, indent=1))
    else:
        for problem, count in together(data.problems):
            mark = "" if problem.severity == "error" else f" ({problem.severity})"
            more = f" and {counted(count - 1, 'more cell')}" if count > 1 else ""
            print(harmless(f"{problem.place}{more}: {problem.message}{mark}"))
        rows = sum(map(len, data.tables.values()))
        found = ", ".join(counted(counts[severity], severity) for severity in ("error", "warning", "note"))
        print(f"{counted(rows, 'row')} read from {asked.source}: {found}")
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


def _correct(asked: Namespace) -> int:
    """One file to one file, or a folder to a folder of corrected files."""
    files = workbook.sources(asked.source)
    data = load(asked.source)
    unread = [problem for problem in data.problems if problem.code == "unreadable_file"]
    readable = [file for file in files if file.name not in {problem.file for problem in unread}]
    outs = _outs(asked, readable)
    names = called(data.sheets, words("en"))
    made = {out: correct(file, data.problems, called=names) for file, out in zip(readable, outs, strict=True)}
    for out, content in made.items():
        out.write_bytes(content)
    for problem in unread:
        print(harmless(f"{problem.file}: {problem.message}"), file=sys.stderr)
    read = {file.name for file in readable}
    marked = [problem for problem in data.problems if problem.file in read and shown_at(problem)]
    listed = sum(problem.file in read for problem in data.problems)
    if listed:
        sheets = len({(problem.file, problem.sheet) for problem in marked})
        said = f"{counted(len(marked), 'problem')} marked in {counted(sheets, 'sheet')}, {listed:,} listed in the sheet of issues"
    else:
        said = "nothing to mend, as its sheet of issues says"
    print(f"{asked.out} written: {said}")
    return 2 if unread else 0


def _outs(asked: Namespace, files: list[Source]) -> list[Path]:
    """Where each corrected file goes. Raises SourceError where it would take the place of a file that was read."""
    if asked.source.is_dir():
        if asked.out.suffix.lower() in workbook.KINDS:
            raise SourceError("{source} is a folder, so name a folder to write its corrected files to", file=str(asked.out), source=str(asked.source))
        asked.out.mkdir(exist_ok=True)
        stems = Counter(Path(file.name).stem.casefold() for file in files)
        # Two files that differ by their ending alone keep it: a.csv.xlsx, a.xlsx.xlsx.
        outs = [asked.out / ((file.name if stems[Path(file.name).stem.casefold()] > 1 else Path(file.name).stem) + ending(file)) for file in files]
        read = [asked.source / file.name for file in files]
    else:
        outs, read = [asked.out], [asked.source]
        for file in files:
            if asked.out.suffix.lower() != ending(file):
                why = ", as it keeps the file's macros" if ending(file) == ".xlsm" else ""
                raise SourceError("give the corrected file a name that ends in {ending}{why}", file=str(asked.out), ending=ending(file), why=why)
    for out in outs:
        if any(out.exists() and out.samefile(path) for path in read):
            raise SourceError("is the file to correct: give the corrected one another name or folder", file=str(out))
    return outs


def _template(asked: Namespace) -> int:
    if asked.out.suffix.lower() != ".xlsx":
        raise SourceError("give the template a name that ends in .xlsx", file=str(asked.out))
    write_template(asked.out)
    print(f"{asked.out} written: {len(TABLES)} sheets to fill in, and a guide")
    return 0


def _dictionary(asked: Namespace) -> int:
    print(markdown(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The exports' command line: decks, workbooks, tables, pages, from the data of a folder."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exports.asked import Asked, asked
from exports.bucket import Bucket
from exports.decks import READY, ready
from exports.iati import iati_file
from exports.pdf import pdf_file
from exports.publish import for_everybody, goal, published, stepped_back
from exports.site import page_file, site_files
from exports.site.folder import written
from exports.slides import deck_file, slides_in
from exports.tables import tables_file
from exports.workbook import sheets_in, workbook_file
from loaders import SourceError
from loaders.command_line import OneSentence, harmless
from loaders.tables import TABLES
from locales import LANGUAGES, N_


@dataclass(frozen=True)
class Command:
    """One command: its help, where it writes to, its own options, and what writes it and says so in one line."""

    help: str
    out: str
    run: Callable[[Asked, Namespace], str]
    options: Callable[[ArgumentParser], None] = lambda parser: None
    place: Callable[[str], Path | Bucket] = Path


def _iati(wanted: Asked, said: Namespace) -> str:
    said.out.write_bytes(iati_file(wanted.view))
    return f"{said.out}: {len(wanted.view.data.projects)} projects in IATI 2.03"


def _tables(wanted: Asked, said: Namespace) -> str:
    said.out.write_bytes(tables_file(wanted.view))
    return f"{said.out}: {len(TABLES)} tables as csv and Parquet"


def _deck(wanted: Asked, said: Namespace) -> str:
    template = _read(said.template) if said.template else None
    deck = ready(said.deck, wanted)
    said.out.write_bytes(made := deck_file(deck, wanted, template=template))
    return f"{said.out}: {deck.title}, {slides_in(made)} slides"


def _workbook(wanted: Asked, said: Namespace) -> str:
    said.out.write_bytes(made := workbook_file(wanted))
    return f"{said.out}: {sheets_in(made)} sheets"


def _site(wanted: Asked, said: Namespace) -> str:
    written(files := site_files(wanted), said.out)
    return f"{said.out}: {sum(name.endswith('.html') for name in files)} pages"


def _publish(wanted: Asked, said: Namespace) -> str:
    shown = for_everybody(wanted, minimum_count=said.minimum_count)
    published(files := site_files(shown), said.out)
    least = shown.view.whole.scope.minimum_count
    kept = "what was there is not kept" if isinstance(said.out, Bucket) else "the former ones are kept (--back)"
    return f"{said.out}: {sum(name.endswith('.html') for name in files)} pages, no count of fewer than {least} people; {kept}"


def _page(wanted: Asked, said: Namespace) -> str:
    said.out.write_bytes(made := page_file(wanted))
    return f"{said.out}: one page, {len(made) / 1e6:.1f} MB"


def _pdf(wanted: Asked, said: Namespace) -> str:
    said.out.write_bytes(made := pdf_file(wanted))
    return f"{said.out}: {len(made) / 1e6:.1f} MB on A4"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise SourceError(N_("cannot be opened ({reason})"), file=path.name, reason=reason.strerror or "") from None


def _publish_options(parser: ArgumentParser) -> None:
    parser.add_argument("--minimum-count", metavar="N", type=int, help="withhold counts of fewer people (the setting small_count, else 5)")
    parser.add_argument("--back", action="store_true", help="put the former pages back, and read nothing")


def _deck_options(parser: ArgumentParser) -> None:
    parser.add_argument("--deck", choices=[*READY], default="board", help="which ready deck (board)")
    parser.add_argument("--template", metavar="T.pptx", type=Path, help="a presentation or template whose design is used")


COMMANDS: dict[str, Command] = {
    "deck": Command("a ready deck as slides of PowerPoint", "OUT.pptx", _deck, _deck_options),
    "iati": Command("the projects in the IATI standard 2.03, as XML", "OUT.xml", _iati),
    "page": Command("the dashboard as one page that opens anywhere, to send by mail", "OUT.html", _page),
    "pdf": Command("the same page on A4, where a Chromium is found", "OUT.pdf", _pdf),
    "publish": Command("the dashboard as pages for everybody, in place of those published before", "OUT_FOLDER", _publish, _publish_options, goal),
    "site": Command("the dashboard as pages for any web server", "OUT_FOLDER", _site),
    "tables": Command("the tables as csv and Parquet, with a data package descriptor", "OUT.zip", _tables),
    "workbook": Command("every figure as a workbook of Excel, with its charts, definitions and rows", "OUT.xlsx", _workbook),
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 where the file was written, 2 where it was not."""
    said = _parser().parse_args(arguments)
    try:
        if said.back:
            stepped_back(said.out)
            print(f"{said.out}: the former pages")
            return 0
        wanted = asked(said.data, today=date.today(), language=said.language, scope=said.scope, edition=said.edition)
        print(said.run(wanted, said))
        return 0
    except SourceError as problem:
        print(harmless(str(problem)), file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename or said.out}: cannot be written ({problem.strerror})", file=sys.stderr)
    return 2


def _parser() -> ArgumentParser:
    parser = OneSentence(prog="python -m exports", description="Take the programme to a meeting: slides, workbooks, tables, pages.")
    commands = parser.add_subparsers(required=True, title="commands", metavar="COMMAND")
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.help, description=f"{command.help[:1].upper()}{command.help[1:]}.")
        own.add_argument("out", metavar=command.out, type=command.place, help="where to write it" if command.place is Path else "the folder, or a bucket: s3://bucket/folder")
        command.options(own)
        own.add_argument("--data", metavar="DIR", type=Path, default=Path("data"), help="the folder or file to read (data)")
        own.add_argument("--scope", metavar="FILE.toml", type=Path, help="the part to export: start, end, themes, cities, projects, funder")
        own.add_argument("--edition", metavar="NAME", help="an edition instead of the data of today")
        own.add_argument("--language", choices=[*LANGUAGES], default="en", help="the language to export in (en)")
        own.set_defaults(run=command.run, back=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())

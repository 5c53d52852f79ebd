"""`python -m loaders freeze` and `diff`: keep the data of a meeting, and say what has changed since."""

from argparse import Namespace, _SubParsersAction
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders.changes import Changes, changes
from loaders.changes_book import book
from loaders.changes_told import by_table, counted
from loaders.dataset import Dataset
from loaders.editions import FOLDER, TODAY, editions, freeze, named, opened
from loaders.loading import load
from loaders.problems import SourceError
from locales import words


def commands_of_editions(commands: "_SubParsersAction[Any]") -> None:
    """Add the two commands."""
    freeze_ = commands.add_parser("freeze", help="keep the data as it is under a name", description="Keep the data as it is under a name, such as that of a meeting.")
    freeze_.add_argument("name", metavar="NAME", help="the edition’s name, such as “Board, June 2019”")
    freeze_.add_argument("--data", metavar="DIR", type=Path, default=Path("data"), help="the folder of the data (data)")
    freeze_.add_argument("--who", metavar="WHO", default="", help="who freezes it")
    freeze_.set_defaults(run=_freeze)
    diff = commands.add_parser("diff", help="say what changed between two editions, or one and today", description="Say which rows and cells changed between two editions, or one and today. Which indicators that restates, the page “What changed” says.")
    diff.add_argument("old", metavar="A", help="an edition’s name or folder, a file, or “today”")
    diff.add_argument("new", metavar="B", help="the same, for what came after")
    diff.add_argument("--data", metavar="DIR", type=Path, default=Path("data"), help="the folder of the data (data)")
    diff.add_argument("--xlsx", metavar="OUT", type=Path, help="a workbook of it to write, with every row and cell")
    diff.set_defaults(run=_diff)


def _freeze(asked: Namespace) -> int:
    edition = freeze(_folder(asked), asked.name, at=datetime.now().astimezone(), by=asked.who)
    print(f"{_folder(asked) / FOLDER / edition.id} written: “{edition.name}”, data as of {edition.as_of}, {_files(len(edition.files))}")
    return 0


def _diff(asked: Namespace) -> int:
    t, (old, new) = words("en"), (_side(said, asked) for said in (asked.old, asked.new))
    found = changes(old, new)
    sentence = told(found, asked.old, asked.new)
    if asked.xlsx:
        if asked.xlsx.suffix.lower() != ".xlsx":
            raise SourceError("give the workbook a name that ends in .xlsx", file=str(asked.xlsx))
        if asked.data.is_dir() and asked.xlsx.resolve().parent == asked.data.resolve():
            raise SourceError("would be read as data there: give the workbook another folder", file=str(asked.xlsx))
        asked.xlsx.write_bytes(book(found, sentences=[sentence], t=t))
    for _, row in by_table(found, t).iterrows():
        print(f"{row['Table']}: {row['Added']} added, {row['Changed']} changed, {row['Removed']} removed")
    print(sentence + (f" Written to {asked.xlsx}." if asked.xlsx else ""))
    return 0


def told(found: Changes, old: str, new: str) -> str:
    """What changed, in an English sentence."""
    if not found.tables:
        return f"From {old} to {new}, nothing changed."
    said = counted(found, words("en"))
    return f"From {old} to {new}: {said[:1].lower()}{said[1:]}."


def _side(said: str, asked: Namespace) -> Dataset:
    """The data that a word on the command line stands for. Raises SourceError where there is none."""
    folder = asked.data
    if said == TODAY:
        return _read(folder)
    if edition := named(folder, said):
        return opened(folder, edition)
    if Path(said).exists():
        return _read(Path(said))
    known = ", ".join([TODAY, *(edition.id for edition in editions(folder))])
    raise SourceError("is no edition of {folder}, and no file: say one of {known}", file=said, folder=str(folder), known=known)


def _read(source: Path) -> Dataset:
    """The data of a file or folder. Raises SourceError where a file is not read, for its rows would seem to have gone."""
    data = load(source)
    for problem in data.problems:
        if problem.code == "unreadable_file":
            raise SourceError(problem.template or "{message}", file=problem.file, **(dict(problem.values) or {"message": problem.message}))
    if not any(sheet.table for sheet in data.sheets):
        raise SourceError("holds no sheet that is known here, so there is nothing to compare", file=str(source))
    return data


def _folder(asked: Namespace) -> Path:
    if not asked.data.is_dir():
        raise SourceError("is no folder: an edition is frozen of a folder of data", file=str(asked.data))
    return Path(asked.data)


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"

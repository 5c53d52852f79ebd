"""What stands in a folder of data and is not read, though its keeper may think so: each with a note that says what to do."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from loaders.places import GAZETTEER
from loaders.problems import Problem, problem
from loaders.workbook import KINDS, is_passed_over, shown_name
from locales import N_

# Spreadsheets that nothing here opens: Excel's binary ones and templates, LibreOffice's others, Numbers, Google's links, Hancom, WPS.
FOREIGN = (".xlsb", ".xlt", ".xltx", ".xltm", ".ots", ".fods", ".sxc", ".numbers", ".gsheet", ".cell", ".et")


def notes(folder: Path) -> tuple[Problem, ...]:
    """A note for each spreadsheet of a kind that is not read, and for each folder within that holds spreadsheets; none of a file.

    Only what stands in such a folder itself counts: former states and editions stand deeper, in folders of
    their own.
    """
    with suppress(OSError):
        return tuple(problem("not_read", "note", sentence, file=shown_name(path)) for path in sorted(folder.iterdir()) if (sentence := _sentence(path)))
    return ()


def _sentence(path: Path) -> str:
    if is_passed_over(path.name):
        return ""
    # To a Mac a document of Numbers may be a folder.
    if path.suffix.lower() in FOREIGN:
        return N_("is a spreadsheet of a kind that is not read: open it, and save it here as .xlsx")
    if path.is_dir() and path.resolve() != GAZETTEER.parent.resolve() and any(_spreadsheets(path)):
        return N_("is a folder, and the spreadsheets in it are not read: move them up, beside the others")
    return ""


def _spreadsheets(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (path for path in folder.iterdir() if path.suffix.lower() in (*KINDS, *FOREIGN) and not is_passed_over(path.name))

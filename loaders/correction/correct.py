"""A keeper's own file back, with what is wrong coloured and said at its cell, and a sheet that lists it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineError, CalamineWorkbook

from loaders import workbook
from loaders.correction import issues_sheet
from loaders.correction.book import Book, location, sheet_xml
from loaders.correction.cell_comments import body, commented, uncommented
from loaders.correction.issues_sheet import MARK, NOTHING_CALLED, Called, Listed
from loaders.correction.marks import (
    FILLS,
    SEVERITIES,
    Cell,
    address,
    cell_of,
    coloured,
    joined,
    parted,
    shown,
    uncoloured,
)
from loaders.correction.package import main_part, opened
from loaders.files import archive
from loaders.files.limits import LIMITS, Limits
from loaders.problems import Problem, Severity, SourceError
from loaders.workbook import Sheet, Source
from locales import N_, Words, words

WIDTHS = (12, 11, 20, 9, 22, 32, 80, 22)
# Excel grows slow with more boxes on its sheets, and a list so long is mended by its first lines.
COMMENTS = 10_000
LINES = 20_000
MACROS = "macroEnabled"
# Bytes of the parts that list a package's others, the most that is read of them to know what it is.
LARGEST_LIST = 1_000_000
BAD_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class _Look:
    """The places of our styles in the workbook: colours among the dxfs, looks among the cellXfs."""

    formats: dict[Severity, int]
    cells: dict[str, int]


def correct(
    file: Source, problems: Sequence[Problem], *, called: Called = NOTHING_CALLED, t: Words | None = None, limits: Limits = LIMITS
) -> bytes:
    """The bytes of the file with its problems marked: an .xlsm where it has macros, else an .xlsx.

    A workbook of Excel is the keeper's own in everything else; any other file is made one of its sheets'
    values. Marks of an earlier correction are taken away first. `problems` of other files are passed over;
    `called` is what columns are listed under. Raises SourceError where the file cannot be read.
    """
    own = [problem for problem in problems if problem.file == file.name]
    try:
        if archive.kind(file.content) == "zip":
            archive.unpacked(file.content, limits)
        package = opened(file.content)
        if package is None:
            content, names = _as_workbook(workbook.sheets(file, limits))
            own = [replace(problem, sheet=names.get(problem.sheet, problem.sheet)) for problem in own]
            called = {(of, names.get(sheet, sheet), column): heading for (of, sheet, column), heading in called.items()}
            package = opened(content)
            assert package is not None
        book = Book(package)
        _mark(book, file, own, called, t or words("en"))
        return package.content()
    except SourceError as reason:
        raise reason.of(file.name) from None
    except (BadZipFile, KeyError, ValueError, CalamineError, etree.XMLSyntaxError):
        raise SourceError(N_("cannot be marked; open it in Excel or LibreOffice and save it as a new .xlsx"), file=file.name) from None


def ending(file: Source) -> str:
    """How the name of the corrected file must end: ".xlsm" where it has macros, else ".xlsx"."""
    package = opened(file.content, most=LARGEST_LIST)
    main = package and main_part(package)
    return ".xlsm" if package and main and MACROS in package.content_type(main.target) else ".xlsx"


def _mark(book: Book, file: Source, problems: Sequence[Problem], called: Called, t: Words) -> None:
    old = _listing(book, file)
    listed = issues_sheet.before([old]) if old else None
    told = issues_sheet.lines(issues_sheet.compared(listed, problems, called), sheets=list(book.sheets), t=t, names=called)
    look = _Look(*book.styled())
    by_sheet: dict[str, dict[Cell, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in sorted(problems, key=lambda one: SEVERITIES.index(one.severity)):
        # What a row lacks has no cell of its own: it is marked where it is listed.
        if (cell := issues_sheet.shown_at(problem)) and problem.sheet in book.sheets:
            by_sheet[problem.sheet][cell_of(cell)].append(problem)
    left = COMMENTS
    for name, part in book.sheets.items():
        if old is None or name != old.name:
            left = _mark_sheet(book, part, by_sheet.get(name, {}), look, left, t)
    spare = sum(map(len, by_sheet.values())) - COMMENTS
    sentences = issues_sheet.summary(told, uncommented=max(spare, 0), unlisted=max(len(told) - LINES, 0), t=t)
    xml = _listing_xml(told[:LINES], sentences, book, look, t)
    book.write_sheet(_free(t(issues_sheet.NAME), list(book.sheets)), xml, instead_of=old.name if old else None)


def _mark_sheet(book: Book, part: str, faults: dict[Cell, list[Problem]], look: _Look, left: int, t: Words) -> int:
    """Take the old marks off a sheet and put the new ones on; how many comments may still be written."""
    xml = book.package.read(part)
    root, cells = parted(xml)
    is_changed = uncommented(book.package, part, root)
    is_changed |= uncoloured(root)
    if faults:
        seen = shown(root, faults)
        said: dict[Cell, list[Problem]] = defaultdict(list)
        for cell, found in faults.items():
            said[seen[cell]] += found
        worst: dict[Severity, list[Cell]] = defaultdict(list)
        for cell, found in said.items():
            worst[min((one.severity for one in found), key=SEVERITIES.index)].append(cell)
        coloured(root, worst, look.formats)
        is_changed = True
        # The worst are said first where not all can be.
        kept = [cell for severity in SEVERITIES for cell in sorted(worst[severity])][:left]
        sentences = {cell: body([issues_sheet.said(one, t) for one in said[cell]]) for cell in kept}
        if sentences:
            commented(book.package, part, root, sentences, book.base)
        left -= len(kept)
    if is_changed:
        book.package.write(part, joined(root, cells))
    return left


def _listing(book: Book, file: Source) -> Sheet | None:
    """The Issues sheet that an earlier correction wrote; None where there is none."""
    for name in book.holding(MARK):
        rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheet = Sheet(file.name, name, rows)
        if issues_sheet.is_listing(sheet):
            return sheet
    return None


def _listing_xml(told: Sequence[Listed], sentences: Sequence[str], book: Book, look: _Look, t: Words) -> bytes:
    cells = look.cells
    rows = [[(issues_sheet.title(t), cells["title"])], *([(sentence, cells["plain"])] for sentence in sentences)]
    header = len(rows)
    rows.append([(t(heading), cells["head"]) for heading in issues_sheet.HEADINGS])
    links = {}
    for line in told:
        place = _target(line, book)
        if place:
            links[len(rows), 3] = place
        styles = [cells["body"], cells.get(line.severity, cells["body"]) if line.status != "fixed" else cells["body"]]
        styles += [cells["body"], cells["link"] if place else cells["body"], *[cells["body"]] * 4]
        rows.append(list(zip(issues_sheet.cells(line, t), styles, strict=True)))
    return sheet_xml(book.space, rows, header=header, widths=WIDTHS, links=links, colour=FILLS["error"])


def _target(line: Listed, book: Book) -> str:
    """What a line's cell links to: itself, or the first cell of a sheet that is meant as a whole."""
    return location(line.sheet, line.cell or "A1") if line.sheet in book.sheets else ""


def _free(name: str, taken: Sequence[str]) -> str:
    """A sheet's name that Excel takes and no other sheet has, in whatever case."""
    name = BAD_NAME.sub(" ", name).strip(" '")[:31] or "Sheet"
    others = {other.casefold() for other in taken}
    number, free = 1, name
    while free.casefold() in others:
        number += 1
        free = f"{name[:31 - len(f' ({number})')]} ({number})"
    return free


def _as_workbook(sheets: Sequence[Sheet]) -> tuple[bytes, dict[str, str]]:
    """An .xlsx of sheets' values, each in the cell it was in, and what each sheet is called there."""
    book = Workbook(write_only=True)
    if any(sheet.is_1904 for sheet in sheets):
        book.epoch = CALENDAR_MAC_1904
    names: dict[str, str] = {}
    for sheet in sheets:
        names[sheet.name] = _free(sheet.name, list(names.values()))
        made = book.create_sheet(names[sheet.name])
        is_only_hidden = all(other.is_hidden for other in sheets)
        made.sheet_state = "hidden" if sheet.is_hidden and not is_only_hidden else "visible"
        for top, left, bottom, right in sheet.merges:
            made.merged_cells.add(f"{address((top, left))}:{address((bottom, right))}")
        for number, row in enumerate(sheet.rows):
            made.append([_cell(made, value, sheet.faults.get((number, place), "")) for place, value in enumerate(row)])
    content = BytesIO()
    book.save(content)
    return content.getvalue(), names


def _cell(sheet: object, value: object, fault: str) -> object:
    if fault.startswith("#"):
        failed = WriteOnlyCell(sheet)
        failed._value, failed.data_type = fault, "e"
        return failed
    if isinstance(value, date) and value.year < 1900:
        # Excel knows no day before 1900.
        return value.isoformat()
    if isinstance(value, str) and value:
        text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:32_767]
        if text[0] not in "=#":
            return text
        # Text stays text: a formula that was read is its value, and one that was typed in a .csv is none.
        cell = WriteOnlyCell(sheet)
        cell._value, cell.data_type = text, "s"
        cell.quotePrefix = True
        return cell
    return value if isinstance(value, bool | int | float | datetime | date | time | timedelta) else None

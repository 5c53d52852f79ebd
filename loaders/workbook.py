"""Reading spreadsheet files: every sheet as rows of raw cells, counted as the spreadsheet counts."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from loaders.files import archive, delimited, ods_scan, xls_scan, xlsx_scan
from loaders.files.archive import MEGABYTE
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError, letters
from locales import N_

TEXTS = (".csv", ".tsv")
KINDS = (".xlsx", ".xlsm", ".xls", ".ods", *TEXTS)
# Read as text where somebody names it, but not every note in a folder is a table.
_TEXT_SUFFIXES = (*TEXTS, ".txt", "")
# What Excel and LibreOffice put beside an open file, and what a system hides.
_PASSED_OVER = ("~$", ".")


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is the spreadsheet's row 1, `rows[0][0]` its cell A1.

    `merges` are merged ranges: top, left, bottom, right, counted from 0, all inclusive. `faults` are
    cells whose formula went wrong, by row and column from 0: "#REF!" and its like, or "=" where no
    value is stored. `is_alone` says that the file has no other sheet to show, `is_1904` that it counts
    its days from 1904.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    is_hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_alone: bool = False
    is_1904: bool = False


@dataclass(frozen=True)
class Source:
    """One file's name and bytes; `unread` says why the bytes were not taken in, None where they were."""

    name: str
    content: bytes
    unread: SourceError | None = None


def sources(source: str | Path | bytes, limits: Limits = LIMITS) -> list[Source]:
    """The files of a source (a file, a folder's spreadsheets by name, or bytes).

    Raises SourceError where there is none.
    """
    if isinstance(source, bytes):
        return [Source("workbook", source)]
    path = Path(source)
    try:
        if not path.is_dir():
            return [_source(path, limits)]
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in KINDS and not is_passed_over(p.name) and p.is_file())
    except OSError as problem:
        raise SourceError(N_("cannot be read ({reason})"), file=path.name, reason=problem.strerror or "") from None
    if not files:
        raise SourceError(N_("holds no spreadsheet ({kinds})"), file=path.name or str(path), kinds=", ".join(KINDS))
    return [_source(file, limits) for file in files]


def is_text(name: str) -> bool:
    """Whether a file's name is text: to a system it is bytes, which may be none."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_passed_over(name: str) -> bool:
    """Whether a name is that of a lock beside an open file, or of what a system hides."""
    return name.startswith(_PASSED_OVER)


def shown_name(path: Path) -> str:
    """A file's name as text, with signs for the bytes that are none."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fingerprint(files: Sequence[Source]) -> str:
    """SHA-256 of what was read: of each file's name and content."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0{file.unread or ''}".encode())
        digest.update(file.content)
    return digest.hexdigest()


def sheets(file: Source, limits: Limits = LIMITS, *, is_bold: bool = False) -> list[Sheet]:
    """The sheets of a file, in its order. Raises SourceError where it is no spreadsheet that can be read.

    A bold reader opens the file while it is still being looked through, which is faster; one lone far
    cell ends its process.
    """
    try:
        if file.unread or len(file.content) > limits.file_mb * MEGABYTE:
            raise file.unread or _too_large(limits)
        kind = archive.kind(file.content)
        found = _text(file, limits) if kind == "text" else _xls(file, limits) if kind == "xls" else _zipped(file, limits, is_bold=is_bold)
    except PasswordError:
        raise SourceError(archive.PASSWORD, file=file.name) from None
    except (CalamineError, OSError, ValueError):
        raise SourceError(archive.DAMAGED, file=file.name) from None
    except SourceError as reason:
        raise reason.of(file.name) from None
    except BaseException as panic:
        # Where calamine's own code trips over a file it raises this, which is no Exception.
        if type(panic).__name__ != "PanicException":
            raise
        if "pointer is null" in str(panic):
            # So it says that there was no memory for an object of Python's.
            raise MemoryError from None
        raise SourceError(archive.DAMAGED, file=file.name) from None
    shown = [sheet for sheet in found if not sheet.is_hidden]
    return [replace(sheet, is_alone=True) if shown == [sheet] else sheet for sheet in found]


def _source(path: Path, limits: Limits) -> Source:
    if not is_text(path.name):
        return Source(shown_name(path), b"", SourceError(N_("has a name that cannot be read: give it another one")))
    try:
        if not path.is_file() and path.exists():
            return Source(path.name, b"", SourceError(N_("is no file")))
        with path.open("rb") as opened:
            # Never more than one byte too many is taken in, however large the file.
            content = opened.read(int(limits.file_mb * MEGABYTE) + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(N_("there is no such file or folder"), file=path.name or str(path)) from None
    except OSError as problem:
        return Source(path.name, b"", SourceError(N_("cannot be read ({reason})"), reason=problem.strerror or ""))
    return Source(path.name, b"", _too_large(limits)) if len(content) > limits.file_mb * MEGABYTE else Source(path.name, content)


def _too_large(limits: Limits) -> SourceError:
    return SourceError(N_("is larger than the {most} MB that are read: take out pictures and sheets that are not needed, or split it"), most=f"{limits.file_mb:g}")


def _text(file: Source, limits: Limits) -> list[Sheet]:
    name = Path(file.name)
    if name.suffix.lower() not in _TEXT_SUFFIXES:
        raise SourceError(N_("holds plain text, not a workbook: give it a name that ends in .csv, or open it in your spreadsheet program and save it anew as .xlsx"))
    rows = delimited.rows(file.content, limits)
    _check_cells("", rows, limits)
    return [Sheet(file.name, name.stem, rows)]


def _zipped(file: Source, limits: Limits, *, is_bold: bool) -> list[Sheet]:
    names = {entry.filename for entry in archive.directory(file.content, limits)}
    if is_bold and xlsx_scan.WORKBOOK in names:
        return _xlsx(file, limits)
    parts = archive.unpacked(file.content, limits)
    return _ods(file, parts, limits) if archive.is_ods(parts) else _xlsx(file, limits, parts)


def _xls(file: Source, limits: Limits) -> list[Sheet]:
    book, look = CalamineWorkbook.from_filelike(BytesIO(file.content)), xls_scan.look(file.content)
    faults = dict(zip((meta.name for meta in book.sheets_metadata), look.faults, strict=False))
    found = []
    for meta in _worksheets(book, limits):
        sheet = _sheet(file, meta, book.get_sheet_by_name(meta.name), limits)
        _check_cells(sheet.name, sheet.rows, limits)
        found.append(replace(_with_faults(sheet, faults.get(meta.name, {})), is_1904=look.is_1904))
    return found


def _ods(file: Source, parts: Mapping[str, bytes], limits: Limits) -> list[Sheet]:
    tables, is_1904 = {table.name: table for table in ods_scan.tables(parts, limits)}, ods_scan.is_1904(parts)
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    found = []
    for meta in _worksheets(book, limits):
        table = tables.get(meta.name, ods_scan.Table(meta.name))
        sheet = _sheet(file, meta, book.get_sheet_by_name(meta.name), limits)
        _check_cells(sheet.name, sheet.rows, limits)
        found.append(replace(_with_faults(sheet, table.faults), merges=tuple(table.merges), is_1904=is_1904))
    return found


def _xlsx(file: Source, limits: Limits, parts: Mapping[str, bytes] | None = None) -> list[Sheet]:
    """The sheets of a workbook: looked through before it is opened where its parts are given, else meanwhile."""
    # Calamine lets other threads run while it parses.
    with ThreadPoolExecutor(max_workers=1) as beside:
        looking = beside.submit(lambda: _looked(archive.unpacked(file.content, limits) if parts is None else parts, limits))
        if parts is not None:
            looking.result()
        try:
            book = CalamineWorkbook.from_filelike(BytesIO(file.content))
            found = [_sheet(file, meta, book.get_sheet_by_name(meta.name), limits) for meta in _worksheets(book, limits)]
        finally:
            # What the look finds says more than what calamine made of it.
            look = looking.result()
    for sheet in found if look.has_long_text else ():
        _check_cells(sheet.name, sheet.rows, limits)
    return [replace(_with_faults(sheet, look.faults.get(sheet.name, {})), is_1904=look.is_1904) for sheet in found]


@dataclass(frozen=True)
class _Look:
    """What a look into a workbook found: faulty formulas by sheet, whether some cell may hold more text than is read, and from when it counts."""

    faults: Mapping[str, Mapping[tuple[int, int], str]]
    has_long_text: bool
    is_1904: bool


def _looked(parts: Mapping[str, bytes], limits: Limits) -> _Look:
    """A look into a workbook's parts. Raises SourceError where it is none, or may do harm."""
    names = xlsx_scan.worksheets(parts)
    if not names:
        raise SourceError(archive.stranger(parts))
    _check_count(len(names), limits)
    for path, part in parts.items():
        # Not only what the workbook lists: a reader may find its way to others.
        if path in names or b"sheetData" in part[:8192]:
            xlsx_scan.check_extent(part, names.get(path, path), limits)
    texts = [part for path, part in parts.items() if path in names or xlsx_scan.is_strings(part)]
    has_long = any(xlsx_scan.has_long_text(part, limits.cell_characters) for part in texts)
    return _Look({name: xlsx_scan.faults(parts[path]) for path, name in names.items()}, has_long, xlsx_scan.is_1904(parts))


def _worksheets(book: CalamineWorkbook, limits: Limits) -> list[SheetMetadata]:
    """The sheets that hold cells: charts and macros have sheets of their own."""
    found = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    _check_count(len(found), limits)
    return found


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.sheets:
        raise SourceError(
            N_("holds {count} sheets, more than the {most} that are read: keep the lists that count in a file of their own"),
            count=str(count), most=str(limits.sheets),
        )  # fmt: skip


def _sheet(file: Source, meta: SheetMetadata, sheet: CalamineSheet, limits: Limits) -> Sheet:
    if sheet.end is not None:
        row, column = sheet.end
        if row >= limits.rows or column >= limits.columns or (row + 1) * (column + 1) > limits.cells:
            raise xlsx_scan.too_far(meta.name, row, column)
    merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Sheet(file.name, meta.name, sheet.to_python(skip_empty_area=False), meta.visible != SheetVisibleEnum.Visible, merges)


def _with_faults(sheet: Sheet, faults: Mapping[tuple[int, int], str]) -> Sheet:
    """The sheet with its faults, and with rows and columns enough to hold them: calamine leaves out what has no value."""
    if not faults:
        return sheet
    height, width = max(row for row, _ in faults) + 1, max(column for _, column in faults) + 1
    width = max(width, len(sheet.rows[0]) if sheet.rows else 0)
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    rows += [[""] * width for _ in range(height - len(rows))]
    return replace(sheet, rows=rows, faults=faults)


def _check_cells(sheet: str, rows: Sequence[Sequence[object]], limits: Limits) -> None:
    """Raises SourceError where a cell holds more text than a cell can."""
    most = limits.cell_characters
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > most:
                of_sheet = N_("cell {cell} of its sheet “{sheet}” holds {count} characters, more than the {most} that a cell can: shorten it")
                sentence = of_sheet if sheet else N_("cell {cell} holds {count} characters, more than the {most} that a cell can: shorten it")
                at = f"{letters(position)}{number + 1}"
                raise SourceError(sentence, cell=at, sheet=sheet, count=f"{len(cell):,}", most=f"{most:,}")

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

from loaders.files import archive, delimited, ods_scan, xlsx_scan
from loaders.files.archive import ANEW, MEGABYTE
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError, letters

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
    value is stored. `is_alone` says that the file has no other sheet to show.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    is_hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_alone: bool = False


@dataclass(frozen=True)
class Source:
    """One file's name and bytes; `unread` says why the bytes were not taken in, "" where they were."""

    name: str
    content: bytes
    unread: str = ""


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
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in KINDS and not p.name.startswith(_PASSED_OVER) and p.is_file())
    except OSError as problem:
        raise SourceError(f"{path.name}: cannot be read ({problem.strerror})") from None
    if not files:
        raise SourceError(f"{path.name or path}: holds no spreadsheet ({', '.join(KINDS)})")
    return [_source(file, limits) for file in files]


def fingerprint(files: Sequence[Source]) -> str:
    """SHA-256 of what was read: of each file's name and content."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0{file.unread}".encode())
        digest.update(file.content)
    return digest.hexdigest()


def sheets(file: Source, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a file, in its order. Raises SourceError where it is no spreadsheet that can be read."""
    try:
        if file.unread or len(file.content) > limits.file_mb * MEGABYTE:
            raise SourceError(file.unread or _too_large(limits))
        kind = archive.kind(file.content)
        found = _text(file, limits) if kind == "text" else _xls(file, limits) if kind == "xls" else _zipped(file, limits)
    except PasswordError:
        raise SourceError(f"{file.name}: {archive.PASSWORD}") from None
    except (CalamineError, OSError, ValueError):
        raise SourceError(f"{file.name}: {archive.DAMAGED}") from None
    except SourceError as reason:
        raise SourceError(f"{file.name}: {reason}") from None
    except BaseException as panic:
        # Where calamine's own code trips over a file it raises this, which is no Exception.
        if type(panic).__name__ != "PanicException":
            raise
        raise SourceError(f"{file.name}: {archive.DAMAGED}") from None
    shown = [sheet for sheet in found if not sheet.is_hidden]
    return [replace(sheet, is_alone=True) if shown == [sheet] else sheet for sheet in found]


def _source(path: Path, limits: Limits) -> Source:
    try:
        if not path.is_file() and path.exists():
            return Source(path.name, b"", "is no file")
        with path.open("rb") as opened:
            # Never more than one byte too many is taken in, however large the file.
            content = opened.read(int(limits.file_mb * MEGABYTE) + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(f"{path.name or path}: there is no such file or folder") from None
    except OSError as problem:
        return Source(path.name, b"", f"cannot be read ({problem.strerror})")
    return Source(path.name, b"", _too_large(limits)) if len(content) > limits.file_mb * MEGABYTE else Source(path.name, content)


def _too_large(limits: Limits) -> str:
    return f"is larger than the {limits.file_mb:g} MB that are read: take out pictures and sheets that are not needed, or split it"


def _text(file: Source, limits: Limits) -> list[Sheet]:
    name = Path(file.name)
    if name.suffix.lower() not in _TEXT_SUFFIXES:
        raise SourceError(f"holds plain text, not a workbook: give it a name that ends in .csv, or {ANEW}")
    rows = delimited.rows(file.content, limits)
    _check_cells("", rows, limits)
    return [Sheet(file.name, name.stem, rows)]


def _zipped(file: Source, limits: Limits) -> list[Sheet]:
    parts = archive.unpacked(file.content, limits)
    return _ods(file, parts, limits) if archive.is_ods(parts) else _xlsx(file, parts, limits)


def _xls(file: Source, limits: Limits) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    metas = _worksheets(book, limits)
    found = [_sheet(file, meta, book.get_sheet_by_name(meta.name), limits) for meta in metas]
    for sheet in found:
        _check_cells(sheet.name, sheet.rows, limits)
    return found


def _ods(file: Source, parts: Mapping[str, bytes], limits: Limits) -> list[Sheet]:
    tables = {table.name: table for table in ods_scan.tables(parts, limits)}
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    found = []
    for meta in _worksheets(book, limits):
        table = tables.get(meta.name, ods_scan.Table(meta.name))
        sheet = _sheet(file, meta, book.get_sheet_by_name(meta.name), limits)
        _check_cells(sheet.name, sheet.rows, limits)
        found.append(replace(_with_faults(sheet, table.faults), merges=tuple(table.merges)))
    return found


def _xlsx(file: Source, parts: Mapping[str, bytes], limits: Limits) -> list[Sheet]:
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
    paths = {name: path for path, name in names.items()}
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    found = []
    # The search for faults goes on beside calamine, which lets other threads run while it parses.
    with ThreadPoolExecutor(max_workers=1) as beside:
        for meta in _worksheets(book, limits):
            faults = beside.submit(xlsx_scan.faults, parts.get(paths.get(meta.name, ""), b""))
            sheet = _sheet(file, meta, book.get_sheet_by_name(meta.name), limits)
            if has_long:
                _check_cells(sheet.name, sheet.rows, limits)
            found.append(_with_faults(sheet, faults.result()))
    return found


def _worksheets(book: CalamineWorkbook, limits: Limits) -> list[SheetMetadata]:
    """The sheets that hold cells: charts and macros have sheets of their own."""
    found = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    _check_count(len(found), limits)
    return found


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.sheets:
        raise SourceError(f"holds {count} sheets, more than the {limits.sheets} that are read: keep the lists that count in a file of their own")


def _sheet(file: Source, meta: SheetMetadata, sheet: CalamineSheet, limits: Limits) -> Sheet:
    if sheet.end is not None:
        row, column = sheet.end
        if row >= limits.rows or column >= limits.columns or (row + 1) * (column + 1) > limits.cells:
            raise SourceError(xlsx_scan.too_far(meta.name, row, column))
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
                at = f"{letters(position)}{number + 1}" + (f" of its sheet “{sheet}”" if sheet else "")
                raise SourceError(f"cell {at} holds {len(cell):,} characters, more than the {most:,} that a cell can: shorten it")

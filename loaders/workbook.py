"""Reading spreadsheet files: every visible sheet as rows of raw cells, counted as the spreadsheet counts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders.limits import LIMITS, Limits
from loaders.problems import SourceError

KINDS = (".xlsx", ".xlsm", ".xls", ".ods")


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
    """One file's name and bytes."""

    name: str
    content: bytes


def sources(source: str | Path | bytes) -> list[Source]:
    """The files of a source (a file, a folder's spreadsheets by name, or bytes).

    Raises SourceError where there is none.
    """
    if isinstance(source, bytes):
        return [Source("workbook", source)]
    path = Path(source)
    try:
        if path.is_dir():
            # A .csv is listed so that it is not passed over in silence.
            # Names that begin with "~$" are the locks of spreadsheets open in Excel.
            files = sorted(p for p in path.iterdir() if p.suffix.lower() in (*KINDS, ".csv") and p.name[:2] != "~$")
            if not files:
                raise SourceError(f"{path.name or path}: holds no spreadsheet ({', '.join(KINDS)})")
            return [Source(p.name, p.read_bytes()) for p in files]
        return [Source(path.name, path.read_bytes())]
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(f"{path.name or path}: there is no such file or folder") from None
    except OSError as problem:
        raise SourceError(f"{path.name}: cannot be read ({problem.strerror})") from None


def fingerprint(files: Sequence[Source]) -> str:
    """SHA-256 of what was read: of each file's name and content."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


def sheets(file: Source, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a file, in its order. Raises SourceError where it is no readable spreadsheet."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(file.content))
        return [
            Sheet(
                file.name,
                meta.name,
                book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False),
                meta.visible != SheetVisibleEnum.Visible,
            )
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise SourceError(f"{file.name}: is protected by a password; save a copy without one") from None
    except (CalamineError, OSError, ValueError):
        raise SourceError(f"{file.name}: is not a spreadsheet that can be read; save it as .xlsx, without a password") from None

"""How a sheet was read: which table it is, where its columns are, how many of its cells are filled and valid."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import compress, decompress

import numpy as np


@dataclass(frozen=True)
class ColumnReport:
    """One declared column found in a sheet: its heading as written and that heading's cell; counts of cells.

    `cells` has one for each row of the table, also those that were set aside; `filled` those that are
    not blank, `valid` those of the filled that could be read, `blank` the rows of those that are blank
    (`packed`).
    """

    name: str
    heading: str
    cell: str
    cells: int
    filled: int
    valid: int
    blank: str = field(default="", compare=False)


@dataclass(frozen=True)
class SheetReport:
    """One sheet of a file: the table it was read as ("" where it was left out), and what became of its rows.

    `header` is the row of its headings (1-based, the last where they span two; 0 where none was found),
    `rows` how many rows of the table stand below it, `loaded` how many of them were not set aside,
    `left_out` how many rows are no data (blank, total, footnote), `headings` all headings by address.
    """

    file: str
    sheet: str
    table: str = ""
    header: int = 0
    rows: int = 0
    loaded: int = 0
    left_out: int = 0
    columns: tuple[ColumnReport, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


def packed(rows: Sequence[int] | np.ndarray) -> str:
    """Numbers of rows in little room, a bit for each row: half of a long sheet may be blank."""
    is_in = np.zeros(max(rows, default=0) + 1, dtype=bool)
    is_in[np.asarray(rows, dtype="int64")] = True
    return b64encode(compress(np.packbits(is_in).tobytes())).decode() if len(rows) else ""


def unpacked(text: str) -> list[int]:
    """The numbers of rows that were packed, in order."""
    bits = np.frombuffer(decompress(b64decode(text)) if text else b"", dtype="uint8")
    return [int(row) for row in np.flatnonzero(np.unpackbits(bits))]

"""How a sheet was read: which table it is, where its columns are, how many of its cells are filled and valid."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnReport:
    """One declared column found in a sheet: its heading as written and that heading's cell; counts of cells.

    `cells` has one for each row of the table, also those that were set aside; `filled` those that are
    not blank, `valid` those of the filled that could be read.
    """

    name: str
    heading: str
    cell: str
    cells: int
    filled: int
    valid: int


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

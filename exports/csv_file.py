"""A table as a CSV file that a spreadsheet opens as it was meant."""

import pandas as pd

from exports.letters import FORBIDDEN

# What makes Excel, LibreOffice and Numbers take a cell for a formula (OWASP, CSV Injection); the wide signs
# are those that East Asian keyboards write.
FORMULA = r"^\s*[=+\-@\t\r\n＝＋－＠]"


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as CSV; a text that a spreadsheet would run as a formula begins with an apostrophe, and orders to a printer are left out."""
    safe = table.copy()
    safe.columns = pd.Index(_inert(pd.Series(list(table.columns), dtype="object")))
    for place, dtype in enumerate(table.dtypes):
        if pd.api.types.is_object_dtype(dtype) or pd.api.types.is_string_dtype(dtype):
            safe.isetitem(place, _inert(table.iloc[:, place].astype("object")))
    # The byte order mark lets Excel read accents.
    return safe.to_csv(index=False).encode("utf-8-sig")


def is_escaped(cells: pd.Series) -> pd.Series:
    """Whether each cell is a text that a spreadsheet would run; a negative number is none."""
    words = _words(cells)
    return words.str.contains(FORMULA) & pd.to_numeric(words, errors="coerce").isna()


def _inert(cells: pd.Series) -> pd.Series:
    words = _words(cells)
    harmless = words.mask(is_escaped(cells), "'" + words).str.replace(FORBIDDEN, "", regex=True)
    return cells.mask(harmless != words, harmless)


def _words(cells: pd.Series) -> pd.Series:
    cells = cells.astype("object")
    return cells.where(cells.notna(), "").astype("str")

"""A table as a CSV file that a spreadsheet opens as it was meant."""

import pandas as pd

# What makes Excel, LibreOffice and Numbers take a cell for a formula (OWASP, CSV Injection).
FORMULA = r"^\s*[=+\-@\t\r]"


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as CSV; a text that a spreadsheet would run as a formula begins with an apostrophe."""
    safe = table.copy()
    safe.columns = pd.Index(_inert(pd.Series(list(table.columns), dtype="object")))
    for place, dtype in enumerate(table.dtypes):
        if pd.api.types.is_object_dtype(dtype) or pd.api.types.is_string_dtype(dtype):
            safe.isetitem(place, _inert(table.iloc[:, place].astype("object")))
    # The byte order mark lets Excel read accents.
    return safe.to_csv(index=False).encode("utf-8-sig")


def _inert(cells: pd.Series) -> pd.Series:
    words = cells.where(cells.notna(), "").astype("str")
    suspect = words.str.contains(FORMULA) & pd.to_numeric(words, errors="coerce").isna()
    return cells.mask(suspect, "'" + words)

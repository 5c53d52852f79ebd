"""Finding the header row of a sheet, and which table and columns it stands for."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from loaders.columns import is_blank, text
from loaders.schema import Column, Table
from loaders.tables import TABLES


def fold(heading: str) -> str:
    """A heading without case, accents, punctuation and doubled blanks, for comparing."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Hangul comes apart into its letters under NFKD: put it together again.
    return unicodedata.normalize("NFKC", " ".join(re.sub(r"[\W_]+", " ", plain).split()))


@cache
def _tables_by_spelling() -> dict[str, Table]:
    return {fold(form): table for table in TABLES.values() for form in reversed(table.spellings())}


@cache
def _columns_by_spelling(name: str) -> dict[str, Column]:
    table = TABLES[name]
    return {fold(form): column for column in reversed(table.columns) for form in column.spellings()}


def table_of(sheet_name: str) -> Table | None:
    """The table that a sheet's name stands for, in any of the languages; None for another sheet."""
    return _tables_by_spelling().get(fold(sheet_name))


def column_of(table: Table, heading: object) -> Column | None:
    """The column of a table that a heading stands for; None for a column of the keeper's own."""
    return None if is_blank(heading) else _columns_by_spelling(table.name).get(fold(text(heading)))


def header_row(rows: Iterable[Sequence[object]]) -> int | None:
    """The place of the first row that is not blank, counted from 0; None where all are."""
    return next((i for i, row in enumerate(rows) if not all(map(is_blank, row))), None)

"""Raw cells of one column → typed values. Each distinct value is read once, however often it occurs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders import dates
from loaders.schema import Column
from loaders.values.cells import ENDS as ODD_ENDS
from loaders.values.cells import ERRORS, INVISIBLE, Doubtful, Remark, UnreadableError, is_blank, text, tidy
from loaders.values.readers import ENDS, PATTERNS, READERS, Habits, habits
from locales import N_

__all__ = ["READERS", "Remark", "Typed", "UnreadableError", "is_blank", "text", "typed"]

SURE = re.compile("[;；\n\r\v\u2028]")
# These part a list only where all parts are words of the column's.
UNSURE = re.compile("[,，、|·]")
Found = TypeVar("Found")
CLOSED = set(READERS) - {"id", "text", "url", "email"}


@dataclass
class Typed:
    """A column's values, frames' columns by name, and the position of each bad cell with what is wrong.

    `doubtful` are the positions of cells that were read, and could mean something else; `remarks` are
    said once for the whole column. `is_day_first` is the order in which dates in figures were read.
    """

    values: dict[str, pd.Series]
    bad: list[tuple[int, UnreadableError]]
    doubtful: list[tuple[int, Remark]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_day_first: bool = True


def typed(column: Column, cells: Sequence[object], *, is_day_first: bool | None = None, is_1904: bool = False) -> Typed:
    """The cells of a column as Series: text, numbers, booleans, dates with precision, tuples of text.

    `is_day_first` is how 03/04/2019 is meant; None leaves it to what the column itself proves. `is_1904`
    says that the numbers of days are counted from 1904.
    """
    kinds = set(map(type, cells))
    if column.kind in PATTERNS and not column.many and kinds == {str}:
        return _words(column, cells)  # type: ignore[arg-type]
    codes, distinct = _coded(cells, kinds)
    usual, remarks = habits(column, distinct, is_day_first)
    usual = replace(usual, is_1904=is_1904)
    known: list[object] = []
    wrong: dict[int, UnreadableError] = {}
    doubts: dict[int, Remark] = {}
    for code, cell in enumerate(distinct):
        try:
            found = _read(column, cell, usual)
        except UnreadableError as problem:
            wrong[code], found = problem, () if column.many else None
        if isinstance(found, Doubtful):
            doubts[code], found = found.remark, found.value
        known.append(found)
    values = {name: pd.Series(series.array.take(codes)) for name, series in _series(column, known).items()}
    return Typed(values, _placed(wrong, codes), _placed(doubts, codes), remarks, usual.is_day_first)


def nothing(column: Column, count: int) -> dict[str, pd.Series]:
    """The Series of a column without any cell, for so many rows: its default where it has one."""
    return {name: pd.Series(series.array.take(np.zeros(count, dtype="int64"))) for name, series in _nothing(column).items()}


@cache
def _nothing(column: Column) -> dict[str, pd.Series]:
    return typed(column, [None]).values


def _coded(cells: Sequence[object], kinds: set[type]) -> tuple[np.ndarray, list[object]]:
    """Each cell's place in the distinct ones, and those, in the order of the sheet."""
    if kinds == {str}:
        coded = pa.array(cells, pa.large_string()).dictionary_encode()
        return coded.indices.to_numpy(), coded.dictionary.to_pylist()
    # 1 and True are one key of a dict, and no one value.
    marks: Sequence[object] = list(zip(map(type, cells), cells, strict=True)) if bool in kinds else cells
    distinct = dict(zip(marks, cells, strict=True))
    code_of = {mark: code for code, mark in enumerate(distinct)}
    return np.array([code_of[mark] for mark in marks], dtype="int64"), list(distinct.values())


def _placed(found: Mapping[int, Found], codes: np.ndarray) -> list[tuple[int, Found]]:
    """What was found of distinct cells, for each cell that holds one of them."""
    return [(int(place), found[int(codes[place])]) for place in np.flatnonzero(np.isin(codes, list(found)))] if found else []


def _words(column: Column, cells: Sequence[str]) -> Typed:
    """A column of nothing but text, taken as a whole: the many rows of a table are mostly this."""
    # All in one look, which most columns pass: nothing odd in any cell.
    whole = "".join(cells)
    series = _trimmed(column, cells, whole)
    blank = series == ""
    suspect = series.isin(ERRORS) if "#" in whole or "Err:" in whole else pd.Series(False, index=series.index)
    if pattern := PATTERNS[column.kind]:
        suspect |= ~blank & ~_matching(series, pattern)
    bad = []
    for place in suspect.index[suspect]:
        try:
            _read(column, cells[place], Habits())
        except UnreadableError as problem:
            bad.append((place, problem))
    gone = blank | suspect
    return Typed({column.name: series.mask(gone) if gone.any() else series}, bad)


def _matching(series: pd.Series, pattern: str) -> pd.Series:
    """Whether each text is of a pattern from its first sign to its last."""
    # Arrow's own search: pandas hands some patterns to Python, cell by cell.
    found = pc.match_substring_regex(pa.Array.from_pandas(series), f"^(?:{pattern})$")
    return pd.Series(found.to_numpy(zero_copy_only=False), index=series.index)


def _trimmed(column: Column, cells: Sequence[str], whole: str) -> pd.Series:
    """Texts without what is around them; identifiers with plain blanks and in one Unicode form."""
    if column.kind == "id" and not (whole.isascii() and whole.isprintable() and "  " not in whole):
        return pd.Series(list(map(tidy, cells)), dtype="str")
    series = pd.Series(pd.array(pa.array(cells, pa.large_string()), dtype="str"))
    has_odd = not whole.isascii() and any(sign in whole for sign in INVISIBLE)
    return series.str.strip(ODD_ENDS) if has_odd else series.str.strip()


def _read(column: Column, cell: object, usual: Habits) -> object:
    if is_blank(cell):
        return () if column.many else column.default
    if isinstance(cell, str) and cell.strip() in ERRORS:
        raise UnreadableError("formula_error", N_("the cell shows {value}: mend its formula, or type the value"), value=cell.strip())
    return _list(column, cell, usual) if column.many else READERS[column.kind](column, cell, usual)


def _list(column: Column, cell: object, usual: Habits) -> tuple[object, ...]:
    """The values of a cell that may hold several, each once."""
    found: list[object] = []
    for part in SURE.split(text(cell)):
        if not is_blank(part):
            found += _parts(column, part.strip(), usual)
    return tuple(dict.fromkeys(value.value if isinstance(value, Doubtful) else value for value in found))


def _parts(column: Column, said: str, usual: Habits) -> list[object]:
    read = READERS[column.kind]
    try:
        return [read(column, said, usual)]
    except UnreadableError:
        parts = [part.strip() for part in UNSURE.split(said) if not is_blank(part)]
        if len(parts) < 2 or column.kind not in CLOSED:
            raise
        values: list[object] = []
        unread: list[UnreadableError] = []
        for part in parts:
            try:
                values.append(read(column, part, usual))
            except UnreadableError as problem:
                unread.append(problem)
        if not unread:
            return values
        if values:
            # It is a list, and this is what is wrong in it.
            raise unread[0] from None
        raise


def _series(column: Column, values: list[object]) -> dict[str, pd.Series]:
    if column.kind == "date":
        periods: list[dates.Period | None] = values  # type: ignore[assignment]
        # The end of a period is the last day it can mean; every other date is its first.
        days = [p and (p.end if column.name in ENDS else p.start) for p in periods]
        return {
            column.name: pd.Series(np.array(days, dtype="datetime64[us]")),
            f"{column.name}_precision": pd.Series([p and p.precision for p in periods], dtype="str"),
        }
    if column.many:
        return {column.name: pd.Series(values, dtype=object)}
    dtype = {"number": "float64", "integer": "Int64", "boolean": "boolean"}.get(column.kind, "str")
    return {column.name: pd.Series(values, dtype=dtype)}

"""A look at the records of an old Excel file: which of its cells hold errors, and from when it counts its days."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.files import compound

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
# What a record is.
_FORMULA, _END, _EPOCH, _SHEET, _TRUTH_OR_ERROR = 0x0006, 0x000A, 0x0022, 0x0085, 0x0205
# The bytes of either record where it holds an error; they may stand elsewhere too, by chance.
_ERROR = re.compile(rb"\x05\x02\x08\0.{7}\x01|\x06\0.{8}\x02.{5}\xff\xff", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """The cells of each sheet that hold an error, by row and column from 0; the sheets in the order of the file."""

    faults: Sequence[Mapping[tuple[int, int], str]]
    is_1904: bool


def look(content: bytes) -> Look:
    """What the records of an .xls tell, whose sectors run in no circle; of a file cut short, as much as is there."""
    book = compound.stream(content, "Workbook", "Book")
    starts, is_1904 = [], False
    for kind, at in _records(book, 0):
        if kind == _SHEET:
            starts.append(_number(book, at, 4))
        elif kind == _EPOCH:
            is_1904 = _number(book, at, 2) == 1
    # One search spares most files the walk, which takes half as long as to read them.
    has_errors = _ERROR.search(book) is not None
    return Look([_faults(book, start) if has_errors else {} for start in starts], is_1904)


def _faults(book: bytes, start: int) -> dict[tuple[int, int], str]:
    found = {}
    for kind, at in _records(book, start):
        # A formula's value is an error where it begins with 2 and ends in two bytes that no number ends in.
        if kind == _FORMULA and book[at + 6 : at + 7] == b"\2" and book[at + 12 : at + 14] == b"\xff\xff":
            code = _number(book, at + 8, 1)
        elif kind == _TRUTH_OR_ERROR and book[at + 7 : at + 8] == b"\1":
            code = _number(book, at + 6, 1)
        else:
            continue
        found[_number(book, at, 2), _number(book, at + 2, 2)] = _ERRORS.get(code, "#UNKNOWN!")
    return found


def _records(book: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The kind of each whole record from a place up to the end of its part, and where its body begins."""
    while at + 4 <= len(book):
        kind, size = book[at] | book[at + 1] << 8, book[at + 2] | book[at + 3] << 8
        if kind == _END or at + 4 + size > len(book):
            return
        yield kind, at + 4
        at += 4 + size


def _number(book: bytes, at: int, size: int) -> int:
    return int.from_bytes(book[at : at + size], "little")

"""A look at an OLE compound file, as .xls is: whether its chains of sectors end, which calamine takes for granted."""

import struct
from collections.abc import Sequence

_HEADER = 512
# Above this a number is a mark: free, the end of a chain, or a sector of the tables themselves.
_LAST = 0xFFFFFFFA


def has_loops(content: bytes) -> bool:
    """Whether a chain of its sectors runs in a circle or two chains meet, as in no whole file."""
    if len(content) < _HEADER:
        return True
    power = int.from_bytes(content[30:32], "little")
    if power not in (9, 12):
        return True
    size = 1 << power
    first_mini, _, next_list = struct.unpack_from("<3I", content, 60)
    listed = [number for number in struct.unpack_from("<109I", content, 76) if number < _LAST]
    seen = set()
    while next_list < _LAST:
        if next_list in seen:
            return True
        seen.add(next_list)
        *more, next_list = _numbers(content, next_list, size) or [_LAST]
        listed += [number for number in more if number < _LAST]
    if len(set(listed)) < len(listed):
        return True
    table = [number for sector in listed for number in _numbers(content, sector, size)]
    if _is_looped(table):
        return True
    small, at = [], first_mini
    while at < len(table):
        small += _numbers(content, at, size)
        at = table[at]
    return _is_looped(small)


def _numbers(content: bytes, sector: int, size: int) -> list[int]:
    """The numbers that stand in a sector; none where the file ends before it."""
    held = content[(sector + 1) * size : (sector + 2) * size]
    return list(struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4]))


def _is_looped(table: Sequence[int]) -> bool:
    """Whether following the numbers of a table from one place to the next ever comes to a place twice."""
    followed = [number for number in table if number < _LAST]
    targets = set(followed)
    if len(targets) < len(followed):
        return True
    # No place has two before it: what no beginning leads to runs in a circle.
    walked = 0
    for start in set(range(len(table))) - targets:
        at = start
        while at < len(table) and table[at] < _LAST:
            walked, at = walked + 1, table[at]
    return walked < len(followed)

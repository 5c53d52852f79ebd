"""A look at an OLE compound file, as .xls is: whether its chains of sectors end, which calamine takes for granted; and its streams."""

import struct
from collections.abc import Iterator, Sequence

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
    listed = _listed(content, size)
    if listed is None or len(set(listed)) < len(listed):
        return True
    table = _joined(content, listed, size)
    return _is_looped(table) or _is_looped(_small_table(content, table, size))


def stream(content: bytes, *names: str) -> bytes:
    """The bytes of the first of some streams that there is, in a file without loops; none where there is none."""
    size = 1 << int.from_bytes(content[30:32], "little")
    table = _joined(content, _listed(content, size) or (), size)
    first, = struct.unpack_from("<I", content, 48)
    folder = _chained(content[size:], first, table, size)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    named = {entry[: max(int.from_bytes(entry[64:66], "little") - 2, 0)].decode("utf-16-le", "replace"): entry for entry in reversed(entries)}
    entry = next((named[name] for name in names if name in named), None)
    if entry is None:
        return b""
    start, length = struct.unpack_from("<2I", entry, 116)
    if length >= int.from_bytes(content[56:60], "little"):
        return _chained(content[size:], start, table, size)[:length]
    # Short streams stand in one that belongs to the first entry, in sectors of a size and a table of their own.
    short, = struct.unpack_from("<I", entries[0], 116)
    return _chained(_chained(content[size:], short, table, size), start, _small_table(content, table, size), 1 << content[32])[:length]


def _listed(content: bytes, size: int) -> list[int] | None:
    """The sectors that hold the table of sectors; None where their list runs in a circle."""
    next_list, = struct.unpack_from("<I", content, 68)
    listed = [number for number in struct.unpack_from("<109I", content, 76) if number < _LAST]
    seen = set()
    while next_list < _LAST:
        if next_list in seen:
            return None
        seen.add(next_list)
        *more, next_list = _numbers(content, next_list, size) or [_LAST]
        listed += [number for number in more if number < _LAST]
    return listed


def _joined(content: bytes, sectors: Sequence[int], size: int) -> list[int]:
    return [number for sector in sectors for number in _numbers(content, sector, size)]


def _small_table(content: bytes, table: Sequence[int], size: int) -> list[int]:
    """The table of the sectors of short streams."""
    return _joined(content, list(_followed(struct.unpack_from("<I", content, 60)[0], table)), size)


def _followed(at: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors of a chain, which must not run in a circle."""
    while at < len(table):
        yield at
        at = table[at]


def _chained(held: bytes, at: int, table: Sequence[int], size: int) -> bytes:
    """What stands in the sectors of a chain, counted from the first of `held`."""
    return b"".join(held[sector * size : (sector + 1) * size] for sector in _followed(at, table))


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

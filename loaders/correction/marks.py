"""The colours of a sheet's faulty cells: conditional formats of ours, which lie over the keeper's own and come off again."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import groupby

from lxml import etree

from loaders.correction.package import Element, parsed, place, word, written
from loaders.problems import Severity, letters

Cell = tuple[int, int]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
# Tints of charts/style.py's rose, sand and blue, dark words on each: told apart by lightness too.
FILLS: Mapping[Severity, str] = {"error": "FFE5A0AB", "warning": "FFF3E3A1", "note": "FFCFE6F4"}
INK = "FF1B1916"
# True in every language of Excel, and nobody else's.
RULE = 'LEN("cities:{severity}")>0'
IS_OURS = re.compile(r'^\s*LEN\(\s*"cities:(?:error|warning|note)"\s*\)\s*>\s*0\s*$')
# Excel takes 8,192 ranges in one conditional format; far fewer are quick to draw.
RANGES = 1000
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
OPENING = re.compile(rb"<((?:[\w.\-]+:)?)sheetData(?:\s[^>]*?)?(/?)>")
DECLARATION = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.\-]+)["'][^>]*\?>""")


def parted(xml: bytes) -> tuple[Element, bytes]:
    """A sheet as the XML around its cells and, untouched, the bytes of its cells.

    Cells are most of a large sheet, and no mark needs them. Raises ValueError where there are none.
    """
    xml = _utf8(xml)
    start = OPENING.search(xml)
    if start is None:
        raise ValueError("no sheetData")
    end = start.end()
    if not start[2]:
        end = xml.index(b">", xml.rindex(b"</" + start[1] + b"sheetData")) + 1
    around = xml[: start.start()] + b"<" + start[1] + b"sheetData/>" + xml[end:]
    return parsed(around), xml[start.start() : end]


def joined(root: Element, cells: bytes) -> bytes:
    """The sheet of those two parts."""
    around = written(root)
    hole = OPENING.search(around)
    assert hole is not None
    return around[: hole.start()] + cells + around[hole.end() :]


def _utf8(xml: bytes) -> bytes:
    """A part in UTF-8: what is cut out of it and put back must be of one encoding."""
    declared = DECLARATION.match(xml)
    if declared is None or declared[1].lower() in (b"utf-8", b"us-ascii"):
        return xml
    return xml[declared.end() :].decode(declared[1].decode()).encode()


def uncoloured(root: Element) -> bool:
    """Take our colours off a sheet; whether there were any."""
    ours = [rule for rule in root.iter("{*}cfRule") if _is_ours(rule)]
    if not ours:
        return False
    for rule in ours:
        parent = rule.getparent()
        parent.remove(rule)
        if all(word(child) != "cfRule" for child in parent):
            parent.getparent().remove(parent)
    last = max(_priority(rule) for rule in ours)
    others = _ranked(root)
    if all(_priority(rule) > last for rule in others):
        _shift(others, -len(ours))
    return True


def coloured(root: Element, cells: Mapping[Severity, Iterable[Cell]], formats: Mapping[Severity, int]) -> None:
    """Put our colours on a sheet, before all of its own; `formats` are their places among the styles' dxfs."""
    space = etree.QName(root).namespace
    parts = [
        (severity, ranges[start : start + RANGES])
        for severity in SEVERITIES
        if (ranges := _ranges(cells.get(severity, ())))
        for start in range(0, len(ranges), RANGES)
    ]
    others = _ranked(root)
    first = 1
    if any(element.get("pivot") in ("1", "true") for element in root.iter("{*}conditionalFormatting")):
        # A pivot table finds its formats by their priority, so there ours come after.
        first = max(map(_priority, others), default=0) + 1
    else:
        _shift(others, len(parts))
    for priority, (severity, ranges) in enumerate(parts, start=first):
        made = etree.Element(f"{{{space}}}conditionalFormatting", sqref=" ".join(ranges), nsmap=root.nsmap)
        rule = etree.SubElement(
            made, f"{{{space}}}cfRule", type="expression", dxfId=str(formats[severity]), priority=str(priority)
        )
        etree.SubElement(rule, f"{{{space}}}formula").text = RULE.format(severity=severity)
        place(root, made, ORDER)


def shown(root: Element, cells: Iterable[Cell]) -> dict[Cell, Cell]:
    """Where each cell is seen: itself, or the first cell of the merged range that covers it."""
    wanted = sorted(set(cells))
    seen = {cell: cell for cell in wanted}
    for merge in root.iter("{*}mergeCell"):
        first, _, last = merge.get("ref", "").replace("$", "").partition(":")
        (top, left), (bottom, right) = cell_of(first), cell_of(last or first)
        for cell in wanted[bisect_left(wanted, (top, 0)) : bisect_right(wanted, (bottom, right))]:
            if left <= cell[1] <= right:
                seen[cell] = (top, left)
    return seen


def cell_of(address: str) -> Cell:
    """The row and column of an address, counted from 0. Raises ValueError where it is none."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", address)
    if match is None:
        raise ValueError(f"{address!r} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def address(cell: Cell) -> str:
    """The address of a row and column counted from 0."""
    return f"{letters(cell[1])}{cell[0] + 1}"


def _ranges(cells: Iterable[Cell]) -> list[str]:
    """Cells as ranges: those below each other in one."""
    ranges = []
    for column, group in groupby(sorted({(column, row) for row, column in cells}), key=lambda cell: cell[0]):
        rows = [row for _, row in group]
        starts = [i for i, row in enumerate(rows) if i == 0 or row != rows[i - 1] + 1]
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            first, last = address((rows[start], column)), address((rows[end - 1], column))
            ranges.append(first if first == last else f"{first}:{last}")
    return ranges


def _is_ours(rule: Element) -> bool:
    return any(IS_OURS.match(formula.text or "") for formula in rule.iterchildren("{*}formula"))


def _ranked(root: Element) -> list[Element]:
    return [rule for rule in root.iter("{*}cfRule") if rule.get("priority") is not None]


def _priority(rule: Element) -> int:
    return int(rule.get("priority", "0"))


def _shift(rules: Iterable[Element], by: int) -> None:
    for rule in rules:
        rule.set("priority", str(_priority(rule) + by))

"""A look at the XML of an OpenDocument spreadsheet: how far each sheet reaches, its merges, and its formulas that went wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from loaders.files.archive import DAMAGED
from loaders.files.limits import Limits
from loaders.files.xlsx_scan import too_far
from loaders.problems import SourceError
from locales import N_

CONTENT = "content.xml"
_CALCULATED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERRORS = ("#", "Err:")
_NULL_DATE = re.compile(rb"null-date\s[^<>]*date-value=[\"']1904-")


@dataclass
class Table:
    """What the XML tells of one sheet; rows and columns are counted from 0."""

    name: str
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


def tables(parts: Mapping[str, bytes], limits: Limits) -> list[Table]:
    """The sheets of the file, in its order.

    Raises SourceError where it has too many, or where one reaches too far.
    """
    found: list[Table] = []
    row = column = bottom = right = repeated = 0
    names = ("{*}table", "{*}table-row", "{*}table-cell", "{*}covered-table-cell")
    steps = etree.iterparse(BytesIO(parts[CONTENT]), events=("start", "end"), tag=names, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        for event, element in steps:
            what = element.tag.rpartition("}")[2]
            if what == "table":
                if event == "start":
                    found.append(Table(_attribute(element, "name")))
                    row = bottom = right = 0
                    if len(found) > limits.sheets:
                        raise SourceError(N_("holds more than {most} sheets: keep the lists that count in a file of their own"), most=str(limits.sheets))
                element.clear(keep_tail=True)
            elif what == "table-row":
                if event == "start":
                    column, repeated = 0, int(_attribute(element, "number-rows-repeated") or 1)
                else:
                    row += repeated
                    element.clear()
                    while (before := element.getprevious()) is not None:
                        element.getparent().remove(before)
            elif event == "end":
                across = int(_attribute(element, "number-columns-repeated") or 1)
                if len(element) or _attribute(element, "value-type") or _attribute(element, "formula"):
                    bottom, right = max(bottom, row + repeated), max(right, column + across)
                    if bottom > limits.rows or right > limits.columns or bottom * right > limits.cells:
                        raise too_far(found[-1].name, bottom - 1, right - 1)
                    _note(found[-1], element, row, column, across, repeated)
                column += across
    except (etree.XMLSyntaxError, ValueError, IndexError):
        raise SourceError(DAMAGED) from None
    return found


def is_1904(parts: Mapping[str, bytes]) -> bool:
    """Whether days are counted from 1904."""
    return _NULL_DATE.search(parts[CONTENT]) is not None


def _note(table: Table, cell: etree._Element, row: int, column: int, across: int, down: int) -> None:
    """Take down whether a filled cell is merged with others, and whether its formula went wrong."""
    wide, high = (int(_attribute(cell, f"number-{which}-spanned") or 1) for which in ("columns", "rows"))
    if wide > 1 or high > 1:
        table.merges.append((row, column, row + high - 1, column + wide - 1))
    if _attribute(cell, "formula"):
        shown = "".join(cell.itertext())
        fault = "" if _attribute(cell, "value-type") else "="
        if shown.startswith(_ERRORS) and (fault or cell.get(_CALCULATED) == "error" or not _attribute(cell, "string-value")):
            fault = shown
        if fault:
            table.faults.update({(row + i, column + j): fault for i in range(down) for j in range(across)})


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name, whatever its prefix stands for; "" where there is none."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")

"""A look at the XML of a workbook's sheets: how far they reach, and which of their formulas went wrong.

A large sheet is searched as bytes, which takes a tenth of the time of parsing it; it is parsed only
where the search finds something, or where the XML is not written as the usual programs write it.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import dirname, normpath

from lxml import etree

from loaders.files.archive import DAMAGED
from loaders.files.limits import Limits
from loaders.problems import SourceError, letters
from locales import N_

WORKBOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ENDS = 8_192
_DIMENSION = re.compile(rb"<dimension\s[^>]*ref=\"(?:[A-Z]+[0-9]+:)?([A-Z]+)([0-9]+)\"")
_LAST_ROW = re.compile(rb"<row r=\"([0-9]+)\"")
_PREFIXED = re.compile(rb"<[^\s<>:/]+:[cf][\s/>]")
_ADDRESS = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})\Z")
_FORMULA = re.compile(rb"<f[ >/]")
_VALUED = re.compile(rb"<f(?: [^<>]*)?(?:/>|>[^<]*</f>)<v>[^<]")
_UNVALUED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^<>]{0,200})><f(?: [^<>]*)?(?:/>|>[^<]*</f>)(<v/>|<v></v>)?</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]{0,200} t="e"[^<>]{0,200}>(?:<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?<v>([^<]+)</v></c>')


def worksheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The name of each sheet's part and what the sheet is called, in the workbook's order.

    Raises SourceError where the workbook's own parts cannot be read.
    """
    named = _named(parts)
    found = named.get(_workbook(parts, named))
    if found is None:
        return {}
    folder, base = dirname(found), found.rpartition("/")[2]
    targets = _targets(parts, named, f"{folder}/_rels/{base}.rels".lstrip("/"))
    sheets = {}
    for sheet in _parsed(parts[found]).iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
        if path.casefold() in named:
            sheets[named[path.casefold()]] = sheet.get("name", "")
    return sheets


def is_1904(parts: Mapping[str, bytes]) -> bool:
    """Whether the workbook counts its days from 1904. Raises SourceError where its own part cannot be read."""
    named = _named(parts)
    found = named.get(_workbook(parts, named))
    properties = None if found is None else _parsed(parts[found]).find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def check_extent(part: bytes, sheet: str, limits: Limits) -> None:
    """Raises SourceError where a filled cell stands outside of the limits."""
    if _is_within(part, limits):
        return
    bottom = right = -1
    for row, column, cell in _cells(part):
        if not any(child.tag.endswith(("}v", "}is")) or child.tag in ("v", "is") for child in cell):
            continue  # only formatted
        if row >= limits.rows or column >= limits.columns:
            raise too_far(sheet, row, column)
        bottom, right = max(bottom, row), max(right, column)
    if (bottom + 1) * (right + 1) > limits.cells:
        raise too_far(sheet, bottom, right)


def is_strings(part: bytes) -> bool:
    """Whether a part holds the texts that the cells of all sheets share."""
    return b"sst" in part[:1024]


def too_far(sheet: str, row: int, column: int) -> SourceError:
    """What to raise for a sheet that reaches too far, to that cell counted from 0."""
    sentence = N_("its sheet “{sheet}” reaches to cell {cell}, too far to be read: delete what stands there")
    return SourceError(sentence, sheet=sheet, cell=f"{letters(column)}{row + 1}")


def _is_within(part: bytes, limits: Limits) -> bool:
    """Whether one search shows that all cells stand in a rectangle that is small enough.

    The sheet says itself how large it is; the search proves that no filled cell stands outside of
    that, rounded up to a rectangle that can be told by the first letter and the first digit.
    """
    stated = _DIMENSION.search(part, 0, 4096)
    last = _LAST_ROW.match(part, max(part.rfind(b"<row r="), 0))
    column = stated[1].decode() if stated and stated[1] != b"A" else letters(limits.columns - 1)
    row = int(stated[2]) if stated and int(stated[2]) > 1 else int(last[1]) if last else 1
    if len(column) > 2 or row > limits.rows or place(column) >= limits.columns:
        return False
    digits = str(row)
    height = (int(digits[0]) + 1) * 10 ** (len(digits) - 1)
    width = 26 if len(column) == 1 else (ord(column[0]) - 64 + 1) * 26
    if (place(column) + 1 if len(column) == 1 else width) * height > limits.cells:
        return False
    columns = f"[A-{column}]" if len(column) == 1 else f"[A-{column[0]}]?[A-Z]"
    rows = f"[1-{digits[0]}]?[0-9]{{1,{len(digits) - 1}}}" if len(digits) > 1 else "[0-9]"
    outside = re.compile(rf'<c(?! r="{columns}{rows}"|(?: [a-z]+="[^"<>]*")*/>|[A-Za-z])'.encode())
    return outside.search(part) is None and not _has_prefixes(part)


def faults(part: bytes) -> dict[tuple[int, int], str]:
    """The cells whose formula went wrong, by row and column from 0: "#REF!" and its like, or "=" for no stored value."""
    searched = _searched_faults(part)
    if searched is not None:
        return searched
    found = {}
    for row, column, cell in _cells(part):
        parts = {child.tag.rpartition("}")[2]: child for child in cell}
        value = parts["v"].text if "v" in parts else None
        if cell.get("t") == "e":
            found[row, column] = value or "#N/A"
        elif "f" in parts and not value and not (cell.get("t") == "str" and "v" in parts):
            # A formula may well give an empty text: then it has a value, of no letters.
            found[row, column] = "="
    return found


def has_long_text(part: bytes, characters: int) -> bool:
    """Whether a sheet or the shared strings may hold a cell of more than so many characters; True too often, never too seldom."""
    # So long a text covers one of these stretches whole, which then has no cell, row or shared string beginning in it.
    step = max(characters // 2, 1)
    for at in range(0, len(part) - step, step):
        if all(part.find(mark, at, at + step) < 0 for mark in (b"<c ", b"<row", b"<si>")):
            return True
    return False


def place(column: str) -> int:
    """The place of a spreadsheet column from its letters, counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _has_prefixes(part: bytes) -> bool:
    """Whether cells or formulas are written with a prefix, such as `<x:c>`, which the searches pass over."""
    # Colons stand in the first and the last lines of any sheet; elsewhere most sheets have none, which is found at once.
    ends = part[:_ENDS], part[-_ENDS:]
    middle = part.find(b":", _ENDS - 64, len(part) - _ENDS + 64) >= 0 and (b":c" in part or b":f" in part)
    return any(_PREFIXED.search(end) for end in ends) or (middle and _PREFIXED.search(part) is not None)


def _searched_faults(part: bytes) -> dict[tuple[int, int], str] | None:
    """The faults as a search finds them; None where it cannot account for each formula and each mark of an error."""
    marks = part.count(b'"e"') + part.count(b"'e'")
    formulas = len(_FORMULA.findall(part)) if b"<f" in part else 0
    if _has_prefixes(part):
        return None
    if not marks and not formulas:
        return {}
    errors = _ERROR.findall(part) if marks else []
    unvalued = _UNVALUED.findall(part) if formulas else []
    if len(errors) != marks or len(unvalued) + len(_VALUED.findall(part)) != formulas:
        return None
    found = {(int(row) - 1, place(column.decode())): value.decode() for column, row, value in errors}
    blank = ((column, row) for column, row, attributes, value in unvalued if not (value and b't="str"' in attributes))
    return found | {(int(row) - 1, place(column.decode())): "=" for column, row in blank}


def _cells(part: bytes) -> Iterator[tuple[int, int, etree._Element]]:
    """Each cell of a sheet with its row and column from 0. Raises SourceError where the XML is broken."""
    row = column = -1
    steps = etree.iterparse(BytesIO(part), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True, huge_tree=False)
    try:
        for event, element in steps:
            if element.tag.rpartition("}")[2] == "row":
                if event == "start":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                else:
                    element.clear()
                    while (before := element.getprevious()) is not None:
                        element.getparent().remove(before)
            elif event == "end":
                address = element.get("r")
                stated = _ADDRESS.match(address or "")
                if address and not stated:
                    # What no sheet has: a reader would count up to it.
                    raise ValueError(address)
                row, column = (int(stated[2]) - 1, place(stated[1])) if stated else (row, column + 1)
                yield row, column, element
    except (etree.XMLSyntaxError, ValueError):
        raise SourceError(DAMAGED) from None


def _named(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The names of a workbook's parts by themselves in small letters."""
    return {name.casefold().replace("\\", "/"): name for name in parts}


def _workbook(parts: Mapping[str, bytes], named: Mapping[str, str]) -> str:
    """The name of the workbook's own part, in small letters."""
    roots = _targets(parts, named, "_rels/.rels", kind="/officeDocument")
    return next((target.lstrip("/").casefold() for target in roots.values()), WORKBOOK)


def _targets(parts: Mapping[str, bytes], named: Mapping[str, str], path: str, *, kind: str = "") -> dict[str, str]:
    """What a part's relations point to inside of the file, by the relation's id."""
    name = named.get(path.casefold())
    if name is None:
        return {}
    relations = _parsed(parts[name]).iterfind("{*}Relationship")
    inner = [one for one in relations if one.get("TargetMode") != "External" and one.get("Type", "").endswith(kind)]
    return {one.get("Id", ""): one.get("Target", "") for one in inner}


def _parsed(part: bytes) -> etree._Element:
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        raise SourceError(DAMAGED) from None

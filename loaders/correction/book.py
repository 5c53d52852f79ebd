"""A keeper's workbook as a package: its sheets, its styles, and a sheet of ours added or written anew."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from loaders.correction.marks import FILLS, INK, SEVERITIES
from loaders.correction.package import Element, Package, main_part, parsed, place, written
from loaders.problems import Severity, letters

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
STYLE_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
PLAIN_STYLES = """<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>"""
# How the Issues sheet looks: a font, a fill, and whether the words wrap.
ACCENT, HEAD = "FF165A66", "FFE9E4DA"
LOOKS: Mapping[str, tuple[str, str, bool]] = {
    "title": (f'<b/><sz val="14"/><color rgb="{INK}"/>', "", False),
    "plain": (f'<sz val="11"/><color rgb="{INK}"/>', "", False),
    "head": (f'<b/><sz val="11"/><color rgb="{INK}"/>', HEAD, True),
    "body": (f'<sz val="11"/><color rgb="{INK}"/>', "", True),
    "link": (f'<u/><sz val="11"/><color rgb="{ACCENT}"/>', "", True),
    **{severity: (f'<sz val="11"/><color rgb="{INK}"/>', FILLS[severity], True) for severity in SEVERITIES},
}
# What a cell cannot hold as it is, written as Excel writes it.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_000


class Book:
    """The workbook of a package. Raises KeyError, ValueError or XMLSyntaxError where it is none."""

    def __init__(self, package: Package) -> None:
        main = main_part(package)
        if main is None:
            raise ValueError("no workbook")
        self.package, self.main, self.base = package, main.target, main.base
        self.root = parsed(package.read(self.main))
        self.space = etree.QName(self.root).namespace
        targets = {relation.id: relation for relation in package.relations(self.main)}
        self.sheets: dict[str, str] = {}
        for element in self.root.iter("{*}sheet"):
            relation = targets.get(element.get(self._id))
            if relation is not None and relation.kind == "worksheet":
                self.sheets[element.get("name")] = relation.target

    @property
    def _id(self) -> str:
        return f"{{{self.base.rstrip('/')}}}id"

    def holding(self, start: str) -> list[str]:
        """The names of the sheets whose first cell begins with these words."""
        wanted = start.encode()
        found = []
        for name, part in self.sheets.items():
            cell = re.search(rb'<(?:[\w.\-]+:)?c\s[^>]*?r="A1".*?</(?:[\w.\-]+:)?c>', self.package.read(part)[:20_000], re.DOTALL)
            if cell and (wanted in cell[0] or self._shared(cell[0], wanted)):
                found.append(name)
        return found

    def _shared(self, cell: bytes, wanted: bytes) -> bool:
        """Whether a cell's words, kept with those of all sheets, begin so."""
        number = re.search(rb't="s"[^>]*>.*?<(?:[\w.\-]+:)?v>\s*(\d+)', cell, re.DOTALL)
        part = next((relation.target for relation in self.package.relations(self.main) if relation.kind == "sharedStrings"), "")
        if not number or not part:
            return False
        strings = self.package.read(part)
        place = strings.find(wanted)
        # Counted, not parsed: there may be a million.
        return place >= 0 and len(re.findall(rb"<(?:[\w.\-]+:)?si[\s>]", strings[:place])) == int(number[1]) + 1

    def styled(self) -> tuple[dict[Severity, int], dict[str, int]]:
        """The places of our colours among the dxfs, and of our looks among the cellXfs; added where they are not there."""
        part = next((relation.target for relation in self.package.relations(self.main) if relation.kind == "styles"), "")
        if part:
            root = parsed(self.package.read(part))
        else:
            part = self.package.spare("xl/styles{}.xml")
            root = parsed(PLAIN_STYLES.format(space=self.space).encode())
            self.package.declare(STYLES_TYPE, part=part)
            self.package.relate(self.main, self.base, "styles", part)
        formats: dict[Severity, int] = {
            severity: self._style(root, "dxfs", f'<dxf><font><color rgb="{INK}"/></font>{_fill(FILLS[severity])}</dxf>') for severity in SEVERITIES
        }
        looks = {name: self._look(root, *look) for name, look in LOOKS.items()}
        self.package.write(part, written(root))
        return formats, looks

    def _look(self, root: Element, font: str, colour: str, wraps: bool) -> int:
        written_font = self._style(root, "fonts", f'<font>{font}<name val="Calibri"/><family val="2"/></font>')
        fill = self._style(root, "fills", _fill(colour)) if colour else 0
        wrap = ' wrapText="1"' if wraps else ""
        # With quotePrefix a text stays one when it is edited, also where it begins with "=".
        return self._style(root, "cellXfs", f'<xf numFmtId="0" fontId="{written_font}" fillId="{fill}" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"{wrap}/></xf>')

    def _style(self, root: Element, kind: str, xml: str) -> int:
        """The place of a style in its list, where it is added if nothing there is the same."""
        listed = next(root.iterchildren(f"{{{self.space}}}{kind}"), None)
        if listed is None:
            listed = place(root, etree.Element(f"{{{self.space}}}{kind}", nsmap=root.nsmap), STYLE_ORDER)
        wanted = parsed(f'<x xmlns="{self.space}">{xml}</x>'.encode())[0]
        for number, known in enumerate(listed):
            if _same(known, wanted):
                return number
        listed.append(wanted)
        listed.set("count", str(len(listed)))
        return len(listed) - 1

    def write_sheet(self, name: str, xml: bytes, *, instead_of: str | None) -> None:
        """Add a sheet of ours as the last, or write it anew in the place of the one of before."""
        if instead_of is not None:
            self._rewrite(instead_of, xml)
            return
        part = self.package.spare("xl/worksheets/sheet{}.xml")
        self.package.write(part, xml)
        self.package.declare(SHEET_TYPE, part=part)
        identity = self.package.relate(self.main, self.base, "worksheet", part)
        listed = next(self.root.iterchildren("{*}sheets"))
        number = 1 + max((int(sheet.get("sheetId")) for sheet in listed), default=0)
        etree.SubElement(listed, f"{{{self.space}}}sheet", {"name": name, "sheetId": str(number), self._id: identity})
        self.package.write(self.main, written(self.root))
        self._tell(name)
        self.sheets[name] = part

    def _rewrite(self, name: str, xml: bytes) -> None:
        part = self.sheets[name]
        if re.search(rb"<(?:[\w.\-]+:)?f[\s>]", self.package.read(part)):
            self._forget_order()
        for relation in self.package.relations(part):
            self.package.unrelate(part, relation.target)
        self.package.write(part, xml)
        place = [sheet.get("name") for sheet in self.root.iter("{*}sheet")].index(name)
        changed = False
        for defined in list(self.root.iter("{*}definedName")):
            # Excel's own name for the range of the filter, which is another now.
            if defined.get("localSheetId") == str(place) and defined.get("name") == "_xlnm._FilterDatabase":
                names = defined.getparent()
                names.remove(defined)
                if not len(names):
                    names.getparent().remove(names)
                changed = True
        if changed:
            self.package.write(self.main, written(self.root))

    def _forget_order(self) -> None:
        """Drop the order of calculation, which Excel makes anew: it names cells that will have no formula."""
        for relation in self.package.relations(self.main):
            if relation.kind == "calcChain":
                self.package.unrelate(self.main, relation.target)
                self.package.drop(relation.target)

    def _tell(self, name: str) -> None:
        """Name a new sheet among the file's properties too, where they list the sheets."""
        part = next((relation.target for relation in self.package.relations() if relation.kind == "extended-properties"), "")
        if part not in self.package:
            return
        root = parsed(self.package.read(part))
        titles, counts = next(root.iter("{*}TitlesOfParts"), None), next(root.iter("{*}HeadingPairs"), None)
        number = None if counts is None else next(counts.iter("{*}i4"), None)
        if titles is None or number is None or not len(titles):
            return
        count, vector = int(number.text or 0), titles[0]
        if [title.text for title in vector[:count]] == list(self.sheets):
            title = etree.Element("{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpstr", nsmap=vector.nsmap)
            if count:
                title = etree.Element(vector[0].tag, nsmap=vector.nsmap)
            title.text = name
            vector.insert(count, title)
            vector.set("size", str(len(vector)))
            number.text = str(count + 1)
            self.package.write(part, written(root))


def sheet_xml(
    space: str, rows: Sequence[Sequence[tuple[str, int]]], *, header: int, widths: Sequence[int], links: Mapping[tuple[int, int], str], colour: str
) -> bytes:
    """A sheet of words alone: rows of (words, look), the header's place from 0, links (a place in the book) by cell."""
    body = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{letters(column)}{number}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{_words(words)}</t></is></c>'
            for column, (words, look) in enumerate(row)
        )
        body.append(f'<row r="{number}">{cells}</row>')
    columns = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(widths, start=1))
    extent = f"A{header + 1}:{letters(len(widths) - 1)}{len(rows)}"
    linked = "".join(
        f'<hyperlink ref="{letters(column)}{row + 1}" location={quoteattr(target)}/>' for (row, column), target in links.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{space}"><sheetPr><tabColor rgb="{colour}"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="{header + 1}" topLeftCell="A{header + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(body)}</sheetData><autoFilter ref="{extent}"/>'
        f'{f"<hyperlinks>{linked}</hyperlinks>" if linked else ""}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def location(sheet: str, cell: str) -> str:
    """A place in the workbook as a link names it."""
    return "'" + sheet.replace("'", "''") + "'!" + cell


def _words(text: str) -> str:
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return escape(UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", cut))


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor rgb="{colour}"/></patternFill></fill>'


def _same(one: Element, other: Element) -> bool:
    if one.tag != other.tag or dict(one.attrib) != dict(other.attrib) or len(one) != len(other):
        return False
    return all(_same(mine, yours) for mine, yours in zip(one, other, strict=True))

"""Our own design: one master, a layout for the first slide and one for a figure, in the colours and the calm of the dashboard."""

import io
from importlib.resources import files

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from exports.slides.box import Box, inches
from exports.slides.colours import THEME

NAME = "CITIES"
# Everybody's office programs have these, or others with the same measures; the second is for Hangul.
LATIN, HANGUL = "Arial", "Malgun Gothic"
WIDTH_IN, HEIGHT_IN = 13.333, 7.5
HEAD, MEASURED, ROOM = inches(0.6, 0.38, 12.13, 0.92), inches(0.6, 1.34, 12.13, 0.5), inches(0.6, 1.98, 12.13, 4.72)
FOOT, NUMBER, RULE = inches(0.6, 6.86, 11.2, 0.42), inches(12.03, 6.86, 0.7, 0.42), inches(0.6, 6.8, 12.13, 0)
TITLE, ISSUER, TOLD, BAR = inches(1.1, 1.75, 10.9, 1.7), inches(1.1, 3.62, 10.9, 0.55), inches(1.1, 4.4, 10.9, 2.0), inches(0.6, 1.85, 0.09, 4.5)
MEASURED_IDX, ROOM_IDX, FOOT_IDX, NUMBER_IDX = 13, 14, 11, 12
KEPT = {"Title Slide": "Cover", "Title and Content": "Figure"}


def our_own() -> bytes:
    """The design as an empty presentation."""
    deck = Presentation(str(files("pptx") / "templates" / "default.pptx"))
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    del deck.part._element.sldSz.attrib["type"]
    master = deck.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in KEPT:
            master.slide_layouts.remove(layout)
    _themed(master)
    _master(master)
    cover, figure = master.slide_layouts
    _layout(cover, _rule(BAR, 2, "accent1") + _cover(), "title")
    _layout(figure, _figure(), "obj")
    for part, kind in ((deck.part, RT.PRINTER_SETTINGS), (deck.part.package, RT.THUMBNAIL)):
        for one in [key for key, rel in part._rels.items() if rel.reltype == kind]:
            part._rels.pop(one)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _themed(master: SlideMaster) -> None:
    part = master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    root.set("name", NAME)
    elements = root.find(qn("a:themeElements"))
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in THEME.items())
    face = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{HANGUL}"/><a:cs typeface="{LATIN}"/><a:font script="Hang" typeface="{HANGUL}"/>'
    parts = (
        f'<a:clrScheme {nsdecls("a")} name="{NAME}">{colours}</a:clrScheme>',
        f'<a:fontScheme {nsdecls("a")} name="{NAME}"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>',
    )
    for place, text in enumerate(parts):
        elements[place] = etree.fromstring(text)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: SlideMaster) -> None:
    tree = master.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for shape in (
        _holder(2, "Title", 'type="title"', HEAD, anchor="b"), _holder(3, "Text", 'type="body" idx="1"', ROOM),
        _holder(4, "Footer", 'type="ftr" sz="quarter" idx="3"', FOOT, style=_style(10, "tx2")),
        _holder(5, "Slide number", 'type="sldNum" sz="quarter" idx="4"', NUMBER, style=_style(10, "tx2", align="r"), words=_NUMBER),
    ):  # fmt: skip
        tree.append(parse_xml(shape))
    styles = (
        f'<p:titleStyle {nsdecls("p", "a")}>{_level(1, 26, "tx1", "+mj", is_bold=True)}</p:titleStyle>',
        f'<p:bodyStyle {nsdecls("p", "a")}>{"".join(_level(level, 14, "tx1", "+mn") for level in range(1, 10))}</p:bodyStyle>',
    )
    held = master._element.find(qn("p:txStyles"))
    for place, text in enumerate(styles):
        held[place] = parse_xml(text)


def _layout(layout: SlideLayout, shapes: str, kind: str) -> None:
    tree = layout.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for shape in parse_xml(f'<p:spTree {nsdecls("p", "a")}>{shapes}</p:spTree>'):
        tree.append(shape)
    layout._element.set("type", kind)
    layout._element.cSld.set("name", KEPT[layout.name])


def _cover() -> str:
    return "".join((
        _holder(3, "Title", 'type="ctrTitle"', TITLE, anchor="b", style=_style(38, "tx1", is_bold=True)),
        _holder(4, "Subtitle", 'type="subTitle" idx="1"', ISSUER, style=_style(20, "accent1")),
        _holder(5, "Details", f'type="body" sz="half" idx="{MEASURED_IDX}"', TOLD, style=_style(14, "tx2")),
    ))  # fmt: skip


def _figure() -> str:
    return "".join((
        _holder(2, "Title", 'type="title"', None),
        _holder(3, "What is measured", f'type="body" sz="quarter" idx="{MEASURED_IDX}"', MEASURED, style=_style(13, "tx2")),
        _holder(4, "Figure", f'idx="{ROOM_IDX}"', ROOM), _rule(RULE, 7, "bg2"),
        _holder(5, "Footer", f'type="ftr" sz="quarter" idx="{FOOT_IDX}"', None),
        _holder(6, "Slide number", f'type="sldNum" sz="quarter" idx="{NUMBER_IDX}"', None, words=_NUMBER),
    ))  # fmt: skip


_WORDS = '<a:p><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p>'
_NUMBER = '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'


def _holder(number: int, name: str, kind: str, box: Box | None, *, anchor: str = "t", style: str = "", words: str = "") -> str:
    """A placeholder; without a box it stands where the master has it."""
    place = f'{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    inside = f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>' if box else "<a:bodyPr/>"
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody>{inside}<a:lstStyle>{style}</a:lstStyle>{words or _WORDS.format(name=name)}</p:txBody></p:sp>"
    )


def _rule(box: Box, number: int, colour: str) -> str:
    """A line that only divides, as wide as its box is."""
    wide = max(box.height, 9525) if box.height < box.width else 0
    paint = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    look = f'<a:ln w="{wide}">{paint}</a:ln>' if wide else f"{paint}<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xml()}'
        f'<a:prstGeom prst="{"line" if wide else "rect"}"><a:avLst/></a:prstGeom>{look}</p:spPr></p:sp>'
    )


def _style(size: int, colour: str, *, align: str = "l", is_bold: bool = False) -> str:
    return _level(1, size, colour, "+mn", align=align, is_bold=is_bold)


def _level(level: int, size: int, colour: str, face: str, *, align: str = "l", is_bold: bool = False) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size * 100}" b="{int(is_bold)}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )

"""Words on a slide: measured before they are set, so that none runs out of its box, and clean enough for XML."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from xml.sax.saxutils import escape, quoteattr

from babel.core import get_global
from pptx.oxml.ns import nsdecls

from exports.letters import without
from exports.slides.box import Box
from exports.slides.colours import INK, fill

# Where a line may be broken; a space that holds its neighbours together is none.
SPACES = re.compile("[ \t\r\n\f\v\u2028\u2029]+")
# Advance widths of Arial in thousandths of its size, regular and bold.
_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·\u00a0\u202f", 333: "()-`r“”", 334: "{}", 355: '"', 389: "*", 469: "^", 500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–«»", 584: "+<=>~−≈≥±", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‘’·\u00a0\u202f", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z“”", 556: "#$0123456789J_aceksvxy–«»",
    584: "+<=>^~−≈≥±", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
}  # fmt: skip
_EM = {is_bold: {letter: width for width, letters in table.items() for letter in letters} for is_bold, table in ((False, _REGULAR), (True, _BOLD))}
WIDEST, UNKNOWN = 1000, 700
# A line is so much higher than its letters; another font than ours may be so much wider.
LINE, SPARE = 1.2, 1.04
# No box of a slide holds more.
MOST_LETTERS, MOST_NAME = 3000, 120


def clean(text: object) -> str:
    """What a cell says, without the signs that break XML."""
    return without(str(text))


def one_line(text: object) -> str:
    """What a cell says on one line."""
    return SPACES.sub(" ", clean(text)[:MOST_LETTERS]).strip(" ")


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a line is, in points."""
    return sum(_em(letter, is_bold) for letter in text) * size * SPARE / 1000


@cache
def _em(letter: str, is_bold: bool) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if (found := _EM[is_bold].get(letter) or _EM[is_bold].get(base)) is not None:
        return found
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    is_wide = unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) in ("So", "Sm")
    return WIDEST if is_wide else UNKNOWN


@lru_cache(maxsize=4096)
def lines(text: str, size: float, room: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """The text on lines no wider than `room` points, as a program that shows slides breaks it."""
    found, at = [""], 0.0
    for word in re.findall(r"[^ ]+| ", one_line(text)):
        wide = width(word, size, is_bold=is_bold)
        if at + wide <= room or word == " ":
            found[-1], at = found[-1] + word, at + wide
            continue
        if found[-1].strip():
            found.append("")
        for part in _broken(word, size, room, is_bold=is_bold):
            found[-1:] = [part] if not found[-1] else [found[-1], part]
        at = width(found[-1], size, is_bold=is_bold)
    return tuple(line.strip(" ") for line in found)


def _broken(word: str, size: float, room: float, *, is_bold: bool) -> Sequence[str]:
    """A word in pieces that fit, whole where it does."""
    pieces, at = [""], 0.0
    for letter in word:
        wide = width(letter, size, is_bold=is_bold)
        if pieces[-1] and at + wide > room:
            pieces.append("")
            at = 0.0
        pieces[-1], at = pieces[-1] + letter, at + wide
    return pieces


def cut(text: str, size: float, room: float, *, most: int, is_bold: bool = False) -> str:
    """The text as far as `most` lines hold it, an ellipsis where that is not all."""
    shown = lines(text, size, room, is_bold=is_bold)
    if len(shown) <= most:
        return one_line(text)
    last = shown[most - 1]
    while last and width(last + "…", size, is_bold=is_bold) > room:
        last = last[:-1]
    return " ".join([*shown[: most - 1], last.rstrip() + "…"])


def fitted(text: str, *, room: float, height: float, sizes: Sequence[float], is_bold: bool = False) -> tuple[float, str]:
    """The largest of the sizes in which the text fits into its box, in points; in the last it is cut."""
    for size in sizes:
        if len(lines(text, size, room, is_bold=is_bold)) * size * LINE <= height:
            return size, one_line(text)
    return sizes[-1], cut(text, sizes[-1], room, most=max(1, int(height / sizes[-1] / LINE)), is_bold=is_bold)


@cache
def tag(language: str) -> str:
    """The language of a run, with its territory: what PowerPoint checks the spelling by."""
    likely = get_global("likely_subtags").get(language, "")
    return f"{language}-{likely.rsplit('_', 1)[-1]}" if "_" in likely else language


def run(text: object, language: str, *, size: float | None = None, is_bold: bool = False, colour: str | None = INK) -> str:
    """A run of words as XML; `colour` is the name of one of the theme's, or six digits (None: as the placeholder has it)."""
    look = (f' sz="{round(size * 100)}"' if size else "") + (' b="1"' if is_bold else "")
    return f'<a:r><a:rPr lang="{tag(language)}"{look} dirty="0">{fill(colour) if colour else ""}</a:rPr><a:t>{escape(clean(text))}</a:t></a:r>'


def paragraph(*runs: str, align: str = "l", after: float = 0) -> str:
    """A paragraph of runs as XML."""
    space = f'<a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft>' if after else ""
    side = f' algn="{align}"' if align else ""
    return f"<a:p><a:pPr{side}>{space}</a:pPr>{''.join(runs)}</a:p>"


def text_box(number: int, box: Box, paragraphs: Sequence[str], *, name: str, descr: str = "", anchor: str = "t", paint: str = "", turn: float = 0, is_wrapped: bool = True) -> str:
    """A box of words as XML, without room around them."""
    wrap, spaces = "square" if is_wrapped else "none", nsdecls("p", "a")
    return (
        f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="{number}" {called(name, descr)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{box.xml(turn=turn)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{paint or "<a:noFill/>"}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{"".join(paragraphs)}</p:txBody></p:sp>'
    )


def called(name: str, descr: str = "") -> str:
    """The name of a shape and what it says to who cannot see it, as attributes."""
    said = f" descr={quoteattr(one_line(descr))}" if descr else ""
    return f"name={quoteattr(one_line(name)[:MOST_NAME])}{said}"

"""One slide: its title, what is measured, its foot and its notes, in the placeholders of its layout; the figure comes after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from exports.slides.box import POINT, Box
from exports.slides.colours import QUIET
from exports.slides.design import HEADS, ROOMS, Design, Holder, Layout
from exports.slides.own_design import MEASURED_IDX
from exports.slides.words import LINE, clean, fitted, one_line, paragraph, run, tag, text_box

TITLE_SIZES, TOLD_SIZES, FOOT_SIZES = (26, 24, 22, 20, 18, 16, 14), (13, 12, 11), (10, 9, 8)
COVER_SIZES, ISSUER_SIZES = (38, 34, 30, 26, 22), (20, 18, 16, 14)
COVER_TOLD_SIZES = (14, 13, 12, 11)
GAP = 8 * POINT
# What a placeholder keeps around its words, where it does not say so itself.
INSET = 14.4
_NUMBER = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


@dataclass(frozen=True)
class Page:
    """A slide, the room for its figure, the language of its words, and numbers for its shapes; `holder` is the placeholder for content."""

    slide: Slide
    room: Box
    language: str
    numbers: Iterator[int]
    holder: int | None = None

    def add(self, xml: str) -> None:
        """Put a shape on top of what stands there."""
        self.slide.shapes._spTree.append(parse_xml(xml))

    def words(self, box: Box, text: str, *, name: str, sizes: Sequence[float], colour: str | None = None, is_bold: bool = False, anchor: str = "t") -> None:
        """Words in a box of their own."""
        size, shown = fitted(text, room=box.points[0], height=box.points[1], sizes=sizes, is_bold=is_bold)
        said = paragraph(run(shown, self.language, size=size, is_bold=is_bold, **({"colour": colour} if colour else {})))
        self.add(text_box(next(self.numbers), box, [said], name=name, anchor=anchor))


@dataclass(frozen=True)
class Rooms:
    """Where the parts of a slide stand that its layout has no placeholder for (None: it has one), and the room for the figure."""

    title: Box | None
    told: Box | None
    foot: Box | None
    figure: Box


def rooms(design: Design, *, told: str, foot: str) -> Rooms:
    """How a slide with these words is divided."""
    room, title, said, source = design.room(), None, None, None
    if not any(one.box.area for one in design.figure.placed(*HEADS)):
        title = replace(room, height=round(room.height * 0.18))
        room = room.below(title.height + GAP)
    if told and not design.is_own:
        said = replace(room, height=round(min(room.height * 0.12, 2 * TOLD_SIZES[0] * LINE * POINT)))
        room = room.below(said.height + GAP)
    if not design.is_own and not any(_fits(holder, foot) for holder in design.figure.placed(KIND.FOOTER)):
        high = round(2 * FOOT_SIZES[1] * LINE * POINT)
        source = Box(room.x, room.bottom - high, room.width, high)
        room = replace(room, height=room.height - high - GAP)
    return Rooms(title, said, source, room)


def figure_page(design: Design, *, title: str, told: str, foot: str, language: str) -> Page:
    """A slide for a figure, its words in place."""
    page, own = _begun(design, design.figure, language), rooms(design, told=told, foot=foot)
    _titled(page, design.figure, own.title, title, TITLE_SIZES, is_bold=design.is_own)
    if own.told:
        page.words(own.told, told, name="What is measured", sizes=TOLD_SIZES, colour=QUIET)
    elif design.is_own and told:
        _fill(page, next(one for one in design.figure.placed(KIND.BODY) if one.idx == MEASURED_IDX), [told], TOLD_SIZES)
    _footed(page, design, own.foot, foot)
    _cleared(page.slide)
    return replace(page, room=own.figure, holder=next((one.idx for one in design.figure.placed(KIND.OBJECT)), None))


def cover_page(design: Design, *, title: str, issuer: str, told: Sequence[str], language: str) -> Page:
    """The first slide: what the deck is called, whose it is, and what it speaks of, a line each."""
    page, room = _begun(design, design.cover, language), design.room()
    if not any(one.box.area for one in design.cover.placed(*HEADS)):
        own, room = replace(room, height=room.height // 3), room.below(room.height // 3 + GAP)
        _titled(page, design.cover, own, title, COVER_SIZES, is_bold=True)
    else:
        _titled(page, design.cover, None, title, COVER_SIZES, is_bold=design.is_own)
    second = next(iter(design.cover.placed(KIND.SUBTITLE)), None)
    details = next((one for one in design.cover.placed(KIND.BODY) if design.is_own), None)
    if details is not None and second is not None:
        _fill(page, second, [issuer], ISSUER_SIZES)
        _fill(page, details, told, COVER_TOLD_SIZES, after=4)
    elif second is not None:
        _fill(page, second, [issuer, *told], COVER_TOLD_SIZES)
    else:
        high = room.height // (len(told) + 1)
        for place, one in enumerate([issuer, *told]):
            page.words(Box(room.x, room.y + place * high, room.width, high), one, name="Details", sizes=COVER_TOLD_SIZES)
    _cleared(page.slide)
    return page


def noted(slide: Slide, paragraphs: Sequence[str], language: str) -> None:
    """Put words in the speaker's notes, a paragraph each."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for line in paragraphs or [""]:
        said = f'<a:p {nsdecls("a")}>' + run(" ".join(clean(line).split()), language, colour=None) + "</a:p>"
        body.append(parse_xml(said))


def _begun(design: Design, layout: Layout, language: str) -> Page:
    slide = design.deck.slides.add_slide(layout.made)
    first = max((shape.shape_id for shape in slide.shapes), default=1) + 1
    return Page(slide, design.room(), language, count(first))


def _titled(page: Page, layout: Layout, own: Box | None, title: str, sizes: Sequence[float], *, is_bold: bool) -> None:
    """The title in its placeholder, or in a box of our own where the layout has none."""
    if own:
        page.words(own, title, name="Title", sizes=sizes, is_bold=True, anchor="b")
        return
    _fill(page, next(one for one in layout.placed(*HEADS) if one.box.area), [title], sizes, is_bold=is_bold)


def _footed(page: Page, design: Design, own: Box | None, foot: str) -> None:
    """The foot in its placeholder, or in a box of our own where it does not fit; the slide's number."""
    for holder in design.figure.placed(KIND.SLIDE_NUMBER):
        _borrowed(page, holder, f'<a:p><a:fld id="{_NUMBER}" type="slidenum"><a:rPr lang="{tag(page.language)}"/><a:t>{len(design.deck.slides)}</a:t></a:fld></a:p>')
    if own:
        page.words(own, foot, name="Source", sizes=FOOT_SIZES, colour=QUIET, anchor="b")
        return
    holder = next(one for one in design.figure.placed(KIND.FOOTER) if design.is_own or _fits(one, foot))
    wide, high = holder.box.points if design.is_own else _inner(holder)
    size, shown = fitted(foot, room=wide, height=high, sizes=FOOT_SIZES)
    _borrowed(page, holder, paragraph(run(shown, page.language, size=size, colour=None), align=""))


def _fits(holder: Holder, text: str) -> bool:
    wide, high = _inner(holder)
    return wide > 0 and high > 0 and fitted(text, room=wide, height=high, sizes=FOOT_SIZES)[1] == one_line(text)


def _inner(holder: Holder) -> tuple[float, float]:
    wide, high = holder.box.points
    return wide - INSET, high - INSET / 2


def _fill(page: Page, holder: Holder, said: Sequence[str], sizes: Sequence[float], *, is_bold: bool = False, after: float = 0) -> None:
    """Words in a placeholder of the slide, a paragraph each, as large as they fit."""
    own = next(one for one in page.slide.placeholders if one.placeholder_format.idx == holder.idx)
    box = holder.box
    wide, high = box.points[0] - INSET, box.points[1] - INSET / 2 - after * len(said)
    told = [one for one in said if one]
    # Each has its share of the height; the smallest of their sizes is that of all.
    found = [fitted(one, room=wide, height=high / max(len(told), 1), sizes=sizes, is_bold=is_bold) for one in told]
    size = min((size for size, _ in found), default=sizes[0])
    body = own._element.txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for text in [text for _, text in found] or [""]:
        body.append(parse_xml(paragraph(run(text, page.language, size=size, colour=None), align="", after=after).replace("<a:p>", f'<a:p {nsdecls("a")}>', 1)))


def _borrowed(page: Page, holder: Holder, said: str) -> None:
    """A footer or a number, which python-pptx leaves out of a new slide."""
    kind = "sldNum" if holder.kind == KIND.SLIDE_NUMBER else "ftr"
    page.add(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{next(page.numbers)}" name="{"Slide number" if kind == "sldNum" else "Footer"}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{holder.idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{said}</p:txBody></p:sp>'
    )


def _cleared(slide: Slide) -> None:
    """Take out the placeholders that nothing stands in: they would ask to be filled."""
    for one in list(slide.placeholders):
        kind = one.placeholder_format.type
        if kind in (*ROOMS, KIND.SUBTITLE, KIND.PICTURE, KIND.MEDIA_CLIP, KIND.ORG_CHART, KIND.BITMAP, *HEADS) and not (one.has_text_frame and one.text_frame.text):
            one._element.getparent().remove(one._element)

"""What a deck looks like before anything stands on it: its slide size, masters, layouts and theme; ours, or an organisation's own."""

import io
import zipfile
from dataclasses import dataclass
from functools import cache

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout

from exports.slides.box import Box
from exports.slides.own_design import our_own
from loaders import SourceError
from locales import N_

HEADS = (KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE)
ROOMS = (KIND.OBJECT, KIND.BODY, KIND.CHART, KIND.TABLE, KIND.VERTICAL_OBJECT, KIND.VERTICAL_BODY)
FEET = (KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE)
TEMPLATE = b"presentationml.template.main+xml"
SHOW = b"presentationml.presentation.main+xml"
# A file of so many bytes opened is no template.
MOST_BYTES = 300 * 1024 * 1024
# Of the slide, where a layout says nothing of its room.
MARGIN, TOP, BOTTOM = 0.05, 0.2, 0.9


@dataclass(frozen=True)
class Design:
    """A deck without slides, and the layouts that its slides are made from."""

    deck: Deck
    cover: SlideLayout
    figure: SlideLayout
    is_own: bool

    @property
    def width(self) -> int:
        """The slide's width."""
        return int(self.deck.slide_width or 0)

    @property
    def height(self) -> int:
        """The slide's height."""
        return int(self.deck.slide_height or 0)

    def room(self) -> Box:
        """Where a figure may stand: the layout's largest room for content, else what is below its title."""
        if found := max((box_of(one) for one in placed(self.figure, *ROOMS)), key=lambda box: box.area, default=None):
            return found
        left = round(self.width * MARGIN)
        heads = [box_of(one) for one in placed(self.figure, *HEADS)]
        top = max((head.bottom for head in heads), default=round(self.height * TOP))
        foot = min((box_of(one).y for one in placed(self.figure, *FEET)), default=self.height)
        bottom = min(round(self.height * BOTTOM), foot)
        return Box(left, min(top, bottom // 2), self.width - 2 * left, bottom - min(top, bottom // 2))


def design(template: bytes | None) -> Design:
    """Ours, or that of a template without its slides. Raises SourceError where it cannot be opened."""
    if template is None:
        deck = Presentation(io.BytesIO(_ours()))
        return Design(deck, deck.slide_layouts[0], deck.slide_layouts[1], is_own=True)
    deck = _opened(template)
    _emptied(deck)
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise SourceError(N_("the template has no layout to make slides from"))
    return Design(deck, max(layouts, key=_as_cover), max(layouts, key=_as_figure), is_own=False)


@cache
def _ours() -> bytes:
    return our_own()


def _opened(template: bytes) -> Deck:
    try:
        return Presentation(io.BytesIO(_as_show(template)))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError):
        raise SourceError(N_("the template cannot be opened: it is to be a .pptx or .potx of PowerPoint, without a password")) from None


def _as_show(template: bytes) -> bytes:
    """A template (.potx) as the presentation that it is in all but its name."""
    with zipfile.ZipFile(io.BytesIO(template)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            raise ValueError("too large")
        if TEMPLATE not in (types := parts.read("[Content_Types].xml")):
            return template
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in parts.infolist():
                copy.writestr(part, types.replace(TEMPLATE, SHOW) if part.filename == "[Content_Types].xml" else parts.read(part))
        return out.getvalue()


def _emptied(deck: Deck) -> None:
    """Take its slides out, and what points to them: sections and shows that name slides which are gone need a repair."""
    root = deck.part._element
    for slide in list(deck.slides._sldIdLst):
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)
    for stale in root.xpath('.//*[local-name()="custShowLst"] | .//*[local-name()="ext"][.//*[local-name()="sectionLst"]]'):
        stale.getparent().remove(stale)
    for one in [key for key, rel in deck.part.package._rels.items() if rel.reltype == RT.THUMBNAIL]:
        deck.part.package._rels.pop(one)


def placed(layout: SlideLayout, *kinds: KIND) -> list[LayoutPlaceholder]:
    """The placeholders of a layout that are of some kinds."""
    return [one for one in layout.placeholders if one.placeholder_format.type in kinds]


def box_of(one: LayoutPlaceholder) -> Box:
    """Where a placeholder stands; nowhere where neither it nor its master says."""
    return Box(*(int(side or 0) for side in (one.left, one.top, one.width, one.height)))


def _as_cover(layout: SlideLayout) -> tuple[int, ...]:
    """How well a layout serves for the first slide: a title in the middle and a subtitle."""
    return (bool(placed(layout, KIND.CENTER_TITLE)), bool(placed(layout, KIND.SUBTITLE)), bool(placed(layout, *HEADS)))


def _as_figure(layout: SlideLayout) -> tuple[int, ...]:
    """How well a layout serves for a figure: a title, one room for content and nothing else, a footer, the size of the room."""
    rooms, pictures = placed(layout, *ROOMS), placed(layout, KIND.PICTURE, KIND.SUBTITLE, KIND.MEDIA_CLIP)
    widest = max((box_of(one).area for one in rooms), default=0)
    is_one = len(rooms) == 1 and not pictures
    return (bool(placed(layout, KIND.TITLE)), 2 * is_one + (not rooms and not pictures), bool(placed(layout, KIND.FOOTER)), widest)

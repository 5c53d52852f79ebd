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
MARGIN, TOP, BOTTOM = 0.05, 0.06, 0.95


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout: its number, what it is for, and where it stands (without area: nobody says where)."""

    idx: int
    kind: KIND
    box: Box


@dataclass(frozen=True)
class Layout:
    """A layout, and its placeholders read once."""

    made: SlideLayout
    holders: tuple[Holder, ...]
    def placed(self, *kinds: KIND) -> list[Holder]:
        """Its placeholders that are of some kinds."""
        return [one for one in self.holders if one.kind in kinds]


@dataclass(frozen=True)
class Design:
    """A deck without slides, and the layouts that its slides are made from."""

    deck: Deck
    cover: Layout
    figure: Layout
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
        if found := max((one.box for one in self.figure.placed(*ROOMS)), key=lambda box: box.area, default=None):
            return found
        left = round(self.width * MARGIN)
        top = max((one.box.bottom for one in self.figure.placed(*HEADS)), default=round(self.height * TOP))
        foot = min((one.box.y for one in self.figure.placed(*FEET)), default=self.height)
        top, bottom = min(top, self.height // 2), min(round(self.height * BOTTOM), foot)
        return Box(left, top, self.width - 2 * left, max(bottom - top, self.height // 4))


def design(template: bytes | None) -> Design:
    """Ours, or that of a template without its slides. Raises SourceError where it cannot be opened."""
    if template is None:
        deck = Presentation(io.BytesIO(_ours()))
        cover, figure = map(_read, deck.slide_layouts)
        return Design(deck, cover, figure, is_own=True)
    deck = _opened(template)
    _emptied(deck)
    layouts = [_read(layout) for master in deck.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise SourceError(N_("the template has no layout to make slides from"))
    return Design(deck, max(layouts, key=_as_cover), max(layouts, key=_as_figure), is_own=False)


def _read(layout: SlideLayout) -> Layout:
    return Layout(layout, tuple(
        Holder(one.placeholder_format.idx, one.placeholder_format.type, Box(*(int(side or 0) for side in (one.left, one.top, one.width, one.height))))
        for one in layout.placeholders  # type: ignore[misc]
    ))  # fmt: skip


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


def _as_cover(layout: Layout) -> tuple[int, ...]:
    """How well a layout serves for the first slide: a title in the middle and a subtitle."""
    return (bool(layout.placed(KIND.CENTER_TITLE)), bool(layout.placed(KIND.SUBTITLE)), bool(layout.placed(*HEADS)))


def _as_figure(layout: Layout) -> tuple[int, ...]:
    """How well a layout serves for a figure: a title, one room for content and nothing else, a footer, the size of the room."""
    rooms, pictures = layout.placed(*ROOMS), layout.placed(KIND.PICTURE, KIND.SUBTITLE, KIND.MEDIA_CLIP)
    is_one = len(rooms) == 1 and not pictures
    return (bool(layout.placed(KIND.TITLE)), 2 * is_one + (not rooms and not pictures), bool(layout.placed(KIND.FOOTER)), max((one.box.area for one in rooms), default=0))

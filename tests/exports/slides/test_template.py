"""A deck on an organisation's own template: its masters, layouts, colours and size; ours only where it has none."""

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Inches

from exports.decks import Deck, Item
from exports.slides import deck_file, slides_in
from exports.slides.colours import THEME
from loaders import SourceError
from tests.exports.slides.reading import POINT, asked_of, every, said

DECK = Deck("Ours", tuple(Item(key) for key in ("overview.figures", "participants.by_sector", "delegations.by_route", "overview.next", "timeline.by_project", "map.places")))
SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
    '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Old" id="{6F9619FF-8B86-D011-B42D-00C04FC964FF}">'
    '<p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
)


def saved(deck) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def theirs() -> bytes:
    """A 4:3 presentation of three slides in a section, its first accent of its own."""
    deck = Presentation()
    for number in range(3):
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = f"Old {number}"
    theme = deck.slide_master.part.part_related_by(RT.THEME)
    theme._blob = theme.blob.replace(b"4F81BD", b"AB12CD")
    deck.part._element.append(parse_xml(SECTIONS))
    return saved(deck)


def bare() -> bytes:
    """A presentation whose only layout has no placeholder at all."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    for shape in list(deck.slide_layouts[0].placeholders):
        shape._element.getparent().remove(shape._element)
    return saved(deck)


def as_potx(template: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(b"presentationml.presentation.main+xml", b"presentationml.template.main+xml"))
    return out.getvalue()


def on(template: bytes, real):
    return Presentation(io.BytesIO(deck_file(DECK, asked_of(real), template=template)))


def test_its_masters_layouts_colours_and_size_are_kept_and_its_slides_are_not(real):
    file, given = on(theirs(), real), Presentation(io.BytesIO(theirs()))
    assert (file.slide_width, file.slide_height) == (given.slide_width, given.slide_height)
    assert [layout.name for layout in file.slide_layouts] == [layout.name for layout in given.slide_layouts]
    assert b"AB12CD" in file.slide_master.part.part_related_by(RT.THEME).blob
    words = "\n".join(said(slide) for slide in file.slides)
    assert "Old" not in words and "Ours" in words
    # A section that names slides which are gone makes PowerPoint offer a repair.
    assert b"sectionLst" not in file.part.blob
    assert {slide.slide_layout.name for slide in file.slides} == {"Title Slide", "Title and Content"}
    parts = [str(part.partname) for part in file.part.package.iter_parts() if "/slides/" in str(part.partname)]
    assert len(parts) == len(set(parts)) == len(file.slides)


def test_what_is_drawn_has_the_colours_of_the_template(real):
    for slide in on(theirs(), real).slides:
        assert b"srgbClr" not in slide.part.blob


def test_figures_stand_in_the_room_of_its_layout_and_in_its_placeholders(real):
    file = on(theirs(), real)
    room = next(one for one in file.slide_layouts[1].placeholders if one.placeholder_format.type == KIND.OBJECT)
    for slide in list(file.slides)[1:]:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape.left >= room.left - 1 and shape.left + shape.width <= room.left + room.width + POINT
                assert shape.top >= room.top - 1 and shape.top + shape.height <= room.top + room.height + POINT
        # A placeholder that nothing stands in would ask to be filled.
        assert all(shape.has_chart or shape.has_table or shape.text_frame.text for shape in slide.placeholders)
    charts = [shape for slide in file.slides for shape in slide.placeholders if shape.has_chart]
    assert [shape.placeholder_format.idx for shape in charts] == [1, 1]


def test_a_template_without_a_single_placeholder_still_works(real):
    file = on(bare(), real)
    for number, slide in enumerate(file.slides):
        title = next(shape for shape in slide.shapes if shape.name == "Title")
        assert title.text_frame.text
        assert number == 0 or "31 July 2019" in next(shape for shape in slide.shapes if shape.name == "Source").text_frame.text
        for shape in every(slide.shapes):
            assert shape.top >= 0 and shape.top + shape.height <= file.slide_height + POINT, (number, shape.name)


def test_a_template_file_is_taken_as_well_as_a_presentation(real):
    assert slides_in(deck_file(DECK, asked_of(real), template=as_potx(theirs()))) == len(on(theirs(), real).slides)


def test_our_own_design_is_a_template_too(real):
    own = deck_file(DECK, asked_of(real))
    again = on(own, real)
    assert [layout.name for layout in again.slide_layouts] == ["Cover", "Figure"]
    assert len(again.slides) == slides_in(own)
    for colour in THEME.values():
        assert colour[1:].encode() in again.slide_master.part.part_related_by(RT.THEME).blob


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "template",
    [b"", b"not a presentation", zipped(a=b"1"), zipped(**{"[Content_Types].xml": b"<Types/>"}), theirs()[:3000], Path("data/cities-2018-2019.xlsx").read_bytes()],
    ids=["empty", "words", "zip", "parts", "half", "workbook"],
)
def test_what_is_no_template_is_refused_with_a_sentence(real, template):
    with pytest.raises(SourceError, match="the template cannot be opened"):
        deck_file(DECK, asked_of(real), template=template)

import posixpath
from xml.etree import ElementTree
from zipfile import BadZipFile

import pytest

from loaders.correction.package import CONTENT_TYPES, Package, opened, parsed, place, word
from tests.fixtures import kept

BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture(scope="module")
def content() -> bytes:
    return kept.workbook()


def test_nothing_changed_is_the_same_parts_in_the_same_order(content):
    again = Package(content).content()
    assert list(kept.parts(again).items()) == list(kept.parts(content).items())


def test_a_part_is_replaced_added_and_dropped(content):
    package = Package(content)
    package.write("xl/theme/theme1.xml", b"<a/>")
    package.write("xl/new.xml", b"<b/>")
    package.declare("text/xml", part="xl/new.xml")
    package.drop("xl/sharedStrings.xml")
    held = kept.parts(package.content())
    assert (held["xl/theme/theme1.xml"], held["xl/new.xml"]) == (b"<a/>", b"<b/>")
    assert "xl/sharedStrings.xml" not in held
    assert b"sharedStrings" not in held[CONTENT_TYPES]
    assert package.content_type("xl/new.xml") == "text/xml"
    with pytest.raises(KeyError):
        package.read("xl/sharedStrings.xml")


def test_names_are_the_same_in_any_case_and_with_either_slash(content):
    package = Package(content)
    assert package.read("XL/WORKBOOK.XML") == package.read("/xl/workbook.xml") == package.read(r"xl\workbook.xml")
    package.write("XL/workbook.xml", b"<a/>")
    assert [name.lower() for name in package].count("xl/workbook.xml") == 1
    assert list(kept.parts(package.content())).count("xl/workbook.xml") == 1


def test_a_relation_is_made_found_and_forgotten(content):
    package = Package(content)
    assert package.relations("xl/worksheets/sheet2.xml") == []
    assert package.relate("xl/worksheets/sheet2.xml", BASE, "comments", "xl/comments9.xml") == "rId1"
    assert package.relate("xl/worksheets/sheet2.xml", BASE, "vmlDrawing", "xl/drawings/v.vml") == "rId2"
    assert [(one.kind, one.target, one.base) for one in package.relations("xl/worksheets/sheet2.xml")] == [
        ("comments", "xl/comments9.xml", BASE), ("vmlDrawing", "xl/drawings/v.vml", BASE),
    ]  # fmt: skip
    package.unrelate("xl/worksheets/sheet2.xml", "xl/comments9.xml")
    package.unrelate("xl/worksheets/sheet2.xml", "xl/drawings/v.vml")
    assert "xl/worksheets/_rels/sheet2.xml.rels" not in package


def test_a_relative_target_is_found_from_its_part(content):
    kinds = {one.kind: one.target for one in Package(content).relations("xl/worksheets/sheet1.xml")}
    assert kinds == {"drawing": "xl/drawings/drawing1.xml", "vmlDrawing": "xl/drawings/vmlDrawing1.vml", "comments": "xl/comments1.xml"}


def test_a_spare_name_is_no_part(content):
    assert Package(content).spare("xl/comments{}.xml") == "xl/comments2.xml"


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2", b"PK\x03\x04 torn"])
def test_what_is_no_package_is_none(content):
    assert opened(content) is None
    with pytest.raises(BadZipFile):
        Package(content)


def test_a_zip_that_holds_no_workbook_is_none(content):
    assert opened(kept.changed(content, {"_rels/.rels": lambda part: part.replace(b"officeDocument", b"other")})) is None


def test_entities_are_not_expanded():
    root = parsed(b'<!DOCTYPE a [<!ENTITY b "many"><!ENTITY c SYSTEM "file:///etc/hostname">]><a>&b;&c;</a>')
    assert "".join(root.itertext(tag="a")) == ""


@pytest.mark.parametrize(
    ("new", "order"),
    [("a", ["a", "b", "b", "x", "d"]), ("b", ["b", "b", "b", "x", "d"]), ("c", ["b", "b", "c", "x", "d"]), ("e", ["b", "b", "x", "d", "e"])],
)
def test_a_child_is_put_where_the_schema_wants_it(new, order):
    parent = parsed(b"<r><b/><b/><x/><d/></r>")
    place(parent, parsed(f"<{new}/>".encode()), "abcde")
    assert [word(child) for child in parent] == order


def sound(content: bytes) -> None:
    """Each part has a content type and each inner relation a part, as Excel demands."""
    held = kept.parts(content)
    package = Package(content)
    assert all(package.content_type(name) for name in held if name != CONTENT_TYPES)
    declared = [element.get("PartName") for element in ElementTree.fromstring(held[CONTENT_TYPES]) if element.get("PartName")]
    assert len(set(declared)) == len(declared)
    assert {name.lstrip("/") for name in declared} <= set(held)
    for name in held:
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            relations = package.relations(part)
            assert len({one.id for one in relations}) == len(relations)
            assert {one.target for one in relations if not one.is_external} <= set(held), name


def test_the_keepers_workbook_is_sound(content):
    sound(content)

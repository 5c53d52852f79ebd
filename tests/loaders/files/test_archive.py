import zipfile
from io import BytesIO

import pytest

from loaders.files import archive
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError
from tests.fixtures import kinds, packages
from tests.fixtures.hostile import bomb


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packages.xlsx({"a": ""}), "zip"), (packages.ods(""), "zip"), (packages.xls([["a"]]), "xls"),
        (b"a,b\n", "text"), ("a;b".encode("utf-16"), "text"), (b"<5 people,<html>\n", "text"), (b"\xe9t\xe9;a\n", "text"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_bytes(content, kind):
    assert archive.kind(content) == kind


def test_the_parts_of_an_archive_are_as_they_were_packed():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("stored.bin", bytes(range(256)))
        packed.writestr("packed.xml", "<a>é</a>", zipfile.ZIP_DEFLATED)
        packed.mkdir("folder")
    assert archive.unpacked(out.getvalue(), LIMITS) == {"stored.bin": bytes(range(256)), "packed.xml": "<a>é</a>".encode()}


def test_an_archive_that_packs_well_but_is_small_is_no_bomb():
    content = bomb(9)
    assert 9_000_000 / len(content) > LIMITS.ratio
    assert sum(map(len, archive.unpacked(content, LIMITS).values())) > 9_000_000


def test_what_is_unpacked_is_counted_over_all_parts():
    content = packages.archive({f"{i}.bin": bytes(600_000) for i in range(4)})
    with pytest.raises(SourceError, match=r"^unpacks to 2 MB, more than the 2 MB that are read"):
        archive.unpacked(content, Limits(unpacked_mb=2, ratio=10**6))


@pytest.mark.parametrize("cut", range(10, 1500, 97))
def test_a_torn_archive_is_said_to_be_damaged(cut):
    content = kinds.as_xlsx()
    with pytest.raises(SourceError, match=r"^is damaged or was not copied whole"):
        archive.unpacked(content[:-cut], LIMITS)


@pytest.mark.parametrize("part", ["<!-- made by hand --><a/>", '<?xml version="1.0" encoding="utf-8"?>\n<a/>', "\ufeff<a/>", '<?xml version="1.0" encoding="US-ASCII" standalone="yes"?><a/>'])
def test_xml_as_programs_write_it_passes(part):
    assert archive.unpacked(packages.archive({"a.xml": part}), LIMITS) == {"a.xml": part.encode()}

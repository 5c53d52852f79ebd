"""2,000 damaged files of every kind: each is read or refused with a sentence that is true of it, and none crashes, hangs or shows a traceback."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from loaders import SourceError, load
from loaders.files.limits import LIMITS
from loaders.files.process import BROKEN, TOO_LARGE, TOO_LONG, read_apart
from loaders.files.store import unpack
from loaders.template import workbook
from loaders.workbook import Source
from tests.fixtures.grids import Grid, as_ods
from tests.fixtures.packages import Failed, xls_book
from tests.loaders.books import SOUND, write

# 2,000 in all; of the empty workbook fewer, whose fifteen sheets take longest to read.
FILES = {"template.xlsx": 100}
FILES_OF_ANY_OTHER = 380
ROWS = [
    ["project_id", "title", "theme_ids", "start"],
    ["coops", "Co-ops, à Montréal", "youth", 2018], ["autre", "Été; automne", "youth", "05/10/2018"],
]  # fmt: skip
CSV = 'project_id,title,theme_ids,start\ncoops,"Co-ops, à Montréal",youth,2018\nautre,Été;automne,youth,05/10/2018'
MAKERS: dict[str, Callable[[Path], bytes]] = {
    "small.xlsx": lambda folder: write(folder / "small.xlsx", SOUND).read_bytes(),
    "template.xlsx": lambda folder: workbook({}),
    "book.ods": lambda folder: as_ods([Grid(name, rows) for name, rows in SOUND.items()]),
    "old.xls": lambda folder: xls_book({"projects": ROWS, "more": [["x", Failed("#REF!")]]}),
    "projects.csv": lambda folder: CSV.encode(),
    "projects of Excel.csv": lambda folder: CSV.encode("utf-16"),
}
# What is said where the process that read a file was gone, or had to be ended, or met a mistake of ours.
OF_NO_ANSWER = (TOO_LARGE, TOO_LONG, BROKEN)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to twelve of them changed, a stretch cut, doubled, or put elsewhere."""
    spoilt = bytearray(content)
    # Half of them once or twice: what is damaged in twelve places is refused at the door.
    for _ in range(chance.choice((1, 2, chance.randint(3, 12), chance.randint(3, 12)))):
        at, size = chance.randrange(len(spoilt) + 1), chance.randint(1, 64)
        match chance.randrange(4):
            case 0:
                spoilt[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoilt[at : at + size]
            case 2:
                spoilt[at:at] = spoilt[at : at + size]
            case _:
                spoilt[at:at] = chance.randbytes(size)
    return bytes(spoilt)


def damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """A sound zip whose one part is damaged: what a broken program writes, rather than a broken disk."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == victim else part)
    return target.getvalue()


@pytest.mark.parametrize("name", MAKERS)
def test_damaged_files_are_read_or_refused(name, tmp_path, caplog):
    """Of each file the process that reads it gives an answer itself: it never dies, and never has to be ended.

    Where it died, a second one would be asked, or the file be said to need too much memory: both fail here.
    """
    sound, chance = MAKERS[name](tmp_path), random.Random(name)
    children: list[str] = []
    read = refused = 0
    for _ in range(FILES.get(name, FILES_OF_ANY_OTHER)):
        spoil = damaged_inside if name.endswith((".xlsx", ".ods")) and chance.random() < 0.6 else damaged
        file = Source(name, spoil(sound, chance))
        children.clear()
        try:
            # Each child says once that it begins, before it has opened anything.
            unpack(read_apart([file], mapping="", limits=LIMITS, progress=lambda what, share: children.extend(["one"] if (what, share) == ("", 0) else [])))
            read += 1
        except SourceError as reason:
            refused += 1
            assert str(reason).startswith(f"{name}: ")
            assert "Traceback" not in str(reason) and "\n" not in str(reason) and "Error" not in str(reason)
            assert reason.template not in OF_NO_ANSWER, file.content
        assert children == ["one"], file.content
    assert not caplog.records, caplog.text
    # Both are tried: what opens in spite of its damage, and what does not.
    assert min(read, refused) > 5


def test_a_damaged_file_does_not_stop_the_one_beside_it(tmp_path: Path):
    good = write(tmp_path / "good.xlsx", SOUND)
    (tmp_path / "bad.xlsx").write_bytes(good.read_bytes()[:900])
    data = load(tmp_path)
    assert len(data.events) == 1
    assert [(p.code, p.file) for p in data.problems if p.severity == "error"] == [("unreadable_file", "bad.xlsx")]

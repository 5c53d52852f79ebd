"""2,000 damaged files: each is read or refused with a sentence, and none crashes, hangs or shows a traceback."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from loaders import Dataset, SourceError, load
from loaders.files.limits import LIMITS
from loaders.files.process import read_apart
from loaders.files.store import unpack
from loaders.template import workbook
from loaders.workbook import Source
from tests.fixtures.packages import Failed, xls_book
from tests.loaders.books import SOUND, write

FILES, GROUPS = 2_000, 8


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    folder = tmp_path_factory.mktemp("sound")
    small = write(folder / "small.xlsx", SOUND)
    rows = ["project_id,title,theme_ids,start", 'coops,"Co-ops, à Montréal",youth,2018', "autre,Été;automne,youth,05/10/2018"]
    return [
        Source("small.xlsx", small.read_bytes()),
        Source("template.xlsx", workbook({})),
        Source("projects.csv", "\n".join(rows).encode()),
        Source("projects.csv", "\n".join(rows).encode("utf-16")),
        Source("old.xls", xls_book({"projects": [line.split(",") for line in rows], "more": [["x", Failed("#REF!")]]})),
    ]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to twelve of them changed, a stretch cut, doubled, or put elsewhere."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 12)):
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


def outcome(source: Source) -> Dataset | str:
    try:
        return unpack(read_apart([source], mapping="", limits=LIMITS))
    except SourceError as reason:
        return str(reason)


@pytest.mark.parametrize("group", range(GROUPS))
def test_damaged_files_are_read_or_refused(sound, group, caplog):
    chance = random.Random(group)
    for _ in range(FILES // GROUPS):
        file = chance.choice(sound)
        spoil = damaged_inside if file.name.endswith(".xlsx") and chance.random() < 0.6 else damaged
        result = outcome(Source(file.name, spoil(file.content, chance)))
        if isinstance(result, str):
            assert result.startswith(f"{file.name}: ")
            assert "Traceback" not in result and "\n" not in result and "Error" not in result
    assert not caplog.records, caplog.text


def test_a_damaged_file_does_not_stop_the_one_beside_it(sound, tmp_path: Path):
    (tmp_path / "bad.xlsx").write_bytes(sound[0].content[:900])
    (tmp_path / "good.xlsx").write_bytes(sound[0].content)
    data = load(tmp_path)
    assert len(data.events) == 1
    assert [(p.code, p.file) for p in data.problems if p.severity == "error"] == [("unreadable_file", "bad.xlsx")]

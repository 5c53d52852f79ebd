"""What a folder holds beside the spreadsheets that are read is named where somebody may miss it, and nothing else is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders import load
from loaders.editions import freeze
from loaders.shelf import contents, mark, put
from tests.loaders.books import SOUND, write

SAVE = "is a spreadsheet of a kind that is not read: open it, and save it here as .xlsx"
MOVE = "is a folder, and the spreadsheets in it are not read: move them up, beside the others"


def noted(folder):
    return [(p.severity, p.code, p.file, p.message) for p in load(folder).problems]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("events 2020.xlsb", SAVE), ("events-2021.numbers", SAVE), ("package.numbers/Index.zip", SAVE), ("행사.CELL", SAVE), ("link.gsheet", SAVE), ("form.xltx", SAVE),
        ("2017/events.csv", MOVE), ("2017/events.xlsb", MOVE),
        ("notes.txt", ""), ("minutes.docx", ""), ("mapping.toml", ""), ("~$events.xlsb", ""), (".events.xlsb", ""), (".hidden/events.csv", ""),
        ("pictures/logo.png", ""), ("2017/~$events.xlsx", ""), ("archive/2017/events.csv", ""),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_where_it_may_be_missed(tmp_path, name, sentence):
    write(tmp_path / "book.xlsx", SOUND)
    (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / name).write_text("")
    assert noted(tmp_path) == ([("note", "not_read", name.split("/")[0], sentence)] if sentence else [])


def test_it_is_named_also_where_what_was_read_is_kept(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "book.xlsx", SOUND)
    assert load(folder, keep_in=tmp_path / "kept").problems == ()
    (folder / "more.xlsb").write_bytes(b"")
    assert [p.file for p in load(folder, keep_in=tmp_path / "kept").problems] == ["more.xlsb"]


def test_former_states_editions_and_what_comes_with_the_dashboard_are_not_named(tmp_path):
    at = datetime(2019, 6, 1, 12, tzinfo=UTC)
    write(tmp_path / "book.xlsx", SOUND)
    freeze(tmp_path, "Board", at=at)
    put(tmp_path, {"book.xlsx": (tmp_path / "book.xlsx").read_bytes()}, seen=mark(contents(tmp_path)), at=at)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "editions", "previous"]
    assert noted(tmp_path) == []
    assert [problem for problem in load(Path(__file__).parents[2] / "data").problems if problem.code == "not_read"] == []


def test_a_file_alone_speaks_of_nothing_beside_it(tmp_path):
    write(tmp_path / "book.xlsx", SOUND)
    (tmp_path / "more.xlsb").write_bytes(b"")
    assert noted(tmp_path / "book.xlsx") == []

"""`freeze` and `diff` on the command line, and the workbook of what changed."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders.__main__ import main
from tests.loaders.books import EVENTS, SOUND, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    write(tmp_path / "data" / "programme.xlsx", SOUND)
    return tmp_path / "data"


def changed(folder: Path) -> None:
    """Another title of the one event, and an event more."""
    first = list(EVENTS[1])
    first[1] = "=Another title"
    second = list(EVENTS[1])
    second[0] = "party"
    path = write(folder / "programme.xlsx", {**SOUND, "events": [EVENTS[0], first, second]})
    book = load_workbook(path)
    # As a person types it with an apostrophe before it: a text, not a formula.
    book["events"]["B2"].data_type = "s"
    book.save(path)


def test_what_is_frozen_is_compared_with_today(folder, capsys):
    assert main(["freeze", "Board, June 2019", "--data", str(folder), "--who", "The director"]) == 0
    assert "“Board, June 2019”, data as of " in capsys.readouterr().out
    assert main(["diff", "Board, June 2019", "today", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "From Board, June 2019 to today, nothing changed.\n"
    changed(folder)
    assert main(["diff", "Board, June 2019", "today", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "Events: 1 added, 1 changed, 0 removed\nFrom Board, June 2019 to today: 1 row added, 1 changed, none removed.\n"


PEOPLE = [["person_id", "name", "email", "activity_id", "gender", "headcount"], ["p1", "Ada Secret", "ada@secret.example", "launch", "woman", 1]]


def test_the_workbook_of_what_changed_has_old_beside_new_and_no_formula(folder, tmp_path, capsys):
    write(folder / "people.xlsx", {"participants": PEOPLE})
    main(["freeze", "Board", "--data", str(folder)])
    changed(folder)
    (folder / "people.xlsx").unlink()
    out = tmp_path / "changes.xlsx"
    assert main(["diff", "Board", "today", "--data", str(folder), "--xlsx", str(out)]) == 0
    book = load_workbook(out)
    assert book.sheetnames == ["Summary", "Changed", "Added – Events", "Removed – Participants"]
    assert book["Summary"]["A1"].value == "From Board to today: 1 row added, 1 changed, 1 removed."
    assert [cell.value for cell in book["Changed"][1]] == ["Table", "Row", "Record", "Column", "Before", "After"]
    assert [cell.value for cell in book["Changed"][2]] == ["Events", "launch", "=Another title", "Title", EVENTS[1][1], "=Another title"]
    assert book["Changed"]["F2"].data_type == "s"


def test_the_workbook_has_every_cell_of_a_row_that_came_or_went_and_nothing_personal(folder, tmp_path):
    write(folder / "people.xlsx", {"participants": PEOPLE})
    main(["freeze", "Board", "--data", str(folder)])
    changed(folder)
    (folder / "people.xlsx").unlink()
    main(["diff", "Board", "today", "--data", str(folder), "--xlsx", str(tmp_path / "changes.xlsx")])
    book = load_workbook(tmp_path / "changes.xlsx")

    def only(sheet: str) -> dict[str, object]:
        head, row = book[sheet].iter_rows(values_only=True)
        return {name: cell for name, cell in zip(head, row, strict=True) if cell not in (None, "")}

    assert only("Added – Events") == {
        "ID": "party", "Title": EVENTS[1][1], "Kind": "launch", "Project": "coops", "Themes": "youth", "City": "mtl",
        "Start": "May 2018", "End": "May 2018", "Headcount": 100, "Headcount is an estimate": "no", "File": "programme.xlsx", "Sheet": "events", "Row": 3,
    }  # fmt: skip
    assert only("Removed – Participants") == {
        "ID": "p1", "Activity": "launch", "Gender": "woman", "Headcount": 1, "File": "people.xlsx", "Sheet": "participants", "Row": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["freeze", ""], "Give the edition a name"),
        (["freeze", "Board", "--data", "nowhere"], "nowhere: is no folder"),
        (["diff", "Board", "today"], "Board: is no edition of"),
        (["diff", "today", "today", "--xlsx", "out.csv"], "out.csv: give the workbook a name that ends in .xlsx"),
        (["diff", "today", "today", "--xlsx", "{folder}/out.xlsx"], "would be read as data there"),
        (["diff", "/etc/passwd", "today"], "passwd: holds no sheet that is known here"),
        (["diff", "{folder}/list.csv", "today"], "list.csv: holds no sheet that is known here"),
        (["freeze", "Today"], "“Today” stands for the data in use"),
    ],
)
def test_bad_input_is_answered_with_one_sentence(folder, words, said, capsys):
    where = [] if "--data" in words else ["--data", str(folder)]
    (folder.parent / "list.csv").write_text("a,b\n1,2\n")
    assert main([*(word.format(folder=folder.parent if "list" in word else folder) for word in words), *where]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_the_commands_are_there_on_a_real_command_line(folder):
    done = subprocess.run([sys.executable, "-m", "loaders", "freeze", "One", "--data", str(folder)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "written: “One”" in done.stdout

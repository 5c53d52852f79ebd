"""Notes are kept in a workbook of their own: nobody's is lost, and what a person keeps there by hand stays."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from loaders import Scope, load
from loaders.notes import FILE, Note, Place, add, change, of, remove
from loaders.shelf import ShelfError
from tests.loaders.books import SOUND, write

ROOT = Path(__file__).parent.parent.parent
AT, DAY = datetime(2019, 7, 31, 9, tzinfo=UTC), date(2019, 7, 31)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "programme.xlsx", SOUND)
    return tmp_path


def note(text: str = "Well attended.", subject: str = "launch") -> Note:
    return Note(subject, DAY, text, "Director", "en")


def test_a_note_is_read_again_with_its_author_and_day(folder):
    add(folder, note(), at=AT)
    add(folder, Note("launch", date(2019, 8, 1), "=SUM(A1) is no formula", None, "fr"), at=AT)
    data = load(folder)
    assert [str(problem) for problem in data.problems] == []
    assert of(data, "launch") == [Note("launch", date(2019, 8, 1), "=SUM(A1) is no formula", None, "fr"), note()]
    assert of(data, "elsewhere") == []


def test_two_people_at_once_lose_nothing(folder):
    with ThreadPoolExecutor(max_workers=2) as both:
        list(both.map(lambda number: add(folder, note(f"Note {number}"), at=datetime.now(UTC)), range(40)))
    assert sorted(one.text for one in of(load(folder), "launch")) == sorted(f"Note {number}" for number in range(40))


def test_two_processes_at_once_lose_nothing(folder):
    """Two servers on one folder: what keeps them apart is on the disk, not in a process."""
    script = (
        "import sys; from datetime import UTC, date, datetime; from pathlib import Path; from loaders.notes import Note, add\n"
        "for number in range(15): add(Path(sys.argv[1]), Note('launch', date(2019, 7, 31), f'{sys.argv[2]} {number}'), at=datetime.now(UTC))"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, str(folder), name], cwd=ROOT) for name in ("one", "two")]
    assert [process.wait(60) for process in both] == [0, 0]
    assert sorted(one.text for one in of(load(folder), "launch")) == sorted(f"{name} {number}" for name in ("one", "two") for number in range(15))


def test_who_saves_the_same_note_twice_writes_it_once(folder):
    for _ in range(2):
        add(folder, note(), at=AT)
    add(folder, replace(note(), author="Somebody else"), at=AT)
    assert [one.author for one in of(load(folder), "launch")] == ["Director", "Somebody else"]


def test_a_note_is_changed_in_its_place(folder):
    for text in ("One", "Two\n\n- a\n  - b", "Three"):
        add(folder, note(text), at=AT)
    old = of(load(folder), "launch")[1]
    change(folder, old, replace(old, text="2", author=None), at=AT)
    assert [(one.text, one.author, one.place.row) for one in of(load(folder), "launch")] == [("One", "Director", 2), ("2", None, 3), ("Three", "Director", 4)]


def test_a_note_of_somebody_s_own_workbook_is_left_to_them_and_nothing_is_written(folder):
    write(folder / "programme.xlsx", {**SOUND, "notes": [["subject", "date", "text"], ["launch", DAY, "Theirs"]]})
    add(folder, note("Ours"), at=AT)
    theirs, ours = sorted(of(load(folder), "launch"), key=lambda one: one.text, reverse=True)
    assert (theirs.place, theirs.place.is_ours) == (Place("programme.xlsx", "notes", 2), False)
    assert (ours.place, ours.place.is_ours) == (Place(FILE, "notes", 2), True)
    for trial in (lambda: change(folder, theirs, note("Changed"), at=AT), lambda: remove(folder, theirs, at=AT)):
        with pytest.raises(ShelfError, match=r"This note does not stand in notes\.xlsx"):
            trial()
    assert {one.text for one in of(load(folder), "launch")} == {"Theirs", "Ours"}


def test_of_two_notes_that_say_the_same_that_which_was_meant_is_taken_out(folder):
    write(folder / FILE, {"notes": [["subject", "date", "text", "mine"], ["launch", DAY, "Same", "a"], ["launch", DAY, "Same", "b"]]})
    remove(folder, of(load(folder), "launch")[0], at=AT)
    assert [row[3].value for row in load_workbook(folder / FILE)["notes"].iter_rows(min_row=2)] == ["b"]


def test_a_note_typed_by_hand_can_be_changed(folder):
    """With blanks around it, a year for a day, a language in words; a column of their own stays."""
    write(folder / FILE, {"notes": [["subject", "date", "text", "language", "mine"], ["launch ", 2019, "By hand ", "français", "x"]]})
    (old,) = of(load(folder), "launch")
    change(folder, old, replace(old, text="Better"), at=AT)
    assert [cell.value for cell in load_workbook(folder / FILE)["notes"][2]][2:] == ["Better", "fr", "x"]


def test_a_note_is_taken_out_and_put_back(folder):
    add(folder, note("One"), at=AT)
    add(folder, note("Two"), at=AT)
    remove(folder, note("One"), at=AT)
    assert [one.text for one in of(load(folder), "launch")] == ["Two"]
    add(folder, note("One"), at=AT)
    assert {one.text for one in of(load(folder), "launch")} == {"One", "Two"}
    with pytest.raises(ShelfError, match=r"This note does not stand in notes\.xlsx"):
        remove(folder, note("Three"), at=AT)


def test_what_a_person_keeps_there_stays(folder):
    book = Workbook()
    sheet = book.active
    sheet.title = "notes"
    sheet.append(["Objet", "Date", "Texte", "Mes mots", "Auteur"])
    sheet.append(["launch", date(2019, 1, 2), "À la main", "privé", "Moi"])
    book.create_sheet("other")["A1"] = "mine"
    book.save(folder / FILE)
    add(folder, note(), at=AT)
    kept = load_workbook(folder / FILE)
    assert [cell.value for cell in kept["notes"][2]][2:] == ["À la main", "privé", "Moi"]
    assert [cell.value for cell in kept["notes"][3]][2:] == ["Well attended.", None, "Director"]
    assert kept["other"]["A1"].value == "mine"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"no workbook"])
def test_a_file_that_cannot_be_read_is_left_alone(folder, content):
    (folder / FILE).write_bytes(content)
    with pytest.raises(ShelfError, match=r"^notes\.xlsx cannot be read"):
        add(folder, note(), at=AT)
    assert (folder / FILE).read_bytes() == content


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_a_note_that_says_nothing_or_too_much_is_refused(folder, text):
    with pytest.raises(ShelfError, match="Write a note of up to 5,000 letters"):
        add(folder, note(text), at=AT)
    assert not (folder / FILE).exists()


def test_a_note_on_a_record_goes_with_the_record(real):
    notes = pd.DataFrame({"subject": ["cjs", "tiess-methodology", "overview"], "date": pd.to_datetime(["2019-01-01"] * 3), "text": ["a", "b", "c"],
                          "author": pd.Series([None] * 3, dtype="str"), "language": pd.Series([None] * 3, dtype="str")})  # fmt: skip
    data = replace(real, tables=MappingProxyType({**real.tables, "notes": notes}))
    part = data.within(Scope(project_ids=("cjs",)))
    assert list(part.notes["subject"]) == ["cjs", "overview"]

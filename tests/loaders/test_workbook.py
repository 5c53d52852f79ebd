import os
from datetime import date

import pytest

from loaders import workbook
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError
from loaders.workbook import Source, sheets, sources
from tests.fixtures import kinds
from tests.fixtures.hostile import lone, row
from tests.fixtures.packages import Failed, ods, table, text, xls, xls_book, xlsx


def refusal(name: str, content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(SourceError) as refused:
        sheets(Source(name, content), limits)
    return str(refused.value)


@pytest.mark.parametrize("what", kinds.KINDS)
def test_a_file_of_each_kind_reads_exactly(what):
    name, make, rows = kinds.KINDS[what]
    (sheet,) = sheets(Source(name, make()))
    assert [list(row) for row in sheet.rows] == [list(row) for row in rows]
    assert [[type(cell) for cell in row] for row in sheet.rows] == [[float if type(cell) is int else type(cell) for cell in row] for row in rows]
    assert (sheet.file, sheet.name) == (name, "themes" if ("." in name and name.split(".")[1][:3] in ("xls", "ods")) or what.endswith("named csv") else name.split(".")[0])
    assert (sheet.is_alone, sheet.is_hidden, dict(sheet.faults)) == (True, False, {})


def test_a_day_of_1904_is_the_day_that_was_typed():
    (sheet,) = sheets(Source("mac.xlsx", kinds.of_1904()))
    assert sheet.rows[1][1] == date(2018, 5, 22)


def test_hidden_sheets_are_marked_and_the_one_that_is_seen_is_alone():
    found = sheets(Source("book.xlsx", kinds.with_hidden_sheets()))
    assert [(sheet.name, sheet.is_hidden, sheet.is_alone) for sheet in found] == [("themes", False, True), ("old", True, False), ("older", True, False)]


def test_two_sheets_are_neither_alone():
    assert [sheet.is_alone for sheet in sheets(Source("book.xlsx", xlsx({"a": kinds.cells(kinds.ROWS), "b": ""})))] == [False, False]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_formulas_that_went_wrong_are_named_and_their_rows_are_kept(prefix):
    content = kinds.with_faults(prefix)
    (sheet,) = sheets(Source("book.xlsx", content))
    assert sheet.faults == kinds.FAULTS
    assert sheet.rows == kinds.FAULTY


def test_an_error_that_is_typed_as_a_text_is_a_text():
    content = xlsx({"themes": row(text("A1", 'say "e"') + text("B1", "#REF!"))})
    (sheet,) = sheets(Source("book.xlsx", content))
    assert (sheet.faults, sheet.rows) == ({}, [['say "e"', "#REF!"]])


def test_formulas_and_merges_of_ods():
    (sheet,) = sheets(Source("book.ods", kinds.with_faults_of_ods()))
    assert sheet.faults == {(1, 1): "#DIV/0!", (1, 2): "="}
    assert sheet.merges == ((0, 0, 0, 1),)
    assert sheet.rows == [["theme_id", "", ""], [2.0, "", ""]]


OLD_ROWS = [["event_id", "title", "start"], ["e1", Failed("#REF!"), date(2018, 10, 5)], ["e2", Failed("#N/A", is_formula=False), 41916.0], [None, None, None, Failed("#DIV/0!")]]


def test_errors_days_merges_and_hidden_sheets_of_xls():
    content = xls_book({"events": OLD_ROWS, "옛것": [["x"]], "last": [[Failed("#NUM!")]]}, hidden={"옛것"}, merges=[(0, 0, 0, 2)])
    events, old, last = sheets(Source("book.xls", content))
    assert events.rows == [["event_id", "title", "start", ""], ["e1", "", date(2018, 10, 5), ""], ["e2", "", 41916.0, ""], ["", "", "", ""]]
    assert events.faults == {(1, 1): "#REF!", (2, 1): "#N/A", (3, 3): "#DIV/0!"}
    assert (events.merges, events.is_1904, events.is_alone) == (((0, 0, 0, 2),), False, False)
    assert (old.name, old.is_hidden, old.faults) == ("옛것", True, {})
    assert (last.rows, last.faults) == ([[""]], {(0, 0): "#NUM!"})


def test_an_error_in_an_old_sheet_that_is_only_formatted_like_one_is_none():
    # The bytes of an error's record inside of a text.
    (sheet,) = sheets(Source("book.xls", xls([["\u0205\u0008\0\0\0\u0107", 7.0]])))
    assert sheet.faults == {}


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_workbook_says_from_when_it_counts_its_days(is_1904):
    made = {
        "book.xls": xls_book({"events": OLD_ROWS}, is_1904=is_1904),
        "book.xlsx": xlsx({"events": kinds.cells(kinds.ROWS)}, properties=f'<workbookPr date1904="{str(is_1904).lower()}"/>'),
        "book.ods": ods(f'<table:calculation-settings><table:null-date table:date-value="{1904 if is_1904 else 1899}-01-01"/></table:calculation-settings>{table("events", "")}'),
    }
    for name, content in made.items():
        (sheet,) = sheets(Source(name, content))
        assert sheet.is_1904 == is_1904, name
    assert sheets(Source("book.xls", made["book.xls"]))[0].rows[1][2] == date(2018, 10, 5)


def test_merges_of_xlsx():
    rows = f'<?xml version="1.0"?><worksheet xmlns="{kinds.MAIN}"><sheetData>{kinds.cells(kinds.ROWS)}</sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/></mergeCells></worksheet>'
    (sheet,) = sheets(Source("book.xlsx", xlsx({"themes": rows})))
    assert sheet.merges == ((0, 0, 0, 2), (1, 1, 2, 1))


@pytest.mark.parametrize("size", ["A200000", "GR50000", "AX200000", "GR1"])
def test_a_sheet_may_fill_the_limits(size):
    letters, number = size.rstrip("0123456789"), int(size.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    (sheet,) = sheets(Source("book.xlsx", lone(row(f'<c r="{size}"><v>1</v></c>', number) if number > 1 else row(f'<c r="{size}"><v>1</v></c>'))))
    assert len(sheet.rows) == number
    assert len(sheet.rows[-1]) == {"A": 1, "GR": 200, "AX": 50}[letters]
    assert sheet.rows[-1][-1] == 1


def test_a_cell_may_hold_as_much_as_a_cell_can():
    (sheet,) = sheets(Source("book.xlsx", xlsx({"themes": row(text("A1", "é" * 32_767))})))
    assert sheet.rows == [["é" * 32_767]]
    assert refusal("book.xlsx", xlsx({"themes": row(text("A1", "é" * 32_768))})).startswith("book.xlsx: cell A1 of its sheet “themes” holds 32,768 characters")


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(rows=2), "its sheet “themes” reaches to cell A3, too far to be read: delete what stands there"),
        (Limits(columns=2), "its sheet “themes” reaches to cell C1, too far to be read: delete what stands there"),
        (Limits(cells=8), "its sheet “themes” reaches to cell C3, too far to be read: delete what stands there"),
        (Limits(cell_characters=8), "cell B2 of its sheet “themes” holds 14 characters, more than the 8 that a cell can: shorten it"),
        (Limits(entries=4), "holds 5 parts, more than the 4 that are opened: copy its sheets into a new workbook"),
        (Limits(file_mb=0.0005), "is larger than the 0.0005 MB that are read: take out pictures and sheets that are not needed, or split it"),
        (Limits(unpacked_mb=0.001), "unpacks to 0 MB, more than the 0 MB that are read: keep fewer sheets in one file"),
    ],
)
def test_each_limit_is_the_one_that_was_set(limits, sentence):
    assert refusal("book.xlsx", xlsx({"themes": kinds.cells(kinds.ROWS)}), limits) == f"book.xlsx: {sentence}"


def test_a_folder_gives_its_spreadsheets_by_name_and_passes_over_locks_and_settings(tmp_path):
    for name in ("b.xlsx", "A.CSV", "c.ods", "~$b.xlsx", ".~lock.c.ods#", ".hidden.csv", "._b.xlsx", "mapping.toml", "limits.toml", "notes.txt", "d.tsv", "e.xls", "f.xlsm"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.csv").mkdir()
    assert [file.name for file in sources(tmp_path)] == ["A.CSV", "b.xlsx", "c.ods", "d.tsv", "e.xls", "f.xlsm"]


def test_a_text_file_is_a_source_where_it_is_named(tmp_path):
    (tmp_path / "themes.txt").write_bytes(b"theme_id\tname\nyouth\tYouth\n")
    (file,) = sources(tmp_path / "themes.txt")
    assert sheets(file)[0].rows == [["theme_id", "name"], ["youth", "Youth"]]


def test_a_file_beyond_the_limit_is_never_taken_in_and_the_others_are(tmp_path):
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate(3_000_000_000)
    (tmp_path / "small.csv").write_bytes(b"a,b\n")
    huge_file, small = sources(tmp_path)
    assert (len(huge_file.content), small.content) == (0, b"a,b\n")
    with pytest.raises(SourceError, match=r"^huge.csv: is larger than the 10 MB that are read: "):
        sheets(huge_file)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_does_not_hide_the_others(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    (tmp_path / "a.csv").chmod(0)
    (tmp_path / "b.csv").write_bytes(b"a,b\n")
    locked, _ = sources(tmp_path)
    with pytest.raises(SourceError, match=r"^a.csv: cannot be read \(Permission denied\)"):
        sheets(locked)


@pytest.mark.parametrize(("name", "sentence"), [("nothing.xlsx", "there is no such file or folder"), ("empty", r"holds no spreadsheet \(.xlsx, .xlsm, .xls, .ods, .csv, .tsv\)")])
def test_a_source_without_files_is_refused(tmp_path, name, sentence):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=f"^{name}: {sentence}$"):
        sources(tmp_path / name)


def test_a_fingerprint_tells_names_contents_and_what_was_not_read_apart():
    files = [Source("a", b"1"), Source("b", b"1"), Source("a", b"2"), Source("a", b"", "is no file"), Source("a", b"")]
    assert len({workbook.fingerprint([file]) for file in files}) == 5

import json

import pytest

from loaders.__main__ import main
from tests.loaders.books import EVENTS, SOUND, THEMES, write


def test_a_sound_file_is_clean(tmp_path, capsys):
    path = write(tmp_path / "book.xlsx", SOUND)
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out == f"5 rows read from {path}: 0 errors, 0 warnings, 0 notes\n"


def test_warnings_and_notes_alone_are_clean(tmp_path, capsys):
    path = write(tmp_path / "book.xlsx", {**SOUND, "themes": [[*THEMES[0], "mine"], THEMES[1]], "Budget": [["a"]]})
    assert main(["check", str(path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1] == "book.xlsx, themes, C1: “mine” is a column of your own: it is left as it is and not shown (note)"
    assert out[-1].endswith(": 0 errors, 0 warnings, 2 notes")


def test_an_error_is_said_at_its_cell(tmp_path, capsys):
    path = write(tmp_path / "book.xlsx", {**SOUND, "events": [EVENTS[0], ["e", "E", "gala", None, "youth", "mtl", 2018]]})
    assert main(["check", str(path)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("book.xlsx, events, C2: “gala” is not one of the words used here: type one of conference,")
    assert last == f"4 rows read from {path}: 1 error, 0 warnings, 0 notes"
    assert main(["check", str(path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["rows"]["cities"] == 2
    assert list(said["problems"][0]) == ["code", "severity", "file", "sheet", "row", "column", "cell", "value", "message"]
    assert (said["problems"][0]["cell"], said["problems"][0]["value"]) == ("C2", "gala")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "nowhere.xlsx"], "nowhere.xlsx: there is no such file or folder"),
        (["template", "no/such/folder/x.xlsx"], "no/such/folder/x.xlsx: cannot be written (No such file or directory)"),
        (["template", "x.pdf"], "x.pdf: give the template a name that ends in .xlsx"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", sentence + "\n")


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["check"], ["correct", "one.xlsx"], ["template"], ["freeze"], ["diff", "today"], ["diff", "today", "today", "--other"], ["check", "a", "\x1b[2J\n"]],
)
def test_what_is_not_understood_is_one_sentence(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    said = capsys.readouterr()
    assert (stop.value.code, said.out) == (2, "")
    assert said.err.startswith("python -m loaders")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_the_template_is_written(tmp_path, capsys):
    out = tmp_path / "new.xlsx"
    assert main(["template", str(out)]) == 0
    assert main(["check", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(": 0 errors, 0 warnings, 0 notes")


def test_what_is_wrong_in_many_cells_for_one_cause_is_said_once(tmp_path, capsys):
    rows = [[f"E{number}", "Taula", "workshop", "comuns", "Girona", 2018] for number in range(4)]
    write(tmp_path / "a.xlsx", {"Esdeveniments": [["Codi", "Títol", "Tipus", "Tema", "Lloc", "Data inici"], *rows]})
    assert main(["check", str(tmp_path / "a.xlsx")]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "a.xlsx, Esdeveniments, D2 and 3 more cells: “comuns” should be one of themes, and no sheet of those was read: add a sheet “themes” with a row for it",
        "a.xlsx, Esdeveniments, E2 and 3 more cells: “Girona” should be one of cities, and no sheet of those was read: add a sheet “cities” with a row for it",
    ]


def test_a_keeper_is_told_in_the_words_of_the_own_headings(tmp_path, capsys):
    write(tmp_path / "a.xlsx", {"Ciutats": [["Codi", "Ciutat", "País"], [None, "Girona", "ES"]], "Villes": [["Ville", "Latitude"], ["Québec", 46.8]]})
    assert main(["check", str(tmp_path / "a.xlsx")]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "a.xlsx, Ciutats, A2: “Codi” is blank: every row needs it",
        "a.xlsx, Villes: the column “Pays” is missing, so the sheet's rows were left out: add it to the header row, or say on the Data page where it is taken from",
    ]


def test_a_cell_or_a_name_gives_a_terminal_no_orders(tmp_path, capsys):
    (tmp_path / "th\x1b[2Jemes\n.csv").write_text("theme_id,name\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("event_id,title,start\nparty,Party,\x1b]0;x\x07 \u202esoon\n" + "more,A party of many letters,2018\n" * 20, encoding="utf-8")
    main(["check", str(tmp_path)])
    said = capsys.readouterr().out
    assert "soon" in said
    assert "th\ufffd[2Jemes .csv" in said
    assert not {"\x1b", "\x07", "\u202e"} & set(said)

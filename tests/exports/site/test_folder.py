"""Writing the pages: whole into their folder, in place of the former ones, never among anybody else's files."""

import shutil

import pytest

from exports.__main__ import main
from exports.pdf import pdf_file
from exports.site.folder import written
from loaders import SourceError
from tests.exports.site.test_page import asked

FORMER = {"assets/page.css": b"a{}", "en/old.html": b"old", "index.html": b"first"}


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_is_made_and_then_written_anew_with_nothing_left_over(tmp_path):
    out = tmp_path / "a" / "pages"
    written(FORMER, out)
    assert content(out) == FORMER
    later = {"assets/page.css": b"b{}", "index.html": b"second"}
    written(later, out)
    assert content(out) == later
    assert list(out.parent.iterdir()) == [out], "nothing lies beside it"


def test_an_empty_folder_is_taken(tmp_path):
    written(FORMER, tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "out").mkdir()
    written(FORMER, tmp_path / "out")
    assert content(tmp_path / "out") == FORMER


def test_a_folder_of_somebody_else_s_is_left_as_it_is(tmp_path):
    (tmp_path / "letter.odt").write_bytes(b"mine")
    with pytest.raises(SourceError, match="holds files that are not ours"):
        written(FORMER, tmp_path)
    assert content(tmp_path) == {"letter.odt": b"mine"}


def test_a_file_is_left_as_it_is(tmp_path, folders, capsys):
    file = tmp_path / "letter.odt"
    file.write_bytes(b"mine")
    assert main(["site", str(file), "--data", str(folders["empty"])]) == 2
    assert capsys.readouterr().err == f"{file}: cannot be written (Not a directory)\n"
    assert file.read_bytes() == b"mine"


def test_the_command_line_writes_the_page_and_the_folder_and_says_so(folders, tmp_path, capsys):
    data = ["--data", str(folders["empty"])]
    assert main(["page", str(tmp_path / "one.html"), *data]) == 0
    assert main(["site", str(tmp_path / "pages"), "--language", "fr", *data]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"{tmp_path}/one.html: one page, 0.5 MB", f"{tmp_path}/pages: 17 pages"]
    assert '<html lang="fr">' in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_the_command_line_refuses_in_one_sentence(folders, tmp_path, capsys):
    (tmp_path / "letter.odt").write_bytes(b"mine")
    assert main(["site", str(tmp_path), "--data", str(folders["empty"])]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: holds files that are not ours: name a folder that is new or empty\n"


def test_without_a_browser_the_pdf_says_what_to_do(empty, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError, match="no Chromium or Chrome is found on this machine"):
        pdf_file(asked(empty))

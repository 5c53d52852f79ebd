"""What is wrong with files, in short: said in the reader's language, with a marked copy of what can be marked."""

import pytest
from streamlit.testing.v1 import AppTest

from loaders import SourceError, load
from locales import words
from tests.loaders.books import SOUND, write
from ui.problem_list import said, why

FRENCH = words("fr")
DAMAGED = "le fichier est endommagé ou n’a pas été copié en entier\u00a0: copiez-le de nouveau, ou ouvrez-le dans votre tableur et enregistrez-le de nouveau en .xlsx"


@pytest.fixture
def folder(tmp_path):
    whole = write(tmp_path / "b.xlsx", SOUND).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[:-300])
    return tmp_path


def test_why_a_file_cannot_be_read_is_said_in_the_readers_language(folder):
    (damaged,) = [problem for problem in load(folder).problems if problem.severity == "error"]
    assert said(damaged, FRENCH) == DAMAGED[0].upper() + DAMAGED[1:]
    assert said(damaged, words("en")).startswith("Is damaged or was not copied whole: ")


def test_and_so_is_why_nothing_can(folder):
    (folder / "b.xlsx").unlink()
    with pytest.raises(SourceError) as refused:
        load(folder)
    assert why(refused.value, FRENCH) == f"a.xlsx\u00a0: {DAMAGED}"
    assert why(SourceError("no file at all"), FRENCH) == "no file at all"


def test_braces_in_a_files_name_are_no_template():
    assert str(SourceError("is {what}", file="{x}.xlsx", what="{y}")) == "{x}.xlsx: is {y}"
    assert str(SourceError("is {what}", what="{y}").of("{z}")) == "{z}: is {y}"


def offered(folder: str) -> None:
    from pathlib import Path

    from loaders import load, shelf
    from locales import words
    from ui.problem_list import corrected

    corrected(load(Path(folder)), words("en"), files=shelf.contents(Path(folder)), key="here")


def test_only_a_spreadsheet_that_can_be_read_is_offered_marked(folder):
    write(folder / "b.xlsx", {**SOUND, "Old list": [["x"]]})
    (folder / "mapping.toml").write_text('[[sheet]]\ntable = "evnts"\n')
    page = AppTest.from_function(offered, args=(str(folder),), default_timeout=60).run()
    labels = [one.label.replace("\\", "") for one in page.get("download_button")]
    assert labels == ["b.xlsx, with its problems marked"]

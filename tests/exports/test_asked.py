"""What is asked to be exported: a scope is applied before anything is seen, and what cannot be meant is said in one sentence."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from exports.__main__ import main
from exports.asked import asked
from loaders import SourceError, editions
from loaders.template import workbook
from tests.fixtures import demo

TODAY = date(2026, 1, 15)


@pytest.fixture
def folder(folders: dict[str, Path], tmp_path: Path) -> Path:
    """The invented programme, in a folder of its own."""
    shutil.copy(folders["demo"] / "programme.xlsx", tmp_path)
    return tmp_path


def _scope(folder: Path, text: str) -> Path:
    path = folder / "scope.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_of_the_data_without_names(folder: Path):
    view = asked(folder, today=TODAY).view
    assert len(view.data.projects) == 13
    assert not {"name", "email"} & set(view.data.participants.columns)
    assert view.as_of == date(2021, 9, 30), "the day that the workbook states"
    assert view.t.language == "en" and view.edition is None


def test_a_scope_cuts_what_anything_else_sees(folder: Path):
    view = asked(folder, today=TODAY, scope=_scope(folder, 'projects = ["buying-well"]'), language="fr").view
    assert list(view.whole.projects["project_id"]) == ["buying-well"] == list(view.data.projects["project_id"])
    assert set(view.whole.events["project_id"]) == {"buying-well"}
    assert view.t.language == "fr"


def test_a_funder_is_its_projects(folder: Path):
    """The youth foundation funds the summer co-operatives of 2019 and the school co-operatives, which begin in 2020."""
    both = asked(folder, today=TODAY, scope=_scope(folder, 'funder = "fund-youth"')).view
    assert sorted(both.whole.projects["project_id"]) == ["coop-schools", "summer-coops"]
    view = asked(folder, today=TODAY, scope=_scope(folder, 'funder = "fund-youth"\nstart = 2020-01-01\nend = "2020-12-31"')).view
    assert list(view.whole.projects["project_id"]) == ["coop-schools"]
    assert set(view.whole.events["project_id"]) == {"coop-schools"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('projects = ["nothing"]', "“nothing” is none of the projects of this data"),
        ('project = ["buying-well"]', "“project” is nothing that a scope states"),
        ("projects = 3", "is to be a list of identifiers"),
        ('projects = [["buying-well"]]', "is to be a list of identifiers"),
        ("start = 2020-01-01", "state both days of the period"),
        ("start = 2020-02-01\nend = 2020-01-01", "state both days of the period"),
        ('start = "soon"\nend = 2020-01-01', "“start” is to be a day"),
        ("start = 2020-01-01T10:00:00\nend = 2020-02-01", "“start” is to be a day"),
        ('funder = "nobody"', "“nobody” funds none of the projects"),
        ("funder = []", "funds none of the projects"),
        ("projects = [", "is not a scope in TOML"),
    ],
)
def test_what_a_scope_cannot_mean_is_said(folder: Path, text: str, said: str):
    with pytest.raises(SourceError, match=r"scope\.toml") as reason:
        asked(folder, today=TODAY, scope=_scope(folder, text))
    assert said in str(reason.value)


def test_a_scope_that_is_not_there_and_a_language_that_is_not_ours(folder: Path):
    with pytest.raises(SourceError, match="cannot be opened"):
        asked(folder, today=TODAY, scope=folder / "none.toml")
    with pytest.raises(SourceError, match="“xx” is not a language"):
        asked(folder, today=TODAY, language="xx")
    with pytest.raises(SourceError, match="no edition “May”"):
        asked(folder, today=TODAY, edition="May")


def test_an_edition_is_the_data_of_then_and_the_one_before_it_is_compared_with(folder: Path):
    editions.freeze(folder, "March", at=datetime(2021, 3, 1, 12).astimezone())
    editions.freeze(folder, "June", at=datetime(2021, 6, 1, 12).astimezone())
    today, june, march = (asked(folder, today=TODAY, edition=name) for name in (None, "June", "March"))
    assert (today.view.edition, june.view.edition, march.view.edition) == (None, "June", "March")
    assert today.earlier and today.earlier.name == "June"
    assert june.earlier and june.earlier.name == "March"
    assert march.earlier is None


def test_an_edition_has_nothing_of_what_came_after_it(folder: Path):
    editions.freeze(folder, "March", at=datetime(2021, 3, 1, 12).astimezone())
    rows = demo.rows()
    rows["projects"].append({**rows["projects"][0], "project_id": "later", "title": "What came later"})
    (folder / "programme.xlsx").write_bytes(workbook(rows))
    today, march = (asked(folder, today=TODAY, edition=name).view.data.projects["title"] for name in (None, "March"))
    assert "What came later" in set(today) and "What came later" not in set(march)


def test_no_word_of_a_file_gives_a_terminal_orders(folder: Path, capsys):
    path = _scope(folder, 'projects = ["\\u001b[31mred\\u202e"]')
    assert main(["tables", str(folder / "t.zip"), "--data", str(folder), "--scope", str(path)]) == 2
    said = capsys.readouterr().err
    assert "[31mred" in said and "\x1b" not in said and "\u202e" not in said
    assert len(said.splitlines()) == 1

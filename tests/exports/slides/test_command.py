"""`python -m exports deck`, as somebody types it."""

from pathlib import Path

import pytest
from pptx import Presentation

from exports.__main__ import main
from exports.decks import Deck, Item
from exports.slides import deck_file
from loaders import load
from tests.exports.slides.reading import asked_of, said


@pytest.fixture
def asks(folders, tmp_path, capsys):
    def ask(*words: str, data: str = "real") -> tuple[int, str, str, Path]:
        out = tmp_path / "deck.pptx"
        code = main(["deck", str(out), "--data", str(folders[data]), *words])
        told = capsys.readouterr()
        return code, told.out, told.err, out

    return ask


def test_it_writes_a_deck_and_says_so_in_one_line(asks):
    code, told, problems, out = asks("--deck", "board", "--language", "fr")
    slides = Presentation(str(out)).slides
    assert (code, problems) == (0, "")
    assert told.count("\n") == 1 and told.endswith(f"{len(slides)} slides\n")
    assert "Données au 31 juillet 2019" in said(slides[0])


def test_a_scope_narrows_it_and_its_words_stand_on_every_slide(asks, tmp_path):
    scope = tmp_path / "scope.toml"
    scope.write_text('themes = ["urban-commons"]\nstart = 2018-01-01\nend = 2018-12-31\n')
    code, _, _, out = asks("--deck", "theme", "--scope", str(scope))
    assert code == 0
    slides = list(Presentation(str(out)).slides)
    assert slides[0].shapes.title.text_frame.text == "Urban commons"
    for slide in slides:
        assert "January 2018 to December 2018" in said(slide) and "Urban commons" in said(slide)
    assert "GSEF" not in "".join(said(slide) for slide in slides)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--deck", "theme"], "the deck of one theme needs a scope that names one theme"),
        (["--template", "nowhere.pptx"], "nowhere.pptx: cannot be opened (No such file or directory)"),
        (["--template", "README.md"], "the template cannot be opened: it is to be a .pptx or .potx of PowerPoint, without a password"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(asks, words, problem):
    code, told, problems, out = asks(*words)
    assert (code, told, problems) == (2, "", problem + "\n")
    assert not out.exists()


def test_an_empty_workbook_makes_a_deck_of_its_title_and_what_can_be_said(asks):
    code, _, _, out = asks(data="empty")
    assert code == 0 and Presentation(str(out)).slides[0].shapes.title.text_frame.text == "Board review"


def test_progress_is_told_from_the_first_to_the_last(folders):
    heard: list[tuple[float, str]] = []
    wanted = asked_of(load(folders["real"]))
    deck_file(Deck("Ours", (Item("publications.by_year"), Item("overview.next"))), wanted, progress=lambda share, said: heard.append((share, said)))
    shares = [share for share, _ in heard]
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)
    assert "7 things are planned or announced" in [said for _, said in heard]

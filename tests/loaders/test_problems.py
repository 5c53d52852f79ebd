"""What a problem quotes of a file is short enough to be read, however long the cell; what it lists stays whole."""

from loaders.problems import problem
from locales import words
from tests.loaders.books import EVENTS, read
from ui.problem_list import said

WORDS = "mot " * 600


def test_a_long_cell_is_quoted_by_its_beginning(tmp_path):
    data = read(tmp_path, events=[*EVENTS, ["fair", "Fair", WORDS, *EVENTS[1][3:]]])
    [wrong] = data.problems
    assert wrong.value == "mot " * 19 + "mot…"
    assert wrong.message.startswith(f"“{wrong.value}” is not one of the words used here: type one of conference, ")
    assert wrong.message.endswith("pilot, other"), "the words to choose from are all there"
    assert len(said(wrong, words("fr"))) < 400


def test_a_place_is_named_whole_and_a_long_list_cut():
    found = problem("x", "error", "“{value}” stands in {other} already: {ids}", {"value": "a" * 81, "other": "f" * 200 + " A3", "ids": "id, " * 5000})
    assert found.message.startswith(f"“{'a' * 79}…” stands in {'f' * 200} A3 already: id, ")
    assert len(found.message) < 750


def test_braces_in_a_cell_are_no_template():
    assert problem("x", "error", "“{value}” is wrong", {"value": "{other}"}).message == "“{other}” is wrong"

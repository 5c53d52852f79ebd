"""A tall drawing in pieces: between its rows, with its axis on each, as even as may be."""

import pytest

from charts.cuts import cut, squeezed
from charts.drawing import Box, Drawing, Mark, Paint, Path, Stroke, Text

INK = Stroke("#23201B")
FILL = Paint("#2E7D87")


def rows(count: int) -> Drawing:
    """An axis of 30 units, then rows of 50: a name of two lines, a bar; a guide through all."""
    shapes = [Text(100, 15, "2020", "#23201B", anchor="middle"), Path(((100.0, 30.0), (100.0, 30.0 + 50 * count)), INK)]
    for place in range(count):
        top = 30 + 50 * place
        shapes += [Text(0, top + 5, f"Row {place}", "#23201B", 8), Text(0, top + 15, "", "#23201B", 8), Box(20, top + 22, 60, 20, FILL, name=f"Bar {place}"), Mark(50, top + 32, 10, "diamond", FILL, name=f"Mark {place}")]
    return Drawing(400, 30 + 50 * count, tuple(shapes))


def test_a_tall_drawing_is_cut_between_its_rows_with_its_axis_on_each():
    found = cut(rows(10), top=30, bottom=0, height=230)
    # No name is parted from its second line, nor from its bar.
    assert found is not None and len(found.places) == 10 and len(found.spans) == 3
    pieces = [found.piece(at) for at in range(3)]
    named = [[shape.words for shape in piece.shapes if isinstance(shape, Text) and shape.words] for piece in pieces]
    assert [words[0] for words in named] == ["2020"] * 3
    # As even as may be, not four, four and two.
    assert [len(words) - 1 for words in named] == [3, 4, 3]
    assert [word for words in named for word in words[1:]] == [f"Row {place}" for place in range(10)]
    for piece, said in zip(pieces, named, strict=True):
        bars = [shape for shape in piece.shapes if isinstance(shape, Box)]
        assert [bar.name for bar in bars] == [word.replace("Row", "Bar") for word in said[1:]]
        assert all(bar.y >= 30 and bar.y + bar.height <= piece.height <= 230 for bar in bars)
        guide = next(shape for shape in piece.shapes if isinstance(shape, Path))
        assert guide.points[0][1] == 30 and guide.points[1][1] == pytest.approx(piece.height, abs=2)
    assert [found.rows_after(count) for count in (1, 2, 3)] == [7, 3, 0]


def test_a_drawing_whose_rows_are_too_high_is_not_cut():
    assert cut(rows(4), top=30, bottom=0, height=60) is None


def test_a_drawing_is_squeezed_but_its_words_are_not():
    found = squeezed(rows(2), 100)
    assert found.height == 100
    assert found.shapes[0].y == pytest.approx(15 * 100 / 130) and found.shapes[0].size == 14

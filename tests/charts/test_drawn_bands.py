"""A tall drawing in bands: cut between shapes, never through one, and nothing lost."""

from charts import EXHIBITS
from charts.drawing import Box, Drawing, Path, Stroke, Text
from charts.drawn import drawing_of
from charts.drawn_bands import bands

ROWS = tuple(shape for at in range(6) for shape in (Text(0, 100 * at + 12, f"row {at}", "#23201B"), Box(0, 100 * at + 22, 50, 60)))


def words(drawing):
    return [shape.words for shape in drawing.shapes if isinstance(shape, Text)]


def test_each_band_begins_with_a_row_and_is_no_taller_than_asked():
    parts = bands(Drawing(100, 600, ROWS), tallest=250)
    assert [words(part) for part in parts] == [["row 0", "row 1"], ["row 2", "row 3"], ["row 4", "row 5"]]
    assert sum(part.height for part in parts) == 600
    # Row 2 began at 212 of the whole, its band between the foot of row 1 (182) and its own words (203.6).
    first = parts[1].shapes[0]
    assert (first.words, round(first.y, 1)) == ("row 2", 19.2)
    assert parts[1].shapes[1].y - first.y == 10


def test_what_crosses_every_row_is_never_torn():
    line = Path(((10, 0), (10, 600)), Stroke("#23201B"))
    assert bands(Drawing(100, 600, (line, *ROWS)), tallest=250) == [Drawing(100, 600, (line, *ROWS))]


def test_a_low_drawing_is_one_band():
    assert bands(Drawing(100, 200, ROWS[:4]), tallest=250) == [Drawing(100, 200, ROWS[:4])]


def test_a_timeline_is_cut_between_its_rows_and_loses_nothing(real, view_of):
    view = view_of(real)
    whole = drawing_of(EXHIBITS["timeline.by_theme"](view), view, width=720)
    parts = bands(whole, tallest=400)
    assert len(parts) > 4
    assert max(part.height for part in parts) <= 400
    assert sum(len(part.shapes) for part in parts) == len(whole.shapes)
    assert sorted(one for part in parts for one in words(part)) == sorted(words(whole))
    for part in parts:
        assert all(shape.y >= 0 and shape.y + shape.height <= part.height for shape in part.shapes if isinstance(shape, Box))

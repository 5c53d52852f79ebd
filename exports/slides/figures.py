"""Headline figures: large quiet numbers in rows of four, each with its name above and its note below."""

from collections.abc import Sequence

from charts.exhibit import Exhibit
from charts.headlines import figure
from exports.slides.box import POINT, Box
from exports.slides.colours import INK, QUIET
from exports.slides.page import Page
from exports.slides.words import LINE, fitted, paragraph, run, text_box
from locales import Words

IN_A_ROW = 4
NUMBER_SIZES, NAME_SIZES, NOTE_SIZES = (66, 60, 54, 48, 44, 40, 36, 32, 28, 24, 20), (15, 14, 13, 12), (12, 11, 10)
GAP = 24 * POINT
# A figure is at most so high, in points: its name, its number, its note; a row alone stands so far down the room.
TALLEST, ALONE = 190.0, 0.14


def add_figures(page: Page, exhibits: Sequence[Exhibit], t: Words) -> None:
    """The figures in the room of a page."""
    rows = -(-len(exhibits) // IN_A_ROW)
    columns = min(IN_A_ROW, len(exhibits))
    wide = (page.room.width - (columns - 1) * GAP) // columns
    high = min(round(TALLEST * POINT), (page.room.height - (rows - 1) * GAP) // rows)
    top = page.room.y + (round(page.room.height * ALONE) if rows == 1 else 0)
    for place, exhibit in enumerate(exhibits):
        row, column = divmod(place, IN_A_ROW)
        box = Box(page.room.x + column * (wide + GAP), top + row * (high + GAP), wide, high)
        _figure(page, exhibit, box, t)


def _figure(page: Page, exhibit: Exhibit, box: Box, t: Words) -> None:
    wide, high = box.points
    name_size, name = fitted(exhibit.title, room=wide, height=2 * NAME_SIZES[-1] * LINE, sizes=NAME_SIZES, is_bold=True)
    number_size, number = fitted(figure(exhibit.measure, t), room=wide, height=high * 0.45, sizes=NUMBER_SIZES)
    left = high - 2 * NAME_SIZES[-1] * LINE - number_size * LINE
    note_size, note = fitted(exhibit.subtitle, room=wide, height=left, sizes=NOTE_SIZES)
    said = [
        paragraph(run(name, page.language, size=name_size, is_bold=True, colour=QUIET)),
        paragraph(run(number, page.language, size=number_size, colour=INK)),
    ]
    if note:
        said.append(paragraph(run(note, page.language, size=note_size, colour=QUIET)))
    page.add(text_box(next(page.numbers), box, said, name=exhibit.title, descr=exhibit.sentence))

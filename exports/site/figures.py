"""A figure of the page: its finding, its picture drawn at export, what plotly makes of it, its table, its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from charts import headlines
from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.drawn_bands import bands
from charts.exhibit import Exhibit, View
from charts.svg import svg
from exports.cells import source_in_words
from exports.site.inks import Palette, written
from exports.site.plots import sent
from exports.site.tables import Table, table
from exports.told import taken_along

# A page's column and paper's width, and a telephone's.
WIDE_PX, NARROW_PX = 720, 340
# What is taller than two thirds of a sheet may be parted where the sheet ends, into bands so high.
WHOLE_PX, BAND_PX = 640, 320


@dataclass(frozen=True)
class Figure:
    """A figure in words and pictures. `pictures` are drawn at export, the wide and the narrow; `plot` is plotly's, as JSON.

    `name` stands above the finding where it has one of its own; one that is `is_folded` opens when its name is clicked.
    The table of one without a picture `is_open`.
    """

    title: str
    subtitle: str
    sentence: str
    pictures: tuple[Markup, ...] = ()
    plot: Markup | None = None
    table: Table | None = None
    source: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    signs: tuple[tuple[Markup, str], ...] = ()
    name: str = ""
    is_folded: bool = False

    @property
    def is_tall(self) -> bool:
        """Whether its picture may be taller than a sheet of paper: it stands in several."""
        return bool(self.pictures) and self.pictures[0].count("<svg") > 1

    @property
    def is_open(self) -> bool:
        """Whether its table is all that it has."""
        return not self.pictures


@dataclass(frozen=True)
class Headline:
    """A number with its name, what is said beneath it, and its source."""

    name: str
    value: str
    note: str
    source: tuple[str, ...]


def figure(
    exhibit: Exhibit, view: View, colours: Palette, *, about: str | None = None, looks: Mapping[str, Sequence[str]] | None = None, has_table: bool = True,
) -> Figure:  # fmt: skip
    """An exhibit as a figure of the page; `about` is what else its notes speak of."""
    inks = written(colours, is_map=exhibit.figure is not None and not isinstance(exhibit.figure, dict))
    drawings = [drawing_of(exhibit, view, width=width) for width in (WIDE_PX, NARROW_PX)]
    pictures = tuple(_picture(one, exhibit.sentence, inks) for one in drawings if one)
    plot = Markup(sent(exhibit.figure)) if pictures and isinstance(exhibit.figure, dict) else None
    return Figure(
        exhibit.title, exhibit.subtitle, exhibit.sentence, pictures, plot, table(exhibit.table, view.t, looks=looks) if has_table and not exhibit.is_empty else None,
        tuple(source_in_words(exhibit, view)), tuple(taken_along(view, *dict.fromkeys(filter(None, [about, exhibit.key])))),
    )  # fmt: skip


def _picture(drawing: Drawing, sentence: str, inks: Mapping[str, str]) -> Markup:
    """The drawing as SVG; a tall one in several, between which paper can end."""
    first, *others = bands(drawing, tallest=BAND_PX) if drawing.height > WHOLE_PX else [drawing]
    return Markup("\n".join([svg(first, title=sentence, inks=inks), *(svg(one, title=None, inks=inks) for one in others)]))


def headline(exhibit: Exhibit, view: View) -> Headline:
    """An exhibit that is a number alone."""
    return Headline(exhibit.title, headlines.figure(exhibit.measure, view.t), exhibit.subtitle, tuple(source_in_words(exhibit, view)))

"""Which figures the workbook has, each with the sheet that it stands on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from charts import EXHIBITS, indicator_card
from charts.exhibit import Exhibit, View
from charts.indicators import whole_record
from exports.asked import Asked
from exports.decks import FIGURE_TITLES, FIGURES, exhibits_of
from exports.restated import KEY as CHANGED
from exports.told import taken_along
from exports.workbook.names import called
from locales import Words
from metrics.breakdowns import BY
from metrics.indicators import Indicator, declared

# With more indicators than these, all of them stand on one sheet: nobody finds a tab among a hundred.
MOST_TABS = 45
MANY = "indicators.trends"
HEADLINES = {key for keys in FIGURES.values() for key in keys}
# What speaks of the files, and not of the programme.
APART = "quality."

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Part:
    """One exhibit of a sheet, under a name of its own."""

    name: str
    exhibit: Exhibit


@dataclass(frozen=True)
class Figure:
    """A sheet's figures under one name, and the notes on them; headline figures have the names of their groups beside them."""

    key: str
    name: str
    parts: tuple[Part, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def is_many(self) -> bool:
        """Whether it is several indicators on one sheet."""
        return self.key == MANY

    @property
    def finding(self) -> str:
        """What its first figure found."""
        return self.parts[0].exhibit.title


@dataclass(frozen=True)
class Plan:
    """The headline figures by their groups, the figures, and those that have nothing to show yet."""

    headlines: tuple[tuple[str, tuple[Exhibit, ...]], ...]
    figures: tuple[Figure, ...]
    without: tuple[Part, ...]

    @property
    def named(self) -> Iterator[tuple[str, Exhibit]]:
        """Every exhibit of the workbook under its own name."""
        yield from self._headlines()
        for figure in self.figures:
            yield from ((part.name, part.exhibit) for part in figure.parts)

    @property
    def by_figure(self) -> Iterator[tuple[str, Exhibit]]:
        """Every exhibit under the name of what it is a part of: the parts of an indicator come from the same rows."""
        yield from self._headlines()
        for figure in self.figures:
            yield from ((part.name if figure.is_many else figure.name, part.exhibit) for part in figure.parts)

    def _headlines(self) -> Iterator[tuple[str, Exhibit]]:
        for _, exhibits in self.headlines:
            yield from ((exhibit.title, exhibit) for exhibit in exhibits)


def plan(asked: Asked, progress: Progress) -> Plan:
    """What there is to show of what is asked; `progress` is told how far it is, from 0 to 1."""
    view, t = asked.view, asked.view.t
    keys = [key for key in EXHIBITS if key not in HEADLINES and not key.startswith(APART)]
    followed = declared(whole_record(view))
    steps = len(keys) + len(followed) + 2
    progress(1 / steps, t("The programme in figures"))
    headlines = tuple((t(FIGURE_TITLES[group]), tuple(exhibits_of(group, asked))) for group in FIGURES)
    figures: list[Figure] = []
    without: list[Part] = []
    for at, key in enumerate([*keys, CHANGED], start=2):
        for exhibit in exhibits_of(key, asked):
            part = Part(called(key, exhibit.title, t), exhibit)
            progress(at / steps, part.name)
            if exhibit.is_empty:
                without.append(part)
            else:
                figures.append(Figure(key, part.name, (part,), tuple(taken_along(view, key))))
    for at, indicator in enumerate(followed, start=len(keys) + 2):
        progress(at / steps, indicator.title)
        if parts := tuple(_parts(indicator, view)):
            figures.append(_figure(indicator, parts, view))
    return Plan(headlines, tuple(on_fewer(figures, t)), tuple(without))


def _figure(indicator: Indicator, parts: tuple[Part, ...], view: View) -> Figure:
    subjects = dict.fromkeys([indicator.indicator_id, *(part.exhibit.key for part in parts)])
    return Figure(parts[0].exhibit.key, indicator.title, parts, tuple(taken_along(view, *subjects)))


def _parts(indicator: Indicator, view: View) -> Iterator[Part]:
    """An indicator over time, and what it is broken down by; nothing where neither has anything to show."""
    t, over_time = view.t, indicator_card.trend(indicator)(view)
    # A breakdown costs as much to be offered as to be made: each is made, and left where it tells no group apart.
    made = [(dimension, indicator_card.parts(indicator, dimension)(view)) for dimension in BY.get(indicator.measure, ())]
    broken_down = [(dimension, exhibit) for dimension, exhibit in made if len(exhibit.table) and (len(exhibit.measure.table) or t("Target") in exhibit.table)]
    if over_time.figure is not None or not over_time.is_empty or broken_down:
        yield Part(indicator.title, over_time)
    for dimension, exhibit in broken_down:
        yield Part(t("{indicator}, by {dimension}", indicator=indicator.title, dimension=t(indicator_card.DIMENSIONS[dimension])), exhibit)


def on_fewer(figures: list[Figure], t: Words) -> Iterator[Figure]:
    """The figures, those of more indicators than anybody finds among tabs on one sheet."""
    own = [figure for figure in figures if figure.key.startswith("indicators.trend.")]
    if len(own) <= MOST_TABS:
        yield from figures
        return
    yield from (figure for figure in figures if figure not in own)
    notes = tuple(dict.fromkeys(note for figure in own for note in figure.notes))
    yield Figure(MANY, t("Indicators over time"), tuple(part for figure in own for part in figure.parts), notes)

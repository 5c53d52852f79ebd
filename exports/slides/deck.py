"""A deck as a PowerPoint file: every figure native and editable, made without a browser."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property
from zipfile import ZipFile

import pandas as pd

from charts.exhibit import Exhibit
from exports.asked import Asked
from exports.cells import source_in_words
from exports.decks import Deck, Shown, shown
from exports.slides.board import add_board, board_grid
from exports.slides.box import Box
from exports.slides.charts import add_chart
from exports.slides.design import Design, design
from exports.slides.drawings import drawn_for
from exports.slides.figures import add_figures
from exports.slides.page import Page, cover_page, figure_page, noted, rooms
from exports.slides.shapes import add_drawing
from exports.slides.tables import add_table, cells_of, laid_out
from exports.slides.words import one_line, tag
from exports.told import foot, narrowed_to, noticed
from locales import Words
from metrics import overview

Progress = Callable[[float, str], None]
BOARD = "indicators.board"
# So many slides one figure fills at most: what is left out is counted on the last.
MOST_SLIDES = 5
# A table is read before it is measured: no more rows than could ever be shown.
MOST_ROWS = 30 * MOST_SLIDES
MOST_FILES = 2
# What a file says of itself is no longer.
MOST_ABOUT = 250


def deck_file(deck: Deck, asked: Asked, *, template: bytes | None = None, progress: Progress = lambda share, said: None) -> bytes:
    """The deck as the bytes of a .pptx; on an organisation's own template where one is given.

    `progress` is told how much is done, of 1, and the title of what comes next. Raises SourceError for a template that cannot be opened.
    """
    made, t, period = design(template), asked.view.t, _period(asked)
    progress(0.0, deck.title)
    _cover(made, deck, asked, period)
    for place, one in enumerate(shown(deck, asked)):
        progress((place + 1) / (len(deck.items) + 2), one.title)
        _Figure(made, one, asked, period).draw()
    progress(0.98, deck.title)
    about = made.deck.core_properties
    about.title, about.author = (one_line(said)[:MOST_ABOUT] for said in (deck.title, asked.view.whole.setting("organisation") or ""))
    about.language = tag(t.language)
    # The day of the data, not of a clock: the same data gives the same deck.
    about.created = about.modified = datetime.combine(asked.view.as_of, time(), UTC)
    about.last_modified_by = about.author
    out = io.BytesIO()
    made.deck.save(out)
    progress(1.0, deck.title)
    return out.getvalue()


def slides_in(file: bytes) -> int:
    """How many slides a .pptx has."""
    with ZipFile(io.BytesIO(file)) as parts:
        return sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", name)) for name in parts.namelist())


def _cover(made: Design, deck: Deck, asked: Asked, period: str) -> None:
    view = asked.view
    t, filters = view.t, narrowed_to(view, has_period=False)
    told = [
        period, t("Data as of {day}", day=t.day(view.as_of)), t("Edition “{name}”", name=view.edition) if view.edition else "",
        t("Filters: {filters}", filters=filters or t("none, everything is counted")), noticed(view.whole, t) or "",
    ]  # fmt: skip
    page = cover_page(made, title=deck.title, issuer=view.whole.setting("organisation") or "", told=[one for one in told if one], language=t.language)
    noted(page.slide, [foot(view)], t.language)


def _period(asked: Asked) -> str:
    """The period that is spoken of: the one asked for, else that of the record."""
    view = asked.view
    days = view.data.period or overview.span(view.data, view.as_of)
    return view.t.span(*days) if days else ""


@dataclass(frozen=True)
class _Figure:
    """A figure of a deck, on as many slides as it needs."""

    made: Design
    shown: Shown
    asked: Asked
    period: str

    @property
    def exhibit(self) -> Exhibit:
        return self.shown.exhibit

    @property
    def t(self) -> Words:
        return self.asked.view.t

    def draw(self) -> None:
        """Put it on its slides."""
        if self.shown.is_figures:
            page = self._page(1, 1, told="")
            add_figures(page, self.shown.exhibits, self.t)
        elif self.shown.key == BOARD:
            self._board()
        elif self.exhibit.chart and self.exhibit.chart.series:
            add_chart(self._page(1, 1), self.exhibit.chart, name=self.exhibit.title, descr=self.exhibit.sentence, t=self.t)
        elif not self._drawing():
            self._table()

    def _drawing(self) -> bool:
        """Draw the figure as shapes; whether there is one that can be read at the size of a slide."""
        found, rest = drawn_for(self.exhibit, self.asked.view, room=self._room, most=MOST_SLIDES)
        for place, drawing in enumerate(found, 1):
            page = self._page(place, len(found), rest=rest if place == len(found) else 0)
            wide = round(min(page.room.width, page.room.height * drawing.width / drawing.height))
            box = replace(page.room, x=page.room.x + (page.room.width - wide) // 2, width=wide)
            add_drawing(page, drawing, box, name=self.exhibit.title, descr=self.exhibit.sentence)
        return bool(found)

    def _table(self) -> None:
        head, rows = cells_of(self.exhibit.table.head(MOST_ROWS), self.t)
        grid, parts = laid_out(head, rows, room=self._room.points)
        self._in_parts(parts, lambda page, part, descr: add_table(page, grid, part, name=self.exhibit.title, descr=descr, holder=page.holder))

    def _board(self) -> None:
        grid, parts = board_grid(self.exhibit, self.t, room=self._room.points)
        self._in_parts(parts, lambda page, part, descr: add_board(page, self.exhibit, grid, part, self.t, descr=descr))

    def _in_parts(self, parts: Sequence[range], add: Callable[[Page, range, str], object]) -> None:
        """The rows on as many slides as they need; how many more there are stands on the last."""
        count = min(len(parts), MOST_SLIDES)
        left = len(self.exhibit.table) - parts[count - 1].stop
        for place, part in enumerate(parts[:count], 1):
            add(self._page(place, count, rest=left if place == count else 0), part, self.exhibit.sentence or self.exhibit.title)

    @cached_property
    def _room(self) -> Box:
        """The room for the figure on each of its slides."""
        return rooms(self.made, told=self.exhibit.subtitle, foot=self._foot).figure

    def _page(self, place: int, count: int, *, told: str | None = None, rest: int = 0) -> Page:
        t, title = self.t, self.shown.title
        if count > 1:
            title = f"{title}\u00a0({t.number(place)}/{t.number(count)})"
        said = self.exhibit.subtitle if told is None else told
        if rest:
            said = " · ".join(filter(None, [said, t.plural("{n} more row is in the dashboard", "{n} more rows are in the dashboard", rest)]))
        page = figure_page(self.made, title=title, told=said, foot=self._foot, language=t.language)
        noted(page.slide, self._notes, t.language)
        return page

    @cached_property
    def _foot(self) -> str:
        """Whose data, of which day, of which period and under which filters, from which files."""
        view, t, own = self.asked.view, self.t, self.exhibit.filters
        period = "" if view.data.period or own else self.period
        filters = own if own else "" if narrowed_to(view, has_period=False) else t("all themes, cities and projects")
        return " · ".join(filter(None, [foot(view), period, filters, self._files()]))

    def _files(self) -> str:
        """The files that its rows come from."""
        t, tables = self.t, self.asked.view.whole.tables
        rows = [tables[name].loc[labels, "source_file"] for one in self.shown.exhibits for name, labels in one.measure.rows.items() if len(labels)]
        names = list(dict.fromkeys(pd.concat(rows))) if rows else []
        if not names:
            return ""
        told = names[:MOST_FILES] + ([t.plural("{n} more", "{n} more", len(names) - MOST_FILES)] if len(names) > MOST_FILES else [])
        return t("Source: {files}", files=t.listed(told))

    @cached_property
    def _notes(self) -> list[str]:
        return list(self._told())

    def _told(self) -> Iterator[str]:
        """What is said of the figure, then where its numbers come from."""
        view, t = self.asked.view, self.t
        for text, who in self.shown.notes:
            yield " – ".join(filter(None, [text, who]))
        for one in self.shown.exhibits:
            if self.shown.is_figures:
                yield one.sentence
            yield from source_in_words(one, view)
            for other in one.compared:
                yield t("Compared with {title}", title=other.title)
                # The rows of another period are not in the data in sight.
                yield from source_in_words(replace(one, measure=other.measure, filters=other.filters, compared=()), replace(view, data=view.whole))

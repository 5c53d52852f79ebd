"""An Exhibit: everything that is shown, decided once and shown alike on a page, a slide and a sheet."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from charts.chart import Chart
from charts.marks import Marks
from loaders import Dataset, Scope
from locales import N_, Words
from metrics.measure import Measure
from metrics.narrowed import Kept

Told = TypeVar("Told")

# The heading of a column of shares of 1, which are written as percentages.
SHARE = N_("Share of those known")


@dataclass(frozen=True)
class View:
    """What a chart is drawn from: the data in sight, the whole that it is a part of, the day, the words.

    `data` is scoped and filtered; `whole` is what the viewer may see, unfiltered: only colours and
    names are taken from it. `is_dark` is the paper that it is drawn on. `cut` takes a part of a Dataset;
    a caller that keeps such parts gives its own. `compare` is what a period is compared with: the one
    "before", the same of the "year" before, or the "baseline". `edition` is the name of the edition that is looked at. `kept` holds what was measured
    and what its indicators were computed to be, for all its figures.
    """

    data: Dataset
    whole: Dataset
    as_of: date
    t: Words
    is_dark: bool = False
    cut: Callable[[Dataset, Scope], Dataset] = Dataset.within
    compare: str = "before"
    edition: str | None = None
    kept: Kept = field(default_factory=dict, compare=False, repr=False)

    def measured(self, measure: Callable[[Dataset, date], Told]) -> Told:
        """What is measured of the data in sight on the day: once for all figures and languages. Nobody changes what is shared."""
        mark = "measured", measure, self.data.mark, self.as_of
        if mark not in self.kept:
            self.kept[mark] = measure(self.data, self.as_of)
        told: Told = self.kept[mark]
        return told

    @property
    def mark(self) -> tuple[Hashable, ...]:
        """What two views have in common where all their exhibits are the same."""
        return (self.whole.mark, self.data.mark, self.as_of, self.t.language, self.is_dark, self.compare)


@dataclass(frozen=True)
class Compared:
    """What a figure is compared with: its Measure in another period, and, in words, that value and what it is narrowed by."""

    title: str
    measure: Measure
    filters: str


@dataclass(frozen=True)
class Exhibit:
    """A figure with its words and its numbers.

    `title` is the finding, `subtitle` what is measured (and its unit), `sentence` the alt text that
    tells the same to who cannot see it, `table` the numbers under headings that a person can read,
    `figure` plotly's format as a plain dict or a pydeck Deck (None: a number alone, or no data),
    `svg` the same picture drawn by the server where the browser cannot save it (a map), `filters` what
    it was narrowed by, in words, where that is more than the page's filters, `marks` what stands
    behind each mark of the figure that opens a source of its own, `compared` what its words compare: the
    same figure in other periods.

    `chart` has the figure's numbers for programs that draw charts of their own; where there is none, the figure is shapes or a table.
    """

    key: str
    title: str
    subtitle: str
    sentence: str
    table: pd.DataFrame
    measure: Measure
    figure: Any = None
    svg: str | None = None
    filters: str | None = None
    marks: Marks | None = None
    compared: tuple[Compared, ...] = ()
    chart: Chart | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.table.empty

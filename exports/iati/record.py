"""What the activities of a file are made from: the rows of a view, each table sought through once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from lxml import etree

from charts.exhibit import View
from exports.iati.elements import Narrator, element
from exports.iati.reporter import Reporter, reporter
from exports.told import foot
from metrics.measure import activities, published

# A row of a table, its columns by name.
Row = Any


@dataclass(frozen=True)
class Record:
    """A view and who reports it; places, organisations and the names of themes by identifier, what a project holds by the project's."""

    view: View
    who: Reporter
    projects: list[Row]
    cities: Mapping[str, Row]
    organisations: Mapping[str, Row]
    themes: Mapping[str, str]
    activities: Mapping[str, list[Row]]
    publications: Mapping[str, list[Row]]
    remarks: str

    @property
    def narrate(self) -> Narrator:
        """Puts the workbook's texts into narratives."""
        return self.who.narrate

    def remark(self) -> etree._Element:
        """What goes with every file that is taken away, and what the workbook does not state, as a description of kind Other."""
        return element("description", *self.narrate(self.remarks, language=self.view.t.language), type="4")


def record(view: View) -> Record:
    """The record of a view whose workbook has all that the standard asks for."""
    data, t = view.data, view.t
    equal = t("The workbook states no shares: the countries of a project count alike, and so do its themes.")
    return Record(
        view, reporter(view), list(data.projects.itertuples()),
        {row.city_id: row for row in data.cities.itertuples()},
        {row.organisation_id: row for row in data.organisations.itertuples()},
        dict(zip(data.themes["theme_id"], data.themes["name"], strict=True)),
        _by_project(activities(data).sort_values(["start", "activity_id"]).itertuples()),
        _by_project(published(data, view.as_of).itertuples()),
        f"{foot(view)}. {equal}",
    )  # fmt: skip


def _by_project(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if not pd.isna(row.project_id):
            found.setdefault(row.project_id, []).append(row)
    return found

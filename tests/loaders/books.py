"""Small real workbooks for the tests: sheets of literal rows, and a sound one to break."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from loaders import Dataset, load

Sheets = Mapping[str, Sequence[Sequence[object]]]

THEMES = [["theme_id", "name"], ["youth", "Youth"]]
CITIES = [
    ["city_id", "name", "country_code", "latitude", "longitude"],
    ["mtl", "Montreal", "CA", 45.5, -73.6],
    ["bcn", "Barcelona", "ES", 41.4, 2.2],
]
PROJECTS = [["project_id", "title", "theme_ids", "start", "end"], ["coops", "Co-ops", "youth", "2018", "2019"]]
EVENTS = [
    ["event_id", "title", "kind", "project_id", "theme_ids", "city_id", "start", "end", "headcount"],
    ["launch", "Launch", "launch", "coops", "youth", "mtl", "May 2018", None, 100],
]
SOUND: Sheets = {"themes": THEMES, "cities": CITIES, "projects": PROJECTS, "events": EVENTS}


def write(path: Path, sheets: Sheets) -> Path:
    """Write an .xlsx of those sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def read(tmp_path: Path, **sheets: Sequence[Sequence[object]]) -> Dataset:
    """The Dataset of the sound workbook with some of its sheets replaced or added."""
    return load(write(tmp_path / "book.xlsx", {**SOUND, **sheets}))


def said(data: Dataset) -> list[tuple[str, str, str]]:
    """What was found: severity, code, and sheet with cell."""
    return [(p.severity, p.code, f"{p.sheet}!{p.cell}") for p in data.problems]

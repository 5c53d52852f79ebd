"""A workbook opened again: its cells, and what its charts and small lines refer to."""

import re
import warnings
import zipfile
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from types import MappingProxyType
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import range_boundaries

from charts.exhibit import View
from exports.asked import Asked
from exports.workbook import workbook_file
from loaders import Dataset, Scope
from locales import words

AS_OF = date(2026, 1, 15)
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def asked(data: Dataset, *, language: str = "en", scope: Scope | None = None) -> Asked:
    """What somebody asks for who sees a part of the data and nothing else."""
    part = data.within(scope) if scope else data
    return Asked(View(part, part, part.as_of(AS_OF), words(language)))


def few(data: Dataset) -> Dataset:
    """The data with four of its indicators: a share, two that are counted each year, one that is measured by hand; with all, every test would take its time."""
    kept = data.indicators[data.indicators["indicator_id"].isin(["women", "missions", "events", "satisfaction"])]
    return replace(data, tables=MappingProxyType({**data.tables, "indicators": kept}))


_made: dict[Hashable, bytes] = {}


def workbook_of(data: Dataset, *, language: str = "en", scope: Scope | None = None) -> bytes:
    """The workbook of the data, made once for all tests."""
    mark = data.mark, len(data.indicators), language, scope
    if mark not in _made:
        _made[mark] = workbook_file(asked(data, language=language, scope=scope))
    return _made[mark]


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        # It says of small lines that it would not keep them.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    """The parts of the file as text."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def cells(book: openpyxl.Workbook, reference: str) -> list[object]:
    """The values of the cells that a reference names."""
    sheet, area = reference.rsplit("!", 1)
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    found = book[re.sub(r"^'(.*)'$", r"\1", sheet).replace("''", "'")]
    return [cell.value for row in found.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right) for cell in row]


@dataclass(frozen=True)
class DrawnSeries:
    """A series of a chart: the cells that it refers to, and what the file itself says that they hold."""

    name: str
    labels: str
    values: str
    kept: list[float | None]


@dataclass(frozen=True)
class DrawnChart:
    """A chart of a sheet: what it is, its series, and its words for who cannot see it."""

    xml: str
    series: list[DrawnSeries]
    said: str


def charts(content: bytes) -> dict[str, list[DrawnChart]]:
    """The charts of each sheet, by its name, in the order in which they stand."""
    found, book = parts(content), opened(content)
    drawn: dict[str, list[DrawnChart]] = {}
    for at, name in enumerate(book.sheetnames, start=1):
        rels = found.get(f"xl/worksheets/_rels/sheet{at}.xml.rels", "")
        if drawing := re.search(r"drawings/(drawing\d+)\.xml", rels):
            targets = dict(re.findall(r'Id="(rId\d+)"[^>]*Target="\.\./charts/(chart\d+)\.xml"', found.get(f"xl/drawings/_rels/{drawing[1]}.xml.rels", "")))
            shapes = ElementTree.fromstring(found[f"xl/drawings/{drawing[1]}.xml"])
            drawn[name] = [_chart(found[f"xl/charts/{targets[rel]}.xml"], said) for said, rel in _frames(shapes)]
    return {name: own for name, own in drawn.items() if own}


def _frames(shapes: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for frame in shapes.iter(f"{DRAWN}graphicFrame"):
        named = next(frame.iter(f"{DRAWN}cNvPr"))
        [rel] = [value for one in frame.iter(f"{MAIN}chart") for key, value in one.attrib.items() if key.endswith("}id")]
        yield named.get("descr", ""), rel


def _chart(xml: str, said: str) -> DrawnChart:
    return DrawnChart(xml, [_series(one) for one in ElementTree.fromstring(xml).iter(f"{MAIN}ser")], said)


def _series(one: ElementTree.Element) -> DrawnSeries:
    def reference(part: str) -> str:
        [found] = one.findall(f"{MAIN}{part}//{MAIN}f")
        return found.text or ""

    points = {int(point.get("idx", "0")): point.findtext(f"{MAIN}v") for point in one.findall(f"{MAIN}val//{MAIN}pt")}
    count = int(one.find(f"{MAIN}val//{MAIN}ptCount").get("val"))  # type: ignore[union-attr, arg-type]
    return DrawnSeries(reference("tx"), reference("cat"), reference("val"), [float(points[at]) if points.get(at) else None for at in range(count)])  # type: ignore[arg-type]

"""Whatever a folder holds, each of its rows is loaded or named in a problem, and a loaded row holds what was written: nothing is lost silently.

Several files of every kind, for one table or more, with titles, headings in two rows, merged cells and hidden rows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from loaders import Dataset, SourceError, load
from loaders.headers import fold
from loaders.problems import Problem
from loaders.schema import Column, Table
from loaders.sheets.reports import SheetReport
from loaders.tables import TABLES
from tests.fixtures.grids import Grid, as_csv, as_ods, as_xlsx
from tests.loaders.books import SOUND

# Problems that speak of all rows of a sheet at once, which are then all left out.
WHOLE_SHEET = {"no_headings", "missing_column"}
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=24)
WORDS = st.sampled_from([
    "Total", "total général", "합계", "Note: approximate", "* estimates", "2018", "Fall 2018", "22–25 March 2019", "05/10/2018",
    "youth", "Montréal", "a; b", "a, b", "#REF!", "NA", "yes", "1 234,50 $", "=1+1", "<b>x</b>", "\u00a0", " ",
])  # fmt: skip
# A spreadsheet keeps some fifteen figures.
FIGURES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda figure: round(figure, 3))
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
CELLS = st.one_of(
    st.none(), TEXT, WORDS, st.integers(-10, 100_000), FIGURES, st.booleans(), DAYS,
    st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)).map(lambda when: when.replace(second=0, microsecond=0)),
)  # fmt: skip
# A workbook that stands beside the others, for their rows to refer to; by table, what a cell may call its rows.
BESIDE = {
    **SOUND,
    "themes": [*SOUND["themes"], ["food", "Food"]],
    "organisations": [["organisation_id", "name", "sector"], ["tiess", "TIESS", "academia"], ["gsef", "GSEF", "other"]],
    "indicators": [["indicator_id", "title", "measure"], ["visits", "Visits", "measurement"]],
}
CALLED = {"themes": ("youth", "Youth", "food"), "cities": ("mtl", "Montréal", "bcn"), "projects": ("coops", "Co-ops"), "events": ("launch",), "organisations": ("tiess", "gsef"), "indicators": ("visits",)}
GROUPS = ("Dates", "Who", "Où", "사업", "Programme 2018")


@cache
def beside() -> bytes:
    return as_xlsx([Grid(name, rows) for name, rows in BESIDE.items()])


def fitting(column: Column) -> st.SearchStrategy[object]:
    """Cells as a column should have them, so that rows with them load; a list holds up to three."""
    words = [word for name in column.refers_to for word in CALLED.get(name, ())]
    if words or column.choices or column.kind in ("boolean", "language", "country"):
        one: st.SearchStrategy[object] = st.sampled_from(words or column.choices or ({"boolean": ("yes", "no"), "language": ("fr", "Korean"), "country": ("CA", "Corée")}[column.kind]))
    elif column.kind == "date":
        one = st.one_of(DAYS, st.sampled_from(["Fall 2018", "2018", "octobre 2018"]))
    elif column.kind in ("number", "integer"):
        one = st.integers(1, 12)
    else:
        one = {"url": st.just("https://example.org/"), "email": st.just("a@example.org"), "colour": st.just("#117733")}.get(column.kind, TEXT)
    return st.lists(one, min_size=1, max_size=3).map(lambda parts: "; ".join(map(str, parts))) if column.many else one


@st.composite
def cells(draw: st.DrawFn, columns: Sequence[Column], own: int, share: int) -> list[object]:
    """A row of cells, of which all but one in `share` are as their columns should have them."""
    found = [draw(fitting(column) if draw(st.integers(1, 12)) < share else CELLS) for column in columns]
    return [*found, *(draw(CELLS) for _ in range(own))]


@st.composite
def grids(draw: st.DrawFn, table: Table, name: str) -> Grid:
    """A sheet with headings of a table (some missing, some of the keeper's own) in one row or two, and rows of anything."""
    columns = draw(st.lists(st.sampled_from(table.columns), min_size=1, max_size=len(table.columns), unique_by=lambda column: column.name))
    wanted = list(dict.fromkeys([*(column for column in table.columns if column.required), *columns] if draw(st.integers(0, 3)) else columns))
    own = draw(st.lists(st.sampled_from(["Telephone", "Shoe size", "Remarks of Núria"]), max_size=2))
    headings: list[object] = [*(draw(st.sampled_from(column.spellings())) for column in wanted), *own]
    rows = [draw(row) for row in draw(st.lists(st.sampled_from([cells(wanted, len(own), 12), cells(wanted, len(own), 0)]), max_size=8))]
    above: list[list[object]] = draw(st.sampled_from([[], [["A title"], []]]))
    merges = []
    if draw(st.booleans()):
        # A group above the first headings, another above the rest.
        middle = draw(st.integers(1, len(headings)))
        edges = [(left, right) for left, right in ((0, middle), (middle, len(headings))) if right > left]
        group: list[object] = [None] * len(headings)
        for left, right in edges:
            group[left] = draw(st.sampled_from(GROUPS))
            merges += [(len(above), left, len(above), right - 1)] if right - left > 1 else []
        above = [*above, group]
    first = len(above) + 1
    for place in draw(st.lists(st.integers(0, len(headings) - 1), max_size=2, unique=True)) if len(rows) > 1 else ():
        top = draw(st.integers(0, len(rows) - 2))
        bottom = draw(st.integers(top + 1, len(rows) - 1))
        merges.append((first + top, place, first + bottom, place))
        for row in rows[top + 1 : bottom + 1]:
            row[place] = None
    hidden = frozenset(draw(st.sets(st.integers(first, first + len(rows) - 1), max_size=2))) if rows else frozenset()
    return Grid(name, [*above, headings, *rows], tuple(merges), hidden)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, list[Grid]]:
    """The sheets of up to three files by name: of one table or two, so that a table often has several files."""
    tables = draw(st.lists(st.sampled_from(list(TABLES.values())), min_size=1, max_size=2, unique_by=lambda table: table.name))
    found: dict[str, list[Grid]] = {}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(["xlsx", "xlsx", "ods", "csv"]), min_size=1, max_size=3))):
        sheets = []
        for table in draw(st.permutations(tables)) if kind != "csv" else [draw(st.sampled_from(tables))]:
            name = draw(st.sampled_from([table.name, table.label("fr"), table.label("ko"), f"{table.name} 2018"]))
            sheets.append(draw(grids(table, name if kind != "csv" else f"{name} {number}")))
        found[f"{number}.{kind}" if kind != "csv" else f"{sheets[0].name}.csv"] = sheets if kind != "csv" else [as_text(sheets[0])]
    return found


def as_text(grid: Grid) -> Grid:
    """A sheet as a text table has it: its cells as text, none of them merged."""
    return Grid(grid.name, [[None if cell is None else str(cell) for cell in row] for row in grid.rows])


def loaded(files: dict[str, list[Grid]]) -> Dataset:
    with TemporaryDirectory() as folder:
        (Path(folder) / "beside.xlsx").write_bytes(beside())
        for name, sheets in files.items():
            (Path(folder) / name).write_bytes({"xlsx": as_xlsx, "ods": as_ods, "csv": lambda sheets: as_csv(sheets[0])}[name.rpartition(".")[2]](sheets))
        try:
            return load(Path(folder))
        except SourceError:
            pytest.fail("sound files were refused")


def each_sheet(data: Dataset, files: dict[str, list[Grid]]) -> Iterator[tuple[Grid, SheetReport, list[Problem], pd.DataFrame]]:
    """Each sheet with how it was read, its problems, and its loaded rows by their number in the sheet."""
    assert not [problem for problem in data.problems if problem.code == "unreadable_file"]
    for file, sheets in files.items():
        for grid in sheets:
            report = next(report for report in data.sheets if (report.file, report.sheet) == (file, grid.name))
            frame = pd.concat([data.tables[report.table], data.extras[report.table].add_prefix("own ")] if report.table in data.extras else [data.tables[report.table]], axis="columns")
            here = frame[(frame["source_file"] == file) & (frame["source_sheet"] == grid.name)]
            yield grid, report, [problem for problem in data.problems if (problem.file, problem.sheet) == (file, grid.name)], here.set_index("source_row")


def bare(value: object) -> str:
    """What a person sees of a cell, without its blanks; "" for nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    said = unicodedata.normalize("NFC", "" if value is None else str(value))
    return "".join(sign for sign in said if unicodedata.category(sign) not in ("Zs", "Zl", "Zp", "Cf") and sign not in "\ufe0e\ufe0f")


def rows_named(problems: Sequence[Problem]) -> set[int | None]:
    """The rows that problems speak of, also of many at once: "5, 9–12"."""
    found = {problem.row for problem in problems}
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", ", ".join(dict(problem.values).get("rows", "") for problem in problems)):
        found.update(range(int(first), int(last or first) + 1))
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(folders())
def test_each_row_is_loaded_or_named_and_each_cell_of_a_loaded_row_is_kept_as_written_or_named(files):
    data = loaded(files)
    for grid, report, problems, frame in each_sheet(data, files):
        if whole := [problem for problem in problems if problem.code in WHOLE_SHEET]:
            assert frame.empty
            assert all(problem.severity == "error" and "left out" in problem.message for problem in whole)
            continue
        look_at_rows(grid, report, problems, frame)
        look_at_cells(grid, report, problems, frame, data)


def look_at_rows(grid: Grid, report: SheetReport, problems: list[Problem], frame: pd.DataFrame) -> None:
    accounted = {*frame.index, *rows_named(problems)}
    headings = "\n".join(bare(words) for _, words in report.headings)
    for number, row in enumerate(grid.rows, start=1):
        if number <= report.header and all(bare(cell) in headings for cell in row):
            continue
        assert number in accounted or not any(map(bare, row)), (grid, number)


def look_at_cells(grid: Grid, report: SheetReport, problems: list[Problem], frame: pd.DataFrame, data: Dataset) -> None:
    named = {problem.cell for problem in problems}
    columns = {re.sub(r"\d", "", column.cell): TABLES[report.table].column(column.name) for column in report.columns}
    for number, row in enumerate(filled_down(grid, report.header), start=1):
        for place, cell in enumerate(row, start=1) if number in frame.index else ():
            address, column = f"{get_column_letter(place)}{number}", columns.get(get_column_letter(place))
            if address in named or not bare(cell):
                continue
            kept = frame.loc[number]
            if column is None:
                assert bare(cell) in [bare(kept[name]) for name in frame if str(name).startswith("own ")], (grid, address)
            else:
                assert holds(kept[column.name], cell, column, data), (grid, address, kept[column.name])


def filled_down(grid: Grid, header: int) -> list[list[object]]:
    """The rows under their headings with a merged cell in each row that it reaches over and that holds something else."""
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, _ in grid.merges:
        for row in rows[top + 1 : bottom + 1] if top >= header else ():
            if any(map(bare, row)):
                row[left] = rows[top][left]
    return rows


def holds(value: object, cell: object, column: Column, data: Dataset) -> bool:
    """Whether what was read of a cell is what was written in it, each part of a list."""
    if column.many:
        one = replace(column, many=False)
        return all(
            any(holds(item, part, one, data) for item in value)
            or all(any(holds(item, piece, one, data) for item in value) for piece in re.split("[,，、|/·]", part) if bare(piece))
            for part in re.split("[;；\u2028]", bare_list(cell)) if bare(part)
        )  # fmt: skip
    if pd.isna(value):
        return False
    if column.refers_to:
        return any(fold(str(cell)) in map(fold, names) for names in names_of(value, column, data))
    if column.kind in ("id", "text", "url", "email") or cell in column.choices:
        return bare(value) == bare(cell)
    if column.kind == "date" and (isinstance(cell, date) or re.fullmatch(r"\d{4}-\d\d-\d\d( [\d:]+)?", str(cell))):
        return value.date().isoformat() == str(cell)[:10]
    if column.kind in ("number", "integer") and (isinstance(cell, float) or re.fullmatch(r"-?[0-9]+", str(cell))):
        return float(value) == float(cell)
    return value == cell if column.kind == "boolean" and isinstance(cell, bool) else True


def bare_list(cell: object) -> str:
    return cell if isinstance(cell, str) else bare(cell)


def names_of(value: object, column: Column, data: Dataset) -> Iterator[list[str]]:
    """What a row is known by that a reference means."""
    for name in column.refers_to:
        frame = data.tables[name]
        found = frame[frame[TABLES[name].key[0]] == value]
        yield from ([str(row[label]) for label in (TABLES[name].key[0], "name", "title", "practice") if label in row] for _, row in found.iterrows())

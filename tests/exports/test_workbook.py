"""The workbook of all figures: what is on which sheet, as what, and what never is."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import Workbook

from charts import EXHIBITS
from charts.exhibit import View
from exports.__main__ import main
from exports.asked import Asked
from exports.workbook import sheets_in, workbook_file
from exports.workbook.names import tabs
from exports.workbook.plan import Figure, Part, on_fewer
from loaders import Dataset, Scope
from locales import words
from tests.exports.books import asked, charts, few, opened, parts, workbook_of

PART = Scope(start=date(2020, 1, 1), end=date(2020, 12, 31), theme_ids=("health",))


@pytest.fixture(scope="module")
def content(real: Dataset) -> bytes:
    return workbook_of(real)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return opened(content)


def column(book: Workbook, sheet: str, heading: str) -> list[object]:
    """The cells under a heading, down to the first blank row."""
    [head] = [cell for row in book[sheet].iter_rows(max_row=40) for cell in row if cell.value == heading][:1]
    found = []
    for row in range(head.row + 1, book[sheet].max_row + 1):
        if not any(cell.value for cell in book[sheet][row]):
            break
        found.append(book[sheet].cell(row, head.column).value)
    return found


def line(book: Workbook, sheet: str, first: str) -> list[object]:
    """The cells of the row that begins with some words."""
    [row] = [row for row in book[sheet].iter_rows(values_only=True) if row[0] == first][:1]
    return [*row]


def test_the_contents_lead_to_every_sheet_and_say_what_each_found(book: Workbook):
    first, links = book.worksheets[0], {}
    for row in first.iter_rows():
        for cell in row:
            if cell.hyperlink:
                links[cell.hyperlink.location] = (cell.value, first.cell(cell.row, cell.column + 1).value)
    assert {re.sub(r"^'|'!A1$|!A1$", "", location) for location in links} == set(book.sheetnames[1:])
    assert links["'Activity by month'!A1"] == ("Activity by month", "October 2018 and March 2019 were the busiest months: 6 activities each")
    said = {row[0]: row[1] for row in first.iter_rows(values_only=True)}
    assert said["Organisation"] == "CITIES, International Centre for Innovation and Knowledge Transfer on the Social and Solidarity Economy"
    assert (said["Data as of"], said["Filters"]) == ("31 July 2019", "none, everything is counted")
    # What has nothing to show is said, and has no sheet.
    assert any(row[1:3] == ("People by age group", "Age is not recorded for anybody yet") for row in first.iter_rows(values_only=True))
    assert "People by age group" not in book.sheetnames


def test_numbers_are_numbers_shares_are_shares_and_what_nobody_recorded_is_words(book: Workbook):
    assert line(book, "Activity by month", "October 2018")[:4] == ["October 2018", 1, 5, 0]
    sheet = book["People by place"]
    [cuba] = [row for row in sheet.iter_rows() if row[0].value == "Cuba"][:1]
    # Sixty of the seventy people listed.
    assert [cell.value for cell in cuba[1:4]] == [60, 60, pytest.approx(0.857, abs=0.001)]
    assert [cell.number_format for cell in cuba[1:4]] == ["#,##0", "#,##0", "0%"]
    assert line(book, "People by sector", "not detailed")[1:4] == [60, "no data", "no data"]


def test_days_are_days_and_what_is_an_estimate_looks_it(book: Workbook):
    days = column(book, "Timeline by project", "First possible day")
    assert len(days) == 60 and all(day is None or isinstance(day, datetime) for day in days)
    # Seven things have no date: that is said in words beside them.
    assert days[0] == datetime(2018, 1, 1)
    overview = book["Overview"]
    [value] = [overview.cell(row, 2) for row in range(1, 20) if overview.cell(row, 1).value == "Participations"][:1]
    assert (value.value, value.number_format) == (290, '"≈ "#,##0')


def test_no_cell_is_a_formula_a_link_out_or_rich_text(content: bytes, book: Workbook):
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    found = parts(content)
    assert "<r>" not in found["xl/sharedStrings.xml"]
    assert not [name for name, xml in found.items() if 'TargetMode="External"' in xml]
    assert "xl/calcChain.xml" not in found


def test_headings_stay_in_sight_and_a_page_of_paper_says_what_it_is(book: Workbook):
    sheet = book["Activity by month"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Month")
    assert sheet.freeze_panes == f"A{head + 1}"
    # One page wide, which is what is meant where nothing is said, and as high as it needs.
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", 9, None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"$2:${head}"
    assert sheet.oddFooter.right.text.strip() == "Page &P of &N"
    assert "Data as of 31 July 2019" in sheet.oddFooter.left.text


def test_every_row_that_counted_is_listed_and_every_one_that_did_not_with_why(book: Workbook, real: Dataset):
    sheet = book["Rows"]
    rows = [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] == "Delegations"]
    # Eight on the sheet delegations: seven held, the tour of Seoul still to come.
    counted, without = ([row for row in rows if row[3] == answer] for answer in ("yes", "no"))
    assert len(counted) == 7 and len(without) == 1
    assert without[0][:5] == ("Delegations", "Delegations", "Study tour in Seoul on the urban commons", "no", "it has not taken place by the day of the data")
    assert {row[5:] for row in counted} <= set(real.delegations[["source_sheet", "source_row", "source_file"]].itertuples(index=False, name=None))
    assert sheet.auto_filter.ref


def test_definitions_say_how_each_figure_is_computed_and_what_each_indicator_is(demo: Dataset):
    found = opened(workbook_of(few(demo)))["Definitions"]
    said = {row[0]: row for row in found.iter_rows(values_only=True)}
    assert said["Delegations"][2] == "Delegations that have taken place; one with a vague date counts once the last day it can mean is over."
    # Among the figures, then among the indicators.
    _, row = [row for row in found.iter_rows(values_only=True) if row[0] == "Study missions"]
    declared = demo.indicators.set_index("title").loc["Study missions"]
    assert row[1] == declared["description"] and row[4] == declared["unit"] and row[5] == "more"
    assert said["Participation"][1].startswith("One person at one delegation or event")


def test_a_part_says_what_it_is_narrowed_by_and_holds_nothing_else(demo: Dataset):
    content, part = workbook_of(few(demo), scope=PART), demo.within(PART)
    said = {row[0]: row[1] for row in opened(content)["Filters and date"].iter_rows(values_only=True)}
    assert said["Filters"] == "2020; Health co-operatives" or "Health" in said["Filters"]
    assert (said["First day"], said["Last day"], said["Period"]) == (datetime(2020, 1, 1), datetime(2020, 12, 31), "January 2020 to December 2020")
    assert "counts of people below 5" in said["Small counts"]
    everything = "\n".join(parts(content).values())
    for table in ("projects", "delegations", "events", "publications"):
        gone = demo.tables[table].drop(part.tables[table].index)["title"]
        assert len(gone) and not [title for title in gone if title in everything], table
    assert [title for title in part.projects["title"] if title in everything]


def test_notes_stand_under_the_figure_that_they_are_about(demo: Dataset):
    text = "From March 2020 on, most events were held at a distance"
    book = opened(workbook_of(few(demo)))
    assert [sheet.title for sheet in book for row in sheet.iter_rows(values_only=True) if any(isinstance(cell, str) and text in cell for cell in row)] == ["Events"]


def test_it_speaks_french_where_it_is_asked_to(real: Dataset):
    book = opened(workbook_of(real, language="fr"))
    assert {"Aperçu", "Activité par mois", "Indicateurs"} <= set(book.sheetnames)
    said = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert "31 juillet 2019" in said
    assert line(book, "Activité par mois", "octobre 2018")[:4] == ["octobre 2018", 1, 5, 0]
    assert book["Activité par mois"].oddFooter.right.text.strip() == "Page &P sur &N"


def test_a_workbook_of_nothing_says_so(empty: Dataset):
    content = workbook_of(empty)
    book = opened(content)
    assert book.sheetnames == ["Contents", "Definitions", "Filters and date"]
    assert "There is nothing to show yet: no record has been read." in [row[0] for row in book["Contents"].iter_rows(values_only=True)]
    assert charts(content) == {}


def test_five_hundred_projects_have_their_sheets_and_every_row(large: Dataset):
    # Thirty indicators are tried elsewhere: here one does.
    data = replace(large, tables=MappingProxyType({**large.tables, "indicators": large.indicators.head(1)}))
    content = workbook_file(Asked(View(data, data, date(2024, 6, 30), words("en"))))
    book = opened(content)
    assert sheets_in(content) == len(book.sheetnames) > 25
    projects = [row[5:] for row in book["Rows"].iter_rows(min_row=6, values_only=True) if row[0] == "Projects" and row[1] == "Projects"]
    assert len(projects) == 500


def test_more_indicators_than_anybody_finds_among_tabs_stand_on_one_sheet(demo: Dataset):
    t, exhibit = words("en"), EXHIBITS["overview.months"](asked(demo).view)
    board = Figure("indicators.board", "Indicators", (Part("Indicators", exhibit),))
    own = [Figure(f"indicators.trend.i{at}", f"Indicator {at}", (Part(f"Indicator {at}", exhibit),), (("A note", "somebody"),)) for at in range(46)]
    assert [one.name for one in on_fewer([board, *own[:45]], t)] == ["Indicators", *(f"Indicator {at}" for at in range(45))]
    [first, second] = on_fewer([board, *own], t)
    assert (first, second.name, second.notes) == (board, "Indicators over time", (("A note", "somebody"),))
    assert [part.name for part in second.parts] == [f"Indicator {at}" for at in range(46)]


def test_the_same_data_give_the_same_bytes_and_the_time_is_told(demo: Dataset):
    told: list[float] = []
    assert workbook_file(asked(few(demo), scope=PART), progress=lambda share, doing: told.append(share)) == workbook_of(few(demo), scope=PART)
    assert told == sorted(told) and 0 < told[0] < 0.1 and told[-1] == 1


def test_the_command_writes_it_and_says_so_in_one_line(tmp_path: Path, folders: dict[str, Path], capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "figures.xlsx"
    assert main(["workbook", str(out), "--data", str(folders["empty"])]) == 0
    assert capsys.readouterr().out == f"{out}: 3 sheets\n"
    assert opened(out.read_bytes()).sheetnames[0] == "Contents"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Themes", "themes", "THEMES"], ["Themes", "themes (2)", "THEMES (3)"]),
        (["History", "Historique"], ["History (2)", "Historique (2)"]),
        (["a/b\\c?d*e:f[g]", "'quoted'", "  ", ""], ["a-b-c-d-e-f-g-", "quoted", "–", "– (2)"]),
        (["A name that is longer than a tab can hold", "A name that is longer than a tab may hold"], ["A name that is longer than a t…", "A name that is longer than… (2)"]),
        (["서울 " * 12, "😀" * 20], [("서울 " * 12)[:30].rstrip() + "…", "😀" * 15 + "…"]),
        (["tab\tand\nline", "\x07bell"], ["tab and line", "bell"]),
    ],
)
def test_a_tab_has_a_name_that_excel_takes(names: list[str], expected: list[str]):
    assert tabs(names) == expected

"""What a sheet gives as a table: columns, own columns, faults, what a rule makes of it, and the report on it."""

import pytest

from loaders.checks import check_order
from loaders.sheets.reports import ColumnReport
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.workbook import Sheet

HEAD = ["theme_id", "name", "colour"]


def read(*rows, table="themes", rule=None, **parts):
    return SheetTable(Sheet("book.xlsx", table, rows, **parts), TABLES[table], rule)


def said(part):
    return [(p.severity, p.code, p.cell) for p in part.problems]


class Grants:
    """A list of grants read as organisations: the funder is id and name, the sector a constant."""

    is_day_first = None

    def __init__(self, header=None, funder="Funder"):
        self.header, self.funder = header, funder

    def takes(self, column):
        return column in ("organisation_id", "name", "sector")

    def heading(self, column):
        return None if column == "sector" else self.funder

    def cells(self, column, raw, rows):
        return ["other"] * len(rows) if raw is None else [str(cell).upper() for cell in raw]

    def place(self, column, row):
        return None if column == "sector" else 0

    def numbers(self, rows):
        return rows


def test_a_rule_feeds_columns_and_repeated_rows_are_taken_once():
    rows = [["List of grants"], ["Funder", "Amount", "Lieu"], ["a", 1, "mtl"], ["a", 2, "mtl"], ["b", 3, "mtl"]]
    part = read(*rows, table="organisations", rule=Grants())
    assert part.good()[["organisation_id", "name", "sector", "city_id", "source_row"]].values.tolist() == [
        ["A", "A", "other", "mtl", 3], ["B", "B", "other", "mtl", 5],
    ]  # fmt: skip
    assert said(part) == [("note", "extra_column", "B2"), ("note", "title_rows", ""), ("note", "repeated_rows", "")]
    assert (part.report().rows, part.report().loaded, part.report().left_out) == (2, 2, 1)
    assert part.address(0, "sector") == "organisations A3"


def test_a_heading_that_a_rule_names_and_the_sheet_lacks_is_an_error():
    part = read(["Funder", "Lieu"], ["a", "mtl"], table="organisations", rule=Grants(header=1, funder="Geldgeber"))
    assert next(p.message for p in part.problems if p.code == "mapped_heading_missing") == (
        "mapping.toml takes “organisation_id” from a column “Geldgeber”, which the sheet does not have: it has “Funder”, “Lieu”"
    )
    assert part.good().empty


def test_own_columns_are_kept_as_text_under_their_headings():
    rows = [[*HEAD, "Mine", "mine", None, "Since"], ["a", "A", None, 7.0, True, "bare", " "], ["b", None, None, 1.5, 1, None, "2018"]]
    part = read(*rows)
    assert part.extras().fillna("-").to_dict("list") == {"Mine": ["7", "1.5"], "mine": ["yes", "1"], "Since": ["-", "2018"], "F": ["bare", "-"]}
    assert part.extras().index.equals(part.frame.index)
    assert said(part) == [
        ("note", "extra_column", "D1"), ("error", "double_extra", "E1"), ("note", "extra_column", "G1"),
        ("note", "column_without_heading", "F1"), ("error", "required_blank", "B3"),
    ]  # fmt: skip


def test_own_columns_of_one_heading_keep_apart():
    part = read([*HEAD, "Mine", "Mine"], ["a", "A", None, 1, 2])
    assert part.extras().to_dict("list") == {"Mine": ["1"], "Mine (E)": ["2"]}
    assert [p.message for p in part.problems if p.code == "double_extra"] == ["“Mine” stands in D1 too: give one of them another name"]


def test_own_headings_of_signs_alone_are_told_apart():
    part = read([*HEAD, "%", "#"], ["a", "A", None, 1, 2])
    assert said(part) == [("note", "extra_column", "D1"), ("note", "extra_column", "E1")]


@pytest.mark.parametrize(
    ("headings", "name", "first", "again"),
    [
        (["Funder", "Amount", "Funder"], "funder", "A1", "C1"),
        (["Amount", "Funder", "FUNDER"], "Funder", "B1", "C1"),
        (["Name", "Amount", "Name"], "Name", "A1", "C1"),
        (["%", "#", "%"], "%", "A1", "C1"),
    ],
)
def test_a_heading_that_a_rule_names_and_that_occurs_twice_names_both_cells(headings, name, first, again):
    part = read(headings, ["a", "b", "c"], table="organisations", rule=Grants(header=1, funder=name))
    [problem] = [p for p in part.problems if p.severity == "error"]
    assert (problem.code, problem.cell) == ("double_mapped", again)
    assert problem.message == f"“{headings[-1]}” stands in {first} too, and mapping.toml takes “organisation_id” from it: {first} was read. Give one of them another name"
    assert len(part.good()) == 1
    assert part.extras()[headings[-1]].tolist() == ["c"]


def test_a_rule_may_name_a_heading_with_its_group():
    rows = [["Funder", None, "Fund", None], ["Name", "Town", "Name", "Total"], ["a", "mtl", "c", "d"]]
    for name, errors in [("Fund · Name", []), ("Fund", []), ("Name", [("double_mapped", "C2")]), ("Funder", ["mapped_heading_missing"] * 2)]:
        part = read(*rows, table="organisations", rule=Grants(funder=name), merges=((0, 0, 0, 1), (0, 2, 0, 3)))
        found = [(p.code, p.cell) if p.cell else p.code for p in part.problems if p.severity == "error" and p.code != "missing_column"]
        assert found == errors, name


def test_a_heading_that_occurs_twice_names_both_cells_and_the_first_is_read():
    part = read(["theme_id", "Name", "Thème"], ["a", "A", "Other"])
    [problem] = part.problems
    assert (problem.code, problem.severity, problem.cell) == ("double_header", "error", "C1")
    assert problem.message == "“Thème” is the same column as B1: keep one of them"
    assert part.good()["name"].tolist() == ["A"]
    assert part.extras()["Thème"].tolist() == ["Other"]


def test_an_exact_heading_comes_before_one_with_a_unit():
    part = read(["project_id", "title", "themes", "start", "Budget (spent)", "Budget"], ["a", "A", "youth", 2018, 5, 9], table="projects")
    assert part.good()["budget"].tolist() == [9]
    assert said(part) == [("note", "extra_column", "E1")]


def test_a_misspelt_heading_is_asked_about_and_not_read():
    part = read(["theme_id", "name", "Descripton"], ["a", "A", "words"])
    assert said(part) == [("warning", "near_heading", "C1")]
    assert part.problems[0].message == "“Descripton” is no column of themes: did you mean “description”? Name the column so to have it read"
    assert part.good()["description"].isna().all()


@pytest.mark.parametrize(
    ("position", "fault", "expected", "is_kept"),
    [
        (0, "=", ("error", "formula_without_value", "A2"), False),
        (2, "=", ("error", "formula_without_value", "C2"), False),
        (1, "#REF!", ("error", "formula_error", "B2"), False),
        (2, "#N/A", ("warning", "formula_error", "C2"), True),
    ],
)
def test_a_formula_that_went_wrong_is_said_at_its_cell(position, fault, expected, is_kept):
    cells = ["a", "A", None]
    cells[position] = ""
    part = read(HEAD, cells, ["b", "B", None], faults={(1, position): fault})
    assert said(part) == [expected]
    assert part.good()["theme_id"].tolist() == (["a", "b"] if is_kept else ["b"])


def test_a_fault_makes_a_row_count_and_leaves_no_default():
    part = read(HEAD, ["", "", ""], faults={(1, 2): "#REF!"})
    assert sorted(said(part)) == [("error", "required_blank", "A2"), ("error", "required_blank", "B2"), ("warning", "formula_error", "C2")]
    heads = ["person_id", "activity_id", "headcount"]
    part = read(heads, ["p", "a", ""], ["q", "a", ""], table="participants", faults={(1, 2): "#REF!"})
    assert part.good()["headcount"].fillna(0).tolist() == [0, 1]


def test_a_fault_outside_the_columns_is_no_matter():
    part = read([*HEAD, "Mine"], ["a", "A", None, ""], faults={(1, 3): "=", (9, 0): "="})
    assert said(part) == [("note", "extra_column", "D1")]


def test_the_report_counts_rows_and_cells():
    rows = [["Title"], [], [*HEAD, "Mine"], ["a", "A", "blue", 1], [], ["b", None, "#112233", 2], ["c", "C", None, None], ["Total", None, None, 3]]
    report = read(*rows).report()
    assert (report.table, report.header, report.rows, report.loaded, report.left_out) == ("themes", 3, 3, 2, 2)
    assert report.columns == (
        ColumnReport("theme_id", "theme_id", "A3", 3, 3, 3), ColumnReport("name", "name", "B3", 3, 2, 2), ColumnReport("colour", "colour", "C3", 3, 2, 1),
    )  # fmt: skip
    assert report.headings == (("A3", "theme_id"), ("B3", "name"), ("C3", "colour"), ("D3", "Mine"))


def test_a_default_is_no_filled_cell():
    report = read(["person_id", "activity_id", "headcount"], ["p", "a", None], ["q", "a", 3], table="participants").report()
    assert [(column.name, column.filled, column.valid) for column in report.columns] == [("person_id", 2, 2), ("activity_id", 2, 2), ("headcount", 1, 1)]


@pytest.mark.parametrize(("is_1904", "start"), [(False, "2014-10-04"), (True, "2018-10-05")])
def test_a_sheet_of_1904_counts_its_days_from_there_also_where_its_end_is_blank(is_1904, start):
    head = ["event_id", "title", "kind", "theme_ids", "city_id", "start", "end"]
    part = read(head, ["e", "E", "forum", "youth", "mtl", 41916.0, None], table="events", is_1904=is_1904)
    check_order(part)
    assert [part.frame[name][0].date().isoformat() for name in ("start", "end")] == [start, start]

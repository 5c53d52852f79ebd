import pytest

from loaders.correction.issues_sheet import (
    Compared,
    Listed,
    before,
    compared,
    is_listing,
    lines,
    said,
    set_apart,
    shown_at,
)
from loaders.problems import problem
from loaders.workbook import Sheet
from locales import words

HEADINGS = ["Status", "Severity", "Sheet", "Cell", "Column", "Value", "What to type", "Code"]
GALA = ["new", "error", "events", "C3", "kind", "gala", "type one of them", "not_a_choice"]
DONE = ["fixed", "note", "events", "F4", "start", "soon", "type a day", "not_a_date"]


def listing(*rows, name="Issues", title="CITIES dashboard · Issues"):
    return Sheet("k.xlsx", name, [[title, "", "", "", "", "", "", ""], ["2 things to look at", *[""] * 7], HEADINGS, *rows])


def fault(cell="C3", value="gala", *, code="not_a_choice", severity="error", sheet="events", column="kind"):
    return problem(code, severity, "“{value}” is wrong", {"value": value}, file="k.xlsx", sheet=sheet, row=int(cell[1:]), column=column, position=ord(cell[0]) - 65, value=value)


def line(cell="C3", value="gala", **changes):
    held = {"file": "k.xlsx", "status": "new", "severity": "error", "sheet": "events", "cell": cell, "column": "kind", "value": value, "message": "m", "code": "not_a_choice"}
    return Listed(**{**held, **changes})


@pytest.mark.parametrize(
    ("sheet", "is_one"),
    [
        (listing(GALA), True),
        (listing(GALA, name="renamed"), True),
        (listing(GALA, title="Problems"), False),
        (Sheet("k.xlsx", "Issues", [["CITIES dashboard, our plans"], ["Status", "Severity"]]), False),
        (Sheet("k.xlsx", "Issues", []), False),
        (Sheet("k.xlsx", "Issues", [[]]), False),
        (Sheet("k.xlsx", "events", [[None, "a"], ["x"]]), False),
    ],
)
def test_the_sheet_is_known_by_what_stands_in_it(sheet, is_one):
    assert is_listing(sheet) is is_one


def test_what_was_open_is_read_and_what_was_fixed_is_not():
    assert before([Sheet("k.xlsx", "events", [["event_id"]]), listing(GALA, DONE, [None] * 8, ["only a note"])]) == (
        Listed("k.xlsx", "new", "error", "events", "C3", "kind", "gala", "type one of them", "not_a_choice"),
    )
    assert before([Sheet("k.xlsx", "events", [["event_id"]])]) is None
    assert before([listing()]) == ()


def test_a_sheet_is_as_alone_as_if_no_issues_sheet_were_there():
    own, hidden = Sheet("k.xlsx", "2018", [["a"]]), Sheet("k.xlsx", "old", [["a"]], is_hidden=True)
    sheets, listed = set_apart([own, hidden, listing(GALA)])
    assert [(sheet.name, sheet.is_alone) for sheet in sheets] == [("2018", True), ("old", False)]
    assert [one.cell for one in listed or ()] == ["C3"]
    assert set_apart([own]) == ([own], None)


@pytest.mark.parametrize(
    ("listed", "problems", "fixed", "remaining", "new"),
    [
        (None, [fault()], [], ["C3"], []),
        ([line()], [fault()], [], ["C3"], []),
        ([line()], [], ["C3"], [], []),
        ([], [fault()], [], [], ["C3"]),
        # A row was inserted above: nothing is new.
        ([line("C3"), line("C4", "other")], [fault("C4"), fault("C5", "other")], [], ["C4", "C5"], []),
        # Twice the same value, one of them mended.
        ([line("C3"), line("C9")], [fault("C9")], ["C3"], ["C9"], []),
        # The cell still is wrong, with another value.
        ([line("C3")], [fault("C3", "ball")], [], ["C3"], []),
        # Another cell with another value is another problem.
        ([line("C3")], [fault("C7", "ball")], ["C3"], [], ["C7"]),
        ([line("C3")], [fault("C3", code="not_a_date")], ["C3"], [], ["C3"]),
        ([line("C3")], [fault("C3", sheet="projects")], ["C3"], [], ["C3"]),
        # Excel writes line breaks and blanks in its own way.
        ([line("C3", "a b")], [fault("C3", " a\r\nb ")], [], ["C3"], []),
    ],
)
def test_what_became_of_each(listed, problems, fixed, remaining, new):
    result = compared(listed, problems)
    if listed is None:
        # The first time all is new.
        remaining, new = [], remaining
    assert [one.cell for one in result.fixed] == fixed
    assert [one.cell for one in result.remaining] == remaining
    assert [one.cell for one in result.new] == new


def test_thousands_are_compared_at_once():
    result = compared([line(f"C{n}", f"v{n}") for n in range(3, 20_003)], [fault(f"C{n}", f"v{n - 1}") for n in range(4, 20_003)])
    assert (len(result.fixed), len(result.remaining), len(result.new)) == (1, 19_999, 0)


def test_lines_stand_by_severity_then_place_and_the_fixed_last():
    row = problem("missing_column", "error", "x is missing", file="k.xlsx", sheet="cities", row=4)
    whole = problem("unknown_sheet", "note", "no table", file="k.xlsx", sheet="Budget")
    result = Compared((line("A2", status="new"),), (fault("C10"), fault("C9")), (fault("B2", severity="warning"), row, whole))
    told = lines(result, sheets=["cities", "Budget", "events"], t=words("en"))
    assert [(one.status, one.severity, one.sheet, one.cell) for one in told] == [
        ("new", "error", "cities", "A4"),
        ("remaining", "error", "events", "C9"),
        ("remaining", "error", "events", "C10"),
        ("new", "warning", "events", "B2"),
        ("new", "note", "Budget", ""),
        ("fixed", "error", "events", "A2"),
    ]
    assert (shown_at(row), shown_at(whole)) == ("A4", "")


def test_a_sentence_is_said_in_the_language_asked_for():
    one = problem("not_yes_or_no", "warning", "“{value}” is neither yes nor no: type yes or no", {"value": "maybe"})
    assert said(one, words("en")) == "“maybe” is neither yes nor no: type yes or no"
    assert said(one, words("fr")) != said(one, words("en"))
    assert "maybe" in said(one, words("fr"))


NAMES = {("k.xlsx", "events", "kind"): "Type"}


def test_a_column_goes_by_its_keepers_heading():
    told = lines(compared(None, [fault()], NAMES), sheets=["events"], t=words("en"), names=NAMES)
    assert [(one.cell, one.column) for one in told] == [("C3", "Type")]


@pytest.mark.parametrize("before", ["Type", "kind", "Nature"])
def test_what_was_listed_is_known_again_whatever_its_column_was_called(before):
    result = compared([line(column=before)], [fault()], NAMES)
    assert (len(result.fixed), len(result.remaining), len(result.new)) == (0, 1, 0)


def test_the_same_value_under_another_heading_is_another_problem():
    result = compared([line("C3", column="Type")], [fault("D9", column="sector")], NAMES)
    assert (len(result.fixed), len(result.remaining), len(result.new)) == (1, 0, 1)

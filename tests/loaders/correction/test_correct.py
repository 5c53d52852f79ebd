import gettext
import re
import warnings
from datetime import date
from io import BytesIO
from zipfile import is_zipfile

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from loaders import SourceError, load, workbook
from loaders.__main__ import main
from loaders.correction.correct import correct
from loaders.correction.issues_sheet import called, compared
from loaders.correction.package import Package
from loaders.files.limits import LIMITS
from loaders.files.process import mark_apart
from loaders.problems import problem
from loaders.workbook import Source
from locales import Words, words
from tests.fixtures import kept
from tests.fixtures.kinds import KINDS
from tests.fixtures.packages import Failed, xls_book
from tests.loaders.correction.test_package import sound

ERROR, WARNING, NOTE = "FFE5A0AB", "FFF3E3A1", "FFCFE6F4"
SHEET1 = "xl/worksheets/sheet1.xml"
# The order in which a worksheet's children must stand (ISO/IEC 29500-1, CT_Worksheet), or Excel repairs the file.
STANDARD = ["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
KEPT_BOOKS = {
    "xlsx": kept.workbook(),
    "xlsm": kept.workbook(macros=True),
    "openpyxl": kept.by_openpyxl(),
    "prefixes": kept.with_prefixes(kept.workbook()),
    "thread": kept.with_thread(kept.workbook()),
}


def fault(sheet, cell, value="x", *, severity="error", code="not_a_choice", file="k.xlsx", template="“{value}” is wrong"):
    column, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()
    return problem(code, severity, template, {"value": value}, file=file, sheet=sheet, row=int(row), column="c", position=ord(column) - 65, value=value)


FAULTS = [
    fault("events", "C3", "gala"),
    fault("events", "F4", "soon", severity="warning"),
    fault("events", "C4", "ball"),
    fault("events", "H9", "", severity="note"),
    fault("events", "C3", "gala", severity="note", code="other", template="“{value}” again"),
]


def corrected(content, problems=FAULTS, **options):
    return correct(Source("k.xlsx", content), problems, **options)


def opened(content):
    with warnings.catch_warnings():
        # openpyxl knows no data bars; Excel does.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(content), keep_vba=True)


def marks(content, sheet="events"):
    """Our colours on a sheet: range → fill."""
    found = {}
    for ranges in opened(content)[sheet].conditional_formatting:
        for rule in ranges.rules:
            if rule.formula and "cities:" in rule.formula[0]:
                found[str(ranges.sqref)] = rule.dxf.fill.bgColor.rgb
    return found


def comments(content, sheet="events"):
    return {cell.coordinate: cell.comment.text for row in opened(content)[sheet].iter_rows() for cell in row if cell.comment}


def issues(content, name="Issues"):
    return [row for row in opened(content)[name].iter_rows(values_only=True) if row[7]][1:]


def listed_cells(content):
    """The Issues sheet's rows, read fast."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Issues").to_python()


def canonical(part):
    return etree.tostring(etree.fromstring(part), method="c14n2")


def cells(part):
    return re.search(rb"<(?:x:)?sheetData.*</(?:x:)?sheetData>", part, re.DOTALL)[0]


@pytest.mark.parametrize("content", KEPT_BOOKS.values(), ids=KEPT_BOOKS)
def test_only_what_carries_marks_is_changed(content):
    before, after = kept.parts(content), kept.parts(corrected(content))
    changed = {name for name, part in before.items() if after[name] != part}
    comments_part = "xl/comments/comment1.xml" if "xl/comments/comment1.xml" in before else "xl/comments1.xml"
    drawing = next(name for name in before if name.endswith(".vml"))
    expected = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET1, comments_part, drawing}
    assert changed - {"docProps/app.xml"} == expected
    assert cells(after[SHEET1]) == cells(before[SHEET1])
    assert list(after)[: len(before)] == list(before)


@pytest.mark.parametrize("content", KEPT_BOOKS.values(), ids=KEPT_BOOKS)
def test_excel_finds_nothing_to_repair(content):
    held = corrected(content)
    sound(held)
    for name, part in kept.parts(held).items():
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(part)
            order = [STANDARD.index(etree.QName(child).localname) for child in root]
            assert order == sorted(order), name
            priorities = [rule.get("priority") for rule in root.iter("{*}cfRule") if rule.get("priority")]
            assert len(set(priorities)) == len(priorities)
            single = [number for number in order if STANDARD[number] != "conditionalFormatting"]
            assert len(set(single)) == len(single)


@pytest.mark.parametrize("content", KEPT_BOOKS.values(), ids=KEPT_BOOKS)
def test_what_stands_in_the_cells_is_read_as_before(content):
    before, after = (CalamineWorkbook.from_filelike(BytesIO(held)) for held in (content, corrected(content)))
    assert after.sheet_names == [*before.sheet_names, "Issues"]
    for name in before.sheet_names:
        assert after.get_sheet_by_name(name).to_python() == before.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("content", [KEPT_BOOKS["xlsx"], KEPT_BOOKS["openpyxl"], KEPT_BOOKS["prefixes"]])
def test_faulty_cells_are_coloured_before_all_that_colours_them(content):
    held = corrected(content)
    assert marks(held) == {"C3:C4": ERROR, "F4": WARNING, "H9": NOTE}
    rules = [(rule.priority, bool(rule.formula) and "cities:" in rule.formula[0]) for ranges in opened(held)["events"].conditional_formatting for rule in ranges.rules]
    assert sorted(rules) == [(1, True), (2, True), (3, True), (4, False), (5, False)]


def test_a_pivot_table_still_finds_its_own_format():
    content = kept.changed(KEPT_BOOKS["xlsx"], {SHEET1: lambda part: part.replace(b"<conditionalFormatting ", b'<conditionalFormatting pivot="1" ', 1)})
    rules = etree.fromstring(kept.parts(corrected(content))[SHEET1]).iter("{*}cfRule")
    assert [rule.get("priority") for rule in rules if rule.get("priority")] == ["1", "2", "3", "4", "5"]


def test_each_faulty_cell_says_what_is_wrong_after_what_it_said():
    assert comments(corrected(KEPT_BOOKS["xlsx"])) == {
        "B2": "Opened by the mayor",
        "C3": "Ask Marie about this\n\nCITIES dashboard:\n• “gala” is wrong\n• “gala” again",
        "C4": "CITIES dashboard:\n• “ball” is wrong",
        "F4": "CITIES dashboard:\n• “soon” is wrong",
        "H9": "CITIES dashboard:\n• “” is wrong",
    }
    sheet = opened(corrected(KEPT_BOOKS["xlsx"]))["events"]
    assert (sheet["C3"].comment.author, sheet["C4"].comment.author) == ("Coordinator", "CITIES dashboard")


def test_each_comment_has_its_box_on_the_sheet():
    drawing = kept.parts(corrected(KEPT_BOOKS["xlsx"]))["xl/drawings/vmlDrawing1.vml"]
    boxes = re.findall(rb"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawing)
    assert sorted(boxes) == [(b"1", b"1"), (b"2", b"2"), (b"3", b"2"), (b"3", b"5"), (b"8", b"7")]
    names = re.findall(rb'<v:shape id="(\w+)"', drawing)
    assert len(set(names)) == len(names) == 5


def test_a_thread_keeps_its_words_and_the_cell_is_coloured():
    held = corrected(KEPT_BOOKS["thread"])
    part = "xl/threadedComments/threadedComment1.xml"
    assert kept.parts(held)[part] == kept.parts(KEPT_BOOKS["thread"])[part]
    assert comments(held)["C3"] == "Ask Marie about this"
    assert "C3:C4" in marks(held)


def test_a_sheet_without_comments_gets_them():
    held = corrected(KEPT_BOOKS["xlsx"], [fault("cities", "B2", "<b>&")])
    assert comments(held, "cities") == {"B2": "CITIES dashboard:\n• “<b>&” is wrong"}
    assert marks(held, "cities") == {"B2": ERROR}
    assert kept.parts(held)["xl/comments1.xml"] == kept.parts(KEPT_BOOKS["xlsx"])["xl/comments1.xml"]


def test_a_cell_that_is_covered_by_a_merged_one_is_marked_where_it_is_seen():
    held = corrected(KEPT_BOOKS["xlsx"], [fault(kept.QUOTED, "B1"), fault(kept.QUOTED, "B2")])
    assert marks(held, kept.QUOTED) == {"A1 B2": ERROR}
    assert set(comments(held, kept.QUOTED)) == {"A1", "B2"}
    assert [row[3] for row in issues(held)] == ["B1", "B2"]


def test_a_column_that_is_missing_is_marked_at_its_row_of_headings():
    missing = problem("missing_column", "error", "a column is missing", file="k.xlsx", sheet="cities", row=1)
    held = corrected(KEPT_BOOKS["xlsx"], [missing])
    assert marks(held, "cities") == {"A1": ERROR}
    assert comments(held, "cities") == {"A1": "CITIES dashboard:\n• a column is missing"}


def test_columns_are_listed_by_the_headings_that_the_keeper_gave_them(tmp_path):
    path = tmp_path / "projets [2019].csv"
    path.write_text("ID,Titre,Thèmes,Début,Statut\np1,Un,youth,2019,en cours peut-être\n", encoding="utf-8")
    data = load(path)
    content = mark_apart(Source(path.name, path.read_bytes()), data.problems, called=called(data.sheets, words("fr")), language="fr", limits=LIMITS)
    assert {row[4] for row in issues(content, opened(content).sheetnames[-1])} == {"Thèmes", "Statut"}


def test_the_issues_sheet_lists_all_by_severity_then_place():
    whole = problem("unreadable", "note", "the file is old", file="k.xlsx")
    missing = problem("missing_column", "error", "a column is missing", file="k.xlsx", sheet="cities", row=1)
    held = corrected(KEPT_BOOKS["xlsx"], [*FAULTS, fault(kept.QUOTED, "B3", "=1+1"), missing, whole, fault("events", "A1", file="other.xlsx")])
    assert issues(held) == [
        ("new", "error", "events", "C3", "c", "gala", "“gala” is wrong", "not_a_choice"),
        ("new", "error", "events", "C4", "c", "ball", "“ball” is wrong", "not_a_choice"),
        ("new", "error", "cities", "A1", "", "", "a column is missing", "missing_column"),
        ("new", "error", kept.QUOTED, "B3", "c", "=1+1", "“=1+1” is wrong", "not_a_choice"),
        ("new", "warning", "events", "F4", "c", "soon", "“soon” is wrong", "not_a_choice"),
        ("new", "note", "", "", "", "", "the file is old", "unreadable"),
        ("new", "note", "events", "C3", "c", "gala", "“gala” again", "other"),
        ("new", "note", "events", "H9", "c", "", "“” is wrong", "not_a_choice"),
    ]
    sheet = opened(held)["Issues"]
    assert sheet["A1"].value == "CITIES dashboard · Issues"
    assert sheet["A2"].value == "8 things to look at: mend each in its cell, save the workbook and load it again."
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:H12")
    assert {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {
        "'events'!C3", "'events'!C4", "'cities'!A1", "'Bob''s year 서울'!B3", "'events'!F4", "'events'!H9",
    }  # fmt: skip
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["F8"].quotePrefix
    assert (sheet["B5"].fill.fgColor.rgb, sheet["B9"].fill.fgColor.rgb, sheet["B12"].fill.fgColor.rgb) == (ERROR, WARNING, NOTE)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("_x0041_", "_x0041_"), ("bell\x07", "bell\x07"), ("a\nb", "a\nb"), ("half \ud800", "half \ufffd"), ("é 서울 &<>\"'", "é 서울 &<>\"'"), ("y" * 40_000, "y" * 79 + "…")],
)
def test_any_value_can_be_listed(value, shown):
    held = corrected(KEPT_BOOKS["openpyxl"], [fault("events", "C3", value, template="it is wrong")])
    assert listed_cells(held)[4][5].replace("_xD800_", "\ufffd") == shown


def test_the_properties_of_the_file_name_the_new_sheet():
    part = kept.parts(corrected(KEPT_BOOKS["xlsx"]))["docProps/app.xml"].decode()
    assert "<vt:lpstr>old</vt:lpstr><vt:lpstr>Issues</vt:lpstr>" in part
    assert "<vt:i4>6</vt:i4>" in part


def test_a_keeper_may_have_a_sheet_of_that_name():
    held = corrected(kept.changed(KEPT_BOOKS["xlsx"], {"xl/workbook.xml": lambda part: part.replace(b'name="old"', b'name="issues"')}))
    assert opened(held).sheetnames[-2:] == ["issues", "Issues (2)"]


def test_macros_stay_and_so_does_what_the_file_is():
    held = corrected(KEPT_BOOKS["xlsm"])
    assert kept.parts(held)["xl/vbaProject.bin"] == kept.parts(KEPT_BOOKS["xlsm"])["xl/vbaProject.bin"]
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in kept.parts(held)["[Content_Types].xml"]


@pytest.mark.parametrize("content", KEPT_BOOKS.values(), ids=KEPT_BOOKS)
def test_what_is_mended_loses_its_marks_and_nothing_else(content):
    back = corrected(corrected(content), [])
    before, after = kept.parts(content), kept.parts(back)
    # What is left is the Issues sheet, and styles that nothing uses.
    for name in before.keys() - {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml"}:
        if name.endswith(".xml"):
            if name == "xl/comments/comment1.xml" or name == "xl/comments1.xml":
                assert [re.sub(r' xml:space="preserve"', "", text) for text in etree.fromstring(after[name]).itertext()] == list(etree.fromstring(before[name]).itertext())
            else:
                assert canonical(after[name]) == canonical(before[name]), name
    assert marks(back) == {}
    assert [row[0] for row in issues(back)] == ["fixed"] * 5
    assert opened(back)["Issues"]["A2"].value == "Nothing to mend."


def test_marks_do_not_pile_up():
    once = corrected(KEPT_BOOKS["xlsx"], [*FAULTS, fault("cities", "B2")])
    twice = corrected(once, [*FAULTS, fault("cities", "B2")])
    first, second = kept.parts(once), kept.parts(twice)
    assert first.keys() == second.keys()
    assert {name for name, part in first.items() if second[name] != part} <= {"[Content_Types].xml", "xl/worksheets/sheet6.xml"}
    assert {row[0] for row in issues(twice)} == {"remaining"}


def test_a_corrected_sheet_that_is_clean_again_has_no_comments_part():
    held = kept.parts(corrected(corrected(KEPT_BOOKS["xlsx"], [fault("cities", "B2")]), []))
    assert not {name for name in held if "comments2" in name or "vmlDrawing2" in name}
    assert canonical(held["xl/worksheets/sheet3.xml"]) == canonical(kept.parts(KEPT_BOOKS["xlsx"])["xl/worksheets/sheet3.xml"])
    assert b"comments2" not in held["[Content_Types].xml"]


def test_words_that_a_keeper_adds_to_our_comment_stay():
    held = corrected(KEPT_BOOKS["openpyxl"], [fault("events", "F4", "soon")])
    added = kept.changed(held, {"xl/comments/comment1.xml": lambda part: part.replace(b"is wrong", b"is wrong\nMarie: I shall call them")})
    assert comments(corrected(added, []))["F4"] == "\nMarie: I shall call them"
    assert comments(corrected(added, [fault("events", "F4", "soon")]))["F4"] == "\nMarie: I shall call them\n\nCITIES dashboard:\n• “soon” is wrong"


def test_the_sheet_is_found_again_after_excel_saved_it_and_somebody_renamed_it():
    saved = kept.as_saved_by_excel(corrected(KEPT_BOOKS["xlsx"]))
    saved = kept.changed(saved, {"xl/workbook.xml": lambda part: part.replace(b'name="Issues"', b'name="To do"')})
    again = corrected(saved, FAULTS[:1])
    assert opened(again).sheetnames[-1] == "To do"
    assert [(row[0], row[3]) for row in issues(again, "To do")] == [("remaining", "C3"), ("fixed", "C4"), ("fixed", "F4"), ("fixed", "C3"), ("fixed", "H9")]


def test_ten_thousand_far_cells_are_all_coloured():
    faults = [fault("events", f"C{row}") for row in range(3, 20_003, 2)] + [fault("events", f"D{row}", severity="warning") for row in range(3, 103)]
    held = corrected(KEPT_BOOKS["openpyxl"], faults)
    sound(held)
    sheet = etree.fromstring(kept.parts(held)[SHEET1])
    ranges = [(rule.getparent().get("sqref").split(), rule.findtext("{*}formula")) for rule in sheet.iter("{*}cfRule")]
    errors = [found for found, formula in ranges if formula == 'LEN("cities:error")>0']
    assert [len(found) for found in errors] == [1000] * 10
    assert len({cell for found in errors for cell in found}) == 10_000
    assert (["D3:D102"], 'LEN("cities:warning")>0') in ranges
    # Comments go to the worst; C3 had one before.
    assert kept.parts(held)["xl/comments/comment1.xml"].count(b"<comment ") == 10_000
    assert listed_cells(held)[3][0] == "100 cells are coloured but have no comment: there are too many."


def test_a_list_too_long_to_mend_is_cut_and_says_so():
    rows = listed_cells(corrected(KEPT_BOOKS["openpyxl"], [fault("events", f"C{row}", severity="note") for row in range(3, 20_006)]))
    assert rows[4][0] == "3 more are not listed: mend these first."
    assert (rows[5][0], rows[6][3], rows[-1][3], len(rows)) == ("Status", "C3", "C20002", 20_006)


class French(gettext.NullTranslations):
    """A catalogue of three messages."""

    def gettext(self, message):
        return {"Issues": "À corriger", "Severity": "Gravité", "“{value}” is wrong": "« {value} » est faux"}.get(message, message)


def test_it_is_said_in_the_language_asked_for():
    held = corrected(KEPT_BOOKS["xlsx"], FAULTS[:1], t=Words("fr", French()))
    assert issues(held, "À corriger")[0][6] == "« gala » est faux"
    assert comments(held)["C3"].endswith("• « gala » est faux")


def test_a_sheet_in_french_is_known_again():
    held = corrected(KEPT_BOOKS["xlsx"], t=words("fr"))
    statuses = [row[0] for row in issues(corrected(held, FAULTS[:2]), opened(held).sheetnames[-1])]
    assert statuses == ["remaining", "remaining", "fixed", "fixed", "fixed"]


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        ("events.csv", "event_id;title;kind\nlaunch;=1+1;gala\nx;Séoul 서울;#REF!\n".encode(), [["event_id", "title", "kind"], ["launch", "=1+1", "gala"], ["x", "Séoul 서울", "#REF!"]]),
        ("events.tsv", b"event_id\ttitle\tkind\nlaunch\t007\tgala\n", [["event_id", "title", "kind"], ["launch", "007", "gala"]]),
    ],
)
def test_a_text_file_becomes_a_workbook_with_the_same_addresses(name, content, rows):
    held = correct(Source(name, content), [fault("events", "C2", "gala", file=name)])
    sound(held)
    assert CalamineWorkbook.from_filelike(BytesIO(held)).get_sheet_by_name("events").to_python() == rows
    assert all(cell.data_type == "s" for row in opened(held)["events"].iter_rows() for cell in row)
    assert marks(held) == {"C2": ERROR}
    assert issues(held)[0][:6] == ("new", "error", "events", "C2", "c", "gala")


def test_a_file_whose_name_excel_takes_for_no_sheet_still_has_its_marks():
    held = correct(Source("budget [2018].csv", b"a;b\n1;2\n"), [fault("budget [2018]", "B2", file="budget [2018].csv")])
    assert opened(held).sheetnames == ["budget  2018", "Issues"]
    assert marks(held, "budget  2018") == {"B2": ERROR}


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 torn",
        kept.changed(KEPT_BOOKS["xlsx"], {SHEET1: lambda part: part.replace(b"</sheetData>", b"")}),
        kept.changed(KEPT_BOOKS["xlsx"], {SHEET1: lambda part: part.replace(b"</worksheet>", b"")}),
        kept.changed(KEPT_BOOKS["xlsx"], {"xl/workbook.xml": lambda part: b"words"}),
        kept.changed(KEPT_BOOKS["xlsx"], {"xl/styles.xml": lambda part: b""}),
    ],
)
def test_what_cannot_be_marked_is_said_in_a_sentence(content):
    with pytest.raises(SourceError, match=r"^k\.xlsx: [^\n]+$"):
        corrected(content)


def test_what_was_marked_is_loaded_and_compared(tmp_path):
    path = tmp_path / "k.xlsx"
    path.write_bytes(KEPT_BOOKS["xlsx"])
    first = load(path)
    assert [(one.severity, one.cell) for one in first.problems if one.cell] == [("error", "C3"), ("error", "F4"), ("error", "E5"), ("warning", "G5")]
    assert first.listed is None
    held = correct(Source("k.xlsx", path.read_bytes()), first.problems)
    # The keeper mends C3 and breaks C2, by way of the words that all sheets share.
    mended = kept.changed(held, {"xl/sharedStrings.xml": lambda part: part.replace(b"<t>gala</t>", b"<t>panel</t>").replace(b"<t>Tour</t>", b"<t></t>")})
    path.write_bytes(mended)
    second = load(path)
    result = compared(second.listed, second.problems)
    assert [one.cell for one in result.fixed] == ["C3"]
    assert [one.cell for one in result.remaining if one.cell] == ["F4", "E5", "G5"]
    assert [(one.code, one.cell) for one in result.new] == [("required_blank", "B5")]


def run(capsys, *arguments):
    code = main(["correct", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_writes_the_file_and_one_line(tmp_path, capsys):
    source, out = tmp_path / "k.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(KEPT_BOOKS["xlsx"])
    listed = len(load(source).problems)
    assert run(capsys, source, out) == (0, f"{out} written: 4 problems marked in 1 sheet, {listed} listed in the sheet of issues\n", "")
    assert source.read_bytes() == KEPT_BOOKS["xlsx"]
    assert marks(out.read_bytes()) == {"C3 E5 F4": ERROR, "G5": WARNING}


def test_nothing_to_mend_is_said_in_the_file_too(tmp_path, capsys):
    source, out = tmp_path / "themes.csv", tmp_path / "out.xlsx"
    source.write_text("theme_id,name\nyouth,Youth\n")
    assert run(capsys, source, out) == (0, f"{out} written: nothing to mend, as its sheet of issues says\n", "")
    assert opened(out.read_bytes())["Issues"]["A2"].value == "Nothing to mend."


def test_a_folder_becomes_a_folder(tmp_path, capsys):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "k.xlsm").write_bytes(KEPT_BOOKS["xlsm"])
    (source / "themes.csv").write_text("theme_id,name\nyouth,\n")
    (source / "themes.tsv").write_text("theme_id\tname\nold\tOld\n")
    (source / "torn.xlsx").write_bytes(b"PK\x03\x04 torn")
    code, said, wrong = run(capsys, source, out)
    assert code == 2
    assert said.startswith(f"{out} written: ")
    assert wrong.startswith("torn.xlsx: ")
    assert sorted(path.name for path in out.iterdir()) == ["k.xlsm", "themes.csv.xlsx", "themes.tsv.xlsx"]


@pytest.mark.parametrize(
    ("source", "out", "sentence"),
    [
        ("k.xlsx", "k.xlsx", "k.xlsx: is the file to correct: give the corrected one another name or folder"),
        ("k.xlsx", "./in/../k.xlsx", "in/../k.xlsx: is the file to correct: give the corrected one another name or folder"),
        ("k.xlsx", "out.xlsm", "out.xlsm: give the corrected file a name that ends in .xlsx"),
        ("in/m.xlsm", "out.xlsx", "out.xlsx: give the corrected file a name that ends in .xlsm, as it keeps the file's macros"),
        ("k.xlsx", "no/out.xlsx", "no/out.xlsx: cannot be written (No such file or directory)"),
        ("nowhere.xlsx", "out.xlsx", "nowhere.xlsx: there is no such file or folder"),
        ("in", "out.xlsx", "out.xlsx: in is a folder, so name a folder to write its corrected files to"),
        ("in", "in", "in/m.xlsm: is the file to correct: give the corrected one another name or folder"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, monkeypatch, capsys, source, out, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "k.xlsx").write_bytes(KEPT_BOOKS["xlsx"])
    (tmp_path / "in" / "m.xlsm").write_bytes(KEPT_BOOKS["xlsm"])
    assert run(capsys, source, out) == (2, "", sentence + "\n")
    assert (tmp_path / "k.xlsx").read_bytes() == KEPT_BOOKS["xlsx"]
    assert not (tmp_path / "out.xlsx").exists()


def filled(sheet):
    """A sheet's rows without the blank cells at their ends."""
    return [row[: max((i + 1 for i, cell in enumerate(row) if cell not in ("", None)), default=0)] for row in map(list, sheet.rows)]


@pytest.mark.parametrize(("name", "make"), [(name, make) for name, make, _ in KINDS.values()], ids=KINDS)
def test_every_kind_of_file_comes_back_with_its_rows_and_its_marks(name, make):
    file = Source(name, make())
    before = workbook.sheets(file)
    held = correct(file, [fault(before[0].name, "B2", file=name)])
    after = workbook.sheets(Source("back.xlsx", held))
    assert [sheet.name for sheet in after] == [*(sheet.name for sheet in before), "Issues"]
    assert [filled(sheet) for sheet in after[:-1]] == [filled(sheet) for sheet in before]
    assert [sheet.merges for sheet in after[:-1]] == [sheet.merges for sheet in before]
    assert [sheet.is_hidden for sheet in after[:-1]] == [sheet.is_hidden for sheet in before]
    package = Package(held)
    mine = {part for part in package if not is_zipfile(BytesIO(file.content)) or part not in Package(file.content)}
    assert all(package.content_type(part) for part in mine - {"[Content_Types].xml"})
    marked = [part for part in package if b'sqref="B2"' in package.read(part) and b"cities:error" in package.read(part)]
    assert len(marked) == 1


def test_an_old_workbook_comes_back_with_its_errors_and_its_first_day():
    rows = [["event_id", "start", "headcount"], ["e1", 41916.0, Failed("#DIV/0!")], ["e2", date(2018, 10, 5), 7.0]]
    file = Source("k.xls", xls_book({"events": rows}, is_1904=True))
    (before,), (after, _) = workbook.sheets(file), workbook.sheets(Source("back.xlsx", correct(file, [])))
    assert (after.rows, after.faults, after.is_1904) == (before.rows, before.faults, True)
    assert after.rows[2][1] == date(2018, 10, 5)

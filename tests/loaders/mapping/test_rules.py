"""A mapping.toml lets three formats that the world uses load as they come; what is wrong with it is told."""

import math
import resource
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset, SourceError, load
from loaders.mapping.document import with_rule, without_rule
from loaders.mapping.rules import SheetRule, parse
from loaders.mapping.takes import Only, Take
from loaders.reading import read
from loaders.workbook import Source
from tests.fixtures import calendar, grants, iati
from tests.fixtures.tables import as_xlsx


def loaded(name: str, content: bytes, mapping: str) -> Dataset:
    return read([Source(name, content)], mapping=parse(mapping))


def small(rows: list[list[object]], mapping: str, *, sheet: str = "list") -> Dataset:
    return loaded("book.xlsx", as_xlsx(rows, sheet=sheet), mapping)


def rows(data: Dataset, table: str, *columns: str) -> list[tuple[object, ...]]:
    frame = data.tables[table][list(columns)]
    return [tuple(_plain(cell) for cell in row) for row in frame.itertuples(index=False)]


def _plain(cell: object) -> object:
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return None if cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)) else cell


def told(data: Dataset, severity: str = "error") -> list[tuple[str, str, str]]:
    return [(p.code, p.place, p.message) for p in data.problems if p.severity == severity]


THEMES = """
[[row]]
table = "themes"
theme_id = "all"
name = "All"
"""


@pytest.mark.parametrize(("name", "content"), [("lantern-grants-2019.csv", grants.csv()), ("Lantern-Grants (2019).xlsx", grants.xlsx())])
def test_a_grants_list_in_the_360giving_format(name, content):
    data = loaded(name, content, grants.MAPPING)
    assert told(data) == told(data, "warning") == []
    columns = ("project_id", "title", "theme_ids", "status", "start", "end", "lead_organisation_id", "funder_ids", "city_ids", "budget", "currency", "source_row")
    fund, kitchen, carers, tenants = ("GB-CHC-1155173",), "GB-CHC-1100247", "GB-COH-07612300", "GB-CHC-1163451"
    assert rows(data, "projects", *columns) == [
        ("360G-lantern-18001", "A kitchen for Harehills", ("health",), "completed", "2018-05-01", "2019-04-30", kitchen, fund, ("Leeds",), 48500, "GBP", 2),
        ("360G-lantern-18002", "Cooking on prescription", ("health",), "completed", "2018-06-01", "2018-11-30", kitchen, fund, ("Leeds",), 12250, "GBP", 3),
        ("360G-lantern-18003", "Circles of care", ("health",), "completed", "2018-09-01", "2020-08-31", carers, fund, ("Bristol",), 30000, "GBP", 4),
        ("360G-lantern-18004", "Know your lease", ("homes",), "completed", "2018-07-01", "2019-06-30", tenants, fund, ("Glasgow",), 9800, "GBP", 5),
        ("360G-lantern-18005", "A roof, a vote", ("homes",), "completed", "2018-10-04", None, tenants, fund, ("Glasgow",), 21000, "GBP", 6),
        ("360G-lantern-19001", "Strong rooms", ("other",), "completed", "2019-03-01", "2019-05-31", carers, fund, ("Bristol",), 5000, "GBP", 7),
        ("360G-lantern-19002", "The long table", ("health",), "completed", "2019-06-01", "2019-09-30", kitchen, fund, (), 15750, "GBP", 8),
        ("360G-lantern-19003", "Warm homes watch", ("homes",), "completed", "2019-10-01", "2020-03-31", tenants, fund, ("Glasgow",), 17400, "GBP", 9),
    ]  # fmt: skip
    assert rows(data, "organisations", "organisation_id", "name", "sector", "roles", "source_row") == [
        ("GB-CHC-1100247", "Open Kitchen Leeds", "civil society", ("partner",), 2),
        ("GB-COH-07612300", "Carers' Circle CIC", "civil society", ("partner",), 4),
        ("GB-CHC-1163451", "Tenants Together", "civil society", ("partner",), 5),
        ("GB-CHC-1155173", "Lantern Street Foundation", "social finance", ("funder",), 2),
    ]
    assert rows(data, "cities", "city_id", "country_code", "latitude") == [("Leeds", "GB", 53.7965), ("Bristol", "GB", 51.4552), ("Glasgow", "GB", 55.8651)]
    assert rows(data, "themes", "theme_id", "name", "source_file", "source_row") == [
        ("health", "Health and care", "mapping.toml", 51), ("homes", "Homes", "mapping.toml", 56), ("other", "Other grants", "mapping.toml", 61),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [("activities.csv", iati.csv()), ("activities.xlsx", iati.xlsx())])
def test_an_iati_activity_table(name, content):
    data = loaded(name, content, iati.MAPPING)
    assert told(data) == told(data, "warning") == []
    columns = ("project_id", "theme_ids", "status", "start", "end", "lead_organisation_id", "funder_ids", "city_ids", "budget", "source_row")
    assert rows(data, "projects", *columns) == [
        ("XI-HR-001-WELLS", ("water",), "active", "2017-11-05", "2019-12-31", "XI-HR-001", ("XX-GOV-1",), ("SL",), 420000, 3),
        ("XI-HR-001-NURSES", ("health",), "active", "2018-02-01", "2020-01-31", "XI-HR-001", ("XX-GOV-1", "GB-CHC-200"), ("SL", "LR"), 185000.5, 4),
        ("XI-HR-001-SCHOOLS", ("education",), "completed", "2016-09-04", "2018-06-30", "XI-HR-001", ("GB-CHC-200",), ("LR",), 96000, 5),
        ("XI-HR-001-PLAN", ("other",), "planned", "2020-01-01", "2021-12-31", "XI-HR-001", (), ("SL",), 0, 6),
    ]
    assert rows(data, "cities", "city_id", "name", "kind", "source_row") == [("SL", "Sierra Leone", "country", 3), ("LR", "Liberia", "country", 4)]
    assert rows(data, "organisations", "organisation_id", "name", "sector", "roles") == [
        ("XI-HR-001", "Harbour Relief", "civil society", ()),
        ("XX-GOV-1", "Ministry of Aid", "other", ()),
        ("GB-CHC-200", "Northern Trust", "civil society", ()),
    ]
    assert [message for code, _, message in told(data, "note") if code == "row_of_tags"] == [
        "the row holds tags such as “#activity_id” for machines, so it was left out"
    ]


@pytest.mark.parametrize(("name", "content"), [("calendar.csv", calendar.csv()), ("calendar.xlsx", calendar.xlsx())])
def test_an_events_list_exported_from_a_calendar(name, content):
    data = loaded(name, content, calendar.MAPPING)
    assert told(data) == told(data, "warning") == []
    assert rows(data, "events", "event_id", "title", "kind", "theme_ids", "city_id", "start", "end", "source_row") == [
        ("calendar-2", "Kick-off with the neighbourhoods", "workshop", ("programme",), "barcelona", "2018-09-14", "2018-09-14", 2),
        ("calendar-4", "Forum on housing", "forum", ("programme",), "montreal", "2018-10-05", "2018-10-07", 4),
        ("calendar-5", "Coffee with the funders", "meeting", ("programme",), "montreal", "2018-10-05", "2018-10-05", 5),
        ("calendar-7", "Training in budgets", "workshop", ("programme",), "seoul", "2019-01-23", "2019-01-24", 7),
    ]
    assert ("rows_not_meant", "mapping.toml takes only some rows as events; left out: 2") in [(code, said) for code, _, said in told(data, "note")]


def test_the_mapping_beside_the_files_is_heeded_and_part_of_what_was_read(tmp_path):
    (tmp_path / "calendar.xlsx").write_bytes(calendar.xlsx())
    without = load(tmp_path)
    (tmp_path / "mapping.toml").write_text(calendar.MAPPING, encoding="utf-8")
    mapped, alone = load(tmp_path), load(tmp_path / "calendar.xlsx")
    assert [len(data.events) for data in (without, mapped, alone)] == [0, 4, 4]
    (tmp_path / "mapping.toml").write_text(calendar.MAPPING + "# a word", encoding="utf-8")
    assert len({without.fingerprint, mapped.fingerprint, load(tmp_path).fingerprint}) == 3


BASE = '[[sheet]]\ntable = "themes"\n[sheet.columns]\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('name = "Label"', ["North", None]),
        ('name = { headings = ["Label", "Long label"] }', ["North", "The south"]),
        ('name = { value = "Same" }', ["Same", "Same"]),
        ('name = { row = "No. {row}" }', ["No. 2", "No. 3"]),
        ('name = { heading = "Label", values = { "NORTH" = "N" } }', ["N", None]),
        ('name = { heading = "Long label", values = { "*north" = "N", "the *" = "S" } }', ["N", "S"]),
        ('name = { heading = "Label", values = { "" = "Nameless" } }', ["North", "Nameless"]),
        ('name = { heading = "Label", otherwise = "Rest" }', ["Rest", "Rest"]),
    ],
)
def test_where_a_column_comes_from(source, expected):
    data = small([["Ref", "Label", "Long label"], ["n", "North", "The north"], ["s", None, "The south"]], BASE + 'theme_id = "Ref"\n' + source)
    found = dict(zip(data.themes["theme_id"], data.themes["name"], strict=True))
    assert [found.get("n"), found.get("s")] == expected


def test_a_list_is_translated_part_by_part():
    mapping = BASE.replace("themes", "projects") + 'project_id="A"\ntitle="A"\nstart="B"\ntheme_ids={heading="C", values={"x, y"="all","z"="all2"}, otherwise="all"}\n' + THEMES + THEMES.replace('"all"', '"all2"')
    data = small([["A", "B", "C"], ["p", 2018, "x, y; z"], ["q", 2018, "z|z"], ["r", 2018, "w;z"]], mapping)
    assert data.projects["theme_ids"].tolist() == [("all", "all2"), ("all2",), ("all", "all2")]


def test_what_is_not_named_is_matched_by_its_heading_unless_the_rule_is_complete():
    sheet = [["Ref", "Name", "Description", "Mood"], ["n", "North", "Cold", "good"]]
    mapping = BASE + 'theme_id = "Ref"\n'
    data = small(sheet, mapping)
    assert rows(data, "themes", "theme_id", "name", "description") == [("n", "North", "Cold")]
    assert [p.cell for p in data.problems if p.code == "extra_column"] == ["D1"]
    data = small(sheet, mapping + "description = { leave = true }\n")
    assert rows(data, "themes", "name", "description") == [("North", None)]
    data = small(sheet, mapping.replace("[sheet.columns]", "only_listed = true\n[sheet.columns]") + 'name = "Name"\n')
    assert rows(data, "themes", "name", "description") == [("North", None)]
    assert not [p for p in data.problems if p.code == "extra_column"]


def test_a_rule_comes_before_the_name_and_the_headings_of_a_sheet():
    data = small([["Name", "ID", "Code"], ["North", "1", "n"]], '[[sheet]]\nsheet = "Cities"\ntable = "themes"\n[sheet.columns]\ntheme_id = "Code"', sheet="cities")
    assert rows(data, "themes", "theme_id", "name") == [("n", "North")]
    assert data.cities.empty
    assert told(data) == []


def test_the_headings_are_found_under_a_title():
    data = small([["Our themes"], [None], ["Ref", "Label"], ["n", "North"]], BASE + 'theme_id="Ref"\nname="Label"')
    assert rows(data, "themes", "theme_id", "source_row") == [("n", 4)]


def test_a_problem_names_the_cell_that_was_taken():
    mapping = BASE.replace("themes", "projects") + 'project_id="A"\ntitle="A"\ntheme_ids={value="all"}\nstart={headings=["Real","Planned"]}' + THEMES
    data = small([["A", "Planned", "Real"], ["p", "soon", None], ["q", 2018, "later"], ["r", 2018, None]], mapping)
    assert [(p.code, p.cell, p.value) for p in data.problems if p.severity == "error"] == [("not_a_date", "B2", "soon"), ("not_a_date", "C3", "later")]


def test_a_problem_in_a_row_made_of_a_part_names_the_row_of_the_sheet():
    mapping = '[[sheet]]\ntable="cities"\nsplit=["Codes","Names"]\nonly_listed=true\n[sheet.columns]\ncity_id="Codes"\nname="Names"\nkind={value="country"}\ncountry_code="Codes"'
    data = small([["Codes", "Names"], ["SL;LR", "Sierra Leone;Liberia"], ["LR;XQ", "Liberia;Nowhere"]], mapping)
    assert rows(data, "cities", "city_id", "source_row") == [("SL", 2), ("LR", 2)]
    assert [(p.code, p.cell, p.row) for p in data.problems if p.severity == "error"] == [("not_a_country", "A3", 3)]


def test_a_value_for_every_row_must_be_there():
    data = small([["A", "B"], ["p", 2018]], BASE.replace("themes", "projects") + 'project_id="A"\ntitle="A"\nstart="B"\ntheme_ids={value="none"}')
    assert [(code, place) for code, place, _ in told(data)] == [("unknown_id", "book.xlsx, list")]


@pytest.mark.parametrize(
    ("text", "row", "severity", "words"),
    [
        ("a = 1\nb = = 2", 2, "error", "nothing of it can be used before line 2 is mended"),
        ('[[sheet]]\ntable = "projcts"', 2, "error", "“projcts” in line 2 is not known: did you mean projects?"),
        ("[[sheet]]\n", 1, "error", "is no table"),
        ('[[sheet]]\ntable = "themes"\n[sheet.columns]\ncolor = "x"', 4, "warning", "did you mean colour?"),
        ('[[sheet]]\ntable = "themes"\nheadr = 3', 3, "warning", "did you mean header?"),
        ('[[sheet]]\ntable = "themes"\nheader = "three"', 3, "error", "should be the number of a row"),
        ('[[sheet]]\ntable = "themes"\n[sheet.columns]\nname = { heading = "a", value = "b" }', 4, "error", "should say one thing"),
        ('[[sheet]]\ntable = "themes"\n[sheet.columns]\nname = { valu = "b" }', 4, "error", "did you mean value"),
        ('[[sheet]]\ntable = "themes"\nonly = 3', 3, "error", 'should be a heading, or { heading = "…", is = ["…"] }'),
        ('[[row]]\ntable = "themes"\nnmae = "x"', 1, "warning", "did you mean name?"),
        ("[sheet]\ntable = 1", 1, "error", "should be a list of entries"),
        ("[" * 3000, 1, "error", "nothing of it can be used"),
    ],
)
def test_what_is_wrong_with_the_mapping_is_told_and_the_rest_loads(text, row, severity, words):
    data = small([["theme_id", "name"], ["n", "North"]], text, sheet="themes")
    assert data.themes["theme_id"].tolist() == ["n"]
    found = [p for p in data.problems if p.code == "bad_mapping"]
    assert [(p.file, p.row, p.severity) for p in found] == [("mapping.toml", row, severity)]
    assert words in found[0].message


def test_a_rule_that_fits_no_sheet_is_a_note():
    data = small([["theme_id", "name"]], '\n[[sheet]]\nfile = "other.csv"\ntable = "events"', sheet="themes")
    assert [(p.code, p.severity, p.row) for p in data.problems] == [("unused_rule", "note", 2)]


def test_a_heading_that_is_not_there_names_those_that_are():
    data = small([["Ref", "Label"], ["n", "North"]], BASE.replace('table', 'sheet = "list"\ntable') + 'theme_id = "Refs"\nname = "Label"')
    assert any(code == "mapped_heading_missing" and "“Ref”, “Label”" in message for code, _, message in told(data))


RULE = SheetRule(
    "events", "my calendar.csv", header=3, is_day_first=False, only=Only("Categories", ("A",)), split=("X", "Y"), is_complete=True,
    columns={
        "title": Take(("Subject",)), "kind": Take(value="meeting"), "event_id": Take(row="c-{row}"), "headcount": Take(),
        "start": Take(("Real", "Planned")), "theme_ids": Take(("X",), values={"a \"b\"": "c", "": "d"}, otherwise="z"),
    },
)  # fmt: skip


def test_a_rule_that_was_written_is_read_again():
    text = with_rule("", RULE)
    read_again = parse(text)
    assert read_again.problems == ()
    assert [(rule.__dict__ | {"line": 0, "columns": dict(rule.columns)}) for rule in read_again.rules] == [RULE.__dict__]
    assert text.startswith("# How spreadsheets that were not made for the dashboard are read.")


def test_what_a_person_wrote_stays():
    text = '# Ana\'s mapping\n\n[[sheet]] # the old list\ntable = "themes"\n\n[sheet.columns]\nname = "Label" # as in 2018\ntheme_id   =   "Ref"\n\n[[row]]\ntable = "themes"\ntheme_id = "x"\nname = "X" # by hand\n'
    rule = parse(text).rules[0]
    changed = with_rule(text, SheetRule("themes", columns={"name": Take(("Title",)), "theme_id": Take(("Ref",))}, line=rule.line))
    assert changed == text.replace('"Label"', '"Title"')
    grown = with_rule(text, RULE)
    assert all(line in grown for line in text.splitlines())
    assert [rule.table for rule in parse(grown).rules] == ["themes", "events"]
    assert [cells["theme_id"] for _, cells in parse(grown).rows["themes"]] == ["x"]
    second = parse(grown).rules[1]
    assert parse(without_rule(grown, second)).rules == parse(text).rules
    assert "by hand" in without_rule(text, rule)
    assert parse(without_rule(text, rule)).rules == ()


def test_a_mapping_that_cannot_be_read_is_not_written_over():
    with pytest.raises(SourceError, match="line 1"):
        with_rule("a = = b", RULE)
    with pytest.raises(SourceError, match="changed by somebody else"):
        without_rule("", SheetRule("themes", line=7))


@pytest.mark.parametrize("example", [grants, iati, calendar])
def test_the_examples_that_people_copy_are_the_ones_that_work(example):
    assert example.MAPPING in (Path(__file__).parents[3] / "docs" / "mapping.md").read_text(encoding="utf-8")


def _bounded(code: str, given: str, *, seconds: int) -> int:
    """How Python ends that runs this code in so many seconds of the processor and two gigabytes.

    A process of its own, for one that is split off from the tests' has the locks of threads that it has not.
    """

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (2_000_000_000, 2_000_000_000))

    return subprocess.run([sys.executable, "-c", code], input=given, text=True, preexec_fn=bound, cwd=Path(__file__).parents[3], check=False).returncode


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 400_000) + " = 1", "x = [{" + ".".join(['"a"'] * 200_000) + " = 1}]", "a = " + "[" * 400_000, "x = " + "9" * 400_000,
        "[[sheet]]\ntable = \"x\"\n" * 40_000, "[[sheet]]\ntable = \"events\"\n" + "".join(f"k{i} = 1\n" for i in range(60_000)), "#" * 2_000_000,
    ],
    ids=["a key of many parts", "one in a list", "nested", "a long number", "many entries", "many keys", "long"],
)  # fmt: skip
def test_a_hostile_mapping_takes_neither_long_nor_much_memory(text):
    assert _bounded("import sys; from loaders.mapping.rules import parse; sys.exit(0 if parse(sys.stdin.read()).problems else 1)", text, seconds=10) == 0


@pytest.mark.parametrize("pattern", ["*a" * 40_000, "*a*?" * 60, "?*" * 249])
def test_a_hostile_pattern_is_tried_soon(pattern):
    code = "import sys; from loaders.mapping.rules import SheetRule; SheetRule('events', file=sys.stdin.read()).names('a' * 250 + 'b', 'sheet')"
    assert _bounded(code, pattern, seconds=8) == 0


@pytest.mark.parametrize(("is_complete", "expected"), [("false", [("double_extra", "I1"), ("double_mapped", "G1")]), ("true", [("double_mapped", "G1")])])
def test_a_heading_that_occurs_twice_is_told_where_it_is_taken(is_complete, expected):
    mapping = f'''
        [[sheet]]
        table = "cities"
        only_listed = {is_complete}
        columns = {{ city_id = "Commune", name = "Commune", country_code = "Land" }}
        [[sheet]]
        table = "organisations"
        only_listed = {is_complete}
        columns = {{ organisation_id = "Body", name = "Body", sector = {{ value = "other" }} }}
        '''
    data = small([["Commune", "Land", "Body", "x", "y", "z", "Commune", "Mine", "Mine"], ["Leeds", "GB", "a", 1, 2, 3, "York", 4, 5]], mapping)
    assert sorted((p.code, p.cell) for p in data.problems if p.severity == "error") == expected
    assert rows(data, "cities", "city_id") == [("Leeds",)]

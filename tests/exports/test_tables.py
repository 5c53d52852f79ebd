"""The tables that are taken away: what stands in the zip, whether it can be trusted, and whether it can be read again."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from charts.exhibit import View
from exports.__main__ import main
from exports.letters import without
from exports.tables import tables_file
from loaders import Scope, load
from loaders.tables import TABLES
from locales import words
from tests.exports.iati_data import HARM, hostile, with_table


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"csv/{name}.csv"].decode("utf-8-sig"), newline="")))


def said(files: dict[str, bytes]) -> dict:
    return json.loads(files["datapackage.json"])


def field(files: dict[str, bytes], table: str, name: str) -> dict:
    resource = next(one for one in said(files)["resources"] if one["name"] == table)
    return next(one for one in resource["schema"]["fields"] if one["name"] == name)


def test_every_table_is_there_twice_with_its_rows(real, view_of):
    files = unpacked(tables_file(view_of(real)))
    assert set(files) == {"datapackage.json", *(f"csv/{name}.csv" for name in TABLES), *(f"parquet/{name}.parquet" for name in TABLES)}
    # Counted in the workbook: 15 projects, 8 delegations, 26 events, 11 publications.
    assert {name: len(rows_of(files, name)) for name in ("projects", "delegations", "events", "publications")} == {"projects": 15, "delegations": 8, "events": 26, "publications": 11}
    assert {name: pq.read_table(io.BytesIO(files[f"parquet/{name}.parquet"])).num_rows for name in ("projects", "events")} == {"projects": 15, "events": 26}
    assert files["csv/projects.csv"].startswith(b"\xef\xbb\xbfproject_id,title,")


def test_a_row_as_the_workbook_has_it(real, view_of):
    files = unpacked(tables_file(view_of(real)))
    row = next(row for row in rows_of(files, "projects") if row["project_id"] == "cjs")
    assert row["theme_ids"] == "youth-coops;knowledge-transfer"
    assert row["city_ids"] == "quebec;france;seoul;barcelona;sabadell;catalonia;gwangju"
    assert (row["start"], row["start_precision"], row["end"], row["budget"]) == ("2018-02-01", "month", "", "")
    assert (row["source_file"], row["source_sheet"], row["source_row"]) == ("cities-2018-2019.xlsx", "projects", "6")
    montreal = next(row for row in rows_of(files, "cities") if row["city_id"] == "montreal")
    assert (montreal["latitude"], montreal["longitude"]) == ("45.5088", "-73.5878"), "a negative number is no formula"
    assert rows_of(files, "delegations")[0]["headcount_is_estimate"] == "false"


def test_parquet_keeps_the_types(demo, view_of):
    table = pq.read_table(io.BytesIO(unpacked(tables_file(view_of(demo)))["parquet/projects.parquet"]))
    kinds = {name: table.schema.field(name).type for name in ("theme_ids", "sdgs", "start", "budget", "title", "source_row")}
    assert kinds == {"theme_ids": pa.list_(pa.string()), "sdgs": pa.list_(pa.int64()), "start": pa.date32(), "budget": pa.float64(), "title": pa.string(), "source_row": pa.int64()}
    row = next(row for row in table.to_pylist() if row["project_id"] == "tender-clinic")
    assert (row["sdgs"], row["theme_ids"], row["start"], row["budget"]) == ([12], ["procurement", "social-finance"], date(2021, 1, 1), 18000.0)
    assert next(row for row in table.to_pylist() if row["project_id"] == "patient-capital")["end"] is None


@pytest.mark.parametrize("name", ["real", "demo", "empty"])
def test_the_reference_reader_finds_the_package_and_every_cell_of_it_valid(name, request, view_of, tmp_path):
    data = request.getfixturevalue(name)
    assert validated(tables_file(view_of(data)), tmp_path) == []


def test_a_part_of_the_data_is_a_valid_package_too(demo, view_of, tmp_path):
    # Of one theme: delegations of it belong to projects of others, which are not here.
    view = view_of(demo, scope=Scope(theme_ids=("social-finance",), start=date(2019, 1, 1), end=date(2019, 12, 31)))
    assert validated(tables_file(view), tmp_path) == []


def test_what_harms_is_a_valid_package_too(demo, view_of, tmp_path):
    assert validated(tables_file(view_of(hostile(demo))), tmp_path) == []


def validated(content: bytes, folder: Path) -> list[str]:
    """What the standard's reference reader (frictionless, requirements-dev.txt) finds wrong with a package."""
    frictionless = pytest.importorskip("frictionless")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [error.message for error in report.errors]


def test_a_wrong_cell_is_found_by_that_reader(demo, view_of, tmp_path):
    assert validated(tables_file(view_of(with_table(demo, "events", lambda frame: frame.assign(kind="picnic")))), tmp_path) != []


@pytest.mark.parametrize("name", ["real", "demo"])
def test_the_csv_files_are_read_again_as_the_same_rows(name, request, view_of, tmp_path):
    data = request.getfixturevalue(name)
    for path, content in unpacked(tables_file(view_of(data))).items():
        if path.startswith("csv/"):
            (tmp_path / path[4:]).write_bytes(content)
    again = load(tmp_path).within(Scope())
    assert {one.code for one in again.problems} == {"extra_column"}, "only what we added is left aside"
    for table in TABLES.values():
        columns = [column.name for column in table.columns if not column.personal]
        pd.testing.assert_frame_equal(again.tables[table.name][columns], data.tables[table.name][columns])


def test_the_descriptor_says_what_a_column_holds(real, view_of):
    files = unpacked(tables_file(view_of(real, language="fr")))
    status = field(files, "projects", "status")
    assert (status["title"], status["type"], status["constraints"]["enum"]) == ("Statut", "string", ["planned", "active", "completed", "suspended", "cancelled"])
    assert field(files, "projects", "theme_ids") == {
        "name": "theme_ids", "type": "list", "delimiter": ";", "itemType": "string", "title": "Thèmes", "constraints": {"required": True},
        "description": "The themes it counts in; an activity with two themes counts in both.",
    }  # fmt: skip
    assert field(files, "projects", "start_precision")["constraints"] == {"enum": ["day", "month", "season", "year"]}
    assert field(files, "cities", "latitude")["constraints"] == {"minimum": -90, "maximum": 90}
    assert field(files, "events", "source_row")["type"] == "integer"
    schemas = {one["name"]: one["schema"] for one in said(files)["resources"]}
    assert schemas["participants"]["primaryKey"] == ["person_id", "activity_id"]
    assert {"fields": ["city_id"], "reference": {"resource": "cities", "fields": ["city_id"]}} in schemas["events"]["foreignKeys"]
    assert {"fields": ["translation_of"], "reference": {"resource": "", "fields": ["publication_id"]}} in schemas["publications"]["foreignKeys"]
    assert "primaryKey" not in schemas["notes"]


def test_the_descriptor_says_of_when_and_of_what_it_is(demo, view_of):
    view = view_of(demo, scope=Scope(project_ids=("tender-clinic",)))
    package = said(unpacked(tables_file(view)))
    assert (package["as_of"], package["filters"], package["language"]) == ("2021-09-30", "A clinic for social tenders", "en")
    assert package["title"] == "The tables of Common Ground Exchange (invented)"
    assert package["notice"].startswith("Invented data")
    assert package["notice"] in package["description"]
    assert "Data as of 30 September 2021" in package["description"]
    assert "licenses" not in package, "nobody has said under which"


def test_nothing_personal_leaves(folders):
    whole = load(folders["demo"])
    assert whole.participants["name"].notna().any(), "the loader has the names"
    files = unpacked(tables_file(View(whole, whole, whole.as_of(date(2026, 1, 15)), words("en"))))
    assert not {"name", "email"} & set(rows_of(files, "participants")[0])
    everything = b"".join(files.values())
    for cell in [*whole.participants["name"].dropna(), *whole.participants["email"].dropna()]:
        assert cell.encode() not in everything


def test_a_scope_has_no_row_outside_it(demo, view_of):
    part = view_of(demo, scope=Scope(project_ids=("tender-clinic",)))
    text = b"".join(unpacked(tables_file(part)).values())
    assert b"A clinic for social tenders" in text
    inside = set(part.data.projects["title"]) | set(part.data.organisations["name"]) | set(part.data.events["title"])
    outside = [title for name, column in (("projects", "title"), ("organisations", "name"), ("events", "title")) for title in demo.tables[name][column] if title not in inside]
    assert len(outside) > 50
    assert [title for title in outside if title.encode() in text] == []


def test_what_a_spreadsheet_would_run_is_told_apart_and_said(demo, view_of):
    data = with_table(demo, "themes", lambda frame: frame.assign(name=["=1+1", "-2+3", "@SUM(A1)", "＝1", "Plain", "-5"]))
    files = unpacked(tables_file(view_of(data)))
    assert [row["name"] for row in rows_of(files, "themes")] == ["'=1+1", "'-2+3", "'@SUM(A1)", "'＝1", "Plain", "-5"]
    assert pq.read_table(io.BytesIO(files["parquet/themes.parquet"])).column("name").to_pylist() == ["=1+1", "-2+3", "@SUM(A1)", "＝1", "Plain", "-5"]
    about = {one["name"]: one["description"] for one in said(files)["resources"]}
    assert "4 cells of it have an apostrophe before their text" in about["themes"]
    assert "apostrophe" not in about["cities"]
    assert "apostrophe" in said(files)["description"]


def test_cells_made_to_harm_arrive_whole(demo, view_of):
    files = unpacked(tables_file(view_of(hostile(demo))))
    titles = pq.read_table(io.BytesIO(files["parquet/projects.parquet"])).column("title").to_pylist()
    assert titles[: len(HARM)] == list(HARM.values())
    written = [row["title"] for row in rows_of(files, "projects")][: len(HARM)]
    # Parquet has them as they are; csv without the letters that no spreadsheet reads.
    assert [cell.removeprefix("'") for cell in written] == [without(cell) for cell in HARM.values()]
    assert not [cell for cell in written if cell[0] in "=+-@＝"]


def test_the_same_data_makes_the_same_bytes(demo, view_of):
    content = tables_file(view_of(demo))
    assert content == tables_file(view_of(demo))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "no clock in it"


def test_the_command_writes_the_zip(folders, tmp_path, capsys):
    out = tmp_path / "tables.zip"
    assert main(["tables", str(out), "--data", str(folders["demo"]), "--language", "fr"]) == 0
    assert capsys.readouterr().out == f"{out}: 14 tables as csv and Parquet\n"
    assert said(unpacked(out.read_bytes()))["language"] == "fr"

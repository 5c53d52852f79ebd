"""The programme in the IATI standard: what of the workbook becomes which element, by values counted in the workbooks."""

import re
from datetime import date

import pandas as pd
import pytest
from lxml import etree

from charts.exhibit import View
from exports.__main__ import main
from exports.iati import iati_file
from exports.iati.checks import faults
from loaders import Dataset, Scope
from loaders.template import workbook
from locales import words
from tests.exports.iati_data import HARM, REPORTER, hostile, with_settings, with_table

OURS = REPORTER["iati_organisation_id"]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """The projects of 2018-2019, the one that names no place with one: it has to have a country."""
    frame["city_ids"] = [cities or ("montreal",) for cities in frame["city_ids"]]
    return frame


@pytest.fixture(scope="module")
def real_one(real):
    return with_table(with_settings(real, **REPORTER), "projects", placed)


@pytest.fixture(scope="module")
def demo_one(demo):
    return with_settings(demo, **REPORTER)


@pytest.fixture(scope="module")
def real_file(real_one) -> etree._Element:
    return read(seen(real_one))


@pytest.fixture(scope="module")
def demo_file(demo_one) -> etree._Element:
    return read(seen(demo_one))


def seen(data: Dataset) -> View:
    return View(data, data, data.as_of(date(2026, 1, 15)), words("en"))


def read(view) -> etree._Element:
    file = etree.fromstring(iati_file(view), etree.XMLParser(huge_tree=True))
    assert faults(file, view.as_of) == []
    return file


def activity(file: etree._Element, own: str) -> etree._Element:
    return next(one for one in file.iter("iati-activity") if one.findtext("iati-identifier") == f"{OURS}-{own}")


def attributes(found: etree._Element, path: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in found.findall(path)]


def indicator(found: etree._Element, own: str) -> etree._Element:
    return next(one for one in found.iter("indicator") if one.find("reference").get("code") == own)


def periods(found: etree._Element) -> list[tuple[str, str, list[str], list[str]]]:
    """First day, last day, targets and actuals of an indicator's periods, those of the whole alone."""
    return [
        (one.find("period-start").get("iso-date"), one.find("period-end").get("iso-date"), *([value.get("value") for value in one.findall(kind) if value.find("dimension") is None] for kind in ("target", "actual")))
        for one in found.findall("period")
    ]  # fmt: skip


def test_one_activity_a_project_and_the_programme_before_them(real_file, real_one):
    assert (real_file.tag, real_file.get("version")) == ("iati-activities", "2.03")
    found = [one.findtext("iati-identifier") for one in real_file.iter("iati-activity")]
    assert found == [f"{OURS}-{own}" for own in ("programme", *real_one.projects["project_id"])]
    assert len(found) == 16
    assert attributes(activity(real_file, "programme"), "related-activity") == [{"ref": one, "type": "2"} for one in found[1:]]
    assert attributes(activity(real_file, "cjs"), "related-activity") == [{"ref": f"{OURS}-programme", "type": "1"}]


def test_a_project_of_2018(real_file):
    found = activity(real_file, "cjs")
    assert found.get(LANG) == "en"
    assert attributes(found, "reporting-org") == [{"ref": OURS, "type": "22"}]
    assert found.findtext("title/narrative") == "Youth Co-operatives (CJS): Quebec, France, Seoul & Barcelona"
    assert found.findtext("description[@type='1']/narrative").startswith("Quebec's youth co-operative for services is being adapted to Catalonia")
    assert "Data as of 31 July 2019" in found.findtext("description[@type='4']/narrative")
    organisations = [(one.get("role"), one.get("ref"), one.findtext("narrative")) for one in found.findall("participating-org")]
    ours = "CITIES, International Centre for Innovation and Knowledge Transfer on the Social and Solidarity Economy"
    assert organisations == [("2", OURS, ours), ("4", None, "La Fabrique entrepreneuriale")]
    assert found.find("activity-status").get("code") == "2"
    assert attributes(found, "activity-date") == [{"type": "2", "iso-date": "2018-02-01"}]
    assert found.findtext("activity-date/narrative") == "February 2018", "the workbook knows no day"
    # Quebec; France; Seoul and Gwangju; Barcelona, Sabadell and Catalonia.
    assert attributes(found, "recipient-country") == [{"code": code, "percentage": "25.00"} for code in ("CA", "FR", "KR", "ES")]
    assert [(one.get("vocabulary"), one.get("code"), one.get("percentage"), one.findtext("narrative")) for one in found.findall("sector")] == [
        ("99", "youth-coops", "50.00", "Youth and youth co-operatives"), ("99", "knowledge-transfer", "50.00", "Knowledge transfer methods"),
    ]  # fmt: skip


def test_places_and_what_happens_there(real_file):
    found = {one.get("ref"): one for one in activity(real_file, "cjs").findall("location")}
    assert list(found) == ["quebec", "france", "seoul", "barcelona", "sabadell", "catalonia", "gwangju"]
    barcelona = found["barcelona"]
    assert barcelona.findtext("name/narrative") == "Barcelona"
    assert barcelona.findtext("point/pos") == "41.3888 2.1590"
    assert barcelona.findtext("activity-description/narrative") == "Workshop in Barcelona for local CJS facilitators (2018); CJS pilot project in Barcelona (fall 2018)"
    assert [barcelona.find(name).get("code") for name in ("location-reach", "exactness", "location-class")] == ["1", "1", "2"]
    assert found["catalonia"].find("exactness").get("code") == "2", "somewhere in the region"
    france = found["france"]
    assert (france.find("point"), dict(france.find("location-id").attrib)) == (None, {"vocabulary": "A4", "code": "FR"}), "a country is no point"


@pytest.mark.parametrize(
    ("project", "status", "dates"),
    [
        ("tender-clinic", "4", [("2", "2021-01-01"), ("4", "2021-06-30")]),
        # Active until the end of 2021, and the data is of September.
        ("coop-schools", "2", [("2", "2020-01-01"), ("3", "2021-12-31")]),
        ("next-assembly", "1", [("1", "2022-01-01"), ("3", "2022-12-31")]),
        # Nobody says that it ever began.
        ("night-markets", "5", [("1", "2020-03-01")]),
        ("mobile-clinics", "6", [("2", "2020-02-01")]),
    ],
)
def test_what_has_happened_and_what_is_planned(demo_file, project, status, dates):
    found = activity(demo_file, project)
    assert found.find("activity-status").get("code") == status
    assert [(one.get("type"), one.get("iso-date")) for one in found.findall("activity-date")] == dates


def test_what_nobody_calls_completed_has_not_ended(demo_one, view_of):
    data = with_table(demo_one, "projects", lambda frame: frame.assign(status=frame["status"].replace("completed", "active")))
    assert [one.get("type") for one in activity(read(view_of(data)), "tender-clinic").findall("activity-date")] == ["2", "3"]


def test_goals_budget_and_documents(demo_file, demo_one, view_of):
    found = activity(read(view_of(demo_one, language="fr")), "tender-clinic")
    assert attributes(found, "tag") == [{"vocabulary": "2", "code": "12"}]
    goal = found.find("tag/narrative")
    assert (goal.text, goal.get(LANG)) == ("12. Consommation et production responsables", "fr")
    assert found.find("title/narrative").get(LANG) is None, "the workbook's own language is the file's"
    value = found.find("budget/value")
    assert (value.text, value.get("currency"), value.get("value-date")) == ("18000.00", "CAD", "2021-01-01")
    page, report = found.findall("document-link")
    assert (page.get("url"), page.find("category").get("code")) == ("https://example.org/tender-clinic", "A12")
    assert (report.get("url"), report.get("format"), report.find("category").get("code")) == ("https://example.org/pub-10", "text/html", "A08")
    assert (report.find("title/narrative").get(LANG), report.find("language").get("code"), report.find("document-date").get("iso-date")) == ("fr", "fr", "2020-08-09")
    # Longer than a year: nobody has said how its 96,000 dollars are divided.
    assert activity(demo_file, "solidarity-funds").find("budget") is None


def test_what_is_still_to_come_out_is_no_document(demo_file):
    found = [one.findtext("title/narrative") for one in activity(demo_file, "summer-coops").findall("document-link")]
    assert len(found) == 3
    assert "A guide that is still being written" not in found


def test_results_are_those_of_the_workbook(demo_file):
    found = activity(demo_file, "programme")
    assert [one.get("type") for one in found.findall("result")] == sorted((one.get("type") for one in found.findall("result")), reverse=True), "impact, outcome, output"
    assert len(found.findall("result/indicator")) == 22
    missions = indicator(found, "missions")
    assert (missions.get("measure"), missions.get("ascending"), missions.get("aggregation-status")) == ("1", "true", "true")
    assert missions.findtext("description/narrative") == "Invented: study missions. Unit: delegations."
    # Counted in the sheet of delegations: six study missions, none, and two by September.
    assert periods(missions) == [("2019-04-01", "2020-03-31", ["5"], ["6"]), ("2020-04-01", "2021-03-31", ["2"], ["0"]), ("2021-04-01", "2022-03-31", ["8"], ["2"])]
    assert [one.findtext("actual/comment/narrative") for one in missions.findall("period")] == [None, None, "So far, up to 30 September 2021"]
    assert indicator(found, "new-practices").get("aggregation-status") == "false", "each year has those before it"
    satisfaction = indicator(found, "satisfaction")
    assert dict(satisfaction.find("baseline").attrib) == {"year": "2018", "iso-date": "2018-12-01", "value": "70"}
    assert [row[2:] for row in periods(satisfaction)] == [(["75"], ["72"]), (["80"], ["81"]), (["85"], ["83"])]
    assert indicator(found, "women").get("measure") == "2", "a share, in percent"
    assert indicator(found, "cost").get("ascending") == "false"


def test_dimensions_are_those_that_the_workbook_speaks_of(demo_file):
    found = activity(demo_file, "programme")
    last = indicator(found, "people").findall("period")[-1]
    assert [(one.get("value"), one.find("dimension").get("name"), one.find("dimension").get("value")) for one in last.findall("target")[1:]] == [("300", "gender", "woman"), ("150", "age_group", "18-29")]
    visits = indicator(found, "visits-web").findall("period")[-1]
    assert [(one.get("value"), one.find("dimension").get("value")) for one in visits.findall("actual")[1:]] == [("1200", "social-finance"), ("900", "urban-commons"), ("500", "food")]


def test_without_targets_the_periods_are_the_fiscal_years(real_file):
    found = indicator(activity(real_file, "programme"), "projects-count")
    # Fifteen projects, all begun but three: two of them in autumn 2019, one in December.
    assert periods(found)[-1] == ("2019-01-01", "2019-12-31", [], ["12"])


def test_a_part_has_what_its_projects_add_and_no_target(demo_one, view_of):
    file = read(view_of(demo_one, scope=Scope(project_ids=("tender-clinic",))))
    (found,) = file.findall("iati-activity")
    assert (found.get("hierarchy"), found.find("related-activity")) == (None, None), "its parent is not in this file"
    # One study mission of five days with eighteen people, from 30 August to 3 September 2021; no event since January.
    reached = {name: periods(indicator(found, name)) for name in ("missions", "mission-days", "participations", "events")}
    assert reached == {name: [("2021-01-01", "2021-09-30", [], [value])] for name, value in (("missions", "1"), ("mission-days", "5"), ("participations", "18"), ("events", "0"))}
    assert found.find(".//target") is None
    assert found.find(".//baseline") is None


def test_a_scope_has_no_word_of_a_row_outside_it(demo_one, view_of):
    view = view_of(demo_one, scope=Scope(project_ids=("tender-clinic",)))
    text = iati_file(view).decode()
    names = (("projects", "title"), ("projects", "project_id"), ("organisations", "name"), ("events", "title"), ("delegations", "title"), ("publications", "title"), ("cities", "name"))
    checked = 0
    for table, column in names:
        inside = " ".join(view.data.tables[table][column])
        for word in demo_one.tables[table][column]:
            if word not in inside:
                checked += 1
                assert word not in text, word
    assert checked > 100
    assert "A clinic for social tenders" in text


def test_cells_made_to_harm_make_a_valid_file(demo_one, view_of):
    file = read(view_of(hostile(demo_one)))
    titles = [one.findtext("title/narrative") for one in file.iter("iati-activity")][1:]
    control = "bell null escape lineend\x7f"
    assert titles[: len(HARM)] == [control if kind == "control" else cell for kind, cell in HARM.items()]
    assert len(file.xpath("//script")) == 0


def test_a_whole_workbook_is_read_and_written(tmp_path, capsys):
    rows = {
        "themes": [{"theme_id": "food", "name": "Food"}],
        "cities": [{"city_id": "dakar", "name": "Dakar", "country_code": "SN"}],
        "organisations": [{"organisation_id": "us", "name": "Common Ground", "sector": "civil society"}],
        "projects": [{
            "project_id": "R&D / 2018?", "title": "Trials", "summary": "Trials of many kinds.", "theme_ids": "food", "status": "completed", "start": "2018", "end": "2018",
            "lead_organisation_id": "us", "city_ids": "dakar", "url": "https://example.org/été/100%.pdf",
        }],
        "settings": [{"key": key, "value": value} for key, value in {
            "organisation": "Common Ground", "as_of": date(2019, 6, 30), "languages": "français", "iati_organisation_id": "SN-ONG-12", "iati_organisation_type": 23,
        }.items()],
    }  # fmt: skip
    (tmp_path / "programme.xlsx").write_bytes(workbook(rows))
    out = tmp_path / "out.xml"
    assert main(["iati", str(out), "--data", str(tmp_path / "programme.xlsx")]) == 0
    assert capsys.readouterr().out == f"{out}: 1 projects in IATI 2.03\n"
    (found,) = etree.parse(out).getroot()
    assert found.findtext("iati-identifier") == "SN-ONG-12-R-D---2018-"
    assert found.get(LANG) == "fr"
    assert attributes(found, "reporting-org") == [{"ref": "SN-ONG-12", "type": "23"}]
    assert attributes(found, "document-link") == [{"url": "https://example.org/%C3%A9t%C3%A9/100%25.pdf", "format": "application/pdf"}]
    said = found.find("activity-date/narrative")
    assert (said.text, said.get(LANG)) == ("2018", "en")


def test_an_identifier_of_iati_stays_as_it_is(demo_one, view_of):
    data = with_table(demo_one, "projects", lambda frame: frame.assign(project_id=frame["project_id"].replace("short-chains", f"{OURS}-2019-7")))
    assert activity(read(view_of(data)), "2019-7").findtext("title/narrative") == "Short food chains"


def test_the_same_data_makes_the_same_bytes(demo_one, view_of):
    content = iati_file(view_of(demo_one))
    assert content == iati_file(view_of(demo_one))
    assert not re.search(r"generated-datetime|/home/|/tmp/", content.decode()), "no clock, and no machine"

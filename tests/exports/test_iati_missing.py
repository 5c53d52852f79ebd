"""What the workbook lacks for an IATI file is said in one sentence, with the place to fill it in."""

import pandas as pd
import pytest

from exports.__main__ import main
from exports.iati import iati_file
from loaders import Scope, SourceError
from tests.exports.iati_data import REPORTER, with_settings, with_table

SETTINGS = "sheet settings, key iati_organisation_id (its identifier in IATI, such as CA-CRA_ACC_REV-119288918RR0001); sheet settings, key iati_organisation_type (a number of IATI’s list OrganisationType, such as 22 for a national NGO)"


def said(view) -> str:
    with pytest.raises(SourceError) as refused:
        iati_file(view)
    return str(refused.value)


def test_all_that_the_workbook_of_2018_lacks(real, view_of):
    assert said(view_of(real)) == (
        f"No IATI file can be made before this is filled in: {SETTINGS}; "
        "sheet projects, column city_ids, of youth-engagement (row 16) (the places that it links: they give the countries)."
    )


def test_the_invented_workbook_lacks_the_settings_alone(demo, view_of):
    assert said(view_of(demo)) == f"No IATI file can be made before this is filled in: {SETTINGS}."


@pytest.mark.parametrize("name", ["119288918RR0001", "CA-CRA/119288918", "a b-c d", "CA-"])
def test_an_identifier_that_is_none_is_missing(demo, view_of, name):
    assert "key iati_organisation_id" in said(view_of(with_settings(demo, **REPORTER | {"iati_organisation_id": name})))


@pytest.mark.parametrize(
    ("column", "blank", "place"),
    [
        ("summary", None, "sheet projects, column summary, of tender-clinic (row 11) (what the project is, in a sentence or two)"),
        ("summary", "\x07", "sheet projects, column summary, of tender-clinic (row 11) (what the project is, in a sentence or two)"),
        ("status", None, "sheet projects, column status, of tender-clinic (row 11) (where the project stands)"),
        ("city_ids", (), "sheet projects, column city_ids, of tender-clinic (row 11) (the places that it links: they give the countries)"),
        ("currency", "dollars", "sheet projects, column currency, of tender-clinic (row 11) (the three letters of the budget’s currency, such as CAD)"),
    ],
)
def test_what_a_project_lacks(demo, view_of, column, blank, place):
    def emptied(frame: pd.DataFrame) -> pd.DataFrame:
        frame[column] = [blank if own == "tender-clinic" else cell for own, cell in zip(frame["project_id"], frame[column], strict=True)]
        return frame

    data = with_table(with_settings(demo, **REPORTER), "projects", emptied)
    assert said(view_of(data)) == f"No IATI file can be made before this is filled in: {place}."
    # Who asks for other projects need not fill it in.
    assert iati_file(view_of(data, scope=Scope(project_ids=("short-chains",))))


def test_a_project_of_nobody(demo, view_of):
    data = with_table(with_settings(demo, **REPORTER), "projects", lambda frame: frame.assign(lead_organisation_id=None, partner_ids=[()] * len(frame), funder_ids=[()] * len(frame)))
    assert "column lead_organisation_id, of solidarity-funds (row 2), patient-capital (row 3), summer-coops (row 4), coop-schools (row 5), commons-atlas (row 6) and 8 more (" in said(view_of(data))


def test_a_baseline_of_no_day(demo, view_of):
    data = with_table(with_settings(demo, **REPORTER), "indicators", lambda frame: frame.assign(baseline_date=frame["baseline_date"].where(frame["indicator_id"] != "women")))
    assert said(view_of(data)) == "No IATI file can be made before this is filled in: sheet indicators, column baseline_date, of women (row 4) (the day of the baseline)."


def test_no_project_no_file(empty, view_of):
    assert said(view_of(empty)) == "There is no project here to make an IATI file of."


def test_two_projects_of_one_identifier(demo, view_of):
    data = with_table(with_settings(demo, **REPORTER), "projects", lambda frame: frame.assign(project_id=frame["project_id"].replace({"short-chains": "a/b", "buying-well": "a b"})))
    assert "CA-CRA_ACC_REV-119288918RR0001-a-b: two activities have this identifier" in said(view_of(data))


def test_the_command_says_it_and_writes_nothing(folders, tmp_path, capsys):
    out = tmp_path / "out.xml"
    assert main(["iati", str(out), "--data", str(folders["demo"])]) == 2
    assert capsys.readouterr().err == f"No IATI file can be made before this is filled in: {SETTINGS}.\n"
    assert not out.exists()

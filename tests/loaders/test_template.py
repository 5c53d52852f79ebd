import io

import pytest
from openpyxl import load_workbook

from loaders import load
from loaders.tables import TABLES
from loaders.template import workbook, write_template


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    out = tmp_path_factory.mktemp("template") / "new.xlsx"
    write_template(out)
    return out


def test_the_untouched_template_is_read_without_a_problem(path):
    data = load(path)
    assert data.problems == ()
    assert {name: len(frame) for name, frame in data.tables.items()} == {name: 2 if name == "cities" else 1 for name in TABLES}


def test_it_is_laid_out_for_a_person(path):
    book = load_workbook(path)
    assert book.sheetnames == [*TABLES, "guide"]
    for name, table in TABLES.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert all(cell.font.bold and cell.comment.text for cell in sheet[1])
        assert sheet.freeze_panes == "B2"
    assert len(list(book["guide"].rows)) == 1 + len(TABLES) + sum(len(table.columns) for table in TABLES.values())


def test_closed_vocabularies_and_references_drop_down(path):
    sheet = load_workbook(path)["events"]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["C2:C1000"].startswith('"conference,forum,panel,')
    assert rules["D2:D1000"] == "=projects!$A$2:$A$1000"
    assert all(len(formula) <= 257 for formula in rules.values()), "Excel takes no longer list"


def test_words_stay_words(tmp_path):
    content = workbook({"themes": [{"theme_id": "007", "name": "=1+1"}, {"theme_id": "NA", "name": "NA"}]})
    data = load(content)
    assert data.themes[["theme_id", "name"]].values.tolist() == [["007", "=1+1"], ["NA", "NA"]]
    assert load_workbook(io.BytesIO(content))["themes"]["B2"].data_type == "s"

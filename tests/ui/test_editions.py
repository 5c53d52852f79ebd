"""The picker and the band of an edition; an address that names one that is not there."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.editions import freeze
from tests.pages.test_pages import ROOT, run

AT = datetime(2019, 6, 30, 18, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    shutil.copy(ROOT / "data" / "cities-2018-2019.xlsx", folder)
    freeze(folder, "Board", at=AT)
    return folder


def said(test: AppTest) -> str:
    return "\n".join(element.value for element in test.markdown)


def test_the_picker_and_the_band_stand_above_a_page(folder, monkeypatch):
    """That they do so on every page is tried in a browser: here a page that one turns to comes without its frame."""
    test = run(monkeypatch, folder, "overview", edition="2019-06-30-board")
    assert test.selectbox(key="edition-shown").value == "2019-06-30-board"
    assert "You see the edition “Board”, frozen on 30 June 2019" in said(test)
    next(button for button in test.button if button.label == "Back to today").click().run()
    assert "You see the edition" not in said(test)


def test_an_edition_that_is_not_there_is_said(folder, monkeypatch):
    test = run(monkeypatch, folder, "overview", edition="2019-06-30-other")
    assert "There is no edition “2019\\-06\\-30\\-other” here\\: you see the data of today" in said(test)


def test_a_second_edition_of_the_same_name_leaves_the_link_to_the_first(folder, monkeypatch, tmp_path):
    shutil.copytree(folder, tmp_path / "kept")
    freeze(tmp_path / "kept", "Board", at=datetime(2020, 6, 30, 9, tzinfo=UTC))
    test = run(monkeypatch, tmp_path / "kept", "overview", edition="2019-06-30-board")
    assert "frozen on 30 June 2019" in said(test)
    assert test.selectbox(key="edition-shown").options == ["Board (2020-06-30)", "Board (2019-06-30)"]


def test_what_changed_says_when_one_side_is_not_there(folder, monkeypatch):
    test = run(monkeypatch, folder, "overview")
    test.switch_page("pages/changes.py")
    test.query_params["from"] = "2019-06-30-other"
    test.run()
    assert "There is no edition “2019\\-06\\-30\\-other” here" in said(test)

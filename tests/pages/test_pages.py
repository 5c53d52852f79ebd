"""Every page that is registered, on the real programme, an empty workbook and 500 projects, in both languages."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from loaders.template import workbook
from locales import LANGUAGES
from sharing.viewer import KEEPERS

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60
# What a member of the board may see (conftest.py).
OPEN = [page for page in PAGES if page not in KEEPERS]


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, page: str, *, language: str = "en", **address: str | list[str]) -> AppTest:
    monkeypatch.setenv("CITIES_DATA", str(folder))
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS)
    test.query_params["lang"] = LANGUAGES[language]
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    return test if page == "overview" else test.switch_page(f"pages/{page}.py").run()


@pytest.mark.parametrize("page", OPEN)
@pytest.mark.parametrize("programme", ["real", "large"])
def test_a_page_opens_with_its_title_and_a_sentence_from_the_data(page, programme, folders, monkeypatch):
    test = run(monkeypatch, folders[programme], page)
    assert not test.exception
    assert test.title[0].value == PAGES[page]
    assert re.search(r"\d", test.markdown[0].value), "the sentence has a figure from the data"
    assert test.subheader, "at least one figure says what it found"


@pytest.mark.parametrize("page", OPEN)
def test_a_page_of_the_invented_programme_is_full(page, folders, monkeypatch):
    test = run(monkeypatch, folders["demo"], page)
    assert not test.exception
    assert test.subheader
    assert "There is nothing here yet" not in [heading.value for heading in test.subheader]


def test_the_invented_programme_says_that_it_is_invented(folders, monkeypatch):
    """In the frame, which stands around every page."""
    test = run(monkeypatch, folders["demo"], "overview")
    assert "Invented data, to try the dashboard with\\: no such programme exists\\." in [words.value for words in test.markdown]


@pytest.mark.parametrize("page", OPEN)
def test_an_empty_page_says_what_would_fill_it(page, folders, monkeypatch):
    test = run(monkeypatch, folders["empty"], page)
    assert not test.exception
    assert test.title[0].value == PAGES[page]
    assert test.subheader[0].value == "There is nothing here yet"
    assert "Compared with" not in [one.label for one in test.selectbox], "there is nothing to compare"
    assert "loaders template" in test.code[0].value


@pytest.mark.parametrize("page", OPEN)
def test_a_page_speaks_french(page, folders, monkeypatch):
    english, french = (run(monkeypatch, folders["real"], page, language=language) for language in LANGUAGES)
    assert not french.exception
    assert [h.value for h in french.subheader] != [h.value for h in english.subheader]
    assert french.markdown[0].value != english.markdown[0].value


def test_filters_that_leave_nothing_say_so(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "overview", period="2020", themes="Health co-operatives")
    assert not test.exception
    assert test.subheader[0].value == "Nothing matches these filters"


def test_indicators_are_shown_whatever_the_filters_leave(folders, monkeypatch):
    """Nothing took place with Lisbon before it joined: what adds up is 0, what is hand-made has no data, and nothing is judged."""
    test = run(monkeypatch, folders["demo"], "indicators", cities="Lisbon", period="2019 · 01–03")
    assert not test.exception
    assert "Nothing matches these filters" not in [heading.value for heading in test.subheader]
    rows = test.dataframe[0].value.set_index("Indicator")
    assert (rows.loc["Events", "Value"], rows.loc["Study missions", "Value"], rows.loc["Days spent on missions", "Value"]) == ("0", "0", "0")
    assert rows.loc["Participants who would come again", "Value"] == "no data"
    assert set(rows["Target"]) == {"none"}
    assert "Targets speak of the whole programme\\: nothing is judged while a filter by theme, city or project is set\\." in [caption.value for caption in test.caption]


@pytest.fixture
def few(tmp_path) -> Path:
    """Four people, three of them women, at a meeting in January 2018 and two in 2019; a baseline of five meetings."""
    people = [{"person_id": str(n), "activity_id": meeting, "gender": gender} for n, (meeting, gender) in enumerate((("a", "woman"), ("a", "woman"), ("b", "man"), ("c", "woman")))]
    (tmp_path / "programme.xlsx").write_bytes(workbook({
        "cities": [{"city_id": "lisbon", "name": "Lisbon", "country_code": "PT"}], "themes": [{"theme_id": "food", "name": "Food"}],
        "events": [
            {"event_id": name, "title": name, "kind": "meeting", "city_id": "lisbon", "theme_ids": "food", "start": day}
            for name, day in (("a", date(2018, 1, 9)), ("b", date(2019, 1, 9)), ("c", date(2019, 2, 9)))
        ],
        "participants": people,
        "indicators": [
            {"indicator_id": "women", "title": "Women", "measure": "share_of_women", "is_cumulative": True},
            {"indicator_id": "meetings", "title": "Meetings", "measure": "events", "is_cumulative": False, "baseline": 5},
        ],
        "settings": [{"key": "as_of", "value": date(2019, 12, 31)}],
    }))  # fmt: skip
    return tmp_path


def test_a_share_of_fewer_than_five_shows_its_counts_and_no_percentage(few, monkeypatch):
    rows = run(monkeypatch, few, "indicators").dataframe[0].value.set_index("Indicator")
    assert (rows.loc["Women", "Value"], rows.loc["Women", "Status"]) == ("3 of 4", "○ no data")


def test_on_a_telephone_a_long_name_of_the_board_wraps(folders, monkeypatch):
    monkeypatch.setattr("ui.indicators.width_px", lambda key: 358)
    [board] = [frame for frame in run(monkeypatch, folders["real"], "indicators").dataframe if "Over time" in frame.value]
    # Streamlit wraps above 64 pixels alone.
    assert board.proto.row_height > 64


@pytest.mark.parametrize(
    ("compare", "address", "value", "change"),
    [
        # Two in 2019, one in 2018, and five stated as the baseline.
        ("before", {}, "2", "+1"),
        ("baseline", {"period": "2019"}, "2", "−3"),
        # January 2019 beside the month before, in which there was nothing, and beside January 2018.
        ("before", {"period": "Dates …", "days": ["2019-01-01", "2019-01-31"]}, "1", "+1"),
        ("year", {"period": "Dates …", "days": ["2019-01-01", "2019-01-31"]}, "1", "±0"),
        ("year", {"period": "Dates …", "days": ["2019-01-20", "2019-02-10"]}, "1", "+1"),
    ],
)  # fmt: skip
def test_the_board_compares_as_the_reader_chooses_also_any_two_days(few, monkeypatch, compare, address, value, change):
    test = run(monkeypatch, few, "indicators", **address)
    rows = test.selectbox(key="compare").set_value(compare).run().dataframe[0].value.set_index("Indicator")
    assert (rows.loc["Meetings", "Value"], rows.loc["Meetings", "Change"]) == (value, change)


def test_the_notice_is_said_in_french_where_the_data_says_it_so(folders, monkeypatch):
    test = run(monkeypatch, folders["demo"], "overview", language="fr")
    assert any("Données inventées" in words.value for words in test.markdown)
    assert not any("Invented data" in words.value for words in test.markdown)


def test_a_filter_from_the_address_narrows_the_figures(folders, monkeypatch):
    """GSEF2018 alone: one delegation of 20, and four events (forum, plenary, workshop, breakfast)."""
    test = run(monkeypatch, folders["real"], "overview", cities="Bilbao")
    figures = [element.value for element in test.markdown]
    assert "Delegations  \n**1**" in figures
    assert "Events  \n**4**" in figures


def test_an_address_is_never_permission(folders, monkeypatch):
    test = run(monkeypatch, folders["real"], "overview", themes="No such theme")
    assert "Projects  \n**12**" in [element.value for element in test.markdown]


def test_data_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "torn.xlsx").write_bytes(b"PK\x03\x04 torn")
    test = run(monkeypatch, tmp_path, "overview")
    assert not test.exception
    assert test.title[0].value == "The data cannot be read"
    assert "torn" in test.markdown[0].value


def test_no_error_and_no_statistics_leave_the_house():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"


def test_every_page_file_is_registered_and_short():
    files = {path.stem: path for path in (ROOT / "pages").glob("*.py")}
    assert set(files) == set(PAGES)
    assert all(len(path.read_text().splitlines()) < 80 for path in files.values())
    assert len((ROOT / "dashboard.py").read_text().splitlines()) < 60

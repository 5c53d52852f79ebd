"""The scores of the tables and of their columns, in words and bars."""

from dataclasses import replace
from datetime import UTC, datetime

from charts import quality, style
from loaders import load
from loaders.history import taken
from loaders.sheets.counts import Cells
from metrics.quality import cells_to_mend
from tests.loaders.books import EVENTS, PROJECTS, read, write

MARCH = datetime(2026, 3, 12, 9, tzinfo=UTC)
MESSY = [
    *EVENTS,
    ["e2", "Fair", "fête", "coops", "youth", "mtl", "2018", None, 5],
    ["e3", None, "panel", "coops", "youth", "bcn", "2018", "2019", "many"],
]


def test_the_findings_of_the_real_programme(real, view_of):
    view = view_of(real)
    assert quality.summary(view) == "76% of the 1,813 cells in 12 tables are filled and valid; no row had to be set aside."
    assert quality.scores(view).title == "Least complete: Indicators, 59% of cells filled and valid"
    assert quality.columns("projects")(view).title == "3 columns are blank throughout: sdgs, budget, and currency"


def test_bars_part_what_is_valid_faulty_and_blank(tmp_path, view_of):
    exhibit = quality.scores(view_of(read(tmp_path, events=MESSY)))
    valid, faulty, blank = exhibit.figure["data"][:3]
    assert [round(piece["x"][0], 1) for piece in (valid, faulty, blank)] == [81.5, 7.4, 11.1]
    assert faulty["marker"]["pattern"] == style.hatched()["pattern"]
    assert blank["marker"]["color"] == style.CLEAR
    assert exhibit.sentence.startswith("Cells filled and valid: Events: 3 rows, 2 set aside, 2 errors, 1 warning: 81%; Projects: 1 row: 100%")
    assert exhibit.table.iloc[0].tolist() == ["Events", 81, 27, 24, 22, 3, 2, 2, 1]
    assert quality.summary(view_of(read(tmp_path, events=MESSY))).endswith("are filled and valid; 2 rows were set aside.")


def test_a_trend_stands_beside_each_table(tmp_path, view_of):
    data = read(tmp_path, events=MESSY)
    then = taken(data, MARCH)
    then = replace(then, tables={"events": Cells(27, 24, 20, 3, 2), "projects": Cells(5, 5, 5, 1, 0), "themes": Cells()})
    exhibit = quality.scores(view_of(data), then)
    assert exhibit.table["Points since 12 March 2026"].astype(object).where(lambda points: points.notna(), None).tolist() == [7, 0, None, None]
    assert exhibit.figure["data"][4]["text"] == ["\u200281%, +7", "\u2002100%", "\u2002100%, new", "\u2002100%, new"]
    assert exhibit.subtitle.endswith("points since the load of 12 March 2026 at 09:00")


def test_columns_are_named_as_their_keeper_does(tmp_path, view_of):
    data = read(tmp_path, events=[["Identifiant", *EVENTS[0][1:]], *MESSY[1:]])
    exhibit = quality.columns("events")(view_of(data))
    names = exhibit.table["Column"].tolist()
    assert "headcount" in names
    assert "kind (required)" in names
    assert exhibit.title == "Least complete: end, 1 of 3 cells filled and valid"
    assert "headcount: 66%, 1 faulty" in exhibit.sentence


def test_a_column_headed_in_two_ways_is_named_in_the_readers_language(tmp_path, view_of):
    write(tmp_path / "2018.xlsx", {"themes": [["theme_id", "Nom"], ["youth", "Youth"]]})
    write(tmp_path / "2019.xlsx", {"themes": [["theme_id", "Titulo", "name"], ["food", "", "Food"]]})
    data = load(tmp_path)
    names = [quality.columns("themes")(view_of(data, language=language)).table.iloc[1, 0].split(" (")[0] for language in ("en", "fr")]
    assert names == ["Name", "Nom"]


def test_a_missing_column_comes_before_all_else(tmp_path, view_of):
    data = read(tmp_path, projects=[PROJECTS[0][:3], PROJECTS[1][:3]])
    exhibit = quality.columns("projects")(view_of(data))
    assert exhibit.title == "Missing in Projects: Start"
    assert exhibit.table.iloc[-1].tolist() == ["Start (required, missing)", 1, 0, 0]


def test_a_sound_workbook_is_complete(tmp_path, view_of):
    events = [EVENTS[0], [*EVENTS[1][:7], "May 2018", 100]]
    view = view_of(read(tmp_path, events=events))
    assert quality.scores(view).title == "Every cell is filled and valid"
    assert quality.columns("events")(view).title == "Every cell is filled and valid"
    assert quality.tables(quality.scores(view)) == ["projects", "events", "themes", "cities"]


def test_an_empty_workbook_says_so_calmly(empty, view_of):
    for exhibit in (quality.scores(view_of(empty)), quality.columns("events")(view_of(empty))):
        assert exhibit.is_empty
        assert exhibit.figure is None
        assert exhibit.title == "No cell could be read here"


def test_a_heading_is_never_markup(tmp_path, view_of):
    data = read(tmp_path, themes=[["theme_id", "<b>Name</b>"], ["youth", "Youth"]])
    text = str(quality.columns("themes")(view_of(data)).figure)
    assert "<b>" not in text


def test_a_bar_opens_the_cells_that_are_blank_or_faulty(tmp_path, view_of):
    data = read(tmp_path, events=MESSY)
    shown = quality.scores(view_of(data))
    assert [one["ids"][0] for one in shown.figure["data"][:3]] == ["events"] * 3
    mark = shown.marks.find("events", shown.measure)
    assert (mark.title, mark.parts) == ("Events: 22 of 27 cells filled and valid", ("Events",))
    found = cells_to_mend(data, mark.measure)
    assert found[["sheet", "cell"]].to_numpy().tolist() == [["events", "B4"], ["events", "C3"], ["events", "H2"], ["events", "H3"], ["events", "I4"]]
    assert [problem and problem.code for problem in found["problem"]] == ["required_blank", "not_a_choice", None, None, "not_a_number"]


def test_a_bar_of_a_column_opens_its_own_cells(tmp_path, view_of):
    data = read(tmp_path, events=MESSY)
    shown = quality.columns("events")(view_of(data))
    mark = shown.marks.find("end", shown.measure)
    assert mark.title == "end: 1 of 3 cells filled and valid"
    assert cells_to_mend(data, mark.measure)["cell"].tolist() == ["H2", "H3"]
    assert mark.measure.value == 33


def test_of_a_missing_column_one_line_tells(tmp_path, view_of):
    data = read(tmp_path, projects=[PROJECTS[0][:3], PROJECTS[1][:3]])
    shown = quality.columns("projects")(view_of(data))
    found = cells_to_mend(data, shown.marks.find("start", shown.measure).measure)
    assert found[["column", "sheet", "cell"]].to_numpy().tolist() == [["start", "projects", ""]]

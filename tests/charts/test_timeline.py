"""The timeline says what the report says, draws vague dates vague, and keeps marks apart."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import combinations

import pandas as pd
import pytest

from charts import style
from charts.exhibit import Exhibit, View
from charts.timeline import by_city, by_project, by_theme, summary
from charts.timeline_figure import axis_of, body_of, pages_of, tick_days
from charts.timeline_marks import TINT, _slices, extent
from charts.timeline_rows import Frame, label
from loaders import Dataset, Scope
from metrics.timeline import first_day_meant, last_day_meant

Make = Callable[..., View]


def marks(shown: Exhibit) -> pd.DataFrame:
    """The delegations, events and publications as drawn: table, id, place, symbol and fill."""
    trace = next(one for one in shown.figure["data"] if one.get("mode") == "markers" and one.get("customdata"))
    frame = pd.DataFrame(trace["customdata"], columns=["table", "id"])
    marker = trace["marker"]
    return frame.assign(x=trace["x"], y=trace["y"], symbol=marker["symbol"], fill=marker["color"])


def texts(shown: Exhibit) -> list[str]:
    return [text for one in shown.figure["data"] if one.get("mode") == "text" for text in one["text"]]


def bar_of(shown: Exhibit, project: str) -> pd.DataFrame:
    trace = next(one for one in shown.figure["data"] if one["type"] == "bar")
    frame = pd.DataFrame({"base": trace["base"], "colour": trace["marker"]["color"], "id": [data[1] for data in trace["customdata"]]})
    return frame[frame["id"] == project]


# Counted by hand: 22 events and 7 delegations had taken place by 31 July 2019.
@pytest.mark.parametrize(("draw", "title"), [
    (by_theme, "International networks saw the most activity: 10 of 29 delegations and events"),
    (by_city, "Barcelona saw the most activity: 10 of 29 delegations and events"),
    (by_project, "GSEF2018 Bilbao saw the most activity: 5 of 29 delegations and events"),
])  # fmt: skip
def test_the_title_says_where_most_happened(draw: Callable[[View], Exhibit], title: str, real: Dataset, view_of: Make) -> None:
    assert draw(view_of(real)).title == title


def test_the_summary_counts_everything_once(real: Dataset, view_of: Make) -> None:
    assert summary(view_of(real)) == (
        "2018 to 2020: 12 projects, 7 delegations, 22 events, and 10 publications so far; "
        "3 projects, 1 delegation, 4 events, and 1 publication planned."
    )


def test_the_summary_says_months_where_they_are_known(real: Dataset, view_of: Make) -> None:
    said = summary(view_of(real, scope=Scope(project_ids=("gsef-2018",))))
    assert said.startswith("October 2018: 1 project, ") and "planned" not in said
    of_a_season = summary(view_of(real, scope=Scope(project_ids=("tiess-barcelona",))))
    assert of_a_season == "Fall 2019: nothing so far; 1 project planned.", "a sentence begins with a capital"


def test_everything_stands_once_where_projects_are_the_rows(real: Dataset, view_of: Make) -> None:
    shown = by_project(view_of(real))
    assert marks(shown)["table"].value_counts().to_dict() == {"events": 26, "publications": 11, "delegations": 8}
    assert not marks(shown)["id"].duplicated().any()
    assert len(shown.table) == 15 + 8 + 26 + 11


def test_what_has_two_themes_stands_in_both(real: Dataset, view_of: Make) -> None:
    drawn = marks(by_theme(view_of(real)))["id"].value_counts()
    assert (drawn["gsef-2018-plenary"], drawn["gsef-2018-bilbao"]) == (2, 1)


def test_each_kind_has_its_symbol_and_planned_ones_are_hollow(real: Dataset, view_of: Make) -> None:
    drawn = marks(by_project(view_of(real)))
    assert drawn.groupby("table")["symbol"].unique().map(list).to_dict() == {
        "delegations": ["diamond"], "events": ["circle"], "publications": ["square"],
    }  # fmt: skip
    # Four events, one delegation and the guide that is announced.
    assert set(drawn.loc[drawn["fill"] == style.paper(False), "id"]) == {
        "urban-commons-seoul-2019", "cjs-pilots-catalonia-2019", "world-human-rights-cities-forum-2019",
        "fsmet-2020-forum", "social-finance-gathering-2019", "assessment-guide-publication",
    }  # fmt: skip
    assert set(bar_of(by_project(view_of(real)), "urban-commons-seoul")["colour"]) == {style.CLEAR}


def test_what_has_no_project_has_a_lane_of_its_own(real: Dataset, view_of: Make) -> None:
    shown = by_project(view_of(real))
    assert texts(shown)[-1] == "Without a project"
    last = marks(shown).tail(3)
    assert list(last["id"]) == ["cities-launch-2018", "conference-of-montreal-2018", "smart-cities-puebla-2018"]


def test_marks_do_not_overlap_on_a_telephone(real: Dataset, view_of: Make) -> None:
    for draw in (by_theme, by_city, by_project):
        shown = draw(view_of(real))
        first, last = map(pd.Timestamp, shown.figure["layout"]["xaxis"]["range"])
        drawn = marks(shown)
        across = (pd.to_datetime(drawn["x"]) - first) / (last - first) * 345
        for (x1, y1), (x2, y2) in combinations(zip(across, drawn["y"], strict=True), 2):
            assert abs(y1 - y2) >= 12 or abs(x1 - x2) >= 10


def test_publications_without_a_date_stand_apart_at_the_right(real: Dataset, view_of: Make) -> None:
    shown = by_project(view_of(real))
    late = marks(shown).loc[lambda frame: frame["x"] > "2021-01-01"]
    assert (len(late), set(late["table"])) == (10, {"publications"})
    assert "no date" in [note["text"] for note in shown.figure["layout"]["annotations"]]


def test_the_day_of_the_data_is_named_and_drawn(real: Dataset, view_of: Make) -> None:
    layout = by_theme(view_of(real)).figure["layout"]
    assert layout["annotations"][0]["text"] == "31 July 2019: the day of this data"
    assert layout["shapes"][0]["x0"] == "2019-07-31T00:00"


def test_a_period_narrows_the_axis(real: Dataset, view_of: Make) -> None:
    view = view_of(real, scope=Scope(start=date(2018, 1, 1), end=date(2018, 12, 31)))
    layout = by_theme(view).figure["layout"]
    assert layout["xaxis"]["range"][0] == "2018-01-01T00:00"
    assert layout["xaxis"]["range"][1] < "2019-04-01"
    assert layout["shapes"] == []


def test_a_theme_chosen_shows_no_other_group(real: Dataset, view_of: Make) -> None:
    shown = by_theme(view_of(real, scope=Scope(theme_ids=("health-coops",))))
    assert set(shown.table["Theme"]) == {"Health co-operatives"}


def bar(start: str, until: str, end_from: str | None, end: str | None, start_precision: str, end_precision: str) -> dict[str, object]:
    return {
        "start": datetime.fromisoformat(start), "start_until": datetime.fromisoformat(until), "start_precision": start_precision,
        "end_from": end_from and datetime.fromisoformat(end_from), "end": end and datetime.fromisoformat(end),
        "end_precision": end_precision, "is_open": end is None,
    }  # fmt: skip


def test_a_vague_end_fades_and_an_exact_one_does_not() -> None:
    as_of = datetime(2019, 7, 31)
    exact = bar("2018-03-05", "2018-03-05", "2018-06-08", "2018-06-08", "day", "day")
    assert [share for left, right, share in _slices(exact, as_of=as_of) if left < right] == [TINT]
    season = bar("2018-09-01", "2018-11-30", "2019-03-31", "2019-03-31", "season", "day")
    shares = [share for left, right, share in _slices(season, as_of=as_of) if left < right]
    assert shares == sorted(shares) and shares[0] < 0.1 and shares[-1] == TINT


def test_a_year_at_both_ends_fades_from_its_middle() -> None:
    start, sure, maybe, end = extent(bar("2018-01-01", "2018-12-31", "2018-01-01", "2018-12-31", "year", "year"), as_of=datetime(2019, 7, 31))
    assert (start, end) == (datetime(2018, 1, 1), datetime(2019, 1, 1))
    assert sure == maybe == datetime(2018, 7, 2)


def test_an_open_project_runs_to_the_day_of_the_data() -> None:
    running = bar("2018-02-01", "2018-02-28", None, None, "month", "day")
    assert extent(running, as_of=datetime(2019, 7, 31))[3] == datetime(2019, 8, 1)


def test_what_a_date_can_mean() -> None:
    precision = pd.Series(["day", "month", "season", "year"])
    first = pd.Series(pd.to_datetime(["2018-03-22", "2018-02-01", "2018-12-01", "2018-01-01"]))
    last = pd.Series(pd.to_datetime(["2018-03-22", "2018-02-28", "2019-02-28", "2018-12-31"]))
    pd.testing.assert_series_equal(last_day_meant(first, precision), last)
    pd.testing.assert_series_equal(first_day_meant(last, precision), first)


@pytest.mark.parametrize(("first", "last", "count"), [("2018-01-01", "2018-04-30", 4), ("2018-01-01", "2020-12-31", 6), ("1990-01-01", "2020-12-31", 4)])
def test_ticks_fit_a_telephone(first: str, last: str, count: int) -> None:
    assert len(tick_days(Frame(datetime.fromisoformat(first), datetime.fromisoformat(last), False))) == count


def test_a_title_is_shown_as_typed() -> None:
    assert label("<b>Bold</b> & plain") == "&lt;b&gt;Bold&lt;/b&gt; &amp; plain"


def test_nothing_to_draw(empty: Dataset, view_of: Make) -> None:
    for draw in (by_theme, by_city, by_project):
        shown = draw(view_of(empty))
        assert shown.is_empty and shown.figure is None and shown.title == "Nothing has a place in time yet"
    assert summary(view_of(empty)) == "Nothing is on record here yet."


def test_500_projects_come_page_by_page_in_few_traces(large: Dataset, view_of: Make) -> None:
    whole = by_project(view_of(large)).figure
    assert len(whole["data"]) < 12
    assert pages_of(whole) == 7  # 500 projects and a lane without one, 80 to a page
    heights = [body_of(whole, page=page)["layout"]["height"] for page in range(1, pages_of(whole) + 1)]
    assert max(heights) < 16_000
    drawn = [len(trace["y"]) for page in range(1, pages_of(whole) + 1) for trace in body_of(whole, page=page)["data"] if "hovertemplate" in trace]
    assert sum(drawn) == sum(len(trace["y"]) for trace in whole["data"] if "hovertemplate" in trace)


def test_the_axis_and_the_rows_stand_above_each_other_exactly(real: Dataset, view_of: Make) -> None:
    whole = by_theme(view_of(real)).figure
    axis, rows = axis_of(whole)["layout"], body_of(whole, page=1)["layout"]
    assert axis["xaxis"]["range"] == rows["xaxis"]["range"]
    assert [axis["margin"][side] for side in "lr"] == [rows["margin"][side] for side in "lr"]


def test_a_project_that_was_stopped_says_so_in_its_title(demo: Dataset, view_of: Make) -> None:
    titles = [text.replace("<br>", " ") for text in texts(by_project(view_of(demo)))]
    assert next(title for title in titles if "Night markets" in title).startswith("Night markets run by their stallholders (cancelled)")
    assert not any("(active)" in title or "(completed)" in title for title in titles)

"""The overview's words, from the data."""

from charts import overview
from loaders import Scope


def test_the_summary_says_when_what_and_where(real, view_of):
    sentence = overview.summary(view_of(real))
    assert sentence.startswith("Between February 2018 and June 2019, 12 projects in 8 themes took place in, or between, 11 places in 6 countries")


def test_the_busiest_month_is_the_title(real, view_of):
    exhibit = overview.by_month(view_of(real))
    assert exhibit.title == "October 2018 and March 2019 were the busiest months: 6 activities each"
    assert "10 more are dated only to a season or a year" in exhibit.subtitle


def test_the_figure_and_the_table_say_the_same(real, view_of):
    exhibit = overview.by_month(view_of(real))
    drawn = {trace["name"]: [n or 0 for n in trace["y"]] for trace in exhibit.figure["data"]}
    assert drawn == {name: exhibit.table[name].tolist() for name in ("Events", "Delegations", "Still to come")}


def test_markup_in_a_place_stays_text(real, view_of):
    view = view_of(real, scope=Scope(city_ids=("bilbao",)))
    assert "<" not in overview.coming_next(view).title


def test_an_empty_programme_says_so(empty, view_of):
    view = view_of(empty)
    assert overview.summary(view) == "Nothing on record here has taken place, and nothing is planned."
    assert overview.by_month(view).title == "No activity is dated to a month"
    assert overview.coming_next(view).title == "Nothing on record here is still to come"
    assert overview.latest_publications(view).title == "No publication on record here is out"


def test_ticks_are_as_many_as_a_telephone_has_room_for(real, large, view_of):
    months = overview.by_month(view_of(real)).figure["layout"]["xaxis"]["ticktext"]
    assert months == ["Apr<br>2018", "Jul", "Oct", "Jan<br>2019", "Apr", "Jul", "Oct"]
    years = overview.by_month(view_of(large)).figure["layout"]["xaxis"]["ticktext"]
    assert years == [str(year) for year in range(2015, 2026)]

"""A figure as shapes: what plotly draws, where it draws it, and what each shape stands for."""

from collections import Counter
from dataclasses import replace

import pytest

from charts import EXHIBITS, made
from charts.drawing import Area, Box, Mark, Path, Text
from charts.drawn import drawing_of
from charts.drawn_words import plain, wide
from charts.style import DARK_MAP
from loaders import Scope
from metrics.indicators import declared


def drawn(key, view, *, width=720):
    return drawing_of(made(key, view)(view), view, width=width)


def only(kind, drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def every_key(view):
    return [*EXHIBITS, *(f"indicators.trend.{one.indicator_id}" for one in declared(view.whole))]


def test_bars_are_as_long_as_their_numbers_and_say_them(real, view_of):
    boxes = only(Box, drawn("participants.by_sector", view_of(real)))
    named = {box.name.partition(":")[0]: box for box in boxes}
    assert {"Local government", "Academia", "Civil society"} <= set(named)
    # 5 people against 2, and 60 of whom it is not known.
    assert named["Local government"].width / named["Academia"].width == pytest.approx(2.5)
    unknown = named["60 people of whom it is not known"]
    assert unknown.width / named["Academia"].width == pytest.approx(30)
    assert (unknown.fill.is_hatched, named["Academia"].fill.is_hatched) == (True, False)


def test_columns_stand_on_each_other_and_what_is_planned_is_hollow(real, view_of):
    shown = drawn("overview.months", view_of(real))
    october = {box.name: box for box in only(Box, shown) if box.name.startswith("October 2018")}
    events, delegation = october["October 2018: 5 events"], october["October 2018: 1 delegation"]
    assert events.height / delegation.height == pytest.approx(5)
    assert delegation.y + delegation.height == pytest.approx(events.y)
    planned = [box for box in only(Box, shown) if "still to come" in box.name]
    assert [(box.name, box.fill is None, box.stroke is None) for box in planned] == [("October 2019: 2 still to come", True, False), ("December 2019: 1 still to come", True, False)]
    assert {"Events", "Delegations", "Still to come"} <= {text.words for text in only(Text, shown)}


def test_each_project_delegation_event_and_publication_of_a_timeline_is_one_named_shape(real, view_of):
    shown = drawn("timeline.by_project", view_of(real))
    projects = [box.name for box in only(Box, shown) if box.name]
    assert len(projects) == len(set(projects)) == len(real.projects) == 15
    assert any(name.startswith("Youth Engagement\nProject") for name in projects)
    signs = Counter(mark.symbol for mark in only(Mark, shown) if mark.name)
    assert signs == {"diamond": len(real.delegations), "disc": len(real.events), "square": len(real.publications)}


def test_a_date_stands_where_its_axis_says(real, view_of):
    shown = drawn("delegations.journeys", view_of(real))
    ticks = {text.words: text.x for text in only(Text, shown) if text.size == 12}
    # The day of the data, 31 July 2019, lies as far behind January as 212 days are of the 365 between two Januaries.
    (line,) = [path for path in only(Path, shown) if path.stroke.width == 1 and path.points[0][0] == path.points[1][0]]
    first, later = ticks["Jan 2019"], ticks["Jul 2019"]
    assert (line.points[0][0] - first + 2) / (later - first) == pytest.approx(211 / 181, abs=0.01)


def test_words_are_plain_and_shown_as_typed(real, view_of):
    themes = real.themes.assign(name=real.themes["name"].replace({"Urban commons": "<b>도시</b> &amp; <br>co"}))
    shown = drawn("themes.by_kind", view_of(real.__class__({**real.tables, "themes": themes})))
    (heading,) = [text for text in only(Text, shown) if "도시" in text.words]
    assert (heading.words, heading.is_bold) == ("<b>도시</b> &amp; <br>co", True)
    assert any(box.name.split("\n")[0] == "<b>도시</b> &amp; <br>co" for box in only(Box, shown))


def test_pieces_of_a_line_keep_their_weight_and_colour(real, view_of):
    shown = drawn("timeline.by_theme", view_of(real))
    (heading,) = [text for text in only(Text, shown) if text.words == "■ Urban commons"]
    assert [(run.words, run.is_bold, run.colour) for run in heading.runs] == [("■", True, "#44AA99"), (" Urban commons", True, None)]
    (place,) = [text for text in only(Text, drawn("themes.transfers", view_of(real))) if text.words == "Quebec 6 +1"]
    assert [(run.words, run.is_bold) for run in place.runs] == [("Quebec ", False), ("6 +1", True)]


def test_a_flow_is_an_area_with_an_arrow_and_the_planned_ones_are_hollow(real, view_of):
    areas = only(Area, drawn("themes.transfers", view_of(real)))
    assert len(areas) == 14
    (planned,) = [area for area in areas if area.fill is None]
    assert planned.name.startswith("Quebec → Barcelona\nKnowledge transfer methods\n")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [340, 720])
def test_no_word_of_any_figure_is_cut_and_no_mark_is_outside(demo, view_of, language, width):
    view = view_of(demo, language=language)
    for key in every_key(view):
        shown = drawn(key, view, width=width)
        for text in only(Text, shown) if shown else ():
            long = text.size if text.angle else wide(text.words, text.size)
            left = text.x - {"start": 0, "middle": 0.5, "end": 1}["middle" if text.angle else text.anchor] * long
            top = text.y - (wide(text.words, text.size) if text.angle else text.size / 3)
            assert left >= -2 and left + long <= width + 2, (key, text.words, left, long)
            assert top >= 0 and text.y + text.size / 3 <= shown.height, (key, text.words, top)
        for box in only(Box, shown) if shown else ():
            assert box.x >= -1 and box.x + box.width <= width + 1 and box.y >= -1 and box.y + box.height <= shown.height + 1, (key, box)


def test_names_of_ticks_stand_upright_where_they_have_no_room(demo, view_of):
    angles = {width: {text.angle for text in only(Text, drawn("themes.by_city", view_of(demo), width=width)) if text.words == "Bologna"} for width in (340, 720)}
    assert angles == {340: {-90}, 720: {0}}


def test_on_dark_paper_words_are_light(real, view_of):
    shown = drawn("participants.by_sector", replace(view_of(real), is_dark=True))
    assert {text.colour for text in only(Text, shown)} == {DARK_MAP.ink}


def test_the_map_is_land_lines_marks_and_names_all_within_the_picture(demo, view_of):
    shown = drawn("map.places", view_of(demo), width=900)
    land = [area for area in only(Area, shown) if len(area.points) > 3 or area.stroke]
    assert 300 < sum(len(area.points) for area in land) <= 2000
    assert {"Seoul", "Montreal", "Dakar", "Bologna"} <= {text.words for text in only(Text, shown)}
    assert any(mark.name.startswith("Dakar, Senegal\n") for mark in only(Mark, shown))
    assert {path.stroke.dash for path in only(Path, shown)} == {"solid", "dash"}
    assert any(path.name == "Montreal → Seoul\n1 planned delegation" for path in only(Path, shown))
    for x, y in (point for shape in (*only(Area, shown), *only(Path, shown)) for point in shape.points):
        assert -0.1 <= x <= 900.1 and -0.1 <= y <= shown.height + 0.1


def test_what_has_no_figure_has_no_drawing(real, empty, view_of):
    assert drawn("overview.next", view_of(real)) is None
    assert all(drawn(key, view_of(empty)) is None for key in EXHIBITS if not key.startswith(("quality", "timeline")))


def test_a_part_is_drawn_alone(real, view_of):
    shown = drawn("timeline.by_project", view_of(real, scope=Scope(project_ids=("pqds-exploratory",))))
    assert [box.name.split("\n")[1] for box in only(Box, shown) if box.name] == ["Spectacles Partnership"]
    assert len([mark for mark in only(Mark, shown) if mark.name]) == 1


def test_plain_words_of_markup():
    assert plain('<b>A &lt;b&gt; &amp; c</b><br><span style="color:#112233">■</span> d') == "A <b> & c\n■ d"

"""Every exhibit that is registered keeps the house's rules, on every programme."""

import json
from colorsys import rgb_to_hls

import pandas as pd
import pytest

from charts import EXHIBITS
from charts.style import DARK_MAP, MUTED, NEUTRAL, contrast, theme_colours
from loaders import Scope


@pytest.mark.parametrize("key", EXHIBITS)
@pytest.mark.parametrize("programme", ["real", "large", "empty"])
def test_an_exhibit_says_what_it_found_and_knows_its_rows(key, programme, request, view_of):
    dataset = request.getfixturevalue(programme)
    exhibit = EXHIBITS[key](view_of(dataset))
    assert exhibit.key == key
    assert exhibit.title
    assert exhibit.measure.formula
    assert isinstance(exhibit.table, pd.DataFrame)
    if programme == "empty":
        return
    assert exhibit.sentence, "who cannot see it is told the same"
    for table, index in exhibit.measure.rows.items():
        assert index.isin(dataset.tables[table].index).all()


@pytest.mark.parametrize("key", EXHIBITS)
def test_a_figure_is_a_plain_dict_that_asks_nobody(key, real, view_of):
    figure = EXHIBITS[key](view_of(real)).figure
    if isinstance(figure, dict):
        text = json.dumps(figure, default=str)
        assert "http" not in text.replace("http://cities-ess.org", "")
        assert not any(trace["type"].startswith(("scattergeo", "choropleth", "scattermap")) for trace in figure["data"])


@pytest.mark.parametrize("key", EXHIBITS)
def test_nobody_is_named_and_no_address_is_shown(key, large, view_of):
    exhibit = EXHIBITS[key](view_of(large))
    shown = json.dumps([exhibit.title, exhibit.subtitle, exhibit.sentence, exhibit.table.to_dict("list")], default=str)
    assert "Somebody Private" not in shown
    assert "private@example.org" not in shown


def test_a_theme_keeps_its_colour_in_every_part(real):
    whole = theme_colours(real)
    assert list(whole.values()) == list(MUTED)
    part = real.within(Scope(theme_ids=("health-coops",)))
    assert theme_colours(part).items() <= whole.items()


def test_a_theme_s_colour_is_seen_on_dark_paper_in_the_same_hue(real):
    light, dark = theme_colours(real), theme_colours(real, is_dark=True)
    assert min(contrast(colour, DARK_MAP.paper) for colour in dark.values()) >= 3
    assert contrast(NEUTRAL, DARK_MAP.paper) >= 3, "outlines too"
    sunk = {theme for theme, colour in light.items() if contrast(colour, DARK_MAP.paper) < 3}
    assert {theme for theme in light if light[theme] != dark[theme]} == sunk
    hues = [[rgb_to_hls(*bytes.fromhex(colours[theme][1:]))[0] for colours in (light, dark)] for theme in sunk]
    assert sunk and all(abs(one - other) < 0.02 for one, other in hues)

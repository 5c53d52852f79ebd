"""Screens: a finding over its figure, no more on one than can be read, and text from cells as text."""

import re

import pandas as pd
import pytest

from charts.indicators import board_lines
from exports.decks import FIGURES, Item
from loaders import Scope
from locales import words
from ui import deck
from ui.present_screens import FITS, MOST, TALL, in_tables, screens

EN = words("en")


def of(view, key, *, title=None, **how):
    one = deck.shown(Item(key, title), deck.Asked(view))
    assert one is not None
    return screens(one, view, **how)


def rows(html):
    return html.count("<tr>") - 1


def test_headline_figures_are_large_numbers_over_their_names(real, view_of):
    [screen] = of(view_of(real), "overview.figures")
    assert screen.title == "The programme in figures"
    assert re.findall(r"<dt>(.*?)</dt>", screen.html)[:3] == ["Projects", "Delegations", "Events"]
    # Twelve projects, seven delegations, twenty-two events; a headcount that is about right has its sign.
    assert re.findall(r"<strong>(.*?)</strong>", screen.html)[:3] == ["12", "7", "22"]
    assert len(re.findall("<dt>", screen.html)) == len(FIGURES["overview.figures"])


def test_a_figure_is_a_picture_that_says_its_sentence_below_its_finding(real, view_of):
    [screen] = of(view_of(real), "overview.months")
    assert screen.html.startswith('<article class="screen"><h1 class="screen-title">October 2018 and March 2019 were the busiest months: 6 activities each</h1>')
    assert re.search(r'<svg [^>]*role="img" aria-label="[^"]+October 2018', screen.html)
    assert "Data as of 31 July 2019" in screen.html


def test_what_is_left_by_filters_is_said_on_each_screen(real, view_of):
    [screen] = of(view_of(real, scope=Scope(city_ids=("bilbao",))), "overview.months")
    assert re.search(r"<footer>[^<]* · Bilbao</footer>", screen.html)
    assert "Bilbao" not in of(view_of(real), "overview.months")[0].html.partition("<footer>")[2]


def test_a_title_that_was_typed_is_text(real, view_of):
    [screen] = of(view_of(real), "overview.months", title="<img src=x onerror=alert(1)> & co")
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; co</h1>" in screen.html


def test_a_tall_figure_takes_several_screens_each_with_its_axis(demo, view_of):
    found = of(view_of(demo), "timeline.by_project")
    assert 2 <= len(found) <= MOST
    for place, screen in enumerate(found, start=1):
        assert f"screen {place} of {len(found)}" in screen.html
        assert "30 September 2021: the day of this data" in screen.html
        width, height = map(float, re.search(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"', screen.html).groups())
        assert height <= TALL * FITS * width
    said = " ".join(screen.html for screen in found)
    # Every project is on one of them.
    for title in ("An atlas of urban commons", "Short food chains", "Night markets run by their stallholders (cancelled)", "The assembly of 2022"):
        assert sum(f">{title}<" in screen.html for screen in found) == 1, title
    assert "more row" not in said


def test_of_hundreds_of_rows_the_first_are_shown_and_the_others_counted(large, view_of):
    found = of(view_of(large), "timeline.by_project")
    assert len(found) == MOST
    assert re.search(r"· \d+ more rows are in the dashboard<", found[-1].html)
    assert not any("more rows" in screen.html for screen in found[:-1])


def test_on_a_telephone_a_figure_is_whole(demo, view_of):
    [screen] = of(view_of(demo), "timeline.by_project", is_narrow=True)
    assert 'class="screen narrow"' in screen.html
    assert ">The assembly of 2022<" in screen.html


def test_on_a_telephone_a_table_is_a_list_of_all_its_rows(real, view_of):
    [screen] = of(view_of(real), "overview.next", is_narrow=True)
    said = re.findall(r"<li><strong>(.*?)</strong><span>(.*?)</span></li>", screen.html)
    assert len(said) == 7
    assert said[2] == ("October 2019", "Study tour in Seoul on the urban commons · Seoul")


def test_within_a_page_the_title_is_no_heading(real, view_of):
    [screen] = of(view_of(real), "overview.months", is_preview=True)
    assert "<h1" not in screen.html


@pytest.mark.parametrize(("cell", "shown"), [("Short", [8] * 5), ("A title that is so long that it takes two lines of a column " * 2, [5] * 6)])
def test_a_table_stands_on_as_many_screens_as_it_needs_and_what_is_left_is_counted(cell, shown):
    found, rest = in_tables(pd.DataFrame({"When": ["May"] * 40, "What": [cell] * 40}), EN)
    assert [rows(html) for html in found] == pytest.approx(shown, abs=1)
    assert len(found) <= MOST
    assert rest == 40 - sum(map(rows, found))


def test_all_indicators_of_the_board_are_seen(demo, view_of):
    found = of(view_of(demo), "indicators.board")
    assert len(found) == 3
    assert sum(rows(screen.html) for screen in found) == len(board_lines(view_of(demo)))
    assert "screen 2 of 3" in found[1].html


def test_a_table_that_fits_counts_no_rest():
    [html], rest = in_tables(pd.DataFrame({"What": ["one", "two"]}), EN)
    assert (rows(html), rest) == (2, 0)


def test_cells_are_text_numbers_are_written_and_addresses_left_out():
    frame = pd.DataFrame({"<b>": ["<script>alert(1)</script>"], "n": [1234.0], "share": [0.5], "none": [None], "Link": ["https://example.org/"], "Over time": [[1, 2, None, 4]]})
    [html], _ = in_tables(frame, EN)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<th>&lt;b&gt;</th>" in html
    assert "<script" not in html
    assert (">1,234<" in html, ">0.5<" in html, "example.org" in html, "nan" in html.lower()) == (True, True, False, False)
    assert html.count("<polyline") == 1

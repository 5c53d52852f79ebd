"""A table as the page writes it: numbers as the language does, a missing one said, missing words blank, links only where they are addresses."""

from datetime import date

import pandas as pd

from charts import EXHIBITS
from exports.site.tables import MOST_ROWS, Cell, small_line, table
from locales import words

EN, FR = words("en"), words("fr")


def said(frame, t=EN):
    return [[cell.words for cell in row] for row in table(frame, t).rows]


def test_numbers_have_one_precision_a_column_and_the_language_s_separators():
    frame = pd.DataFrame({"n": [1200, 3], "x": [0.5, 1.25], "m": pd.array([4, None], dtype="Int64")})
    assert said(frame) == [["1,200", "0.50", "4"], ["3", "1.25", "no data"]]
    assert said(frame, FR) == [["1\u202f200", "0,50", "4"], ["3", "1,25", "aucune donnée"]]
    assert [column.is_number for column in table(frame, EN).columns] == [True, True, True]


def test_words_flags_days_and_shares():
    frame = pd.DataFrame({"what": ["<b>서울</b>", None], "is": [True, False], "day": [date(2019, 3, 1), None], EN("Share of those known"): [0.077, float("nan")]})
    assert said(frame) == [["<b>서울</b>", "yes", "1 March 2019", "7.7%"], ["", "no", "", "no data"]]
    assert [column.is_number for column in table(frame, EN).columns] == [False, False, False, True]


def test_only_an_address_of_the_web_is_a_link():
    typed = ["https://example.org/a?b=<c>", "javascript:alert(1)", "https://a b", "see https://example.org", "https://[", "data:text/html,x"]
    rows = table(pd.DataFrame({"Link": typed}), EN).rows
    assert [row[0] for row in rows] == [Cell("example.org", href=typed[0]), *(Cell(one) for one in typed[1:])]


def test_a_line_over_time_is_a_picture_from_nought_up():
    picture = small_line([0.0, 5.0, 10.0])
    # 96 wide and 22 high, three pixels of edge: from the foot at the left to the top at the right.
    assert '<path d="M3 19L48 11L93 3"' in picture
    assert 'aria-label="0 → 10"' in picture
    assert small_line([]) is None
    assert "<path" not in small_line([4.0])


def test_a_long_table_says_how_much_of_it_is_there():
    told = table(pd.DataFrame({"n": range(1500)}), EN)
    assert len(told.rows) == MOST_ROWS == 400
    assert told.left_out == "The first 400 of 1,500 rows."
    assert table(pd.DataFrame({"n": range(400)}), EN).left_out == ""


def test_a_status_has_its_colour(demo, view_of):
    board = EXHIBITS["indicators.board"](view_of(demo)).table
    told = table(board, EN, looks={"Status": ["status-met"] * len(board)})
    at = [column.heading for column in told.columns].index("Status")
    assert {row[at].look for row in told.rows} == {"status-met"}
    assert {row[0].look for row in told.rows} == {""}


def test_every_table_of_every_figure_can_be_written(demo, view_of):
    view = view_of(demo, language="fr")
    for key, draw in EXHIBITS.items():
        shown = draw(view)
        told = table(shown.table, view.t)
        assert all(len(row) == len(told.columns) for row in told.rows), key
        assert not {"nan", "None", "NaT", "<NA>"} & {cell.words for row in told.rows for cell in row}, key

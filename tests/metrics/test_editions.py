"""The same edition gives the same numbers for ever."""

import csv
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from loaders import Scope, load
from loaders.editions import editions, freeze, opened
from metrics import MEASURES
from metrics.indicators import declared, value
from metrics.periods import Period
from tests.fixtures import kept_edition

ROOT = Path(__file__).parents[2]


def test_every_measure_of_an_edition_stays_when_the_workbook_changes(tmp_path):
    shutil.copy(ROOT / "data" / "cities-2018-2019.xlsx", tmp_path)
    before = load(tmp_path).within(Scope())
    freeze(tmp_path, "Board, June 2019", at=datetime(2019, 6, 30, tzinfo=UTC))
    book = load_workbook(tmp_path / "cities-2018-2019.xlsx")
    for name in ("events", "delegations", "participants", "publications"):
        book[name].delete_rows(3, 2)
    book.save(tmp_path / "cities-2018-2019.xlsx")
    (edition,) = editions(tmp_path)
    again, now = opened(tmp_path, edition).within(Scope()), load(tmp_path).within(Scope())
    day, period = before.as_of(date.today()), Period(date(2018, 1, 1), date(2019, 12, 31))
    for name, measure in MEASURES.items():
        old, new = measure(before, day), measure(again, again.as_of(edition.as_of))
        assert (old.value, old.not_detailed, old.planned) == (new.value, new.not_detailed, new.planned), name
        pd.testing.assert_frame_equal(old.table, new.table)
    for one in declared(before):
        assert value(one, before, day, period).value == value(one, again, day, period).value
    # Two events fewer: the change was there to be missed.
    assert MEASURES["events"](now, day).value == MEASURES["events"](before, day).value - 2


def test_an_edition_that_was_kept_says_what_it_said_when_it_was_frozen():
    """A change of a single figure shows here: it is to be meant, and to be explained to who was shown the old one."""
    with kept_edition.VALUES.open(encoding="utf-8", newline="") as file:
        _, *then = csv.reader(file)
    assert list(kept_edition.said(kept_edition.kept())) == then
    assert {name for name, *_ in then} >= set(MEASURES)

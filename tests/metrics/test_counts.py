"""The headline counts, held against what the report says, counted by hand."""

from datetime import date

import pandas as pd
import pytest

from loaders import Scope
from metrics import MEASURES

AS_OF = date(2019, 7, 31)


@pytest.mark.parametrize(
    ("name", "value", "planned"),
    [
        # Fifteen sections of work: twelve begun, and three announced (TIESS to Barcelona, urban commons
        # in Seoul, social finance in Catalonia).
        ("projects", 12, 3),
        # Bilbao, Barcelona (commons and FSMET), Korea (finance, health, TIESS), Seoul (PQDS); Seoul 2019 ahead.
        ("delegations", 7, 1),
        ("events", 22, 4),
        # Ten people by name, in twelve places, and the sixty of the Barcelona conference.
        ("people", 70, 0),
        # 100 at the launch, 100 at the breakfast, 20 to Bilbao, 60 in Barcelona, 6 panellists, 4 by name.
        ("participations", 290, 0),
        # Six days in Barcelona, one week in Korea.
        ("mission_days", 13, 0),
        # Montreal, Seoul, Barcelona; Sabadell, where a pilot was held.
        ("partner_cities", 4, 0),
        # Six listed and four named elsewhere; the assessment guide is forthcoming.
        ("publications", 10, 1),
        # French, English, Korean.
        ("languages", 3, 0),
        # Fifteen, of which the TIESS method to Barcelona is for the fall of 2019.
        ("transfers", 14, 1),
    ],
)
def test_the_programme_counts_what_the_report_tells(real, name, value, planned):
    measure = MEASURES[name](real, AS_OF)
    assert (measure.value, measure.planned) == (value, planned)


def test_what_nobody_is_listed_for_is_not_detailed(real):
    measure = MEASURES["participations"](real, AS_OF)
    # 98 of the launch's hundred, the breakfast's hundred, the twenty to Bilbao.
    assert measure.not_detailed == 218
    assert measure.is_estimate


def test_a_person_in_two_activities_is_one_person_and_two_participations(real):
    """The deputy director of TIESS: in the visit to Korea and at the presentation there."""
    part = real.within(Scope(project_ids=("tiess-methodology",)))
    assert MEASURES["people"](part, AS_OF).value == 1
    assert MEASURES["participations"](part, AS_OF).value == 2


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_names_rows_of_the_data_and_its_formula(real, empty, name):
    measure = MEASURES[name](real, AS_OF)
    assert measure.formula
    assert measure.rows, "a figure knows its cells"
    for table, index in measure.rows.items():
        rows = real.tables[table].loc[index]
        assert rows["source_file"].eq("cities-2018-2019.xlsx").all()
        assert (rows["source_row"] >= 2).all()
    assert MEASURES[name](empty, AS_OF).value in (0, None)


@pytest.mark.parametrize("name", ["projects", "delegations", "events", "publications", "transfers", "mission_days"])
def test_the_rows_of_a_count_alone_give_it_again(real, name):
    measure = MEASURES[name](real, AS_OF)
    frames = {
        table: frame.loc[measure.rows[table]] if table in measure.rows else frame for table, frame in real.tables.items()
    }
    again = MEASURES[name](type(real)(frames, scopes=real.scopes), AS_OF)
    assert again.value == measure.value


@pytest.mark.parametrize(
    ("start", "precision", "end", "has_happened"),
    [
        ("2019-07-31", "day", "2019-08-02", True),
        ("2019-08-01", "day", "2019-08-01", False),
        ("2019-07-01", "month", "2019-07-31", True),
        ("2019-06-01", "season", "2019-08-31", False),
        ("2019-01-01", "year", "2019-12-31", False),
        ("2018-01-01", "year", "2018-12-31", True),
    ],
)
def test_a_vague_date_has_happened_once_its_last_day_is_over(start, precision, end, has_happened):
    from metrics.measure import ahead, held

    frame = pd.DataFrame({
        "start": pd.to_datetime([start]), "end": pd.to_datetime([end]),
        "start_precision": [precision], "end_precision": [precision],
    })  # fmt: skip
    assert len(held(frame, AS_OF)) == has_happened
    assert len(ahead(frame, AS_OF)) == (not has_happened)

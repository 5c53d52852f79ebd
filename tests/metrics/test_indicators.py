"""Indicators on the 2018-2019 programme, held against what the report says, worked out by hand."""

from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType

import pandas as pd
import pytest

from loaders.tables.indicators import COUNTED_BY
from loaders.tables.indicators import MEASURES as DECLARABLE
from metrics import MEASURES
from metrics.board import lines
from metrics.breakdowns import BY, breakdown
from metrics.indicators import ADDITIVE, Indicator, declared, targets, value
from metrics.narrowed import Where
from metrics.periods import Period, tiles
from tests.metrics.test_recompute import any_scopes

AS_OF = date(2019, 7, 31)
RECORD = Period(date(2018, 1, 1), date(2019, 12, 31))
Y2018, Y2019 = Period(date(2018, 1, 1), date(2018, 12, 31)), Period(date(2019, 1, 1), date(2019, 12, 31))


def indicator(measure: str, *, is_cumulative: bool = False, indicator_id: str = "one", **where: str) -> Indicator:
    return Indicator(indicator_id, "One", None, None, None, measure, Where(**where), None, True, is_cumulative, None, None, 0)


# The whole programme up to the day of the data.
EXPECTED = {
    # Fifteen sections of work, of which three are announced.
    "projects": 12,
    # Bilbao, Barcelona twice, Korea three times, Seoul.
    "delegations": 7,
    "events": 22,
    # Ten by name, and the sixty of the conference in Barcelona.
    "people": 70,
    # 100 + 100 + 20 + 60, six panellists, four more by name.
    "participations": 290,
    # Six days in Barcelona, a week in Korea.
    "mission_days": 13,
    # Montreal, Seoul, Barcelona, Sabadell.
    "partner_cities": 4,
    # Canada, Korea, Spain, France, Mexico, the United States (Puerto Rico), Cuba.
    "countries": 7,
    "organisations": 43,
    "publications": 10,
    # French, English, Korean.
    "languages": 3,
    # Fifteen, of which one is for the fall of 2019.
    "transfers": 14,
    # The youth co-operatives: adopted in France, piloted in Barcelona and in Sabadell.
    "transfers_piloted_or_adopted": 3,
    # Two men are all whose gender is stated: too few for a share.
    "share_of_women": None,
    # Nobody's age is stated, and no project has a budget.
    "share_of_youth": None,
    "cost_per_participation": None,
}


@pytest.mark.parametrize("measure", EXPECTED)
def test_each_measure_of_the_programme(real, measure):
    assert value(indicator(measure, is_cumulative=True), real, AS_OF, RECORD).value == EXPECTED[measure]


def test_every_measure_that_can_be_declared_has_a_value_here():
    assert set(EXPECTED) | {"share_of_sector", "measurement"} == set(DECLARABLE)


def test_the_share_of_a_sector_is_of_those_whose_sector_is_known(real):
    share = value(indicator("share_of_sector", is_cumulative=True, sector="local government"), real, AS_OF, RECORD)
    # Two of Barcelona at the launch; of Montreal, Rennes and Barcelona on the panel; ten people are known.
    assert (share.value, share.table.iloc[0].to_dict(), share.not_detailed) == (50.0, {"part": 5, "whole": 10}, 60)


def test_a_share_of_few_shows_its_counts_and_no_percentage(real):
    share = value(indicator("share_of_women", is_cumulative=True), real, AS_OF, RECORD)
    assert (share.value, share.table.iloc[0].to_dict(), share.not_detailed) == (None, {"part": 0, "whole": 2}, 68)


@pytest.mark.parametrize(("indicator_id", "expected"), [("health-coops-examined", 7), ("urban-commons-cases", 10)])
def test_what_was_measured_by_hand(real, indicator_id, expected):
    measured = value(next(one for one in declared(real) if one.indicator_id == indicator_id), real, AS_OF, RECORD)
    assert measured.value == expected
    assert len(measured.rows["measurements"]) == 1


@pytest.mark.parametrize(
    ("measure", "where", "period", "expected"),
    [
        # Six until October and the plenary, workshop and breakfast among them; seventeen in all of 2018.
        ("events", {}, Y2018, 17),
        # Two talks in Korea, the signing in Seoul, Puerto Rico, the meeting in Barcelona.
        ("events", {}, Y2019, 5),
        ("delegations", {}, Y2018, 3),
        ("delegations", {}, Y2019, 4),
        # To Bilbao and with FSMET to Barcelona.
        ("delegations", {"kind": "conference delegation"}, RECORD, 2),
        # Launch in Montreal and the Conference of Montreal.
        ("events", {"city_id": "montreal"}, RECORD, 2),
        # The health co-operatives' three editions: one in Korean; and the history of TIESS.
        ("publications", {"language": "ko"}, RECORD, 2),
        ("organisations", {"sector": "academia"}, RECORD, 5),
        # The launch and the panel: two, and three of six.
        ("people", {"sector": "local government"}, RECORD, 5),
        # Of the 290 only those listed have a sector: the same five, each once.
        ("participations", {"sector": "local government"}, RECORD, 5),
        # The year before anything was recorded, and one that is still to come.
        ("events", {}, Period(date(2010, 1, 1), date(2010, 12, 31)), None),
        ("events", {}, Period(date(2020, 1, 1), date(2020, 12, 31)), None),
        # A record is kept, and nothing happened: that is nought.
        ("events", {"kind": "fair"}, Y2018, 0),
    ],
)  # fmt: skip
def test_a_filter_and_a_period(real, measure, where, period, expected):
    one = indicator(measure, is_cumulative=period == RECORD, **where)
    assert value(one, real, AS_OF, period).value == expected


def test_a_transfer_has_the_themes_of_its_project_in_later_years_too(demo):
    day, year = date(2021, 9, 30), Period(date(2021, 1, 1), date(2021, 12, 31))
    # February, July and September; two of the three projects began in 2019 and 2020.
    assert value(indicator("transfers", theme_id="social-finance"), demo, day, year).value == 3
    parts = breakdown(indicator("transfers"), demo, day, year, "theme")
    # With the one of May for food; that of February is of procurement too.
    assert (parts.value, parts.table.set_index("group")["value"].to_dict(), parts.not_detailed) == (4, {"social-finance": 3, "food": 1, "procurement": 1}, 0)


def test_a_city_is_a_partner_from_the_day_it_joined(real):
    joined = real.cities.assign(member_since=pd.to_datetime(real.cities["city_id"].map({"sabadell": "2019-03-01"})))
    data = replace(real, tables=MappingProxyType({**real.tables, "cities": joined}))
    assert [value(indicator("partner_cities", is_cumulative=True), data, AS_OF, period).value for period in (Y2018, Y2019)] == [3, 4]


def test_half_of_a_year_is_compared_with_half_of_the_last(real):
    one = replace(next(one for one in declared(real) if one.measure == "events"), is_cumulative=False)
    frame = real.indicators[real.indicators["indicator_id"] == one.indicator_id].assign(is_cumulative=False)
    data = replace(real, tables=MappingProxyType({**real.tables, "indicators": frame}), fingerprint="half")
    (line,) = lines(data, AS_OF, Y2019)
    # January to July: five in 2019; in 2018 the launch, the panel, the talk in Seoul and the conference with its visits.
    assert (line.measure.value, line.earlier) == (5, 5)
    assert [lines(data, AS_OF, Y2019, compare=how)[0].earlier for how in ("year", "baseline")] == [5, None]


def test_where_nothing_is_recorded_there_is_no_data(empty):
    for measure in EXPECTED:
        assert value(indicator(measure, is_cumulative=True), empty, AS_OF, RECORD).value is None, measure


@pytest.mark.parametrize("kind", ["year", "half", "quarter"])
@pytest.mark.parametrize("measure", ADDITIVE)
def test_periods_that_tile_the_record_add_up(large, measure, kind):
    """What is dated more vaguely than a period is in none of the short ones: only the certain is compared."""
    exact = {name: frame[frame.get("start_precision", frame.get("date_precision", pd.Series("day", index=frame.index))) == "day"]
             if name in ("projects", "delegations", "events", "transfers", "publications") else frame for name, frame in large.tables.items()}  # fmt: skip
    data = replace(large, tables=MappingProxyType(exact))
    one, as_of = indicator(measure), large.as_of(AS_OF)
    starts = pd.concat([data.projects["start"], data.delegations["start"], data.events["start"], data.transfers["start"], data.publications["date"]])
    span = Period(starts.min().date().replace(month=1, day=1), starts.max().date().replace(month=12, day=31))
    parts = [value(one, data, as_of, period).value or 0 for period in tiles(span.start, span.end, kind)]
    assert sum(parts) == value(one, data, as_of, span).value


@pytest.mark.parametrize(("measure", "dimension"), [(measure, dimension) for measure, several in BY.items() for dimension in several if measure != "measurement"])
@pytest.mark.parametrize("data", ["real", "large", "demo"])
def test_the_parts_and_what_is_not_detailed_are_the_whole(request, measure, dimension, data):
    dataset = request.getfixturevalue(data)
    as_of = dataset.as_of(AS_OF)
    period = Period(date(2000, 1, 1), date(as_of.year, 12, 31))
    parts = breakdown(indicator(measure, is_cumulative=True), dataset, as_of, period, dimension)
    assert parts.value == value(indicator(measure, is_cumulative=True), dataset, as_of, period).value
    if parts.value is None:
        # Five hundred projects without a single person or organisation.
        assert data == "large"
        assert parts.table.empty
        return
    # What may have several themes or places may be in several groups, and who is listed twice in two sectors.
    if dimension != "theme" and (measure, dimension) != ("projects", "city") and (measure, data) not in (("people", "large"), ("people", "demo")):
        assert parts.table.attrs["overlap"] == 0
    assert parts.table["value"].sum() - parts.table.attrs["overlap"] + parts.not_detailed == parts.value


def test_people_by_sector(real):
    parts = breakdown(indicator("people", is_cumulative=True), real, AS_OF, RECORD, "sector")
    assert parts.table.to_dict("list") == {
        "group": ["local government", "academia", "civil society", "enterprise", "international organisation"],
        "value": [5, 2, 1, 1, 1],
    }
    assert (parts.not_detailed, parts.table.attrs["overlap"]) == (60, 0)


@pytest.mark.parametrize("name", ["real", "large", "demo"])
def test_people_are_never_more_than_participations_under_any_filter(request, name):
    data = request.getfixturevalue(name)
    as_of, counted = data.as_of(AS_OF), 0
    for scope in any_scopes(data, 12, seed=7):
        part = data.within(scope)
        people, taken = (measure(part, as_of).value or 0 for measure in (MEASURES["people"], MEASURES["participations"]))
        assert people <= taken, scope
        counted += people > 0
    # The filters let somebody through, else nothing was compared.
    assert counted > 3


def test_so_it_is_under_any_filter_that_an_indicator_can_state(demo):
    as_of, counted = demo.as_of(AS_OF), 0
    offered = {
        "theme_id": [None, demo.themes["theme_id"].iloc[0]], "kind": [None, demo.events["kind"].iloc[0], demo.delegations["kind"].iloc[0]],
        "sector": [None, "academia", "local government"], "city_id": [None, "barcelona"],
    }  # fmt: skip
    for sides in product(*offered.values()):
        where = {side: stated for side, stated in zip(offered, sides, strict=True) if stated}
        people, taken = (value(indicator(measure, is_cumulative=True, **where), demo, as_of, RECORD).value or 0 for measure in ("people", "participations"))
        assert people <= taken, where
        counted += people > 0
    assert counted > 10


@pytest.mark.parametrize("name", ["real", "demo"])
@pytest.mark.parametrize("measure", ["delegations", "events", "people", "participations", "mission_days", "publications", "share_of_women", "share_of_youth"])
def test_a_filter_that_holds_for_all_rows_changes_no_total(request, measure, name):
    data = request.getfixturevalue(name)
    kinds = {table: data.tables[table].assign(kind=kind) for table, kind in (("events", "meeting"), ("delegations", "Meeting "), ("publications", "MEETING"))}
    data, as_of = replace(data, tables=MappingProxyType({**data.tables, **kinds})), data.as_of(AS_OF)
    period = Period(date(2018, 1, 1), date(as_of.year, 12, 31))
    with_it, without = (value(indicator(measure, is_cumulative=True, **where), data, as_of, period) for where in ({"kind": "meeting"}, {}))
    assert with_it.value == without.value
    assert {table: list(rows) for table, rows in with_it.rows.items()} == {table: list(rows) for table, rows in without.rows.items()}


def test_each_measure_heeds_the_filters_that_may_be_stated():
    """A filter that a measure does not heed is refused (loaders/checks.py): the two must know the same."""
    assert set(COUNTED_BY) == set(DECLARABLE)


def test_the_programme_declares_thirteen_indicators_and_no_target(real):
    found = declared(real)
    assert [one.indicator_id for one in found][:2] == ["projects-count", "delegations-count"]
    assert len(found) == 13
    assert all(targets(one, real) == [] for one in found)
    assert {one.result_type for one in found} == {"output", "outcome"}

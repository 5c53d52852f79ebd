"""The overview's span, months, and what lies ahead, held against the report."""

from datetime import date

from loaders import Scope
from metrics import overview

AS_OF = date(2019, 7, 31)


def test_the_programme_spans_february_2018_to_june_2019(real):
    """The youth co-operatives since February 2018; the network in Puerto Rico in June 2019."""
    first, last = overview.span(real, AS_OF)
    assert (first, last) == (date(2018, 2, 1), date(2019, 6, 30))


def test_an_empty_programme_has_no_span(empty):
    assert overview.span(empty, AS_OF) is None


def test_the_span_stays_within_the_period(real):
    part = real.within(Scope(date(2019, 1, 1), date(2019, 12, 31)))
    assert overview.span(part, AS_OF) == (date(2019, 1, 1), date(2019, 6, 30))


def test_the_places_linked_are_those_of_what_has_happened(real):
    """Gwangju and Catalonia are only announced, so they are not linked yet."""
    linked = overview.linked(real, AS_OF)
    assert sorted(linked["city_id"]) == [
        "barcelona", "bilbao", "france", "korea", "montreal", "puebla", "puerto-rico", "quebec", "rennes", "sabadell", "seoul",
    ]  # fmt: skip


def test_months_count_held_and_planned_apart_and_leave_vaguer_dates_out(real):
    measure = overview.by_month(real, AS_OF)
    months = measure.table.set_index("month")
    # The delegation to Bilbao; the Forum, plenary, workshop and breakfast there, and the Summit in Barcelona.
    assert months.loc["2018-10-01", ["delegations", "events", "planned"]].tolist() == [1, 5, 0]
    # The urban commons tour of Seoul and the forum in Gwangju.
    assert months.loc["2019-10-01", ["delegations", "events", "planned"]].tolist() == [0, 0, 2]
    # Every month between has its row, also where nothing took place.
    assert months.index.min().isoformat()[:7] == "2018-04"
    assert len(months) == 21
    # 34 delegations and events in all, 24 of them dated to a month or a day.
    assert measure.not_detailed == 10


def test_what_lies_ahead_is_in_order_of_time_and_what_has_no_date_is_last(real):
    table = overview.coming_next(real, AS_OF).table
    assert list(zip(table["table"], table["title"], strict=True)) == [
        ("events", "Second round of CJS pilot projects in Catalonia"),
        # It has no delegation or event of its own ahead; the other two projects to come have.
        ("projects", "Transfer of the TIESS research-action methodology to Barcelona"),
        ("delegations", "Study tour in Seoul on the urban commons"),
        ("events", "World Human Rights Cities Forum"),
        ("events", "Gathering on the social finance systems of Quebec and Catalonia"),
        ("events", "World Social Forum of Transformative Economies (FSMET) 2020"),
        ("publications", "A Guide to the Assessment of Social Economy Enterprises"),
    ]


def test_the_editions_of_a_text_are_one_and_the_dated_come_first(real):
    table = overview.latest_publications(real, AS_OF).table
    # Ten publications are out: the healthcare text in three languages, the TIESS text in two, five others.
    assert len(table) == 7
    assert table["title"].iloc[0] == "Strategy for knowledge transfer of social finance"
    assert ("fr", "en", "ko") in table["languages"].tolist()

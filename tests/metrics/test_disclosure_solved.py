"""All that a shared link publishes of random programmes, given to a solver: no count of few people follows from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from charts import EXHIBITS, indicator_card
from charts.exhibit import View
from charts.indicators import board_lines
from loaders import Dataset, Scope
from locales import words
from metrics import disclosure
from metrics.disclosure import protected
from metrics.measure import Measure
from metrics.suppression import is_apart
from tests.fixtures.attack import (
    AGES,
    CITIES,
    GENDERS,
    GROUPS,
    PATTERNS,
    SECTORS,
    Attack,
    Row,
    people_at,
    people_of,
    places,
    row_of,
)
from tests.fixtures.attended import ACTIVITIES, AS_OF, KINDS, TRIP, programme

# All that a viewer can choose: a theme, which is one event's own, or an event's and the journey's, a place, a period of one or
# two of them; beside one of a month the month before is told.
FILTERS = (
    Scope(), Scope(theme_ids=("walk",)), Scope(city_ids=("city-forum",)), Scope(theme_ids=("fair", "walk")),
    Scope(start=date(2019, 2, 1), end=date(2019, 3, 31)), Scope(start=date(2019, 4, 1), end=date(2019, 4, 30)), Scope(start=date(2019, 5, 1), end=date(2019, 5, 31)),
)  # fmt: skip
# What the groups of each table are called in it.
TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "by_sector": ("sector", {"academia": "Academia", "enterprise": "Enterprise"}), "by_gender": ("gender", {"woman": "Woman", "man": "Man"}),
    "by_age": ("age_group", {}), "by_city": ("city_id", {"city-fair": "City of the fair", "town": "Town"}),
}  # fmt: skip
HIGHEST = 10_000
# Of a share: it is told as a fraction that a computer rounds.
NEARLY = 1e-4


@dataclass
class Reader:
    """Reads the exhibits and indicators of a part, and learns what they say; `withheld` are the counts that they do not."""

    data: Dataset
    minimum: int

    def __post_init__(self) -> None:
        self.attack, self.withheld = Attack(), list[Row]()
        self.whole = self._seen(Scope())
        self.large = list[str]()

    def _seen(self, scope: Scope) -> View:
        return View(self.data.within(scope) if not scope.is_open else self.data, self.data, AS_OF, words("en"))

    def read(self, said: object, row: Row, *, is_cell: bool = False) -> None:
        """One figure as it is written: a number, that it is few, or that it is not shown, which a cell is not unless it is enough."""
        told = str(said).removesuffix(".0")
        if told == f"< {self.minimum}":
            self.attack.learn(row, 1, self.minimum - 1)
            self.withheld.append(row)
        elif told != "not shown":
            number = float(told.removeprefix("≈ ").replace(",", "")) if told not in ("no data", "None", "nan", "<NA>", "") else 0.0
            self.attack.learn(row, number, number)
        elif is_cell:
            self.attack.learn(row, self.minimum, HIGHEST)
            self.withheld.append(row)

    def all(self) -> None:
        """All that is told under every filter."""
        self._activities()
        for column in GROUPS:
            # Each person counts in one group of each.
            self.attack.learn(people_of(column, *GROUPS[column]) - people_at(self.large), 0, 0)
        for key, (column, names) in TABLES.items():
            self._table(key, column, names)
        self._history()
        for scope in FILTERS:
            self._under(scope)

    def _activities(self) -> None:
        table = EXHIBITS["participants.by_activity"](self.whole).table
        told = dict(table.itertuples(index=False, name=None)) if len(table) else {}
        for one in ACTIVITIES:
            said = told.get(one.capitalize(), "0")
            self.read(said, places(one))
            if said[0] not in "<0":
                self.large.append(one)
        journeys = EXHIBITS["delegations.journeys"](self.whole).table
        for title, people in zip(journeys["Title"], journeys["People"], strict=True) if len(journeys) else ():
            self.read(people, places(title.lower()))
        self.read(EXHIBITS["participants.people"](self.whole).table.iloc[0, 1], people_at(self.large))

    def _table(self, key: str, column: str, names: dict[str, str]) -> None:
        shown = EXHIBITS[f"participants.{key}"](self.whole).table
        if shown.empty:
            return
        told = dict(zip(shown.iloc[:, 0], shown["People"], strict=True))
        for group in SECTORS if column == "sector" else GROUPS[column]:
            name = names.get(group, group) if group else "not detailed"
            self.read(told.pop(name, "0"), people_at(self.large, group) if column == "sector" else people_of(column, group), is_cell=True)
        assert not told, "every line of the table was read"

    def _history(self) -> None:
        """The line of the participations over time: two of its points are two periods."""
        shown = next(indicator_card.trend(line.indicator)(self.whole) for line in board_lines(self.whole) if line.indicator.indicator_id == "places")
        for trace in shown.figure["data"] if shown.figure else ():
            for key, value in zip(trace["ids"], trace["y"], strict=True):
                if value is not None and shown.marks and (mark := shown.marks.find(key, shown.measure)):
                    self._counted(mark.measure, value)

    def _under(self, scope: Scope) -> None:
        view = self.whole if scope.is_open else self._seen(scope)
        self.read(EXHIBITS["overview.people"](view).table.iloc[0, 1], people_at(self.large))
        taken = EXHIBITS["overview.participations"](view)
        # A period beside the one before it.
        for measure in (taken.measure, *(compared.measure for compared in taken.compared), EXHIBITS["delegations.delegates"](view).measure):
            self._counted(measure)
        of: dict[str, Row] = {
            "people": people_at(self.large), "debaters": people_at([one for one in self.large if one == "forum"]), "scholars": people_at(self.large, "academia"),
            **{name: people_at([one for one in self.large if KINDS[one] == kind]) for name, kind in (("panels", "panel"), ("workshops", "workshop"), ("travellers", KINDS[TRIP]))},
        }  # fmt: skip
        shares = {
            "scholarly": (people_at(self.large, "academia"), people_at(self.large) - people_at(self.large, None)),
            "women": (people_of("gender", "woman"), people_of("gender", "woman", "man")), "young": (people_of("age_group", "18-29"), people_of("age_group", "18-29", "65 and over")),
        }  # fmt: skip
        for line in board_lines(view):
            indicator, value = line.indicator.indicator_id, line.measure.value
            if indicator == "places":
                self._counted(line.measure)
                if line.measure_then:
                    self._counted(line.measure_then)
            if value is None or indicator not in (*of, *shares):
                continue
            assert not (scope.theme_ids or scope.city_ids), "what needs people's rows is told of all of the link alone"
            assert line.earlier is None, "and of no period before"
            if indicator in of:
                self.attack.learn(of[indicator], value, value)
            else:
                part, known = shares[indicator]
                self.attack.learn(part - value / 100 * known, -NEARLY, NEARLY)

    def _counted(self, measure: Measure, value: float | None = None) -> None:
        """A figure of participations, of the activities that it names as its source."""
        told = (measure.value if value is None else value) or 0
        ids = [one for name in ("events", "delegations") for one in self.data.tables[name].loc[measure.rows.get(name, []), f"{name[:-1]}_id"]]
        self.attack.learn(places(*ids), told, told)


def differences() -> Iterator[Row]:
    """Counts that nothing says, and that two figures together might: who came to just these activities, who of all is not listed there."""
    for came in PATTERNS:
        yield row_of(lambda cell, came=came: cell[0] == came)
        yield people_at(came)
        yield from (people_at(came, sector) for sector in SECTORS)
    yield from (row_of(lambda _: False, one) for one in ACTIVITIES)


Person = tuple[tuple[str, ...], str | None, str | None, str | None, str | None]
PEOPLE = st.lists(st.tuples(*map(st.sampled_from, (PATTERNS, SECTORS, GENDERS, AGES, CITIES))), min_size=0, max_size=7)
HEADCOUNTS = st.fixed_dictionaries({one: st.none() | st.integers(0, 30) for one in ACTIVITIES})


def attacked(headcounts: dict[str, int | None], groups: Sequence[tuple[Any, ...]], sizes: Sequence[int], minimum: int) -> list[int]:
    """The withheld counts that follow from what is published, and the differences of a few that do."""
    people = [person for person, n in zip(groups, sizes, strict=False) for _ in range(n)]
    reader = Reader(protected(programme(headcounts, people), Scope(minimum_count=minimum), AS_OF), minimum)
    reader.all()
    found = [reader.attack.is_known(row) for row in reader.withheld]
    told_apart = [reader.attack.is_known(row, unless=lambda least: is_apart(least, minimum)) for row in differences()]
    return [known for known in found + told_apart if known is not None]


@given(HEADCOUNTS, PEOPLE, st.lists(st.integers(1, 9), min_size=7, max_size=7), st.integers(3, 6))
# What fails is read as it was made: to find a smaller one takes minutes.
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow], phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_no_few_people_follow_from_all_that_is_published(headcounts: dict[str, int | None], groups: list[Person], sizes: list[int], minimum: int) -> None:
    assert attacked(headcounts, groups, sizes, minimum) == []


THREE_OF_TWENTY = ({"fair": 40, "forum": None, "walk": 30}, [(("fair",), "academia"), (("walk",), "enterprise"), (("walk",), None)], [17, 3, 20], 5)


def test_the_solver_finds_a_few_where_nothing_is_withheld_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attacked(*THREE_OF_TWENTY) == []
    monkeypatch.setattr(disclosure, "marks", lambda cells, minimum, order: {group: "small" if n < minimum else "shown" for group, n in cells.items()})
    assert 3 in attacked(*THREE_OF_TWENTY)


@pytest.mark.parametrize("stated", [("woman", None, None), (None, "18-29", None), (None, None, "town")])
def test_the_solver_finds_a_few_in_each_table(stated: tuple[str | None, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    people = [(("fair", TRIP), "academia", *("man" if stated[0] else None, "65 and over" if stated[1] else None, "city-fair" if stated[2] else None)), (("fair",), "academia", *stated), (("fair",), "academia")]
    told = ({"fair": 40, "forum": None, "walk": None, TRIP: 25}, people, [17, 3, 20], 5)
    assert attacked(*told) == []
    monkeypatch.setattr(disclosure, "marks", lambda cells, minimum, order: {group: "small" if n < minimum else "shown" for group, n in cells.items()})
    assert 3 in attacked(*told)


def test_the_solver_finds_a_few_where_indicators_are_told_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    # 20 people, 17 of whom came to panels: who came to the workshop alone are 3.
    told = ({"fair": 40, "forum": None, "walk": 30}, [(("fair",), "academia"), (("walk",), "academia"), (("fair", "walk"), "academia")], [10, 3, 7], 5)
    assert attacked(*told) == []
    monkeypatch.setattr("metrics.disclosed_indicators.is_apart", lambda people, minimum: True)
    assert 3 in attacked(*told)


def test_the_solver_finds_who_is_not_listed_where_participations_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    told = ({"fair": 12, "forum": None, "walk": None}, [(("fair",), "academia")], [9], 5)
    assert attacked(*told) == []
    monkeypatch.setattr(disclosure, "is_apart", lambda people, minimum: True)
    assert 3 in attacked(*told)


def test_the_solver_finds_a_few_where_a_period_counts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    # Four came to the walk, in April; the fair and the journey are of others.
    told = ({"fair": 12, "forum": None, "walk": 4, TRIP: 20}, [(("fair",), "academia", "woman")], [5], 5)
    assert attacked(*told) == []
    exact = disclosure._headcounts
    monkeypatch.setattr(disclosure, "_headcounts", lambda frame, name, counts, small: exact(frame, name, counts, frozenset()))
    assert 4 in attacked(*told)


def test_who_is_not_listed_follows_from_no_indicators_of_nobody() -> None:
    # Nobody listed came to a panel or travelled: all six came to the walk, where nine were counted.
    people = [(("walk",), None, "man", "18-29", "city-fair")]
    assert attacked({"fair": None, "forum": 1, "walk": 9, TRIP: 9}, people, [6], 5) == []


@pytest.mark.parametrize("minimum", [3, 5, 10])
def test_who_is_not_listed_follows_from_no_indicator_within_another(minimum: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody is listed at the forum: all at panels came to the fair, where two more were counted.
    people = [(("fair",), "academia"), (("walk",), "academia")]
    told = ({"fair": 2 * minimum + 2, "forum": 20, "walk": 20}, people, [2 * minimum, 10], minimum)
    assert attacked(*told) == []
    # Were each looked at by itself, and not what one counts and another does not.
    monkeypatch.setattr("metrics.disclosed_indicators._nested", lambda sets: [(one, 0) for one in sets])
    assert 2 in attacked(*told)

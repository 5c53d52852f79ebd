"""What a shared link's part of the data tells of people: nothing from which a few of them could be worked out."""

import io
import pickle
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts import EXHIBITS
from charts.exhibit import View
from loaders import Dataset, Scope, load
from loaders.template import workbook
from locales import words
from metrics import disclosure, suppression
from metrics.disclosure import protected
from tests.fixtures.attended import AS_OF, programme

LINK = Scope(minimum_count=5)


def seen(data: Dataset, scope: Scope | None = None) -> View:
    return View(data.within(scope) if scope else data, data, AS_OF, words("en"))


def test_an_example_by_hand() -> None:
    # The forum is small: 3 by its headcount, though nobody but two is listed; one of these came to the walk too.
    people = [(("fair",), "academia")] * 8 + [(("fair", "walk"), "enterprise")] * 6 + [(("forum", "walk"), "enterprise"), (("forum",), "academia"), (("walk",), None), (("walk",), None)]
    data = protected(programme({"fair": 20, "forum": 3, "walk": None}, people), LINK, AS_OF)
    told = data.disclosed
    assert told is not None
    assert told.small == {"forum"}
    # The walk lists 9, and states no headcount.
    assert data.events.set_index("event_id")["headcount"].fillna(-1).to_dict() == {"fair": 20, "forum": -1, "walk": 9}
    # 8 and 6 of the fair, 1 and 2 more of the walk; who came to the forum alone counts nowhere.
    assert told.people == 17
    # Two of whom it is not known are few; with them goes the first that is given up, enterprise, which stands later in the list of sectors.
    assert told.tables["sector"].fillna({"group": "?"}).fillna(-1).to_dict("list") == {"group": ["academia", "enterprise", "?"], "people": [8, -1, -1], "mark": ["shown", "hidden", "small"]}
    # At panels, that is at the fair, were 14, and 3 were at the walk alone: that is not told, nor who came to the workshop; that one of two is not would tell why.
    assert told.indicators == {"people": 17.0, "scholars": 8.0}


def test_people_below_the_minimum_are_told_as_few_and_of_nothing() -> None:
    data = protected(programme({"fair": 9}, [(("fair",), "academia")] * 4), LINK, AS_OF)
    assert data.disclosed is not None
    assert (data.disclosed.people, data.disclosed.is_few, dict(data.disclosed.tables), dict(data.disclosed.indicators)) == (None, True, {}, {})
    nobody = protected(programme({"fair": 9}, []), LINK, AS_OF).disclosed
    assert nobody is not None and (nobody.people, nobody.is_few) == (0, False)


def test_people_are_not_told_where_the_participations_would_tell_who_is_not_listed() -> None:
    nearly = protected(programme({"fair": 12}, [(("fair",), "academia")] * 10), LINK, AS_OF).disclosed
    assert nearly is not None and (nearly.people, nearly.is_few, dict(nearly.tables)) == (None, False, {})
    all_of_them = protected(programme({"fair": 10}, [(("fair",), "academia")] * 10), LINK, AS_OF).disclosed
    assert all_of_them is not None and all_of_them.people == 10


@pytest.mark.parametrize(("minimum", "headcounts"), [(3, range(3, 11)), (4, range(4, 14)), (5, range(5, 17)), (10, (10, 11, 19, 20, 21))])
def test_no_answer_but_a_number_has_one_meaning_alone(minimum: int, headcounts: Iterable[int]) -> None:
    for headcount in headcounts:
        meanings: dict[tuple[object, bool], set[int]] = {}
        for listed in range(headcount + 1):
            told = protected(programme({"fair": headcount}, [(("fair",), "academia")] * listed), Scope(minimum_count=minimum), AS_OF).disclosed
            assert told is not None
            meanings.setdefault((told.people, told.is_few), set()).add(listed)
        for (people, _), listeds in meanings.items():
            assert listeds == {people} or (people is None and len(listeds) > 1), (headcount, people, listeds)


@pytest.mark.parametrize("minimum", [0, 1, 2])
def test_a_minimum_that_lets_see_single_people_is_refused(minimum: int) -> None:
    with pytest.raises(ValueError, match="shared link"):
        protected(programme({}, []), Scope(minimum_count=minimum), AS_OF)


@pytest.fixture(scope="module")
def demo_parts(demo: Dataset) -> Dataset:
    return protected(demo, replace(LINK, project_ids=("coop-schools", "solidarity-funds")), demo.as_of(AS_OF))


@pytest.mark.parametrize("scope", [Scope(theme_ids=("youth-coops",)), Scope(start=date(2020, 1, 1), end=date(2020, 6, 30)), Scope(city_ids=("lisbon",)), Scope(project_ids=("coop-schools",))])
def test_no_filter_tells_more_of_people_than_all_of_the_link(demo_parts: Dataset, scope: Scope) -> None:
    day = demo_parts.as_of(AS_OF)
    whole, part = (View(data, demo_parts, day, words("en")) for data in (demo_parts, demo_parts.within(scope)))
    for key in ("people", "by_sector", "by_city", "by_gender", "by_age", "sectors", "places"):
        one, other = (EXHIBITS[f"participants.{key}"](view) for view in (whole, part))
        assert (one.title, one.sentence) == (other.title, other.sentence)
        pd.testing.assert_frame_equal(one.table, other.table)
    # What adds up over activities follows the filter, and is the sum of those whose people are told.
    taken = EXHIBITS["participants.participations"](part).measure
    assert (taken.value or 0) == pd.concat([part.data.events["headcount"], part.data.delegations["headcount"]]).fillna(0)[:].sum() - _ahead(part)


def _ahead(view: View) -> int:
    day = pd.Timestamp(view.as_of)
    return sum(int(frame.loc[frame["end"] > day, "headcount"].fillna(0).sum()) for frame in (view.data.events, view.data.delegations))


def test_two_scopes_in_one_process_tell_the_same_in_both_orders(demo: Dataset) -> None:
    day = demo.as_of(AS_OF)
    scopes = [replace(LINK, project_ids=("coop-schools",)), replace(LINK, project_ids=("solidarity-funds",)), replace(LINK, project_ids=("coop-schools",), minimum_count=10)]
    first = [protected(demo, scope, day) for scope in scopes]
    again = [protected(demo, scope, day) for scope in reversed(scopes)][::-1]
    for one, other in zip(first, again, strict=True):
        assert one.mark == other.mark
        assert pickle.dumps(_figures(one, day)) == pickle.dumps(_figures(other, day))
    assert len({one.mark for one in (*first, protected(demo, scopes[0], date(2020, 1, 1)), demo.within(replace(scopes[0], minimum_count=0)))}) == 5


def _figures(data: Dataset, day: date) -> list[str]:
    view = View(data, data, day, words("en"))
    return [EXHIBITS[key](view).sentence for key in EXHIBITS if key.startswith(("participants", "overview", "delegations.del"))]


def test_a_minimum_that_nothing_saw_to_leaves_no_number_of_people(demo: Dataset) -> None:
    part = demo.within(LINK)
    assert part.participants.empty and part.events["headcount"].isna().all() and part.delegations["headcount"].isna().all()


def test_a_larger_minimum_is_not_told_what_a_smaller_one_was(demo: Dataset) -> None:
    part = protected(protected(demo, LINK, demo.as_of(AS_OF)), replace(LINK, minimum_count=10), demo.as_of(AS_OF))
    assert part.disclosed is not None
    assert (part.disclosed.people, dict(part.disclosed.tables), dict(part.disclosed.indicators), part.events["headcount"].notna().any()) == (None, {}, {}, False)


@pytest.fixture(scope="module")
def whispering() -> tuple[Dataset, Dataset]:
    """A programme whose every row of a person, and what else is nobody's to read, says a word of its own; and a link's part of it."""
    shared = {"activity_id": "e", "sector": "academia", "gender": "woman"}
    people = [
        {"person_id": f"qzperson{n}", "name": f"qzname{n}", "email": f"qzmail{n}@example.org", "role": f"qzrole{n}", "source_note": f"qznoted{n}", "organisation_id": f"qzhouse{n}", "city_id": f"qztown{n}", **shared}
        for n in range(4)
    ]  # fmt: skip
    people[3] |= {"gender": "non-binary", "age_group": "65 and over", "sector": "social finance"}
    data = load(workbook({
        "themes": [{"theme_id": "t", "name": "T"}, {"theme_id": "other", "name": "qzothertheme"}],
        "cities": [{"city_id": "here", "name": "Here", "country_code": "CA"}, *({"city_id": f"qztown{n}", "name": f"qzplace{n}", "country_code": "FR"} for n in range(4))],
        "organisations": [{"organisation_id": f"qzhouse{n}", "name": f"qzorganisation{n}", "sector": "academia"} for n in range(4)],
        "projects": [{"project_id": "p", "title": "P", "theme_ids": ["t"], "status": "active", "start": "2018", "source_note": "qznotedproject"}],
        "events": [{"event_id": "e", "title": "E", "kind": "panel", "theme_ids": ["t"], "city_id": "here", "project_id": "p", "start": "2019-02-10", "headcount": 30, "source_note": "qznotedevent"}],
        "participants": people,
        "indicators": [
            {"indicator_id": "i", "title": "Trained", "measure": "measurement", "unit": "people", "baseline": 77001},
            {"indicator_id": "o", "title": "qzotherindicator", "measure": "events", "theme_id": "other"},
        ],
        "measurements": [{"indicator_id": "i", "date": "2019-03-01", "value": 77002}], "targets": [{"indicator_id": "i", "period_start": "2019", "period_end": "2019", "value": 77003}],
        "notes": [
            {"subject": "e", "date": "2019-03-01", "text": "All went well.", "author": "qzauthor"}, {"subject": "i", "date": "2019-03-01", "text": "qznoteofindicator"},
            {"subject": "overview", "date": "2019-03-01", "text": "qznoteofpage"}, {"subject": "qzperson1", "date": "2019-03-01", "text": "qznoteofperson"},
        ],
    }))  # fmt: skip
    assert not [one for one in data.problems if one.severity == "error"]
    return data, protected(data, replace(LINK, project_ids=("p",)), AS_OF)


def test_nothing_of_a_person_is_in_a_links_part(whispering: tuple[Dataset, Dataset]) -> None:
    whole, part = whispering
    packed = io.BytesIO()
    assert part.disclosed is not None
    pickle.dump((dict(part.tables), dict(part.disclosed.tables), part.disclosed.small, part.problems, part.sheets, dict(part.extras)), packed, protocol=5)
    said = packed.getvalue().decode("latin-1") + repr(part) + "".join(frame.to_csv() for frame in part.tables.values())
    assert "qz" in pickle.dumps(dict(whole.tables)).decode("latin-1"), "what is looked for is found where it is"
    for secret in ("qz", "77001", "77002", "77003", "non-binary", "65 and over", "social finance"):
        assert secret not in said, secret
    assert "All went well." in said
    assert {"name", "email"}.isdisjoint(part.participants.columns)


def test_an_open_link_keeps_what_is_said_of_the_whole_but_of_few_people_nothing(whispering: tuple[Dataset, Dataset]) -> None:
    part = protected(whispering[0], LINK, AS_OF)
    said = "".join(frame.drop(columns="source_file").to_csv() for name, frame in part.tables.items() if name not in ("themes", "indicators", "cities"))
    assert "qz" not in said, "a house that only people name is not in it"
    assert not part.cities["name"].str.contains("qz").any()
    assert part.targets["value"].tolist() == [77003] and part.measurements["value"].tolist() == [77002]
    strict = protected(whispering[0], replace(LINK, minimum_count=77003), AS_OF)
    assert strict.measurements.empty, "it counts people, and fewer"


def test_the_policy_and_the_gap_stand_as_decided() -> None:
    assert (disclosure.POLICY, suppression.GAP) == (5, 2)


def test_what_another_policy_told_is_not_taken_for_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = programme({"fair": 40}, [(("fair",), "academia")] * 9)
    before, again = (protected(data, LINK, AS_OF) for _ in range(2))
    monkeypatch.setattr(disclosure, "POLICY", disclosure.POLICY + 1)
    after = protected(data, LINK, AS_OF)
    assert before.mark == again.mark != after.mark
    assert View(before, before, AS_OF, words("en")).mark != View(after, after, AS_OF, words("en")).mark


def test_what_was_measured_of_people_is_the_last_by_the_day() -> None:
    measured = [
        {"indicator_id": indicator, "date": day, "value": value}
        for indicator in ("trained", "laws") for day, value in (("2020-01-01", 31), ("2020-05-01", 40), ("2020-12-31", 55))
    ]  # fmt: skip
    indicators = [{"indicator_id": name, "title": name, "measure": "measurement", "unit": unit, "is_cumulative": "yes"} for name, unit in (("trained", "people"), ("laws", "laws"))]
    data = load(workbook({"indicators": indicators, "measurements": measured}))
    day = date(2020, 6, 30)
    for as_of, told in ((day, [40]), (date(2020, 12, 31), [55]), (date(2019, 1, 1), [])):
        part = protected(data, LINK, as_of)
        assert part.measurements.loc[part.measurements["indicator_id"] == "trained", "value"].tolist() == told
        assert (part.measurements["indicator_id"] == "laws").sum() == 3, "what counts no people is there as it was measured"
    link = protected(data, LINK, day)
    for seen_by in (link, data.within(Scope())):
        board = EXHIBITS["indicators.board"](View(seen_by, seen_by, day, words("en"))).table
        assert board["Value"].tolist() == ["40", "40"]


@pytest.mark.parametrize("unit", ["people", "cases", "Visits", "cas", ""])
def test_what_may_be_people_is_taken_for_people(unit: str) -> None:
    # A case may be somebody's, and a visitor's visit is a visitor.
    indicator = {"indicator_id": "helped", "title": "Helped", "measure": "measurement", "unit": unit, "is_cumulative": "yes"}
    data = load(workbook({"indicators": [indicator], "measurements": [{"indicator_id": "helped", "date": "2019-05-01", "value": 2}]}))
    assert protected(data, LINK, AS_OF).measurements.empty

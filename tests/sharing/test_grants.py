"""What a link grants: the part of the data that it opens, and never more than was meant."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset
from loaders.disclosed import usual_minimum
from loaders.scope import funded_by
from sharing.errors import SharingError
from sharing.grants import SHAREABLE, Grant, as_json, checked, from_json

YOUTH = Grant("Fonds jeunesse", funder_id="fund-youth")


def _projects(grant: Grant, data: Dataset) -> list[str]:
    return sorted(data.within(grant.scope(data)).projects["project_id"])


def _rows(grant: Grant, data: Dataset) -> int:
    part = data.within(grant.scope(data))
    return sum(len(part.tables[name]) for name in ("projects", "delegations", "events", "participants", "publications", "transfers"))


def test_a_funder_opens_the_projects_that_it_funds(demo: Dataset):
    assert funded_by(demo.projects, "fund-youth") == ("coop-schools", "summer-coops")
    assert _projects(YOUTH, demo) == ["coop-schools", "summer-coops"]
    assert set(demo.within(YOUTH.scope(demo)).events["project_id"]) <= {"coop-schools", "summer-coops"}


def test_what_is_stated_of_a_funder_narrows_further(demo: Dataset):
    assert _projects(replace(YOUTH, project_ids=("coop-schools", "buying-well")), demo) == ["coop-schools"]
    assert _projects(replace(YOUTH, start=date(2019, 1, 1), end=date(2019, 12, 31)), demo) == ["summer-coops"]


@pytest.mark.parametrize(
    "grant",
    [
        Grant("x", funder_id="nobody"), Grant("x", funder_id=""), replace(YOUTH, project_ids=("buying-well",)), Grant("x", project_ids=("gone",)),
        Grant("x", theme_ids=("gone",)), Grant("x", city_ids=("gone",)), replace(YOUTH, theme_ids=("gone",)),
    ],
)  # fmt: skip
def test_what_the_data_does_not_know_opens_nothing_and_never_all(demo: Dataset, grant: Grant):
    """A funder that is taken out of the workbook, a project that goes by another name: the link shows no row, and no other's."""
    assert _rows(Grant("all"), demo) > 100
    assert _rows(grant, demo) == 0


def test_the_funder_is_looked_up_in_the_data_of_the_day(demo: Dataset):
    projects = demo.projects.copy()
    projects["funder_ids"] = pd.Series([("fund-youth",) if one == "buying-well" else () for one in projects["project_id"]], index=projects.index)
    assert _projects(YOUTH, replace(demo, tables={**demo.tables, "projects": projects})) == ["buying-well"]


def test_the_scope_keeps_people_to_themselves(demo: Dataset):
    scope = replace(YOUTH, minimum_count=10).scope(demo)
    assert scope.minimum_count == 10 and not scope.has_personal
    assert Grant("x").scope(demo).minimum_count == 5


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Say for whom the link is, in up to 120 letters."),
        ({"name": "x" * 121}, "Say for whom the link is, in up to 120 letters."),
        ({"name": "a\nb"}, "Say for whom the link is, in up to 120 letters."),
        ({"start": date(2019, 1, 1)}, "State both days of the period, the earlier first."),
        ({"start": date(2019, 1, 2), "end": date(2019, 1, 1)}, "State both days of the period, the earlier first."),
        ({"pages": ()}, "Choose at least one page."),
        ({"pages": ("overview", "data")}, f"“data” is no page that a link can open: say some of {', '.join(SHAREABLE)}."),
        ({"minimum_count": 2}, "Counts of people can be shown from 3 to 100 on: say a number between them."),
        ({"minimum_count": 101}, "Counts of people can be shown from 3 to 100 on: say a number between them."),
        ({"project_ids": ("",)}, "An identifier is blank: take it out, or leave that side open."),
        ({"project_ids": tuple(map(str, range(1001)))}, "Choose up to 1,000 projects, themes and cities."),
        ({"funder_id": "nobody"}, "“nobody” is none of the organisations of this data."),
        ({"funder_id": "montreal-0"}, "“montreal-0” funds none of the projects of this data."),
        ({"project_ids": ("buying-well", "gone")}, "“gone” is none of the projects of this data."),
        ({"theme_ids": ("gone",)}, "“gone” is none of the themes of this data."),
        ({"city_ids": ("gone",)}, "“gone” is none of the cities of this data."),
        ({"start": date(1990, 1, 1), "end": date(1990, 12, 31)}, "Nothing in the data belongs to all of this: leave one of the choices open."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_in_a_sentence(demo: Dataset, changes: dict[str, Any], said: str):
    checked(YOUTH, demo)
    with pytest.raises(SharingError) as reason:
        checked(replace(Grant("x"), **changes), demo)
    assert str(reason.value) == said == reason.value.template.format(**reason.value.values)


GRANTS = st.builds(
    Grant,
    st.text(min_size=1, max_size=40, alphabet=st.characters(exclude_categories=("Cc", "Cs"))).filter(str.strip),
    project_ids=st.lists(st.sampled_from(["a", "b", "é"]), max_size=3).map(tuple),
    funder_id=st.none() | st.just("fund"),
    theme_ids=st.lists(st.just("t"), max_size=1).map(tuple),
    city_ids=st.lists(st.just("c"), max_size=1).map(tuple),
    pages=st.lists(st.sampled_from(SHAREABLE), min_size=1, unique=True).map(tuple),
    has_exports=st.booleans(),
    minimum_count=st.integers(3, 100),
)


@given(GRANTS, st.none() | st.dates())
def test_what_was_written_is_read_again(grant: Grant, day: date | None):
    grant = replace(grant, start=day, end=day)
    assert from_json(as_json(grant)) == grant


@pytest.mark.parametrize("side", list(json.loads(as_json(YOUTH))))
def test_a_grant_that_lacks_a_side_is_not_read(side: str):
    said = json.loads(as_json(YOUTH))
    del said[side]
    with pytest.raises(SharingError, match="opens nothing"):
        from_json(json.dumps(said))


@pytest.mark.parametrize(
    "changes",
    [
        {"region_ids": ["x"]}, {"project_ids": "ab"}, {"project_ids": None}, {"project_ids": [1]}, {"pages": ["overview", ["map"]]}, {"has_exports": "no"},
        {"has_exports": 0}, {"minimum_count": "5"}, {"minimum_count": 5.0}, {"minimum_count": True}, {"start": 2019}, {"start": "soon"}, {"funder_id": []}, {"name": None},
    ],
)  # fmt: skip
def test_a_grant_with_a_side_of_another_kind_is_not_read(changes: dict[str, Any]):
    with pytest.raises(SharingError, match="opens nothing"):
        from_json(json.dumps({**json.loads(as_json(YOUTH)), **changes}))


@pytest.mark.parametrize("changes", [{"minimum_count": 1}, {"pages": ["data"]}, {"pages": []}, {"project_ids": [""]}])
def test_a_grant_that_nobody_could_have_meant_is_not_read(changes: dict[str, Any]):
    with pytest.raises(SharingError):
        from_json(json.dumps({**json.loads(as_json(YOUTH)), **changes}))


@pytest.mark.parametrize("text", ["", "null", "[]", "3", "{}", "{"])
def test_what_is_no_grant_is_not_read(text: str):
    with pytest.raises(SharingError, match="opens nothing"):
        from_json(text)


@pytest.mark.parametrize(("stated", "usual"), [(None, 5), ("", 5), ("many", 5), ("0", 3), ("4", 4), ("10", 10), ("5000", 100)])
def test_the_workbook_can_say_which_counts_are_small(demo: Dataset, stated: str | None, usual: int):
    settings = demo.settings[demo.settings["key"] != "small_count"]
    if stated is not None:
        row = settings.iloc[[0]].assign(key="small_count", value=stated)
        settings = pd.concat([settings, row])
    assert usual_minimum(replace(demo, tables={**demo.tables, "settings": settings}).setting("small_count")) == usual


def test_a_grant_knows_whether_it_is_of_the_whole_programme():
    assert Grant("x", pages=("map",)).is_whole
    assert not any(one.is_whole for one in (YOUTH, Grant("x", city_ids=("c",)), Grant("x", start=date(2019, 1, 1), end=date(2019, 1, 2))))

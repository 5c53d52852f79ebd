"""Activity by goal: through the project, each once in the total."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from charts.sdgs import by_goal, has_goals
from loaders.sdgs import goals
from metrics.sdgs import activities_by_goal

AS_OF = date(2019, 7, 31)


def tagged(real, **goals_of):
    sdgs = real.projects["project_id"].map(lambda project: goals_of.get(project.replace("-", "_"), ()))
    return replace(real, tables=MappingProxyType({**real.tables, "projects": real.projects.assign(sdgs=sdgs)}), fingerprint=str(goals_of))


def test_an_activity_counts_in_each_goal_of_its_project_and_once_in_all(real):
    # To Bilbao, and four events there; of the youth co-operatives a talk, a workshop and two pilots.
    measure = activities_by_goal(tagged(real, gsef_2018=(17,), cjs=(8, 17)), AS_OF)
    assert measure.table.to_dict("list") == {"goal": [17, 8], "held": [9, 4]}
    # Twenty-nine have taken place in all.
    assert (measure.value, measure.not_detailed) == (9, 20)
    assert {name: len(rows) for name, rows in measure.rows.items()} == {"delegations": 1, "events": 8, "projects": 2}


def test_without_goals_there_is_no_data_and_no_chart(real, view_of):
    assert activities_by_goal(real, AS_OF).value is None
    assert not has_goals(view_of(real))


def test_the_goals_have_their_titles_and_colours(real, view_of):
    assert len(goals()) == 17
    shown = by_goal(view_of(tagged(real, cjs=(8,)), language="fr"))
    assert shown.table.iloc[0, 0] == "8. Travail décent et croissance économique"
    assert shown.figure["data"][0]["marker"]["color"][0] == "#A21942"
    assert shown.table.iloc[-1, 1] + shown.table.iloc[0, 1] == 29

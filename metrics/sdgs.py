"""What was done for each Sustainable Development Goal, by the goals that projects name."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.left_out import left_out, not_held
from metrics.measure import Measure, activities, held


def activities_by_goal(data: Dataset, as_of: date) -> Measure:
    """Delegations and events that have taken place, by the goals of their project: `goal` (1 to 17), `held`, the most first.

    One whose project names two goals counts in both; `value` counts it once. `not_detailed` are those
    whose project names none, or that have no project.
    """
    done = held(activities(data), as_of)
    named = data.projects.set_index("project_id")["sdgs"]
    tagged = done.assign(goal=done["project_id"].map(lambda project: named.get(project, ())))
    has_any = tagged["goal"].map(len) > 0
    counted = tagged[has_any]
    table = counted.explode("goal").groupby("goal").size().rename("held").reset_index().astype("int64")
    table = table.sort_values(["held", "goal"], ascending=[False, True], ignore_index=True)
    members = tagged.assign(goal=tagged["goal"].where(has_any, None)).explode("goal")[["goal", "table", "row"]]
    projects = data.projects.index[data.projects["project_id"].isin(counted["project_id"])]
    rows = {name: pd.Index(counted.loc[counted["table"] == name, "row"]) for name in ("delegations", "events")}
    without = {
        name: left_out(data.tables[name], rows[name], *not_held(data.tables[name], as_of), otherwise=N_("its project names no goal, or it has no project"))
        for name in rows
    }  # fmt: skip
    without["projects"] = left_out(data.projects, projects, (N_("it names no goal"), data.projects["sdgs"].map(len) == 0), otherwise=N_("no delegation or event of it has taken place"))
    formula = N_("Delegations and events that have taken place, by the goals that their project names. One with two goals counts in both; the total counts it once.")
    return Measure(
        "activities_by_goal", len(counted) if len(counted) else None, {**rows, "projects": projects}, formula, table,
        not_detailed=int((~has_any).sum()), left_out=without, members=members,
    )  # fmt: skip

"""Activity for each Sustainable Development Goal, in the goals' own colours."""

import pandas as pd

from charts import bars, style
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key, named_parts
from loaders.sdgs import goals
from metrics.sdgs import activities_by_goal

KEY = "themes.by_goal"


def has_goals(view: View) -> bool:
    """Whether any project names a goal."""
    return bool(view.whole.projects["sdgs"].map(len).any())


def by_goal(view: View) -> Exhibit:
    """Delegations and events for each goal, a bar in its colour; hatched what no project tells of."""
    t, measure = view.t, view.measured(activities_by_goal)
    subtitle = t("Delegations and events, by the goals of their project; one with two goals counts in both")
    if measure.value is None:
        none = t("No delegation or event is tagged with a goal yet")
        return Exhibit(KEY, none, subtitle, none, pd.DataFrame(), measure)
    known, frame = goals(), measure.table
    names = [known[goal].title(t.language) for goal in frame["goal"]]
    lengths = [float(count) for count in frame["held"]]
    title = t("Most was done for goal {goal}: {n} of {all}", goal=names[0], n=t.number(lengths[0]), all=t.plural("{n} activity", "{n} activities", measure.value))
    if measure.not_detailed:
        names, lengths = [*names, t("not tagged")], [*lengths, float(measure.not_detailed)]
    table = pd.DataFrame({t("Goal"): names, t("Delegations and events"): [int(length) for length in lengths]})
    colours = [known[goal].colour for goal in frame["goal"]]
    keys = [mark_key(goal) for goal in [*frame["goal"], *([None] if measure.not_detailed else [])]]
    hovers = [f"{style.safe(name)}: {t.number(length)}" for name, length in zip(names, lengths, strict=True)]
    tail = [0.0] if measure.not_detailed else []
    # The outline keeps pale colours in sight on either paper.
    series = [bars.Series([*lengths[: len(colours)], *tail], {"color": [*colours, *([style.NEUTRAL] if tail else [])], "line": style.outline()}, hovers, keys, t("Delegations and events"))]
    if tail:
        series.append(bars.Series([*[0.0] * len(colours), lengths[-1]], style.hatched(), hovers, keys, t("not tagged"), "hatched"))
    ends = [t.number(length) for length in lengths]
    figure = bars.labelled(names, series=series, ends=ends, is_dark=view.is_dark)
    told = [t("{group}: {value}", group=name, value=t.number(length)) for name, length in zip(names, lengths, strict=True)]
    return Exhibit(KEY, title, subtitle, t.listed(told), table, measure, figure, chart=bars.chart(names, series=series, ends=ends),
                   marks=Marks(measure.members, ("goal",), dict(zip(keys, told, strict=True)), named_parts(keys, names)))

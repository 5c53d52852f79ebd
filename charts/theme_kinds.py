"""Projects, delegations, events and publications of each theme, beside each other."""

from typing import Any

import pandas as pd

from charts import bars, grid, style
from charts.chart import Chart, Series
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key
from charts.themes import (
    HEADINGS,
    PLANNED_HEADINGS,
    leaders,
    named,
    nothing,
    of,
    planned,
    theme_colours,
    theme_names,
    totals_of,
)
from locales import Words
from metrics import themes as measures
from metrics.measure import Measure
from metrics.themes import ALL_THEMES, KINDS

# A telephone's width for one kind, and of a letter of the number beside its longest bar.
COLUMN_PX, LETTER_PX = 82, 7
# Where the four stand in one bar, as in a chart of PowerPoint.
KIND_COLOURS = {"projects": style.SEQUENTIAL[5], "delegations": style.SECOND, "events": style.ACCENT, "publications": style.SEQUENTIAL[2]}


def by_kind(view: View) -> Exhibit:
    """Projects, delegations, events and publications of each theme, the four beside each other."""
    t, measure = view.t, view.measured(measures.activities_by_theme_and_kind)
    totals = totals_of(measure.table)
    if totals.empty:
        return nothing("themes.by_kind", t("No record names a theme yet"), measure)
    names = theme_names(view)
    first, most = leaders(totals["held"]), of(totals["held"].max(), measure, t)
    leading = named([names[one] for one in first], t)
    if not measure.value:
        title = t("All records are still to come: {n} planned", n=t.number(measure.planned))
    elif len(first) == 1:
        title = t.plural("The one record belongs to {theme}", "Most belongs to {theme}: {share} of {n} projects, delegations, events and publications", theme=leading, **most)
    else:
        title = t.plural("The one record belongs to {themes}", "Most belongs to {themes}: {share} each of {n} projects, delegations, events and publications",
                         themes=leading, **most)  # fmt: skip
    told = t.listed(t("{theme}: {n}", theme=names[theme], n=t.number(n)) for theme, n in totals["held"].items())
    return Exhibit(
        "themes.by_kind", title,
        t("Number of each kind. Hollow bars and numbers after a plus are planned. What has two themes counts in both; the totals count it once."),
        t("Records so far by theme: {told}. All themes together, each record once: {total}. {planned}",
          told=told, total=t.number(measure.value), planned=planned(measure, t)),
        _kind_table(measure.table, names, t), measure, _kind_figure(measure.table, totals, view),
        chart=_kind_numbers(measure.table, totals, view), marks=_kind_marks(measure, view),
    )  # fmt: skip


def _kind_marks(measure: Measure, view: View) -> Marks:
    t, names, titles, parts = view.t, theme_names(view), {}, {}
    for row in measure.table.itertuples():
        for is_planned, n, headings in ((False, row.held, HEADINGS), (True, row.planned, PLANNED_HEADINGS)):
            said = t("{theme}, {kind}: {n}", theme=names[row.theme_id], kind=t(headings[row.kind]), n=t.number(n))
            key = mark_key(row.theme_id, row.kind, is_planned)
            titles[key], parts[key] = said, (names[row.theme_id], t(headings[row.kind]))
    return Marks(measure.members, ("theme_id", "kind", "is_planned"), titles, parts)


def _kind_figure(table: pd.DataFrame, totals: pd.DataFrame, view: View) -> dict[str, Any]:
    t, names, colours = view.t, theme_names(view), theme_colours(view)
    themes = list(totals.index)
    lines = [f"<b>{style.wrapped(names[theme], bars.LETTERS)}</b>" for theme in themes]
    tops, middles, height = bars.placed([line.count("<br>") + 1 for line in lines])
    down = bars.LINE_PX + bars.GAP_PX
    cells = table[table["theme_id"] != ALL_THEMES]
    ends = [grid.Cell(0, 0, row.held, row.planned, "").text or "0" for row in cells.itertuples()]
    step = max((cells["held"] + cells["planned"]).max(), 1) / max(1 - (max(map(len, ends)) + 2) * LETTER_PX / COLUMN_PX, 0.2)
    starts = cells["kind"].map({kind: at * step for at, kind in enumerate(KINDS)})
    rows = dict(zip(themes, middles, strict=True))
    y = [rows[theme] + down for theme in cells["theme_id"]]
    hovers = [
        t("{theme}<br>{kind}: {held} so far, {planned} planned", theme=style.safe(names[row.theme_id]),
          kind=t(HEADINGS[row.kind]), held=t.number(row.held), planned=t.number(row.planned))
        for row in cells.itertuples()
    ]  # fmt: skip
    fills = [colours[theme] for theme in cells["theme_id"]]

    def keys(is_planned: bool) -> list[str]:
        return [mark_key(row.theme_id, row.kind, is_planned) for row in cells.itertuples()]

    shared = {"type": "bar", "orientation": "h", "y": y, "width": bars.BAR_PX, "customdata": hovers,
              "hovertemplate": "%{customdata}<extra></extra>"}  # fmt: skip
    data = [
        {**shared, "ids": keys(False), "x": _lengths(cells["held"]), "base": starts.tolist(), "marker": {"color": fills, "line": style.outline()}},
        {**shared, "ids": keys(True), "x": _lengths(cells["planned"]), "base": (starts + cells["held"]).tolist(),
         "marker": style.hollow(style.NEUTRAL)},
        bars.texts_at([0.0] * len(lines), [top + down for top in tops], lines, "bottom right"),
        bars.texts_at([at * step for at in range(len(KINDS))], [0.0] * len(KINDS), [t(HEADINGS[kind]) for kind in KINDS], "bottom right"),
        bars.texts_at((starts + cells["held"] + cells["planned"]).tolist(), y, [f"\u2002{end}" for end in ends], "middle right"),
    ]  # fmt: skip
    axes = {"xaxis": {"visible": False, "range": [0, step * len(KINDS)]},
            "yaxis": {"visible": False, "range": [height + down, -4], "automargin": False}}  # fmt: skip
    return {"data": data, "layout": style.layout(barmode="overlay", font={"color": style.ink(view.is_dark)}, height=height + down + 8, margin={"l": 0, "r": 0, "t": 0, "b": 8}, **axes)}


def _kind_numbers(table: pd.DataFrame, totals: pd.DataFrame, view: View) -> Chart:
    """A bar a theme, of its kinds one after the other; what is planned, of whatever kind, hollow at its end."""
    t, names = view.t, theme_names(view)
    held = table.pivot(index="theme_id", columns="kind", values="held").reindex(totals.index)
    series = [Series(t(HEADINGS[kind]), tuple(map(int, held[kind])), colour) for kind, colour in KIND_COLOURS.items() if held[kind].any()]
    if totals["planned"].any():
        series.append(Series(t("Planned"), tuple(map(int, totals["planned"])), style.NEUTRAL, "hollow"))
    ends = [grid.Cell(0, 0, row.held, row.planned, "").text or "0" for row in totals.itertuples()]
    return Chart("bars", tuple(names[theme] for theme in totals.index), tuple(series), tuple(ends))


def _lengths(counts: pd.Series) -> list[int | None]:
    """Lengths of bars; none for nothing, since a bar of no length would still draw its outline."""
    return [n or None for n in counts.tolist()]


def _kind_table(table: pd.DataFrame, names: dict[str, str], t: Words) -> pd.DataFrame:
    wide = table.pivot(index="theme_id", columns="kind", values=["held", "planned"])
    columns = {t("Theme"): [names[theme] for theme in table["theme_id"].unique()]}
    for kind in KINDS:
        columns[t(HEADINGS[kind])] = wide["held", kind].reindex(table["theme_id"].unique()).tolist()
        columns[t(PLANNED_HEADINGS[kind])] = wide["planned", kind].reindex(table["theme_id"].unique()).tolist()
    return pd.DataFrame(columns)

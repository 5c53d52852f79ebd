"""The themes: what each saw, when and where."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

import pandas as pd

from charts import grid, style
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key
from locales import N_, Words
from metrics import themes as measures
from metrics.measure import Measure
from metrics.themes import ALL_THEMES, NO_THEME

HEADINGS = {
    "projects": N_("Projects"), "delegations": N_("Delegations"),
    "events": N_("Events"), "publications": N_("Publications"),
}  # fmt: skip
PLANNED_HEADINGS = {
    "projects": N_("Projects planned"), "delegations": N_("Delegations planned"),
    "events": N_("Events planned"), "publications": N_("Publications forthcoming"),
}  # fmt: skip
# More quarters than these are named by their years alone, and of more years than these only every second, third … is named.
QUARTERS, YEARS = 8, 8
# More places than these make cells too narrow for a telephone: the least active stand together.
PLACES, OTHERS = 11, "?"


def summary(view: View) -> str:
    """The Themes page in one sentence."""
    t, measure = view.t, view.measured(measures.activities_by_theme_and_kind)
    totals = totals_of(measure.table)
    if totals.empty:
        return t("No record names a theme yet.")
    records = t.plural("{n} project, delegation, event or publication", "{n} projects, delegations, events and publications", measure.value or 0)
    themes = t.plural("{n} theme", "{n} themes", len(totals.drop(NO_THEME, errors="ignore")))
    if not measure.value:
        return t.plural("Nothing has begun yet in {themes}; {n} record is planned.", "Nothing has begun yet in {themes}; {n} records are planned.", measure.planned, themes=themes)
    planned = t.plural("; {n} more is planned", "; {n} more are planned", measure.planned) if measure.planned else ""
    return t("So far {records} in {themes}{planned}. One with two themes counts in both; a total counts it once.",
             records=records, themes=themes, planned=planned)  # fmt: skip


def by_quarter(view: View) -> Exhibit:
    """Delegations and events of each theme by the quarter in which they begin."""
    t, measure = view.t, view.measured(measures.activities_by_theme_and_quarter)
    dated = _once(measure.table, "quarter")
    vague = sum(map(len, measure.left_out.values()))
    if dated.empty:
        return nothing("themes.by_quarter", t("No delegation or event is dated to a quarter yet"), measure)
    quarters = pd.date_range(dated.index.min(), dated.index.max(), freq="QS")
    first, most = leaders(dated["held"]), of(dated["held"].max(), measure, t)
    if not measure.value:
        title = t("All that is dated to a quarter is still to come: {n} planned", n=t.number(measure.planned))
    elif len(first) == 1:
        title = t.plural("{quarter} saw the one delegation or event", "{quarter} was the busiest quarter: {share} of {n} delegations and events",
                         quarter=t.quarter(first[0]), **most)  # fmt: skip
    else:
        title = t("{quarters} were the busiest quarters, with {n} of {total} delegations and events each",
                  quarters=named(list(map(t.quarter, first)), t), n=most["share"], total=t.number(measure.value))  # fmt: skip
    subtitle = t("Delegations and events by the quarter in which they begin. Hollow cells and numbers after a plus are planned.")
    if vague:
        subtitle += " " + t.plural(
            "{n} is dated only to a season or a year, and is left out.",
            "{n} are dated only to a season or a year, and are left out.", vague,
        )  # fmt: skip
    told = t.listed(t("{quarter}: {n}", quarter=t.quarter(one), n=t.number(n)) for one, n in dated["held"].items() if n)
    return Exhibit(
        "themes.by_quarter", title, subtitle,
        t("Delegations and events so far by quarter, each counted once: {told}. {planned}", told=told, planned=planned(measure, t)),
        _grid_table(measure.table, "quarter", t("Quarter"), t.quarter, view),
        measure, _grid(measure.table, "quarter", _quarter_headings(quarters, t),
                       {one: t.quarter(one) for one in quarters}, view),
        marks=_grid_marks(measure.members, measure.table, "quarter", {one: t.quarter(one) for one in quarters}, view),
    )  # fmt: skip


def _quarter_headings(quarters: pd.DatetimeIndex, t: Words) -> dict[pd.Timestamp, str]:
    """What stands above each quarter: its year where one begins; where there are many, only years."""
    if len(quarters) <= QUARTERS:
        return {
            one: (f"{one.year}<br>" if one.month == 1 or not at else "") + t.quarter(one, short=True)
            for at, one in enumerate(quarters)
        }
    every = ceil(len(quarters) / (4 * YEARS))
    return {one: str(one.year) if one.month == 1 and one.year % every == 0 else "" for one in quarters}


def by_city(view: View) -> Exhibit:
    """Delegations and events of each theme by place, the busiest place first."""
    t, measure = view.t, view.measured(measures.activities_by_theme_and_city)
    placed = _once(measure.table, "city_id")
    if placed.empty:
        return nothing("themes.by_city", t("There is no delegation and no event yet"), measure)
    names = place_names(view)
    first, most = leaders(placed["held"]), of(placed["held"].max(), measure, t)
    places = named([names[one] for one in first], t)
    if not measure.value:
        title = t("All of it is still to come: {n} planned", n=t.number(measure.planned))
    elif len(first) == 1:
        title = t.plural("{places} saw the one delegation or event", "{places} saw the most: {share} of {n} delegations and events", places=places, **most)
    else:
        title = t("{places} saw the most, with {n} of {total} delegations and events each", places=places, n=most["share"], total=t.number(measure.value))
    subtitle = t("Delegations, where they go, and events. Hollow cells and numbers after a plus are planned.")
    told = t.listed(t("{place}: {n}", place=names[one], n=t.number(n)) for one, n in placed["held"].items() if n)
    shown = list(placed.index if len(placed) <= PLACES + 1 else placed.index[:PLACES])
    others = t.plural("{n} other place", "{n} other places", len(placed) - len(shown))
    cells = measure.table
    cells = cells.assign(city_id=cells["city_id"].where(cells["city_id"].isin(shown), OTHERS))
    cells = cells.groupby(["theme_id", "city_id"], sort=False)[["held", "planned"]].sum().reset_index()
    members = measure.members.assign(city_id=measure.members["city_id"].where(measure.members["city_id"].isin(shown), OTHERS))
    columns = {one: names[one] for one in shown} | ({OTHERS: others} if len(placed) > len(shown) else {})
    return Exhibit(
        "themes.by_city", title, subtitle,
        t("Delegations and events so far by place, each counted once: {told}. {planned}", told=told, planned=planned(measure, t)),
        _grid_table(measure.table, "city_id", t("Place"), names.__getitem__, view),
        measure, _grid(cells, "city_id", {one: style.wrapped(name, 14) for one, name in columns.items()}, columns, view),
        marks=_grid_marks(members, cells, "city_id", columns, view),
    )  # fmt: skip


def _grid(table: pd.DataFrame, by: str, headings: Mapping[Any, str], said: Mapping[Any, str], view: View) -> dict[str, Any]:
    t, names, colours = view.t, theme_names(view), theme_colours(view)
    table = table[table["theme_id"] != ALL_THEMES]
    themes, columns = list(table["theme_id"].unique()), list(headings)
    cells = [
        grid.Cell(
            themes.index(row.theme_id), columns.index(getattr(row, by)), row.held, row.planned,
            t("{theme}<br>{column}: {held} so far, {planned} planned", theme=style.safe(names[row.theme_id]),
              column=style.safe(said[getattr(row, by)]), held=t.number(row.held), planned=t.number(row.planned)),
            is_aside=getattr(row, by) == OTHERS, key=mark_key(row.theme_id, getattr(row, by)),
        )
        for row in table.itertuples()
    ]  # fmt: skip
    return grid.drawn(cells, rows=[names[one] for one in themes], colours=[colours[one] for one in themes], columns=list(headings.values()), is_dark=view.is_dark)


def _grid_marks(members: pd.DataFrame, table: pd.DataFrame, by: str, said: Mapping[Any, str], view: View) -> Marks:
    t, names, titles, parts = view.t, theme_names(view), {}, {}
    for row in table[table["theme_id"] != ALL_THEMES].itertuples():
        count = t.plural("{n} activity", "{n} activities", row.held + row.planned)
        if row.planned:
            count = t("{count}, {n} of them planned", count=count, n=t.number(row.planned))
        key, column = mark_key(row.theme_id, getattr(row, by)), said[getattr(row, by)]
        titles[key], parts[key] = t("{theme}, {column}: {count}", theme=names[row.theme_id], column=column, count=count), (names[row.theme_id], column)
    return Marks(members, ("theme_id", by), titles, parts)


def _grid_table(table: pd.DataFrame, by: str, heading: str, said: Callable[[Any], str], view: View) -> pd.DataFrame:
    t, names = view.t, theme_names(view)
    return pd.DataFrame({
        t("Theme"): [names[theme] for theme in table["theme_id"]], heading: [said(one) for one in table[by]],
        t("So far"): table["held"], t("Planned"): table["planned"],
    })  # fmt: skip


def nothing(key: str, title: str, measure: Measure) -> Exhibit:
    """An exhibit of no data, that says so."""
    return Exhibit(key, title, "", title, pd.DataFrame(), measure)


def of(share: float, measure: Measure, t: Words) -> dict[str, Any]:
    """A share, written, and the whole that it is of, whose number the words follow."""
    return {"share": t.number(share), "n": measure.value or 0}


def planned(measure: Measure, t: Words) -> str:
    """How many more are planned, as a sentence."""
    return t.plural("{n} more is planned.", "{n} more are planned.", measure.planned)


def named(names: list[str], t: Words) -> str:
    """Those that share a first place; of many, two and how many others."""
    if len(names) <= 3:
        return t.listed(names)
    return t("{names} and {n} others", names=", ".join(names[:2]), n=t.number(len(names) - 2))


def totals_of(table: pd.DataFrame) -> pd.DataFrame:
    """`held`, `planned` by theme, the largest first; no row for the whole."""
    return table[table["theme_id"] != ALL_THEMES].groupby("theme_id", sort=False)[["held", "planned"]].sum()


def _once(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """`held`, `planned` by column, each activity once; time in its order, places by size."""
    once = table[table["theme_id"] == ALL_THEMES].set_index(by)[["held", "planned"]]
    if by == "quarter":
        return once.sort_index()
    return once.sort_values(["held", "planned"], ascending=False, kind="stable")


def leaders(counts: pd.Series) -> list[Any]:
    """The labels of the highest counts."""
    return list(counts[counts == counts.max()].index)


def theme_names(view: View) -> dict[str, str]:
    """theme_id → name, those for no theme and for all of them too."""
    t, themes = view.t, view.whole.themes
    extra = {NO_THEME: t("No theme"), ALL_THEMES: t("All themes, each counted once")}
    return dict(zip(themes["theme_id"], themes["name"], strict=True)) | extra


def theme_colours(view: View) -> dict[str, str]:
    """theme_id → colour, that for no theme too."""
    return style.theme_colours(view.whole, is_dark=view.is_dark) | {NO_THEME: style.NO_THEME}


def place_names(view: View) -> dict[str, str]:
    """city_id → name."""
    cities = view.whole.cities
    return dict(zip(cities["city_id"], cities["name"], strict=True))

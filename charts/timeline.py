"""The programme on a line of time: projects as bars, what happened as marks on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from charts import style
from charts.exhibit import Exhibit, View
from charts.timeline_figure import figure
from charts.timeline_rows import Row, frame_of, grouped, label, records, rows_of, stacked
from loaders.tables import TABLES
from locales import N_, Words
from metrics import counts
from metrics.measure import Measure
from metrics.timeline import timeline

MOST_NAMED = 3
# A project's bar goes on to the end that its row states; where it was stopped its title says so.
HALTED = ("cancelled", "suspended")
# In the order of KINDS, as the overview counts them.
COUNTED = (counts.projects, counts.delegations, counts.events, counts.publications)
KINDS = {
    "projects": N_("Project"), "delegations": N_("Delegation"), "events": N_("Event"), "publications": N_("Publication"),
}  # fmt: skip


@dataclass(frozen=True)
class Grouping:
    """One way to group the timeline: its exhibit's key, the column that groups and the table of its names."""

    key: str
    column: str | None
    table: str
    nobody: str
    heading: str


THEME = Grouping("timeline.by_theme", "theme_ids", "themes", N_("Without a theme"), N_("Theme"))
CITY = Grouping("timeline.by_city", "city_ids", "cities", N_("Without a city"), N_("City"))
PROJECT = Grouping("timeline.by_project", None, "projects", N_("Without a project"), N_("Project"))


def by_theme(view: View) -> Exhibit:
    """The timeline with a group for each theme; what has two themes stands in both."""
    return _exhibit(view, THEME)


def by_city(view: View) -> Exhibit:
    """The timeline with a group for each place; a delegation stands where it went."""
    return _exhibit(view, CITY)


def by_project(view: View) -> Exhibit:
    """The timeline with a row for each project, each once."""
    return _exhibit(view, PROJECT)


def summary(view: View) -> str:
    """The page's sentence: what there is so far, what is planned, and over which time."""
    t, things = view.t, view.measured(timeline).table
    if things.empty:
        return t("Nothing is on record here yet.")
    found = [view.measured(measured) for measured in COUNTED]
    done = t.listed(_counted(name, int(one.value or 0), t) for name, one in zip(KINDS, found, strict=True) if one.value)
    planned = t.listed(_counted(name, one.planned, t) for name, one in zip(KINDS, found, strict=True) if one.planned)
    if not done:
        # What was cancelled is neither.
        said = t("nothing so far; {things} planned", things=planned) if planned else t("nothing so far, and nothing planned")
    elif planned:
        said = t("{things} so far; {planned} planned", things=done, planned=planned)
    else:
        said = t("{things} so far", things=done)
    if things["start"].isna().all():
        return t("{things}, without a date.", things=said)
    span = _span(things, view)
    return t("{span}: {things}.", things=said, span=span[:1].upper() + span[1:])


def _span(things: pd.DataFrame, view: View) -> str:
    """From the first beginning to the last end, within the period looked at; each to the month at most and no more exact than known."""
    t, days = view.t, view.data.period
    if days:
        things = things.assign(**{name: things[name].clip(*map(pd.Timestamp, days)) for name in ("start", "end", "start_until")})
    ends = things["end"].fillna(things["start_until"])
    ends_known = things["end_precision"].where(things["end"].notna(), things["start_precision"])
    first, last = things["start"].idxmin(), ends.idxmax()
    start, end = (
        t.moment(day, "month" if known == "day" else known)
        for day, known in ((things["start"][first], things["start_precision"][first]), (ends[last], ends_known[last]))
    )
    return start if start == end else t("{start} to {end}", start=start, end=end)


def _exhibit(view: View, grouping: Grouping) -> Exhibit:
    t, data = view.t, view.data
    measure = view.measured(timeline)
    things = measure.table.assign(when=_when(measure.table, t))
    scope = data.narrowed
    span = frame_of(things, as_of=view.as_of, start=scope.start, end=scope.end)
    names = _names(view, grouping)
    wanted = {"theme_ids": scope.theme_ids, "city_ids": scope.city_ids}.get(grouping.column or "", ())
    titles = dict(zip(view.whole.projects["project_id"], view.whole.projects["title"], strict=True))
    rows = rows_of(things, column=grouping.column, wanted=wanted, names=names, span=span)
    rows = stacked(_worded(rows, view, grouping), has_headings=grouping.column is not None)
    return Exhibit(
        key=grouping.key,
        title=_finding(things, measure, grouping, names=names if grouping.column else titles, wanted=wanted, t=t),
        subtitle=_subtitle(grouping, t),
        sentence=_sentence(view, measure),
        table=_table(things, view, grouping, names=names, titles=titles, wanted=wanted),
        measure=measure,
        figure=figure(rows, view, names=names, span=span, hovers=_hovers(things, view, titles)) if rows else None,
    )


def _worded(rows: Sequence[Row], view: View, grouping: Grouping) -> list[Row]:
    """The rows with their titles in words, and the theme whose colour each has.

    Where rows of one group differ in theme, each says its own below its title.
    """
    t = view.t
    # A link has no project of which nothing else is in it: what names one and what names none look alike there.
    none = t("In no project that is shown here") if view.whole.disclosed else t("Without a project")
    outside = {"other": t("In projects shown elsewhere"), "none": none}
    names, colours = themes_named(view), style.theme_colours(view.whole, is_dark=view.is_dark)
    result = []
    for row in rows:
        title = row.bar["title"] if row.bar else outside[row.kind]
        halted = row.bar["kind"] if row.bar else ""
        if halted in HALTED:
            title = t("{title} ({status})", title=title, status=t(halted))
        theme = row.group if grouping is THEME else next(iter(row.bar["theme_ids"]), "") if row.bar else ""
        key = f'<br><span style="color:{colours[theme]}">■</span> {style.safe(names[theme])}' if theme and grouping is not THEME else ""
        result.append(replace(row, theme_id=theme, label=label(title) + key))
    return result


def themes_named(view: View) -> dict[str, str]:
    """theme_id → name, of all themes."""
    return dict(zip(view.whole.themes["theme_id"], view.whole.themes["name"], strict=True))


def _names(view: View, grouping: Grouping) -> dict[str, str]:
    frame = view.whole.tables[grouping.table]
    key, name = TABLES[grouping.table].key[0], "title" if grouping is PROJECT else "name"
    return dict(zip(frame[key], frame[name], strict=True)) | {"": view.t(grouping.nobody)}


def _finding(things: pd.DataFrame, measure: Measure, grouping: Grouping, *, names: dict[str, str], wanted: tuple[str, ...], t: Words) -> str:
    """Which group has seen the most of what has taken place, counted once in each of its groups."""
    total = int(measure.value or 0)
    if things.empty:
        return t("Nothing has a place in time yet")
    if not total:
        return t.plural("{n} delegation or event is planned, none has taken place yet", "{n} delegations and events are planned, none has taken place yet", measure.planned) if measure.planned else t("No delegation or event is recorded yet")
    placed = grouped(things[things["table"].isin(["delegations", "events"]) & ~things["is_planned"]], column=grouping.column, wanted=wanted)
    sizes = placed["group" if grouping.column else "project"].value_counts().drop("", errors="ignore")
    first = sizes[sizes == sizes.max()].index
    if sizes.empty or len(first) > MOST_NAMED:
        return t.plural("{n} delegation or event has taken place", "{n} delegations and events have taken place", total)
    who = t.listed(sorted(names[one] for one in first))
    if len(first) > 1:
        return t.plural("{names} saw the one delegation or event", "{names} saw the most activity: {share} each of {n} delegations and events",
                        total, names=who, share=t.number(sizes.max()))  # fmt: skip
    return t.plural("{name} saw the one delegation or event", "{name} saw the most activity: {share} of {n} delegations and events",
                    total, name=who, share=t.number(sizes.max()))  # fmt: skip


def _subtitle(grouping: Grouping, t: Words) -> str:
    if grouping is THEME:
        return t("Projects, delegations, events and publications over time, by theme. What has two themes stands in both; the total counts it once.")
    if grouping is CITY:
        return t("Projects, delegations, events and publications over time, by place. A project stands in each place that it links, a delegation where it went.")
    return t("Projects, delegations, events and publications over time, by project. The colour is that of a project's first theme.")


def _sentence(view: View, measure: Measure) -> str:
    """The same in words: how many of each, how many are planned, how many have no date."""
    t, things = view.t, measure.table
    said = summary(view)
    undated = int(things["start"].isna().sum())
    if undated:
        said += " " + t.plural("{n} publication has no date.", "{n} publications have no date.", undated)
    return said


def _counted(name: str, n: int, t: Words) -> str:
    """So many of a kind, in words."""
    return {
        "projects": t.plural("{n} project", "{n} projects", n),
        "delegations": t.plural("{n} delegation", "{n} delegations", n),
        "events": t.plural("{n} event", "{n} events", n),
        "publications": t.plural("{n} publication", "{n} publications", n),
    }[name]


def _when(things: pd.DataFrame, t: Words) -> list[str]:
    """The period of each thing in words, no more exact than it is known."""
    columns = ["start", "end", "start_precision", "end_precision"]
    return [t.period(*dates) for dates in things[columns].itertuples(index=False)]


def _hovers(things: pd.DataFrame, view: View, titles: dict[str, str]) -> dict[tuple[str, str], str]:
    """What is said when the pointer rests on a thing: title, what it is, when, in which project."""
    t = view.t
    said: dict[tuple[str, str], str] = {}
    for thing in records(things):
        lines = [f"<b>{style.wrapped(thing['title'], 46)}</b>"]
        lines.append(t(KINDS[thing["table"]]) + (f" · {t(thing['kind'])}" if isinstance(thing["kind"], str) else ""))
        is_told = thing["table"] == "projects" or not thing["is_planned"]
        lines.append(thing["when"] if is_told else t("{when}, planned", when=thing["when"]))
        if thing["table"] != "projects" and thing["project_id"] in titles:
            lines.append(style.wrapped(titles[thing["project_id"]], 46))
        said[thing["table"], thing["row_id"]] = "<br>".join(lines)
    return said


def _table(things: pd.DataFrame, view: View, grouping: Grouping, *, names: dict[str, str], titles: dict[str, str], wanted: tuple[str, ...]) -> pd.DataFrame:
    """A line for each thing in each of its groups, in order of time."""
    t = view.t
    placed = grouped(things, column=grouping.column, wanted=wanted).sort_values(["start", "end"], kind="stable")
    columns: dict[str, object] = {}
    if grouping.column:
        columns[t(grouping.heading)] = placed["group"].map(names)
    columns |= {
        t("Project"): placed["project"].map(titles),
        t("What"): placed["table"].map({name: t(kind) for name, kind in KINDS.items()}),
        t("Title"): placed["title"],
        t("When"): placed["when"],
        t("First possible day"): placed["start"].dt.date,
        t("Last possible day"): placed["end"].dt.date,
        t("Planned"): placed["is_planned"],
    }
    return pd.DataFrame(columns)

"""The publications: in which languages, of which kinds, when, and which editions are one work."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import bars, style
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key, named_parts
from locales import N_, Words
from metrics import publications as measures
from metrics.measure import Measure

WEB = ("https://", "http://")
# In the table of works, the columns from here on are addresses.
FIRST_LINK = 5
MOST_NAMED = 3
SEVERAL = N_("A row of the workbook is one publication, also where its title says that it stands for several")


def summary(view: View) -> str:
    """The Publications page in one sentence."""
    t, measure = view.t, view.measured(measures.texts)
    out = measure.table[~measure.table["is_planned"].astype(bool)]
    planned = measure.table["is_planned"].sum()
    if measure.table.empty:
        return t("No publication is on record here.")
    if out.empty:
        return t.plural("{n} publication is forthcoming, none is out yet.", "{n} publications are forthcoming, none is out yet.", planned)
    return t(
        "{publications}, editions of {works}, in {languages}{more}.",
        publications=t.plural("{n} publication is out", "{n} publications are out", len(out)),
        works=t.plural("{n} work", "{n} works", out["text_id"].nunique()),
        languages=t.plural("{n} known language", "{n} known languages", out["language"].drop_duplicates().ne("und").sum()),
        more=t.plural("; {n} more is forthcoming", "; {n} more are forthcoming", planned) if planned else "",
    )  # fmt: skip


def by_language(view: View) -> Exhibit:
    """Publications a language, by size; those whose language is not stated hatched, and last."""
    t, measure = view.t, view.measured(measures.publications_by_language)
    table = measure.table
    known = table[table["language"] != "und"]
    if table.empty:
        return _empty("publications.by_language", measure, t)
    names = [t.tongue(code) for code in table["language"]]
    missing = int(table.loc[table["language"] == "und", "held"].sum())
    title = _finding(measure, known, [t.tongue(code) for code in _leaders(known)["language"]], view)
    if missing and missing == measure.value:
        title = t("The language of no publication is stated")
    elif missing:
        title = t.plural("{finding}; for {n} the language is not stated", "{finding}; for {n} the language is not stated", missing, finding=title)
    return _counted("publications.by_language", title, names, t("Language"), measure, view,
                    unknown=(table["language"] == "und").tolist())  # fmt: skip


def _finding(measure: Measure, known: pd.DataFrame, leaders: list[str], view: View) -> str:
    """Which has the most of what is out, or which share that; without what is only forthcoming."""
    t = view.t
    if not measure.value:
        return t.plural("{n} publication is forthcoming, none is out yet", "{n} publications are forthcoming, none is out yet", measure.planned)
    most = int(known["held"].max()) if leaders else 0
    first = [name[:1].upper() + name[1:] for name in leaders[:1]] + leaders[1:]
    if len(leaders) == 1:
        return t.plural("{name}, the one publication", "{name} comes first, with {share} of {n}", measure.value, name=first[0], share=t.number(most))
    if len(leaders) > MOST_NAMED:
        return t("{names} and {more} others, {n} each", names=", ".join(first[:2]), more=t.number(len(leaders) - 2), n=t.number(most))
    return t("{names}, {n} each", names=t.listed(first), n=t.number(most))


def by_kind(view: View) -> Exhibit:
    """Publications a kind, by size."""
    t, measure = view.t, view.measured(measures.publications_by_kind)
    table = measure.table
    if table.empty:
        return _empty("publications.by_kind", measure, t)
    names = [t("kind not stated") if pd.isna(kind) else t(kind) for kind in table["kind"]]
    known, missing = table.dropna(subset="kind"), int(table.loc[table["kind"].isna(), "held"].sum())
    title = _finding(measure, known, [t(kind) for kind in _leaders(known)["kind"]], view)
    if missing and missing == measure.value:
        title = t("The kind of no publication is stated")
    elif missing:
        title = t.plural("{finding}; for {n} the kind is not stated", "{finding}; for {n} the kind is not stated", missing, finding=title)
    return _counted("publications.by_kind", title, names, t("Kind"), measure, view, unknown=table["kind"].isna().tolist(), note=t(SEVERAL))


def by_year(view: View) -> Exhibit:
    """Publications a year, in order of time; those without a date hatched, and last."""
    t, measure = view.t, view.measured(measures.publications_by_year)
    table = measure.table
    if table.empty:
        return _empty("publications.by_year", measure, t)
    names = [t("no date") if pd.isna(year) else str(year) for year in table["year"]]
    dated, undated = table[table["year"].notna()], table[table["year"].isna()]
    missing, total = int(undated["held"].sum()), int(measure.value or 0)
    title = _finding(measure, dated, list(map(str, _leaders(dated)["year"])), view)
    if total and missing == total:
        title = t("No publication has a date")
    elif 2 * missing > total:
        title = t("{n} of {total} publications have no date", n=t.number(missing), total=t.number(total))
    return _counted("publications.by_year", title, names, t("Year"), measure, view, unknown=table["year"].isna().tolist())


def texts(view: View) -> Exhibit:
    """Every work with its language editions, its date in words, kind, themes and links."""
    t, measure = view.t, view.measured(measures.texts)
    if measure.table.empty:
        return Exhibit("publications.texts", t("No work is on record"), "", t("No work is on record"), pd.DataFrame(), measure)
    themes = dict(zip(view.whole.themes["theme_id"], view.whole.themes["name"], strict=True))
    editions: dict[str, list[Any]] = {}
    for row in measure.table.itertuples():
        editions.setdefault(row.text_id, []).append(row)
    found = [_text(rows, themes, t) for rows in editions.values()]
    links = [line.pop("links") for line in found]
    table = pd.DataFrame(found)
    for at in range(max(map(len, links))):
        heading = t("Link {n}", n=t.number(at + 1)) if at else t("Link")
        table[heading] = [own[at] if at < len(own) else "" for own in links]
    several = int((measure.table.groupby("text_id")["language"].nunique() > 1).sum())
    title = t.plural("{n} work", "{n} works", len(table))
    if several:
        title = t("{works}, {several}", works=title, several=t.plural("{n} of them in several languages", "{n} of them in several languages", several))
    return Exhibit(
        "publications.texts", title, ". ".join([t("Each work once, with all the languages it is in; the latest first, what is forthcoming last"), t(SEVERAL)]),
        title, table, measure,
    )  # fmt: skip


def _text(editions: list[Any], themes: dict[str, str], t: Words) -> dict[str, Any]:
    """One work's row; `links` are its editions' addresses on the web, each once."""
    original = editions[0]
    dated = [row for row in editions if not pd.isna(row.date)]
    if all(row.is_planned for row in editions):
        date = t("forthcoming")
    else:
        first = min(dated, key=lambda row: row.date, default=original)
        date = t.moment(first.date, first.date_precision)
    return {
        t("Work"): original.title,
        t("Languages"): t.listed(dict.fromkeys(_edition(row, t) for row in editions)),
        t("Date"): date,
        t("Kind"): "" if pd.isna(original.kind) else t(original.kind),
        t("Theme"): t.listed(themes[theme] for theme in dict.fromkeys(theme for row in editions for theme in row.theme_ids)),
        "links": list(dict.fromkeys(row.url for row in editions if isinstance(row.url, str) and row.url.startswith(WEB))),
    }


def _edition(row: Any, t: Words) -> str:
    """The edition's language; said of one that is still to come."""
    name = t.tongue(row.language)
    return t("{language} (forthcoming)", language=name) if row.is_planned else name


def _counted(
    key: str, title: str, names: Sequence[str], heading: str, measure: Measure, view: View, *, unknown: Sequence[bool], note: str = ""
) -> Exhibit:
    """Bars of what is out and what is forthcoming, one a name; what is unknown is hatched."""
    t, table = view.t, measure.table
    names = [name[:1].upper() + name[1:] for name in names]
    ends = [_end(row.held, row.planned, t) for row in table.itertuples()]
    told = [t("{name}: {n}", name=name, n=end) for name, end in zip(names, ends, strict=True)]
    hovers = [style.safe(one) for one in told]
    by = str(table.columns[0])
    keys = [mark_key(one) for one in table[by]]
    solid = [0 if is_unknown else n for is_unknown, n in zip(unknown, table["held"], strict=True)]
    hatched = [n if is_unknown else 0 for is_unknown, n in zip(unknown, table["held"], strict=True)]
    series = [
        bars.Series(solid, {"color": style.ACCENT}, hovers, keys, t("Out")), bars.Series(hatched, style.hatched(), hovers, keys, t("Not stated"), "hatched"),
        bars.Series(table["planned"].tolist(), style.hollow(style.ACCENT), hovers, keys, t("Forthcoming"), "hollow"),
    ]  # fmt: skip
    return Exhibit(
        key, title, ". ".join(filter(None, [t("Publications, each language edition counted; hollow is forthcoming"), note])),
        t("Publications: {told}.", told="; ".join(told)),
        pd.DataFrame({heading: names, t("Out"): table["held"], t("Forthcoming"): table["planned"]}), measure,
        bars.labelled(names, ends=ends, is_dark=view.is_dark, series=series), chart=bars.chart(names, series=series, ends=ends),
        marks=Marks(measure.members, (by,), dict(zip(keys, told, strict=True)), named_parts(keys, names)),
    )  # fmt: skip


def _end(held: int, planned: int, t: Words) -> str:
    if not planned:
        return t.number(held)
    if not held:
        return t.plural("{n} forthcoming", "{n} forthcoming", planned)
    return t("{held}, and {planned} forthcoming", held=t.number(held), planned=t.number(planned))


def _leaders(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that have the most of what is out; none where nothing is."""
    return table[(table["held"] == table["held"].max()) & (table["held"] > 0)]


def _empty(key: str, measure: Measure, t: Words) -> Exhibit:
    title = t("No publication is on record here")
    return Exhibit(key, title, "", title, pd.DataFrame(), measure)

"""The publications: in which languages, of which kinds, when, and which editions are one text."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import bars, style
from charts.exhibit import Exhibit, View
from locales import Words
from metrics import publications as measures
from metrics.measure import Measure

WEB = ("https://", "http://")
# In the table of texts, the columns from here on are addresses.
FIRST_LINK = 5


def summary(view: View) -> str:
    """The Publications page in one sentence."""
    t, measure = view.t, measures.texts(view.data, view.as_of)
    out = measure.table[~measure.table["is_planned"].astype(bool)]
    planned = measure.table["is_planned"].sum()
    if measure.table.empty:
        return t("Nothing has been published yet.")
    if out.empty:
        return t.plural("{n} publication is forthcoming, none is out yet.", "{n} publications are forthcoming, none is out yet.", planned)
    return t(
        "{publications}, editions of {texts}, in {languages}{more}.",
        publications=t.plural("{n} publication is out", "{n} publications are out", len(out)),
        texts=t.plural("{n} text", "{n} texts", out["text_id"].nunique()),
        languages=t.plural("{n} known language", "{n} known languages", out["language"].drop_duplicates().ne("und").sum()),
        more=t.plural("; {n} more is forthcoming", "; {n} more are forthcoming", planned) if planned else "",
    )  # fmt: skip


def by_language(view: View) -> Exhibit:
    """Publications a language, by size; those whose language is not stated hatched, and last."""
    t, measure = view.t, measures.publications_by_language(view.data, view.as_of)
    table = measure.table
    known = table[table["language"] != "und"]
    names = [t.tongue(code) for code in table["language"]]
    if table.empty:
        return _empty("publications.by_language", measure, t)
    first = _leaders(known)
    if first.empty:
        title = t("The language of no publication is stated")
    elif len(known) == 1:
        title = t("All whose language is stated are in {language}", language=t.tongue(first["language"].iloc[0]))
    else:
        title = t("Most frequent of {known} known languages: {languages}, {n} of {total}", known=t.number(len(known)),
                  languages=t.listed(map(t.tongue, first["language"])), **_of(first, table, t))  # fmt: skip
    return _counted("publications.by_language", title, names, t("Language"), measure, view,
                    unknown=(table["language"] == "und").tolist())  # fmt: skip


def by_kind(view: View) -> Exhibit:
    """Publications a kind, by size."""
    t, measure = view.t, measures.publications_by_kind(view.data, view.as_of)
    table = measure.table
    if table.empty:
        return _empty("publications.by_kind", measure, t)
    names = [t("kind not stated") if pd.isna(kind) else t(kind) for kind in table["kind"]]
    first = _leaders(table.dropna(subset="kind"))
    if first.empty:
        title = t("The kind of no publication is stated")
    elif len(table) == 1:
        title = t("All are of one kind: {kind}", kind=names[0])
    else:
        title = t("Most frequent kind: {kinds}, {n} of {total}", kinds=t.listed(map(t, first["kind"])), **_of(first, table, t))
    return _counted("publications.by_kind", title, names, t("Kind"), measure, view, unknown=table["kind"].isna().tolist())


def by_year(view: View) -> Exhibit:
    """Publications a year, in order of time; those without a date hatched, and last."""
    t, measure = view.t, measures.publications_by_year(view.data, view.as_of)
    table = measure.table
    if table.empty:
        return _empty("publications.by_year", measure, t)
    names = [t("no date") if pd.isna(year) else str(year) for year in table["year"]]
    dated, undated = table[table["year"].notna()], table[table["year"].isna()]
    first, missing = _leaders(dated), int(undated[["held", "planned"]].sum().sum())
    total = int(table[["held", "planned"]].sum().sum())
    if first.empty:
        title = t("No publication has a date")
    elif 2 * missing > total:
        title = t("{n} of {total} publications have no date", n=t.number(missing), total=t.number(total))
    else:
        title = t("{years} brought the most: {n} of {total}", years=t.listed(map(str, first["year"])), **_of(first, table, t))
    return _counted("publications.by_year", title, names, t("Year"), measure, view, unknown=table["year"].isna().tolist())


def texts(view: View) -> Exhibit:
    """Every text with its language editions, its date in words, kind, themes and links."""
    t, measure = view.t, measures.texts(view.data, view.as_of)
    if measure.table.empty:
        return Exhibit("publications.texts", t("No text is on record"), "", t("No text is on record"), pd.DataFrame(), measure)
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
    title = t.plural("{n} text", "{n} texts", len(table))
    if several:
        title = t("{texts}, {several}", texts=title, several=t.plural("{n} of them in several languages", "{n} of them in several languages", several))
    return Exhibit(
        "publications.texts", title, t("Each text once, with all the languages it is in; the latest first, what is forthcoming last"),
        title, table, measure,
    )  # fmt: skip


def _text(editions: list[Any], themes: dict[str, str], t: Words) -> dict[str, Any]:
    """One text's row; `links` are its editions' addresses on the web, each once."""
    original = editions[0]
    dated = [row for row in editions if not pd.isna(row.date)]
    if all(row.is_planned for row in editions):
        date = t("forthcoming")
    else:
        first = min(dated, key=lambda row: row.date, default=original)
        date = t.moment(first.date, first.date_precision)
    return {
        t("Text"): original.title,
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
    key: str, title: str, names: Sequence[str], heading: str, measure: Measure, view: View, *, unknown: Sequence[bool]
) -> Exhibit:
    """Bars of what is out and what is forthcoming, one a name; what is unknown is hatched."""
    t, table = view.t, measure.table
    names = [name[:1].upper() + name[1:] for name in names]
    ends = [_end(row.held, row.planned, t) for row in table.itertuples()]
    told = [t("{name}: {n}", name=name, n=end) for name, end in zip(names, ends, strict=True)]
    hovers = [style.safe(one) for one in told]
    solid = [0 if is_unknown else n for is_unknown, n in zip(unknown, table["held"], strict=True)]
    hatched = [n if is_unknown else 0 for is_unknown, n in zip(unknown, table["held"], strict=True)]
    figure = bars.labelled(
        names, ends=ends, is_dark=view.is_dark,
        series=[bars.Series(solid, {"color": style.ACCENT}, hovers), bars.Series(hatched, style.hatched(), hovers),
                bars.Series(table["planned"].tolist(), style.hollow(style.ACCENT), hovers)],
    )  # fmt: skip
    return Exhibit(
        key, title, t("Publications, each language edition counted; hollow is forthcoming"),
        t("Publications: {told}.", told="; ".join(told)),
        pd.DataFrame({heading: names, t("Out"): table["held"], t("Forthcoming"): table["planned"]}), measure, figure,
    )  # fmt: skip


def _end(held: int, planned: int, t: Words) -> str:
    if not planned:
        return t.number(held)
    if not held:
        return t.plural("{n} forthcoming", "{n} forthcoming", planned)
    return t("{held}, and {planned} forthcoming", held=t.number(held), planned=t.number(planned))


def _of(first: pd.DataFrame, table: pd.DataFrame, t: Words) -> dict[str, str]:
    """How many each of the first has, and how many there are, forthcoming ones included."""
    counts = ["held", "planned"]
    return {"n": t.number(first[counts].iloc[0].sum()), "total": t.number(table[counts].sum().sum())}


def _leaders(table: pd.DataFrame) -> pd.DataFrame:
    sums = table[["held", "planned"]].sum(axis=1)
    return table[(sums == sums.max()) & (sums > 0)]


def _empty(key: str, measure: Measure, t: Words) -> Exhibit:
    title = t("Nothing has been published yet")
    return Exhibit(key, title, "", title, pd.DataFrame(), measure)

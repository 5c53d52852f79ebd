"""How complete and sound the files are: the score of each table, and of each of its columns."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from charts import style
from charts.bars import Series, chart, labelled
from charts.chart import Look
from charts.exhibit import Exhibit, View
from charts.marks import Marks, mark_key, members_of, named_parts
from loaders.history import Load
from loaders.tables import TABLES
from locales import Words
from metrics import quality as measures
from metrics.measure import Measure

# So many names stand in a finding.
MOST_NAMED = 3


def summary(view: View) -> str:
    """The Data quality page in one sentence."""
    t, measure = view.t, measures.cells_by_table(view.data, view.as_of)
    table = measure.table
    if measure.value is None:
        return t("No cell of a known table could be read.")
    share = t(
        "{share} of the {cells} in {tables} are filled and valid",
        share=t.percent(measure.value / 100), cells=t.plural("{n} cell", "{n} cells", table["cells"].sum()),
        tables=t.plural("{n} table", "{n} tables", len(table)),
    )  # fmt: skip
    aside = table["aside"].sum()
    if not aside:
        return t("{share}; no row had to be set aside.", share=share)
    return t.plural("{share}; {n} row was set aside.", "{share}; {n} rows were set aside.", aside, share=share)


def scores(view: View, load: Load | None = None) -> Exhibit:
    """The score of each table, the lowest first, and how it changed since an earlier load."""
    t, measure = view.t, measures.cells_by_table(view.data, view.as_of)
    table = measure.table
    if table.empty:
        return _empty("quality.scores", measure, t)
    names = [label(name, t) for name in table["table"]]
    shares = [t.percent(points / 100) for points in table["score"]]
    changes = [_change(row, load) for row in table.itertuples()]
    # Most scores stay as they were: what moved is seen among them only if they say nothing.
    ends = [t("{share}, {change}", share=share, change=_signed(by, t)) if load and by != 0 else share for share, by in zip(shares, changes, strict=True)]
    told = [t("{name}: {n}", name=name, n=", ".join(_facts(row, t))) for name, row in zip(names, table.itertuples(), strict=True)]
    found = {t("Table"): names, t("Filled and valid (%)"): table["score"]}
    subtitle = t("Cells that are filled and valid, of all cells in the known columns; hatched is filled but faulty, hollow is blank")
    if load:
        day = t.day(load.when)
        found[t("Points since {day}", day=day)] = pd.Series(changes, dtype="Int64")
        subtitle = t("{subtitle}. Beside the share: points since the load of {day} at {time}", subtitle=subtitle, day=day, time=f"{load.when:%H:%M}")
    found |= {
        t("Cells"): table["cells"], t("Filled"): table["filled"], t("Valid"): table["valid"], t("Rows"): table["rows"],
        t("Set aside"): table["aside"], t("Errors"): table["errors"], t("Warnings"): table["warnings"],
    }  # fmt: skip
    return Exhibit(
        "quality.scores", _least(names, table, t), subtitle,
        t("Cells filled and valid: {told}.", told="; ".join(f"{one}: {end}" for one, end in zip(told, ends, strict=True))),
        pd.DataFrame(found), measure, **_drawn(told, ends, table, view, table["table"]), marks=_marks(measure, "table", names, view),
    )  # fmt: skip


def columns(name: str) -> Callable[[View], Exhibit]:
    """The chart function of one table's columns."""

    def draw(view: View) -> Exhibit:
        t, whole = view.t, measures.cells_by_column(view.data, view.as_of)
        key, table = f"quality.columns.{name}", whole.table[whole.table["table"] == name]
        measure = Measure(
            whole.key, measures.score(table["valid"].sum(), table["cells"].sum()) if len(table) else None,
            {name: view.data.tables[name].index}, whole.formula, table, sheets=tuple(sheet for sheet in whole.sheets if sheet.table == name),
        )  # fmt: skip
        if table.empty:
            return _empty(key, measure, t)
        labels = [_column(row, t) for row in table.itertuples()]
        ends = [_share(row, t) for row in table.itertuples()]
        told = "; ".join(t("{name}: {n}", name=one, n=end) for one, end in zip(labels, ends, strict=True))
        found = pd.DataFrame({
            t("Column"): labels, t("Cells"): table["cells"].to_numpy(), t("Filled"): table["filled"].to_numpy(),
            t("Valid"): table["valid"].to_numpy(),
        })  # fmt: skip
        return Exhibit(
            key, _emptiest(table, name, t), t("Cells filled and valid, by column in the order of the sheet; hatched is filled but faulty, hollow is blank"),
            t("{table}, cells filled and valid: {told}.", table=label(name, t), told=told), found, measure, **_drawn(labels, ends, table, view, table["column"]), marks=_marks(measure, "column", labels, view),
        )  # fmt: skip

    return draw


def tables(scored: Exhibit) -> list[str]:
    """The tables that have a score, the lowest first."""
    return list(scored.measure.table["table"])


def label(table: str, t: Words) -> str:
    """A table's name for people."""
    return TABLES[table].label(t.language)


def _drawn(labels: Sequence[str], ends: Sequence[str], table: pd.DataFrame, view: View, keys: Sequence[str]) -> dict[str, Any]:
    """The figure and its numbers, bars of one length: what is filled and valid, what is filled but faulty, what is blank."""
    t = view.t
    parts = {"valid": table["valid"], "faulty": table["filled"] - table["valid"], "blank": table["cells"] - table["filled"]}
    hovers = {
        "valid": [t.plural("{n} cell filled and valid", "{n} cells filled and valid", n) for n in parts["valid"]],
        "faulty": [t.plural("{n} cell filled but faulty", "{n} cells filled but faulty", n) for n in parts["faulty"]],
        "blank": [t.plural("{n} blank cell", "{n} blank cells", n) for n in parts["blank"]],
    }
    marks = {"valid": {"color": style.ACCENT}, "faulty": style.hatched(), "blank": {"color": style.CLEAR, "line": style.outline()}}
    names: dict[str, tuple[str, Look]] = {"valid": (t("Valid"), "solid"), "faulty": (t("Filled but faulty"), "hatched"), "blank": (t("Blank"), "hollow")}
    series = [Series((100 * parts[name] / table["cells"]).tolist(), marks[name], hovers[name], [mark_key(key) for key in keys], *names[name]) for name in parts]
    return {"figure": labelled(labels, ends=ends, series=series, is_dark=view.is_dark), "chart": chart(labels, ends=ends, series=series, is_share=True)}


def _marks(measure: Measure, by: str, names: Sequence[str], view: View) -> Marks:
    """A bar has the cells of its table, or of its column."""
    t, table = view.t, measure.table
    keys = [mark_key(key) for key in table[by]]
    titles = [t("{name}: {n} of {all} cells filled and valid", name=name, n=t.number(row.valid), all=t.number(row.cells)) for name, row in zip(names, table.itertuples(), strict=True)]

    def alone(key: str) -> tuple[Measure, None]:
        own = table[table[by] == key]
        sheets = tuple(sheet for sheet in measure.sheets if sheet.table in set(own["table"]))
        return replace(measure, value=measures.score(own["valid"].sum(), own["cells"].sum()), table=own, sheets=sheets), None

    # Its cells are found when they are asked for: they are no rows.
    return Marks(members_of("bar", []), ("bar",), dict(zip(keys, titles, strict=True)), named_parts(keys, names), alone=alone)


def _facts(row: Any, t: Words) -> list[str]:
    """What is told beside a table's name: its rows, and what is wrong in them."""
    facts = [t.plural("{n} row", "{n} rows", row.rows)]
    if row.aside:
        facts.append(t.plural("{n} set aside", "{n} set aside", row.aside))
    if row.errors:
        facts.append(t.plural("{n} error", "{n} errors", row.errors))
    if row.warnings:
        facts.append(t.plural("{n} warning", "{n} warnings", row.warnings))
    return facts


def _change(row: Any, load: Load | None) -> int | None:
    """The points that a table gained since a load; None where it had no cell then."""
    old = load.tables.get(row.table) if load else None
    return row.score - measures.score(old.valid, old.cells) if old and old.cells else None


def _signed(points: int | None, t: Words) -> str:
    return t("new") if points is None else t.signed(points)


def _least(names: Sequence[str], table: pd.DataFrame, t: Words) -> str:
    """Which tables have the lowest score."""
    lowest = int(table["score"].iloc[0])
    if lowest == 100:
        return t("Every cell is filled and valid")
    first = list(names[: int((table["score"] == lowest).sum())])
    return t("Least complete: {tables}, {share} of cells filled and valid", tables=_some(first, t), share=t.percent(lowest / 100))


def _column(row: Any, t: Words) -> str:
    """A column as its keeper heads it, else by its name in the reader's language; said of a required one."""
    name = _heading(row, t)
    if not row.headings:
        return t("{column} (required, missing)", column=name)
    return t("{column} (required)", column=name) if TABLES[row.table].column(row.column).required else name


def _heading(row: Any, t: Words) -> str:
    return row.headings[0] if len(row.headings) == 1 else TABLES[row.table].column(row.column).header(t.language)


def _share(row: Any, t: Words) -> str:
    share, faulty = t.percent(measures.score(row.valid, row.cells) / 100), row.filled - row.valid
    return t.plural("{share}, {n} faulty", "{share}, {n} faulty", faulty, share=share) if faulty else share


def _emptiest(table: pd.DataFrame, name: str, t: Words) -> str:
    """Which columns are missing, else blank throughout, else the least filled."""
    short = [_heading(row, t) for row in table[table["headings"].map(len) == 0].itertuples()]
    if short:
        return t("Missing in {table}: {columns}", table=label(name, t), columns=_some(short, t))
    blank = table[table["filled"] == 0]
    if len(blank):
        names = _some([_heading(row, t) for row in blank.itertuples()], t)
        return t.plural("{n} column is blank throughout: {names}", "{n} columns are blank throughout: {names}", len(blank), names=names)
    least = table.loc[(table["valid"] / table["cells"]).idxmin()]
    if least["valid"] == least["cells"]:
        return t("Every cell is filled and valid")
    return t("Least complete: {column}, {n} of {all} cells filled and valid",
             column=_heading(least, t), n=t.number(least["valid"]), all=t.number(least["cells"]))  # fmt: skip


def _some(names: Sequence[str], t: Words) -> str:
    """The first names, and how many more there are."""
    if len(names) <= MOST_NAMED:
        return t.listed(names)
    return t("{names} and {more} others", names=", ".join(names[: MOST_NAMED - 1]), more=t.number(len(names) - MOST_NAMED + 1))


def _empty(key: str, measure: Measure, t: Words) -> Exhibit:
    title = t("No cell could be read here")
    return Exhibit(key, title, "", title, pd.DataFrame(), measure)

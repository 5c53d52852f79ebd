"""Indicators restated, in words: each with its figures by period, its goals, and the rows that did it."""

from collections.abc import Iterator

import pandas as pd

from charts.indicators import amount, figure, status, unit
from loaders import Dataset
from loaders.changes import Changes
from loaders.changes_told import after, before, known_by
from loaders.tables import TABLES
from locales import Words
from metrics.indicators import Indicator
from metrics.measure import Measure, Rows
from metrics.periods import Period
from metrics.restated import Figure, Goal, Restated

MOST_DIGITS = 4


def table(told: list[Restated], found: Changes, old: Dataset, new: Dataset, t: Words) -> pd.DataFrame:
    """All that is said otherwise, one row a figure or goal, with every row that did it."""
    return pd.DataFrame([
        {t("Indicator"): one.indicator.title, t("What"): what, t("Then"): then, t("Now"): now, t("Why"): "\n".join(why)}
        for one in told
        for what, then, now, why in told_of(one, found, old, new, t, most=None)
    ])  # fmt: skip


def told_of(one: Restated, found: Changes, old: Dataset, new: Dataset, t: Words, *, most: int | None) -> Iterator[tuple[str, str, str, list[str]]]:
    """What is said otherwise of one indicator: what, then, now, and why."""
    if one.is_gone:
        yield t("It is no longer followed."), "", "", []
    declared = _changed(one.declared, found, old, new, t, most)
    for change in one.figures:
        yield _period(change.period, t), *_pair(one.indicator, change.then, change.now, t), [*declared, *_why(change, found, old, new, t, most)]
    if declared and not one.figures:
        yield t("What it counts was declared otherwise, and its figures are the same."), "", "", declared
    for goal in one.goals:
        then, now = (t("none") if value is None else amount(one.indicator, value, t) for value in (goal.then, goal.now))
        yield _goal(goal, t), then, now, _status(goal, t)
    if one.statuses:
        yield t("Status"), status(one.statuses[0], t), status(one.statuses[1], t), []


def _status(goal: Goal, t: Words) -> list[str]:
    """What a target that was moved made of the status by it."""
    return [t("{what}: {change}", what=t("Status"), change=t("{then} → {now}", then=status(goal.statuses[0], t), now=status(goal.statuses[1], t)))] if goal.statuses else []


def _goal(goal: Goal, t: Words) -> str:
    if goal.period is None:
        return t("Baseline")
    of = _period(goal.period, t)
    return t("Target for {period}, {group}", period=of, group=goal.group) if goal.group else t("Target for {period}", period=of)


def _period(period: Period, t: Words) -> str:
    return t.months(period.start, period.end)


def _pair(indicator: Indicator, then: Measure, now: Measure, t: Words) -> tuple[str, str]:
    """Two values as they are written, with as many digits as it takes to tell them apart."""
    one, other = figure(indicator, then, t), figure(indicator, now, t)
    digits = 1
    while one == other and then.value is not None and now.value is not None and digits <= MOST_DIGITS:
        one, other = (t.percent(value / 100, digits=digits) if indicator.is_share else t.number(value, digits=digits) for value in (then.value, now.value))
        digits += 1
    if (unit_then := unit(indicator, then)) != (unit_now := unit(indicator, now)):
        # An amount of another currency.
        one, other = f"{one} {unit_then}".strip(), f"{other} {unit_now}".strip()
    return one, other


def _why(change: Figure, found: Changes, old: Dataset, new: Dataset, t: Words, most: int | None) -> list[str]:
    """The rows that did it, a sentence each kind: that came, that went, and the cells that changed."""
    told = []
    if came := _named(change.came, new, found, t, most):
        told.append(t("Counts now, and did not: {rows}", rows=came))
    if went := _named(change.went, old, found, t, most):
        told.append(t("Counted then, and does no more: {rows}", rows=went))
    return [*told, *_changed(change.cells, found, old, new, t, most)]


def _named(rows: Rows, data: Dataset, found: Changes, t: Words, most: int | None) -> str:
    names: list[str] = []
    for name, labels in rows.items():
        if most and name == "participants":
            # Who took part has no name here: how many they are.
            names.append(t("{table}: {n}", table=TABLES[name].label(t.language), n=t.number(len(labels))))
        else:
            frame = data.tables[name].loc[labels]
            names += [known_by(name, row, found.titles, t) for row in frame.to_dict("records")]
    return "; ".join(_first(names, most, t))


def _changed(cells: pd.DataFrame, found: Changes, old: Dataset, new: Dataset, t: Words, most: int | None) -> list[str]:
    told = []
    for cell in cells.itertuples():
        column = TABLES[cell.table].column(cell.column)
        row = new.tables[cell.table].loc[cell.now].to_dict()
        who = known_by(cell.table, row, found.titles, t)
        told.append(t("Changed: {record}, {column}: {then} → {now}", record=who, column=column.header(t.language), then=before(cell, column, t), now=after(cell, column, t)))
    return _first(told, most, t)


def _first(names: list[str], most: int | None, t: Words) -> list[str]:
    if most is None or len(names) <= most:
        return names
    return [*names[:most], t.plural("{n} more", "{n} more", len(names) - most)]

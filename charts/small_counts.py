"""Counts of people in a shared link's view: what is told of few people, in words and in bars."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from charts import style
from charts.bars import Series, chart, cut, labelled
from charts.exhibit import SHARE, Exhibit, View
from charts.marks import Marks, mark_key, members_of, named_parts
from locales import N_, Words
from metrics import counts
from metrics.measure import Measure
from metrics.participants import lowest_denominator

MOST = 20
# Why a group, or another with it, is without a number, and nobody stands behind it.
SMALL = N_("In a group this small people could be recognised: their number is not told, and nobody is listed or named.")
HIDDEN = N_("With this number that of a small group could be worked out: it is not told, and nobody is listed or named.")
OF_ALL = N_("of all that this link shows; filters do not change it")


def few(minimum: int, t: Words) -> str:
    """A count of people that is too small to be told."""
    return t("< {n}", n=t.number(minimum))


def untold(measure: Measure, t: Words) -> str:
    """What stands in place of a value that is not told; nothing where it is."""
    return few(measure.minimum, t) if measure.is_few else t("not shown") if measure.is_withheld else ""


def not_in_it(measure: Measure, t: Words) -> str:
    """How many activities are not in a figure because their people are few; nothing where all are."""
    if not measure.few:
        return ""
    return t.plural("{n} activity of fewer than {k} people is not in it", "{n} activities of fewer than {k} people are not in it", measure.few, k=t.number(measure.minimum))


def sentence(words: str) -> str:
    """Words as a sentence by itself; nothing of nothing."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def summary(view: View) -> str:
    """The page's sentence: how many people and participations, and what is not told of them."""
    t, known, taken = view.t, view.measured(counts.people), view.measured(counts.participations)
    if known.value is not None:
        people = t.plural("{n} person is listed", "{n} people are listed", known.value)
        told = [t("{people}, {of_all}.", people=people, of_all=t(OF_ALL))]
    elif known.is_few:
        told = [t("Fewer than {k} people are listed in all that this link shows.", k=t.number(known.minimum))]
    elif known.is_withheld:
        told = [t("How many people are listed in all that this link shows is not told, so that nobody can be recognised.")]
    else:
        told = [t("Nobody is listed in what this link shows.")]
    if taken.value is None and taken.few:
        return " ".join([*told, t.plural(
            "{n} activity of fewer than {k} people is on record here, and how many came is not shown.",
            "{n} activities of fewer than {k} people are on record here, and how many came is not shown.", taken.few, k=t.number(taken.minimum),
        )])  # fmt: skip
    if taken.value is None:
        return " ".join([*told, t("No headcount is on record here.")])
    about = "≈ " if taken.is_estimate else ""
    told.append(t("{participations} are on record here.", participations=about + t.plural("{n} participation", "{n} participations", taken.value)))
    return " ".join(filter(None, [*told, sentence(not_in_it(taken, t))]))


def by_group(view: View, measure: Measure, *, key: str, heading: str, label: Callable[[str], str], order: Sequence[str] = ()) -> Exhibit:
    """People by something: a bar a group whose number is told; of the others their name, and that they are few or not shown.

    `order` is that of the groups where they have one.
    """
    t, table = view.t, measure.table
    subtitle = t("People listed, each counted once and in one group, {of_all}; groups of fewer than {k} people are hidden, and sometimes one more, so that they cannot be worked out",
                 of_all=t(OF_ALL), k=t.number(measure.minimum))  # fmt: skip
    if table.empty:
        title = _why_not(measure, t)
        return Exhibit(key, title, subtitle if measure.value or not measure.is_told else "", title, pd.DataFrame(), measure)
    if order:
        ranks = {group: place for place, group in enumerate(order)}
        table = table.sort_values(table.columns[0], key=lambda groups: groups.map(ranks).fillna(len(ranks)), kind="stable")
    groups, people = table.iloc[:, 0], table["people"]
    names = [t("not detailed") if pd.isna(group) else label(group) for group in groups]
    told = [t.number(n) if mark == "shown" else few(measure.minimum, t) if mark == "small" else t("not shown") for n, mark in zip(people, table["mark"], strict=True)]
    columns: dict[str, object] = {heading: names, t("People"): told}
    if known := _known(measure, view):
        columns[t(SHARE)] = [float("nan") if pd.isna(group) or pd.isna(n) else round(n / known, 3) for group, n in zip(groups, people, strict=True)]
    total = t.plural("{n} person", "{n} people", measure.value or 0)
    lines = [t("{label}: {n}", label=name, n=one) for name, one in zip(names, told, strict=True)]
    sentence = t("Of {people} listed: {parts}.", people=total, parts="; ".join(lines))
    shown, ends = names[:MOST], told[:MOST]
    hovers, keys = [style.safe(one) for one in lines[:MOST]], [mark_key(group) for group in groups]
    lengths = [0 if pd.isna(n) else int(n) for n in people[:MOST]]
    rest = [bool(pd.isna(group)) for group in groups[:MOST]]
    series = [
        Series([0 if is_rest else n for n, is_rest in zip(lengths, rest, strict=True)], {"color": style.ACCENT}, hovers, keys[:MOST], t("People")),
        Series([n if is_rest else 0 for n, is_rest in zip(lengths, rest, strict=True)], style.hatched(), hovers, keys[:MOST], t("Not detailed"), "hatched"),
    ]
    alone = {key: _alone(measure, mark, n) for key, mark, n in zip(keys, table["mark"], people, strict=True)}
    return Exhibit(
        key, _title(table, names, total, t), cut(subtitle, len(shown), len(names), t), sentence, pd.DataFrame(columns), measure,
        # What is written at the end of a bar is read as markup, where "<" begins a tag.
        labelled(shown, series=series, ends=[style.safe(end) for end in ends], is_dark=view.is_dark, has_unseen=True), chart=chart(shown, series=series, ends=ends),
        filters=t("all that this link shows"), marks=Marks(members_of("group", []), ("group",), dict(zip(keys, lines, strict=True)), named_parts(keys, names), alone=lambda key: (alone[key], None)),
    )  # fmt: skip


def _alone(measure: Measure, mark: str, people: int) -> Measure:
    """The measure of one group: its people, or why they are not told."""
    if mark == "shown":
        return replace(measure, value=int(people))
    return replace(measure, value=None, is_few=mark == "small", is_withheld=mark == "hidden", formula=SMALL if mark == "small" else HIDDEN)


def _why_not(measure: Measure, t: Words) -> str:
    if measure.is_few:
        return t("Fewer than {k} people are listed", k=t.number(measure.minimum))
    return t("Not shown: its groups are too small") if measure.is_withheld else t("Nobody is listed here")


def _known(measure: Measure, view: View) -> int:
    """Of how many people a group is known, where that is told, and enough to say shares of."""
    rest = measure.table[measure.table.iloc[:, 0].isna()]
    if rest["people"].isna().any():
        return 0
    known = int(measure.value or 0) - int(rest["people"].sum())
    return known if known >= lowest_denominator(view.data) else 0


def _title(table: pd.DataFrame, names: Sequence[str], total: str, t: Words) -> str:
    """The finding: the largest group that is told, which another that is not may surpass."""
    own = table["people"].where(table.iloc[:, 0].notna()).astype("Float64").fillna(0)
    if len(table) == 1 and not own.any():
        return t("Of {people} listed, none has it on record", people=total)
    if not own.any():
        return t("Of {people} listed, no group is shown", people=total)
    top = [name for name, n in zip(names, own, strict=True) if n == own.max()]
    n, every = t.number(own.max()), (table["mark"] != "hidden").all()
    if len(top) > 1:
        return t("Of {people} listed, the largest groups shown are {groups}: {n} each", people=total, n=n, groups=t.listed(top[:3]) if len(top) <= 3 else t("{n} groups", n=t.number(len(top))))
    if every:
        return t("Of {people} listed, the largest group is {group}: {n}", people=total, group=top[0], n=n)
    return t("Of {people} listed, the largest group shown is {group}: {n}", people=total, group=top[0], n=n)

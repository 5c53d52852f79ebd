"""Two states of the data side by side: which, what differs, and which indicators say something else of the same period."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from charts.exhibit import View
from charts.indicators import amount
from loaders import Dataset, Scope, SourceError
from loaders.changes import Changes, changes
from loaders.changes_book import book
from loaders.changes_told import LABELS, counted
from loaders.tables import TABLES
from locales import Words
from metrics.board import looked_at
from metrics.measure import Rows
from metrics.restated import Restated, restated
from ui import editions
from ui.changes import show_changes
from ui.data import once, part, source
from ui.problem_list import why
from ui.text import plain

OLD, NEW, TODAY = "from", "to", "today"
MOST_NAMED = 5


@dataclass(frozen=True)
class Side:
    """A state of the data: what it is called, and the day it speaks of."""

    name: str
    data: Dataset
    as_of: date


def summary(view: View) -> str:
    """How much there is to compare."""
    rows = view.t.plural("{n} row", "{n} rows", sum(map(len, view.whole.tables.values())))
    return view.t("{rows} as of {day}, beside what was frozen before.", rows=rows, day=view.t.day(view.as_of))


def sides(view: View) -> tuple[Side, Side] | None:
    """The two states that the reader chooses; None, with what to do, where nothing was frozen yet."""
    t, known = view.t, editions.names()
    if not known:
        st.subheader(plain(t("There is nothing to compare with yet")), anchor=False)
        st.markdown(plain(t("Freeze the data under a name on the Data page, before a meeting for example. From then on this page says what has changed since.")))
        return None
    offered = [TODAY, *known]
    left, right = st.columns(2, gap="large")
    with left:
        old = st.selectbox(t("From"), offered, index=1, format_func=lambda name: t("today") if name == TODAY else name, key=OLD, bind="query-params")
    with right:
        new = st.selectbox(t("To"), offered, index=0, format_func=lambda name: t("today") if name == TODAY else name, key=NEW, bind="query-params")
    try:
        return _side(old, t), _side(new, t)
    except SourceError as reason:
        st.markdown(plain(why(reason, t)))
        return None


def _side(name: str, t: Words) -> Side:
    scope = Scope(has_personal=False)
    if name == TODAY:
        data = part(source(), scope)
        return Side(t("today"), data, data.as_of(date.today()))
    edition = editions.names()[name]
    return Side(t("“{name}”", name=edition.name), part(editions.of(edition), scope), edition.as_of)


def compared(view: View, old: Side, new: Side) -> None:
    """What differs: a sentence, the indicators restated, then every row and cell; and a workbook of it."""
    t = view.t
    found: Changes = once(lambda data: changes(old.data, data), new.data, name=f"changes {old.data.mark}")
    sentences = [_sentence(found, old, new, t), t("Up to {old_day} then, up to {new_day} now.", old_day=t.day(old.as_of), new_day=t.day(new.as_of))]
    st.subheader(plain(sentences[0]), anchor=False)
    st.caption(plain(sentences[1]))
    period = looked_at(new.data, None, None, old.as_of)
    changed = restated(old.data, new.data, old.as_of, period)
    table = _table(changed, old, new, t)
    said = t.plural("{n} indicator says something else of {period}", "{n} indicators say something else of {period}", len(changed), period=t.span(period.start, period.end))
    st.subheader(plain(said if changed else t("No indicator says anything else of {period}", period=t.span(period.start, period.end))), anchor=False)
    if changed:
        st.caption(plain(t("The same period, up to the same day, counted from the data of then and from that of now")))
        st.dataframe(table, hide_index=True, row_height=66, key="restated")
    show_changes(found, t)
    if found.tables:
        st.download_button(
            t("All of it as a workbook"), lambda: book(found, sentences=sentences, more={t("Indicators"): table} if changed else None, t=t),
            file_name="what-changed.xlsx", icon=":material/download:", on_click="ignore", key="changes-book",
        )  # fmt: skip


def _sentence(found: Changes, old: Side, new: Side, t: Words) -> str:
    if not found.tables:
        return t("From {old} to {new}, nothing changed", old=old.name, new=new.name)
    said = counted(found, t)
    return t("From {old} to {new}: {changes}", old=old.name, new=new.name, changes=said[:1].lower() + said[1:])


def _table(found: list[Restated], old: Side, new: Side, t: Words) -> pd.DataFrame:
    return pd.DataFrame([
        {
            t("Indicator"): one.indicator.title, t("Then"): amount(one.indicator, one.then, t), t("Now"): amount(one.indicator, one.now, t),
            t("Rows that came in"): _named(one.gained, new.data, t), t("Rows that went"): _named(one.lost, old.data, t),
            t("Rows that counted both times"): "" if one.gained or one.lost else t("changed, as the cells below say"),
        }
        for one in found
    ])  # fmt: skip


def _named(rows: Rows, data: Dataset, t: Words) -> str:
    """The first rows by what one would know them by, and how many more there are."""
    names: list[str] = []
    for table, labels in rows.items():
        frame = data.tables[table].loc[labels]
        label = next((column for column in LABELS[:3] if column in frame), None)
        # Who took part has no name here: how many they are.
        names += [t("{table}: {n}", table=TABLES[table].label(t.language), n=t.number(len(labels)))] if label is None else list(frame[label].astype("str"))
    more = [t.plural("{n} more", "{n} more", len(names) - MOST_NAMED)] if len(names) > MOST_NAMED else []
    return "; ".join([*names[:MOST_NAMED], *more])

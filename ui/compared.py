"""Two states of the data side by side: which, what differs, and which indicators say something else of the same periods."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from charts.exhibit import View
from charts.restated import table
from loaders import Dataset, Scope, SourceError
from loaders.changes import Changes, changes
from loaders.changes_book import book
from loaders.changes_told import counted
from loaders.editions import TODAY
from locales import Words
from metrics.restated import restated
from ui import editions
from ui.changes import show_changes
from ui.data import once, part, source
from ui.files import WORKBOOK, download
from ui.problem_list import why
from ui.restated import show_restated
from ui.text import plain

OLD, NEW = "from", "to"


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
    """The two states that the reader chooses; None, with what to do, where there are not two."""
    t, known = view.t, editions.labels()
    if not known:
        st.subheader(plain(t("There is nothing to compare with yet")), anchor=False)
        st.markdown(plain(t("Freeze the data under a name on the Data page, before a meeting for example. From then on this page says what has changed since.")))
        return None
    offered = {TODAY: t("today"), **known}
    with st.grid(columns=2, min_column_width=240, gap="small", key="sides") as grid:
        with grid.cell():
            old = editions.by_id(t("From"), offered, key=OLD, default=next(iter(known)))
        with grid.cell():
            new = editions.by_id(t("To"), offered, key=NEW, default=TODAY)
    if unknown := [said for said in (old, new) if said not in offered]:
        st.markdown(plain(t("There is no edition “{name}” here: choose another.", name=unknown[0])))
        return None
    try:
        return _side(old, t), _side(new, t)
    except SourceError as reason:
        st.markdown(plain(why(reason, t)))
        return None


def _side(chosen: str, t: Words) -> Side:
    scope = Scope(has_personal=False)
    if chosen == TODAY:
        data = part(source(), scope)
        return Side(t("today"), data, data.as_of(date.today()))
    edition = editions.known()[chosen]
    return Side(t("“{name}”", name=edition.name), part(editions.of(edition), scope), edition.as_of)


def compared(view: View, old: Side, new: Side) -> None:
    """What differs: a sentence, the indicators restated, then every row and cell; and a workbook of it."""
    t = view.t
    found: Changes = once(lambda data: changes(old.data, data), new.data, name=f"changes {old.data.mark}")
    # Whatever came after the earlier of the two days is growth and no restatement.
    day = min(old.as_of, new.as_of)
    sentences = [_sentence(found, old, new, t), t("Up to {old_day} then, up to {new_day} now.", old_day=t.day(old.as_of), new_day=t.day(new.as_of))]
    st.subheader(plain(sentences[0]), anchor=False)
    st.caption(plain(sentences[1]))
    with st.spinner(t("Comparing the indicators …")):
        told = once(lambda data: restated(old.data, data, found, day), new.data, name=f"restated {old.data.mark} {day}")
    show_restated(told, found, old.data, new.data, day, t)
    show_changes(found, t)
    if found.tables:
        download(
            t("All of it as a workbook"), lambda: book(found, sentences=sentences, more={t("Indicators"): table(told, found, old.data, new.data, t)}, t=t),
            of=(old.data.mark, new.data.mark, t.language), file_name="what-changed.xlsx", mime=WORKBOOK, icon=":material/download:", key="changes-book",
        )  # fmt: skip


def _sentence(found: Changes, old: Side, new: Side, t: Words) -> str:
    if not found.tables:
        return t("From {old} to {new}, nothing changed", old=old.name, new=new.name)
    said = counted(found, t)
    return t("From {old} to {new}: {changes}", old=old.name, new=new.name, changes=said[:1].lower() + said[1:])

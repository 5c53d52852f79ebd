"""One record, opened by a click: what is known of it in words, what belongs to it, and where it stands."""

from typing import Any

import pandas as pd
import streamlit as st

from charts.exhibit import View
from charts.small_counts import few
from charts.timeline import KINDS
from loaders.schema import Column
from loaders.tables import TABLES
from locales import N_
from ui.card import close_card
from ui.fragment import dialog
from ui.notes import show_notes
from ui.personal import who_was_there
from ui.text import plain

NAMES = ("title", "name", "practice")
RELATED = ("projects", "delegations", "events", "publications", "transfers")
# Said elsewhere in the record: above it, as its period, beside its headcount, at its foot.
APART = {*NAMES, "kind", "start", "end", "date", "headcount_is_estimate", "currency", "url", "source_note"}
MOST_RELATED = 12


def record_card(view: View, table: str, row_id: str) -> None:
    """The card of a record of a table with that id; nothing where the viewer may see none."""
    frame = view.whole.tables[table]
    found = frame[frame[TABLES[table].key[0]] == row_id]
    if not found.empty:
        row = found.iloc[0]
        dialog(plain(_name(row)), width="medium", on_dismiss=close_card)(_content)(view, table, row)


def fields(view: View, table: str, row: pd.Series) -> list[tuple[str, str]]:
    """What is known of a record: (label, value) in the reader's words; what is blank is left out."""
    language, declared = view.t.language, TABLES[table]
    known: list[tuple[str, str]] = []
    if when := _when(view, row):
        known.append((view.t("When"), when))
    for column in declared.columns:
        if column.name in declared.key or column.name in APART or column.personal:
            continue
        if value := _few(view, table, column, row) or _value(view, column, row):
            known.append((column.header(language), value))
    return known


def related(view: View, table: str, row_id: str) -> list[tuple[str, list[str]]]:
    """What refers to a record: (the table's label, its titles with their dates), earliest first."""
    found: list[tuple[str, list[str]]] = []
    for name in RELATED:
        columns = [column for column in TABLES[name].columns if table in column.refers_to]
        frame = view.whole.tables[name]
        keep = pd.Series(False, index=frame.index)
        for column in columns:
            cells = frame[column.name]
            keep |= cells.map(lambda cell: row_id in cell).astype(bool) if column.many else (cells == row_id).fillna(False)
        if keep.any():
            rows = frame[keep].sort_values("date" if name == "publications" else "start")
            found.append((TABLES[name].label(view.t.language), [_line(view, row) for _, row in rows.iterrows()]))
    return found


def _content(view: View, table: str, row: pd.Series) -> None:
    t = view.t
    st.caption(plain(_kind(view, table, row)))
    for label, value in fields(view, table, row):
        st.markdown(f":gray[{plain(label)}]  \n{plain(value)}")
    if isinstance(row.get("url"), str):
        st.link_button(t("Open its page"), row["url"], type="tertiary", icon=":material/open_in_new:")
    row_id = row[TABLES[table].key[0]]
    for label, lines in related(view, table, row_id):
        st.markdown(f":gray[{plain(label)}]  \n" + "\n".join(f"- {plain(line)}" for line in lines[:MOST_RELATED]))
        if len(lines) > MOST_RELATED:
            st.caption(plain(t.plural("and {n} more", "and {n} more", len(lines) - MOST_RELATED)))
    _people(view, table, row_id)
    show_notes(view, row_id)
    st.divider()
    st.caption(plain(t(
        "Source: {file}, sheet {sheet}, row {row}",
        file=row["source_file"], sheet=row["source_sheet"], row=row["source_row"],
    )))  # fmt: skip
    st.caption(plain(t("Where a chart shows it, its mark is this one row.")))
    if isinstance(row["source_note"], str):
        st.caption(plain(row["source_note"]))


def _people(view: View, table: str, row_id: str) -> None:
    """Say how many people are listed for an activity; who they are, to a director alone."""
    if table in ("delegations", "events"):
        listed = view.whole.participants
        count = int(listed.loc[listed["activity_id"] == row_id, "headcount"].sum())
        if count:
            st.caption(plain(view.t.plural("{n} person is listed for it.", "{n} people are listed for it.", count)))
            who_was_there(view, row_id)


def _name(row: pd.Series) -> str:
    return next(str(row[name]) for name in NAMES if name in row)


def _kind(view: View, table: str, row: pd.Series) -> str:
    """What a record is: "Event · workshop"; its table's name where that has no word for one."""
    t, kind = view.t, row.get("kind")
    what = t(KINDS[table]) if table in KINDS else TABLES[table].label(t.language)
    return " · ".join([what, *([t(kind)] if isinstance(kind, str) else [])])


def _when(view: View, row: pd.Series) -> str:
    """The record's period or date, no more exact than it is known."""
    if "start" in row:
        return view.t.period(row["start"], row["end"], row["start_precision"], row["end_precision"])
    return view.t.moment(row["date"], row["date_precision"]) if "date" in row else ""


def _line(view: View, row: pd.Series) -> str:
    return f"{_name(row)} ({_when(view, row)})"


def _value(view: View, column: Column, row: pd.Series) -> str:
    """A cell in words: names for identifiers, the language's words for a vocabulary's."""
    t, cell = view.t, row[column.name]
    items = list(cell) if column.many else [] if pd.isna(cell) else [cell]
    if column.name == "headcount" and items:
        return _headcount(view, row)
    if column.name == "budget" and items:
        return " ".join([t.number(cell), *([row["currency"]] if isinstance(row["currency"], str) else [])])
    return t.listed(part for one in items if (part := _word(view, column, one)))


def _few(view: View, table: str, column: Column, row: pd.Series) -> str:
    """That a headcount is of too few people to be told; nothing where it is told, or there is none."""
    told = view.whole.disclosed
    is_few = told is not None and column.name == "headcount" and row[TABLES[table].key[0]] in told.small
    return few(told.minimum_count, view.t) if told is not None and is_few else ""


def _headcount(view: View, row: pd.Series) -> str:
    about = "≈ " if row.get("headcount_is_estimate") is True or row.get("headcount_is_estimate") == 1 else ""
    return about + view.t.number(row["headcount"])


def _word(view: View, column: Column, cell: Any) -> str:
    t = view.t
    if column.refers_to:
        return _referred(view, column, cell)
    if column.kind == "choice":
        return t(cell)
    if column.kind == "boolean":
        return t(N_("yes")) if cell else ""
    if column.kind == "language":
        return t.tongue(cell)
    if column.kind == "country":
        return t.territory(cell)
    if column.kind in ("number", "integer"):
        return t.number(cell, digits=0 if float(cell).is_integer() else 2)
    return t.day(cell) if column.kind == "date" else str(cell)


def _referred(view: View, column: Column, cell: str) -> str:
    """The name of what an identifier stands for, else the identifier."""
    for target in column.refers_to:
        frame = view.whole.tables[target]
        found = frame[frame[TABLES[target].key[0]] == cell]
        if not found.empty:
            return _name(found.iloc[0])
    return cell

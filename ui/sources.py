"""Where a figure comes from: the file, sheet and row of each record that counted in it, and of each that did not."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.exhibit import Exhibit, View
from charts.headlines import STANDING
from charts.marks import Mark
from exports.cells import without_rows
from exports.csv_file import csv_file
from exports.rows import all_rows, left_out_rows, source_rows
from exports.told import narrowed_to
from ui.editions import file_stem
from ui.files import download
from ui.fragment import dialog
from ui.source_cells import show_cells
from ui.text import plain
from ui.width import width_px

MOST = 1000
# Of record, sheet, row and file: what says where to look stands in sight without scrolling.
WIDTHS_PX = (176, 92, 50, 162)
# What the frame around the rows that were left out takes of the room, and the most that a name needs beyond its width.
INSET_PX, MOST_SPARE_PX = 34, 240


def show_sources(exhibit: Exhibit, view: View) -> None:
    """Say how a figure was computed, under which filters, from which rows and without which; so of what it is compared with."""
    t = view.t
    st.markdown(plain(t(exhibit.measure.formula)))
    _filters(exhibit.filters or narrowed_to(view), view)
    if exhibit.marks:
        st.caption(plain(t("Click on one bar, cell or line of the figure, and it opens its own source.")))
    if exhibit.measure.sheets:
        show_cells(exhibit, view)
        return
    _show_rows(exhibit, view)
    for own, seen in compared_sources(exhibit, view):
        st.markdown(f"**{plain(own.title)}**")
        _filters(own.filters or "", seen)
        if own.measure.key not in STANDING:
            st.caption(plain(t("What began in the period for certain: what is dated too vaguely to tell is not in it.")))
        _show_rows(own, seen)


def compared_sources(exhibit: Exhibit, view: View) -> list[tuple[Exhibit, View]]:
    """What a figure is compared with, each as an exhibit of its own, and the view that has its rows."""
    # Its rows are of another period than the page's.
    seen = replace(view, data=view.whole)
    rest = "" if exhibit.filters else narrowed_to(view, has_period=False)
    return [
        (replace(exhibit, key=f"{exhibit.key}.{at}", title=one.title, measure=one.measure, filters="; ".join(filter(None, [one.filters, rest])), marks=None, compared=()), seen)
        for at, one in enumerate(exhibit.compared)
    ]  # fmt: skip


def _filters(said: str, view: View) -> None:
    st.caption(plain(view.t("Filters: {filters}", filters=said or view.t("none, everything is counted"))))


def _show_rows(exhibit: Exhibit, view: View) -> None:
    t, body = view.t, st.container()
    rows, without = source_rows(exhibit, view), left_out_rows(exhibit, view)
    # The ruler stands last: above the rows it would be a gap.
    room = width_px(f"room-{exhibit.key}")
    with body:
        if rows.empty:
            st.caption(plain(without_rows(exhibit, view)))
        else:
            st.caption(plain(t.plural("Made from {n} row", "Made from {n} rows", len(rows))))
            _list(rows, f"rows-{exhibit.key}", room)
        if len(without):
            with st.expander(plain(t.plural("{n} row was left out", "{n} rows were left out", len(without)))):
                # A reason is a sentence, too long for a column of a telephone: it stands above its rows.
                for at, (why, part) in enumerate(without.groupby(t("Why not"), sort=False)):
                    st.caption(plain(t("{why} ({n})", why=why, n=t.number(len(part)))))
                    _list(part.drop(columns=t("Why not")), f"left-out-{at}-{exhibit.key}", room - INSET_PX)
        if len(rows) or len(without):
            # The file is made when it is clicked.
            download(
                t("Rows (CSV)"), lambda: csv_file(all_rows(exhibit, view)), of=(exhibit.key, exhibit.filters, view.mark), file_name=f"{file_stem(exhibit.key)}-rows.csv",
                mime="text/csv", kind="tertiary", icon=":material/download:", key=f"rows-csv-{exhibit.key}",
            )  # fmt: skip


def mark_source(exhibit: Exhibit, mark: Mark, view: View) -> Exhibit:
    """The exhibit that a mark would be by itself: its measure, and what both it and its figure are narrowed by."""
    figure = mark.filters or exhibit.filters or narrowed_to(view)
    filters = "; ".join(filter(None, [figure, *mark.parts]))
    return replace(exhibit, key=f"{exhibit.key}.mark", marks=None, compared=(), measure=mark.measure, filters=filters)


def open_mark(exhibit: Exhibit, view: View, key: str, *, is_on_card: bool = False) -> None:
    """Open the source of one mark of an exhibit: its rows alone; nothing where there is no such mark.

    On a card, which is a dialog and can open no other, it stands below the figure.
    """
    mark = exhibit.marks.find(key, exhibit.measure) if exhibit.marks else None
    if mark:
        own = mark_source(exhibit, mark, view)
        if not is_on_card:
            dialog(plain(mark.title), width="medium")(show_sources)(own, view)
            return
        title = plain(mark.title)
        with st.container(border=True, key=f"mark-source-{exhibit.key}"):
            st.markdown(f"**{title}**")
            show_sources(own, view)


def _list(rows: pd.DataFrame, key: str, room: int) -> None:
    """Rows as a table that fits into `room` pixels; what is to spare goes to the record's name."""
    spare = min(max(0, room - sum(WIDTHS_PX)), MOST_SPARE_PX)
    widths = WIDTHS_PX[0] + spare, *WIDTHS_PX[1:]
    st.dataframe(
        rows.head(MOST), hide_index=True, width=sum(widths), height=min(36 * len(rows) + 38, 320), key=key,
        column_config={name: st.column_config.Column(width=width) for name, width in zip(rows, widths, strict=True)},
    )  # fmt: skip

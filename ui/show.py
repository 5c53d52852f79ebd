"""Showing an exhibit: its finding, its figure, and, when asked for, its table, files and sources."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from charts import headlines
from charts.exhibit import SHARE, Exhibit, View
from exports.csv_file import csv_file
from exports.decks import FIGURES
from exports.told import with_notes
from ui import data, deck
from ui.chart_files import chart_files
from ui.editions import file_stem
from ui.files import download
from ui.fragment import fragment
from ui.mark_clicks import clicked
from ui.notes import adding, written
from ui.sources import open_mark, show_sources
from ui.text import plain
from ui.who import seen_by

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
MOST_LISTED = 8


def show(key: str, view: View) -> None:
    """Show an exhibit: its finding, its figure, its tools."""
    exhibit = data.exhibit(key, view)
    words(exhibit)
    if not exhibit.is_empty and exhibit.figure is not None:
        draw(exhibit, repr((key, view.mark)))
        tools(exhibit, view)


@fragment
def figures(keys: list[str], view: View) -> None:
    """Headline figures, four in a row and two on a telephone, each with its rows when asked for."""
    with st.grid(columns=4, min_column_width=152, gap="medium", key="figures") as grid:
        for key in keys:
            with grid.cell(), st.container(gap="xxsmall"):
                _headline(data.exhibit(key, view), view)
    if together := next((name for name, parts in FIGURES.items() if list(parts) == keys), None):
        deck.adding(together, view)


def _headline(exhibit: Exhibit, view: View) -> None:
    # Not st.metric: its script comes after the page's own, and all figures would wait for the charts' to run.
    st.markdown(f"{plain(exhibit.title)}  \n**{plain(headlines.figure(exhibit.measure, view.t))}**")
    if exhibit.subtitle:
        st.caption(plain(exhibit.subtitle))
    sources = st.popover(view.t("Source"), type="tertiary", icon=":material/info:", on_change="rerun", key=f"sources-{exhibit.key}")
    if sources.open:
        with sources:
            show_sources(exhibit, view)


def show_records(key: str, view: View) -> None:
    """Show an exhibit that has no figure as a short list: the first column over the others."""
    exhibit = data.exhibit(key, view)
    words(exhibit)
    if exhibit.is_empty:
        return
    groups: dict[str, list[str]] = {}
    for when, *what in exhibit.table.head(MOST_LISTED).itertuples(index=False):
        groups.setdefault(when, []).append(plain(" · ".join(filter(None, what))))
    st.markdown("\n\n".join(f"**{plain(when)}**  \n" + "  \n".join(lines) for when, lines in groups.items()))
    if len(exhibit.table) > MOST_LISTED:
        st.caption(plain(view.t.plural("{n} more is in the table", "{n} more are in the table", len(exhibit.table) - MOST_LISTED)))
    tools(exhibit, view)


def beside() -> Sequence[Any]:
    """Two columns for two figures; one under the other on a telephone."""
    return st.columns(2, gap="large")


def words(exhibit: Exhibit) -> None:
    """The finding as a heading, what is measured beneath it."""
    st.subheader(plain(exhibit.title), anchor=False)
    if exhibit.subtitle:
        st.caption(plain(exhibit.subtitle))


@st.cache_data(max_entries=data.SHOWN, show_spinner=False)
def draw(_exhibit: Exhibit, mark: str) -> None:
    """The figure alone, with its sentence for who cannot see it.

    Its message is made once for all who look at the same, by `mark`. A figure that answers to
    clicks cannot be kept so: its page draws it.
    """
    key = chart_key(_exhibit)
    if isinstance(_exhibit.figure, dict):
        st.plotly_chart(_exhibit.figure, key=key, theme="streamlit", config=CONFIG, alt=_exhibit.sentence)
    else:
        st.pydeck_chart(_exhibit.figure, key=key, alt=_exhibit.sentence, height=460)


def chart_key(exhibit: Exhibit) -> str:
    """The key, and the CSS class, of an exhibit's figure."""
    return "chart-" + exhibit.key.replace(".", "-")


@fragment
def tools(exhibit: Exhibit, view: View, *, is_on_card: bool = False, about: str | None = None) -> None:
    """Table, downloads and sources of an exhibit, each made and sent only when asked for; and its notes.

    `about` is what else its notes speak of, where it shows one thing alone: an indicator.
    """
    t, key = view.t, exhibit.key
    subjects = tuple(dict.fromkeys([about or key, key]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools-{key.replace('.', '-')}"):
        has_table = (exhibit.figure is not None or len(exhibit.table) > MOST_LISTED) and st.toggle(t("Table"), key=f"table-{key}")
        files = st.popover(t("Download"), type="tertiary", icon=":material/download:", on_change="rerun", key=f"files-{key}") if seen_by().may_export else None
        sources = st.popover(t("Source"), type="tertiary", icon=":material/info:", on_change="rerun", key=f"sources-{key}")
        adding(view, subjects[0])
        deck.adding(key, view)
    written(view, *subjects)
    if exhibit.marks is not None and isinstance(exhibit.figure, dict) and (mark := clicked(chart_key(exhibit))) is not None:
        open_mark(exhibit, view, mark, is_on_card=is_on_card)
    if files and files.open:
        with files:
            _files(exhibit, view, subjects)
    if sources.open:
        with sources:
            show_sources(exhibit, view)
    if has_table:
        st.markdown(plain(exhibit.sentence))
        shares = {t(SHARE): st.column_config.NumberColumn(format="percent")} if t(SHARE) in exhibit.table else None
        st.dataframe(exhibit.table, hide_index=True, placeholder="", column_config=shares, key=f"frame-{key}")


def _files(exhibit: Exhibit, view: View, subjects: Sequence[str]) -> None:
    t, name = view.t, file_stem(exhibit.key)
    # The file is made when it is clicked.
    download(
        t("Table (CSV)"), lambda: csv_file(with_notes(exhibit.table, view, *subjects)), of=(exhibit.key, view.mark),
        file_name=f"{name}.csv", mime="text/csv", kind="tertiary", key=f"csv-{name}",
    )  # fmt: skip
    if exhibit.figure is not None:
        chart_files(
            exhibit, view, chart_key=chart_key(exhibit), file_name=name, subjects=subjects,
            svg_label=t("Picture (SVG)"), png_label=t("Picture (PNG)"), failed_label=t("The picture could not be made"),
        )  # fmt: skip

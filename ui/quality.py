"""The Data quality page's pieces: the trend, the list of problems with its filters, and what was left out."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts import quality
from charts.exhibit import View
from loaders import history
from loaders.history import Change, Load
from loaders.tables import TABLES
from locales import N_, Words
from metrics.quality import table_of
from ui.csv_file import csv_file
from ui.data import folder, once
from ui.page import current_view
from ui.show import draw, tools, words
from ui.text import empty_state, heading, plain

MOST = 1000
# A line of the list, letters of a sentence in one, and the most lines that a row is given.
LINE_PX, PADDING_PX, LETTERS, MOST_LINES = 21, 14, 58, 5
HEAD_PX, SHOWN_PX = 38, 560
WIDTHS_PX = {"cell": 76, "message": 420, "value": 150, "column": 150, "sheet": 130, "file": 180, "severity": 96}
HEADINGS = {
    "severity": N_("Severity"), "sheet": N_("Sheet"), "cell": N_("Cell"), "message": N_("What to do"),
    "value": N_("Value"), "column": N_("Column"), "file": N_("File"),
}  # fmt: skip
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
OTHER = ""
# What a note tells of, by its code; every other code stands under the last.
LEFT_OUT = {
    "hidden_sheet": N_("Hidden sheets"),
    "unknown_sheet": N_("Sheets that are no table"),
    "extra_column": N_("Columns of your own"),
    "total_row": N_("Rows of totals"),
    "footnote": N_("Footnotes"),
    OTHER: N_("Other remarks"),
}


def open_files(title: str) -> View:
    """Begin a page on the files as a whole, whatever the filters: its title, marked with N_, and its sentence.

    Where there is nothing to tell, or the viewer may see only a part of the rows, says so and stops.
    """
    view = current_view()
    view, t = replace(view, data=view.whole), view.t
    if not view.whole.is_whole:
        heading(t(title), t("This page is for those who may see every row."))
        st.stop()
    st.container(key="without-filters")
    if quality.scores(view).is_empty and all(problem.severity == "note" for problem in view.data.problems):
        heading(t(title), "")
        empty_state(view)
        st.stop()
    heading(t(title), once(quality.summary, view))
    return view


def trend(view: View) -> Load | None:
    """Say what became of the problems since the load before; gives that load, None where there is none."""
    t, known, own = view.t, history.before(folder(), view.data.fingerprint), view.data.fingerprint
    if known is None:
        is_kept = any(load.fingerprint == own for load in history.loads(folder()))
        st.caption(plain(
            t("This is the first load on record; the next one is compared with it.") if is_kept
            else t("No record of earlier loads is kept beside the data, so there is nothing to compare with.")
        ))  # fmt: skip
        return None
    found = history.change(known, view.data)
    if found is not None:
        st.markdown(plain(t(
            "Since the load of {day}: {fixed}, {remaining}, {new}.", day=t.day(known.when),
            fixed=t.plural("{n} problem fixed", "{n} problems fixed", found.fixed),
            remaining=t.plural("{n} remaining", "{n} remaining", found.remaining), new=t.plural("{n} new", "{n} new", len(found.new)),
        )))  # fmt: skip
    return known


def show_scores(view: View, load: Load | None) -> None:
    """Show the score of each table, and how it changed since a load."""
    mark = f"quality.scores-{load.fingerprint if load else ''}-{load.when if load else ''}"
    exhibit = once(lambda of: quality.scores(of, load), view, name=mark)
    words(exhibit)
    if not exhibit.is_empty:
        draw(exhibit, repr((mark, view.mark)))
        st.caption(plain(view.t("A blank optional cell lowers the score, and a required column that is missing counts as blank in every row. Columns of your own do not count.")))
        tools(exhibit, view)


def listed(view: View) -> pd.DataFrame:
    """Every problem: `severity` and `table` by their keys, and what the list shows, in the reader's words."""
    t, tables, names = view.t, table_of(view.data), _column_names(view)
    return pd.DataFrame(
        [
            (p.severity, tables.get((p.file, p.sheet), OTHER), p.code, p.sheet, p.cell, _sentence(p.template, p.values, p.message, t),
             p.value, names.get((p.file, p.sheet, p.column), p.column), p.file)
            for p in view.data.problems
        ],
        columns=["severity", "table", "code", "sheet", "cell", "message", "value", "column", "file"],
    )  # fmt: skip


def _sentence(template: str, values: tuple[tuple[str, str], ...], message: str, t: Words) -> str:
    said = t(template, **dict(values)) if template else message
    return said[:1].upper() + said[1:]


def _column_names(view: View) -> dict[tuple[str, str, str], str]:
    """What each column of a sheet is called: as its keeper heads it."""
    declared = {
        (sheet.file, sheet.sheet, column.name): column.header(view.t.language)
        for sheet in view.data.sheets if sheet.table for column in TABLES[sheet.table].columns
    }  # fmt: skip
    return declared | {(sheet.file, sheet.sheet, column.name): column.heading for sheet in view.data.sheets for column in sheet.columns if column.heading}


@st.fragment
def show_problems(view: View, load: Load | None) -> None:
    """Show the problems, the worst first, those that the reader filters for; a file has all of these."""
    t, every = view.t, once(listed, view)
    severe = int((every["severity"] != "note").sum())
    st.subheader(plain(t.plural("{n} problem to look at", "{n} problems to look at", severe) if severe else t("Every cell that is filled could be read")), anchor=False)
    if not severe:
        return
    found = _filtered(every, history.change(load, view.data) if load else None, t)
    if found.empty:
        st.markdown(plain(t("No problem matches.")))
        return
    several = found["file"].nunique() > 1
    shown = found[[name for name in HEADINGS if name != "file" or several or every["file"].nunique() > 1]]
    shown = shown.assign(severity=shown["severity"].map({name: t(word) for name, word in SEVERITIES.items()}))
    _frame(shown, t, key="problems")
    if len(shown) > MOST:
        st.caption(plain(t("The first {n} of {all}; the file has every one.", n=t.number(MOST), all=t.number(len(shown)))))
    st.download_button(
        t.plural("Download {n} problem (CSV)", "Download {n} problems (CSV)", len(shown)),
        lambda: csv_file(shown.set_axis([t(HEADINGS[name]) for name in shown], axis=1)), file_name="problems.csv", mime="text/csv",
        on_click="ignore", type="tertiary", icon=":material/download:", key="problems-csv",
    )  # fmt: skip


def _filtered(every: pd.DataFrame, change: Change | None, t: Words) -> pd.DataFrame:
    """The problems that the reader asks for, by severity, table and words; each choice says how many it has."""
    kinds = {"all": every.index, **{name: every.index[every["severity"] == name] for name in SEVERITIES}}
    if change:
        kinds["new"] = every.index[list(change.new)]
    labels = {"all": N_("All"), "error": N_("Errors"), "warning": N_("Warnings"), "note": N_("Notes"), "new": N_("New")}
    kinds = {name: index for name, index in kinds.items() if len(index) or name == "all"}
    kind = st.segmented_control(
        t("Severity"), list(kinds), default="all", required=True, label_visibility="collapsed", key="severity", bind="query-params",
        format_func=lambda name: plain(t("{name} ({n})", name=t(labels[name]), n=t.number(len(kinds[name])))),
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    tables = every.loc[kinds[kind], "table"].value_counts()
    with left:
        chosen = st.selectbox(
            t("Table"), [name for name in (*TABLES, OTHER) if name in tables.index], index=None, placeholder=t("All tables"),
            format_func=lambda name: plain(t("{name} ({n})", name=quality.label(name, t) if name else t("Other sheets and files"), n=t.number(tables[name]))),
            label_visibility="collapsed", key="problem-table", bind="query-params",
        )  # fmt: skip
    with right:
        # Not in the address: what is looked for may be a name.
        sought = st.text_input(t("Search"), placeholder=t("Search in the problems"), label_visibility="collapsed", key="problem-search")
    found = every.loc[kinds[kind]]
    if chosen is not None:
        found = found[found["table"] == chosen]
    for word in sought.split():
        hit = pd.Series(False, index=found.index)
        for name in HEADINGS:
            hit |= found[name].str.contains(word, case=False, regex=False)
        found = found[hit]
    return found


def _frame(problems: pd.DataFrame, t: Words, *, key: str) -> None:
    """The first problems as a table whose sentences wrap."""
    first = problems.head(MOST)
    lines = min(MOST_LINES, 1 + int(first["message"].str.len().max()) // LETTERS)
    row = LINE_PX * lines + PADDING_PX
    st.dataframe(
        first.set_axis([t(HEADINGS[name]) for name in first], axis=1), hide_index=True, row_height=row, placeholder="",
        height=min(HEAD_PX + row * len(first) + 2, SHOWN_PX), key=key,
        column_config={t(HEADINGS[name]): st.column_config.TextColumn(width=WIDTHS_PX[name]) for name in first},
    )  # fmt: skip


def show_left_out(view: View) -> None:
    """Show what was not read and why: sheets, rows and columns, by their kinds."""
    t, every = view.t, once(listed, view)
    notes = every[every["severity"] == "note"]
    rows = sum(sheet.left_out for sheet in view.data.sheets)
    sheets = [sheet.sheet for sheet in view.data.sheets if not sheet.table]
    st.subheader(plain(t("What was left out, and why") if rows or sheets or len(notes) else t("Nothing was left out")), anchor=False)
    if rows:
        st.markdown(plain(t.plural("{n} row holds no data: it is blank, a total or a footnote.", "{n} rows hold no data: they are blank, totals or footnotes.", rows)))
    if sheets:
        st.markdown(plain(t.plural("{n} sheet was not read as a table: {names}.", "{n} sheets were not read as tables: {names}.", len(sheets), names=t.listed(sheets))))
    kinds = notes["code"].where(notes["code"].isin(LEFT_OUT), OTHER)
    is_one_file = every["file"].nunique() == 1
    for code, title in LEFT_OUT.items():
        found = notes[kinds == code]
        if len(found):
            with st.expander(plain(t("{name} ({n})", name=t(title), n=t.number(len(found))))):
                _frame(found[["sheet", "cell", "message", *([] if is_one_file else ["file"])]], t, key=f"left-out-{code}")

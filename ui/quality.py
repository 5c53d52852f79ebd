"""The Data quality page's pieces: the trend, the list of problems with its filters, and what was left out."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from charts import quality
from charts.exhibit import View
from exports.csv_file import csv_file
from loaders import Problem, history
from loaders.correction.issues_sheet import called, compared, said
from loaders.history import Change, Load
from loaders.sheets.reports import SheetReport
from loaders.sheets.taking import is_guide
from loaders.tables import TABLES
from locales import N_, Words
from metrics.quality import table_of
from ui.band import here
from ui.data import exhibit, folder, once
from ui.files import download
from ui.fragment import fragment
from ui.notes import show_notes
from ui.page import current_view
from ui.problem_list import by_severity, changed
from ui.problem_table import HEADINGS, NARROW_PX, SEVERITIES, problem_table
from ui.show import draw, tools, words
from ui.text import empty_state, heading, plain
from ui.width import width_px

# So many problems are shown, fewer on a telephone.
MOST, MOST_NARROW = 1000, 100
SHOWN_PX = 560
WIDE = {"severity": 112, "sheet": 112, "cell": 64, "message": 560, "value": 136, "column": 136, "file": 160}
OTHER = ""
# What a note tells of, by its code; every other code stands under the last.
LEFT_OUT = {
    "hidden_sheet": N_("Hidden sheets"),
    "unknown_sheet": N_("Sheets that are no table"),
    "not_read": N_("Files and folders that are not read"),
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
        _heading(t(title), t("This page is for those who may see every row."))
        st.stop()
    if exhibit("quality.scores", view).is_empty and all(problem.severity == "note" for problem in view.data.problems):
        _heading(t(title), "")
        empty_state(view)
        st.stop()
    _heading(t(title), once(quality.summary, view))
    show_notes(view, title.lower())
    return view


def _heading(title: str, sentence: str) -> None:
    # The style sheet hides the filters of a page that has this.
    with st.container(key="without-filters"):
        heading(title, sentence)


def trend(view: View) -> tuple[Load | None, Change | None]:
    """Say what became of the problems since the load before; gives that load and the change, None where there is none."""
    t, kept = view.t, history.loads(folder())
    if view.data.listed is not None:
        _since_corrected(view)
    known = history.before(kept, view.data.fingerprint)
    if known is None:
        is_kept = any(load.fingerprint == view.data.fingerprint for load in kept)
        st.caption(plain(
            t("This is the first load on record; the next one is compared with it.") if is_kept
            else t("No record of earlier loads is kept beside the data, so there is nothing to compare with.")
        ))  # fmt: skip
        return None, None
    # Day and time are said as the viewer's clock has them.
    known = replace(known, when=here(known.when))
    found = once(lambda data: history.change(known, data), view.data, name=f"change {known.mark}")
    if found is not None:
        st.markdown(plain(t(
            "Since the load of {day} at {time}: {change}.", day=t.day(known.when), time=f"{known.when:%H:%M}",
            change=changed(found.fixed, found.remaining, len(found.new), t),
        )))  # fmt: skip
    return known, found


def _since_corrected(view: View) -> None:
    """Say what became of what a corrected workbook's Issues sheet listed."""
    t = view.t
    found = once(lambda data: compared(data.listed, data.problems, called(data.sheets, t)), view.data, name=f"compared with the Issues sheet {t.language}")
    fixed, remaining, new = (sum(one.severity != "note" for one in part) for part in (found.fixed, found.remaining, found.new))
    st.markdown(plain(t("Since the Issues sheet was written: {change}.", change=changed(fixed, remaining, new, t))))


def show_scores(view: View, load: Load | None) -> None:
    """Show the score of each table, and how it changed since a load."""
    mark = f"quality.scores {load.mark if load else ''}"
    scored = once(lambda of: quality.scores(of, load), view, name=mark)
    words(scored)
    if not scored.is_empty:
        draw(scored, repr((mark, view.mark)))
        st.caption(plain(view.t("A blank optional cell lowers the score, and a required column that is missing counts as blank in every row. Columns of your own do not count.")))
        tools(scored, view)


def listed(view: View) -> pd.DataFrame:
    """Every problem: `severity` and `table` by their keys, and what the list shows, in the reader's words."""
    t, tables, names = view.t, table_of(view.data), called(view.data.sheets, view.t)
    return pd.DataFrame(
        [
            (p.severity, tables.get((p.file, p.sheet), OTHER), p.code, p.sheet, _cell(p, t), _sentence(p, t),
             p.value, names.get((p.file, p.sheet, p.column), p.column), p.file)
            for p in view.data.problems
        ],
        columns=["severity", "table", "code", "sheet", "cell", "message", "value", "column", "file"],
    )  # fmt: skip


def _cell(problem: Problem, t: Words) -> str:
    return problem.cell or (t("row {n}", n=problem.row) if problem.row else "")


def _sentence(problem: Problem, t: Words) -> str:
    sentence = said(problem, t)
    return sentence[:1].upper() + sentence[1:]


@fragment
def show_problems(view: View, change: Change | None) -> None:
    """Show the problems, the worst first, those that the reader filters for; a file has all of these."""
    t, every = view.t, once(listed, view)
    severe = int((every["severity"] != "note").sum())
    st.subheader(plain(t.plural("{n} problem to look at", "{n} problems to look at", severe) if severe else t("Every cell that is filled could be read")), anchor=False)
    if not severe:
        return
    found = _filtered(every, change, t)
    if found.empty:
        st.markdown(plain(t("No problem matches.")))
        return
    is_narrow = width_px("problems-width") < NARROW_PX
    most = MOST_NARROW if is_narrow else MOST
    _table(found.head(most), t, is_narrow=is_narrow, has_file=every["file"].nunique() > 1, key="problems")
    if len(found) > most:
        st.caption(plain(t("The first {n} of {all}; the file has every one.", n=t.number(most), all=t.number(len(found)))))
    download(
        t.plural("Download {n} problem (CSV)", "Download {n} problems (CSV)", len(found)), lambda: csv_file(_headed(found[list(WIDE)], t)),
        of=(view.data.mark, tuple(found.index)), file_name="problems.csv", mime="text/csv", kind="tertiary", icon=":material/download:", key="problems-csv",
    )  # fmt: skip


def _filtered(every: pd.DataFrame, change: Change | None, t: Words) -> pd.DataFrame:
    """The problems that the reader asks for, by severity, table and words."""
    kinds = {"all": every.index, **{name: every.index[every["severity"] == name] for name in SEVERITIES}}
    if change:
        kinds["new"] = every.index[list(change.new)]
    labels = {"all": N_("All"), "error": N_("Errors"), "warning": N_("Warnings"), "note": N_("Notes"), "new": N_("New")}
    kinds = {name: index for name, index in kinds.items() if len(index) or name == "all"}
    kind = st.segmented_control(
        t("Severity"), list(kinds), default="all", required=True, label_visibility="collapsed", key="severity", bind="query-params",
        # The address has the words: with a count in them, it would lead nowhere once the count is another.
        format_func=lambda name: t(labels[name]),
    )  # fmt: skip
    counts = t.listed(by_severity(every["severity"], t))
    st.caption(plain(counts[:1].upper() + counts[1:]))
    left, right = st.columns(2, gap="small")
    tables = set(every.loc[kinds[kind], "table"])
    with left:
        chosen = st.selectbox(
            t("Table"), [name for name in (*TABLES, OTHER) if name in tables], index=None, placeholder=t("All tables"),
            format_func=lambda name: quality.label(name, t) if name else t("Other sheets and files"),
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
        for name in WIDE:
            hit |= found[name].str.contains(word, case=False, regex=False)
        found = found[hit]
    return found


def _table(problems: pd.DataFrame, t: Words, *, is_narrow: bool, has_file: bool, key: str) -> None:
    """Problems, without the columns that say nothing here."""
    is_notes = bool((problems["severity"] == "note").all())
    unsaid = {*(() if has_file else ("file",)), *(("severity", "value", "column") if is_notes else ())}
    places = (problems["sheet"] + " " + problems["cell"]).str.strip()
    if has_file:
        places = problems["file"] + (", " + places).where(places != "", "")
    # What is wrong with a file as a whole stands in no sheet.
    told = problems.assign(place=places, sheet=problems["sheet"].where(problems["sheet"] != "", problems["file"]))
    problem_table(
        told, t, widths={name: px for name, px in WIDE.items() if name not in unsaid}, is_narrow=is_narrow, most_px=SHOWN_PX, key=key,
    )  # fmt: skip


def _headed(problems: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Problems under the reader's headings, the severity in words."""
    if "severity" in problems:
        problems = problems.assign(severity=problems["severity"].map({name: t(word) for name, word in SEVERITIES.items()}))
    return problems.set_axis([t(HEADINGS[name]) for name in problems], axis=1)


def show_left_out(view: View) -> None:
    """Show what was not read and why: sheets, rows and columns, by their kinds."""
    t, every = view.t, once(listed, view)
    notes = every[every["severity"] == "note"]
    rows = sum(sheet.left_out for sheet in view.data.sheets)
    aside = sum(sheet.rows - sheet.loaded for sheet in view.data.sheets)
    sheets = [sheet for sheet in view.data.sheets if not sheet.table]
    st.subheader(plain(t("What was left out, and why") if rows or aside or sheets or len(notes) else t("Nothing was left out")), anchor=False)
    if aside:
        st.markdown(plain(t.plural("{n} row was set aside until its errors, named above, are mended.", "{n} rows were set aside until their errors, named above, are mended.", aside)))
    if rows:
        st.markdown(plain(t.plural("{n} row holds no data: it is blank, a total or a footnote.", "{n} rows hold no data: they are blank, totals or footnotes.", rows)))
    if sheets:
        st.markdown(plain(t.plural("{n} sheet was not read as a table: {names}.", "{n} sheets were not read as tables: {names}.", len(sheets), names=t.listed(sheet.sheet for sheet in sheets))))
        _explain(sheets, view)
    kinds = notes["code"].where(notes["code"].isin(LEFT_OUT), OTHER)
    has_file, is_narrow = every["file"].nunique() > 1, width_px("left-out-width") < NARROW_PX
    for code, title in LEFT_OUT.items():
        found = notes[kinds == code]
        if len(found):
            with st.expander(t("{name} · {n}", name=t(title), n=t.number(len(found)))):
                _table(found.head(MOST), t, is_narrow=is_narrow, has_file=has_file, key=f"left-out-{code}")


def _explain(sheets: Sequence[SheetReport], view: View) -> None:
    """Say why sheets were left out of which no problem speaks: guides for people, and sheets where nothing stands."""
    t, told = view.t, {(one.file, one.sheet) for one in view.data.problems}
    silent = [sheet for sheet in sheets if (sheet.file, sheet.sheet) not in told]
    guides = [sheet.sheet for sheet in silent if is_guide(sheet.sheet)]
    blank = [sheet.sheet for sheet in silent if not is_guide(sheet.sheet)]
    if guides:
        st.caption(plain(t.plural("“{names}” is for people to read: it holds no table.", "{names} are for people to read: they hold no tables.", len(guides), names=t.listed(guides))))
    if blank:
        st.caption(plain(t.plural("“{names}” is blank.", "{names} are blank.", len(blank), names=t.listed(blank))))

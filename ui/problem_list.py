"""What was read of some files and what is wrong in them, in short: the Data page's own list. All of it is on Data quality."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import streamlit as st

from loaders import Dataset, Problem, SourceError
from loaders.correction.correct import ending
from loaders.correction.issues_sheet import called
from loaders.files.process import mark_apart
from loaders.problems import together
from loaders.shelf import MARKED, is_spreadsheet
from loaders.tables import TABLES
from loaders.workbook import Source
from locales import N_, Words
from ui import data as in_use
from ui.text import plain
from ui.width import width_px

MOST = 100
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
ROW_PX, HEAD_PX, SHOWN_PX = 35, 37, 360
# Streamlit wraps in rows above 64 pixels; a line takes 20, a letter some 6.
LINE_PX, PADDING_PX, LETTER_PX, LEAST_WRAPPED_PX = 20, 16, 6, 66
# Of severity, place and sentence; on a telephone the sentence follows the place at once.
NARROW_PX, WIDE, NARROW = 640, (80, 220, 800), (72, 96, 272)


def counted(data: Dataset, t: Words) -> str:
    """What was read, in a sentence: rows, files, and problems by severity."""
    by = Counter(problem.severity for problem in data.problems)
    rows = t.plural("{n} row", "{n} rows", sum(map(len, data.tables.values())))
    files = t.plural("{n} file", "{n} files", len({sheet.file for sheet in data.sheets}))
    errors = t.plural("{n} error", "{n} errors", by["error"]) if by["error"] else t("no errors")
    warnings = t.plural("{n} warning", "{n} warnings", by["warning"]) if by["warning"] else t("no warnings")
    notes = t.plural("{n} note", "{n} notes", by["note"]) if by["note"] else t("no notes")
    return t("{rows} read from {files}: {errors}, {warnings}, {notes}.", rows=rows, files=files, errors=errors, warnings=warnings, notes=notes)


def file_list(data: Dataset, t: Words, *, key: str) -> None:
    """Every file: how many rows it has and how many were set aside; its sheets when asked for."""
    sheets = pd.DataFrame([
        {
            t("File"): sheet.file, t("Sheet"): sheet.sheet,
            t("Read as"): TABLES[sheet.table].label(t.language) if sheet.table else t("left out"),
            t("Rows"): sheet.rows, t("Set aside"): sheet.rows - sheet.loaded,
        }
        for sheet in data.sheets
    ])  # fmt: skip
    if sheets.empty:
        return
    files = sheets.groupby(t("File"), sort=False).agg({t("Sheet"): "size", t("Rows"): "sum", t("Set aside"): "sum"}).reset_index()
    frame(files.rename(columns={t("Sheet"): t("Sheets")}), key=f"files-{key}")
    with st.expander(plain(t("Sheet by sheet")), key=f"sheets-of-{key}"):
        frame(sheets, key=f"sheets-{key}")


def frame(table: pd.DataFrame, *, key: str) -> None:
    """A table as high as it is, up to a third of a screen."""
    is_short = HEAD_PX + ROW_PX * len(table) <= SHOWN_PX
    st.dataframe(table, hide_index=True, placeholder="", height="content" if is_short else SHOWN_PX, key=key)


def problem_list(data: Dataset, t: Words, *, key: str) -> None:
    """The first problems: how grave, where, and what to do."""
    if not data.problems:
        return
    is_narrow = width_px(f"width-{key}") < NARROW_PX
    widths = NARROW if is_narrow else WIDE
    has_files = len({problem.file for problem in data.problems}) > 1
    headings = [t("Severity"), t("Where"), t("What to do")]
    every = together(data.problems)
    shown = every[:MOST]
    told = [(t(SEVERITIES[p.severity]), _and_more(p.place if has_files else _place(p), count, t), said(p, t)) for p, count in shown]
    if is_narrow:
        # The severity last: what to do is in sight.
        headings, told = [*headings[1:], headings[0]], [(where, what, severity) for severity, where, what in told]
        widths = (*widths[1:], widths[0])
    sentences = max(len(said(p, t)) for p, _ in shown)
    lines = 1 + LETTER_PX * sentences // (NARROW if is_narrow else WIDE)[2]
    row = ROW_PX if lines == 1 else max(LINE_PX * lines + PADDING_PX, LEAST_WRAPPED_PX)
    st.dataframe(
        pd.DataFrame(told, columns=headings), hide_index=True, row_height=row, key=f"problems-{key}",
        height="content" if HEAD_PX + row * len(told) <= SHOWN_PX else SHOWN_PX,
        column_config={name: st.column_config.TextColumn(width=px) for name, px in zip(headings, widths, strict=True)},
    )  # fmt: skip
    if len(every) > MOST:
        st.caption(plain(t("The first {n} of {all}.", n=t.number(MOST), all=t.number(len(every)))))


def _and_more(place: str, count: int, t: Words) -> str:
    """A place, and how many other cells the same is said of."""
    return place if count == 1 else t.plural("{place} and {n} more cell", "{place} and {n} more cells", count - 1, place=place)


def _place(problem: Problem) -> str:
    """Where in its file it is; a file as a whole by its name."""
    return " ".join(filter(None, (problem.sheet, problem.cell))) or problem.file


def corrected(data: Dataset, t: Words, *, files: Mapping[str, bytes], key: str) -> None:
    """A button for each file that has problems: the file itself, its cells coloured and commented."""
    wrong = {problem.file for problem in data.problems if problem.code != "unreadable_file"}
    with st.container(horizontal=True, gap="small", key=f"corrected-{key}"):
        for name, content in files.items():
            if name in wrong and is_spreadsheet(name):
                _marked(Source(name, content), data, t, key=key)


def said(problem: Problem, t: Words) -> str:
    """A problem's sentence in the reader's language."""
    sentence = t(problem.template, **dict(problem.values)) if problem.template else problem.message
    return sentence[:1].upper() + sentence[1:]


def why(reason: SourceError, t: Words) -> str:
    """Why nothing can be read, in the reader's language, the file's name first."""
    sentence = t(reason.template, **reason.values)
    return t("{title}: {value}", title=reason.file, value=sentence) if reason.file else sentence


def _marked(file: Source, data: Dataset, t: Words, *, key: str) -> None:
    try:
        name = f"{Path(file.name).stem}{MARKED}{ending(file)}"
    except (SourceError, ValueError, OSError):
        return
    st.download_button(
        plain(t("{file}, with its problems marked", file=file.name)), lambda: mark_apart(file, data.problems, called=called(data.sheets, t), language=t.language, limits=in_use.bounds()),
        file_name=name, icon=":material/download:", on_click="ignore", key=f"marked-{key}-{file.name}",
    )  # fmt: skip

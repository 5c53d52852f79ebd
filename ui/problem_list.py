"""What was read of some files and what is wrong in them, in short: the Data page's own list. All of it is on Data quality."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import streamlit as st

from loaders import Dataset, Problem, SourceError
from loaders.correct import correct, ending
from loaders.tables import TABLES
from loaders.workbook import Source
from locales import N_, Words
from ui.text import plain
from ui.width import width_px

MOST = 100
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
ROW_PX, LINES_PX, HEAD_PX, SHOWN_PX = 36, 60, 38, 360
NARROW_PX, WIDE, NARROW = 640, (80, 220, 640), (64, 120, 280)


def counted(data: Dataset, t: Words) -> str:
    """What was read, in a sentence: rows, files, and problems by severity."""
    by = Counter(problem.severity for problem in data.problems)
    rows = t.plural("{n} row", "{n} rows", sum(map(len, data.tables.values())))
    files = t.plural("{n} file", "{n} files", len({sheet.file for sheet in data.sheets}))
    errors = t.plural("{n} error", "{n} errors", by["error"]) if by["error"] else t("no errors")
    warnings = t.plural("{n} warning", "{n} warnings", by["warning"]) if by["warning"] else t("no warnings")
    notes = t.plural("{n} note", "{n} notes", by["note"]) if by["note"] else t("no notes")
    return t("{rows} read from {files}: {errors}, {warnings}, {notes}.", rows=rows, files=files, errors=errors, warnings=warnings, notes=notes)


def sheet_list(data: Dataset, t: Words, *, key: str) -> None:
    """Every sheet: which table it was read as, how many rows it has, how many were set aside."""
    frame = pd.DataFrame([
        {
            t("File"): sheet.file, t("Sheet"): sheet.sheet,
            t("Read as"): TABLES[sheet.table].label(t.language) if sheet.table else t("left out"),
            t("Rows"): sheet.rows, t("Set aside"): sheet.rows - sheet.loaded,
        }
        for sheet in data.sheets
    ])  # fmt: skip
    st.dataframe(frame, hide_index=True, height=min(HEAD_PX + ROW_PX * len(frame), SHOWN_PX), key=f"sheets-{key}")


def problem_list(data: Dataset, t: Words, *, files: Mapping[str, bytes], key: str) -> None:
    """The sheets, the first problems, and the files with their marks to take home."""
    with st.expander(t("Files and sheets"), key=f"sheets-of-{key}"):
        sheet_list(data, t, key=key)
    if not data.problems:
        return
    widths = NARROW if width_px(f"width-{key}") < NARROW_PX else WIDE
    first = data.problems[:MOST]
    headings = t("Severity"), t("Where"), t("What to do")
    frame = pd.DataFrame([(t(SEVERITIES[p.severity]), p.place, said(p, t)) for p in first], columns=list(headings))
    st.dataframe(
        frame, hide_index=True, row_height=LINES_PX, height=min(HEAD_PX + LINES_PX * len(frame), SHOWN_PX), key=f"problems-{key}",
        column_config={name: st.column_config.TextColumn(width=px) for name, px in zip(headings, widths, strict=True)},
    )  # fmt: skip
    if len(data.problems) > MOST:
        st.caption(plain(t("The first {n} of {all}.", n=t.number(MOST), all=t.number(len(data.problems)))))
    corrected(data, t, files=files, key=key)


def corrected(data: Dataset, t: Words, *, files: Mapping[str, bytes], key: str) -> None:
    """A button for each file that has problems: the file itself, its cells coloured and commented."""
    wrong = {problem.file for problem in data.problems if problem.code != "unreadable_file"}
    with st.container(horizontal=True, gap="small", key=f"corrected-{key}"):
        for name, content in files.items():
            if name in wrong:
                _marked(Source(name, content), data, t, key=key)


def said(problem: Problem, t: Words) -> str:
    """A problem's sentence in the reader's language."""
    sentence = t(problem.template, **dict(problem.values)) if problem.template else problem.message
    return sentence[:1].upper() + sentence[1:]


def _marked(file: Source, data: Dataset, t: Words, *, key: str) -> None:
    try:
        name = f"{Path(file.name).stem}-marked{ending(file)}"
    except (SourceError, ValueError, OSError):
        return
    st.download_button(
        plain(t("{file}, with its problems marked", file=file.name)), lambda: correct(file, data.problems, t=t),
        file_name=name, icon=":material/download:", on_click="ignore", key=f"marked-{key}-{file.name}",
    )  # fmt: skip

"""What was read of some files and what is wrong in them, in short: the Data page's own list. All of it is on Data quality."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from locales import Words
from ui import data as in_use
from ui.files import MIMES, download
from ui.problem_table import NARROW_PX, problem_table
from ui.text import plain
from ui.width import width_px

MOST = 100
ROW_PX, HEAD_PX, SHOWN_PX = 35, 37, 360
WIDE = {"severity": 96, "place": 220, "message": 784}



def counted(data: Dataset, t: Words) -> str:
    """What was read, in a sentence: rows, files, and problems by severity."""
    rows = t.plural("{n} row", "{n} rows", sum(map(len, data.tables.values())))
    files = t.plural("{n} file", "{n} files", len({sheet.file for sheet in data.sheets}))
    errors, warnings, notes = by_severity((problem.severity for problem in data.problems), t)
    return t("{rows} read from {files}: {errors}, {warnings}, {notes}.", rows=rows, files=files, errors=errors, warnings=warnings, notes=notes)


def by_severity(severities: Iterable[str], t: Words) -> tuple[str, str, str]:
    """How many problems there are, in words: errors, warnings and notes."""
    by = Counter(severities)
    return (
        t.plural("{n} error", "{n} errors", by["error"]) if by["error"] else t("no errors"),
        t.plural("{n} warning", "{n} warnings", by["warning"]) if by["warning"] else t("no warnings"),
        t.plural("{n} note", "{n} notes", by["note"]) if by["note"] else t("no notes"),
    )


def changed(fixed: int, remaining: int, new: int, t: Words) -> str:
    """What became of problems, in words."""
    return t(
        "{fixed}, {remaining}, {new}", fixed=t.plural("{n} problem fixed", "{n} problems fixed", fixed),
        remaining=t.plural("{n} remaining", "{n} remaining", remaining), new=t.plural("{n} new", "{n} new", new),
    )  # fmt: skip


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
    frame(files.rename(columns={t("Sheet"): t("Sheets")}), key=f"files-{key}", counts=[t("Rows"), t("Set aside")])
    with st.expander(plain(t("Sheet by sheet")), key=f"sheets-of-{key}"):
        frame(sheets, key=f"sheets-{key}", counts=[t("Rows"), t("Set aside")])


def frame(table: pd.DataFrame, *, key: str, counts: Sequence[str] = ()) -> None:
    """A table as high as it is, up to a third of a screen; `counts` are columns of numbers that may be large."""
    is_short = HEAD_PX + ROW_PX * len(table) <= SHOWN_PX
    st.dataframe(
        table, hide_index=True, placeholder="", height="content" if is_short else SHOWN_PX, key=key,
        column_config={name: st.column_config.NumberColumn(format="localized") for name in counts},
    )  # fmt: skip


def problem_list(data: Dataset, t: Words, *, key: str, first: Collection[str] = ()) -> None:
    """The first problems: how grave, where, and what to do; those of the files named `first` before the others of their kind."""
    if not data.problems:
        return
    has_files = len({problem.file for problem in data.problems}) > 1
    every = sorted(together(data.problems), key=lambda one: (one[0].severity == "note", one[0].file not in first))
    told = pd.DataFrame(
        [(p.severity, _and_more(p.place if has_files else _place(p), count, t), said(p, t)) for p, count in every[:MOST]],
        columns=list(WIDE),
    )  # fmt: skip
    problem_table(told, t, widths=WIDE, is_narrow=width_px(f"width-{key}") < NARROW_PX, most_px=SHOWN_PX, key=f"problems-{key}")
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
    download(
        plain(t("{file}, with its problems marked", file=file.name)), lambda: mark_apart(file, data.problems, called=called(data.sheets, t), language=t.language, limits=in_use.bounds()),
        of=data.mark, file_name=name, mime=MIMES.get(Path(name).suffix, "application/octet-stream"), icon=":material/download:", key=f"marked-{key}-{file.name}",
    )  # fmt: skip

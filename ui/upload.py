"""Uploading: files are tried first, with what would change, and used or discarded after that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import streamlit as st

from loaders import Dataset, SourceError, history, load, shelf
from loaders.changes import Changes, changes
from loaders.changes_told import counted as counted_changes
from loaders.files import limits
from loaders.history import Change
from loaders.sheets.reports import SheetReport
from loaders.shelf import ENDINGS, ShelfError
from locales import N_, Words
from ui import data
from ui.changes import show_changes
from ui.live import stamp_of
from ui.problem_list import changed, corrected, counted, file_list, problem_list, why
from ui.text import plain
from ui.who import told

TRIAL, ROUND, NOTICE = "dry-run", "upload-round", "upload-notice"
KEEP, REPLACE = "keep", "replace"
CHOICES = {KEEP: N_("Keep the other files"), REPLACE: N_("Replace all files in use")}


@dataclass(frozen=True)
class Trial:
    """A dry run: the folder as it would be. `key` tells one from another, `seen` is the state it was made against."""

    key: object
    files: Mapping[str, bytes]
    gone: frozenset[str]
    seen: str
    data: Dataset
    changes: Changes | None
    problems: Change | None
    rows_now: int

    @property
    def unreadable(self) -> list[str]:
        """The uploaded files that cannot be read."""
        return [p.file for p in self.data.problems if p.code == "unreadable_file" and p.file in self.files]

    @property
    def sheets(self) -> list[SheetReport]:
        """The sheets of the uploaded files that were read as tables."""
        return [sheet for sheet in self.data.sheets if sheet.table and sheet.file in self.files]

    @property
    def aside(self) -> int:
        """How many rows of the uploaded files are set aside for their errors."""
        return sum(sheet.rows - sheet.loaded for sheet in self.sheets)


def tried(
    folder: Path, uploads: Mapping[str, bytes], *, now: Dataset | None, is_replacing: bool = False,
    key: object = None, progress: Callable[[str, float], None] = lambda what, share: None,
) -> Trial:  # fmt: skip
    """The dry run of files by the names they came with. Raises ShelfError and SourceError."""
    there = shelf.contents(folder)
    files: dict[str, bytes] = {}
    replaced = set()
    for given, content in uploads.items():
        name, original = shelf.meant(shelf.safe_name(given, there), there)
        name = shelf.safe_name(name, there)
        replaced.add(original)
        if name in files:
            raise ShelfError(N_("Two of the files are called {file}: give one of them another name."), file=name)
        files[name] = content
    gone = frozenset(name for name in there if shelf.is_spreadsheet(name) and name not in files and (is_replacing or name in replaced))
    with TemporaryDirectory() as staged:
        for name, content in {**there, **files}.items():
            if name not in gone:
                (Path(staged) / name).write_bytes(content)
        if (folder / limits.FILE).is_file():
            (Path(staged) / limits.FILE).write_bytes((folder / limits.FILE).read_bytes())
        read = load(Path(staged), keep_in=data.state_folder(folder), progress=progress)
    rows_now = 0 if now is None else sum(map(len, now.tables.values()))
    found, problems = (None, None) if now is None else (changes(now, read), history.change(history.taken(now, datetime.now()), read))
    return Trial(key, files, gone, shelf.mark(there), read, found, problems, rows_now)


def upload(now: Dataset | None, t: Words) -> None:
    """Take files, show what they would change, and put them in use when told so. `now` is the data in use."""
    folder = data.folder()
    if folder.is_file():
        st.markdown(plain(t("The dashboard shows the file {file} and no folder. To change the data, save another {file} in its place: it is taken up within seconds. To upload files here, start the dashboard on the folder that holds it.", file=folder.name)))
        return
    if notice := st.session_state.pop(NOTICE, None):
        st.success(plain(notice))
    turn = st.session_state.get(ROUND, 0)
    uploads = st.file_uploader(
        t("Spreadsheets to try; nothing is changed yet"), type=[ending.removeprefix(".") for ending in ENDINGS],
        accept_multiple_files=True, max_upload_size=max(1, int(data.bounds().file_mb)), key=f"upload-{turn}",
    )  # fmt: skip
    if not uploads:
        st.session_state.pop(TRIAL, None)
        return
    known = st.session_state.get(TRIAL)
    try:
        trial = _trial(folder, uploads, now, t)
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
    except SourceError as reason:
        st.error(plain(why(reason, t)))
    else:
        _say(trial, t)
        # Before the tables: whoever knows enough need not look for the buttons below them.
        _decide(folder, trial, t, is_known=trial is known)
        _show(trial, t)


def _trial(folder: Path, uploads: list[Any], now: Dataset | None, t: Words) -> Trial:
    """The dry run of what was uploaded, made once."""
    names = {name for name, _, _ in stamp_of(folder) if shelf.is_spreadsheet(name)}
    is_replacing = False
    if names - {upload.name for upload in uploads}:
        labels = {key: t(label) for key, label in CHOICES.items()}
        chosen = st.radio(t("The files in use that have other names"), list(CHOICES), format_func=labels.__getitem__, horizontal=True, key="upload-choice")
        is_replacing = chosen == REPLACE
    # There in every run: what stands below would else move up by one, and be seen twice until it has.
    place = st.empty()
    key = tuple(upload.file_id for upload in uploads), is_replacing, stamp_of(folder), now.fingerprint if now else ""
    known = st.session_state.get(TRIAL)
    if isinstance(known, Trial) and known.key == key:
        return known
    if len({upload.name for upload in uploads}) < len(uploads):
        twice = pd.Series([upload.name for upload in uploads])
        raise ShelfError(N_("Two of the files are called {file}: give one of them another name."), file=str(twice[twice.duplicated()].iloc[0]))
    bar = place.progress(0.0, text=plain(t("Reading …")))

    def tell(what: str, share: float) -> None:
        bar.progress(min(share, 1.0), text=plain(t("Reading {file} …", file=what) if what else t("Checking …")))

    try:
        trial = tried(
            folder, {upload.name: upload.getvalue() for upload in uploads}, now=now, is_replacing=is_replacing, key=key, progress=tell,
        )  # fmt: skip
    finally:
        place.empty()
    st.session_state[TRIAL] = trial
    return trial


def sentence(trial: Trial, t: Words) -> str:
    """What would become of the rows, in a sentence: "12 rows added, 3 changed, none removed"."""
    if trial.changes is None:
        rows = sum(map(len, trial.data.tables.values()))
        return t.plural("{n} row would be in use", "{n} rows would be in use", rows)
    if trial.changes.tables:
        return counted_changes(trial.changes, t)
    if not trial.sheets:
        return t("No row would change: no table was found in what you uploaded.")
    if not sum(sheet.rows for sheet in trial.sheets):
        return t("No row would change: what you uploaded has no row that is not in use already.")
    if trial.aside or (trial.problems and (trial.problems.fixed or trial.problems.new)):
        return t("No row in use would change.")
    return t("Nothing would change: these rows are in use already.")


def _say(trial: Trial, t: Words) -> None:
    """What would change, in words; of files that cannot be read there is nothing to say but that."""
    if trial.unreadable:
        return
    st.subheader(plain(sentence(trial, t)), anchor=False)
    if (found := trial.problems) and (found.fixed or found.new):
        st.markdown(plain(f"{changed(found.fixed, found.remaining, len(found.new), t)}."))
    if trial.aside:
        st.caption(plain(t.plural("{n} row of what you uploaded is set aside until its errors are mended.", "{n} rows of what you uploaded are set aside until their errors are mended.", trial.aside)))
    if trial.changes and trial.changes.removed and any(sheet.loaded < sheet.rows for sheet in trial.data.sheets):
        st.caption(plain(t("A row that is set aside for its errors counts as removed.")))


def _show(trial: Trial, t: Words) -> None:
    """What was read, what is wrong in it, and what would change, cell by cell."""
    if trial.changes and not trial.unreadable:
        show_changes(trial.changes, t)
    st.markdown(plain(counted(trial.data, t)))
    problem_list(trial.data, t, key="dry-run", first=trial.files)
    corrected(trial.data, t, files=trial.files, key="dry-run")
    file_list(trial.data, t, key="dry-run")


def _decide(folder: Path, trial: Trial, t: Words, *, is_known: bool) -> None:
    """The two buttons; whoever loses most of the data is asked once more.

    What was pressed under another dry run (`is_known` is false) was meant for that one.
    """
    is_sure = not trial.unreadable
    if trial.unreadable:
        st.error(plain(t("It cannot be used: {files} cannot be read, as said below.", files=t.listed(trial.unreadable))))
    elif trial.changes and trial.changes.loses_most:
        gone, all_rows = t.number(trial.changes.removed), t.number(trial.rows_now)
        is_sure = st.checkbox(plain(t("Yes, {n} of the {all} rows in use are to go.", n=gone, all=all_rows)), key="upload-sure")
    with st.container(horizontal=True, gap="small"):
        is_used = st.button(t("Use this data"), type="primary", disabled=not is_sure, key="upload-use")
        is_discarded = st.button(t("Discard"), key="upload-discard")
    if is_discarded:
        _forget()
        st.rerun()
    if is_used and not is_known:
        st.warning(plain(t("The data has changed meanwhile: look at what would change now, and decide again.")))
    elif is_used:
        try:
            shelf.put(folder, trial.files, seen=trial.seen, at=datetime.now(), gone=trial.gone, rows=trial.rows_now or None)
        except ShelfError as reason:
            st.error(plain(t(reason.template, **reason.values)))
            return
        data.live().refresh()
        told("data_changed", ", ".join(trial.files))
        _forget()
        st.session_state[NOTICE] = t("In use now, on every page and for every viewer. What was in use before is kept below.")
        st.rerun()


def _forget() -> None:
    """Empty the uploader: a new key is a new one."""
    st.session_state.pop(TRIAL, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1

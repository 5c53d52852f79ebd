"""The data in use: what it is, what was in use before, and what to take home."""

from collections import Counter
from contextlib import suppress
from datetime import datetime

import streamlit as st

from loaders import SourceError, shelf
from loaders.shelf import ShelfError
from loaders.template import template
from locales import Words
from ui import data
from ui.band import moment
from ui.files import WORKBOOK, download
from ui.live import stamp_of
from ui.problem_list import corrected, counted, file_list, why
from ui.text import heading, plain
from ui.upload import NOTICE, upload
from ui.who import is_keeper, told, viewer


def show_in_use(t: Words) -> None:
    """The files in use: since when, how many rows, what is wrong in them."""
    state = data.in_use()
    st.markdown(plain(counted(state.data, t)))
    st.caption(plain(t("Saved {saved}, taken up {taken_up}.", saved=moment(state.saved, t), taken_up=moment(state.taken_up, t))))
    file_list(state.data, t, key="in-use")
    if state.data.problems:
        st.page_link("pages/quality.py", label=t("All that is wrong, cell by cell"), icon=":material/arrow_forward:")


def show_former(t: Words) -> None:
    """What was in use before, each with a button that goes back to it."""
    folder = data.folder()
    former = shelf.formers(folder)
    if not former:
        st.caption(plain(t("Nothing yet: what is replaced on this page is kept here.")))
        return
    minutes = Counter(moment(state.until.astimezone(), t) for state in former)
    for state in former:
        when = state.until.astimezone()
        # Two of one minute are told apart by their seconds.
        until = moment(when, t, has_seconds=minutes[moment(when, t)] > 1)
        files = t.plural("{n} file", "{n} files", len(state.files))
        rows = "" if state.rows is None else t.plural("{n} row", "{n} rows", state.rows)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
            with st.container(gap="xxsmall"):
                st.markdown(plain(t("In use until {moment}", moment=until)))
                st.caption(plain(" · ".join(filter(None, (rows, files, t.listed(state.files))))))
            if st.button(t("Go back to this"), key=f"back-{state.name}"):
                _go_back(state.name, t)


def _go_back(name: str, t: Words) -> None:
    folder = data.folder()
    rows = sum(map(len, data.source().tables.values()))
    try:
        shelf.go_back(folder, name, seen=shelf.mark(shelf.contents(folder)), at=datetime.now(), rows=rows)
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
        return
    data.live().refresh()
    told("data_changed", name)
    st.session_state[NOTICE] = t("You have gone back. What was in use until now is kept below.")
    st.rerun()


def show_downloads(t: Words) -> None:
    """The files in use with their problems marked, and an empty workbook."""
    folder, state = data.folder(), data.in_use()
    if state.data.problems and folder.is_dir():
        with suppress(ShelfError):
            files = shelf.contents(folder)
            # Problems belong to the bytes that they were found in: a file that is torn by now has others.
            if stamp_of(folder) == state.stamp:
                corrected(state.data, t, files=files, key="in-use")
            else:
                st.caption(plain(t("The files have changed since they were read: each is offered with its problems marked once it is read again.")))
    template_button(t)


def template_button(t: Words) -> None:
    """The workbook to fill in."""
    download(t("An empty workbook to fill in"), template, of="template", file_name="programme.xlsx", mime=WORKBOOK, icon=":material/download:", key="template")  # fmt: skip


def no_data(reason: SourceError, t: Words) -> None:
    """What to show where no data is in use: why, and for who may, how to begin."""
    if not viewer().is_inside:
        heading(t("There is nothing to see just now"), t("The figures cannot be shown at this moment. This page shows them as soon as they can be."))
        return
    is_first = data.folder().is_dir() and not any(shelf.is_spreadsheet(path.name) for path in data.folder().iterdir())
    if not is_keeper():
        heading(t("There is no data yet") if is_first else t("The data cannot be read"), why(reason, t))
        return
    if is_first:
        heading(t("There is no data yet"), t("Upload the spreadsheets that you keep, as they are. Or begin with an empty workbook: one sheet a table, with drop-down lists and a guide."))
        template_button(t)
    else:
        heading(t("The data cannot be read"), why(reason, t))
    upload(None, t)

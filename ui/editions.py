"""Which edition is looked at: the picker on every page, the band that says so, and freezing one."""

from datetime import date, datetime
from pathlib import Path

import streamlit as st

from loaders import Dataset, SourceError, editions
from loaders.editions import Edition
from loaders.shelf import ShelfError
from locales import Words
from ui import data
from ui.problem_list import why
from ui.text import plain

EDITION = "edition"


def picker(t: Words) -> None:
    """Let the reader choose an edition, where there is any; the address keeps it, and an unknown one is today."""
    known = names()
    if known:
        st.selectbox(t("Edition"), list(known), index=None, placeholder=t("Edition: today"), key=EDITION, bind="query-params", label_visibility="collapsed")


def names() -> dict[str, Edition]:
    """The editions by the names that are shown, the latest first; a day beside a name that occurs twice."""
    found = editions.editions(data.folder())
    twice = {one.name for one in found if sum(other.name == one.name for other in found) > 1}
    return {f"{one.name} ({one.frozen:%Y-%m-%d})" if one.name in twice else one.name: one for one in found}


def chosen() -> Edition | None:
    """The edition that is looked at; None for today."""
    said = st.session_state.get(EDITION)
    return names().get(said) if said else None


def shown() -> tuple[Dataset, date]:
    """The data that is looked at, and the day it speaks of where it does not say. Raises SourceError."""
    if edition := chosen():
        return of(edition), edition.as_of
    return data.source(), date.today()


def of(edition: Edition) -> Dataset:
    """The data of an edition, read once for all who look at it. Raises SourceError."""
    return _opened(data.folder(), edition.id, edition)


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened(folder: Path, edition_id: str, _edition: Edition) -> Dataset:
    return editions.opened(folder, _edition, keep_in=data.state_folder(folder))


def edition_band(t: Words) -> None:
    """Say which edition is open, and lead back to today. One that is no longer what it was stops the page."""
    edition = chosen()
    if edition is None:
        return
    with st.container(key="edition-band"):
        st.markdown(plain(t("You see the edition “{name}”, frozen on {day}: its figures are those of then.", name=edition.name, day=t.day(edition.frozen.date()))))
        st.button(t("Back to today"), type="tertiary", icon=":material/today:", on_click=_back)
    try:
        of(edition)
    except SourceError as reason:
        st.markdown(plain(why(reason, t)))
        st.stop()


def _back() -> None:
    st.session_state[EDITION] = None


def freezing(t: Words) -> None:
    """A form that freezes the data in use, and the list of what was frozen."""
    with st.form("freeze", border=False):
        name = st.text_input(t("Name of the edition"), placeholder=t("Board, June 2019"), key="freeze-name")
        by = st.text_input(t("Who freezes it"), key="freeze-by")
        is_asked = st.form_submit_button(t("Freeze the data as it is now"), icon=":material/ac_unit:")
    if is_asked:
        _freeze(name, by, t)
    for edition in names().values():
        told = t("“{name}”: frozen on {day}, data as of {as_of}", name=edition.name, day=t.day(edition.frozen.date()), as_of=t.day(edition.as_of))
        st.caption(plain(told + (f" · {edition.by}" if edition.by else "")))


def _freeze(name: str, by: str, t: Words) -> None:
    try:
        with st.spinner(t("Freezing …")):
            edition = editions.freeze(data.folder(), name, at=datetime.now().astimezone(), by=by)
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
    except SourceError as reason:
        st.error(plain(why(reason, t)))
    else:
        st.success(plain(t("“{name}” is frozen. It can be chosen at the top of every page.", name=edition.name)))

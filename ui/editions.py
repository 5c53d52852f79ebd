"""Which edition is looked at: the picker on every page, the band that says so, and freezing one."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from loaders import Dataset, SourceError, editions
from loaders.editions import Edition
from loaders.shelf import ShelfError
from locales import N_, Words
from ui import data, fields
from ui.presses import once
from ui.problem_list import why
from ui.text import plain
from ui.who import seen_by, told, viewer

EDITION, FROZEN = "edition", "frozen"
# Pages that show no figures of the edition that is open, and what the band says there.
OF_THEIR_OWN = {
    "data": N_("The edition “{name}” is open on the other pages. This page speaks of today’s files."),
    "share": N_("The edition “{name}” is open on the other pages. Links show today’s files."),
    "audit": N_("The edition “{name}” is open on the other pages."),
    "changes": N_("The edition “{name}” is open on the other pages. This page compares the two states chosen below."),
}
OF_LINKS = ("share", "audit")


def picker(t: Words) -> None:
    """Let the reader choose an edition, where there is any; the address keeps its identifier."""
    offered = labels()
    if offered or st.query_params.get(EDITION):
        by_id(t("Edition"), offered, key=EDITION, placeholder=t("Edition: today"))


def by_id(label: str, offered: Mapping[str, str], *, key: str, default: str | None = None, placeholder: str | None = None) -> str:
    """Let the reader choose by label what the address keeps by identifier; gives what the address says, known or not.

    Streamlit writes the label of a choice into the address, and a label changes: with the language, or
    when a second edition of the same name is frozen. So a field that nobody sees holds the identifier.
    """
    with st.container(key=f"{key}-in-address"):
        said = st.text_input(label, key=key, bind="query-params", label_visibility="collapsed")
    chosen_ = said or default
    shown = f"{key}-shown"
    fields.show(shown, chosen_ if chosen_ in offered else None)

    def put() -> None:
        picked = st.session_state[shown]
        fields.put(key, "" if picked in (None, default) else picked)

    st.selectbox(
        label, list(offered), index=None, format_func=lambda one: offered.get(one, one), placeholder=placeholder or label, key=shown, on_change=fields.chosen(shown, put),
        label_visibility="collapsed" if placeholder else "visible",
    )  # fmt: skip
    return chosen_ or ""


def known() -> dict[str, Edition]:
    """The editions by their identifiers, the latest first."""
    return {one.id: one for one in editions.editions(data.folder())}


def labels() -> dict[str, str]:
    """What each edition is called, by identifier; the day beside a name that occurs twice."""
    found = known()
    names = [one.name for one in found.values()]
    return {key: f"{one.name} ({one.frozen:%Y-%m-%d})" if names.count(one.name) > 1 else one.name for key, one in found.items()}


def chosen() -> Edition | None:
    """The edition that is looked at; None for today, which is all that a link shows."""
    said = fields.said(EDITION) if seen_by().is_inside else None
    return known().get(said) if said else None


def shown() -> tuple[Dataset, date]:
    """The data that is looked at, and the day it speaks of where it does not say. Raises SourceError."""
    if edition := chosen():
        return of(edition), edition.as_of
    return data.source(), date.today()


def of(edition: Edition) -> Dataset:
    """The data of an edition, read once for all who look at it. Raises SourceError."""
    return _opened(data.folder(), edition.id, edition.is_whole, edition)


@st.cache_resource(max_entries=8, show_spinner=False)
def _opened(folder: Path, edition_id: str, is_whole: bool, _edition: Edition) -> Dataset:
    return editions.opened(folder, _edition, keep_in=data.state_folder(folder))


def file_stem(name: str) -> str:
    """What a file taken home from a page is called: what it shows, and of which edition."""
    edition = chosen()
    return name.replace(".", "-") + (f"-{edition.id}" if edition else "")


def edition_band(t: Words) -> None:
    """Say which edition is open, and lead back to today. One that is not there, or no longer what it was, is said."""
    said, edition = fields.said(EDITION), chosen()
    if not said:
        return
    with st.container(key="edition-band"):
        if edition is None:
            st.markdown(plain(t("There is no edition “{name}” here: you see the data of today.", name=said)))
        else:
            sentence = OF_THEIR_OWN.get(page_name(), N_("You see the edition “{name}”, frozen on {day}: its figures are those of then."))
            st.markdown(plain(t(sentence, name=edition.name, day=t.day(edition.frozen.date()))))
        st.button(t("Back to today"), type="tertiary", icon=":material/today:", on_click=_open, args=("",))
    if edition is not None:
        try:
            of(edition)
        except SourceError as reason:
            st.markdown(plain(why(reason, t)))
            st.stop()


def page_name() -> str:
    """The last part of the page's own address."""
    return urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]


def _open(edition_id: str) -> None:
    fields.put(EDITION, edition_id)


def freezing(t: Words) -> None:
    """A form that freezes the data in use, and the list of what was frozen."""
    with st.form("freeze", border=False):
        st.text_input(t("Name of the edition"), placeholder=t("Board, June 2019"), key="freeze-name")
        st.text_input(t("Who freezes it"), key="freeze-by")
        st.form_submit_button(t("Freeze the data as it is now"), icon=":material/ac_unit:", on_click=once(_freeze))
    outcome = st.session_state.pop(FROZEN, None)
    if isinstance(outcome, ShelfError):
        st.error(plain(t(outcome.template, **outcome.values)))
    elif isinstance(outcome, SourceError):
        st.error(plain(why(outcome, t)))
    elif outcome:
        st.success(plain(t("“{name}” is frozen. It can be chosen at the top of every page.", name=outcome)))
    with st.container(key="editions", gap="small"):
        for edition in known().values():
            _listed(edition, t)


def _freeze() -> None:
    # Before the page is drawn: only then may a field be emptied, and it is where the edition was kept.
    # A callback runs before the page asks who looks.
    if not viewer().is_director:
        return
    name, by = st.session_state["freeze-name"], st.session_state["freeze-by"]
    try:
        st.session_state[FROZEN] = editions.freeze(data.folder(), name, at=datetime.now().astimezone(), by=by).name
    except (ShelfError, SourceError) as reason:
        st.session_state[FROZEN] = reason
    else:
        told("data_changed", st.session_state[FROZEN])
        st.session_state["freeze-name"] = st.session_state["freeze-by"] = ""


def _listed(edition: Edition, t: Words) -> None:
    """One edition: what was frozen, when and by whom, and two ways on."""
    facts = [
        t("frozen on {day}", day=t.day(edition.frozen.date())), edition.by, t("data as of {as_of}", as_of=t.day(edition.as_of)),
        t.plural("{n} file", "{n} files", len(edition.files)), t("version {version}", version=edition.version),
    ]  # fmt: skip
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{plain(edition.name)}**  \n{plain(' · '.join(filter(None, facts)))}")
        with st.container(horizontal=True, gap="small"):
            st.page_link("pages/overview.py", label=t("Open"), icon=":material/folder_open:", query_params={EDITION: edition.id})
            st.page_link("pages/changes.py", label=t("Compare with today"), icon=":material/difference:", query_params={"from": edition.id})

"""What every page begins with: who looks, in which language, at which part of the data."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from charts.exhibit import View
from loaders import Scope, SourceError
from locales import LANGUAGES, Words, words
from ui import filters
from ui.copy_link import copy_link
from ui.data import once, part, source
from ui.text import empty_state, heading, plain

# Nobody signs in yet: no viewer is shown a personal column.
VIEWER = Scope(has_personal=False)


def language() -> Words:
    """The words of the language chosen, else of the browser's, else English."""
    chosen = {name: code for code, name in LANGUAGES.items()}.get(st.session_state.get(filters.LANGUAGE) or "")
    preferred = (st.context.locale or "").split("-")[0]
    return words(chosen or preferred)


def open_frame() -> Words:
    """Show what stands above every page, filters and language, and give its words.

    Where the data cannot be read, say why and stop.
    """
    left, right = st.columns([5, 1], gap="small", vertical_alignment="center")
    with right:
        # First, for all other words follow it.
        _language_switch(language())
    t = language()
    try:
        whole = part(source(), VIEWER)
    except SourceError as problem:
        heading(t("The data cannot be read"), str(problem))
        st.stop()
    with left:
        filters.bar(whole, t)
    return t


def _language_switch(t: Words) -> None:
    st.segmented_control(
        t("Language"), list(LANGUAGES.values()), default=LANGUAGES[t.language], required=True, width="stretch",
        key=filters.LANGUAGE, bind="query-params", label_visibility="collapsed",
    )  # fmt: skip


def current_view() -> View:
    """The view that the filters, the language and the reader's light or dark paper ask for."""
    whole = part(source(), VIEWER)
    data = part(whole, filters.chosen(whole))
    return View(data, whole, whole.as_of(date.today()), language(), st.context.theme.type == "dark", cut=part)


def open_page(title: str, summary: Callable[[View], str]) -> View:
    """Begin a page: its title, marked with N_, and the sentence that sums it up; gives the view.

    Where there is nothing to show, says what would fill the page and stops.
    """
    view = current_view()
    if view.data.is_empty:
        heading(view.t(title), "")
        empty_state(view)
        st.stop()
    heading(view.t(title), once(summary, view))
    return view


def foot(view: View) -> None:
    """What every page ends with: whose data of which day, what was left out, and a link to this view."""
    t, parts = view.t, []
    if name := view.whole.setting("organisation"):
        parts.append(name)
    parts.append(t("Data as of {day}", day=t.day(view.as_of)))
    aside = sum(problem.severity == "error" for problem in view.whole.problems)
    if aside:
        parts.append(t.plural("{n} row could not be read", "{n} rows could not be read", aside))
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        st.caption(" · ".join(map(plain, parts)))
    with right:
        copy_link(t)

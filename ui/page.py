"""What every page begins with: who looks, in which language, at which part of the data."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date

import streamlit as st

from charts.exhibit import View
from loaders import Dataset, Scope, SourceError
from locales import LANGUAGES, Words, words
from ui import editions, fields, filters
from ui.band import band, follow, notice
from ui.copy_link import copy_link
from ui.data import in_use, live, once, part, shared
from ui.door import closed, door
from ui.doors import house
from ui.guest import guest_band, guest_foot, guest_head
from ui.in_use import no_data
from ui.notes import show_notes
from ui.share_words import chosen
from ui.text import empty_state, heading, plain
from ui.tongue import say_language
from ui.who import SEEN_BY, keepers_only, viewer

# Personal columns reach a director on the card of a delegation or an event alone (ui/personal.py): whatever else is made for one may be passed on.
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
    fields.fill()
    looking = st.session_state[SEEN_BY] = viewer()
    left, right = st.columns([5, 1], gap="small", vertical_alignment="center")
    with right:
        # First, for all other words follow it.
        with st.container(gap=None):
            _language_switch(language())
            say_language(language())
        # Before the filters, which offer what is in the edition.
        if looking.is_inside:
            editions.picker(language())
    t = language()
    if looking.role == "nobody":
        follow(looking, "")
        if looking.closed:
            closed(looking.closed, t)
        door(house(), t)
    try:
        # Seen by who comes first to a large workbook alone.
        with st.spinner(t("Reading the spreadsheets …")) if not live().is_ready else nullcontext():
            state = in_use()
    except SourceError as problem:
        follow(looking, str(problem))
        no_data(problem, t)
        st.stop()
    follow(looking, state.mark)
    if looking.is_inside:
        band(state, t)
        editions.edition_band(t)
    elif looking.is_preview:
        guest_band(looking, t)
    else:
        guest_head(t)
    whole = seen(*editions.shown())
    with left:
        filters.bar(whole, t)
    notice(whole, t)
    return t


def _language_switch(t: Words) -> None:
    st.segmented_control(
        t("Language"), list(LANGUAGES.values()), default=LANGUAGES[t.language], required=True, width="stretch",
        key=filters.LANGUAGE, bind="query-params", label_visibility="collapsed",
    )  # fmt: skip


def current_view() -> View:
    """The view that the filters, the language and the reader's light or dark paper ask for."""
    (source, day), edition = editions.shown(), editions.chosen()
    whole = seen(source, day)
    data = part(whole, filters.chosen(whole))
    return View(data, whole, whole.as_of(day), language(), st.context.theme.type == "dark", cut=part,
                compare=st.session_state.get(filters.COMPARE) or "before", edition=edition.name if edition else None)  # fmt: skip


def seen(source: Dataset, day: date) -> Dataset:
    """All that the viewer may see of the data, of which everything else is a part.

    Where a link or a role has ended since the page was begun, it is drawn anew: a run shows nothing to two viewers.
    """
    looking = viewer()
    if looking != st.session_state.get(SEEN_BY, looking):
        st.rerun()
    if looking.grant:
        return shared(source, looking.grant.scope(source), source.as_of(day))
    if not looking.is_inside:
        st.stop()
    return part(source, VIEWER)


def open_page(title: str, summary: Callable[[View], str], *, is_of_whole: bool = False) -> View:
    """Begin a page: its title, marked with N_, and the sentence that sums it up; gives the view.

    Where there is nothing to show, says what would fill the page and stops. What `is_of_whole` has
    something to show as soon as anything is recorded, whatever the filters leave of it.
    """
    view = current_view()
    if (view.whole if is_of_whole else view.data).is_empty:
        heading(view.t(title), "")
        is_guest = viewer().grant is not None
        empty_state(view, is_guest=is_guest)
        if is_guest:
            # Whose view it is, and how to close it.
            foot(view)
        st.stop()
    heading(view.t(title), once(summary, view))
    # A page goes by its English title, in small letters: "overview".
    show_notes(view, title.lower())
    return view


def open_comparing_page(title: str, summary: Callable[[View], str], *, is_of_whole: bool = False) -> View:
    """Begin a page as `open_page` does, on which the reader chooses what figures are compared with."""
    head = st.container()
    # First, for all figures follow it. Where nothing is recorded there is nothing to compare.
    if not current_view().whole.is_empty:
        filters.compared_with(language())
    with head:
        return open_page(title, summary, is_of_whole=is_of_whole)


def open_keepers_page(title: str, sentence: str) -> View:
    """Begin a page for those who may change the data, its title and sentence marked with N_; others it stops."""
    view = current_view()
    keepers_only(view.t(title), view.t)
    # The style sheet hides the filters of a page that has this.
    with st.container(key="without-filters"):
        heading(view.t(title), view.t(sentence))
    show_notes(view, title.lower())
    return view


def foot(view: View) -> None:
    """What every page ends with: whose data of which day, what was left out, and a link to this view."""
    st.divider()
    t, parts = view.t, []
    if name := view.whole.setting("organisation"):
        parts.append(name)
    looking = viewer()
    if looking.grant and not looking.grant.is_whole:
        # "Nothing" on a page is nothing of this.
        parts.append(t("Shown here: {what}", what=chosen(looking.grant, view.whole, t)))
    parts.append(t("Data as of {day}", day=t.day(view.as_of)))
    aside = sum(sheet.rows - sheet.loaded for sheet in view.whole.sheets)
    if aside:
        parts.append(t.plural("{n} row could not be read", "{n} rows could not be read", aside))
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        st.caption(" · ".join(map(plain, parts)))
    with right:
        if looking.grant:
            guest_foot(looking, t)
        else:
            # Beside links that open the dashboard to others, one that does not would mislead.
            if editions.page_name() not in editions.OF_LINKS:
                copy_link(t)
            if house().access.has_sign_in:
                st.button(t("Sign out"), help=plain(looking.who), type="tertiary", icon=":material/logout:", key="sign-out", on_click=st.logout)

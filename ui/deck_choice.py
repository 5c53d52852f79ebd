"""Choosing a deck, and keeping one under a name."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from charts.exhibit import View
from exports import saved_decks as kept
from exports.decks import READY
from exports.saved_decks import Saved
from loaders.shelf import ShelfError
from locales import Words
from ui import data, deck
from ui.deck import KEY, OWN, SAVED, Chosen
from ui.text import plain
from ui.who import is_keeper

SHOWN, GONE, DONE, FROM = "deck-shown", "deck-gone", "deck-done", "deck-from"
# Stands for figures of one's own: no deck has it for a name.
MINE = "+"


def choose(view: View) -> Chosen:
    """Let the reader choose a ready deck, a saved one or their own figures; what cannot be had is said."""
    t, found = view.t, deck.chosen(view)
    if not found.name and found.keys:
        st.session_state[OWN] = deck.encoded(found.keys)
    own = st.session_state.get(OWN, "")
    offered = {
        **({MINE: t.plural("Your own choice: {n} figure", "Your own choice: {n} figures", len(own.split()))} if own else {}),
        **{name: t(title) for name, title in READY.items()},
        **{f"{SAVED}{one.id}": t("Saved: {name}", name=one.name) for one in deck.saved().values()},
    }
    said = found.name or (MINE if found.keys else "")
    st.session_state[SHOWN] = said if said in offered else None

    def open_it() -> None:
        picked = st.session_state[SHOWN]
        st.session_state[KEY] = own if picked == MINE else picked or ""
        st.session_state[FROM] = picked if picked and picked.startswith(SAVED) else None

    st.selectbox(t("Deck"), list(offered), index=None, format_func=lambda one: offered.get(one, one), placeholder=t("Choose a ready deck"), key=SHOWN, on_change=open_it)
    if found.unknown:
        st.caption(plain(t.plural("{n} name in the address is no figure of this data: {names}.", "{n} names in the address are no figures of this data: {names}.", len(found.unknown), names=t.listed(found.unknown))))
    if found.reason:
        st.markdown(plain(found.reason))
    return found


def keeping(found: Chosen, view: View) -> None:
    """For who keeps the data: save the deck under a name; rename and delete a saved one, with a way back."""
    t = view.t
    if not may_save():
        return
    _undo(t)
    if told := st.session_state.pop(DONE, None):
        st.success(plain(told))
    if not found.keys:
        return
    came_from = found.name if found.name.startswith(SAVED) else st.session_state.get(FROM) or ""
    source = deck.saved().get(came_from.removeprefix(SAVED)) if came_from else None
    st.subheader(plain(t("Keep this deck")), anchor=False)
    st.caption(plain(t("The address keeps the figures and their order. Titles and notes are kept with a name, for all who look at this data.")))
    with st.form("keep-deck", border=False):
        name = st.text_input(t("Name of the deck"), source.name if source else "", max_chars=kept.LONGEST_NAME, placeholder=t("Board, June 2019"), key=f"deck-name-{source and source.id}")
        if st.form_submit_button(t("Save the deck"), icon=":material/save:"):
            into = source.id if source and source.name.casefold() == name.strip().casefold() else None
            if saved := _done(lambda: kept.save(data.folder(), name, found.deck.items, at=_now(), into=into), t):
                _opened(saved, t("“{name}” is saved.", name=saved.name))
    if source and found.name == came_from:
        _tools(source, t)


def may_save() -> bool:
    """Whether the viewer keeps the data, and there is a folder to keep a deck in."""
    return is_keeper() and data.folder().is_dir()


def _tools(source: Saved, t: Words) -> None:
    with st.container(horizontal=True, gap="small", key="deck-tools"):
        renaming = st.popover(t("Rename"), type="tertiary", icon=":material/edit:", on_change="rerun", key=f"rename-deck-{source.id}-{source.name}")
        is_deleted = st.button(t("Delete"), type="tertiary", icon=":material/delete:", key="delete-deck")
    if renaming.open:
        with renaming:
            name = st.text_input(t("New name"), source.name, max_chars=kept.LONGEST_NAME, key=f"new-name-{source.id}")
            if st.button(t("Rename"), key="rename-deck") and (done := _done(lambda: kept.rename(data.folder(), source.id, name, at=_now()), t)):
                _opened(done, t("The deck is called “{name}” now.", name=done.name))
    if is_deleted and (gone := _done(lambda: kept.remove(data.folder(), source.id, at=_now()), t)):
        st.session_state[GONE] = gone
        # What is on the screen stays: its figures are one's own from now on.
        deck.open_next(deck.own(Chosen(f"{SAVED}{gone.id}", gone.deck), gone.items))


def _undo(t: Words) -> None:
    gone: Saved | None = st.session_state.get(GONE)
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(t("The deck “{name}” is deleted.", name=gone.name)))
        if st.button(t("Undo"), type="tertiary", key="undo-delete-deck") and (back := _done(lambda: kept.put_back(data.folder(), gone, at=_now()), t)):
            del st.session_state[GONE]
            _opened(back, t("“{name}” is back.", name=back.name))


def _opened(saved: Saved, told: str) -> None:
    """Open a deck that was just saved, and say so."""
    name = f"{SAVED}{saved.id}"
    st.session_state[DONE], st.session_state[FROM] = told, name
    # What was typed stands in the file now.
    st.session_state.setdefault(deck.TYPED, {}).pop(name, None)
    deck.open_next(name)


def _done(change: Callable[[], Saved], t: Words) -> Saved | None:
    """What was saved; says why where it was not."""
    try:
        return change()
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
        return None


def _now() -> datetime:
    return datetime.now().astimezone()

"""Choosing a deck, and keeping one under a name."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from charts.exhibit import View
from exports import saved_decks as kept
from exports.decks import READY
from exports.saved_decks import Saved
from loaders.shelf import ShelfError
from locales import N_, Words
from ui import data, deck, fields
from ui.deck import FROM, KEY, OWN, SAVED, Chosen
from ui.presses import once
from ui.text import plain
from ui.who import is_keeper, told

SHOWN, GONE, DONE = "deck-shown", "deck-gone", "deck-done"
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
    fields.show(SHOWN, said if said in offered else None)

    def open_it() -> None:
        picked = st.session_state[SHOWN]
        fields.put(KEY, own if picked == MINE else picked or "")
        st.session_state[FROM] = picked if picked and picked.startswith(SAVED) else None

    st.selectbox(t("Deck"), list(offered), index=None, format_func=lambda one: offered.get(one, one), placeholder=t("Choose a ready deck"), key=SHOWN, on_change=fields.chosen(SHOWN, open_it))
    if count := deck.earlier():
        st.button(
            plain(t.plural("Bring back your earlier choice: {n} figure", "Bring back your earlier choice: {n} figures", count)),
            type="tertiary", icon=":material/undo:", key="deck-bring-back", on_click=once(deck.bring_back),
        )  # fmt: skip
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
    if found.keys:
        st.subheader(plain(t("Keep this deck")), anchor=False)
        st.caption(plain(t("The address keeps the figures and their order. Titles and notes are kept with a name, for all who look at this data.")))
        came_from = found.name if found.name.startswith(SAVED) else st.session_state.get(FROM) or ""
        source = deck.saved().get(came_from.removeprefix(SAVED))
        field = f"deck-name-{source.id if source else ''}"
        with st.form("keep-deck", border=False):
            st.text_input(t("Name of the deck"), source.name if source else "", max_chars=kept.LONGEST_NAME, placeholder=t("Board, June 2019"), key=field)
            st.form_submit_button(t("Save the deck"), icon=":material/save:", on_click=once(_save), args=(view, source, field))
        if source and found.name == came_from:
            _tools(source, t)
    _outcome(t)


def may_save() -> bool:
    """Whether the viewer keeps the data, and there is a folder to keep a deck in."""
    return is_keeper() and data.folder().is_dir()


def _tools(source: Saved, t: Words) -> None:
    with st.container(horizontal=True, gap="small", key="deck-tools"):
        renaming = st.popover(t("Rename"), type="tertiary", icon=":material/edit:", on_change="rerun", key=f"rename-deck-{source.id}-{source.name}")
        st.button(t("Delete"), type="tertiary", icon=":material/delete:", key="delete-deck", on_click=once(_delete), args=(source,))
    if renaming.open:
        with renaming:
            st.text_input(t("New name"), source.name, max_chars=kept.LONGEST_NAME, key="new-name")
            st.button(t("Rename"), type="primary", key="rename-deck", on_click=once(_rename), args=(source,))


def _outcome(t: Words) -> None:
    """What became of the last press, and the way back of a deletion."""
    outcome = st.session_state.pop(DONE, None)
    if isinstance(outcome, ShelfError):
        st.error(plain(t(outcome.template, **outcome.values)))
    elif outcome:
        sentence, name = outcome
        st.success(plain(t(sentence, name=name)))
    gone: Saved | None = st.session_state.get(GONE)
    if gone is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(t("The deck “{name}” is deleted.", name=gone.name)))
            st.button(t("Undo"), type="tertiary", key="undo-delete-deck", on_click=once(_bring_back), args=(gone,))


def _save(view: View, source: Saved | None, field: str) -> None:
    name, found = st.session_state[field], deck.chosen(view)
    into = source.id if source and source.name.casefold() == name.strip().casefold() else None
    _opened(lambda: kept.save(data.folder(), name, found.deck.items, at=_now(), into=into), N_("“{name}” is saved."))


def _rename(source: Saved) -> None:
    _opened(lambda: kept.rename(data.folder(), source.id, st.session_state["new-name"], at=_now()), N_("The deck is called “{name}” now."))


def _bring_back(gone: Saved) -> None:
    if _opened(lambda: kept.put_back(data.folder(), gone, at=_now()), N_("“{name}” is back.")):
        st.session_state.pop(GONE, None)


def _delete(source: Saved) -> None:
    if gone := _done(lambda: kept.remove(data.folder(), source.id, at=_now())):
        st.session_state[GONE] = gone
        # What is on the screen stays: its figures are one's own from now on.
        deck.put(Chosen(f"{SAVED}{gone.id}", gone.deck), gone.items)


def _opened(change: Callable[[], Saved], sentence: str) -> bool:
    """Whether a deck could be saved, which is then the one that is open."""
    saved = _done(change)
    if saved:
        name = f"{SAVED}{saved.id}"
        st.session_state[FROM] = name
        fields.put(KEY, name)
        st.session_state[DONE] = sentence, saved.name
        # What was typed stands in the file now.
        st.session_state.setdefault(deck.TYPED, {}).pop(name, None)
    return saved is not None


def _done(change: Callable[[], Saved]) -> Saved | None:
    """What was saved, by a director: a callback runs before the page asks who looks. Where it could not be, why is said when the page is drawn."""
    if not is_keeper():
        return None
    try:
        saved = change()
    except ShelfError as reason:
        st.session_state[DONE] = reason
        return None
    told("data_changed", kept.FILE)
    return saved


def _now() -> datetime:
    return datetime.now().astimezone()

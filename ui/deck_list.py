"""The figures of a deck, one below the other: in which order, under which titles, with which notes, and how each will look."""

from dataclasses import replace
from hashlib import sha256

import streamlit as st

from charts.exhibit import View
from exports.asked import Asked
from exports.decks import Item, Shown
from exports.saved_decks import LONGEST_NOTE, LONGEST_TITLE
from locales import Words
from ui import deck
from ui.deck import WHOLE, Chosen
from ui.present import preview
from ui.presses import once
from ui.text import plain

OPEN = "deck-figure"


def summary(view: View) -> str:
    """What can be taken along, and of which day."""
    return view.t("Figures of {day} for a meeting: on the wall, as slides, in a workbook, or as a page to send.", day=view.t.day(view.as_of))


def figures(found: Chosen, view: View, wanted: Asked) -> None:
    """The deck's title, then each figure in order; one of them open, to be looked at and worded."""
    t = view.t
    with st.spinner(t("Making the figures …")):
        made = [(item, deck.shown(item, wanted)) for item in found.deck.items]
    st.subheader(plain(t.plural("{n} figure in this order", "{n} figures in this order", len(made))), anchor=False)
    _title(found, t)
    nothing = sum(one is None for _, one in made)
    if nothing:
        st.caption(plain(t.plural("{n} figure has nothing to show in this view: it is left out.", "{n} figures have nothing to show in this view: they are left out.", nothing)))
    with st.container(key="deck-list", gap="small"):
        for place, (item, one) in enumerate(made):
            _way_back(place, t)
            _row(found, place, item, one, wanted)
        _way_back(len(made), t)


def _way_back(place: int, t: Words) -> None:
    """Where a figure was taken out, how to bring it back."""
    gone = deck.taken_out()
    if gone and gone.place == place:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(t("“{title}” is taken out.", title=gone.title)))
            st.button(t("Undo"), type="tertiary", key="undo-take-out", on_click=once(deck.undone))


def _title(found: Chosen, t: Words) -> None:
    key = f"deck-title-{_mark(found.name)}"

    def keep() -> None:
        deck.type_in(found, Item(WHOLE, st.session_state[key].strip() or None))

    st.text_input(t("Title of the deck"), found.deck.title, max_chars=LONGEST_TITLE, key=key, on_change=keep)


def _row(found: Chosen, place: int, item: Item, one: Shown | None, wanted: Asked) -> None:
    """A figure: its number and title, which open it, and what moves it."""
    t, key, last = wanted.view.t, _mark(item.key), len(found.deck.items) - 1
    title = one.title if one else deck.without(item.key, wanted)
    is_open = st.session_state.get(OPEN) == item.key
    with st.container(border=True, gap="xsmall", key=f"deck-row-{key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
            icon = ":material/expand_less:" if is_open else ":material/expand_more:" if one else ":material/visibility_off:"
            said = t("{n}. {title}", n=t.number(place + 1), title=title)
            st.button(plain(said), type="tertiary", icon=icon, key=f"deck-open-{key}", width="stretch", wrap=True, on_click=_opened, args=("" if is_open else item.key,))
            # Each is named in full for whoever hears the page: the style sheet leaves the sign alone in sight.
            for name, sign, label, is_off in (
                ("up", "arrow_upward", t("Move up: {title}", title=title), place == 0),
                ("down", "arrow_downward", t("Move down: {title}", title=title), place == last),
            ):  # fmt: skip
                st.button(plain(label), icon=f":material/{sign}:", type="tertiary", key=f"deck-{name}-{key}", disabled=is_off, on_click=deck.move, args=(item.key, wanted.view, name == "down"))
            st.button(plain(t("Take out: {title}", title=title)), icon=":material/close:", type="tertiary", key=f"deck-out-{key}", on_click=deck.take_out, args=(item.key, wanted.view, title))
        if is_open:
            if one:
                preview(one, wanted.view)
            _worded(found, item, one, key, t)


def _worded(found: Chosen, item: Item, one: Shown | None, key: str, t: Words) -> None:
    """The figure's title and note, to be changed."""
    title, note = f"deck-words-{key}", f"deck-said-{key}"

    def keep() -> None:
        deck.type_in(found, replace(item, title=st.session_state[title].strip() or None, note=st.session_state[note].strip() or None))

    st.text_input(t("Title, where not the finding"), item.title or "", max_chars=LONGEST_TITLE, placeholder=one.title if one else "", key=title, on_change=keep)
    st.text_area(t("What to say of it"), item.note or "", max_chars=LONGEST_NOTE, height=88, key=note, on_change=keep, help=t("It goes into the speaker notes of the slide, and is not projected."))


def _opened(key: str) -> None:
    st.session_state[OPEN] = key


def _mark(key: str) -> str:
    """A key as a part of a widget's key and of a CSS class: an identifier from a cell may hold anything."""
    return sha256(key.encode()).hexdigest()[:12]

"""Presentation mode: one figure a screen, its finding as the title, keys to walk; nothing else is on the screen."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from charts.exhibit import View
from exports.asked import Asked
from exports.decks import Shown
from loaders import SourceError
from locales import Words
from ui import data, deck, fields
from ui.fragment import fragment
from ui.present_screens import Screen, screens
from ui.problem_list import why
from ui.text import plain

KEY, KEYS, SLIDE = "present", "present-keys", "slide"
ASSETS = Path(__file__).parent / "assets"

_listener = st.components.v2.component(
    "present_keys", html='<output aria-live="polite"></output>',
    css=(ASSETS / "present_keys.css").read_text(encoding="utf-8"), js=(ASSETS / "present_keys.js").read_text(encoding="utf-8"),
)  # fmt: skip
# Without a root of its own: the page's style sheet is its own too.
_screen = st.components.v2.component(
    "present_screen", html="<div></div>", isolate_styles=False, js=(ASSETS / "present_screen.js").read_text(encoding="utf-8")
)
_button = st.components.v2.component(
    "present_button", html='<button type="button"></button>',
    css=(ASSETS / "present_button.css").read_text(encoding="utf-8"), js=(ASSETS / "present_button.js").read_text(encoding="utf-8"),
)  # fmt: skip


def offered(t: Words, view: Callable[[], View]) -> None:
    """What the address says of a deck; where it asks for it, the deck alone and nothing else."""
    in_address(t)
    alone(view)


def in_address(t: Words) -> None:
    """Fields that nobody sees: they have the address say which deck there is, and that it is presented."""
    st.html(ASSETS / "present.css")
    deck.in_address(t)
    # The style sheet leaves nothing but the screen in sight as soon as this is there.
    with st.container(key="present-on" if is_on() else "present-off"):
        st.text_input(t("Present"), key=KEY, bind="query-params", label_visibility="collapsed")


def is_on() -> bool:
    """Whether the address asks for the deck to be presented."""
    # The field knows it first, but for when a page begins.
    return bool(st.session_state[KEY] if KEY in st.session_state else st.query_params.get(KEY))


def begin(t: Words) -> None:
    """The button, and the key, that begin the presentation on the whole screen."""

    def start() -> None:
        fields.put(KEY, "1")
        st.session_state.pop(KEYS, None)

    _button(key="present-button", data={"label": t("Present"), "key": "p"}, on_begun_change=start, height="content")
    st.caption(plain(t("Key P. Then the arrow keys walk, F is the whole screen, and Escape leaves.")))


def alone(view: Callable[[], View]) -> None:
    """Where the address asks for it, the deck, screen by screen, and nothing else."""
    if is_on():
        with st.container(key="presentation", gap=None):
            _walk(deck.on_paper(view()))
        st.stop()


@fragment
def _walk(view: View) -> None:
    t = view.t
    known = st.session_state.get(KEYS) or {}
    with st.spinner(t("Making the figures …")):
        shown = _screens(view, is_narrow=bool(known.get("is_narrow")))
    at = min(known.get("at", _first()), len(shown) - 1)
    said = t("{n} of {all}", n=t.number(at + 1), all=t.number(len(shown)))
    told = _listener(
        key=KEYS, data={"at": at, "count": len(shown), "title": shown[at].title, "said": said}, default={"at": at, "is_narrow": False},
        on_at_change=lambda: None, on_is_narrow_change=lambda: None, on_left_change=_leave, height="content",
    )  # fmt: skip
    if told.left:
        st.rerun()
    _screen(key="screen", data={"html": shown[at].html}, height="content")
    # Also where it says so already: what a browser says of its address may be older than what it was told.
    st.query_params[SLIDE] = str(at + 1)


def _screens(view: View, *, is_narrow: bool) -> list[Screen]:
    """The screens of the deck in the address; one that says what to do where it has none."""
    t, found = view.t, deck.chosen(view)
    if view.data.is_empty:
        return [_alone(t, t("There is nothing here yet") if view.whole.is_empty else t("Nothing matches these filters"))]
    try:
        wanted: Asked = deck.asked(view, found.keys)
    except SourceError as reason:
        return [_alone(t, why(reason, t))]
    made = [one for item in found.deck.items if (one := deck.shown(item, wanted))]
    if made:
        return [screen for one in made for screen in screens(one, wanted.view, is_narrow=is_narrow, once=data.once)]
    return [_alone(t, found.reason or t("Leave with Escape, and choose a deck on the page Present."))]


def _alone(t: Words, sentence: str) -> Screen:
    title = t("There is nothing to present yet")
    return Screen(title, f'<article class="screen"><h1 class="screen-title">{escape(title)}</h1><p>{escape(sentence)}</p></article>')


def _first() -> int:
    said = st.query_params.get(SLIDE) or ""
    return max(0, int(said) - 1) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def _leave() -> None:
    fields.put(KEY, "")
    st.query_params.pop(SLIDE, None)


def preview(one: Shown, view: View) -> None:
    """A figure as it will be projected, small."""
    with st.container(key=f"paper-{one.key.replace('.', '-')}"):
        _screen(key="preview", data={"html": screens(one, view, is_preview=True, once=data.once)[0].html}, height="content")

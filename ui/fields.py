"""What is put into a field by a press somewhere else: it stands, whatever a browser that was not told yet says meanwhile.

A browser says with each message what every field holds. One that is under way while a press is done, of a clock of the page
or of a quick second press, still says what was there before, and Streamlit would believe the later message.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PUT = "fields-put"
# A value, and what a browser may say until it has been told of it.
Waiting = tuple[Any, tuple[Any, ...]]


def put(key: str, value: Any) -> None:
    """Have a field hold a value from the next whole run on: a callback."""
    _hear()
    waiting = st.session_state.setdefault(PUT, {})
    _, before = waiting.get(key, (None, ()))
    waiting[key] = value, (*before, said(key))


def said(key: str) -> Any:
    """What a field holds; None where nobody has said anything."""
    waiting = st.session_state.get(PUT, {})
    return waiting[key][0] if key in waiting else st.session_state.get(key)


def fill() -> None:
    """Fill the fields before any is drawn."""
    for key, (value, _) in _hear().items():
        st.session_state[key] = value


def chosen(key: str, then: Callable[[], None]) -> Callable[[], None]:
    """A callback of a field that stands outside of all parts that run by themselves, for what its reader chooses, and nobody else.

    Such a choice has the whole page drawn: what comes with the run of a part is said by a browser that was not told of another value yet.
    """
    drawn = st.session_state.get(key)

    def change() -> None:
        run = get_script_run_ctx(suppress_warning=True)
        if not (run and run.fragment_ids_this_run) and st.session_state.get(key) != drawn:
            then()

    return change


def _hear() -> dict[str, Waiting]:
    """What still waits to be said by the browser, with what it may say until then. Anything else is what it was told, or its reader's own."""
    waiting: dict[str, Waiting] = st.session_state.get(PUT, {})
    for key in [key for key, (_, before) in waiting.items() if st.session_state.get(key) not in before]:
        del waiting[key]
    return waiting

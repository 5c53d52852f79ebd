"""Fields that are filled by a press somewhere else: what was put stands, whatever a browser that was not told yet says meanwhile.

A browser says with each message what every field holds. One that is under way while a press is done, of a clock of the page
or of a quick second press, still says what was there before, and Streamlit would believe the later message.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PUT = "fields-put"
# No message is under way for longer than that once a page has told what a field holds.
PATIENCE_SECONDS = 5.0


@dataclass
class Put:
    """What a field was filled with, what a browser may say until it knows, and since when it has been told."""

    value: Any
    before: tuple[Any, ...]
    told: float | None = None


def put(key: str, value: Any) -> None:
    """Have a field hold a value from the next whole run on: a callback."""
    waiting = _hear(is_said=True)
    earlier = waiting[key].before if key in waiting else ()
    st.session_state.setdefault(PUT, {})[key] = Put(value, (*earlier, said(key)))


def said(key: str) -> Any:
    """What a field holds; None where nobody has said anything."""
    waiting = st.session_state.get(PUT, {})
    return waiting[key].value if key in waiting else st.session_state.get(key)


def fill() -> None:
    """Fill the fields before any is drawn."""
    for key, one in _hear(is_said=False).items():
        st.session_state[key] = one.value
        one.told = one.told or time.monotonic()


def show(key: str, value: Any) -> None:
    """Have the field that is drawn next show what the page knows already."""
    if st.session_state.get(key) != value:
        before = st.session_state.get(PUT, {}).get(key, Put(None, ())).before
        st.session_state.setdefault(PUT, {})[key] = Put(value, (*before, st.session_state.get(key)), time.monotonic())
        st.session_state[key] = value


def hear() -> None:
    """In a run of a part of the page, which a browser alone asks for: note what it says of the fields."""
    run = get_script_run_ctx(suppress_warning=True)
    if run and run.fragment_ids_this_run:
        _hear(is_said=True)


def chosen(key: str, then: Callable[[], None]) -> Callable[[], None]:
    """A callback of a field that the page shows, for what its reader chooses: not for what was there before."""
    drawn = st.session_state.get(key)

    def change() -> None:
        if key not in _hear(is_said=True) and st.session_state.get(key) != drawn:
            then()

    return change


def _hear(*, is_said: bool) -> dict[str, Put]:
    """What still waits for the browser to know it. What was not there before is its reader's own, and so is a step back.

    `is_said` is whether a browser has said what the fields hold: else what was put is no sign that it knows.
    """
    waiting: dict[str, Put] = st.session_state.get(PUT, {})
    run = get_script_run_ctx(suppress_warning=True)
    for key, one in list(waiting.items()):
        now = st.session_state.get(key)
        is_known = is_said if now == one.value else now not in one.before
        is_over = one.told is not None and time.monotonic() - one.told > PATIENCE_SECONDS
        if is_known or is_over or (run and run.is_history_navigation):
            del waiting[key]
    return waiting

"""Looking at the dashboard as whoever has a link will, before it is made or while it works."""

from datetime import date
from typing import Any

import streamlit as st

from sharing.grants import SHAREABLE, Grant
from ui import deck, fields, filters, places
from ui.who import PREVIEW, Preview

WANTED, BEFORE = "share-looked-at", "share-looked-at-before"
# What a director has chosen for their own view: whoever opens a link begins with none of it. First what stands in the frame of
# every page, blank; then what only the pages themselves show, or no page does.
IN_THE_FRAME: dict[str, Any] = {filters.PERIOD: None, filters.THEMES: [], filters.CITIES: [], filters.PROJECTS: [], deck.KEY: ""}
ELSEWHERE = (filters.DAYS, filters.COMPARE, places.PLACE, "group", "shape", *deck.TYPED_OR_TAKEN)


def look(grant: Grant, until: date) -> None:
    """Have the dashboard drawn as a link of this grant shows it, which works to the end of a day: a callback."""
    st.session_state[WANTED] = Preview(grant, until)
    # A field takes another value before the page is drawn alone.
    st.session_state[BEFORE] = {key: fields.said(key) for key in (*IN_THE_FRAME, *ELSEWHERE) if key in st.session_state}
    _clear()


def follow_look() -> None:
    """Go to the first page of the link that is to be looked at, if any is."""
    wanted: Preview | None = st.session_state.pop(WANTED, None)
    if wanted is not None:
        # From here on the pages are the link's: this one is not among them, and would not be found.
        st.session_state[PREVIEW] = wanted
        st.switch_page(f"pages/{next(name for name in SHAREABLE if name in wanted.grant.pages)}.py", query_params={})


def look_no_more() -> None:
    """Back to a director's own view, with what they had chosen for it: a callback."""
    for key in (PREVIEW, WANTED):
        st.session_state.pop(key, None)
    _clear()
    for key, value in st.session_state.pop(BEFORE, {}).items():
        if key in IN_THE_FRAME:
            fields.put(key, value)
        else:
            st.session_state[key] = value


def _clear() -> None:
    for key, blank in IN_THE_FRAME.items():
        fields.put(key, blank)
    for key in ELSEWHERE:
        st.session_state.pop(key, None)

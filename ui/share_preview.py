"""Looking at the dashboard as whoever has a link will, before it is made or while it works."""

import streamlit as st

from sharing.grants import SHAREABLE, Grant
from ui.who import PREVIEW

WANTED = "share-looked-at"


def look(grant: Grant) -> None:
    """Have the dashboard drawn as a link of this grant shows it: a callback."""
    st.session_state[WANTED] = grant


def follow_look() -> None:
    """Go to the first page of the link that is to be looked at, if any is."""
    grant: Grant | None = st.session_state.pop(WANTED, None)
    if grant is not None:
        # From here on the pages are the link's: this one is not among them, and would not be found.
        st.session_state[PREVIEW] = grant
        st.switch_page(f"pages/{next(name for name in SHAREABLE if name in grant.pages)}.py")

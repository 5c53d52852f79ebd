"""What who holds a link sees around the pages: whose view it is, and how to leave it."""

import streamlit as st

from locales import Words
from sharing.viewer import Viewer
from ui.text import plain
from ui.who import PREVIEW

LEAVE = "leave"


def guest_band(looking: Viewer, t: Words) -> None:
    """For a director who looks at what a link would show: whose view this is, and the way back."""
    assert looking.grant
    with st.container(key="preview-band"):
        st.markdown(plain(t("You see what {name} will see.", name=looking.grant.name)))
        st.button(t("Back"), type="tertiary", icon=":material/undo:", key="preview-back", on_click=_back)


def guest_foot(looking: Viewer, t: Words) -> None:
    """Whom this view was shared with, and a way to close it on a browser that others use."""
    assert looking.grant
    st.caption(plain(t("Shared with {name}", name=looking.grant.name)))
    if not looking.is_preview:
        st.link_button(t("Close this view"), LEAVE, type="tertiary")


def _back() -> None:
    st.session_state.pop(PREVIEW, None)

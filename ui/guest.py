"""What who holds a link sees around the pages: whose view it is, and how to leave it."""

from html import escape

import streamlit as st

from locales import Words
from sharing.viewer import Viewer
from ui.presses import once
from ui.share_preview import look_no_more
from ui.text import plain

OVER = "preview-over"


def guest_band(looking: Viewer, t: Words) -> None:
    """For a director who looks at what a link would show: whose view this is, and the way back."""
    assert looking.grant
    with st.container(key="preview-band", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(t("You see what {name} will see.", name=looking.grant.name)))
        st.button(t("Back"), type="tertiary", icon=":material/undo:", key="preview-back", on_click=once(_back))


def guest_head(t: Words) -> None:
    """On a telephone, where the foot is far, the way to close a view also stands above it."""
    with st.container(key="leave-first"):
        leave(t("Close this view"))


def guest_foot(looking: Viewer, t: Words) -> None:
    """Whom this view was shared with, until when, and a way to close it on a browser that others use."""
    assert looking.grant and looking.until
    st.caption(plain(t("Shared with {name}, open until {day}", name=looking.grant.name, day=t.day(looking.until))))
    if not looking.is_preview:
        leave(t("Close this view"))


def leave(label: str) -> None:
    """A way to give a link back, on a browser that others use: in the same tab, where Streamlit's own would open another."""
    st.html(f'<a class="leave" href="leave">{escape(label)}</a>')


def come_back() -> None:
    """Once a director has looked enough, lead them back to where they began."""
    if st.session_state.pop(OVER, False):
        # As it is: Streamlit refuses to clear an address that fields stand in, unless it is told what to have in it.
        st.switch_page("pages/share.py", query_params={})


def _back() -> None:
    look_no_more()
    # Only the next run knows the page.
    st.session_state[OVER] = True

"""What opens over the page to ask before something is done."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

# Pixels: what a question, its answer and a button take.
ROOM = 240


def asking(label: str, *, icon: str, key: str, kind: Literal["secondary", "tertiary"] = "tertiary") -> DeltaGenerator | None:
    """What has been opened, to be filled with the question; None while it is closed.

    The browser finds a place for it before it is filled: so it has its size from the first.
    """
    opened = st.popover(label, type=kind, icon=icon, on_change="rerun", key=key)
    if opened.open:
        return opened
    opened.space(ROOM)
    return None

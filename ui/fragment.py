"""Parts of a page that run by themselves. Each asks first whether its viewer may still look: a link or a role can end meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from sharing.viewer import Viewer
from ui.who import seen_by, viewer

P = ParamSpec("P")


def fragment(part: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that Streamlit runs alone when one of its widgets changes, for whom it was drawn and nobody else.

    Streamlit keeps a part after the page has gone, as long as the session lasts, and runs it for whoever asks:
    so it remembers its viewer, and has the whole page drawn anew where somebody else looks by now.
    """

    @wraps(part)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
        st.fragment(_for(seen_by(), part))(*args, **kwargs)

    return drawn


def dialog(title: str, **options: Any) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A dialog, which is such a part too; its title is Markdown, as all of Streamlit's are."""
    return lambda part: st.dialog(title, **options)(_for(seen_by(), part))


def _for(looking: Viewer, part: Callable[P, None]) -> Callable[P, None]:
    @wraps(part)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        if viewer() != looking:
            st.rerun()
        part(*args, **kwargs)

    return guarded

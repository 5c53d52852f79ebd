"""Parts of a page that run by themselves. Each asks first whether its viewer may still look: a link can end meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ui.who import viewer

P = ParamSpec("P")
T = TypeVar("T")
# Who looked when the page was last drawn.
SEEN_BY = "seen-by"


def fragment(part: Callable[P, T]) -> Callable[P, T]:
    """A part of a page that Streamlit runs alone when one of its widgets changes; the whole page where somebody else looks by now."""

    @wraps(part)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        looking = viewer()
        if st.session_state.get(SEEN_BY, looking) != looking:
            st.rerun()
        return part(*args, **kwargs)

    return st.fragment(guarded)

"""What the Share page and the record of events begin with, and what stops them."""

from datetime import datetime

import streamlit as st

from loaders import SourceError
from locales import Words
from sharing.links import Link
from ui import audit
from ui.page import language
from ui.problem_list import why
from ui.share_list import found, summary
from ui.text import heading, plain
from ui.who import keepers_only


def open_share(title: str, now: datetime) -> tuple[list[Link], Words]:
    """Begin the Share page, its title marked with N_, for directors alone; gives all links and the words.

    Where the links cannot be read, says why and stops.
    """
    t = _for_directors(title)
    try:
        every = found(now)
    except SourceError as reason:
        _head(title, "", t)
        _say(reason, t)
        st.stop()
    _head(title, summary(every, now, t), t)
    return every, t


def show_events(title: str) -> None:
    """The record of events, for directors alone. Where it cannot be read, says why."""
    t = _for_directors(title)
    _head(title, audit.summary(t), t)
    try:
        audit.events(t)
    except SourceError as reason:
        _say(reason, t)


def _for_directors(title: str) -> Words:
    t = language()
    keepers_only(t(title), t)
    return t


def _head(title: str, sentence: str, t: Words) -> None:
    # The style sheet hides the filters of a page that has this.
    with st.container(key="without-filters"):
        heading(t(title), sentence)


def _say(reason: SourceError, t: Words) -> None:
    st.error(plain(why(reason, t)))

"""The doors of this process: the store of links, the record of events, and whose files are taken."""

import logging
import os
from functools import cache
from pathlib import Path

import streamlit as st

from sharing import audit, links
from sharing.errors import SharingError
from sharing.house import House, now
from sharing.store import Store

# Whom a run of the script has found to be a director, by what their browser holds; a later run takes it back.
_directors: set[str] = set()
# The openings and sign-ins that were written down already: one of each browser, not one of each page.
_told: set[str] = set()


@cache
def house() -> House:
    """The doors, the same for all viewers of a process."""
    return House(secrets_files=[Path(path) for path in st.get_option("secrets.files")], environ=os.environ)


def store() -> Store:
    """The links and the record of events. Raises SharingError."""
    return house().store


def may_upload(audience: str) -> bool:
    """Whether files are taken from an audience: from a director's alone."""
    return audience in _directors


def note_director(audience: str, *, is_director: bool) -> None:
    """Remember whether an audience is a director's, for the answers that no script gives."""
    if is_director and audience:
        _directors.add(audience)
    else:
        _directors.discard(audience)


def is_first(event: str) -> bool:
    """Whether this process meets an event for the first time."""
    if event in _told:
        return False
    _told.add(event)
    return True


def count_opening(link_id: int) -> None:
    """Write down that a link was opened, by whom nobody asks. What cannot be written down stops nobody."""
    try:
        links.count_opening(store(), link_id, now())
    except SharingError:
        logging.getLogger(__name__).exception("An opening of link %s could not be written down", link_id)


def tell(what: str, who: str, *, link_id: int | None = None, detail: str = "") -> None:
    """Write down an event. What cannot be written down is in the log, and stops nobody."""
    try:
        if is_first(f"pruned {now().date()}"):
            audit.prune(store(), days=house().access.audit_days, now=now())
        audit.record(store(), what, who=who, now=now(), link_id=link_id, detail=detail)
    except SharingError:
        logging.getLogger(__name__).exception("An event could not be written down: %s by %s", what, who)

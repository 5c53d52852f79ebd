"""The doors of this process: the store of links, the record of events, and whose files are taken."""

import logging
import os
import time
from functools import cache
from pathlib import Path

import streamlit as st

from loaders import SourceError
from sharing import audit, links
from sharing.house import House, now
from sharing.store import Store

# Whose role a run of the script has found, and when, by what their browser holds; open pages ask every second or so.
_roles: dict[str, tuple[str, float]] = {}
# A browser slows pages that nobody looks at to a look a minute.
ROLE_SECONDS = 300.0
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
    return _role(audience) == "director"


def may_take(audience: str) -> bool:
    """Whether an audience of the organisation's own may still be handed files; whether a link is open is asked of the store."""
    return _role(audience) in ("director", "board")


def is_open(link_id: int) -> bool:
    """Whether a link opens anything at this moment; where it cannot be asked, it does not."""
    try:
        return links.open_link(store(), link_id, now()) is not None
    except SourceError:
        return False


def note_role(audience: str, role: str) -> None:
    """Remember the role of an audience, for the answers that no script gives."""
    if audience:
        _roles[audience] = role, time.monotonic()


def _role(audience: str) -> str:
    role, at = _roles.get(audience, ("", -ROLE_SECONDS))
    return role if time.monotonic() - at < ROLE_SECONDS else ""


def is_first(event: str) -> bool:
    """Whether this process meets an event for the first time."""
    if event in _told:
        return False
    _told.add(event)
    return True


def count_opening(link_id: int) -> None:
    """Write down that a link was opened, by whom nobody asks. What cannot be written down stops nobody."""
    try:
        _prune()
        links.count_opening(store(), link_id, now())
    except SourceError:
        logging.getLogger(__name__).exception("An opening of link %s could not be written down", link_id)


def tell(what: str, who: str, *, link_id: int | None = None, detail: str = "") -> None:
    """Write down an event. What cannot be written down is in the log, and stops nobody."""
    try:
        _prune()
        audit.record(store(), what, who=who, now=now(), link_id=link_id, detail=detail)
    except SourceError:
        logging.getLogger(__name__).exception("An event could not be written down: %s by %s", what, who)


def _prune() -> None:
    """Once a day, take out what is older than it is to be kept."""
    today = f"pruned {now().date()}"
    if today not in _told:
        audit.prune(store(), days=house().access.audit_days, now=now())
        _told.add(today)

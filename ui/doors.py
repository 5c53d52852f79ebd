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


@cache
def house() -> House:
    """The doors, the same for all viewers of a process."""
    return House(secrets_files=[Path(path) for path in st.get_option("secrets.files")], environ=os.environ)


def store() -> Store:
    """The links and the record of events. Raises SharingError."""
    return house().store


def may_upload(audience: str) -> bool:
    """Whether files are taken from an audience: from a director's alone."""
    return house().roles.of(audience, time.monotonic()) == "director"


def may_take(audience: str) -> bool:
    """Whether an audience of the organisation's own may still be handed files; whether a link is open is asked of the store."""
    return house().roles.of(audience, time.monotonic()) != ""


def is_open(link_id: int) -> bool:
    """Whether a link opens anything at this moment; where it cannot be asked, it does not."""
    try:
        return links.open_link(store(), link_id, now()) is not None
    except SourceError:
        return False


def note_role(audience: str, role: str) -> None:
    """Remember the role of an audience, for the answers that no script gives."""
    house().roles.note(audience, role, time.monotonic())


def count_opening(link_id: int, number: str) -> None:
    """Write down that a link was opened, by whom nobody asks; an opening of one number once. What cannot be written down stops nobody."""
    if house().firsts.is_first(f"opened {number}"):
        try:
            links.count_opening(store(), link_id, now(), number=number)
        except SourceError:
            logging.getLogger(__name__).exception("An opening of link %s could not be written down", link_id)
        prune()


def tell(what: str, who: str, *, link_id: int | None = None, detail: str = "", once: str | None = None) -> None:
    """Write down an event, one with a name of its own once. What cannot be written down is in the log, and stops nobody."""
    if once is not None and not house().firsts.is_first(once):
        return
    try:
        audit.record(store(), what, who=who, now=now(), link_id=link_id, detail=detail, once=once)
    except SourceError:
        logging.getLogger(__name__).exception("An event could not be written down: %s by %s", what, who)
    prune()


def prune() -> None:
    """Take out what is older than it is to be kept. What cannot be taken out is in the log, and stops nobody."""
    try:
        house().prune(now())
    except SourceError:
        logging.getLogger(__name__).exception("What is older than it is to be kept could not be taken out of the record of events")

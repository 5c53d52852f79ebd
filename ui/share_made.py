"""A link that has just been made: its address, shown this once."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from locales import Words
from sharing.here import is_loopback
from sharing.links import Link
from ui.copy_text import copy_text
from ui.data import part, source
from ui.fragment import dialog
from ui.share_words import counted
from ui.text import plain

MADE, DONE = "share-made", "share-made-done"


@dataclass
class Made:
    """A link and its token, which nobody keeps but this session, until its director has copied it."""

    token: str
    link: Link
    is_shown: bool = False


def keep(token: str, link: Link) -> None:
    """Have a new link's address shown when the page is drawn: a callback."""
    st.session_state[MADE] = Made(token, link)


def show_made(t: Words) -> None:
    """Show the address of the link that has just been made. It is forgotten when its director says so, or leaves the page."""
    made: Made | None = st.session_state.get(MADE)
    if made is None:
        return
    # What stands on a page that was left is gone from the session: so is its button.
    if made.is_shown and DONE not in st.session_state:
        del st.session_state[MADE]
        return
    # A press beside it would lose the address for good: it is closed by its button alone.
    dialog(plain(t("The link for {name} is made", name=made.link.grant.name)), width="medium", dismissible=False)(_content)(made, t)


def _content(made: Made, t: Words) -> None:
    grant, where = made.link.grant, public_address()
    now = plain(t("Copy it now: it is not shown again, and nobody can look it up."))
    st.markdown(f"**{now}**")
    copy_text(f"{where}/s/{made.token}", t, label=t("The link"), key="share-address")
    if is_loopback(urlsplit(where).hostname):
        told = plain(t("This address opens on this machine alone. Whoever installed the dashboard can give it one that others reach: docs/deployment.md says how."))
        st.markdown(f":orange[:material/warning:] {told}")
    what = counted(part(source(), grant.scope(source())), t)
    st.markdown(plain(t("Whoever has it sees what is in it until the end of {day}, UTC: {what}. Send it to {name} alone.", day=t.day(made.link.until.date()), what=what, name=grant.name)))
    st.caption(plain(t("If it is lost, make another and revoke this one. To look at it yourself use the list below: opened in this browser, it would take the place of your own view.")))
    is_copied = st.button(t("I have copied it"), type="primary", key=DONE)
    # Not before: a page that is drawn anew half way has no button yet, and the address is not to be lost by that.
    made.is_shown = True
    if is_copied:
        st.session_state.pop(MADE, None)
        st.rerun()


def public_address() -> str:
    """Where others reach the dashboard: CITIES_ADDRESS, else where this browser does; without a slash at its end."""
    if stated := os.environ.get("CITIES_ADDRESS", "").strip():
        return stated.rstrip("/")
    # The page's own name is the last part of its address.
    return (st.context.url or "").partition("?")[0].rstrip("/").rpartition("/")[0]

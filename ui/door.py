"""The door: what somebody sees who may see nothing. Nothing of the data stands on it."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn
from urllib.parse import urlsplit

import streamlit as st

from locales import Words
from sharing.access import AccessError, verified_address
from sharing.house import House, now
from sharing.viewer import Closed
from ui.guest import leave
from ui.text import heading, plain

# What an operator fills in. A sample with a word on each is in the tree.
KEYS = """[auth]
redirect_uri, cookie_secret,
client_id, client_secret, server_metadata_url

[roles]
director, board"""
WIDTH_PIXELS = 520


def door(house: House, t: Words) -> NoReturn:
    """Show the door to somebody without a role and stop the run: how to sign in, or why that gave them nothing."""
    claims = st.user.to_dict()
    with _middle():
        try:
            access = house.access
        except AccessError as problem:
            # The log is the operator's; whoever stands at the door need not know how it is built.
            logging.getLogger(__name__).error("Nobody is let in: %s", problem)
            heading(t("The dashboard is closed at the moment"), t("Ask whoever runs it: its log says what is to be mended."))
            st.stop()
        if not access.has_sign_in:
            _nothing_set_up(t)
        elif claims.get("is_logged_in") is not True:
            heading(t("The programme dashboard"), t("It is open to people of the programme. Sign in with your organisation's account."))
            _sign_in(t)
        elif access.is_over(claims, now()):
            heading(t("Sign in again"), t("You signed in a while ago. To go on, confirm that it is still you."))
            _sign_in(t)
        else:
            _without_role(claims, t)
    st.stop()


def closed(why: Closed, t: Words) -> NoReturn:
    """Say to somebody whose link was open why it shows nothing now, and stop the run."""
    with _middle():
        if why == "unasked":
            # The page looks by itself whether it may be shown again.
            heading(t("The dashboard cannot look up links at this moment"), t("This page comes back by itself."))
            st.stop()
        again = t("Open the link again from the message that it came in.")
        if why == "old":
            heading(t("This view was closed after twelve hours"), again)
        elif why == "left":
            heading(t("This view was closed"), again)
        else:
            heading(t("This link does not open anything any more"), t("Ask the person who sent it for a new one."))
        # A director who tried it has a view of their own behind it.
        leave(t("For people of the programme: to the dashboard"))
    st.stop()


@contextmanager
def _middle() -> Iterator[None]:
    """A quiet column in the middle of the page, and no way to any other."""
    _hide_pages()
    with st.container(key="door", horizontal_alignment="center"):
        st.space("large")
        with st.container(width=WIDTH_PIXELS):
            yield


def _hide_pages() -> None:
    """Take the bar of pages away: where a page was open before, its bar would stay."""
    # Under the address that was asked for, or Streamlit would say that there is no such page.
    here = urlsplit(st.context.url or "").path.rpartition("/")[2]
    st.navigation([st.Page(_nothing, default=True), *([st.Page(_nothing, url_path=here)] if here else [])], position="hidden")


def _nothing() -> None:
    """A page on which nothing stands."""


def _sign_in(t: Words) -> None:
    st.button(t("Sign in"), type="primary", on_click=st.login, key="sign-in")
    _of_links(t)


def _of_links(t: Words) -> None:
    st.caption(plain(t("If you were sent a link, open it again from the message that it came in: it needs no sign-in.")))


def _without_role(claims: Mapping[str, object], t: Words) -> None:
    address = claims.get("email")
    if not isinstance(address, str) or not address:
        sentence = t("The sign-in service does not say what your e-mail address is, and without it the dashboard does not know you.")
    elif not verified_address(claims):
        sentence = t("You are signed in as {address}, but the sign-in service has not verified that this address is yours.", address=address)
    else:
        sentence = t("You are signed in as {address}, and nothing is open to this address.", address=address)
    heading(t("You cannot see the dashboard yet"), sentence)
    st.markdown(plain(t("Ask the director of the programme, or sign out and come back with another account.")))
    st.button(t("Sign out"), on_click=st.logout, key="sign-out")
    _of_links(t)


def _nothing_set_up(t: Words) -> None:
    heading(t("The programme dashboard"), t("It opens with a link that somebody sent you. If you have one, open it again from the message that it came in."))
    with st.expander(plain(t("If you run this dashboard"))):
        st.markdown(plain(t("Nobody can sign in yet, so nothing else is shown here. Copy the sample secrets.example.toml to secrets.toml in the folder .streamlit, fill in these keys, and start the dashboard again. What goes where is in docs/sign-in.md and docs/deployment.md.")))
        st.code(KEYS, language=None, wrap_lines=True)

"""Who may change the data. Until there is a sign-in: only somebody at the machine itself."""

from collections.abc import Mapping

import streamlit as st

from locales import Words
from sharing.here import is_from_here, is_loopback
from ui.text import heading


def is_keeper() -> bool:
    """Whether the viewer may upload, map, correct and go back."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return is_local(st.get_option("server.address"), headers, st.context.ip_address)


def is_local(address: str | None, headers: Mapping[str, str], ip: str | None) -> bool:
    """Whether a request comes from the machine itself, to a server that listens to it alone."""
    return is_loopback(address) and is_from_here(headers, ip)


def keepers_only(t: Words) -> None:
    """Stop the page for whoever may not change the data, with a sentence."""
    if not is_keeper():
        heading(t("Data"), t("Files are uploaded at the machine on which the dashboard runs, and nowhere else."))
        st.stop()

"""Who may change the data. Until there is a sign-in: only somebody at the machine itself."""

from collections.abc import Mapping
from ipaddress import ip_address

import streamlit as st

from locales import Words
from ui.text import heading

# What proxies add: whoever comes through one is somewhere else.
PROXY_HEADERS = ("forwarded", "via", "x-forwarded-", "x-real-ip")


def is_keeper() -> bool:
    """Whether the viewer may upload, map, correct and go back."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return is_local(st.get_option("server.address"), headers, st.context.ip_address)


def is_local(address: str | None, headers: Mapping[str, str], ip: str | None) -> bool:
    """Whether a request comes from the machine itself, to a server that listens to it alone.

    `headers` have names in small letters. A request without a Host header is nobody's: a test's, or
    that of a viewer who has gone.
    """
    return (
        is_loopback(address)
        and is_loopback(_host(headers.get("host", "")))
        and not any(name.startswith(PROXY_HEADERS) for name in headers)
        and (ip is None or is_loopback(ip))
    )


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine, by name or number."""
    if not host:
        return False
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def keepers_only(t: Words) -> None:
    """Stop the page for whoever may not change the data, with a sentence."""
    if not is_keeper():
        heading(t("Data"), t("Files are uploaded at the machine on which the dashboard runs, and nowhere else."))
        st.stop()


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    return header.partition("]")[0] + "]" if header.startswith("[") else header.partition(":")[0]



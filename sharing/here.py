"""Whether a request comes from the machine itself: until there is a sign-in, nobody else may change the data."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address

# What proxies add: whoever comes through one is somewhere else.
PROXY_HEADERS = ("forwarded", "via", "x-forwarded-", "x-real-ip")


def is_from_here(headers: Mapping[str, str], ip: str | None) -> bool:
    """Whether a request, its headers named in small letters, comes from the machine itself and by its own name.

    A request without a Host header is nobody's: a test's, or that of a viewer who has gone.
    """
    return is_loopback(host_of(headers.get("host", ""))) and not _is_passed_on(headers) and (ip is None or is_loopback(ip))


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine, by name or number."""
    if not host:
        return False
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_passed_on(headers: Iterable[str]) -> bool:
    return any(name.startswith(PROXY_HEADERS) for name in headers)


def host_of(header: str) -> str:
    """The host of a Host header, without its port."""
    return header.partition("]")[0] + "]" if header.startswith("[") else header.partition(":")[0]

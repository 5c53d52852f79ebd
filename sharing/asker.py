"""Who asks: what a request's cookies and address say, before anything is answered."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sharing import links, passes
from sharing.audit import called
from sharing.errors import SharingError
from sharing.here import is_from_here
from sharing.house import House
from sharing.links import Link
from sharing.passes import Pass
from sharing.viewer import Closed

# Streamlit's own cookie of who signed in. Its seal is Streamlit's to check: here it only tells one browser from another.
SIGNED_IN = "_streamlit_user"
HERE = "here"


@dataclass(frozen=True)
class Asker:
    """Who asks. `audience` is whom files are made for: nobody where it is empty.

    `opened` and `link` are the link that they hold open; `closed` is why they hold one that opens nothing.
    """

    audience: str = ""
    opened: Pass | None = None
    link: Link | None = None
    closed: Closed | None = None


def asker(house: House, *, cookies: Mapping[str, str], headers: Mapping[str, str], ip: str | None, now: datetime) -> Asker:
    """Who asks with these cookies and headers, the latter named in small letters. A link comes before all else."""
    if cookies.get(passes.COOKIE):
        return _with_a_link(house, cookies[passes.COOKIE], now)
    if house.access.has_sign_in:
        # A long one comes in several.
        parts = sorted((name, value) for name, value in cookies.items() if name.startswith(SIGNED_IN) and "tokens" not in name)
        return Asker("user " + hashlib.sha256(repr(parts).encode()).hexdigest()[:24]) if parts else Asker()
    return Asker(HERE) if is_from_here(headers, ip) else Asker()


def _with_a_link(house: House, cookie: str, now: datetime) -> Asker:
    opened = passes.read(house.secret, cookie, now)
    if opened is None:
        return Asker(closed="old" if passes.is_old(house.secret, cookie, now) else "ended")
    if house.closed.has_met(opened.left):
        return Asker(closed="left")
    try:
        link = links.open_link(house.store, opened.link_id, now)
    except SharingError:
        # Where it cannot be asked whether a link is still open, it is not.
        logging.getLogger(__name__).exception("Whether a link is open could not be asked")
        return Asker(closed="unasked")
    return Asker(called(link.link_id), opened, link) if link else Asker(closed="ended")

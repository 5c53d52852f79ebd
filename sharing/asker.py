"""Who asks: what a request's cookies and address say, before anything is answered."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sharing import links, passes
from sharing.errors import SharingError
from sharing.here import is_from_here
from sharing.house import House
from sharing.links import Link
from sharing.passes import Pass

# Streamlit's own cookie of who signed in. Its seal is Streamlit's to check: here it only tells one browser from another.
SIGNED_IN = "_streamlit_user"
HERE = "here"


@dataclass(frozen=True)
class Asker:
    """Who asks. `audience` is whom files are made for: nobody where it is empty.

    `opened` and `link` are the link that they hold open; `is_closed` that they hold one that opens nothing any more.
    """

    audience: str = ""
    opened: Pass | None = None
    link: Link | None = None
    is_closed: bool = False


def asker(house: House, *, cookies: Mapping[str, str], headers: Mapping[str, str], ip: str | None, now: datetime) -> Asker:
    """Who asks with these cookies and headers, the latter named in small letters. A link comes before all else."""
    if cookies.get(passes.COOKIE):
        opened = passes.read(house.secret, cookies[passes.COOKIE], now)
        link = _open(house, opened, now)
        return Asker(f"link {link.link_id}", opened, link) if link else Asker(is_closed=True)
    if house.access.has_sign_in:
        # A long one comes in several.
        parts = sorted((name, value) for name, value in cookies.items() if name.startswith(SIGNED_IN) and "tokens" not in name)
        return Asker("user " + hashlib.sha256(repr(parts).encode()).hexdigest()[:24]) if parts else Asker()
    return Asker(HERE) if is_from_here(headers, ip) else Asker()


def _open(house: House, opened: Pass | None, now: datetime) -> Link | None:
    if opened is None:
        return None
    try:
        return links.open_link(house.store, opened.link_id, now)
    except SharingError:
        # Where it cannot be asked whether a link is still open, it is not.
        logging.getLogger(__name__).exception("Whether a link is open could not be asked")
        return None

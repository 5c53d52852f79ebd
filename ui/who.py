"""Who looks, asked anew at each run: by the link they hold, by whom they signed in as, or from this machine itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from locales import Words
from sharing.access import AccessError, verified_address
from sharing.asker import HERE, Asker, asker
from sharing.audit import THIS_MACHINE, called
from sharing.grants import Grant
from sharing.here import is_from_here, is_loopback
from sharing.house import now
from sharing.viewer import NOBODY, Viewer
from ui import doors
from ui.text import heading

# A director's session keeps here what a link would grant, while they look at it.
PREVIEW = "preview"
# Who looked when the page was last begun to be drawn.
SEEN_BY = "seen-by"


@dataclass(frozen=True)
class Preview:
    """What a director looks at: what a link shows, and to the end of which day."""

    grant: Grant
    until: date


def viewer() -> Viewer:
    """Who looks at this moment: nobody, where what was configured cannot be meant."""
    try:
        found = identified()
    except AccessError:
        return NOBODY
    preview = st.session_state.get(PREVIEW)
    return Viewer("funder", found.who, found.audience, preview.grant, until=preview.until, is_preview=True) if found.is_director and isinstance(preview, Preview) else found


def seen_by() -> Viewer:
    """For whom the page is being drawn: asked when it was begun, and asked anew before each part of it (ui/fragment.py) and each look at the data.

    For what a page offers, figure by figure. What is changed or handed out is asked of `viewer`.
    """
    found = st.session_state.get(SEEN_BY)
    return found if isinstance(found, Viewer) else viewer()


def told(what: str, detail: str = "") -> None:
    """Write down what the viewer did."""
    looking = viewer()
    doors.tell(what, looking.who, link_id=looking.link_id, detail=detail)


def is_keeper() -> bool:
    """Whether the viewer may upload, map, correct and go back."""
    return viewer().is_director


def identified() -> Viewer:
    """Who looks, by the cookies and the address that their browser came with."""
    house, headers = doors.house(), {name.lower(): value for name, value in st.context.headers.items()}
    asked = asker(house, cookies=st.context.cookies, headers=headers, ip=st.context.ip_address, now=now())
    if asked.closed:
        return Viewer("nobody", closed=asked.closed)
    if asked.link:
        return _of_link(asked)
    if house.access.has_sign_in:
        found = _signed_in(asked)
    else:
        found = Viewer("director", THIS_MACHINE, HERE) if is_local(st.get_option("server.address"), headers, st.context.ip_address) else NOBODY
    doors.note_role(asked.audience, found.role)
    return found


def _of_link(asked: Asker) -> Viewer:
    link, opened = asked.link, asked.opened
    assert link and opened
    doors.count_opening(link.link_id, opened.number)
    return Viewer("funder", called(link.link_id), asked.audience, link.grant, link.link_id, link.until.date())


def _signed_in(asked: Asker) -> Viewer:
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return NOBODY
    who, access = verified_address(claims) or str(claims.get("sub") or ""), doors.house().access
    role = access.role_of(claims, now=now())
    if role is None:
        return Viewer("nobody", who)
    # One without a time was refused already. What is older than events are kept may have been written down and taken out.
    if now().timestamp() - float(str(claims["iat"])) < timedelta(days=access.audit_days).total_seconds():
        doors.tell("signed_in", who, detail=role, once=f"signed in {asked.audience}")
    return Viewer(role, who, asked.audience)


def is_local(address: str | None, headers: Mapping[str, str], ip: str | None) -> bool:
    """Whether a request comes from the machine itself, to a server that listens to it alone."""
    return is_loopback(address) and is_from_here(headers, ip)


def keepers_only(title: str, t: Words) -> None:
    """Stop the page for whoever does not keep the data and the links, with a sentence."""
    if not is_keeper():
        heading(title, t("This page is for directors alone."))
        st.stop()

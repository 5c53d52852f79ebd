"""The links that were made: whom they are for, what is in them, until when; renewing, revoking and making them again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

import streamlit as st

from loaders import Dataset, SourceError
from locales import N_, Words
from sharing import links
from sharing.audit import THIS_MACHINE
from sharing.house import now as moment
from sharing.links import USUAL_DAYS, Link, last_day
from ui import doors, share_form
from ui.asking import asking
from ui.band import here
from ui.band import moment as clock
from ui.data import part, source
from ui.presses import once
from ui.problem_list import why
from ui.share_draft import EARLIEST, LATEST, wrong_day
from ui.share_preview import look
from ui.share_words import chosen, conditions, ends, is_ending
from ui.text import amiss, plain
from ui.who import viewer

OUTCOME, TURN = "share-outcome", "share-turn"
Colour = Literal["green", "orange", "gray"]
MARKS: dict[str, tuple[Colour, str]] = {
    "open": ("green", ":material/check_circle:"), "ending": ("orange", ":material/schedule:"),
    "expired": ("gray", ":material/event_busy:"), "revoked": ("gray", ":material/block:"), "unreadable": ("gray", ":material/help:"),
}  # fmt: skip


def found(now: datetime) -> list[Link]:
    """All links: those that are open first, the soonest to end before the others; then those that are not, the last to end first. Raises SharingError."""
    every = links.listed(doors.store())
    is_open = [link.state(now) == "open" for link in every]
    first = sorted((link for link, one in zip(every, is_open, strict=True) if one), key=lambda link: (link.until, link.link_id))
    last = sorted((link for link, one in zip(every, is_open, strict=True) if not one), key=lambda link: link.revoked or link.until, reverse=True)
    return [*first, *last]


def summary(every: list[Link], now: datetime, t: Words) -> str:
    """How many links are open, and which of them end soon."""
    if not every:
        return t("A link shows somebody outside a part of the programme, on a telephone too, and asks nobody to sign in.")
    count = sum(link.state(now) == "open" for link in every)
    said = t.plural("{n} link is open.", "{n} links are open.", count) if count else t("No link is open.")
    ending = [t("{name} ({day})", name=link.grant.name, day=t.day(link.until.date())) for link in every if is_ending(link, now)]
    if ending:
        said += " " + t.plural("{n} ends within 14 days: {names}.", "{n} end within 14 days: {names}.", len(ending), names=t.listed(ending))
    return said


def link_list(every: list[Link], now: datetime, t: Words) -> None:
    """The links, one below the other; those that open nothing any more folded away."""
    _say_outcome(t)
    if not every:
        if not share_form.is_open():
            st.subheader(plain(t("No link has been made yet")), anchor=False)
            st.markdown(plain(t("Make one for a funder: it shows the projects that it funds. You choose what else is in it and for how long, look at it as they will before you send it, and can revoke it at any moment.")))
        return
    data = source()
    still = [link for link in every if link.state(now) == "open"]
    gone = every[len(still):]
    with st.container(gap="small", key="share-list"):
        for link in still:
            _card(link, data, now, t)
    if gone:
        ended = st.expander(plain(t.plural("{n} link that opens nothing any more", "{n} links that open nothing any more", len(gone))), on_change="rerun", key="share-ended")
        if ended.open:
            with ended, st.container(gap="small"):
                for link in gone:
                    _card(link, data, now, t)


def _card(link: Link, data: Dataset, now: datetime, t: Words) -> None:
    state = link.state(now)
    colour, icon = MARKS["ending" if is_ending(link, now) else state]
    with st.container(border=True, gap="xsmall", key=f"share-link-{link.link_id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(link.grant.name)}**", width="content")
            st.badge(plain(ends(link, now, t)), icon=icon, color=colour)
        if link.is_readable:
            st.markdown(plain(chosen(link.grant, data, t)))
            if state == "open" and part(data, link.grant.scope(data)).is_empty:
                amiss(t("It shows nothing at the moment: nothing on record is in it any more."))
            st.caption("  \n".join(plain(line) for line in (" · ".join(conditions(link.grant, t)), _facts(link, t))))
        else:
            st.markdown(plain(t("This link was made by another version of the dashboard. It opens nothing here, and can only be revoked.")))
            st.caption(plain(_facts(link, t)))
        with st.container(horizontal=True, gap="small", key=f"share-tools-{link.link_id}"):
            if state in ("open", "expired"):
                st.button(t("Look as they will"), type="tertiary", icon=":material/visibility:", key=f"share-look-{link.link_id}", on_click=once(look), args=(link.grant, link.until.date()))
                _renew(link, now, t)
            if state in ("open", "unreadable"):
                _revoke(link, t)
            if link.is_readable:
                st.button(t("Make again"), type="tertiary", icon=":material/content_copy:", key=f"share-again-{link.link_id}", on_click=share_form.again, args=(link, now),
                          help=t("Opens the form with the same contents: for another person, or where the link is lost."))  # fmt: skip


def _facts(link: Link, t: Words) -> str:
    """When it was made and by whom, how often and when last it was opened."""
    opened = t("not opened yet")
    if link.last_opened:
        last = clock(link.last_opened, t)
        opened = t.plural("opened {n} time from the message, last {moment}", "opened {n} times from the message, last {moment}", link.times_opened, moment=last)
    who = t(THIS_MACHINE) if link.created_by == THIS_MACHINE else link.created_by
    return " · ".join([t("Link {number}", number=link.link_id), t("made on {day} by {who}", day=t.day(here(link.created).date()), who=who), opened])


def _key(name: str, link: Link) -> str:
    """The key of what opens over a link: a new one after each change, so that it is closed."""
    return f"share-{name}-{link.link_id}-{st.session_state.get(TURN, 0)}"


def _renew(link: Link, now: datetime, t: Words) -> None:
    if question := asking(t("Renew"), icon=":material/update:", key=_key("renew", link)):
        with question:
            today, key = now.date(), _key("day", link)
            usual = min(max(link.until.date(), today) + timedelta(days=USUAL_DAYS), last_day(today))
            # A day that is out of reach is said to be, and not another one taken for it.
            until = st.date_input(t("The last day on which it works"), usual, format="YYYY-MM-DD", min_value=EARLIEST, max_value=LATEST, key=key)
            if sentence := wrong_day(until, today, t):
                amiss(sentence)
            st.caption(plain(t("The link that they have stays the same.")))
            st.button(t("Renew"), type="primary", key=_key("renewed", link), disabled=bool(sentence), on_click=once(_renewed), args=(link, key, t))


def _revoke(link: Link, t: Words) -> None:
    if question := asking(t("Revoke"), icon=":material/block:", key=_key("revoke", link)):
        with question:
            asked = plain(t("Revoke the link for {name}?", name=link.grant.name))
            st.markdown(f"**{asked}**")
            st.markdown(plain(t("It opens nothing from now on, and the tabs in which it is open go empty within seconds. This cannot be undone: a link that was revoked is not brought back, only made again and sent again.")))
            st.button(t("Revoke for good"), type="primary", key=_key("revoked", link), on_click=once(_revoked), args=(link,))


def _renewed(link: Link, key: str, t: Words) -> None:
    until = st.session_state.get(key)
    if until is not None:
        _done(lambda: links.renew(doors.store(), link.link_id, until=until, by=viewer().who, now=moment()), N_("The link for {name} works until {day}."), t)


def _revoked(link: Link) -> None:
    _done(lambda: links.revoke(doors.store(), link.link_id, by=viewer().who, now=moment()), N_("The link for {name} is revoked: it opens nothing any more."))


def _done(change: Callable[[], Link], sentence: str, t: Words | None = None) -> None:
    """Change a link, if whoever pressed still keeps the links, and keep what is to be said of it."""
    if not viewer().is_director:
        return
    try:
        link = change()
    except SourceError as reason:
        st.session_state[OUTCOME] = reason
    else:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.session_state[OUTCOME] = sentence, {"name": link.grant.name, "day": t.day(link.until.date()) if t else ""}


def _say_outcome(t: Words) -> None:
    outcome = st.session_state.pop(OUTCOME, None)
    if isinstance(outcome, SourceError):
        st.error(plain(why(outcome, t)))
    elif outcome:
        sentence, values = outcome
        st.toast(plain(t(sentence, **values)), icon=":material/check:")

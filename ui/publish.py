"""Publishing for everybody: the programme as pages in a folder or bucket, without small counts; and a step back, where there is one."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from charts.exhibit import View
from exports.asked import Asked
from exports.bucket import Bucket
from exports.publish import for_everybody, goal, has_former, published, published_at, stepped_back
from loaders import Scope, SourceError
from loaders.disclosed import usual_minimum
from locales import N_, Words
from sharing import audit
from ui import data, doors
from ui.asking import asking
from ui.audit import FORMER, who
from ui.band import moment
from ui.presses import once, undisturbed
from ui.problem_list import why
from ui.text import plain
from ui.who import is_keeper, told

DONE, TURN, WANTED = "published-done", "published-turn", "published-wanted"


def publishing(t: Words) -> None:
    """Offer to publish, where who runs the dashboard has said into which folder or bucket (CITIES_PUBLISH)."""
    if not (said := os.environ.get("CITIES_PUBLISH")):
        return
    where = goal(said)
    st.subheader(plain(t("Publish for everybody")), anchor=False)
    st.caption(plain(t("All pages without a sign-in, as files that a web server shows: no names, no participant, no count of few people.")))
    st.markdown(plain(_last(where, t)))
    with st.container(horizontal=True, gap="small"):
        _ask(where, t)
        if isinstance(where, Path) and has_former(where):
            _ask_back(where, t)
    _say_outcome(t)
    # Behind all else, so that what asked is closed while the pages are made.
    if st.session_state.pop(WANTED, False):
        with st.spinner(t("Making the pages …")), undisturbed():
            _done(lambda: _publish(where, t), N_("Published at {time}. Whoever opens the address sees it from now on."), where.name, where)
        st.rerun()


def _ask(where: Path | Bucket, t: Words) -> None:
    if question := asking(t("Publish"), icon=":material/public:", key=_key("publish"), kind="secondary"):
        with question:
            asked = plain(t("Publish for everybody?"))
            st.markdown(f"**{asked}**")
            least = usual_minimum(data.source().setting("small_count"))
            st.markdown(plain(t(
                "Whoever has the address of the pages will see the whole programme as it is in today’s files, in every language: all but names, participants and counts of fewer than {n} people. Nobody is asked who they are, and what somebody has saved or sent on cannot be taken back.",
                n=t.number(least),
            )))  # fmt: skip
            if isinstance(where, Bucket):
                st.markdown(plain(t("The pages go into {folder}, in place of those that are there, which are not kept.", folder=str(where))))
            else:
                st.markdown(plain(t("The pages go into {folder} on the server, in place of those that are there, which stay for one step back.", folder=str(where))))
            st.button(t("Publish for everybody"), type="primary", key=_key("published"), on_click=once(_wanted))


def _ask_back(folder: Path, t: Words) -> None:
    if question := asking(t("Go back to what was published before"), icon=":material/undo:", key=_key("publish-back")):
        with question:
            asked = plain(t("Go back to what was published before?"))
            st.markdown(f"**{asked}**")
            made = published_at(folder, is_former=True)
            if made:
                st.markdown(plain(t("Everybody will see the pages of {moment} again. Those of now are kept: you can go forward in the same way.", moment=moment(made, t))))
            st.button(t("Go back"), type="primary", key=_key("published-back"), on_click=once(_back), args=(folder,))


def _last(where: Path | Bucket, t: Words) -> str:
    """When it was last published and by whom; when the pages were made that are there, where the record knows nothing of it."""
    recorded = _entry(where)
    if isinstance(where, Path):
        made = published_at(where)
        if made is None:
            return t("Nothing is published at the moment.")
        # The command line writes no record: pages that are newer are not those that the record speaks of.
        if recorded is None or recorded.at < made:
            return t("Published now: pages of {moment}.", moment=moment(made, t))
    elif recorded is None:
        return t("Nothing has been published from this page.")
    by = {"moment": moment(recorded.at, t), "who": who(recorded, t)}
    return t("Gone back to the former pages: {moment}, by {who}.", **by) if recorded.detail.endswith(FORMER) else t("Last published: {moment}, by {who}.", **by)


def _entry(where: Path | Bucket) -> audit.Entry | None:
    """The last entry of the record, if it is of this place."""
    try:
        found = audit.entries(doors.store(), limit=1, what="published")
    except SourceError:
        return None
    return found[0] if found and found[0].detail.removesuffix(FORMER) == where.name else None


def _key(name: str) -> str:
    """The key of what opens over the page: a new one after each time, so that it is closed."""
    return f"{name}-{st.session_state.get(TURN, 0)}"


def _wanted() -> None:
    # Made where the page can show that it takes a while, and not before it is drawn.
    st.session_state[WANTED] = True
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _publish(where: Path | Bucket, t: Words) -> None:
    from exports.site import site_files

    # Today's files, whichever edition is open on the other pages.
    whole = data.part(data.source(), Scope())
    view = View(whole, whole, whole.as_of(date.today()), t, cut=data.part)
    published(site_files(for_everybody(Asked(view))), where)


def _back(folder: Path) -> None:
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    _done(lambda: stepped_back(folder), N_("What was published before is there again, since {time}."), folder.name + FORMER, folder)


def _done(change: Callable[[], None], said: str, detail: str, where: Path | Bucket) -> None:
    """Change what is published, if whoever pressed still keeps it, write it down, and keep what is to be said of it."""
    if not is_keeper():
        return
    try:
        change()
    except SourceError as reason:
        st.session_state[DONE] = reason
    except OSError as reason:
        st.session_state[DONE] = SourceError(N_("cannot be written ({reason})"), file=str(where), reason=reason.strerror or "")
    else:
        told("published", detail)
        st.session_state[DONE] = said, datetime.now(UTC)


def _say_outcome(t: Words) -> None:
    outcome = st.session_state.pop(DONE, None)
    if isinstance(outcome, SourceError):
        st.error(plain(why(outcome, t)))
    elif outcome:
        said, at = outcome
        st.success(plain(t(said, time=moment(at, t, has_seconds=True))))

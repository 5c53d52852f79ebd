"""Publishing for everybody: the programme as pages in a folder that a web server shows, without small counts, and a step back."""

import os
from datetime import date
from pathlib import Path

import streamlit as st

from charts.exhibit import View
from exports.asked import Asked
from exports.publish import for_everybody, published, stepped_back
from loaders import Scope, SourceError
from locales import N_, Words
from ui import data
from ui.problem_list import why
from ui.text import plain
from ui.who import is_keeper, told

DONE = "published-done"


def publishing(t: Words) -> None:
    """Offer to publish, where who runs the dashboard has said into which folder (CITIES_PUBLISH)."""
    if not (folder := os.environ.get("CITIES_PUBLISH")):
        return
    st.subheader(plain(t("Publish for everybody")), anchor=False)
    st.caption(plain(t("All pages without a sign-in, as files that a web server shows: no names, no participant, no count of few people. What was published before stays for one step back.")))
    with st.container(horizontal=True, gap="small"):
        is_asked = st.button(t("Publish"), icon=":material/public:", key="publish")
        st.button(t("Go back to what was published before"), type="tertiary", icon=":material/undo:", key="publish-back", on_click=_back, args=(Path(folder),))
    if is_asked and is_keeper():
        with st.spinner(t("Making the pages …")):
            st.session_state[DONE] = _publish(Path(folder), t)
    outcome = st.session_state.pop(DONE, None)
    if isinstance(outcome, SourceError):
        st.error(plain(why(outcome, t)))
    elif outcome:
        st.success(plain(t(outcome)))


def _publish(folder: Path, t: Words) -> SourceError | str:
    from exports.site import site_files

    # Today's files, whichever edition is open on the other pages.
    whole = data.part(data.source(), Scope())
    view = View(whole, whole, whole.as_of(date.today()), t, cut=data.part)
    try:
        published(site_files(for_everybody(Asked(view))), folder)
    except SourceError as reason:
        return reason
    except OSError as reason:
        return SourceError(N_("cannot be written ({reason})"), file=str(folder), reason=reason.strerror or "")
    told("published", folder.name)
    return N_("It is published. Whoever opens the address sees it from now on.")


def _back(folder: Path) -> None:
    if not is_keeper():
        return
    try:
        stepped_back(folder)
    except SourceError as reason:
        st.session_state[DONE] = reason
    except OSError as reason:
        st.session_state[DONE] = SourceError(N_("cannot be written ({reason})"), file=str(folder), reason=reason.strerror or "")
    else:
        told("published", folder.name)
        st.session_state[DONE] = N_("What was published before is there again.")

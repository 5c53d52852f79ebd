"""What a page says of the data it shows when newer files cannot be read, and how it follows the data in use."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from exports.told import noticed
from loaders import Dataset, SourceError
from locales import Words
from sharing.viewer import Viewer
from ui import fields
from ui.data import in_use
from ui.live import State
from ui.text import plain
from ui.who import viewer

# Some 3 ms of the server for each open page: what a hundred of them cost is a fifth of a core.
LOOK_SECONDS = 1.5


def moment(when: datetime, t: Words, *, has_seconds: bool = False) -> str:
    """A moment by the viewer's clock: the time alone today, else with its day."""
    local = here(when)
    time = f"{local:%H:%M:%S}" if has_seconds else f"{local:%H:%M}"
    return time if local.date() == here(datetime.now(UTC)).date() else t("{day}, {time}", day=t.day(local.date()), time=time)


def here(when: datetime) -> datetime:
    """A moment as the viewer's clock has it."""
    return when.astimezone(_zone())


def band(state: State, t: Words) -> None:
    """Say, where newer files cannot be read, since when and why, and of when the data shown is."""
    if trouble := state.trouble:
        said = t(
            "{file} cannot be read since {since} ({reason}). You see the data of {saved}.",
            file=trouble.file, since=moment(trouble.since, t), reason=t(trouble.reason.template, **trouble.reason.values), saved=moment(state.saved, t),
        )  # fmt: skip
        with st.container(key="band"):
            st.markdown(plain(said))


def notice(data: Dataset, t: Words) -> None:
    """Show what the data says of all its pages."""
    if said := noticed(data, t):
        with st.container(key="notice"):
            st.markdown(plain(said))


@st.fragment(run_every=LOOK_SECONDS)
def follow(looking: Viewer, shown: object) -> None:
    """Draw the page anew when who looks may see something else, or the data in use is no longer what was shown, also in a tab that nobody touches."""
    fields.hear()
    if viewer() != looking or (looking.role != "nobody" and _mark() != shown):
        st.rerun()


def _mark() -> object:
    try:
        return in_use().mark
    except SourceError as reason:
        return str(reason)


def _zone() -> ZoneInfo | None:
    """The viewer's time zone; None, which is the machine's, where it is not known."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None

"""The form that makes a link: for whom, what of the programme, under which conditions, until when."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import streamlit as st

from loaders import Dataset, SourceError
from locales import N_, Words
from sharing import links
from sharing.grants import LONGEST_NAME, SHAREABLE
from sharing.house import now as moment
from sharing.links import USUAL_DAYS, Link
from ui import doors, share_draft
from ui.data import part, source
from ui.presses import once
from ui.problem_list import why
from ui.share_draft import (
    ALL,
    EARLIEST,
    EXPORTS,
    FIRST,
    FUNDER,
    LAST,
    LATEST,
    MINIMUM,
    NAME,
    PAGES,
    PART,
    SIDES,
    UNTIL,
    WHAT,
    WHOLE,
    Draft,
)
from ui.share_made import keep
from ui.share_preview import look
from ui.share_words import conditions, counted, page_title
from ui.text import amiss, plain
from ui.who import viewer

# Which opening of the form it is, how many there were; whether somebody has tried to make a link of it, what the store would
# not take, the name that a funder suggested.
WRITING, TURNS = "share-writing", "share-turns"
TRIED, REFUSED, SUGGESTED = "share-tried", "share-refused", "share-suggested"
WHATS = {PART: N_("A part of it"), WHOLE: N_("The whole programme")}
SIDE_LABELS = {"project_ids": N_("Projects"), "theme_ids": N_("Themes"), "city_ids": N_("Cities")}
SIDE_PLACES = {"project_ids": N_("All projects"), "theme_ids": N_("All themes"), "city_ids": N_("All cities")}
_in_view = st.components.v2.component(
    "share_in_view",
    html="<span></span>",
    js="""
export default function ({ parentElement, data }) {
  const form = document.querySelector(".st-key-share-form")
  if (!form || parentElement.turn === data.turn) return
  parentElement.turn = data.turn
  form.tabIndex = -1
  form.style.scrollMarginTop = "5rem"
  form.style.outline = "none"
  form.focus({ preventScroll: true })
  form.scrollIntoView({ block: "start" })
}
""",
)


def is_open() -> bool:
    """Whether a link is being made."""
    return bool(st.session_state.get(WRITING))


def opening(t: Words) -> None:
    """The button that opens the form."""
    if not is_open():
        st.button(t("Make a link"), type="primary", icon=":material/add_link:", key="share-open", on_click=_open)


def again(link: Link, now: datetime) -> None:
    """Open the form with the contents of a link, for ninety days from now: a callback."""
    share_draft.fill(link.grant, now.date() + timedelta(days=USUAL_DAYS))
    _open()


def form(now: datetime, t: Words) -> None:
    """The form, where it is open: its fields, what they come to, and what can be done with it."""
    if not (turn := st.session_state.get(WRITING)):
        return
    # Always what is in use today: an edition that is open elsewhere is not what a link shows.
    data, today = source(), now.date()
    share_draft.usual(data, today)
    draft = share_draft.drafted()
    found = share_draft.wrong(draft, data, today, t)
    said = found if st.session_state.get(TRIED) else {key: found[key] for key in (FIRST, *([UNTIL] if draft.until else []), *SIDES.values()) if key in found}
    with st.container(border=True, gap="medium", key="share-form"):
        st.subheader(plain(t("A new link")), anchor=False)
        with st.grid(columns=2, min_column_width=260, gap="medium", key="share-first-row") as grid:
            with grid.cell():
                _for_whom(said, t)
            with grid.cell():
                _until(today, said, t)
        _what(draft, data, said, t)
        _how(draft, data, said, t)
        _comes_to(draft, data, found, said, t)
        _say(ALL, said)
        if refused := st.session_state.pop(REFUSED, None):
            st.error(plain(why(refused, t)))
        if st.session_state.get(TRIED) and (missing := found.keys() - {ALL}):
            # The fields may be out of sight, above.
            amiss(t.plural("Not yet: {n} field above is to be filled in or mended, and says how.", "Not yet: {n} fields above are to be filled in or mended, and say how.", len(missing)))
        with st.container(horizontal=True, gap="small"):
            st.button(t("Make the link"), type="primary", icon=":material/add_link:", key="share-make", on_click=once(_make), args=(t,))
            st.button(t("Look as they will"), icon=":material/visibility:", key="share-look", on_click=once(_look), args=(t,))
            st.button(t("Cancel"), type="tertiary", key="share-cancel", on_click=_close)
    # Whoever opened it, also by keyboard, or far down the list, is led to it, once: else the next press of Tab is on another's link.
    _in_view(key="share-in-view", data={"turn": turn}, height="content")


def _say(key: str, said: Mapping[str, str]) -> None:
    """What is wrong with a field, beside it."""
    if sentence := said.get(key):
        amiss(sentence)


def _for_whom(said: Mapping[str, str], t: Words) -> None:
    with st.container(gap="xsmall"):
        st.text_input(t("For whom"), max_chars=LONGEST_NAME, placeholder=t("A funder, or a person"), key=NAME, persist_state="session")
        _say(NAME, said)


def _what(draft: Draft, data: Dataset, said: Mapping[str, str], t: Words) -> None:
    """Which part of the programme."""
    with st.container(gap="xsmall"):
        st.segmented_control(t("What they see"), list(WHATS), format_func=lambda one: t(WHATS[one]), required=True, key=WHAT, persist_state="session")
        _say(WHAT, said)
    if not draft.is_part:
        return
    with st.container(gap="xsmall"):
        st.caption(plain(t("Each choice narrows what they see; one that is left open does not.")))
        paying = share_draft.funders(data)
        labels = paying if draft.grant.funder_id is None else {draft.grant.funder_id: draft.grant.funder_id} | paying
        st.selectbox(
            t("What a funder funds"), list(labels), index=None, format_func=lambda one: labels.get(one, one), key=FUNDER, persist_state="session",
            placeholder=t("All funders") if paying else t("No project in the data names a funder"), disabled=not labels,
            help=t("The projects that it funds, those too that it comes to fund while the link is open."), on_change=_suggest, args=(paying,),
        )  # fmt: skip
        _say(FUNDER, said)
    with st.grid(columns=3, min_column_width=220, gap="small", key="share-sides") as grid:
        for side, key in SIDES.items():
            with grid.cell(), st.container(gap="xsmall"):
                _side(side, key, data, t)
                _say(key, said)
    with st.container(gap="xsmall"):
        with st.grid(columns=2, min_column_width=150, gap="small", key="share-days") as grid:
            for key, label in ((FIRST, t("From the day")), (LAST, t("To the day"))):
                with grid.cell():
                    st.date_input(label, value=None, format="YYYY-MM-DD", min_value=EARLIEST, max_value=LATEST, key=key, persist_state="session")
        _say(FIRST, said)


def _side(side: str, key: str, data: Dataset, t: Words) -> None:
    labels = share_draft.offered(data, side, st.session_state[key])
    st.multiselect(
        t(SIDE_LABELS[side]), list(labels), placeholder=t(SIDE_PLACES[side]), format_func=lambda one: labels.get(one, one), key=key, persist_state="session",
    )  # fmt: skip


def _how(draft: Draft, data: Dataset, said: Mapping[str, str], t: Words) -> None:
    """Which pages, whether files, which counts."""
    with st.container(gap="xsmall"):
        st.pills(t("Pages"), list(SHAREABLE), selection_mode="multi", format_func=lambda name: page_title(name, t), key=PAGES, persist_state="session")
        _say(PAGES, said)
    with st.grid(columns=2, min_column_width=260, gap="medium", key="share-how") as grid:
        with grid.cell():
            st.segmented_control(
                t("Counts of people are not shown under"), share_draft.minimums(draft, data), format_func=t.number, required=True, key=MINIMUM, persist_state="session",
                help=t("So that nobody is recognised in a small group. Some funders ask for 10."),
            )  # fmt: skip
        with grid.cell(), st.container(height="stretch", vertical_alignment="bottom"):
            st.toggle(
                t("They may take files along"), key=EXPORTS, persist_state="session",
                help=t("Tables and charts of what the link shows; with all pages also slides, workbooks, web pages that can be published, and the tables themselves, on the page Present. They stay with whoever took them when the link has ended."),
            )  # fmt: skip


def _until(today: date, said: Mapping[str, str], t: Words) -> None:
    with st.container(gap="xsmall"):
        st.date_input(
            t("The last day on which it works"), value=None, format="YYYY-MM-DD", min_value=EARLIEST, max_value=LATEST,
            key=UNTIL, persist_state="session", help=t("To the end of that day, UTC. A year at most; it can be renewed."),
        )  # fmt: skip
        _say(UNTIL, said)


def _comes_to(draft: Draft, data: Dataset, found: Mapping[str, str], said: Mapping[str, str], t: Words) -> None:
    """What they will see, in words, counted in the part itself."""
    with st.container(gap="xxsmall", key="share-summary"):
        title = plain(t("They will see"))
        st.markdown(f"**{title}**")
        if amiss := [key for key in (WHAT, FUNDER, FIRST, *SIDES.values()) if key in found]:
            # What stands beside its field already is not said twice.
            st.caption(plain(t("Nothing yet.") if amiss[0] in said else found[amiss[0]]))
            return
        what = counted(part(data, draft.grant.scope(data)), t)
        st.markdown(plain(what))
        st.caption(plain(" · ".join([t("what is planned is counted too"), *conditions(draft.grant, t), t("no names or e-mail addresses of participants")])))


def _suggest(paying: Mapping[str, str]) -> None:
    """Propose the funder's name, unless another one was typed."""
    # Streamlit calls it once more where the form has been closed meanwhile.
    name = paying.get(st.session_state.get(FUNDER) or "")
    if name and is_open() and st.session_state[NAME].strip() in ("", st.session_state.get(SUGGESTED)):
        st.session_state[NAME] = st.session_state[SUGGESTED] = name[:LONGEST_NAME]


def _open() -> None:
    st.session_state[WRITING] = st.session_state[TURNS] = st.session_state.get(TURNS, 0) + 1
    st.session_state.pop(TRIED, None)


def _close() -> None:
    share_draft.empty()
    for key in (WRITING, TRIED, SUGGESTED):
        st.session_state.pop(key, None)


def _make(t: Words) -> None:
    # Before the page is drawn: only then may a field be emptied.
    if draft := _ready(t):
        assert draft.until
        try:
            token, link = links.create(doors.store(), draft.grant, until=draft.until, by=viewer().who, now=moment())
        except SourceError as reason:
            st.session_state[REFUSED] = reason
        else:
            keep(token, link)
            _close()


def _look(t: Words) -> None:
    if draft := _ready(t):
        assert draft.until
        look(draft.grant, draft.until)


def _ready(t: Words) -> Draft | None:
    """What stands in the fields, if there is nothing to mend, and whoever pressed still makes links."""
    st.session_state[TRIED] = True
    draft = share_draft.drafted()
    try:
        return draft if viewer().is_director and not share_draft.wrong(draft, source(), moment().date(), t) else None
    except SourceError as reason:
        st.session_state[REFUSED] = reason
        return None

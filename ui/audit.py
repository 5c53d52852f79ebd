"""The record of events: what was done with links, files, sign-ins and data, by whom and when; to look through and to take along."""

import re
from collections.abc import Mapping
from datetime import date, datetime

import pandas as pd
import streamlit as st

from exports.csv_file import csv_file
from locales import N_, Words
from sharing import audit, links
from sharing.audit import KINDS, THIS_MACHINE, Entry, called
from ui import doors
from ui.band import here
from ui.files import download
from ui.text import plain
from ui.width import width_px

# So many are shown at first, and so many more at each press.
STEP = 200
AT_ONCE = 5_000
# Below this a table has no room for its columns.
NARROW_PX, ROW_PX, MOST_PX = 640, 36, 640
KIND, SHOWN = "audit-kind", "audit-shown"
WHATS = {
    "created": N_("Link made"), "renewed": N_("Link renewed"), "revoked": N_("Link revoked"), "opened": N_("Link opened"), "exported": N_("File taken"),
    "signed_in": N_("Signed in"), "data_changed": N_("Data changed"), "published": N_("Published"),
}  # fmt: skip
# What is kept of a link that was made or renewed: for whom it is, and its last day. A name alone can look like that too.
WITH_A_DAY = ("created", "renewed")
UNTIL = re.compile(r".*, until (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")

# Behind the name of a folder: what was published before was put back into it.
FORMER = ": the former pages"


def summary(t: Words) -> str:
    """What is written down, and for how long."""
    kept = t.plural("It is kept for {n} day.", "It is kept for {n} days.", doors.house().access.audit_days)
    what = t("What was done with links, files, sign-ins and data: no addresses of readers, no names of participants.")
    return f"{what} {kept}"


def events(t: Words) -> None:
    """The events, the latest first, of all kinds or of one; and a file of them. Raises SharingError."""
    limit = st.session_state.get(SHOWN, STEP)
    doors.prune()
    if not audit.entries(doors.store(), limit=1):
        st.subheader(plain(t("Nothing has been written down yet")), anchor=False)
        st.markdown(plain(t("From now on, every link that is made, opened, renewed or revoked, every file that is taken, every sign-in and every change of the data stands here.")))
        return
    kind = st.pills(t("What was done"), list(KINDS), format_func=lambda one: t(WHATS[one]), key=KIND, on_change=_from_the_start)
    # One more than is shown tells whether there are more.
    found = audit.entries(doors.store(), limit=limit + 1, what=kind)
    if not found:
        st.subheader(plain(t("Nothing of this kind has been written down")), anchor=False)
        return
    names = {link.link_id: link.grant.name for link in links.listed(doors.store())}
    shown = found[:limit]
    if width_px("audit-width") < NARROW_PX:
        _list(shown, names, t)
    else:
        _table(shown, names, t)
    with st.container(horizontal=True, gap="small"):
        if len(found) > limit:
            st.button(t("Show older ones"), icon=":material/expand_more:", key="audit-older", on_click=_more)
        download(
            t("All of these (CSV)") if kind else t("All of it (CSV)"), lambda: csv_file(in_columns(every(kind), names, t)), of=(kind, found[0].entry_id, t.language),
            file_name="events.csv", mime="text/csv", icon=":material/download:", key="audit-csv",
        )  # fmt: skip


def every(kind: str | None) -> list[Entry]:
    """All entries that are kept, of a kind where one is asked, the latest first. Raises SharingError."""
    found: list[Entry] = []
    while more := audit.entries(doors.store(), limit=AT_ONCE, before_id=found[-1].entry_id if found else None, what=kind):
        found += more
    return found


def in_columns(found: list[Entry], names: Mapping[int, str], t: Words) -> pd.DataFrame:
    """Entries as a table in words, one a row: when (UTC, to the second), who, what was done, which link, details."""
    rows = [
        (f"{entry.at:%Y-%m-%d %H:%M:%S}", who(entry, t), t(WHATS[entry.what]), "" if entry.link_id is None else str(entry.link_id), names.get(entry.link_id or 0, ""), _details(entry, names, t))
        for entry in found
    ]
    return pd.DataFrame(rows, columns=[t("When (UTC)"), t("Who"), t("What was done"), t("Link"), t("For whom"), t("Details")], dtype="object")


def who(entry: Entry, t: Words) -> str:
    """Who did something: an address of who signs in, the machine itself, or the link that was held."""
    if entry.who == THIS_MACHINE:
        return t(THIS_MACHINE)
    if entry.link_id is not None and entry.who == called(entry.link_id):
        return t("whoever holds link {number}", number=entry.link_id)
    return entry.who


def _link(entry: Entry, names: Mapping[int, str], t: Words) -> str:
    """Which link something was done with, by its number and for whom it is."""
    if entry.link_id is None:
        return ""
    name = names.get(entry.link_id)
    return t("{number}: {name}", number=entry.link_id, name=name) if name else str(entry.link_id)


def _details(entry: Entry, names: Mapping[int, str], t: Words) -> str:
    """What else is known of it; for whom a link is stands beside its number already."""
    if entry.what in WITH_A_DAY and (found := UNTIL.fullmatch(entry.detail)):
        return t("until {day}", day=t.day(date.fromisoformat(found["day"])))
    if entry.what == "published" and entry.detail.endswith(FORMER):
        return t("{folder}: the former pages", folder=entry.detail.removesuffix(FORMER))
    return "" if entry.detail == names.get(entry.link_id or 0) else entry.detail


def _when(at: datetime, t: Words) -> str:
    """A moment by the viewer's clock, with its day."""
    return t("{day}, {time}", day=t.day(here(at).date()), time=f"{here(at):%H:%M}")


def _table(found: list[Entry], names: Mapping[int, str], t: Words) -> None:
    rows = [(_when(entry.at, t), who(entry, t), t(WHATS[entry.what]), _link(entry, names, t), _details(entry, names, t)) for entry in found]
    columns = {t("When"): 200, t("Who"): 220, t("What was done"): 130, t("Link"): 290, t("Details"): 260}
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)), hide_index=True, row_height=ROW_PX, placeholder="",
        height="content" if ROW_PX * len(rows) < MOST_PX else MOST_PX, key="audit-table",
        column_config={name: st.column_config.TextColumn(width=px) for name, px in columns.items()},
    )  # fmt: skip


def _list(found: list[Entry], names: Mapping[int, str], t: Words) -> None:
    """One below the other: what was done over by whom, with which link, and when."""
    lines = []
    for entry in found:
        facts = filter(None, (_when(entry.at, t), who(entry, t), _link(entry, names, t), _details(entry, names, t)))
        lines.append(f"**{plain(t(WHATS[entry.what]))}**  \n{plain(' · '.join(facts))}")
    st.markdown("\n\n".join(lines))


def _more() -> None:
    st.session_state[SHOWN] = st.session_state.get(SHOWN, STEP) + STEP


def _from_the_start() -> None:
    st.session_state.pop(SHOWN, None)

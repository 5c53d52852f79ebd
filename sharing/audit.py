"""What was done, by whom and when: links, exports, sign-ins, changes of the data. No reader's address, no participant's name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from loaders.command_line import harmless
from sharing.schema import AUDIT
from sharing.store import Store

KINDS = ("created", "renewed", "revoked", "opened", "exported", "signed_in", "data_changed", "published")
LONGEST = 500


@dataclass(frozen=True)
class Entry:
    """One thing that was done: `what` of KINDS, by `who` ("director@x.org", "link 7", "this machine"), with which link, and what of it."""

    entry_id: int
    at: datetime
    what: str
    who: str
    link_id: int | None
    detail: str


def record(store: Store, what: str, *, who: str, now: datetime, link_id: int | None = None, detail: str = "") -> None:
    """Write down that something was done. Raises SharingError where it cannot be kept, ValueError for a kind that is none of KINDS."""
    with store.saving() as connection:
        write(connection, what, who=who, now=now, link_id=link_id, detail=detail)


def write(connection: Connection, what: str, *, who: str, now: datetime, link_id: int | None = None, detail: str = "") -> None:
    """The same within a transaction: what is done and its entry are saved together or not at all."""
    if what not in KINDS:
        raise ValueError(f"{what} is none of {', '.join(KINDS)}")
    connection.execute(insert(AUDIT).values(at=now, what=what, who=_line(who), link_id=link_id, detail=_line(detail)))


def entries(store: Store, *, limit: int = 500, before_id: int | None = None, what: str | None = None) -> list[Entry]:
    """The entries, the latest first; those before one, and those of a kind, where that is asked. Raises SharingError."""
    wanted = select(AUDIT).order_by(AUDIT.c.entry_id.desc()).limit(limit)
    if before_id is not None:
        wanted = wanted.where(AUDIT.c.entry_id < before_id)
    if what is not None:
        wanted = wanted.where(AUDIT.c.what == what)
    with store.reading() as connection:
        return [Entry(row.entry_id, row.at, row.what, row.who, row.link_id, row.detail) for row in connection.execute(wanted)]


def prune(store: Store, *, days: int, now: datetime) -> int:
    """How many entries older than so many days were taken out. Raises SharingError."""
    with store.saving() as connection:
        return connection.execute(delete(AUDIT).where(AUDIT.c.at < now - timedelta(days=days))).rowcount


def _line(said: str) -> str:
    """A text on one line of bearable length, of signs that every database takes."""
    return harmless(said.encode("utf-8", "replace").decode())[:LONGEST]

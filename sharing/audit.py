"""What was done, by whom and when: links, exports, sign-ins, changes of the data. No reader's address, no participant's name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from loaders.command_line import harmless
from locales import N_
from sharing.schema import AUDIT
from sharing.store import Store

KINDS = ("created", "renewed", "revoked", "opened", "exported", "signed_in", "data_changed", "published")
LONGEST = 500
# Who has the files as well: nobody has signed in there.
THIS_MACHINE = N_("this machine")
# What only these two have: an entry that is there already is passed over, also one that another process is about to save.
INSERTS: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Entry:
    """One thing that was done: `what` of KINDS, by `who` (an address, THIS_MACHINE, or as a link is `called`), with which link, and what of it."""

    entry_id: int
    at: datetime
    what: str
    who: str
    link_id: int | None
    detail: str


def called(link_id: int) -> str:
    """What the record calls whoever holds a link."""
    return f"link {link_id}"


def record(store: Store, what: str, *, who: str, now: datetime, link_id: int | None = None, detail: str = "", once: str | None = None) -> None:
    """Write down that something was done; what has a name of its own, `once`, is written down once, whichever process tells of it.

    Raises SharingError where it cannot be kept, ValueError for a kind that is none of KINDS.
    """
    with store.saving() as connection:
        write(connection, what, who=who, now=now, link_id=link_id, detail=detail, once=once)


def write(connection: Connection, what: str, *, who: str, now: datetime, link_id: int | None = None, detail: str = "", once: str | None = None) -> bool:
    """The same within a transaction: what is done and its entry are saved together or not at all. Gives whether it was new."""
    if what not in KINDS:
        raise ValueError(f"{what} is none of {', '.join(KINDS)}")
    entry = INSERTS[connection.dialect.name](AUDIT).values(at=now, what=what, who=_line(who), link_id=link_id, detail=_line(detail), once=once)
    is_new: bool = connection.execute(entry.on_conflict_do_nothing(index_elements=["once"]).returning(AUDIT.c.entry_id)).scalar_one_or_none() is not None
    return is_new


def entries(store: Store, *, limit: int | None = None, before_id: int | None = None, what: str | None = None) -> list[Entry]:
    """The entries, the latest first, up to `limit`; those before one, and those of a kind, where that is asked. Raises SharingError."""
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

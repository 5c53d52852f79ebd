"""Links: what is shared with somebody until a day, opened by a token that nobody keeps but who was sent it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, update

from locales import N_
from sharing.audit import called, write
from sharing.errors import SharingError
from sharing.grants import NO_PROJECT, Grant, as_json, from_json, name_in, well_formed
from sharing.schema import LINKS
from sharing.store import Store

TOKEN_BYTES = 32
# A link ends: after so many days where nothing is said, after a year at the latest.
USUAL_DAYS = 90
State = Literal["open", "expired", "revoked", "unreadable"]
NO_DIGEST = bytes(hashlib.sha256().digest_size)
# The largest number that PostgreSQL keeps as an integer; numbers begin with 1.
LARGEST_NUMBER, NO_NUMBER = 2**31 - 1, 0


@dataclass(frozen=True)
class Link:
    """A link as it is kept, without its token: `until` is the last moment, in UTC, at which it opens anything.

    One that is not `is_readable` was kept by another version: it opens nothing here, and can only be revoked.
    """

    link_id: int
    grant: Grant
    created: datetime
    created_by: str
    until: datetime
    revoked: datetime | None = None
    last_opened: datetime | None = None
    times_opened: int = 0
    is_readable: bool = True

    def state(self, now: datetime) -> State:
        """Whether it opens anything at that moment, and else why not."""
        if self.revoked:
            return "revoked"
        if not self.is_readable:
            return "unreadable"
        return "open" if now <= self.until else "expired"


def create(store: Store, grant: Grant, *, until: date, by: str, now: datetime) -> tuple[str, Link]:
    """A new link's token, which is told this once, and the link. It works to the end of the day `until`, in UTC. Raises SharingError."""
    well_formed(grant)
    _checked(until, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"token_sha256": _digest(token), "granted": as_json(grant), "created": now, "created_by": by, "until": until}
    with store.saving() as connection:
        link_id = connection.execute(insert(LINKS).values(**values).returning(LINKS.c.link_id)).scalar_one()
        write(connection, "created", who=by, now=now, link_id=link_id, detail=_told(grant, until))
        return token, _link(connection, link_id)


def found(store: Store, token: str, now: datetime) -> Link | None:
    """The link that a token opens at that moment. Raises SharingError where the store cannot be read.

    A token of no link, of one that has expired and of one that was revoked take the same way:
    one digest, one question that only an open link answers, one comparison. One that another version kept is as none.
    """
    digest = _digest(token)
    with store.reading() as connection:
        row = connection.execute(_open(now).where(LINKS.c.token_sha256 == digest)).one_or_none()
    # The database has compared already, by its index; this one takes as long for any two.
    is_same = hmac.compare_digest(NO_DIGEST if row is None else row.token_sha256, digest)
    return _opened(row) if row is not None and is_same else None


def open_link(store: Store, link_id: int, now: datetime) -> Link | None:
    """A link by its number; None unless it opens something at that moment. Raises SharingError where the store cannot be read."""
    with store.reading() as connection:
        row = connection.execute(_open(now).where(_numbered(link_id))).one_or_none()
    return None if row is None else _opened(row)


def listed(store: Store) -> list[Link]:
    """All links, the latest first, those that open nothing any more too. Raises SharingError."""
    with store.reading() as connection:
        return [_read(row) for row in connection.execute(select(LINKS).order_by(LINKS.c.link_id.desc()))]


def revoke(store: Store, link_id: int, *, by: str, now: datetime) -> Link:
    """The link, which opens nothing from this moment on and never again; one that was revoked before stays as it was. Raises SharingError."""
    with store.saving() as connection:
        changed = connection.execute(update(LINKS).where(_numbered(link_id), LINKS.c.revoked.is_(None)).values(revoked=now)).rowcount
        # Whatever it grants, also what only another version can read: it is to be no more.
        link = _link(connection, link_id)
        if changed:
            write(connection, "revoked", who=by, now=now, link_id=link_id, detail=link.grant.name)
        return link


def renew(store: Store, link_id: int, *, until: date, by: str, now: datetime) -> Link:
    """The link, which works to the end of another day; one that had expired works again. Raises SharingError for one that was revoked."""
    _checked(until, now)
    with store.saving() as connection:
        changed = connection.execute(update(LINKS).where(_numbered(link_id), LINKS.c.revoked.is_(None)).values(until=until)).rowcount
        link = _link(connection, link_id)
        if not changed:
            raise SharingError(N_("Link {number} was revoked, which is for good: make a new one."), number=str(link_id))
        if not link.is_readable:
            raise SharingError(N_("Link {number} was made by another version of the dashboard, and opens nothing here: make a new one."), number=str(link_id))
        write(connection, "renewed", who=by, now=now, link_id=link_id, detail=_told(link.grant, until))
        return link


def count_opening(store: Store, link_id: int, now: datetime, *, number: str | None = None) -> None:
    """Write down that a link was opened: once more, and when; an opening with a `number` once, whoever tells of it. Raises SharingError."""
    once = None if number is None else f"opened {number}"
    with store.saving() as connection:
        link = _link(connection, link_id)
        if write(connection, "opened", who=called(link_id), now=now, link_id=link_id, detail=link.grant.name, once=once):
            connection.execute(update(LINKS).where(_numbered(link_id)).values(times_opened=LINKS.c.times_opened + 1, last_opened=now))


def last_day(today: date) -> date:
    """The last day on which a link that is made or renewed today may end: the same one next year, the 28th where there is no 29th of February."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if is_leap_day else today.day)


def may_end(until: date, today: date) -> bool:
    """Whether a link that is made or renewed today may end on a day."""
    return today <= until <= last_day(today)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _open(now: datetime) -> Select[tuple[object, ...]]:
    return select(LINKS).where(LINKS.c.revoked.is_(None), LINKS.c.until >= now.astimezone(UTC).date())


def _numbered(link_id: int) -> ColumnElement[bool]:
    return LINKS.c.link_id == (link_id if 0 < link_id <= LARGEST_NUMBER else NO_NUMBER)


def _link(connection: Connection, link_id: int) -> Link:
    row = connection.execute(select(LINKS).where(_numbered(link_id))).one_or_none()
    if row is None:
        raise SharingError(N_("There is no link {number}."), number=str(link_id))
    return _read(row)


def _opened(row: Row[tuple[object, ...]]) -> Link | None:
    link = _read(row)
    return link if link.is_readable else None


def _read(row: Row[tuple[object, ...]]) -> Link:
    """A link as it is kept. One whose grant is of another version is there to be seen and revoked, and grants nothing."""
    until = datetime.combine(row.until, time.max, UTC)
    try:
        grant, is_readable = from_json(row.granted), True
    except SharingError:
        grant, is_readable = Grant(name_in(row.granted), project_ids=(NO_PROJECT,), pages=()), False
    return Link(row.link_id, grant, row.created, row.created_by, until, row.revoked, row.last_opened, row.times_opened, is_readable)


def _checked(until: date, now: datetime) -> None:
    """Let through a day on which a link may end. Raises SharingError."""
    today = now.astimezone(UTC).date()
    if not may_end(until, today):
        raise SharingError(N_("A link ends on a day from {first} to {last}: choose one of them."), first=today.isoformat(), last=last_day(today).isoformat())


def _told(grant: Grant, until: date) -> str:
    return f"{grant.name}, until {until.isoformat()}"

"""The tables in which links and the audit are kept, as they are now; how they came to be so: migrations/versions."""

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

# The last of migrations/versions.
REVISION = "0002"
VERSION_TABLE = "sharing_version"
METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zones, so it is told UTC and gives UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database takes it; one without a time zone is nobody's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# A number is never given twice: cookies and the audit speak of a link by it. `until` is its last day, in UTC.
LINKS = Table(
    "shared_links", METADATA,
    Column("link_id", Integer, primary_key=True),
    Column("token_sha256", LargeBinary(32), nullable=False, unique=True),
    Column("granted", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("until", Date, nullable=False),
    Column("revoked", Moment),
    Column("last_opened", Moment),
    Column("times_opened", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)  # fmt: skip

# `once` is what an event is called that may be told more than once, and counts as one: an opening of a link, a sign-in.
AUDIT = Table(
    "audit_entries", METADATA,
    Column("entry_id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("link_id", Integer, ForeignKey("shared_links.link_id")),
    Column("detail", Text, nullable=False, server_default=""),
    Column("once", Text, index=True, unique=True),
    sqlite_autoincrement=True,
)  # fmt: skip

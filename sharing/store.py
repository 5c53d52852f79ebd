"""The store of links and of the audit: a file of SQLite, or a PostgreSQL that several processes share."""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from loaders.shelf import PRIVATE_FILE, PRIVATE_FOLDER
from locales import N_
from sharing.errors import SharingError
from sharing.schema import REVISION, VERSION_TABLE

FILE = "sharing.sqlite"
ROOT = Path(__file__).parent.parent
# Who comes while another saves waits for so long.
PATIENCE_SECONDS, PAUSE_SECONDS = 10, 0.02
PRAGMAS = (f"busy_timeout = {PATIENCE_SECONDS * 1000}", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF")
# Any number, as long as all processes say the same: who holds it makes the tables, the others wait.
POSTGRESQL_LOCK = 2018_2019
SPELLINGS = ("postgres", "postgresql")
IS_SAVING = "is_saving"


@dataclass(frozen=True)
class Store:
    """Where links and audit are kept. Any thread may use it; `close` gives its connections back."""

    engine: Engine

    @contextmanager
    def saving(self) -> Iterator[Connection]:
        """A transaction: on the disk as a whole when it ends, or not at all. Raises SharingError."""
        try:
            with self.engine.connect().execution_options(**{IS_SAVING: True}) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as reason:
            raise SharingError(N_("Nothing was saved, for the store of links does not take it ({reason})."), reason=_why(reason)) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What is saved at this moment, by whomever. Raises SharingError."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as reason:
            raise SharingError(N_("The store of links cannot be read ({reason})."), reason=_why(reason)) from None

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def var_folder(environ: Mapping[str, str]) -> Path:
    """The folder of what the dashboard keeps for itself: CITIES_VAR, else `var` beside the code."""
    return Path(environ.get("CITIES_VAR") or ROOT / "var")


def open_store(url: str | None = None, *, var: Path) -> Store:
    """The store, its tables made or brought up to date: a PostgreSQL by its address, else the file in `var`. Raises SharingError.

    Any number of processes may open it at once. The file and a folder made for it are their owner's alone.
    """
    store = Store(_postgresql(url) if url else _sqlite(var))
    try:
        _bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def _postgresql(url: str) -> Engine:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = None
    if address is None or address.get_backend_name() not in SPELLINGS:
        # Its password is not repeated.
        raise SharingError(N_("DATABASE_URL is to be the address of a PostgreSQL: postgresql://user:password@host/name."))
    options: dict[str, Any] = {} if "connect_timeout" in address.query else {"connect_timeout": PATIENCE_SECONDS}
    # Nothing is prepared on the server: a pooler such as PgBouncer may stand between.
    return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args={**options, "prepare_threshold": None})


def _sqlite(var: Path) -> Engine:
    path = var / FILE
    try:
        var.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # SQLite gives the files that it makes beside this one the same rights.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        if path.stat().st_mode & 0o077:
            path.chmod(PRIVATE_FILE)
    except OSError as reason:
        raise SharingError(N_("Links cannot be kept: {folder} cannot be written to ({reason})."), folder=str(var), reason=reason.strerror or "") from None
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Set a new connection of SQLite up."""
    # The driver begins no transaction of its own, and late: _begin does.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite: who is to write waits here for others, and not where it could no longer."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(IS_SAVING) else "BEGIN")


def _bring_up(store: Store) -> None:
    is_sqlite = store.engine.dialect.name == "sqlite"
    if is_sqlite:
        _write_ahead(store.engine)
    if _revision(store) == REVISION:
        return
    # Alembic takes longer to load than all the rest, and is needed once.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "sharing:migrations")
    try:
        with store.saving() as connection:
            if not is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        raise SharingError(N_("The store of links is of a newer version of the dashboard: install that one.")) from None


def _write_ahead(engine: Engine) -> None:
    """Let readers read while somebody saves. SQLite does not wait for others here: we do."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            # Not in a transaction, which SQLAlchemy would begin.
            with closing(engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.Error as reason:
            if "locked" not in str(reason) or time.monotonic() > give_up:
                raise SharingError(N_("The store of links cannot be read ({reason})."), reason=str(reason)) from None
            time.sleep(PAUSE_SECONDS)


def _revision(store: Store) -> str | None:
    with store.reading() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def _why(reason: SQLAlchemyError) -> str:
    """The database's own words, on one line."""
    return " ".join(str(reason.orig if isinstance(reason, DBAPIError) else reason).split())

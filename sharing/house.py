"""What a process knows of its doors: the store of links, who may sign in, and the secret that seals cookies and files."""

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from sharing import access
from sharing.access import Access
from sharing.store import Store, open_store, var_folder

SECRET = "cookie-secret"
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class House:
    """The doors of one process. `secrets_files` are where Streamlit looks for its secrets, the last one first."""

    def __init__(self, *, secrets_files: Sequence[Path], environ: Mapping[str, str]) -> None:
        self._secrets_files = tuple(secrets_files)
        self._environ = environ
        self._lock = Lock()

    @property
    def var(self) -> Path:
        """The folder in which the process keeps what is its own."""
        return var_folder(self._environ)

    @property
    def access(self) -> Access:
        """Who may sign in, and from where the house answers, as the files say now. Raises AccessError."""
        found = [path for path in self._secrets_files if path.is_file()] or list(self._secrets_files)
        return access.read(found[-1], self._environ)

    @property
    def store(self) -> Store:
        """The links and the record of events, opened when first asked for. Raises SharingError."""
        with self._lock:
            return self._store

    @property
    def secret(self) -> str:
        """What cookies and file names are sealed with: the one configured, else one of this machine's own."""
        return self.access.cookie_secret or self._own_secret

    @cached_property
    def _store(self) -> Store:
        return open_store(self._environ.get("DATABASE_URL"), var=self.var)

    @cached_property
    def _own_secret(self) -> str:
        path = self.var / SECRET
        self.var.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Of two processes that start at once, one writes it and both read it: a link gives it its name all at once.
        part = path.with_name(f"{SECRET}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
                file.write(secrets.token_urlsafe(32))
            with suppress(FileExistsError):
                os.link(part, path)
            part.unlink()
        return path.read_text(encoding="ascii").strip()


def now() -> datetime:
    """This moment. The one clock of the doors, for the server has no caller to ask."""
    return datetime.now(UTC)


"""What a process knows of its doors: the store of links, who may sign in, and the secret that seals cookies and files."""

import logging
import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from threading import Lock

from loaders.shelf import PRIVATE_FILE, PRIVATE_FOLDER
from sharing import access, audit
from sharing.access import Access
from sharing.access_rules import SHORTEST_SECRET
from sharing.errors import SharingError
from sharing.memory import Firsts, Roles
from sharing.store import Store, open_store, var_folder

SECRET = "cookie-secret"
# A store that could not be opened is not tried again before: who comes meanwhile is told at once, and waits for nobody.
AGAIN_SECONDS = 5.0
# Views that were closed stay so for the hours that their cookies live: no number of other events makes them forgotten.
MOST_CLOSED = 200_000


class House:
    """The doors of one process. `secrets_files` are where Streamlit looks for its secrets, the last one first.

    `roles` are whom its runs have found, `firsts` the events that they have met, `closed` the views that were closed, `turns`
    numbers what each is done with.
    `clock` is in seconds, and does not go back.
    """

    def __init__(self, *, secrets_files: Sequence[Path], environ: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        self._secrets_files, self._environ, self._clock = tuple(secrets_files), environ, clock
        self.roles, self.firsts, self.closed, self.turns = Roles(), Firsts(), Firsts(most=MOST_CLOSED), count()
        self._store_lock, self._secret_lock = Lock(), Lock()
        self._store: Store | None = None
        self._refusal: tuple[SharingError, float] | None = None
        self._own_secret = ""
        self._pruned: tuple[date, int] | None = None

    @property
    def var(self) -> Path:
        """The folder in which the process keeps what is its own."""
        return var_folder(self._environ)

    @property
    def access(self) -> Access:
        """Who may sign in, and from where the house answers, as the files say now. Raises AccessError."""
        return access.read(self._secrets_files, self._environ)

    @property
    def store(self) -> Store:
        """The links and the record of events, opened when first asked for. Raises SharingError."""
        with self._store_lock:
            if self._store is None:
                self._store = self._opened()
            return self._store

    def _opened(self) -> Store:
        if self._refusal and self._clock() - self._refusal[1] < AGAIN_SECONDS:
            reason = self._refusal[0]
            raise SharingError(reason.template, **reason.values)
        try:
            return open_store(self._environ.get("DATABASE_URL"), var=self.var)
        except SharingError as reason:
            self._refusal = reason, self._clock()
            raise

    @property
    def secret(self) -> str:
        """What cookies and file names are sealed with: the one configured, else one of this machine's own. Raises AccessError.

        What the environment states needs no file: a slip in one shuts out whom it names, and nobody with a link.
        """
        return access.stated_secret(self._environ) or self.access.cookie_secret or self._own()

    def _own(self) -> str:
        with self._secret_lock:
            if not self._own_secret:
                try:
                    self._own_secret = _kept_secret(self.var)
                except OSError:
                    logging.getLogger(__name__).exception("No secret can be kept: what this process seals is of no worth to another, nor after a restart")
                    self._own_secret = secrets.token_urlsafe(SHORTEST_SECRET)
            return self._own_secret

    def prune(self, at: datetime) -> None:
        """Take out of the record of events what is older than it is to be kept, once a day. Raises SourceError."""
        days = self.access.audit_days
        if self._pruned != (at.date(), days):
            audit.prune(self.store, days=days, now=at)
            self._pruned = at.date(), days


def _kept_secret(var: Path) -> str:
    """The secret of this machine's own, made where there is none. Raises OSError."""
    path = var / SECRET
    if not path.exists():
        var.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Of two processes that start at once, one writes it and both read it: a link gives it its name all at once.
        part = path.with_name(f"{SECRET}.{os.getpid()}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
                file.write(secrets.token_urlsafe(SHORTEST_SECRET))
            with suppress(FileExistsError):
                os.link(part, path)
        finally:
            part.unlink(missing_ok=True)
    found = path.read_text(encoding="ascii", errors="replace").strip()
    if len(found) < SHORTEST_SECRET:
        raise OSError(f"{path} holds no secret")
    return found


def now() -> datetime:
    """This moment. The one clock of the doors, for the server has no caller to ask."""
    return datetime.now(UTC)

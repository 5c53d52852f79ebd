"""The data in use: what was last read and good. Newer files are taken up when they have come to rest, and only if good."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread

from loaders import Dataset, SourceError
from loaders.files import limits, store
from loaders.shelf import LOCK, LOCK_SECONDS, MAPPING, STATE, is_spreadsheet
from locales import N_

# A file that has not changed for so long is not being written.
REST_SECONDS = 1.0
LOOK_SECONDS = 0.25
# So long after the last viewer asked, nobody looks any more.
PATIENCE_SECONDS = 30.0

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Trouble:
    """Why the files as they are now are not in use: which file, why, since when."""

    file: str
    reason: SourceError
    since: datetime


@dataclass(frozen=True)
class State:
    """The Dataset in use: when its newest file was saved, when it was taken up, what keeps newer files away.

    `stamp` is that of the files it was read from; none where they were read before the last start.
    """

    data: Dataset
    saved: datetime
    taken_up: datetime
    trouble: Trouble | None = None
    stamp: Stamp | None = None

    @property
    def mark(self) -> tuple[str, datetime, Trouble | None]:
        """What a page has to be drawn anew for, once it differs."""
        # The same files read under other limits have the same fingerprint.
        return self.data.fingerprint, self.taken_up, self.trouble


class Live:
    """The data in use of one folder or file, for all viewers of a process. One load at a time.

    `read` reads it and may raise SourceError; `taken_up` is told of each state that was taken up, and whether it is the first.
    """

    def __init__(self, path: Path, *, read: Callable[[Path], Dataset], taken_up: Callable[[State, bool], None] = lambda state, is_first: None) -> None:
        self.path = path
        self._read, self._tell = read, taken_up
        self._turn, self._starting = Lock(), Lock()
        self._state: State | None = None
        self._reason = SourceError("")
        self._seen: Stamp | None = None
        self._tried: Stamp | None = None
        self._since = self._asked = 0.0
        self._watcher: Thread | None = None

    @property
    def is_ready(self) -> bool:
        """Whether some data is in use, and nobody has to wait for it."""
        return self._state is not None

    def state(self) -> State:
        """The data in use, looked after while anybody asks. Raises SourceError where nothing good was ever read."""
        self._asked = time.monotonic()
        # Who comes while another does so has the data as it was.
        if self._starting.acquire(blocking=False):
            try:
                if self._watcher is None or not self._watcher.is_alive():
                    self.look(time.time())
                    self._watcher = Thread(target=self._watch, name="data", daemon=True)
                    self._watcher.start()
            finally:
                self._starting.release()
        if self._state is None:
            # The first load is for all to wait for.
            self.look(time.time())
        return self.served()

    def served(self) -> State:
        """The data in use as it was at the last look. Raises SourceError."""
        if self._state is None:
            raise self._reason
        return self._state

    def look(self, now: float) -> None:
        """Take the files up if they have changed and are at rest at `now`, in seconds since 1970."""
        if not self._turn.acquire(blocking=self._state is None):
            return
        try:
            stamp = stamp_of(self.path)
            if stamp != self._seen:
                self._seen, self._since = stamp, now
            if stamp != self._tried and (self._state is None or self._is_at_rest(stamp, now)):
                self._take_up(stamp, now)
        finally:
            self._turn.release()

    def refresh(self) -> None:
        """Take the files up at once, for who has just saved them."""
        with self._turn:
            self._take_up(stamp_of(self.path), time.time())

    def _watch(self) -> None:
        while time.monotonic() - self._asked < PATIENCE_SECONDS:
            time.sleep(LOOK_SECONDS)
            self.look(time.time())

    def _is_at_rest(self, stamp: Stamp, now: float) -> bool:
        with suppress(OSError):
            # Several files are being exchanged, and half of them are no state.
            if now - (self.path / LOCK).stat().st_mtime < LOCK_SECONDS:
                return False
        changed = [time_ns / 1e9 for _, _, time_ns in stamp]
        with suppress(OSError):
            # A name that has gone shows in its folder alone.
            changed.append((self.path if self.path.is_dir() else self.path.parent).stat().st_mtime)
        return now - max(changed, default=0.0) >= REST_SECONDS or now - self._since >= REST_SECONDS

    def _take_up(self, stamp: Stamp, now: float) -> None:
        self._seen = self._tried = stamp
        try:
            data = self._read(self.path)
        except SourceError as reason:
            self._refuse(reason, stamp, now)
            return
        except Exception:
            # Whatever a new file does to its reader, the last good data stays.
            logging.getLogger(__name__).exception("%s could not be read", self.path)
            self._refuse(SourceError(N_("reading it went wrong, and the log says how"), file=self.path.name), stamp, now)
            return
        if stamp_of(self.path) != stamp:
            # It was written to while it was read: once more when it is at rest.
            self._tried = None
            if self._state is not None:
                return
        if lost := self._lost(data):
            self._refuse(lost, stamp, now)
        else:
            self._use(data, stamp, now)

    def _use(self, data: Dataset, stamp: Stamp, now: float) -> None:
        is_first = self._state is None
        saved = max((time_ns / 1e9 for name, _, time_ns in stamp if is_spreadsheet(name)), default=now)
        self._state = State(data, _moment(saved), _moment(now), stamp=stamp)
        store.keep(self._shelf, self.path.name, store.pack(data))
        self._tell(self._state, is_first)

    def _refuse(self, reason: SourceError, stamp: Stamp, now: float) -> None:
        """Go on with the last good data, and say why; without any, say that alone."""
        self._reason = reason
        if self.path.is_dir() and not any(is_spreadsheet(name) for name, _, _ in stamp):
            # All was taken away: so are its rows.
            self._state = None
            return
        good = self._state or self._kept()
        since = good.trouble.since if good and good.trouble else _moment(now)
        self._state = good and replace(good, trouble=Trouble(reason.file or self.path.name, reason, since))

    def _lost(self, data: Dataset) -> SourceError | None:
        """Why a file that was good cannot be read any more; None where there is none."""
        unreadable = {problem.file: problem for problem in data.problems if problem.code == "unreadable_file"}
        if not unreadable or not (good := self._state or self._kept()):
            return None
        read = {report.file for report in good.data.sheets}
        return next((SourceError(problem.template, file=file, **dict(problem.values)) for file, problem in unreadable.items() if file in read), None)

    def _kept(self) -> State | None:
        """What was good when the process before ended."""
        if not (data := store.kept(self._shelf, self.path.name)):
            return None
        when = _moment(max(file.stat().st_mtime for file in self._shelf.glob("*.arrow")))
        return State(data, when, when)

    @property
    def _shelf(self) -> Path:
        return (self.path if self.path.is_dir() else self.path.parent) / STATE / "in-use"


def stamp_of(path: Path) -> Stamp:
    """What tells one state of a folder or file from another at the cost of a look: names, sizes and times."""
    found: list[tuple[str, int, int]] = []
    with suppress(OSError):
        for file in path.iterdir() if path.is_dir() else [path]:
            if is_spreadsheet(file.name) or file.name in (MAPPING, limits.FILE):
                with suppress(OSError):
                    status = file.stat()
                    found.append((file.name, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""What a process remembers of its visitors: for a while, of so many at most, whichever thread asks."""

from collections import OrderedDict
from threading import Lock

# An open page tells anew every second and a half, one that nobody looks at once a minute.
ROLE_SECONDS = 90.0
MOST_KNOWN = 10_000


class Roles:
    """Who is a director or of the board, by what their browser holds: for the answers that no script gives.

    A moment is in seconds of any clock that does not go back.
    """

    def __init__(self, *, seconds: float = ROLE_SECONDS, most: int = MOST_KNOWN) -> None:
        self._seconds, self._most = seconds, most
        self._found: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._lock = Lock()

    def note(self, audience: str, role: str, now: float) -> None:
        """What a run of the script has found somebody to be; all but directors and the board are forgotten."""
        with self._lock:
            self._found.pop(audience, None)
            if audience and role in ("director", "board"):
                self._found[audience] = role, now
                while len(self._found) > self._most:
                    self._found.popitem(last=False)

    def of(self, audience: str, now: float) -> str:
        """The role of somebody whom a run has found a moment ago; blank where none has."""
        with self._lock:
            role, at = self._found.get(audience, ("", now - self._seconds))
        return role if now - at < self._seconds else ""


class Firsts:
    """Which events a process has met: a page tells of one at every run, and the store is asked once."""

    def __init__(self, *, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._met: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def is_first(self, event: str) -> bool:
        """Whether this process meets an event for the first time, or has not met it for long."""
        with self._lock:
            is_first = event not in self._met
            self._met[event] = None
            self._met.move_to_end(event)
            while len(self._met) > self._most:
                self._met.popitem(last=False)
            return is_first

    def has_met(self, event: str) -> bool:
        """Whether this process has met an event."""
        with self._lock:
            return event in self._met

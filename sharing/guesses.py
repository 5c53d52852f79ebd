"""How often somebody tries links that open nothing: a few by mistake, many only by guessing."""

from collections import OrderedDict, deque
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock

MOST, SECONDS = 20, 60.0
MOST_KNOWN = 10_000


def neighbourhood(address: str) -> str:
    """Whose tries are counted together: an IPv4 address, the 2^64 addresses of an IPv6 network that one subscriber has; what is no address as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address) or found.ipv4_mapped:
        return str(found if isinstance(found, IPv4Address) else found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))


class Guesses:
    """Counts wrong tries by address, in memory alone; `now` is in seconds of any clock that does not go back."""

    def __init__(self, *, most: int = MOST, seconds: float = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def too_many(self, address: str, now: float) -> bool:
        """Whether this address has to wait before it may try again."""
        with self._lock:
            tries = self._tries.get(address, deque())
            while tries and now - tries[0] >= self._seconds:
                tries.popleft()
            return len(tries) >= self._most

    def wrong(self, address: str, now: float) -> None:
        """One more try that opened nothing."""
        with self._lock:
            self._tries.setdefault(address, deque(maxlen=self._most)).append(now)
            self._tries.move_to_end(address)
            while len(self._tries) > MOST_KNOWN:
                self._tries.popitem(last=False)

"""A real dashboard on a folder of one's own, with links of its own."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx

from sharing import links
from sharing.grants import Grant
from sharing.passes import COOKIE
from sharing.store import Store, open_store
from tests.servers import free_ports, health, running

# Where somebody comes from who is not at the machine itself.
AWAY = {"X-Forwarded-For": "203.0.113.9"}
START = "import sys\nfrom streamlit.web.cli import main\nsys.argv[0] = 'streamlit'\nsys.exit(main())"


@dataclass(frozen=True)
class House:
    """A dashboard that runs: its address, the folder of its own and the store of its links, its log."""

    address: str
    var: Path
    store: Store
    log: Path

    def link(self, grant: Grant, *, until: date | None = None, made: datetime | None = None) -> tuple[str, int]:
        """A new link's token and number."""
        made = made or datetime.now(UTC)
        token, link = links.create(self.store, grant, until=until or made.date() + timedelta(days=90), by="Director", now=made)
        return token, link.link_id

    def opened(self, token: str) -> dict[str, str]:
        """The cookie of who opens a link."""
        answer = self.ask(f"/s/{token}")
        assert answer.status_code == 303, answer.text
        return {COOKIE: answer.cookies[COOKIE]}

    def ask(self, path: str, *, method: str = "GET", cookies: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None, content: bytes | None = None) -> httpx.Response:
        """An answer of the server to somebody from elsewhere."""
        with httpx.Client(cookies=dict(cookies or {}), timeout=60) as client:
            return client.request(method, self.address + path, headers=AWAY if headers is None else headers, content=content)


@contextmanager
def serving(folder: Path, var: Path, *, first: str = "", environ: Mapping[str, str] | None = None, script: Path = Path("dashboard.py")) -> Iterator[House]:
    """Run the dashboard, or another script, on a folder; `first` is Python that its process runs before all else."""
    var.mkdir(parents=True, exist_ok=True)
    (port,) = free_ports(1)
    log, store = var / "log", open_store(var=var)
    own = {"CITIES_DATA": str(folder), "CITIES_VAR": str(var), **(environ or {})}
    command = [sys.executable, "-c", f"{first}\n{START}", "run", str(script), "--server.port", str(port)]
    try:
        with running(command, health(port), log=log, environ=own):
            yield House(f"http://127.0.0.1:{port}", var, store, log)
    finally:
        store.close()

"""A real dashboard on a folder of one's own, with links of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
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

ROOT = Path(__file__).parents[2]
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
def serving(folder: Path, var: Path, *, first: str = "", environ: Mapping[str, str] | None = None) -> Iterator[House]:
    """Run the dashboard on a folder; `first` is Python that its process runs before all else."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var.mkdir(parents=True, exist_ok=True)
    log = var / "log"
    store = open_store(var=var)
    command = [sys.executable, "-c", f"{first}\n{START}", "run", "dashboard.py", "--server.port", str(port)]
    told = {name: value for name, value in os.environ.items() if not name.startswith("CITIES_") and name != "DATABASE_URL"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**told, "CITIES_DATA": str(folder), "CITIES_VAR": str(var), **(environ or {})}, stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, process, log)
        yield House(address, var, store, log)
    finally:
        store.close()
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8", errors="replace")[-2000:]

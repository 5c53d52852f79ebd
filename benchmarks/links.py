"""How long a link that opens nothing takes to say so: one that never was, an expired and a revoked one, asked in turn. The first is the floor.

Who could tell them apart by their time would learn that a token was once right.
"""

import asyncio
import random
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from statistics import median

from starlette.applications import Starlette
from starlette.types import Message, Scope

from benchmarks.report import Result, table
from sharing import doors, links
from sharing.grants import Grant
from sharing.house import House
from sharing.store import open_store

# So many of each kind, and of links that are open beside them.
LINKS = 20
GOAL = 1.1


async def _asked(app: Starlette, token: str, number: int) -> float:
    """The ms until a link is answered; each asker has an address of their own, for who tries too many has to wait."""
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    client = (f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 50_000)
    scope: Scope = {
        "type": "http", "method": "GET", "path": f"/s/{token}", "raw_path": b"", "query_string": b"", "headers": [(b"host", b"localhost")], "client": client, "scheme": "http",
        "server": ("localhost", 80), "http_version": "1.1",
    }  # fmt: skip
    began = time.perf_counter()
    await app(scope, receive, send)
    took = time.perf_counter() - began
    if status != 404:
        raise RuntimeError(f"a link that opens nothing was answered with {status}")
    return took * 1000


async def _times(house: House, tokens: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    app, luck, number = Starlette(routes=doors.routes(lambda: house)), random.Random(1), 0
    found: dict[str, list[float]] = {kind: [] for kind in tokens}
    for turn in range(rounds):
        for kind in luck.sample(sorted(tokens), len(tokens)):
            number += 1
            found[kind].append(await _asked(app, tokens[kind][turn % len(tokens[kind])], number))
    return found


def results(*, rounds: int) -> list[Result]:
    """The medians of the expired and of the revoked, against those of links that never were."""
    now, grant = datetime.now(UTC), Grant("Fund", project_ids=("a",))
    with tempfile.TemporaryDirectory() as folder:
        with closing(open_store(var=Path(folder))) as store:
            def made(then: datetime, until: date) -> tuple[str, int]:
                token, link = links.create(store, grant, until=until, by="director", now=then)
                return token, link.link_id

            before, later = now - timedelta(days=40), now.date() + timedelta(days=90)
            expired = [made(before, before.date() + timedelta(days=10))[0] for _ in range(LINKS)]
            revoked = [made(now, later) for _ in range(LINKS)]
            for _, number in revoked:
                links.revoke(store, number, by="director", now=now)
            for _ in range(LINKS):
                made(now, later)
        house = House(secrets_files=[], environ={"CITIES_VAR": folder})
        tokens = {"unknown": [token_urlsafe(32) for _ in range(LINKS)], "expired": expired, "revoked": [token for token, _ in revoked]}
        try:
            times = asyncio.run(_times(house, tokens, rounds))
        finally:
            house.store.close()
    floor = median(times["unknown"])
    return [Result(f"/s/ of {kind} link, floor: one that never was", median(times[name]), "ms", floor, goal=GOAL) for name, kind in (("expired", "an expired"), ("revoked", "a revoked"))]


if __name__ == "__main__":
    print(table("Links that open nothing", results(rounds=2000)))

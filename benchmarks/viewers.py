"""Many viewers on one server: simulated sessions that speak Streamlit's own protocol, on loopback.

Each opens the page, then changes a filter every five seconds, give or take; a rerun lasts from the
message that asks for it to the one that says it is finished. All of it ends by itself.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.report import Result
from benchmarks.servers import Server, floor, ours

EVERY_SECONDS, JITTER_SECONDS = 5.0, 1.0
LONGEST_SECONDS = 60.0
OPENERS = 50
FLOOR_VALUES, OUR_VALUES = ("2011", "2012", "2013", "2014"), ("2018", "2019", "2018 · 07–12", "2019 · 01–06")
WIDGET = "Period"


@dataclass
class Viewer:
    """One session: its socket, the filter's id, and what a browser would keep of its messages."""

    socket: ClientConnection
    widget_id: str = ""
    kept: set[str] = field(default_factory=set)

    async def run(self, value: str | None = None) -> float:
        """Have the page run, with a value chosen; gives the ms until it was finished."""
        asked = BackMsg()
        state = asked.rerun_script
        state.cached_message_hashes.extend(self.kept)
        state.context_info.locale, state.context_info.timezone = "en-CA", "America/Toronto"
        if value is not None:
            state.widget_states.widgets.add(id=self.widget_id, string_value=value)
        start = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(LONGEST_SECONDS):
            while not self._is_last(ForwardMsg.FromString(await self.socket.recv(decode=False))):
                pass
        return (time.perf_counter() - start) * 1000

    def _is_last(self, message: ForwardMsg) -> bool:
        if message.metadata.cacheable:
            self.kept.add(message.hash)
        element = message.delta.new_element
        if element.HasField("selectbox") and element.selectbox.label == WIDGET:
            self.widget_id = element.selectbox.id
        return message.HasField("script_finished")


@asynccontextmanager
async def viewing(server: Server) -> AsyncIterator[Viewer]:
    """A session, closed at the end."""
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None) as socket:
        yield Viewer(socket)


def results(*, seconds: float, numbers: Sequence[int] = (10, 50, 100)) -> list[Result]:
    """Every measurement of many viewers, each lot of them for so many seconds."""
    found, session = [], 0.0
    for number in numbers:
        with floor("choice") as small, ours() as house:
            floor_ms, _ = asyncio.run(crowd([small], FLOOR_VALUES, number=number, seconds=seconds))
            ours_ms, session = asyncio.run(crowd([house], OUR_VALUES, number=number, seconds=seconds))
        limit = 300 if number == 100 else None
        found.append(Result(f"{number} viewers on one process", percentile(ours_ms), "ms", percentile(floor_ms), limit=limit))
    with ExitStack() as stack:
        two = [stack.enter_context(ours()) for _ in range(2)]
        both_ms, _ = asyncio.run(crowd(two, OUR_VALUES, number=200, seconds=seconds))
    with floor("choice") as small, ours() as house:
        small_waits, waits = (asyncio.run(rush(server)) for server in (small, house))
        peak = house.memory_mib(is_peak=True)
    return [
        *found,
        Result("200 viewers on two processes", percentile(both_ms), "ms", limit=300),
        Result(f"{OPENERS} open the link within one second", percentile(waits), "ms", percentile(small_waits), limit=3_000),
        Result("memory a session, of 100", session, "MiB", limit=1),
        Result("memory of the process at its most, after the rush", peak, "MiB"),
    ]


async def crowd(servers: Sequence[Server], values: tuple[str, ...], *, number: int, seconds: float) -> tuple[list[float], float]:
    """(ms of each rerun, MiB a session) of so many viewers, spread over the servers."""
    for server in servers:
        async with viewing(server) as first:
            # Who comes before loads the data and chooses each value, until the memory has settled.
            await first.run()
            for value in values * 10:
                await first.run(value)
    before = _memory_mib(servers)
    times: list[float] = []
    at_most = 0.0
    chance = random.Random(2)

    async def view(place: int) -> None:
        nonlocal at_most
        await asyncio.sleep(place * EVERY_SECONDS / number)
        async with viewing(servers[place % len(servers)]) as viewer:
            await viewer.run()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                await asyncio.sleep(EVERY_SECONDS + chance.uniform(-JITTER_SECONDS, JITTER_SECONDS))
                times.append(await viewer.run(chance.choice(values)))
            at_most = max(at_most, _memory_mib(servers))

    await asyncio.gather(*(view(place) for place in range(number)))
    return times, (at_most - before) / number


def _memory_mib(servers: Sequence[Server]) -> float:
    return sum(server.memory_mib() for server in servers)


async def rush(server: Server) -> list[float]:
    """The ms that each of those waits who open the page within one second."""
    async with viewing(server) as first:
        await first.run()
    chance = random.Random(2)

    async def wait() -> float:
        await asyncio.sleep(chance.random())
        start = time.perf_counter()
        async with viewing(server) as viewer:
            await viewer.run()
            return (time.perf_counter() - start) * 1000

    return list(await asyncio.gather(*(wait() for _ in range(OPENERS))))


def percentile(times: Sequence[float], share: float = 0.95) -> float:
    """The time that so large a share of the reruns does not exceed."""
    return sorted(times)[int(share * (len(times) - 1))]

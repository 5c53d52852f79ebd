"""Servers that the tests start: the dashboard on a folder, and others, each awaited until it answers and ended with its test."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60
DASHBOARD = (sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port")
T = TypeVar("T")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens to."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def awaited(look: Callable[[], T | None], *, or_else: Callable[[], str] = lambda: "nothing came") -> T:
    """What is found once there is something to find."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, or_else()
        time.sleep(0.05)
    return found


def answers(url: str) -> bool:
    """Whether an address answers that all is well."""
    try:
        urllib.request.urlopen(url, timeout=2).close()
        return True
    except OSError:
        return False


def health(port: int) -> str:
    """The address at which a dashboard says that it is well."""
    return f"http://127.0.0.1:{port}/_stcore/health"


def started(command: Sequence[str], *, log: Path | None = None, environ: Mapping[str, str] | None = None, cwd: Path = ROOT) -> "subprocess.Popen[bytes]":
    """A process that has begun; what it says is put behind what stands in `log`."""
    with (log or Path(os.devnull)).open("ab") as file:
        return subprocess.Popen(command, cwd=cwd, env={**os.environ, **(environ or {})}, stdout=file, stderr=file)


def ended(process: "subprocess.Popen[bytes]") -> None:
    """End a process as one that is asked to, and one that does not heed by force."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running(command: Sequence[str], url: str, *, log: Path | None = None, environ: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Iterator[None]:
    """A process that answers at an address until the end.

    Raises AssertionError with the end of its log where it breaks off.
    """
    process = started(command, log=log, environ=environ, cwd=cwd)
    try:
        awaited(lambda: answers(url) or process.poll() is not None)
        assert process.poll() is None, log and log.read_text(encoding="utf-8", errors="replace")[-2000:]
        yield
    finally:
        ended(process)


@contextmanager
def serve(folder: Path, *, log: Path | None = None, environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run the dashboard on a folder; gives its address."""
    (port,) = free_ports(1)
    with running([*DASHBOARD, str(port)], health(port), log=log, environ={**(environ or {}), "CITIES_DATA": str(folder)}):
        yield f"http://127.0.0.1:{port}"

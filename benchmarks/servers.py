"""Fresh server processes on free ports, each measured by itself and stopped at the end."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = Path(__file__).parent / "apps"
START_SECONDS = 60
FLAGS = ("--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def memory_mib(self, *, is_peak: bool = False) -> float:
        """What the process holds in memory now, or at its most, in MiB."""
        name = "VmHWM:" if is_peak else "VmRSS:"
        lines = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


@contextmanager
def floor(name: str) -> Iterator[Server]:
    """A script of benchmarks/apps on plain Streamlit: none of our settings, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, _served(APPS / f"{name}.py", Path(folder)) as server:
        yield server


@contextmanager
def ours() -> Iterator[Server]:
    """The dashboard as it is deployed, on the workbook that comes with it."""
    with _served(ROOT / "dashboard.py", ROOT) as server:
        yield server


@contextmanager
def ours_with(first_lines: str) -> Iterator[Server]:
    """The dashboard with lines put before its own: to take one thing away and see what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        for path in ROOT.iterdir():
            if path.name not in {"dashboard.py", ".git", ".venv"}:
                (Path(folder) / path.name).symlink_to(path)
        script = Path(folder) / "dashboard.py"
        script.write_text(first_lines + (ROOT / "dashboard.py").read_text(encoding="utf-8"), encoding="utf-8")
        with _served(script, Path(folder)) as server:
            yield server


@contextmanager
def _served(script: Path, folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *FLAGS]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "CITIES_DATA"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no server answers at {address}")

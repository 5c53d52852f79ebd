"""Two real dashboards behind a real nginx, in the configuration that deploy/ gives, and what stands where between them."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from tests.servers import DASHBOARD, ROOT, answers, awaited, ended, free_ports, health, started

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
COOKIE = "cities_way"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass
class Replica:
    """One process of the dashboard."""

    port: int
    process: subprocess.Popen[bytes]
    start: Callable[[], "subprocess.Popen[bytes]"]

    def die(self) -> None:
        """End it as a machine that loses its power would: at once, with nothing put in order."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def rise(self) -> None:
        """Start it again where it was."""
        self.process = self.start()
        await_health(self.port)


@dataclass
class Site:
    """The whole of a deployment: its address, its processes, what its nginx has written down."""

    port: int
    replicas: list[Replica]
    logs: Path
    environ: Mapping[str, str]

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def ask(self, path: str, *, way: str | None = None, ip: str = "127.0.0.1", headers: Mapping[str, str] = MappingProxyType({})) -> http.client.HTTPResponse:
        """The answer of whichever process a browser with this way is led to, read; `ip` is where the browser is."""
        with closing(http.client.HTTPSConnection("localhost", self.port, timeout=20, context=_trusting(), source_address=(ip, 0))) as connection:
            connection.request("GET", path, headers={**headers, **({"Cookie": f"{COOKIE}={way}"} if way else {})})
            answer = connection.getresponse()
            answer.read()
            return answer

    def said_to(self, request: str) -> str:
        """What is answered to a request that no browser would send."""
        with socket.create_connection(("localhost", self.port), timeout=20) as plain, _trusting().wrap_socket(plain, server_hostname="localhost") as connection:
            connection.sendall(request.encode())
            return connection.recv(4096).decode()

    def led_to(self, way: str) -> Replica:
        """The process that a way leads to."""
        mark = f"/_stcore/health/{way}/{time.monotonic_ns()}"
        self.ask(mark, way=way)
        # Written down once the answer is out.
        line = awaited(lambda: next((line for line in self.logged().splitlines() if mark in line), None))
        return next(replica for replica in self.replicas if line.endswith(f":{replica.port}"))

    def logged(self) -> str:
        """All that nginx has written down."""
        return "".join(path.read_text(errors="replace") for path in self.logs.iterdir())

    def said(self) -> str:
        """All that the processes have written down."""
        return "".join(path.read_text(errors="replace") for path in self.logs.parent.parent.glob("*.log"))


@contextmanager
def deployed(folder: Path, data: Path, environ: Mapping[str, str]) -> Iterator[Site]:
    """Two processes that show a folder of data, and an nginx before them; `folder` is for their own files."""
    ports = free_ports(4)
    known = {**os.environ, **environ, "CITIES_DATA": str(data), "CITIES_VAR": str(folder / "var")}
    replicas: list[Replica] = []
    try:
        for port in ports[:2]:
            start = partial(started, [*DASHBOARD, str(port)], log=folder / f"{port}.log", environ=known)
            replicas.append(Replica(port, start(), start))
        for port in ports[:2]:
            await_health(port)
        with _nginx(folder, ports) as logs:
            yield Site(ports[2], replicas, logs, known)
    finally:
        for replica in replicas:
            ended(replica.process)


def rendered(text: str, changes: Mapping[str, str]) -> str:
    """A configuration with some of its words changed. Each has to be there: what is tested is what is shipped."""
    for old, new in changes.items():
        assert old in text, f"{old} is not in the configuration"
        text = text.replace(old, new)
    return text


@contextmanager
def _nginx(folder: Path, ports: list[int]) -> Iterator[Path]:
    own, logs = folder / "nginx", folder / "nginx" / "logs"
    logs.mkdir(parents=True)
    own.chmod(0o755)
    key, certificate = own / "privkey.pem", own / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    conf = own / "nginx.conf"
    conf.write_text(rendered((ROOT / "deploy" / "nginx.conf").read_text(), {
        "app-1:8501": f"127.0.0.1:{ports[0]}", "app-2:8501": f"127.0.0.1:{ports[1]}", "listen 443": f"listen {ports[2]}", "listen 80": f"listen {ports[3]}",
        "dashboard.example.org": "localhost", "/etc/nginx/tls/fullchain.pem": str(certificate), "/etc/nginx/tls/privkey.pem": str(key),
        "/var/log/nginx": str(logs), "/run/nginx.pid": str(own / "nginx.pid"),
        # What does not fit into memory goes where only the package's own user may write.
        "server_tokens off;": " ".join(["server_tokens off;", *(f"{kind}_temp_path {own}/{kind};" for kind in TEMPORARY)]),
    }))  # fmt: skip
    words = [str(NGINX), "-e", str(logs / "error.log"), "-c", str(conf), "-g", "daemon off;"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        awaited(lambda: _listens(ports[2]) or process.poll() is not None)
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        yield logs
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def await_health(port: int) -> None:
    """Wait until a process answers."""
    awaited(lambda: answers(health(port)))


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context

"""The question after known flaws, put to a database of the test's own: one that knows of some, one that knows of none, and none at all."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.servers import ROOT, free_ports

FLAW = {
    "id": "CVE-2031-1", "summary": "It lets anybody in",
    "affected": [{"package": {"name": "pandas", "ecosystem": "PyPI"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}]}],
}  # fmt: skip


@contextmanager
def database(flaws: dict[str, dict], *, status: int = 200) -> Iterator[str]:
    """The address of a database in the form of OSV, that knows these flaws by package; of one that is not well, with another status."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            content = json.dumps({"vulns": [flaws[asked]]} if asked in flaws else {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def audit(tmp_path) -> Callable[..., tuple[int, str]]:
    def ask(address: str, *more: str) -> tuple[int, str]:
        words = ["--vulnerability-service", "osv", "--osv-url", address, "--cache-dir", str(tmp_path), *more]
        done = subprocess.run([sys.executable, "tests/deploy/audit.py", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    return ask


def test_a_known_flaw_fails_and_says_what_mends_it(audit):
    with database({"pandas": FLAW}) as address:
        code, said = audit(address)
    assert code == 1
    assert "CVE-2031-1 (mended in 99.1). It lets anybody in" in said
    assert len(said.splitlines()) == 1


def test_no_flaw_is_said_with_the_number_of_packages(audit):
    count = sum("==" in line for name in ("requirements.txt", "requirements-bucket.txt") for line in (ROOT / name).read_text().splitlines())
    with database({}) as address:
        assert audit(address) == (0, f"Known flaws: none in {count} packages.\n")


def test_without_a_database_it_goes_on_with_a_word(audit):
    code, said = audit(f"http://127.0.0.1:{free_ports(1)[0]}")
    assert code == 0
    assert said.startswith("Known flaws: the database cannot be reached (")
    assert len(said.splitlines()) == 1


def test_what_else_goes_wrong_fails(audit):
    """An option that is none, and an address at which there is no database: neither is one that cannot be reached."""
    with database({}) as address:
        code, said = audit(address, "--no-such-option")
        assert (code, len(said.splitlines())) == (1, 1)
        assert "unrecognized arguments: --no-such-option" in said
    with database({}, status=404) as address:
        code, said = audit(address)
    assert code == 1
    assert said.startswith("Known flaws: pip-audit has broken off (")


def test_a_database_that_is_out_of_order_is_one_that_cannot_be_reached(audit):
    with database({}, status=503) as address:
        code, said = audit(address)
    assert code == 0
    assert said.startswith("Known flaws: the database cannot be reached (")

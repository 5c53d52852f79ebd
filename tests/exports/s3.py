"""A real S3, of moto: a server of its own, spoken to over HTTP as any other."""

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from tests.servers import ROOT, free_ports, running

# It has an environment of its own: `make .venv/s3/made` makes it.
PYTHON = ROOT / ".venv" / "s3" / "bin" / "python"
OPEN = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::www*"}]}

# A line of the server's log, with colours or without.
REQUEST = re.compile(r'"(?:\x1b\[\d+m)*([A-Z]+) (\S+) HTTP')


class S3:
    """The server, with a bucket `www` that is open to all."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self._log = url, log
        self.environ = {"AWS_ENDPOINT_URL": url, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "us", "AWS_SECRET_ACCESS_KEY": "secret"}

    def ask(self, path: str, *, method: str = "GET", content: bytes | None = None) -> tuple[bytes, dict[str, str]]:
        """What is answered, and the headers of it, as anybody would ask. Raises HTTPError."""
        # Without a type it would be taken for a form.
        request = urllib.request.Request(f"{self.url}/{path}", content, {"Content-Type": "application/octet-stream"}, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read(), dict(answer.headers)

    def holds(self) -> dict[str, bytes]:
        """Every file of the bucket by its path."""
        listed = ElementTree.fromstring(self.ask("www")[0])
        return {key: self.ask(f"www/{key}")[0] for key in (str(one.text) for one in listed.iter("{http://s3.amazonaws.com/doc/2006-03-01/}Key"))}

    def emptied(self) -> None:
        """Take away all that is in the bucket, and what was asked of it."""
        for key in self.holds():
            self.ask(f"www/{key}", method="DELETE")
        os.truncate(self._log, 0)

    def asked(self, *methods: str) -> list[str]:
        """The paths that were asked by these methods, in order."""
        return [path for method, path in REQUEST.findall(self._log.read_text()) if method in methods]


@contextmanager
def s3(folder: Path) -> Iterator[S3]:
    """The server, running; its log is in a folder."""
    (port,) = free_ports(1)
    server = S3(f"http://127.0.0.1:{port}", folder / "s3.log")
    with running([str(PYTHON), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], f"{server.url}/moto-api/", log=folder / "s3.log"):
        server.ask("www", method="PUT")
        server.ask("www?policy", method="PUT", content=json.dumps(OPEN).encode())
        yield server

"""Files that the server hands out: compressed once, kept in memory, cached by browsers.

Streamlit sends its own scripts uncompressed, because Starlette's middleware would compress them
anew for every viewer. Here each is compressed at most once a process, which takes a cold page
from some 12 MB to under 3.5.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Thread

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

# What is text. Fonts (woff2) and pictures are compressed already.
COMPRESSED_SUFFIXES = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm"})
# Python's own table asks the operating system, whose answers for fonts and scripts differ.
MEDIA_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}
# Below this a gzip header and the work cost more than they save.
SMALLEST_COMPRESSED_BYTES = 512
# All of Streamlit's scripts together are some 8 MB compressed.
MEMORY_LIMIT_BYTES = 32 * 2**20

REVALIDATED = "no-cache"
FOR_A_DAY = "public, max-age=86400"
FOREVER = "public, max-age=31536000, immutable"


class CompressedBytes:
    """The gzip of files, each computed once for a path, a time and a size; bounded in memory."""

    def __init__(self, *, limit_bytes: int = MEMORY_LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._kept_bytes = 0
        self._guard = Lock()
        self._path_locks: dict[str, Lock] = {}

    def kept(self, path: Path, version: str) -> bytes | None:
        """The bytes if they are in memory already."""
        return self._kept.get((str(path), version))

    def made(self, path: Path, version: str) -> bytes:
        """The bytes, compressed now if need be. It takes time: not for the event loop."""
        # Fifty people who open the page in the same second wait for one compression of a file.
        with self._guard:
            lock = self._path_locks.setdefault(str(path), Lock())
        with lock:
            body = self.kept(path, version)
            if body is None:
                body = gzip.compress(path.read_bytes(), 9, mtime=0)
                self._keep((str(path), version), body)
            return body

    def _keep(self, key: tuple[str, str], body: bytes) -> None:
        with self._guard:
            self._kept[key] = body
            self._kept_bytes += len(body)
            while self._kept_bytes > self._limit_bytes and len(self._kept) > 1:
                self._kept_bytes -= len(self._kept.popitem(last=False)[1])


class FileShelf:
    """An ASGI application, or a middleware, that answers with the files listed and no other.

    A request is compared with the list of addresses; no path is ever built from it, so there is
    none to climb out of. An address that is not listed goes on to `app`, or is 404 without one.
    """

    def __init__(
        self,
        app: ASGIApp | None = None,
        *,
        files: Mapping[str, Path],
        cache_control: str = FOR_A_DAY,
        warmed: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._files = dict(files)
        self._cache_control = cache_control
        self._compressed = CompressedBytes()
        if warmed:
            Thread(target=self._warm, args=(warmed,), daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what is not a plain reading of a listed file."""
        is_reading = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        path = self._files.get(scope["path"]) if is_reading else None
        if path is not None and path.is_file():
            answer: ASGIApp = await self._answer(path, scope)
        else:
            answer = self._app or PlainTextResponse("Not found", status_code=404)
        await answer(scope, receive, send)

    async def _answer(self, path: Path, scope: Scope) -> Response:
        asked = Headers(scope=scope)
        version = version_of(path)
        is_text = path.suffix in COMPRESSED_SUFFIXES
        is_compressed = (
            is_text
            and path.stat().st_size >= SMALLEST_COMPRESSED_BYTES
            and accepts_gzip(asked.get("accept-encoding", ""))
            and "range" not in asked
        )
        etag = f'"{version}-gzip"' if is_compressed else f'"{version}"'
        headers = {"ETag": etag, "Cache-Control": self._cache_control_of(path, scope)}
        if is_text:
            headers["Vary"] = "Accept-Encoding"
        if etag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        media_type = MEDIA_TYPES.get(path.suffix)
        if not is_compressed:
            return FileResponse(path, headers=headers, media_type=media_type)
        body = self._compressed.kept(path, version)
        if body is None:
            body = await run_in_threadpool(self._compressed.made, path, version)
        # FileResponse knows the media type of a name; its own length and tag are replaced.
        named = FileResponse(path, media_type=media_type).media_type
        return Response(body, headers=headers | {"Content-Encoding": "gzip"}, media_type=named)

    def _cache_control_of(self, path: Path, scope: Scope) -> str:
        if path.suffix == ".html":
            return REVALIDATED
        asked_version = scope["query_string"].removeprefix(b"v=")
        is_exact = asked_version and asked_version == content_hash(path).encode()
        return FOREVER if is_exact else self._cache_control

    def _warm(self, names: tuple[str, ...]) -> None:
        # The first viewer should not wait for what every viewer will ask.
        for path in self._files.values():
            if path.name.startswith(names):
                self._compressed.made(path, version_of(path))


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (`gzip;q=0` refuses it)."""
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() in {"gzip", "*"} and weight.replace(" ", "") not in {"q=0", "q=0.0"}:
            return True
    return False


def version_of(path: Path) -> str:
    """A tag that changes when the file does, from its time and size alone."""
    status = path.stat()
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"


_hashes: dict[tuple[str, str], str] = {}


def content_hash(path: Path) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a file's content."""
    key = (str(path), version_of(path))
    if key not in _hashes:
        _hashes[key] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return _hashes[key]


def streamlit_static() -> Path:
    """The folder of Streamlit's own pages and scripts, found without importing Streamlit."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit is not installed")
    return Path(spec.origin).parent / "static"


def files_under(folder: Path, address: str, pattern: str = "*") -> Iterator[tuple[str, Path]]:
    """Each file of a folder, with the address it is served at. None where there is no folder."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            yield f"{address}/{path.relative_to(folder).as_posix()}", path

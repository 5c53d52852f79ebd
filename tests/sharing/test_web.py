"""The server's own part, over a small application: headers, compression, and what is not served."""

import base64
import gzip
import hashlib
import json
import warnings
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sharing import web
from sharing.files import CompressedBytes, accepts_gzip, content_hash
from sharing.house import House

with warnings.catch_warnings():
    # Starlette announces the next client library at import; nothing of ours can heed it.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

INLINE = "\n  ready = 1\n"
INDEX = f"<html><script>{INLINE}</script><script src='./static/js/index.abc.js'></script></html>"
SCRIPT = "export const words = 'solidarity economy';\n" * 100
LAND = {"type": "FeatureCollection", "features": [{"n": n} for n in range(200)]}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that looks like Streamlit's files and ours, with a secret beside each."""
    files = {
        "streamlit/index.html": INDEX,
        "streamlit/static/js/index.abc.js": SCRIPT,
        "streamlit/static/js/tiny.js": "1",
        "streamlit/static/media/face.woff2": "w" * 2000,
        "reference/land.json": json.dumps(LAND),
        "reference/cities.csv": "city_id",
        "fonts/sans.woff2": "w" * 2000,
        "fonts/LICENCE.txt": "OFL",
        "secret.toml": "password",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [(None, True), ("http://testserver", True), ("https://testserver", True), ("https://evil.example", False), ("null", False)],
)
def test_a_page_of_another_site_opens_no_websocket(client, origin, is_let_in):
    headers = {} if origin is None else {"origin": origin}
    if is_let_in:
        with client.websocket_connect("/stream", headers=headers) as socket:
            assert socket.receive_text() == "welcome"
    else:
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("/stream", headers=headers):
            pass


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The doors of a server without sign-in, which keeps its own in a folder of the test's."""
    return House(secrets_files=[tmp_path / "secrets.toml"], environ={"CITIES_VAR": str(tmp_path / "var")})


@pytest.fixture
def client(site: Path, house: House) -> TestClient:
    async def welcome(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("welcome")

    async def anything(request: object) -> PlainTextResponse:
        return PlainTextResponse("from Streamlit")

    app = Starlette(
        routes=[
            *web.routes(land=site / "reference" / "land.json", fonts=site / "fonts"),
            WebSocketRoute("/stream", welcome),
            Route("/{rest:path}", anything),
        ],
        middleware=web.middleware(lambda: house, may_upload=lambda audience: False, may_take=lambda audience: False, static=site / "streamlit", warmed=("index.",)),
    )
    return TestClient(app)


@pytest.mark.parametrize(
    "address", ["/", "/map", "/static/js/index.abc.js", "/reference/land.json", "/assets/fonts/no"]
)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_policy_allows_one_inline_script_by_hash_and_no_other_host() -> None:
    policy = dict(
        directive.split(" ", 1) for directive in web.content_security_policy(INDEX).split("; ")
    )
    digest = base64.b64encode(hashlib.sha256(INLINE.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{digest}' blob: 'wasm-unsafe-eval'"
    assert policy["connect-src"] == "'self'"
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert not {s for s in allowed if "*" in s or "//" in s or s in {"https:", "'unsafe-eval'"}}


def test_streamlits_own_page_has_the_inline_script_that_the_policy_allows() -> None:
    html = (web.streamlit_static() / "index.html").read_text(encoding="utf-8")
    assert len(web.inline_script_hashes(html)) == html.count("<script>") == 1


@pytest.mark.parametrize(
    ("address", "content", "cache"),
    [
        ("/", INDEX, "no-cache"),
        ("/static/js/index.abc.js", SCRIPT, "public, max-age=31536000, immutable"),
        ("/reference/land.json", json.dumps(LAND), "public, max-age=86400"),
    ],
)
def test_text_is_compressed_and_cached(
    client: TestClient, address: str, content: str, cache: str
) -> None:
    answer = client.get(address, headers={"accept-encoding": "gzip, br"})
    assert answer.text == content
    assert answer.headers["cache-control"] == cache
    assert answer.headers["vary"] == "Accept-Encoding"
    is_small = len(content) < 512
    assert answer.headers.get("content-encoding") == (None if is_small else "gzip")
    if not is_small:
        assert int(answer.headers["content-length"]) == len(
            gzip.compress(content.encode(), 9, mtime=0)
        )
    again = client.get(
        address, headers={"accept-encoding": "gzip", "if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/static/js/index.abc.js", {"accept-encoding": "identity"}),
        ("/static/js/index.abc.js", {"accept-encoding": "gzip;q=0"}),
        ("/static/js/tiny.js", {"accept-encoding": "gzip"}),
        ("/static/media/face.woff2", {"accept-encoding": "gzip"}),
        ("/assets/fonts/sans.woff2", {"accept-encoding": "gzip"}),
    ],
)
def test_what_is_not_compressed(client: TestClient, address: str, headers: dict[str, str]) -> None:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


def test_a_part_of_a_file_is_a_part_of_the_plain_file(client: TestClient) -> None:
    answer = client.get(
        "/static/js/index.abc.js", headers={"accept-encoding": "gzip", "range": "bytes=0-5"}
    )
    assert (answer.status_code, answer.text) == (206, "export")
    assert "content-encoding" not in answer.headers


def test_a_font_says_what_it_is(client: TestClient) -> None:
    assert client.get("/assets/fonts/sans.woff2").headers["content-type"] == "font/woff2"


def test_the_right_hash_in_the_address_is_kept_for_ever(client: TestClient, site: Path) -> None:
    right = content_hash(site / "reference" / "land.json")
    kept = {
        version: "immutable"
        in client.get(f"/reference/land.json?v={version}").headers["cache-control"]
        for version in (right, "0" * 12, "")
    }
    assert kept == {right: True, "0" * 12: False, "": False}


@pytest.mark.parametrize(
    "address",
    [
        "/reference/cities.csv",
        "/reference/",
        "/reference/..%2fsecret.toml",
        "/reference/%2e%2e/secret.toml",
        "/assets/fonts/none.woff2",
        "/assets/fonts/LICENCE.txt",
        "/assets/fonts/..%2f..%2fsecret.toml",
        "/assets/fonts/%2e%2e%5csecret.toml",
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/programme/_stcore/agent/mcp",
    ],
)
def test_all_else_under_our_addresses_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/_stcore/upload_file/a/b", "/programme/_stcore/upload_file/a/b"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
@pytest.mark.parametrize(
    ("client_ip", "headers", "is_taken"),
    [
        ("127.0.0.1", {"host": "127.0.0.1:8501"}, True),
        ("127.0.0.1", {"host": "localhost:8501"}, True),
        ("::1", {"host": "[::1]:8501"}, True),
        ("127.0.0.1", {"host": "dashboard.example.org"}, False),
        ("127.0.0.1", {"host": "localhost.example.org:8501"}, False),
        ("127.0.0.1", {"host": "127.0.0.1:8501", "X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"host": "127.0.0.1:8501", "Via": "1.1 proxy"}, False),
        ("192.168.1.7", {"host": "127.0.0.1:8501"}, False),
    ],
)
def test_files_are_taken_from_the_machine_itself_alone(
    site: Path, house: House, path: str, method: str, client_ip: str, headers: dict[str, str], is_taken: bool
) -> None:
    async def took(request: object) -> PlainTextResponse:
        return PlainTextResponse("taken")

    app = Starlette(
        routes=[Route("/{rest:path}", took, methods=[method])],
        middleware=web.middleware(lambda: house, may_upload=lambda audience: audience == "here", may_take=lambda audience: False, static=site / "streamlit"),
    )
    answer = TestClient(app, client=(client_ip, 50_000)).request(method, path, headers=headers)
    assert (answer.status_code, answer.text == "taken") == ((200, True) if is_taken else (403, False))


# An application may be served under a path, whatever it is called.
@pytest.mark.parametrize("before", ["", "/programme", "/static", "/a/static"])
def test_under_any_path_a_file_is_nobodys_and_a_font_everybodys(site: Path, house: House, before: str) -> None:
    async def file(request: object) -> PlainTextResponse:
        return PlainTextResponse("theirs", headers={"Content-Disposition": 'attachment; filename="board-0123456789abcdef.csv"'})

    async def font(request: object) -> PlainTextResponse:
        return PlainTextResponse("font")

    app = Starlette(
        routes=[Route(f"{before}/media/{{name:path}}", file), Route(f"{before}/static/media/{{name}}", font)],
        middleware=web.middleware(lambda: house, may_upload=lambda audience: False, may_take=lambda audience: True, static=site / "streamlit"),
    )
    client, name = TestClient(app), "0123456789abcdef0123456789abcdef"
    assert [client.get(f"{before}/media/{one}").status_code for one in (f"{name}.csv", name, f"{name}.woff2")] == [404] * 3
    assert client.get(f"{before}/static/media/MaterialSymbols.0a1b2c3d.woff2").text == "font"


def test_only_readings_are_answered_from_the_shelf(client: TestClient) -> None:
    assert client.post("/reference/land.json").status_code == 404
    assert client.head("/static/js/index.abc.js").content == b""


def test_a_file_that_changed_is_compressed_anew(client: TestClient, site: Path) -> None:
    client.get("/reference/land.json")
    (site / "reference" / "land.json").write_text('{"new": 1}' + " " * 600, encoding="utf-8")
    assert client.get("/reference/land.json").json() == {"new": 1}


def test_memory_is_bounded(tmp_path: Path) -> None:
    kept = CompressedBytes(limit_bytes=50)
    for name in "abc":
        (tmp_path / name).write_text(name * 2000, encoding="utf-8")
        kept.made(tmp_path / name, "1")
    assert [kept.kept(tmp_path / name, "1") is not None for name in "abc"] == [False, False, True]


@pytest.mark.parametrize(
    ("header", "accepts"),
    [("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.8", True), ("*", True), ("", False),
     ("br", False), ("gzip; q=0", False), ("xgzip", False)],
)  # fmt: skip
def test_accepts_gzip(header: str, accepts: bool) -> None:
    assert accepts_gzip(header) is accepts

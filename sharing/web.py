"""What the server adds to Streamlit: the files it serves, the headers of every answer, its guards.

`dashboard.py` passes what `server` gives to `st.App`. Nothing here imports Streamlit.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sharing import doors
from sharing.doors import Doors
from sharing.files import FOREVER, FileShelf, files_under, streamlit_static
from sharing.house import House

ROOT = Path(__file__).resolve().parent.parent
LAND = ROOT / "data" / "reference" / "land.json"
LAND_ADDRESS = "/reference/land.json"
FONTS = ROOT / "ui" / "assets" / "fonts"
FONTS_ADDRESS = "/assets/fonts"

# The large scripts that our pages use: 6.7 MB of the 8 that a cold start asks for.
WARMED_SCRIPTS = ("index.", "PlotlyChart.", "DeckGlJsonChart.", "DataFrame.", "arrowFormatUtils.",
                  "protobuf.", "StreamlitMarkdown.", "react-dom.")  # fmt: skip

# What our pages begin with. Streamlit's page asks for each only when its first element has come.
PRELOADED_SCRIPTS = ("ButtonGroup.", "Html.", "Selectbox.", "Multiselect.", "PlotlyChart.")


class Server(TypedDict):
    """What `st.App` is made with."""

    routes: list[BaseRoute]
    middleware: list[Middleware]


def inline_script_hashes(html: str) -> list[str]:
    """CSP sources that allow exactly the scripts written inside this page, and no other inline."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(index_html: str) -> str:
    """The policy for every answer: this origin alone, and what Streamlit cannot do without."""
    directives = {
        # Whatever is not named below comes from this origin.
        "default-src": ["'self'"],
        # Streamlit's bundles, and by its hash the one script inside its index.html.
        # blob: is how Streamlit loads the script of an inline component (ui/chart_files.py).
        # deck.gl's bundle compiles WebAssembly as it loads; JavaScript from text stays forbidden.
        "script-src": [
            "'self'",
            *inline_script_hashes(index_html),
            "blob:",
            "'wasm-unsafe-eval'",
        ],
        # Streamlit (emotion) writes its styles at run time; plotly sets style attributes.
        "style-src": ["'self'", "'unsafe-inline'"],
        # data: for the widgets' icons, and to draw a chart into a PNG.
        "img-src": ["'self'", "data:"],
        # data: for a small font inside Streamlit's own stylesheet.
        "font-src": ["'self'", "data:"],
        # The page's WebSocket and its files, on this origin alone. ('self' covers ws and wss in
        # Chromium 70, Safari 15.4 and later.)
        "connect-src": ["'self'"],
        # deck.gl reads GeoJSON without a worker; only MapLibre and Mapbox maps need blob: here.
        "worker-src": ["'self'"],
        # No page in a page, neither ours in another nor another in ours.
        "frame-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        # Nothing asks for plug-ins, a changed base address or forms sent elsewhere.
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def security_headers(index_html: str) -> dict[str, str]:
    """The headers that every answer carries."""
    return {
        "Content-Security-Policy": content_security_policy(index_html),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        # A link may hold a token: no other site learns the address it was followed from.
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        # clipboard-write and fullscreen stay: "Copy link" and a chart on the whole screen.
        "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    }


def preload_links(static: Path, names: tuple[str, ...]) -> str:
    """A Link header that has browsers fetch these scripts, and what those import, with the page."""
    folder = static / "static" / "js"
    wanted = [path.name for path in sorted(folder.glob("*.js")) if path.name.startswith(names)]
    # index.html names those that it needs itself.
    known = set(re.findall(r"/static/js/([^\"]+\.js)", (static / "index.html").read_text(encoding="utf-8")))
    found: list[str] = []
    while wanted:
        name = wanted.pop()
        if name not in known:
            known.add(name)
            found.append(name)
            wanted += re.findall(r"(?:from|import)\"\./([^\"]+\.js)\"", (folder / name).read_text(encoding="utf-8"))
    return ", ".join(f"</static/js/{name}>; rel=modulepreload; crossorigin; fetchpriority=low" for name in found)


def is_same_site(scope: Scope) -> bool:
    """Whether a WebSocket comes from a page of the host that it asks; one without an origin is no page's."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class Guards:
    """A middleware that puts the headers on every answer, links on pages.

    A WebSocket that a page of another site opens is refused before Streamlit meets it: to judge it,
    Streamlit would ask a host on the internet for this machine's own address.
    """

    def __init__(self, app: ASGIApp, *, headers: dict[str, str], links: str = "") -> None:
        self._app = app
        self._headers = headers
        self._links = links

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers added."""
        if scope["type"] == "websocket" and not is_same_site(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.update(self._headers)
                # Who is answered that there is nothing for them needs none of what a page begins with.
                if self._links and message["status"] == 200 and answered.get("content-type", "").startswith("text/html"):
                    answered["Link"] = self._links
            await send(message)

        await self._app(scope, receive, send_with_headers)


def routes(*, land: Path = LAND, fonts: Path = FONTS) -> list[BaseRoute]:
    """The app's own files: the land outline, and the fonts. All else under them is 404."""
    land_shelf = FileShelf(files={LAND_ADDRESS: land})
    font_shelf = FileShelf(files=dict(files_under(fonts, FONTS_ADDRESS, "*.woff2")))
    return [
        Mount(FONTS_ADDRESS, app=font_shelf),
        Mount(LAND_ADDRESS.rpartition("/")[0], app=land_shelf),
    ]


def middleware(
    house: Callable[[], House], *, may_upload: Callable[[str], bool], may_take: Callable[[str], bool], static: Path | None = None, warmed: tuple[str, ...] = (), preloaded: tuple[str, ...] = ()
) -> list[Middleware]:
    """The guards, the doors, then Streamlit's own files compressed. `static` is the folder they are in."""
    static = static or streamlit_static()
    index = static / "index.html"
    scripts = dict(files_under(static / "static", "/static"))
    return [
        Middleware(
            Guards,
            headers=security_headers(index.read_text(encoding="utf-8")),
            links=preload_links(static, preloaded) if preloaded else "",
        ),
        Middleware(Doors, house=house, may_upload=may_upload, may_take=may_take),
        # Streamlit's file names hold a hash of their content.
        Middleware(FileShelf, files={"/": index}),
        Middleware(FileShelf, files=scripts, cache_control=FOREVER, warmed=warmed),
    ]


@cache
def server(house: Callable[[], House], may_upload: Callable[[str], bool], may_take: Callable[[str], bool]) -> Server:
    """The routes and the middleware of the dashboard, made once a process."""
    return {
        "routes": [*doors.routes(house), *routes()],
        "middleware": middleware(house, may_upload=may_upload, may_take=may_take, warmed=WARMED_SCRIPTS, preloaded=PRELOADED_SCRIPTS),
    }

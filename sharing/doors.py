"""The doors: a link is opened and left, and files go out and come in only for whom they are."""

import logging
import re
import time
from collections.abc import Callable
from email.message import Message as Mail
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sharing import labels, links, passes
from sharing.access import AccessError
from sharing.answers import (
    NO_FILE,
    NO_LINK,
    NOT_NOW,
    NOT_OURS,
    NOT_SET_UP,
    PRIVATE,
    TOO_MANY,
    Answer,
    answered,
)
from sharing.asker import Asker, asker
from sharing.errors import SharingError
from sharing.guesses import Guesses, neighbourhood
from sharing.here import host_of, is_loopback
from sharing.house import House, now

# Where Streamlit takes and hands out files, whatever path the app is served under.
UPLOADS = "/_stcore/upload_file/"
# Its own fonts stand under /static/media; under a path that ends so, files are known by their names, which are hashes.
MEDIA = re.compile(r"(?<!/static)/media/[^/]+$|/media/[0-9a-f]{16,}[^/]*$")
# What tells an operator about the process, or lets programs drive it, and no viewer needs.
CLOSED = re.compile(r"/_stcore/(metrics|agent)(/|$)")
HEALTH = "/_stcore/health"


def routes(house: Callable[[], House]) -> list[BaseRoute]:
    """Opening a link, and leaving it."""
    guesses = Guesses()

    async def open_link(request: Request) -> Response:
        """A link's pass as a cookie, and on to the first page; one answer for every link that opens nothing."""
        # With a slash behind it, too: Streamlit would lead on from there with an answer that browsers may keep.
        said = request.path_params["token"]
        address = neighbourhood(request.client.host if request.client else "")
        if guesses.too_many(address, time.monotonic()):
            return answered(request, TOO_MANY)
        doors = house()
        try:
            link = await run_in_threadpool(lambda: links.found(doors.store, said.removesuffix("/"), now()))
        except SharingError as reason:
            logging.getLogger(__name__).error("No link can be opened: %s", reason)
            return answered(request, NOT_NOW)
        if link is None:
            guesses.wrong(address, time.monotonic())
            return answered(request, NO_LINK)
        # Relative, for the app may be served under a path: the browser is led to where the token is not.
        answer = RedirectResponse("../" * (1 + said.count("/")), status_code=303, headers=PRIVATE)
        left = int(min(passes.LASTS.total_seconds(), (link.until - now()).total_seconds()))
        answer.set_cookie(
            passes.COOKIE, passes.issue(doors.secret, link.link_id, now()), max_age=left, httponly=True, samesite="lax", secure=_is_secure(request),
        )  # fmt: skip
        return answer

    async def leave(request: Request) -> Response:
        """The cookie is taken back, and the other tabs that were opened with it are closed."""
        doors = house()
        opened = await run_in_threadpool(lambda: passes.read(doors.secret, request.cookies.get(passes.COOKIE), now()))
        if opened:
            doors.closed.is_first(opened.left)
        answer = RedirectResponse("./", status_code=303, headers=PRIVATE)
        answer.delete_cookie(passes.COOKIE, httponly=True, samesite="lax", secure=_is_secure(request))
        return answer

    return [Route("/s/{token:path}", open_link, methods=["GET"]), Route("/leave", leave, methods=["GET"])]


def _is_secure(request: Request) -> bool:
    # Who claims it falsely only keeps a cookie from himself.
    return request.url.scheme == "https" or request.headers.get("x-forwarded-proto", "").split(",")[0].strip() == "https"


class Doors:
    """A middleware: closes addresses, answers to its own names alone, and hands out and takes files only for whom they are."""

    def __init__(self, app: ASGIApp, *, house: Callable[[], House], may_upload: Callable[[str], bool], may_take: Callable[[str], bool]) -> None:
        self._app = app
        self._house = house
        self._may_upload, self._may_take = may_upload, may_take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """400 to another name, 404 for what is closed or somebody else's, 403 to files from whom none are taken; else pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        try:
            await self._answer(scope, receive, send)
        except AccessError as reason:
            logging.getLogger(__name__).error("The doors stay closed: %s", reason)
            await self._refuse(NOT_SET_UP, scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_ours(scope):
            await self._refuse(NOT_OURS, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        elif CLOSED.search(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        elif UPLOADS in scope["path"] and not self._may_upload((await self._asker(scope)).audience):
            await PlainTextResponse("Files are taken from directors alone", status_code=403)(scope, receive, send)
        elif MEDIA.search(scope["path"]):
            await self._hand_out(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        try:
            hosts = self._house().access.hosts
        except AccessError:
            # The page says what is wrong, to whichever name.
            return True
        name = host_of(Headers(scope=scope).get("host", "").rpartition("@")[2]).lower().rstrip(".")
        # Who looks after the process asks it by its number.
        return not hosts or name in hosts or (scope["path"] == HEALTH and is_loopback(name))

    @staticmethod
    async def _refuse(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answered(HTTPConnection(scope), answer)(scope, receive, send)

    async def _asker(self, scope: Scope) -> Asker:
        asking = HTTPConnection(scope)
        ip = asking.client.host if asking.client else None
        return await run_in_threadpool(lambda: asker(self._house(), cookies=asking.cookies, headers=asking.headers, ip=ip, now=now()))

    async def _hand_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file to whom it was made for; to all others it is not there."""
        asked, secret = await self._asker(scope), self._house().secret
        # A link was found open just now; a role is what the last run of its holder's page found.
        audience = asked.audience if asked.link or self._may_take(asked.audience) else ""
        is_refused = False

        async def only_theirs(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # What is not there, what is somebody else's and a part that it has not are told alike.
                if message["status"] >= 400 or not _is_theirs(headers, audience, secret):
                    is_refused = True
                    await answered(HTTPConnection(scope), NO_FILE)(scope, receive, send)
                    return
                headers["Cache-Control"] = "private, no-store"
                if name := _file_name(headers.get("content-disposition", "")):
                    headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(labels.unlabelled(name), safe='')}"
            if not is_refused:
                await send(message)

        await self._app(scope, receive, only_theirs)


def _is_theirs(headers: MutableHeaders, audience: str, secret: str) -> bool:
    """Whether an answer with a file is for an audience: its name says so. What has no name is a picture of the page's own."""
    disposition = headers.get("content-disposition")
    if not disposition:
        return headers.get("content-type", "image/").startswith("image/")
    return labels.is_for(_file_name(disposition), secret=secret, audience=audience)


def _file_name(disposition: str) -> str:
    read: Any = Mail()
    read["Content-Disposition"] = disposition
    return str(read.get_filename() or "")

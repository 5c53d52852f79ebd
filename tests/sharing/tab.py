"""A browser's tab as the server knows it: a websocket that speaks Streamlit's protocol, and all that comes through it."""

import base64
import re
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import urljoin

import httpx
import pyarrow as pa
from google.protobuf.text_format import MessageToString
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from tests.exports.inside import texts

# No page takes so long on the slowest machine: a run that is not ended by then was never begun.
PATIENCE_SECONDS = 90
# Longer than any figure of a page, which comes as one message.
LARGEST_MESSAGE = 64 * 2**20
# Each client would read all the certificates of the machine anew.
TRUSTED = ssl.create_default_context()
EMBEDDED = re.compile(rb"base64,([A-Za-z0-9+/=]{24,})")


class NothingCameError(AssertionError):
    """The server did not end a run."""


@dataclass
class Heard:
    """What a viewer was sent: which of the looked-for words were in it, where each stood first, and how much it was.

    `looked_for` is one expression over bytes; its matches are kept in small letters.
    """

    looked_for: re.Pattern[bytes]
    words: dict[str, str] = field(default_factory=dict)
    size: int = 0
    runs: int = 0
    files: int = 0
    pages: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    def take(self, content: bytes, where: str) -> None:
        """Look through what came, as it came and with what is embedded in it."""
        self.size += len(content)
        for found in self.looked_for.finditer(content):
            self.words.setdefault(found[0].decode("utf-8", "replace").lower(), where)
        for found in EMBEDDED.finditer(content):
            self.take(base64.b64decode(found[1] + b"=="), where)


@dataclass(frozen=True)
class Piece:
    """Something on the page: a block or an element, and the fragment that drew it ("" where the page did)."""

    is_block: bool
    kind: str
    proto: Any
    fragment: str

    @property
    def id(self) -> str:
        """What its widget is called; "" for what is none."""
        if self.is_block:
            return getattr(self.proto, "id", "") if self.kind in ("popover", "expandable", "dialog", "tab_container") else ""
        return getattr(self.proto, "id", "")

    @property
    def key(self) -> str:
        """What its page calls it; "" where it has no name."""
        return self.id.split("-", 2)[2] if self.id.count("-") > 1 and not self.id.endswith("-None") else ""


class Tab:
    """An open page: it runs scripts, sends what widgets were set to, and hears everything that comes back."""

    def __init__(
        self, address: str, heard: Heard, *, cookies: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None, subprotocols: Iterable[str] = ("streamlit",), is_dark: bool = False,
    ) -> None:  # fmt: skip
        self.address, self.heard = address, heard
        self.cookies = dict(cookies or {})
        said = {**({"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}), **(headers or {})}
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(
            address.replace("http", "ws", 1) + "/_stcore/stream", additional_headers=said, subprotocols=list(subprotocols), max_size=LARGEST_MESSAGE, open_timeout=PATIENCE_SECONDS,
            compression=None,
        ))  # fmt: skip
        self._http = self._open.enter_context(httpx.Client(base_url=address, cookies=self.cookies, headers=dict(headers or {}), timeout=PATIENCE_SECONDS, verify=TRUSTED))
        self.is_dark = is_dark
        self.state: dict[str, WidgetState] = {}
        self.pieces: dict[tuple[int, ...], Piece] = {}
        self.pages: dict[str, str] = {}
        self.query, self.page_hash, self.session_id = "", "", ""
        self.failures: list[str] = []
        # The fragments that run by themselves, and every how many seconds.
        self.reruns: dict[str, float] = {}
        self._requests = count(1)
        self._taken: dict[str, bytes] = {}

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it as a browser does."""
        self._open.close()

    def run(self, *pressed: WidgetState, fragment: str = "", page_hash: str | None = None, page_name: str = "", query: str | None = None, is_from_history: bool = False) -> None:
        """Run the page, or one of its fragments, with what every widget is set to; `pressed` is said this once."""
        self.ask(*pressed, fragment=fragment, page_hash=page_hash, page_name=page_name, query=query, is_from_history=is_from_history)
        self._until_finished()

    def ask(self, *pressed: WidgetState, fragment: str = "", page_hash: str | None = None, page_name: str = "", query: str | None = None, is_from_history: bool = False) -> None:
        """Ask for a run, and do not wait for it: one of a fragment that is no more never ends."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query if query is None else query
        asked.page_script_hash = self.page_hash if page_hash is None else page_hash
        asked.page_name, asked.fragment_id, asked.is_history_navigation = page_name, fragment, is_from_history
        asked.widget_states.widgets.extend({**self.state, **{one.id: one for one in pressed}}.values())
        asked.context_info.timezone, asked.context_info.locale = "UTC", "en-CA"
        asked.context_info.url = f"{self.address}/{page_name}"
        asked.context_info.color_scheme = "dark" if self.is_dark else "light"
        self.send(message)
        self.heard.runs += 1

    def send(self, message: BackMsg) -> None:
        """Send a message of any kind."""
        self._socket.send(message.SerializeToString())

    def hear(self, *, timeout: float = PATIENCE_SECONDS) -> ForwardMsg:
        """The next message, looked through. Raises NothingCameError."""
        try:
            raw = self._socket.recv(timeout=timeout)
        except TimeoutError:
            raise NothingCameError(f"nothing came within {timeout} s; on the page: {sorted(self.heard.pages)}") from None
        assert isinstance(raw, bytes)
        where = f"page {self.pages.get(self.page_hash, '?')}?{self.query}"
        message = ForwardMsg.FromString(raw)
        self._note(message, where)
        for data in packed(message.delta.new_element):
            # The cells of a column stand in it without anything between them, which makes numbers of their own.
            raw = raw.replace(data, b"")
        self.heard.take(raw, where)
        return message

    def _until_finished(self) -> None:
        while True:
            message = self.hear()
            if message.WhichOneof("type") == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                assert message.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR
                return

    def _note(self, message: ForwardMsg, where: str) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
            self.page_hash = message.new_session.page_script_hash
            drawn = set(message.metadata.run.fragment_ids)
            self.pieces = {path: piece for path, piece in self.pieces.items() if drawn and piece.fragment not in drawn}
        elif kind == "navigation":
            self.pages = {page.page_script_hash: page.url_pathname for page in message.navigation.app_pages}
            self.page_hash = message.navigation.page_script_hash or self.page_hash
            self.heard.pages.add(self.pages.get(self.page_hash, ""))
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.reruns[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta":
            delta = message.delta
            if (what := delta.WhichOneof("type")) in ("new_element", "add_block"):
                holder: Element | Block = getattr(delta, what)
                name = holder.WhichOneof("type") or ""
                piece = Piece(what == "add_block", name, getattr(holder, name) if name else None, delta.fragment_id)
                self.pieces[tuple(message.metadata.delta_path)] = piece
                self._look(piece, where)
                if isinstance(holder, Element):
                    for data in packed(holder):
                        self.heard.take(told_by(data).encode(), where)
        elif kind == "session_event":
            self.failures.append(str(message.session_event))

    def _look(self, piece: Piece, where: str) -> None:
        """What else there is to do with a piece that came: numbers in tables, values that the server set, failures."""
        if piece.kind == "exception":
            self.failures.append(f"{piece.proto.type}: {piece.proto.message}")
        if piece.kind in ("plotly_chart", "deck_gl_json_chart"):
            self.heard.figures.add(piece.key)
        for said in words_of(piece):
            self.heard.take(said.encode(), where)
        # A browser does as it is told: what it would send is not what it sent before.
        if getattr(piece.proto, "set_value", False):
            self.state.pop(piece.id, None)

    def fetch(self, url: str) -> httpx.Response:
        """A file of the page, looked through whatever it is packed in, with the headers that it came with."""
        answer = self._http.get(urljoin(self.address, url))
        self.heard.files += 1
        where = f"file {answer.headers.get('content-disposition', url)}"
        self.heard.take(str(answer.headers).encode(), where)
        self.heard.take(answer.content, where)
        self.heard.take(texts(answer.content).encode(), where)
        return answer

    def download(self, piece: Piece) -> bytes:
        """What a download button gives, made now where it is made when it is clicked."""
        url = piece.proto.url
        if piece.proto.deferred_file_id:
            url = self.deferred(piece.proto.deferred_file_id)
            assert url, f"{piece.proto.label} gives no file"
        # An address has the hash of what is there: the same file comes by the same one.
        if url not in self._taken:
            answer = self.fetch(url)
            assert answer.status_code == 200, f"{piece.proto.label}: {answer.status_code}"
            self._taken[url] = answer.content
        return self._taken[url]

    def deferred(self, file_id: str) -> str:
        """The address of a file that is made when it is asked for; "" where it is refused."""
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id, asked.deferred_file.file_id = f"request-{next(self._requests)}", self.session_id, file_id
        self.send(message)
        while True:
            answer = self.hear()
            if answer.WhichOneof("type") == "backend_operation_response" and answer.backend_operation_response.request_id == asked.request_id:
                return answer.backend_operation_response.deferred_file.url

    def of_kind(self, *kinds: str) -> list[Piece]:
        """The pieces of some kinds that are on the page."""
        return [piece for piece in self.pieces.values() if piece.kind in kinds]

    @property
    def says(self) -> str:
        """The words on the page, in no order that matters."""
        return "\n".join(str(getattr(piece.proto, "body", "")) for piece in self.pieces.values())


def packed(element: Element) -> list[bytes]:
    """The tables of an element as they came: none where it is no table."""
    if (kind := element.WhichOneof("type")) not in ("dataframe", "table"):
        return []
    proto = getattr(element, kind)
    return [data for data in (proto.arrow_data.data, proto.lazy_data.initial_chunk.data if kind == "dataframe" else b"") if data]


def told_by(data: bytes) -> str:
    """A table as text, with what is said of its columns: in the bytes that came, numbers are not written out."""
    table = pa.ipc.open_stream(BytesIO(data)).read_all()
    return f"{table.to_pandas().to_csv()}\n{table.schema.metadata}"


def words_of(piece: Piece) -> Iterator[str]:
    """What a piece says, with a sign between its parts: in the bytes that came, a number's length or the next one's mark stands beside it."""
    if piece.kind == "plotly_chart":
        assert "bdata" not in piece.proto.spec, "numbers that are not written out"
    elif piece.proto is not None and piece.kind not in ("dataframe", "table", "deck_gl_json_chart", "bidi_component"):
        yield MessageToString(piece.proto, as_utf8=True)

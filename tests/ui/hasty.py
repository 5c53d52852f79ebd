"""A reader who does not wait, by a tab that says what a browser would: what every field held when it was last told of it."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.sharing.crawl import state
from tests.sharing.serving import House
from tests.sharing.tab import Heard, NothingCameError, Piece, Tab

PATIENCE_SECONDS = 30


@contextmanager
def opened(house: House, *, cookies: dict[str, str] | None = None) -> Iterator[Tab]:
    """A tab with the first page in it."""
    with Tab(house.address, Heard(re.compile(b"nothing is looked for")), cookies=cookies) as found:
        found.run()
        yield found


def called(tab: Tab, key: str) -> Piece:
    """What has a key, or one that begins so."""
    return next(piece for piece in tab.pieces.values() if piece.key == key or (key.endswith("-") and piece.key.startswith(key)))


def is_there(tab: Tab, key: str) -> bool:
    """Whether anything on the page has a key."""
    return any(piece.key == key for piece in tab.pieces.values())


def clock(tab: Tab) -> str:
    """The part of the page that runs by itself."""
    return list(tab.reruns)[-1]


def press(tab: Tab, key: str, *says: WidgetState) -> None:
    """Press a button, and do not wait for what it does."""
    piece = called(tab, key)
    tab.ask(state(piece.id, "trigger_value", True), *says, fragment=piece.fragment)


def until(tab: Tab, comes: Callable[[ForwardMsg], bool]) -> None:
    """Wait until a message comes. Raises NothingCameError, also where others come."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not comes(tab.hear(timeout=max(0, deadline - time.monotonic()))):
        pass


def told(tab: Tab, words: str) -> None:
    """Wait until the page says so for a short while, as a reader sees it."""
    until(tab, lambda message: words in message.delta.new_element.toast.body)


def go(tab: Tab, name: str) -> None:
    """Open another page, and have it whole."""
    page_hash = next(one for one, known in tab.pages.items() if known == name)
    tab.ask(page_hash=page_hash, page_name=name)
    arrive(tab, page_hash)


def arrive(tab: Tab, page_hash: str) -> None:
    """Wait until a page is there, whole."""
    until(tab, lambda message: message.navigation.page_script_hash == page_hash)
    until(tab, lambda message: message.WhichOneof("type") == "script_finished")


def calm(tab: Tab) -> None:
    """Wait until all that was asked for is done: a tab that the server has nothing more to say to, and the page anew."""
    while True:
        try:
            tab.hear(timeout=1)
        except NothingCameError:
            break
    tab.run()


def figures(tab: Tab) -> list[str]:
    """The figures of the deck on its page, without their numbers."""
    return [piece.proto.label.partition("\\. ")[2] for piece in tab.of_kind("button") if piece.key.startswith("deck-open-")]


def in_the_deck(tab: Tab) -> int:
    """How many figures the deck has, on its page."""
    go(tab, "present")
    count = len(figures(tab))
    go(tab, "")
    return count

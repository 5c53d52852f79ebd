"""A viewer who tries everything: every page, every widget with each of its values, what those open, and every file."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.sharing.tab import Piece, Tab

# What a piece of a page can be that has nothing to set. Whatever is in neither list is a reason to stop: the crawl would pass it by.
STILL = frozenset((
    "", "alert", "code", "empty", "exception", "favicon", "heading", "html", "imgs", "link_button", "markdown", "metric", "plotly_chart", "progress", "skeleton", "space", "spinner",
    "table", "text", "toast", "page_link", "vertical", "horizontal", "column", "form", "tab", "flex_container", "transparent", "grid_container", "chat_message",
))  # fmt: skip
# Our own components, and whether anything can be said through each: the others only draw, copy or save.
COMPONENTS = frozenset(("mark_clicks", "copy_link", "copy_text", "chart_files", "width", "tongue", "present_keys", "present_screen", "present_button"))
# Fields that nobody sees, whose values come by the address.
BY_ADDRESS = frozenset(("deck", "edition", "present", "from", "to"))
# The filters above every page: each of their values is tried with all that is on a page open.
FILTERS = ("period", "themes", "cities", "projects")
DEEPEST = 3
# Marks of one chart that are clicked: they all go the same way.
MOST_MARKS = 3
# A button that stands in each row of a list, called by the row, is pressed in the first rows: the same is done with another row, and what that shows is
# shown elsewhere.
IN_EACH_ROW, MOST_ROWS = re.compile(r"-[0-9a-f]{12}$"), 2


@dataclass
class Walked:
    """What a crawl did: how often each kind of widget was set, and the labels of what gave a file."""

    pressed: dict[str, int] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def state(widget_id: str, field_name: str, value: Any) -> WidgetState:
    """What a browser says of a widget."""
    said = WidgetState(id=widget_id)
    if isinstance(value, list):
        getattr(said, field_name).data.extend(value)
        getattr(said, field_name).SetInParent()
    else:
        setattr(said, field_name, value)
    return said


def values(piece: Piece, tab: Tab) -> Iterator[tuple[WidgetState, bool]]:
    """Each thing that can be done with a piece, and whether it is a press, which a browser says only once."""
    proto, kind = piece.proto, piece.kind
    if kind == "selectbox":
        yield from ((state(piece.id, "string_value", option), False) for option in proto.options)
    elif kind == "multiselect":
        yield from ((state(piece.id, "string_array_value", [option]), False) for option in proto.options)
    elif kind == "button_group":
        yield from ((state(piece.id, "string_array_value", [option.content]), False) for option in proto.options)
    elif kind in ("checkbox", "popover", "expandable") and piece.id:
        yield state(piece.id, "bool_value", True), False
    elif kind == "button" and not proto.disabled:
        yield state(piece.id, "trigger_value", True), True
    elif kind == "pagination":
        yield from ((state(piece.id, "int_value", page), False) for page in range(1, proto.num_pages + 1))
    elif kind == "date_input":
        yield state(piece.id, "string_array_value", ["2019-01-01", "2021-12-31"]), False
    elif kind == "dataframe" and proto.selection_mode:
        rows = _rows(piece)
        yield from ((state(piece.id, "string_value", json.dumps({"selection": {"rows": [row], "columns": [], "cells": []}})), False) for row in range(rows))
    elif kind == "deck_gl_json_chart" and piece.id:
        yield from ((state(piece.id, "string_value", json.dumps({"selection": one})), False) for one in _objects(piece))
    elif kind == "bidi_component" and proto.component_name.endswith("mark_clicks"):
        yield from ((state(f"$$STREAMLIT_INTERNAL_KEY_{piece.id}__events", "json_trigger_value", json.dumps([{"event": "clicked", "value": mark}])), True) for mark in _marks(piece, tab))


def _rows(piece: Piece) -> int:
    import pyarrow as pa

    return pa.ipc.open_stream(piece.proto.arrow_data.data).read_all().num_rows


def _objects(piece: Piece) -> Iterator[dict[str, Any]]:
    """What can be clicked on a map, each as the browser says it."""
    stacks = json.loads(piece.proto.json)["layers"]
    for layer in (layer for stack in stacks for layer in (stack if isinstance(stack, list) else [stack])):
        found = layer.get("data")
        if layer.get("pickable") and isinstance(found, list):
            yield from ({"indices": {layer["id"]: [at]}, "objects": {layer["id"]: [found[at]]}} for at in range(0, len(found), len(found) // MOST_MARKS + 1))


def _marks(piece: Piece, tab: Tab) -> list[Any]:
    """The marks of the charts that a listener listens to."""
    chart_key = json.loads(piece.proto.mixed.json or piece.proto.json)["chart_key"]
    found: list[Any] = []
    for chart in tab.of_kind("plotly_chart"):
        if chart.key == chart_key or (chart_key.startswith("chart-timeline") and chart.key.startswith("timeline")):
            for trace in json.loads(chart.proto.spec)["data"]:
                found += trace.get("ids") or ([trace["meta"]] if "meta" in trace else trace.get("customdata") or [])
    each = [json.loads(one) for one in dict.fromkeys(json.dumps(one) for one in found if one)]
    return each[:: len(each) // MOST_MARKS + 1]


class Crawl:
    """Walks a tab's pages."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.walked = tab, Walked()
        self._done: set[tuple[str, str]] = set()
        self._rows: Counter[tuple[str, str]] = Counter()

    def pages(self, *, query: str = "") -> list[str]:
        """The pages that the navigation offers, by their names in the address."""
        self.tab.run(query=query)
        return list(self.tab.pages.values())

    def open(self, name: str, *, query: str = "") -> None:
        """Go to a page as by its address, with no widget set."""
        tab = self.tab
        tab.state.clear()
        page_hash = next(hash_ for hash_, known in tab.pages.items() if known == name)
        tab.run(page_hash=page_hash, page_name=name, query=query, is_from_history=True)

    def everything(self, name: str, *, query: str = "") -> None:
        """Set every widget of a page to each of its values, one at a time, and all that these bring."""
        self.open(name, query=query)
        self._try_all(name, depth=1, before=frozenset())

    def all_open(self, name: str, *, query: str = "") -> None:
        """The page with all that can be opened on it open, under a query, and each of its files."""
        self.open(name, query=query)
        # What is opened can hold more to open.
        while self._open_all():
            self.tab.run()
        known(self.tab)
        self.save_all()

    def filtered(self, name: str, *, every: int = 1, first: int = 0) -> None:
        """The page with all that can be opened on it open, under each value of each filter, or every so-many-th; then under two at once."""
        tab = self.tab
        self.open(name)
        self._open_all()
        by_filter = [list(values(piece, tab)) for piece in tab.of_kind("selectbox", "multiselect") if piece.key in FILTERS]
        tried = [said for some in by_filter for said, _ in some][first::every]
        for said in tried:
            self._under(said)
        pairs = [pair for pair in pairwise(by_filter) if all(pair)]
        if pairs:
            one, other = pairs[first % len(pairs)]
            self._under(one[-1][0], other[0][0])
        self.walked.pressed["filters"] = self.walked.pressed.get("filters", 0) + len(tried)

    def presented(self, query: str) -> None:
        """Every screen of what is presented, wide and narrow."""
        tab = self.tab
        tab.state.clear()
        tab.run(query=query, is_from_history=True)
        for is_narrow in (False, True):
            keys = next((piece for piece in tab.of_kind("bidi_component") if piece.key == "present-keys"), None)
            if keys is None:
                return
            for at in range(json.loads(keys.proto.mixed.json or keys.proto.json)["count"]):
                tab.state[keys.id] = state(keys.id, "json_value", json.dumps({"at": at, "is_narrow": is_narrow}))
                tab.run(fragment=keys.fragment)
                self.walked.pressed["screens"] = self.walked.pressed.get("screens", 0) + 1

    def _open_all(self) -> bool:
        """Set all that can be opened to be open; whether there was any that was not."""
        closed = [piece.id for piece in self.tab.of_kind("popover", "checkbox", "expandable") if piece.id and piece.id not in self.tab.state]
        self.tab.state |= {one: state(one, "bool_value", True) for one in closed}
        return bool(closed)

    def _under(self, *chosen: WidgetState) -> None:
        tab = self.tab
        before = dict(tab.state)
        for said in chosen:
            tab.state[said.id] = said
        tab.run()
        known(tab)
        tab.state = before
        for said in chosen:
            tab.state[said.id] = state(said.id, "string_array_value", []) if said.HasField("string_array_value") else WidgetState(id=said.id)

    def save_all(self) -> None:
        """Fetch each file that the page offers."""
        for piece in self.tab.of_kind("download_button"):
            if not piece.proto.disabled:
                self.tab.download(piece)
                self.walked.saved.append(piece.proto.label)

    def _try_all(self, page: str, *, depth: int, before: frozenset[str]) -> None:
        tab = self.tab
        known(tab)
        here = {piece.id: piece for piece in tab.pieces.values() if piece.id and piece.id not in before}
        after = before | here.keys()
        self._save_new(here)
        # What draws a part of the page alone comes first: the page is as it was then.
        for piece in sorted(here.values(), key=lambda one: not one.fragment):
            if piece.key in (*BY_ADDRESS, *FILTERS):
                continue
            before_it = tab.state.get(piece.id)
            for said, is_press in list(values(piece, tab)):
                # A list gets another number each time that a row of it is selected.
                name = re.sub(r"-\d+$", "", piece.key) if piece.kind == "dataframe" else piece.id
                mark = page, f"{name} {said.SerializeToString().hex() if name == piece.id else said.string_value}"
                if mark in self._done or self._is_one_of_many(page, piece):
                    continue
                self._done.add(mark)
                self._press(piece, said, is_press)
                if depth < DEEPEST:
                    self._try_all(page, depth=depth + 1, before=after)
                self._close()
            self._reset(piece, before_it)

    def _is_one_of_many(self, page: str, piece: Piece) -> bool:
        """Whether the same button of other rows was pressed often enough; counts this one."""
        name, is_in_each = IN_EACH_ROW.subn("", piece.key)
        if piece.kind != "button" or not is_in_each:
            return False
        self._rows[page, name] += 1
        return self._rows[page, name] > MOST_ROWS

    def _press(self, piece: Piece, said: WidgetState, is_press: bool) -> None:
        tab = self.tab
        self.walked.pressed[piece.kind] = self.walked.pressed.get(piece.kind, 0) + 1
        # A fragment that is no more cannot be run.
        alive = {one.fragment for one in tab.pieces.values()}
        fragment = piece.fragment if piece.fragment in alive else ""
        if is_press:
            tab.run(said, fragment=fragment)
        else:
            tab.state[said.id] = said
            tab.run(fragment=fragment)

    def _reset(self, piece: Piece, before: WidgetState | None) -> None:
        """Have a widget say what it said before, from the next run on."""
        tab = self.tab
        if before is not None:
            tab.state[piece.id] = before
        elif piece.kind in ("checkbox", "popover", "expandable"):
            tab.state[piece.id] = state(piece.id, "bool_value", False)
        elif piece.kind == "multiselect":
            tab.state[piece.id] = state(piece.id, "string_array_value", [])
        elif piece.kind == "button_group":
            tab.state[piece.id] = state(piece.id, "string_array_value", [piece.proto.options[at].content for at in piece.proto.default])
        elif piece.kind == "selectbox":
            has_default = piece.proto.HasField("default")
            tab.state[piece.id] = state(piece.id, "string_value", piece.proto.options[piece.proto.default]) if has_default and piece.proto.options else WidgetState(id=piece.id)
        elif piece.kind == "pagination":
            tab.state[piece.id] = state(piece.id, "int_value", 1)
        else:
            tab.state.pop(piece.id, None)

    def _close(self) -> None:
        """Close the dialog that is open, as its reader does."""
        for dialog in self.tab.of_kind("dialog"):
            if dialog.proto.id:
                self.tab.run(state(dialog.proto.id, "trigger_value", True))

    def _save_new(self, here: dict[str, Piece]) -> None:
        for piece in here.values():
            if piece.kind == "download_button" and not piece.proto.disabled:
                self.tab.download(piece)
                self.walked.saved.append(piece.proto.label)


def known(tab: Tab) -> None:
    """Every piece of the page is of a kind that the crawl knows. Raises AssertionError."""
    set_ = {
        "selectbox", "multiselect", "button_group", "checkbox", "popover", "expandable", "button", "pagination", "date_input", "dataframe", "deck_gl_json_chart", "bidi_component",
        "download_button", "text_input", "text_area", "dialog",
    }  # fmt: skip
    for piece in tab.pieces.values():
        assert piece.kind in STILL | set_, f"a crawl that passes by: {piece.kind}"
        if piece.kind == "bidi_component":
            assert piece.proto.component_name.rpartition(".")[2] in COMPONENTS, piece.proto.component_name
        if piece.kind == "dataframe":
            assert not piece.proto.HasField("lazy_data"), "rows that come later"

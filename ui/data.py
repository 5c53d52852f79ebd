"""The only cache: what was read, cut down to what somebody may see, and the exhibits made of it."""

import gc
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from charts import EXHIBITS
from charts.exhibit import Exhibit, View
from loaders import Dataset, Scope, SourceError, history, load
from loaders.files import limits
from loaders.files.limits import Limits
from loaders.shelf import STATE
from metrics.disclosure import protected
from ui.live import Live, State

HOUSE = Path(__file__).parent.parent / "data"
# Shared by all who look at the same thing; nobody changes one in place.
PARTS, SHOWN = 256, 1024
T = TypeVar("T")


def folder() -> Path:
    """The folder whose spreadsheets are shown: CITIES_DATA, else the one that comes with the app."""
    return Path(os.environ.get("CITIES_DATA") or HOUSE)


def live() -> Live:
    """The keeper of the folder's data in use."""
    return _live(folder())


def in_use() -> State:
    """The data in use, and what keeps newer files away. Raises SourceError."""
    return live().state()


def source() -> Dataset:
    """The Dataset in use. Raises SourceError."""
    return in_use().data


def bounds() -> Limits:
    """The limits that stand beside the data; those by default where these are not well said."""
    try:
        return limits.read(folder() if folder().is_dir() else folder().parent)
    except SourceError:
        return limits.LIMITS


def state_folder(path: Path) -> Path:
    """Where what was read of a folder or file is kept for the next start."""
    return (path if path.is_dir() else path.parent) / STATE


def part(data: Dataset, scope: Scope) -> Dataset:
    """The part of a Dataset in a scope, cut once for all who ask for it."""
    return _part(data, scope, repr((data.mark, scope)))


def shared(data: Dataset, scope: Scope, as_of: date) -> Dataset:
    """The part of a Dataset that a link lets see on a day, made once for all who hold links of the same scope."""
    return _shared(data, scope, as_of, repr((data.mark, scope, as_of)))


def exhibit(key: str, view: View) -> Exhibit:
    """The exhibit of that key for a view, built once for all who look at the same."""
    return once(EXHIBITS[key], view, name=key)


def once(make: Callable[[Any], T], of: View | Dataset, *, name: str = "") -> T:
    """What a pure function makes of a view or a Dataset, made once for all who look at the same.

    A function without a name of its own (made by another) is told apart by `name`.
    """
    # One text: Streamlit takes longer over the parts of a tuple than many an exhibit takes to make.
    return _once(make, of, repr((name or f"{make.__module__}.{make.__qualname__}", of.mark)))


@st.cache_resource(show_spinner=False)
def _live(path: Path) -> Live:
    return Live(path, read=_read, taken_up=partial(_taken_up, path))


def _read(path: Path) -> Dataset:
    return load(path, keep_in=state_folder(path))


def _taken_up(path: Path, state: State, is_first: bool) -> None:
    history.record(path, state.data, state.taken_up)
    # What was made of the data before is asked for no more.
    _part.clear()
    _shared.clear()
    _once.clear()
    if not is_first:
        # What was kept before it may go.
        gc.unfreeze()
        gc.collect()
    # It is kept for good: the collector need not walk it.
    gc.freeze()


@st.cache_resource(max_entries=PARTS, show_spinner=False)
def _part(_data: Dataset, _scope: Scope, mark: str) -> Dataset:
    return _data.within(_scope)


@st.cache_resource(max_entries=PARTS, show_spinner=False)
def _shared(_data: Dataset, _scope: Scope, _as_of: date, mark: str) -> Dataset:
    return protected(_data, _scope, _as_of)


@st.cache_resource(max_entries=SHOWN, show_spinner=False)
def _once(_make: Callable[[Any], T], _of: View | Dataset, mark: str) -> T:
    return _make(_of)

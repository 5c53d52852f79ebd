"""The only cache: what was read, cut down to what somebody may see, and the exhibits made of it."""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from charts import EXHIBITS
from charts.exhibit import Exhibit, View
from loaders import Dataset, Scope, load
from loaders.workbook import KINDS

HOUSE = Path(__file__).parent.parent / "data"
# Shared by all who look at the same thing; nobody changes one in place.
PARTS, SHOWN = 256, 1024
T = TypeVar("T")


def folder() -> Path:
    """The folder whose spreadsheets are shown: CITIES_DATA, else the one that comes with the app."""
    return Path(os.environ.get("CITIES_DATA") or HOUSE)


def source() -> Dataset:
    """The Dataset of the folder as it is now. Raises SourceError."""
    return _read(folder(), _stamp(folder()))


def part(data: Dataset, scope: Scope) -> Dataset:
    """The part of a Dataset in a scope, cut once for all who ask for it."""
    return _part(data, scope, repr((data.mark, scope)))


def exhibit(key: str, view: View) -> Exhibit:
    """The exhibit of that key for a view, built once for all who look at the same."""
    return once(EXHIBITS[key], view, name=key)


def once(make: Callable[[Any], T], of: View | Dataset, *, name: str = "") -> T:
    """What a pure function makes of a view or a Dataset, made once for all who look at the same.

    A function without a name of its own (made by another) is told apart by `name`.
    """
    # One text: Streamlit takes longer over the parts of a tuple than many an exhibit takes to make.
    return _once(make, of, repr((name or f"{make.__module__}.{make.__qualname__}", of.mark)))


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of a folder from another: names, sizes and times of its spreadsheets."""
    found = path.iterdir() if path.is_dir() else [path] if path.is_file() else []
    files = sorted(file for file in found if file.suffix.lower() in KINDS)
    return tuple((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(path: Path, stamp: tuple[tuple[str, int, int], ...]) -> Dataset:
    data = load(path)
    # It is kept for good: the collector that runs after each page need not walk it.
    gc.collect()
    gc.freeze()
    return data


@st.cache_resource(max_entries=PARTS, show_spinner=False)
def _part(_data: Dataset, _scope: Scope, mark: str) -> Dataset:
    return _data.within(_scope)


@st.cache_resource(max_entries=SHOWN, show_spinner=False)
def _once(_make: Callable[[Any], T], _of: View | Dataset, mark: str) -> T:
    return _make(_of)

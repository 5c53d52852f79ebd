"""A Dataset as bytes and back, and a folder that keeps the last few: what a second start costs is reading them.

Columns travel as Arrow, the rest as JSON: to read them runs no code, whoever wrote them.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pandas as pd
import pyarrow as pa

from loaders.correction.issues_sheet import Listed
from loaders.dataset import Dataset
from loaders.problems import Problem
from loaders.sheets.reports import ColumnReport, SheetReport

HOUSE = Path(__file__).parents[2]
# What the reading of a file depends on, beside the file.
READERS = ("loaders/**/*.py", "locales/**/*.po", "data/reference/*")
KEPT = 4
# Python's strings are cut soonest where there are few of them (`loaders/__init__.py`), Arrow's where there are many.
FEW = 20_000


def _types(storage: Literal["python", "pyarrow"]) -> dict[pa.DataType, pd.StringDtype]:
    words = pd.StringDtype(storage, na_value=float("nan"))
    return {pa.string(): words, pa.large_string(): words}


OF_FEW, OF_MANY = _types("python"), _types("pyarrow")


def pack(data: Dataset) -> bytes:
    """The whole of a Dataset as bytes; never a scoped part, whose limits would be lost."""
    frames = {("tables", name): frame for name, frame in data.tables.items()}
    frames |= {("extras", name): frame for name, frame in data.extras.items()}
    blobs = [_columns(frame) for frame in frames.values()]
    head = {
        "fingerprint": data.fingerprint,
        "problems": [list(asdict(problem).values()) for problem in data.problems],
        "sheets": [asdict(sheet) for sheet in data.sheets],
        "listed": None if data.listed is None else [asdict(line) for line in data.listed],
        "frames": [(*name, blob.size) for name, blob in zip(frames, blobs, strict=True)],
    }
    opening = json.dumps(head).encode()
    return b"".join([len(opening).to_bytes(8, "big"), opening, *blobs])


def unpack(content: bytes) -> Dataset:
    """The Dataset that was packed. Raises ValueError where the bytes are none."""
    buffer = pa.py_buffer(content)
    start = 8 + int.from_bytes(content[:8], "big")
    try:
        head = json.loads(content[8:start])
        frames: dict[str, dict[str, pd.DataFrame]] = {"tables": {}, "extras": {}}
        for kind, name, size in head["frames"]:
            frames[kind][name] = _frame(buffer.slice(start, size))
            start += size
        problems = tuple(_problem(values) for values in head["problems"])
        sheets = tuple(_sheet(values) for values in head["sheets"])
        listed = None if head["listed"] is None else tuple(Listed(**line) for line in head["listed"])
    except (KeyError, TypeError, IndexError, pa.ArrowException) as reason:
        raise ValueError("not a packed Dataset") from reason
    return Dataset(MappingProxyType(frames["tables"]), problems, head["fingerprint"], sheets, MappingProxyType(frames["extras"]), listed=listed)


def kept(folder: Path, key: str) -> Dataset | None:
    """The Dataset kept under a key by this same code; None where there is none that is whole."""
    with suppress(OSError, ValueError):
        return unpack((folder / _name(key)).read_bytes())
    return None


def keep(folder: Path, key: str, content: bytes) -> None:
    """Keep a packed Dataset under a key, and forget all but the last few. A folder that takes none is left alone."""
    with suppress(OSError):
        # Names and addresses may stand in it: it is for nobody else.
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        path = folder / _name(key)
        part = path.with_suffix(f".{os.getpid()}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        part.replace(path)
        for old in sorted(folder.glob("*.arrow"), key=lambda file: file.stat().st_mtime_ns)[:-KEPT]:
            old.unlink(missing_ok=True)


def _columns(frame: pd.DataFrame) -> pa.Buffer:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _frame(buffer: pa.Buffer) -> pd.DataFrame:
    table = pa.ipc.open_file(buffer).read_all()
    frame = table.to_pandas(types_mapper=(OF_FEW if table.num_rows <= FEW else OF_MANY).get)
    for field in table.schema:
        if pa.types.is_list(field.type):
            # Lists of values are tuples in a Dataset: nobody changes them.
            frame[field.name] = pd.Series([tuple(cell) for cell in table[field.name].to_pylist()], dtype=object)
    return frame


def _problem(values: list[object]) -> Problem:
    *fields, pairs = values
    return Problem(*fields, values=tuple((name, value) for name, value in pairs))  # type: ignore[arg-type, misc, attr-defined]


def _sheet(values: Mapping[str, object]) -> SheetReport:
    columns = tuple(ColumnReport(**column) for column in values["columns"])  # type: ignore[attr-defined]
    headings = tuple((cell, heading) for cell, heading in values["headings"])  # type: ignore[attr-defined]
    return SheetReport(**{**values, "columns": columns, "headings": headings})  # type: ignore[arg-type]


def _name(key: str) -> str:
    return f"{sha256((key + _version()).encode()).hexdigest()}.arrow"


@cache
def _version() -> str:
    """What tells this code, and what it reads by, from another."""
    digest = sha256(pd.__version__.encode())
    for path in sorted(path for pattern in READERS for path in HOUSE.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()

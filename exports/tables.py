"""The tables themselves: a zip with each as csv and as Parquet, and a descriptor that says what is in them."""

import json
from io import BytesIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from charts.exhibit import View
from charts.small_counts import few
from exports.csv_file import csv_file
from exports.datapackage import PROVENANCE, descriptor, shown
from exports.letters import without_in_json
from exports.zipped import zipped
from loaders.schema import Column, Table
from loaders.scope import ACTIVITIES
from loaders.tables import TABLES

ARROW = {"date": pa.date32(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}


def tables_file(view: View) -> bytes:
    """A zip of every table of the data in sight, without personal columns: csv/, parquet/ and datapackage.json."""
    frames = {name: _leaving(table, view.data.tables[name]) for name, table in TABLES.items()}
    written = {name: _few_in_words(_in_cells(TABLES[name], frame), TABLES[name], view) for name, frame in frames.items()}
    said = json.dumps(descriptor(view, written), ensure_ascii=False, indent=2)
    return zipped({
        "datapackage.json": f"{without_in_json(said)}\n".encode(),
        **{f"csv/{name}.csv": csv_file(table) for name, table in written.items()},
        **{f"parquet/{name}.parquet": _parquet(TABLES[name], frame) for name, frame in frames.items()},
    })  # fmt: skip


def _leaving(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A table's declared columns and where each row was read from, but nothing personal."""
    columns = [name for column in shown(table) for name in _names(column)]
    return frame[[*columns, *(name for name, _, _ in PROVENANCE)]]


def _names(column: Column) -> tuple[str, ...]:
    return (column.name, f"{column.name}_precision") if column.kind == "date" else (column.name,)


def _in_cells(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The table as cells of a spreadsheet: lists side by side, numbers as people write them."""
    written = {}
    for column in shown(table):
        cells = frame[column.name]
        if column.many:
            written[column.name] = pd.Series([";".join(map(str, cell)) for cell in cells], index=frame.index, dtype="str")
        elif column.kind == "number":
            # No exponents, and no ".0" behind what is whole.
            written[column.name] = cells.map(lambda cell: None if pd.isna(cell) else np.format_float_positional(cell, trim="-")).astype("object")
        elif column.kind == "boolean":
            written[column.name] = cells.map({True: "true", False: "false"})
    return frame.assign(**written)


def _few_in_words(written: pd.DataFrame, table: Table, view: View) -> pd.DataFrame:
    """The cells with "< 5" for a headcount of too few people to be told; the descriptor says that no number is there."""
    told = view.data.disclosed
    if told is None or table.name not in ACTIVITIES:
        return written
    cells = written["headcount"].astype("object")
    return written.assign(headcount=cells.mask(written[table.key[0]].isin(told.small), few(told.minimum_count, view.t)))


def _parquet(table: Table, frame: pd.DataFrame) -> bytes:
    kinds = {name: pa.string() for name in frame.columns} | {"source_row": pa.int64()}
    for column in shown(table):
        kind = ARROW.get(column.kind, pa.string())
        kinds[column.name] = pa.list_(kind) if column.many else kind
    schema = pa.schema(kinds.items())
    content = BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False).replace_schema_metadata(None), content)
    return content.getvalue()

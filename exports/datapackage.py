"""The descriptor of the tables that are taken away: a Frictionless Data Package, made from their declarations."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts.exhibit import View
from charts.small_counts import few
from exports.csv_file import is_escaped
from exports.told import narrowed_to, noticed
from loaders import Dataset
from loaders.schema import Column, Table
from loaders.tables import TABLES
from locales import N_, Words

PROFILES = "https://datapackage.org/profiles/2.0"
TYPES = {"date": "date", "number": "number", "integer": "integer", "boolean": "boolean"}
PRECISIONS = ("day", "month", "season", "year")
# Where each row was read from: name, type, title.
PROVENANCE = (
    ("source_file", "string", N_("File")),
    ("source_sheet", "string", N_("Sheet")),
    ("source_row", "integer", N_("Row of the sheet")),
)
Descriptor = dict[str, Any]


def shown(table: Table) -> tuple[Column, ...]:
    """The columns of a table that may leave the house."""
    return tuple(column for column in table.columns if not column.personal)


def descriptor(view: View, tables: Mapping[str, pd.DataFrame]) -> Descriptor:
    """What datapackage.json says of tables as they are written: whose data, of which day, and of each its columns, types, keys and relations."""
    t, data = view.t, view.data
    organisation = view.whole.setting("organisation")
    told = {
        "as_of": view.as_of.isoformat(), "filters": narrowed_to(view),
        "edition": view.edition, "notice": noticed(view.whole, t), "language": t.language,
    }  # fmt: skip
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "programme-tables",
        "title": t("The tables of {organisation}", organisation=organisation) if organisation else t("The tables of the programme"),
        "description": "\n\n".join(filter(None, [told["notice"], t("Data as of {day}", day=t.day(view.as_of)), _in_general(t)])),
        **{name: said for name, said in told.items() if said},
        "resources": [_resource(TABLES[name], frame, data, t) for name, frame in tables.items()],
    }


def _in_general(t: Words) -> str:
    return " ".join([
        t("Each table is here twice: as csv, which any spreadsheet opens, and as Parquet, which has the same columns and their types in itself."),
        t("In the csv files several values of one cell stand side by side, with ; between them, and a text that a spreadsheet would run as a formula (one that begins with =, +, -, @, a tab or a line break) has an apostrophe before it; in the Parquet files it has none."),
    ])  # fmt: skip


def _resource(table: Table, frame: pd.DataFrame, data: Dataset, t: Words) -> Descriptor:
    """A table's csv file; its Parquet file is named beside it, for the reference reader of packages fails at lists in one."""
    escaped = sum(int(is_escaped(cells).sum()) for _, cells in frame.items() if pd.api.types.is_string_dtype(cells) or pd.api.types.is_object_dtype(cells))
    note = t.plural("{n} cell of it has an apostrophe before its text, so that no spreadsheet takes it for a formula.", "{n} cells of it have an apostrophe before their text, so that no spreadsheet takes them for formulas.", escaped) if escaped else ""
    return {
        "name": table.name, "type": "table", "path": f"csv/{table.name}.csv",
        "title": table.label(t.language), "description": " ".join(filter(None, [table.about, note])),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "parquet": f"parquet/{table.name}.parquet",
        "schema": _schema(table, frame, data, t),
    }  # fmt: skip


def _schema(table: Table, frame: pd.DataFrame, data: Dataset, t: Words) -> Descriptor:
    fields = []
    for column in shown(table):
        fields.append(_field(column, t))
        if column.kind == "date":
            fields.append(_precision(column, t))
    fields += [{"name": name, "type": kind, "title": t(title)} for name, kind, title in PROVENANCE]
    schema: Descriptor = {"$schema": f"{PROFILES}/tableschema.json", "fields": fields, "missingValues": ["", *([few(data.disclosed.minimum_count, t)] if data.disclosed else [])]}
    if table.key and all(table.column(name).required for name in table.key):
        schema["primaryKey"] = [*table.key]
    relations = [
        # A table names itself with nothing.
        {"fields": [column.name], "reference": {"resource": "" if target == table.name else target, "fields": [TABLES[target].key[0]]}}
        for column in shown(table)
        if not column.many and len(column.refers_to) == 1 and _holds(frame[column.name], data.tables[target := column.refers_to[0]][TABLES[target].key[0]])
    ]
    return {**schema, "foreignKeys": relations} if relations else schema


def _holds(cells: pd.Series, keys: pd.Series) -> bool:
    """Whether all that is referred to is there: a part may name a project that is not in it."""
    return bool(cells.dropna().isin(keys).all())


def _field(column: Column, t: Words) -> Descriptor:
    kind = TYPES.get(column.kind, "string")
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    limits: Descriptor = {name: int(bound) if float(bound).is_integer() else bound for name, bound in bounds.items() if bound is not None}
    if column.choices:
        limits["enum"] = [*column.choices]
    field: Descriptor = {"name": column.name, "type": kind, "title": column.header(t.language), "description": column.about}
    if column.many:
        # Constraints of a list speak of the list, not of what is in it.
        field, limits = {**field, "type": "list", "delimiter": ";", "itemType": kind}, {}
    if column.required:
        limits["required"] = True
    return {**field, "constraints": limits} if limits else field


def _precision(column: Column, t: Words) -> Descriptor:
    title = t("{column}: how exactly it is known", column=column.header(t.language))
    return {"name": f"{column.name}_precision", "type": "string", "title": title, "constraints": {"enum": [*PRECISIONS]}}

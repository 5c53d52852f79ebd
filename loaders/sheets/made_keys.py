"""Identifiers for the rows of a sheet that has no column of them: made from what a person knows each row by."""

import pandas as pd

from loaders.headers import fold
from loaders.schema import Column, Table

# What a row is known by, and what tells this year's from last year's.
LABELS, DATES = ("title", "name", "practice"), ("start", "date")
LONGEST = 60


def made_from(table: Table, taken: set[str]) -> Column | None:
    """The column that identifiers are made from in a sheet that has these columns; None where none are made.

    Nobody goes by a name: that of a person tells no two apart, and is personal.
    """
    if len(table.key) != 1 or table.key[0] in taken or table.column(table.key[0]).kind != "id":
        return None
    found = (column for column in table.columns if column.name in LABELS and column.required and not column.personal)
    return next((column for column in found if column.name in taken), None)


def made(label: pd.Series, frame: pd.DataFrame) -> pd.Series:
    """An identifier for each row that has a label: "annual-forum-2018", its like further down "annual-forum-2018-2"."""
    said = {value: fold(value).replace(" ", "-")[:LONGEST] or value for value in label.dropna().unique()}
    keys = label.map(said).astype("str")
    date = next((frame[name] for name in DATES if name in frame), None)
    if date is not None:
        keys = keys.where(date.isna(), keys + "-" + date.dt.year.astype("Int64").astype("str"))
    place = keys.groupby(keys).cumcount() + 1
    return keys.where((place == 1) | keys.isna(), keys + "-" + place.astype("str")).astype("str")

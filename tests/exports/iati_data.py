"""Data for the tests of files that programs read: with an IATI identifier, and with cells made to harm."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from loaders import Dataset

REPORTER = {"iati_organisation_id": "CA-CRA_ACC_REV-119288918RR0001", "iati_organisation_type": "22"}
HARM = {
    "formula": "=HYPERLINK(\"http://example.org\",\"x\")",
    "script": "</script><script>alert(1)</script> ]]> <!-- & -->",
    "control": "bell\x07 null\x00 escape\x1b line\x0bend\x7f \ufffe",
    "long": "ab" * 20_000,
    "right to left": "\u202eمرحبا بالعالم",
    "emoji": "👩🏽‍🌾🇰🇷",
    "hangul": "사회적경제",
    "command": "-2+3+cmd|' /C calc'!A0",
    "wide": "＝1+1",
}


def with_table(data: Dataset, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Dataset:
    """The data with one of its tables changed."""
    return replace(data, tables=MappingProxyType({**data.tables, name: change(data.tables[name].copy())}))


def with_settings(data: Dataset, **values: str) -> Dataset:
    """The data with settings of its own, as rows of the settings sheet."""
    rows = pd.DataFrame([{"key": key, "value": value, "source_file": "programme.xlsx", "source_sheet": "settings", "source_row": 20} for key, value in values.items()])
    return with_table(data, "settings", lambda frame: pd.concat([frame[~frame["key"].isin(values)], rows], ignore_index=True).astype(frame.dtypes.to_dict()))


def hostile(data: Dataset) -> Dataset:
    """The data with harm in every text of people's own, a kind a row, in turn."""
    texts = {
        "projects": ("title", "summary"), "delegations": ("title", "summary"), "events": ("title", "summary"), "publications": ("title", "authors"),
        "themes": ("name", "description"), "cities": ("name",), "organisations": ("name",), "indicators": ("title", "result", "unit"), "notes": ("text",),
    }  # fmt: skip
    kinds = list(HARM.values())
    for name, columns in texts.items():
        for place, column in enumerate(columns):
            data = with_table(data, name, lambda frame, column=column, place=place: frame.assign(**{column: [kinds[(row + place) % len(kinds)] for row in range(len(frame))]}))
    return data

"""Two quiet buttons that save a chart as SVG and as PNG, made in the browser, which tells of it."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from charts.exhibit import Exhibit, View
from exports.told import foot, taken_along
from ui.who import told

ASSETS = Path(__file__).parent / "assets"
LONGEST_FILE_NAME = 80
KINDS = ("svg", "png")

_buttons = st.components.v2.component(
    "chart_files",
    html='<div><button type="button" value="svg"></button>'
    '<button type="button" value="png"></button><output></output></div>',
    css=(ASSETS / "chart_files.css").read_text(encoding="utf-8"),
    js=(ASSETS / "chart_files.js").read_text(encoding="utf-8"),
)


def safe_file_name(name: str) -> str:
    """A name without extension that every system takes: words and digits, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name))
    return "-".join(words)[:LONGEST_FILE_NAME].strip("-_") or "chart"


def chart_files(
    exhibit: Exhibit,
    view: View,
    *,
    chart_key: str,
    file_name: str,
    subjects: Sequence[str],
    svg_label: str,
    png_label: str,
    failed_label: str = "–",
) -> None:
    """Show the buttons for the exhibit whose figure has the key `chart_key`.

    A picture stands alone: the finding and what is measured are above it, the notes on its `subjects`, its source and
    day below.
    Where the exhibit has an `svg`, that is saved in place of what is on the page: a map that the
    server drew. `failed_label` is said beside the buttons if no file could be made. What was saved is written down.
    """
    name = safe_file_name(file_name)
    saved = _buttons(
        key=f"{chart_key}_files",
        data={
            "chart_key": chart_key,
            "file_name": name,
            "svg_label": svg_label,
            "png_label": png_label,
            "title": exhibit.title,
            "subtitle": exhibit.subtitle,
            "notes": [{"text": text, "who": who} for text, who in taken_along(view, *subjects)],
            "foot": foot(view),
            "svg": exhibit.svg,
            "failed_label": failed_label,
        },
        on_saved_change=lambda: None,
        height="content",
    ).saved
    # What a browser says is not written down as it says it.
    if saved in KINDS:
        told("exported", f"{name}.{saved}")

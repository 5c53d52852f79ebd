"""Which mark of a chart was clicked or tapped, told once."""

from pathlib import Path
from typing import Any

import streamlit as st

_listener = st.components.v2.component(
    "mark_clicks",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "mark_clicks.js").read_text(encoding="utf-8"),
)


def clicked(chart_key: str) -> Any:
    """What the mark just clicked in the plotly chart under `chart_key` is called; None at any other run.

    That is its id, else the meta of its trace, else its customdata.
    """
    told = _listener(key=f"{chart_key}-clicks", data={"chart_key": chart_key}, on_clicked_change=lambda: None, height=1)
    return told.clicked

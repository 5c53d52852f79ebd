"""A list whose rows open something: which row was selected, told once."""

from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler


def row_selected(
    frame: pd.DataFrame | Styler, *, key: str, column_config: dict[str, Any] | None = None, height: int | Literal["auto", "content"] = "auto", row_height: int | None = None,
) -> int | None:
    """Show a list and give the position of the row just selected in it; None at any other run.

    In higher rows long cells wrap.
    """
    told, rounds = f"{key}-row", f"{key}-round"
    # A list keeps its selection. A new key forgets it: nothing opens twice, and the same row can be chosen again.
    shown = f"{key}-{st.session_state.get(rounds, 0)}"

    def remember() -> None:
        # A browser may still speak of a list that another has taken the place of.
        if shown == f"{key}-{st.session_state.get(rounds, 0)}" and (rows := st.session_state[shown]["selection"]["rows"]):
            st.session_state[told] = rows[0]
            st.session_state[rounds] = st.session_state.get(rounds, 0) + 1

    st.dataframe(frame, hide_index=True, key=shown, on_select=remember, selection_mode="single-row", column_config=column_config, height=height, row_height=row_height)
    return st.session_state.pop(told, None)

"""Problems side by side: a table of low rows where there is room, a list whose sentences are whole on a telephone."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from locales import N_, Words
from ui.fragment import fragment
from ui.text import plain

SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
# A mark beside each word, so that no severity is a word among words.
MARKS = {"error": "✕", "warning": "▲", "note": "○"}
HEADINGS = {
    "severity": N_("Severity"), "place": N_("Where"), "sheet": N_("Sheet"), "cell": N_("Cell"), "message": N_("What to do"),
    "value": N_("Value"), "column": N_("Column"), "file": N_("File"),
}  # fmt: skip
# A line of a row, how wide a letter is, and the most lines that a row is given.
LINE_PX, PADDING_PX, LETTER_PX, MOST_LINES = 20, 16, 7, 3
# In a lower row Streamlit wraps nothing.
ROW_PX, LEAST_WRAPPED_PX, HEAD_PX = 36, 66, 38
# Below this the sentence has no room beside the others. A list so short needs no frame to scroll in.
NARROW_PX, SHORT = 640, 4


@fragment
def problem_table(problems: pd.DataFrame, t: Words, *, widths: Mapping[str, int], is_narrow: bool, most_px: int, key: str) -> None:
    """Show problems, one a row, no higher than `most_px`: `severity` by its key, and the columns that have a width.

    Where it is narrow, each is told in lines of its own: severity, place and sentence.
    """
    if is_narrow:
        _list(problems, t, has_severity="severity" in widths, most_px=most_px, key=key)
        return
    letters = widths["message"] // LETTER_PX
    lengths = problems["message"].str.len()
    lines = min(MOST_LINES, 1 + int(lengths.max()) // letters)
    row = ROW_PX if lines == 1 else max(LINE_PX * lines + PADDING_PX, LEAST_WRAPPED_PX)
    told = problems[list(widths)]
    if "severity" in widths:
        told = told.assign(severity=[severity(name, t) for name in told["severity"]])
    pressed = st.dataframe(
        told.set_axis([t(HEADINGS[name]) for name in told], axis=1), hide_index=True, row_height=row, placeholder="", key=key,
        height="content" if HEAD_PX + row * len(told) <= most_px else most_px,
        column_config={t(HEADINGS[name]): st.column_config.TextColumn(width=px) for name, px in widths.items()},
        on_select="rerun", selection_mode="single-cell",
    )  # fmt: skip
    if (lengths > MOST_LINES * letters).any():
        rows = [place for place, _ in pressed["selection"]["cells"] if place < len(problems)]
        st.caption(plain(problems["message"].iloc[rows[0]] if rows else t("A click on a row says all of it here.")))


def severity(name: str, t: Words) -> str:
    """A severity in its mark and its word."""
    return f"{MARKS[name]} {t(SEVERITIES[name])}"


def _list(problems: pd.DataFrame, t: Words, *, has_severity: bool, most_px: int, key: str) -> None:
    """Problems one below the other, `place` above its sentence."""
    told = []
    for one in problems.itertuples():
        where = filter(None, (severity(one.severity, t) if has_severity else "", one.place))
        told.append(f"**{plain(' · '.join(where))}**  \n{plain(one.message)}")
    is_short = len(told) <= SHORT
    with st.container(height="content" if is_short else most_px, border=not is_short, key=f"list-{key}"):
        st.markdown("\n\n".join(told))

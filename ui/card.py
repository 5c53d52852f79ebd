"""The card that is open: a dialog that stays when the page below it is drawn anew, as it is whenever anybody saves."""

from collections.abc import Callable

import streamlit as st

OPEN = "card-open"


def open_card(table: str, row_id: str) -> None:
    """Have a record's card opened when the page is drawn to its end."""
    st.session_state[OPEN] = (table, row_id, st.context.url)


def show_card(draw: Callable[[str, str], None]) -> None:
    """Draw the card that is open, by its table and id; one of a page that was left is not."""
    if OPEN in st.session_state:
        table, row_id, page = st.session_state[OPEN]
        if page == st.context.url:
            draw(table, row_id)
        else:
            close_card()


def close_card() -> None:
    """Forget the card that was open: its reader has closed it."""
    st.session_state.pop(OPEN, None)

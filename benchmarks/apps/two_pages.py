"""The floor of a switch: two pages of text."""

import streamlit as st


def one() -> None:
    """The first page."""
    st.title("One")


def two() -> None:
    """The second page."""
    st.title("Two")


st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")], position="top").run()

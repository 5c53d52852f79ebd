"""The language of a page, for who has it read aloud: Streamlit's own page says English, whatever it shows."""

import streamlit as st

from locales import Words

_speaker = st.components.v2.component(
    "tongue",
    html="<div></div>",
    js="""
export default function ({ data }) {
  document.documentElement.lang = data.language
}
""",
)


def say_language(t: Words) -> None:
    """Tell the browser in which language the page is."""
    _speaker(key="tongue", data={"language": t.language}, height="content")

"""A line of text to take along, with a button that copies it."""

from pathlib import Path

import streamlit as st

from locales import Words

ASSETS = Path(__file__).parent / "assets"

_line = st.components.v2.component(
    "copy_text",
    html='<div class="line"><input type="text" readonly><button type="button"></button></div><output aria-live="polite"></output>',
    css=(ASSETS / "copy_text.css").read_text(encoding="utf-8"),
    js=(ASSETS / "copy_text.js").read_text(encoding="utf-8"),
)


def copy_text(text: str, t: Words, *, label: str, key: str) -> None:
    """Show the text, called `label` for whoever hears the page, and the button. Where the browser lets nobody copy, the text is marked."""
    _line(key=key, data={"text": text, "label": label, "copy": t("Copy"), "done": t("Copied"), "failed": t("Copy what is marked.")}, height="content")

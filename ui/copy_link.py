"""A button that copies the address of what is on the screen: filters, page and language."""

import streamlit as st

from locales import LANGUAGES, Words

_button = st.components.v2.component(
    "copy_link",
    html='<button type="button"></button><output aria-live="polite"></output>',
    css="""
button {
  width: 100%; min-height: 2.5rem; padding: 0 .75rem; cursor: pointer; font: inherit;
  color: var(--st-link-color); background: none; border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, .375rem);
}
button:hover, button:focus-visible { border-color: var(--st-link-color); }
output { position: absolute; inset-inline-end: 0; inset-block-start: 100%; font-size: .875rem; }
""",
    js="""
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button")
  const told = parentElement.querySelector("output")
  button.textContent = data.label
  button.onclick = async () => {
    // The language stands in the link also where the reader's browser had chosen it: names of
    // choices in the address are in it.
    const address = new URL(location.href)
    if (!address.searchParams.has("lang")) address.searchParams.set("lang", data.lang)
    try {
      await navigator.clipboard.writeText(address.href)
      button.textContent = data.done
    } catch {
      told.textContent = address.href
    }
    setTimeout(() => { button.textContent = data.label }, 4000)
  }
}
""",
)


def copy_link(t: Words) -> None:
    """Show the button. Where the browser lets nobody copy, it shows the address instead."""
    data = {"label": t("Copy link"), "done": t("Copied, for the team alone"), "lang": LANGUAGES[t.language]}
    _button(key="copy-link", data=data, height="content")

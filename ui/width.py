"""How wide a part of the page is on the reader's screen, for a map that must know before it is drawn."""

import streamlit as st

USUAL_PX, STEP_PX = 720, 80

_ruler = st.components.v2.component(
    "width",
    html="<div></div>",
    js="""
export default function ({ parentElement, data, setStateValue }) {
  const ruler = parentElement.querySelector("div")
  const tell = () => {
    const width = Math.floor(ruler.clientWidth / data.step) * data.step
    if (width > 0 && width !== data.width) setStateValue("width", (data.width = width))
  }
  const watch = new ResizeObserver(tell)
  watch.observe(ruler)
  return () => watch.disconnect()
}
""",
)


def width_px(key: str) -> int:
    """The width of the container that this stands in, in steps; the usual one until the browser tells."""
    known = st.session_state.get(key) or {}
    measured = _ruler(
        key=key, data={"step": STEP_PX, "width": known.get("width") or USUAL_PX}, default={"width": USUAL_PX},
        on_width_change=lambda: None, height="content",
    )  # fmt: skip
    return measured.width or USUAL_PX

// Begins the presentation on the whole screen, which a browser grants to a click or a key alone.

const WRITTEN_IN = "input, textarea, select, [contenteditable=true]"

export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.setAttribute("aria-keyshortcuts", data.key.toUpperCase())
  const begin = () => {
    document.documentElement.requestFullscreen?.().catch(() => {})
    setTriggerValue("begun", true)
  }
  const press = event => {
    if (event.key !== data.key || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.composedPath()[0].matches?.(WRITTEN_IN) || document.querySelector("[role=dialog]")) return
    begin()
  }
  button.onclick = begin
  // Called again when the page is drawn again: what listened before stops first.
  parentElement.stop?.()
  document.addEventListener("keydown", press)
  return (parentElement.stop = () => document.removeEventListener("keydown", press))
}

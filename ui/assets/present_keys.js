// Walks through the screens of a presentation: keys, a presenter's remote, a swipe, a tap on either half.

const NARROW = "(max-width: 640px)"
const SWIPE_PX = 48
const TAP_PX = 12
const STEPS = {
  ArrowRight: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, PageUp: -1, Backspace: -1, Home: -Infinity, End: Infinity,
}

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const told = parentElement.querySelector("output")
  // What was pressed is known here first: the server follows, and no press is lost while it draws.
  const state = (parentElement.walk ??= { at: data.at, title: document.title })
  state.at = Math.min(state.at, data.count - 1)

  const count = document.createElement("b")
  const heard = document.createElement("span")
  count.style.fontWeight = "inherit"
  count.setAttribute("aria-hidden", "true")
  told.replaceChildren(count, heard)
  const say = () => { count.textContent = `${state.at + 1} / ${data.count}` }
  say()
  if (state.at === data.at) {
    heard.textContent = `${data.said}: ${data.title}`
    document.title = data.title
  }

  const go = step => {
    const at = Math.max(0, Math.min(data.count - 1, state.at + step))
    if (at === state.at) return
    state.at = at
    say()
    setStateValue("at", at)
  }
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
    setTriggerValue("left", true)
  }

  const press = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape") leave()
    else if (event.key === "f") toggleFullScreen()
    else if (event.key in STEPS) go(event.key === " " && event.shiftKey ? -1 : STEPS[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // In full screen the browser keeps Escape for itself: whoever leaves that leaves the presentation.
  const change = () => { if (!document.fullscreenElement) leave() }

  const down = event => {
    state.from = event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY, isHand: event.pointerType !== "mouse" } : null
  }
  const up = event => {
    if (!state.from) return
    const { x, y, isHand } = state.from
    const across = event.clientX - x
    const along = event.clientY - y
    state.from = null
    if (isHand && Math.abs(across) > SWIPE_PX && Math.abs(across) > Math.abs(along)) go(across < 0 ? 1 : -1)
    else if (Math.abs(across) < TAP_PX && Math.abs(along) < TAP_PX) go(event.clientX > window.innerWidth / 2 ? 1 : -1)
  }
  const narrow = matchMedia(NARROW)
  const turn = () => { if (narrow.matches !== Boolean(state.isNarrow)) setStateValue("is_narrow", (state.isNarrow = narrow.matches)) }
  turn()

  // Called again for each screen, and told to stop only when it goes: what listened before stops first.
  state.stop?.()
  document.addEventListener("keydown", press, true)
  document.addEventListener("fullscreenchange", change)
  document.addEventListener("pointerdown", down)
  document.addEventListener("pointerup", up)
  narrow.addEventListener("change", turn)
  state.stop = () => {
    document.removeEventListener("keydown", press, true)
    document.removeEventListener("fullscreenchange", change)
    document.removeEventListener("pointerdown", down)
    document.removeEventListener("pointerup", up)
    narrow.removeEventListener("change", turn)
  }
  return () => {
    state.stop()
    if (!document.querySelector(".st-key-presentation")) document.title = state.title
  }
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  else document.documentElement.requestFullscreen?.().catch(() => {})
}

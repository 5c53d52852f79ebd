// Tells the page which mark of the plotly chart in `.st-key-<chart_key>` was clicked or tapped.
// Streamlit's own selection makes a chart swallow every touch: a telephone could neither scroll
// over it nor tap it.

// One tap is told by plotly as a touch and as the click that a browser makes of it.
const ONCE_MS = 600

export default function ({ data, setTriggerValue }) {
  const within = `.st-key-${CSS.escape(data.chart_key)} .js-plotly-plot`
  let told = -ONCE_MS
  const tell = event => {
    const point = event.points?.[0]
    // A filled area has no points of its own: its trace says what it is.
    const custom = point?.id ?? point?.data?.meta ?? point?.customdata
    if (!custom || event.event.timeStamp - told < ONCE_MS) return
    told = event.event.timeStamp
    setTriggerValue("clicked", custom)
  }
  // Charts come and go with the filters: each is listened to from the first time it is pointed at.
  const heard = new Set()
  const listen = event => {
    const chart = event.target.closest?.(within)
    if (!chart?.on || heard.has(chart)) return
    heard.add(chart)
    chart.on("plotly_click", tell)
  }
  document.addEventListener("pointerover", listen, true)
  return () => {
    document.removeEventListener("pointerover", listen, true)
    heard.forEach(chart => chart.removeListener?.("plotly_click", tell))
  }
}

// Saves the chart that stands in `.st-key-<chart_key>` as a file, made here in the browser.
// Streamlit bundles plotly and lets no page reach it, so what plotly drew is read from the page.

const SVG = "http://www.w3.org/2000/svg"
const PNG_SCALE = 2
const MARGIN = 24
// Sizes in pixels: what a picture says above and below the chart.
const TITLE = { size: 20, weight: 600, opacity: 1 }
const SUBTITLE = { size: 14, weight: 400, opacity: 0.75 }
const FOOT = { size: 12, weight: 400, opacity: 0.75 }
const NOTE = { size: 14, weight: 400, opacity: 1 }
// A note stands beside a line, as on the page.
const NOTE_LINE = { width: 3, colour: "#B5B0A6", room: 14 }
// What plotly draws for the pointer, not for the eye.
const NOT_DRAWN = ".hoverlayer, .draglayer, .zoomlayer, .selectionlayer, .modebar-container, .drag"
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/

export default function ({ parentElement, data, setTriggerValue }) {
  const status = parentElement.querySelector("output")
  for (const button of parentElement.querySelectorAll("button")) {
    const kind = button.value
    button.textContent = data[`${kind}_label`]
    button.onclick = async () => {
      button.disabled = true
      status.textContent = ""
      try {
        const svg = framed(data.svg ? parsed(data.svg) : drawn(data.chart_key), data)
        save(kind === "svg" ? svgFile(svg) : await pngFile(svg), `${data.file_name}.${kind}`)
        setTriggerValue("saved", kind)
      } catch (error) {
        console.error(error)
        status.textContent = data.failed_label
      } finally {
        button.disabled = false
        button.focus()
      }
    }
  }
}

/** The chart on the page as one SVG element, its text kept as text; an axis and its rows below each other. */
function drawn(chartKey) {
  const charts = [...document.querySelectorAll(`.st-key-${CSS.escape(chartKey)} .js-plotly-plot`)]
  const whole = document.createElementNS(SVG, "svg")
  let width = 0
  let height = 0
  for (const chart of charts) {
    const layers = [...chart.querySelectorAll("svg.main-svg")]
    if (!layers.length) continue
    const part = document.createElementNS(SVG, "g")
    if (height) part.setAttribute("transform", `translate(0,${height})`)
    for (const layer of layers) {
      const copy = layer.cloneNode(true)
      keepWriting([...layer.querySelectorAll("text, tspan")], [...copy.querySelectorAll("text, tspan")])
      part.append(...copy.childNodes)
    }
    whole.append(part)
    width = Math.max(width, layers[0].width.baseVal.value)
    height += layers[0].height.baseVal.value
  }
  if (!height) throw new Error(`no chart in .st-key-${chartKey}`)
  whole.setAttribute("width", width)
  whole.setAttribute("height", height)
  whole.setAttribute("viewBox", `0 0 ${width} ${height}`)
  whole.prepend(paper(width, height))
  whole.querySelectorAll(NOT_DRAWN).forEach(part => part.remove())
  whole.querySelectorAll("*").forEach(tidy)
  return whole
}

/** The chart with its finding and what is measured above it, and its notes, its source and day below. */
function framed(chart, { title, subtitle, notes, foot }) {
  const width = parseFloat(chart.getAttribute("width")) + 2 * MARGIN
  const whole = document.createElementNS(SVG, "svg")
  let y = MARGIN
  for (const [text, style] of [[title, TITLE], [subtitle, SUBTITLE]]) y = write(whole, text, style, y, width)
  chart.setAttribute("x", MARGIN)
  chart.setAttribute("y", y + 8)
  whole.append(chart)
  y += 8 + parseFloat(chart.getAttribute("height")) + 12
  for (const note of notes) y = writeNote(whole, note, y, width) + 12
  y = write(whole, foot, FOOT, y, width)
  whole.setAttribute("width", width)
  whole.setAttribute("height", y + MARGIN / 2)
  whole.setAttribute("viewBox", `0 0 ${width} ${y + MARGIN / 2}`)
  whole.prepend(paper(width, y + MARGIN / 2))
  return whole
}

/** Writes what a note says, and who said it when, beside a line; gives where it ends. */
function writeNote(svg, { text, who }, y, width) {
  let end = y
  for (const part of text.split("\n")) end = write(svg, part, NOTE, end, width, NOTE_LINE.room)
  end = write(svg, who, FOOT, end, width, NOTE_LINE.room)
  const line = document.createElementNS(SVG, "rect")
  const how = { x: MARGIN, y, width: NOTE_LINE.width, height: end - y, fill: NOTE_LINE.colour }
  for (const [name, value] of Object.entries(how)) line.setAttribute(name, value)
  svg.append(line)
  return end
}

/** Writes a text in the page's ink and font from `y` down, wrapped to the width; gives where it ends. */
function write(svg, text, { size, weight, opacity }, y, width, indent = 0) {
  const page = getComputedStyle(document.querySelector(".stApp") ?? document.body)
  for (const line of lines(text, `${weight} ${size}px ${page.fontFamily}`, width - 2 * MARGIN - indent)) {
    const written = document.createElementNS(SVG, "text")
    const how = { x: MARGIN + indent, y: y + size, fill: page.color, "fill-opacity": opacity, "font-family": page.fontFamily,
                  "font-size": size, "font-weight": weight }
    for (const [name, value] of Object.entries(how)) written.setAttribute(name, value)
    written.textContent = line
    svg.append(written)
    y += size * 1.35
  }
  return y
}

/** A text in lines that are no wider than so many pixels. */
function lines(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  const fits = line => pen.measureText(line).width <= width
  const found = []
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = found.length ? `${found.at(-1)} ${word}` : word
    if (found.length && fits(longer)) found[found.length - 1] = longer
    else found.push(...broken(word, fits))
  }
  return found
}

/** A word in parts that fit a line: an address may be longer than one. */
function broken(word, fits) {
  const parts = [""]
  for (const sign of word) {
    if (parts.at(-1) && !fits(parts.at(-1) + sign)) parts.push(sign)
    else parts[parts.length - 1] += sign
  }
  return parts
}

/** A rectangle in the page's own paper colour: a transparent file is unreadable on black. */
function paper(width, height) {
  const sheet = document.createElementNS(SVG, "rect")
  const page = document.querySelector(".stApp") ?? document.body
  sheet.setAttribute("width", width)
  sheet.setAttribute("height", height)
  sheet.setAttribute("fill", getComputedStyle(page).backgroundColor)
  return sheet
}

/** Writes into each copied text how its original looks: the page's own style may have set it. */
function keepWriting(originals, copies) {
  const kept = ["fill", "fill-opacity", "font-family", "font-size", "font-style", "font-weight"]
  originals.forEach((original, index) => {
    const style = getComputedStyle(original)
    for (const name of kept) copies[index].style.setProperty(name, style.getPropertyValue(name))
  })
}

/** Takes from a part what only this page can understand. */
function tidy(part) {
  for (const { name, value } of [...part.attributes]) {
    if (name === "class" || name.startsWith("data-") || name.startsWith("on")) {
      part.removeAttribute(name)
    } else if (value.includes("url(")) {
      // plotly writes the page's address into references: url('https://…/map#clip') -> url(#clip)
      part.setAttribute(name, value.replace(/url\(["']?[^"')#]*#([^"')]+)["']?\)/g, "url(#$1)"))
    }
  }
  // plotly opens links with these; a file has no page behind it.
  if (part.localName === "a") part.removeAttribute("href")
}

function parsed(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement
  if (svg.localName !== "svg") throw new Error("not an SVG")
  const box = svg.viewBox.baseVal
  if (!svg.hasAttribute("width") && box) svg.setAttribute("width", box.width)
  if (!svg.hasAttribute("height") && box) svg.setAttribute("height", box.height)
  return svg
}

function written(svg) {
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg)
}

function svgFile(svg) {
  return new Blob([written(svg)], { type: "image/svg+xml" })
}

async function pngFile(svg) {
  const width = parseFloat(svg.getAttribute("width"))
  const height = parseFloat(svg.getAttribute("height"))
  // A picture cannot see the page's fonts: it carries them with it.
  const style = document.createElementNS(SVG, "style")
  style.textContent = await fontFaces(svg.textContent)
  svg.prepend(style)
  const picture = new Image()
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(written(svg))
  await picture.decode()
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(width * PNG_SCALE)
  canvas.height = Math.round(height * PNG_SCALE)
  const pen = canvas.getContext("2d")
  pen.fillStyle = getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((done, failed) =>
    canvas.toBlob(blob => (blob ? done(blob) : failed(new Error("no PNG"))), "image/png"))
}

/** The page's own @font-face rules that the text needs, each with its font inside. */
async function fontFaces(text) {
  const needed = []
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue
      const { fontFamily, fontStyle, src, unicodeRange } = faceOf(rule)
      const isText = /^["']?(Source Sans|Noto Sans KR)/.test(fontFamily) && fontStyle !== "italic"
      const isHangul = /AC00|1100/i.test(unicodeRange)
      if (isText && (!isHangul || HANGUL.test(text))) needed.push({ rule, src })
    }
  }
  return (await Promise.all(needed.map(embedded))).join("\n")
}

function faceOf({ style }) {
  const value = name => style.getPropertyValue(name)
  return { fontFamily: value("font-family"), fontStyle: value("font-style"), src: value("src"),
           unicodeRange: value("unicode-range") }
}

async function embedded({ rule, src }) {
  const address = src.match(/url\(["']?([^"')]+)["']?\)/)?.[1]
  const base = rule.parentStyleSheet.href ?? document.baseURI
  const answer = await fetch(new URL(address, base), { cache: "force-cache" })
  if (!answer.ok) return ""
  const reader = new FileReader()
  const font = await new Promise((done, failed) => {
    reader.onload = () => done(reader.result)
    reader.onerror = failed
    answer.blob().then(blob => reader.readAsDataURL(blob), failed)
  })
  return rule.cssText.replace(/url\([^)]+\)/, `url("${font}")`)
}

function save(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Some browsers read the address only after the click returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

// Copies a line of text; where the browser lets nobody copy, marks it to be copied by hand.

export default function ({ parentElement, data }) {
  const line = parentElement.querySelector("input")
  const button = parentElement.querySelector("button")
  const told = parentElement.querySelector("output")
  line.value = data.text
  line.setAttribute("aria-label", data.label)
  line.onfocus = () => line.select()
  button.textContent = data.copy
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text)
      button.textContent = data.done
      told.textContent = ""
    } catch {
      line.focus()
      line.select()
      told.textContent = data.failed
    }
    setTimeout(() => { button.textContent = data.copy }, 4000)
  }
}

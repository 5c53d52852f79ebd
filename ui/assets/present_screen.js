// Shows a screen: words and shapes that the server has written. Streamlit's own st.html leaves out every shape.

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector("div")
  if (place.shown === data.html) return
  place.shown = data.html
  // Read as a document of its own, nothing in it is run.
  place.replaceChildren(...new DOMParser().parseFromString(data.html, "text/html").body.childNodes)
}

"use strict";
// Each figure is there as a picture. Once plotly is loaded, a figure that comes into sight is drawn anew, to be asked questions of.
(() => {
  const store = document.getElementById("plotly");
  const darker = JSON.parse(document.getElementById("inks").textContent);
  const paper = matchMedia("(prefers-color-scheme: dark)");
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
  const NEAR = "400px";
  let library;

  const unpacked = async () => {
    const bytes = Uint8Array.from(atob(store.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };

  const load = async () => {
    const script = document.createElement("script");
    const ready = new Promise((done, failed) => {
      script.onload = done;
      script.onerror = failed;
    });
    if (store.dataset.src) script.src = store.dataset.src;
    else script.textContent = await unpacked();
    document.head.append(script);
    if (store.dataset.src) await ready;
    return globalThis.Plotly;
  };

  const dark = (colour) => {
    if (typeof colour !== "string") return colour;
    const share = /^rgba\((\d+),(\d+),(\d+),(.+)\)$/.exec(colour);
    if (!share) return darker[colour.toUpperCase()] ?? colour;
    const found = darker["#" + share.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, "0")).join("").toUpperCase()];
    return found ? `rgba(${[1, 3, 5].map((at) => parseInt(found.slice(at, at + 2), 16)).join(",")},${share[4]})` : colour;
  };

  // On dark paper: what has a colour has the lighter one, and so have the squares within words.
  const worn = (value, key) => {
    if (Array.isArray(value)) return value.map((one) => worn(one, key));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, worn(one, name)]));
    if (key === "color" || key === "fillcolor") return dark(value);
    return typeof value === "string" && value.includes("<span") ? value.replace(/(<span style="color:)(#\w{6})/g, (_, tag, colour) => tag + dark(colour)) : value;
  };

  const draw = async (figure) => {
    const plotly = await (library ??= load());
    if (!plotly || figure.querySelector(".plot")) return;
    const told = JSON.parse(figure.querySelector("script").textContent);
    const { data, layout } = paper.matches ? worn(told) : told;
    const { color, fontFamily, backgroundColor } = { ...read(figure), backgroundColor: getComputedStyle(document.documentElement).backgroundColor };
    const plot = document.createElement("div");
    plot.className = "plot";
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", figure.getAttribute("aria-label"));
    figure.append(plot);
    const hoverlabel = { bgcolor: color, bordercolor: color, align: "left", font: { color: backgroundColor, family: fontFamily, size: 14 } };
    await plotly.newPlot(plot, data, { ...layout, font: { color, size: 12, ...layout.font, family: fontFamily }, hoverlabel }, CONFIG);
    figure.classList.add("is-drawn");
    hold(plot);
    plot.on("plotly_afterplot", () => hold(plot));
  };

  // Words that would be cut at the right edge are drawn narrower, whichever letters the reader has.
  const hold = (plot) => {
    const edge = plot.getBoundingClientRect().right;
    for (const line of plot.querySelectorAll("text:not(:has(.line)), tspan.line")) {
      line.removeAttribute("textLength");
      const { left, right, width, height } = line.getBoundingClientRect();
      if (right <= edge || left >= edge || height > width) continue;
      line.setAttribute("lengthAdjust", "spacingAndGlyphs");
      line.setAttribute("textLength", edge - left);
    }
  };

  const read = (figure) => {
    const { color, fontFamily } = getComputedStyle(figure);
    return { color, fontFamily };
  };

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      // What cannot be drawn stays the picture that it is.
      draw(target).catch((reason) => console.warn(reason));
    }
  }, { rootMargin: NEAR });

  const watch = () => document.querySelectorAll("figure:has(> script)").forEach((figure) => seen.observe(figure));

  paper.addEventListener("change", () => {
    for (const figure of document.querySelectorAll("figure.is-drawn")) {
      globalThis.Plotly.purge(figure.querySelector(".plot"));
      figure.querySelector(".plot").remove();
      figure.classList.remove("is-drawn");
    }
    watch();
  });

  // Words first: the figures' pictures are painted before any script is at work.
  addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(watch));
})();

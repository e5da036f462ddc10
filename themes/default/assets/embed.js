// In an embedded chart: tells the page around how high the chart is. In that page: gives each frame its height.
if (document.documentElement.dataset.embed !== undefined) {
  if (parent !== self) document.documentElement.classList.add("framed");
  // A page that is light itself asks for a light chart, whatever the reader's system prefers.
  if (new URLSearchParams(location.search).get("nen") === "sang") document.documentElement.classList.add("light");
  const tell = () => parent.postMessage({ tiendo: Math.ceil(document.querySelector("main").getBoundingClientRect().height) }, "*");
  if (parent !== self) new ResizeObserver(tell).observe(document.querySelector("main"));
} else {
  addEventListener("message", (event) => {
    if (!Number.isFinite(event.data?.tiendo)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.height = event.data.tiendo + 2;
    }
  });
}

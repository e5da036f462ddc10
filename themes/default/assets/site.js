// Only for comfort: every page works without this file.
(function () {
  "use strict";
  // Figures of the visits box that the server keeps newer than the page.
  const visits = document.querySelector("[data-visits]");
  if (visits && location.protocol !== "file:") {
    fetch(visits.dataset.visits)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
      .then((kept) => {
        const lang = document.documentElement.lang;
        for (const cell of visits.querySelectorAll("[data-count]")) {
          const value = kept[cell.dataset.count];
          if (Number.isFinite(value)) cell.textContent = value.toLocaleString(lang);
        }
        const day = new Date(kept.as_of);
        const place = visits.querySelector("[data-day]");
        if (place && !isNaN(day)) place.textContent = day.toLocaleString(lang, { dateStyle: "short", timeStyle: "short" });
      })
      .catch(() => {});
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  // Zalo and other programs of a phone are reached by its own dialogue.
  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {}));
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy).then(() => (button.textContent = button.dataset.done)).catch(() => {}));
  }
  // Charts are followed by their tables on paper, in browsers whose style sheets cannot open them too.
  addEventListener("beforeprint", () => {
    for (const table of document.querySelectorAll(".chart details")) table.open = true;
  });
  // Opened from a folder, a browser shows the folder for an address that ends in a slash.
  if (location.protocol !== "file:") return;
  const count = document.getElementById("search-count");
  if (count) count.textContent = count.dataset.folder;
  for (const link of document.querySelectorAll("a[href]")) {
    const [, path, rest] = link.getAttribute("href").match(/^([^?#]*)(.*)$/s);
    if (path.endsWith("/") && !path.includes(":")) link.setAttribute("href", `${path}index.html${rest}`);
  }
})();

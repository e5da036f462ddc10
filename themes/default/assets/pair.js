// Two units side by side, from the figures that the page brings. Without this file the page leads to the table of all units.
(function () {
  "use strict";
  const { parts, units } = JSON.parse(document.getElementById("so-lieu").textContent);
  const place = document.getElementById("hai-don-vi");
  const form = document.querySelector("form.pair");
  const element = (name, text, attributes) => Object.assign(document.createElement(name), { textContent: text }, attributes);

  const show = (pair) => {
    const table = element("table", "", { className: "pair-table" });
    table.append(element("caption", place.dataset.caption, { className: "visually-hidden" }));
    const head = table.createTHead().insertRow();
    head.append(element("th", place.dataset.measure, { scope: "col" }));
    for (const [title, url] of pair) {
      const cell = element("th", "", { scope: "col" });
      cell.append(element("a", title, { href: place.dataset.root + url + (location.protocol === "file:" ? "index.html" : "") }));
      head.append(cell);
    }
    parts.forEach(([title, measures], part) => {
      const cells = pair.map((unit) => unit[2][part]);
      const known = measures.map((measure, at) => [measure, cells.map((row) => row[at] ?? "–")]).filter(([, row]) => row.some((text) => text !== "–"));
      if (!known.length) return;
      const body = table.createTBody();
      const row = body.insertRow();
      row.className = "sum";
      row.append(element("th", title, { scope: "rowgroup", colSpan: 3 }));
      for (const [measure, texts] of known) {
        const line = body.insertRow();
        line.append(element("th", measure, { scope: "row" }), ...texts.map((text) => element("td", text)));
      }
    });
    place.replaceChildren(table);
  };

  const change = () => {
    const chosen = [form.a.value, form.b.value];
    const query = new URLSearchParams();
    ["a", "b"].forEach((name, at) => chosen[at] && query.set(name, chosen[at]));
    if (location.protocol !== "file:") history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    const pair = chosen.map((id) => units[id]);
    if (pair[0] && pair[1]) show(pair);
    else place.replaceChildren();
  };

  const asked = new URLSearchParams(location.search);
  for (const name of ["a", "b"]) {
    const id = asked.get(name);
    if (id && units[id]) form[name].value = id;
  }
  form.onchange = change;
  form.onsubmit = (event) => { event.preventDefault(); change(); };
  change();
})();

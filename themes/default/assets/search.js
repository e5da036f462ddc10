// Looks through the list of pages. Without this script the search page leads to the lists.
(function () {
  "use strict";
  const list = document.getElementById("search-list");
  const count = document.getElementById("search-count");
  const query = (new URLSearchParams(location.search).get("q") || "").normalize("NFC").trim().slice(0, 200);
  document.getElementById("q").value = query;
  if (!query) return;
  document.title = query + " | " + document.title;

  // Letters without their marks: what people type on any keyboard.
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d");
  const words = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const wanted = words(query.toLowerCase()).map((word) => [word, plain(word)]);

  // How well a page fits: every word must be there; in the title counts more, and with its marks as typed still more.
  function fit(title, text) {
    let sum = 0;
    for (const [exact, bare] of wanted) {
      let best = 0;
      for (const [weight, words] of [[4, title], [1, text]]) {
        for (const word of words) {
          const other = plain(word);
          if (!other.startsWith(bare)) continue;
          best = Math.max(best, weight * ((other === bare ? 3 : 1) + (word.startsWith(exact) ? 2 : 0)));
        }
      }
      if (!best) return joined(title, text);
      sum += best;
    }
    return sum;
  }

  // "ro le" is "rơle" to whoever types it.
  function joined(title, text) {
    const bare = wanted.map(([, word]) => word).join("");
    return bare.length > 3 && plain(title.concat(text).join("")).includes(bare) ? 1 : 0;
  }

  // The words that were looked for, marked; text is never read as markup.
  function marked(text) {
    const parts = document.createDocumentFragment();
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
      const hit = part && wanted.some(([, bare]) => plain(part).startsWith(bare)) && /[\p{L}\p{N}]/u.test(part);
      const node = hit ? document.createElement("mark") : document.createTextNode(part);
      if (hit) node.textContent = part;
      parts.append(node);
    }
    return parts;
  }

  function show(found) {
    const { none, one, many } = count.dataset;
    count.textContent = (found.length === 0 ? none : found.length === 1 ? one : many)
      .replace("{n}", found.length).replace("{q}", query);
    for (const [url, title, summary, kind] of found.slice(0, 100)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = list.dataset.root + url + (location.protocol === "file:" ? "index.html" : "");
      link.append(marked(title));
      const head = document.createElement("h3");
      head.append(link);
      const label = document.createElement("p");
      label.className = "kicker";
      label.textContent = kind;
      const text = document.createElement("p");
      text.append(marked(summary));
      item.append(label, head, text);
      list.append(item);
    }
  }

  fetch(list.dataset.pages)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
    .then((pages) => {
      const scored = pages.map((page, at) => [fit(words(page[1].toLowerCase()), words(page.slice(2).join(" ").toLowerCase())), at, page]);
      show(scored.filter(([score]) => score > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, , page]) => page));
    })
    .catch(() => { count.textContent = count.dataset.failed; });
})();

// Units: tables that sort and narrow, and the unit that a reader asked to remember. Pages work without this file.
(function () {
  "use strict";
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { numeric: true });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

  // What a cell is sorted by: a day, a number without what is in brackets, words; null for a dash.
  const [point, comma] = [1234.5, 0.5].map((n) => n.toLocaleString(lang).replace(/\d/g, "")[0]);
  const value = (cell) => {
    if (!cell.classList.contains("num")) return cell.textContent;
    const day = cell.querySelector("time")?.dateTime.replaceAll("-", "");
    const digits = day ?? cell.textContent.replace(/\(.*/, "").replaceAll(point, "").replace(comma, ".").replace(/[^\d.]/g, "");
    return digits ? Number(digits) : null;
  };

  // What is pressed or typed is answered at once by an arrow or a letter. The rows follow after that picture, some in each
  // frame, so that no press waits for all of them (230 rows of a slow phone take 280 ms); a later one takes the place of
  // one that is not done.
  const ROWS = 24;
  const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));
  const follower = (part) => {
    let newest;
    return (steps) => {
      newest = steps;
      part.setAttribute("aria-busy", "true");
      const next = () => {
        if (steps !== newest) return;
        if (steps.next().done) part.removeAttribute("aria-busy");
        else afterPaint(next);
      };
      afterPaint(next);
    };
  };
  function* inFrames(items, work) {
    for (let first = 0; first < items.length; first += ROWS) {
      for (const item of items.slice(first, first + ROWS)) work(item);
      if (first + ROWS < items.length) yield;
    }
  }

  for (const table of document.querySelectorAll("table[data-sorted]")) {
    const groups = new Map([...table.tBodies].map((body) => [body, [...body.rows]]));
    const rows = [...table.querySelectorAll("tr[data-state]")];
    const heads = [...table.tHead.rows[0].cells].filter((head) => !head.classList.contains("trend"));
    const follow = follower(table);
    // All rows by one column in a body of their own, or, without a way, in their groups again.
    function* arranged(column, way) {
      const sign = way === "ascending" ? 1 : -1;
      const valued = way ? rows.map((row) => [row, value(row.cells[column])]) : [];
      // What is not known comes last either way.
      valued.sort(([, a], [, b]) => (a === null) - (b === null) || (a === null ? 0 : sign * (typeof a === "string" ? collator.compare(a, b) : a - b)));
      const sorted = document.createElement("tbody");
      for (const body of table.tBodies) body.hidden = true;
      if (way) table.append(sorted);
      const moves = way ? valued.map(([row]) => [sorted, row]) : [...groups].flatMap(([body, own]) => own.map((row) => [body, row]));
      yield* inFrames(moves, ([body, row]) => {
        body.hidden = false;
        body.append(row);
      });
      for (const body of [...table.tBodies]) if (body !== sorted && !groups.has(body)) body.remove();
    }
    const sort = (head, way) => {
      for (const other of heads) other.removeAttribute("aria-sort");
      if (way) head.setAttribute("aria-sort", way);
      follow(arranged(head.cellIndex, way));
    };
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = table.dataset.sorted.replace("{q}", head.textContent);
      button.append(...head.childNodes);
      head.append(button);
      // Figures: most first; names and ranks: from the first. The third press gives the groups back.
      const first = head.classList.contains("num") && !rows[0]?.cells[head.cellIndex].classList.contains("place") ? "descending" : "ascending";
      const second = first === "descending" ? "ascending" : "descending";
      button.onclick = () => sort(head, { [first]: second, [second]: "" }[head.getAttribute("aria-sort")] ?? first);
    }
  }

  for (const filter of document.querySelectorAll(".filter")) {
    const place = document.getElementById(filter.dataset.filter);
    const items = [...place.querySelectorAll("tr[data-state], li")].map((item) => [item, plain((item.querySelector("th") ?? item).textContent), item.closest("tbody")]);
    const groups = new Set(items.map(([, , group]) => group).filter(Boolean));
    const [input, select, count] = ["input", "select", "[role=status]"].map((name) => filter.querySelector(name));
    const follow = follower(filter);
    function* narrowed() {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      const state = select?.value ?? "";
      const fits = ([item, name]) => (!state || item.dataset.state === state) && words.every((word) => name.includes(word));
      const [left, gone] = [[], []];
      for (const item of items) (fits(item) ? left : gone).push(item);
      count.textContent = gone.length === 0 ? "" : (left.length ? count.dataset.many : count.dataset.none).replace("{n}", left.length.toLocaleString(lang));
      // A phone shows what fits in groups that are folded too: rows are hidden before, and shown again behind it, since
      // those of a folded group cost nothing.
      const narrows = words.length > 0 || state !== "";
      if (!narrows) place.removeAttribute("data-narrowed");
      for (const [item] of gone) item.hidden = true;
      // The sum of a group of which nothing is left is not shown either.
      const kept = new Set(left.map(([, , group]) => group));
      for (const group of groups) group.toggleAttribute("data-empty", !kept.has(group));
      yield* inFrames(left.filter(([item]) => item.hidden), ([item]) => { item.hidden = false; });
      place.toggleAttribute("data-narrowed", narrows);
    }
    filter.hidden = false;
    filter.oninput = () => follow(narrowed());
  }

  // The unit is kept in this browser only, and only when asked to.
  const KEY = "tiendo-unit";
  let mine = null;
  try { mine = JSON.parse(localStorage.getItem(KEY)); } catch { /* nothing was kept, or nothing may be */ }
  for (const button of document.querySelectorAll("[data-remember]")) {
    const remember = button.textContent;
    const here = location.pathname;
    const show = () => { button.textContent = mine?.path === here ? button.dataset.forget : remember; };
    button.hidden = false;
    button.onclick = () => {
      mine = mine?.path === here ? null : { path: here, title: button.dataset.remember };
      try { mine ? localStorage.setItem(KEY, JSON.stringify(mine)) : localStorage.removeItem(KEY); } catch { mine = null; }
      show();
    };
    show();
  }
  const line = document.querySelector("[data-mine]");
  if (line && mine && location.protocol !== "file:") {
    fetch(mine.path)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
      .then((html) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        const link = Object.assign(document.createElement("a"), { href: mine.path, textContent: mine.title });
        const said = page.querySelector("main .result")?.textContent.trim();
        line.append(`${line.dataset.mine}: `, link, said ? `. ${said}` : "");
        line.hidden = false;
      })
      .catch(() => {});
  }
})();

// What was typed but not saved survives a closed window and a lost session, in this browser alone.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form || !window.localStorage) return;
  const key = "tiendo-desk:" + form.dataset.keep;
  const skip = new Set(["token", "version", "file", "n", "s"]);
  const inputs = () => [...form.elements].filter((e) => e.name && !skip.has(e.name) && e.type !== "hidden" && e.type !== "file" && e.tagName !== "BUTTON");
  const read = () => JSON.stringify(inputs().map((e) => [e.name, e.type === "checkbox" ? e.checked : e.value]));
  if ("saved" in form.dataset) localStorage.removeItem(key);
  const first = read();
  const kept = localStorage.getItem(key);
  if ("again" in form.dataset) localStorage.setItem(key, first);
  else if (kept && kept !== first) {
    const note = document.createElement("p");
    note.className = "good";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = form.dataset.restore;
    button.addEventListener("click", () => {
      const values = new Map(JSON.parse(kept));
      for (const e of inputs()) {
        if (!values.has(e.name)) continue;
        if (e.type === "checkbox") e.checked = values.get(e.name); else e.value = values.get(e.name);
        if (e.checked || (e.type !== "checkbox" && e.value)) for (let fold = e.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      }
      note.remove();
    });
    note.append(form.dataset.lost + " ", button);
    form.before(note);
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { try { localStorage.setItem(key, read()); } catch { /* a full store keeps nothing */ } }, 500);
  });
})();

// The grid of reports: a block pasted from Excel fills it, arrows and Enter move, sums and odd figures are shown.
(() => {
  const table = document.querySelector("table[data-grid]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
  const number = (text) => {
    const plain = text.replace(/\s/g, "");
    const joined = /^\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, "") : plain;
    return /^\d+$/.test(joined) ? Number(joined) : NaN;
  };
  const foot = table.tFoot;
  const update = () => {
    const sums = [0, 0];
    for (const row of rows) row.forEach((input, column) => {
      const value = number(input.value), before = input.dataset.before === "" ? NaN : Number(input.dataset.before);
      if (value) sums[column] += value;
      const odd = value < before ? table.dataset.falls : before > 0 && value >= before * 10 ? table.dataset.leaps : "";
      input.classList.toggle("odd", odd !== "" || (input.value.trim() !== "" && Number.isNaN(value)));
      input.nextElementSibling.querySelector("b").textContent = odd;
    });
    foot.hidden = false;
    [...foot.rows[0].cells].slice(1).forEach((cell, column) => { cell.textContent = sums[column].toLocaleString(document.documentElement.lang); });
  };
  const place = (input) => { const y = rows.findIndex((row) => row.includes(input)); return [y, rows[y].indexOf(input)]; };
  table.addEventListener("input", update);
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = place(event.target);
    text.split(/\r?\n/).forEach((line, y) => line.split("\t").forEach((cell, x) => {
      const input = rows[top + y]?.[left + x];
      if (input) input.value = cell.trim();
    }));
    update();
  });
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (!step || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const [y, x] = place(event.target);
    const next = rows[y + step]?.[x];
    if (next) { next.focus(); next.select(); }
  });
  update();
})();

// A publish under way: how far it is, until it is over.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box || !window.EventSource) return;
  const bar = box.querySelector("progress"), words = box.querySelector("b");
  const events = new EventSource("/dang/su-kien");
  events.addEventListener("progress", (event) => {
    const { step, done, total } = JSON.parse(event.data);
    if (words.textContent !== step) words.textContent = step;
    if (total) { bar.max = total; bar.value = done; } else bar.removeAttribute("value");
  });
  events.addEventListener("over", () => { events.close(); location.reload(); });
  // A proxy that lets no events through: look again after a while.
  events.addEventListener("error", () => { events.close(); setTimeout(() => location.reload(), 2000); });
})();

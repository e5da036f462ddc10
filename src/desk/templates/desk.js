// What was typed but not saved survives a closed window and a lost session, in this browser alone.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form || !window.localStorage) return;
  const key = "tiendo-desk:" + form.dataset.keep;
  const skip = new Set(["token", "version", "file", "n", "s"]);
  const inputs = () => [...form.elements].filter((e) => e.name && !skip.has(e.name) && e.type !== "hidden" && e.tagName !== "BUTTON");
  const read = () => JSON.stringify(inputs().map((e) => [e.name, e.type === "checkbox" ? e.checked : e.value]));
  if ("saved" in form.dataset) localStorage.removeItem(key);
  const first = read();
  const kept = localStorage.getItem(key);
  if (kept && kept !== first) {
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

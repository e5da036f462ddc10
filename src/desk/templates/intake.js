// A file that is dropped on a form is chosen in it; one that is too large is not sent.
(() => {
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const inputs = [...form.querySelectorAll("input[type=file]")];
    const most = Number(form.dataset.most);
    for (const input of inputs) input.addEventListener("change", () => {
      const large = [...input.files].some((file) => file.size > most * 1048576);
      input.setCustomValidity(large ? `${form.dataset.tooLarge} ${most} MB.` : "");
      input.reportValidity();
    });
    for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      inputs[0].files = event.dataTransfer.files;
      inputs[0].dispatchEvent(new Event("change"));
    });
  }
})();

// Photos: one input takes all of them, and each is asked for its words.
(() => {
  const form = document.querySelector("form[data-words]");
  if (!form) return;
  const [first, ...others] = form.querySelectorAll(".file-row");
  for (const row of others) row.remove();
  first.querySelector("legend").hidden = true;
  const input = first.querySelector("input[type=file]");
  const field = first.querySelector("[name=words0]").closest(".field");
  const hint = field.querySelector(".hint");
  input.multiple = true;
  field.querySelector("input").required = true;
  input.addEventListener("change", () => {
    for (const more of first.querySelectorAll("[data-more]")) more.remove();
    const label = field.querySelector("label");
    label.textContent = input.files.length ? `${form.dataset.words}: ${input.files[0].name}` : form.dataset.words;
    [...input.files].slice(1).forEach((file, number) => {
      const copy = field.cloneNode(true);
      copy.dataset.more = "";
      const box = copy.querySelector("input");
      box.id = `words0-${number}`;
      box.value = "";
      copy.querySelector("label").htmlFor = box.id;
      copy.querySelector("label").textContent = `${form.dataset.words}: ${file.name}`;
      copy.querySelector(".hint").remove();
      box.setAttribute("aria-describedby", hint.id);
      first.append(copy);
    });
  });
})();

// The text of an item: buttons for Markdown, a list of what the site has, and clean text out of Word.
(() => {
  const area = document.querySelector("textarea[data-text]");
  if (!area) return;
  const token = area.form.elements.token.value;
  const [heading, bold, list, table, link, more, close] = area.dataset.tools.split("|");
  // Typed as if by hand, so that the browser can undo it.
  const type = (text) => {
    area.focus();
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);
  const begins = () => area.selectionStart === 0 || area.value[area.selectionStart - 1] === "\n";
  // What begins a paragraph of its own.
  const block = (text) => type((begins() ? "" : "\n\n") + text);
  const tools = [
    [heading, () => block("## " + (chosen() || heading))],
    [bold, () => type("**" + (chosen() || bold) + "**")],
    [list, () => block((chosen() || "").split("\n").map((line) => "- " + line).join("\n"))],
    [table, () => block("|  |  |\n| --- | --- |\n|  |  |\n")],
    [link, () => type("[" + (chosen() || link) + "](https://)")],
    [more, choose],
  ];
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Markdown");
  for (const [label, act] of tools) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = label;
    button.addEventListener("click", act);
    bar.append(button);
  }
  document.getElementById("thanh").append(bar);
  area.form.querySelector("button[value=choose]").hidden = true;

  async function choose() {
    const answer = await fetch("/chen");
    if (!answer.ok) return;
    const all = JSON.parse(await answer.text());
    const box = document.createElement("dialog");
    box.className = "choose";
    box.setAttribute("aria-label", more);
    const titles = { pictures: area.dataset.pictures, documents: area.dataset.documents, charts: area.dataset.charts, figures: area.dataset.figures };
    const end = document.createElement("button");
    end.type = "button";
    end.textContent = close;
    end.addEventListener("click", () => box.close());
    box.append(end);
    for (const [kind, title] of Object.entries(titles)) {
      if (!all[kind].length) continue;
      const head = document.createElement("h2");
      head.textContent = title;
      const options = document.createElement("div");
      options.className = "options";
      for (const choice of all[kind]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "plain";
        if (choice.picture) {
          const image = document.createElement("img");
          image.src = choice.picture;
          image.alt = "";
          image.loading = "lazy";
          button.append(image);
        }
        button.append(choice.label);
        button.addEventListener("click", () => {
          box.close();
          if (kind === "pictures" || kind === "charts") block(choice.code + "\n"); else type(choice.code);
        });
        options.append(button);
      }
      box.append(head, options);
    }
    box.addEventListener("close", () => { box.remove(); area.focus(); });
    document.body.append(box);
    box.showModal();
  }

  area.addEventListener("paste", async (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const form = new FormData();
    form.append("token", token);
    form.append("html", new Blob([html], { type: "text/html" }), "paste.html");
    try {
      const answer = await fetch("/dan", { method: "POST", body: form });
      if (!answer.ok) throw new Error(answer.statusText);
      const text = (await answer.text()) || plain;
      if (/\n\n|^(#|- |\||\d+\. )/.test(text)) block(text); else type(text);
    } catch {
      type(plain);
      let note = document.getElementById("dan-loi");
      if (!note) {
        note = document.createElement("p");
        note.id = "dan-loi";
        note.className = "wrong";
        note.setAttribute("role", "alert");
        area.after(note);
      }
      note.textContent = area.dataset.refused;
    }
  });

  // A Word file that is dropped on the text is sent with the form, which comes back with its text.
  area.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (!file || !/\.docx$/i.test(file.name)) return;
    event.preventDefault();
    const input = area.form.elements.word;
    input.files = event.dataTransfer.files;
    area.form.querySelector("button[value=word]").click();
  });
})();

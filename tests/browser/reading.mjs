// How pages read: at seven widths, on paper, in forced colours. See tests/README.md.
// node reading.mjs NAME=DIR …: sites as they were built, of which a few pages of each kind are opened.
import { chromium } from "playwright-core";
import fs from "node:fs";
import path from "node:path";
import { serve } from "./server.mjs";
import { htmlFiles } from "./static.mjs";

const WIDTHS = [1280, 1024, 768, 600, 414, 360, 320];
// Pages of one kind that are opened of each site.
const OF_A_KIND = Number(process.env.PAGES ?? 3);
const sites = process.argv.slice(2).filter((word) => word.includes("=")).map((word) => word.split("="));

let passed = 0;
const failures = [];
function check(name, problems) {
  if (problems.length === 0) { passed += 1; return; }
  failures.push(name);
  console.log(`FAILED ${name}`);
  for (const problem of [...new Set(problems)].slice(0, 8)) console.log(`  ${problem}`);
}

// The functions below run in the page and give what is wrong there.

// Runs of characters that are on two lines. What stands between blanks and is longer than `longest` may end a line anywhere.
function broken({ runs, longest }) {
  const problems = [];
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    if (node.parentElement.closest("script, style, noscript, svg, pre, code, .visually-hidden")) continue;
    // On phones the head of a table and the word of the search are for screen readers only.
    if (node.parentElement.closest("thead, .find span")?.getBoundingClientRect().width < 2) continue;
    for (const token of node.data.matchAll(/[^\s\u00a0]+/g)) {
      if (token[0].length > longest) continue;
      for (const match of token[0].matchAll(runs)) {
        const range = document.createRange();
        range.setStart(node, token.index + match.index);
        range.setEnd(node, token.index + match.index + match[0].length);
        const lines = new Set([...range.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(box.top)));
        if (lines.size > 1) problems.push(`“${match[0]}” in “${node.data.trim().slice(0, 60)}”`);
      }
    }
  }
  for (const details of closed) details.open = false;
  return problems;
}

// Numbers, days and times.
const NUMBERS = { runs: /\d[\d./,:]*\d%?/g, longest: Infinity };
// Words of letters: a column is too narrow for its text.
const WORDS = { runs: /[\p{L}\p{M}]{2,}/gu, longest: 14 };

// What makes a page wider than its window.
function sideways() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("main :not(.scroll *)")].filter((element) => element.getBoundingClientRect().right > room + 1)
    .slice(0, 1)
    .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class")}"> ends ${Math.round(element.getBoundingClientRect().right - room)} px outside`);
}

// Figures in columns: digits of one width.
function digits() {
  const cell = document.createElement("td");
  cell.className = "num";
  document.body.append(cell);
  const wide = (text) => { cell.innerHTML = `<span>${text}</span>`; return cell.firstChild.getBoundingClientRect().width; };
  const widths = [..."0123456789"].map((digit) => wide(digit.repeat(20)) / 20);
  const em = parseFloat(getComputedStyle(cell).fontSize);
  const space = (wide("a b") - wide("a") - wide("b")) / em;
  cell.remove();
  const problems = [];
  if (Math.max(...widths) - Math.min(...widths) > 0.05) problems.push(`digits are ${widths.map((w) => w.toFixed(1)).join(", ")} px wide`);
  if (space < 0.25) problems.push(`a space is ${space.toFixed(2)} em wide`);
  return problems;
}

// Words that are marked as of another language, and look other than those around them.
function foreignWords() {
  return [...document.querySelectorAll("span[lang]")].filter((words) => {
    const [own, around] = [getComputedStyle(words), getComputedStyle(words.parentElement)];
    return words.parentElement.childNodes.length > 1
      && (own.display !== "inline" || own.color !== around.color || own.fontSize !== around.fontSize);
  }).map((words) => `“${words.textContent}” in “${words.parentElement.textContent.trim().slice(0, 60)}”`);
}

// Entries of the menu that cannot be seen.
function hiddenEntries() {
  return [...document.querySelectorAll(".menu a")].filter((link) => {
    const box = link.getBoundingClientRect();
    return box.left < 0 || box.right > document.documentElement.clientWidth;
  }).map((link) => `“${link.textContent}” is outside of the window`);
}

// Drawings that are enlarged, or leave a third of their room empty.
function drawings() {
  const problems = [];
  for (const svg of document.querySelectorAll("figure.chart .chart-svg")) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    const [name, room] = [svg.closest("figure").id, svg.closest("figure").getBoundingClientRect().width];
    const scale = box.width / svg.viewBox.baseVal.width;
    if (scale > 1.2 || scale < 0.8) problems.push(`${name} is drawn ${scale.toFixed(2)} times as large`);
    if (box.width < room * 0.84 && room < 760) problems.push(`${name} takes ${Math.round(box.width)} of ${Math.round(room)} px`);
  }
  return problems;
}

// Cells that are no cells: a rule for something else of the same class gave them another display.
function cells() {
  return [...document.querySelectorAll("main tr > *")].filter((cell) => {
    const [own, row] = [getComputedStyle(cell).display, getComputedStyle(cell.parentElement).display];
    return row === "table-row" && !["table-cell", "none"].includes(own);
  }).slice(0, 5).map((cell) => `<${cell.tagName.toLowerCase()} class="${cell.className}"> is ${getComputedStyle(cell).display} in a row`);
}

// Pages whose right third is empty for more than half of their height.
function emptySide() {
  const bands = new Map();
  const note = (box) => {
    if (box.width < 2 || box.height < 2) return;
    for (let y = Math.floor(box.top / 8); y < box.bottom / 8; y += 1) bands.set(y, Math.max(bands.get(y) ?? 0, box.right));
  };
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    if (!node.data.trim() || node.parentElement.closest("script, .visually-hidden, svg")) continue;
    const range = document.createRange();
    range.selectNode(node);
    [...range.getClientRects()].forEach(note);
  }
  for (const drawn of document.querySelectorAll("main :is(svg, img, .panel, table)")) note(drawn.getBoundingClientRect());
  const right = [...bands.values()].filter((end) => end > 800).length;
  // A page that is read without scrolling.
  if (bands.size * 8 < 900) return [];
  const share = right / bands.size;
  return share >= 0.5 ? [] : [`only ${Math.round(share * 100)} % of the height has something right of 800 px`];
}

// On paper.
function paper() {
  const problems = [];
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  const height = 1000;
  for (const link of document.querySelectorAll("main a[download]")) if (shown(link)) problems.push(`a download: “${link.textContent}”`);
  for (const heading of document.querySelectorAll("main :is(h2, h3)")) {
    if (!shown(heading) || heading.closest(".visually-hidden") || heading.querySelector("a")) continue;
    const box = heading.getBoundingClientRect();
    const part = heading.closest("section, aside > div, figure, article, main");
    const below = part.getBoundingClientRect().bottom - box.bottom;
    if (below < 12) problems.push(`nothing below “${heading.textContent}”`);
  }
  // A table of more columns than a sheet has room for is left out: its numbers are in the drawing.
  for (const table of document.querySelectorAll("figure.chart table:not(:has(th:nth-child(11)))")) {
    if (!shown(table) || table.getBoundingClientRect().height < 20) problems.push(`the table of ${table.closest("figure").id} is not shown`);
  }
  for (const block of document.querySelectorAll("main *")) {
    if (getComputedStyle(block).breakInside !== "avoid" || !shown(block)) continue;
    const high = block.getBoundingClientRect().height;
    if (high > height / 2) problems.push(`<${block.tagName.toLowerCase()} class="${block.getAttribute("class")}"> keeps ${Math.round(high)} px together`);
  }
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const text = document.body.innerText;
  if (canonical && !canonical.endsWith("404.html") && !text.includes(canonical)) problems.push("the page does not say its address");
  const wide = document.documentElement.scrollWidth;
  if (wide > document.documentElement.clientWidth + 1) problems.push(`the page is ${wide} px wide`);
  return problems;
}

// In forced colours.
function forced() {
  const problems = [];
  const edge = (link) => { const style = getComputedStyle(link); return `${style.borderBottomColor} ${style.borderBottomWidth}`; };
  const current = document.querySelector(".menu a[aria-current]");
  const other = document.querySelector(".menu a:not([aria-current])");
  if (current && other && edge(current) === edge(other)) problems.push("the current entry of the menu looks like the others");
  for (const button of document.querySelectorAll("button:not([hidden])")) {
    const style = getComputedStyle(button);
    if (button.getClientRects().length && (parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle === "none")) problems.push(`“${button.textContent.trim()}” has no edge`);
  }
  return problems;
}

// Captions that say again what the heading above them says.
function captions() {
  const problems = [];
  const heard = (text) => text.replace(/\s+/g, " ").trim();
  for (const details of document.querySelectorAll("main details")) details.open = true;
  for (const caption of document.querySelectorAll("main caption")) {
    if (caption.getBoundingClientRect().height < 4 || caption.classList.contains("visually-hidden")) continue;
    const headings = [...document.querySelectorAll("h1, h2, h3, .chart-title")].filter((h) => h.compareDocumentPosition(caption) & Node.DOCUMENT_POSITION_FOLLOWING);
    const above = headings.slice(-2).map((h) => heard(h.textContent));
    if (above.includes(heard(caption.textContent))) problems.push(`the caption “${heard(caption.textContent)}” repeats the heading`);
  }
  return problems;
}

// What a screen reader cannot name, or hears many times alike.
function names() {
  const problems = [];
  for (const part of document.querySelectorAll("[tabindex='0']")) {
    const name = part.getAttribute("aria-label") ?? part.getAttribute("aria-labelledby");
    if (!name || !part.getAttribute("role")) problems.push(`<${part.tagName.toLowerCase()} class="${part.className}"> can be focused and has no role and name`);
  }
  const seen = new Map();
  for (const link of document.querySelectorAll("main a[download]")) {
    const name = link.getAttribute("aria-label") ?? link.textContent.replace(/\s+/g, " ").trim();
    if (seen.has(name) && seen.get(name) !== link.href) problems.push(`two downloads are called “${name}”`);
    seen.set(name, link.href);
  }
  return problems;
}

// Rankings: bars that are large enough to be compared, and do not stand inside the sentence.
function ranking() {
  const problems = [];
  for (const row of document.querySelectorAll("table.standing tbody tr")) {
    const bar = row.querySelector(".reached .bar")?.getBoundingClientRect();
    if (!bar?.width) continue;
    if (innerWidth >= 1280 && bar.width < 200) problems.push(`a bar is ${Math.round(bar.width)} px wide`);
    if (innerWidth > 640) continue;
    const boxes = [...row.querySelectorAll("td[data-label], .status")].filter((cell) => cell.getClientRects().length).map((cell) => cell.getBoundingClientRect());
    if (boxes.some((box) => box.top < bar.top) && boxes.some((box) => box.top > bar.bottom - 2)) problems.push(`the bar of “${row.querySelector("th").textContent}” splits its sentence`);
  }
  return problems;
}

// Maps: each area that belongs to a unit leads to it and has a title, and every area is named.
function maps() {
  const problems = [];
  for (const svg of document.querySelectorAll("figure.chart[id^=map] .chart-svg")) {
    if (!svg.getBoundingClientRect().width) continue;
    const drawn = [...svg.querySelectorAll("text")].map((text) => text.textContent).join("\n");
    const rows = [...svg.closest("figure").querySelectorAll("tbody tr")];
    const titles = [...svg.querySelectorAll("a[href] title")].map((title) => title.textContent);
    const units = rows.filter((row) => row.cells[1].textContent !== "–").length;
    if (titles.length < units) problems.push(`${units} units have an area, and ${titles.length} areas lead to one`);
    for (const title of titles) {
      const name = title.split(":")[0];
      if (!drawn.includes(name)) problems.push(`${name} is not named on the map`);
    }
  }
  return problems;
}

// Tables of units: sorted by a press on a heading, whole again after three, and narrowed by what is typed.
async function unitTables() {
  const problems = [];
  // Rows follow what was pressed or typed after the next picture.
  const settled = async () => { while (document.querySelector("[aria-busy]")) await new Promise(requestAnimationFrame); };
  for (const table of document.querySelectorAll("table[data-sorted]")) {
    const seen = () => [...table.querySelectorAll("tr[data-state]")].filter((row) => row.getClientRects().length);
    const names = () => seen().map((row) => row.cells[0].textContent.replace(/\s+/g, " ").trim()).join("\n");
    const before = names();
    const head = [...table.tHead.rows[0].cells].findIndex((cell) => cell.classList.contains("num"));
    const press = () => table.tHead.rows[0].cells[head].querySelector("button").click();
    press();
    if (table.tHead.rows[0].cells[head].ariaSort !== "descending") problems.push("a press is not shown at once");
    await settled();
    const number = (row) => parseFloat(row.cells[head].textContent.replace(/[.](?=\d{3})/g, "").replace(",", ".").replace(/^[^\d–]+/, ""));
    const values = seen().map(number).filter((value) => !isNaN(value));
    if (values.some((value, at) => value > (values[at - 1] ?? Infinity))) problems.push(`most is not first: ${values.slice(0, 8)}`);
    press();
    // The second is not done when the third is pressed.
    await new Promise(requestAnimationFrame);
    press();
    await settled();
    if (names() !== before) problems.push("three presses do not give the first order back");
    const form = document.querySelector(`[data-filter="${table.id}"]`);
    const input = form.querySelector("input");
    const last = seen().at(-1)?.cells[0].textContent.replace(/\s+/g, " ").trim() ?? "";
    input.value = last.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").toUpperCase();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
    if (!names().split("\n").includes(last) || seen().length > before.split("\n").length) problems.push(`“${input.value}” does not find ${last}`);
    input.value = "không có đâu";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
    if ([...table.tBodies].some((body) => body.getClientRects().length && body.getBoundingClientRect().height)) problems.push("what is nowhere leaves rows");
    if (!form.querySelector("[role=status]").textContent) problems.push("it is not said that nothing is left");
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
    if (names() !== before) problems.push("an empty field does not give all rows back");
  }
  return problems;
}

// A long table of units on a phone: sums first, units when they are asked for or looked for.
async function folded() {
  const table = document.querySelector(".compared:has(.fold)");
  if (!table) return [];
  const problems = [];
  const settled = async () => { while (document.querySelector("[aria-busy]")) await new Promise(requestAnimationFrame); };
  const seen = () => [...table.querySelectorAll("tr[data-state]")].filter((row) => row.getClientRects().length).length;
  const alone = [...table.tBodies].filter((body) => !body.querySelector(".fold")).reduce((sum, body) => sum + body.querySelectorAll("tr[data-state]").length, 0);
  if (seen() !== alone) problems.push(`${seen()} units are shown unasked`);
  if (document.documentElement.scrollHeight > 6000) problems.push(`the page is ${document.documentElement.scrollHeight} px long`);
  const box = table.querySelector(".fold input");
  box.click();
  if (seen() <= alone) problems.push("a group does not open");
  box.click();
  const input = document.querySelector(".filter input");
  const last = [...table.querySelectorAll("tr[data-state] th")].at(-1).textContent.trim();
  input.value = last;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  if (!seen()) problems.push(`${last} is not found in a folded group`);
  if (seen() === table.querySelectorAll("tr[data-state]").length) problems.push(`“${last}” leaves all units`);
  input.value = "không có đâu";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.getClientRects().length);
  if (rows.length) problems.push(`what is nowhere leaves ${rows.length} rows`);
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  if (seen() !== alone) problems.push("an empty field leaves groups open");
  return problems;
}

// A chart in a page that is light: asked for it, the chart is light on a dark system too.
async function lightGround(page, server, url) {
  const problems = [];
  const ground = () => page.evaluate(() => {
    const colour = [document.body, document.documentElement].map((part) => getComputedStyle(part).backgroundColor).find((colour) => colour !== "rgba(0, 0, 0, 0)") ?? "rgb(255, 255, 255)";
    const ink = getComputedStyle(document.querySelector("main")).color;
    return [colour, ink].map((text) => text.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((sum, part) => sum + part, 0) / 3);
  });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(server.url + url, { waitUntil: "load" });
  const [dark] = await ground();
  if (dark > 128) problems.push(`without being asked the ground is ${dark} of 255 on a dark system`);
  await page.goto(`${server.url}${url}?nen=sang`, { waitUntil: "load" });
  const [light, ink] = await ground();
  if (light < 200 || ink > 100) problems.push(`asked for light the ground is ${light}, the ink ${ink} of 255`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(server.url + url, { waitUntil: "load" });
  return problems;
}

// Two units side by side: chosen in the address or in the lists, the same figures as on their pages.
async function pair(page, server, url) {
  const problems = [];
  const units = await page.evaluate(() => [...document.querySelectorAll("select[name=a] option")].map((option) => option.value).filter(Boolean));
  const shown = () => page.evaluate(() => [...document.querySelectorAll(".pair-table tr")].map((row) => [...row.cells].map((cell) => cell.textContent)));
  const [first, second] = [units[0], units.at(-1)];
  await page.goto(`${server.url}${url}?a=${first}&b=${second}`, { waitUntil: "load" });
  const asked = await shown();
  if (asked.length < 3 || asked[0].length !== 3) problems.push(`${first} and ${second}: ${JSON.stringify(asked)}`);
  const links = await page.evaluate(() => [...document.querySelectorAll(".pair-table thead a")].map((link) => link.href));
  for (const [at, link] of links.entries()) {
    const answer = await page.request.get(link);
    const text = await answer.text();
    if (!answer.ok()) problems.push(`${link}: ${answer.status()}`);
    const share = asked.find((row) => /^\d.*%$/.test(row[at + 1] ?? ""))?.[at + 1];
    if (share && !text.includes(share)) problems.push(`${link} does not say ${share}`);
  }
  await page.goto(server.url + url, { waitUntil: "load" });
  if ((await shown()).length) problems.push("a table before anything is chosen");
  await page.selectOption("select[name=a]", first);
  await page.selectOption("select[name=b]", second);
  if (JSON.stringify(await shown()) !== JSON.stringify(asked)) problems.push("the lists do not give what the address gives");
  if (!page.url().endsWith(`?a=${first}&b=${second}`)) problems.push(`the address is ${page.url()}`);
  await page.setViewportSize({ width: 320, height: 900 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 320) problems.push(`${wide} px wide at 320 px`);
  problems.push(...await page.evaluate(broken, NUMBERS));
  await page.goto(`${server.url}${url}?a=%3Cb%3E&b=${second}`, { waitUntil: "load" });
  if ((await shown()).length) problems.push("a unit that is not there is shown");
  return problems;
}

// The name of the site is not broken inside the name of the place.
function brand() {
  const lines = new Map();
  const brand = document.querySelector(".brand b");
  if (!brand) return [];
  const walk = document.createTreeWalker(brand, NodeFilter.SHOW_TEXT);
  for (let name; (name = walk.nextNode());) {
    for (const match of name.data.matchAll(/[^ \n]+/g)) {
      if (match[0].includes("\u00a0") === false) continue;
      const range = document.createRange();
      range.setStart(name, match.index);
      range.setEnd(name, match.index + match[0].length);
      lines.set(match[0], range.getClientRects().length);
    }
  }
  return [...lines].filter(([, count]) => count > 1).map(([word]) => `“${word}” is on two lines`);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// A few pages of each kind: by their first folder and how deep they are.
function chosen(folder) {
  const kinds = new Map();
  for (const file of htmlFiles(folder)) {
    // A page at an old address leads on at once.
    if (fs.readFileSync(path.join(folder, file), "utf8").includes('http-equiv="refresh"')) continue;
    const parts = path.relative(folder, path.resolve(folder, file)).split(path.sep);
    const language = parts[0] === "en" ? "en/" : "";
    const kind = `${language}${parts[language ? 1 : 0].replace(/\.html$/, "")}-${parts.length}${parts[0] === "bieu-do" ? parts[1].split("-")[0] : ""}`;
    const of = kinds.get(kind) ?? kinds.set(kind, []).get(kind);
    if (of.length < OF_A_KIND) of.push(parts.join("/").replace(/index\.html$/, ""));
  }
  return [...kinds.values()].flat();
}

async function visit(name, server, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(server.url + url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  // The page for lost addresses of a site below a folder finds its style sheet there only.
  if (await page.evaluate(() => document.styleSheets.length === 0)) return page.close();
  const embed = await page.evaluate(() => document.documentElement.dataset.embed !== undefined);
  const at = (width) => `${name}/${url} at ${width} px`;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    check(`${at(width)}: numbers on one line`, await page.evaluate(broken, NUMBERS));
    check(`${at(width)}: words on one line`, await page.evaluate(broken, WORDS));
    check(`${at(width)}: as wide as the window`, await page.evaluate(sideways));
    check(`${at(width)}: drawings`, await page.evaluate(drawings));
    // Phones fold the cells of a row into one.
    if (width >= 768) check(`${at(width)}: cells`, await page.evaluate(cells));
    check(`${at(width)}: words of another language`, await page.evaluate(foreignWords));
    check(`${at(width)}: ranking`, await page.evaluate(ranking));
    if (!embed) check(`${at(width)}: menu`, await page.evaluate(hiddenEntries));
    if (!embed) check(`${at(width)}: name of the site`, await page.evaluate(brand));
    if (width === 1280 && /^(tien-do|chuong-trinh|tin-tuc|en\/(progress|programmes|news))\/[^/]+\/$|^(gioi-thieu|cach-tinh)\/$/.test(url) && !/(nam|trang|year|page)-/.test(url)) {
      check(`${at(width)}: both sides`, await page.evaluate(emptySide));
    }
    if (width === 360) check(`${at(width)}: folded units`, await page.evaluate(folded));
    if (width === 1280 || width === 360) check(`${at(width)}: maps`, await page.evaluate(maps));
  }
  check(`${name}/${url}: digits`, await page.evaluate(digits));
  if (embed) {
    await page.setViewportSize({ width: 640, height: 900 });
    check(`${at(640)}: drawings`, await page.evaluate(drawings));
    check(`${name}/${url}: light ground`, await lightGround(page, server, url));
  } else {
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.emulateMedia({ media: "print" });
    check(`${name}/${url}: on paper`, await page.evaluate(paper));
    check(`${name}/${url} on paper: numbers on one line`, await page.evaluate(broken, NUMBERS));
    check(`${name}/${url} on paper: words on one line`, await page.evaluate(broken, WORDS));
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: "screen", forcedColors: "active" });
    check(`${name}/${url}: forced colours`, await page.evaluate(forced));
    await page.emulateMedia({ forcedColors: "none" });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ media: "screen" });
  check(`${name}/${url}: tables of units`, await page.evaluate(unitTables));
  check(`${name}/${url}: names`, await page.evaluate(names));
  check(`${name}/${url}: captions`, await page.evaluate(captions));
  if (/^(en\/)?so-sanh\/$/.test(url)) check(`${name}/${url}: two units`, await pair(page, server, url));
  await page.close();
}

for (const [name, folder] of sites) {
  const server = await serve(path.resolve(folder), { fonts: true });
  const urls = chosen(path.resolve(folder)).filter((url) => !process.env.ONLY || new RegExp(process.env.ONLY).test(url));
  const guest = async () => { for (let url; (url = urls.shift()) !== undefined;) await visit(name, server, url); };
  await Promise.all([guest(), guest()]);
  server.close();
}
await browser.close();
const kinds = new Map();
for (const name of failures) { const kind = name.split(": ").pop(); kinds.set(kind, (kinds.get(kind) ?? 0) + 1); }
for (const [kind, count] of kinds) console.log(`${kind}: ${count} failed`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);

// Opens the built site as readers do: every kind of page, phone and desk, light and dark. See tests/README.md.
import { axe, launch } from "./chromium.mjs";
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { serve } from "./server.mjs";
import { htmlFiles, links, validate } from "./static.mjs";

const output = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../../output");
const shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : null;
// The site of the worked example: units with targets, ranks, revisions and sums, which the real one does not have yet.
const tree = process.argv.includes("--tree") ? path.resolve(process.argv[process.argv.indexOf("--tree") + 1]) : null;
// The site of extremes: hostile titles, words without an end, photos.
const extremes = process.argv.includes("--extremes") ? path.resolve(process.argv[process.argv.indexOf("--extremes") + 1]) : null;

let passed = 0;
let failed = 0;
function check(name, problems) {
  if (problems.length === 0) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}`);
    for (const problem of problems.slice(0, 8)) console.log(`  ${problem}`);
  }
}

// One address of each kind: the first folder below a section represents all of its kind.
const below = (section) => !fs.existsSync(path.join(output, section)) ? [] : fs.readdirSync(path.join(output, section), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("trang-")).map((entry) => `${section}/${entry.name}/`);
const sections = ["chuong-trinh", "tien-do", "don-vi", "to-chuc", "sang-kien", "tin-tuc", "chu-de"];
const kinds = ["", ...sections.map((s) => `${s}/`), ...sections.flatMap((s) => below(s).slice(0, 2)), "don-vi/ldld-tinh/", "co-gi-moi/", "en/whats-new/",
  "du-lieu/", "cach-tinh/", "tim-kiem/", "chuyen-muc/ket-qua/", "tin-tuc/nam-2022/", "en/", "en/news/", "en/initiatives/ro-le-thoi-gian-may-ep-mech/", "gioi-thieu/", "lien-he/", "tiep-can/", "rieng-tu/", "404.html"];
const exists = (url) => fs.existsSync(path.join(output, url.endsWith(".html") ? url : `${url}index.html`));
const pages = [...new Set(kinds)].filter(exists);
// A kind that the site no longer has would otherwise be passed over in silence.
check("the site has a page of every kind", [
  ...kinds.filter((url) => !exists(url)).map((url) => `no page /${url}`),
  ...sections.filter((section) => below(section).length === 0).map((section) => `no page below ${section}/`),
]);

const server = await serve(output);
const example = tree ? await serve(tree) : null;
const odd = extremes ? await serve(extremes) : null;
const browser = await launch();

async function visit(url, width, scheme, site = server, again = true) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: false });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error}`));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  page.on("response", (response) => { if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`); });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shift += e.value; })
      .observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.url + url, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const seen = await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    shift: window.shift,
    h1: document.querySelectorAll("h1").length,
    charts: [...document.querySelectorAll("figure.chart")].map((figure) =>
      // A ranking is drawn as a table with bars in it.
      [...figure.querySelectorAll("svg.chart-svg, table.standing")].filter((drawn) => drawn.getClientRects().length > 0).length),
    face: [...document.fonts].some((f) => f.status === "loaded" && f.family.includes("Be Vietnam Pro")),
  }));
  // What is folded must hold too.
  const wide = await page.evaluate(() => {
    for (const d of document.querySelectorAll("details")) d.open = true;
    return document.documentElement.scrollWidth > document.documentElement.clientWidth;
  });
  if (seen.sideways || wide) problems.push("scrolls sideways");
  if (seen.shift > 0.01) problems.push(`layout shift ${seen.shift}`);
  if (seen.h1 !== 1) problems.push(`${seen.h1} h1`);
  if (seen.charts.some((visible) => visible !== 1)) problems.push(`visible drawings per chart: ${seen.charts}`);
  if (!seen.face) problems.push("the typeface did not load");
  if (width !== 320) {
    problems.push(...await axe(page));
    if (shots) {
      const name = `${site === server ? "" : site === odd ? "extremes-" : "tree-"}${(url || "home").replace(/\W+/g, "-").replace(/-$/, "")}-${width}-${scheme}.png`;
      await page.screenshot({ path: path.join(shots, name), fullPage: true });
    }
  }
  await context.close();
  // On a busy machine a font may come just after the first paint. A page that moves does so each time.
  if (again && problems.length === 1 && problems[0].startsWith("layout shift")) return visit(url, width, scheme, site, false);
  check(`${site === server ? "" : site === odd ? "extremes: " : "tree: "}/${url} at ${width} px, ${scheme}`, problems);
}

if (shots) fs.mkdirSync(shots, { recursive: true });
// A visit mostly waits for the network to be quiet, so three go on side by side.
const ways = (url, site) => [[360, "light"], [1280, "light"], [360, "dark"], [1280, "dark"], [320, "light"]].map((way) => [url, ...way, site]);
const visits = pages.flatMap((url) => ways(url, server));
if (example) visits.push(...["tien-do/g1/", "tien-do/g2/", "don-vi/cum/", "don-vi/tinh/", "don-vi/huyen-a/", "so-sanh/", "chuong-trinh/p/", "du-lieu/"].flatMap((url) => ways(url, example)));
if (odd) visits.push(...["", "tin-tuc/", "tin-tuc/dung-doc/", "tin-tuc/doc-hai/", "tin-tuc/khong-chu/", "don-vi/dai/", "to-chuc/co-so/", "sang-kien/", "sang-kien/64/s01.html", "bang/", "mau-giao-dien/", "en/news/dung-doc/"].flatMap((url) => ways(url, odd)));
const guest = async () => { for (let next; (next = visits.shift());) await visit(...next); };
await Promise.all([guest(), guest(), guest()]);

async function keyboard() {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(server.url);
  const problems = [];
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => ({ text: document.activeElement.className, top: document.activeElement.getBoundingClientRect().top }));
  if (first.text !== "skip" || first.top < 0) problems.push("the first stop is not a visible skip link");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)))) problems.push("the skip link does not lead into main");
  await page.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  if (!(await page.locator("details table").first().isVisible())) problems.push("a chart's table does not open by keyboard");
  check("keyboard path on the home page", problems);
  await page.close();
}

async function figures() {
  const page = await browser.newPage();
  await page.goto(server.url);
  const text = await page.evaluate(() => document.body.innerText);
  const drawn = await page.evaluate(() => [...document.querySelectorAll("figure.chart svg")].map((svg) => svg.textContent).join(" "));
  const problems = ["170.324", "425,8%"].flatMap((figure) =>
    [[text, "home"], [drawn, "its charts"]].filter(([where]) => !where.includes(figure)).map(([, name]) => `${figure} is not on ${name}`));
  await page.goto(`${server.url}tien-do/giai-doan-1/`);
  const phase = await page.evaluate(() => [...document.querySelectorAll("figure.chart svg")].map((svg) => svg.textContent).join(" "));
  for (const figure of ["170.324", "425,8%"]) if (!phase.includes(figure)) problems.push(`${figure} is not in the phase chart`);
  check("the published figures", problems);
  await page.close();
}

// A chart on another site's page: the frame takes the height of what is in it, on a phone and on a desk.
async function embedded() {
  const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
  const problems = [];
  const chart = `${server.url}bieu-do/phases-1-trieu-sang-kien/`;
  await page.goto(chart);
  const code = await page.evaluate(() => document.querySelector(".embed-code code").textContent);
  await page.setContent(code.replaceAll(/https:\/\/[^/"]+\//g, server.url));
  const heights = [];
  for (const width of [360, 900]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(600);
    const frame = await page.evaluate(() => document.querySelector("iframe").getBoundingClientRect().height);
    const inner = page.frames()[1];
    const needs = await inner.evaluate(() => document.querySelector("main").getBoundingClientRect().height);
    if (Math.abs(frame - needs) > 8) problems.push(`at ${width} px the frame is ${frame} high, its chart ${needs}`);
    if (await inner.evaluate(() => document.querySelector(".embed-code").getClientRects().length > 0)) problems.push("the code to copy is shown in the frame");
    heights.push(frame);
  }
  if (heights[0] === heights[1]) problems.push(`the frame is ${heights[0]} high at both widths`);
  check("an embedded chart sizes itself", problems);
  await page.close();
}

async function fromFolder() {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.join(output, "index.html")).href);
  const problems = [];
  const band = await page.evaluate(() => getComputedStyle(document.querySelector(".foot")).backgroundColor);
  if (band === "rgba(0, 0, 0, 0)") problems.push("the style sheet is not applied");
  await page.locator(".menu a").first().click();
  if (!page.url().endsWith("index.html") || (await page.locator("h1").count()) !== 1) problems.push(`the menu leads to ${page.url()}`);
  check("opened from a folder", problems);
  await page.close();
}

async function feeds() {
  const page = await browser.newPage();
  await page.goto(server.url);
  const problems = [];
  for (const name of ["feed.xml", "atom.xml", "sitemap.xml"]) {
    const problem = await page.evaluate(([text]) => new DOMParser().parseFromString(text, "text/xml").querySelector("parsererror")?.textContent,
      [fs.readFileSync(path.join(output, name), "utf8")]);
    if (problem) problems.push(`${name}: ${problem}`);
  }
  if (!JSON.parse(fs.readFileSync(path.join(output, "feed.json"), "utf8")).items.length) problems.push("feed.json has no items");
  check("feeds and sitemap parse", problems);
  await page.close();
}

function weight() {
  const assets = fs.readdirSync(path.join(output, "assets")).filter((name) => /\.(css|js)$/.test(name));
  const files = ["index.html", ...assets.map((name) => `assets/${name}`)];
  const bytes = files.map((file) => gzipSync(fs.readFileSync(path.join(output, file))).length);
  const total = bytes.reduce((a, b) => a + b, 0);
  console.log(`home, compressed, before fonts and photos: ${total} bytes (${files.map((f, i) => `${f} ${bytes[i]}`).join(", ")})`);
  check("home weighs at most 60 KB", total <= 60_000 ? [] : [`${total} bytes`]);
}

await keyboard();
await figures();
await embedded();
await fromFolder();
await feeds();
weight();
await browser.close();
server.close();
example?.close();
odd?.close();
for (const [name, folder] of [["tree", tree], ["extremes", extremes]].filter(([, folder]) => folder)) {
  const files = htmlFiles(folder);
  check(`${name}: links and anchors lead somewhere`, links(folder, files));
  check(`${name}: HTML is valid`, await validate(folder, files));
}

const files = htmlFiles(output);
check("links and anchors of all pages lead somewhere", links(output, files));
check("HTML of all pages is valid", await validate(output, files));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

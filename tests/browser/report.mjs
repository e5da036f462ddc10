// The page that `--report` writes, as an editor opens it: valid HTML, readable on a phone and a desk, light and dark.
// Usage: node report.mjs PATH-OF-TIENDO
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { axe, launch } from "./chromium.mjs";
import { validate } from "./static.mjs";

const tiendo = path.resolve(process.argv[2] ?? "target/debug/tiendo");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-report-"));
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

// Problems of each shape: in a line, in cells of a table, in a long line, of a whole file, markup as a value, more alike than are shown.
const long = "khong-co-dau-cach".repeat(12);
const files = {
  "site.yaml": "title: Hỏng\ncolour: red\n",
  "units.yaml": "- {id: tinh, title: Tỉnh, kind: province}\n",
  "programmes/a.yaml": `id: p\ntitle: P\ncounted_from: "<b onclick='x'>&${long}"\n`,
  [`reports/${long}.yaml`]: Array.from({ length: 90 }, (_, i) => `- {as_of: 2022-03-31, unit: u-${i}, submitted: 1}\n`).join(""),
  "news/a.md": `---\ntitle: Tin\ndate: 2022-01-01\n---\nXem [đây](@/news/${long}.md).\n`,
  "initiatives/danh sách.doc": "x",
  [`initiatives/${long}.csv`]: `Tên sáng kiến;Đơn vị;Ngày nộp\n${"Một;tinh;31/02/2022\n".repeat(60)}Hai;tinh;\n`,
};
const faulty = path.join(folder, "faulty");
for (const [name, text] of Object.entries(files)) {
  const file = path.join(faulty, "content", name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
const fresh = path.join(folder, "fresh");
spawnSync(tiendo, ["init", fresh]);

const pages = [["vi.html", faulty, "vi", 1], ["en.html", faulty, "en", 1], ["good.html", fresh, "vi", 0]];
for (const [name, root, lang, status] of pages) {
  const ran = spawnSync(tiendo, ["check", "--root", root, "--lang", lang, "--report", path.join(folder, name)]);
  check(`${name} is written`, ran.status === status ? [] : [`status ${ran.status}: ${ran.stderr}`]);
}
check("the HTML is valid", await validate(folder, pages.map(([name]) => name)));

const browser = await launch();
const visits = pages.flatMap(([name]) => [320, 360, 1280].flatMap((width) => ["light", "dark"].map((scheme) => [name, width, scheme])));
for (const [name, width, colorScheme] of visits) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const problems = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("request", (request) => { if (!request.url().endsWith(name)) problems.push(`asks for ${request.url()}`); });
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  for (const summary of await page.locator("summary").all()) await summary.click();
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) problems.push("scrolls sideways");
  problems.push(...await axe(page));
  check(`${name} at ${width} px, ${colorScheme}`, problems);
  await page.close();
}

// Paper has nothing to open: the lines of folded problems are printed.
const page = await browser.newPage();
await page.goto(pathToFileURL(path.join(folder, "vi.html")).href);
const rows = page.locator("details p").first();
const closed = await rows.isVisible();
await page.emulateMedia({ media: "print" });
check("folded lines are printed", closed || !(await rows.isVisible()) ? [`on screen ${closed}, on paper ${!closed}`] : []);

await browser.close();
fs.rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

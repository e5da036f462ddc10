// The two initiatives of Sakurai are found in one try each, with many generated rows beside them. Arguments: the program, how many
// rows (170324 is the size to come; fewer are quicker), a folder to keep the site in.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { open } from "../../themes/default/assets/search.js";
import { serve } from "./server.mjs";

const [program, count, kept] = [path.resolve(process.argv[2]), process.argv[3] ?? "20000", process.argv[4]];
const project = path.join(import.meta.dirname, "../..");
const root = kept ?? fs.mkdtempSync(path.join(os.tmpdir(), "beside-"));
const generated = path.join(root, "generated");
const at = (name) => path.join(root, "content", name);

fs.cpSync(path.join(project, "content"), at("."), { recursive: true });
execFileSync("python3", [path.join(project, "benches/corpus.py"), count, generated, "--shape", "tiendo-csv"]);
// The rows name some units that the real site does not have, and groups that it has none of.
const units = fs.readFileSync(at("units.yaml"), "utf8");
const names = [...fs.readFileSync(path.join(generated, "content/units.yaml"), "utf8").matchAll(/title: (.*), kind: upper/g)].map(([, name]) => name);
const unknown = names.filter((name) => !units.includes(`title: ${name}\n`));
fs.writeFileSync(at("units.yaml"), units + unknown.map((name, at) => `\n- {id: them-${at}, title: ${name}, kind: upper, parent: ldld-tinh}\n`).join(""));
const rows = fs.readFileSync(path.join(generated, "content/initiatives/records.csv"), "utf8");
fs.writeFileSync(at("initiatives/records.csv"), rows.replaceAll(/,n\d,(\d{4}-)/g, ",,$1"));
const output = path.join(root, "output");
execFileSync(program, ["build", "--quiet", "--root", root, "--output", output], { stdio: "inherit" });

const WANTED = { "may cong nghiep": "phan-mem-quan-ly-ton-kho-may-may", rơle: "ro-le-thoi-gian-may-ep-mech", "sakurai excel": "phan-mem-quan-ly-ton-kho-may-may",
  "ro le thoi gian": "ro-le-thoi-gian-may-ep-mech" };
const problems = [];
const index = await open(async (name) => fs.readFileSync(path.join(output, "tim-kiem", name)),
  async (bytes, dictionary) => zlib.inflateRawSync(bytes, dictionary?.length ? { dictionary } : {}));
if (index.about.documents < count) problems.push(`only ${index.about.documents} documents`);
for (const [query, wanted] of Object.entries(WANTED)) {
  const found = (await index.find(query)).rows.map((row) => row[1]);
  if (!found[0]?.includes(wanted)) problems.push(`“${query}” in Node: ${found.slice(0, 3)}`);
}
const server = await serve(output);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
page.on("pageerror", (error) => problems.push(String(error)));
for (const [query, wanted] of Object.entries(WANTED)) {
  // As a person does: from the field of the first page.
  await page.goto(server.url);
  await page.fill(".search input[name=q]", query);
  await page.press(".search input[name=q]", "Enter");
  const link = page.locator("#search-list a").first();
  await link.waitFor({ timeout: 10_000 }).catch(() => {});
  const [href, box] = await Promise.all([link.getAttribute("href", { timeout: 1000 }), link.boundingBox({ timeout: 1000 })]).catch(() => []);
  if (!href?.includes(wanted)) problems.push(`“${query}” on a phone: ${href}, ${await page.textContent("#search-count")}`);
  else if (box.y + box.height > 800) problems.push(`“${query}”: the first result is ${Math.round(box.y)} pixels down`);
}
await browser.close();
server.close();
if (!kept) fs.rmSync(root, { recursive: true });
console.log(problems.length ? `FAILED\n  ${problems.join("\n  ")}` : `4 queries lead to the two initiatives beside ${count} rows`);
process.exit(problems.length ? 1 : 0);

// The search of a built site beside Pagefind on its pages: `node benches/pagefind.mjs OUTPUT` after `cd tests/browser && npm ci`
// (npm fetches Pagefind 1.x). Prints sizes, and bytes and requests of queries in Chromium: each as the first of a visit, then after
// each other. Scripts (for Pagefind its WebAssembly too) are counted apart: they are kept by browsers.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { serve } from "../tests/browser/server.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const QUERIES = ["máy may", "may may", "ro le thoi gian", "đá ốp lát", "da op lat", "đường truyền", "duong truyen", "đặc thù", "dac thu", "tưới nhỏ giọt", "TH000123"];
const output = path.resolve(process.argv[2]);
const index = path.join(output, "pagefind");
fs.rmSync(index, { recursive: true, force: true });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pagefind-"));
execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "pagefind@1"], { stdio: "inherit" });
const start = performance.now();
const said = execFileSync(path.join(folder, "node_modules/.bin/pagefind"), ["--site", output], { encoding: "utf8" });
console.log(said.split("\n").filter((line) => /Running Pagefind|Indexed/.test(line)).join("\n"));
console.log(`Pagefind indexed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
fs.rmSync(folder, { recursive: true });
for (const [name, at, of] of [["Pagefind", index, /./], ["tiendo", path.join(output, "tim-kiem"), /\.(bin|json)$/]]) {
  const files = fs.readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && of.test(entry.name));
  const size = files.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  console.log(`${name}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB`);
}

const server = await serve(output, { free: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const ENGINES = {
  async Pagefind(page, query) {
    if (!page.url().endsWith("blank.html")) {
      await page.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=vi><title>x</title>" }));
      await page.goto(`${server.url}blank.html`);
    }
    return page.evaluate(async (query) => {
      const pagefind = await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(query);
      const [first] = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return [results.length, first?.meta.title];
    }, query);
  },
  async tiendo(page, query) {
    if (!page.url().includes("/tim-kiem/")) await page.goto(`${server.url}tim-kiem/`);
    await page.fill("#q", query);
    const said = page.evaluate(() => new Promise((done) => new MutationObserver(() => {
      const count = document.getElementById("search-count");
      if (count.textContent !== count.dataset.busy) done([count.textContent.match(/[\d.,]+/)?.[0] ?? 0, document.querySelector("#search-list a")?.textContent]);
    }).observe(document.getElementById("search-count"), { childList: true, subtree: true })));
    await page.press("#q", "Enter");
    return said;
  },
};
for (const [name, ask] of Object.entries(ENGINES)) {
  let cost = { bytes: 0, requests: 0, script: 0 };
  const open = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on("response", async (response) => {
      const { pathname } = new URL(response.url());
      if (!/^\/(pagefind\/|tim-kiem\/.|assets\/search)/.test(pathname)) return;
      const size = (await response.body().catch(() => "")).length;
      if (/\.js$|wasm/.test(pathname)) cost.script += size;
      else [cost.bytes, cost.requests] = [cost.bytes + size, cost.requests + 1];
    });
    return page;
  };
  const measured = async (page, query) => {
    cost = { bytes: 0, requests: 0, script: 0 };
    const [count, first] = await ask(page, query);
    await page.waitForTimeout(400);
    return { ...cost, count, first };
  };
  const visit = await open();
  await measured(visit, "sáng kiến");
  console.log(`${name}: found; bytes and requests as the first query, and later; the first result`);
  for (const query of QUERIES) {
    const page = await open();
    const first = await measured(page, query);
    await page.context().close();
    const later = await measured(visit, query);
    console.log(`  ${query}: ${first.count}; ${first.bytes} in ${first.requests} (script ${first.script}); ${later.bytes} in ${later.requests}; ${first.first}`);
  }
}
await browser.close();
server.close();

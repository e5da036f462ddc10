// Pagefind on the pages of a built site, for comparison: `node benches/pagefind.mjs OUTPUT` (npm fetches Pagefind 1.x).
// Prints the time to index, the size, and the bytes and requests of three first queries in Chromium.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { serve } from "../tests/browser/server.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const output = path.resolve(process.argv[2]);
const index = path.join(output, "pagefind");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pagefind-"));
execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "pagefind@1"], { stdio: "inherit" });
const start = performance.now();
const said = execFileSync(path.join(folder, "node_modules/.bin/pagefind"), ["--site", output], { encoding: "utf8" });
console.log(said.split("\n").filter((line) => /Running Pagefind|Indexed/.test(line)).join("\n"));
console.log(`indexed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
const names = fs.readdirSync(index, { recursive: true }).filter((name) => fs.statSync(path.join(index, name)).isFile());
const size = names.reduce((sum, name) => sum + fs.statSync(path.join(index, name)).size, 0);
console.log(`${names.length} files, ${(size / 1e6).toFixed(1)} MB`);
const server = await serve(output, { free: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
for (const query of ["máy may", "ro le thoi gian", "dac thu"]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=vi><title>x</title>" }));
  await page.goto(`${server.url}blank.html`);
  let [bytes, requests] = [0, 0];
  page.on("response", async (response) => {
    if (!response.url().includes("/pagefind/")) return;
    requests += 1;
    bytes += (await response.body().catch(() => "")).length;
  });
  const found = await page.evaluate(async (query) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const { results } = await pagefind.search(query);
    await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return results.length;
  }, query);
  await page.waitForTimeout(500);
  console.log(`“${query}”: ${found} found, ${bytes} bytes, ${requests} requests`);
  await context.close();
}
await browser.close();
server.close();

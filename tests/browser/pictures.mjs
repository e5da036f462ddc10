// The pictures of the README: the home page of the real site on a phone and on a desk. From the root of the project:
//   cargo run --release -- build && (cd tests/browser && npm ci && node pictures.mjs)
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const project = path.join(import.meta.dirname, "../..");
const server = await serve(path.resolve(process.argv[2] ?? path.join(project, "output")), { fonts: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, width, height] of [["phone", 390, 844], ["desk", 1280, 844]]) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(server.url, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: 85 });
  const file = path.join(project, `docs/pictures/home-${name}.webp`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, Buffer.from(data, "base64"));
  const kilobytes = Math.round(fs.statSync(file).size / 1000);
  console.log(`${path.relative(project, file)}: ${kilobytes} kB`);
  if (kilobytes > 150) process.exitCode = 1;
}
await browser.close();
server.close();

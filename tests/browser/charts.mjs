// The gallery: every chart of the specimen sites, measured in Chromium and compared with kept pictures. See tests/README.md.
// node charts.mjs NAME=DIR …; UPDATE=1 keeps what is seen now; --sheet FOLDER only takes the pictures, of all charts.
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import fs from "node:fs";
import path from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { serve } from "./server.mjs";

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const kept = path.join(here, "pictures");
const seen = path.resolve(here, "../../target/pictures");
const option = process.argv.indexOf("--sheet");
const sheet = option > 0 ? process.argv[option + 1] : null;
const sites = process.argv.slice(2).filter((word) => word.includes("=")).map((word) => word.split("="));
const ways = [360, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));
// Letters are smoothed a little otherwise on another machine.
const TOLERANCE = 0.02;

let passed = 0;
let failed = 0;
function check(name, problems) {
  if (problems.length === 0) { passed += 1; return; }
  failed += 1;
  console.log(`FAILED ${name}`);
  for (const problem of problems.slice(0, 12)) console.log(`  ${problem}`);
}

// What holds of every chart, whatever its figures.
function measure() {
  const problems = [];
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const rgb = (colour) => colour.match(/[\d.]+/g)?.slice(0, 3).map(Number);
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const ground = rgb(getComputedStyle(document.body).backgroundColor);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) problems.push(`id ${id} twice`);
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) problems.push("scrolls sideways");
  for (const svg of document.querySelectorAll("figure.chart svg.chart-svg")) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    const name = svg.closest("figure").id;
    const texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map((text) => text.getBoundingClientRect());
    texts.forEach((text, i) => {
      const b = boxes[i];
      const what = `${name}: “${text.textContent}”`;
      if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 2 || b.bottom > box.bottom + 2) problems.push(`${what} leaves the chart`);
      if (parseFloat(getComputedStyle(text).fontSize) * box.width / svg.viewBox.baseVal.width < 12) problems.push(`${what} is smaller than 12 px`);
      boxes.slice(i + 1).forEach((c, j) => {
        const wide = Math.min(b.right, c.right) - Math.max(b.left, c.left);
        const high = Math.min(b.bottom, c.bottom) - Math.max(b.top, c.top);
        // Boxes have air above and below their letters.
        if (wide > 2 && high > 5) problems.push(`${what} lies on “${texts[i + 1 + j].textContent}”`);
      });
      // On a filled cell the cell is the ground.
      const under = [...svg.querySelectorAll("rect, path")].filter((mark) => /^[af]-q/.test(mark.getAttribute("class") ?? mark.parentNode.getAttribute("class") ?? "")).reverse()
        .find((mark) => mark.isPointInFill?.(Object.assign(svg.createSVGPoint(), { x: (b.left + b.width / 2 - box.left) * svg.viewBox.baseVal.width / box.width, y: (b.top + b.height / 2 - box.top) * svg.viewBox.baseVal.width / box.width })));
      const behind = under ? rgb(getComputedStyle(under).fill) : ground;
      const ratio = contrast(rgb(getComputedStyle(text).fill), behind);
      if (ratio < 4.5) problems.push(`${what} has contrast ${ratio.toFixed(2)}`);
    });
    for (const mark of svg.querySelectorAll(".f-main, .f-accent, .f-muted")) {
      const ratio = contrast(rgb(getComputedStyle(mark).fill), ground);
      if (ratio < 3) problems.push(`${name}: a mark has contrast ${ratio.toFixed(2)}`);
    }
    for (const mark of svg.querySelectorAll(".s-main, .s-accent, .s-muted, .s-edge")) {
      const ratio = contrast(rgb(getComputedStyle(mark).stroke), ground);
      if (ratio < 3) problems.push(`${name}: a line has contrast ${ratio.toFixed(2)}`);
    }
  }
  return problems;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// The picture of one chart against the kept one.
function compare(site, name, picture) {
  const file = path.join(kept, site, `${name}.png`);
  if (process.env.UPDATE) {
    const png = PNG.sync.read(picture);
    // Eight shades a channel: a fourth of the bytes, and less than the tolerance.
    for (let i = 0; i < png.data.length; i += 1) png.data[i] = Math.min(255, Math.round(png.data[i] / 36.5) * 36.5);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, PNG.sync.write(png, { colorType: 2, deflateLevel: 9, filterType: -1 }));
    return [];
  }
  if (!fs.existsSync(file)) return ["no kept picture; UPDATE=1 keeps this one"];
  const [a, b] = [PNG.sync.read(fs.readFileSync(file)), PNG.sync.read(picture)];
  const put = (what, bytes) => {
    fs.mkdirSync(path.join(seen, site), { recursive: true });
    fs.writeFileSync(path.join(seen, site, `${name}${what}.png`), bytes);
  };
  // A title may break one line earlier where letters are a hair wider.
  if (a.width !== b.width || Math.abs(a.height - b.height) > 2) {
    put("", picture);
    return [`${b.width} × ${b.height} instead of ${a.width} × ${a.height}: target/pictures/${site}/${name}.png`];
  }
  const [width, height] = [a.width, Math.min(a.height, b.height)];
  const cut = (png) => png.data.subarray(0, width * height * 4);
  const diff = new PNG({ width, height });
  const other = pixelmatch(cut(a), cut(b), diff.data, width, height, { threshold: 0.25 });
  if (other <= width * height * TOLERANCE) return [];
  put("", picture);
  put("-diff", PNG.sync.write(diff));
  return [`${(other * 100 / width / height).toFixed(1)} % of the pixels differ: target/pictures/${site}/${name}-diff.png`];
}

async function visit(site, [url, charts], { width, scheme }, wanted) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  await page.goto(url + charts, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const way = `${site} at ${width} px, ${scheme}`;
  check(`${way}: measured`, [...problems, ...await page.evaluate(measure)]);
  const found = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })`);
  check(`${way}: axe`, found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`));
  await page.evaluate(() => document.querySelectorAll("figure.chart details, .chart-foot").forEach((e) => e.remove()));
  const ids = await page.evaluate(() => [...document.querySelectorAll("figure.chart")].map((f) => f.id));
  // A line with an address and a selector is a part of another page: small trends, tables with bars.
  const parts = (wanted ?? []).filter((line) => line.includes(" "));
  const missing = (wanted ?? []).filter((id) => !ids.includes(id) && !parts.includes(id));
  check(`${way}: every wanted chart is there`, missing.map((id) => `no chart ${id}`));
  for (const id of sheet || !wanted ? ids : wanted.filter((id) => ids.includes(id))) {
    const picture = await page.locator(`figure#${id}`).screenshot();
    const name = `${id}-${width}-${scheme}`;
    if (sheet) {
      fs.mkdirSync(path.join(sheet, site), { recursive: true });
      fs.writeFileSync(path.join(sheet, site, `${name}.png`), picture);
    } else {
      check(`${site}/${name}`, compare(site, name, picture));
    }
  }
  for (const line of parts) {
    const [address, selector] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
    await page.goto(url + address, { waitUntil: "networkidle" });
    await page.evaluate(() => document.fonts.ready);
    const name = `${called(line)}-${width}-${scheme}`;
    check(`${site}/${name}`, compare(site, name, await page.locator(selector).first().screenshot()));
  }
  await context.close();
}

// A name for a line of the list.
function called(line) { return line.replace(/[^a-z0-9-]+/g, "-").replace(/^-|-$/g, ""); }

for (const [site, folder] of sites) {
  const server = await serve(path.resolve(folder), { fonts: true });
  // The page of all charts, in the words of the site's language.
  const charts = ["bieu-do/", "charts/"].find((address) => fs.existsSync(path.join(folder, address, "index.html")));
  const list = path.join(kept, `${site}.txt`);
  const wanted = fs.existsSync(list) ? fs.readFileSync(list, "utf8").split("\n").filter(Boolean) : null;
  await Promise.all(ways.map((way) => visit(site, [server.url, charts], way, wanted)));
  if (!sheet && !process.env.UPDATE && wanted) {
    const names = wanted.flatMap((line) => ways.map(({ width, scheme }) => `${called(line)}-${width}-${scheme}.png`));
    const there = fs.existsSync(path.join(kept, site)) ? fs.readdirSync(path.join(kept, site)) : [];
    check(`${site}: no kept picture without its chart`, there.filter((name) => !names.includes(name)));
  }
  server.close();
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

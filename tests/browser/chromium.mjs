// Chromium as the checks start it, and what axe finds in a page.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A browser that asks nothing of other hosts by itself. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

/** Each violation that axe finds in a page, with its first places. `iframes`: in those of the page too. */
export async function axe(page, { iframes = true } = {}) {
  const found = await page.evaluate(`${AXE}; axe.run(document, ${JSON.stringify({ runOnly: RULES, iframes })})`);
  return found.violations.map((v) => `axe ${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
}

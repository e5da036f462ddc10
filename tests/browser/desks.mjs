// What the ways through the desk share: a desk of a site, a page of it, what is looked at in each page, and the end.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { axe } from "./chromium.mjs";

const program = path.resolve(process.argv[2]);
const pictures = process.argv[3];
if (pictures) fs.mkdirSync(pictures, { recursive: true });
export const problems = [];
let looked = 0;

/** A desk of a site; its one-time address. */
export async function open(root, flags = []) {
  const server = spawn(program, ["desk", "--port", "0", "--root", root, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((ready, fail) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const found = said.match(/https?:\/\/\S+/);
      if (found) ready(found[0]);
    });
    server.on("exit", () => fail(new Error(said)));
  });
  return { url, origin: new URL(url).origin, close: () => server.kill() };
}

/** A page in a context of its own, whose errors are problems. */
export async function newPage(browser, { width, height = 900, scripts = true, dark = false }) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: scripts, colorScheme: dark ? "dark" : "light" });
  const page = await context.newPage();
  Object.assign(page, { scripts, label: `${width}${scripts ? "" : "-khong-js"}${dark ? "-toi" : ""}` });
  page.on("pageerror", (error) => problems.push(`${page.label}: ${error}`));
  // Chromium reports what is meant to be so too: forms that are refused with 4xx, scripts that the preview does not run.
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4|frame is sandboxed/.test(message.text())) problems.push(`${page.label}: ${message.text()}`);
  });
  page.setDefaultTimeout(60_000);
  return page;
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${page.label}-${name}.png`), fullPage: true });
}

/** What is wrong with the page as it is, for everybody who looks at it. */
export async function look(page, name) {
  looked += 1;
  await page.waitForLoadState("load");
  const found = page.scripts ? await axe(page, { iframes: false }) : [];
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) found.push("scrolls sideways");
  problems.push(...found.map((problem) => `${page.label} ${name}: ${problem}`));
  await picture(page, name);
}

export function expect(page, what, good) {
  if (!good) problems.push(`${page.label}: ${what}`);
}

/** Goes a way; where it stops is a problem. */
export async function go(page, way) {
  try {
    await way();
  } catch (error) {
    problems.push(`${page.label}: ${error.stack}`);
    await picture(page, "stopped").catch(() => {});
  }
}

/** Says what was found, and ends. */
export function end(good) {
  console.log(problems.length ? `FAILED\n  ${problems.join("\n  ")}` : `${looked} pages ${good}`);
  process.exit(problems.length ? 1 : 0);
}

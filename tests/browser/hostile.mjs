// The hostile site of tests/it/hostile.rs in Chromium, without a content security policy: nothing of a payload runs, asks for
// anything, or is an element. Argument: the built site.
import fs from "node:fs";
import path from "node:path";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { htmlFiles } from "./static.mjs";

const output = path.resolve(process.argv[2]);
const server = await serve(output, { free: true });
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
const problems = [];

/** What a document holds that only a payload can have put there. */
function foreign() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const own = element.outerHTML.slice(0, 120);
    if (element.matches("iframe, object, embed, base, frame, foreignObject, script:not([src]):not([type='application/ld+json'])")) found.push(own);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || /^[\s\p{Cc}]*(javascript|vbscript):/iu.test(value)) found.push(own);
    }
  }
  return found;
}

async function visit(address, act = async () => {}) {
  const page = await context.newPage();
  const say = (what) => problems.push(`${address}: ${what}`);
  page.on("dialog", (dialog) => { say(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", (error) => say(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(server.url) && !request.url().startsWith("data:")) say(`asks for ${request.url()}`); });
  // The payloads name a host that does not exist: it is asked for, but never reached.
  await page.route((url) => !url.href.startsWith(server.url), (route) => route.abort());
  await page.goto(server.url + address, { waitUntil: "load" });
  for (const summary of await page.locator("summary:visible").all()) await summary.click().catch(() => {});
  const seen = await act(page);
  (await page.evaluate(foreign)).forEach(say);
  await page.close();
  return seen;
}

// A page that only sends readers on is left before it can be looked at; the test in Rust reads it.
const sendsOn = (file) => fs.readFileSync(path.join(output, file), "utf8").includes('http-equiv="refresh"');
const pages = htmlFiles(output).filter((file) => !sendsOn(file));
for (const file of pages) await visit(encodeURI(file));

const results = async (page) => {
  // It is empty until the search begins, and has three dots while it is under way.
  await page.waitForFunction(() => /^[^…]+$/.test(document.getElementById("search-count").textContent));
  return page.locator("#search-list li").count();
};
// The site says its own words of addresses, as it fills all fields.
const search = pages.find((file) => fs.readFileSync(path.join(output, file), "utf8").includes('id="search-form"'));
const searched = (query) => visit(`${encodeURI(search.replace(/index\.html$/, ""))}?q=${encodeURIComponent(query)}`, results);
if (!(await searched("evil example"))) problems.push("the search finds no payload, so that it shows nothing");
await searched("\"><img src=//evil.example onerror=alert(1)>");
if (await searched("zzbimat")) problems.push("the search finds what is held back");

await browser.close();
server.close();
console.log(problems.length ? `FAILED\n  ${problems.slice(0, 30).join("\n  ")}` : `${pages.length} pages of the hostile site: nothing runs, nothing is asked for`);
process.exit(problems.length ? 1 : 0);

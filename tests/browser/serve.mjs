// From the save of an article to the new text in an open page, on the real site. Argument: the program. The page itself
// tells when it draws the new text: asking it from outside takes longer than the whole way. Prints the milliseconds;
// what it checks is only that every save arrives, for machines differ.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./chromium.mjs";

const program = path.resolve(process.argv[2]);
const SAVES = 20;
const root = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-serve-"));
fs.cpSync(path.join(import.meta.dirname, "../../content"), path.join(root, "content"), { recursive: true });
const article = path.join(root, "content/news/to-ho-tro-sang-kien.md");
const text = fs.readFileSync(article, "utf8");

const server = spawn(program, ["serve", "--port", "0", "--root", root], { stdio: ["ignore", "pipe", "pipe"] });
const url = await new Promise((ready, fail) => {
  let said = "";
  const listen = (bytes) => {
    said += bytes;
    const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (found) ready(found[0]);
  };
  server.stdout.on("data", listen);
  server.stderr.on("data", listen);
  server.on("exit", () => fail(new Error(said)));
});
const browser = await launch();
let failed = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const look = () => {
      const word = sessionStorage.getItem("word");
      if (word && document.body?.textContent.includes(word)) {
        sessionStorage.removeItem("word");
        console.log(`shown ${performance.timeOrigin + performance.now()}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const here = `${url}tin-tuc/to-ho-tro-sang-kien/`;
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await page.goto(here).catch(() => null);
    if (answer?.ok()) break;
    await new Promise((soon) => setTimeout(soon, 200));
  }
  const times = [];
  for (let save = 0; save < SAVES; save += 1) {
    // The page asks for news a moment after it came.
    await page.waitForTimeout(700);
    const word = `Lần lưu thứ ${save} của bài này.`;
    await page.evaluate((word) => sessionStorage.setItem("word", word), word);
    const shown = page.waitForEvent("console", { predicate: (said) => said.text().startsWith("shown "), timeout: 10_000 });
    const start = performance.timeOrigin + performance.now();
    fs.writeFileSync(article, `${text}\n${word}\n`);
    await shown.then((said) => times.push(said.text().slice(6) - start), () => (failed += 1));
  }
  times.sort((a, b) => a - b);
  const shown = times.map((time) => Math.round(time));
  console.log(`save to page: median ${shown[shown.length >> 1]} ms, most ${shown.at(-1)} ms of ${shown.length}`);
} finally {
  await browser.close();
  server.kill();
  fs.rmSync(root, { recursive: true, force: true });
}
console.log(`${SAVES - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

// Pictures of every kind of page, for docs/pages/: on a phone light and dark, and on a desk. Arguments: the built site,
// the folder for the pictures, and the built site of tests/sites/tree, whose units have figures to be compared.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const [output, into, tree] = process.argv.slice(2).map((folder) => path.resolve(folder));
const PAGES = {
  home: "", news: "tin-tuc/", article: "tin-tuc/hon-500-sang-kien-tai-sakurai/", initiatives: "sang-kien/",
  initiative: "sang-kien/ro-le-thoi-gian-may-ep-mech/", programme: "chuong-trinh/1-trieu-sang-kien/", progress: "tien-do/",
  phase: "tien-do/giai-doan-1/", units: "don-vi/", unit: "don-vi/ldld-tinh/", organisation: "to-chuc/cong-ty-sakurai-viet-nam/",
  data: "du-lieu/", method: "cach-tinh/", search: "tim-kiem/?q=sakurai%20excel", text: "gioi-thieu/",
  changes: "co-gi-moi/", english: "en/", missing: "404.html",
  specimen: "mau-giao-dien/",
};
const OF_TREE = { pair: "so-sanh/?a=huyen-a&b=huyen-b" };
const HEIGHT = 1400;
const VIEWS = [[360, "light", 2], [360, "dark", 2], [1280, "light", 1]];

const [server, figures] = [await serve(output, { fonts: true }), await serve(tree, { fonts: true })];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
fs.mkdirSync(into, { recursive: true });
const all = [...Object.entries(PAGES).map((page) => [server, ...page]), ...Object.entries(OF_TREE).map((page) => [figures, ...page])];
for (const [site, name, address] of all) {
  const shots = [];
  for (const [width, colorScheme, deviceScaleFactor] of VIEWS) {
    const page = await browser.newPage({ viewport: { width, height: width < 500 ? HEIGHT : Math.round(HEIGHT * 1.15) }, colorScheme, deviceScaleFactor });
    const answer = await page.goto(site.url + address, { waitUntil: "networkidle" });
    if (!answer.ok()) throw new Error(`${address}: ${answer.status()}`);
    await page.evaluate(() => document.fonts.ready);
    shots.push((await page.screenshot()).toString("base64"));
    await page.close();
  }
  const sheet = await browser.newPage({ viewport: { width: 1480, height: 1024 } });
  await sheet.setContent(`<body style="margin:0;padding:24px;display:flex;gap:24px;align-items:start;background:#d9dee5;box-sizing:border-box">
    ${shots.map((shot, at) => `<img alt="" style="display:block;flex:none;width:${VIEWS[at][0] < 500 ? 234 : 848}px" src="data:image/png;base64,${shot}">`).join("")}`);
  await sheet.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const session = await sheet.context().newCDPSession(sheet);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 50, clip: { x: 0, y: 0, width: 1426, height: 980, scale: 1 } });
  fs.writeFileSync(path.join(into, `${name}.webp`), Buffer.from(data, "base64"));
  await sheet.close();
}
await browser.close();
server.close();
figures.close();

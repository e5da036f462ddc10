// What the search of built sites costs: `node benches/search.mjs NAME=OUTPUT…` after `cd tests/browser && npm ci`.
// Prints the size of each index, bytes and requests of 50 queries, as the first of a visit and after each other, and the time
// to the shown results in Chromium with its CPU slowed down four times (those that fill the screen of a phone, and all ten): of
// each query the middle of `PASSES` visits (5), in which the queries follow each other.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { open } from "../themes/default/assets/search.js";
import { serve } from "../tests/browser/server.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const QUERIES = [
  "máy may", "may may", "hệ thống rơ le thời gian", "ro le thoi gian", "rơle", "quy trình đóng gói", "quy trinh dong goi", "tuoi nho giot",
  "tưới nhỏ giọt cho mía", "xử lý nước thải", "xu ly nuoc thai dệt nhuộm", "bệnh án điện tử", "benh an dien tu", "tiếp nhận bệnh nhân mùa dịch",
  "lớp ghép", "dạy học trực tuyến", "day hoc truc tuyen lop ghep", "gạch không nung", "gach khong nung", "khung thép", "may tron vua", "STEM",
  "vật liệu tái chế", "trạm bơm", "tram bom duong truyen", "ba tại chỗ", "nhiệt độ không tiếp xúc", "cách ly tạm", "phần mềm quản lý tồn kho",
  "ton kho phu lieu", "giá kệ kho", "đá ốp lát", "da op lat", "tủ sấy", "dụng cụ y tế", "hoằng hóa", "hoang hoa", "nghi sơn máy", "thường xuân",
  "Nguyễn Văn Giang", "nguyen van giang", "Trần Thị Hằng", "TH000123", "th017000", "thiet ke", "cải tiến", "số hóa hồ sơ", "chuẩn 5S",
  "thieets bij ddo", "quy trinhf tiep nhan benh nhan mua dihc",
];
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const spread = (numbers) => `${middle(numbers)} median, ${Math.max(...numbers)} most`;

function sizes(root) {
  const total = { t: 0, d: 0, rest: 0, files: 0 };
  for (const name of fs.readdirSync(root, { recursive: true })) {
    const file = path.join(root, name);
    if (!/\.(bin|json)$/.test(name)) continue;
    total.files += 1;
    total[name.startsWith("t/") ? "t" : name.startsWith("d/") ? "d" : "rest"] += fs.statSync(file).size;
  }
  return total;
}

async function cost(name, output) {
  const root = path.join(output, "tim-kiem");
  let [bytes, requests] = [0, 0];
  const get = async (file) => {
    const packed = fs.readFileSync(path.join(root, file));
    requests += 1;
    bytes += file.endsWith(".json") ? zlib.gzipSync(packed).length : packed.length;
    return packed;
  };
  const unpack = async (packed, dictionary) => zlib.inflateRawSync(packed, dictionary?.length ? { dictionary } : {});
  const { about } = await open(get, unpack);
  const dictionary = Buffer.from(String(zlib.inflateRawSync(fs.readFileSync(path.join(root, "words.bin")))).split("\n\n")[1]);
  let text = 0;
  for (let block = 0; block * about.block < about.documents; block += 1) {
    const number = block.toString(16).padStart(4, "0").replace(/(..)$/, "/$1");
    const [titles, , , , notes, summaries] = JSON.parse(await unpack(fs.readFileSync(path.join(root, `d/${number}.bin`)), dictionary));
    for (const shown of [...titles, ...notes, ...summaries]) text += Buffer.byteLength(shown);
  }
  const { t, d, rest, files } = sizes(root);
  const share = (part) => `${(part / 1e6).toFixed(2)} MB (${((100 * part) / text).toFixed(1)} %)`;
  console.log(`\n${name}: ${about.documents} documents, ${(text / 1e6).toFixed(2)} MB of titles, notes and summaries; ${files} files`);
  console.log(`  terms ${share(t)}, shown ${share(d)}, words and manifest ${(rest / 1e3).toFixed(1)} kB`);
  const first = { bytes: [], requests: [] };
  for (const query of QUERIES) {
    [bytes, requests] = [0, 0];
    const index = await open(get, unpack);
    await index.find(query);
    first.bytes.push(bytes);
    first.requests.push(requests);
  }
  const later = { bytes: [], requests: [] };
  const index = await open(get, unpack);
  let none = [];
  for (const query of QUERIES) {
    [bytes, requests] = [0, 0];
    const { rows } = await index.find(query);
    later.bytes.push(bytes);
    later.requests.push(requests);
    if (!rows.length) none.push(query);
    if (process.env.V) console.log(`    ${query}: ${bytes} bytes, ${requests} requests; ${rows[0]?.[0]}`);
  }
  console.log(`  first query: bytes ${spread(first.bytes)}; requests ${spread(first.requests)}`);
  console.log(`  later query: bytes ${spread(later.bytes)}; requests ${spread(later.requests)}; nothing found: ${none.join(", ") || "never"}`);
}

async function visit(browser, url) {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(`${url}tim-kiem/?q=s%C3%A1ng%20ki%E1%BA%BFn`, { waitUntil: "networkidle" });
  const taken = [];
  for (const query of QUERIES) {
    taken.push(await page.evaluate((query) => new Promise((done) => {
      const count = document.getElementById("search-count");
      const list = document.getElementById("search-list");
      document.getElementById("q").value = query;
      const start = performance.now();
      const drawn = [];
      let calm;
      const watch = new MutationObserver(() => {
        if (!list.firstChild) throw new Error(`${query}: ${count.textContent}`);
        requestAnimationFrame(() => setTimeout(() => drawn.push(Math.round(performance.now() - start))));
        // Nothing more comes after such a while.
        clearTimeout(calm);
        calm = setTimeout(() => {
          watch.disconnect();
          done([drawn[0], drawn.at(-1)]);
        }, 500);
      });
      watch.observe(list, { childList: true });
      document.getElementById("search-form").requestSubmit();
    }), query));
  }
  await page.close();
  return taken;
}

async function time(output) {
  const server = await serve(output);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  const visits = [];
  for (let pass = Number(process.env.PASSES ?? 5); pass > 0; pass -= 1) visits.push(await visit(browser, server.url));
  const over = (how, part) => QUERIES.map((_, at) => how(visits.map((taken) => taken[at][part])));
  const [screen, all, best] = [over(middle, 0), over(middle, 1), over((times) => Math.min(...times), 1)];
  if (process.env.V) QUERIES.forEach((query, at) => console.log(`    ${query}: ${screen[at]} ms, all ten ${all[at]} ms, at best ${best[at]} ms`));
  const within = (times) => `within 150 ms: ${times.filter((ms) => ms <= 150).length}`;
  console.log(`  to a full screen, CPU slowed four times: ${spread(screen)} ms, ${within(screen)}`);
  console.log(`  to all ten: ${spread(all)} ms, ${within(all)}; at best ${spread(best)} ms`);
  await browser.close();
  server.close();
}

for (const [name, output] of process.argv.slice(2).map((argument) => argument.split("="))) {
  await cost(name, path.resolve(output));
  await time(path.resolve(output));
}

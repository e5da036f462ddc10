// The way of a clerk through the desk, from an empty folder to a published site and the correction of the next day: the workbook
// of the month, a photo, the grid, a news item with text of Word, the publish, the corrected workbook. With scripts at 1280 and
// 360 pixels, and once without. On the way every page goes through axe, must not scroll sideways, and must be small; the grid is
// used as Excel is, the keyboard alone saves a form, and what Git keeps reads like the work of a person. Arguments: the program,
// a folder for pictures.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { launch } from "./chromium.mjs";
import { end, expect, go, look, newPage, open } from "./desks.mjs";
import { chooseTable, workbook } from "./intakes.mjs";

const program = path.resolve(process.argv[2]);
const pictures = process.argv[3];
const LARGEST = 60_000;
const CLERK = "Nguyễn Thị Lan";

/** The overview, once a publish is over. */
async function publish(page, reason) {
  await page.click("nav >> text=Đăng");
  if (await page.locator("#reason").count()) await page.fill("#reason", reason);
  if (await page.locator("[name=allow]").count()) await page.check("[name=allow]");
  await look(page, "dang");
  await page.click("text=Đăng ngay");
  // The page of the progress loads itself again when it is over, and without scripts every two seconds.
  await page.waitForSelector("main:not(:has([data-progress]))");
  const text = await page.textContent("main");
  expect(page, `published: ${text.slice(0, 300)}`, text.includes("Đã đăng."));
  await look(page, "da-dang");
}

/** A photo as a phone takes it: with the place in it. */
async function photo(page) {
  const jpeg = await page.screenshot({ type: "jpeg", clip: { x: 0, y: 0, width: 320, height: 240 } });
  // One directory of EXIF with the tag GPSInfo, whose directory has one text.
  const place = Buffer.from("II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0\x1d\0\x02\0\x0f\0\0\0\x2c\0\0\0\0\0\0\0NOI-CHUP-GPS-1\0", "latin1");
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), place]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** All files below a folder that hold a word. */
function holding(folder, word) {
  const files = fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name));
  return files.filter((file) => fs.statSync(file).isFile() && fs.readFileSync(file).includes(word));
}

/** A new site with the units of the workbook, in a Git work tree of the person at this computer. */
function begun() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "desk-"));
  execFileSync(program, ["init", root], { stdio: "ignore" });
  const units = [["dong-son", "LĐLĐ huyện Đông Sơn"], ["bim-son", "LĐLĐ thị xã Bỉm Sơn"], ["giao-duc", "Công đoàn ngành Giáo dục"]];
  const lines = units.map(([id, title]) => `\n- id: ${id}\n  title: ${title}\n  kind: upper\n  parent: lien-doan\n`);
  fs.appendFileSync(path.join(root, "content/units.yaml"), lines.join(""));
  const git = (...words) => execFileSync("git", ["-C", root, ...words], { encoding: "utf8" });
  git("init", "--quiet");
  git("config", "user.name", CLERK);
  git("config", "user.email", "lan@example.org");
  git("add", ".");
  git("commit", "--quiet", "--message", "Dựng trang mới");
  return { root, git };
}

/** The workbook of the month is sent, looked at and taken. */
async function table(page, root) {
  await page.click("nav >> text=Nhập Excel");
  await chooseTable(page, workbook("bao-cao-thang-8.xlsx"));
  await look(page, "bang-nhap");
  const text = await page.textContent("main");
  expect(page, `counts with dots are read: ${text.slice(0, 600)}`, text.includes("1.250") && text.includes("1.004"));
  await page.click("text=Lấy vào");
  const reports = holding(path.join(root, "content/reports"), "1250");
  expect(page, `the table is taken: ${(await page.textContent("main")).slice(0, 300)}`, reports.length > 0);
}

/** One number of the workbook is another one: both are shown before it is taken, and on the site afterwards. */
async function correction(page, root) {
  await page.click("nav >> text=Nhập Excel");
  await chooseTable(page, workbook("bao-cao-thang-8-dinh-chinh.xlsx"));
  await look(page, "bang-dinh-chinh");
  const text = await page.textContent(".revised");
  expect(page, `both values are shown: ${text}`, text.includes("1.250 → 1.240 (−10)"));
  expect(page, "nothing else changes", (await page.locator(".changes tbody tr").count()) === 1);
  await page.click("text=Lấy vào");
  await page.click("nav >> text=Lịch sử");
  const history = (await page.textContent("main")).replace(/\s+/g, " ");
  expect(page, `the history says both: ${history.slice(0, 300)}`, /1\.?250.*1\.?240/.test(history));
  await look(page, "lich-su");
  await publish(page, "Đính chính một số");
  const unit = fs.readFileSync(path.join(root, "output/don-vi/dong-son/index.html"), "utf8");
  expect(page, "readers see both values", unit.includes("1.250") && unit.includes("1.240"));
}

/** What Git keeps of the way reads like the work of a person. */
function readable(page, git) {
  const log = git("log", "--reverse", "--format=%an\t%s", "--", "content").trim().split("\n").slice(1);
  for (const line of log) {
    const [author, subject] = line.split("\t");
    expect(page, `the author of “${subject}” is ${author}`, author === CLERK);
    expect(page, `“${subject}” says what was done`, /^(Nhập|Thêm|Sửa|Chốt) /.test(subject) && subject.length <= 140);
  }
  expect(page, `all is committed: ${log.join("; ")}`, log.length >= 6 && git("status", "--porcelain", "content").trim() === "");
  if (pictures) console.log(log.join("\n"));
}

/** A photo of the phone is sent; where it was taken is in no file of the site. */
async function send(page, root) {
  await page.click("nav >> text=Ảnh và tệp");
  await page.setInputFiles("[name=file0]", { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  await page.fill("[name=words0]", "Hội nghị tổng kết tại trụ sở");
  await page.click("text=Gửi lên");
  const text = await page.textContent("main");
  const file = text.match(/media\/[\w./-]+\.jpe?g/)?.[0];
  expect(page, `the photo is kept: ${text.slice(0, 300)}`, file && fs.existsSync(path.join(root, "content", file)));
  expect(page, "the place is in no file", holding(path.join(root, "content"), "NOI-CHUP").length === 0);
  await look(page, "anh");
  return file;
}

/** What Word puts on the clipboard becomes Markdown. */
async function paste(page) {
  await page.focus("[name=body]");
  await page.keyboard.press("Control+End");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/html", "<html><body><!--StartFragment--><h2>Từ Word<o:p></o:p></h2><p class=MsoNormal>Có <b>chữ đậm</b>.</p><!--EndFragment--></body></html>");
    data.setData("text/plain", "Từ Word\nCó chữ đậm.");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelector("[name=body]").value.includes("**chữ đậm**"), null, { timeout: 10_000 }).catch(() => {});
  const text = await page.inputValue("[name=body]");
  expect(page, `the clipboard of Word becomes Markdown: ${text}`, text.includes("## Từ Word") && text.includes("**chữ đậm**"));
}

/** From an empty folder to a published site, and its correction. */
async function clerk(browser, { width, scripts, dark }) {
  const { root, git } = begun();
  const desk = await open(root);
  const page = await newPage(browser, { width, scripts, dark });
  await go(page, async () => {
    await page.goto(desk.url);
    await look(page, "tong-quan");
    await table(page, root);
    const picture = await send(page, root);
    // The figures of the month.
    await page.click("nav >> text=Báo cáo");
    await page.click("main >> text=Nhập báo cáo của các đơn vị");
    await page.fill("form.search [name=day]", "31/05/2024");
    await page.click("text=Mở ngày này");
    const cells = page.locator("[name^='submitted.']");
    const first = await cells.first().getAttribute("name");
    await cells.first().fill("120");
    await page.locator(`[name='${first.replace("submitted", "valid")}']`).fill("100");
    await look(page, "bang");
    await page.click("form[method=post][action='/bang'] >> text=Lưu");
    if (await page.locator("[name=sure]").count()) {
      await page.check("[name=sure]");
      await page.click("form[method=post][action='/bang'] >> text=Lưu");
    }
    expect(page, "the figures are saved", (await page.textContent("main")).includes("Đã lưu."));
    // A news item.
    await page.click("nav >> text=Tin");
    await page.click("text=Thêm mới");
    await page.fill("[name=title]", "Công đoàn tổng kết tháng năm");
    await page.fill("[name=summary]", "Các đơn vị đã nộp báo cáo tháng năm.");
    await page.fill("[name=date]", "31/05/2024");
    await page.uncheck("[name=draft]");
    await page.fill("[name=body]", "Hội nghị tổng kết được tổ chức tại trụ sở.\n\n## Kết quả\n\nCác đơn vị đều báo cáo đúng hạn.");
    if (scripts) await paste(page);
    await page.fill("[name='image.src']", picture);
    await page.fill("[name='image.alt']", "Hội nghị tổng kết tại trụ sở");
    await look(page, "tin-moi");
    await page.click("form.edit >> text=Lưu và xem thử");
    for (let tries = 0; tries < 60 && !(await page.locator("iframe").count()); tries += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    const frame = page.frameLocator("iframe");
    await frame.locator("h1").first().waitFor({ timeout: 20_000 }).catch(() => {});
    const shown = await frame.locator("h1").first().textContent({ timeout: 2000 }).catch(() => "");
    expect(page, `the preview shows the item: ${shown}`, shown.includes("tổng kết tháng năm"));
    await look(page, "xem-thu");
    await publish(page, "Đã đối chiếu với báo cáo giấy");
    const made = path.join(root, "output/tin-tuc/cong-doan-tong-ket-thang-nam/index.html");
    expect(page, "the item is published with its photo", fs.existsSync(made) && fs.readFileSync(made, "utf8").includes('alt="Hội nghị tổng kết tại trụ sở"'));
    expect(page, "the place is in no published file", holding(path.join(root, "output"), "NOI-CHUP").length === 0);
    // The next day one figure is corrected; both are kept.
    await page.goto(`${desk.origin}/bang?day=31%2F05%2F2024`);
    await page.fill(`[name='${first}']`, "125");
    await page.click("form[method=post][action='/bang'] >> text=Lưu");
    if (await page.locator("[name=sure]").count()) {
      await page.check("[name=sure]");
      await page.click("form[method=post][action='/bang'] >> text=Lưu");
    }
    const report = fs.readFileSync(path.join(root, "content/reports/2024-05-31.yaml"), "utf8");
    expect(page, `both figures are in the report: ${report}`, report.includes("120") && report.includes("125"));
    await page.click("nav >> text=Lịch sử");
    const history = await page.textContent("main");
    expect(page, `the history says both: ${history.slice(0, 300)}`, /120\s*125/.test(history.replace(/\s+/g, " ")));
    await correction(page, root);
    readable(page, git);
    await page.goto(`${desk.origin}/khong-co`);
    await look(page, "khong-co");
    await page.goto(`${desk.origin}/`);
    await page.click("text=English");
    await look(page, "english");
    if (scripts) await keyboard(page, desk.origin);
    if (scripts && width > 1000) await grid(page, desk.origin);
  });
  await page.context().close();
  desk.close();
  fs.rmSync(root, { recursive: true, force: true });
}

/** A form is opened, changed and saved without a mouse, and what has the focus is always seen. */
async function keyboard(page, origin) {
  await page.goto(`${origin}/ds/tin`);
  const reach = async (selector) => {
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
        return { outline: style.outlineStyle !== "none" && style.outlineWidth !== "0px", inside: box.bottom > 0 && box.top < innerHeight, tag: e.outerHTML.slice(0, 80) };
      });
      expect(page, `the focus is not seen: ${seen.tag}`, seen.outline && seen.inside);
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return true;
    }
    return false;
  };
  expect(page, "Tab reaches the list", await reach(".rows a"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("form.edit");
  expect(page, "Tab reaches the title", await reach("[name=title]"));
  await page.keyboard.press("End");
  await page.keyboard.type(" (sửa)");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".good[role=status]", { timeout: 10_000 }).catch(() => {});
  expect(page, "Enter saves the form", (await page.textContent("main")).includes("Saved."));
}

/** The grid: typing sums up, arrows and Enter move, a block from Excel fills it, odd figures are marked. */
async function grid(page, origin) {
  await page.goto(`${origin}/bang?day=30%2F06%2F2024`);
  const cell = (row, column) => page.locator("table[data-grid] tbody tr").nth(row).locator("input").nth(column);
  const focus = () => page.evaluate(() => {
    const row = document.activeElement.closest("tr");
    return [row?.sectionRowIndex, [...(row?.querySelectorAll("input") ?? [])].indexOf(document.activeElement)].join();
  });
  await cell(0, 0).focus();
  await page.keyboard.press("ArrowDown");
  expect(page, `ArrowDown leads to ${await focus()}`, (await focus()) === "1,0");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  expect(page, `Enter leads to ${await focus()}`, (await focus()) === "1,0");
  await page.keyboard.press("ArrowUp");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "1.500\t1200\r\n40\t30\r\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  expect(page, "a block from Excel fills the cells", (await cell(1, 1).inputValue()) === "30" && (await cell(0, 0).inputValue()) === "1.500");
  const sums = await page.locator("table[data-grid] tfoot td").allTextContents();
  const number = (text) => Number(text.replace(/\D/g, ""));
  for (const column of [0, 1]) {
    const values = await page.locator(`table[data-grid] tbody td:nth-child(${column + 2}) input`).evaluateAll((inputs) => inputs.map((input) => input.value));
    const sum = values.reduce((total, value) => total + number(value), 0);
    expect(page, `the sum of ${values} is ${sums[column]}`, sum > 1200 && number(sums[column]) === sum);
  }
  await cell(0, 0).fill("3");
  expect(page, "a fall is marked", await cell(0, 0).evaluate((input) => input.classList.contains("odd")));
  await look(page, "bang-dan");
}

/** A port that no one listens at. */
async function freePort() {
  const server = net.createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The log-in page of an office, a wrong password, and the first load. */
async function office(browser) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "desk-"));
  execFileSync(program, ["init", root], { stdio: "ignore" });
  execFileSync(program, ["desk", "user", "add", "lan", "--role", "publisher", "--password-stdin", "--root", root], { input: "mat khau cua lan\n" });
  const address = `127.0.0.1:${await freePort()}`;
  const desk = await open(root, ["--listen", address, "--public-url", `http://${address}`]);
  try {
    for (const width of [360, 1280]) {
      const page = await newPage(browser, { width, height: 800 });
      let bodies = [];
      page.on("response", (response) => bodies.push(response.body().catch(() => "")));
      await page.goto(desk.origin);
      await look(page, "dang-nhap");
      await page.fill("[name=name]", "lan");
      await page.fill("[name=password]", "sai mat khau");
      await page.click("main button");
      await look(page, "sai-mat-khau");
      bodies = [];
      await page.fill("[name=password]", "mat khau cua lan");
      await page.click("main button");
      await page.waitForSelector("nav");
      await page.waitForLoadState("networkidle");
      const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
      expect(page, `the first page takes ${bytes} bytes`, bytes > 0 && bytes <= LARGEST);
      await page.context().close();
    }
  } finally {
    desk.close();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const browser = await launch();
await clerk(browser, { width: 1280, scripts: true });
await clerk(browser, { width: 360, scripts: true, dark: true });
await clerk(browser, { width: 1280, scripts: false });
await office(browser);
await browser.close();
end("of the desk are good; the way goes with scripts on two widths, and without");

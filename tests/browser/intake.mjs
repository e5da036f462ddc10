// What an editor brings into the desk, in a browser: a workbook with an error, then the right one, taken and undone; photos with
// their words; a news item with text pasted from Word, a picture from the list, and a Word file. With scripts at 1280 pixels and
// dark at 360, and once without scripts. Each page goes through axe and must not scroll sideways. Arguments: the program, a folder
// for pictures.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./chromium.mjs";
import { end, expect, go, look, newPage, open } from "./desks.mjs";
import { chooseTable, workbook } from "./intakes.mjs";

const SITE = {
  "content/site.yaml": "title: Thử\nbase_url: https://example.org/\n",
  "content/programmes/p.yaml": "id: p\ntitle: Phong trào sáng kiến\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: Giai đoạn 1, start: 2024-01-01, end: 2024-12-31, target: 5000}\n",
  "content/units.yaml": "- {id: tinh, title: LĐLĐ tỉnh, kind: province}\n- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}\n- {id: bim-son, title: LĐLĐ thị xã Bỉm Sơn, short_title: Bỉm Sơn, kind: upper, parent: tinh}\n- {id: giao-duc, title: Công đoàn ngành Giáo dục, short_title: Giáo dục, kind: upper, parent: tinh}\n",
};

async function sendTable(page, origin, file) {
  await page.goto(`${origin}/excel`);
  await chooseTable(page, file);
}

async function table(page, origin, root) {
  await page.goto(`${origin}/excel`);
  await look(page, "excel");
  await sendTable(page, origin, workbook("bao-cao-thang-8-loi.xlsx"));
  await look(page, "bang-loi");
  expect(page, "the cell is marked with its value", await page.locator("td.bad:has-text('87l')").count());
  expect(page, "a table with errors cannot be taken", !(await page.locator("text=Lấy vào").count()));
  await page.click("button:has-text('Bỏ')");
  await sendTable(page, origin, workbook("bao-cao-thang-8.xlsx"));
  await page.selectOption("#sheet", "Hướng dẫn");
  await page.click("text=Đọc lại theo cách này");
  expect(page, "a sheet without figures gives nothing to take", !(await page.locator("text=Lấy vào").count()));
  await look(page, "trang-tinh-khac");
  await page.selectOption("#sheet", "");
  await page.click("text=Đọc lại theo cách này");
  await look(page, "bang");
  await page.click("button:has-text('Lấy vào')");
  const file = path.join(root, "content/reports/records.csv");
  expect(page, "the table is taken", fs.existsSync(file));
  await sendTable(page, origin, workbook("bao-cao-thang-8-dinh-chinh.xlsx"));
  await look(page, "bang-dinh-chinh");
  await page.click("button:has-text('Lấy vào')");
  await look(page, "excel-xong");
  const taken = fs.readFileSync(file, "utf8");
  expect(page, "both figures are kept", taken.includes("1250") && taken.includes("1240"));
  await page.click("text=Hoàn tác lần nhập này");
  expect(page, "the undo goes one import back", !fs.readFileSync(file, "utf8").includes("1240"));
}

/** A photo of a phone: turned on its side, with a place. */
async function photo(page, name, hue) {
  const data = await page.evaluate((hue) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const pen = canvas.getContext("2d");
    const sky = pen.createLinearGradient(0, 0, 2400, 1800);
    sky.addColorStop(0, `hsl(${hue} 60% 80%)`);
    sky.addColorStop(1, `hsl(${hue} 60% 30%)`);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 2400, 1800);
    pen.fillStyle = "#fff";
    pen.font = "300px sans-serif";
    pen.fillText("Hội nghị", 300, 1000);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
  }, hue);
  const jpeg = Buffer.from(data, "base64");
  const tiff = Buffer.concat([Buffer.from("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", "latin1"), Buffer.from("GPS 19.8075N 105.7764E")]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(tiff.length + 2);
  return { name, mimeType: "image/jpeg", buffer: Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, tiff, jpeg.subarray(2)]) };
}

async function photos(page, origin, root) {
  await page.goto(`${origin}/anh`);
  const all = [await photo(page, "IMG_0001.jpg", 30), await photo(page, "Hội nghị.jpg", 200)];
  if (page.scripts) {
    await page.setInputFiles("#file0", all);
    const boxes = page.locator("[name=words0]");
    expect(page, "each photo is asked for its words", (await boxes.count()) === all.length);
    for (let at = 0; at < (await boxes.count()); at += 1) await boxes.nth(at).fill(`Hội nghị, ảnh ${at + 1}`);
  } else {
    for (const [at, file] of all.entries()) {
      await page.setInputFiles(`#file${at}`, file);
      await page.fill(`#words${at}`, `Hội nghị, ảnh ${at + 1}`);
    }
  }
  await look(page, "anh-gui");
  await page.click("button:has-text('Gửi lên')");
  await page.waitForLoadState("networkidle");
  await look(page, "anh");
  const kept = fs.readdirSync(path.join(root, "content/media"));
  expect(page, `the photos are stored: ${kept}`, kept.length === all.length);
  for (const name of kept) expect(page, `${name} says no place`, !fs.readFileSync(path.join(root, "content/media", name)).includes("GPS"));
  await page.goto(`${origin}/anh`);
  await page.setInputFiles("#file0", { name: "IMG_1.HEIC", mimeType: "image/heic", buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1") });
  await page.fill("#words0", "Ảnh");
  await page.click("button:has-text('Gửi lên')");
  await look(page, "anh-heic");
  expect(page, "HEIC is refused in plain words", (await page.textContent("main")).includes("Tương thích nhất"));
}

async function article(page, origin) {
  await page.goto(`${origin}/moi?s=tin`);
  await page.fill("#f-title", "Hội nghị tháng tám");
  await page.fill("#f-body", "Đoạn đầu.");
  if (page.scripts) {
    const html = "<html><body><h1>Kết quả<o:p></o:p></h1><p class=MsoNormal>Có <b>200</b> lượt nộp.</p></body></html>";
    await page.evaluate((html) => {
      const area = document.querySelector("#f-body");
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", "Kết quả");
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);
    await page.waitForFunction(() => document.querySelector("#f-body").value.includes("Đoạn đầu.\n\n## Kết quả\n\nCó **200**"));
    await page.click(".toolbar >> text=Ảnh, số liệu, biểu đồ");
    await page.waitForSelector("dialog[open]");
    await look(page, "chon");
    await page.click("dialog >> text=Hội nghị, ảnh 1");
    await page.waitForFunction(() => document.querySelector("#f-body").value.includes("![Hội nghị, ảnh 1](media/"));
  } else {
    await page.click("text=Chèn ảnh, số liệu, biểu đồ");
    await look(page, "chon");
    expect(page, "the waiting form is hidden", !(await page.locator("textarea >> visible=true").count()));
    await page.check("text=Hội nghị, ảnh 1");
    await page.click("text=Đặt vào bài");
    expect(page, "the picture is in the text", (await page.inputValue("#f-body")).includes("](media/"));
    expect(page, "what was typed stays", (await page.inputValue("#f-title")) === "Hội nghị tháng tám");
  }
  await page.click("summary:has-text('Lấy từ tệp Word')");
  await page.setInputFiles("#f-word", { name: "không phải.docx", mimeType: "application/octet-stream", buffer: Buffer.from("PK") });
  await page.click("button[value=word]");
  await look(page, "bai");
  expect(page, "what was not saved is not offered again", !(await page.locator("text=Lấy lại nội dung đó").count()));
  expect(page, "a broken Word file is reported", (await page.textContent("main")).includes("Không đọc được tệp Word"));
  await page.click("button:not(.hidden):has-text('Lưu'):not(:has-text('xem'))");
  await look(page, "bai-da-luu");
  expect(page, `the item is saved at ${page.url()}`, page.url().includes("/sua?"));
}

const browser = await launch();
for (const [width, scripts, dark] of [[1280, true, false], [360, true, true], [360, false, false]]) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "intake-"));
  for (const [name, text] of Object.entries(SITE)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  const desk = await open(root);
  const page = await newPage(browser, { width, scripts, dark });
  await go(page, async () => {
    await page.goto(desk.url);
    await table(page, desk.origin, root);
    await photos(page, desk.origin, root);
    await article(page, desk.origin);
  });
  await page.context().close();
  desk.close();
  fs.rmSync(root, { recursive: true, force: true });
}
await browser.close();
end("where something is brought in are good");

// Workbooks as offices send them, for the ways through the desk.
import path from "node:path";

/** A workbook of tests/tables/forms/. */
export const workbook = (name) => path.join(import.meta.dirname, "../tables/forms", name);

/** A table is chosen on the page "Nhập Excel", and read. */
export async function chooseTable(page, file) {
  await page.setInputFiles("#file", file);
  await page.click("text=Đọc bảng");
}

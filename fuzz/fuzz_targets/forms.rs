//! Forms put together from what offices write in them, in any order: headings, days, totals,
//! sections, signatures, numbers, merged cells, two tables in a sheet. Each byte is a cell, or ends
//! a row.
#![no_main]

use std::fmt::Write as _;

use tiendo::source::Role;

const CELLS: [&str; 64] = [
    "", "", "TT", "STT", "Đơn vị", "Mã đơn vị", "Tên đơn vị", "Lũy kế", "Trong tháng", "Nộp", "Hợp lệ", "Đã nộp",
    "Tính đến ngày", "Tháng 7", "Tháng 8", "31/7/2023", "31/8/2023", "Quý III/2023", "Năm 2023", "T8.23", "(1)", "(2)",
    "(3)", "A", "B", "I", "II", "1", "2", "3", "120", "1.200", "12,000", "45,5", "75%", "-", "…", "#REF!", "#####",
    "Đơn vị A", "a", "Tỉnh", "I. Đơn vị A", "Khối huyện", "Tổng cộng", "Cộng I", "TOÀN TỈNH", "Đơn vị A Total",
    "Người lập biểu", "Ghi chú", "Thanh Hóa, ngày 5 tháng 9 năm 2023", "Số liệu tính đến hết ngày 20/8/2023",
    "Đơn vị tính: nghìn đồng", "Tên sáng kiến", "Tác giả", "Ngày nộp", "Giá trị làm lợi (triệu đồng)", "Trạng thái",
    "Một", "C¶i tiÕn m¸y Ðp", "Caûi tieán", "C?i ti?n", "1,5 tỷ đồng", "Lũy kế / Hợp lệ",
];

/// The form as a web page: rows of cells, of which some reach down and across.
fn page(bytes: &[u8]) -> String {
    let mut page = String::from("<table><tr>");
    for byte in bytes {
        let cell = CELLS[usize::from(byte & 63)];
        let _ = match byte >> 6 {
            0 | 1 => write!(page, "<td>{cell}</td>"),
            2 if cell.is_empty() => write!(page, "</tr><tr></tr><tr>"),
            2 => write!(page, "</tr><tr><td>{cell}</td>"),
            _ => write!(page, "<td rowspan={} colspan={}>{cell}</td>", byte % 4 + 1, byte % 3 + 1),
        };
    }
    page + "</tr></table>"
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (role, path) = if bytes.first().is_some_and(|byte| byte % 2 == 0) {
        (Role::Reports, "content/reports/a.xls")
    } else {
        (Role::Initiatives, "content/initiatives/a.xls")
    };
    let page = page(bytes.get(1..).unwrap_or_default());
    tiendo_fuzz::read(path, role, page.as_bytes());
});

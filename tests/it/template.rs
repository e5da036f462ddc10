//! `tiendo template`: what it makes is a table that the site reads without problem, whatever the
//! site calls its things.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;

use crate::common::{codes, put, tiendo, unzipped};
use calamine::Reader as _;
use rust_xlsxwriter::{Workbook, Worksheet};

/// A site where names are hard: two units, two groups and two phases called alike, and phases with
/// words in brackets.
fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/\n",
    );
    let units = "- {id: tinh, title: LĐLĐ tỉnh, kind: province}
- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}
- {id: may-1, title: Công ty May, kind: grassroots, parent: dong-son}
- {id: may-2, title: Công ty may, kind: grassroots, parent: tinh}
";
    put(root.path(), "content/units.yaml", units);
    for (id, group, first) in [
        ("p", "Cơ quan", "Giai đoạn 1"),
        ("q", "cơ quan", "Giai đoạn 1"),
    ] {
        let programme = format!(
            "id: {id}\ntitle: Chương trình {id}\ngroups:\n  - {{id: {id}-n1, title: {group}}}\n  - \
             {{id: {id}-n2, title: Nhóm {id}}}\nphases:\n  - {{id: {id}-g1, title: {first}, start: \
             2022-01-01, end: 2022-06-30, target: 9}}\n  - {{id: {id}-g2, title: {id} giai đoạn 2 \
             (về đích), start: 2022-07-01, end: 2022-12-31}}\n"
        );
        put(
            root.path(),
            &format!("content/programmes/{id}.yaml"),
            programme,
        );
    }
    root
}

/// Makes a template and gives its bytes.
fn made(root: &Path, name: &str) -> Vec<u8> {
    let file = root.join(name);
    let output = tiendo(root, &["template", file.to_str().unwrap()]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let bytes = fs::read(&file).unwrap();
    fs::remove_file(file).unwrap();
    bytes
}

fn book(bytes: &[u8]) -> calamine::Xlsx<std::io::Cursor<Vec<u8>>> {
    calamine::Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap()
}

fn headings(bytes: &[u8]) -> Vec<String> {
    let range = book(bytes).worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.height(), 1, "nothing is below the headings");
    range
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// All cells of the first sheet.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let range = book(bytes).worksheet_range_at(0).unwrap().unwrap();
    let mut rows = vec![Vec::new(); range.start().unwrap_or_default().0 as usize];
    rows.extend(
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect()),
    );
    rows
}

/// Every list of the second sheet: what is between headings.
fn choices(bytes: &[u8]) -> Vec<String> {
    book(bytes)
        .worksheet_range("Danh mục")
        .unwrap()
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect()
}

/// The same headings with rows below.
fn filled(headings: &[String], rows: &[&[(&str, &str)]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let mut sheet = Worksheet::new();
    for (at, heading) in (0..).zip(headings) {
        sheet.write_string(0, at, heading).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (heading, cell) in *cells {
            let at = headings
                .iter()
                .position(|h| h == heading)
                .unwrap_or_else(|| panic!("{heading}: {headings:?}"));
            sheet
                .write_string(row, u16::try_from(at).unwrap(), *cell)
                .unwrap();
        }
    }
    book.push_worksheet(sheet);
    book.save_to_buffer().unwrap()
}

fn reported(root: &Path) -> Vec<String> {
    let output = tiendo(root, &["check", "--strict", "--format", "json"]);
    codes(&output).into_iter().map(|(code, _)| code).collect()
}

/// The parts of a workbook whose name contains this.
fn parts(bytes: &[u8], name: &str) -> String {
    let parts = unzipped(bytes).into_iter();
    let found = parts.filter(|(path, _)| path.contains(name));
    found
        .map(|(_, part)| String::from_utf8(part).unwrap())
        .collect()
}

#[test]
fn an_empty_template_is_no_fault_however_things_are_called() {
    for (name, path) in [
        ("sang-kien.xlsx", "content/initiatives/a.xlsx"),
        ("units-moi.xlsx", "content/units.xlsx"),
        // A form of reports says nothing yet, not even its day.
        ("bao-cao.xlsx", "content/reports/a.xlsx"),
    ] {
        let root = site();
        let bytes = made(root.path(), name);
        assert!(
            bytes == made(root.path(), name),
            "the same content gives the same bytes"
        );
        put(root.path(), path, bytes);
        assert_eq!(reported(root.path()), [""; 0], "{name}");
    }
}

#[test]
fn whatever_can_be_chosen_can_be_read() {
    let root = site();
    let bytes = made(root.path(), "sang-kien.xlsx");
    let (headings, choices) = (headings(&bytes), choices(&bytes));
    for unit in ["LĐLĐ tỉnh", "LĐLĐ huyện Đông Sơn", "may-1", "may-2"] {
        assert!(choices.iter().any(|c| c == unit), "{unit}: {choices:?}");
        let row = [
            ("Tên sáng kiến (*)", "Một"),
            ("Đơn vị (*)", unit),
            ("Nhóm", "Nhóm p"),
            ("Ngày nộp", "31/05/2022"),
        ];
        put(
            root.path(),
            "content/initiatives/a.xlsx",
            filled(&headings, &[&row]),
        );
        assert_eq!(reported(root.path()), [""; 0], "{unit}");
    }
    assert!(
        !choices
            .iter()
            .any(|c| c == "Công ty May" || c == "Công ty may" || c == "Cơ quan"),
        "{choices:?}"
    );
    for group in ["p-n1", "q-n1", "Nhóm q"] {
        assert!(choices.iter().any(|c| c == group), "{group}: {choices:?}");
    }
}

#[test]
fn targets_of_phases_are_read_back() {
    let root = site();
    let bytes = made(root.path(), "don-vi.xlsx");
    let headings = headings(&bytes);
    let targets: Vec<&str> = headings
        .iter()
        .filter(|h| h.starts_with("Chỉ tiêu"))
        .map(String::as_str)
        .collect();
    let expected = [
        "p-g1 (Giai đoạn 1)",
        "p-g2 (p giai đoạn 2 (về đích))",
        "q-g1 (Giai đoạn 1)",
    ];
    assert_eq!(
        targets[..3],
        expected.map(|phase| format!("Chỉ tiêu {phase}"))
    );
    assert_eq!(targets.len(), 4);
    assert!(!headings.iter().any(|h| h == "Mã địa bàn"));
    let mut row = vec![
        ("Mã", "moi"),
        ("Tên đơn vị (*)", "Mới"),
        ("Cấp (*)", "Cụm thi đua"),
        ("Cấp trên", "tinh"),
    ];
    row.extend(targets.iter().map(|heading| (*heading, "7")));
    put(
        root.path(),
        "content/units.xlsx",
        filled(&headings, &[&row]),
    );
    assert_eq!(reported(root.path()), [""; 0]);
}

#[test]
fn the_second_sheet_is_never_taken_for_a_table() {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/\n",
    );
    // Each is what some office calls a column.
    put(
        root.path(),
        "content/units.yaml",
        "- {id: a, title: Đồng tác giả, kind: province}\n",
    );
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: Tóm tắt\ngroups:\n  - {id: g, title: Doanh nghiệp}\n",
    );
    put(
        root.path(),
        "content/initiatives/a.xlsx",
        made(root.path(), "a.xlsx"),
    );
    put(
        root.path(),
        "content/reports/a.xlsx",
        made(root.path(), "bao-cao.xlsx"),
    );
    assert_eq!(reported(root.path()), [""; 0]);
}

#[test]
fn cells_have_formats_checks_and_lists() {
    let root = site();
    let bytes = made(root.path(), "sang-kien.xlsx");
    let sheet = parts(&bytes, "worksheets/sheet1.xml");
    let units = choices(&bytes).len();
    assert!(
        units > 8 && sheet.contains("type=\"list\"") && sheet.contains("'Danh mục'!$A$"),
        "{sheet}"
    );
    assert!(
        sheet.contains("type=\"date\"") && sheet.contains("state=\"frozen\""),
        "{sheet}"
    );
    assert!(parts(&bytes, "styles.xml").contains("formatCode=\"dd/mm/yyyy\""));
    let notes = parts(&bytes, "comments");
    assert_eq!(
        notes.matches("<comment ").count(),
        headings(&bytes).len(),
        "a note for each heading: {notes}"
    );
    assert_eq!(
        notes.matches("dụ").count(),
        headings(&bytes).len(),
        "an example in each: {notes}"
    );
}

#[test]
fn columns_that_nobody_could_fill_are_left_out() {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/\n",
    );
    let headings = headings(&made(root.path(), "a.xlsx"));
    assert!(
        !headings.iter().any(|h| h == "Nhóm" || h == "Chương trình"),
        "{headings:?}"
    );
    assert!(headings.iter().any(|h| h == "Đơn vị (*)"));
}

#[test]
fn a_wrong_place_is_told_and_the_folder_says_what_it_is_for() {
    let root = site();
    let nowhere = tempfile::tempdir().unwrap();
    let file = nowhere.path().join("a.xlsx");
    let output = tiendo(nowhere.path(), &["template", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!file.exists() && String::from_utf8_lossy(&output.stderr).contains("content"));
    let bytes = made(root.path(), "content/reports/2022.xlsx");
    assert!(
        cells(&bytes)
            .iter()
            .any(|row| row.contains(&"Đơn vị (*)".to_owned()))
    );
    let bytes = tiendo(
        root.path(),
        &["template", root.path().join("a.xls").to_str().unwrap()],
    );
    assert_eq!(
        bytes.status.code(),
        Some(2),
        "a name that is not a workbook is a wrong argument"
    );
}

/// A site with reports of two months.
fn reporting() -> tempfile::TempDir {
    let root = site();
    fs::remove_file(root.path().join("content/programmes/q.yaml")).unwrap();
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2022-05-31, unit: dong-son, submitted: 1200, valid: 900}\n- {as_of: 2022-04-30, \
         unit: dong-son, submitted: 1100}\n- {as_of: 2022-04-30, unit: may-2, submitted: 30}\n",
    );
    root
}

#[test]
fn a_form_of_reports_has_the_units_and_their_last_figures() {
    let root = reporting();
    let bytes = made(root.path(), "bao-cao.xlsx");
    let cells = cells(&bytes);
    let row = |text: &str| {
        cells
            .iter()
            .find(|row| row.iter().any(|cell| cell == text))
            .unwrap_or_else(|| panic!("{text}: {cells:?}"))
    };
    assert!(row("Số liệu tính đến hết ngày:").len() > 2);
    let headings = row("Đơn vị (*)");
    assert!(
        !headings.iter().any(|h| h.starts_with("Tính đến")),
        "{headings:?}"
    );
    let at = |heading: &str| headings.iter().position(|h| h == heading).unwrap();
    let dong_son = row("LĐLĐ huyện Đông Sơn");
    assert_eq!(dong_son[at("Lần trước: đã nộp")], "1200");
    assert_eq!(dong_son[at("Lần trước: hợp lệ")], "900");
    assert_eq!(dong_son[at("Lũy kế đã nộp")], "");
    assert_eq!(row("may-2")[at("Lần trước: đã nộp")], "30");
    assert_eq!(row("Tổng cộng")[at("Lần trước: đã nộp")], "1230");
    let sheet = parts(&bytes, "worksheets/sheet1.xml");
    assert!(
        sheet.contains("SUM(C5:C6)") && sheet.contains("<formula1>1200</formula1>"),
        "{sheet}"
    );
    assert!(sheet.contains("type=\"date\"") && sheet.contains("type=\"whole\""));
}

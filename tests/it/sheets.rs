//! Sheets of a workbook that are not read: each that looks like the form is named, hidden ones too,
//! and can be read by its name.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::{codes, put, tiendo};
use crate::forms::{folder, site};

fn import(root: &Path, file: &Path, args: &[&str]) -> (bool, String) {
    let output = tiendo(root, &[&["import", file.to_str().unwrap()], args].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let text = text + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

fn records(root: &Path) -> String {
    fs::read_to_string(root.join("content/reports/records.csv")).unwrap()
}

/// A workbook whose sheets have one row each, with the names of those that are hidden.
fn workbook(root: &Path, sheets: &[&str], hidden: &[&str]) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (count, name) in (10..).zip(sheets) {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        sheet.set_hidden(hidden.contains(name));
        let cells = ["Ngày", "Đơn vị", "Đã nộp"];
        for (column, heading) in (0..).zip(cells) {
            sheet.write_string(0, column, heading).unwrap();
        }
        sheet.write_string(1, 0, format!("{count}/5/2023")).unwrap();
        sheet.write_string(1, 1, "Đông Sơn").unwrap();
        sheet.write_number(1, 2, count).unwrap();
    }
    let shown = sheets.iter().position(|name| !hidden.contains(name));
    let first = book.worksheet_from_index(shown.unwrap()).unwrap();
    first.set_active(true).set_first_tab(true);
    let file = root.join("bieu.xlsx");
    book.save(&file).unwrap();
    file
}

#[test]
fn hidden_sheets_that_look_like_the_form_are_named_and_can_be_read() {
    for name in [
        "trang-an.xlsx",
        "trang-an-cu.xls",
        "trang-an.ods",
        "trang-an-xml.xls",
    ] {
        let root = site();
        let file = folder().join(name);
        let (good, text) = import(root.path(), &file, &[]);
        assert!(good, "{name}: {text}");
        for words in ["đang ẩn cũng giống biểu này", "T7.23", "--sheet"] {
            assert!(text.contains(words), "{name}: {words}\n{text}");
        }
        assert!(!records(root.path()).contains("2023-07-31"), "{name}");
        let (good, text) = import(root.path(), &file, &["--sheet", "t7.23", "--yes"]);
        assert!(good, "{name}: {text}");
        assert!(
            records(root.path()).contains("2023-07-31,dong-son,9,8"),
            "{name}"
        );
    }
}

#[test]
fn sheets_beside_the_one_that_was_named_are_mentioned() {
    let root = site();
    let file = workbook(root.path(), &["T4", "T5", "T6", "T7"], &["T6"]);
    let (good, text) = import(root.path(), &file, &["--sheet", "T5", "--lang", "en"]);
    let words = "Also looks like this form, not read: “T4”, “T7”, “T6” (hidden); --sheet";
    assert!(good && text.contains(words), "{text}");
    // A form that is remembered is read without a question, and still says it.
    let (good, text) = import(root.path(), &file, &["--sheet", "T6"]);
    let words = "Cũng giống biểu này mà không đọc: “T4”, “T5”, “T7”";
    assert!(
        good && text.contains(words) && text.contains("đã nhớ"),
        "{text}"
    );
    let (good, text) = import(root.path(), &file, &["--sheet", "T4", "--format", "json"]);
    assert!(good, "{text}");
    let line = text
        .lines()
        .find(|line| line.starts_with("{\"import\""))
        .unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    let alike = &line["import"]["understood"][0]["form"]["alike"];
    assert_eq!(alike[2], serde_json::json!({"sheet": "T6", "hidden": true}));
    // All that look like the form are read when no one names a sheet: then there is no other.
    let (good, text) = import(
        root.path(),
        &workbook(root.path(), &["T4", "T5"], &[]),
        &["--yes"],
    );
    assert!(
        good && !text.contains("Cũng giống") && !text.contains("sheets-not-read"),
        "{text}"
    );
}

#[test]
fn a_hidden_sheet_is_named_where_no_other_is_the_form() {
    let root = site();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "Bìa").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").unwrap().set_hidden(true);
    for (column, heading) in (0..).zip(["Ngày", "Đơn vị", "Đã nộp"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    book.save(root.path().join("content/a.xlsx")).unwrap();
    fs::create_dir_all(root.path().join("content/reports")).unwrap();
    fs::rename(
        root.path().join("content/a.xlsx"),
        root.path().join("content/reports/a.xlsx"),
    )
    .unwrap();
    let output = tiendo(root.path(), &["check", "--format", "json"]);
    let found: Vec<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["no-heading", "sheets-not-read"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Số liệu"));
}

#[test]
fn blanks_around_the_name_of_a_sheet_are_not_its_name() {
    for (named, sheets) in [
        ("\"T6 \"", ["T5", "T6"]),
        ("T6", ["T5", "T6 "]),
        ("\" t6\"", ["T5", " T6 "]),
    ] {
        let root = site();
        let file = workbook(root.path(), &sheets, &[]);
        put(root.path(), "bieu.xlsx.yaml", format!("sheet: {named}\n"));
        let (good, text) = import(root.path(), &file, &[]);
        assert!(good, "{named}: {text}");
        assert_eq!(
            records(root.path()).lines().nth(1),
            Some("2023-05-11,dong-son,11"),
            "{named}"
        );
    }
    // The exact name comes first.
    let root = site();
    let file = workbook(root.path(), &["T6 ", "T6"], &[]);
    let (good, text) = import(root.path(), &file, &["--sheet", "T6"]);
    assert!(
        good && records(root.path()).contains("2023-05-11"),
        "{text}"
    );
    let (good, text) = import(root.path(), &file, &["--sheet", "T9"]);
    assert!(!good && text.contains("Sửa tên sau --sheet"), "{text}");
}

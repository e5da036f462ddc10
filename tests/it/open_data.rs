//! The workbooks of the open data hold what the CSV holds, as days and numbers, and no name that
//! may not be published.
#![allow(clippy::disallowed_methods, reason = "a test makes its own site")]

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::common::{put, small, tiendo};
use calamine::{Data, Reader as _, Xlsx, open_workbook};

fn built(root: &Path) -> PathBuf {
    let output = root.join("o");
    let done = tiendo(
        root,
        &["build", "--quiet", "--output", output.to_str().unwrap()],
    );
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    output.join("du-lieu")
}

/// Cells of a CSV file; none of them holds a line break here.
fn csv(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut rows = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        cells.push(cell);
        rows.push(cells);
    }
    rows
}

fn workbook(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("{number:.4}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => panic!("{other:?}"),
    };
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

#[test]
fn a_workbook_holds_what_the_csv_holds() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/tree");
    let root = tempfile::tempdir().unwrap();
    crate::common::copy(&site.join("content"), &root.path().join("content"));
    let folder = built(root.path());
    let mut compared = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "xlsx") {
            let (sheet, text) = (workbook(&path), csv(&path.with_extension("csv")));
            assert_eq!(sheet.len(), text.len(), "{}", path.display());
            for (sheet, text) in sheet.iter().zip(&text).skip(1) {
                let width = text.len();
                let sheet: Vec<&str> = (0..width)
                    .map(|at| sheet.get(at).map_or("", String::as_str))
                    .collect();
                assert_eq!(sheet, *text, "{}", path.display());
            }
            compared += text.len() - 1;
        }
    }
    assert!(compared > 100, "{compared} rows");
}

#[test]
fn a_long_workbook_holds_what_the_csv_holds() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let row = |n: u32| {
        format!(
            "T{n},Dòng <{n}> & “{n}”,a,2022-02-{:02},{n}000,=1+{n}\n",
            1 + n % 28
        )
    };
    let rows: String = (0..12_345).map(row).collect();
    let table = format!("Mã,Tên sáng kiến,Đơn vị,Ngày nộp,Giá trị làm lợi,Nơi làm việc\n{rows}");
    put(root.path(), "content/initiatives/bang.csv", table);
    let folder = built(root.path());
    let (sheet, text) = (
        workbook(&folder.join("sang-kien.xlsx")),
        csv(&folder.join("sang-kien.csv")),
    );
    assert!(
        text.len() > 12_345 && sheet.len() == text.len(),
        "{} of {}",
        sheet.len(),
        text.len()
    );
    let mut days = 0;
    for (sheet, text) in sheet.iter().zip(&text).skip(1) {
        // CSV has a mark before what a spreadsheet would run.
        let text: Vec<&str> = text
            .iter()
            .map(|cell| cell.trim_start_matches('\''))
            .collect();
        assert_eq!(*sheet, text);
        days += usize::from(sheet[2].starts_with("2022-02-"));
    }
    assert!(days >= 12_345, "{days} days");
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(
        root.path(),
        "content/initiatives/x.yaml",
        "- {code: '=1+1', title: '@SUM(A1)', unit: a}\n",
    );
    let folder = built(root.path());
    let sheet = workbook(&folder.join("sang-kien.xlsx"));
    assert!(
        sheet
            .iter()
            .any(|row| row[0] == "=1+1" && row[1] == "@SUM(A1)"),
        "{sheet:?}"
    );
    let text = fs::read_to_string(folder.join("sang-kien.csv")).unwrap();
    assert!(text.contains("'=1+1,'@SUM(A1),"), "{text}");
}

#[test]
fn no_workbook_names_an_author_who_did_not_agree() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let mut all = String::new();
    for entry in fs::read_dir(built(root.path())).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "xlsx") {
            let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
            for at in 0..archive.len() {
                archive
                    .by_index(at)
                    .unwrap()
                    .read_to_string(&mut all)
                    .unwrap();
            }
        }
    }
    assert!(all.contains("Người Đồng Ý") && !all.contains("Người Giấu Tên"));
}

#[test]
fn a_workbook_says_what_its_columns_mean() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let mut book: Xlsx<_> = open_workbook(built(root.path()).join("don-vi.xlsx")).unwrap();
    let notes = book.worksheet_range_at(1).unwrap().unwrap();
    let texts: Vec<String> = notes.rows().flatten().map(ToString::to_string).collect();
    for text in [
        "Danh mục đơn vị",
        "Thử",
        "https://example.org/a/du-lieu/",
        "valid_from",
        "ngày",
    ] {
        assert!(texts.iter().any(|t| t == text), "{text} in {texts:?}");
    }
}

/// The datasets that the data page tells search engines of.
fn catalogue(folder: &Path) -> serde_json::Value {
    let html = fs::read_to_string(folder.join("index.html")).unwrap();
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    let catalogue: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(catalogue["@type"], "DataCatalog");
    catalogue
}

#[test]
fn search_engines_are_told_of_every_file() {
    for base in ["https://example.org/a/", ""] {
        let root = tempfile::tempdir().unwrap();
        small(root.path());
        let address = if base.is_empty() {
            String::new()
        } else {
            format!("base_url: {base}\n")
        };
        let licence = "dataset_licence: CC BY 4.0";
        put(
            root.path(),
            "content/site.yaml",
            format!("title: Thử\n{address}{licence}\n"),
        );
        let folder = built(root.path());
        let mut files = 0;
        for dataset in catalogue(&folder)["dataset"].as_array().unwrap() {
            assert_eq!(
                dataset["license"],
                "https://creativecommons.org/licenses/by/4.0/"
            );
            assert!(dataset["description"].as_str().unwrap().len() >= 50);
            for file in dataset["distribution"].as_array().unwrap() {
                let url = file["contentUrl"].as_str().unwrap();
                let start = if base.is_empty() { "../" } else { base };
                let path = url.strip_prefix(start).unwrap_or_else(|| panic!("{url}"));
                let bytes = fs::read(folder.parent().unwrap().join(path)).unwrap();
                assert_eq!(file["contentSize"], format!("{} B", bytes.len()));
                let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
                assert!(sums.contains(file["sha256"].as_str().unwrap()), "{url}");
                files += 1;
            }
        }
        assert!(files >= 16, "{files} files");
    }
}

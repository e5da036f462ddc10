//! Forms as offices fill them in: each of tests/tables/forms/ gives the records that were written
//! down beside it, and says what it was read by.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{codes, put, tiendo};
use serde_json::Value;

const UNITS: &str = "- {id: tinh, title: LĐLĐ tỉnh, kind: province}
- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}
- {id: bim-son, title: LĐLĐ thị xã Bỉm Sơn, short_title: Bỉm Sơn, kind: upper, parent: tinh}
- {id: giao-duc, title: Công đoàn ngành Giáo dục, short_title: Giáo dục, kind: upper, parent: tinh}
";

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ngroups:\n  - {id: n1, title: Cải tiến kỹ thuật}\n  - {id: n2, title: Quản lý}\n",
    );
    put(root.path(), "content/units.yaml", UNITS);
    root
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/forms")
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(ToOwned::to_owned).collect())
        .collect()
}

/// The records of a built site, each as the texts that the meaning of a form lists.
fn records(root: &Path, role: &str) -> BTreeSet<Vec<String>> {
    let (file, keys): (&str, &[&str]) = if role == "reports" {
        ("bao-cao.csv", &["as_of", "unit", "submitted", "valid"])
    } else {
        let keys = &[
            "id", "title", "date", "unit", "group", "status", "benefit", "currency",
        ];
        ("sang-kien.csv", keys)
    };
    let Ok(text) = fs::read_to_string(root.join("output/du-lieu").join(file)) else {
        return BTreeSet::new();
    };
    let rows = cells(&text);
    let column = |key: &&str| rows[0].iter().position(|heading| heading == key).unwrap();
    let columns: Vec<usize> = keys.iter().map(column).collect();
    let picked = |row: &Vec<String>| columns.iter().map(|at| row[*at].clone()).collect();
    rows[1..].iter().map(picked).collect()
}

fn meant(meaning: &Value) -> BTreeSet<Vec<String>> {
    let text = |cell: &Value| match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = meaning["records"].as_array().unwrap();
    rows.iter()
        .map(|row| row.as_array().unwrap().iter().map(text).collect())
        .collect()
}

/// Everything that is wrong with one form.
fn faults(name: &str, meaning: &Value) -> Vec<String> {
    let (root, mut faults) = (site(), Vec::new());
    let role = meaning["role"].as_str().unwrap();
    let path = format!("content/{role}/{name}");
    put(root.path(), &path, fs::read(folder().join(name)).unwrap());
    if let Ok(sidecar) = fs::read(folder().join(format!("{name}.yaml"))) {
        put(root.path(), &format!("{path}.yaml"), sidecar);
    }
    let output = tiendo(root.path(), &["build", "--quiet", "--format", "json"]);
    let mut told: Vec<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
    told.sort();
    let expected: Vec<&str> = meaning["told"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let text = String::from_utf8(output.stdout).unwrap();
    if told != expected {
        faults.push(format!(
            "{name}: told {told:?} instead of {expected:?}\n{text}"
        ));
    }
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let tables = last["tables"].as_array().unwrap();
    let n = |table: &Value, key: &str| table[key].as_u64().unwrap();
    for table in tables {
        let sum = ["published", "rejected", "duplicates", "blank"].map(|key| n(table, key));
        if n(table, "rows") != sum.iter().sum::<u64>() {
            faults.push(format!("{name}: the balance does not add up: {table}"));
        }
    }
    let blank: u64 = tables.iter().map(|table| n(table, "blank")).sum();
    if meaning["blank"]
        .as_u64()
        .is_some_and(|wanted| wanted != blank)
    {
        faults.push(format!("{name}: {blank} blank rows: {tables:?}"));
    }
    if meaning["sheets"]
        .as_u64()
        .is_some_and(|wanted| wanted != tables.len() as u64)
    {
        faults.push(format!("{name}: {} sheets", tables.len()));
    }
    let (found, mut wanted) = (records(root.path(), role), meant(meaning));
    if role == "initiatives" {
        // Those without a code have an id that is made for them.
        let bare = |rows: &BTreeSet<Vec<String>>| -> BTreeSet<Vec<String>> {
            let coded = wanted.iter().any(|row| !row[0].is_empty());
            rows.iter()
                .map(|row| row[usize::from(!coded)..].to_vec())
                .collect()
        };
        let (without, expected) = (bare(&found), bare(&wanted));
        if without != expected {
            faults.push(format!("{name}: {without:#?} instead of {expected:#?}"));
        }
        wanted = found.clone();
    }
    if found != wanted {
        faults.push(format!("{name}: {found:#?} instead of {wanted:#?}"));
    }
    faults
}

#[test]
fn each_form_gives_the_records_that_were_written_beside_it() {
    let mut all = Vec::new();
    let mut seen = 0;
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let Some(form) = name.strip_suffix(".json") else {
            continue;
        };
        seen += 1;
        let meaning: Value =
            serde_json::from_slice(&fs::read(folder().join(&name)).unwrap()).unwrap();
        all.extend(faults(form, &meaning));
    }
    assert!(seen > 25, "{seen} forms");
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn what_is_too_big_is_refused_at_once_and_in_words() {
    let root = site();
    let start = std::time::Instant::now();
    let told = |path: &str, bytes: Vec<u8>| {
        put(root.path(), path, bytes);
        let output = tiendo(root.path(), &["check", "--format", "json"]);
        fs::remove_file(root.path().join(path)).unwrap();
        let codes: BTreeSet<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
        codes
    };
    // A page of 100 MB; tables in tables; a cell that spans everything; days without end.
    let mut page = b"<html><table>".to_vec();
    page.resize(100 << 20, b' ');
    assert!(told("content/reports/a.xls", page).contains("table-too-big"));
    let nested = "<html><table><tr><td>".repeat(50_000);
    assert!(told("content/reports/a.xls", nested.into_bytes()).contains("no-heading"));
    let wide = "<html><table><tr><td rowspan=65534 colspan=16384>x</td></tr>".to_owned()
        + &"<tr><td>y</td></tr>".repeat(10);
    assert!(!told("content/reports/a.xls", wide.into_bytes()).is_empty());
    let days: String = (0..10_000)
        .map(|n| format!(";{}/{}/{}", n % 28 + 1, n / 28 % 12 + 1, 2000 + n / 336))
        .collect();
    let days = format!("Đơn vị{days}\nĐông Sơn;1;2\n");
    assert!(told("content/reports/a.csv", days.into_bytes()).contains("table-too-big"));
    // Entities that a file declares itself are not expanded.
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>&b;&b;</Data></Cell></Row>\
        </Table></Worksheet></Workbook>";
    assert!(told("content/reports/a.xls", bomb.into()).contains("no-heading"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn an_import_of_a_form_keeps_its_units_groups_and_day() {
    let root = site();
    for (form, to, lines) in [
        (
            "danh-sach.xlsx",
            "initiatives",
            [
                "Một,2023-02-01,dong-son,n1,Hợp lệ",
                "Ba,2023-02-02,giao-duc,n2,Đã nộp",
            ],
        ),
        (
            "bieu-thang.xlsx",
            "reports",
            ["2023-08-20,dong-son,120,100", "2023-08-20,giao-duc,50,45"],
        ),
    ] {
        let file = folder().join(form);
        let output = tiendo(root.path(), &["import", file.to_str().unwrap(), "--to", to]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{form}: {text}");
        let written = root.path().join(format!("content/{to}/records.csv"));
        let written = fs::read_to_string(written).unwrap();
        for line in lines {
            assert!(written.contains(line), "{form}: {written}");
        }
    }
}

#[test]
fn a_moment_is_a_day_in_the_zone_of_the_site() {
    let root = site();
    let path = "content/site.yaml";
    put(
        root.path(),
        path,
        "title: Thử\ntimezone: America/New_York\n",
    );
    let rows = "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;2023-07-08T17:45:10Z\n";
    put(root.path(), "content/initiatives/a.csv", rows);
    tiendo(root.path(), &["build", "--quiet"]);
    let found = records(root.path(), "initiatives");
    assert_eq!(found.first().unwrap()[2], "2023-07-08");
    put(root.path(), path, "title: Thử\n");
    tiendo(root.path(), &["build", "--quiet"]);
    let found = records(root.path(), "initiatives");
    assert_eq!(found.first().unwrap()[2], "2023-07-09");
}

/// Codes of `told` in the forms that no text can show: "no-kept-value", "unfaithful-code",
/// "other-kind", "table-nothing", "merged-figure", "merged-too-big".
#[test]
fn messages_have_no_word_of_a_library() {
    let root = site();
    for name in ["hong.xlsx", "trong.xlsx", "gop-lon.xlsx"] {
        let bytes = fs::read(folder().join(name)).unwrap();
        for ending in ["xlsx", "xls", "ods"] {
            let path = format!("content/reports/a.{ending}");
            put(root.path(), &path, &bytes);
            let output = tiendo(root.path(), &["check", "--format", "json"]);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            for word in [
                "EOCD", "OLE", "Cfb", "Zip", "zip", "Xml", "panic", "invalid",
            ] {
                assert!(!text.contains(word), "{name} as {ending}: {text}");
            }
            assert_eq!(output.status.code(), Some(1), "{name} as {ending}: {text}");
            fs::remove_file(root.path().join(&path)).unwrap();
        }
    }
}

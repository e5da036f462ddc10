//! Forms as offices fill them in: each of tests/tables/forms/ gives the records that were written
//! down beside it, and says what it was read by.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{bytes, codes, put, rounds, tiendo};
use serde_json::Value;
use tiendo::base::Interner;
use tiendo::diag::Problems;
use tiendo::model::{Item, convert};
use tiendo::source::{Role, discover};

const UNITS: &str = "- {id: tinh, title: LĐLĐ tỉnh, kind: province}
- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}
- {id: bim-son, title: LĐLĐ thị xã Bỉm Sơn, short_title: Bỉm Sơn, kind: upper, parent: tinh}
- {id: giao-duc, title: Công đoàn ngành Giáo dục, short_title: Giáo dục, kind: upper, parent: tinh}
";

/// The phases in which units have targets.
const PHASES: &str = "id: p
title: P
phases:
  - {id: g1, title: Giai đoạn 1, start: 2023-01-01, end: 2023-06-30}
  - {id: g2, title: Giai đoạn 2, start: 2023-07-01, end: 2023-12-31}
";

pub(crate) fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ngroups:\n  - {id: n1, title: Cải tiến kỹ thuật}\n  - {id: n2, title: \
         Quản lý}\n",
    );
    put(root.path(), "content/units.yaml", UNITS);
    root
}

pub(crate) fn folder() -> PathBuf {
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
    let (file, keys): (&str, &[&str]) = match role {
        "reports" => ("bao-cao.csv", &["as_of", "unit", "submitted", "valid"]),
        "units" => ("don-vi.csv", &["id", "title", "kind", "parent", "members"]),
        _ => {
            let keys = &[
                "id", "title", "date", "unit", "group", "status", "benefit", "currency",
            ];
            ("sang-kien.csv", keys)
        }
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

/// Words of libraries and programs in what is said to an editor.
fn words_of_libraries(text: &str) -> impl Iterator<Item = &'static str> {
    let lines = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let keys = ["message_vi", "message_en", "help_vi", "help_en"];
    let said: Vec<String> = lines
        .flat_map(|line| keys.map(|key| line[key].as_str().unwrap_or_default().to_lowercase()))
        .collect();
    let said: BTreeSet<String> = said
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .map(ToOwned::to_owned)
        .collect();
    [
        "calamine",
        "zip",
        "serde",
        "quick",
        "quick_xml",
        "eocd",
        "ole",
        "ole2",
        "cfb",
        "biff",
        "panic",
        "panicked",
        "unwrap",
        "invalid",
        "unexpected",
        "utf8error",
        "io",
        "err",
        "null",
        "sharedstrings",
        "sst",
        "xf",
        "parse",
        "parser",
        "deflate",
        "inflate",
        "codepage",
        "backtrace",
    ]
    .into_iter()
    .filter(move |word| said.contains(*word))
}

/// Everything that is wrong with one form.
fn errors(name: &str, meaning: &Value) -> Vec<String> {
    let (root, mut errors) = (site(), Vec::new());
    let role = meaning["role"].as_str().unwrap();
    let mut path = format!("content/{role}/{name}");
    if role == "units" {
        let ending = name.rsplit('.').next().unwrap();
        path = format!("content/units.{ending}");
        fs::remove_file(root.path().join("content/units.yaml")).unwrap();
        put(root.path(), "content/programmes/p.yaml", PHASES);
    }
    put(root.path(), &path, fs::read(folder().join(name)).unwrap());
    if let Ok(sidecar) = fs::read(folder().join(format!("{name}.yaml"))) {
        put(root.path(), &format!("{path}.yaml"), sidecar);
    }
    let output = tiendo(root.path(), &["build", "--quiet", "--format", "json"]);
    let mut reported: Vec<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
    reported.sort();
    let expected: Vec<&str> = meaning["reported"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let text = String::from_utf8(output.stdout).unwrap();
    errors.extend(words_of_libraries(&text).map(|word| format!("{name}: says {word}: {text}")));
    if reported != expected {
        errors.push(format!(
            "{name}: reported {reported:?} instead of {expected:?}\n{text}"
        ));
    }
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let tables = last["tables"].as_array().unwrap();
    let n = |table: &Value, key: &str| table[key].as_u64().unwrap();
    for table in tables {
        let sum = ["published", "rejected", "duplicates", "blank"].map(|key| n(table, key));
        let reasons = table["reasons"].as_object().unwrap().values();
        let reasons: u64 = reasons.filter_map(Value::as_u64).sum();
        if n(table, "rows") != sum.iter().sum::<u64>() || n(table, "blank") != reasons {
            errors.push(format!("{name}: the balance does not add up: {table}"));
        }
    }
    let blank: u64 = tables.iter().map(|table| n(table, "blank")).sum();
    if meaning["blank"]
        .as_u64()
        .is_some_and(|wanted| wanted != blank)
    {
        errors.push(format!("{name}: {blank} blank rows: {tables:?}"));
    }
    if meaning["sheets"]
        .as_u64()
        .is_some_and(|wanted| wanted != tables.len() as u64)
    {
        errors.push(format!("{name}: {} sheets", tables.len()));
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
            errors.push(format!("{name}: {without:#?} instead of {expected:#?}"));
        }
        wanted = found.clone();
    }
    if found != wanted {
        errors.push(format!("{name}: {found:#?} instead of {wanted:#?}"));
    }
    errors
}

/// The forms, and what each means.
pub(crate) fn meanings() -> Vec<(String, Value)> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let meaning = |name: &String| {
        let form = name.strip_suffix(".json")?.to_owned();
        let bytes = fs::read(folder().join(name)).unwrap();
        Some((form, serde_json::from_slice(&bytes).unwrap()))
    };
    names.iter().filter_map(meaning).collect()
}

#[test]
fn each_form_gives_the_records_that_were_written_beside_it() {
    let mut all = Vec::new();
    let mut seen = 0;
    for (form, meaning) in meanings() {
        seen += 1;
        all.extend(errors(&form, &meaning));
    }
    assert!(seen > 120, "{seen} forms");
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn what_is_too_big_is_refused_at_once_and_in_words() {
    let root = site();
    let start = std::time::Instant::now();
    let reported = |path: &str, bytes: Vec<u8>| {
        put(root.path(), path, bytes);
        let output = tiendo(root.path(), &["check", "--format", "json"]);
        fs::remove_file(root.path().join(path)).unwrap();
        let codes: BTreeSet<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
        codes
    };
    // A page of 100 MB; tables in tables; a cell that spans everything; days without end.
    let mut page = b"<html><table>".to_vec();
    page.resize(100 << 20, b' ');
    assert!(reported("content/reports/a.xls", page).contains("table-too-big"));
    let nested = "<html><table><tr><td>".repeat(50_000);
    assert!(reported("content/reports/a.xls", nested.into_bytes()).contains("no-heading"));
    let wide = "<html><table><tr><td rowspan=65534 colspan=16384>x</td></tr>".to_owned()
        + &"<tr><td>y</td></tr>".repeat(10);
    assert!(!reported("content/reports/a.xls", wide.into_bytes()).is_empty());
    let days: String = (0..10_000)
        .map(|n| format!(";{}/{}/{}", n % 28 + 1, n / 28 % 12 + 1, 2000 + n / 336))
        .collect();
    let days = format!("Đơn vị{days}\nĐông Sơn;1;2\n");
    assert!(reported("content/reports/a.csv", days.into_bytes()).contains("table-too-big"));
    // Entities that a file declares itself are not expanded.
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY \
        b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Workbook \
        xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>&b;&b;</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert!(reported("content/reports/a.xls", bomb.into()).contains("no-heading"));
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
    // An import keeps the same day.
    put(root.path(), "a.csv", rows);
    let file = root.path().join("a.csv");
    let output = tiendo(root.path(), &["import", file.to_str().unwrap(), "--yes"]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let written = root.path().join("content/initiatives/records.csv");
    let kept = fs::read_to_string(&written).unwrap();
    assert!(kept.contains("Một,2023-07-08,dong-son"), "{kept}");
    fs::remove_file(written).unwrap();
    put(root.path(), path, "title: Thử\n");
    tiendo(root.path(), &["build", "--quiet"]);
    let found = records(root.path(), "initiatives");
    assert_eq!(found.first().unwrap()[2], "2023-07-09");
}

/// Codes of `reported` in the forms that no text can show: "no-kept-value", "unfaithful-code",
/// "other-kind", "hidden-rows", "table-nothing", "merged-figure", "merged-too-big".
#[test]
fn damaged_files_are_told_in_words_of_editors() {
    let root = site();
    for name in [
        "hong.xlsx",
        "trong.xlsx",
        "gop-lon.xlsx",
        "ma-so-cu.xls",
        "ma-so.ods",
    ] {
        let whole = fs::read(folder().join(name)).unwrap();
        for (ending, share) in [("xlsx", 1), ("xls", 2), ("ods", 3)] {
            let bytes = &whole[..whole.len() / share];
            let path = format!("content/reports/a.{ending}");
            put(root.path(), &path, bytes);
            let output = tiendo(root.path(), &["check", "--format", "json"]);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let words: Vec<&str> = words_of_libraries(&text).collect();
            assert!(words.is_empty(), "{name} as {ending}: {words:?} in {text}");
            assert_eq!(output.status.code(), Some(1), "{name} as {ending}: {text}");
            fs::remove_file(root.path().join(&path)).unwrap();
        }
    }
}

/// What is remembered of a form reads the same file the same way: section, total, day and all.
#[test]
fn a_remembered_form_reads_what_it_read_before() {
    for form in [
        "ba-tang.xlsx",
        "cac-ngay.csv",
        "cong-cum.csv",
        "danh-sach.xlsx",
        "hai-bang.csv",
        "hai-tang.csv",
        "he-thong.xls",
        "ma-so.ods",
        "nam-thoi-quen-2.xlsx",
        "nam-thoi-quen-3.csv",
        "nam-thang.xlsx",
        "nhieu-tac-gia.xlsx",
        "theo-don-vi.xlsx",
        "tong-truoc-cu.xls",
    ] {
        let root = site();
        let meaning: Value =
            serde_json::from_slice(&fs::read(folder().join(format!("{form}.json"))).unwrap())
                .unwrap();
        let role = meaning["role"].as_str().unwrap();
        let file = folder().join(form);
        let import = ["import", file.to_str().unwrap(), "--to", role, "--yes"];
        let path = root.path().join(format!("content/{role}/records.csv"));
        let first = tiendo(root.path(), &import);
        assert!(
            first.status.success(),
            "{form}: {}",
            String::from_utf8_lossy(&first.stderr)
        );
        let written = fs::read_to_string(&path).unwrap();
        let lines = meaning["records"].as_array().unwrap().len() + 1;
        assert_eq!(written.lines().count(), lines, "{form}: {written}");
        fs::remove_file(&path).unwrap();
        let second = tiendo(root.path(), &import);
        let text = String::from_utf8_lossy(&second.stdout).into_owned();
        let errors = String::from_utf8_lossy(&second.stderr).into_owned();
        assert!(
            text.contains("Đọc theo biểu đã nhớ"),
            "{form}: {text}{errors}"
        );
        assert_eq!(
            fs::read_to_string(&path).unwrap_or_default(),
            written,
            "{form}: {text}{errors}"
        );
    }
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(contents(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

/// A form is imported, the site is built, the file comes again without a question, and each undo
/// gives back what was there.
#[test]
fn what_was_imported_can_be_taken_back() {
    let mut seen = 0;
    let forms = meanings().into_iter().filter(|(form, meaning)| {
        let role = meaning["role"].as_str().unwrap();
        let any = !meaning["records"].as_array().unwrap().is_empty();
        let beside = folder().join(format!("{form}.yaml")).exists();
        any && role != "units" && !beside
    });
    for (form, meaning) in forms.step_by(rounds(11, 1)) {
        let root = site();
        let content = root.path().join("content");
        let before = contents(&content);
        let file = folder().join(&form);
        let role = meaning["role"].as_str().unwrap();
        let import = ["import", file.to_str().unwrap(), "--to", role];
        let done = |arguments: &[&str]| {
            let output = tiendo(root.path(), arguments);
            let text = [output.stdout, output.stderr].concat();
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(output.status.success(), "{form} {arguments:?}: {text}");
        };
        done(&[&import[..], &["--yes"]].concat());
        let first = contents(&content);
        assert_ne!(first, before, "{form}");
        done(&["build", "--quiet"]);
        done(&import);
        if contents(&content) != first {
            done(&["import", "--undo"]);
        }
        assert_eq!(contents(&content), first, "{form}: the first undo");
        done(&["import", "--undo"]);
        assert_eq!(contents(&content), before, "{form}: the second undo");
        seen += 1;
    }
    assert!(seen >= 8, "{seen} forms");
}

/// Rows are read by batches of 8,192: the people of a record go on in rows of the next one,
/// wherever the border falls.
#[test]
fn authors_go_on_across_the_border_of_batches() {
    // The rows below the headings among the first 40 are a batch of their own; the next one ends
    // with row 8,231. A record may have 200 people.
    const BORDER: usize = 39 + 8192;
    for (titles, people) in [
        (BORDER, vec![(BORDER, 150)]),
        (BORDER + 40, vec![(39, 1), (BORDER - 2, 3)]),
        (300, (1..300).map(|row| (row, row % 4)).collect()),
        (12_000, (1..12_000).map(|row| (row, row % 4)).collect()),
    ] {
        let people: std::collections::BTreeMap<usize, usize> = people.into_iter().collect();
        let mut text = String::from("Mã SK;Tên sáng kiến;Tác giả;Đơn vị\n");
        for title in 1..=titles {
            let _ = writeln!(text, "M{title:06};Tên {title};Nguyễn Văn A;Đông Sơn");
            for more in 0..people.get(&title).copied().unwrap_or(0) {
                let letter = char::from(b'A' + (more % 26) as u8);
                let _ = writeln!(text, ";;Trần Thị {letter};");
            }
        }
        let root = site();
        put(root.path(), "content/initiatives/a.csv", text);
        let mut problems = Problems::default();
        let sources = discover(root.path(), &mut problems);
        let list = sources.iter().find(|s| s.role == Role::Initiatives);
        let read = convert(list.unwrap(), &Interner::default());
        assert_eq!(read.problems.iter().next(), None);
        assert_eq!(read.items.len(), titles);
        for (number, item) in (1..).zip(&read.items) {
            let Item::Initiative(initiative) = item else {
                panic!("{item:?}");
            };
            let expected = 1 + people.get(&number).copied().unwrap_or(0);
            assert_eq!(initiative.authors.len(), expected, "{number} of {titles}");
        }
    }
}

/// The whole of what the issue asks for, with workbooks as an office has them: read, agreed to,
/// next month again without a question, and back byte for byte.
#[test]
fn a_monthly_workbook_comes_and_goes() {
    for (august, september) in [
        ("bieu-thang.xlsx", "bieu-thang-9.xlsx"),
        ("bieu-thang-cu.xls", "bieu-thang-9-cu.xls"),
    ] {
        let root = site();
        let tree = || bytes(&root.path().join("content"));
        let import = |form: &str, args: &[&str]| {
            let file = folder().join(form);
            let output = tiendo(
                root.path(),
                &[&["import", file.to_str().unwrap()], args].concat(),
            );
            let text = String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{form}: {text}");
            text
        };
        let before = tree();
        let text = import(august, &["--explain"]);
        assert!(
            tree() == before && text.contains("dòng trên bảng"),
            "{text}"
        );
        import(august, &["--yes"]);
        let first = tree();
        let text = import(september, &[]);
        assert!(
            text.contains("Đọc theo biểu đã nhớ") && !text.contains("Hiểu là"),
            "{text}"
        );
        tiendo(root.path(), &["build", "--quiet"]);
        let days: BTreeSet<String> = records(root.path(), "reports")
            .into_iter()
            .map(|row| row[0].clone())
            .collect();
        assert!(
            days.contains("2023-08-20") && days.contains("2023-09-20"),
            "{days:?}"
        );
        for state in [&first, &before] {
            assert!(tiendo(root.path(), &["import", "--undo"]).status.success());
            assert!(tree() == *state, "{august}: byte for byte");
        }
    }
}

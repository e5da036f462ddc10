//! Tables as offices keep them: every format gives the same records, every row is accounted for,
//! and what is broken is reported in bounded time and memory.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::common::{bytes, codes, put, tiendo};
use calamine::{Data, Reader as _};
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::Value;
use zip::write::SimpleFileOptions;

const UNITS: &str = "- {id: tinh, title: LĐLĐ tỉnh, kind: province}
- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}
- {id: bim-son, title: LĐLĐ thị xã Bỉm Sơn, short_title: Bỉm Sơn, kind: upper, parent: tinh}
- {id: giao-duc, title: Công đoàn ngành Giáo dục, short_title: Giáo dục, kind: upper, parent: tinh}
";

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/\n",
    );
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ngroups:\n  - {id: n1, title: Cải tiến kỹ thuật}\n  - {id: n2, title: \
         Quản lý}\n",
    );
    put(root.path(), "content/units.yaml", UNITS);
    root
}

fn table(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/tables")
            .join(name),
    )
    .unwrap()
}

/// Builds and gives what `--format json` said at the end.
fn build(root: &Path, args: &[&str]) -> Value {
    let args = [&["build", "--quiet", "--format", "json"], args].concat();
    let output = tiendo(root, &args);
    let text = String::from_utf8(output.stdout).unwrap();
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    for table in last["tables"].as_array().unwrap() {
        let n = |key: &str| table[key].as_u64().unwrap();
        let sum = n("published") + n("rejected") + n("duplicates") + n("blank");
        assert_eq!(
            n("rows"),
            sum,
            "the balance does not add up: {table}\n{text}"
        );
    }
    last
}

fn numbers(table: &Value) -> [u64; 5] {
    ["rows", "published", "rejected", "duplicates", "blank"].map(|key| table[key].as_u64().unwrap())
}

fn reported(root: &Path) -> Vec<String> {
    codes(&tiendo(root, &["check", "--format", "json"]))
        .into_iter()
        .map(|(code, _)| code)
        .collect()
}

/// A workbook of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let mut sheet = Worksheet::new();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

const ONE: &[&[&str]] = &[
    &["Mã", "Tên sáng kiến", "Đơn vị"],
    &["1", "Một", "Đông Sơn"],
];

#[test]
fn every_format_gives_the_same_records() {
    let mut first: Option<(String, String, String)> = None;
    let names = [
        "initiatives.xlsx",
        "initiatives.ods",
        "initiatives.xls",
        "utf8-semicolon.csv",
        "utf16-tab.csv",
        "windows1258-comma.csv",
    ];
    for name in names {
        let root = site();
        let ending = name.rsplit_once('.').unwrap().1;
        put(
            root.path(),
            &format!("content/initiatives/danh-sach.{ending}"),
            table(name),
        );
        let reported = build(root.path(), &[]);
        assert_eq!(reported["summary"]["ok"], true, "{name}: {reported}");
        assert_eq!(numbers(&reported["tables"][0]), [11, 7, 0, 1, 3], "{name}");
        let output = root.path().join("output");
        let read = |path: &str| fs::read_to_string(output.join(path)).unwrap();
        let records = (
            read("du-lieu/sang-kien.csv"),
            read("du-lieu/sang-kien.json"),
            read("sang-kien/index.html"),
        );
        match &first {
            None => first = Some(records),
            Some(first) => assert!(
                *first == records,
                "{name} gives other records than {}",
                names[0]
            ),
        }
    }
    let (csv, ..) = first.unwrap();
    let expected = "\u{feff}id,title,date,programme,unit,organisation,group,status,benefit,currency,certified_by,authors\r\n000129,Đèn \
        báo mức nước bể chứa,2022-05-31,,giao-duc,,n1,valid,12500000,VND,,\r\n000128,Bài giảng từ \
        vật liệu tái chế,2022-05-20,,giao-duc,,n2,submitted,,,,\r\n000127,Phiếu hẹn khám trực \
        tuyến,2022-05-02,,bim-son,,n2,valid,0,VND,,\r\n000126,Giá kệ di \
        động,2022-04-30,,bim-son,,n1,submitted,250000000,VND,,\r\n000125,\"Biển báo \"\"ướt; trơn, \
        trượt\"\"\",2022-04-01,,dong-son,,n1,recognised,,,,\r\n000123,Cải tiến bàn nâng vật \
        liệu,2022-03-15,,dong-son,,n1,submitted,1250000,VND,,\r\n000124,Sổ theo dõi ca trực điện \
        tử,2022-03-15,,dong-son,,n2,valid,1250000000,VND,,\r\n";
    assert_eq!(csv, expected);
}

#[test]
fn reports_and_units_are_tables_too() {
    let mut first = None;
    for name in ["reports.xlsx", "reports.csv"] {
        let root = site();
        let ending = name.rsplit_once('.').unwrap().1;
        put(
            root.path(),
            &format!("content/reports/bao-cao.{ending}"),
            table(name),
        );
        fs::remove_file(root.path().join("content/units.yaml")).unwrap();
        put(
            root.path(),
            "content/units.csv",
            "Mã đơn vị;Tên đơn vị;Tên ngắn;Cấp;Trực thuộc;Số đoàn viên\ntinh;LĐLĐ tỉnh;;Cấp \
             tỉnh;;\ndong-son;LĐLĐ huyện Đông Sơn;Đông Sơn;Cấp trên cơ sở;LĐLĐ tỉnh;12.345\nBIM \
             SON;LĐLĐ thị xã Bỉm Sơn;;Cấp trên cơ sở;tinh;\n",
        );
        let reported = build(root.path(), &[]);
        assert_eq!(reported["summary"]["ok"], true, "{name}: {reported}");
        assert_eq!(numbers(&reported["tables"][0]), [3, 3, 0, 0, 0]);
        assert_eq!(numbers(&reported["tables"][1]), [3, 3, 0, 0, 0]);
        let read =
            |path: &str| fs::read_to_string(root.path().join("output/du-lieu").join(path)).unwrap();
        assert!(
            read("bao-cao.csv")
                .contains("2022-05-31,p,dong-son,2345678,2000000,,false,Báo cáo tổng kết,\r\n")
        );
        assert!(read("don-vi.csv").contains("bim-son,LĐLĐ thị xã Bỉm Sơn,upper,tinh,"));
        let data = (read("bao-cao.csv"), read("don-vi.csv"));
        assert!(first.get_or_insert_with(|| data.clone()) == &data, "{name}");
    }
}

#[test]
fn rejected_rows_are_set_aside_with_reasons_and_go_back_when_mended() {
    let root = site();
    let path = "content/initiatives/bang.csv";
    let rows = "Mã;Tên sáng kiến;Đơn vị;Ngày nộp\n007;Tốt;Đông Sơn;1/2/2022\n008;Sai ngày;Đông \
                Sơn;31/02/2022\n009;Sai cả hai;Đông Sn;31/02/2022\n007;Tốt;Đông Sơn;1/2/2022\n";
    put(root.path(), path, rows);
    let reported = build(root.path(), &[]);
    assert_eq!(reported["summary"]["ok"], false);
    assert_eq!(
        reported["summary"]["errors"], 3,
        "both problems of the last row are reported"
    );
    assert_eq!(numbers(&reported["tables"][0]), [4, 1, 2, 1, 0]);
    assert!(
        !root.path().join("output").exists(),
        "a build that fails writes nothing"
    );

    put(root.path(), &format!("{path}.yaml"), "max_rejects: 2\n");
    let reported = build(root.path(), &[]);
    assert_eq!(
        (&reported["summary"]["ok"], &reported["summary"]["warnings"]),
        (&true.into(), &3.into())
    );
    assert_eq!(numbers(&reported["tables"][0]), [4, 1, 2, 1, 0]);
    let kept: Value = serde_json::from_slice(
        &fs::read(root.path().join(".tiendo/publish/output/own/tables.json")).unwrap(),
    )
    .unwrap();
    assert_eq!(kept, reported["tables"], "the balance is kept");

    let rejects = root.path().join("rejects/initiatives/bang.csv.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&rejects).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |row: u32, column: u32| {
        range
            .get_value((row, column))
            .unwrap_or(&Data::Empty)
            .to_string()
    };
    assert_eq!(
        (cell(0, 0), cell(0, 1)),
        ("Lý do bị loại".into(), "Mã".into())
    );
    assert!(
        cell(1, 0).contains("31/02/2022") && cell(1, 1) == "008",
        "{range:?}"
    );
    assert_eq!(range.height(), 3);

    // Fixed and put back, it is a table like any other.
    let mended: Vec<Vec<String>> = range
        .rows()
        .map(|r| r.iter().map(ToString::to_string).collect())
        .collect();
    let mended: Vec<Vec<&str>> = mended
        .iter()
        .map(|r| {
            r.iter()
                .map(|c| {
                    if c == "31/02/2022" {
                        "28/02/2022"
                    } else {
                        c.as_str()
                    }
                })
                .collect()
        })
        .map(|r: Vec<&str>| {
            r.into_iter()
                .map(|c| if c == "Đông Sn" { "dong-son" } else { c })
                .collect()
        })
        .collect();
    let mended: Vec<&[&str]> = mended.iter().map(Vec::as_slice).collect();
    put(
        root.path(),
        "content/initiatives/sua.xlsx",
        workbook(&[("Trang tính 1", &mended)]),
    );
    put(
        root.path(),
        path,
        rows.lines().take(2).collect::<Vec<_>>().join("\n"),
    );
    let reported = build(root.path(), &["--strict"]);
    assert_eq!(reported["summary"]["ok"], true, "{reported}");
    assert_eq!(numbers(&reported["tables"][1]), [2, 2, 0, 0, 0]);
    assert!(
        !root.path().join("rejects").exists(),
        "rejected rows that are fixed are no longer kept"
    );
}

#[test]
fn check_writes_no_rejected_rows() {
    let root = site();
    put(
        root.path(),
        "content/initiatives/a.csv",
        "Tên sáng kiến;Đơn vị\nMột;Nơi khác\n",
    );
    let before = bytes(root.path());
    assert_eq!(tiendo(root.path(), &["check"]).status.code(), Some(1));
    assert!(bytes(root.path()) == before);
}

#[test]
fn a_row_of_an_initiative_with_a_file_of_its_own_is_a_duplicate() {
    let root = site();
    put(
        root.path(),
        "content/initiatives/mot.md",
        "---\ntitle: Một\ncode: \"1\"\nunit: dong-son\n---\nKể thêm.\n",
    );
    put(
        root.path(),
        "content/initiatives/a.xlsx",
        workbook(&[("A", ONE)]),
    );
    let reported = build(root.path(), &[]);
    assert_eq!(
        numbers(&reported["tables"][0]),
        [1, 0, 0, 1, 0],
        "{reported}"
    );
    put(
        root.path(),
        "content/initiatives/mot.md",
        "---\ntitle: Một\ncode: \"1\"\nunit: bim-son\n---\nKể thêm.\n",
    );
    let reported = build(root.path(), &[]);
    assert_eq!(
        numbers(&reported["tables"][0]),
        [1, 0, 1, 0, 0],
        "another unit's is not the same: {reported}"
    );
}

#[test]
fn rows_that_are_not_to_be_seen_yet_are_said() {
    let root = site();
    let rows = "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;1/2/2022\nHai;Đông \
     Sơn;1/2/2023\nBa;Đông Sơn;\n";
    put(root.path(), "content/initiatives/a.csv", rows);
    let reported = build(root.path(), &["--as-of", "2022-06-01"]);
    assert_eq!(numbers(&reported["tables"][0]), [3, 3, 0, 0, 0]);
    assert_eq!(reported["tables"][0]["held"], 1);
}

#[test]
fn names_in_rows_are_in_no_file_of_the_output() {
    let root = site();
    let rows = "Tên sáng kiến;Đơn vị;Tác giả;Đồng ý nêu tên\nMột;Đông Sơn;Nguyễn Kín \
     Tên;\nHai;Đông Sơn;Trần Cho Phép;Có\n";
    put(root.path(), "content/initiatives/a.csv", rows);
    build(root.path(), &[]);
    let has = |name: &str| {
        let output = bytes(&root.path().join("output"));
        output.iter().any(|(path, bytes)| {
            path.contains(name) || String::from_utf8_lossy(bytes).contains(name)
        })
    };
    assert!(!has("Kín Tên") && has("Cho Phép"));
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\ninitiatives: {authors: none}\n",
    );
    build(root.path(), &[]);
    assert!(!has("Kín Tên") && !has("Cho Phép"));
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\ninitiatives: {authors: all}\n",
    );
    build(root.path(), &[]);
    assert!(has("Kín Tên"));
}

#[test]
fn sidecars_map_what_headings_do_not_say() {
    let root = site();
    let path = "content/initiatives/he-thong.xlsx";
    let rows: &[&[&str]] = &[
        &["Xuất từ hệ thống", "", "", ""],
        &["SK_ID", "SK_NAME", "Ghi chú nội bộ", "TRI_GIA"],
        &["1", "Một", "x", "1,5"],
    ];
    put(
        root.path(),
        path,
        workbook(&[("Bìa", &[&["Bìa"]]), ("Dữ liệu", rows)]),
    );
    put(
        root.path(),
        &format!("{path}.yaml"),
        "sheet: Dữ liệu\nheader_row: 2\ncolumns: {SK_ID: code, SK_NAME: title}\nignore: [Ghi chú \
         nội bộ, TRI_GIA]\ndefaults: {unit: Đông Sơn, date: 31/05/2022}\n",
    );
    let reported = build(root.path(), &["--strict"]);
    assert_eq!(
        numbers(&reported["tables"][0]),
        [1, 1, 0, 0, 0],
        "{reported}"
    );
    put(root.path(), &format!("{path}.yaml"), "sheet: Dữ liẹu\n");
    assert_eq!(self::reported(root.path()), ["no-sheet"]);
}

#[test]
fn sheets_of_one_form_are_read_and_others_are_told() {
    let root = site();
    let two: &[&[&str]] = &[&["Mã", "Tên sáng kiến", "Đơn vị"], &["2", "Hai", "Bỉm Sơn"]];
    let sheets = [
        ("Hướng dẫn", ONE),
        ("Quý 1", ONE),
        ("Quý 2", two),
        ("Ghi chú", &[&["x"][..]][..]),
    ];
    put(root.path(), "content/initiatives/a.xlsx", workbook(&sheets));
    assert_eq!(reported(root.path()), ["sheets-not-read"]);
    let reported = build(root.path(), &[]);
    let sheet = |at: usize| {
        (
            reported["tables"][at]["sheet"].as_str(),
            numbers(&reported["tables"][at]),
        )
    };
    assert_eq!(sheet(0), (Some("Quý 1"), [1, 1, 0, 0, 0]));
    assert_eq!(sheet(1), (Some("Quý 2"), [1, 1, 0, 0, 0]));
}

#[test]
fn cells_beside_a_table_in_a_workbook_stop_nothing_but_are_told() {
    let root = site();
    let rows: &[&[&str]] = &[
        &["Mã", "Tên sáng kiến", "", "Đơn vị"],
        &["1", "Một", "", "Đông Sơn", "", "xem lại"],
    ];
    put(
        root.path(),
        "content/initiatives/a.xlsx",
        workbook(&[("A", rows)]),
    );
    assert_eq!(reported(root.path()), ["unnamed-column"]);
    let reported = build(root.path(), &[]);
    assert_eq!(numbers(&reported["tables"][0]), [1, 1, 0, 0, 0]);
}

#[test]
fn a_locked_workbook_is_told() {
    let root = site();
    put(root.path(), "content/reports/a.xlsx", table("locked.xlsx"));
    assert_eq!(reported(root.path()), ["table-locked"]);
}

#[test]
fn a_cell_without_an_end_is_told() {
    let root = site();
    let text = format!(
        "Tên sáng kiến,Đơn vị\n\"{}\",Đông Sơn\n",
        "x".repeat(40_000)
    );
    put(root.path(), "content/initiatives/a.csv", text);
    assert_eq!(reported(root.path()), ["cell-too-long"]);
}

/// A workbook whose sheet is this.
pub(crate) fn around(sheet: &[u8]) -> Vec<u8> {
    let good = workbook(&[("A", ONE)]);
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(good)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        to.start_file(&name, SimpleFileOptions::default()).unwrap();
        if name.ends_with("sheet1.xml") {
            to.write_all(sheet).unwrap();
        } else {
            std::io::copy(&mut part, &mut to).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_refused_at_once() {
    let root = site();
    let path = "content/initiatives/a.xlsx";
    let start = Instant::now();
    // 300 MB of blanks in 300 kB.
    let mut sheet =
        b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>".to_vec();
    sheet.resize(300 << 20, b' ');
    put(root.path(), path, around(&sheet));
    assert_eq!(reported(root.path()), ["table-too-big"]);
    // A cell in the last row and the last column, and nothing between.
    let corner = "<worksheet \
        xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row \
        r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Mã</t></is></c></row><row r=\"1048576\"><c \
        r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    put(root.path(), path, around(corner.as_bytes()));
    assert_eq!(reported(root.path()), ["no-heading"]);
    // A million cells in one row, first empty, then not.
    for (cell, code) in [("<c/>", "no-heading"), ("<c><v>1</v></c>", "table-too-big")] {
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\">{}</row></sheetData></worksheet>",
            cell.repeat(1_000_000)
        );
        put(root.path(), path, around(sheet.as_bytes()));
        assert_eq!(reported(root.path()), [code], "{cell}");
    }
    fs::remove_file(root.path().join(path)).unwrap();
    put(
        root.path(),
        "content/initiatives/b.csv",
        vec![b';'; 1_000_000],
    );
    assert_eq!(reported(root.path()), ["table-too-big"]);
    put(
        root.path(),
        "content/initiatives/b.csv",
        format!("Mã,Tên\n\"{}", "y".repeat(20 << 20)),
    );
    assert_eq!(reported(root.path()), ["no-heading", "table-too-big"][1..]);
    fs::remove_file(root.path().join("content/initiatives/b.csv")).unwrap();
    // Two cells of an .ods that say they are repeated through the whole sheet.
    let content = "<office:document-content><office:body><office:spreadsheet><table:table \
        table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        office:value-type=\"string\" \
        table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let mut ods = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content),
    ] {
        ods.start_file(name, SimpleFileOptions::default()).unwrap();
        ods.write_all(text.as_bytes()).unwrap();
    }
    put(
        root.path(),
        "content/initiatives/c.ods",
        ods.finish().unwrap().into_inner(),
    );
    assert_eq!(reported(root.path()), ["table-too-big"]);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_file_cut_off_anywhere_is_told_and_never_a_panic() {
    let whole = table("initiatives.xlsx");
    for name in ["initiatives.xlsx", "initiatives.ods", "initiatives.xls"] {
        let whole = if name.ends_with("xlsx") {
            whole.clone()
        } else {
            table(name)
        };
        let ending = name.rsplit_once('.').unwrap().1;
        for cut in (0..10).map(|tenth| whole.len() * tenth / 10) {
            let root = site();
            put(
                root.path(),
                &format!("content/initiatives/a.{ending}"),
                &whole[..cut],
            );
            let output = tiendo(root.path(), &["check", "--format", "json"]);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{name} cut at {cut}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(
                !String::from_utf8_lossy(&output.stderr).contains("panicked"),
                "{name} cut at {cut}"
            );
        }
    }
}

#[test]
fn the_same_table_gives_the_same_bytes_with_one_thread_or_four() {
    let root = site();
    let rows: String = (0..30_000)
        .map(|n| format!("{n:06},Tên {n},Đông Sơn,{}\n", n % 3))
        .collect();
    put(
        root.path(),
        "content/initiatives/a.csv",
        format!("Mã,Tên sáng kiến,Đơn vị,Giá trị làm lợi\n{rows}"),
    );
    build(root.path(), &["--jobs", "1"]);
    let one = bytes(&root.path().join("output"));
    fs::remove_dir_all(root.path().join("output")).unwrap();
    build(root.path(), &["--jobs", "4"]);
    assert!(one == bytes(&root.path().join("output")));
}

fn import(root: &Path, file: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = tiendo(root, &[&["import", file.to_str().unwrap()], args].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), text)
}

#[test]
fn an_import_shows_what_changes_and_writes_a_table_that_diffs_well() {
    let root = site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Xuất 31-05.xlsx");
    fs::write(&file, table("initiatives.xlsx")).unwrap();
    let before = bytes(root.path());
    let (code, text) = import(root.path(), &file, &["--dry-run"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("LĐLĐ thị xã Bỉm Sơn: 2 mới, 0 đổi, 0 mất")
            && text.contains("trước 0, sau 7"),
        "{text}"
    );
    assert!(bytes(root.path()) == before, "a dry run writes nothing");

    assert_eq!(import(root.path(), &file, &[]).0, Some(0));
    let target = root.path().join("content/initiatives/records.csv");
    let written = fs::read_to_string(&target).unwrap();
    let mut lines = written.lines();
    assert_eq!(
        lines.next(),
        Some(
            "\u{feff}Mã sáng kiến,Tên sáng kiến,Ngày nộp,Đơn vị,Nhóm,Tác giả,Trạng thái,Giá trị \
             làm lợi,Tóm tắt"
        )
    );
    assert_eq!(
        lines.nth(1),
        Some(
            "000124,Sổ theo dõi ca trực điện tử,2022-03-15,dong-son,n2,Trần Thị B; Lê Văn C,Hợp \
             lệ,1250000000,\"Bỏ sổ giấy, tra cứu nhanh hơn.\""
        )
    );
    let built = build(root.path(), &["--strict"]);
    assert_eq!(numbers(&built["tables"][0]), [7, 7, 0, 0, 0]);

    // The same records in another format change nothing.
    let csv = folder.path().join("b.csv");
    fs::write(&csv, table("windows1258-comma.csv")).unwrap();
    let (code, text) = import(root.path(), &csv, &["--to", "initiatives"]);
    assert!(
        code == Some(0) && text.contains("0 mới, 0 đổi, 0 mất"),
        "{text}"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), written);

    // One changed, one new, one gone.
    let edited = written
        .replace("Phiếu hẹn khám trực tuyến", "Phiếu hẹn khám qua mạng")
        .replace("\n000129,", "\n000130,");
    fs::write(&csv, &edited).unwrap();
    let (code, text) = import(root.path(), &csv, &["--dry-run"]);
    assert_eq!(code, Some(0));
    assert!(
        text.contains(
            "  ~ 000127 Phiếu hẹn khám qua mạng: Tên sáng kiến “Phiếu hẹn khám trực tuyến” → \
             “Phiếu hẹn khám qua mạng”"
        ),
        "{text}"
    );
    assert!(
        text.contains("  + 000130 Đèn báo") && text.contains("  = 000129 Đèn báo"),
        "{text}"
    );
    assert!(text.contains("1 mới, 1 đổi, 0 mất"), "{text}");

    // A table that takes the place of another and lost a row of seven is refused.
    fs::write(&csv, edited.lines().take(7).collect::<Vec<_>>().join("\n")).unwrap();
    let (code, text) = import(root.path(), &csv, &["--replace"]);
    assert!(code == Some(1) && text.contains("--yes"), "{text}");
    assert_eq!(fs::read_to_string(&target).unwrap(), written);
    let agreed = import(root.path(), &csv, &["--replace", "--yes"]);
    assert_eq!(agreed.0, Some(0));
    assert_eq!(fs::read_to_string(&target).unwrap().lines().count(), 7);
}

#[test]
fn an_import_with_faults_writes_only_the_rejected_rows() {
    let root = site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    fs::write(
        &file,
        "Mã;Tên sáng kiến;Đơn vị\n1;Một;Đông Sơn\n2;Hai;Nơi khác\n",
    )
    .unwrap();
    let (code, text) = import(root.path(), &file, &[]);
    assert!(
        code == Some(1) && text.contains("unknown-reference"),
        "{text}"
    );
    assert!(!root.path().join("content/initiatives").exists());
    assert!(root.path().join("rejects/a.csv.xlsx").is_file());
}

#[test]
fn reports_and_units_are_imported_by_their_headings() {
    let root = site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.xlsx");
    fs::write(&file, table("reports.xlsx")).unwrap();
    let (code, text) = import(root.path(), &file, &["--lang", "en", "--name", "quy-1"]);
    assert!(
        code == Some(0) && text.contains("Wrote content/reports/quy-1.csv"),
        "{text}"
    );
    let written = fs::read_to_string(root.path().join("content/reports/quy-1.csv")).unwrap();
    assert!(
        written.contains("2022-05-31,dong-son,2345678,2000000,Báo cáo tổng kết\n"),
        "{written}"
    );
    let units = folder.path().join("don vi.csv");
    fs::remove_file(root.path().join("content/units.yaml")).unwrap();
    fs::write(
        &units,
        "Mã đơn vị;Tên đơn vị;Cấp;Trực thuộc;Chỉ tiêu g1\nB;Đơn vị B;Cấp trên cơ \
         sở;Tỉnh;1.200\na;Tỉnh;Cấp tỉnh;;\n",
    )
    .unwrap();
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\nphases: [{id: g1, title: Giai đoạn 1, start: 2022-01-01, end: \
         2022-12-31}]\n",
    );
    let (code, text) = import(root.path(), &units, &["--to", "units"]);
    assert_eq!(code, Some(0), "{text}");
    let written = fs::read_to_string(root.path().join("content/units.csv")).unwrap();
    assert!(
        written.contains("b,Đơn vị B,Công đoàn cấp trên cơ sở,a,1200\n"),
        "{written}"
    );
}

#[test]
fn an_imported_revision_keeps_both_figures() {
    let root = site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bao cao.csv");
    let rows = "Ngày báo cáo;Đơn vị;Lũy kế đã nộp;Ngày sửa\n31/05/2022;Đông \
     Sơn;420;\n31/05/2022;Đông Sơn;412;10/06/2022\n";
    fs::write(&file, rows).unwrap();
    let (code, text) = import(
        root.path(),
        &file,
        &["--to", "reports", "--name", "thang-5"],
    );
    assert_eq!(code, Some(0), "{text}");
    let written = fs::read_to_string(root.path().join("content/reports/thang-5.csv")).unwrap();
    assert!(written.contains("2022-05-31,dong-son,,420\n"), "{written}");
    assert!(
        written.contains("2022-05-31,dong-son,2022-06-10,412\n"),
        "{written}"
    );
    assert_eq!(build(root.path(), &[])["summary"]["ok"], true);
}

#[test]
fn a_template_is_a_table_that_can_be_filled_in() {
    let root = site();
    for (name, folder, row) in [
        (
            "sang-kien.xlsx",
            "content/initiatives/a.xlsx",
            vec![
                ("Tên sáng kiến (*)", "Một"),
                ("Đơn vị (*)", "LĐLĐ huyện Đông Sơn"),
            ],
        ),
        (
            "don-vi.xlsx",
            "content/units.xlsx",
            vec![
                ("Mã", "moi"),
                ("Tên đơn vị (*)", "Mới"),
                ("Cấp (*)", "Cụm thi đua"),
                ("Cấp trên", "LĐLĐ tỉnh"),
            ],
        ),
    ] {
        let file = root.path().join(name);
        let made = tiendo(root.path(), &["template", file.to_str().unwrap()]);
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let first = fs::read(&file).unwrap();
        let again = tiendo(root.path(), &["template", file.to_str().unwrap()]);
        assert_eq!(
            again.status.code(),
            Some(1),
            "a file that is there is not overwritten"
        );
        fs::remove_file(&file).unwrap();
        tiendo(root.path(), &["template", file.to_str().unwrap()]);
        assert!(
            fs::read(&file).unwrap() == first,
            "the same content gives the same bytes"
        );
        put(root.path(), folder, &first);
        assert_eq!(
            reported(root.path()),
            [""; 0],
            "an empty template is not a problem"
        );

        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let headings: Vec<String> = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        let cells: Vec<&str> = headings
            .iter()
            .map(|h| {
                row.iter()
                    .find(|(heading, _)| heading == h)
                    .map_or("", |(_, cell)| *cell)
            })
            .collect();
        assert_eq!(
            cells.iter().filter(|cell| !cell.is_empty()).count(),
            row.len(),
            "{headings:?}"
        );
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        put(
            root.path(),
            folder,
            workbook(&[("A", &[&headings, &cells])]),
        );
        let built = build(root.path(), &["--strict"]);
        assert_eq!(built["summary"]["ok"], true, "{name}: {built}");
        let choices = book.worksheet_range("Danh mục").unwrap();
        assert!(
            choices
                .used_cells()
                .any(|(_, _, cell)| *cell == "Công đoàn ngành Giáo dục"),
            "{name}"
        );
    }
}

/// The cells of a text table.
fn cells(text: &[u8]) -> Vec<Vec<String>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    reader
        .records()
        .map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect())
        .collect()
}

/// Tables of another hand, with the records that they hold written down before any reader saw them.
#[test]
fn an_office_gets_the_records_it_wrote() {
    let expected = cells(&table("office/expected.csv"));
    for name in [
        "initiatives.xlsx",
        "initiatives.ods",
        "initiatives.xls",
        "utf8-bom-semicolon.csv",
        "utf16-tab.csv",
        "windows1258-comma.csv",
    ] {
        let root = site();
        let file = root.path().join(name);
        fs::write(&file, table(&format!("office/{name}"))).unwrap();
        let (code, text) = import(root.path(), &file, &[]);
        assert!(
            code == Some(0) && text.contains("15 dòng = 11 đăng + 0 bị loại + 1 trùng + 3 trống"),
            "{name}: {text}"
        );
        let found = cells(&fs::read(root.path().join("content/initiatives/records.csv")).unwrap());
        let at = |heading: &str| found[0].iter().position(|h| h == heading).unwrap();
        let order = [
            at("Mã sáng kiến"),
            at("Tên sáng kiến"),
            at("Đơn vị"),
            at("Nhóm"),
            at("Ngày nộp"),
            at("Giá trị làm lợi"),
            at("Trạng thái"),
            at("Tác giả"),
            at("Tóm tắt"),
        ];
        let status = |word: &str| match word {
            "Đã nộp" => "submitted".to_owned(),
            "Hợp lệ" => "valid".to_owned(),
            "Được công nhận" => "recognised".to_owned(),
            other => other.to_owned(),
        };
        let found: Vec<Vec<String>> = found[1..]
            .iter()
            .map(|row| order.iter().map(|column| status(&row[*column])).collect())
            .collect();
        assert_eq!(found, expected[1..], "{name}");
    }
}

#[test]
fn an_office_gets_its_reports_and_units() {
    let mut first = None;
    for name in ["reports.xlsx", "reports-utf8.csv"] {
        let root = site();
        let folder = tempfile::tempdir().unwrap();
        let units = folder.path().join("units.csv");
        fs::write(&units, table("office/units.csv")).unwrap();
        fs::remove_file(root.path().join("content/units.yaml")).unwrap();
        let (code, text) = import(root.path(), &units, &[]);
        assert!(
            code == Some(0) && text.contains("content/units.csv"),
            "{text}"
        );
        let giao_duc =
            "- {id: giao-duc, title: Công đoàn ngành Giáo dục, kind: upper, parent: tinh}\n";
        put(root.path(), "content/units.yaml", giao_duc);
        let file = folder.path().join(name);
        fs::write(&file, table(&format!("office/{name}"))).unwrap();
        let (code, text) = import(root.path(), &file, &[]);
        assert!(
            code == Some(0) && text.contains("4 dòng = 4 đăng"),
            "{name}: {text}"
        );
        let written = fs::read_to_string(root.path().join("content/reports/records.csv")).unwrap();
        assert!(written.contains(
            "2022-05-31,giao-duc,1028500,998750,\"Bảng \"\"Theo dõi tuần\"\", văn phòng\"\n"
        ));
        assert!(
            *first.get_or_insert_with(|| written.clone()) == written,
            "{name}"
        );
        assert_eq!(build(root.path(), &["--strict"])["summary"]["ok"], true);
    }
}

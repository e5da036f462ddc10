//! `tiendo import`: nothing that is there is lost, what changes is shown before it is written, and
//! `--undo` goes the way back.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;

use crate::common::{build, bytes, codes, put, tiendo};

const UNITS: &str = "- {id: tinh, title: LĐLĐ tỉnh, kind: province}
- {id: dong-son, title: LĐLĐ huyện Đông Sơn, short_title: Đông Sơn, kind: upper, parent: tinh}
- {id: bim-son, title: LĐLĐ thị xã Bỉm Sơn, short_title: Bỉm Sơn, kind: upper, parent: tinh}
- {id: giao-duc, title: Công đoàn ngành Giáo dục, short_title: Giáo dục, kind: upper, parent: tinh}
";

/// A site with a programme of two groups and four units.
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
        "id: p\ntitle: P\nrecords: examples\ncounted_from: 2022-01-01\nphases:\n  - {id: g1, \
         title: Giai đoạn 1, start: 2022-01-01, end: 2022-12-31, target: 5000}\n",
    );
    put(root.path(), "content/units.yaml", UNITS);
    root
}

fn problems(root: &Path) -> Vec<(String, String)> {
    codes(&tiendo(root, &["check", "--format", "json"]))
}

#[test]
fn texts_name_units_as_tables_do() {
    let root = site();
    put(
        root.path(),
        "content/news/mot.md",
        "---\ntitle: Tin của đơn vị\ndate: 2022-05-01\nunits: [LĐLĐ huyện Đông Sơn, CĐ Giáo \
         dục]\n---\nMột tin.\n",
    );
    put(
        root.path(),
        "content/initiatives/mot.md",
        "---\ntitle: Giá kệ\nunit: Bỉm Sơn\ndate: 2022-05-02\n---\nMột cải tiến.\n",
    );
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2022-05-31, unit: TX Bỉm Sơn, submitted: 40}\n",
    );
    assert_eq!(problems(root.path()), []);
    build(root.path(), &["--strict"]);
    let page = |path: &str| {
        fs::read_to_string(root.path().join("output").join(path).join("index.html")).unwrap()
    };
    assert!(page("don-vi/dong-son").contains("Tin của đơn vị"));
    assert!(page("don-vi/giao-duc").contains("Tin của đơn vị"));
    let data =
        |path: &str| fs::read_to_string(root.path().join("output/du-lieu").join(path)).unwrap();
    assert!(
        data("sang-kien.csv").contains(",bim-son,"),
        "{}",
        data("sang-kien.csv")
    );
    assert!(data("bao-cao.csv").contains("2022-05-31,p,bim-son,40"));
    // What is remembered has the name, not the id: the second build says the same.
    let first = bytes(&root.path().join("output"));
    put(
        root.path(),
        "content/pages/moi.md",
        "---\ntitle: Trang mới\n---\nMới.\n",
    );
    build(root.path(), &[]);
    fs::remove_file(root.path().join("content/pages/moi.md")).unwrap();
    build(root.path(), &[]);
    assert!(first == bytes(&root.path().join("output")));
    // The unit is called otherwise: a remembered initiative is reported again, at its place.
    put(
        root.path(),
        "content/units.yaml",
        UNITS.replace("Bỉm Sơn", "Bim Sơn"),
    );
    let reported = codes(&tiendo(root.path(), &["build", "--format", "json"]));
    assert_eq!(
        reported,
        [
            (
                "other-marks".to_owned(),
                "content/initiatives/mot.md".to_owned()
            ),
            (
                "other-marks".to_owned(),
                "content/reports/r.yaml".to_owned()
            ),
        ]
    );
}

#[test]
fn a_unit_without_a_figure_has_not_reported() {
    let root = site();
    put(
        root.path(),
        "content/reports/a.csv",
        "Ngày;Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ;Ghi chú\n31/05/2022;Đông Sơn;40;;\n31/05/2022;Bỉm \
         Sơn;;;chưa gửi\n31/05/2022;Giáo dục;;;\n",
    );
    assert_eq!(problems(root.path()), []);
    build(root.path(), &["--strict"]);
    let reports = fs::read_to_string(root.path().join("output/du-lieu/bao-cao.csv")).unwrap();
    assert_eq!(reports.lines().count(), 2, "{reports}");
}

/// Runs `import` and gives the exit code and all that was said.
fn import(root: &Path, file: &Path, args: &[&str]) -> (Option<i32>, String) {
    said(root, &[&["import", file.to_str().unwrap()], args].concat())
}

fn said(root: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = tiendo(root, args);
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), text)
}

/// A table outside of the site.
fn table(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    put(folder, name, text);
    folder.join(name)
}

fn records(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("content").join(path)).unwrap()
}

const MAY: &str = "Ngày;Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ\n31/05/2022;Đông \
 Sơn;400;300\n31/05/2022;Bỉm Sơn;200;\n";
const JUNE: &str = "Ngày;Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ\n30/06/2022;Đông \
 Sơn;420;310\n30/06/2022;Bỉm Sơn;;\n30/06/2022;CĐ Giáo dục;1.000;\n";

#[test]
fn next_month_comes_to_what_is_there() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let may = table(folder.path(), "thang 5.csv", MAY);
    let june = table(folder.path(), "thang 6.csv", JUNE);
    let (code, text) = import(root.path(), &may, &[]);
    assert!(code == Some(0) && text.contains("trước 0, sau 2"), "{text}");
    let (code, text) = import(root.path(), &june, &[]);
    assert_eq!(code, Some(0), "{text}");
    for line in [
        "  + LĐLĐ huyện Đông Sơn · 30/06/2022: Lũy kế đã nộp 400 → 420 (+20); Lũy kế hợp lệ 300 → \
         310 (+10) (lần trước: 31/05/2022)",
        "  + Công đoàn ngành Giáo dục · 30/06/2022: Lũy kế đã nộp 1.000",
        "Chưa báo cáo (1 đơn vị): LĐLĐ thị xã Bỉm Sơn",
        "Cả bảng: 2 mới, 0 đổi, 0 mất · trước 2, sau 4 bản ghi",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-05-31,dong-son,400,300\n")
            && written.contains("2022-05-31,bim-son,200,\n")
            && written.contains("2022-06-30,dong-son,420,310\n")
            && written.contains("2022-06-30,giao-duc,1000,\n"),
        "{written}"
    );
    assert_eq!(written.lines().count(), 5, "{written}");
    // Again, it changes nothing.
    let (code, text) = import(root.path(), &june, &[]);
    assert!(
        code == Some(0) && text.contains("không có gì để ghi"),
        "{text}"
    );
    assert_eq!(records(root.path(), "reports/records.csv"), written);
    build(root.path(), &["--strict"]);
}

#[test]
fn a_published_figure_that_changes_becomes_a_revision() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    let june = format!("{JUNE}31/05/2022;Đông Sơn;412;\n31/05/2022;Bỉm Sơn;200;150\n");
    let june = table(folder.path(), "b.csv", &june);
    let (code, text) = import(root.path(), &june, &[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains(
            "  ~ LĐLĐ huyện Đông Sơn · 31/05/2022: Lũy kế đã nộp 400 → 412 (+12) (đính chính, công \
             bố 30/06/2022; cả hai số đều được nêu)"
        ) && text.contains("LĐLĐ thị xã Bỉm Sơn · 31/05/2022: Lũy kế hợp lệ chưa có → 150")
            && text.contains("2 mới, 1 đổi, 0 mất, 1 đính chính"),
        "{text}"
    );
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-05-31,dong-son,,400,300\n")
            && written.contains("2022-05-31,dong-son,2022-06-30,412,300\n")
            && written.contains("2022-05-31,bim-son,,200,150\n"),
        "{written}"
    );
    // The same table again adds no second revision.
    let (_, text) = import(root.path(), &june, &[]);
    assert!(text.contains("không có gì để ghi"), "{text}");
    build(root.path(), &[]);
    let page = fs::read_to_string(root.path().join("output/don-vi/dong-son/index.html")).unwrap();
    assert!(page.contains("412") && page.contains("400"));

    // A figure that was never published is only put right.
    assert!(
        said(root.path(), &["import", "--undo"])
            .1
            .contains("Đã hoàn tác")
    );
    let (_, text) = import(root.path(), &june, &["--no-revision"]);
    assert!(text.contains("2 mới, 2 đổi, 0 mất ·"), "{text}");
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-05-31,dong-son,412,300\n"),
        "{written}"
    );
    // Another day may be said.
    said(root.path(), &["import", "--undo"]);
    import(root.path(), &june, &["--published", "05/07/2022"]);
    assert!(records(root.path(), "reports/records.csv").contains("dong-son,2022-07-05,412,300\n"));
}

#[test]
fn reports_of_other_files_are_not_said_twice() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    put(
        root.path(),
        "content/reports/tay.yaml",
        "- {as_of: 2022-05-31, unit: dong-son, submitted: 400, valid: 300}\n- {as_of: 2022-05-31, \
         unit: bim-son, submitted: 190}\n",
    );
    let file = table(folder.path(), "a.csv", MAY);
    let (code, text) = import(root.path(), &file, &[]);
    assert!(
        code == Some(0) && text.contains("Lũy kế đã nộp 190 → 200 (+10) (đính chính"),
        "{text}"
    );
    let written = records(root.path(), "reports/records.csv");
    assert_eq!(
        written,
        "\u{feff}Tính đến ngày,Đơn vị,Ngày công bố lại,Lũy kế đã \
         nộp\n2022-05-31,bim-son,2022-05-31,200\n"
    );
    build(root.path(), &["--strict"]);
}

#[test]
fn what_would_go_is_listed_and_needs_a_word() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    let before = bytes(root.path());
    let june = table(folder.path(), "b.csv", JUNE);
    let (code, text) = import(root.path(), &june, &["--replace", "--dry-run"]);
    assert!(
        code == Some(0)
            && text.contains("  - LĐLĐ huyện Đông Sơn · 31/05/2022")
            && text.contains("2 mất"),
        "{text}"
    );
    let (code, text) = import(root.path(), &june, &["--replace"]);
    assert!(code == Some(1) && text.contains("--yes"), "{text}");
    assert!(bytes(root.path()) == before, "nothing was written");
    assert_eq!(
        import(root.path(), &june, &["--replace", "--yes"]).0,
        Some(0)
    );
    assert_eq!(
        records(root.path(), "reports/records.csv").lines().count(),
        3
    );

    // As many as before, but others: the guard counts what goes.
    let other = JUNE
        .replace("Đông Sơn;420", "Bỉm Sơn;420")
        .replace("Bỉm Sơn;;", "Đông Sơn;;");
    let other = table(folder.path(), "c.csv", &other);
    let (code, text) = import(root.path(), &other, &["--replace"]);
    assert!(code == Some(1) && text.contains("1 mục"), "{text}");

    // A column that the normal form does not have would go too.
    let mut kept = records(root.path(), "reports/records.csv");
    kept = kept
        .replace("Lũy kế hợp lệ\n", "Lũy kế hợp lệ,Điện thoại trực\n")
        .replace("310\n", "310,x\n")
        .replace("1000,\n", "1000,,\n");
    put(root.path(), "content/reports/records.csv", &kept);
    let (code, text) = import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    assert!(
        code == Some(1) && text.contains("Điện thoại trực") && text.contains("sẽ mất"),
        "{text}"
    );
    assert_eq!(records(root.path(), "reports/records.csv"), kept);

    // A file with errors is not written over: what cannot be read would be lost.
    put(
        root.path(),
        "content/reports/records.csv",
        kept.replace("420", "bốn trăm"),
    );
    let (code, text) = import(root.path(), &table(folder.path(), "a.csv", MAY), &["--yes"]);
    assert!(
        code == Some(1)
            && text.contains("content/reports/records.csv")
            && text.contains("bad-number"),
        "{text}"
    );
}

#[test]
fn an_undo_leaves_content_as_it_was() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let content = |root: &Path| crate::common::bytes(&root.join("content"));
    assert_eq!(said(root.path(), &["import", "--undo"]).0, Some(1));
    let first = content(root.path());
    let folders = || root.path().join("content/reports").exists();
    import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    // Written by hand meanwhile: other line ends, other order.
    let by_hand = "Đơn vị;Tính đến ngày;Đã nộp\r\nĐông Sơn;31/05/2022;400\r\n";
    put(root.path(), "content/reports/records.csv", by_hand);
    put(
        root.path(),
        "content/reports/records.csv.yaml",
        "columns: {Đã nộp: submitted}\n",
    );
    let second = content(root.path());
    import(root.path(), &table(folder.path(), "b.csv", JUNE), &[]);
    assert!(
        !root
            .path()
            .join("content/reports/records.csv.yaml")
            .exists()
    );
    let kept = fs::read_dir(root.path().join(".tiendo/imports")).unwrap();
    let names: Vec<String> = kept
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        names.len() == 2
            && names
                .iter()
                .all(|name| name.len() == "2026-11-29-001".len()),
        "{names:?}"
    );
    build(root.path(), &[]);
    let (code, text) = said(root.path(), &["import", "--undo"]);
    assert!(code == Some(0) && text.contains("b.csv"), "{text}");
    assert!(content(root.path()) == second, "byte for byte");
    // What was edited after the import is not lost by an undo.
    let (code, text) = said(root.path(), &["import", "--undo"]);
    assert!(
        code == Some(1) && text.contains("records.csv đã được sửa"),
        "{text}"
    );
    assert!(content(root.path()) == second);
    fs::remove_file(root.path().join("content/reports/records.csv.yaml")).unwrap();
    assert_eq!(said(root.path(), &["import", "--undo", "--yes"]).0, Some(0));
    assert!(content(root.path()) == first && !folders());
    assert_eq!(said(root.path(), &["import", "--undo"]).0, Some(1));
}

#[test]
fn nothing_is_written_over_by_nothing() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    let before = bytes(root.path());
    for empty in [
        "Ngày;Đơn vị;Lũy kế đã nộp\n",
        "Ngày;Đơn vị;Lũy kế đã nộp\n30/06/2022;Đông Sơn;\n",
    ] {
        let file = table(folder.path(), "b.csv", empty);
        for args in [
            &["--to", "reports"][..],
            &["--to", "reports", "--replace", "--yes"],
        ] {
            let (code, text) = import(root.path(), &file, args);
            assert!(
                code == Some(1) && text.contains("không có bản ghi nào"),
                "{text}"
            );
            assert!(bytes(root.path()) == before);
        }
    }
    let (code, text) = import(root.path(), &folder.path().join("không có.csv"), &[]);
    assert!(code == Some(1) && text.contains("không có tệp"), "{text}");
    let (code, text) = import(root.path(), folder.path(), &[]);
    assert!(code == Some(1) && text.contains("là thư mục"), "{text}");
}

#[test]
fn initiatives_come_by_their_codes() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let first = "Mã;Tên sáng kiến;Đơn vị;Trạng thái;Tác giả\n001;Một;Đông Sơn;Đã nộp;Lê Văn \
                 A\n;Không mã;Đông Sơn;Đã nộp;\n;Trùng tên;Bỉm Sơn;Đã nộp;A\n;Trùng tên;Bỉm Sơn;Đã \
                 nộp;B\n";
    import(root.path(), &table(folder.path(), "a.csv", first), &[]);
    let second = "Mã;Tên sáng kiến;Đơn vị;Trạng thái\n001;Một;Đông Sơn;Hợp lệ\n002;Hai;Bỉm Sơn;Đã \
     nộp\n;Không mã;Đông Sơn;Hợp lệ\n";
    let (code, text) = import(root.path(), &table(folder.path(), "b.csv", second), &[]);
    assert!(
        code == Some(0)
            && text.contains("  ~ 001 Một: Trạng thái “Đã nộp” → “Hợp lệ”")
            && text.contains("  ~ Không mã: Trạng thái “Đã nộp” → “Hợp lệ”")
            && text.contains("  = Trùng tên (bảng không có; giữ nguyên)")
            && text.contains(
                "1 mới, 2 đổi, 0 mất, 2 không có trong bảng (giữ nguyên) · trước 4, sau 5"
            ),
        "{text}"
    );
    let written = records(root.path(), "initiatives/records.csv");
    assert!(
        written.contains("001,Một,dong-son,Lê Văn A,Hợp lệ\n"),
        "what the table leaves out stays: {written}"
    );
}

#[test]
fn units_need_no_ids() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    fs::remove_file(root.path().join("content/units.yaml")).unwrap();
    let first = "Tên đơn vị;Tên ngắn;Cấp;Cấp trên\nLĐLĐ tỉnh;;Cấp tỉnh;\nLĐLĐ huyện Đông Sơn;Đông \
     Sơn;Cấp trên cơ sở;LĐLĐ tỉnh\n";
    let file = table(folder.path(), "a.csv", first);
    let (code, text) = import(root.path(), &file, &["--to", "units"]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(
        records(root.path(), "units.csv"),
        "\u{feff}Mã,Tên đơn vị,Tên ngắn,Cấp,Cấp trên\nldld-huyen-dong-son,LĐLĐ huyện Đông Sơn,Đông \
         Sơn,Công đoàn cấp trên cơ sở,ldld-tinh\nldld-tinh,LĐLĐ tỉnh,,Cấp tỉnh,\n"
    );
    // An id that was given stays with its title, also as the parent of new units.
    let given = records(root.path(), "units.csv").replace("ldld-huyen-dong-son", "dong-son");
    put(root.path(), "content/units.csv", given);
    let second = "Tên đơn vị;Cấp;Cấp trên;Số đoàn viên\nLĐLĐ huyện Đông Sơn;Cấp trên cơ sở;LĐLĐ \
                  tỉnh;1.234\nCông ty May;Công đoàn cơ sở;Đông Sơn;\n";
    let file = table(folder.path(), "b.csv", second);
    let (code, text) = import(root.path(), &file, &["--to", "units"]);
    assert!(
        code == Some(0)
            && text.contains("  ~ dong-son LĐLĐ huyện Đông Sơn: Số đoàn viên chưa có → 1.234"),
        "{text}"
    );
    let written = records(root.path(), "units.csv");
    assert!(
        written.contains("cong-ty-may,Công ty May,,Công đoàn cơ sở,dong-son,\n")
            && written.contains(
                "dong-son,LĐLĐ huyện Đông Sơn,Đông Sơn,Công đoàn cấp trên cơ sở,ldld-tinh,1234\n"
            )
            && written.contains("ldld-tinh,"),
        "{written}"
    );
    assert_eq!(problems(root.path()), []);
    // Two of one title need ids.
    put(
        root.path(),
        "content/units.csv",
        "Tên đơn vị;Cấp;Cấp trên\nTỉnh;Cấp tỉnh;\nCông ty May;Cơ sở;Tỉnh\nCông ty may;Cơ \
         sở;Tỉnh\n日本;Cơ sở;Tỉnh\n",
    );
    let codes: Vec<String> = problems(root.path())
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, ["duplicate-id", "bad-id"]);
}

#[test]
fn a_table_without_ids_keeps_those_of_units_that_are_called_otherwise_now() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    fs::remove_file(root.path().join("content/units.yaml")).unwrap();
    put(
        root.path(),
        "content/units.csv",
        "Mã,Tên đơn vị,Tên ngắn,Cấp,Cấp trên,Mã địa bàn\nt,LĐLĐ tỉnh,,Cấp tỉnh,,\nds,LĐLĐ huyện \
         Đông Sơn,,Công đoàn cấp trên cơ sở,t,001\nbs,LĐLĐ thị xã Bỉm Sơn,,Công đoàn cấp trên cơ \
         sở,t,\nkt,Công đoàn KKT,Khu kinh tế,Công đoàn cấp trên cơ sở,t,\n",
    );
    // Another kind of place, another name of the place with its code, another title with its short
    // one, and one that is new.
    let now = "Tên đơn vị;Tên ngắn;Cấp;Cấp trên;Mã địa bàn\nLĐLĐ tỉnh;;Cấp tỉnh;;\nCông đoàn \
               phường Hàm Rồng;;Cấp trên cơ sở;LĐLĐ tỉnh;001\nLĐLĐ thành phố Bỉm Sơn;;Cấp trên cơ \
               sở;LĐLĐ tỉnh;\nCông đoàn Khu kinh tế Nghi Sơn;Khu kinh tế;Cấp trên cơ sở;LĐLĐ \
               tỉnh;\nCông đoàn ngành Y tế;;Cấp trên cơ sở;LĐLĐ tỉnh;\n";
    let file = table(folder.path(), "a.csv", now);
    let (code, text) = import(root.path(), &file, &["--to", "units"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("~ bs ") && text.contains("“LĐLĐ thị xã Bỉm Sơn” → “LĐLĐ thành phố Bỉm Sơn”"),
        "{text}"
    );
    let written = records(root.path(), "units.csv");
    for line in [
        "t,LĐLĐ tỉnh,",
        "ds,Công đoàn phường Hàm Rồng,",
        "bs,LĐLĐ thành phố Bỉm Sơn,",
        "kt,Công đoàn Khu kinh tế Nghi Sơn,Khu kinh tế,",
        "cong-doan-nganh-y-te,Công đoàn ngành Y tế,",
    ] {
        assert!(written.contains(&format!("\n{line}")), "{line}: {written}");
    }
    assert_eq!(written.lines().count(), 6, "{written}");
    assert_eq!(problems(root.path()), []);
}

#[test]
fn a_difference_fits_a_screen() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let mut units = UNITS.to_owned();
    for n in 1..=60 {
        units += &format!(
            "- {{id: u{n}, title: Công đoàn số {n}, kind: grassroots, parent: dong-son}}\n"
        );
    }
    put(root.path(), "content/units.yaml", &units);
    let rows = |day: &str, count: usize| -> String {
        (1..=60)
            .map(|n| format!("{day};Công đoàn số {n};{}\n", count + n))
            .collect()
    };
    let file = |day: &str, count: usize| {
        let text = format!("Ngày;Đơn vị;Lũy kế đã nộp\n{}", rows(day, count));
        table(folder.path(), "a.csv", &text)
    };
    import(root.path(), &file("31/05/2022", 100), &[]);
    let june = file("30/06/2022", 200);
    let (_, text) = import(root.path(), &june, &["--dry-run"]);
    assert!(text.contains("  … và 50 dòng nữa"), "{text}");
    assert!(text.lines().count() < 20, "{text}");
    let (_, text) = import(root.path(), &june, &["--dry-run", "--all"]);
    assert!(
        !text.contains('…') && text.matches("(+100)").count() == 60,
        "{text}"
    );
    let output = tiendo(
        root.path(),
        &["import", june.to_str().unwrap(), "--format", "json"],
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let import = &last["import"];
    assert_eq!(import["changes"].as_array().unwrap().len(), 60);
    assert_eq!(
        import["changes"][0],
        serde_json::json!({
            "fate": "new", "unit": "Công đoàn số 1", "record": "30/06/2022", "day": "2022-05-31",
            "cells": [{"heading": "Lũy kế đã nộp", "old": "101", "new": "201", "count": true}],
        })
    );
    assert_eq!(import["units"]["Công đoàn số 60"]["new"], 1);
    assert!(import["written"] == true && import["before"] == 60 && import["after"] == 120);
    assert!(
        import["kept"]
            .as_str()
            .unwrap()
            .starts_with(".tiendo/imports/")
    );
}

#[test]
fn rejected_rows_carry_what_was_said_of_their_table() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let text = "SK_ID;SK_NAME;Nội bộ;Ngày\n1;Một;x;01/02/2022\n2;Hai: \"nháy\";y;31/02/2022\n";
    let file = table(folder.path(), "he thong.csv", &text.replace('"', "”"));
    put(
        folder.path(),
        "he thong.csv.yaml",
        "columns: {SK_ID: code, SK_NAME: title}\nignore: [Nội bộ]\ndefaults: {unit: Đông Sơn}\n",
    );
    let (code, text) = import(root.path(), &file, &["--to", "initiatives"]);
    assert!(code == Some(1) && text.contains("bad-date"), "{text}");
    let rejects = root.path().join("rejects/he thong.csv.xlsx");
    let beside = root.path().join("rejects/he thong.csv.xlsx.yaml");
    assert_eq!(
        fs::read_to_string(&beside).unwrap(),
        "columns:\n  \"SK_ID\": \"code\"\n  \"SK_NAME\": \"title\"\ndefaults:\n  \"unit\": \"Đông \
         Sơn\"\nignore:\n  - \"Nội bộ\"\n"
    );
    // Put back as it is, it is read with the same eyes: only the day is wrong.
    let (code, text) = import(root.path(), &rejects, &["--to", "initiatives"]);
    assert!(
        code == Some(1)
            && text.contains("1 dòng = 0 đăng + 1 bị loại")
            && text.matches("lỗi[").count() == 1,
        "{text}"
    );
    // In content/ too, and what is right again leaves nothing behind.
    let mended = "SK_ID;SK_NAME;Nội bộ;Ngày\n2;Hai;y;28/02/2022\n";
    put(
        root.path(),
        "content/initiatives/b.csv",
        mended.replace("28/", "31/"),
    );
    put(
        root.path(),
        "content/initiatives/b.csv.yaml",
        "columns: {SK_ID: code, SK_NAME: title}\nignore: [Nội bộ]\ndefaults: {unit: Đông Sơn}\n",
    );
    tiendo(root.path(), &["build"]);
    assert!(
        root.path()
            .join("rejects/initiatives/b.csv.xlsx.yaml")
            .is_file()
    );
    put(root.path(), "content/initiatives/b.csv", mended);
    build(root.path(), &[]);
    assert!(!root.path().join("rejects/initiatives").exists());
}

/// The texts of the first sheet of a workbook.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = calamine::Reader::worksheet_range_at(&mut book, 0)
        .unwrap()
        .unwrap();
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

/// Puts right what is wrong with the rejected rows, and imports them by themselves, under any name.
fn corrected(root: &Path, rejects: &str, wrong: &str, right: &str) -> String {
    let mut rows = cells(&root.join(rejects));
    let wrong = |cell: &&mut String| **cell == wrong;
    let cell = rows.iter_mut().flatten().find(wrong);
    *cell.unwrap_or_else(|| panic!("{rejects}")) = right.to_owned();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let file = root.join("sua.xlsx");
    fs::write(&file, workbook(&[("Sheet1", &rows)])).unwrap();
    let beside = root.join(format!("{rejects}.yaml"));
    if beside.is_file() {
        fs::copy(beside, root.join("sua.xlsx.yaml")).unwrap();
    }
    let (code, text) = import(root, &file, &["--yes"]);
    let _ = fs::remove_file(root.join("sua.xlsx.yaml"));
    assert_eq!(code, Some(0), "{text}");
    text
}

#[test]
fn rejected_rows_carry_what_stands_above_them() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    // The day of the title, headings in two rows.
    let text = "Số liệu đến ngày 31/5/2022;;;\nTT;Đơn vị;Lũy kế;\n;;Nộp;Hợp lệ\n1;Đông \
     Sơn;45,5;3\n2;Bỉm Sơn;7;1\n";
    let file = table(folder.path(), "a.csv", text);
    assert_eq!(import(root.path(), &file, &["--to", "reports"]).0, Some(1));
    corrected(root.path(), "rejects/a.csv.xlsx", "45,5", "45");
    assert_eq!(
        records(root.path(), "reports/records.csv"),
        "\u{feff}Tính đến ngày,Đơn vị,Lũy kế đã nộp,Lũy kế hợp lệ\n2022-05-31,dong-son,45,3\n"
    );
    // The unit of the section, the unit of money above the table, the order of the days beside it,
    // and more authors in the rows below.
    let text = "ĐVT: triệu đồng;;;;\nSTT;Tên sáng kiến;Tác giả;Ngày nộp;Giá trị làm lợi\nI. LĐLĐ \
                huyện Đông Sơn;;;;\n1;Một;A;5/31/2022;1.5.2\n;;B;;\nII. Bỉm \
                Sơn;;;;\n1;Hai;C;5/30/2022;2\n";
    let file = table(folder.path(), "b.csv", text);
    put(folder.path(), "b.csv.yaml", "dates: month-first\n");
    assert_eq!(
        import(root.path(), &file, &["--to", "initiatives"]).0,
        Some(1)
    );
    corrected(root.path(), "rejects/b.csv.xlsx", "1.5.2", "1,5");
    let written = records(root.path(), "initiatives/records.csv");
    assert!(
        written.contains("Một,")
            && written.contains("2022-05-31,dong-son")
            && written.contains("1500000"),
        "{written}"
    );
    assert!(
        !written.contains("Hai") && written.lines().count() == 2,
        "{written}"
    );
}

/// A workbook of sheets with rows of texts; what is a number is written as one.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) if cell.is_empty() => continue,
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_can_be_named() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let rows = |day: &'static str, count: &'static str| {
        [
            vec!["Ngày", "Đơn vị", "Lũy kế đã nộp"],
            vec![day, "Đông Sơn", count],
        ]
    };
    let (may, june) = (rows("31/05/2022", "400"), rows("30/06/2022", "420"));
    let may: Vec<&[&str]> = may.iter().map(Vec::as_slice).collect();
    let june: Vec<&[&str]> = june.iter().map(Vec::as_slice).collect();
    let file = folder.path().join("a.xlsx");
    fs::write(&file, workbook(&[("T5", &may), ("T6", &june)])).unwrap();
    let (code, text) = import(root.path(), &file, &["--sheet", "T6"]);
    assert_eq!(code, Some(0), "{text}");
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-06-30,dong-son,420") && !written.contains("2022-05-31"),
        "{written}"
    );
    let (code, text) = import(root.path(), &file, &["--sheet", "T7"]);
    assert!(
        code == Some(1) && text.contains("T7") && text.contains("T5, T6"),
        "{text}"
    );
}

const FORM: [&[&str]; 11] = [
    &["LIÊN ĐOÀN LAO ĐỘNG TỈNH", "", "", "", ""],
    &["BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH", "", "", "", ""],
    &["(Số liệu tính đến hết ngày 31/5/2022)", "", "", "", ""],
    &["STT", "Đơn vị", "Lũy kế từ đầu chương trình", "", "Ghi chú"],
    &["", "", "Đã nộp", "Hợp lệ", ""],
    &["I", "Khối huyện, thị xã", "", "", ""],
    &["1", "H. Đông Sơn", "400", "300", ""],
    &["2", "TX. Bỉm Sơn", "200", "150", ""],
    &["II", "Khối ngành", "", "", ""],
    &["3", "CĐ ngành Giáo dục", "", "", "chưa gửi"],
    &["", "Tổng cộng", "600", "450", ""],
];

/// The monthly workbook of an office, with other figures for another month.
fn monthly(day: &str, dong_son: &str, giao_duc: &str) -> Vec<u8> {
    let title = format!("(Số liệu tính đến hết ngày {day})");
    let total = |own: &str, others: i64| {
        let own: i64 = own.parse().unwrap_or(0) + giao_duc.parse::<i64>().unwrap_or(0);
        (own + others).to_string()
    };
    let total = total(dong_son, 200);
    let mut rows: Vec<Vec<&str>> = FORM.iter().map(|row| row.to_vec()).collect();
    rows[2][0] = &title;
    rows[6][2] = dong_son;
    rows[9][2] = giao_duc;
    rows[10][2] = &total;
    rows.push(vec!["", "", "", "Người lập biểu", ""]);
    rows.push(vec!["", "", "", "Trần Thị B", ""]);
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    workbook(&[("Biểu 1", &rows)])
}

/// What the issue asks for: the workbook of an office as it is, read, agreed to, and next month
/// again without a question.
#[test]
fn a_monthly_workbook_is_read_as_it_is_and_remembered() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let before = bytes(&root.path().join("content"));
    let may = folder.path().join("Báo cáo tháng 5.2022.xlsx");
    fs::write(&may, monthly("31/5/2022", "400", "")).unwrap();
    let (code, text) = import(root.path(), &may, &["--explain"]);
    assert_eq!(code, Some(0), "{text}");
    for words in [
        "Hiểu là: báo cáo lũy kế · trang tính “Biểu 1” · tiêu đề ở dòng 4, 5",
        "Đơn vị → unit: ",
        "Đã nộp → submitted: 400; 200",
        "Chưa báo cáo (1 đơn vị): Công đoàn ngành Giáo dục",
        "Ngày của số liệu: 31/05/2022 (dòng trên bảng",
        "dòng tổng cộng “Tổng cộng",
        "tổng 600 khớp",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(
        bytes(&root.path().join("content")) == before,
        "--explain writes nothing"
    );
    let (code, text) = import(root.path(), &may, &[]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(
        records(root.path(), "reports/records.csv"),
        "\u{feff}Tính đến ngày,Đơn vị,Lũy kế đã nộp,Lũy kế hợp \
         lệ\n2022-05-31,bim-son,200,150\n2022-05-31,dong-son,400,300\n"
    );
    let form = records(root.path(), "forms/bao-cao.yaml");
    assert!(
        form.contains("to: reports\n") && form.contains("day: title\n"),
        "{form}"
    );
    assert_eq!(problems(root.path()), [], "{form}");
    let first = bytes(&root.path().join("content"));

    // Next month: the same headings, no word about how they are read.
    let june = folder.path().join("Báo cáo tháng 6.2022.xlsx");
    fs::write(&june, monthly("30/6/2022", "420", "35")).unwrap();
    let (code, text) = import(root.path(), &june, &[]);
    assert!(
        code == Some(0)
            && text.contains("Đọc theo biểu đã nhớ: content/forms/bao-cao.yaml")
            && !text.contains("Hiểu là"),
        "{text}"
    );
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-06-30,giao-duc,35,,chưa gửi\n")
            && written.contains("2022-05-31,dong-son,400,300,\n"),
        "{written}"
    );
    assert_eq!(
        records(root.path(), "forms/bao-cao.yaml"),
        form,
        "edits of a form would stay"
    );
    assert_eq!(said(root.path(), &["import", "--undo"]).0, Some(0));
    assert!(bytes(&root.path().join("content")) == first);
    assert_eq!(said(root.path(), &["import", "--undo"]).0, Some(0));
    assert!(
        bytes(&root.path().join("content")) == before,
        "byte for byte"
    );
    assert!(!root.path().join("content/forms").exists());
}

#[test]
fn a_form_may_be_edited_and_what_differs_is_said() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let rows: [&[&str]; 2] = [
        &[
            "Ngày",
            "Đơn vị",
            "Lũy kế đã nộp",
            "Hợp lệ (xã)",
            "Điện thoại",
        ],
        &["31/05/2022", "Đông Sơn", "400", "300", "x"],
    ];
    let file = folder.path().join("T5.22.xlsx");
    fs::write(&file, workbook(&[("A", &rows)])).unwrap();
    let (code, text) = import(root.path(), &file, &["--form", "huyen"]);
    assert_eq!(code, Some(0), "{text}");
    let form = records(root.path(), "forms/huyen.yaml");
    // What was left out is left out without a word next time; an editor knows better.
    assert!(
        form.contains("ignore:\n") && form.contains("\"Điện thoại\""),
        "{form}"
    );
    let edited = form
        .replace("    - \"Điện thoại\"\n", "")
        .replace("  columns:\n", "  columns:\n    \"Điện thoại\": \"note\"\n");
    put(root.path(), "content/forms/huyen.yaml", edited);
    let file = folder.path().join("T6.22.xlsx");
    let june: [&[&str]; 2] = [rows[0], &["30/06/2022", "Đông Sơn", "420", "310", "y"]];
    fs::write(&file, workbook(&[("A", &june)])).unwrap();
    let (code, text) = import(root.path(), &file, &[]);
    assert!(
        code == Some(0)
            && text.contains("biểu đã nhớ: content/forms/huyen.yaml")
            && !text.contains("unknown-column"),
        "{text}"
    );
    assert!(
        records(root.path(), "reports/records.csv").contains(",y\n"),
        "the edited form holds"
    );

    let other: [&[&str]; 2] = [
        &["Ngày", "Đơn vị", "Lũy kế đã nộp", "Ghi chú", "Điện thoại"],
        &["31/07/2022", "Đông Sơn", "430", "", "x"],
    ];
    let file = folder.path().join("T7.22.xlsx");
    fs::write(&file, workbook(&[("A", &other)])).unwrap();
    let (_, text) = import(root.path(), &file, &["--dry-run"]);
    assert!(
        text.contains("Khác biểu đã nhớ “huyen”: thêm cột Ghi chú · thiếu cột Hợp lệ (xã)"),
        "{text}"
    );
    let output = tiendo(
        root.path(),
        &[
            "import",
            file.to_str().unwrap(),
            "--explain",
            "--format",
            "json",
            "--form",
            "huyen",
        ],
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let import = &last["import"];
    assert_eq!(import["form"]["compared"], "huyen");
    assert_eq!(import["form"]["fewer"], serde_json::json!(["Hợp lệ (xã)"]));
    assert_eq!(import["understood"][0]["form"]["columns"][1]["key"], "unit");
    assert_eq!(import["written"], false);
}

#[test]
fn the_form_that_the_template_makes_is_read_back() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    import(root.path(), &table(folder.path(), "a.csv", MAY), &[]);
    let file = root.path().join("bao-cao.xlsx");
    let made = tiendo(root.path(), &["template", file.to_str().unwrap()]);
    assert!(made.status.success());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
    let range = calamine::Reader::worksheet_range_at(&mut book, 0)
        .unwrap()
        .unwrap();
    let cells: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let filled = |day: &str, figures: &[(&str, &str)]| -> Vec<u8> {
        let mut cells = cells.clone();
        for row in &mut cells {
            if let Some(at) = row
                .iter()
                .position(|cell| cell.starts_with("Số liệu tính đến"))
            {
                row[at + 1] = day.to_owned();
            }
            for (unit, count) in figures {
                if let Some(at) = row.iter().position(|cell| cell == unit) {
                    row[at + 1] = (*count).to_owned();
                }
            }
        }
        let rows: Vec<Vec<&str>> = cells
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        workbook(&[("Báo cáo", &rows)])
    };
    let june = folder.path().join("bieu.xlsx");
    let figures = [
        ("LĐLĐ huyện Đông Sơn", "420"),
        ("Công đoàn ngành Giáo dục", "30"),
    ];
    fs::write(&june, filled("30/06/2022", &figures)).unwrap();
    let (code, text) = import(root.path(), &june, &[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(!text.contains("cảnh báo[unknown-column"), "{text}");
    assert!(
        text.contains("Chưa báo cáo (1 đơn vị): LĐLĐ thị xã Bỉm Sơn"),
        "{text}"
    );
    let written = records(root.path(), "reports/records.csv");
    assert!(
        written.contains("2022-06-30,dong-son,420,\n")
            && written.contains("2022-06-30,giao-duc,30,\n"),
        "{written}"
    );
}

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
        "id: p\ntitle: P\nrecords: examples\ncounted_from: 2022-01-01\nphases:\n  - {id: g1, title: Giai đoạn 1, start: 2022-01-01, \
         end: 2022-12-31, target: 5000}\n",
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
        "---\ntitle: Tin của đơn vị\ndate: 2022-05-01\nunits: [LĐLĐ huyện Đông Sơn, CĐ Giáo dục]\n---\nMột tin.\n",
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
    let told = codes(&tiendo(root.path(), &["build", "--format", "json"]));
    assert_eq!(
        told,
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
        "Ngày;Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ;Ghi chú\n31/05/2022;Đông Sơn;40;;\n31/05/2022;Bỉm Sơn;;;chưa gửi\n\
         31/05/2022;Giáo dục;;;\n",
    );
    assert_eq!(problems(root.path()), []);
    build(root.path(), &["--strict"]);
    let reports = fs::read_to_string(root.path().join("output/du-lieu/bao-cao.csv")).unwrap();
    assert_eq!(reports.lines().count(), 2, "{reports}");
}

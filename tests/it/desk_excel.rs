//! The Excel lane of the desk: what `tiendo import` does, and nothing for others.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{bytes, copy, put, tiendo};
use crate::desk_client::{Answer, Desk, LINE, input_of, multipart, office, user, waiting};
use crate::{forms, tables};

const MONTH: &str = "Số liệu tính đến hết ngày 31/08/2023;;
Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ
Đông Sơn;120;100
Bỉm Sơn;80;60
";

fn table(desk: &Desk, (cookie, token): &(String, String), name: &str, bytes: &[u8]) -> Answer {
    let body = multipart(&[("token", token)], &[("file", name, bytes)]);
    desk.send_form("/excel", cookie, &body)
}

/// Sends a table and opens its page: its address and the page.
fn looked(desk: &Desk, who: &(String, String), name: &str, bytes: &[u8]) -> (String, String) {
    let sent = table(desk, who, name, bytes);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = desk.get(sent.location(), &who.0);
    assert_eq!(page.status, 200, "{}", page.body);
    (sent.location().to_owned(), page.body)
}

fn id(address: &str) -> &str {
    address.split_once("x=").unwrap().1
}

fn take(desk: &Desk, who: &(String, String), address: &str, page: &str) -> Answer {
    let pairs = [
        ("token", who.1.as_str()),
        ("x", id(address)),
        (
            "stamp",
            input_of(page, "stamp").unwrap_or_else(|| panic!("{page}")),
        ),
    ];
    desk.post("/excel/lay", &who.0, &pairs)
}

/// The files of content/.
fn content(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = bytes(root);
    all.retain(|path, _| path.starts_with("content/"));
    all
}

#[test]
fn forms_are_taken_as_import_takes_them_and_undone_byte_for_byte() {
    for name in [
        "ba-tang.xlsx",
        "bieu-thang-cu.xls",
        "dong-an.ods",
        "bang-phu.csv",
    ] {
        let form = fs::read(forms::folder().join(name)).unwrap();
        let root = forms::site();
        let other = tempfile::tempdir().unwrap();
        copy(root.path(), other.path());
        let before = content(root.path());
        let desk = Desk::local(root.path());
        let who = desk.enter();
        let (address, page) = looked(&desk, &who, name, &form);
        assert_eq!(
            content(root.path()),
            before,
            "{name}: a look writes nothing"
        );
        let taken = take(&desk, &who, &address, &page);
        assert_eq!(
            taken.location(),
            "/excel?xong=lay",
            "{name}: {}",
            taken.body
        );
        let file = forms::folder().join(name);
        let imported = tiendo(other.path(), &["import", "--yes", file.to_str().unwrap()]);
        assert!(imported.status.success(), "{name}");
        assert_eq!(content(root.path()), content(other.path()), "{name}");
        assert_ne!(content(root.path()), before, "{name}");
        assert_eq!(waiting(root.path()), Vec::<String>::new(), "{name}");
        let history = desk.get("/lich-su", &who.0).body;
        assert!(history.contains(name), "{history}");
        let undone = desk.post(
            "/excel/hoan-tac",
            &who.0,
            &[("token", &who.1), ("table", name)],
        );
        assert_eq!(undone.location(), "/excel?xong=hoan-tac", "{}", undone.body);
        assert_eq!(content(root.path()), before, "{name}");
    }
}

#[test]
fn a_figure_that_is_another_one_is_shown_and_becomes_a_revision() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (address, page) = looked(&desk, &who, "Tháng 8.csv", MONTH.as_bytes());
    assert!(page.contains("200 in all (rows: 2)"), "{page}");
    assert_eq!(take(&desk, &who, &address, &page).status, 303);
    let corrected = MONTH.replace("120;100", "118;100");
    let (address, page) = looked(&desk, &who, "Tháng 8.csv", corrected.as_bytes());
    assert!(page.contains("120 → 118 (−2)"), "{page}");
    assert!(page.contains("class=\"revised\""), "{page}");
    assert_eq!(take(&desk, &who, &address, &page).status, 303);
    let kept = fs::read_to_string(root.path().join("content/reports/records.csv")).unwrap();
    assert!(kept.contains("120") && kept.contains("118"), "{kept}");
    let history = desk.get("/lich-su", &who.0).body;
    assert!(history.contains("120 → 118 (−2)"), "{history}");
    let (_, page) = looked(&desk, &who, "Tháng 8.csv", corrected.as_bytes());
    assert!(
        !page.contains("action=\"/excel/lay\""),
        "nothing to take: {page}"
    );
}

#[test]
fn the_sheet_is_chosen_from_a_list() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let form = fs::read(forms::folder().join("bao-cao-thang-8.xlsx")).unwrap();
    let (address, page) = looked(&desk, &who, "a.xlsx", &form);
    for sheet in ["Biểu tháng 8", "Hướng dẫn"] {
        assert!(
            page.contains(&format!("<option value=\"{sheet}\">")),
            "{page}"
        );
    }
    let pairs = [
        ("token", who.1.as_str()),
        ("x", id(&address)),
        ("sheet", "Hướng dẫn"),
    ];
    assert_eq!(desk.post("/excel/chon", &who.0, &pairs).status, 303);
    let page = desk.get(&address, &who.0).body;
    assert!(
        page.contains("<option value=\"Hướng dẫn\" selected>"),
        "{page}"
    );
    assert!(
        !page.contains("action=\"/excel/lay\""),
        "no figures there: {page}"
    );
    let (_, page) = looked(&desk, &who, "a.csv", MONTH.as_bytes());
    assert!(
        !page.contains("name=\"sheet\""),
        "a text has no sheets: {page}"
    );
}

#[test]
fn what_is_wrong_is_shown_at_its_cell_and_not_taken() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let wrong = MONTH.replace("80;60", "8O;60");
    let before = content(root.path());
    let (address, page) = looked(&desk, &who, "Tháng 8.csv", wrong.as_bytes());
    assert!(page.contains("B4"), "{page}");
    assert!(page.contains("<q>8O</q>"), "{page}");
    assert!(
        !page.contains("Write: 8"),
        "what was meant is not known: {page}"
    );
    assert!(page.contains("<td class=\"bad\">8O<small>"), "{page}");
    assert!(!page.contains("action=\"/excel/lay\""), "{page}");
    let pairs = [
        ("token", who.1.as_str()),
        ("x", id(&address)),
        ("stamp", input_of(&page, "stamp").unwrap_or_default()),
    ];
    assert_eq!(desk.post("/excel/lay", &who.0, &pairs).status, 409);
    assert_eq!(content(root.path()), before);
    let left = desk.post("/excel/bo", &who.0, &pairs[..2]);
    assert_eq!(left.location(), "/excel?xong=bo");
    assert_eq!(waiting(root.path()), Vec::<String>::new());
    assert_eq!(content(root.path()), before);
}

#[test]
fn a_column_is_chosen_where_it_is_not_known() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let odd = "Đơn vị;Ngày chốt;Con số A;Ý kiến\nĐông Sơn;31/08/2023;120;tốt\n";
    let (address, page) = looked(&desk, &who, "a.csv", odd.as_bytes());
    assert!(page.contains("Con số A"), "{page}");
    let input = |page: &str, heading: &str| {
        let label = format!("aria-label=\"{heading}:");
        let before = page.split(&label).next().unwrap();
        let name = before.rsplit("name=\"").next().unwrap();
        name.split('"').next().unwrap().to_owned()
    };
    let choose = |pairs: &[(&str, &str)]| {
        let mut all = vec![("token", who.1.as_str()), ("x", id(&address))];
        all.extend(pairs);
        let chosen = desk.post("/excel/chon", &who.0, &all);
        assert_eq!(chosen.location(), address, "{}", chosen.body);
        desk.get(&address, &who.0).body
    };
    let page = choose(&[("to", "reports")]);
    let (day, figure, remark) = (
        input(&page, "Ngày chốt"),
        input(&page, "Con số A"),
        input(&page, "Ý kiến"),
    );
    let page = choose(&[
        ("to", "reports"),
        (&day, "as_of"),
        (&figure, "submitted"),
        (&remark, "-"),
    ]);
    let taken = take(&desk, &who, &address, &page);
    assert_eq!(taken.location(), "/excel?xong=lay", "{}", taken.body);
    let kept = fs::read_to_string(root.path().join("content/reports/records.csv")).unwrap();
    assert!(
        kept.contains("2023-08-31") && kept.contains("120"),
        "{kept}"
    );
    // The form is remembered: next month's file needs no choice.
    let next = odd.replace("31/08/2023;120", "30/09/2023;140");
    let (_, page) = looked(&desk, &who, "b.csv", next.as_bytes());
    assert!(page.contains("120 → 140"), "{page}");
}

#[test]
fn only_editors_and_only_their_own_tables() {
    let root = forms::site();
    for (name, role) in [("hoa", "writer"), ("lan", "editor"), ("mai", "editor")] {
        user(root.path(), name, role, "mật khẩu dài 1");
    }
    let desk = office(root.path());
    let writer = desk.log_in("hoa", "mật khẩu dài 1");
    assert_eq!(desk.get("/excel", &writer.0).status, 403);
    assert_eq!(table(&desk, &writer, "a.csv", MONTH.as_bytes()).status, 403);
    assert_eq!(waiting(root.path()), Vec::<String>::new());
    let lan = desk.log_in("lan", "mật khẩu dài 1");
    let mai = desk.log_in("mai", "mật khẩu dài 1");
    let (address, page) = looked(&desk, &lan, "a.csv", MONTH.as_bytes());
    assert_eq!(desk.get(&address, &mai.0).status, 404);
    assert_eq!(take(&desk, &mai, &address, &page).status, 404);
    assert_eq!(take(&desk, &writer, &address, &page).status, 403);
    let undo = [("token", writer.1.as_str()), ("table", "a.csv")];
    assert_eq!(take(&desk, &lan, &address, &page).status, 303);
    assert_eq!(desk.post("/excel/hoan-tac", &writer.0, &undo).status, 403);
}

#[test]
fn forged_forms_leave_nothing() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let file: (&str, &str, &[u8]) = ("file", "a.csv", MONTH.as_bytes());
    for fields in [
        &[][..],
        &[("token", "0")],
        &[("x", "1"), ("token", who.1.as_str())],
    ] {
        let sent = desk.send_form("/excel", &who.0, &multipart(fields, &[file]));
        assert_eq!(sent.status, 403, "{fields:?}: {}", sent.body);
    }
    let body = multipart(&[("token", &who.1)], &[file]);
    assert_eq!(
        desk.send_form("/excel", "", &body).status,
        403,
        "no session"
    );
    let elsewhere = format!(
        "Cookie: {}\r\nOrigin: https://evil.example\r\nContent-Type: multipart/form-data; \
         boundary={LINE}\r\n",
        who.0
    );
    assert_eq!(desk.send("POST", "/excel", &elsewhere, &body).status, 403);
    assert_eq!(desk.send_form("/dang", &who.0, &body).status, 415);
    let cut = &body[..body.len() - 60];
    assert_eq!(desk.send_form("/excel", &who.0, cut).status, 400);
    assert_eq!(waiting(root.path()), Vec::<String>::new());
}

#[test]
fn names_and_ids_stay_below_their_folder() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let before = content(root.path());
    for name in [
        "../../../content/reports/evil.csv",
        "..\\..\\evil.csv",
        "/etc/evil.csv",
        "about.json/evil.csv",
    ] {
        let (_, page) = looked(&desk, &who, name, MONTH.as_bytes());
        assert!(page.contains("<h1>evil.csv</h1>"), "{page}");
    }
    let kept = waiting(root.path());
    let tables = kept.iter().filter(|path| path.ends_with("/evil.csv"));
    assert_eq!(tables.count(), 4, "{kept:?}");
    for name in ["evil.html", "evil", ".csv/", "a.csv.exe"] {
        assert_eq!(table(&desk, &who, name, b"a;b").status, 422, "{name}");
    }
    assert_eq!(
        table(&desk, &who, "a.csv", b"").status,
        422,
        "an empty file"
    );
    for x in ["..", "../tables", "%2e%2e", "0", &"a".repeat(64)] {
        assert_eq!(
            desk.get(&format!("/excel?x={x}"), &who.0).status,
            404,
            "{x}"
        );
    }
    assert_eq!(content(root.path()), before);
}

#[cfg(unix)]
#[test]
fn a_link_in_content_is_not_written_through() {
    let root = forms::site();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("content/reports")).unwrap();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (address, page) = looked(&desk, &who, "a.csv", MONTH.as_bytes());
    let pairs = [
        ("token", who.1.as_str()),
        ("x", id(&address)),
        ("stamp", input_of(&page, "stamp").unwrap_or_default()),
    ];
    assert_eq!(desk.post("/excel/lay", &who.0, &pairs).status, 409);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn too_large_files_are_refused_and_not_kept() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let large = vec![b'a'; 100 << 20];
    let sent = table(&desk, &who, "a.csv", &large);
    assert_eq!(sent.status, 413, "{}", sent.body);
    assert!(sent.body.contains("50 MB"), "in words: {}", sent.body);
    assert_eq!(waiting(root.path()), Vec::<String>::new());
}

#[test]
fn bombs_and_broken_workbooks_are_reported_in_words() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let before = content(root.path());
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    sheet.resize(64 << 20, b' ');
    let bomb = tables::around(&sheet);
    let begun = std::time::Instant::now();
    let files: [(&str, &[u8]); 3] = [
        ("bomb.xlsx", &bomb),
        ("broken.xlsx", b"PK\x03\x04 nothing"),
        ("broken.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing"),
    ];
    for (name, bytes) in files {
        let (_, page) = looked(&desk, &who, name, bytes);
        assert!(page.contains("class=\"error\""), "{name}: {page}");
        assert!(!page.contains("action=\"/excel/lay\""), "{name}: {page}");
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert_eq!(content(root.path()), before);
}

#[test]
fn who_decides_late_sees_the_change_first() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (address, page) = looked(&desk, &who, "Tháng 8.csv", MONTH.as_bytes());
    let table = "Tính đến ngày,Đơn vị,Lũy kế đã nộp\n2023-08-31,dong-son,7\n";
    put(root.path(), "content/reports/records.csv", table);
    let late = take(&desk, &who, &address, &page);
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.body.contains("7 → 120"), "{}", late.body);
    let kept = fs::read_to_string(root.path().join("content/reports/records.csv")).unwrap();
    assert_eq!(kept, table);
    assert_eq!(take(&desk, &who, &address, &late.body).status, 303);
}

#[test]
fn an_undo_never_loses_what_was_written_since() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (address, page) = looked(&desk, &who, "a.csv", MONTH.as_bytes());
    assert_eq!(take(&desk, &who, &address, &page).status, 303);
    let file = root.path().join("content/reports/records.csv");
    let mut text = fs::read_to_string(&file).unwrap();
    text.push_str("2023-08-31,giao-duc,5,\n");
    fs::write(&file, &text).unwrap();
    let mut pairs = vec![("token", who.1.as_str()), ("table", "a.csv")];
    let asked = desk.post("/excel/hoan-tac", &who.0, &pairs);
    assert_eq!(asked.status, 409);
    assert!(asked.body.contains("name=\"force\""), "{}", asked.body);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    pairs.push(("force", "1"));
    assert_eq!(desk.post("/excel/hoan-tac", &who.0, &pairs).status, 303);
    assert!(!file.exists());
    assert_eq!(
        desk.post("/excel/hoan-tac", &who.0, &pairs).status,
        403,
        "nothing is left"
    );
}

#[test]
fn a_table_waits_for_a_day() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (address, _) = looked(&desk, &who, "a.csv", MONTH.as_bytes());
    let about = root
        .path()
        .join(".tiendo/desk/tables")
        .join(id(&address))
        .join("about.json");
    let mut value: serde_json::Value = serde_json::from_slice(&fs::read(&about).unwrap()).unwrap();
    assert!(desk.get("/excel", &who.0).body.contains(id(&address)));
    value["time"] = (value["time"].as_u64().unwrap() - 25 * 3600).into();
    fs::write(&about, value.to_string()).unwrap();
    assert!(!desk.get("/excel", &who.0).body.contains(id(&address)));
    assert_eq!(waiting(root.path()), Vec::<String>::new());
}

#[test]
fn a_table_that_arrives_is_not_taken_for_one_that_was_left_behind() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let (cookie, _) = desk.enter();
    let tables = root.path().join(".tiendo/desk/tables");
    let (arriving, killed) = (tables.join("a".repeat(64)), tables.join("b".repeat(64)));
    for folder in [&arriving, &killed] {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("a.csv"), MONTH).unwrap();
    }
    let days = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 3600);
    fs::File::open(&killed).unwrap().set_modified(days).unwrap();
    desk.get("/excel", &cookie);
    assert!(arriving.join("a.csv").exists());
    assert!(!killed.exists());
}

#[test]
fn ten_tables_of_a_person_wait() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let file = [("file", "a.csv", MONTH.as_bytes())];
    let mut newest = String::new();
    for _ in 0..12 {
        let body = multipart(&[("token", who.1.as_str())], &file);
        let sent = desk.send_form("/excel", &who.0, &body);
        newest = sent.location().to_owned();
    }
    let tables = fs::read_dir(root.path().join(".tiendo/desk/tables"));
    assert_eq!(tables.unwrap().count(), 10);
    assert_eq!(desk.get(&newest, &who.0).status, 200, "the newest is kept");
}

#[test]
fn what_a_table_says_is_text_in_the_page() {
    let root = forms::site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let script = "<script>alert(1)</script>";
    let text = format!(
        "{script} 31/08/2023\nĐơn vị;Lũy kế đã nộp;{script};Lũy kế hợp lệ\nĐông Sơn;{script};\
         \"\"\"><img src=x onerror=alert(2)>\";1\n{script};5;6;7\nTổng cộng {script};9;;\n"
    );
    let (address, page) = looked(&desk, &who, "a&amp;'<i>.csv", text.as_bytes());
    for word in ["<script>alert", "<img src=x", "<i>"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    let pairs = [
        ("token", who.1.as_str()),
        ("x", id(&address)),
        ("to", "reports"),
        ("sheet", script),
        ("day", script),
        ("target", "../../x"),
        ("c0", script),
    ];
    assert_eq!(desk.post("/excel/chon", &who.0, &pairs).status, 303);
    let page = desk.get(&address, &who.0).body;
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains("content/reports/x.csv"), "{page}");
}

//! People: no one is named who did not agree, whatever record they are in.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use crate::common::{build, bytes, codes, put, small, tiendo};

const UNITS: &str = "- id: tinh\n  title: Tỉnh\n  kind: province\n  chair: {name: Trần Giấu \
     Tên}\n- id: a\n  title: A\n  kind: upper\n  parent: tinh\n  chair: {name: Lê Đồng Ý, consent: \
     true}\n";
const PROGRAMME: &str = "id: p\ntitle: P\nrecords: examples\nphases:\n  - {id: g1, title: G, \
     start: 2022-01-01, end: 2022-12-31, target: 10}\ncontact: {name: Phạm Giấu Tên, consent: \
     false}\n";

fn site(root: &Path, authors: &str) {
    let site = format!("title: Thử\ninitiatives: {{authors: {authors}, detail_pages: all}}\n");
    put(root, "content/site.yaml", site);
    put(root, "content/units.yaml", UNITS);
    put(root, "content/programmes/p.yaml", PROGRAMME);
}

fn has(root: &Path, name: &str) -> bool {
    let files = bytes(&root.join("output"));
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(name);
    files.values().any(holds)
}

#[test]
fn chairs_and_contacts_are_named_by_the_same_rule_as_authors() {
    let root = tempfile::tempdir().unwrap();
    let named =
        || ["Trần Giấu Tên", "Phạm Giấu Tên", "Lê Đồng Ý"].map(|name| has(root.path(), name));
    site(root.path(), "consented");
    build(root.path(), &[]);
    assert_eq!(named(), [false, false, true]);
    site(root.path(), "none");
    build(root.path(), &[]);
    assert_eq!(named(), [false, false, false]);
    site(root.path(), "all");
    build(root.path(), &[]);
    assert_eq!(named(), [true, true, true]);
}

#[test]
fn each_author_of_a_row_answers_for_themselves() {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), "consented");
    let table = |answers: &str| {
        let text = format!(
            "Tên sáng kiến;Đơn vị;Tác giả;Đồng ý nêu tên\nMáy ép;a;\"Hà Một, Hà \
             Hai\";\"{answers}\"\n"
        );
        put(root.path(), "content/initiatives/a.csv", text);
    };
    table("có; không");
    build(root.path(), &[]);
    assert!(has(root.path(), "Hà Một") && !has(root.path(), "Hà Hai"));
    table("có; có");
    build(root.path(), &[]);
    assert!(has(root.path(), "Hà Một") && has(root.path(), "Hà Hai"));
    table("không");
    build(root.path(), &[]);
    assert!(!has(root.path(), "Hà Một") && !has(root.path(), "Hà Hai"));
    table("có");
    let refused = tiendo(root.path(), &["build", "--quiet", "--format", "json"]);
    let reported = String::from_utf8_lossy(&refused.stdout).into_owned();
    assert!(
        !refused.status.success() && reported.contains("consent-for-each"),
        "{reported}"
    );
}

#[test]
fn a_message_says_which_number_without_giving_it_away() {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), "consented");
    put(
        root.path(),
        "content/pages/a.md",
        "---\ntitle: Trang\n---\nGọi 0912 345 678.\n",
    );
    let reported = tiendo(root.path(), &["check", "--format", "json", "--quiet"]);
    let reported = String::from_utf8_lossy(&reported.stdout).into_owned();
    assert!(
        reported.contains("091•••••78") && !reported.contains("0912345678"),
        "{reported}"
    );
    assert!(reported.contains("contacts"), "{reported}");
}

#[test]
fn a_name_without_consent_is_in_no_text_of_its_record_and_in_no_message() {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), "consented");
    let record = |title: &str, consent: bool| {
        let text = format!(
            "---\ntitle: {title}\nunit: a\nfeatured: true\nauthors:\n  - {{name: Vũ Thị Kín, \
             consent: {consent}}}\n---\nChữ.\n"
        );
        put(root.path(), "content/initiatives/m.md", text);
    };
    let check = || {
        let reported = tiendo(root.path(), &["check", "--format", "json", "--quiet"]);
        String::from_utf8_lossy(&reported.stdout).into_owned()
    };
    record("Máy của vũ thị kín", false);
    let reported = check();
    assert!(reported.contains("named-without-consent"), "{reported}");
    assert!(
        reported.contains("V.T.K.") && !reported.contains("Vũ Thị Kín"),
        "{reported}"
    );
    // What a build remembers is no way around it.
    assert!(!tiendo(root.path(), &["build", "--quiet"]).status.success());
    assert!(!tiendo(root.path(), &["build", "--quiet"]).status.success());
    record("Máy của Vũ Thị Kín", true);
    build(root.path(), &[]);
    assert!(has(root.path(), "Vũ Thị Kín"));
    record("Máy của Vũ Thị Kín", false);
    site(root.path(), "none");
    assert!(check().contains("named-without-consent"));
    site(root.path(), "all");
    assert!(!check().contains("named-without-consent"));
    build(root.path(), &[]);
    site(root.path(), "consented");
    assert!(!tiendo(root.path(), &["build", "--quiet"]).status.success());
}

/// A document of Word whose author is in its properties, and whose change somebody else made.
fn word() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        (
            "docProps/core.xml",
            "<c><dc:creator>Hồ Giấu Tên</dc:creator></c>",
        ),
        (
            "word/document.xml",
            "<w:ins w:author=\"Đỗ Sửa Bài\">Chữ</w:ins>",
        ),
    ];
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn published_documents_name_nobody_or_say_whom() {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), "consented");
    put(root.path(), "content/static/a.docx", word());
    put(
        root.path(),
        "content/static/b.pdf",
        "%PDF-1.4\n<< /Author (Vu GiauTen) >>",
    );
    let checked = tiendo(root.path(), &["check", "--format", "json", "--quiet"]);
    let reported = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        reported.contains("Đ.S.B.")
            && !reported.contains("Sửa Bài")
            && !reported.contains("Giấu Tên"),
        "{reported}"
    );
    let expected = (
        "names-inside".to_owned(),
        "content/static/a.docx".to_owned(),
    );
    assert!(codes(&checked).contains(&expected), "{reported}");
    build(root.path(), &[]);
    let files = bytes(&root.path().join("output"));
    let mut document = zip::ZipArchive::new(Cursor::new(&files["media/static/a.docx"])).unwrap();
    let core = std::io::read_to_string(document.by_name("docProps/core.xml").unwrap()).unwrap();
    assert!(!core.contains("Giấu Tên"), "{core}");
    assert!(!has(root.path(), "GiauTen") && files["media/static/b.pdf"].starts_with(b"%PDF"));
}

#[test]
fn no_output_of_a_build_has_a_planted_number_or_name() {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), "consented");
    let head = "---\ntitle: Máy của Vũ Thị Kín\nunit: a\n";
    let person = "authors: [{name: Vũ Thị Kín, consent: false, consnt: 1}]\n";
    put(
        root.path(),
        "content/initiatives/m.md",
        format!(
            "{head}{person}---\nGọi Vũ Thị Kín, 0912 345 678 hoặc kin@nha.example, số 038 099 001 \
             234.\n"
        ),
    );
    put(
        root.path(),
        "content/pages/b.md",
        "---\ntitle: Trang\nslug: Gọi 0912345678\n---\n[a](tel:0912345678) [b](@/0912345678.md) \
         ![c](0912345678.jpg)\n",
    );
    put(root.path(), "content/static/a.docx", word());
    put(
        root.path(),
        "content/static/f.mp4",
        b"xxxx\xa9xyz\0\0\0\0+19.8067+105.7852/",
    );
    put(
        root.path(),
        "content/initiatives/t.csv",
        "Mã,Tên sáng kiến,Đơn vị,Tác giả,Đồng ý\nS1,Máy gọi 0912.345.678,A,Vũ Thị \
         Kín,không\nS2,Máy,0912345678,Vũ Thị Kín,0912345678\n",
    );
    let report = root.path().join("report.html");
    let mut reported = String::new();
    for arguments in [
        &["check"][..],
        &["check", "--lang", "en"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["build", "--report", report.to_str().unwrap()],
    ] {
        let output = tiendo(root.path(), arguments);
        reported += &String::from_utf8_lossy(&output.stdout);
        reported += &String::from_utf8_lossy(&output.stderr);
    }
    reported += &std::fs::read_to_string(&report).unwrap();
    for code in [
        "personal-data",
        "named-without-consent",
        "names-inside",
        "unknown-key",
    ] {
        assert!(reported.contains(code), "{code}: {reported}");
    }
    let digits = |line: &str| {
        line.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    for line in reported.lines() {
        for secret in [
            "912345678",
            "987654321",
            "038099001234",
            "198067",
            "1057852",
        ] {
            assert!(!digits(line).contains(secret), "{line}");
        }
        for secret in ["Thị Kín", "thị kín", "Sửa Bài", "kin@nha"] {
            assert!(!line.contains(secret), "{line}");
        }
    }
}

#[test]
fn tables_areas_and_drawings_that_are_published_are_read() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let site = root.path().join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap() + "contacts: ['0237 385 2369']\n";
    fs::write(&site, text).unwrap();
    let long = format!(
        "{{\"a\":[{}], \"tel\": \"0912.345.678\"}}",
        "105.0912345678,".repeat(30_000)
    );
    let files = [
        (
            "static/danh-sach.csv",
            "ten,dt\nA,\"0912 345 678\"\nB,038099001234\n".to_owned(),
        ),
        ("static/nguoi.csv", "ho,ten\nngười giấu,Tên\n".to_owned()),
        ("static/vung.geojson", long),
        (
            "static/so-do.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\n\
            <text>a@b.vn</text></svg>"
                .to_owned(),
        ),
        (
            "static/van-phong.csv",
            "ten,dt,x\nVP,02373852369,105.0912345678\n".to_owned(),
        ),
    ];
    for (file, text) in &files {
        put(root.path(), &format!("content/{file}"), text);
    }
    for command in ["check", "build"] {
        let output = tiendo(root.path(), &[command, "--format", "json"]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let problems: Vec<serde_json::Value> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|problem: &serde_json::Value| problem["code"].is_string())
            .collect();
        let found: Vec<(&str, &str, u64)> = problems
            .iter()
            .map(|problem| {
                let text = |key: &str| problem[key].as_str().unwrap();
                (
                    text("file"),
                    text("code"),
                    problem["line"].as_u64().unwrap(),
                )
            })
            .collect();
        let expected = [
            ("content/static/danh-sach.csv", "personal-data", 2),
            ("content/static/danh-sach.csv", "personal-data", 3),
            ("content/static/nguoi.csv", "named-without-consent", 2),
            ("content/static/so-do.svg", "personal-data", 2),
            ("content/static/vung.geojson", "personal-data", 1),
        ];
        assert_eq!(found, expected, "{command}");
        assert!(
            !text.contains("345 678") && !text.contains("038099001234"),
            "{text}"
        );
    }
}

#[test]
fn markup_hides_no_number_and_no_name() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let people = |body: &str| {
        let head =
            "---\ntitle: Máy\nunit: a\nfeatured: true\nauthors:\n  - {name: Trần Văn Giấu}\n---\n";
        put(
            root.path(),
            "content/initiatives/a.md",
            format!("{head}{body}\n"),
        );
        let output = tiendo(root.path(), &["check", "--format", "json"]);
        codes(&output)
            .into_iter()
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
    };
    for body in [
        "Gọi 0912<span lang=\"vi\">345</span>678.",
        "Gọi 0912[345](@/news/mot.md)678.",
        "<p>0912<b\ntitle=\"a\">345</b>678</p>",
    ] {
        assert_eq!(people(body), ["personal-data"], "{body}");
    }
    for body in [
        "Của Trần <b>Văn</b> Giấu.",
        "Của Trần [Văn](@/news/mot.md) Giấu.",
        "<p>Tr&#7847;n V&#259;n Gi&#7845;u</p>",
        "Tr&#7847;n V&#259;n Gi&#7845;u",
    ] {
        assert_eq!(people(body), ["named-without-consent"], "{body}");
    }
    for body in [
        "| a | b |\n|--|--|\n| 0912 | 345678 |\n| [037](@/news/mot.md) | 852369 |\n",
        "<table><tr><td>038</td><td>099001234</td></tr><tr><td>0912</td><td>345678</td></tr></table>",
        "Năm [2021](@/news/mot.md), 123456[^1]7890.\n\n[^1]: 0912\n",
    ] {
        assert_eq!(people(body), [""; 0], "{body}");
    }
    assert_eq!(
        people("Của Trần <b>Văn</b> Khác, {{ figure metric=\"submitted\" phase=\"g1\" }}"),
        [""; 0]
    );
}

//! What a clerk does wrong, and what she is answered: where, what, and what to do, in words that she
//! knows. And what a site holds: each file is published or reported, and what is held back is nowhere.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{bytes, copy, files_with, put, small, tiendo, tree};

/// A mistake: the file, its text, the name of the problem, the line (0 for a whole file), and what the
/// answer says.
type Mistake = (&'static str, &'static str, &'static str, u64, &'static str);

const MISTAKES: [Mistake; 22] = [
    (
        "content/tin-tuc/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n",
        "unknown-file",
        0,
        "Chuyển tệp vào content/news/",
    ),
    (
        "content/news/tin.md.txt",
        "x",
        "unknown-file",
        0,
        "Đổi tên tệp thành “tin.md”",
    ),
    (
        "content/news/anh.heic",
        "x",
        "unknown-file",
        0,
        "lưu lại thành .jpg",
    ),
    (
        "content/news/so-lieu.xlsx",
        "x",
        "unknown-file",
        0,
        "content/reports/",
    ),
    ("content/tai-lieu.docx", "x", "unknown-file", 0, "Word"),
    (
        "content/news/a.md",
        "---\ntitle: \"Bàn tay vàng\" năm nay\ndate: 2022-01-01\n---\n",
        "yaml",
        2,
        "nháy đơn: title: '\"Bàn tay vàng\" năm nay'",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\n\tdate: 2022-01-01\n---\n",
        "yaml",
        3,
        "dấu Tab",
    ),
    (
        "content/news/a.md",
        "---\ntitle: Hội nghị: tổng kết\ndate: 2022-01-01\n---\n",
        "yaml",
        2,
        "nháy đơn: title: 'Hội nghị: tổng kết'",
    ),
    (
        "content/news/a.md",
        "title: A\ndate: 2022-01-01\n",
        "front-matter-missing",
        1,
        "---",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\nBài viết.\n",
        "front-matter-unclosed",
        1,
        "---",
    ),
    (
        "content/news/a.md",
        "---\ntiêu đề: A\ndate: 2022-01-01\n---\n",
        "unknown-key",
        2,
        "Viết title: thay cho tiêu đề:",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\nngày: 2022-01-01\n---\n",
        "unknown-key",
        3,
        "Viết date: thay cho ngày:",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 31/02/2022\n---\n",
        "bad-date",
        3,
        "31/05/2022",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\nunits: [tih]\n---\n",
        "unknown-reference",
        4,
        "Có phải “Tỉnh”?",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n![Ảnh](anh-mat.jpg)\n",
        "missing-media",
        5,
        "anh-mat.jpg",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n![Ảnh](IMG_1.HEIC)\n",
        "missing-media",
        5,
        "HEIC",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n[x](@/pages/gioi-thiu.md)\n",
        "broken-link",
        5,
        "@/pages/gioi-thieu.md",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n| a | b |\n| - | - |\n| 1 | 2 | 3 |\n",
        "table-cells",
        7,
        "3 ô",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\ntags: [😱]\n---\n",
        "tag-needs-slug",
        4,
        "content/site.yaml",
    ),
    (
        "content/reports/s.yaml",
        "- {as_of: 2022-06-30, unit: tinh, submitted: 151}\n",
        "report-conflict",
        1,
        "content/reports/r.yaml",
    ),
    (
        "content/reports/s.yaml",
        "- {as_of: 2022-05-31, unit: tinh, submitted: 1.5}\n",
        "bad-number",
        1,
        "1.5",
    ),
    (
        "content/reports/s.yaml",
        "- as_of: 2022-05-31\n  unit: tinh\n  submitted:\n",
        "empty-report",
        1,
        "báo cáo",
    ),
];

#[test]
fn each_common_mistake_is_answered_in_words_that_a_clerk_knows() {
    let mut wrong = Vec::new();
    for (file, text, code, line, says) in MISTAKES {
        let root = tempfile::tempdir().unwrap();
        small(root.path());
        put(root.path(), file, text);
        let output = tiendo(root.path(), &["check", "--format", "json"]);
        let told: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|told: &Value| told["code"] == code)
            .collect();
        let [answer] = told.as_slice() else {
            wrong.push(format!(
                "{file} {text:?}: {code} is told {} times\n{}",
                told.len(),
                String::from_utf8_lossy(&output.stdout)
            ));
            continue;
        };
        let words = format!(
            "{} {}",
            answer["message_vi"].as_str().unwrap(),
            answer["help_vi"].as_str().unwrap()
        );
        // The whole of it, to be read one after another: cargo test clerk -- --nocapture.
        println!("{file}:{} {words}", answer["line"]);
        if !words.contains(says) || answer["line"].as_u64().unwrap_or(0) != line {
            wrong.push(format!("{file} {text:?}: {} {words}", answer["line"]));
        }
        for jargon in [
            "docs/",
            "YAML",
            "UTF-8",
            "front matter",
            "expected",
            "error",
            "mapping",
            "scalar",
        ] {
            if words.contains(jargon) {
                wrong.push(format!("{file}: “{jargon}” in: {words}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// All that a site says of its files, and all that it published, as one text each.
fn built(root: &Path) -> (String, String) {
    let output = tiendo(root, &["build", "--format", "json"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let mut published = String::new();
    for (path, bytes) in bytes(&root.join("output")) {
        published.push_str(&path);
        published.push('\n');
        published.push_str(&String::from_utf8_lossy(&bytes).replace('\u{a0}', " "));
    }
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        published,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[test]
fn each_file_of_each_site_is_published_or_reported() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut roots: Vec<tempfile::TempDir> = Vec::new();
    for site in fs::read_dir(sites).unwrap() {
        let root = tempfile::tempdir().unwrap();
        copy(
            &site.unwrap().path().join("content"),
            &root.path().join("content"),
        );
        roots.push(root);
    }
    let own = tempfile::tempdir().unwrap();
    small(own.path());
    put(
        own.path(),
        "content/news/nhap.md",
        "---\ntitle: Bản chưa xong\ndate: 2022-01-01\ndraft: true\n---\n",
    );
    put(own.path(), "content/media/thua.pdf", "%PDF-1.4");
    put(own.path(), "content/thua.txt", "x");
    roots.push(own);
    let mut lost = Vec::new();
    for root in &roots {
        let (told, published) = built(root.path());
        for (path, (bytes, _)) in tree(&root.path().join("content")) {
            let text = String::from_utf8_lossy(&bytes);
            let titles: Vec<&str> = text
                .lines()
                .filter_map(|line| line.trim_start_matches("- ").trim().strip_prefix("title: "))
                .map(|title| title.trim_matches(['"', '\'']))
                .collect();
            let shown =
                |title: &&str| published.contains(*title) || published.contains(&escaped(title));
            let seen = !titles.is_empty() && titles.iter().all(shown);
            // Reports and tables have no titles: their rows are figures, whose balance is told.
            let figures = path.starts_with("reports/")
                || path.starts_with("snapshots/")
                || path.starts_with("units.");
            let sidecar = path.ends_with(".csv.yaml") || path.ends_with(".xlsx.yaml");
            if !seen
                && !told.contains(&format!("content/{path}"))
                && !figures
                && !sidecar
                && !titles.is_empty()
            {
                lost.push(format!("{} {path}", root.path().display()));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn what_is_planted_and_held_back_is_in_no_file_of_the_output() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let site =
        "title: Thử\nbase_url: https://tin.example/a\nas_of: 2022-07-01\nlanguages: [vi, en]\n";
    put(root.path(), "content/site.yaml", site);
    put(root.path(), "content/site.en.yaml", "title: Try\n");
    for (name, head) in [
        ("nhap-zzbimat", "date: 2022-01-01\ndraft: true"),
        ("sau-zzbimat", "date: 2022-08-01"),
        ("het-zzbimat", "date: 2022-01-01\npublish_to: 2022-02-01"),
        ("tu-zzbimat", "date: 2022-01-01\npublish_from: 2022-09-01"),
    ] {
        let text = format!(
            "---\ntitle: Zzbimat {name}\n{head}\ntags: [zzbimat]\ncategory: Zzbimat\nsummary: zzbimat\naliases: [cu/zzbimat.html]\n---\n\
             zzbimat PHONE [tệp](zzbimat.pdf)\n"
        );
        put(
            root.path(),
            &format!("content/news/{name}.md"),
            text.replace("cu/zz", &format!("cu/{name}-zz")).replace(
                "PHONE",
                if name == "nhap-zzbimat" {
                    "0912345678"
                } else {
                    ""
                },
            ),
        );
        put(
            root.path(),
            &format!("content/news/{name}.en.md"),
            "---\ntitle: Zzbimat\n---\nzzbimat\n",
        );
    }
    put(root.path(), "content/news/zzbimat.pdf", "%PDF zzbimat");
    put(
        root.path(),
        "content/pages/zzbimat.md",
        "---\ntitle: Zzbimat\ndraft: true\n---\nzzbimat\n",
    );
    put(
        root.path(),
        "content/initiatives/zzbimat.md",
        "---\ntitle: Zzbimat\nunit: a\ndraft: true\n---\nzzbimat\n",
    );
    put(
        root.path(),
        "content/initiatives/k.md",
        "---\ntitle: Khuôn\nunit: a\nfeatured: true\nauthors: [{name: Zzbimat Văn Kín, role: zzbimat}]\n---\nx\n",
    );
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    for word in ["zzbimat", "0912345678"] {
        let found = files_with(&root.path().join("output"), word);
        assert!(found.is_empty(), "{word}: {found:?}");
    }
}

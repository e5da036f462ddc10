//! What a clerk does wrong, and what she is answered: where, what, and what to do, in words that
//! she knows. And what a site holds: each file is published or reported, and what is held back is
//! nowhere.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{bytes, files_with, files_with_any, put, small, tiendo, tree};
use crate::specimens;

/// A mistake: the file, its text, the name of the problem, the line (0 for a whole file), and what
/// the answer says.
type Mistake = (&'static str, &'static str, &'static str, u64, &'static str);

const MISTAKES: [Mistake; 30] = [
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
        "\n---\ntitle: A\ndate: 2022-01-01\n---\n",
        "front-matter-missing",
        1,
        "dòng trống",
    ),
    (
        "content/news/a.md",
        "———\ntitle: A\ndate: 2022-01-01\n———\n",
        "front-matter-missing",
        1,
        "gạch dài",
    ),
    (
        "content/news/a.md",
        "---\ntitle:A\ndate: 2022-01-01\n---\n",
        "yaml",
        2,
        "Viết: title: A",
    ),
    (
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\nimage: anh.jpg\n---\n",
        "wrong-type",
        4,
        "{src: anh.jpg, alt:",
    ),
    (
        "content/news/a.md",
        "PK\u{3}\u{4}\0\0x",
        "nul-byte",
        0,
        "Word, Excel",
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
        "viết đủ: 1500",
    ),
    (
        "content/reports/s.yaml",
        "- {as_of: 2022-05-31, unit: tinh, submitted: 60.0}\n",
        "bad-number",
        1,
        "Viết: 60",
    ),
    (
        "content/reports/s.yaml",
        "- as_of: 2022-05-31\n  unit: tinh\n  submitted: 170.324 lượt\n",
        "bad-number",
        3,
        "Viết: 170324",
    ),
    (
        "content/reports/s.yaml",
        "- as_of: 2062-05-31\n  unit: tinh\n  submitted: 151\n",
        "later-than-today",
        1,
        "2062",
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
        let answer: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|answer: &Value| answer["code"] == code)
            .collect();
        let [answer] = answer.as_slice() else {
            wrong.push(format!(
                "{file} {text:?}: {code} is reported {} times\n{}",
                answer.len(),
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
            "khóa",
            "byte",
        ] {
            if words.contains(jargon) {
                wrong.push(format!("{file}: “{jargon}” in: {words}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A text without entities, markup between words, and blanks of other kinds.
fn plain(text: &str) -> String {
    let mut text = text.replace(['\u{a0}', '\u{202f}'], " ");
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, sign);
    }
    text
}

/// All that readers get of a site as text, without markup.
fn published(output: &Path) -> String {
    let mut text = String::new();
    for (path, bytes) in bytes(output) {
        text.push_str(&path);
        text.push('\n');
        if [".html", ".csv", ".xml"]
            .iter()
            .any(|end| path.ends_with(end))
        {
            // Vietnamese names inside English sentences are marked as such.
            let page = String::from_utf8_lossy(&bytes).replace("<span lang=\"vi\">", "");
            text.push_str(&plain(&page.replace("</span>", "")));
            text.push('\n');
        }
    }
    text
}

/// Long enough to be found for what it is.
const LONG: usize = 12;

/// The texts of a YAML value.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() >= LONG && text.contains(' ') => {
            found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(map) => map.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

/// The figures of reports: lines of the open data that each has to be in, by day and count.
fn reported(value: &Value, found: &mut Vec<(String, String)>) {
    for report in value.as_array().into_iter().flatten() {
        let day = report["as_of"].as_str().unwrap_or_default();
        for count in [&report["submitted"], &report["valid"]] {
            if let Some(count) = count.as_i64() {
                found.push((day.to_owned(), count.to_string()));
            }
        }
    }
}

/// What a file of content/ brings: texts, and figures by day.
fn brought(path: &str, text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (mut texts, mut figures) = (Vec::new(), Vec::new());
    let yaml = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    if let Some((head, body)) = text
        .strip_prefix("---\n")
        .filter(|_| path.ends_with(".md"))
        .and_then(|text| text.split_once("\n---"))
    {
        strings(&yaml(head), &mut texts);
        // Runs of words without marks; figures and links break them.
        for run in body.split(|c: char| !(c.is_alphanumeric() || c == ' ' || c == ',')) {
            let run = run.trim_matches([' ', ',']);
            if run.chars().count() >= 2 * LONG && !body.contains("{{") {
                texts.push(run.to_owned());
            }
        }
    } else if path.ends_with(".csv") {
        let sign = if text.contains(';') { ';' } else { ',' };
        for row in text.lines().skip(1) {
            let cells: Vec<&str> = row.split(sign).map(|cell| cell.trim_matches('"')).collect();
            let words = cells
                .iter()
                .filter(|cell| cell.chars().count() >= LONG && cell.contains(' '));
            texts.extend(words.map(|cell| (*cell).to_owned()));
            if path.starts_with("reports/") {
                let parts: Vec<&str> = cells[0].split('/').collect();
                if let [day, month, year] = parts[..] {
                    figures.push((format!("{year}-{month}-{day}"), cells[2].replace('.', "")));
                }
            }
        }
    } else if path.ends_with(".yaml") {
        for document in text.split("\n---\n") {
            let value = yaml(document);
            strings(&value, &mut texts);
            if path.starts_with("reports/") {
                reported(&value, &mut figures);
            }
        }
    }
    (texts, figures)
}

#[test]
fn each_file_and_record_of_each_site_is_published_or_reported() {
    let mut lost = Vec::new();
    let mut looked = 0;
    for site in specimens::built() {
        let output = site.root.path().join("output");
        let shown = published(&output);
        let reports = fs::read_to_string(output.join("du-lieu/bao-cao.csv")).unwrap_or_default();
        for (path, (bytes, _)) in tree(&site.root.path().join("content")) {
            if site.report.contains(&format!("\"content/{path}\"")) {
                continue;
            }
            looked += 1;
            let text = plain(&String::from_utf8_lossy(&bytes));
            let (texts, figures) = brought(&path, &text);
            for text in &texts {
                let translated = path == "site.en.yaml"; // names of sections that may be empty
                let planted = specimens::PLANTED.contains(&text.as_str());
                if !translated && !planted && !shown.contains(text.as_str()) {
                    lost.push(format!("{} {path}: {text}", site.name));
                }
            }
            for (day, count) in &figures {
                let row = |line: &str| {
                    line.starts_with(day.as_str()) && line.split(',').any(|cell| cell == count)
                };
                if !reports.lines().any(row) {
                    lost.push(format!("{} {path}: {count} of {day}", site.name));
                }
            }
            let media = [".jpg", ".png", ".webp", ".pdf"]
                .iter()
                .any(|end| path.ends_with(end));
            let stem = path
                .trim_start_matches("media/")
                .rsplit_once('.')
                .unwrap()
                .0;
            if media && !shown.contains(&format!("media/{stem}.")) {
                lost.push(format!("{} {path}: no file", site.name));
            }
        }
    }
    assert!(looked > 100, "{looked}");
    assert!(lost.is_empty(), "{}\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn what_is_planted_in_each_site_is_in_no_file_of_its_output() {
    let photos = [
        specimens::photos::jpeg(),
        specimens::photos::png(),
        specimens::photos::webp(),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (number, photo) in photos.into_iter().enumerate() {
        put(folder.path(), &format!("{number}"), photo);
    }
    let seen = files_with_any(folder.path(), &["19.80751"]);
    assert_eq!(seen.len(), 3, "what is planted can be found: {seen:?}");
    let mut found = Vec::new();
    for site in specimens::built() {
        let output = site.root.path().join("output");
        for (path, word) in files_with_any(&output, &specimens::PLANTED) {
            found.push(format!("{} {path}: {word}", site.name));
        }
        // Places that are numbers, not text.
        for (path, bytes) in bytes(&output) {
            let holds = |mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
            let picture = ["jpg", "png", "webp"].iter().any(|end| path.ends_with(end));
            // Pictures of charts are drawn by the program, which writes their terms into them.
            let is_chart = path.contains("du-lieu/bieu-do/");
            let marks: &[&[u8]] = &[b"Exif", b"eXIf", b"EXIF"];
            let holds_any = marks.iter().any(|mark| holds(mark));
            if picture && (holds_any || (!is_chart && holds(b"xmpmeta"))) {
                found.push(format!("{} {path}: metadata", site.name));
            }
        }
        for file in [
            "news/zz-nhap.md",
            "news/zz-sau.md",
            "news/zz-het.md",
            "media/zz-thua.pdf",
        ] {
            if !site.report.contains(file) {
                found.push(format!("{} does not say {file}", site.name));
            }
        }
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
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
            "---\ntitle: Zzbimat {name}\n{head}\ntags: [zzbimat]\ncategory: Zzbimat\nsummary: \
             zzbimat\naliases: [cu/zzbimat.html]\n---\nzzbimat PHONE [tệp](zzbimat.pdf)\n"
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
        "---\ntitle: Khuôn\nunit: a\nfeatured: true\nauthors: [{name: Zzbimat Văn Kín, role: \
         zzbimat}]\n---\nx\n",
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

/// The English words that are in a Vietnamese message outside of quotes, names and options. Behind
/// “·” the program repeats what it says in English.
fn english(message: &str) -> Vec<String> {
    let words = [
        "the",
        "is",
        "are",
        "not",
        "cannot",
        "error",
        "found",
        "such",
        "invalid",
        "expected",
        "unexpected",
        "failed",
        "denied",
        "exists",
        "or",
        "of",
        "os",
        "unknown",
        "at",
        "line",
        "while",
        "must",
        "be",
    ];
    let mut found = Vec::new();
    for line in message.lines() {
        let line = line.split(" · ").next().unwrap_or_default();
        let mut quoted = 0;
        let outside: String = line
            .chars()
            .filter(|c| {
                quoted += i32::from(*c == '“') - i32::from(*c == '”');
                quoted == 0 && *c != '”'
            })
            .collect();
        let bare = outside
            .split([' ', ';', ',', ':', '(', ')'])
            .filter(|word| words.contains(&word.to_lowercase().as_str()));
        found.extend(bare.map(|word| format!("{word}: {line}")));
    }
    found
}

#[test]
fn what_the_machine_says_in_english_is_said_in_vietnamese() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(root.path(), "tep", "x");
    put(root.path(), "a.xlsx", "x");
    put(root.path(), "b.xlsx", "PK\u{3}\u{4}xxxx");
    put(root.path(), "c.ods", "PK\u{3}\u{4}xxxx");
    let file = |name: &str| root.path().join(name).to_str().unwrap().to_owned();
    let [tep, a, b, c] = ["tep", "a.xlsx", "b.xlsx", "c.ods"].map(file);
    let [none, inside] = ["khong-co.xlsx", "tep/x"].map(file);
    let commands: Vec<Vec<&str>> = vec![
        vec!["build", "--output", &tep],
        vec!["build", "--output", &inside],
        vec!["build", "--report", &inside],
        vec!["build", "--jobs", "x"],
        vec!["build", "--as-of", "31/02/2022"],
        vec!["build", "--base-url", "thu"],
        vec!["build", "--host", "khong"],
        vec!["build", "--strct"],
        vec!["check", "--report", &inside],
        vec!["check", "--format", "xml"],
        vec!["import", &none],
        vec!["import", &a],
        vec!["import", &b],
        vec!["import", &c],
        vec!["import", root.path().to_str().unwrap()],
        vec!["deploy", &inside],
        vec!["deploy", "git@github.com:a/b.git"],
        vec!["deploy", "https://thu.vn/"],
        vec!["serve", "--port", "99999"],
        vec!["serve", "--port", "x"],
        vec!["rollback"],
    ];
    let mut wrong = Vec::new();
    for command in commands {
        let output = tiendo(root.path(), &command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && !said.is_empty(), "{command:?}");
        wrong.extend(
            english(&said)
                .into_iter()
                .map(|word| format!("{command:?} {word}")),
        );
    }
    // Files that libraries read.
    let files: [(&str, &[u8]); 9] = [
        ("content/media/a.svg", b"<svg><g>"),
        ("content/media/b.jpg", b"x"),
        ("content/media/c.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("content/media/d.gif", b"GIF89a"),
        ("content/media/e.webp", b"RIFFxxxxWEBP"),
        ("content/maps/m.geojson", b"{\"type\": \"x\""),
        ("content/maps/m.yaml", b"edition: x\n"),
        ("content/initiatives/t.xlsx", b"PK\x03\x04xxxx"),
        ("content/news/nhi-phan.md", b"\0\xff\xfe"),
    ];
    for (path, bytes) in files {
        put(root.path(), path, bytes);
    }
    let pictures = "![a](media/a.svg) ![b](media/b.jpg) ![c](media/c.png) ![d](media/d.gif) \
     ![e](media/e.webp)";
    put(
        root.path(),
        "content/news/anh.md",
        format!("---\ntitle: Ảnh\ndate: 2022-01-01\n---\n{pictures}\n"),
    );
    put(
        root.path(),
        "themes/x/templates/home.html",
        "{{ shell.title | la }}",
    );
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/a\ntheme: x\n",
    );
    for (path, text) in [
        ("themes/x/templates/home.html", "{{ shell.title | la }}"),
        ("themes/x/templates/home.html", "{% if %}"),
        ("themes/x/templates/home.html", "{{ khong.co }}"),
        ("themes/x/assets/style.css", "}}} x {{{"),
    ] {
        put(root.path(), path, text);
        let output = tiendo(root.path(), &["check", "--format", "json"]);
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(answer.lines().count() > 5, "{answer}");
        for problem in answer
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        {
            for part in ["message_vi", "help_vi"] {
                let text = problem[part].as_str().unwrap_or_default();
                wrong.extend(english(text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let seen = english("lỗi: /x: No such file or directory (os error 2)");
    assert_eq!(seen.len(), 4, "{seen:?}");
}

//! What search engines and shared links say of a page: on every page of every specimen site.

use std::collections::BTreeMap;
use std::fs;

use crate::common::{build, bytes, put, small};
use crate::specimens;

/// The text between two marks, with its entities as characters.
fn between<'t>(html: &'t str, before: &str, after: &str) -> Option<std::borrow::Cow<'t, str>> {
    let start = html.find(before)? + before.len();
    let part = &html[start..start + html[start..].find(after)?];
    Some(quick_xml::escape::unescape(part).unwrap())
}

fn description(html: &str) -> Option<std::borrow::Cow<'_, str>> {
    between(html, "<meta name=\"description\" content=\"", "\"")
}

#[test]
fn every_page_says_something_of_its_own() {
    let mut wrong = Vec::new();
    for site in specimens::built() {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (path, bytes) in bytes(&site.root.path().join("output")) {
            if !path.ends_with(".html") {
                continue;
            }
            let html = String::from_utf8(bytes).unwrap();
            let place = format!("{} {path}", site.name);
            let Some(said) = description(&html) else {
                wrong.push(format!("{place}: no description"));
                continue;
            };
            let title = between(&html, "<meta property=\"og:title\" content=\"", "\"");
            let title = title.unwrap_or_default();
            if said.trim_end_matches('.') == title.trim_end_matches('.') {
                wrong.push(format!("{place}: the title “{title}”"));
            }
            let length = said.chars().count();
            if !(50..=160).contains(&length) {
                wrong.push(format!("{place}: {length} letters: {said}"));
            }
            // Embedded charts and pages that lead on are not in search engines.
            let hidden = html.contains("content=\"noindex");
            let first = seen.insert(said.to_string(), path.clone());
            if let Some(first) = first.filter(|_| !hidden) {
                wrong.push(format!("{place}: the same as {first}: {said}"));
            }
            if path == "index.html" {
                let whole = between(&html, "<title>", "</title>").unwrap();
                if whole.chars().count() < title.chars().count() + 5 {
                    wrong.push(format!("{place}: the bare name {whole}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn descriptions_come_from_the_text_or_from_the_figures() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let news = [
        (
            "cau-dau",
            "## Đầu đề\n\nMột câu dài hơn năm mươi chữ cái, do ThS. An viết cho bài này. Câu hai.",
            "Một câu dài hơn năm mươi chữ cái, do ThS. An viết cho bài này.",
        ),
        (
            "con-so",
            "Toàn tỉnh đã có {{ figure metric=\"submitted\" phase=\"g1\" }} lượt trong giai đoạn \
             đầu tiên. Tốt.",
            "Toàn tỉnh đã có 150 lượt trong giai đoạn đầu tiên.",
        ),
        (
            "khong-chu",
            "{{ chart id=\"phases\" }}",
            "Tin ngày 01/05/2022 (Thi đua, A): khong-chu. Số liệu, biểu đồ, đơn vị và tin tức của \
             Thử, tính đến 30/06/2022.",
        ),
    ];
    for (name, body, _) in news {
        let text = format!(
            "---\ntitle: {name}\ndate: 2022-05-01\ntags: [Thi đua]\nunits: [a]\n---\n{body}\n"
        );
        put(root.path(), &format!("content/news/{name}.md"), text);
    }
    build(root.path(), &[]);
    let read = |path: &str| {
        let file = root.path().join("output").join(path).join("index.html");
        fs::read_to_string(file).unwrap()
    };
    for (name, _, expected) in news {
        let html = read(&format!("tin-tuc/{name}"));
        assert_eq!(description(&html).unwrap(), expected);
    }
    for (path, expected) in [
        (
            "don-vi/tinh",
            "Tỉnh: 150 lượt sáng kiến nộp, tính đến 30/06/2022.",
        ),
        (
            "tien-do",
            "Giai đoạn 1: Đã đạt 150% chỉ tiêu, vượt 50%. Số liệu tính đến 30/06/2022.",
        ),
        (
            "chu-de/thi-dua",
            "3 tin về chủ đề “Thi đua”, ngày 01/05/2022: cau-dau; con-so; khong-chu.",
        ),
    ] {
        assert_eq!(description(&read(path)).unwrap(), expected, "{path}");
    }
    let unit = read("don-vi/tinh");
    assert!(
        unit.contains("\"description\":\"Tỉnh: 150 lượt"),
        "JSON-LD says the same"
    );
    assert!(read("").contains("<title>Thử – Tiến độ, số liệu và tin tức</title>"));
}

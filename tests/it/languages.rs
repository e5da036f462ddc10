//! A site in two languages: what is translated has a page, what is not is never shown as if it
//! were.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;

use crate::common::{build, bytes, codes, put, small, tiendo};

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nslogan: Khẩu hiệu gốc\nbase_url: https://example.org/a\nlanguages: [vi, \
         en]\nmenu: [{title: Tin, url: tin-tuc/}, {title: Dữ liệu, url: du-lieu/}]\n",
    );
    put(
        root.path(),
        "content/site.en.yaml",
        "title: Trial\nmenu: [{title: News, url: tin-tuc/}, {title: Data, url: du-lieu/}]\nwords: \
         {Giai đoạn 1: Phase one, Tỉnh: Province}\n",
    );
    put(
        root.path(),
        "content/news/mot.en.md",
        "---\ntitle: News one\n---\nThere were {{ figure metric=\"submitted\" phase=\"g1\" }} of \
         them. See [two](@/news/hai.md) and [the initiative](@/initiatives/i.md).\n",
    );
    put(
        root.path(),
        "content/initiatives/i.en.md",
        "---\ntitle: A press\n---\nAn improvement.\n",
    );
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2022-03-31, unit: tinh, submitted: 40}\n- {as_of: 2022-06-30, unit: tinh, \
         submitted: 1500}\n",
    );
    root
}

fn pages(root: &std::path::Path) -> BTreeMap<String, String> {
    let files = bytes(&root.join("output"));
    files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

#[test]
fn what_is_translated_has_a_page_and_nothing_else_has() {
    let root = site();
    build(root.path(), &[]);
    let files = pages(root.path());
    for there in [
        "en/index.html",
        "en/news/mot/index.html",
        "en/initiatives/i/index.html",
        "en/progress/g1/index.html",
        "en/method/index.html",
        "en/feed.xml",
    ] {
        assert!(files.contains_key(there), "no {there}");
    }
    for not in [
        "en/news/hai/index.html",
        "en/gioi-thieu/index.html",
        "en/du-lieu/index.html",
        "en/404.html",
        "en/robots.txt",
    ] {
        assert!(!files.contains_key(not), "{not} is there");
    }
    let article = &files["en/news/mot/index.html"];
    assert!(
        article.contains("<html lang=\"en\">")
            && article.contains("News one")
            && article.contains(">1,500<"),
        "{article}"
    );
    // What is not translated is linked in its own language; what is, in this one.
    assert!(
        article.contains("href=\"../../../tin-tuc/hai/\"")
            && article.contains("href=\"../../initiatives/i/\"")
    );
    let home = &files["en/index.html"];
    assert!(home.contains("Phase one") && home.contains("Trial") && !home.contains("Giai đoạn 1"));
    assert!(
        !home.contains("Khẩu hiệu gốc"),
        "prose without a translation is left out"
    );
    assert!(home.contains("href=\"./../du-lieu/\"") && home.contains("href=\"./news/\""));
    assert!(
        files["en/initiatives/index.html"].contains("A press")
            && !files["en/news/index.html"].contains("Tin hai")
    );
}

#[test]
fn each_language_names_the_other() {
    let root = site();
    build(root.path(), &[]);
    let files = pages(root.path());
    let (vi, en) = (
        &files["tin-tuc/mot/index.html"],
        &files["en/news/mot/index.html"],
    );
    for page in [vi, en] {
        assert!(
            page.contains("hreflang=\"vi\" href=\"https://example.org/a/tin-tuc/mot/\""),
            "{page}"
        );
        assert!(page.contains("hreflang=\"en\" href=\"https://example.org/a/en/news/mot/\""));
        assert!(
            page.contains("hreflang=\"x-default\" href=\"https://example.org/a/tin-tuc/mot/\"")
        );
    }
    assert!(en.contains("rel=\"canonical\" href=\"https://example.org/a/en/news/mot/\""));
    let alone = &files["tin-tuc/hai/index.html"];
    assert!(
        !alone.contains("rel=\"alternate\" hreflang"),
        "a page without a translation claims none"
    );
    assert!(
        files["sitemap.xml"].contains("/a/en/news/mot/")
            && files["en/feed.xml"].contains("News one")
    );
    assert!(!files["feed.xml"].contains("News one"));
}

#[test]
fn translations_without_a_language_or_an_original_are_told() {
    let root = site();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/pages/khong.en.md",
        "---\ntitle: None\n---\nText.\n",
    );
    let reported = codes(&tiendo(root.path(), &["check", "--format", "json"]));
    let file = |name: &str| format!("content/{name}");
    assert!(
        reported.contains(&("language-not-shown".to_owned(), file("news/mot.en.md"))),
        "{reported:?}"
    );
    assert!(
        reported.contains(&("translation-alone".to_owned(), file("pages/khong.en.md"))),
        "{reported:?}"
    );
}

#[test]
fn the_first_translated_article_changes_every_menu_that_leads_to_the_news() {
    let root = site();
    let article = root.path().join("content/news/mot.en.md");
    let text = std::fs::read(&article).unwrap();
    std::fs::remove_file(&article).unwrap();
    build(root.path(), &[]);
    assert!(pages(root.path())["en/progress/g1/index.html"].contains("href=\"../../../tin-tuc/\""));
    put(root.path(), "content/news/mot.en.md", text);
    build(root.path(), &[]);
    let files = pages(root.path());
    assert!(
        files["en/progress/g1/index.html"].contains("href=\"../../news/\""),
        "the menu leads there now"
    );
    build(root.path(), &["--no-cache"]);
    assert!(files == pages(root.path()), "as in a clean build");
}

#[test]
fn vietnamese_names_are_marked_on_english_pages() {
    let root = crate::common::real();
    crate::common::build(root.path(), &[]);
    let read = |path: &str| std::fs::read_to_string(root.path().join(path)).unwrap();
    let english = read("output/en/units/ldld-tinh/index.html");
    assert!(english.contains("<span lang=\"vi\">"), "{english}");
    let vietnamese = read("output/don-vi/ldld-tinh/index.html");
    assert!(!vietnamese.contains("<span lang=\"vi\">"));
    // Where an element may not be there is none.
    for part in ["<option", "<title>", "<svg"] {
        for text in english.split(part).skip(1) {
            let end = text.find("</").unwrap_or(text.len());
            assert!(!text[..end].contains("lang=\"vi\""), "{part}{text}");
        }
    }
}

#[test]
fn charts_have_pictures_in_each_language() {
    let root = crate::common::real();
    crate::common::build(root.path(), &[]);
    let output = root.path().join("output");
    let read = |path: &str| std::fs::read_to_string(output.join(path)).unwrap();
    let page = read("en/index.html");
    let mut pictures = 0;
    for link in page.split("href=\"./../en/du-lieu/bieu-do/").skip(1) {
        let name = link.split('"').next().unwrap();
        let bytes = std::fs::read(output.join("en/du-lieu/bieu-do").join(name)).unwrap();
        if name.ends_with(".svg") {
            let svg = String::from_utf8(bytes).unwrap();
            assert!(
                svg.contains("target") && !svg.contains("chỉ tiêu"),
                "{name}"
            );
        } else {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
        }
        pictures += 1;
    }
    assert!(pictures >= 2, "{pictures} pictures: {page}");
}

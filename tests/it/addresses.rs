//! Addresses have the words of their language, or those that the site says; words that were in use
//! before leave redirects.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{build, bytes, codes, put, small, tiendo};

/// Builds a site and reads its texts by path.
fn built(root: &Path) -> BTreeMap<String, String> {
    build(root, &[]);
    let files = bytes(&root.join("output")).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files.map(|(path, bytes)| (path, text(bytes))).collect()
}

fn has(files: &BTreeMap<String, String>, there: &[&str], not: &[&str]) {
    for path in there {
        assert!(files.contains_key(*path), "no {path}: {:?}", files.keys());
    }
    for path in not {
        assert!(!files.contains_key(*path), "{path} is there");
    }
}

/// Where a page at an old address leads.
fn leads(files: &BTreeMap<String, String>, old: &str) -> String {
    let page = files.get(old).unwrap_or_else(|| panic!("no {old}"));
    let (_, rest) = page
        .split_once("http-equiv=\"refresh\" content=\"0; url=")
        .unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// A site in Vietnamese and English with two articles, two initiatives and lists of two pages.
fn two_languages(main: &str, english: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let site = format!(
        "title: Thử\nbase_url: https://example.org/a\nlanguages: [vi, en]\n\
         initiatives: {{page_size: \
         1}}\nmenu: [{{title: Tin, url: tin-tuc/}}]\n{main}"
    );
    put(root.path(), "content/site.yaml", site);
    put(
        root.path(),
        "content/site.en.yaml",
        format!(
            "title: Trial\nmenu: [{{title: News, url: tin-tuc/}}, {{title: Two, url: \
                 'sang-kien/trang-2/#a'}}, {{title: Data, url: du-lieu/}}]\n{english}"
        ),
    );
    put(
        root.path(),
        "content/news/mot.en.md",
        "---\ntitle: News one\n---\nSee [the news](@/tin-tuc), [the unit](@/don-vi/tinh), [a \
         year](@/tin-tuc/nam-2022), [how](@/cach-tinh) and [figures](@/du-lieu).\n",
    );
    for id in ["i", "k"] {
        let original = format!(
            "---\ntitle: Máy {id}\nunit: tinh\ndate: 2022-01-02\nprogramme: p\nfeatured: true\n\
             ---\nBài.\n"
        );
        put(
            root.path(),
            &format!("content/initiatives/{id}.md"),
            original,
        );
        let english = format!("---\ntitle: Machine {id}\n---\nText.\n");
        put(
            root.path(),
            &format!("content/initiatives/{id}.en.md"),
            english,
        );
    }
    root
}

#[test]
fn a_site_in_english_has_english_addresses() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(
        root.path(),
        "content/site.yaml",
        "title: Trial\nlanguage: en\nbase_url: https://example.org/\n",
    );
    put(
        root.path(),
        "content/news/tags.md",
        "---\ntitle: Tags\ndate: 2022-05-01\ntags: [R&D]\ncategory: At work\n---\nSee [the \
         data](@/data) and [all charts](@/charts).\n",
    );
    let files = built(root.path());
    has(
        &files,
        &[
            "news/index.html",
            "news/mot/index.html",
            "news/year-2022/index.html",
            "initiatives/i/index.html",
            "units/tinh/index.html",
            "organisations/index.html",
            "progress/g1/index.html",
            "programmes/p/index.html",
            "topics/r-and-d/index.html",
            "sections/at-work/index.html",
            "whats-new/index.html",
            "method/index.html",
            "search/index.html",
            "charts/index.html",
            "data/index.html",
            // What programs and other sites fetch stays where it is.
            "chu-de/r-and-d/feed.xml",
            "chuyen-muc/at-work/atom.xml",
            "tim-kiem/index.json",
            "du-lieu/don-vi.csv",
            "du-lieu/don-vi/tinh.json",
            "bieu-do/embed.js",
        ],
        &[
            "tin-tuc/index.html",
            "du-lieu/index.html",
            "search/index.json",
        ],
    );
    let old = [
        "tin-tuc/",
        "sang-kien/",
        "tien-do/",
        "cach-tinh/",
        "co-gi-moi/\"",
        "chuong-trinh/",
    ];
    for (path, text) in &files {
        let page = path.ends_with(".html") || path.ends_with(".xml");
        for word in old.iter().filter(|_| page) {
            let named = text
                .match_indices(word)
                .any(|(at, _)| text[..at].ends_with('/'));
            assert!(!named, "{path} names {word}");
        }
    }
    let topic = &files["topics/r-and-d/index.html"];
    assert!(
        topic.contains("href=\"../../chu-de/r-and-d/feed.xml\""),
        "{topic}"
    );
    let feed = &files["chu-de/r-and-d/feed.xml"];
    assert!(
        feed.contains("<link>https://example.org/topics/r-and-d/</link>")
            && feed.contains("href=\"https://example.org/chu-de/r-and-d/feed.xml\""),
        "{feed}"
    );
    assert!(files["search/index.html"].contains("data-index=\"../tim-kiem/\""));
    assert!(
        files["du-lieu/datapackage.json"].contains("\"homepage\": \"https://example.org/data/\"")
    );
}

#[test]
fn pages_of_two_languages_find_each_other() {
    let root = two_languages("", "");
    let files = built(root.path());
    let hreflang =
        |lang: &str, url: &str| format!("hreflang=\"{lang}\" href=\"https://example.org/a/{url}\"");
    for (vi, en) in [
        ("sang-kien/trang-2/", "en/initiatives/page-2/"),
        ("tin-tuc/nam-2022/", "en/news/year-2022/"),
        ("tin-tuc/mot/", "en/news/mot/"),
        ("don-vi/tinh/", "en/units/tinh/"),
        ("tim-kiem/", "en/search/"),
    ] {
        for page in [vi, en] {
            let text = &files[&format!("{page}index.html")];
            for (lang, url) in [("vi", vi), ("en", en)] {
                assert!(
                    text.contains(&hreflang(lang, url)),
                    "{page} lacks {url}: {text}"
                );
            }
        }
    }
    // The menu of site.en.yaml has addresses of the main language.
    let article = &files["en/news/mot/index.html"];
    for link in [
        "href=\"../../news/\"",
        "href=\"../../initiatives/page-2/#a\"",
        "href=\"../../../du-lieu/\"",
        // And so have links in translated texts.
        "<a href=\"../../news/\">the news</a>",
        "<a href=\"../../units/tinh/\">the unit</a>",
        "<a href=\"../../news/year-2022/\">a year</a>",
        "<a href=\"../../method/\">how</a>",
        "<a href=\"../../../du-lieu/\">figures</a>",
    ] {
        assert!(article.contains(link), "no {link}: {article}");
    }
    assert!(files["en/news/index.html"].contains("<a href=\"../news/\" aria-current=\"page\""));
    // Pages for other sites have one address in all languages.
    let embeds = |folder: &str| {
        let pages = files.keys().filter_map(|path| path.strip_prefix(folder));
        pages.filter(|path| path.ends_with("/index.html")).count()
    };
    assert!(embeds("bieu-do/") > 0 && embeds("en/bieu-do/") == embeds("bieu-do/"));
}

#[test]
fn a_site_says_its_own_words_and_former_ones_lead_on() {
    let root = two_languages(
        "addresses: {news: [tin, tin-tuc, bai], page: [so, trang], year: nam-thu}\n",
        "addresses: {news: [stories, tin-tuc], initiatives: [ideas, sang-kien], page: [sheet, \
         trang], year: [of, nam], charts: [charts, bieu-do]}\n",
    );
    let files = built(root.path());
    has(
        &files,
        &[
            "tin/mot/index.html",
            "tin/nam-thu-2022/index.html",
            "sang-kien/so-2/index.html",
            "en/stories/mot/index.html",
            "en/ideas/sheet-2/index.html",
        ],
        &["bai/trang-2/index.html", "tin-tuc/nam-2022/index.html"],
    );
    for (old, to) in [
        ("tin-tuc/index.html", "../tin/"),
        ("tin-tuc/mot/index.html", "../../tin/mot/"),
        ("bai/hai/index.html", "../../tin/hai/"),
        ("bai/nam-thu-2022/index.html", "../../tin/nam-thu-2022/"),
        ("sang-kien/trang-2/index.html", "../../sang-kien/so-2/"),
        ("en/tin-tuc/mot/index.html", "../../stories/mot/"),
        ("en/stories/nam-2022/index.html", "../../stories/of-2022/"),
        ("en/sang-kien/trang-2/index.html", "../../ideas/sheet-2/"),
        ("en/ideas/trang-2/index.html", "../../ideas/sheet-2/"),
        ("en/sang-kien/sheet-2/index.html", "../../ideas/sheet-2/"),
        ("en/bieu-do/index.html", "../charts/"),
    ] {
        assert_eq!(leads(&files, old), to, "{old}");
    }
    // The maps of servers have those of every language.
    let moved = &files["_redirects"];
    for line in [
        "/a/bai/mot/ /a/tin/mot/ 301",
        "/a/en/tin-tuc/mot/ /a/en/stories/mot/ 301",
    ] {
        assert!(moved.contains(line), "{moved}");
    }
    let sitemap = &files["sitemap.xml"];
    assert!(sitemap.contains("/a/en/ideas/sheet-2/") && !sitemap.contains("tin-tuc"));
    // The menus still have the word that was in use before.
    assert!(files["tin/index.html"].contains("href=\"../tin/\" aria-current=\"page\""));
    assert!(files["en/stories/index.html"].contains("href=\"../stories/\" aria-current"));
    let article = &files["en/stories/mot/index.html"];
    assert!(
        article.contains("<a href=\"../../stories/\">the news</a>"),
        "{article}"
    );
    build(root.path(), &["--no-cache", "--jobs", "1"]);
    assert!(
        built(root.path()) == files,
        "as in a clean build on one thread"
    );
}

#[test]
fn a_page_of_its_own_about_the_method_has_the_address_of_each_language() {
    let root = two_languages("", "");
    put(
        root.path(),
        "content/pages/cach-tinh.md",
        "---\ntitle: Cách chúng tôi tính\n---\nBài.\n",
    );
    put(
        root.path(),
        "content/pages/cach-tinh.en.md",
        "---\ntitle: How we count\n---\nText.\n",
    );
    let files = built(root.path());
    assert!(files["cach-tinh/index.html"].contains("Cách chúng tôi tính"));
    assert!(files["en/method/index.html"].contains("How we count"));
    has(&files, &[], &["en/cach-tinh/index.html"]);
    let english = "hreflang=\"en\" href=\"https://example.org/a/en/method/\"";
    assert!(files["cach-tinh/index.html"].contains(english));
}

/// A page whose name is a word of the other language is no list there.
#[test]
fn a_page_with_a_word_of_another_language_is_not_taken_for_its_list() {
    let root = two_languages("", "");
    put(
        root.path(),
        "content/pages/news.md",
        "---\ntitle: Bản tin\n---\nBài.\n",
    );
    let files = built(root.path());
    let page = &files["news/index.html"];
    assert!(!page.contains("rel=\"alternate\" hreflang"), "{page}");
    // With a translation both would be /en/news/.
    put(
        root.path(),
        "content/pages/news.en.md",
        "---\ntitle: Newsletter\n---\nText.\n",
    );
    let reported = codes(&tiendo(root.path(), &["check", "--format", "json"]));
    let expected = (
        "same-address".to_owned(),
        "content/pages/news.md".to_owned(),
    );
    assert!(reported.contains(&expected), "{reported:?}");
}

#[test]
fn another_word_changes_every_page_of_the_next_build() {
    let root = two_languages("", "");
    built(root.path());
    let site = std::fs::read_to_string(root.path().join("content/site.yaml")).unwrap();
    put(
        root.path(),
        "content/site.yaml",
        format!("{site}addresses: {{units: phong-ban}}\n"),
    );
    let files = built(root.path());
    has(
        &files,
        &["phong-ban/tinh/index.html"],
        &["don-vi/tinh/index.html"],
    );
    build(root.path(), &["--no-cache"]);
    assert!(built(root.path()) == files, "as in a clean build");
}

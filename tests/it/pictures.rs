//! Pictures: cards for sharing and charts as PNG, drawn once and remembered; charts that a text
//! narrows down.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{build, bytes, put, real, tree};

/// The address of a page's card below the root.
fn card_of(page: &str) -> Option<String> {
    let rest = page.split_once("property=\"og:image\" content=\"")?.1;
    let url = rest.split_once('"')?.0;
    Some(url[url.find("chia-se/")?..].to_owned())
}

/// Width and height of a PNG (W3C PNG, 11.2.1).
fn size_of(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_page_has_a_card_named_by_what_it_shows() {
    let root = real();
    build(root.path(), &[]);
    let files = bytes(&root.path().join("output"));
    let mut cards = BTreeMap::new();
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(html);
        let moved = html.contains("http-equiv=\"refresh\"");
        match card_of(&html) {
            Some(card) => assert!(cards.insert(path.clone(), card).is_none()),
            None => assert!(path == "404.html" || moved, "{path} has no card"),
        }
    }
    for (page, card) in &cards {
        assert_eq!(size_of(&files[card]), (1200, 630), "{page}");
    }
    let shown: BTreeSet<&String> = cards.values().collect();
    let drawn = files.keys().filter(|path| path.starts_with("chia-se/"));
    assert_eq!(
        drawn.collect::<BTreeSet<_>>(),
        shown,
        "no picture without a page"
    );
    let [home, phase, article] = [
        "index.html",
        "tien-do/giai-doan-1/index.html",
        "tin-tuc/to-ho-tro-sang-kien/index.html",
    ];
    assert!(cards[home] != cards[phase] && cards[phase] != cards[article]);
}

#[test]
fn remembered_pictures_are_those_of_a_clean_build() {
    let root = real();
    let output = root.path().join("output");
    build(root.path(), &[]);
    let before = tree(&output);
    let report = root.path().join("content/reports/2023-09-01.yaml");
    let text = fs::read_to_string(&report).unwrap();
    fs::write(&report, text.replace("600175", "600275")).unwrap();
    build(root.path(), &[]);
    let after = tree(&output);
    build(
        root.path(),
        &["--output", root.path().join("clean").to_str().unwrap()],
    );
    let clean = bytes(&root.path().join("clean"));
    assert!(
        bytes(&output) == clean,
        "what is remembered is what would be drawn"
    );
    let pictures = || after.iter().filter(|(path, _)| path.ends_with(".png"));
    let kept = pictures()
        .filter(|(path, now)| before.get(*path) == Some(now))
        .count();
    let new = pictures().count() - kept;
    assert!(kept > 20 && new > 2, "{kept} kept, {new} new");
}

#[test]
fn a_picture_that_was_lost_is_drawn_again() {
    let root = real();
    let output = root.path().join("output");
    build(root.path(), &[]);
    let good = bytes(&output);
    let pictures: Vec<&String> = good.keys().filter(|path| path.ends_with(".png")).collect();
    fs::remove_file(output.join(pictures[0])).unwrap();
    fs::write(output.join(pictures[1]), "").unwrap();
    fs::remove_file(output.join("du-lieu/bieu-do/phases-1-trieu-sang-kien.png")).unwrap();
    build(root.path(), &[]);
    assert!(bytes(&output) == good);
}

#[test]
fn a_thousand_and_one_pages_have_a_card_each() {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://vi-du.example/\ninitiatives:\n  detail_pages: all\n",
    );
    put(
        root.path(),
        "content/units.yaml",
        "- {id: tinh, title: Tỉnh, kind: province}\n",
    );
    let list: String = (0..1_001)
        .map(|n| format!("- {{title: Cải tiến {n}, unit: tinh, date: 2023-01-01}}\n"))
        .collect();
    put(root.path(), "content/initiatives/a.yaml", list);
    build(root.path(), &[]);
    let files = bytes(&root.path().join("output"));
    let cards: BTreeSet<String> = files
        .values()
        .filter_map(|page| String::from_utf8(page.clone()).ok())
        .filter(|page| page.contains("<h1>Cải tiến "))
        .map(|page| card_of(&page).unwrap())
        .collect();
    assert_eq!(cards.len(), 1_001);
    assert!(cards.iter().all(|card| files.contains_key(card)));
}

#[test]
fn initiatives_have_cards_where_they_have_pages() {
    let root = tempfile::tempdir().unwrap();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://vi-du.example/\n",
    );
    put(
        root.path(),
        "content/units.yaml",
        "- {id: tinh, title: Tỉnh, kind: province}\n",
    );
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\n",
    );
    let list: String = (1..=3)
        .map(|n| format!("- {{title: Cải tiến {n}, unit: tinh, date: 2023-01-0{n}}}\n"))
        .collect();
    put(root.path(), "content/initiatives/a.yaml", list);
    let cards = |detail: &str| {
        put(
            root.path(),
            "content/site.yaml",
            format!(
                "title: Thử\nbase_url: https://vi-du.example/\ninitiatives:\n  detail_pages: \
                 {detail}\n"
            ),
        );
        build(root.path(), &["--allow-shrink"]);
        let files = bytes(&root.path().join("output"));
        files
            .keys()
            .filter(|path| path.starts_with("chia-se/"))
            .count()
    };
    let featured = cards("featured");
    assert_eq!(cards("all"), featured + 3);
    assert_eq!(
        cards("featured"),
        featured,
        "what nothing shows any more is gone"
    );
}

#[test]
fn a_text_narrows_a_chart_down_and_names_it() {
    let root = real();
    let text = "---\ntitle: Tin\ndate: 2023-09-01\n---\n\
        {{ chart id=\"cumulative\" months=\"6\" }}\n\n\
        {{ chart id=\"phase\" phase=\"giai-doan-1\" title=\"Giai đoạn 1: 170.324 lượt nộp\" }}\n";
    put(root.path(), "content/news/bieu-do.md", text);
    build(root.path(), &["--strict"]);
    let files = bytes(&root.path().join("output"));
    let html = String::from_utf8_lossy(&files["tin-tuc/bieu-do/index.html"]);
    assert!(
        html.contains("Thêm 429.851") && html.contains("từ 31/05/2022 đến 01/09/2023"),
        "what came in those months"
    );
    assert!(html.contains("Giai đoạn 1: 170.324 lượt nộp"));
    for ending in ["csv", "xlsx", "png", "svg"] {
        assert!(
            files.contains_key(&format!(
                "du-lieu/bieu-do/cumulative-1-trieu-sang-kien-6-thang.{ending}"
            )),
            "{ending}"
        );
    }
    assert!(files.contains_key("bieu-do/cumulative-1-trieu-sang-kien-6-thang/index.html"));
}

//! Where `tiendo deploy` sends a site. What it sends and in which order is in `deploy.py`.

use std::path::Path;
use std::process::Output;

use crate::common::{build, bytes, put, small_site, tiendo, tree};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes `deploy:` into the site.yaml of a small site.
fn going_to(root: &Path, target: &str) {
    let text = std::fs::read_to_string(root.join("content/site.yaml")).unwrap();
    put(
        root,
        "content/site.yaml",
        format!("{text}deploy: {target}\n"),
    );
}

#[test]
fn without_a_target_the_site_goes_where_site_yaml_says() {
    let site = small_site();
    let root = site.path();
    going_to(root, "cong-khai");
    build(root, &[]);
    // The folder is beside content/, although the command is started elsewhere.
    let done = tiendo(root, &["deploy", "--lang", "en"]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(bytes(&root.join("cong-khai")) == bytes(&root.join("output")));
    // A target that is typed is taken instead.
    let typed = root.join("noi-khac").to_str().unwrap().to_owned();
    let done = tiendo(root, &["deploy", &typed]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(root.join("noi-khac/index.html").is_file());
}

#[test]
fn a_site_that_goes_nowhere_is_told_both_ways() {
    let site = small_site();
    let root = site.path();
    build(root, &[]);
    let before = tree(root);
    for (lang, target) in [("vi", "ghi đích sau lệnh"), ("en", "give a target")] {
        let refused = tiendo(root, &["deploy", "--lang", lang]);
        assert_eq!(refused.status.code(), Some(1));
        let said = said(&refused);
        for way in [
            target,
            "tiendo deploy web@",
            "`deploy:`",
            "content/site.yaml",
        ] {
            assert!(said.contains(way), "{lang}: {said}");
        }
    }
    assert!(tree(root) == before);
}

#[test]
fn a_target_of_site_yaml_that_cannot_be_used_is_reported_with_its_place() {
    let site = small_site();
    let root = site.path();
    build(root, &[]);
    going_to(root, "https://trang.example/");
    let refused = tiendo(root, &["deploy"]);
    assert_eq!(refused.status.code(), Some(1));
    let text = said(&refused);
    let named = text.contains("content/site.yaml, deploy: https://trang.example/");
    assert!(named && text.contains("chỉ nhận thư mục"), "{text}");
    // What is wrong in the file is not taken for a site that goes nowhere.
    put(root, "content/site.yaml", "title: [\n");
    let refused = tiendo(root, &["deploy"]);
    let text = said(&refused);
    assert!(text.contains("không đọc được content/site.yaml"), "{text}");
    assert!(!text.contains("chưa biết đưa trang đi đâu"), "{text}");
}

//! Every fault has a specimen: a Markdown file with the faulty file in a fence and marks `#  ^^^ code` beneath the fault.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use tiendo::diag::{Language, Place};
use tiendo::pipeline::{Built, Input, check};

/// A small site without faults; a specimen's files are laid over it.
const BASE: &[(&str, &str)] = &[
    ("content/site.yaml", "title: Thử\n"),
    (
        "content/programmes/p.yaml",
        "id: p\ntitle: P\nphases:\n  - {id: g1, title: G, start: 2022-01-01, end: 2022-12-31, target: 10}\ngroups:\n  - {id: n1, title: N}\n",
    ),
    ("content/units.yaml", "- {id: tinh, title: Tỉnh, kind: province}\n"),
];

/// File, line, column, length, code; zeros where the fault has no place in a text.
type Fault = (String, u32, u32, u32, String);

/// Codes that no specimen here can show, and who shows them.
const ELSEWHERE: &[&str] =
    &["missing-content", "missing-site", "unreadable", "outside-link", "not-utf8", "theme-missing"];

fn build(root: &Path) -> Built {
    let input = Input {
        root: root.to_owned(),
        output: root.join("output"),
        base_url: None,
        as_of: None,
        drafts: false,
        future: false,
        strict: false,
        jobs: None,
        watch: Arc::new(|_| {}),
    };
    check(&input).unwrap()
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// The files of a specimen and the faults it promises.
fn specimen(text: &str) -> (Vec<(String, String)>, BTreeSet<Fault>) {
    let (mut files, mut faults) = (Vec::new(), BTreeSet::new());
    let mut open: Option<(String, String, u32)> = None;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("<!-- expect: ") {
            let mut words = rest.trim_end_matches("-->").split_whitespace();
            let code = words.next().unwrap().to_owned();
            // A mark cannot stand under the first column, where its own # is: such a place is written out.
            let mut place = words.next().unwrap_or_default().split(':');
            let file = place.next().unwrap_or_default().to_owned();
            let mut number = || place.next().map_or(0, |n| n.parse().unwrap());
            faults.insert((file, number(), number(), number(), code));
        } else if let Some(info) = line.strip_prefix("~~~") {
            match open.take() {
                Some((path, text, _)) => files.push((path, text)),
                None => open = Some((info.split_whitespace().nth(1).unwrap().to_owned(), String::new(), 0)),
            }
        } else if let Some((path, text, number)) = &mut open {
            let mark = line.strip_prefix('#').map(str::trim_start).filter(|rest| rest.starts_with('^'));
            if let Some(mark) = mark {
                let column = line.find('^').unwrap() + 1;
                let length = mark.bytes().take_while(|b| *b == b'^').count();
                let code = mark[length..].trim().to_owned();
                faults.insert((path.clone(), *number, column as u32, length as u32, code));
            } else {
                text.push_str(&line.replace("␀", "\0"));
                text.push('\n');
                *number += 1;
            }
        }
    }
    (files, faults)
}

fn found(built: &Built) -> BTreeSet<Fault> {
    let fault = |d: &tiendo::diag::Diagnostic| {
        let code = d.problem.code().to_owned();
        match &d.place {
            Place::Text { file, line, column, length } => (file.to_string(), *line, *column, *length, code),
            other => (other.file().unwrap_or_default().to_owned(), 0, 0, 0, code),
        }
    };
    built.problems.iter().map(fault).collect()
}

fn specimens() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(f).unwrap()))
        .collect()
}

#[test]
fn each_specimen_shows_its_faults_and_no_other() {
    let mut wrong = Vec::new();
    for (name, text) in specimens() {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in BASE {
            put(root.path(), path, text);
        }
        let (files, expected) = specimen(&text);
        assert!(!files.is_empty() && !expected.is_empty(), "{name} holds no file or no mark");
        for (path, text) in &files {
            put(root.path(), path, text);
        }
        let built = build(root.path());
        let found = found(&built);
        if found != expected {
            let missing: Vec<_> = expected.difference(&found).collect();
            let extra: Vec<_> = found.difference(&expected).collect();
            wrong.push(format!("{name}\n  promised but not found: {missing:?}\n  found but not promised: {extra:?}"));
        }
        for diagnostic in built.problems.iter() {
            for language in [Language::Vi, Language::En] {
                let words = diagnostic.words(language);
                assert!(!words.message.is_empty() && !words.help.is_empty(), "{name}: {diagnostic:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_base_has_no_fault() {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in BASE {
        put(root.path(), path, text);
    }
    let built = build(root.path());
    assert!(built.problems.is_empty() && built.summary.is_some(), "{:?}", found(&built));
}

#[test]
fn every_fault_has_a_specimen() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diag/problem.rs")).unwrap();
    let codes = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split_once('"').map(|(code, _)| code));
    let shown: BTreeSet<String> = specimens().iter().flat_map(|(_, text)| specimen(text).1).map(|f| f.4).collect();
    let missing: Vec<&str> = codes.filter(|code| !shown.contains(*code) && !ELSEWHERE.contains(code)).collect();
    assert!(missing.is_empty(), "no specimen in tests/problems for {missing:?}");
}

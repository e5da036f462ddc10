//! Every problem has a specimen: a Markdown file with the invalid file in a fence and marks `#  ^^^
//! code` beneath the problem.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{put, tiendo};
use serde_json::Value;

/// A small site without problems; a specimen's files are laid over it.
pub(crate) const BASE: &[(&str, &str)] = &[
    ("content/site.yaml", "title: Thử\n"),
    (
        "content/programmes/p.yaml",
        "id: p\ntitle: P\nphases:\n  - {id: g1, title: G, start: 2022-01-01, end: 2022-12-31, \
         target: 10}\ngroups:\n  - {id: n1, title: N}\n",
    ),
    (
        "content/units.yaml",
        "- {id: tinh, title: Tỉnh, kind: province}\n",
    ),
];

/// File, line, column, length, code; zeros where the problem has no place in a text.
pub(crate) type Fault = (String, u32, u32, u32, String);

/// Codes that no specimen can show, because a fence cannot hold such a file; why, and the tests
/// that show them.
pub(crate) const ELSEWHERE: &[(&str, &str)] = &[
    ("missing-content", "a site without the folder"),
    (
        "missing-site",
        "a site without site.yaml, which the base has",
    ),
    ("unreadable", "a socket among the files"),
    ("outside-link", "a symbolic link"),
    ("not-utf8", "bytes that are not text"),
    ("theme-missing", "a theme that stops everything else"),
    ("cell-too-long", "a text that would fill the page"),
    ("shrunk", "a larger publish before"),
    ("jumped", "a smaller publish before"),
    ("no-sheet", "a workbook"),
    ("sheets-not-read", "a workbook"),
    ("hidden-rows", "a workbook"),
    ("hidden-columns", "a workbook"),
    ("table-locked", "a workbook"),
    ("no-kept-value", "a workbook"),
    ("unfaithful-code", "a workbook"),
    ("other-kind", "a workbook that is something else"),
    ("table-nothing", "a file without a byte"),
    ("merged-figure", "a workbook"),
    ("merged-too-big", "a workbook"),
    ("table-too-big", "a bomb"),
    ("huge-picture", "bytes that promise 4 billion pixels"),
    ("dead-link", "another site"),
    ("host-limit", "a site that is too large for a host"),
    ("not-deleted", "an output that was changed by others"),
    ("stopped", "an output that cannot be written"),
];

/// What `check` tells of a site: its problems as objects, and the summary at the end.
pub(crate) fn check(root: &Path) -> (Vec<Value>, Value) {
    let output = tiendo(root, &["check", "--format", "json", "--quiet"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let summary = lines.pop().expect("a summary is the last line")["summary"].take();
    let count = |severity: &str| lines.iter().filter(|d| d["severity"] == severity).count();
    assert_eq!(summary["errors"], count("error"), "{summary}");
    assert_eq!(summary["warnings"], count("warning"), "{summary}");
    assert_eq!(summary["ok"], count("error") == 0, "{summary}");
    assert_eq!(output.status.code(), Some(i32::from(count("error") > 0)));
    (lines, summary)
}

/// The files of a specimen and the problems it promises.
pub(crate) fn specimen(text: &str) -> (Vec<(String, String)>, BTreeSet<Fault>) {
    let (mut files, mut errors) = (Vec::new(), BTreeSet::new());
    let mut open: Option<(String, String, u32)> = None;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("<!-- expect: ") {
            let mut words = rest.trim_end_matches("-->").split_whitespace();
            let code = words.next().unwrap().to_owned();
            // A mark cannot be under the first column, where its own # is: such a place is
            // written out.
            let mut place = words.next().unwrap_or_default().split(':');
            let file = place.next().unwrap_or_default().to_owned();
            let mut number = || place.next().map_or(0, |n| n.parse().unwrap());
            errors.insert((file, number(), number(), number(), code));
        } else if let Some(info) = line.strip_prefix("~~~") {
            match open.take() {
                Some((path, text, _)) => files.push((path, text)),
                None => {
                    open = Some((
                        info.split_whitespace().nth(1).unwrap().to_owned(),
                        String::new(),
                        0,
                    ))
                }
            }
        } else if let Some((path, text, number)) = &mut open {
            let mark = line
                .strip_prefix('#')
                .map(str::trim_start)
                .filter(|rest| rest.starts_with('^'));
            if let Some(mark) = mark {
                let column = line.find('^').unwrap() + 1;
                let length = mark.bytes().take_while(|b| *b == b'^').count();
                let code = mark[length..].trim().to_owned();
                errors.insert((path.clone(), *number, column as u32, length as u32, code));
            } else {
                text.push_str(&line.replace("␀", "\0"));
                text.push('\n');
                *number += 1;
            }
        }
    }
    (files, errors)
}

fn found(reported: &[Value]) -> BTreeSet<Fault> {
    let number = |value: &Value| value.as_u64().map_or(0, |n| u32::try_from(n).unwrap());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let error = |d: &Value| {
        (
            text(&d["file"]),
            number(&d["line"]),
            number(&d["column"]),
            number(&d["length"]),
            text(&d["code"]),
        )
    };
    reported.iter().map(error).collect()
}

pub(crate) fn specimens() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| {
            (
                f.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(f).unwrap(),
            )
        })
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
        assert!(
            !files.is_empty() && !expected.is_empty(),
            "{name} holds no file or no mark"
        );
        for (path, text) in &files {
            put(root.path(), path, text);
        }
        let (reported, _) = check(root.path());
        let found = found(&reported);
        assert_eq!(
            found.len(),
            reported.len(),
            "{name}: a problem is reported twice: {reported:?}"
        );
        if found != expected {
            let missing: Vec<_> = expected.difference(&found).collect();
            let extra: Vec<_> = found.difference(&expected).collect();
            wrong.push(format!(
                "{name}\n  promised but not found: {missing:?}\n  found but not promised: {extra:?}"
            ));
        }
        for error in &reported {
            for words in ["message_vi", "message_en", "help_vi", "help_en"] {
                assert!(
                    error[words].as_str().is_some_and(|text| !text.is_empty()),
                    "{name}: no {words}: {error}"
                );
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
    let (reported, summary) = check(root.path());
    assert!(reported.is_empty() && summary["ok"] == true, "{reported:?}");
}

/// The codes of all problems.
pub(crate) fn codes() -> BTreeSet<String> {
    let source = crate::project::read("src/diag/codes.rs");
    let code = |line: &str| Some(line.split_once("=> \"")?.1.split_once('"')?.0.to_owned());
    let codes: BTreeSet<String> = source.lines().filter_map(code).collect();
    assert!(codes.len() >= 40, "the list of codes was not understood");
    codes
}

#[test]
fn every_fault_has_a_specimen() {
    let codes = codes();
    let shown: BTreeSet<String> = specimens()
        .iter()
        .flat_map(|(_, text)| specimen(text).1)
        .map(|f| f.4)
        .collect();
    let excused: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    let missing: Vec<_> = codes
        .iter()
        .filter(|c| !shown.contains(*c) && !excused.contains(c.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "no specimen in tests/problems for {missing:?}"
    );
    let unknown: Vec<_> = shown
        .iter()
        .filter(|c| !codes.contains(c.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "specimens promise codes that do not exist: {unknown:?}"
    );
    let mut elsewhere = String::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("problems.rs") {
            elsewhere += &fs::read_to_string(path).unwrap();
        }
    }
    for (code, why) in ELSEWHERE {
        assert!(
            codes.contains(*code) && !shown.contains(*code),
            "{code} needs no excuse: {why}"
        );
        assert!(
            elsewhere.contains(&format!("\"{code}")),
            "{code} ({why}) is shown nowhere"
        );
    }
}

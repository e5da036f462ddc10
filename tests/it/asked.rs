//! `tiendo import` with a person at a terminal: it asks once, after what changes, and only a yes is
//! a yes.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::common::{binary, bytes, put, small, tiendo};

const QUESTION: &str = "[c]ó / [k]hông: ";

/// Runs the program at a terminal of its own and types an answer each time it asks; gives whether
/// it went well and all that was shown.
fn typed(root: &Path, args: &[&str], answer: &str) -> (bool, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = || {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        Stdio::from(options.open(name.to_str().unwrap()).unwrap())
    };
    let mut child = Command::new(binary())
        .args(args)
        .arg("--root")
        .arg(root)
        .stdin(slave())
        .stdout(slave())
        .stderr(slave())
        .spawn()
        .unwrap();
    let (mut terminal, mut shown, mut answered) = (File::from(master), Vec::new(), 0);
    let mut part = [0; 4096];
    // The terminal ends with an error when the last program at it has ended.
    while let Ok(count @ 1..) = terminal.read(&mut part) {
        shown.extend_from_slice(&part[..count]);
        let asked = String::from_utf8_lossy(&shown).matches(QUESTION).count();
        for _ in answered..asked {
            writeln!(terminal, "{answer}").unwrap();
        }
        answered = asked;
    }
    let status = child.wait().unwrap();
    let shown = String::from_utf8_lossy(&shown).replace("\r\n", "\n");
    (status.success(), shown)
}

const MAY: &str = "Ngày;Đơn vị;Lũy kế đã nộp\n31/05/2022;A;120\n";
const JUNE: &str = "Ngày;Đơn vị;Lũy kế đã nộp\n30/06/2022;A;130\n";

/// A site, and the two tables beside it.
fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(root.path(), "may.csv", MAY);
    put(root.path(), "june.csv", JUNE);
    root
}

fn content(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    bytes(&root.join("content"))
}

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["import", file, "--to", "reports"], more].concat()
}

#[test]
fn a_person_is_asked_once_after_what_changes() {
    for yes in ["c", "y", "CÓ"] {
        let root = site();
        let file = root.path().join("may.csv");
        let (good, text) = typed(root.path(), &import(file.to_str().unwrap(), &[]), yes);
        assert!(good, "{text}");
        assert_eq!(text.matches(QUESTION).count(), 1, "{text}");
        let at = |words: &str| {
            text.find(words)
                .unwrap_or_else(|| panic!("{words}\n{text}"))
        };
        assert!(at("+ A · 31/05/2022") < at(QUESTION), "{text}");
        assert!(at(QUESTION) < at("Đã ghi content/reports/"), "{text}");
        let written = content(root.path());
        let records = &written["reports/records.csv"];
        assert!(String::from_utf8_lossy(records).contains("2022-05-31,a,120"));
    }
}

#[test]
fn anything_but_a_yes_leaves_the_content_as_it_is() {
    let root = site();
    let before = content(root.path());
    let file = root.path().join("may.csv");
    for no in ["", "k", "không", "n", "cancel", "cc", "\u{4}"] {
        let (good, text) = typed(root.path(), &import(file.to_str().unwrap(), &[]), no);
        assert!(!good && text.contains("Không ghi"), "{no:?}: {text}");
        assert_eq!(text.matches(QUESTION).count(), 1, "{no:?}: {text}");
        assert!(content(root.path()) == before, "{no:?}");
        assert!(!root.path().join(".tiendo/imports").exists(), "{no:?}");
    }
}

#[test]
fn no_one_is_asked_when_the_answer_is_given() {
    let root = site();
    let before = content(root.path());
    let file = root.path().join("may.csv");
    let file = file.to_str().unwrap();
    for (flag, written) in [("--dry-run", false), ("--explain", false), ("--yes", true)] {
        let (good, text) = typed(root.path(), &import(file, &[flag]), "k");
        assert!(good && !text.contains(QUESTION), "{flag}: {text}");
        assert_eq!(content(root.path()) != before, written, "{flag}");
    }
}

#[test]
fn a_loss_is_asked_at_a_terminal_and_refused_without_one() {
    let root = site();
    let [may, june] = ["may.csv", "june.csv"].map(|name| root.path().join(name));
    let replace = import(june.to_str().unwrap(), &["--replace"]);
    let first = tiendo(root.path(), &import(may.to_str().unwrap(), &["--yes"]));
    assert!(first.status.success());
    let before = content(root.path());
    let alone = tiendo(root.path(), &replace);
    let words = String::from_utf8_lossy(&alone.stdout);
    assert!(
        !alone.status.success() && words.contains("--yes"),
        "{words}"
    );
    assert!(content(root.path()) == before);
    let (good, text) = typed(root.path(), &replace, "k");
    assert!(!good && text.contains("bỏ 1 mục"), "{text}");
    assert!(content(root.path()) == before);
    let (good, text) = typed(root.path(), &replace, "c");
    assert!(good && text.matches(QUESTION).count() == 1, "{text}");
    let written = content(root.path());
    let records = String::from_utf8_lossy(&written["reports/records.csv"]);
    assert!(!records.contains("2022-05-31") && records.contains("2022-06-30,a,130"));
}

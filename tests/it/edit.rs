//! Edits of content files: the record says what was asked, and every other byte is as it was.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files, and say what they did"
)]

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tiendo::edit::{ContentPath, Document, EditError, Saved, Value, Version, create, save};

use crate::common::rounds;

const NEWS: &str = "\
---
# Tin của tháng
title:   'Đợt 2'   # tên cũ
date: 2022-05-31
tags: [sơ kết, \"khen, thưởng\"]
sources:   
  # nguồn chính
  - title: Báo A
    url: https://example.org/a
  - title: Báo B
summary: >-
  Một câu
  dài.

# cuối
slug: dot-2
---

Thân bài.
";

/// A document of a text, as if it had been opened.
fn opened(path: &str, text: &str) -> Document {
    let root = tempfile::tempdir().unwrap();
    let path = ContentPath::new(path).unwrap();
    let real = path.real(root.path()).unwrap();
    fs::create_dir_all(real.parent().unwrap()).unwrap();
    fs::write(real, text).unwrap();
    Document::open(root.path(), &path).unwrap()
}

fn news() -> Document {
    opened("content/news/a.md", NEWS)
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| Value::text(*text)).collect())
}

#[test]
fn one_value_changes_and_nothing_else() {
    let changed = |key: &str, value: Option<Value>| {
        news().with_field(0, key, value).unwrap().text().to_owned()
    };
    let title = changed("title", Some(Value::text("Đợt 3: 'về đích'")));
    assert_eq!(title, NEWS.replace("'Đợt 2'", "'Đợt 3: ''về đích'''"));
    let date = changed("date", Some(Value::text("2022-06-01")));
    assert_eq!(date, NEWS.replace("2022-05-31", "2022-06-01"));
    let tags = changed("tags", Some(list(&["sơ kết", "khen, thưởng", "mới"])));
    assert_eq!(tags, NEWS.replace("thưởng\"]", "thưởng\", mới]"));
    let summary = changed("summary", Some(Value::text("Câu mới.")));
    assert_eq!(summary, NEWS.replace(">-\n  Một câu\n  dài.", "Câu mới."));
    assert_eq!(changed("slug", None), NEWS.replace("slug: dot-2\n", ""));
    let category = changed("category", Some(Value::text("Kết quả")));
    let lines = NEWS.replace("  dài.\n", "  dài.\ncategory: Kết quả\n");
    assert_eq!(
        category, lines,
        "a new key has the place that the schema gives it"
    );
    let lead = changed("byline", Some(Value::text("Ban biên tập")));
    assert_eq!(
        lead,
        NEWS.replace("2022-05-31\n", "2022-05-31\nbyline: Ban biên tập\n")
    );
}

#[test]
fn items_of_lists_change_by_themselves() {
    let record = news().record(0).unwrap();
    let Some(Value::List(mut sources)) = record.get("sources").cloned() else {
        panic!()
    };
    let Value::Map(first) = &mut sources[0] else {
        panic!()
    };
    first[0].1 = Value::text("Báo A, số 5");
    sources.push(Value::Map(vec![(
        "title".into(),
        Value::text("Báo C: mới"),
    )]));
    let text = news()
        .with_field(0, "sources", Some(Value::List(sources)))
        .unwrap();
    let expected = NEWS.replace("Báo A", "Báo A, số 5").replace(
        "  - title: Báo B\n",
        "  - title: Báo B\n  - title: \"Báo C: mới\"\n",
    );
    assert_eq!(text.text(), expected);
    let only = Value::List(vec![Value::Map(vec![(
        "title".into(),
        Value::text("Báo B"),
    )])]);
    let text = news().with_field(0, "sources", Some(only)).unwrap();
    let expected = NEWS.replace("  - title: Báo A\n    url: https://example.org/a\n", "");
    assert_eq!(text.text(), expected);
}

#[test]
fn texts_that_yaml_would_read_otherwise_are_quoted() {
    let samples = [
        "",
        "~",
        "null",
        "yes",
        "0123",
        "1e3",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "[a]",
        "{a}",
        "*a",
        "&a",
        "!a",
        "'a'",
        "\"a\"",
        "%a",
        "@a",
        "`a`",
        "a:",
        " a",
        "a ",
        "? a",
        "---",
        "một\nhai",
        "một\n\nhai\n",
        " một\nhai",
        "a\tb",
        "\u{feff}a",
        "một \nhai",
        "|",
        ">",
        "2022-05-31",
        "a\\b",
        "\n",
        "=",
        "đ: \"x\" 'y'",
        "a,b",
        "a]b",
    ];
    for sample in samples {
        for key in ["title", "summary", "slug", "byline"] {
            let changed = news()
                .with_field(0, key, Some(Value::text(sample)))
                .unwrap_or_else(|e| panic!("{key} {sample:?} {e}"));
            assert_eq!(
                changed.record(0).unwrap().get(key),
                Some(&Value::text(sample)),
                "{sample:?}"
            );
        }
        let tags = list(&["x", sample]);
        let changed = news().with_field(0, "tags", Some(tags.clone())).unwrap();
        assert_eq!(
            changed.record(0).unwrap().get("tags"),
            Some(&tags),
            "{sample:?}"
        );
    }
}

#[test]
fn line_endings_and_marks_stay() {
    let windows = format!("\u{feff}{}", NEWS.replace('\n', "\r\n"));
    let document = opened("content/news/a.md", &windows);
    let changed = document
        .with_field(0, "byline", Some(Value::text("Ban biên tập")))
        .unwrap();
    let expected = windows.replace("2022-05-31\r\n", "2022-05-31\r\nbyline: Ban biên tập\r\n");
    assert_eq!(changed.text(), expected);
    let body = document.with_body("Câu một.\n\nCâu hai.\n").unwrap();
    assert_eq!(
        body.text(),
        windows.replace("Thân bài.", "Câu một.\r\n\r\nCâu hai.")
    );
}

#[test]
fn a_report_of_a_list_changes_comes_and_goes() {
    let text = "# Số liệu\n- as_of: 2022-05-31\n  unit: a # tỉnh\n  submitted: 10\n\n# tháng sau\n- as_of: 2022-06-30\n  unit: a\n  submitted: 20\n";
    let document = opened("content/reports/a.yaml", text);
    let changed = document
        .with_field(1, "submitted", Some(Value::text("25")))
        .unwrap();
    assert_eq!(changed.text(), text.replace("20\n", "25\n"));
    let report = |count: &str| {
        let entry = |key: &str, value: &str| (key.to_owned(), Value::text(value));
        Value::Map(vec![
            entry("as_of", "2022-07-31"),
            entry("unit", "a"),
            entry("submitted", count),
        ])
    };
    let more = document.with_new_record(&report("30")).unwrap();
    assert_eq!(
        more.text(),
        format!("{text}- as_of: 2022-07-31\n  unit: a\n  submitted: 30\n")
    );
    let less = document.without_record(0).unwrap();
    assert_eq!(
        less.text(),
        text.replace(
            "- as_of: 2022-05-31\n  unit: a # tỉnh\n  submitted: 10\n",
            ""
        )
    );
    let empty = opened("content/reports/b.yaml", "# chưa có\n");
    let first = empty.with_new_record(&report("1")).unwrap();
    assert_eq!(
        first.text(),
        "# chưa có\n- as_of: 2022-07-31\n  unit: a\n  submitted: 1\n"
    );
}

#[test]
fn what_is_risky_is_refused() {
    for text in [
        "- &a {as_of: 2022-05-31}\n- *a\n",
        "- !!map {as_of: 2022-05-31}\n",
        "- ? a\n  : b\n",
    ] {
        let document = opened("content/reports/a.yaml", text);
        let changed = document.with_field(0, "submitted", Some(Value::text("1")));
        assert!(changed.is_err(), "{text}");
    }
    let comment = "---\ntitle: a\ndate: 2022-05-31\ntags: [a, # một\n  b]\n---\n";
    let document = opened("content/news/a.md", comment);
    let changed = document.with_field(0, "tags", Some(list(&["c"])));
    assert!(
        matches!(changed, Err(EditError::Unsafe)),
        "a comment would be lost"
    );
    assert!(
        document
            .with_field(0, "title", Some(Value::text("b")))
            .is_ok()
    );
}

#[test]
fn a_new_file_has_the_keys_in_their_order_and_is_read_back() {
    let path = ContentPath::new("content/news/moi.md").unwrap();
    let entry = |key: &str, value: Value| (key.to_owned(), value);
    let image = Value::Map(vec![
        entry("src", Value::text("a.jpg")),
        entry("alt", Value::text("Ảnh: máy")),
    ]);
    let record = Value::Map(vec![
        entry("title", Value::text("Tin mới")),
        entry("date", Value::text("2024-01-02")),
        entry("tags", list(&["a", "b"])),
        entry("image", image),
    ]);
    let document = Document::new(&path, &record, "Một.\r\n\r\nHai.").unwrap();
    let expected = "---\ntitle: Tin mới\ndate: 2024-01-02\ntags: [a, b]\nimage:\n  src: a.jpg\n  alt: \"Ảnh: máy\"\n---\n\nMột.\n\nHai.\n";
    assert_eq!(document.text(), expected);
    assert_eq!(document.body(), Some("Một.\n\nHai."));
    let root = tempfile::tempdir().unwrap();
    assert!(matches!(
        create(root.path(), &document).unwrap(),
        Saved::Written(_)
    ));
    assert!(matches!(
        create(root.path(), &document),
        Err(EditError::Changed { .. })
    ));
}

#[test]
fn who_saves_second_is_shown_the_first() {
    let root = tempfile::tempdir().unwrap();
    let path = ContentPath::new("content/news/a.md").unwrap();
    let real = path.real(root.path()).unwrap();
    fs::create_dir_all(real.parent().unwrap()).unwrap();
    fs::write(&real, NEWS).unwrap();
    let (one, two) = (
        Document::open(root.path(), &path).unwrap(),
        Document::open(root.path(), &path).unwrap(),
    );
    let change = |document: &Document, title: &str| {
        document
            .with_field(0, "title", Some(Value::text(title)))
            .unwrap()
    };
    assert!(matches!(
        save(root.path(), &change(&one, "Một"), one.version()).unwrap(),
        Saved::Written(_)
    ));
    let Err(EditError::Changed { theirs }) = save(root.path(), &change(&two, "Hai"), two.version())
    else {
        panic!()
    };
    assert_eq!(theirs, Some(fs::read(&real).unwrap()));
    let again = Document::open(root.path(), &path).unwrap();
    assert_eq!(
        again.version(),
        Some(&Version::of(&fs::read(&real).unwrap()))
    );
    assert!(matches!(
        save(root.path(), &change(&again, "Một"), again.version()).unwrap(),
        Saved::Same
    ));
    let left: Vec<_> = fs::read_dir(real.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside");
}

/// All files of records below the folders of sites.
fn files() -> Vec<(PathBuf, ContentPath)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut roots = vec![here.to_owned()];
    for folder in ["tests/sites", "tests/problems", "tests/gallery"] {
        roots.extend(
            fs::read_dir(here.join(folder))
                .into_iter()
                .flatten()
                .map(|entry| entry.unwrap().path()),
        );
    }
    let mut found = Vec::new();
    for root in roots {
        for file in walk(&root.join("content")) {
            let below = file
                .strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if let Ok(path) = ContentPath::new(&below) {
                found.push((root.clone(), path));
            }
        }
    }
    found.sort_by(|a, b| (&a.0, a.1.below()).cmp(&(&b.0, b.1.below())));
    assert!(found.len() > 40, "{}", found.len());
    found
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path))
        } else {
            found.push(path)
        }
    }
    found
}

/// Changes one value of a record somewhere: a scalar, an item, a key.
fn edited(value: &Value, picks: &mut impl Iterator<Item = Index>, word: &str) -> Value {
    match value {
        Value::Map(entries) if !entries.is_empty() => {
            let mut entries = entries.clone();
            let at = picks.next().unwrap().index(entries.len());
            if picks.next().unwrap().index(8) == 0 && entries.len() > 1 {
                entries.remove(at);
            } else {
                entries[at].1 = edited(&entries[at].1, picks, word);
            }
            Value::Map(entries)
        }
        Value::List(items) if !items.is_empty() => {
            let mut items = items.clone();
            let at = picks.next().unwrap().index(items.len());
            match picks.next().unwrap().index(6) {
                0 if items.len() > 1 => drop(items.remove(at)),
                1 => items.insert(at, items[items.len() - 1 - at].clone()),
                2 => items.reverse(),
                _ => items[at] = edited(&items[at], picks, word),
            }
            Value::List(items)
        }
        _ => Value::text(word),
    }
}

/// Lines of a text that a change did not touch: those before the first and behind the last line
/// that differ are the same by construction, and comments are all still there.
fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| line.starts_with('#'))
        .collect()
}

#[test]
fn random_edits_of_all_content_say_what_was_asked() {
    let files = files();
    let config = Config {
        cases: u32::try_from(rounds(300, 20_000)).unwrap(),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let words = prop_oneof![
        "[a-zđếộ ]{1,12}",
        "[ -~]{0,20}",
        "[a-z#:'\"\\-,\\[\\]{}|> \n]{0,12}",
        "[0-9.-]{1,8}"
    ];
    let strategy = (
        any::<Index>(),
        any::<Index>(),
        prop::collection::vec(any::<Index>(), 24),
        words,
    );
    let (changed, refused) = (Cell::new(0), Cell::new(0));
    runner
        .run(&strategy, |(file, record, picks, word)| {
            let (root, path) = &files[file.index(files.len())];
            let Ok(document) = Document::open(root, path) else {
                return Ok(());
            };
            let records = document.records().unwrap_or_default();
            if records.is_empty() {
                return Ok(());
            }
            let number = record.index(records.len());
            let want = edited(&records[number], &mut picks.into_iter(), &word);
            if !matches!(want, Value::Map(_)) {
                return Ok(());
            }
            match document.with_record(number, &want) {
                Ok(after) => {
                    let now = after.records().unwrap();
                    for (place, value) in records.iter().enumerate() {
                        let expected = if place == number { &want } else { value };
                        prop_assert_eq!(&sorted(&now[place]), &sorted(expected));
                    }
                    prop_assert_eq!(document.body(), after.body());
                    if word.is_empty() || !word.contains('#') {
                        let lost: Vec<_> = comments(document.text())
                            .into_iter()
                            .filter(|line| !comments(after.text()).contains(line))
                            .collect();
                        prop_assert!(
                            lost.is_empty() || after.text().len() < document.text().len(),
                            "{:?}",
                            lost
                        );
                    }
                    changed.set(changed.get() + 1);
                }
                Err(EditError::Unsafe) => refused.set(refused.get() + 1),
                Err(error) => prop_assert!(false, "{}: {error}", path.below()),
            }
            Ok(())
        })
        .unwrap();
    let (changed, refused) = (changed.get(), refused.get());
    println!("{changed} edits, {refused} refused");
    assert!(
        refused * 20 < changed,
        "{refused} of {} were refused",
        changed + refused
    );
}

/// A value with its keys in order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Map(entries)
        }
        Value::List(items) => Value::List(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

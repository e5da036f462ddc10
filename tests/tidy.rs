//! The house keeps its order: who may import whom, where a dependency lives, and that every file says what it is for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Floor → floors it may use besides `base` and `diag`.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("base", &[][..]),
        ("diag", &[]),
        ("source", &[]),
        ("parse", &["source"]),
        ("model", &["parse", "source"]),
        ("progress", &["model"]),
        ("chart", &["model", "progress"]),
        ("page", &["source", "model", "progress", "chart"]),
        ("listing", &["page", "chart", "model", "progress"]),
        ("publish", &[]),
        ("pipeline", &["source", "parse", "model", "progress", "chart", "page", "listing", "publish"]),
        ("serve", &["pipeline"]),
        ("cli", &["pipeline", "serve", "parse", "source"]),
    ])
}

/// Name in the code → the only places, as beginnings of paths below src/, where it may stand.
const HOMES: &[(&str, &[&str])] = &[
    ("walkdir::", &["source/"]),
    ("serde_yaml::", &["parse/"]),
    ("pulldown_cmark::", &["page/markdown"]),
    ("tera::", &["page/theme"]),
    ("plotters::", &["chart/"]),
    ("plotters_backend::", &["chart/"]),
    ("ttf_parser::", &["chart/"]),
    ("clap::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("axum::", &["serve/"]),
    ("notify::", &["serve/"]),
    ("rust_embed::", &["page/theme"]),
    ("std::fs", &["source/", "publish/", "cli/", "serve/"]),
    ("std::time::Instant", &["cli/", "serve/"]),
    ("std::time::SystemTime", &["cli/", "serve/"]),
    ("Zoned::now", &["cli/", "serve/"]),
];

/// The part of a file that is not its unit tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| line.trim() != "#[cfg(test)]").filter(|line| !line.trim_start().starts_with("//"))
}

fn floor(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The floors that a line names: `use crate::{a, b::c}` and `crate::a::b` in the middle of an expression.
fn named(line: &str) -> Vec<&str> {
    let mut floors = Vec::new();
    for part in line.split("crate::").skip(1) {
        let list = part.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or(part, |(list, _)| list);
        let several = part.starts_with('{');
        for item in list.split(',').take(if several { usize::MAX } else { 1 }) {
            let word = item.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            floors.push(word);
        }
    }
    floors
}

fn faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(format!("{path}: does not begin with a //! that says what it is for"));
    }
    // view.rs is one flat list of structs: the contract with themes, best read in one piece.
    if text.lines().count() > 460 && path != "page/view.rs" {
        faults.push(format!("{path}: {} lines; split it", text.lines().count()));
    }
    let here = floor(path);
    let rules = allowed();
    for line in code(text) {
        for other in named(line) {
            let free = matches!(other, "base" | "diag") || other == here || !rules.contains_key(other);
            let may = rules.get(here).is_none_or(|floors| floors.contains(&other));
            if !free && !may {
                faults.push(format!("{path}: {here} may not use {other}: {}", line.trim()));
            }
        }
        for (name, homes) in HOMES {
            if line.contains(name) && !homes.iter().any(|home| path.starts_with(home)) {
                faults.push(format!("{path}: {name} belongs to {homes:?}: {}", line.trim()));
            }
        }
    }
    faults
}

fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, root, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let below = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.extend(faults(&below, &fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn the_house_is_tidy() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&src, &src, &mut found);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_broom_sees_dirt() {
    let count = |path, text: &str| faults(path, &format!("//! x\n{text}")).len();
    assert_eq!(count("progress/a.rs", "use crate::page::view::View;"), 1);
    assert_eq!(count("publish/a.rs", "use crate::{base::Date, model::Portal};"), 1);
    assert_eq!(count("chart/draw.rs", "let x = crate::cli::run();"), 1);
    assert_eq!(count("chart/draw.rs", "use crate::model::Portal; use crate::base::Date;"), 0);
    assert_eq!(count("page/plan.rs", "use std::fs;"), 1);
    assert_eq!(count("model/a.rs", "let now = std::time::Instant::now();"), 1);
    assert_eq!(count("page/present/a.rs", "use tera::Value;"), 1);
    assert_eq!(count("model/a.rs", "#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    assert_eq!(faults("base/a.rs", "use std::fmt;").len(), 1, "a file without a head");
}

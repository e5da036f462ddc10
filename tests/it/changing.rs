//! docs/CHANGING.md is true: its places hold what it says, and nothing else in src/ names the
//! example.

use std::collections::BTreeSet;

use tiendo::chart::Kind;

use crate::project::{files, read};

/// Whether a text has a word; what is longer than it does not count.
fn names(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// The text between the first two backticks.
fn ticked(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

#[test]
fn the_lists_of_places_hold() {
    let text = read("docs/CHANGING.md");
    let files = files("src", "rs");
    let mut checked = 0;
    for section in text.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap();
        let Some(mark) = title.split("at most ").nth(1) else {
            continue;
        };
        let mark: usize = mark.split(' ').next().unwrap().parse().unwrap();
        let example = section.split("Example: ").nth(1).and_then(ticked).unwrap();
        let mut places = BTreeSet::new();
        for row in section.lines().filter(|line| line.starts_with("| `")) {
            let mut cells = row.split(" | ");
            let path = ticked(cells.next().unwrap()).unwrap();
            let holds = ticked(cells.next().unwrap()).unwrap();
            assert!(read(path).contains(holds), "{title}: {path} lacks {holds}");
            places.insert(path);
        }
        assert!(
            !places.is_empty() && places.len() <= mark,
            "{title}: {places:?}"
        );
        for file in &files {
            let named = names(&read(file), example);
            assert!(
                !named || places.contains(&**file),
                "{title}: {file} names {example} and is not in the list"
            );
        }
        checked += 1;
    }
    assert_eq!(checked, 4);
}

#[test]
fn each_kind_of_chart_is_described() {
    for path in ["docs/vi/charts.md", "docs/en/charts.md"] {
        let text = read(path);
        for kind in Kind::all() {
            let row = format!("| `{}` |", kind.name());
            assert!(text.contains(&row), "{path}: {}", kind.name());
        }
    }
}

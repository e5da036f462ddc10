//! Functions are short: what takes many lines is named steps, or a flat list.

use crate::project::{files, read};

/// At most this many lines in a function.
const LINES: usize = 60;

/// Longer functions that are one flat list, each part of which is read by itself: file, name, what
/// it lists. No other function is longer, and none of these may become shorter unnoticed.
const FLAT: &[(&str, &str, &str)] = &[
    ("src/chart/draw/tests.rs", "cases", "sites to draw"),
    ("src/deploy/target.rs", "reads_what_is_typed", "targets"),
    ("src/diag/codes.rs", "code", "the code of each problem"),
    ("src/diag/en.rs", "words", "the words of each problem"),
    ("src/diag/figures.rs", "en", "the words of each problem"),
    ("src/diag/figures.rs", "vi", "the words of each problem"),
    ("src/diag/safety.rs", "en", "the words of each problem"),
    ("src/diag/safety.rs", "vi", "the words of each problem"),
    ("src/diag/texts.rs", "en", "the words of each problem"),
    ("src/diag/texts.rs", "vi", "the words of each problem"),
    ("src/diag/vi.rs", "words", "the words of each problem"),
    ("src/listing/data/tables/figures.rs", "units", "columns"),
    (
        "src/page/theme/sheet/tests.rs",
        "blanks_and_comments_that_mean_nothing_are_left_out",
        "style sheets, long and short",
    ),
];

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    while let Some((word, behind)) = rest.split_once(' ') {
        if word == "fn" {
            let end = behind.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            return Some(&behind[..end]);
        }
        let reach = word.starts_with("pub(") && word.ends_with(')');
        if !reach && !["pub", "const", "async", "unsafe"].contains(&word) {
            return None;
        }
        rest = behind;
    }
    None
}

/// The functions that are too long, with how many lines each has, from its `fn` to the brace at the
/// same indentation, as rustfmt sets it.
fn long_functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        // A declaration without a body ends in `;`, a body on the same line in `}`.
        let mut signature = lines[at..].iter();
        let signature = signature.find(|line| line.ends_with(['{', ';', '}']));
        if !signature.is_some_and(|end| end.ends_with('{')) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indent));
        let last = lines[at..].iter().position(|line| *line == end);
        let length = last.map_or(0, |last| last + 1);
        if length > LINES {
            found.push((name.to_owned(), length));
        }
    }
    found
}

#[test]
fn functions_are_short_but_for_flat_lists() {
    let mut found: Vec<(String, String, usize)> = Vec::new();
    for path in files("src", "rs") {
        for (name, length) in long_functions(&read(&path)) {
            found.push((path.clone(), name, length));
        }
    }
    let flat = |path: &str, name: &str| FLAT.iter().any(|(p, n, _)| *p == path && *n == name);
    let long: Vec<_> = found.iter().filter(|(p, n, _)| !flat(p, n)).collect();
    assert!(long.is_empty(), "name the steps of these: {long:#?}");
    for (path, name, _) in FLAT {
        let there = found.iter().any(|(p, n, _)| p == path && n == name);
        assert!(
            there,
            "{path}: {name} is not longer than {LINES} lines any more"
        );
    }
    let body = "    let a = 1;\n".repeat(59);
    let long = format!("pub(super) async fn long(\n    a: u8,\n) {{\n{body}}}\n");
    assert_eq!(long_functions(&long), [("long".to_owned(), 63)]);
    let declared =
        format!("trait Short {{\n    fn short(\n        &self,\n    );\n{body}{body}}}\n");
    assert!(long_functions(&declared).is_empty());
    assert!(long_functions(&long.replacen("1;\n", "1;", 3)).is_empty());
}

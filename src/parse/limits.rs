//! How large a record and its text may be: what is larger takes minutes and was meant by no one.

use std::collections::BTreeSet;

use arcstr::ArcStr;

use super::value::{Datum, Fields, Value};
use crate::diag::{Place, Problem, Problems};

/// Bytes of a text.
const BODY: usize = 1_000_000;
/// Letters of a title and other lines, and of longer fields.
const LINE: usize = 1_000;
const FIELD: usize = 20_000;
/// Items of a list, and of those lists of which each item is looked for in others or has a page.
const ITEMS: usize = 10_000;
pub(super) const FEW_ITEMS: usize = 200;
/// HTML tags in a text, bytes of one of them, and how many may be open in each other.
const TAGS: usize = 10_000;
const TAG: usize = 10_000;
const DEPTH: usize = 200;
/// Different lengths of runs of backticks.
const RUNS: usize = 100;

/// Reports what is too large. A text that is too large is left out, so that nothing takes its time.
pub(super) fn check(
    fields: &Fields,
    body: &mut Option<(String, u32)>,
    file: &ArcStr,
    problems: &mut Problems,
) {
    for (key, datum) in fields.iter() {
        value(key, datum, problems);
    }
    let Some((text, first_line)) = body else {
        return;
    };
    if let Some((what, limit)) = excess(text) {
        let place = Place::text(file, *first_line, 1, 1);
        problems.add(place, Problem::TooMuch { what, limit });
        text.clear();
    }
}

fn value(key: &str, datum: &Datum, problems: &mut Problems) {
    match &datum.value {
        Value::Text(text) => {
            let line = key.ends_with("title") || matches!(key, "name" | "code" | "slug" | "id");
            let limit = if line { LINE } else { FIELD };
            if text.len() > limit && text.chars().count() > limit {
                let what = "letters";
                problems.add(datum.place.clone(), Problem::TooMuch { what, limit });
            }
        }
        Value::List(items) => {
            let few = matches!(
                key,
                "tags" | "aliases" | "sources" | "authors" | "initiatives"
            );
            let limit = if few { FEW_ITEMS } else { ITEMS };
            if items.len() > limit {
                let what = "items";
                problems.add(datum.place.clone(), Problem::TooMuch { what, limit });
            }
            for item in items {
                value(key, item, problems);
            }
        }
        Value::Record(fields) => {
            for (key, datum) in fields.iter() {
                value(key, datum, problems);
            }
        }
        _ => {}
    }
}

/// What a text has too much of, and how much it may have.
fn excess(text: &str) -> Option<(&'static str, usize)> {
    if text.len() > BODY {
        return Some(("bytes", BODY));
    }
    let bytes = text.as_bytes();
    let (mut tags, mut depth) = (0_usize, 0_usize);
    for (at, _) in text.match_indices('<') {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        if next == b'/' {
            depth = depth.saturating_sub(1);
            continue;
        }
        if !next.is_ascii_alphabetic() {
            continue;
        }
        (tags, depth) = (tags + 1, depth + 1);
        let end = (at + TAG).min(bytes.len());
        let length = bytes[at..end].iter().position(|byte| *byte == b'>');
        if length.is_none() && end == at + TAG {
            return Some(("bytes in a tag", TAG));
        }
        // `<br>`, `<hr>` and their like are never closed.
        let name = &text[at + 1..];
        if ["br", "hr", "wbr", "col", "img"]
            .iter()
            .any(|void| name.starts_with(void))
        {
            depth -= 1;
        }
        if depth > DEPTH {
            return Some(("tags in each other", DEPTH));
        }
    }
    if tags > TAGS {
        return Some(("tags", TAGS));
    }
    let runs: BTreeSet<usize> = text
        .split(|c| c != '`')
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    if runs.len() > RUNS {
        return Some(("lengths of backtick runs", RUNS));
    }
    let nested = text.lines().map(|line| {
        let marks = line
            .bytes()
            .take_while(|byte| matches!(byte, b'>' | b' ' | b'-' | b'*' | b'+'));
        marks.filter(|byte| *byte != b' ').count()
    });
    let quoted = |line: usize| line > DEPTH;
    nested
        .zip(text.lines())
        .any(|(marks, line)| quoted(marks) && line.contains("> "))
        .then_some(("marks before a line", DEPTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_would_take_minutes_are_told_from_others() {
        let growing: String = (1..1_400).map(|n| "`".repeat(n) + " ").collect();
        let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
        for (text, what) in [
            (growing, "lengths of backtick runs"),
            (format!("<p{attributes}>"), "bytes in a tag"),
            ("<div>".repeat(100_000), "tags in each other"),
            ("<br>".repeat(100_000), "tags"),
            ("a".repeat(BODY + 1), "bytes"),
            ("> ".repeat(100_000), "marks before a line"),
        ] {
            assert_eq!(excess(&text).map(|(what, _)| what), Some(what));
        }
        let ordinary = "<p>a</p>\n\n```rust\nx\n```\n\n> b\n\n- [ ] c <br> d\n".repeat(500);
        assert_eq!(excess(&ordinary), None);
        assert_eq!(excess(&"-".repeat(500)), None);
    }
}

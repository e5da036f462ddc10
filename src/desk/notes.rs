//! Messages at the fields of a form.

use std::collections::BTreeMap;

use super::changes::Row;
use super::form::Messages;
use super::record::Kept;
use crate::base::Lang;
use crate::diag::{Diagnostic, Problem, Severity};
use crate::edit::Document;

/// What a form shows besides its record.
#[derive(Default)]
pub(super) struct Notes {
    /// At fields, by their keys.
    pub(super) messages: Messages,
    /// Above the form.
    pub(super) top: Vec<(String, String)>,
    /// The fields in which another version differs.
    pub(super) conflict: Option<Vec<Row>>,
    /// How it was saved just now; empty when it was not.
    pub(super) saved: Kept,
    /// What was done without a save, in words.
    pub(super) remarks: Vec<String>,
    /// Whether the form comes back with more in its text.
    pub(super) again: bool,
}

/// The errors that a changed file did not have before, without their fields.
pub(super) fn errors(before: &Document, after: &Document, lang: Lang) -> Vec<(String, String)> {
    let notes = new_errors(before, after, 0, lang);
    let mut all = notes.top;
    all.extend(notes.messages.into_values().flatten());
    all
}

/// The errors of a changed file that the file did not have before, at their fields.
pub(super) fn new_errors(before: &Document, after: &Document, number: usize, lang: Lang) -> Notes {
    let mut old: BTreeMap<String, usize> = BTreeMap::new();
    let error = |d: &&Diagnostic| d.severity() == Severity::Error;
    for diagnostic in before.problems().iter().filter(error) {
        *old.entry(diagnostic.words(lang).message).or_default() += 1;
    }
    let mut notes = Notes::default();
    for diagnostic in after.problems().iter().filter(error) {
        let words = diagnostic.words(lang);
        match old.get_mut(&words.message) {
            Some(count) if *count > 0 => *count -= 1,
            _ => place(diagnostic, after.text(), number, lang, &mut notes),
        }
    }
    notes
}

/// Puts a message at its field, or on top where it has none in the form.
pub(super) fn place(
    diagnostic: &Diagnostic,
    text: &str,
    number: usize,
    lang: Lang,
    notes: &mut Notes,
) {
    let words = diagnostic.words(lang);
    let message = (words.message, words.help);
    let key = match &diagnostic.problem {
        Problem::MissingKey { key } => Some((*key).to_owned()),
        _ => (diagnostic.place.line()).and_then(|line| key_at(text, line, number)),
    };
    match key {
        Some(key) => notes.messages.entry(key).or_default().push(message),
        None => notes.top.push(message),
    }
}

/// The key of a record in whose value a line is: the nearest line above that begins with a key at
/// the record's own indentation.
fn key_at(text: &str, line: u32, number: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().take(line as usize).collect();
    let is_list = text.lines().any(|line| line.starts_with("- "));
    let head_ends = text.starts_with("---") && {
        let mut marks = lines.iter().filter(|line| line.trim_end() == "---");
        marks.nth(1).is_some()
    };
    if head_ends {
        return Some("body".into());
    }
    if is_list && !text.starts_with("---") {
        let begun = lines.iter().filter(|line| line.starts_with("- ")).count();
        if begun != number + 1 {
            return None;
        }
    }
    let indent = if is_list && !text.starts_with("---") {
        2
    } else {
        0
    };
    lines
        .iter()
        .rev()
        .find_map(|line| match line.strip_prefix("- ") {
            Some(rest) if indent == 2 => key_of(rest, 0),
            _ => key_of(line, indent),
        })
}

fn key_of(line: &str, indent: usize) -> Option<String> {
    let rest = line.get(indent..)?;
    let plain = |c: char| c.is_ascii_lowercase() || c == '_';
    let blank = line.bytes().take(indent).all(|byte| byte == b' ');
    let (key, _) = rest.split_once(':')?;
    (blank && !key.is_empty() && key.chars().all(plain)).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_keys() {
        let list = "# x\n- id: a\n  title: A\n\n- id: b\n  image:\n    src: c\n";
        assert_eq!(key_at(list, 3, 0).as_deref(), Some("title"));
        assert_eq!(key_at(list, 5, 1).as_deref(), Some("id"));
        assert_eq!(key_at(list, 7, 1).as_deref(), Some("image"));
        assert_eq!(key_at(list, 7, 0), None, "another record");
        let item = "---\ntitle: A\ndate: x\ntags:\n- a\n---\n\nNội dung: b\n";
        assert_eq!(key_at(item, 3, 0).as_deref(), Some("date"));
        assert_eq!(key_at(item, 5, 0).as_deref(), Some("tags"));
        assert_eq!(key_at(item, 8, 0).as_deref(), Some("body"));
    }
}
